"""What the painted lists share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, qAlpha
from PySide6.QtWidgets import QStyle

from peerjournal.ui.theme import current, px, ui_font
from peerjournal.ui.widgets.row_painting import mirrored, paint_card, paint_line

pytestmark = pytest.mark.usefixtures("qapp")

SPOT = QRect(60, 10, 180, 24)
PLACES = st.integers(0, 180)


def blank() -> QImage:
    picture = QImage(QSize(300, 44), QImage.Format.Format_ARGB32)
    picture.fill(0)
    return picture


def line(text: str, *, rtl: bool = False) -> list[int]:
    """The columns in which something of the text is seen."""
    picture = blank()
    painter = QPainter(picture)
    paint_line(painter, SPOT, text, ui_font(px(14)), "#000000", rtl=rtl)
    painter.end()
    return [x for x in range(300) if any(qAlpha(picture.pixel(x, y)) for y in range(44))]


def card(state: QStyle.StateFlag, *, ring: bool = False) -> tuple[QColor, QColor]:
    """The colours of the edge and of the ground."""
    picture = blank()
    painter = QPainter(picture)
    paint_card(painter, QRect(10, 4, 280, 36), state, ring=ring)
    painter.end()
    return picture.pixelColor(150, 4), picture.pixelColor(150, 20)


def test_a_line_keeps_the_side_of_the_interface_whatever_its_script() -> None:
    for word in ("dog", "كلب"):
        left, right = line(word), line(word, rtl=True)
        assert max(left) < SPOT.center().x() < min(right), word


@given(text=st.text("aWi مكשל.,“” ", max_size=200), rtl=st.booleans())
def test_a_line_never_leaves_its_spot(text: str, rtl: bool) -> None:
    seen = line(text, rtl=rtl)
    edge = px(2)  # a letter may lean out
    assert not seen or (min(seen) >= SPOT.left() - edge and max(seen) <= SPOT.right() + edge)


@given(left=PLACES, width=PLACES, rtl=st.booleans())
def test_mirroring_keeps_the_distance_to_the_edge_and_twice_is_never_a_change(left: int, width: int, rtl: bool) -> None:
    spot = QRect(SPOT.x() + left, SPOT.y(), width, 16)
    there = mirrored(spot, SPOT, rtl=rtl)
    assert there.size() == spot.size()
    assert (SPOT.right() - there.right() if rtl else there.left() - SPOT.left()) == left
    assert mirrored(there, SPOT, rtl=rtl) == spot


def test_a_card_shows_what_is_chosen_over_where_the_pointer_is_and_the_keyboard_over_both() -> None:
    t, flag = current(), QStyle.StateFlag
    assert card(flag.State_Enabled)[1] == QColor(t.surface)
    assert card(flag.State_MouseOver)[1] == QColor(t.hover)
    both = flag.State_Selected | flag.State_MouseOver
    assert card(both) == (QColor(t.accent), QColor(t.accent_soft))
    assert card(both, ring=True) == (QColor(t.focus), QColor(t.accent_soft))
