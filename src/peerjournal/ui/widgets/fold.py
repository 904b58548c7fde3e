"""A heading that opens and closes what is under it. What is under it is made when it is first opened."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import quiet_button
from peerjournal.ui.widgets.elided import ElidedLabel


class Fold(QWidget):
    """``turned`` when it was opened or closed by hand. While it is closed, a line beside it says what is in it."""

    turned = Signal(bool)

    def __init__(self, name: str, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._name = name
        self.content: QWidget | None = None
        self.head = quiet_button(name.replace("&", "&&"), "chevron-right")
        self.head.setProperty("role", "fold")
        self.head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._open = False
        self.summary = ElidedLabel()
        policy = self.summary.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the heading stays at the edge
        self.summary.setSizePolicy(policy)
        self.summary.setProperty("role", "muted")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.head)
        self._row.addWidget(self.summary, 1)
        self._row.addStretch(0)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(self._row)
        self.head.clicked.connect(self._clicked)
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self._say()

    @property
    def is_open(self) -> bool:
        """Whether what is under it is in sight."""
        return self._open

    def unfold(self, *, on: bool = True) -> None:
        """Open or close it; ``turned`` stays silent."""
        self._open = on
        if on and self.content is None:
            self.content = self._make()
            self._lines.addWidget(self.content)
        if self.content is not None:
            self.content.setVisible(on)
        self._say()

    def summarise(self, text: str) -> None:
        """What is in it, in a line; empty for nothing."""
        self.summary.show_text(text)
        self._say()

    def _clicked(self) -> None:
        self.unfold(on=not self._open)
        self.turned.emit(self._open)

    def _say(self) -> None:
        closed = "chevron-left" if self.isRightToLeft() else "chevron-right"
        self.head.setIcon(icon("chevron-down" if self.is_open else closed, 18))
        self.summary.setVisible(not self.is_open and bool(self.summary.full))
        said = _("open") if self.is_open else self.summary.full or _("closed")
        self.head.setAccessibleDescription(said)

    def _measure(self) -> None:
        # The words of the heading stand in line with what is around it.
        self._row.setContentsMargins(-px(6) - 2, 0, 0, 0)
        self._row.setSpacing(px(8))
        self._lines.setSpacing(px(10))
