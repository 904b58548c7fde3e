"""The look-over: what to look at again before anything leaves. It remarks and never blocks, but for the leaks.

It is the same for a telling and for a pack; each says how it is looked over and what is said of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.sharing.lookover.finding import Family, Finding
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.pages.step import Step
from peerjournal.ui.text import number
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import (
    Card,
    body,
    link_button,
    muted,
    plain_button,
    quiet_button,
    subheading,
)
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.finding_words import families, kind_in_words, quoted
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.quiet_progress import QuietProgress
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.lookover import LookedOver, Remark

L = TypeVar("L", bound=Any)  # what leaves, as the look-over knows it

_NARROW = 620
_LOOKING, _FOUND, _NOTHING = range(3)


class FindingCard(Card):
    """One finding in full, and what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The finding"))
        self.family = muted("")
        self.words = subheading("")
        self.words.setWordWrap(True)
        self.place = muted("", wrap=True)
        self.reason, self.suggestion = body(""), body("")
        self.source = muted("", wrap=True)
        self.show_place = plain_button(_("Show the place"), "forward")
        self.dismiss = plain_button(_("Dismiss here"), "check")
        self.never = quiet_button(_("Never show this kind"), "eye-off")
        self.again = plain_button(_("Show again"), "eye")
        self.leave = TwoStep(_("Let these words leave"))
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, px(8))
        for button in (self.show_place, self.dismiss, self.never, self.again):
            self._flow.addWidget(button)
        for part in (self.family, self.words, self.place, self.reason, self.suggestion, self._buttons, self.leave):
            self.body.addWidget(part)
        self.body.addWidget(self.source)
        self.body.addStretch(1)

    def show_finding(self, finding: Finding, *, dismissed: bool) -> None:
        """Show one finding."""
        leak = finding.family is Family.LEAK
        self._say(families()[finding.family], quoted(finding), finding.place if finding.excerpt else "")
        self.reason.setText(finding.reason)
        self.suggestion.setText(finding.suggestion)
        self.source.setText(finding.source)
        self._offer(place=True, dismiss=not dismissed, never=not dismissed and not leak, again=dismissed)
        self.dismiss.setText(_("Dismiss here…") if leak else _("Dismiss here"))
        self.again.setText(_("Show again"))

    def show_kind(self, kind: str) -> None:
        """Show a kind that is never shown."""
        self._say(_("Never shown"), kind_in_words(kind), "")
        for label in (self.reason, self.suggestion, self.source):
            label.clear()
        self._offer(place=False, dismiss=False, never=False, again=True)
        self.again.setText(_("Show this kind again"))

    def _say(self, family: str, words: str, place: str) -> None:
        self.family.setText(family)
        self.words.setText(words)
        self.place.setText(place)
        self.place.setVisible(bool(place))

    def _offer(self, *, place: bool, dismiss: bool, never: bool, again: bool) -> None:
        self.leave.hide()
        offered = ((self.show_place, place), (self.dismiss, dismiss), (self.never, never), (self.again, again))
        for button, there in offered:
            button.setVisible(there)


@dataclass(frozen=True)
class LookOverPhrases:
    """What is said of the one that is looked over. ``kept_back`` takes how many leaks there are.

    ``first`` are the families that come right after the leaks.
    """

    looking: str
    kept_back: Callable[[int], str]
    hints: str
    empty: tuple[str, str]
    let_leave: str
    first: tuple[Family, ...] = ()


