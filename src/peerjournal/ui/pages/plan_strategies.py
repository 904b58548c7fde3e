"""What helps: the strategies of the plan, and what the parts of the story say helped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import first_line
from peerjournal.journal.plan import Helped, Strategy
from peerjournal.sharing import marks
from peerjournal.ui.pages.plan_cards import Labelled, ListWords, PlanCard, PlanList
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, link_button, muted, plain_button
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.fold import Fold
from peerjournal.ui.widgets.text_field import LineField, TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.kept import Kept
    from peerjournal.operations.plan import FromStory, Origin

_ANSWERS = (Helped.YES, Helped.SOMEWHAT, Helped.NO, Helped.UNSAID)


class HelpedLately(QWidget):
    """Whether it helped lately, and on which day that was said. ``said`` carries an answer given by hand."""

    said = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shown = Helped.UNSAID
        self._on: date | None = None
        self.choices = QButtonGroup(self)
        self.day = muted("")
        self._flow = FlowLayout(self)
        for n, words in enumerate((_("Yes"), _("Somewhat"), _("No"), _("Not said"))):
            button = QRadioButton(words)
            button.setAccessibleName(_("Helped lately: {answer}").format(answer=words))
            self.choices.addButton(button, n)
            self._flow.addWidget(button)
        self._flow.addWidget(self.day)
        self.choices.idToggled.connect(self._choose)
        self.choices.idClicked.connect(self._say_again)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_answer(self, helped: Helped, on: date | None) -> None:
        """Show what was said last."""
        self._shown, self._on = helped, on
        with QSignalBlocker(self.choices):
            self.choices.button(_ANSWERS.index(helped)).setChecked(True)
        self.day.setText(_("said on {day}").format(day=short_date(on, today=self._today)) if on else "")

    def answer(self) -> Helped:
        """What is chosen."""
        return _ANSWERS[self.choices.checkedId()]

    def _choose(self, n: int, on: bool) -> None:
        if on and _ANSWERS[n] is not self._shown:
            self.said.emit(_ANSWERS[n])

    def _say_again(self, n: int) -> None:
        """The same answer as on another day: it is said today."""
        if _ANSWERS[n] is self._shown and self._shown is not Helped.UNSAID and self._on != self._today:
            self.said.emit(_ANSWERS[n])

    def _measure(self) -> None:
        self._flow.setSpacing(px(6))
        self.day.setContentsMargins(px(4), px(4), 0, 0)


class StrategyCard(PlanCard[Strategy]):
    """Something that helps. ``part_wanted`` carries the id of the part it comes from, to be seen."""

    part_wanted = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(LineField(_("What helps"), _("What helps, in a few words")), parent)
        self._trashed: dict[str, str] = {}
        self.when = LineField(_("When it helps"))
        self.how = TextField(_("How I do it"), lines=1)
        self.helped = HelpedLately(today)
        self.part = CalmCombo()
        self.part.setAccessibleName(_("The part of my story it comes from"))
        self.see = link_button(_("See the part"))
        self.gone = body("")
        self.body.addWidget(Labelled(_("When"), self.when))
        self.body.addWidget(Labelled(_("How"), self.how))
        self.body.addWidget(Labelled(_("From my story"), self._origin_row()))
        self.body.addWidget(self.gone)
        self.body.addWidget(Labelled(_("Helped lately?"), self.helped))
        self.with_fields(self.name, self.when, self.how)
        self.helped.show_answer(Helped.UNSAID, None)
        self.part.activated.connect(lambda _n: self.typed.emit(self.name))
        self.see.clicked.connect(lambda: self.part_wanted.emit(self.part_id()))

    def part_id(self) -> str:
        """The part chosen; empty for none."""
        return str(self.part.currentData() or "")

    def name_of(self, item: Strategy) -> str:
        return item.what

    def show_item(self, item: Strategy) -> None:
        self.name.show_text(item.what)
        self.when.show_text(item.when)
        self.how.show_text(item.how)
        self.helped.show_answer(item.helped, item.helped_on)
        self._point_at(item.part_id)

    def stops(self) -> list[QWidget]:
        return [*super().stops(), self.when, self.how, self.part, self.see, *self.helped.choices.buttons()]

    def show_origins(self, origins: "Sequence[Origin]") -> None:
        """The parts there are; of one in the trash, or gone, that is said, and the strategy stays."""
        wanted = self.item.part_id if self.item is not None else self.part_id()
        self._trashed = {origin.part_id: origin.title for origin in origins if origin.trashed}
        with QSignalBlocker(self.part):
            self.part.clear()
            self.part.addItem(_("none of its parts"), "")
            for origin in origins:
                if not origin.trashed:
                    self.part.addItem(origin.title or _("(without a title)"), origin.part_id)
        self._point_at(wanted)

    def _origin_row(self) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.part, 1)
        across.addWidget(self.see)
        return row

    def _point_at(self, part_id: str) -> None:
        at = self.part.findData(part_id)
        with QSignalBlocker(self.part):
            # One that is not there to choose stays the one it comes from, until another is chosen.
            self.part.setCurrentIndex(at)
        self.see.setVisible(bool(part_id) and at > 0)
        self.gone.setVisible(bool(part_id) and at < 0)
        if part_id in self._trashed:
            title = self._trashed[part_id] or _("(without a title)")
            self.gone.setText(_("It comes from the part “{title}”, which is in the trash.").format(title=title))
        else:
            self.gone.setText(_("The part it comes from is no longer there. What helps stays."))


class StrategyList(PlanList[Strategy, StrategyCard]):
    """All strategies. ``part_wanted`` carries the id of a part to see in My story."""

    part_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        words = ListWords(
            _("What helps"),
            _("Small things count. What helped once may help again, and what did not may stay here as well."),
            _("Add something that helps"),
            _("Delete “{name}” for good? It cannot be brought back."),
        )
        self.offers = FromStoryList()
        self._origins: list[Origin] = []
        super().__init__(journal, words, parent)
        self.offer_fold = Fold(_("What my story says helped"), lambda: self.offers)
        self._more.addWidget(self.offer_fold)
        self.offers.taken.connect(self._take)

    def lists(self) -> "Kept[Any]":
        from peerjournal.operations import plan

        return plan.STRATEGIES

    def read(self, *, trashed: bool) -> list[Strategy]:
        from peerjournal.operations import plan

        return plan.strategies(self.journal, trashed=trashed)

    def new_card(self) -> StrategyCard:
        card = StrategyCard(self.journal.clock.today())
        card.show_origins(self._origins)
        card.part_wanted.connect(self._see_part)
        card.helped.said.connect(lambda helped: self._say(card, helped))
        return card

    def write(self, card: StrategyCard) -> Strategy:
        from peerjournal.operations import plan

        what, when, how = (field.text() for field in (card.name, card.when, card.how))
        if card.item is None:
            if card.says_nothing:
                raise BadInput(_("Nothing stands there yet."))
            named = what if what.strip() else first_line(f"{when}\n{how}")
            made = plan.add_strategy(self.journal, named, when=when, how=how, part_id=card.part_id())
            return made if card.helped.answer() is Helped.UNSAID else self._said(made, card.helped.answer())
        kept = card.item
        # -1: what it comes from is not there to choose.
        part_id = kept.part_id if card.part.currentIndex() < 0 else card.part_id()
        changed = replace(kept, what=what if what.strip() else kept.what, when=when, how=how, part_id=part_id)
        return plan.change_strategy(self.journal, changed)

    def about_item(self, item: Strategy) -> tuple[str, str]:
        return marks.without_marks(item.what), marks.without_marks(item.when)

    def refresh(self) -> None:
        """As every list; also which parts there are, and what they say helped."""
        from peerjournal.operations import plan

        origins = self.notice.tried(lambda: plan.origins(self.journal))
        if origins is not None:
            self._origins = origins
            for card in self.cards:
                card.show_origins(origins)
        super().refresh()
        self._show_offers()

    def after_cards(self) -> list[QWidget]:
        return [self.offer_fold.head, *self.offers.buttons(), *super().after_cards()]

    def _show_offers(self) -> None:
        from peerjournal.operations import plan

        found = self.notice.tried(lambda: plan.from_story(self.journal)) or []
        first = self.offer_fold.content is None
        self.offers.show_offers(found)
        self.offer_fold.setVisible(bool(found))
        n = len(found)
        self.offer_fold.summarise(ngettext("{n} thing", "{n} things", n).format(n=number(n)) if n else "")
        if first and found and not self.cards:
            self.offer_fold.unfold()

    def _take(self, offer: "FromStory") -> None:
        from peerjournal.operations import plan

        if self.tried(lambda: plan.add_strategy(self.journal, offer.what, part_id=offer.part_id)):
            self.notice.show_sentence(_("“{what}” stands in your plan now.").format(what=offer.what))
            self.refresh()
            if not self.offers.focus_next():
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.kept.emit()

    def _say(self, card: StrategyCard, helped: Helped) -> None:
        if card.item is None:
            return  # it is said together with its first words
        item = card.item
        if self.tried(lambda: setattr(card, "item", self._said(item, helped))):
            self.kept.emit()
        card.helped.show_answer(card.item.helped, card.item.helped_on)

    def _said(self, item: Strategy, helped: Helped) -> Strategy:
        from peerjournal.operations import plan

        return plan.say_helped(self.journal, item.id, helped)

    def _see_part(self, part_id: str) -> None:
        if self.settle():
            self.part_wanted.emit(part_id)


class FromStoryList(QWidget):
    """What the parts say helped, each to be taken into the plan with one press: ``taken`` carries it."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[FromStory] = []
        self.rows: list[OfferRow] = []
        self._focus = -1
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    def buttons(self) -> list[QWidget]:
        """Those that take something, in order."""
        return [row.take for row in self.rows]

    def show_offers(self, offers: "Sequence[FromStory]") -> None:
        """Show these."""
        if list(offers) == self._offers:
            return
        self._offers = list(offers)
        focused = QApplication.focusWidget()
        self._focus = next((n for n, row in enumerate(self.rows) if row.take is focused), self._focus)
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [OfferRow(offer) for offer in offers]
        for row, offer in zip(self.rows, offers, strict=True):
            row.take.clicked.connect(lambda _on=False, one=offer: self.taken.emit(one))
            self._lines.addWidget(row)

    def focus_next(self) -> bool:
        """The keyboard goes to the one that came into the place of the one taken; False where none is left."""
        if not self.rows:
            return False
        self.rows[min(max(0, self._focus), len(self.rows) - 1)].take.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class OfferRow(QWidget):
    """One thing a part says helped."""

    def __init__(self, offer: "FromStory", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        what = marks.without_marks(offer.what)
        self.take = plain_button(_("Take into my plan"), "plus")
        self.take.setAccessibleName(_("Take “{what}” into my plan").format(what=what))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(body(what))
        words.addWidget(muted(_("from “{part}”").format(part=offer.part or _("(without a title)")), wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
