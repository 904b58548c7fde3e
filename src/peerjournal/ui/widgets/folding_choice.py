"""One of several: side by side where there is room, in a drop-down list where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedLayout, QWidget

from peerjournal.ui.theme import watcher
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import segmented


class FoldingChoice(QWidget):
    """As a :class:`SegmentedChoice`; it never needs more width than its longest choice."""

    chosen = Signal(int)

    def __init__(self, choices: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.segments = segmented(choices)
        self.list = CalmCombo()
        self.list.addItems(list(choices))
        self._fold = QStackedLayout(self)
        self._always = False
        for control in (self.segments, self.list):
            control.setAccessibleName(name)
            self._fold.addWidget(control)
        self.segments.chosen.connect(self._told)
        self.list.activated.connect(self.choose)
        watcher().theme_changed.connect(self._fit)
        self._fit()

    @property
    def folded(self) -> bool:
        """Whether it is a list now."""
        return self._fold.currentWidget() is self.list

    def keep_folded(self, *, on: bool) -> None:
        """Be a list in any case, or only where there is too little room."""
        self._always = on
        self.updateGeometry()
        self._fit()

    def index(self) -> int:
        """Which one is chosen, from 0."""
        return self.segments.index()

    def choose(self, index: int) -> None:
        """Choose one; ``chosen`` is emitted if that is a change."""
        self.segments.choose(index)

    def point_at(self, index: int) -> None:
        """Choose one without telling."""
        with QSignalBlocker(self):
            self.choose(index)

    def focus_here(self) -> None:
        """Give it the keyboard."""
        target = self.list if self.folded else self.segments.buttons()[self.index()]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """All of them side by side, or the list."""
        wide = self.list if self._always else self.segments
        return QSize(wide.sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The list alone."""
        return QSize(min(self.list.sizeHint().width(), self.sizeHint().width()), self._height())

    def event(self, event: QEvent) -> bool:
        """Fold or unfold as there is room."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return super().event(event)

    def _height(self) -> int:
        return max(self.segments.sizeHint().height(), self.list.sizeHint().height())

    def _fit(self) -> None:
        folds = self._always or self.width() < self.segments.sizeHint().width()
        wanted = self.list if folds else self.segments
        if self._fold.currentWidget() is not wanted:
            focused = QApplication.focusWidget()
            inside = focused is not None and self.isAncestorOf(focused)
            self._fold.setCurrentWidget(wanted)
            if inside:
                self.focus_here()

    def _told(self, index: int) -> None:
        self.list.setCurrentIndex(index)
        self.chosen.emit(index)
