"""One template of questions: its name, what it is for, where it comes from, and the questions, each kept as typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.checkin import LONGEST_LABEL
from peerjournal.journal.entry import new_id, one_line
from peerjournal.journal.prompts import FIRST, Prompt, Template, Use, first_templates
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import body, link_button, muted, quiet_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.name_list import Name, NameList
from peerjournal.ui.widgets.put_back import put_back
from peerjournal.ui.widgets.text_field import AFTER_MS, AGAIN_MS, LineField, TextField
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_LONGEST_QUESTION = 300


class TemplateSheet(QWidget):
    """Everything about one template. Each change is kept within a second; ``changed`` after each.

    A question half typed is kept as well: it is one already, should the program end here. ``trash_wanted`` carries the
    id of a template of the person's own.
    """

    changed = Signal()
    trash_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._notice = notice
        self._template: Template | None = None
        self._prompts: tuple[Prompt, ...] = ()
        """Those that are finished; what is being typed comes on top, see :meth:`_typed_too`."""
        self._next_key = new_id()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._keep_questions)
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def template_id(self) -> str:
        """The one that is shown; empty while there is none."""
        return self._template.id if self._template is not None else ""

    def show_template(self, template: Template) -> None:
        """Show one. Of the same, only what is not being typed is shown anew; of another, the last must be settled."""
        if template.id != self.template_id:
            self._next_key = new_id()
            self.questions.taken()
        self._template = template
        self.name.show_text(template.name)
        self.about.show_text(template.about)
        self.source.show_text(template.source)
        self._show_prompts(template.prompts)
        with QSignalBlocker(self.on):
            self.on.setChecked(template.on)
        self._show_kind(template)

    def settle(self) -> bool:
        """Have everything kept that is typed; False if that failed."""
        if self._template is None:
            return True
        for field in self._fields:
            field.finish()
        self.questions.finish()
        if self._soon.isActive():
            self._keep_questions()
        nameless = not one_line(self.name.text())  # the one it had stays
        return not (
            self._soon.isActive() or (self.name.waits and not nameless) or self.about.waits or self.source.waits
        )

    # ------------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self.on = QCheckBox()
        self.name = LineField(_("Name"))
        self.name.setMaxLength(LONGEST_LABEL)
        self.about = TextField(_("What it is for"), _("What it is for (optional)"), lines=1)
        self.source = LineField(_("Where the idea comes from"), _("Optional: a book, a training, a person"))
        self.told_source = muted("", wrap=True)
        self.told_source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fields: tuple[LineField | TextField, ...] = (self.name, self.about, self.source)
        self.questions = NameList(
            _("Questions, in their order"), _("Another question"), _("Take out"), longest=_LONGEST_QUESTION
        )
        self.questions.rename.setToolTip(_("Reword (Enter)"))
        self.questions.rename.setAccessibleName(_("Reword (Enter)"))
        self.none_yet = muted(_("No questions yet. Any question of yours can be the first."), wrap=True)
        self.first_words = link_button(_("Back to the first words"))
        self.trash = quiet_button(_("Move to trash"), "trash")
        self._source_name = body(self.source.accessibleName())
        self._source_name.setBuddy(self.source)

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._ends = QWidget()
        self._ends_flow = FlowLayout(self._ends)
        self._ends_flow.addWidget(self.first_words)
        self._ends_flow.addWidget(self.trash)
        self._groups: list[QVBoxLayout] = []
        self._group(self.on)
        for label, field in ((body(_("Name")), self.name), (body(_("What it is for")), self.about)):
            label.setBuddy(field)
            self._group(label, field)
        self._group(self._source_name, self.source, self.told_source)
        self._group(body(_("Questions")), self.none_yet, self.questions)
        self._group(self._ends)
        self._lines.addStretch(1)

    def _group(self, *widgets: QWidget) -> None:
        """What belongs together stands closer."""
        lines = QVBoxLayout()
        for widget in widgets:
            lines.addWidget(widget)
        self._groups.append(lines)
        self._lines.addLayout(lines)

    def _connect(self) -> None:
        self.on.toggled.connect(self._switch)
        self.name.changed.connect(self._rename)
        self.name.editingFinished.connect(self._name_left)
        self.about.changed.connect(lambda text: self._keep_field(self.about, about=text))
        self.source.changed.connect(lambda text: self._keep_field(self.source, source=text))
        self.questions.added.connect(self._add)
        self.questions.renamed.connect(self._reword)
        self.questions.ordered.connect(self._order)
        self.questions.out_wanted.connect(self._take_out)
        self.questions.typed.connect(self._typing)
        self.first_words.clicked.connect(self._first_words)
        self.trash.clicked.connect(lambda: self.trash_wanted.emit(self.template_id))

    def _measure(self) -> None:
        self._lines.setSpacing(px(14))
        for lines in self._groups:
            lines.setSpacing(px(5))
        self._ends_flow.setSpacing(px(8))

    def _show_kind(self, template: Template) -> None:
        """What differs between a template that came with the journal and one of the person's own."""
        first = _first(template.id)
        self.on.setText(on_words(template))
        self.on.setAccessibleName(self.on.text())
        self.on.setEnabled(template.id != FIRST)
        self._source_name.setVisible(first is None or bool(template.source))
        self.source.setVisible(first is None)
        self.told_source.setText(template.source)
        self.told_source.setVisible(first is not None and bool(template.source))
        self.first_words.setVisible(first is not None and _words(template) != _words(first))
        self.trash.setVisible(first is None)
        self._ends.setVisible(first is None or not self.first_words.isHidden())
        self.none_yet.setVisible(not template.prompts)

    # ------------------------------------------------------------------------------------------------- keeping

    def _keep(self, **new: object) -> bool:
        """Keep what is shown with this changed."""
        from peerjournal.operations import prompts

        assert self._template is not None
        wanted = replace(self._template, **new)  # type: ignore[arg-type]  # fields of a template
        kept = self._notice.tried(lambda: prompts.put(self._journal, wanted))
        if kept is None:
            return False
        self._template = kept
        self._show_kind(kept)
        self.changed.emit()
        return True

    def _keep_field(self, field: LineField | TextField, **new: object) -> None:
        if self._template is not None and not self._keep(**new):
            field.unkept()

    def _rename(self, name: str) -> None:
        if one_line(name):  # one that is emptied to be typed anew is waited for
            self._keep_field(self.name, name=name)

    def _name_left(self) -> None:
        if self._template is not None and not one_line(self.name.text()):
            self.name.set_text(self._template.name)

    def _switch(self, on: bool) -> None:
        if not self._keep(on=on):
            with QSignalBlocker(self.on):
                self.on.setChecked(not on)

    # ----------------------------------------------------------------------------------------------- questions

    def _show_prompts(self, there: Sequence[Prompt], choose: str = "") -> None:
        self._prompts = tuple(prompt for prompt in there if prompt.key != self._next_key)
        self.questions.show_names([Name(prompt.key, prompt.words) for prompt in self._prompts], choose)

    def _typing(self) -> None:
        if self._template is not None and not self._soon.isActive():
            self._soon.start(AFTER_MS)

    def _typed_too(self) -> tuple[Prompt, ...]:
        """The questions with what is being typed in its place, or as another one at the end."""
        typed = {key: one_line(words) for key, words in self.questions.half_typed().items()}
        reworded = [Prompt(p.key, typed.get(p.key) or p.words) for p in self._prompts]
        return (*reworded, Prompt(self._next_key, typed[""])) if typed.get("") else tuple(reworded)

    def _keep_questions(self) -> bool:
        self._soon.stop()
        if self._template is None or self._typed_too() == self._template.prompts:
            return True
        if self._keep(prompts=self._typed_too()):
            return True
        self._soon.start(AGAIN_MS)
        return False

    def _set(self, there: Sequence[Prompt], choose: str = "") -> bool:
        self._show_prompts(there, choose)
        return self._keep_questions()

    def _add(self, typed: str) -> None:
        words, key = one_line(typed), self._next_key
        if not words:
            return
        self._next_key = new_id()
        with QSignalBlocker(self.questions):
            self.questions.taken()
        self._set([*self._prompts, Prompt(key, words)], key)

    def _reword(self, key: str, typed: str) -> None:
        words = one_line(typed)
        if words:
            self._set([Prompt(key, words) if p.key == key else p for p in self._prompts], key)

    def _order(self, keys: list[str]) -> None:
        self._set(sorted(self._prompts, key=lambda p: keys.index(p.key)))

    def _take_out(self, key: str) -> None:
        before, template_id = self._prompts, self.template_id
        if self._set([p for p in before if p.key != key]):
            self._notice.offer(_("The question is taken out."), lambda: self._put_back(before, template_id, key))

    def _put_back(self, before: Sequence[Prompt], template_id: str, key: str) -> None:
        """Into its place, all that was changed since left as it is; also where another template is shown by now."""
        if template_id == self.template_id:
            self._set(_with_prompt(self._prompts, before, key), key)
            self.questions.focus_list()
            return
        from peerjournal.operations import prompts

        def put_it_there() -> None:
            there = prompts.get_template(self._journal, template_id)
            prompts.put(self._journal, replace(there, prompts=_with_prompt(there.prompts, before, key)))

        if self._notice.done(put_it_there):
            self.changed.emit()

    def _first_words(self) -> None:
        from peerjournal.operations import prompts

        if not self.settle():
            return
        before = self._template
        kept = self._notice.tried(lambda: prompts.first_words(self._journal, self.template_id))
        if before is None or kept is None:
            return
        self._take(kept)
        self._notice.offer(_("It has its first words again."), lambda: self._undo_first_words(before))
        self.questions.focus_list()

    def _undo_first_words(self, before: Template) -> bool:
        from peerjournal.operations import prompts

        if not self.settle():
            return False
        kept = self._notice.tried(lambda: prompts.own_words(self._journal, before))
        if kept is not None and kept.id == self.template_id:
            self._take(kept)
        elif kept is not None:
            self.changed.emit()
        return kept is not None

    def _take(self, template: Template) -> None:
        """Show it anew, also in the field the keyboard is in."""
        self.name.set_text(template.name)
        self.about.set_text(template.about)
        self.source.set_text(template.source)
        self.show_template(template)
        self.changed.emit()


def on_words(template: Template) -> str:
    """What it means that a template is on."""
    if template.id == FIRST:
        return _("Always part of the form")
    return {
        Use.ENTRY: _("Offered for entries"),
        Use.PART: _("Offered for parts"),
        Use.REFLECTION: _("Part of the form"),
    }[template.use]


def _first(template_id: str) -> Template | None:
    """As every journal begins with it; None for one of the person's own."""
    return next((template for template in first_templates() if template.id == template_id), None)


def _with_prompt(there: Sequence[Prompt], before: Sequence[Prompt], key: str) -> tuple[Prompt, ...]:
    """With this question of ``before`` in its place again; those that are there keep their words and their order."""
    prompts = {prompt.key: prompt for prompt in (*before, *there)}
    keys = put_back([prompt.key for prompt in there], key, [prompt.key for prompt in before])
    return tuple(prompts[key] for key in keys)


def _words(template: Template) -> tuple[object, ...]:
    return template.name, template.about, template.source, template.prompts
