"""A field for the answer to a question of a reflection, with the quiet hint at what would tell who somebody is.

Words that may do so get a dotted line under them some time after the last key, and below the field stands one quiet
question. Nothing here changes the text: the lines are painted over it and are no part of the document.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QMenu,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from peerjournal.i18n import _
from peerjournal.journal.entry import one_line
from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.widgets.editor.units import characters, units
from peerjournal.ui.widgets.hint_look import HintLook
from peerjournal.ui.widgets.private_text import PrivateText
from peerjournal.ui.widgets.quiet_question import QuietQuestion, may_stay, shortened

if TYPE_CHECKING:
    from peerjournal.sharing.hints import Hint

_AROUND = 2_000  # characters before and behind what is in view that are painted as well


class HintedText(QWidget):
    """A :class:`TextField` with hints. ``staying_changed`` carries all words of which the person said they may stay.

    A reflection has several of these: pass what one says to :meth:`set_staying` of the others, which is silent. The
    text is looked at in the background, and what is found counts only while the text is still the same; ``hinted``
    says that it was looked at.
    """

    changed = Signal(str)
    staying_changed = Signal(object)
    hinted = Signal()

    def __init__(self, name: str, invitation: str = "", *, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field(name, invitation, lines=lines)
        self.line = QuietQuestion(self.field)
        self._look = HintLook(self.text, self.field.document().revision, _places, self._show, self)
        self._under: list[_Underlined] = []
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self._moved.timeout.connect(self._underline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.field)
        column.addWidget(self.line)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self.changed)
        self.field.menu_wanted.connect(self._add_to_menu)
        self.field.document().contentsChange.connect(self._edited)
        self.field.verticalScrollBar().valueChanged.connect(lambda _value: self._moved.start(0))
        self.line.stays.connect(self.let_stay)
        watcher().theme_changed.connect(self._underline)

    # ------------------------------------------------------------------------------------------------ as a field

    def text(self) -> str:
        """What stands in it."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Show another text; ``changed`` stays silent."""
        self._put(self.field.set_text, text)

    def show_text(self, text: str) -> None:
        """As ``set_text``, but what is being typed, or could not be kept yet, is left alone."""
        self._put(self.field.show_text, text)

    @property
    def waits(self) -> bool:
        """Whether what stands in it is not kept yet."""
        return self.field.waits

    def finish(self) -> None:
        """Say now what changed."""
        self.field.finish()

    def unkept(self) -> None:
        """What was said could not be kept: it is said again by and by."""
        self.field.unkept()

    # ------------------------------------------------------------------------------------------------ its hints

    @property
    def staying(self) -> tuple[str, ...]:
        """Words of which the person said that they may stay."""
        return self._look.staying

    @property
    def underlined(self) -> list[str]:
        """What has a line under it now, in order."""
        return [one_line(under.cursor.selectedText()) for under in self._under]

    def set_names(self, names: Sequence[str]) -> None:
        """Names to hint at as well, such as those of the people of the story."""
        if self._look.set_names(names):
            self.look()

    def set_staying(self, words: Iterable[str]) -> None:
        """Words that are left alone from now on, wherever they stand; all others are hinted at again."""
        if self._look.set_staying(words):
            self._leave_alone()
            self.look()

    def let_stay(self, words: str) -> None:
        """These may stay: the person said so."""
        self.set_staying((*self.staying, one_line(words)))
        self.staying_changed.emit(self.staying)

    def ask_again(self, words: str) -> None:
        """Take that back."""
        self.set_staying(tuple(other for other in self.staying if other != words))
        self.staying_changed.emit(self.staying)

    def look(self) -> None:
        """Look at the words now instead of after a pause."""
        self._look.now()

    def _put(self, show: Callable[[str], None], text: str) -> None:
        """Another text has other hints, and those at once."""
        before = self.field.document().revision()
        show(text)
        if self.field.document().revision() != before:
            self.line.fold()
            self._show([])
            self.look()

    # ------------------------------------------------------------------------------------------------ underlines

    def _show(self, found: "Sequence[_Place]") -> None:
        document = self.field.document()
        if [place.span for place in found] != [under.span for under in self._under]:
            self._under = [_Underlined(place, document) for place in found]
            self._underline()
        self.line.ask([place.hint.words for place in found])
        self.hinted.emit()

    def _underline(self) -> None:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(QColor(current().accent))
        self.field.setExtraSelections([under.painted(form) for under in self._near_view()])

    def _near_view(self) -> "list[_Underlined]":
        """Qt asks for every line of a paragraph at each key, in view or not, and a long text may be one paragraph."""
        view = self.field.viewport().rect()
        first, last = (self.field.cursorForPosition(at).position() for at in (view.topLeft(), view.bottomRight()))
        low = bisect_left(self._under, first - _AROUND, key=lambda under: under.span[1])
        return list(takewhile(lambda under: under.span[0] <= last + _AROUND, islice(self._under, low, None)))

    def _leave_alone(self) -> None:
        """Take the lines from what may stay at once; what else is to be said then is looked for."""
        if not self._under:
            return
        from peerjournal.sharing.hints import stretches

        kept = [under for under in self._under if not any(stretches(under.words, self.staying))]
        if len(kept) < len(self._under):
            self._under = kept
            self._underline()
            self.line.ask([under.words for under in kept])

    def _edited(self, position: int, _removed: int, added: int) -> None:
        """Look after the next pause. What is being typed in has no line until then."""
        self._look.soon()
        if not self._under:
            return
        first = bisect_left(self._under, position, key=lambda under: under.span[1])
        near = takewhile(lambda under: under.span[0] <= position + added, islice(self._under, first, None))
        gone = {under for under in near if not under.stands}
        if gone:
            self._under = [under for under in self._under if under not in gone]
            self._underline()

    # ------------------------------------------------------------------------------------------------ by menu

    def _add_to_menu(self, menu: QMenu, at: QTextCursor) -> None:
        offers = list(self._offers(at))
        before = menu.actions()[0]
        for said, act in offers:
            action = QAction(said.replace("&", "&&"), menu)
            action.triggered.connect(act)
            menu.insertAction(before, action)
        if offers:
            menu.insertSeparator(before)

    def _offers(self, at: QTextCursor) -> Iterable[tuple[str, Callable[[], None]]]:
        place = at.position()
        under = next((u for u in self._under if u.span[0] <= place <= u.span[1]), None)
        if under is not None:
            yield may_stay(under.words), partial(self.let_stay, under.words)
        elif self.staying:
            from peerjournal.sharing.hints import stretches

            line, column = at.block().text(), characters(at.block().text(), at.positionInBlock())
            for words in self.staying:
                if any(start <= column <= end for start, end in stretches(line, [words])):
                    yield _("Ask about {words} again").format(words=shortened(words)), partial(self.ask_again, words)


