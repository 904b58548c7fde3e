"""What of ours lies on the clipboard, so that hiding and locking can take it away again."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

OURS = "application/x-peerjournal"
_CLIPBOARD = QClipboard.Mode.Clipboard
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
        self._copied: dict[QClipboard.Mode, str] = {}
        self._watching = self._marking = False

    def watch(self) -> None:
        """From now on whatever this program puts there is marked and known, from any of its fields."""
        if not self._watching:
            self._watching = True
            QGuiApplication.clipboard().changed.connect(self._mark)

    def note_copied(self, text: str | None = None) -> None:
        """Text of ours is being put on the clipboard (or, without ``text``, is there); remember it till cleared."""
        self._copied[_CLIPBOARD] = QGuiApplication.clipboard().text() if text is None else text

    def clear_if_ours(self) -> bool:
        """Empty the clipboard, and the selection of X11, where they hold our text; whether one did."""
        clipboard = QGuiApplication.clipboard()
        modes = [_CLIPBOARD]
        if clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        ours = [mode for mode in modes if self._is_ours(clipboard, mode)]
        for mode in ours:
            clipboard.clear(mode)
        self._copied.clear()
        return bool(ours)

    def _mark(self, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        data: QMimeData | None = clipboard.mimeData(mode)  # may be none, whatever the stubs say
        if self._marking or data is None or not data.hasText():
            return
        marked = data.hasFormat(OURS)
        if not marked and not self._owned(clipboard, mode):
            return
        text = data.text()
        self._copied[mode] = text
        if marked:
            return
        self._marking = True  # being told of our own change must not begin it again
        try:
            clipboard.setMimeData(our_mime_data(text), mode)
        finally:
            self._marking = False

    @staticmethod
    def _owned(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
        return clipboard.ownsClipboard() if mode == _CLIPBOARD else clipboard.ownsSelection()

    def _is_ours(self, clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
        data: QMimeData | None = clipboard.mimeData(mode)  # may be none, whatever the stubs say
        copied = self._copied.get(mode)
        # A clipboard manager may have taken our text over, without the mark.
        return (
            self._owned(clipboard, mode)
            or (data is not None and data.hasFormat(OURS))
            or bool(copied and clipboard.text(mode) == copied)
        )


_guard = ClipboardGuard()


def clipboard_guard() -> ClipboardGuard:
    """The one guard of this program."""
    return _guard
