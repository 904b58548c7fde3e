"""My people: whom the person turns to. They stand in the journal only, until somebody is put into Support as well."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.plan import OwnPerson
from peerjournal.sharing import marks
from peerjournal.support.helplines import tidy
from peerjournal.support.own_lines import Own, Person, keep_own, own_folder, read_own
from peerjournal.ui.pages.plan_cards import Labelled, ListWords, PlanCard, PlanList
from peerjournal.ui.widgets.basics import link_button, muted
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.put_back import put_back
from peerjournal.ui.widgets.text_field import LineField
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.kept import Kept


def in_support(item: OwnPerson) -> Person:
    """Somebody as they would stand in Support: without private marks."""
    return Person(*(tidy(marks.shareable(text)) for text in (item.name, item.reach, item.for_what)))


class PersonCard(PlanCard[OwnPerson]):
    """Somebody. ``support_wanted`` when they are to stand in Support as well, ``unsupport_wanted`` no longer."""

    support_wanted = Signal()
    unsupport_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LineField(_("Name"), _("Who it is, or what I call them")), parent)
        self.reach = LineField(_("How to reach them"), _("A number, an address, a time of day"))
        self.for_what = LineField(_("For what"), _("To talk, to laugh, to sit beside"))
        self.said = muted("", wrap=True)
        self.show_there = link_button(_("Show in Support as well…"))
        self.take_out = link_button(_("Take out of Support"))
        self.two_step = TwoStep(_("Show in Support"))
        self.two_step.no.setText(_("Not now"))
        self.two_step.no.setAccessibleName(_("Not now"))
        self.body.addWidget(Labelled(_("How to reach them"), self.reach))
        self.body.addWidget(Labelled(_("For what"), self.for_what))
        self.body.addWidget(self._support_row())
        self.body.addWidget(self.two_step)
        self.with_fields(self.name, self.reach, self.for_what)
        self.show_there.clicked.connect(self._ask)
        self.take_out.clicked.connect(self.unsupport_wanted)
        self.two_step.confirmed.connect(self.support_wanted)

    def name_of(self, item: OwnPerson) -> str:
        return item.name

    def show_item(self, item: OwnPerson) -> None:
        self.name.show_text(item.name)
        self.reach.show_text(item.reach)
        self.for_what.show_text(item.for_what)

    def stops(self) -> list[QWidget]:
        step = self.two_step
        return [*super().stops(), self.reach, self.for_what, self.show_there, self.take_out, step.no, step.yes]

    def show_support(self, own: Own, put_there: Person | None = None) -> None:
        """Whether they stand in Support, and in the same words; ``put_there`` is how they were put there from here."""
        shown = in_support(self.item) if self.item is not None else None
        there = shown is not None and shown in own.people
        ours = not there and put_there in own.people
        other = ours or (shown is not None and not there and any(one.name == shown.name for one in own.people))
        self.said.setText(
            _("Stands in Support as well.") if there else _("Stands in Support in other words.") if other else ""
        )
        self.said.setVisible(there or other)
        self.show_there.setText(_("Use these words in Support…") if ours else _("Show in Support as well…"))
        self.show_there.setAccessibleName(self.show_there.text())
        self.show_there.setVisible(shown is not None and bool(shown.name) and not there)
        self.take_out.setVisible(there or other)
        if there:
            self.two_step.hide()

    def _support_row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        for part in (self.said, self.show_there, self.take_out):
            flow.addWidget(part)
        return row

    def _ask(self) -> None:
        self.two_step.ask(
            _(
                "Support can be opened before the journal is unlocked. So what is shown there lies outside the journal,"
                " not encrypted: anyone who uses this computer account can read it. Copy the name, how to reach them"
                " and for what?"
            ),
            self.show_there,
        )


class PeopleList(PlanList[OwnPerson, PersonCard]):
    """All of them."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        words = ListWords(
            _("My people"),
            _("Those one can turn to: for talking, for company, for a lift. They are only in this journal."),
            _("Add somebody"),
            _("Delete “{name}” from your plan for good? It cannot be brought back."),
        )
        super().__init__(journal, words, parent)

    def lists(self) -> "Kept[Any]":
        from peerjournal.operations import plan

        return plan.PEOPLE

    def read(self, *, trashed: bool) -> list[OwnPerson]:
        from peerjournal.operations import plan

        return plan.own_people(self.journal, trashed=trashed)

    def new_card(self) -> PersonCard:
        card = PersonCard()
        card.show_support(Own())
        card.show_there.clicked.connect(lambda: self.bring_into_sight(card.two_step))
        card.support_wanted.connect(lambda: self._show_in_support(card))
        card.unsupport_wanted.connect(lambda: self._take_out_of_support(card))
        return card

    def write(self, card: PersonCard) -> OwnPerson:
        from peerjournal.operations import plan

        name, reach, for_what = (field.text() for field in (card.name, card.reach, card.for_what))
        if card.item is None:
            if card.says_nothing:
                raise BadInput(_("Nothing stands there yet."))
            named = next(text for text in (name, reach, for_what) if text.strip())
            item = plan.add_person(self.journal, named, reach=reach, for_what=for_what)
        else:
            named = name if name.strip() else card.item.name
            item = plan.change_person(self.journal, replace(card.item, name=named, reach=reach, for_what=for_what))
        card.item = item
        self.show_support()
        return item

    def about_item(self, item: OwnPerson) -> tuple[str, str]:
        return marks.without_marks(item.name), marks.without_marks(item.reach)

    def refresh(self) -> None:
        """As every list; also who stands in Support."""
        super().refresh()
        self.show_support()

    def show_support(self) -> None:
        """Say of everybody whether they stand in Support."""
        own, _trouble = read_own(own_folder())
        put_there = self._put_there()
        for card in self.cards:
            card.show_support(own, put_there.get(card.item.id) if card.item is not None else None)

    def _put_there(self) -> dict[str, Person]:
        """How those of this list were last put into Support from here."""
        from peerjournal.operations import plan

        known = self.notice.tried(lambda: plan.in_support(self.journal)) or {}
        return {person_id: Person(*words) for person_id, words in known.items()}

    def _show_in_support(self, card: PersonCard) -> None:
        """In the place of what was put there from here before; what was typed there under this name stays as well."""
        from peerjournal.operations import plan

        card.finish()
        if card.item is None or card.waits:
            return
        person_id, shown = card.item.id, in_support(card.item)
        own, trouble = read_own(own_folder())
        people, before = list(own.people), self._put_there().get(person_id)
        if before in people:
            people[people.index(before)] = shown
        elif shown not in people:
            people.append(shown)
        words = (shown.name, shown.reach, shown.for_what)
        if self._keep_own(replace(own, people=tuple(people))):
            said = _("{name} is shown in Support as well, in these words.").format(name=shown.name)
            if any(one.name == shown.name and one != shown for one in people):
                said += " " + _("What stood there under this name is still there, too.")
            self.notice.show_sentence(f"{said} {trouble}".strip())
            self.tried(lambda: plan.remember_in_support(self.journal, person_id, words))
            card.take_out.setFocus()

    def _take_out_of_support(self, card: PersonCard) -> None:
        """The one in these words, else the one that was put there from here, else the first of this name."""
        if card.item is None:
            return
        own, _trouble = read_own(own_folder())
        shown, put_there = in_support(card.item), self._put_there().get(card.item.id)
        meant = [one for one in own.people if one.name == shown.name]
        meant = [one for one in (shown, put_there) if one in own.people] or meant
        if not meant:
            self.show_support()
            return
        gone, people = meant[0], list(own.people)
        people.remove(gone)
        if self._keep_own(replace(own, people=tuple(people))):
            said = (
                _("These words are out of Support; {name} still stands there in others. Here nothing changed.")
                if any(one.name == gone.name for one in people)
                else _("{name} is no longer shown in Support. Here nothing changed.")
            )
            self.notice.offer(said.format(name=gone.name), lambda: self._put_back(gone, own.people))
            (card.take_out if card.show_there.isHidden() else card.show_there).setFocus()

    def _put_back(self, gone: Person, before: Sequence[Person]) -> None:
        """Into Support again, with all that was changed there since left as it is."""
        own, _trouble = read_own(own_folder())
        self._keep_own(replace(own, people=tuple(put_back(own.people, gone, before))))

    def _keep_own(self, own: Own) -> bool:
        kept = self.tried(lambda: keep_own(own_folder(), own))
        self.show_support()
        return kept
