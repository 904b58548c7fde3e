"""The small pieces every page is made of: words, push buttons, cards, a calm notice.

All of them take plain text, show it as it is, carry an accessible name, and leave their looks to the theme. What the
unlock screen does not show is in :mod:`peerjournal.ui.widgets.controls`, and icons are loaded with the first one: it
waits for every class of Qt that is named here.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.theme.apply import FocusVisible

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractButton

__all__ = [
    "Card",
    "FocusVisible",
    "Notice",
    "body",
    "danger_button",
    "display",
    "heading",
    "link_button",
    "muted",
    "plain_button",
    "pressed_by_enter",
    "primary_button",
    "quiet_button",
    "rail_button",
    "separator",
    "subheading",
]


def _label(text: str, role: str, *, wrap: bool) -> QLabel:
    label = QLabel(text)
    # What a person wrote is never taken for markup.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label


def display(text: str) -> QLabel:
    """The large greeting of a quiet page."""
    return _label(text, "display", wrap=True)


def heading(text: str) -> QLabel:
    """The title of a page."""
    return _label(text, "h1", wrap=False)


def subheading(text: str) -> QLabel:
    """The title of a card or section."""
    return _label(text, "h2", wrap=False)


def body(text: str) -> QLabel:
    """A sentence or two; wraps."""
    return _label(text, "body", wrap=True)


def muted(text: str, *, wrap: bool = False) -> QLabel:
    """Something said in passing."""
    return _label(text, "muted", wrap=wrap)


def separator() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setProperty("role", "separator")
    line.setFixedHeight(1)
    return line


def icon_room(size: int, gap: int) -> QSize:
    """Room for an icon and its distance to the words: Qt's own distance does not grow with the text."""
    return QSize(px(size + gap), px(size))


class _Push(QPushButton):
    """A push button whose icon keeps in step with the text size."""

    def __init__(
        self, text: str, role: str, icon_name: str | None, colour: str, room: tuple[int, int] = (18, 3)
    ) -> None:
        super().__init__(text)
        self._room = room
        self.setProperty("role", role)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon_name is not None:
            from peerjournal.ui.theme.icons import icon

            self.setIcon(icon(icon_name, room[0], colour))
        self._fit()
        watcher().theme_changed.connect(self._fit)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Enter presses the button that has the keyboard, as Space does; Qt does so in dialogs only."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setIconSize(icon_room(*self._room))


def pressed_by_enter(button: "QAbstractButton", event: "QKeyEvent") -> bool:
    """Press the button where the key is Enter; whether it was."""
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.isAutoRepeat():
        return False
    button.click()
    event.accept()
    return True


def primary_button(text: str, icon_name: str | None = None) -> QPushButton:
    """The one thing most likely wanted here; one per page or dialog."""
    return _Push(text, "primary", icon_name, "on_accent")


def plain_button(text: str, icon_name: str | None = None) -> QPushButton:
    """Any other action with an edge."""
    return _Push(text, "plain", icon_name, "muted")


def quiet_button(text: str, icon_name: str | None = None) -> QPushButton:
    """An action that keeps in the background."""
    return _Push(text, "quiet", icon_name, "muted")


def danger_button(text: str, icon_name: str | None = None) -> QPushButton:
    """Something that cannot be taken back; calm all the same."""
    return _Push(text, "danger", icon_name, "problem")


def link_button(text: str) -> QPushButton:
    """Looks like a link, works like a button."""
    return _Push(text, "link", None, "accent")


def rail_button(text: str, icon_name: str) -> QPushButton:
    """An action that stands in the rail, such as locking; looks like a place, works as a button."""
    return _Push(text, "nav", icon_name, "muted", room=(20, 8))


class Card(QFrame):
    """A quiet sheet on the page; put things into ``body``."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 20) -> None:
        super().__init__(parent)
        self._padding = padding
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self._fit()
        watcher().theme_changed.connect(self._fit)

    def _fit(self) -> None:
        edge = px(self._padding)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(px(8))


class Notice(QFrame):
    """A calm sentence in its place on the page, hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._kind = "info"
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(10)
        self._icon = QLabel()
        self._sentence = _label("", "sentence", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        watcher().theme_changed.connect(self._draw)
        self.hide()

    def sentence(self) -> str:
        """What is being said; empty while hidden."""
        return self._sentence.text()

    def kind(self) -> str:
        """``"info"`` or ``"problem"``."""
        return self._kind

    def show_sentence(self, sentence: str, kind: str = "info") -> None:
        """Say it, to the eye and to a screen reader. ``kind`` is ``"info"`` or ``"problem"``."""
        self._kind = kind
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.setAccessibleName(sentence)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw()
        self.show()
        # Loaded with the first sentence: the accessibility types are many, and a start may have nothing to say.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def clear(self) -> None:
        """Say nothing more."""
        self._sentence.clear()
        self.setAccessibleName("")
        self.hide()

    def _draw(self) -> None:
        problem = self._kind == "problem"
        name, colour = ("problem", current().problem) if problem else ("info", current().accent)
        size = QSize(px(20), px(20))
        from peerjournal.ui.theme.icons import icon

        self._icon.setPixmap(icon(name, color=colour).pixmap(size, self.devicePixelRatioF()))
