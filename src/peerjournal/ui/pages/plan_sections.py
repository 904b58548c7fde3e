"""The sections of the plan under the person's own headings, each written where it stands."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import first_line, new_id
from peerjournal.journal.plan import Section, first_headings
from peerjournal.sharing import marks
from peerjournal.ui.dialogs.section_versions import of_sections
from peerjournal.ui.dialogs.versions import VersionsDialog
from peerjournal.ui.pages.plan_cards import ListWords, PlanCard, PlanList
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.private_text import PrivateText
from peerjournal.ui.widgets.text_field import LineField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.kept import Kept


class SectionText(PrivateText):
    """Markdown as it is typed."""

    def __init__(self, name: str, invitation: str) -> None:
        super().__init__(name, invitation, lines=2)
        self.setProperty("role", "entry")

    def _height(self) -> int:
        """There is no frame around it."""
        return super()._height() - px(18)


class SectionCard(PlanCard[Section]):
    """A heading and what stands under it. ``history_wanted`` for its earlier versions."""

    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(LineField(_("Heading"), _("A heading of your own")), parent)
        self.text = SectionText(_("What stands under it"), "")
        self.more = icon_button("more", _("More to do with this part of the plan"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        self.history = menu.addAction(_("Earlier versions"))
        menu.addAction(self.text.private)
        self.more.setMenu(menu)
        self._tools.insertWidget(self._tools.indexOf(self.trash), self.more)
        self.body.addWidget(self.text)
        self.with_fields(self.name, self.text)
        self.history.triggered.connect(self.history_wanted)
        self.name.textChanged.connect(self._invite)
        self._invite()

    def name_of(self, item: Section) -> str:
        return item.heading

    def show_item(self, item: Section) -> None:
        self.name.show_text(item.heading)
        self.text.show_text(item.text)

    def stops(self) -> list[QWidget]:
        return [self.name, self.up, self.down, self.more, self.trash, self.text]

    def _invite(self) -> None:
        """Under the headings a plan begins with, what could stand there."""
        heading = self.name.text().strip()
        about = dict(first_headings()).get(heading, _("In your own words"))
        self.text.setPlaceholderText(about)
        self.text.setAccessibleName(heading or _("What stands under it"))
        self.text.setAccessibleDescription(about)


class SectionList(PlanList[Section, SectionCard]):
    """All sections. What is changed in one visit, from :meth:`begin_visit` on, makes one earlier version."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        words = ListWords(
            _("Plan"),
            _("Best written in a good hour. Begin anywhere; nothing here has to be filled, and every word is yours."),
            _("Add a heading"),
            _("Delete “{name}” for good, with its earlier versions? It cannot be brought back."),
        )
        super().__init__(journal, words, parent)
        self._sitting = new_id()

    def begin_visit(self) -> None:
        """What is changed from now on makes another version."""
        self._sitting = new_id()

    def lists(self) -> "Kept[Any]":
        from peerjournal.operations import plan

        return plan.SECTIONS

    def read(self, *, trashed: bool) -> list[Section]:
        from peerjournal.operations import plan

        return plan.sections(self.journal, trashed=trashed)

    def new_card(self) -> SectionCard:
        card = SectionCard()
        card.history_wanted.connect(lambda: self._show_versions(card))
        return card

    def write(self, card: SectionCard) -> Section:
        from peerjournal.operations import plan

        heading, text = card.name.text(), card.text.text()
        if card.item is None:
            if card.says_nothing:
                raise BadInput(_("Nothing stands there yet."))
            card.item = plan.add_section(self.journal, heading if heading.strip() else first_line(text) or "…")
        item = plan.write_section(self.journal, card.item.id, text, sitting=self._sitting)
        if heading.strip():
            item = plan.name_section(self.journal, item.id, heading, sitting=self._sitting)
        return item

    def about_item(self, item: Section) -> tuple[str, str]:
        return marks.without_marks(item.heading), first_line(marks.without_marks(item.text))

    def _show_versions(self, card: SectionCard) -> None:
        card.finish()
        if card.item is None or card.waits:
            return
        dialog = VersionsDialog(self.journal, card.item.id, self, kind=of_sections())
        dialog.brought_back.connect(lambda _item: self._show_anew(card))
        dialog.open()

    def _show_anew(self, card: SectionCard) -> None:
        """What was brought back stands in the fields, whatever has the keyboard."""
        self.refresh()
        if card.item is not None:
            card.name.set_text(card.item.heading)
            card.text.set_text(card.item.text)
        card.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit()
