"""Find in the entry: as you type, the hits in sight highlighted, the count in words."""

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QColor,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QToolButton, QWidget

from peerjournal.i18n import _
from peerjournal.ui.text import number
from peerjournal.ui.theme import current, px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.editor.matching import FoldedText

_LONGEST_TAKEN_OVER = 100
_AFTER_EDIT_MS = 200


class FindBar(QWidget):
    """Searches one text widget, in which it also moves the selection. ``closed`` fires when it goes away."""

    closed = Signal()

    def __init__(self, editor: QTextEdit, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._name = name or _("Find in this entry")
        self._folded: FoldedText | None = None
        self._folded_revision = -1
        self._hits: list[tuple[int, int]] = []
        self._now = -1
        self._from = 0
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_EDIT_MS)
        self._later.timeout.connect(self._follow_edit)
        editor.document().contentsChange.connect(self._note_change)
        editor.verticalScrollBar().valueChanged.connect(self._paint_hits)
        editor.installEventFilter(self)
        watcher().theme_changed.connect(self._paint_hits)
        self.hide()

    def open(self) -> None:
        """Show the bar with the keyboard in it; a short selection becomes what is looked for."""
        cursor = self._editor.textCursor()
        chosen = cursor.selectedText()
        self._from = cursor.selectionStart()
        self.show()
        if chosen and len(chosen) <= _LONGEST_TAKEN_OVER and "\u2029" not in chosen:
            self.field.setText(chosen)
        self._search()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Close and give the keyboard back to the text, the last hit selected."""
        self.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def find_next(self) -> None:
        """On to the next hit; after the last comes the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Back to the hit before; before the first comes the last."""
        self._step(-1)

    @property
    def hits(self) -> int:
        """How many there are."""
        return len(self._hits)

    # ------------------------------------------------------------------------------------------ making

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self._name)
        self.field.setAccessibleName(self._name)
        self.field.textChanged.connect(self._search)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setMinimumWidth(px(96))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        self.previous_button = self._button("up", _("Previous place"), "Shift+F3", self.find_previous)
        self.next_button = self._button("down", _("Next place"), "F3", self.find_next)
        self.close_button = self._button("close", _("Close find"), "", self.dismiss)
        for button in (self.previous_button, self.next_button, self.close_button):
            row.addWidget(button)

    def _button(self, picture: str, text: str, keys: str, command: object) -> QToolButton:
        action = QAction(icon(picture), text, self)
        action.triggered.connect(command)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setToolTip(_("{command} ({keys})").format(command=text, keys=keys))
            # With the bar open the keys work in the text, too; a hidden bar does not listen.
            self.field.addAction(action)
            self._editor.addAction(action)
            action.setEnabled(False)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(text)
        button.setProperty("role", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    # ---------------------------------------------------------------------------------------- searching

    def _search(self) -> None:
        self._find()
        self._now = -1
        if self._hits:
            starts = [start for start, _end in self._hits]
            self._now = bisect_left(starts, self._from) % len(self._hits)
        self._show_now()

    def _find(self) -> None:
        revision = self._editor.document().revision()
        if self._folded is None or revision != self._folded_revision:
            self._folded = FoldedText(self._editor.document().toRawText())
            self._folded_revision = revision
        self._hits = self._folded.find_all(self.field.text())

    def _step(self, by: int) -> None:
        self._find()
        if self._hits:
            cursor = self._editor.textCursor()
            starts = [start for start, _end in self._hits]
            if by > 0:
                at = bisect_left(starts, cursor.selectionStart() + cursor.hasSelection())
            else:
                at = bisect_left(starts, cursor.selectionStart()) - 1
            self._now = at % len(self._hits)
        self._show_now()

    def _show_now(self) -> None:
        if 0 <= self._now < len(self._hits):
            cursor = self._editor.textCursor()
            start, end = self._hits[self._now]
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
            self._from = start
        self._tell()
        self._paint_hits()

    def _tell(self) -> None:
        if not self.field.text():
            said = ""
        elif not self._hits:
            said = _("Not found")
        else:
            said = _("{n} of {total}").format(n=number(self._now + 1), total=number(len(self._hits)))
        if said != self.count.text():
            self.count.setText(said)
            if said and self.isVisible():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, said))

    # ------------------------------------------------------------------------------------- highlighting

    def _paint_hits(self) -> None:
        marked: list[QTextEdit.ExtraSelection] = []
        if self.isVisible() and self._hits:
            colours = current()
            viewport = self._editor.viewport().rect()
            top = self._editor.cursorForPosition(viewport.topLeft()).block().position()
            end_block = self._editor.cursorForPosition(viewport.bottomRight()).block()
            bottom = end_block.position() + end_block.length()
            first = bisect_left(self._hits, (top, 0))
            for index in range(first, bisect_left(self._hits, (bottom, 0))):
                selection = QTextEdit.ExtraSelection()
                cursor = self._editor.textCursor()
                cursor.setPosition(self._hits[index][0])
                cursor.setPosition(self._hits[index][1], QTextCursor.MoveMode.KeepAnchor)
                selection.cursor = cursor
                here = index == self._now
                selection.format.setBackground(QColor(colours.accent if here else colours.match))
                selection.format.setForeground(QColor(colours.on_accent if here else colours.text))
                marked.append(selection)
        if marked or self._editor.extraSelections():
            self._editor.setExtraSelections(marked)

    def _note_change(self, _at: int, removed: int, added: int) -> None:
        if (removed or added) and self.isVisible():
            self._later.start()

    def _follow_edit(self) -> None:
        if self.isVisible():
            self._find()
            self._now = min(self._now, len(self._hits) - 1)
            self._tell()
            self._paint_hits()

    # --------------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Enter and Shift+Enter go through the hits."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focusWidget() is self.field:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.find_previous()
            else:
                self.find_next()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the text closes an open bar, too; a new size shows other hits."""
        if watched is self._editor and self.isVisible():
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self.dismiss()
                    return True
            elif event.type() == QEvent.Type.Resize:
                self._later.start()
        return False

    def setVisible(self, visible: bool) -> None:
        """The keys F3 and Shift+F3 belong to the bar only while it is open."""
        super().setVisible(visible)
        for button in (self.previous_button, self.next_button):
            button.defaultAction().setEnabled(visible)

    def hideEvent(self, event: QHideEvent) -> None:
        """Takes the highlights away and lets go of the folded text."""
        super().hideEvent(event)
        self._folded, self._hits, self._now = None, [], -1
        self._paint_hits()
        self.closed.emit()
