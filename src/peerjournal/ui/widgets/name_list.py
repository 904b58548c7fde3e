"""A list of names in the person's order: add, rename in place, move, take out and bring back, all by keyboard too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from peerjournal.i18n import _
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.widgets.basics import plain_button
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.line_breaks import broken

_WHOLE = Qt.ItemDataRole.UserRole
_SIDE, _TOP = 10, 5
_HIGHEST = 300


@dataclass(frozen=True)
class Name:
    """One of them. ``passing`` is said below it, ``out`` ones are not used any more. Without an id it is a heading."""

    id: str
    name: str
    passing: str = ""
    out: bool = False


class _Delegate(QStyledItemDelegate):
    """Paints a name and, below it, what is said in passing; both wrap, so that large text hides nothing."""

    def __init__(self, view: "_Names", longest: int) -> None:
        super().__init__(view)
        self._view = view
        self._longest = longest

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width there is; the height the words need."""
        name = _name_at(index)
        width = self._view.viewport().width()
        words = max(px(40), width - 2 * px(_SIDE))
        height = _height(name.name, _font(name), words) + 2 * px(_TOP)
        if name.passing:
            height += _height(name.passing, ui_font(px(13)), words)
        if not name.id and index.row():
            height += px(8)
        return QSize(width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The words, on the ground of the row chosen."""
        name, t, rect = _name_at(index), current(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if name.id:
            self._ground(painter, rect, option.state)
        inner = rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_TOP))
        if not name.id and index.row():
            inner.setTop(inner.top() + px(8))
        painter.setFont(_font(name))
        painter.setPen(QColor(t.text if name.id and not name.out else t.muted))
        inner.setTop(self._words(painter, inner, name.name))
        painter.setFont(ui_font(px(13)))
        painter.setPen(QColor(t.muted))
        self._words(painter, inner, name.passing)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A field in the place of the row."""
        field = QLineEdit(parent)
        field.setMaxLength(self._longest)
        field.setAccessibleName(_("New name"))
        field.textEdited.connect(lambda _text: self._view.typed.emit())
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As high as a field is, whatever the row."""
        rect = QRect(option.rect)
        height = max(rect.height(), editor.sizeHint().height())
        top = min(rect.y(), max(0, self._view.viewport().height() - height))
        editor.setGeometry(rect.x(), top, rect.width(), height)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """The name alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(_name_at(index).name)

    def setModelData(
        self, editor: QWidget, _model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Only said: who keeps the names shows them anew."""
        name = _name_at(index)
        if isinstance(editor, QLineEdit) and editor.text() != name.name:
            self._view.renamed.emit(name.id, editor.text())

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        t = current()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        ring = chosen and self._view.hasFocus()
        painter.setBrush(QColor(t.accent_soft if chosen else t.hover))
        edge = t.focus if ring else t.accent
        painter.setPen(QPen(QColor(edge), 2 if ring else t.line) if chosen else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), px(7), px(7))

    def _words(self, painter: QPainter, spot: QRect, words: str) -> int:
        """Where they end; they keep the side of the interface and the direction of their script."""
        if not words:
            return spot.top()
        side = Qt.AlignmentFlag.AlignRight if self._view.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        lines = broken(words, painter.font(), spot.width())
        painter.drawText(spot, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop, lines)
        return spot.top() + _height(words, painter.font(), spot.width())


class _Names(QListWidget):
    """As high as its rows, up to a bound; then it scrolls."""

    renamed = Signal(str, str)
    typed = Signal()
    moved = Signal(int)
    out_wanted = Signal()
    pressed = Signal()

    def __init__(self, name: str, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        delegate = _Delegate(self, longest)
        self.setItemDelegate(delegate)
        delegate.closeEditor.connect(lambda *_field: self.typed.emit())
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListWidget.EditTrigger.DoubleClicked | QListWidget.EditTrigger.EditKeyPressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        watcher().theme_changed.connect(self.fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the row, Delete takes it out, Enter or F2 renames it, Space is its owner's."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        item: QListWidgetItem | None = self.currentItem()  # may be none, whatever the stubs say
        if item is None or self.state() == QListWidget.State.EditingState:
            super().keyPressEvent(event)
        elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.out_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.editItem(item)
        elif event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def editor(self) -> QLineEdit | None:
        """The field a name is being typed in, if it is."""
        if self.state() != QListWidget.State.EditingState:
            return None
        # One that was closed waits to be deleted.
        return next((field for field in self.viewport().findChildren(QLineEdit) if not field.isHidden()), None)

    def finish(self) -> None:
        """A name that is being typed counts."""
        field = self.editor()
        if field is not None:
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)

    def fit(self) -> None:
        """Take the height the rows need."""
        self.scheduleDelayedItemsLayout()
        rows = sum(self.sizeHintForRow(n) for n in range(self.count()))
        height = min(rows, px(_HIGHEST)) + 2 * self.frameWidth() + 6
        if height != self.height():
            self.setFixedHeight(height)


class NameList(QWidget):
    """The names, and below them what can be done with the one chosen. Nothing changes here: signals say what is wanted.

    ``added`` carries what was typed, ``renamed`` an id and the new name, ``ordered`` all ids in the order wanted,
    ``out_wanted`` and ``back_wanted`` an id, ``pressed`` the id Space was pressed on, ``chosen`` the one moved to.
    ``typed`` on every key in a name that is not added or renamed yet, and when it is left; see :meth:`half_typed`.
    A name moves among those between the same two headings. Several lines pasted at once are several names.
    """

    added = Signal(str)
    renamed = Signal(str, str)
    ordered = Signal(object)
    out_wanted = Signal(str)
    back_wanted = Signal(str)
    pressed = Signal(str)
    chosen = Signal(str)
    typed = Signal()

    def __init__(
        self, name: str, another: str, take_out: str, *, bring_back: str = "", longest: int = 60,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._names: list[Name] = []
        self.list = _Names(name, longest)
        self.field = _Another(another, longest)
        self.add = plain_button(_("Add"), "plus")
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.rename = icon_button("pencil", _("Rename (Enter)"))
        self.out = icon_button("trash", _("{act} (Delete)").format(act=take_out))
        self.back = icon_button("restore", bring_back)
        self.adding = QWidget()
        self.buttons = QWidget()
        self._lay_out(with_field=bool(another))
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()
        self._show_buttons()

    # --------------------------------------------------------------------------------------------- what is in it

    def show_names(self, names: Sequence[Name], choose: str = "") -> None:
        """Show these. What was chosen stays so, or what came into its place is; what is being typed stays."""
        wanted = choose or self.current_id()
        row = self.list.currentRow()
        self._names = list(names)
        with QSignalBlocker(self.list):
            for n, name in enumerate(names):
                self._show_row(n, name)
            while self.list.count() > len(names):
                self.list.takeItem(len(names))
            self._choose(wanted, row)
        self.list.setVisible(bool(names))
        self.list.fit()
        self._show_buttons()
        if choose:
            self.list.scrollToItem(self.list.currentItem())

    def current(self) -> Name | None:
        """The one chosen."""
        row = self.list.currentRow()
        return self._names[row] if 0 <= row < len(self._names) and self._names[row].id else None

    def current_id(self) -> str:
        """The id of the one chosen; empty where none is."""
        chosen = self.current()
        return chosen.id if chosen is not None else ""

    def choose(self, id_: str) -> None:
        """Move to this one; ``chosen`` is emitted if that is a change."""
        row = next((n for n, name in enumerate(self._names) if name.id == id_), -1)
        if row >= 0:
            self.list.setCurrentRow(row)

    def ids(self) -> list[str]:
        """All of them, in order."""
        return [name.id for name in self._names if name.id]

    def focus_list(self) -> None:
        """Give the keyboard to the names, or to the field where there are none."""
        target = self.list if self._names else self.field
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """What is half typed counts."""
        self.list.finish()
        self.take_typed()

    def take_typed(self) -> None:
        """What stands in the field is wanted as a new name; it stays there until :meth:`taken`."""
        if self.field.text().strip():
            self.added.emit(self.field.text())

    def taken(self) -> None:
        """What was typed is added."""
        self.field.clear()

    def half_typed(self) -> dict[str, str]:
        """What is being typed, by the id of the name it takes the place of; another one stands under an empty id."""
        field = self.list.editor()
        renaming = {} if field is None else {self.current_id(): field.text()}
        return renaming | ({"": self.field.text()} if self.field.text().strip() else {})

    def type_again(self, half_typed: Mapping[str, str]) -> None:
        """As it stood; a name that was being changed is changed, as when the list is left."""
        for id_, name in half_typed.items():
            if not id_:
                self.field.setText(name)
            elif id_ in self.ids():
                self.renamed.emit(id_, name)

    # -------------------------------------------------------------------------------------------------- building

    def _lay_out(self, *, with_field: bool) -> None:
        self._row = QHBoxLayout(self.buttons)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (self.up, self.down, self.rename, self.out, self.back):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.adding_row = QHBoxLayout(self.adding)
        self.adding_row.setContentsMargins(0, 0, 0, 0)
        self.adding_row.addWidget(self.field, 1)
        self.adding_row.addWidget(self.add)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for widget in (self.list, self.buttons, self.adding):
            self._lines.addWidget(widget)
        self.adding.setVisible(with_field)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._moved_to)
        self.list.renamed.connect(self.renamed)
        self.list.typed.connect(self.typed)
        self.field.textChanged.connect(lambda _text: self.typed.emit())
        self.list.moved.connect(self._move)
        self.list.out_wanted.connect(self._take_out)
        self.list.pressed.connect(lambda: self.pressed.emit(self.current_id()))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.rename.clicked.connect(self._rename)
        self.out.clicked.connect(self._take_out)
        self.back.clicked.connect(lambda: self.back_wanted.emit(self.current_id()))
        self.add.clicked.connect(self._add_typed)
        self.field.entered.connect(self.take_typed)
        self.field.several.connect(self.several_lines)

    def _measure(self) -> None:
        self._lines.setSpacing(px(6))
        self._row.setSpacing(px(2))
        self.adding_row.setSpacing(px(8))

    def _show_row(self, n: int, name: Name) -> None:
        item = self.list.item(n) if n < self.list.count() else QListWidgetItem()
        if n >= self.list.count():
            self.list.addItem(item)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags if name.id else Qt.ItemFlag.NoItemFlags)
        item.setData(_WHOLE, name)
        item.setText(name.name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(x for x in (name.name, name.passing) if x))

    def _choose(self, id_: str, row: int) -> None:
        rows = [n for n, name in enumerate(self._names) if name.id]
        same = [n for n in rows if self._names[n].id == id_]
        if same:
            self.list.setCurrentRow(same[0])
        elif rows:
            self.list.setCurrentRow(min(rows, key=lambda n: abs(n - max(row, 0))))

    # ---------------------------------------------------------------------------------------------------- acting

    def _moved_to(self, _row: int) -> None:
        self._show_buttons()
        if self.current_id():
            self.chosen.emit(self.current_id())

    def _show_buttons(self) -> None:
        name, row = self.current(), self.list.currentRow()
        self.buttons.setVisible(bool(self._names))
        self.up.setEnabled(name is not None and self._neighbour(row, -1) >= 0)
        self.down.setEnabled(name is not None and self._neighbour(row, 1) >= 0)
        self.rename.setEnabled(name is not None)
        self.out.setVisible(name is None or not name.out)
        self.out.setEnabled(name is not None)
        self.back.setVisible(name is not None and name.out)

    def _neighbour(self, row: int, step: int) -> int:
        """The row beside, or -1 where there is none or a heading."""
        beside = row + step
        return beside if 0 <= beside < len(self._names) and self._names[beside].id else -1

    def _move(self, step: int) -> None:
        row, chosen = self.list.currentRow(), self.current_id()
        beside = self._neighbour(row, step)
        if not chosen or beside < 0:
            return
        names = list(self._names)
        names[row], names[beside] = names[beside], names[row]
        self.ordered.emit([name.id for name in names if name.id])
        self.choose(chosen)

    def _rename(self) -> None:
        if self.current() is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.editItem(self.list.currentItem())

    def _take_out(self) -> None:
        name = self.current()
        if name is not None and not name.out:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # its button may go
            self.out_wanted.emit(name.id)

    def _add_typed(self) -> None:
        if self.field.text().strip():
            self.take_typed()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def several_lines(self, lines: list[str]) -> None:
        """Each of these lines is wanted as a new name."""
        for line in lines:
            self.added.emit(line)


class _Another(QLineEdit):
    """Takes one name after the other. ``entered`` on Enter, ``several`` carries the lines where several are pasted."""

    entered = Signal()
    several = Signal(object)

    def __init__(self, invitation: str, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(longest)
        self.setAccessibleName(invitation)
        self.setPlaceholderText(invitation)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds; it must not reach the page."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = [line.strip() for line in QApplication.clipboard().text().splitlines() if line.strip()]
            if len(lines) > 1 and not self.text().strip():
                self.several.emit(lines)
                return
        super().keyPressEvent(event)


def _name_at(index: QModelIndex | QPersistentModelIndex) -> Name:
    name = index.data(_WHOLE)
    return name if isinstance(name, Name) else Name("", "")


def _font(name: Name) -> QFont:
    if name.id:
        return ui_font(px(15))
    font = ui_font(px(13))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _height(words: str, font: QFont, width: int) -> int:
    lines = 1 + broken(words, font, width).count("\n")
    return (lines - 1) * QFontMetrics(font).lineSpacing() + QFontMetrics(font).height()
