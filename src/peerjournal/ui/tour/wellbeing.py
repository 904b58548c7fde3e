"""The steps in Wellbeing: check-ins on Today and anywhere, one's own questions and scales, every chart, and onto paper.

Months of check-ins are not typed in a walk: those of the sample journal are put in.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QScrollArea, QWidget

from peerjournal.journal.checkin import Kind, Question
from peerjournal.operations import demo_wellbeing
from peerjournal.ui.dialogs.label_day import LabelDayDialog
from peerjournal.ui.dialogs.print_summary import PrintSummaryDialog
from peerjournal.ui.pages.chart_page import PICTURE, TABLE, ChartPage
from peerjournal.ui.pages.charts import ChartsPage
from peerjournal.ui.pages.check_in_dialog import CheckInDialog
from peerjournal.ui.pages.check_in_form import CheckInForm
from peerjournal.ui.pages.check_in_sections import TrackersSection
from peerjournal.ui.pages.check_ins import CheckInsPage
from peerjournal.ui.pages.questions import QuestionsPage
from peerjournal.ui.pages.scales import ScalesPage
from peerjournal.ui.pages.wellbeing import CHARTS, CHECK_INS, WellbeingPage
from peerjournal.ui.tour.looks import CHART
from peerjournal.ui.tour.walk import TourStoppedError, Walk
from peerjournal.ui.widgets.period_picker import FOUR_WEEKS

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NOTE = "The kettle, the window, and nobody wanted anything."
LABEL = "New job"
_ANSWERS = (Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_1)


def _room(walk: Walk) -> WellbeingPage:
    return walk.rooms().wellbeing_room.page()


def _charts(walk: Walk) -> ChartsPage:
    return _room(walk).charts


def _chart(walk: Walk) -> ChartPage:
    page = _charts(walk).page
    assert page is not None
    return page


def today(walk: Walk) -> None:
    """The card on Today asks the first question; an answer by keys, and it is quiet again."""
    rooms = walk.rooms()
    walk.key(Qt.Key.Key_1, CONTROL)
    card = rooms.today_page.check_in
    walk.wait("check-in on Today", card.form.isVisible)
    card.form.focus_here()
    walk.key(Qt.Key.Key_Right)
    walk.picture("today-check-in")
    walk.key(Qt.Key.Key_Return)
    walk.wait("checked in on Today", lambda: len(card.rows) == 1 and not card.form.isVisible())
    walk.picture("today-checked-in")


def check_in(walk: Walk) -> None:
    """From anywhere by keys: Ctrl+K, arrows, Enter. What is kept is what was chosen."""
    walk.key(Qt.Key.Key_2, CONTROL)
    dialog = _ctrl_k(walk)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        walk.key(key)
    draft = dialog.form.draft()
    if (draft.pleasantness, draft.energy) != (5, 3):
        raise TourStoppedError("pleasantness and energy by keys")
    walk.picture("check-in", dialog)
    walk.key(Qt.Key.Key_Return)
    walk.to_front()


def _ctrl_k(walk: Walk) -> CheckInDialog:
    walk.key(Qt.Key.Key_K, CONTROL)
    dialog = walk.dialog(CheckInDialog)
    walk.wait("keyboard", lambda: dialog.isActiveWindow() and dialog.focusWidget() is QApplication.focusWidget())
    return dialog


def unfold(walk: Walk) -> None:
    """Everything a check-in can ask, some of it answered; Esc keeps it."""
    demo_wellbeing.fill(walk.rooms().journal)
    dialog = _ctrl_k(walk)
    form = dialog.form
    while form.more.isVisible():
        form.more.click()
    if form.open_questions != tuple(Question):
        raise TourStoppedError("every question")
    _answer_a_little(form)
    if form.draft().note != NOTE:
        raise TourStoppedError("note")
    for n, question in enumerate((Question.GRID, Question.CARE, Question.NOTE), start=1):
        _bring_into_sight(dialog, form.sections[question])
        walk.picture(f"check-in-unfolded-{n}", dialog)
    walk.key(Qt.Key.Key_Escape)
    walk.to_front()


def _answer_a_little(form: CheckInForm) -> None:
    for question, key in (
        (Question.GRID, Qt.Key.Key_Up),
        (Question.FEELINGS, Qt.Key.Key_Space),
        (Question.SLEEP, Qt.Key.Key_Up),
        (Question.CARE, Qt.Key.Key_Space),
        (Question.WORK, Qt.Key.Key_3),
    ):
        form.sections[question].focus_here()
        focused = form.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    trackers = form.sections[Question.TRACKERS]
    assert isinstance(trackers, TrackersSection)
    for row in trackers.rows.values():
        row.set_value(4.0 if row.tracker.kind is Kind.STEPS else 1.0)
    form.sections[Question.NOTE].focus_here()
    note = form.focusWidget()
    assert note is not None
    QTest.keyClicks(note, NOTE)


def _bring_into_sight(dialog: CheckInDialog, section: QWidget) -> None:
    """At the top, as far as that goes."""
    (area,) = (a for a in dialog.findChildren(QScrollArea) if a.isAncestorOf(section))
    inside = area.widget()
    assert inside is not None
    area.verticalScrollBar().setValue(section.mapTo(inside, section.rect().topLeft()).y())


def overview(walk: Walk) -> None:
    """Eight cards, each with its question and what it says."""
    walk.key(Qt.Key.Key_6, CONTROL)
    walk.to_front()
    walk.wait("eight charts", lambda: _said(walk) == 8)
    walk.picture("wellbeing")


def _said(walk: Walk) -> int:
    """How many charts say something."""
    return sum(bool(card.sentence.text()) for card in _charts(walk).overview.cards.values())


def charts(walk: Walk) -> None:
    """Every chart from its card and back, by keys; what is drawn, said and listed is there."""
    room = _charts(walk)
    for name, card in room.overview.cards.items():
        card.open.setFocus(Qt.FocusReason.OtherFocusReason)
        walk.key(Qt.Key.Key_Return)
        _made(walk, name)
        walk.picture(f"chart-{name}")
        if _chart(walk).view.visibleRegion().isEmpty():  # with large text the words alone fill the window
            walk.key(Qt.Key.Key_Right)
            walk.picture(f"chart-{name}-below")
        _check(walk, name)
        if name == "care":
            _table(walk)
        walk.key(Qt.Key.Key_Left, ALT)
        if room.on_chart or not card.open.hasFocus():
            raise TourStoppedError(f"back from {name}")


def _made(walk: Walk, name: str) -> None:
    page = _chart(walk)
    walk.wait(name, lambda: page.kind is not None and page.kind.name == name and page.chart is not None)


def _choose_period(walk: Walk, period: int) -> None:
    page = _chart(walk)
    before = page.chart
    page.period.choice.choose(period)
    walk.wait("period", lambda: page.chart is not before)


def _check(walk: Walk, name: str) -> None:
    """What is drawn, said and listed is there; around sessions, where no reflection is kept yet, a sentence alone."""
    page = _chart(walk)
    chart, figure = page.chart, page.view.figure
    assert chart is not None
    assert figure is not None
    shown = figure.axes and len(chart.spots) and chart.table.rows if name != "sessions" else figure.texts
    if page.sentence.text() != chart.sentence or not shown:
        raise TourStoppedError(f"chart {name}")


def _table(walk: Walk) -> None:
    page = _chart(walk)
    page.which.choose(TABLE)
    assert page.chart is not None
    if page.table.model().rowCount() != len(page.chart.table.rows):
        raise TourStoppedError("table")
    walk.picture("chart-table")
    page.which.choose(PICTURE)


def read_point(walk: Walk) -> None:
    """Arrow keys read a point; Enter opens its day in the Journal."""
    _charts(walk).open_chart("ratings")
    _made(walk, "ratings")
    _choose_period(walk, FOUR_WEEKS)
    page = _chart(walk)
    page.view.setFocus(Qt.FocusReason.OtherFocusReason)
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Left):
        walk.key(key)
    chart, spot = page.chart, page.view.spot
    assert chart is not None
    if spot != len(chart.spots) - 12 or chart.spots.says(spot) != page.readout.full:
        raise TourStoppedError("a point read")
    walk.picture("chart-point-read")
    walk.key(Qt.Key.Key_End)
    walk.key(Qt.Key.Key_Return)
    rooms = walk.rooms()
    if rooms.stack.currentWidget() is not rooms.journal_page or rooms.journal_page.pane.model.rowCount() < 2:
        raise TourStoppedError("its day in the Journal")
    walk.picture("day-in-the-journal")


def label_day(walk: Walk) -> None:
    """A private label on a day, which then stands on the chart."""
    walk.key(Qt.Key.Key_6, CONTROL)
    walk.to_front()
    page = _chart(walk)
    page.label.click()
    dialog = walk.dialog(LabelDayDialog)
    walk.type_into(dialog.label, LABEL)
    walk.picture("label-a-day", dialog)
    walk.key(Qt.Key.Key_Return)
    dialog.close()
    walk.to_front()
    walk.wait("the label", lambda: _labelled(page))
    walk.picture("chart-labelled")


def _labelled(page: ChartPage) -> bool:
    figure = page.view.figure
    return figure is not None and any(LABEL in text.get_text() for axes in figure.axes for text in axes.texts)


def save_chart(walk: Walk) -> None:
    """One chart as a file."""
    page = _chart(walk)
    (drawing,) = (action for action in page.save.menu().actions() if "SVG" in action.text())
    drawing.trigger()
    dialog = walk.dialog(QFileDialog)
    dialog.selectFile(str(walk.place / CHART))
    buttons = dialog.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Save).click()
    walk.to_front()
    walk.wait("chart saved", lambda: (walk.place / CHART).exists() and page.notice.isVisible())
    walk.picture("chart-saved")


def on_paper(walk: Walk) -> None:
    """A summary: what is chosen is what the pages show."""
    _chart(walk).print_.click()
    dialog = walk.dialog(PrintSummaryDialog)
    walk.wait("the pages", dialog.save.isEnabled)
    dialog.elements["own"].click()
    walk.wait("other pages", lambda: dialog.save.isEnabled() and dialog.elements["own"].text() in dialog.preview.text())
    walk.picture("summary-on-paper", dialog)
    dialog.close()
    walk.to_front()


def check_ins(walk: Walk) -> None:
    """All check-ins by day, and the one chosen beside them."""
    walk.key(Qt.Key.Key_2, ALT)
    page = _room(walk).page(CHECK_INS)
    assert isinstance(page, CheckInsPage)
    walk.wait("all check-ins", lambda: len(page.list.rows.things) > 100)
    kept = [c.id for c in page.list.rows.things if c.note == NOTE]
    if len(kept) != 1 or not page.show_check_in(kept[0]):
        raise TourStoppedError("the check-in kept last")
    walk.picture("check-ins")


def questions(walk: Walk) -> None:
    """What is asked is one's own choice."""
    walk.key(Qt.Key.Key_3, ALT)
    page = _room(walk).page(2)
    assert isinstance(page, QuestionsPage)
    page.asks.boxes[Question.WORK].click()
    walk.wait("asked", lambda: "working conditions" in page.asks.sentence.text())
    walk.picture("my-questions")
    for n, section in enumerate((page.activities, page.trackers), start=2):
        _to_top(page, section)
        walk.picture(f"my-questions-{n}")


