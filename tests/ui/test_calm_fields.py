"""Turning the wheel over a field scrolls the page: it changes nothing that is typed or kept, and takes no focus."""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import peerjournal.ui
from peerjournal.operations import sessions
from peerjournal.operations.journals import OpenJournal
from peerjournal.settings import Settings
from peerjournal.ui.dialogs.support import SupportDialog
from peerjournal.ui.pages.reflection_sections import About, Shared
from peerjournal.ui.pages.reflection_sheet import ReflectionSheet
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import spin_field
from peerjournal.ui.widgets.folding_choice import FoldingChoice
from peerjournal.ui.widgets.moment_field import MomentField
from peerjournal.ui.widgets.open_number import OpenNumber
from peerjournal.ui.widgets.period_picker import DayField


def wheel_over(field: QWidget) -> None:
    """One notch of the wheel towards the person, the pointer in the middle of a field, as the system sends it."""
    window = field.window().windowHandle()
    at = field.mapTo(field.window(), field.rect().center())
    QTest.wheelEvent(window, at, QPoint(0, -120))


def _combo() -> QWidget:
    field = CalmCombo()
    field.addItems(["one", "two"])
    return field


def _typed_in() -> QWidget:
    field = CalmCombo()
    field.addItems(["one", "two"])
    field.setEditable(True)
    return field


def _folded() -> QWidget:
    field = FoldingChoice(["one", "two"], "Which")
    field.keep_folded(on=True)
    return field


def _number() -> QWidget:
    field = spin_field(QSpinBox(), "Minutes")
    field.setValue(10)
    return field


def _open_number() -> QWidget:
    field = OpenNumber("Hours", float, str)
    field.set_value(7)
    return field


def _day() -> QWidget:
    return spin_field(QDateEdit(), "Day")


def _moment() -> QWidget:
    field = MomentField("When")
    field.set_moment(datetime(2026, 11, 22, 20, 15, tzinfo=UTC))
    field.start()
    return field


def _says(field: QWidget) -> list[str]:
    """All words a field shows."""
    parts = [field, *field.findChildren(QWidget)]
    combos = [part.currentText() for part in parts if isinstance(part, QComboBox)]
    return combos + [part.text() for part in parts if isinstance(part, QLineEdit)]


@pytest.mark.parametrize(
    "make", [_combo, _typed_in, _folded, _number, _open_number, _day, lambda: DayField("From"), _moment]
)
def test_the_page_scrolls_and_the_field_stays(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    page, scroll = QWidget(), QScrollArea()
    qtbot.addWidget(scroll)
    line, field = QLineEdit(), make()
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addWidget(field)
    page.setMinimumHeight(2000)
    column.addStretch(1)
    scroll.setWidgetResizable(True)
    scroll.setWidget(page)
    scroll.resize(500, 300)
    with qtbot.waitActive(scroll):
        scroll.show()
        scroll.activateWindow()
    line.setFocus()
    before = _says(field)
    wheel_over(field)
    assert _says(field) == before
    assert scroll.verticalScrollBar().value() > 0
    assert line.hasFocus()


def test_the_wheel_says_nothing_in_a_reflection(
    journal: OpenJournal, on_show: Callable[[ReflectionSheet], ReflectionSheet], qtbot: QtBot
) -> None:
    sessions.set_labels(journal, ["Tuesday group", "Walks"])
    sheet = on_show(ReflectionSheet(journal))
    sheet.new()
    for name in ("shared", "about"):
        sheet.folds[name].unfold()
    about, shared = sheet.sections["about"], sheet.sections["shared"]
    assert isinstance(about, About)
    assert isinstance(shared, Shared)
    about.minutes.set_value(50)
    before = sheet.draft()

    def in_sight(field: QWidget) -> bool:
        sheet._column.ensureWidgetVisible(field)
        return field.visibleRegion().contains(field.rect().center())

    for field in (about.label, shared.audience, about.minutes):
        qtbot.waitUntil(partial(in_sight, field))
        wheel_over(field)
    assert sheet.draft() == before


def test_the_wheel_changes_no_country(tmp_path: Path, qtbot: QtBot) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings["support_country"] = "gb"
    dialog = SupportDialog(settings)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    wheel_over(dialog.country)
    assert settings["support_country"] == "gb"


# ---------------------------------------------------------------------------------------------- all there are

LIVELY = {"QComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit"}


def test_every_field_of_the_window_is_calm() -> None:
    lively = []
    for file in Path(peerjournal.ui.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calmed = {
            id(argument)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"calm", "spin_field"}
            for argument in call.args
        }
        lively += [
            f"{file.name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in LIVELY
            and id(node) not in calmed
        ]
    assert lively == []
