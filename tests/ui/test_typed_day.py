"""A day as it is typed is read the same on every computer where it can be read in one way only."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from peerjournal.errors import BadInput
from peerjournal.ui.widgets.typed_day import read_day

TODAY = date(2026, 11, 22)


@pytest.fixture(params=["en_US", "en_GB", "de_DE"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    """The computer's settings."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize("typed", ["30.3.2027", "30. 3. 2027", "2027-03-30", "30 March 2027", "March 30, 2027"])
@pytest.mark.usefixtures("locale")
def test_a_day_that_can_be_read_in_one_way_is(typed: str) -> None:
    assert read_day(typed, TODAY) == date(2027, 3, 30)


def test_slashes_go_by_the_computer(locale: str) -> None:
    assert read_day("3/4/2027", TODAY) == (date(2027, 3, 4) if locale == "en_US" else date(2027, 4, 3))


@pytest.mark.usefixtures("locale")
def test_the_thirtieth_of_february_is_no_day() -> None:
    with pytest.raises(BadInput, match="no such day"):
        read_day("30.2.2027", TODAY)
