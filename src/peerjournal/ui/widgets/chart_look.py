"""How a chart looks on the screen: the colours of the window and its text size."""

from dataclasses import replace

from peerjournal.charts import look
from peerjournal.charts.look import Look
from peerjournal.ui.theme import Tokens, current, px

_BY_NAME = {
    "light": look.LIGHT,
    "dark": look.DARK,
    "high-contrast": look.HIGH_CONTRAST,
    "high-contrast-dark": look.DARK,
}


def look_of(tokens: Tokens, text_percent: int) -> Look:
    """Grounds and inks are the window's own; the colours of lines and dots are those made for such a ground."""
    return replace(
        _BY_NAME[tokens.name],
        name=tokens.name,
        ground=tokens.surface,
        ink=tokens.text,
        muted=tokens.muted,
        hair=tokens.border,
        soft=tokens.accent_soft,
        scale=text_percent / 100,
        line=look.HIGH_CONTRAST.line if tokens.line > 1 else 1.0,
    )


def current_look() -> Look:
    """That of the theme and text size in force."""
    return look_of(current(), px(100))
