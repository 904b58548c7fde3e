"""The form of a session reflection: three questions open, everything else folded and optional; saved as it is typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import first_line, new_id
from peerjournal.journal.prompts import FIRST, Prompt, Template, Use
from peerjournal.journal.reflection import Reflection
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.pages.autosave import TROUBLE, Autosave, Keeper
from peerjournal.ui.pages.reflection_controls import stops_as_read
from peerjournal.ui.pages.reflection_sections import (
    About,
    CoReflect,
    Energy,
    FollowUps,
    Questions,
    Section,
    Shared,
    summary_of,
)
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import heading, muted, primary_button, quiet_button
from peerjournal.ui.widgets.column import COLUMN_WIDTH, EDGE, ScrolledColumn
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.fold import Fold
from peerjournal.ui.widgets.moment_field import MomentField
from peerjournal.ui.widgets.not_a_record import NotARecord
from peerjournal.ui.widgets.quiet_timer import QuietTimer
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.dialogs.templates import TemplatesDialog

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

EARLIER = "earlier"
"""The fold with answers to questions that are asked no more."""
_FIRST_LINES, _MORE_LINES = 3, 2
_FOLD_SIGN = 64
"""What a fold's sign and the edges of its button need beside the name."""


def _keeper() -> Keeper[Reflection]:
    from peerjournal.operations import sessions

    return sessions