def _to_top(page: QuestionsPage, section: QWidget) -> None:
    (area,) = (a for a in page.findChildren(QScrollArea) if a.isAncestorOf(section))
    area.verticalScrollBar().setValue(section.y())


def own_scale(walk: Walk) -> None:
    """A questionnaire of one's own, answered by the keys of its answers."""
    walk.to_front()
    walk.to_front()
    walk.key(Qt.Key.Key_4, ALT)
    page = _room(walk).page(3)
    assert isinstance(page, ScalesPage)
    walk.wait("own scale", lambda: len(page.list.ids()) == 1)
    walk.to_front()
    page.list.setFocus(Qt.FocusReason.OtherFocusReason)
    page.list.point_at(page.list.ids()[0])
    walk.key(Qt.Key.Key_Return)
    walk.wait("own scale", page.sheet.fill.isVisible)
    walk.picture("own-scales")
    n = len(page.sheet.results.ids())
    page.sheet.fill.click()
    walk.wait("the items", lambda: len(page.result.rows) == len(_ANSWERS))
    page.result.rows[0].focus_here()
    for key in _ANSWERS:
        walk.key(key)
    walk.wait("answered", lambda: [row.answer for row in page.result.rows] == [2.0, 1.0, 3.0, 0.0])
    walk.picture("own-scale-filled-in")
    page.result.keep.click()
    walk.wait("a result", lambda: len(page.sheet.results.ids()) == n + 1)
    walk.picture("own-scale-result")


def still_there(walk: Walk) -> None:
    """After the lock: the charts, and the label on them."""
    walk.key(Qt.Key.Key_6, CONTROL)
    walk.to_front()
    room = _room(walk)
    if room.stack.currentIndex() != CHARTS:
        raise TourStoppedError("charts")
    walk.wait("eight charts", lambda: len(room.charts.overview.cards) == 8)
    room.charts.open_chart("ratings")
    _made(walk, "ratings")
    walk.wait("the label", lambda: _labelled(_chart(walk)))
    walk.picture("chart-after-the-lock")