# ---------------------------------------------------------------------------------------------------- the pieces


class _Field(PrivateText):
    """The field itself; ``menu_wanted`` carries its menu and the place it is for, to be added to."""

    menu_wanted = Signal(QMenu, QTextCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu and what is added to it; from the keyboard for where the cursor is."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu = self.menu_for(self.textCursor() if by_keyboard else self.cursorForPosition(event.pos()))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu_for(self, at: QTextCursor) -> QMenu:
        """The menu for a place in the text."""
        menu = self.createStandardContextMenu()
        menu.addAction(self.private)
        self.menu_wanted.emit(menu, at)
        return menu


@dataclass(frozen=True)
class _Place:
    """A hint, and from where to where it goes as Qt counts."""

    hint: "Hint"
    span: tuple[int, int]


def _places(text: str, hints: "Sequence[Hint]") -> list[_Place]:
    """Where hints stand as Qt counts: in UTF-16 units."""
    placed, character, unit = [], 0, 0
    for hint in hints:
        start = unit + units(text[character : hint.start], hint.start - character)
        end = start + units(text[hint.start : hint.end], hint.end - hint.start)
        placed.append(_Place(hint, (start, end)))
        character, unit = hint.end, end
    return placed


class _Underlined:
    """A stretch with a line under it, which moves along with the text around it."""

    def __init__(self, place: _Place, document: QTextDocument) -> None:
        self.words = place.hint.words
        self.cursor = QTextCursor(document)
        self.cursor.setPosition(place.span[0])
        self.cursor.setPosition(place.span[1], QTextCursor.MoveMode.KeepAnchor)
        self.cursor.setKeepPositionOnInsert(True)  # what is typed behind it is not part of it
        self._said = self.cursor.selectedText()

    @property
    def span(self) -> tuple[int, int]:
        """From where to where it goes now."""
        return self.cursor.selectionStart(), self.cursor.selectionEnd()

    @property
    def stands(self) -> bool:
        """Whether it still has its words, and those are whole words."""
        start, end = self.span
        document = self.cursor.document()
        around = document.characterAt(start - 1) + document.characterAt(end)
        return self.cursor.selectedText() == self._said and not any(map(str.isalnum, around))

    def painted(self, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        """As Qt paints it over the text."""
        painted = QTextEdit.ExtraSelection()
        painted.cursor = self.cursor
        painted.format = form
        return painted
