"""Words broken into lines: nothing is lost, and words stay whole where they can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics

from peerjournal.ui.theme import ui_font
from peerjournal.ui.widgets.line_breaks import broken

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = "I could say no when I needed to, and felt no guilt about it for long"
ARABIC = "استطعتُ أن أقول لا عندما احتجتُ إلى ذلك، ولم أشعر بالذنب بعد ذلك طويلاً"


@pytest.mark.parametrize("text", [WORDS, ARABIC])
@pytest.mark.parametrize("width", [120, 217, 240, 300])
def test_lines_fit_and_words_stay_whole(text: str, width: int) -> None:
    font = ui_font(15)
    lines = broken(text, font, width).split("\n")
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(QFontMetrics(font).horizontalAdvance(line) <= width for line in lines)


@given(st.text(st.sampled_from("ab كلم 😀é"), max_size=40), st.integers(-5, 200))
def test_never_a_letter_is_lost(text: str, width: int) -> None:
    assert "".join(broken(text, ui_font(15), width).split()) == "".join(text.split())
