"""Words to choose some of, side by side, and a place to type another one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from peerjournal.journal.checkin import LONGEST_LABEL, tidy_label
from peerjournal.journal.entry import folded
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.basics import muted
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.flow import FlowLayout

_WIDEST = 240
_NARROW = 440


@dataclass(frozen=True)
class Word:
    """One of them: what it is kept as, and what is seen."""

    key: str
    label: str


class _Chip(QToolButton):
    """One word to switch on and off; a very long one gives way."""

    def __init__(self, choice: "WordChoice", word: Word) -> None:
        super().__init__(choice)
        self._choice = choice
        self.word = word
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAccessibleName(word.label)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.fit()

    def fit(self) -> None:
        """As much of the word as there is room for."""
        font = ui_font(px(13))
        shown = QFontMetrics(font).elidedText(self.word.label, Qt.TextElideMode.ElideRight, px(_WIDEST))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self.word.label if shown != self.word.label else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go on, Space switches, letters begin another word."""
        if not self._choice.take_key(self, event):
            super().keyPressEvent(event)


class _Another(QLineEdit):
    """Takes one word at a time. ``finished`` on Enter, comma or leaving, ``left`` on Esc or a step before its start."""

    finished = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        towards_chips = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.text() in {",", "،", "、"} or (enter and self.text().strip()):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif at_start and event.key() in {Qt.Key.Key_Backspace, towards_chips}:
            self.left.emit()
        elif enter or event.key() == Qt.Key.Key_Escape:
            event.ignore()  # it means something to the form
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.finished.emit()


