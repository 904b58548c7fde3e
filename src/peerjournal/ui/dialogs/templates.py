"""Questions to write by: the templates of one use in the person's order, on or off; each can be changed, and made."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL, tidy_label
from peerjournal.journal.prompts import FIRST, Template, Use
from peerjournal.ui.dialogs.template_sheet import TemplateSheet
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import heading, muted, primary_button
from peerjournal.ui.widgets.name_list import Name, NameList
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_NARROW = 680  # below this (grown with the text size) a template stands below the list


class TemplatesDialog(QDialog):
    """Every change is kept within a second; ``changed`` after each. It stays open while something cannot be kept."""

    changed = Signal()

    def __init__(self, journal: "OpenJournal", use: Use, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._use = use
        self._there: dict[str, Template] = {}
        self._unkept: dict[str, str] = {}  # new names that could not be written, by the id of their template
        self.setWindowTitle(_("Questions to write by"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notice = UndoNotice()
        self.templates = NameList(
            _("Templates, in their order"), _("A new template"), _("Switch off"), bring_back=_("Switch on"),
            longest=LONGEST_LABEL,
        )  # fmt: skip
        self.templates.out.setIcon(icon("eye-off"))
        self.templates.back.setIcon(icon("eye"))
        self.sheet = TemplateSheet(journal, self.notice)
        self.done_button = primary_button(_("Done"))
        self._lay_out()
        self._connect()
        self._read()
        self._show(self.templates.current_id())
        watcher().theme_changed.connect(self._fit)
        there = self.screen().availableSize()
        self.resize(min(px(900), there.width() - 40), min(px(720), there.height() - 60))
        self._fit()
        self.templates.focus_list()

    def settle(self) -> bool:
        """Have everything kept that is typed; False if that failed."""
        self.templates.finish()
        for template_id, name in tuple(self._unkept.items()):
            self._rename(template_id, name)
        return self.sheet.settle() and not self.templates.half_typed() and not self._unkept

    def keep_typed(self) -> bool:
        """Have everything kept before the journal closes; False if that failed."""
        return self.settle()

    def done(self, result: int) -> None:
        """What is half typed is kept, too."""
        if self.settle():
            super().done(result)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hiding everything keeps it as well."""
        super().hideEvent(event)
        self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The template beside the list, or below it where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------------------------------------ building

    def _lay_out(self) -> None:
        whole = QWidget()
        self._lines = QVBoxLayout(whole)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(heading(self.windowTitle()))
        self._lines.addWidget(muted(_about(self._use), wrap=True))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self.templates, 4, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(self.sheet, 5)
        self._lines.addLayout(self._across)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.done_button)
        self._outer = QVBoxLayout(self)
        self._area = scrolled(whole)
        self._outer.addWidget(self._area, 1)
        self._outer.addWidget(self.notice)
        self._outer.addLayout(ends)

    def _connect(self) -> None:
        self.templates.chosen.connect(self._show)
        self.templates.added.connect(self._add)
        self.templates.renamed.connect(self._rename)
        self.templates.ordered.connect(self._order)
        self.templates.pressed.connect(lambda id_: self._switch(id_, on=not self._there[id_].on))
        self.templates.out_wanted.connect(lambda id_: self._switch(id_, on=False))
        self.templates.back_wanted.connect(lambda id_: self._switch(id_, on=True))
        self.sheet.changed.connect(self._after_change)
        self.sheet.trash_wanted.connect(self._trash)
        self.done_button.clicked.connect(self.accept)

    def _fit(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._outer.setContentsMargins(px(24), px(20), px(24), px(20))
        self._outer.setSpacing(px(12))
        self._lines.setSpacing(px(12))
        self._across.setSpacing(px(24))

    # ------------------------------------------------------------------------------------------------- showing

    def _read(self, choose: str = "") -> None:
        from peerjournal.operations import prompts

        there = self.notice.tried(lambda: prompts.templates(self._journal, self._use))
        if there is None:
            return
        self._there = {template.id: template for template in there}
        rows = [Name(t.id, t.name, "" if t.on else _("switched off"), out=not t.on) for t in there]
        self.templates.show_names(rows, choose)

    def _show(self, template_id: str) -> None:
        if template_id == self.sheet.template_id:
            return
        if not self.sheet.settle():
            self.templates.choose(self.sheet.template_id)
            return
        self._read()
        if template_id in self._there:
            self.sheet.show_template(self._there[template_id])
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The row that is chosen, where large text leaves room for a few only."""
        names, ground = self.templates.list, self._area.widget()
        assert ground is not None
        row = names.visualItemRect(names.currentItem())
        place = names.viewport().mapTo(ground, row.center())
        self._area.ensureVisible(place.x(), place.y(), 0, row.height())

    def _after_change(self) -> None:
        self._read()
        self.changed.emit()

    def _changed(self, choose: str = "") -> None:
        """Something changed from the list: the sheet follows."""
        self._read(choose)
        chosen = self.templates.current_id()
        if chosen == self.sheet.template_id:
            self.sheet.show_template(self._there[chosen])
        else:
            self._show(chosen)
        self.changed.emit()

    # -------------------------------------------------------------------------------------------------- acting

    def _add(self, name: str) -> None:
        from peerjournal.operations import prompts

        if not self.sheet.settle():
            return
        made = self.notice.tried(lambda: prompts.add(self._journal, self._use, name))
        if made is not None:
            self.notice.clear()
            self.templates.taken()
            self._changed(made.id)

    def _rename(self, template_id: str, name: str) -> None:
        from peerjournal.operations import prompts

        self._unkept.pop(template_id, None)
        if not tidy_label(name) or template_id not in self._there:
            return
        if self.notice.done(lambda: prompts.put(self._journal, replace(self._there[template_id], name=name))):
            self._changed()
        else:
            self._unkept[template_id] = name

    def _order(self, template_ids: list[str]) -> None:
        from peerjournal.operations import prompts

        if self.notice.done(lambda: prompts.order(self._journal, self._use, template_ids)):
            self._changed()

    def _switch(self, template_id: str, *, on: bool) -> None:
        from peerjournal.operations import prompts

        if template_id == FIRST and not on:
            self.notice.show_sentence(_("These stay: every reflection begins with them. You can reword them."))
            return
        if self.notice.done(lambda: prompts.switch(self._journal, template_id, on=on)):
            self.notice.clear()
            self._changed()

    def _trash(self, template_id: str) -> None:
        from peerjournal.operations import prompts

        if not self.sheet.settle():
            return
        gone = self.notice.tried(lambda: prompts.move_to_trash(self._journal, template_id))
        if gone is not None:
            self._changed()
            self.templates.focus_list()
            sentence = _("“{name}” is in the trash.").format(name=gone.name)
            self.notice.offer(sentence, lambda: self._restore(template_id))

    def _restore(self, template_id: str) -> None:
        from peerjournal.operations import prompts

        if self.sheet.settle() and self.notice.done(lambda: prompts.restore(self._journal, template_id)):
            self._changed(template_id)
            self.templates.focus_list()


def _about(use: Use) -> str:
    return {
        Use.ENTRY: _("For entries. What is switched on is offered while you write; none of it has to be answered."),
        Use.PART: _("For parts of your story. What is switched on is offered while you write; none is required."),
        Use.REFLECTION: _("For session reflections. What is switched on is part of the form; any of it may stay open."),
    }[use]
