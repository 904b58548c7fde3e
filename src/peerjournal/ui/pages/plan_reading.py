"""The whole plan as it reads: large, quiet, and nothing to press."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.plan import OwnPerson, Section, Strategy
from peerjournal.sharing import marks
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.editor.private import runs_to_left
from peerjournal.ui.widgets.editor.reading import ReadingView

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

_SCROLLING = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Space,
}  # fmt: skip
_INSIDE = 4  # what a document keeps free at its edges; headings stand in line with it

Plan = tuple[tuple[Section, ...], tuple[Strategy, ...], tuple[OwnPerson, ...]]


def held(journal: "OpenJournal") -> Plan:
    """What the plan holds: sections in which something stands, strategies, people."""
    # Imported here: operations bring in SQLAlchemy, which only an open journal needs.
    from peerjournal.operations import plan

    sections = tuple(s for s in plan.sections(journal) if s.text.strip())
    return sections, tuple(plan.strategies(journal)), tuple(plan.own_people(journal))


class PlanReading(ScrolledColumn):
    """Scrolled by wheel and keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(above=4, spacing=28, parent=parent)
        self._shown: Plan | None = None
        self._blocks: list[QWidget] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("My plan, to read"))
        self.body.addStretch(1)

    def show_plan(self, plan: Plan) -> None:
        """Show it from its top; what is on show already stays where it is."""
        if plan == self._shown:
            return
        self._shown = plan
        for block in self._blocks:
            self.body.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._blocks = list(_blocks(*plan))
        for place, block in enumerate(self._blocks):
            self.body.insertWidget(place, block)
        self.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """All words on show, private ones too."""
        return "\n".join(block.text() for block in self._blocks if isinstance(block, Block))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Besides the keys that scroll anyway: Home, End and Space."""
        bar = self.verticalScrollBar()
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        elif event.key() == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
        else:
            super().keyPressEvent(event)


def _blocks(
    sections: Sequence[Section], strategies: Sequence[Strategy], people: Sequence[OwnPerson]
) -> "Iterator[Block]":
    for section in sections:
        yield Block(marks.without_marks(section.heading), [SectionWords(section.heading, section.text)])
    if strategies:
        yield Block(_("What helps"), [Item(s.what, s.when, s.how) for s in strategies])
    if people:
        yield Block(_("My people"), [Item(p.name, p.reach, p.for_what) for p in people])


class Block(QWidget):
    """A heading and what stands under it."""

    def __init__(self, name: str, parts: "Sequence[SectionWords | Item]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._parts = parts
        self._name = QLabel(name)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        self._name.setProperty("role", "h1")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._name.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        self._lines.addWidget(self._name)
        for part in parts:
            self._lines.addWidget(part)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def text(self) -> str:
        """Its words."""
        return "\n".join([self._name.text(), *(part.text() for part in self._parts)])

    def _measure(self) -> None:
        self._lines.setSpacing(px(12))


class SectionWords(ReadingView):
    """A section as rendered Markdown, as high as it is; the page scrolls, not this."""

    def __init__(self, heading: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(marks.without_marks(heading))
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_text(text, marks=True)
        self._fit()

    def text(self) -> str:
        """Its words as they are read."""
        return self.toPlainText()

    def set_text(self, text: str, *, marks: bool = False) -> None:
        super().set_text(text, marks=marks)
        if "](" in text or "://" in text or "@" in text:  # only a link needs the keyboard
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that scroll are for the page."""
        if event.key() in _SCROLLING and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _centre(self) -> None:
        """It begins at the edge of the column, below its heading."""
        self.setViewportMargins(0, 0, 0, 0)

    def _dress(self) -> None:
        super()._dress()
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = round(self.document().size().height()) + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)


class Item(QWidget):
    """Something that helps, or somebody: what or who, and two lines about it."""

    def __init__(self, name: str, first: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [QLabel(marks.without_marks(text)) for text in (name, first, second)]
        # All three stand at the side where the name begins.
        side = Qt.AlignmentFlag.AlignRight if runs_to_left(self._labels[0].text()) else Qt.AlignmentFlag.AlignLeft
        self._lines = QVBoxLayout(self)
        for label, role in zip(self._labels, ("reading-name", "reading", "reading"), strict=True):
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(label)
            label.setVisible(bool(label.text().strip()))  # once it has its place: before, it would be a window
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def text(self) -> str:
        """Its words."""
        return "\n".join(label.text() for label in self._labels if label.text())

    def _measure(self) -> None:
        self._lines.setContentsMargins(_INSIDE, 0, _INSIDE, px(6))
        self._lines.setSpacing(px(4))
