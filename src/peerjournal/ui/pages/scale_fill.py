"""One result of an own scale: a questionnaire filled in here, or a total typed from paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.journal.typed_number import read_number
from peerjournal.ui.models.scale_sketch import carried_over
from peerjournal.ui.pages.autosave import Autosave, Keeper
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Card, body, link_button, muted, primary_button, quiet_button, subheading
from peerjournal.ui.widgets.check_in_words import plain_number
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.item_answers import ItemAnswer
from peerjournal.ui.widgets.moment_field import MomentField
from peerjournal.ui.widgets.put_back import again_in_place
from peerjournal.ui.widgets.text_field import LineField, TextField
from peerjournal.ui.widgets.undo_notice import UndoNotice
from peerjournal.wellbeing.scale import Scale, ScaleDraft, ScaleResult

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_NAMED = 8  # open items named one by one
_AT_ONCE, _SLICE = 12, 16  # items built before the form is shown, and at a time afterwards


@dataclass(frozen=True)
class Filled:
    """What stands in the form: for later, if somebody looks at something else meanwhile.

    ``scale`` has the items that are answered: those of an earlier result may not be those the scale has now. It is
    ``changed_since`` then, and ``fixed`` where nobody knows them any more: such answers and their total stay.
    """

    scale: Scale
    by_total: bool
    at: datetime
    answers: tuple[float | None, ...] = ()
    typed: str = ""
    note: str = ""
    result: ScaleResult | None = None
    changed_since: bool = False
    fixed: bool = False

    @property
    def key(self) -> str:
        """The same for the same thing being filled in."""
        return key_of(self.scale.id, self.result.id if self.result else "", by_total=self.by_total)

    def typed_in(self) -> dict[str, Any]:
        """What somebody typed, as JSON holds it."""
        return {"at": self.at.isoformat(), "answers": list(self.answers), "typed": self.typed, "note": self.note}

    def with_typed(self, typed_in: Mapping[str, Any]) -> "Filled":
        """This, as it was left; answers to other items are left out."""
        answers = tuple(typed_in["answers"])
        return replace(
            self,
            at=datetime.fromisoformat(typed_in["at"]),
            answers=answers if len(answers) == len(self.answers) and not self.fixed else self.answers,
            typed=typed_in["typed"],
            note=typed_in["note"],
        )


def key_of(scale_id: str, result_id: str = "", *, by_total: bool) -> str:
    """Names what is being filled in: a new result of a scale, or one that is there."""
    return " ".join(part for part in (scale_id, "total" if by_total else "items", result_id) if part)


def keeper() -> Keeper[ScaleDraft]:
    """Where questionnaires half filled in are kept."""
    from peerjournal.operations import scales

    return scales


class ResultForm(Card):
    """Fills in a questionnaire, or takes a total. ``kept`` carries the result; ``back_wanted`` leaves all as it is.

    ``taken_back`` carries the id of a scale whose draft was thrown away and is there again.

    A questionnaire half filled in is kept as a draft, and only becomes a result by the button, once it is complete.
    A total, and a change of an earlier result, are no drafts: who holds the form puts :meth:`half_typed` aside when
    ``touched`` says so.
    """

    kept = Signal(object)
    back_wanted = Signal()
    taken_back = Signal(str)
    touched = Signal()

    def __init__(self, journal: "OpenJournal", notice: UndoNotice, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=4)
        self._journal = journal
        self._notice = notice
        self._filled: Filled | None = None
        self._labels: list[tuple[float, str]] = []
        self._given: list[float | None] = []
        self._left: dict[str, dict[str, Any]] = {}
        self.rows: list[ItemAnswer] = []
        self._slices: list[QWidget] = []
        self._to_come: list[str] = []  # the texts of the items that have no row yet
        self._build_on = QTimer(self)
        self._build_on.setSingleShot(True)
        self._build_on.setInterval(0)
        self._save: Autosave[ScaleDraft] = Autosave(journal, self._draft, self, keeper)
        self._build()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ---------------------------------------------------------------------------------------------- for the page

    @property
    def scale_id(self) -> str:
        """Which scale is being filled in; empty while none is."""
        return self._filled.scale.id if self._filled is not None else ""

    def begin(self, scale: Scale, *, by_total: bool) -> bool:
        """A new result; what was begun of it before stands there again. False if what stood here could not be kept."""
        if not self.put_aside():
            return False
        blank = Filled(scale, by_total, self._journal.clock.now(), (None,) * len(scale.items))
        begun = None if by_total else self._begun(scale)
        self._show(begun or self._as_left(blank))
        return True

    def change(self, scale: Scale, result: ScaleResult) -> bool:
        """A result as it was kept, or as it was half changed before. False as in :meth:`begin`."""
        if not self.put_aside():
            return False
        as_kept = self._as_kept(scale, result)
        self._show(self._as_left(as_kept), as_kept)
        return True

    def _as_kept(self, scale: Scale, result: ScaleResult) -> Filled:
        from peerjournal.operations import scales

        if not result.answers:
            shown = self._shown(result)
            return Filled(scale, by_total=True, at=result.at, typed=shown, note=result.note, result=result)
        answered = self._notice.tried(lambda: scales.answered(self._journal, result))
        return Filled(
            answered or scale,
            by_total=False,
            at=result.at,
            answers=result.answers,
            note=result.note,
            result=result,
            changed_since=answered != scale,
            fixed=answered is None,
        )

    def _as_left(self, blank: Filled) -> Filled:
        left = self._left.pop(blank.key, None)
        return blank if left is None else blank.with_typed(left)

    def put_aside(self) -> bool:
        """Nothing is being filled in any more; what is begun waits. False where a draft could not be written."""
        if not self.settle():
            return False
        if self._filled is not None and self._waits_here():
            now = self._now()
            self._left[now.key] = now.typed_in()
        self._filled = None
        return True

    def settle(self) -> bool:
        """Keep what is filled in: as a draft, or, where an earlier result is complete again, as that result."""
        if self._filled is None:
            return True
        self.moment.finish()
        self.note.finish()
        if self._filled.result is None:
            return self._save.settle()
        return self._settle_change(self._filled.result)

    def save_now(self) -> bool:
        """Have the draft on disk before this returns."""
        return self._save.save_now()

    def half_typed(self) -> dict[str, dict[str, Any]]:
        """What no draft keeps, as JSON holds it: totals half typed and results half changed."""
        here = {}
        if self._filled is not None and self._waits_here():
            now = self._now()
            here = {now.key: now.typed_in()}
        return self._left | here

    def type_again(self, half_typed: Mapping[str, dict[str, Any]]) -> None:
        """It waits where it was typed."""
        self._left = {**half_typed, **self._left}

    def waits(self, scale_id: str) -> bool:
        """Whether a total of that scale is half typed."""
        return key_of(scale_id, by_total=True) in self._left

    def forget(self, id_: str) -> None:
        """What is half typed about this scale, or result, is not wanted any more."""
        self._left = {key: left for key, left in self._left.items() if id_ not in key.split()}
        self.touched.emit()

    def scale_changed(self, old: Scale, new: Scale) -> None:
        """It has changed: what is half filled in goes over to the items that are still there. Results stay."""
        new_ones = {key_of(new.id, by_total=by_total) for by_total in (True, False)}
        for key, left in self._left.items():
            if key in new_ones:
                left["answers"] = list(carried_over(old, new, left["answers"]))
        self.touched.emit()

    # -------------------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self.back = quiet_button(_("Back to the scale"), "back")
        self.title, self.period = subheading(""), muted("", wrap=True)
        self.title.setWordWrap(True)
        self.moment = MomentField(_("Date and time of this result"))
        self.hint = muted("", wrap=True)
        self.total_words = body("")
        self.total = LineField(_("Total"))
        self.total.setMaxLength(20)
        self.note = TextField(_("Note"), _("For yourself"), lines=2)
        self.open = body("")
        self.to_open = link_button(_("Go to the first open item"))
        self.keep = primary_button(_("Keep this result"))
        self.throw = quiet_button(_("Throw away what is filled in"), "trash")
        self.state = muted("")
        self.rights = muted("", wrap=True)

    def _lay_out(self) -> None:
        self._column = ScrolledColumn(above=12, spacing=12)
        self.body.addWidget(self._column)
        lines = self._column.body
        lines.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        above: tuple[QWidget, ...] = (
            self.title, self.period, self.rights, self.moment, self.total_words, self.hint, self.total,
        )  # fmt: skip
        for widget in above:
            lines.addWidget(widget)
        self._items = QVBoxLayout()
        lines.addLayout(self._items)
        self._note_words = muted(_("Note"))
        below: tuple[QWidget, ...] = (self._note_words, self.note, self.open)
        for widget in below:
            lines.addWidget(widget)
        foot = QWidget()
        self._foot = FlowLayout(foot)
        feet: tuple[QWidget, ...] = (self.keep, self.to_open, self.throw, self.state)
        for widget in feet:
            self._foot.addWidget(widget)
        lines.addWidget(foot)
        lines.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.moment.changed.connect(lambda _at: self._touched())
        self.note.textChanged.connect(self._touched)
        self.total.textEdited.connect(lambda _text: self._touched())
        self.total.returnPressed.connect(self.keep.click)
        self.to_open.clicked.connect(self._go_to_open)
        self.keep.clicked.connect(self._keep)
        self.throw.clicked.connect(self._throw_away)
        self._build_on.timeout.connect(lambda: self._add_rows(_SLICE))
        self._save.told.connect(lambda _state, sentence: self.state.setText(sentence))

    def _measure(self) -> None:
        self._foot.setSpacing(px(8))
        for lines in (self._items, *(slice_.layout() for slice_ in self._slices)):
            if lines is not None:
                lines.setSpacing(px(18))
        self.total.setFixedWidth(px(140))
        self._note_words.setContentsMargins(0, px(8), 0, 0)

    # --------------------------------------------------------------------------------------------------- showing

    def _begun(self, scale: Scale) -> Filled | None:
        from peerjournal.operations import scales

        draft = self._notice.tried(lambda: scales.draft_of(self._journal, scale.id))
        if draft is None:
            return None
        fits = len(draft.answers) == len(scale.items)
        return Filled(scale, False, draft.at, draft.answers if fits else (), note=draft.note)  # noqa: FBT003

    def _show(self, filled: Filled, as_kept: Filled | None = None) -> None:
        self._filled = None  # while the fields are filled, nobody types
        scale = filled.scale
        self.title.setText(scale.name)
        self.period.setText(_("It asks about: {period}").format(period=scale.period))
        self.period.setVisible(bool(scale.period))
        self.moment.set_moment(filled.at)
        self._show_items(filled)
        self.total_words.setText(_total_words(filled))
        self.total.set_text(filled.typed)
        self.total.setVisible(filled.by_total)
        self.total_words.setVisible(filled.by_total or filled.changed_since)
        self.note.set_text(filled.note)
        self.rights.setText(rights_of(scale))
        self._save.begin()
        self._filled = filled if as_kept is None else as_kept
        self._say_open()
        self._column.verticalScrollBar().setValue(0)

    def _show_items(self, filled: Filled) -> None:
        self._build_on.stop()
        self.rows.clear()
        while self._slices:
            slice_ = self._slices.pop()
            self._items.removeWidget(slice_)
            slice_.hide()
            slice_.deleteLater()
        by_item = not filled.by_total and not filled.fixed
        self._to_come = [item.text for item in filled.scale.items] if by_item else []
        self._labels = [(label.value, label.text) for label in filled.scale.labels]
        # Those without a row yet are as they were.
        self._given = [*filled.answers, *[None] * len(self._to_come)][: len(self._to_come)]
        self._add_rows(_AT_ONCE)
        self.hint.setVisible(by_item)
        self.hint.setText(
            _("The keys 1 to {n} choose the answer in that place and go on. Delete leaves an item open.").format(
                n=min(9, len(self._labels))
            )
        )

    def _add_rows(self, count: int) -> None:
        """The next items; those after them follow by and by, so that a long questionnaire is there at once."""
        coming, self._to_come = self._to_come[:count], self._to_come[count:]
        if coming:
            slice_ = QWidget()
            lines = QVBoxLayout(slice_)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(self._items.spacing())
            for text in coming:
                lines.addWidget(self._row(len(self.rows), text))
            self._slices.append(slice_)
            self._items.addWidget(slice_)
            self._make_room(slice_)
            self._chain(self.rows[-len(coming) :])
        if self._to_come:
            self._build_on.start()

    def _make_room(self, slice_: QWidget) -> None:
        """At once: otherwise what is there already would be seen squeezed for a moment."""
        if self.isVisible():
            slice_.show()
            QCoreApplication.sendEvent(self._column, QEvent(QEvent.Type.LayoutRequest))

    def _row(self, place: int, text: str) -> ItemAnswer:
        row = ItemAnswer(place + 1, text, self._labels)
        row.set_answer(self._given[place])
        row.changed.connect(self._touched)
        row.done.connect(lambda step: self._go(place + step))
        self.rows.append(row)
        return row

    def _chain(self, rows: Sequence[ItemAnswer]) -> None:
        """Tab goes through the items as one reads, and then to the note."""
        before = self.rows[-len(rows) - 1].stops()[-1] if len(rows) < len(self.rows) else self.total
        for one, next_one in pairwise([before, *(stop for row in rows for stop in row.stops())]):
            QWidget.setTabOrder(one, next_one)

    def write_here(self) -> None:
        """Give the keyboard to the first thing to fill in."""
        if self.rows:
            self._go_to_open()
        else:
            fixed = self._filled is not None and self._filled.fixed
            (self.note if fixed else self.total).setFocus(Qt.FocusReason.OtherFocusReason)

    def _answers(self) -> tuple[float | None, ...]:
        """Item by item; None is open."""
        return (*(row.answer for row in self.rows), *self._given[len(self.rows) :])

    def _open_items(self) -> list[int]:
        """The places of those without an answer, from 0."""
        return [place for place, answer in enumerate(self._answers()) if answer is None]

    def _say_open(self) -> None:
        """Which items are open; nothing is guessed for them."""
        still, n = self._open_items(), len(self._given)
        begun = self._filled is not None and self._filled.result is None
        self.open.setVisible(n > 0)
        self.to_open.setVisible(0 < len(still) < n)
        self.throw.setVisible(begun and n > 0 and (len(still) < n or bool(self.note.text())))
        self.keep.setText(_("Keep this result") if begun else _("Keep the changes"))
        self.keep.setAccessibleName(self.keep.text())
        if not still:
            self.open.setText(_("Every item is answered."))
            return
        named = ", ".join(number(place + 1) for place in still[:_NAMED]) + (" …" if len(still) > _NAMED else "")
        sentence = ngettext("Item {numbers} is still open.", "{n} items are still open: {numbers}.", len(still))
        self.open.setText(sentence.format(n=number(len(still)), numbers=named))

    # ---------------------------------------------------------------------------------------------------- acting

    def _touched(self) -> None:
        if self._filled is None:
            return
        self._say_open()
        if self._filled.result is None and not self._filled.by_total:
            self._save.touched()
        else:
            self.touched.emit()

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._given):
            self._add_rows(max(0, place + 1 - len(self.rows)))
            self.rows[place].focus_here()
        elif place >= len(self._given):
            (self._go_to_open if self._open_items() else self.keep.setFocus)()

    def _go_to_open(self) -> None:
        self._go((self._open_items() or [0])[0])

    def _now(self) -> Filled:
        """What stands in the form now."""
        assert self._filled is not None
        return replace(
            self._filled,
            at=self.moment.moment or self._filled.at,
            answers=self._filled.answers if self._filled.fixed else self._answers(),
            typed=self.total.text(),
            note=self.note.text(),
        )

    def _draft(self) -> ScaleDraft:
        now = self._now()
        return ScaleDraft(now.scale.id, now.at, now.answers, now.note)

    def _waits_here(self) -> bool:
        """Whether something is typed that no draft keeps."""
        assert self._filled is not None
        if self._filled.result is not None:
            return self._now() != self._filled
        return self._filled.by_total and bool(self.total.text().strip() or self.note.text().strip())

    def _keep(self) -> None:
        if self._filled is None:
            return
        self.moment.finish()
        try:
            result = self._write(self._now())
        except BadInput as error:
            self._notice.show_sentence(str(error), "problem")
            self.write_here()
            return
        except PeerJournalError as error:
            self._notice.show_sentence(str(error), "problem")
            return
        self._save.begin()
        self._filled = None
        self.touched.emit()
        self.kept.emit(result)

    def _write(self, now: Filled) -> ScaleResult:
        from peerjournal.operations import scales

        if now.result is not None:
            return scales.change_result(self._journal, self._changed(now, now.result))
        if now.by_total:
            total = read_number(now.typed)
            return scales.add_total(self._journal, now.scale.id, total, at=now.at, note=now.note)
        return scales.count_draft(self._journal, self._draft())

    def _changed(self, now: Filled, result: ScaleResult) -> ScaleResult:
        """The result as it stands in the form. Raises :class:`BadInput` while an item is open."""
        given = tuple(answer for answer in now.answers if answer is not None)
        if len(given) < len(now.answers):
            raise BadInput(_("An item is still open; the result stays as it was."))
        typed = result.total if now.typed == self._shown(result) else read_number(now.typed)
        return replace(result, at=now.at, total=typed, answers=given, note=now.note)

    @staticmethod
    def _shown(result: ScaleResult) -> str:
        return "" if result.answers else plain_number(result.total)

    def _settle_change(self, result: ScaleResult) -> bool:
        """A change that is whole is kept; one that is not stays in the form, and the result as it was."""
        from peerjournal.operations import scales

        now = self._now()
        if now == self._filled or now.typed != self._shown(result):
            return True  # a total half typed is another total
        try:
            changed = scales.change_result(self._journal, self._changed(now, result))
        except BadInput:
            return True
        except PeerJournalError as error:
            self._notice.show_sentence(str(error), "problem")
            return False
        self._filled = replace(now, result=changed)
        self.touched.emit()
        return True

    def _throw_away(self) -> None:
        from peerjournal.operations import scales

        if self._filled is None:
            return
        held, scale = self._draft(), self._filled.scale
        self._save.begin()
        if self._notice.done(lambda: scales.drop_draft(self._journal, scale.id)):
            self._filled = None
            self.back_wanted.emit()
            self._notice.offer(_("What was filled in is thrown away."), lambda: self._take_back(scale, held))

    def _take_back(self, scale: Scale, held: ScaleDraft) -> bool:
        """As it was thrown away; what was filled in since can be had back in turn."""
        from peerjournal.operations import scales

        if not self.put_aside():
            return False
        since = self._notice.tried(lambda: scales.draft_of(self._journal, scale.id))
        if not self._notice.done(lambda: scales.save_draft(self._journal, held)):
            return False
        self.taken_back.emit(scale.id)
        if since is not None:
            self._notice.offer(again_in_place(), lambda: self._take_back(scale, since))
        return True


def _total_words(filled: Filled) -> str:
    """What stands above the items, or the field of a total."""
    if filled.result is None or not filled.changed_since:
        low, high = plain_number(filled.scale.low), plain_number(filled.scale.high)
        return _("The total, from {low} to {high}").format(low=low, high=high)
    total = plain_number(filled.result.total)
    if not filled.fixed:
        return _(
            "The questionnaire was changed since. Here it stands as it was answered; the total was counted as {total}."
        ).format(total=total)
    answers = "; ".join(plain_number(answer) for answer in filled.result.answers)
    return _(
        "The questionnaire was changed since. The answers and their total stay as they were. Answers, item by item: "
        "{answers}. Total: {total}."
    ).format(answers=answers, total=total)


def rights_of(scale: Scale) -> str:
    """Whose it is and where it comes from."""
    said = [_("Licence note: {note}").format(note=scale.licence)]
    if scale.source:
        said.append(_("Source: {source}").format(source=scale.source))
    return "\n".join(said)
