"""One call dresses the whole program: palette, style sheet, font and focus rings from one set of tokens."""

from functools import cache

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from peerjournal.paths import resource
from peerjournal.ui.theme.fonts import TEXT_FAMILY, load_fonts, ui_font
from peerjournal.ui.theme.sheet import style_sheet
from peerjournal.ui.theme.tokens import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Tokens

CHOICES = ("system", "light", "dark", "high-contrast")
SMALLEST, LARGEST = 90, 200


class Watcher(QObject):
    """Says when colours or the text size have changed; by then `current` and `px` answer anew."""

    theme_changed = Signal()


class _State:
    tokens = LIGHT
    percent = 100
    choice = "system"
    dressed: QApplication | None = None


@cache
def watcher() -> Watcher:
    """The one object to ask to be told of a new theme."""
    return Watcher()


def current() -> Tokens:
    """The tokens in force."""
    return _State.tokens


def px(n: float) -> int:
    """A distance in pixels, grown with the text size; at least 1 for anything above 0."""
    return max(1, round(n * _State.percent / 100)) if n > 0 else 0


def apply_theme(app: QApplication, choice: str, text_percent: int) -> Tokens:
    """Dress the program. ``choice`` is one of `CHOICES`; the text size is kept between 90 and 200 percent.

    With ``system``, and in high contrast for black or white ground, the desktop's own choice is followed,
    also when it changes later.
    """
    if choice not in CHOICES:
        raise ValueError(choice)
    _State.choice = choice
    _State.percent = min(max(text_percent, SMALLEST), LARGEST)
    _prepare(app)
    hints = QGuiApplication.styleHints()
    # Window frames and system dialogs follow this; it also decides what colorScheme() answers.
    if choice in ("light", "dark"):
        hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)
    else:
        hints.unsetColorScheme()
    _dress(app, tokens_for(choice, hints.colorScheme()))
    return _State.tokens


def tokens_for(choice: str, scheme: Qt.ColorScheme) -> Tokens:
    """The tokens a choice means on a desktop with that colour scheme."""
    dark = scheme == Qt.ColorScheme.Dark
    if choice == "high-contrast":
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST
    if choice == "system":
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def palette(t: Tokens) -> QPalette:
    """The tokens as a palette, for what a style sheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in {
        role.Window: t.bg,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.text,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.ToolTipBase: t.surface,
        role.ToolTipText: t.text,
        role.PlaceholderText: t.faint,
        role.Highlight: t.sel,
        role.HighlightedText: t.text,
        role.Link: t.accent,
        role.LinkVisited: t.accent,
        role.BrightText: t.on_accent,
        role.Light: t.surface,
        role.Midlight: t.hair,
        role.Mid: t.border,
        role.Dark: t.strong,
        role.Shadow: t.strong,
        role.Accent: t.accent,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.disabled))
    return made


@cache
def _focus_rings() -> "FocusVisible":
    return FocusVisible()


def _prepare(app: QApplication) -> None:
    """What is done once per application."""
    if _State.dressed is app:
        return
    _State.dressed = app
    load_fonts()
    QDir.setSearchPaths("themed", [str(resource("icons", "themed"))])
    app.focusChanged.connect(_focus_rings().move)
    QGuiApplication.styleHints().colorSchemeChanged.connect(_follow)


def _follow(scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    wanted = tokens_for(_State.choice, scheme)
    if isinstance(app, QApplication) and wanted != _State.tokens:
        _dress(app, wanted)


def _dress(app: QApplication, t: Tokens) -> None:
    _State.tokens = t
    app.setPalette(palette(t))
    app.setFont(ui_font(px(14)))
    sheet = style_sheet(t, px, TEXT_FAMILY)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    watcher().theme_changed.emit()


class FocusVisible(QObject):
    """Gives a button its ring only if the keyboard brought the focus there (style sheets have no focus-visible).

    The property ``kbd`` is true on such a button. Inputs need none of this: they always show their focus.
    """

    def move(self, old: QWidget | None, new: QWidget | None) -> None:
        """To be connected to ``QApplication.focusChanged``."""
        if isinstance(old, QAbstractButton):
            self._ring(old, on=False)
        if isinstance(new, QAbstractButton):
            self._ring(new, on=QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton)

    @staticmethod
    def _ring(button: QAbstractButton, *, on: bool) -> None:
        if bool(button.property("kbd")) != on:
            button.setProperty("kbd", on)
            button.style().unpolish(button)
            button.style().polish(button)