class ReflectionSheet(QWidget):
    """One reflection in the making. ``changed`` when it was kept; ``closed`` when the person is done with it.

    ``line_wanted`` carries a ledger line, ``pack_wanted`` and ``moved_to_trash`` this one.
    Who holds the sheet calls :meth:`settle` or :meth:`save_now` before it goes.
    """

    changed = Signal()
    closed = Signal()
    line_wanted = Signal(str)
    pack_wanted = Signal(str)
    moved_to_trash = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._reflection: Reflection | None = None
        self._loading = False
        self._names: tuple[str, ...] = ()
        self.sections: dict[str, Section] = {}
        self.folds: dict[str, Fold] = {}
        self._asked: dict[str, set[str]] = {}
        self._order: list[str] = []
        self._dialog: TemplatesDialog | None = None
        self.setProperty("role", "page")
        self.setAccessibleName(_("Session reflection"))
        self._build()
        self._lay_out()
        self.autosave: Autosave[Reflection] = Autosave(journal, self.draft, self, _keeper)
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ------------------------------------------------------------------------------------------- what is in it

    @property
    def reflection_id(self) -> str:
        """The reflection in the form, kept or new; empty while there is none."""
        return "" if self._reflection is None else self._reflection.id

    def new(self, at: datetime | None = None) -> None:
        """A new one, for now or a moment given. What was in the form before must be settled."""
        from peerjournal.operations import sessions

        self._put(sessions.new_reflection(self._journal, at), kept=False)

    def open_reflection(self, reflection_id: str) -> None:
        """One that is kept. Raises :class:`NotFound`. What was in the form before must be settled."""
        from peerjournal.operations import sessions

        self._put(sessions.open_reflection(self._journal, reflection_id), kept=True)

    def draft(self) -> Reflection:
        """What stands in the form now."""
        assert self._reflection is not None
        draft = self._reflection
        for section in self.sections.values():
            draft = section.take(draft)
        # As they are asked, in whatever order they were written.
        place = {key: n for n, key in enumerate(self._order)}
        return replace(draft, answers=tuple(sorted(draft.answers, key=lambda a: place.get(a.key, len(place)))))

    def settle(self) -> bool:
        """Keep it. False if that failed: then everything stays as it is on the screen."""
        if self._reflection is None:
            return True
        self._take_typed()
        follow_ups = self.sections.get("follow-ups")
        added = not isinstance(follow_ups, FollowUps) or follow_ups.add_half_typed()
        if not added and isinstance(follow_ups, FollowUps):
            self._point_at("follow-ups", follow_ups.lacking)
        asked = self._dialog is None or self._dialog.settle()
        return self.autosave.settle() and added and asked

    def save_now(self) -> bool:
        """Have it on disk before this returns; False if it could not be."""
        if self._reflection is None:
            return True
        self._take_typed()
        follow_ups = self.sections.get("follow-ups")
        added = not isinstance(follow_ups, FollowUps) or follow_ups.keep_half_typed()
        return self.autosave.save_now() and added

    def finish(self) -> None:
        """Keep it, and go; where something typed cannot be, show that first."""
        kept = self.settle()
        about = self.sections.get("about")
        if kept and isinstance(about, About) and about.minutes.is_troubled:
            self._point_at("about", about.minutes)
        elif kept:
            self.closed.emit()

    def _point_at(self, name: str, field: QWidget) -> None:
        """Open a fold, and bring the keyboard to a field in it."""
        if self.isVisible():
            self.folds[name].unfold()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.ensureWidgetVisible(field, 0, px(EDGE))

    # ------------------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        self.moment = MomentField(_("When the session began"))
        self.timer = QuietTimer()
        self.not_a_record: NotARecord | None = None
        self.done = primary_button(_("Done"))
        self.done.setToolTip(_("Done (Ctrl+Enter)"))
        self.questions = quiet_button(_("Change the questions"), "questions")
        self.pack = quiet_button(_("Take lines to co-reflection"), "co-reflect")
        self.history = icon_button("history", _("Earlier versions"))
        self.trash = icon_button("trash", _("Move to trash"))
        self.state = muted("")
        self.state.setAccessibleDescription(_("Whether this reflection is saved"))
        self.notice = UndoNotice()

    def _lay_out(self) -> None:
        self._column = ScrolledColumn(above=28, spacing=14)
        self._top = QVBoxLayout()
        self._top.addWidget(self.moment)
        self._top.addWidget(self.timer)
        column = self._column.body
        self.name = heading("")
        column.addWidget(self.name)
        column.addLayout(self._top)
        self._once = QVBoxLayout()
        self._first, self._more = QVBoxLayout(), QVBoxLayout()
        column.addLayout(self._once)
        column.addLayout(self._first)
        column.addWidget(muted(_("Everything below is there if you want it."), wrap=True))
        column.addLayout(self._more)
        column.addStretch(1)
        self._foot_row = QWidget()
        self._foot = FlowLayout(self._foot_row)
        for part in (self.done, self.pack, self.questions, self.history, self.trash, self.state):
            self._foot.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.notice)
        whole.addWidget(self._foot_row)
        self._column.viewport().installEventFilter(self)

    def _connect(self) -> None:
        self.moment.changed.connect(self._move_to)
        self.done.clicked.connect(self.finish)
        self.pack.clicked.connect(lambda: self._after_settling_do(self.pack_wanted.emit))
        self.questions.clicked.connect(self._change_questions)
        self.history.clicked.connect(self._show_versions)
        self.trash.clicked.connect(self._move_to_trash)
        self.autosave.told.connect(self._show_state)
        self.autosave.settled.connect(self._after_settling)
        self.autosave.rested.connect(self._new_sitting)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.finish)

    def _measure(self) -> None:
        self._top.setSpacing(px(4))
        self._first.setSpacing(px(10))
        self._more.setSpacing(px(8))
        side = max(px(EDGE), (self._column.viewport().width() - px(COLUMN_WIDTH)) // 2)
        self._foot_row.setContentsMargins(side, px(10), side, px(14))
        self._foot.setSpacing(px(8))
        room = self._column.viewport().width() - 2 * side - px(_FOLD_SIGN)
        for fold in self.folds.values():
            _name_in(fold, room)

    # ------------------------------------------------------------------------------------------------- showing

    def _put(self, reflection: Reflection, *, kept: bool) -> None:
        from peerjournal.operations import people

        self._names = tuple(name for person in people.all_people(self._journal) for name in person.names)
        self._reflection = reflection
        self._kept = kept
        self.name.setText(_("Session reflection") if kept else _("Ten quiet minutes"))
        self.moment.set_moment(reflection.at)
        self.timer.begin_anew()
        self.timer.setVisible(not kept)
        self._make_sections()
        self._show_once()
        self._put_in_order()
        first = self.sections.get(FIRST)
        if first is not None and first.fields:
            self.setFocusProxy(first.fields[0].field)
        self.notice.clear()
        self.autosave.begin()
        if kept and self.notice.tried(lambda: self._may_be_written(reflection)):
            self.autosave.touched()
        self._show_ways()

    def _may_be_written(self, reflection: Reflection) -> bool:
        """Whether what was shared is not in the ledger for want of an audience, and there is one now."""
        from peerjournal.operations import sessions

        return bool(reflection.shared) and sessions.audience_for(self._journal, reflection) is not None

    def _make_sections(self) -> None:
        """Every section anew: what is asked may have changed."""
        from peerjournal.operations import prompts

        assert self._reflection is not None
        for layout in (self._first, self._more):
            while (item := layout.takeAt(0)) is not None:
                old = item.widget()
                if old is not None:
                    old.hide()
                    old.deleteLater()
        self.sections, self.folds, self._asked = {}, {}, {}
        templates = [t for t in prompts.templates(self._journal, Use.REFLECTION) if t.on and t.prompts]
        self._order = [prompt.key for template in templates for prompt in template.prompts]
        for template in templates:
            if template.id == FIRST:
                self._first.addWidget(self._section(FIRST, _asking(replace(template, about=""), _FIRST_LINES)))
            else:
                self._fold_questions(template)
        earlier = self._answers_to_others(templates)
        if earlier is not None:
            self._fold_questions(earlier)
        for name, words, make in (
            ("shared", _("What I shared"), self._make_shared),
            ("energy", _("Energy before and after"), Energy),
            ("about", _("About the session"), lambda: About(self._journal)),
            ("co-reflect", _("To co-reflection"), CoReflect),
            ("follow-ups", _("Follow-ups"), lambda: FollowUps(self._journal)),
        ):
            self._fold(name, words, make)
        self._measure()
        self._summarise()

    def _answers_to_others(self, templates: list[Template]) -> Template | None:
        """What was written to questions that are asked no more, as it was asked then."""
        assert self._reflection is not None
        asked = {p.key for t in templates for p in t.prompts}
        left = [Prompt(a.key, a.prompt) for a in self._reflection.answers if a.key not in asked]
        return (
            Template(EARLIER, Use.REFLECTION, _("Other questions, as they were asked"), tuple(left)) if left else None
        )

    def _fold_questions(self, template: Template) -> None:
        self._asked[template.id] = {p.key for p in template.prompts}
        self._fold(template.id, template.name, _asking(template, _MORE_LINES))

    def _fold(self, name: str, words: str, make: Callable[[], Section]) -> None:
        fold = Fold(words, lambda: self._section(name, make))
        fold.head.setAccessibleName(words)
        fold.turned.connect(lambda _open: self._summarise())
        self.folds[name] = fold
        self._more.addWidget(fold)

    def _section(self, name: str, make: Callable[[], Section]) -> Section:
        assert self._reflection is not None
        section = make()
        self._loading = True
        try:
            section.show_in(self.draft())
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
        finally:
            self._loading = False
        for field in section.fields:
            field.field.textChanged.connect(self._began)
        for hinting in section.hinting:
            hinting.set_names(self._names)
            hinting.set_staying(self._reflection.staying)
            hinting.staying_changed.connect(self._let_stay)
        section.changed.connect(self._touched)
        section.arranged.connect(self._put_in_order)
        if isinstance(section, About):
            section.changed.connect(self._kind_changed)
        self.sections[name] = section
        return section

    def _put_in_order(self) -> None:
        """Tab goes as one reads: what is made when a fold opens would come last."""
        whole = (self._column.widget(), self.notice, self._foot_row)
        for before, after in pairwise(stop for part in whole if part is not None for stop in stops_as_read(part)):
            QWidget.setTabOrder(before, after)

    def _make_shared(self) -> Section:
        section = Shared(self._journal)
        section.line_wanted.connect(self.line_wanted)
        return section

    def _show_once(self) -> None:
        from peerjournal.operations import sessions

        if sessions.is_understood(self._journal):
            return
        if self.not_a_record is None:
            self.not_a_record = NotARecord()
            self.not_a_record.understood.connect(self._understood)
            self._once.addWidget(self.not_a_record)

    def _understood(self) -> None:
        from peerjournal.operations import sessions

        if self.notice.done(lambda: sessions.understand(self._journal)) and self.not_a_record is not None:
            self.not_a_record.hide()
            self.not_a_record.deleteLater()
            self.not_a_record = None
            self.focus_here()

    def focus_here(self) -> None:
        """The keyboard goes to the first question."""
        first = self.sections.get(FIRST)
        if first is not None and first.fields:
            first.fields[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ways(self) -> None:
        for button in (self.history, self.trash):
            button.setVisible(self._kept)

    def _summarise(self) -> None:
        if self._reflection is None:
            return
        draft = self.draft()
        for name, fold in self.folds.items():
            fold.summarise(self._summary(name, draft))

    def _summary(self, name: str, draft: Reflection) -> str:
        from peerjournal.operations import followups

        if name == "follow-ups":
            found = self.notice.tried(lambda: followups.follow_ups_of(self._journal, draft.id)) or []
            return "  ·  ".join(f.text for f in found)
        if name in {"shared", "energy", "about", "co-reflect"}:
            return summary_of(name, draft)
        texts = [a.text for a in draft.answers if a.key in self._asked[name]]
        return first_line(without_marks(next((t for t in texts if t.strip()), "")))

    # ------------------------------------------------------------------------------------------------- keeping

    def _began(self) -> None:
        if not self._loading:
            self.timer.began()
            self._touched()

    def _touched(self) -> None:
        if not self._loading and self._reflection is not None:
            self.autosave.touched()

    def _kind_changed(self) -> None:
        """Another kind of session has another audience, where none was chosen."""
        shared = self.sections.get("shared")
        if isinstance(shared, Shared) and not self._loading:
            shared.follow(self.draft())

    def _let_stay(self, words: object) -> None:
        assert self._reflection is not None
        assert isinstance(words, tuple)
        self._reflection = replace(self.draft(), staying=words)
        for section in self.sections.values():
            for hinting in section.hinting:
                hinting.set_staying(words)
        self._touched()

    def _take_typed(self) -> None:
        self.moment.finish()
        for section in self.sections.values():
            section.finish()

    def _move_to(self, moment: datetime) -> None:
        if self._reflection is not None:
            self._reflection = replace(self._reflection, at=moment)
            about = self.sections.get("about")
            if isinstance(about, About):
                about.moved(self.draft())
            self._touched()

    def _after_settling(self, kept: object) -> None:
        """The ledger may have taken what was shared: the form goes on with what is kept now."""
        if isinstance(kept, Reflection) and self._reflection is not None and kept.id == self._reflection.id:
            before = self._reflection
            self._reflection = replace(kept, sitting=before.sitting)
            self._kept = True
            shared = self.sections.get("shared")
            if isinstance(shared, Shared) and kept.lines != before.lines:
                self._loading = True
                try:
                    shared.show_in(self._reflection)
                finally:
                    self._loading = False
            self._show_ways()
            self._summarise()
        self.changed.emit()

    def _new_sitting(self) -> None:
        if self._reflection is not None:
            self._reflection = replace(self._reflection, sitting=new_id())

    def _show_state(self, state: str, sentence: str) -> None:
        self.state.setText(sentence if state != TROUBLE else "")
        if state == TROUBLE:
            self.notice.show_sentence(sentence, "problem")
        elif self.notice.kind() == "problem":
            self.notice.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What can be done stands in line with what is written, also when a scroll bar comes or goes."""
        if event.type() == QEvent.Type.Resize:
            self._measure()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps it and goes, where nothing in the form means something else by it."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the sheet keeps it."""
        super().hideEvent(event)
        self.settle()

    # -------------------------------------------------------------------------------------------------- leaving

    def _after_settling_do(self, act: Callable[[str], object]) -> None:
        if self.settle():
            if self._kept:
                act(self.reflection_id)
            else:
                self.notice.show_sentence(_("There is nothing to take along yet."))

    def _change_questions(self) -> None:
        from peerjournal.ui.dialogs.templates import TemplatesDialog

        if self.settle() and self._dialog is None:
            self._dialog = TemplatesDialog(self._journal, Use.REFLECTION, self)
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.finished.connect(self._questions_changed)
            self._dialog.open()

    def _questions_changed(self) -> None:
        self._dialog = None
        if self._reflection is not None and self.settle():
            is_open = {name for name, fold in self.folds.items() if fold.is_open}
            self._reflection = self.draft()
            self._make_sections()
            for name in is_open & self.folds.keys():
                self.folds[name].unfold()

    def _show_versions(self) -> None:
        from peerjournal.ui.dialogs.reflection_versions import of_reflections
        from peerjournal.ui.dialogs.versions import VersionsDialog

        if self._kept and self.settle():
            dialog = VersionsDialog(self._journal, self.reflection_id, self, kind=of_reflections())
            dialog.brought_back.connect(self._brought_back)
            dialog.open()

    def _brought_back(self) -> None:
        if self.notice.done(lambda: self.open_reflection(self.reflection_id)):
            self.changed.emit()

    def _move_to_trash(self) -> None:
        from peerjournal.operations import sessions

        reflection_id = self.reflection_id
        if self.settle() and self.notice.done(lambda: sessions.move_to_trash(self._journal, reflection_id)):
            self._reflection = None
            self.autosave.begin()
            self.moved_to_trash.emit(reflection_id)


def _name_in(fold: Fold, room: int) -> None:
    """The name of a fold, as much of it as fits."""
    words = fold.head.accessibleName()
    shown = fold.head.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    fold.head.setText(shown.replace("&", "&&"))
    fold.head.setToolTip(words if shown != words else "")


def _asking(template: Template, lines: int) -> Callable[[], Section]:
    return lambda: Questions(template, lines)
