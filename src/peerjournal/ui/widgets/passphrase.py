"""Typing a passphrase: shown when wanted, pasted when wanted, without rules about what it must hold."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import muted, quiet_button

LONGEST = 1024


def caps_lock_seems_on(event: QKeyEvent) -> bool | None:
    """What a typed letter tells about Caps Lock, which Qt itself does not report; None if it tells nothing."""
    letter = event.text()
    if len(letter) != 1 or letter.lower() == letter.upper():
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return letter.isupper() != shift


class PassphraseField(QWidget):
    """A hidden line with a button that shows it. Says when Caps Lock seems to be on."""

    edited = Signal()
    shown = Signal(bool)

    def __init__(self, name: str, *, with_toggle: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(self.edited)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)

        self.toggle = quiet_button(_("Show"))
        self.toggle.setCheckable(True)
        self.toggle.setAccessibleName(_("Show the passphrase"))
        self.toggle.toggled.connect(self.show_text)
        if not with_toggle:
            self.toggle.hide()

        self._caps = muted(_("Caps Lock seems to be on."))
        self._caps.hide()

        row = QHBoxLayout()
        row.setSpacing(px(4))
        row.addWidget(self.line, 1)
        row.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addWidget(self._caps)

    def passphrase(self) -> str:
        """What is typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the line, its undo history included, and hide what comes next."""
        self.line.setText("")
        self.toggle.setChecked(False)
        self._caps.hide()

    def select_all(self) -> None:
        """Select what is typed and take the focus, so that typing again replaces it."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def show_text(self, shown: bool) -> None:
        """Show or hide the characters."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.shown.emit(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watches the typing for signs of Caps Lock."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_CapsLock:
                self._caps.hide()
            elif (on := caps_lock_seems_on(event)) is not None:
                self._caps.setVisible(on)
        return super().eventFilter(watched, event)
