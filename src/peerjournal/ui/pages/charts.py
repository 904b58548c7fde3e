"""Charts: a calm overview with a sentence for each, and one page per chart.

What they are drawn from is read beside the window whenever the page is entered, and kept: another period or another
look reads nothing. Until it is there, what was there before stays on show.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.warm import load_charts
from peerjournal.ui.widgets.basics import Card, Notice, body, link_button, muted, plain_button, quiet_button
from peerjournal.ui.widgets.period_picker import FOUR_WEEKS, days_of
from peerjournal.ui.widgets.quiet_progress import QuietProgress
from peerjournal.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from peerjournal.charts.registry import Kind
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.pages.chart_page import ChartPage
    from peerjournal.wellbeing.record import Record

# Operations, charts and the page of one chart bring in numpy and matplotlib: they are loaded beside the window.

Sentences = dict[str, str]
_TWO_COLUMNS = 720
_RING = 2  # pixels around a title, where its focus is shown


class ChartsPage(QWidget):
    """The overview, and the page of the chart opened there. ``day_wanted`` carries a day to see in the Journal.

    ``chart_open`` says whether a chart has the page, ``settled`` that work in the background has ended and its outcome
    is on show. ``kinds`` are the charts there are.
    """

    day_wanted = Signal(object)
    chart_open = Signal(bool)
    settled = Signal()

    def __init__(
        self,
        journal: "OpenJournal",
        kinds: "Callable[[], Sequence[Kind]] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._kinds = kinds or _all_kinds
        self._record: Record | None = None
        self._job: Job | None = None
        self._print: Callable[[], object] | None = None
        self.setAccessibleName(_("Charts"))
        self.overview = Overview()
        self.page: ChartPage | None = None
        self.notice = Notice()
        self.progress = QuietProgress(_("Getting the charts ready."))
        self.progress.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.notice)
        lines.addWidget(self.progress)
        lines.addWidget(self._stack, 1)
        self.overview.opened.connect(self.open_chart)
        self.overview.label_wanted.connect(self._label)

    # ---------------------------------------------------------------------------------------- for the room

    @property
    def on_chart(self) -> bool:
        """Whether a chart is open."""
        return self.page is not None and self._stack.currentWidget() is self.page

    def offer_print(self, act: Callable[[], object]) -> None:
        """Offer printing; ``act`` begins it."""
        self._print = act
        self.overview.offer_print(act)
        if self.page is not None:
            self.page.offer_print(act)

    def settle(self) -> bool:
        """Nothing is typed here that could be lost."""
        return True

    def save_now(self) -> bool:
        """The same."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(220), px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew, beside the window."""
        journal, kinds = self._journal, self._kinds
        self.progress.setVisible(self._record is None)
        if self._job is not None:
            self._job.cancel()
        self._job = jobs().run(lambda: read_all(journal, kinds), self._show, self._failed, self)

    def open_chart(self, name: str) -> None:
        """The page of a chart, by its name."""
        kind = next((k for k in self.overview.kinds if k.name == name), None)
        if self._record is None or kind is None:
            return
        page = self._page_there()
        self._stack.setCurrentWidget(page)
        page.show_kind(kind, self._record)
        self.chart_open.emit(True)  # noqa: FBT003 - the signal's only value
        page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """The overview again, at the chart that was open."""
        self._stack.setCurrentWidget(self.overview)
        self.chart_open.emit(False)  # noqa: FBT003 - the signal's only value
        if self.page is not None and self.page.kind is not None:
            self.overview.focus_on(self.page.kind.name)

    # ---------------------------------------------------------------------------------------------- inside

    def _show(self, read: "tuple[Record, Sequence[Kind], Sentences]") -> None:
        self._job = None
        self.progress.hide()
        self.notice.clear()
        self._record, kinds, sentences = read
        self.overview.show_kinds(kinds, sentences, empty=self._record.is_empty)
        if self.page is not None and self.page.kind is not None:
            self.page.show_record(self._record)
        self.settled.emit()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.progress.hide()
        if not isinstance(error, PeerJournalError):
            raise error
        self.notice.show_sentence(str(error), "problem")
        self.settled.emit()

    def _page_there(self) -> "ChartPage":
        if self.page is None:
            from peerjournal.ui.pages.chart_page import ChartPage

            self.page = page = ChartPage(self._journal.clock.today)
            page.back_wanted.connect(self.back)
            page.day_wanted.connect(self.day_wanted)
            page.label_wanted.connect(self._label)
            page.settled.connect(self.settled)
            if self._print is not None:
                page.offer_print(self._print)
            self._stack.addWidget(page)
        return self.page

    def _label(self, day: object) -> None:
        # Hardly ever needed.
        from datetime import date

        from peerjournal.ui.dialogs.label_day import LabelDayDialog

        dialog = LabelDayDialog(self._journal, day if isinstance(day, date) else None, self)
        dialog.changed.connect(self.refresh)
        dialog.open()


