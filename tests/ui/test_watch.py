"""Whoever does something is there, however it is done; nothing else is asked about."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.ui.watch import IdleWatch

LONG_AGO = -1.0


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    for _n in range(2):
        lines.addWidget(QLineEdit())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def idle(qapp: QApplication, page: QWidget) -> IdleWatch:
    assert page.isVisible()
    made = IdleWatch(0)
    made.begin(qapp)
    made.begin(qapp)
    return made


def commit_by_input_method() -> None:
    event = QInputMethodEvent()
    event.setCommitString("字")
    focused = QGuiApplication.focusObject()
    assert focused is not None
    QApplication.sendEvent(focused, event)


@pytest.mark.parametrize("how", ["key", "mouse", "press", "wheel", "input method"])
def test_every_way_of_doing_something_is_noted(page: QWidget, idle: IdleWatch, how: str) -> None:
    first, second = page.findChildren(QLineEdit)
    first.setFocus()
    second.setFocus()  # what has the focus changes
    window = page.windowHandle()
    idle._touched_after = LONG_AGO
    if how == "key":
        QTest.keyClick(window, Qt.Key.Key_A)
    elif how == "mouse":
        QTest.mouseMove(window, QPoint(5, 5))
        QTest.mouseMove(window, QPoint(9, 9))
    elif how == "press":
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    elif how == "wheel":
        place = QPointF(5, 5)
        turned = QWheelEvent(
            place, page.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's own order
        )  # fmt: skip
        QApplication.sendEvent(window, turned)
    else:
        commit_by_input_method()
    QApplication.processEvents()
    assert idle._touched_after > LONG_AGO


def test_a_dialog_that_opens_is_watched_as_well(page: QWidget, idle: IdleWatch, qtbot: QtBot) -> None:
    dialog = QWidget(page, Qt.WindowType.Dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() == dialog.windowHandle())
    idle._touched_after = LONG_AGO
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    assert idle._touched_after > LONG_AGO


def test_what_happens_by_itself_is_no_touch_and_asks_nobody(
    page: QWidget, idle: IdleWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[QEvent.Type]()
    monkeypatch.setattr(IdleWatch, "eventFilter", lambda _self, _at, event: asked.append(event.type()))
    away = QObject(page)
    for _n in range(5):
        QApplication.sendEvent(away, QEvent(QEvent.Type.User))
        page.findChildren(QLineEdit)[0].setText("By itself")
    QApplication.processEvents()
    assert QEvent.Type.User not in asked
    assert idle._touched_after > LONG_AGO
