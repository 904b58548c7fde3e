"""Own scales: the list of them, and beside it the one chosen, a form of it, or something being filled in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import new_id
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.models.scale_sketch import Sketch, carried_over, plain, scale_of, sketch_from, sketch_of
from peerjournal.ui.pages.half_typed import HalfTyped, Shelf
from peerjournal.ui.pages.scale_fill import ResultForm
from peerjournal.ui.pages.scale_form import ScaleForm
from peerjournal.ui.pages.scale_sheet import Begun, ScaleSheet
from peerjournal.ui.text import number
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import muted, plain_button
from peerjournal.ui.widgets.beside import Beside
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.put_back import again_in_place
from peerjournal.ui.widgets.undo_notice import UndoNotice
from peerjournal.wellbeing.scale import Scale, ScaleResult

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


def _shelf() -> Shelf:
    from peerjournal.operations import scales

    return scales


class ScalesPage(QWidget):
    """Everything about own scales. ``changed`` after each change of a scale or a result.

    What is half typed is put aside within a second, and stands there again in a new page.
    """

    changed = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._there: dict[str, Scale] = {}
        self._sketches: dict[str, Sketch] = {}  # by the id of the scale they change, or an id of their own
        self._shown = ""  # the row whose scale, sketch or form is on show
        self._reading: Job | None = None
        self.setAccessibleName(_("Own scales"))
        self.list = GroupedList(_("Own scales"))
        self.add = plain_button(_("Add a scale"), "plus")
        self.notice = UndoNotice()
        self.sheet = ScaleSheet()
        self.form = ScaleForm(self.notice)
        self.result = ResultForm(journal, self.notice)
        self._aside = HalfTyped(journal, self._half_typed, _shelf, self.notice, self)
        self.empty = EmptyState()
        self._build()
        self._connect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc steps back, and leaves what is typed where it is."""
        page = self.stack.currentWidget()
        if event.key() != Qt.Key.Key_Escape or page is self.sheet:
            super().keyPressEvent(event)
        elif page is self.result:
            self._back_to_sheet()
        else:
            self.beside.show_side()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed."""
        super().hideEvent(event)
        self.settle()

    def settle(self) -> bool:
        """Keep what is filled in, as a draft, and put aside what is half typed otherwise. False if that failed."""
        if self.stack.currentWidget() is self.form:
            self.form.finish()
        settled = self.result.settle()
        return self._aside.settle() and settled

    def save_now(self) -> bool:
        """Have what is typed on disk before this returns; False if it could not be."""
        saved = self.result.save_now()
        return self._aside.save_now() and saved

    def refresh(self) -> None:
        """Read the scales anew; what is being typed stays."""
        from peerjournal.operations import scales

        there = self.notice.tried(lambda: scales.all_scales(self._journal))
        gone = self.notice.tried(lambda: scales.all_scales(self._journal, trashed=True))
        if there is None or gone is None:
            return
        self._there = {s.id: s for s in (*there, *gone)}
        self._take_up(self._aside.read())
        self._show_list(there, gone)
        if self._shown not in self.list.ids():
            self._shown = ""
            self._show_row(self.list.current_id() or next(iter(self.list.ids()), ""))
        elif self.stack.currentWidget() is self.sheet:
            self._show_sheet(self._shown)

    # -------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        menu = QMenu(self.add)
        self.add_total = self._action(
            menu, _("Add a total score scale"), lambda: self._sketch_anew(questionnaire=False)
        )
        self.type_in = self._action(menu, _("Type in a questionnaire"), lambda: self._sketch_anew(questionnaire=True))
        self.load = self._action(menu, _("Load from a file …"), self._choose_file)
        self.add.setMenu(menu)
        side = QWidget()
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.add)
        lines.addWidget(self.list, 1)
        lines.addWidget(
            muted(
                _(
                    "Peer Journal brings no scale with it, and interprets none. How a file is written stands in "
                    "docs/own-scales.md."
                ),
                wrap=True,
            )
        )
        self.stack = QStackedWidget()
        for page in (self.sheet, self.form, self.result):
            self.stack.addWidget(page)
        self.beside = Beside(self.list, side, self.stack)
        self._whole = QStackedWidget()
        self._whole.addWidget(self.beside)
        self._whole.addWidget(self._lay_out_empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole, 1)
        whole.addWidget(self.notice)

    def _lay_out_empty(self) -> QWidget:
        self.empty.say(
            "wellbeing",
            _("A questionnaire or a total score you bring yourself"),
            _(
                "Peer Journal brings no scale with it, and interprets none: most belong to somebody. You can type one "
                "in, load it from a file, or keep only the totals. docs/own-scales.md says how such a file is written."
            ),
            _("Add a scale"),
        )
        self.empty.button.setMenu(self.add.menu())
        return self.empty

    def _action(self, menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on=False: act())
        return action

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _id: self._go_in())
        self.list.trash_wanted.connect(lambda _id: self._trash())
        sheet = self.sheet
        sheet.fill_wanted.connect(lambda: self._fill(by_total=False))
        sheet.total_wanted.connect(lambda: self._fill(by_total=True))
        sheet.change_wanted.connect(self._change)
        sheet.trash_wanted.connect(self._trash)
        sheet.restore_wanted.connect(lambda: self._restore(self._shown))
        sheet.delete_wanted.connect(self._delete)
        sheet.result_wanted.connect(self._change_result)
        sheet.result_trash_wanted.connect(self._trash_result)
        sheet.result_restore_wanted.connect(self._restore_result)
        sheet.result_delete_wanted.connect(self._delete_result)
        self.form.changed.connect(self._sketched)
        self.form.add_wanted.connect(self._keep_sketch)
        self.form.cancel_wanted.connect(self._drop_sketch)
        self.result.kept.connect(self._after_result)
        self.result.back_wanted.connect(self._back_to_sheet)
        self.result.taken_back.connect(self._fill_again)
        self.result.touched.connect(self._aside.touched)

    # ------------------------------------------------------------------------------------------------ half typed

    def _half_typed(self) -> dict[str, Any]:
        sketches = {id_: plain(sketch) for id_, sketch in self._sketches.items() if sketch.says_something}
        return {"sketches": sketches, "results": self.result.half_typed()}

    def _take_up(self, half_typed: dict[str, Any]) -> None:
        """What was put aside before this page was made."""
        found = {id_: sketch_from(said) for id_, said in half_typed.get("sketches", {}).items()}
        still = {id_: sketch for id_, sketch in found.items() if not sketch.scale_id or sketch.scale_id in self._there}
        self._sketches = still | self._sketches
        self.result.type_again(half_typed.get("results", {}))

    # --------------------------------------------------------------------------------------------------- showing

    def _show_list(self, there: list[Scale], gone: list[Scale]) -> None:
        new = [
            Row(id_, sketch.name or _("(not named yet)"), _("not added yet"))
            for id_, sketch in self._sketches.items()
            if not sketch.scale_id
        ]
        groups = [("", new), ("", [_row(s) for s in there]), (_("In the trash"), [_row(s) for s in gone])]
        self.list.show_groups([(title, rows) for title, rows in groups if rows])
        if self._shown in self.list.ids():
            self.list.point_at(self._shown)
        self._whole.setCurrentIndex(0 if self.list.ids() else 1)

    def _choose(self, row_id: str) -> None:
        if row_id != self._shown and not self._show_row(row_id):
            self.list.point_at(self._shown)

    def _show_row(self, row_id: str) -> bool:
        """A scale, or one that is being typed in. False where what is filled in could not be kept, and so stays."""
        if not self._leave():
            return False
        self._shown = row_id
        self.list.point_at(row_id)
        sketch = self._sketches.get(row_id)
        if sketch is not None and not sketch.scale_id:
            self._show_form(sketch)
        elif row_id:
            self._show_sheet(row_id)
        return True

    def _leave(self) -> bool:
        """What is typed is taken away before something else is shown."""
        if self.stack.currentWidget() is self.form:
            self.form.finish()
            self.form.withdraw()
            self._sketched()
            self._drop_blank()
        return self.result.put_aside()

    def _drop_blank(self) -> None:
        sketch = self._sketches.get(self._shown)
        if sketch is None:
            return
        if sketch.scale_id:
            if sketch == sketch_of(self._there[sketch.scale_id]):
                self._forget(self._shown)
        elif not sketch.says_something:
            self._forget(self._shown)
            self._shown = ""
            self._show_list(*self._lying())

    def _lying(self) -> tuple[list[Scale], list[Scale]]:
        there = list(self._there.values())
        return [s for s in there if s.trashed_at is None], [s for s in there if s.trashed_at is not None]

    def _show_sheet(self, scale_id: str) -> None:
        from peerjournal.operations import scales

        scale, journal = self._there[scale_id], self._journal
        results = self.notice.tried(lambda: scales.results_of(journal, scale_id))
        trashed = self.notice.tried(lambda: scales.results_of(journal, scale_id, trashed=True))
        begun = self.notice.tried(lambda: scales.draft_of(journal, scale_id) is not None)
        if results is None or trashed is None:
            return
        half_typed = Begun(bool(begun), self.result.waits(scale_id), scale_id in self._sketches)
        self.sheet.show_scale(scale, half_typed)
        self.sheet.show_results(results, trashed, journal.clock.today())
        self.stack.setCurrentWidget(self.sheet)

    def _show_form(self, sketch: Sketch) -> None:
        self.form.show_sketch(sketch)
        self.stack.setCurrentWidget(self.form)
        self.beside.show_main()

    def _go_in(self) -> None:
        """From the list to what is beside it."""
        page = self.stack.currentWidget()
        if page is self.form:
            self.form.write_here()
        elif page is self.result:
            self.result.write_here()
        else:
            target = self.sheet.fill if self.sheet.fill.isVisible() else self.sheet.total
            target.setFocus(Qt.FocusReason.TabFocusReason)

    # --------------------------------------------------------------------------------------- typing in a scale

    def _sketch_anew(self, *, questionnaire: bool) -> None:
        self._begin_sketch(Sketch(questionnaire=questionnaire))

    def _begin_sketch(self, sketch: Sketch) -> None:
        if not self._leave():
            return
        self._shown = new_id()
        self._sketches[self._shown] = sketch
        self._show_list(*self._lying())
        self._show_form(sketch)
        self.form.write_here()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Load a scale from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Scales (*.toml)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Show the scale of a file for looking over; what is wrong with the file is said."""
        # For the reason given at the top; a file of a megabyte takes its time, so it is read away from the window.
        from peerjournal.operations import scales

        def failed(error: Exception) -> None:
            if not isinstance(error, PeerJournalError):
                raise error
            self.notice.show_sentence(str(error), "problem")

        def done(scale: Scale) -> None:
            self.notice.clear()
            self._begin_sketch(sketch_of(scale, from_file=True))

        if self._reading is not None:
            self._reading.cancel()
        self._reading = jobs().run(lambda: scales.read_scale_file(path), done, failed, self)

    def _change(self) -> None:
        if not self._leave():
            return
        sketch = self._sketches.setdefault(self._shown, sketch_of(self._there[self._shown]))
        self._show_form(sketch)
        self.form.write_here()

    def _sketched(self) -> None:
        if self._shown not in self._sketches:
            return
        before, now = self._sketches[self._shown], self.form.sketch()
        self._sketches[self._shown] = now
        self._aside.touched()
        if before.name != now.name:
            self._show_list(*self._lying())

    def _keep_sketch(self) -> None:
        from peerjournal.operations import scales

        self.form.finish()
        sketch = self.form.sketch()
        old = self._there.get(sketch.scale_id)

        def keep() -> Scale:
            meant = scale_of(sketch)
            if old is None:
                return scales.add_scale(self._journal, meant)
            meant.position, meant.trashed_at = old.position, old.trashed_at
            return self._keep_change(old, meant)

        kept = self.notice.tried(keep)
        if kept is None:
            return
        self._forget(self._shown)
        self._shown = kept.id
        self.stack.setCurrentWidget(self.sheet)
        self._changed()
        sentence = _("“{name}” is added.") if old is None else _("The changes are kept.")
        self.notice.show_sentence(sentence.format(name=kept.name))
        self._go_in()

    def _keep_change(self, old: Scale, meant: Scale) -> Scale:
        """What is half filled in goes over to the items that are still there."""
        from peerjournal.operations import scales

        kept = scales.change_scale(self._journal, meant)
        draft = scales.draft_of(self._journal, kept.id)
        if draft is not None:
            draft.answers = carried_over(old, kept, draft.answers)
            scales.save_draft(self._journal, draft)
        self.result.scale_changed(old, kept)
        return kept

    def _drop_sketch(self) -> None:
        row_id, sketch = self._shown, self.form.sketch()
        self._forget(row_id)
        changes = bool(sketch.scale_id)
        unchanged = changes and sketch == sketch_of(self._there[sketch.scale_id])
        self._shown = ""
        self.stack.setCurrentWidget(self.sheet)
        self.refresh()
        if changes:
            self._show_row(sketch.scale_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if sketch.says_something and not unchanged:
            sentence = _("The changes are not kept.") if changes else _("What was typed in is thrown away.")
            self.notice.offer(sentence, lambda: self._sketch_again(row_id, sketch))

    def _forget(self, row_id: str) -> None:
        """What is half typed there is kept as the real thing, or not wanted."""
        self._sketches.pop(row_id, None)
        self._aside.touched()

    def _sketch_again(self, row_id: str, sketch: Sketch) -> bool:
        """As it was thrown away; what was begun since in its place can be had back in turn."""
        if not self._leave():
            return False
        since = self._sketches.get(row_id)
        self._shown = row_id
        self._sketches[row_id] = sketch
        self._aside.touched()
        self._show_list(*self._lying())
        self._show_form(sketch)
        self.form.write_here()
        if since is not None:
            self.notice.offer(again_in_place(), lambda: self._sketch_again(row_id, since))
        return True

    # -------------------------------------------------------------------------------------------------- results

    def _fill(self, *, by_total: bool) -> None:
        if self.result.begin(self._there[self._shown], by_total=by_total):
            self._show_result()

    def _fill_again(self, scale_id: str) -> None:
        if self._show_row(scale_id):
            self._fill(by_total=False)

    def _change_result(self, result_id: str) -> None:
        from peerjournal.operations import scales

        found = self.notice.tried(lambda: scales.results_of(self._journal, self._shown)) or []
        result = next((r for r in found if r.id == result_id), None)
        if result is not None and self.result.change(self._there[self._shown], result):
            self._show_result()

    def _show_result(self) -> None:
        self.notice.clear()
        self.stack.setCurrentWidget(self.result)
        self.beside.show_main()
        self.result.write_here()

    def _after_result(self, result: ScaleResult) -> None:
        self._show_sheet(result.scale_id)
        self.sheet.choose_result(result.id)
        self.sheet.results.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notice.show_sentence(_("The result is kept."))
        self.changed.emit()

    def _back_to_sheet(self) -> None:
        if self.result.put_aside():
            self._show_sheet(self._shown)
            self._go_in()

    def _trash_result(self, result_id: str) -> None:
        from peerjournal.operations import scales

        if self.notice.done(lambda: scales.move_result_to_trash(self._journal, result_id)):
            self._changed()
            self.sheet.results.setFocus(Qt.FocusReason.OtherFocusReason)
            self.notice.offer(_("The result is in the trash."), lambda: self._restore_result(result_id))

    def _restore_result(self, result_id: str) -> None:
        from peerjournal.operations import scales

        if self.notice.done(lambda: scales.restore_result(self._journal, result_id)):
            self.notice.show_sentence(_("The result is back."))
            self._changed()
            self.sheet.choose_result(result_id)
            self.sheet.results.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete_result(self, result_id: str) -> None:
        from peerjournal.operations import scales

        if self.notice.done(lambda: scales.delete_result_for_good(self._journal, result_id)):
            self.result.forget(result_id)
            self._aside.settle()  # deleted for good is deleted here as well
            self.notice.show_sentence(_("The result is deleted."))
            self._changed()

    # ---------------------------------------------------------------------------------------------------- trash

    def _trash(self) -> None:
        from peerjournal.operations import scales

        if self.stack.currentWidget() is self.form:
            self._drop_sketch()
            return
        scale = self._there.get(self._shown)
        if scale is None or not self.result.put_aside():
            return
        if scale.trashed_at is not None:
            self.sheet.delete.click()
            return
        if self.notice.done(lambda: scales.move_scale_to_trash(self._journal, scale.id)):
            self._shown = ""
            self._changed()
            self.beside.show_side()
            sentence = _("“{name}” is in the trash, with its results.").format(name=scale.name)
            self.notice.offer(sentence, lambda: self._restore(scale.id))

    def _restore(self, scale_id: str) -> None:
        from peerjournal.operations import scales

        back = self.notice.tried(lambda: scales.restore_scale(self._journal, scale_id))
        if back is not None:
            self.notice.show_sentence(_("“{name}” is back.").format(name=back.name))
            self._changed()
            self._show_row(scale_id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        from peerjournal.operations import scales

        if self.notice.done(lambda: scales.delete_scale_for_good(self._journal, self._shown)):
            self._forget(self._shown)
            self.result.forget(self._shown)
            self._aside.settle()  # deleted for good is deleted here as well
            self.notice.show_sentence(_("The scale is deleted, with its results."))
            self._shown = ""
            self._changed()
            self.beside.show_side()

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()


def _row(scale: Scale) -> Row:
    n = len(scale.items)
    passing = ngettext("{n} item", "{n} items", n).format(n=number(n)) if n else _("a total from paper")
    return Row(scale.id, scale.name, passing)
