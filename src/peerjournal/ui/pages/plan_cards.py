"""What the three lists of the plan have in common: things in the person's order, changed where they stand.

Every field keeps itself within a second. What goes into the trash can be taken out of it again, at once or later.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.errors import BadInput, NotFound, PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, body, muted, plain_button, quiet_button
from peerjournal.ui.widgets.column import COLUMN_WIDTH, EDGE, ScrolledColumn
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.fold import Fold
from peerjournal.ui.widgets.put_back import put_back
from peerjournal.ui.widgets.text_field import LineField, TextField
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.kept import Kept

# In all lists operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

ABOVE = 4
_NARROW, _LABEL = 420, 128
_LAID_OUT_MS = 20  # text that wraps finds its height only after its width
_ANY_WIDTH = 16_777_215  # Qt's own bound of a width


class Listed(Protocol):
    """A section, a strategy or somebody."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    id: str
    position: int


K = TypeVar("K", bound=Listed)
Field = LineField | TextField


class PlanCard(Card, Generic[K]):
    """One thing of the plan with its fields. ``item`` is how it is kept; None until it is for the first time.

    ``typed`` carries a field whose words are to be kept, ``moved`` -1 or 1; ``trash_wanted`` when it is to go.
    """

    typed = Signal(object)
    moved = Signal(int)
    trash_wanted = Signal()

    def __init__(self, name: LineField, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=16)
        self.item: K | None = None
        self.name = name
        self.name.setProperty("role", "name")
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.trash = icon_button("trash", _("Move to trash"))
        self._fields: tuple[Field, ...] = (name,)
        tools = QWidget()
        self._tools = QHBoxLayout(tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        for button in (self.up, self.down, self.trash):
            self._tools.addWidget(button)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(name, 1)
        self._head.addWidget(tools, 0, Qt.AlignmentFlag.AlignTrailing)
        self.body.addLayout(self._head)
        for step, keys, button in ((-1, "Alt+Up", self.up), (1, "Alt+Down", self.down)):
            button.clicked.connect(lambda _on=False, by=step: self.moved.emit(by))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self.moved.emit(by))
        self.trash.clicked.connect(self.trash_wanted)
        name.editingFinished.connect(self._name_again)

    # ---------------------------------------------------------------------------------- what each one says itself

    def show_item(self, item: K) -> None:
        """Show how it is kept; what is being typed, or could not be kept yet, is left alone."""
        raise NotImplementedError

    def name_of(self, item: K) -> str:
        """What stands in ``name`` of it."""
        raise NotImplementedError

    # ---------------------------------------------------------------------------------------------- for the list

    def with_fields(self, *fields: Field) -> None:
        """All its fields, the name among them."""
        self._fields = fields
        for field in fields:
            field.changed.connect(lambda _text, f=field: self.typed.emit(f))

    @property
    def waits(self) -> bool:
        """Whether anything in it is not kept yet."""
        return any(field.waits for field in self._fields)

    @property
    def says_nothing(self) -> bool:
        """Whether nothing stands in it."""
        return not any(field.text().strip() for field in self._fields)

    def finish(self) -> None:
        """Say now what is typed."""
        for field in self._fields:
            field.finish()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.name, self.up, self.down, self.trash]

    def may_move(self, *, up: bool, down: bool) -> None:
        """Whether something stands above and below it."""
        for button, other, may in ((self.up, self.down, up), (self.down, self.up, down)):
            if not may and button.hasFocus():
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(may)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the name has a line to itself."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def write_here(self) -> None:
        """Give the keyboard to its name, behind the words: the first key must not take their place."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.setCursorPosition(len(self.name.text()))

    def _name_again(self) -> None:
        """A name that was emptied and left is the one kept again: nothing is without."""
        if self.item is not None and not self.name.text().strip():
            self.name.set_text(self.name_of(self.item))


C = TypeVar("C", bound=PlanCard[Any])


class PlanList(QWidget, Generic[K, C]):
    """``kept`` whenever something was. ``settle()`` keeps what is typed."""

    kept = Signal()

    def __init__(self, journal: "OpenJournal", words: "ListWords", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self.words = words
        self.cards: list[C] = []
        self.setAccessibleName(words.name)
        self.about = muted(words.about, wrap=True)
        self.add = plain_button(words.add, "plus")
        self.notice = UndoNotice()
        self.in_trash = InTrash(words.delete)
        self.trash_fold = Fold(_("In the trash"), lambda: self.in_trash)
        self.column = ScrolledColumn(above=ABOVE, spacing=14)
        self._places = QVBoxLayout()
        self._more = QVBoxLayout()
        self._below = QVBoxLayout()
        self._lay_out()
        self.add.clicked.connect(self.add_new)
        self.in_trash.restore_wanted.connect(self._restore)
        self.in_trash.delete_wanted.connect(self._delete)
        self.in_trash.asked.connect(lambda: self.bring_into_sight(self.in_trash.two_step))
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ---------------------------------------------------------------------------------- what each one says itself

    def lists(self) -> "Kept[Any]":
        """The operations on what is kept in this list."""
        raise NotImplementedError

    def read(self, *, trashed: bool) -> list[K]:
        """What is kept, in its order."""
        raise NotImplementedError

    def new_card(self) -> C:
        """An empty card."""
        raise NotImplementedError

    def write(self, card: C) -> K:
        """Keep what stands in a card. Raises :class:`BadInput` where that is nothing."""
        raise NotImplementedError

    def about_item(self, item: K) -> tuple[str, str]:
        """What it is called, and its first words, for the trash."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        down = self.column.body
        down.addWidget(self.about)
        for place in (self._places, self._more):
            place.setContentsMargins(0, 0, 0, 0)
            down.addLayout(place)
        down.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        down.addWidget(self.trash_fold)
        down.addStretch(1)
        self._below.addWidget(self.notice)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.column, 1)
        whole.addLayout(self._below)

    def minimumSizeHint(self) -> QSize:
        """Small: it scrolls."""
        return QSize(px(220), px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said below stays in line with the column."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self._places.setSpacing(px(14))
        self._more.setSpacing(px(10))
        side = max(px(EDGE), (self.width() - px(COLUMN_WIDTH)) // 2)
        self._below.setContentsMargins(side, px(8), side, px(8))

    # -------------------------------------------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Read it anew; what is typed, and what has the keyboard, stays."""
        there = self.notice.tried(lambda: self.read(trashed=False))
        away = self.notice.tried(lambda: self.read(trashed=True))
        if there is None or away is None:
            return
        self._show_items(there)
        self._show_trash(away)

    def _show_items(self, items: Sequence[K]) -> None:
        known = {card.item.id: card for card in self.cards if card.item is not None}
        wanted = {item.id for item in items}
        for id_, card in known.items():
            if id_ not in wanted and card.waits:
                card.item = None  # gone elsewhere, and its last words are not kept yet
            elif id_ not in wanted:
                self._drop(card)
        new = [card for card in self.cards if card.item is None]
        shown = []
        for item in items:
            card = known.get(item.id) or self._made()
            card.item = item
            card.show_item(item)
            shown.append(card)
        self._stand([*shown, *new])

    def _stand(self, cards: list[C]) -> None:
        """Put them into this order, for the eye and for the keyboard."""
        self.cards = cards
        for place, card in enumerate(cards):
            if self._places.indexOf(card) != place:
                self._places.removeWidget(card)
                self._places.insertWidget(place, card)
                card.show()
        kept = [card for card in cards if card.item is not None]
        for card in cards:
            at = kept.index(card) if card in kept else -1
            card.may_move(up=at > 0, down=-1 < at < len(kept) - 1)
        stops = [*(stop for card in cards for stop in card.stops()), *self.after_cards()]
        for before, after in pairwise(stop for stop in stops if stop.window() is self.window()):
            QWidget.setTabOrder(before, after)

    def after_cards(self) -> list[QWidget]:
        """Where the keyboard stops behind the cards."""
        return [self.add, self.trash_fold.head]

    def _made(self) -> C:
        card = self.new_card()
        card.typed.connect(lambda field: self._keep(card, field))
        card.moved.connect(lambda step: self._move(card, step))
        card.trash_wanted.connect(lambda: self._trash(card))
        return card

    def _drop(self, card: C) -> None:
        self._places.removeWidget(card)
        if card in self.cards:
            self.cards.remove(card)
        card.hide()
        card.deleteLater()

    def _show_trash(self, items: Sequence[K]) -> None:
        self.trash_fold.setVisible(bool(items))
        self.in_trash.show_rows([(item.id, *self.about_item(item)) for item in items])
        n = len(items)
        self.trash_fold.summarise(ngettext("{n} thing", "{n} things", n).format(n=number(n)) if n else "")
        if not items:
            self.trash_fold.unfold(on=False)

    # -------------------------------------------------------------------------------------------------- keeping

    def settle(self) -> bool:
        """Keep what is typed; False if that failed, then it stays on the screen. Empty new cards go."""
        for card in list(self.cards):
            card.finish()
            if card.item is None and card.says_nothing:
                self._drop(card)
        return not any(card.waits for card in self.cards)

    def tried(self, act: Callable[[], object]) -> bool:
        """Whether it went through; what is in its way is said, and what is gone goes from the list."""
        try:
            act()
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            if isinstance(error, NotFound):
                QTimer.singleShot(0, self, self.refresh)
            return False
        return True

    def _keep(self, card: C, field: Field) -> None:
        if card not in self.cards:
            return
        first = card.item is None
        try:
            try:
                card.item = self.write(card)
            except NotFound:  # deleted elsewhere: what is typed here stays, as something new
                card.item = None
                card.item = self.write(card)
        except BadInput:  # nothing stands in it yet
            return
        except PeerJournalError as error:
            field.unkept()
            self.notice.show_sentence(str(error), "problem")
            return
        if self.notice.kind() == "problem":
            self.notice.clear()
        card.show_item(card.item)
        if first:
            self._stand(self.cards)
        self.kept.emit()

    # -------------------------------------------------------------------------------------------------- acting

    def add_new(self) -> C:
        """A new card at the end with the keyboard in it; it is kept with its first words."""
        empty = next((card for card in self.cards if card.item is None and card.says_nothing), None)
        card = empty or self._made()
        if empty is None:
            self._stand([*self.cards, card])
        card.write_here()
        self.bring_into_sight(card)
        return card

    def go_to(self, id_: str) -> bool:
        """Put the keyboard into one of them; False where it is not there."""
        card = next((card for card in self.cards if card.item is not None and card.item.id == id_), None)
        if card is None:
            return False
        card.write_here()
        self.bring_into_sight(card)
        return True

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll as far as is needed, once what was just shown has its place."""
        QTimer.singleShot(_LAID_OUT_MS, part, lambda: self.column.ensureWidgetVisible(part, 0, px(EDGE)))

    def _ids(self) -> list[str]:
        return [card.item.id for card in self.cards if card.item is not None]

    def _move(self, card: C, step: int) -> None:
        from peerjournal.operations import plan

        if card.item is None:
            return
        ids = self._ids()
        at = ids.index(card.item.id)
        if not 0 <= at + step < len(ids):
            return
        ids[at], ids[at + step] = ids[at + step], ids[at]
        if self.tried(lambda: plan.order(self.journal, ids)):
            self.refresh()
            self.bring_into_sight(card)
            self.kept.emit()

    def _trash(self, card: C) -> None:
        card.finish()
        place, item = self.cards.index(card), card.item
        if card.waits:
            return
        if item is not None:
            before = self._ids()
            if not self.tried(lambda: self.lists().put(self.journal, item.id, trashed=True)):
                return
            said = _("“{name}” is in the trash.").format(name=self.about_item(item)[0])
            self.notice.offer(said, lambda: self._take_back(item.id, before))
        self._drop(card)
        self.refresh()
        if self.cards:
            self.cards[min(place, len(self.cards) - 1)].write_here()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit()

    def _take_back(self, id_: str, before: Sequence[str]) -> None:
        from peerjournal.operations import plan

        if self.tried(lambda: self.lists().put(self.journal, id_, trashed=False)):
            there = [item.id for item in self.notice.tried(lambda: self.read(trashed=False)) or [] if item.id != id_]
            self.tried(lambda: plan.order(self.journal, put_back(there, id_, before)))
            self.refresh()
            self.go_to(id_)
            self.kept.emit()

    def _restore(self, id_: str) -> None:
        if self.tried(lambda: self.lists().put(self.journal, id_, trashed=False)):
            self.notice.clear()
            self.refresh()
            self.go_to(id_)
            self.kept.emit()

    def _delete(self, id_: str) -> None:
        if self.tried(lambda: self.lists().delete_for_good(self.journal, id_)):
            self.notice.show_sentence(_("It is deleted."))
            self.refresh()
            (self.trash_fold.head if self.trash_fold.isVisible() else self.add).setFocus(
                Qt.FocusReason.OtherFocusReason
            )


class Labelled(QWidget):
    """A field, or several things, with words before it; above it where it is narrow."""

    def __init__(self, words: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = muted(words, wrap=True)
        self.label.setBuddy(field)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._high = isinstance(field, TextField)
        at = Qt.AlignmentFlag.AlignTop if self._high else Qt.AlignmentFlag.AlignVCenter
        self._across.addWidget(self.label, 0, at)
        self._across.addWidget(field, 1)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(px(2 if narrow else 10))
        # In line with the first of several lines beside it.
        self.label.setContentsMargins(0, px(12) if self._high and not narrow else 0, 0, 0)
        self.label.setMinimumWidth(0 if narrow else px(_LABEL))
        self.label.setMaximumWidth(_ANY_WIDTH if narrow else px(_LABEL))


class ListWords:
    """What a list says of itself: its name, a sentence above it, its button to add, the question before deleting."""

    def __init__(self, name: str, about: str, add: str, delete: str) -> None:
        self.name, self.about, self.add, self.delete = name, about, add, delete


class InTrash(QWidget):
    """What lies in the trash. ``restore_wanted`` and ``delete_wanted`` carry its id, the latter after a second step.

    ``asked`` when that step is to be taken.
    """

    restore_wanted = Signal(str)
    delete_wanted = Signal(str)
    asked = Signal()

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._shown: list[tuple[str, str, str]] = []
        self._asked = ""
        self.rows: list[TrashRow] = []
        self.two_step = TwoStep(_("Delete for good"))
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.two_step)
        self.two_step.confirmed.connect(lambda: self.delete_wanted.emit(self._asked))

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show these, as (id, name, first words)."""
        if list(rows) == self._shown:
            return
        self._shown = list(rows)
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.two_step.hide()
        self.rows = [TrashRow(name, words) for _id, name, words in rows]
        for row, (id_, _name, _words) in zip(self.rows, rows, strict=True):
            row.restore.clicked.connect(lambda _on=False, wanted=id_: self.restore_wanted.emit(wanted))
            row.delete.clicked.connect(lambda _on=False, wanted=id_, r=row: self._ask(wanted, r))
            self._lines.addWidget(row)
        if inside and self.rows:
            self.rows[0].restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, id_: str, row: "TrashRow") -> None:
        self._asked = id_
        self._lines.removeWidget(self.two_step)
        self._lines.insertWidget(self._lines.indexOf(row) + 1, self.two_step)
        self.asked.emit()
        self.two_step.ask(self._question.format(name=row.name), row.delete)


class TrashRow(QWidget):
    """One thing in the trash."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.restore = quiet_button(_("Put back"), "restore")
        self.delete = quiet_button(_("Delete for good…"))
        for button, said in ((self.restore, _("Put back {name}")), (self.delete, _("Delete {name} for good"))):
            button.setAccessibleName(said.format(name=name))
        called = body(name)
        row = FlowLayout(self, px(8))
        about = QWidget()
        lines = QVBoxLayout(about)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(called)
        if words:
            lines.addWidget(muted(words, wrap=True))
        about.setMinimumWidth(px(240))
        row.addWidget(about)
        row.addWidget(self.restore)
        row.addWidget(self.delete)
