"""The quiet question below a field, whether words in it need to be there, and that each of them may stay."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import link_button, muted
from peerjournal.ui.widgets.flow import FlowLayout

FIRST_FEW = 3
_LONGEST = 28


class QuietQuestion(QWidget):
    """It asks about all of the words, with a link for each to say that it may stay. Hidden without words."""

    stays = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self._words: tuple[str, ...] = ()
        self._unfolded = False
        self._links: list[QPushButton] = []
        self.asked = muted(_("Does this need to be here?"))
        self.more = link_button("")
        self._row = FlowLayout(self, px(4))
        self._row.addWidget(self.asked)
        self._row.addWidget(self.more)
        self.more.clicked.connect(self._unfold)
        self.hide()

    @property
    def links(self) -> list[QPushButton]:
        """Those on show, one for each of the words."""
        return [link for link in self._links if not link.isHidden()]

    @property
    def words(self) -> tuple[str, ...]:
        """All it asks about."""
        return self._words

    def show_words(self, words: tuple[str, ...]) -> None:
        """Ask about these, the first few of them on show."""
        if words != self._words:
            self._words = words
            self._draw()

    def ask(self, found: Sequence[str]) -> None:
        """Ask once about each of the words found, however it is written; a screen reader says it with the field."""
        once: dict[str, str] = {}
        if found:
            from peerjournal.sharing.hints import alike  # as the hints: not before there is something to say

            for words in found:
                once.setdefault(alike(words), words)
        self.show_words(tuple(once.values()))
        self._field.setAccessibleDescription(question(tuple(once.values())))

    def fold(self) -> None:
        """Show the first few only."""
        self._unfolded = False
        self._draw()

    def eventFilter(self, _link: QObject, event: QEvent) -> bool:
        """A second click in a row is none: another link has come under the pointer."""
        return event.type() == QEvent.Type.MouseButtonDblClick

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._draw()

    def _draw(self) -> None:
        shown = self._words if self._unfolded else self._words[:FIRST_FEW]
        focused = QApplication.focusWidget()
        while len(self._links) < len(shown):
            self._add_link()
        for link, words in zip(self._links, shown, strict=False):
            link.setText(may_stay(words, isolated=True).replace("&", "&&"))
            link.setAccessibleName(_("{words} may stay").format(words=words))
            link.show()
        rest = len(self._words) - FIRST_FEW
        more = ngettext("and {n} more", "and {n} more", max(rest, 1)).format(n=rest)
        self.more.setText(_("Show fewer") if self._unfolded else more)
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(rest > 0)
        gone = self._links[len(shown) :] if rest > 0 else [*self._links[len(shown) :], self.more]
        if focused in gone:
            nearest = self._links[len(shown) - 1] if shown else self._field
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)
        for link in self._links[len(shown) :]:
            link.hide()
        self.setVisible(bool(shown))

    def _add_link(self) -> None:
        link, at = link_button(""), len(self._links)
        link.clicked.connect(lambda: self.stays.emit(self._words[at]))
        link.installEventFilter(self)
        self._links.append(link)
        self._row.insert_widget(at + 1, link)
        QWidget.setTabOrder(self._links[at - 1] if at else self._field, link)


def question(words: Sequence[str]) -> str:
    """What is asked about these words, the first few of them by name; empty without any."""
    if not words:
        return ""
    named, rest = ", ".join(map(shortened, words[:FIRST_FEW])), len(words) - FIRST_FEW
    if rest > 0:
        named = ngettext("{named} and {n} more", "{named} and {n} more", rest).format(named=named, n=rest)
    return _("{words} – does this need to be here?").format(words=named)


def may_stay(words: str, *, isolated: bool = False) -> str:
    """The offer for these words; ``isolated`` where they may run the other way than the sentence."""
    shown = shortened(words)
    # In the direction of its own script, as Unicode has it.
    return _("{words} may stay").format(words=f"\u2068{shown}\u2069" if isolated else shown)


def shortened(words: str) -> str:
    """Long words, such as addresses, without their middle."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]}…{words[-_LONGEST // 3 :]}"