def read_all(
    journal: "OpenJournal", kinds: "Callable[[], Sequence[Kind]]"
) -> "tuple[Record, Sequence[Kind], Sentences]":
    """What charts are drawn from, the kinds there are, and what each says of the last four weeks, by its name.

    To be run beside the window. Raises what reading the journal raises.
    """
    load_charts()
    from peerjournal.charts.chart import View
    from peerjournal.operations.wellbeing import read_record
    from peerjournal.wellbeing.series import Span

    record, there = read_record(journal), kinds()
    view = View(Span(*days_of(FOUR_WEEKS, record.today)))
    return record, there, {kind.name: kind.make(record, view).sentence for kind in there}


def _all_kinds() -> "Sequence[Kind]":
    from peerjournal.charts import registry

    return registry.kinds()


class KindCard(Card):
    """A chart in the overview: its title, which opens it, its question, and its sentence."""

    opened = Signal()

    def __init__(self, kind: "Kind", parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=18)
        self.kind = kind
        self.open = link_button(kind.title)
        self.question = muted(kind.question, wrap=True)
        self.sentence = body("")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.question)
        self.body.addWidget(self.sentence)
        self.body.addStretch(1)
        self.open.clicked.connect(self.opened)
        watcher().theme_changed.connect(self._dress)
        self._dress()

    def say(self, sentence: str) -> None:
        """What the chart says."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.open.setAccessibleDescription(f"{self.kind.question} {sentence}".strip())

    def _dress(self) -> None:
        self.open.setStyleSheet(
            f"QPushButton {{ font-size: {px(16)}px; font-weight: 600; text-decoration: none; padding: {px(2)}px 0; }}"
        )
        for words in (self.question, self.sentence):
            words.setContentsMargins(_RING, 0, _RING, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the title opens it as well; it looks like a link."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card is the button, for the pointer."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()


class Overview(QWidget):
    """A card for each kind of chart. ``opened`` carries its name."""

    opened = Signal(str)
    label_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds: Sequence[Kind] = ()
        self.cards: dict[str, KindCard] = {}
        self.label = quiet_button(_("Label a day…"), "tag")
        self.print_ = plain_button(_("Print…"), "print")
        self.print_.hide()
        self.period = muted(_("The last 4 weeks"))
        self.invitation = body(
            _("Nothing is kept yet. After a few check-ins, these show how you have been, and nothing more than that.")
        )
        self.invitation.hide()
        self._tops = QWidget()
        top = QHBoxLayout(self._tops)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.period, 1)
        top.addWidget(self.label)
        top.addWidget(self.print_)
        self._tops.hide()
        self._grid = QGridLayout()
        content = QWidget()
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self._tops)
        self._lines.addWidget(self.invitation)
        self._lines.addLayout(self._grid)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(scrolled(content))
        self._columns = 0
        self.label.clicked.connect(lambda: self.label_wanted.emit(None))
        watcher().theme_changed.connect(self._measure)

    def offer_print(self, act: Callable[[], object]) -> None:
        """Show the button that prints."""
        self.print_.clicked.connect(act)
        self.print_.show()

    def show_kinds(self, kinds: "Sequence[Kind]", sentences: Sentences, *, empty: bool) -> None:
        """Show these with what they say; where there is nothing to say it of, with their questions alone."""
        if [k.name for k in kinds] != list(self.cards):
            self._make_cards(kinds)
        self.kinds = kinds
        for name, card in self.cards.items():
            card.say("" if empty else sentences[name])
        self._tops.show()
        self.period.setVisible(not empty)
        self.invitation.setVisible(empty)
        self._measure()

    def focus_on(self, name: str) -> None:
        """Give the keyboard to the card of that name."""
        if name in self.cards:
            self.cards[name].open.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _make_cards(self, kinds: "Sequence[Kind]") -> None:
        for card in self.cards.values():
            card.deleteLater()
        self.cards = {kind.name: KindCard(kind) for kind in kinds}
        for name, card in self.cards.items():
            card.opened.connect(lambda n=name: self.opened.emit(n))
        self._columns = 0

    def _measure(self) -> None:
        """One or two columns, as there is room."""
        self._lines.setSpacing(px(12))
        self._grid.setSpacing(px(14))
        columns = 2 if self.width() >= px(_TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns > 1 else 0)
        for n, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, *divmod(n, columns))
