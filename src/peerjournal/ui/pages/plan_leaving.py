"""Hand out the plan: choose what stands on the sheet, see it as it will leave, look it over, save or print it.

Nothing is chosen at first: nothing leaves that was not ticked.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import NotFound, PeerJournalError
from peerjournal.i18n import _, ngettext
from peerjournal.paths import settings_file
from peerjournal.settings import SYSTEM_COUNTRY, Settings
from peerjournal.sharing import marks
from peerjournal.sharing.lookover.finding import Finding
from peerjournal.support import words
from peerjournal.support.helplines import Emergency, Line, country_of_locale
from peerjournal.support.own_lines import country_here, own_folder, read_own
from peerjournal.ui.dialogs.leaving import with_ending
from peerjournal.ui.pages.handing_out import HandOut
from peerjournal.ui.pages.looking_over import LookOver, LookOverPhrases
from peerjournal.ui.pages.step import Step
from peerjournal.ui.text import number
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Notice, body, heading, link_button, muted, quiet_button, subheading
from peerjournal.ui.widgets.beside import SideBySide
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.text_field import LineField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.lookover import LookedOver
    from peerjournal.operations.plan_sheet import Leaving, Ready
    from peerjournal.paper.pages import Pages

PAGE, WALLET = range(2)
PAPER, LOOK_OVER = range(2)


# -------------------------------------------------------------------------------------------------------- the steps


class PlanStep(Step["Leaving"]):
    """One step of handing out. ``dismissed`` holds what was dismissed since the journal was opened."""

    dismissed: set[str]

    @staticmethod
    def id_of(now: "Leaving", /) -> str:
        """There is but one plan."""
        del now
        return "plan"

    def anew(self) -> "Leaving":
        """The same choice, of the plan as it is now."""
        from peerjournal.operations import plan_sheet

        return plan_sheet.again(self.journal, self.now, frozenset(self.dismissed))


class PlanLookOver(LookOver["Leaving"], PlanStep):
    """``place_wanted`` carries the id of the section or strategy a finding stands in, empty for the title."""

    def __init__(self, journal: "OpenJournal", dismissed: set[str], parent: QWidget | None = None) -> None:
        self.dismissed = dismissed
        phrases = LookOverPhrases(
            looking=_("Looking the sheet over."),
            kept_back=_kept_back,
            hints=_("Nothing here keeps the sheet from leaving. These are hints; you decide."),
            empty=(_("There is nothing on the sheet yet"), _("Choose what is to stand on it; then it is looked over.")),
            let_leave=_("These words are not meant to leave. Let them leave with this sheet all the same?"),
        )
        super().__init__(journal, phrases, parent)

    def looking(self) -> "Callable[[], LookedOver[Leaving]]":
        from peerjournal.operations import plan_sheet

        return partial(plan_sheet.look_over_plan, self.journal, self.now)

    def dismiss(self, finding: Finding) -> None:
        self.dismissed.add(finding.key)

    def show_again(self, finding: Finding) -> None:
        self.dismissed.discard(finding.key)

    def has_words(self) -> bool:
        return self.now.says_something


def _kept_back(leaks: int) -> str:
    return ngettext(
        "{n} leak keeps this sheet from leaving. Change the words, or let them leave on purpose.",
        "{n} leaks keep this sheet from leaving. Change the words, or let them leave on purpose, one by one.",
        leaks,
    ).format(n=number(leaks))


# Only copying asks for the words of a document, and the plan is not copied.
class PlanHandOut(HandOut["Leaving", "Ready"], PlanStep):  # type: ignore[type-var]
    """The page, or the cards for the wallet, as they will leave."""

    def __init__(self, journal: "OpenJournal", dismissed: set[str], parent: QWidget | None = None) -> None:
        self.dismissed = dismissed
        self.which = segmented([_("One page"), _("Wallet card")])
        super().__init__(journal, parent)
        self.form.addItem(_("PDF"), "pdf")
        self.form.hide()
        self.copy.hide()
        self.save.setText(_("Save as PDF…"))
        self.save.setAccessibleName(self.save.text())
        self.which.setAccessibleName(_("What to hand out"))
        self.which.chosen.connect(lambda _which: self._show())

    def ways(self) -> list[QWidget]:
        return [self.which, self.save, self.print_]

    @property
    def wallet(self) -> bool:
        """Whether it is cards for the wallet."""
        return self.which.index() == WALLET

    def making_ready(self) -> "Callable[[], Ready]":
        from peerjournal.operations import plan_sheet

        return partial(plan_sheet.make_ready, self.journal, self.now)

    def laying_out(self) -> "Callable[[Ready], Pages]":
        wallet = self.wallet

        def lay_out(ready: "Ready") -> "Pages":
            # Loaded with the first preview: it brings in everything Markdown is read with.
            from peerjournal.paper import plan

            return plan.layout(ready.sheet, wallet=wallet)

        return lay_out

    def hints_of(self, ready: "Ready") -> Sequence[str]:
        if not ready.remarks:
            return ()
        said = ngettext(
            "The look-over has {n} hint. Nothing has to be done about it.",
            "The look-over has {n} hints. Nothing has to be done about them.",
            ready.remarks,
        )
        return (said.format(n=number(ready.remarks)),)

    def name_of(self, ready: "Ready", form: str) -> str:
        from peerjournal.operations import plan_sheet

        del form
        return plan_sheet.file_name(ready)

    def form_at(self, path: Path) -> tuple[Path, str]:
        return with_ending(path, ["pdf"]), "pdf"

    def print_form(self) -> str:
        return "print"

    def hand_out_file(self, ready: "Ready", path: Path, form: str) -> None:
        from peerjournal.operations import plan_sheet

        del form
        plan_sheet.write_sheet(self.journal, ready, path, wallet=self.wallet)

    def hand_out(self, ready: "Ready", form: str, deliver: Callable[[], None]) -> None:
        from peerjournal.operations import plan_sheet

        del form
        plan_sheet.hand_out(self.journal, ready, deliver)

    def written(self) -> str:
        return _("A file on disk or a sheet of paper is no longer protected.")


# ------------------------------------------------------------------------------------------------------- the choice


class Tick(QWidget):
    """One thing to choose, its words beside the box, with a line in passing. ``toggled`` when it was."""

    toggled = Signal()

    def __init__(self, name: str, passing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(passing)
        self.box.setStyleSheet("QCheckBox { spacing: 0; }")  # its words stand beside it, and wrap
        lines = QVBoxLayout()
        lines.setSpacing(0)
        said = body(name)
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lines.addWidget(said)
        if passing:
            lines.addWidget(muted(passing, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self.box.toggled.connect(lambda _on: self.toggled.emit())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the words is one on the box."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and self.box.isEnabled():
            self.box.toggle()


class Group(QWidget):
    """Things of one kind to choose. ``changed`` when another choice was made."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[str, str, str, bool]] = []
        self.ticks: dict[str, Tick] = {}
        self.all = link_button("")
        self._name = name
        top = QHBoxLayout()
        top.addWidget(subheading(name))
        top.addStretch(1)
        top.addWidget(self.all)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(6))
        self._lines.addLayout(top)
        self.all.clicked.connect(self._turn_all)

    def chosen(self) -> list[str]:
        """The ids that are ticked."""
        return [id_ for id_, tick in self.ticks.items() if tick.box.isChecked()]

    def show_things(self, things: Sequence[tuple[str, str, str, bool]]) -> None:
        """Show these, as (id, name, in passing, may leave); those ticked before stay so, all others are not."""
        if list(things) != self._shown:
            self._shown = list(things)
            before = set(self.chosen())
            for tick in self.ticks.values():
                self._lines.removeWidget(tick)
                tick.hide()
                tick.deleteLater()
            self.ticks = {id_: Tick(name, passing) for id_, name, passing, _may in things}
            for id_, _name, _passing, may in things:
                tick = self.ticks[id_]
                tick.box.setChecked(may and id_ in before)
                tick.setEnabled(may)
                tick.toggled.connect(self._changed)
                self._lines.addWidget(tick)
        self.setVisible(bool(things))
        self._say()

    def _free(self) -> Iterator[Tick]:
        return (tick for tick in self.ticks.values() if tick.isEnabled())

    def _turn_all(self) -> None:
        on = not all(tick.box.isChecked() for tick in self._free())
        for tick in self._free():
            with QSignalBlocker(tick.box):
                tick.box.setChecked(on)
        self._changed()

    def _changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        none_left = all(tick.box.isChecked() for tick in self._free())
        self.all.setText(_("None") if none_left else _("All"))
        self.all.setAccessibleName(f"{self._name}: {self.all.text()}")
        self.all.setEnabled(any(True for _tick in self._free()))


