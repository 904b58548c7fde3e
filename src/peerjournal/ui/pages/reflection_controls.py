"""Controls of the form of a reflection that give way where there is little room."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLayout, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from peerjournal.ui.theme import px
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.steps_row import OpenChoice


def stops_as_read(place: QWidget) -> Iterator[QWidget]:
    """What may have the keyboard in it, in the order of its layouts: as it is read, whenever it was made."""
    if place.focusPolicy() & Qt.FocusPolicy.ClickFocus and place.focusProxy() is None:
        yield place
    yield from _stops_in(place.layout())


def _stops_in(layout: QLayout | None) -> Iterator[QWidget]:
    items = [] if layout is None else [layout.itemAt(n) for n in range(layout.count())]
    for item in items:
        widget = None if item is None else item.widget()
        if widget is not None:
            yield from stops_as_read(widget)
        elif item is not None:
            yield from _stops_in(item.layout())


class Kinds(OpenChoice):
    """An open choice between words, which goes on in the next line where the first is full."""

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(name, [(word, word) for word in words], parent)
        lines = QWidget()
        lines.setAccessibleName(name)
        flow = FlowLayout(lines, px(1))
        while self._across.takeAt(0) is not None:
            pass
        for part in (*self.choices, self.clear):
            flow.addWidget(part)
        self._across.addWidget(lines, 1)


class PartBox(QCheckBox):
    """A part to be chosen by its title, which ends in an ellipsis where it does not fit. ``full`` is all of it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full = title
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._elide(title)

    def minimumSizeHint(self) -> QSize:
        """A word or so; it never makes the page wider."""
        return QSize(px(80), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits now."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font fits fewer words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        self._elide(self.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideRight, room))

    def _elide(self, shown: str) -> None:
        words = shown.replace("&", "&&")
        if words != self.text():
            self.setText(words)
        self.setToolTip(self.full if shown != self.full else "")