class LookOver(Step[L]):
    """The findings at the side, one of them in full beside them.

    ``place_wanted`` carries the id of what a finding stands in, empty for the words of the whole. ``looked`` whenever
    the look-over has ended and shows what it found.
    """

    place_wanted = Signal(str)
    looked = Signal()

    def __init__(self, journal: "OpenJournal", phrases: LookOverPhrases, parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self._phrases = phrases
        self._looked: LookedOver[L] | None = None
        self._job: Job | None = None
        self._rows: dict[str, Remark] = {}
        self._unfolded = False
        self.sentence = body("")
        self.look = quiet_button(_("Look over again"), "restore")
        self.list = GroupedList(_("Findings"))
        self.fold = link_button("")
        self.card = FindingCard()
        self.progress = QuietProgress(phrases.looking)
        self.nothing = EmptyState()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ---------------------------------------------------------------------------------- what each one says itself

    def looking(self) -> "Callable[[], LookedOver[L]]":
        """The whole look-over of what is on show, to be called beside the window."""
        raise NotImplementedError

    def dismiss(self, finding: Finding) -> None:
        """Dismiss a finding in what is on show."""
        raise NotImplementedError

    def show_again(self, finding: Finding) -> None:
        """Take that back."""
        raise NotImplementedError

    def has_words(self) -> bool:
        """Whether there is anything to look over."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.sentence, 1)
        top.addWidget(self.look, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = scrolled(self.card)
        both = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.list, 2)
        self._across.addWidget(self._scroll, 3)
        self._stack = QStackedWidget()
        for page in (self.progress, both, self.nothing):
            self._stack.addWidget(page)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addLayout(top)
        self._lines.addWidget(self._stack, 1)
        self._lines.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeading)

    def _connect(self) -> None:
        self.look.clicked.connect(self.look_over)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _row: self._go_to_place())
        self.list.trash_wanted.connect(lambda _row: self._dismiss())
        self.fold.clicked.connect(self._turn_fold)
        self.card.show_place.clicked.connect(self._go_to_place)
        self.card.dismiss.clicked.connect(self._dismiss)
        self.card.never.clicked.connect(self._never)
        self.card.again.clicked.connect(self._again)
        self.card.leave.confirmed.connect(self._let_leave)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(px(20))
        self._lines.setSpacing(px(12))

    # -------------------------------------------------------------------------------------------- looking

    def refresh(self) -> None:
        """Look over anew. What was found before vanishes at once where the telling is no longer the same."""
        if self._looked is not None and not self._looked.fits(self.now):
            self._looked = None
        self.look_over()

    def look_over(self) -> None:
        """Look over, beside the window; a run that is still under way says nothing any more."""
        if self._job is not None:
            self._job.cancel()
        if self._looked is None:
            self._stack.setCurrentIndex(_LOOKING)
            self.sentence.setText("")
            self.fold.hide()
        self.look.setEnabled(False)
        self._job = jobs().run(self.looking(), self._show_looked, self._failed, self)

    def _show_looked(self, looked: "LookedOver[L]") -> None:
        self.look.setEnabled(True)
        self._looked = looked
        self._show()
        self.looked.emit()

    def _failed(self, error: Exception) -> None:
        self.look.setEnabled(True)
        if not isinstance(error, PeerJournalError):
            raise error
        self.troubled.emit(str(error))
        self.looked.emit()

    # -------------------------------------------------------------------------------------------- showing

    def _show(self) -> None:
        looked = self._looked
        assert looked is not None
        before, place = self.list.current_id(), self.list.currentRow()
        there = looked.open
        groups = [*_by_family(there, self._phrases.first), *(_put_aside(looked) if self._unfolded else [])]
        self._rows = {row: remark for _title, rows in groups for row, remark in rows.items() if remark is not None}
        self.list.show_groups((title, [_row(row, remark) for row, remark in rows.items()]) for title, rows in groups)
        self._point_near(before, place)
        self._say(there)
        self._show_fold(looked)
        self._stack.setCurrentIndex(_FOUND if self.list.ids() else _NOTHING)

    def _say(self, there: "list[Remark]") -> None:
        leaks = sum(r.finding.family is Family.LEAK for r in there)
        if leaks:
            self.sentence.setText(self._phrases.kept_back(leaks))
        else:
            self.sentence.setText(self._phrases.hints if there else "")
        if self.has_words():
            second = _("It only knows words. You know your listeners.")
            self.nothing.say("check", _("The look-over found nothing to look at again"), second)
        else:
            self.nothing.say("check", *self._phrases.empty)

    def _show_fold(self, looked: "LookedOver[L]") -> None:
        aside = len(looked.dismissed) + len(looked.hidden)
        self.fold.setVisible(bool(aside))
        words = _("Hide what was dismissed") if self._unfolded else _("Show what was dismissed ({n})")
        self.fold.setText(words.format(n=number(aside)))
        self.fold.setAccessibleName(self.fold.text())

    def _point_near(self, row_id: str, place: int) -> None:
        """Stay with this row, or where it is gone with the one that came into its place."""
        ids = self.list.ids()
        if row_id not in ids and ids:
            places = [n for n in range(self.list.count()) if self.list.item(n).data(Qt.ItemDataRole.UserRole)]
            nearest = next((n for n in places if n >= place), places[-1]) if place >= 0 else places[0]
            row_id = ids[places.index(nearest)]
        self.list.point_at(row_id)
        if ids and row_id == ids[0]:
            self.list.scrollToTop()  # its heading, too
        if ids:
            self._choose(row_id)

    def _choose(self, row_id: str) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        remark = self._rows.get(row_id)
        if remark is None:
            self.card.show_kind(row_id.removeprefix(_KIND))
        else:
            self.card.show_finding(remark.finding, dismissed=row_id.startswith(_DISMISSED))

    def _turn_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._show()

    # -------------------------------------------------------------------------------------------- acting

    def _chosen(self) -> "Remark | None":
        return self._rows.get(self.list.current_id())

    def _go_to_place(self) -> None:
        remark = self._chosen()
        if remark is not None:
            self.place_wanted.emit(remark.part_id)

    def _dismiss(self) -> None:
        """A leak asks first: to let its words leave is a step of its own, for each leak."""
        remark = self._chosen()
        if remark is None or self.list.current_id().startswith(_DISMISSED):
            return
        if remark.finding.family is Family.LEAK:
            self.card.leave.ask(self._phrases.let_leave, self.list)
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.card.leave))
        else:
            self._let_leave()

    def _let_leave(self) -> None:
        remark = self._chosen()
        if remark is not None:
            self._keep(lambda: self.dismiss(remark.finding))

    def _never(self) -> None:
        from peerjournal.operations import lookover

        remark = self._chosen()
        if remark is not None:
            self._keep(lambda: lookover.hide_kind(self.journal, remark.finding.kind))

    def _again(self) -> None:
        from peerjournal.operations import lookover

        remark, row_id = self._chosen(), self.list.current_id()
        if remark is not None:
            self._keep(lambda: self.show_again(remark.finding))
        elif row_id:
            self._keep(lambda: lookover.show_kind(self.journal, row_id.removeprefix(_KIND)))

    def _keep(self, act: Callable[[], None]) -> None:
        """Do it, and show the same findings without looking over again: no word has changed."""
        from peerjournal.operations import lookover

        def kept() -> L:
            act()
            return self.anew()

        if self._looked is None or not self.tried(kept):
            return
        if not self._looked.fits(self.now):
            self.refresh()
            return
        hidden = frozenset(lookover.hidden_kinds(self.journal))
        self._looked = replace(self._looked, assembled=self.now, hidden=hidden)
        self._show()
        self.list.setFocus()


_DISMISSED, _KIND = "dismissed:", "kind:"

_Group = tuple[str, "dict[str, Remark | None]"]


def _by_family(remarks: "Iterable[Remark]", first: Sequence[Family]) -> list[_Group]:
    """The remarks by row id; the same words in the same place may stand there more than once."""
    ordered = sorted(families(), key=lambda family: family is not Family.LEAK and family not in first)
    groups: dict[Family, dict[str, Remark | None]] = {family: {} for family in ordered}
    seen: Counter[str] = Counter()
    for remark in remarks:
        key = remark.finding.key
        seen[key] += 1
        groups[remark.finding.family][f"{key}:{seen[key]}"] = remark
    named = ((f"{families()[family]}  ·  {number(len(rows))}", rows) for family, rows in groups.items())
    return [(title, rows) for title, rows in named if rows]


def _put_aside(looked: "LookedOver[Any]") -> list[_Group]:
    dismissed: dict[str, Remark | None] = {_DISMISSED + r.finding.key: r for r in looked.dismissed}
    kinds: dict[str, Remark | None] = {_KIND + kind: None for kind in sorted(looked.hidden, key=kind_in_words)}
    groups = ((_("Dismissed here"), dismissed), (_("Kinds never shown"), kinds))
    return [(title, rows) for title, rows in groups if rows]


def _row(row_id: str, remark: "Remark | None") -> Row:
    if remark is None:
        return Row(row_id, kind_in_words(row_id.removeprefix(_KIND)))
    finding = remark.finding
    words = quoted(finding)
    passing = finding.place if finding.excerpt else ""
    return Row(row_id, words, passing, ", ".join(x for x in (words, passing, finding.reason) if x))
