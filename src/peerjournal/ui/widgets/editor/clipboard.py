"""What of ours lies on the clipboard, so that hiding and locking can take it away again."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

OURS = "application/x-peerjournal"
# Clipboard managers keep their history on disk in the clear; they honour this and do not keep it.
_NOT_FOR_HISTORIES = ("x-kde-passwordManagerHint", b"secret")


def our_mime_data(text: str) -> QMimeData:
    """The text for the clipboard: plain, and marked as ours."""
    data = QMimeData()
    data.setText(text)
    data.setData(OURS, b"1")
    data.setData(*_NOT_FOR_HISTORIES)
    return data


class ClipboardGuard:
    """Empties the clipboard if, and only if, what it holds came from this program."""

    def __init__(self) -> None:
        self._copied = ""

    def note_copied(self, text: str | None = None) -> None:
        """Text of ours is being put on the clipboard (or, without ``text``, is there); remember it till cleared."""
        self._copied = QGuiApplication.clipboard().text() if text is None else text

    def clear_if_ours(self) -> bool:
        """Empty the clipboard, and the selection of X11, where they hold our text; whether one did."""
        clipboard = QGuiApplication.clipboard()
        modes = [QClipboard.Mode.Clipboard]
        if clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        ours = [mode for mode in modes if self._is_ours(clipboard, mode)]
        for mode in ours:
            clipboard.clear(mode)
        self._copied = ""
        return bool(ours)

    def _is_ours(self, clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
        data: QMimeData | None = clipboard.mimeData(mode)  # may be none, whatever the stubs say
        owned = clipboard.ownsClipboard() if mode == QClipboard.Mode.Clipboard else clipboard.ownsSelection()
        # A clipboard manager may have taken our text over, without the mark.
        return (
            owned
            or (data is not None and data.hasFormat(OURS))
            or bool(self._copied and clipboard.text(mode) == self._copied)
        )


_guard = ClipboardGuard()


def clipboard_guard() -> ClipboardGuard:
    """The one guard of this program."""
    return _guard