class WordChoice(QWidget):
    """Some of these words. ``changed`` when one is switched on or off, ``typed`` carries a word that is not there yet.

    Who hears ``typed`` keeps the word and calls :meth:`add`. Tab reaches one of the words and then the field; the
    arrows go through the words, Space switches one, a letter begins another. ``heading`` stands before the words.
    """

    changed = Signal()
    typed = Signal(str)

    def __init__(self, name: str, another: str, *, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chips: list[_Chip] = []
        self._heading: QLabel | None = muted(heading) if heading else None
        place = QWidget()
        self._flow = FlowLayout(place)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        if self._heading is not None:
            self._across.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(place, 1)
        self.plus = icon_button("plus", another)
        self.field = _Another()
        self.field.setProperty("role", "tag")
        self.field.setMaxLength(LONGEST_LABEL)
        self.field.setAccessibleName(another)
        self.field.setPlaceholderText(another)
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.field.hide()
        self._flow.addWidget(self.plus)
        self._flow.addWidget(self.field)
        self.plus.clicked.connect(lambda: self._begin(""))
        self.field.finished.connect(self.take_typed)
        self.field.left.connect(self._step_back)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    # ----------------------------------------------------------------------------------------- what is chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of those switched on, in the order they stand in."""
        return tuple(chip.word.key for chip in self._chips if chip.isChecked())

    @property
    def words(self) -> tuple[Word, ...]:
        """All of them."""
        return tuple(chip.word for chip in self._chips)

    def set_words(self, words: Sequence[Word], chosen: Iterable[str] = ()) -> None:
        """Show these, and those chosen switched on; nothing is told."""
        on = set(chosen)
        if tuple(words) != self.words:
            self._drop_all()
            for word in words:
                self._add_chip(word)
            self._rove(self._chips[0] if self._chips else None)
        for chip in self._chips:
            with QSignalBlocker(chip):
                chip.setChecked(chip.word.key in on)

    def add(self, word: Word) -> None:
        """One more, switched on; ``changed`` is emitted."""
        self._add_chip(word)
        self._rove(self._chips[-1])
        self._chips[-1].setChecked(True)

    def take_typed(self) -> None:
        """What stands in the field is a word, so that it is not lost; a word that is there is switched on."""
        label = tidy_label(self.field.text())
        self.field.clear()
        if not label:
            if not self.field.hasFocus():
                self._fold()
            return
        same = next((c for c in self._chips if folded(c.word.label) == folded(label)), None)
        if same is not None:
            same.setChecked(True)
        else:
            self.typed.emit(label)
        if not self.field.hasFocus() and not self.field.text():
            self._fold()

    def give_back(self, label: str) -> None:
        """What could not be kept as a word stands in the field again."""
        self.plus.hide()
        self.field.show()
        self.field.setText(label)

    # ----------------------------------------------------------------------------------------------- keyboard

    def take_key(self, chip: _Chip, event: QKeyEvent) -> bool:
        """Do what a key means on a word; False if it means nothing here."""
        key, at = event.key(), self._chips.index(chip)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        forwards = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._focus(at + (1 if key == forwards else -1))
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._focus_line(chip, down=key == Qt.Key.Key_Down)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._focus(0 if key == Qt.Key.Key_Home else len(self._chips) - 1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            chip.setChecked(False)
        elif event.text().strip() and event.text().isprintable():
            self._begin(event.text())
        else:
            return False
        return True

    def stops(self) -> list[QWidget]:
        """What the Tab key may reach, in its order."""
        return [*self._chips, self.plus, self.field]

    def focus_here(self) -> None:
        """Give it the keyboard."""
        target = next((c for c in self._chips if c.focusPolicy() == Qt.FocusPolicy.StrongFocus), self.plus)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._flow.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The heading before the words, or above them where it is narrow."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= px(_NARROW)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != way:
            self._across.setDirection(way)
        self._across.setSpacing(px(4))
        if self._heading is not None:
            self._heading.setMinimumSize(px(116) if beside else 0, self.plus.sizeHint().height() if beside else 0)

    def _focus(self, at: int) -> None:
        if 0 <= at < len(self._chips):
            self._rove(self._chips[at])
            self._chips[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _focus_line(self, chip: _Chip, *, down: bool) -> None:
        """The nearest word in the line above or below."""
        here = chip.geometry().center()
        ways = [
            c for c in self._chips if (c.y() > chip.geometry().bottom() if down else c.geometry().bottom() < chip.y())
        ]
        if ways:
            lines = [abs(c.geometry().center().y() - here.y()) for c in ways]
            in_line = [c for c, away in zip(ways, lines, strict=True) if away == min(lines)]
            nearest = min(in_line, key=lambda c: abs(c.geometry().center().x() - here.x()))
            self._focus(self._chips.index(nearest))

    def _rove(self, stop: _Chip | None) -> None:
        """Only one of the words lies on the way of the Tab key."""
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)

    def _begin(self, text: str) -> None:
        # First what comes, then what goes: the focus then never wanders off.
        self.field.show()
        self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)  # noqa: FBT003 - Qt's name
        self.plus.hide()

    def _fold(self) -> None:
        self.plus.show()
        self.field.hide()

    def _step_back(self) -> None:
        self.plus.show()
        self.focus_here()
        self._fold()

    # ----------------------------------------------------------------------------------------------- building

    def _add_chip(self, word: Word) -> None:
        chip = _Chip(self, word)
        before: QWidget | None = self._chips[-1] if self._chips else None
        self._flow.insert_widget(len(self._chips), chip)
        if before is not None:
            QWidget.setTabOrder(before, chip)
        QWidget.setTabOrder(chip, self.plus)
        self._chips.append(chip)
        chip.toggled.connect(lambda _on: self.changed.emit())
        chip.clicked.connect(lambda _on, c=chip: self._rove(c))
        chip.show()

    def _drop_all(self) -> None:
        while self._chips:
            chip = self._chips.pop()
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()

    def _measure(self) -> None:
        t = current()
        self.field.setStyleSheet(
            f"QLineEdit {{ border: 1px solid {t.strong}; border-radius: {px(13)}px; margin: 1px;"
            f" padding: {px(4)}px {px(10)}px; min-height: {px(18)}px; font-size: {px(13)}px;"
            f" background: transparent; }}"
            f"QLineEdit:focus {{ border: 2px solid {t.focus}; margin: 0; background: {t.surface}; }}"
        )
        self.field.setFixedWidth(px(150))
        self.plus.setIconSize(QSize(px(16), px(16)))
        self._flow.setSpacing(px(6))
        self._turn()
        for chip in self._chips:
            chip.fit()
