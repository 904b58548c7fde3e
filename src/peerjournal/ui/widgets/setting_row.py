"""One setting in a line: its label and sentence, and its control."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.settings import Setting, Settings
from peerjournal.ui.theme.apply import px, watcher
from peerjournal.ui.widgets.basics import body, muted
from peerjournal.ui.widgets.calm_combo import CalmCombo

NARROW = 460


class _Switch(QCheckBox):
    """Its words stand in the line before it, so it needs no distance to any behind it."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(px(9), 0)


class SettingRow(QWidget):
    """One setting: its label and sentence, and at the end of the line, or below where it is narrow, its control."""

    def __init__(self, setting: Setting, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = setting
        self._settings = settings
        self.label = body(setting.label)
        self.sentence = muted(setting.sentence, wrap=True)
        self.control = self._choice() if setting.choices else self._switch()
        self.control.setAccessibleName(setting.label)
        self.control.setAccessibleDescription(setting.sentence)
        self.label.setBuddy(self.control)
        self._words = QVBoxLayout()
        self._words.addWidget(self.label)
        self._words.addWidget(self.sentence)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.addLayout(self._words, 1)
        self._across.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        watcher().theme_changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one below the other."""
        super().resizeEvent(event)
        self._turn()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words of a yes-or-no setting are part of its control."""
        if isinstance(self.control, QCheckBox) and self.rect().contains(event.position().toPoint()):
            self.control.toggle()

    def _choice(self) -> QComboBox:
        box = CalmCombo()
        for value, label in self._setting.choices:
            box.addItem(label, value)
        box.setCurrentIndex(box.findData(self._settings[self._setting.key]))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.currentIndexChanged.connect(self._chosen)
        return box

    def _switch(self) -> QCheckBox:
        box = _Switch()
        box.setChecked(bool(self._settings[self._setting.key]))
        box.setCursor(Qt.CursorShape.PointingHandCursor)
        box.toggled.connect(self._toggled)
        return box

    def _chosen(self, index: int) -> None:
        self._settings[self._setting.key] = self._setting.choices[index][0]

    def _toggled(self, on: bool) -> None:
        self._settings[self._setting.key] = on

    def _turn(self) -> None:
        narrow = bool(self._setting.choices) and self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._across.direction() != way:
            self._across.setDirection(way)

    def _fit(self) -> None:
        self._across.setContentsMargins(0, px(6), 0, px(6))
        self._across.setSpacing(px(12))
        self._words.setSpacing(px(3))
        if isinstance(self.control, QComboBox):
            self.control.setMinimumWidth(px(184))
        self._turn()
