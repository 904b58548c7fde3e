"""What the tests of the window share."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_Page = TypeVar("_Page", bound=QWidget)


@pytest.fixture
def on_show(qtbot: QtBot) -> Callable[[_Page], _Page]:
    """Puts a page on show in a usual size, and gives it back once it has the focus; it is closed after the test."""

    def show(page: _Page) -> _Page:
        qtbot.addWidget(page)
        page.resize(1024, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show