class PlanChoice(QWidget):
    """What is to stand on the sheet. ``changed`` when that is another choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = LineField(_("Title of the sheet"), _("My plan"))
        self.groups = [Group(name) for name in (_("From my plan"), _("What helps"), _("My people"), _("Helplines"))]
        self.notice = Notice()
        self._helplines: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(8), 0)
        column.setSpacing(px(14))
        name = heading(_("Hand out my plan"))
        name.setWordWrap(True)
        column.addWidget(name)
        column.addWidget(body(_("Only what you tick leaves. Private words stay out in any case.")))
        column.addWidget(subheading(_("Title")))
        column.addWidget(self.title)
        for group in self.groups:
            column.addWidget(group)
            group.changed.connect(self.changed)
        column.addWidget(self.notice)
        self.title.changed.connect(lambda _text: self.changed.emit())

    def chosen(self) -> set[str]:
        """The ids of sections, strategies and people that are ticked."""
        return {id_ for group in self.groups[:3] for id_ in group.chosen()}

    def lines(self) -> list[str]:
        """The helplines that are ticked, in a line each."""
        return self.groups[3].chosen()

    def read(self, journal: "OpenJournal") -> None:
        """Read what there is to choose from. Raises what the journal raises."""
        from peerjournal.operations import plan

        sections = [s for s in plan.sections(journal) if s.text.strip()]
        self.groups[0].show_things([_thing(s.id, s.heading, s.text, "") for s in sections])
        self.groups[1].show_things([_thing(s.id, s.what, s.what, s.when) for s in plan.strategies(journal)])
        self.groups[2].show_things([_thing(p.id, p.name, p.name, p.reach) for p in plan.own_people(journal)])
        self.read_helplines()

    def read_helplines(self) -> bool:
        """Read the helplines alone, which are changed in Support; whether they are others now."""
        before = self._helplines
        self._helplines, trouble = helplines()
        # A line is known by its words: in other words it is another, and is not ticked.
        self.groups[3].show_things([(said, said, "", True) for said in self._helplines])
        if trouble:
            self.notice.show_sentence(trouble)
        else:
            self.notice.clear()
        return self._helplines != before


def _thing(id_: str, name: str, text: str, passing: str) -> tuple[str, str, str, bool]:
    may = bool(marks.shareable(text).strip())
    said = marks.shareable(passing) if may else _("All of it is private; it never leaves.")
    return id_, marks.without_marks(name), said, may


def helplines() -> tuple[list[str], str]:
    """The emergency number, own lines and those of the country, in a line each; and a sentence where there is one."""
    own, trouble = read_own(own_folder())
    chosen = str(Settings(settings_file())["support_country"])
    code = country_of_locale(QLocale.system().name()) if chosen == SYSTEM_COUNTRY else chosen
    try:
        country, broken = country_here(own_folder(), code)
    except NotFound:
        nowhere = _("Which country’s helplines may stand here is chosen in Support.")
        return [_in_a_line(line) for line in own.lines], f"{trouble} {nowhere}".strip()
    said = [_emergency_in_a_line(one) for one in country.emergency]
    said += [_in_a_line(line) for line in (*own.lines, *country.lines)]
    return list(dict.fromkeys(said)), " ".join(filter(None, (trouble, broken)))


def _emergency_in_a_line(one: Emergency) -> str:
    if one.for_whom:
        numbered = _("{number} ({for_whom})").format(number=one.number, for_whom=one.for_whom)
    else:
        numbered = one.number
    return _("Emergency number: {number}").format(number=numbered)


def _in_a_line(line: Line) -> str:
    ways = ", ".join(words.way_in_words(way) for way in line.ways)
    return "  ·  ".join(filter(None, (line.name, ways, words.hours_in_words(line.hours))))


# -------------------------------------------------------------------------------------------------------- the page


class PlanLeaving(SideBySide):
    """The choice, and beside it the paper or the look-over. ``place_wanted`` carries an id of what is to be changed."""

    back_wanted = Signal()
    place_wanted = Signal(str)

    NARROW = 700
    SHARE, LEAST, MOST = 0.38, 220, 340
    GAP, EDGE = 24, 16

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        dismissed: set[str] = set()
        self._dismissed = dismissed
        self.setAccessibleName(_("Hand out my plan"))
        self.back = quiet_button(_("Back to my plan"), "back")
        self.choice = PlanChoice()
        self.see = quiet_button(_("See it on paper"), "forward")
        self.choose_again = quiet_button(_("Back to the choice"), "back")
        self.tabs = FoldingChoice([_("On paper"), _("Look over")], _("What to see of the sheet"))
        self.paper, self.look_over = PlanHandOut(journal, dismissed), PlanLookOver(journal, dismissed)
        self.steps: tuple[PlanStep, PlanStep] = (self.paper, self.look_over)
        self.notice = Notice()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show what there is to choose from, with the keyboard in it."""
        self.show_side()
        self.refresh()
        self.focus_here()

    def focus_here(self) -> None:
        """The keyboard goes to the first thing to choose."""
        first = next((tick.box for group in self.choice.groups for tick in group.ticks.values()), self.back)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the plan anew; what was ticked and is still there stays ticked."""
        try:
            self.choice.read(self._journal)
        except PeerJournalError as error:
            self._say(str(error))
            return
        self._put_together()

    def refresh_helplines(self) -> None:
        """Read the helplines anew, and only then, where they are others, what is on show."""
        if self.choice.read_helplines():
            self._put_together()

    def _lay_out(self) -> None:
        side, main = QWidget(), QWidget()
        left, right = QVBoxLayout(side), QVBoxLayout(main)
        for lines in (left, right):
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(px(10))
        left.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        left.addWidget(self.notice)
        left.addWidget(scrolled(self.choice), 1)
        left.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeading)
        above = QWidget()
        flow = FlowLayout(above, px(8))
        flow.addWidget(self.choose_again)
        flow.addWidget(self.tabs)
        right.addWidget(above)
        for step in self.steps:
            self._stack.addWidget(step)
        right.addWidget(self._stack, 1)
        self.stand(side, main)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.see.clicked.connect(self.show_main)
        self.choose_again.clicked.connect(self.show_side)
        self.choice.changed.connect(self._put_together)
        self.tabs.chosen.connect(self._go_to)
        self.paper.look_over_wanted.connect(lambda: self.tabs.choose(LOOK_OVER))
        self.look_over.place_wanted.connect(self._see_place)
        for step in self.steps:
            step.troubled.connect(self._say)
        for n, keys in ((-1, "Ctrl+PgUp"), (1, "Ctrl+PgDown")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=n: self.tabs.choose((self.tabs.index() + by) % len(self.steps)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the plan."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        super()._arrange()
        for button in (self.see, self.choose_again):
            button.setVisible(self.narrow)

    def _put_together(self) -> None:
        """What is chosen now, in the step on show."""
        from peerjournal.operations import plan_sheet

        choice = self.choice
        try:
            leaving = plan_sheet.choose(
                self._journal,
                choice.chosen(),
                title=choice.title.text(),
                lines=choice.lines(),
                dismissed=frozenset(self._dismissed),
            )
        except PeerJournalError as error:
            self._say(str(error))
            return
        self.notice.clear()
        self._current().show_now(leaving)

    def _current(self) -> PlanStep:
        return self.steps[self._stack.currentIndex()]

    def _go_to(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._put_together()

    def _see_place(self, id_: str) -> None:
        if id_:
            self.place_wanted.emit(id_)
        else:
            self.show_side()
            self.choice.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, "problem")
