"""Tags as small chips, and a place to type another one."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QToolButton, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import LONGEST_TAG, folded, tidy_tag, tidy_tags
from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.flow import FlowLayout


class _TagEdit(QLineEdit):
    """Takes one tag at a time. ``finished`` on Enter, comma or leaving; ``back`` for a step before its start."""

    finished = Signal()
    back = Signal(bool)  # True: Backspace, False: the arrow key
    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        towards_chips = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.text() in {",", "،", "、"}:
            self.finished.emit()
        elif at_start and event.key() in {Qt.Key.Key_Backspace, towards_chips}:
            self.back.emit(event.key() == Qt.Key.Key_Backspace)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()


class _TagChip(QToolButton):
    """One tag; pressing it, Delete or Backspace takes it away."""

    taken_away = Signal()
    moved = Signal(int)

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag
        self.setProperty("role", "chip")
        self.setText(tag.replace("&", "&&"))
        self.setIcon(icon("close", 12))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Tag {tag}, press to remove").format(tag=tag))
        self.setToolTip(_("Remove the tag “{tag}”").format(tag=tag))
        self.clicked.connect(lambda _on: self.taken_away.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.taken_away.emit()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.moved.emit(1 if (event.key() == Qt.Key.Key_Right) != mirrored else -1)
        else:
            super().keyPressEvent(event)


class TagField(QWidget):
    """The tags of an entry. ``changed`` when the person adds or removes one.

    Typing and Enter or a comma makes a chip, Backspace in the empty field removes the last one.
    """

    changed = Signal()
    names_wanted = Signal()  # the person is about to type one: time for set_known

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[_TagChip] = []
        self._flow = FlowLayout(self)
        self._edit = _TagEdit()
        self._edit.setProperty("role", "tag")
        self._edit.setAccessibleName(_("Add a tag"))
        self._edit.setPlaceholderText(_("Add a tag"))
        self._edit.setMaxLength(LONGEST_TAG)
        self._edit.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _name: self._take(), Qt.ConnectionType.QueuedConnection)
        self._edit.setCompleter(completer)
        self._edit.finished.connect(self._take)
        self._edit.entered.connect(self.names_wanted)
        self._edit.back.connect(self._step_back)
        self._flow.addWidget(self._edit)
        self.setAccessibleName(_("Tags"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags now, in order; what is still being typed is not one yet."""
        return tuple(chip.tag for chip in self._chips)

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these tags; nothing is emitted."""
        for chip in self._chips:
            self._drop(chip)
        self._chips = []
        self._edit.clear()
        for tag in tidy_tags(tuple(tags)):
            self._add(tag)

    def set_known(self, names: Iterable[str]) -> None:
        """Tags to complete from."""
        self._names.setStringList(list(names))

    def set_read_only(self, read_only: bool) -> None:
        """Only show the tags."""
        self._edit.setVisible(not read_only)
        for chip in self._chips:
            chip.setEnabled(not read_only)

    def take_typed(self) -> None:
        """What is being typed becomes a tag, so that it is not lost."""
        self._take()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._flow.invalidate()

    def _add(self, tag: str) -> None:
        chip = _TagChip(tag)
        # Turned round, so that the cross stands after the tag.
        turned = Qt.LayoutDirection.LeftToRight if self.isRightToLeft() else Qt.LayoutDirection.RightToLeft
        chip.setLayoutDirection(turned)
        chip.setIconSize(QSize(px(12), px(12)))
        chip.taken_away.connect(lambda: self._remove(chip))
        chip.moved.connect(lambda step: self._move(chip, step))
        last = self._chips[-1] if self._chips else _reached_before(self._edit)
        self._flow.insert_widget(len(self._chips), chip)
        # A chip comes last in the window's order by itself; it belongs before the field.
        QWidget.setTabOrder(last, chip)
        self._chips.append(chip)
        chip.show()

    def _take(self) -> None:
        tag = tidy_tag(self._edit.text())
        self._edit.clear()
        if tag and folded(tag) not in {folded(t) for t in self.tags}:
            self._add(tag)
            self.changed.emit()

    def _remove(self, chip: _TagChip) -> None:
        if chip not in self._chips:
            return
        at = self._chips.index(chip)
        had_focus = chip.hasFocus()
        self._chips.remove(chip)
        if had_focus:
            following: QWidget = self._chips[at] if at < len(self._chips) else self._edit
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(chip)
        self.changed.emit()

    def _drop(self, chip: _TagChip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _step_back(self, remove: bool) -> None:
        if not self._chips:
            return
        if remove:
            self._remove(self._chips[-1])
        else:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, chip: _TagChip, step: int) -> None:
        at = self._chips.index(chip) + step
        if at >= len(self._chips):
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at >= 0:
            self._chips[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        t = current()
        self._edit.setStyleSheet(
            f"QLineEdit {{ border: 1px solid {t.strong}; border-radius: {px(13)}px; margin: 1px;"
            f" padding: {px(4)}px {px(10)}px; min-height: {px(18)}px; font-size: {px(13)}px;"
            f" background: transparent; }}"
            f"QLineEdit:focus {{ border: 2px solid {t.focus}; margin: 0; background: {t.surface}; }}"
        )
        self._edit.setFixedWidth(px(120))
        self._flow.setSpacing(px(6))
        for chip in self._chips:
            chip.setIconSize(QSize(px(12), px(12)))


def _reached_before(widget: QWidget) -> QWidget:
    """What Tab reaches before ``widget``."""
    before: QWidget | None = widget.previousInFocusChain()
    while before is not None and before is not widget and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    return widget if before is None else before
