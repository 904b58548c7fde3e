"""Colours that can be read, icons that can be seen, a theme that follows the desktop."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QObject, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QSlider,
    QSpinBox,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from peerjournal.paths import resource
from peerjournal.ui import theme
from peerjournal.ui.theme.apply import CHOICES, tokens_for
from peerjournal.ui.theme.icons import draw, icon
from peerjournal.ui.theme.tokens import ALL, Tokens, contrast

GROUNDS = ("bg", "side", "surface", "sunken", "hover", "accent_soft")
PAIRS = [
    *[("text", ground) for ground in (*GROUNDS, "sel", "problem_soft", "match", "added", "removed")],
    *[("muted", ground) for ground in GROUNDS],
    *[("accent", ground) for ground in GROUNDS],
    *[("faint", ground) for ground in ("bg", "surface", "sunken")],
    *[("problem", ground) for ground in ("bg", "surface", "sunken", "problem_soft")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
]
LINES = [
    *[("strong", ground) for ground in ("bg", "side", "surface", "sunken")],
    *[("focus", ground) for ground in GROUNDS],
    ("on_accent", "accent"),  # the ring inside a filled button
]
SOURCES = sorted(resource("icons").glob("**/*.svg"))
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> object:
    yield
    theme.apply_theme(qapp, "light", 100)


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
def test_every_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    least = 7 if tokens.name.startswith("high-contrast") else 4.5
    poor = {
        pair: round(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in PAIRS
        if contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < least
    }
    assert poor == {}


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
def test_edges_and_focus_rings_can_be_seen(tokens: Tokens) -> None:
    least = 7 if tokens.name.startswith("high-contrast") else 3
    assert [p for p in LINES if contrast(getattr(tokens, p[0]), getattr(tokens, p[1])) < least] == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", ALL, ids=lambda t: t.name)
def test_the_drawn_marks_have_the_colours_of_their_theme(tokens: Tokens) -> None:
    known = {value for value in tokens if isinstance(value, str)}
    drawn = ("check", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "partly", "ring", "tick")
    marks = [resource("icons", "themed", f"{mark}-{tokens.name}.svg") for mark in drawn]
    for mark in marks:
        root = ET.fromstring(mark.read_text(encoding="utf-8"))  # noqa: S314 - our own file
        used = {e.get(a) for e in root.iter() for a in ("stroke", "fill")} - {None, "none"}
        assert used <= known, mark.name


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_every_icon_can_be_drawn_and_shows_something(path: Path) -> None:
    assert QSvgRenderer(str(path)).isValid()
    if path.parent.name == "icons":
        image = draw(path.stem, QSize(20, 20), 2.0, "#123456").toImage()
        seen = sum(image.pixelColor(x, y).alpha() > 100 for x in range(40) for y in range(40))
        assert seen > 20
        assert (image.width(), image.devicePixelRatio()) == (40, 2)


def test_an_unknown_icon_is_an_error_at_once() -> None:
    with pytest.raises(KeyError):
        icon("no such icon")


def test_an_icon_takes_the_colours_of_a_new_theme_by_itself(qapp: QApplication) -> None:
    def colour() -> str:
        image = plus.pixmap(QSize(24, 24), 1.0).toImage()
        return image.pixelColor(12, 12).name().upper()

    theme.apply_theme(qapp, "light", 100)
    plus = icon("plus", color="text")
    assert colour() == theme.LIGHT.text
    theme.apply_theme(qapp, "dark", 100)
    assert colour() == theme.DARK.text


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_sharp_on_a_fine_screen() -> None:
    picture = icon("lock").pixmap(QSize(20, 20), 3.0)
    assert picture.size() == QSize(60, 60)
    assert picture.devicePixelRatio() == 3


def test_a_wide_icon_stands_at_the_start_of_its_room_in_either_direction(qapp: QApplication) -> None:
    def middle() -> float:
        image = draw("plus", QSize(40, 20), 1.0, "#000000").toImage()
        across = [x for x in range(40) for y in range(20) if image.pixelColor(x, y).alpha() > 100]
        return sum(across) / len(across)

    assert middle() == pytest.approx(9.5, abs=1)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert middle() == pytest.approx(29.5, abs=1)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _a_bit_of_everything() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for made in (QCheckBox, QComboBox, QDateTimeEdit, QLineEdit, QPlainTextEdit, QProgressBar, QSlider, QSpinBox):
        column.addWidget(made())
    column.addWidget(QTableView())
    column.addWidget(QTabWidget())
    menu = QMenu(page)
    menu.addAction("One")
    return page


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("percent", [90, 100, 200])
def test_every_theme_is_taken_without_a_complaint(qapp: QApplication, qtbot: QtBot, choice: str, percent: int) -> None:
    said: list[str] = []

    def hear(_kind: QtMsgType, _context: object, message: str) -> None:
        # The offscreen platform always says this.
        if "This plugin does not support" not in message:
            said.append(message)

    before = qInstallMessageHandler(hear)
    try:
        page = _a_bit_of_everything()
        qtbot.addWidget(page)
        tokens = theme.apply_theme(qapp, choice, percent)
        page.show()
        page.grab()
    finally:
        qInstallMessageHandler(before)
    assert said == []
    assert theme.current() is tokens
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.bg
    assert qapp.font().pixelSize() == theme.px(14) == round(14 * percent / 100)
    assert "$" not in qapp.styleSheet()


def test_the_text_size_is_kept_within_bounds(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light", 1000)
    assert theme.px(10) == 20
    theme.apply_theme(qapp, "light", 1)
    assert theme.px(10) == 9
    assert (theme.px(0), theme.px(0.2)) == (0, 1)


def test_a_new_theme_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.watcher().theme_changed):
        theme.apply_theme(qapp, "dark", 100)
    assert theme.current() is theme.DARK


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.apply_theme(qapp, "sepia", 100)


def test_the_desktop_decides_only_where_it_is_asked() -> None:
    dark, light = Qt.ColorScheme.Dark, Qt.ColorScheme.Light
    assert tokens_for("system", dark) is theme.DARK
    assert tokens_for("system", light) is theme.LIGHT
    assert tokens_for("system", Qt.ColorScheme.Unknown) is theme.LIGHT
    assert tokens_for("light", dark) is theme.LIGHT
    assert tokens_for("dark", light) is theme.DARK
    assert tokens_for("high-contrast", dark) is theme.HIGH_CONTRAST_DARK
    assert tokens_for("high-contrast", light) is theme.HIGH_CONTRAST


def test_a_change_of_the_desktop_is_followed(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "system", 100)
    hints = qapp.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current() is theme.DARK
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is theme.LIGHT
    theme.apply_theme(qapp, "dark", 100)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current() is theme.DARK


@pytest.mark.usefixtures("qapp")
def test_both_families_are_there_in_every_cut_and_the_text_has_room() -> None:
    for bold in (False, True):
        for italic in (False, True):
            for make, family in ((theme.ui_font, theme.UI_FAMILY), (theme.text_font, theme.TEXT_FAMILY)):
                font = make(40)
                font.setBold(bold)
                font.setItalic(italic)
                assert QFontInfo(font).family() == family
    assert 1.5 <= QFontMetricsF(theme.text_font(40)).lineSpacing() / 40 <= 1.56
    assert QFontMetricsF(theme.ui_font(40)).lineSpacing() / 40 < 1.3
    sentence = "The blackbird on the fence"
    assert QFontMetricsF(theme.text_font(16)).horizontalAdvance(sentence) == pytest.approx(
        QFontMetricsF(theme.ui_font(16)).horizontalAdvance(sentence)
    )


def test_a_plain_text_editor_really_sets_its_lines_apart(qapp: QApplication, qtbot: QtBot) -> None:
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    editor.setProperty("role", "entry")
    theme.apply_theme(qapp, "light", 100)
    theme.text_font(16)  # the first editor brings the family in
    editor.setPlainText("MMMM\nMMMM\nMMMM")
    editor.resize(300, 200)
    editor.show()
    image = editor.viewport().grab().toImage()
    # The ground of an entry is transparent: only ink covers.
    inked = [any(image.pixelColor(x, y).alpha() > 120 for x in range(60)) for y in range(image.height())]
    tops = [y for y in range(1, len(inked)) if inked[y] and not inked[y - 1]]
    assert len(tops) == 3
    assert 24 <= tops[1] - tops[0] <= 25
    assert tops[2] - tops[1] == tops[1] - tops[0]


@pytest.mark.usefixtures("qapp")
def test_the_weight_of_headings_is_bundled() -> None:
    font = theme.ui_font(24)
    font.setWeight(QFont.Weight.DemiBold)
    assert QFontInfo(font).weight() == QFont.Weight.DemiBold


def test_qt_gives_back_every_none() -> None:
    # PySide6 6.12.0 lost a reference to None with each void call and aborted Python 3.11.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100
