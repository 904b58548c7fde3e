"""The place to write: Markdown kept to the letter and styled while it is typed."""

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFrameFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QTextEdit, QToolTip, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import whole_characters
from peerjournal.sharing.marks import CLOSE, CLOSE_SIGN, OPEN, OPEN_SIGN, with_signs, with_tokens
from peerjournal.ui.theme import current, px, text_font, watcher
from peerjournal.ui.widgets.editor import markdown as md
from peerjournal.ui.widgets.editor.clipboard import clipboard_guard, our_mime_data
from peerjournal.ui.widgets.editor.highlighter import MarkdownHighlighter, fence_behind
from peerjournal.ui.widgets.editor.private import for_pasting
from peerjournal.ui.widgets.editor.private_marks import PrivateMarks
from peerjournal.ui.widgets.editor.units import characters, units
from peerjournal.ui.widgets.editor.words import WordCounter

TEXT_PIXELS = 17
_COLUMN_CHARACTERS = 72
_HUGE = 1_000_000
_PARAGRAPH_END = "\u2029"
_MOVE, _KEEP = QTextCursor.MoveMode.MoveAnchor, QTextCursor.MoveMode.KeepAnchor

_WIDE = re.compile(f"[\n{OPEN_SIGN}{CLOSE_SIGN}]")
_WIDE_AS = {"\n": ("\r\n",), OPEN_SIGN: (OPEN,), CLOSE_SIGN: (CLOSE,)}

LineRule = Callable[[list[str]], list[str]]


class MarkdownEditor(QTextEdit):
    """Edits plain text; no character is changed that the person did not change.

    :meth:`text` gives back exactly what :meth:`set_text` was given until the first edit; after that, line ends
    of any kind are ``\\n``. Half characters (lone surrogates) are U+FFFD from the start.

    ``edited`` fires at every change of the text by the person and costs next to nothing; ``word_count_changed``
    a moment later. ``giant_paragraph_pasted`` says that one paragraph is so long that typing in it is slow
    (see :meth:`split_giant_paragraphs`).

    With ``marks`` the text may hold private marks (:mod:`peerjournal.sharing.marks`): written out in :meth:`text` and
    on the clipboard, seen as a shaded stretch with a label. Whatever is done to the text, they stay whole and what
    is private stays so, until it is undone or :meth:`toggle_private` opens it. ``marks_problem`` carries a sentence
    when a mark is open or damaged, and an empty one when all are whole again. Places count the marks as written.
    """

    edited = Signal()
    word_count_changed = Signal(int)
    giant_paragraph_pasted = Signal()
    marks_problem = Signal(str)

    _marks: PrivateMarks | None = None  # Qt asks for painting and the like before it can be made

    # A QTextEdit, not a QPlainTextEdit: with a highlighter the latter repaints its whole viewport at every
    # key, which measured 3.4 times slower here.

    def __init__(self, parent: QWidget | None = None, *, marks: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("entry-text")
        self.setAccessibleName(_("Text of the entry"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("#entry-text { background: transparent; border: none; padding: 0; }")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._given: str | None = None
        self._loading = False
        self._touched = False
        self._highlighter = MarkdownHighlighter(self.document(), current(), px(TEXT_PIXELS), marks=marks)
        self._marks = PrivateMarks(self, self._highlighter) if marks else None
        if self._marks is not None:
            self._marks.problem.connect(self.marks_problem)
        self._words = WordCounter(self.document(), self)
        self._words.counted.connect(self.word_count_changed)
        clipboard_guard().watch()
        self.document().contentsChange.connect(self._note_change)
        self.document().contentsChanged.connect(self._tell_change)
        self._actions = self._make_actions()
        self._direction()
        self._dress()
        self.set_text("")
        watcher().theme_changed.connect(self._dress)

    # ------------------------------------------------------------------------------------------- the text

    def set_text(self, text: str) -> None:
        """Show another text: nothing to undo, not modified, the cursor at the start. ``edited`` stays silent."""
        text = whole_characters(text)
        document = self.document()
        self._loading = True
        document.setUndoRedoEnabled(False)
        # Python to Qt drops a byte order mark at the very start; hidden behind a letter it passes.
        self.setPlainText("x" + (with_signs(text) if self._marks else text))
        QTextCursor(document).deleteChar()
        room = QTextFrameFormat()
        room.setBottomMargin(px(120))
        document.rootFrame().setFrameFormat(room)
        if self._marks is not None:
            self._marks.begin()
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self._loading = False
        self._given = text if text != self._written() else None
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._words.soon()

    def text(self) -> str:
        """The text to the letter."""
        return self._written() if self._given is None else self._given

    def word_count(self) -> int:
        """The number of words now."""
        return self._words.count()

    def place(self) -> tuple[int, int]:
        """Where cursor and anchor stand, in characters of :meth:`text`."""
        cursor = self.textCursor()
        raw = self.document().toRawText()
        return self._outer(characters(raw, cursor.position())), self._outer(characters(raw, cursor.anchor()))

    def go_to(self, cursor: int, anchor: int) -> None:
        """Put cursor and anchor there (in characters of :meth:`text`; beyond the end means the end)."""
        raw = self.document().toRawText()
        moved = self.textCursor()
        moved.setPosition(units(raw, self._inner(anchor)), _MOVE)
        moved.setPosition(units(raw, self._inner(cursor)), _KEEP)
        self.setTextCursor(moved)
        self.ensureCursorVisible()

    def take_composed(self) -> None:
        """What an input method is still composing becomes text, so that it is not lost."""
        composed = self.textCursor().block().layout().preeditAreaText()
        if composed and not self.isReadOnly():
            taken = QInputMethodEvent("", [])
            taken.setCommitString(composed)
            QApplication.sendEvent(self, taken)
            QGuiApplication.inputMethod().reset()

    def _shown(self) -> str:
        return whole_characters(self.document().toRawText().replace(_PARAGRAPH_END, "\n"))

    def _written(self) -> str:
        return with_tokens(self._shown()) if self._marks else self._shown()

    def _outer(self, at: int) -> int:
        """A character of the shown text, counted in :meth:`text`."""
        if self._given is None:
            return len(with_tokens(self._shown()[:at])) if self._marks else at
        return at + sum(more for place, more in self._wide() if place < at)

    def _inner(self, at: int) -> int:
        """The other way round; inside what is one shown character, the place behind that."""
        for place, more in self._wide():
            if at <= place:
                break
            at = max(place + 1, at - more)
        return at

    def _wide(self) -> Iterator[tuple[int, int]]:
        """The shown characters that are more than one in :meth:`text`: their places, and how many more they are."""
        if not self._marks and (self._given is None or "\r\n" not in self._given):
            return
        text, wider = self.text(), 0
        for found in _WIDE.finditer(self._shown()):
            at = found.start() + wider
            more = next((len(long) - 1 for long in _WIDE_AS[found[0]] if text[at : at + len(long)].lower() == long), 0)
            if more:
                yield found.start(), more
                wider += more

    def _note_change(self, at: int, removed: int, added: int) -> None:
        if (removed or added) and not self._loading:
            self._touched = True
            if self._marks is not None:
                self._marks.note_change(at, removed, added)

    def _tell_change(self) -> None:
        if self._marks is not None and not self._loading:
            self._marks.after_change()
        if self._touched:
            self._touched = False
            self._given = None
            self._words.soon()
            self.edited.emit()

    # ---------------------------------------------------------------------------------------- the looks

    def _direction(self) -> None:
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    def _dress(self) -> None:
        font = text_font(px(TEXT_PIXELS))
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(4)
        if self._marks is not None:
            self._marks.dress()
        self._highlighter.restyle(current(), px(TEXT_PIXELS))
        self._centre()

    def _centre(self) -> None:
        widest = self.fontMetrics().averageCharWidth() * _COLUMN_CHARACTERS
        side = max(px(8), (self.width() - widest) // 2)
        self.setViewportMargins(side, px(8), side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle."""
        super().resizeEvent(event)
        self._centre()

    # ------------------------------------------------------------------------------------------- keys

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the focus, except in a list where it can still move the item."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and not self.isReadOnly()
            and self._shift_items(deeper=event.key() == Qt.Key.Key_Tab)
        ):
            event.accept()
            return True
        return self._margin_event(event) or super().event(event)

    def _margin_event(self, event: QEvent) -> bool:
        """Beside the column the wheel scrolls and a click puts the cursor, as in it."""
        if isinstance(event, QWheelEvent):
            return QApplication.sendEvent(self.verticalScrollBar(), event)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            beside = self.viewport().mapFrom(self, event.position().toPoint())
            inside = QPoint(min(max(beside.x(), 4), self.viewport().width() - 4), beside.y())
            self.setTextCursor(self.cursorForPosition(inside))
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with a list; keys beside a private mark leave it whole; everything else is Qt's."""
        if self._marks is not None and not self.isReadOnly() and self._key_for_marks(self._marks, event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if others == Qt.KeyboardModifier.NoModifier:
                self._new_line()
                return
            if others == Qt.KeyboardModifier.ShiftModifier:
                # Qt would put a U+2028 here, which is no line end to Markdown.
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
                return
        super().keyPressEvent(event)

    def _key_for_marks(self, marks: PrivateMarks, event: QKeyEvent) -> bool:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            (self.undo if event.matches(keys.Undo) else self.redo)()
            return True
        if event.text() == "}":
            return marks.finish_written()
        back = event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        return (back or event.matches(keys.Delete)) and marks.step_over(back=back)

    def undo(self) -> None:
        """Take the last step back, private marks and all."""
        with self._marks.left_alone() if self._marks is not None else nullcontext():
            super().undo()

    def redo(self) -> None:
        """Take the step again."""
        with self._marks.left_alone() if self._marks is not None else nullcontext():
            super().redo()

    def _new_line(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        block = cursor.block()
        line = block.text()
        at = characters(line, cursor.positionInBlock())
        start = "" if fence_behind(block.userState()) else md.after_enter(line, at)
        if start is None:
            self._replace(block, "")
        else:
            cursor.insertBlock()
            cursor.insertText(start)
        cursor.setKeepPositionOnInsert(True)  # before a private mark that is put back
        cursor.endEditBlock()
        cursor.setKeepPositionOnInsert(False)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _shift_items(self, *, deeper: bool) -> bool:
        """Move the list items of the selection one level; False if none can be moved."""
        blocks = self._blocks()
        if not all(md.is_list_item(b.text()) for b in blocks if b.text().strip()):
            return False
        moved: list[tuple[QTextBlock, str]] = []
        above = blocks[0].previous().text() if blocks[0].previous().isValid() else ""
        for block in blocks:
            line = block.text()
            new = md.indented(line, above) if deeper else md.outdented(line)
            if new is not None:
                moved.append((block, new))
            above = new if new is not None else line
        if not moved:
            return False
        with _OneStep(self.textCursor()):
            for block, new in moved:
                self._replace(block, new)
        return True

    # ---------------------------------------------------------------------------------------- commands

    def formatting_actions(self) -> list[QAction]:
        """The commands, for a tool bar or a menu; their shortcuts work while the text has the focus."""
        return list(self._actions)

    def _make_actions(self) -> list[QAction]:
        made = [
            self._action("bold", _("Bold"), "Ctrl+B", lambda: self.toggle_mark(md.BOLD_MARK)),
            self._action("italic", _("Italic"), "Ctrl+I", lambda: self.toggle_mark(md.ITALIC_MARK)),
            self._action("strike", _("Strike through"), "Ctrl+Shift+X", lambda: self.toggle_mark(md.STRIKE_MARK)),
            self._action("code", _("Code"), "Ctrl+E", lambda: self.toggle_mark(md.CODE_MARK)),
            self._action("heading", _("Large heading"), "Ctrl+Shift+1", lambda: self.toggle_heading(1)),
            self._action("heading-2", _("Heading"), "Ctrl+Shift+2", lambda: self.toggle_heading(2)),
            self._action("heading-3", _("Small heading"), "Ctrl+Shift+3", lambda: self.toggle_heading(3)),
            self._action("list", _("Bullet list"), "Ctrl+Shift+8", lambda: self.toggle_lines(md.toggle_bullets)),
            self._action("numbers", _("Numbered list"), "Ctrl+Shift+7", lambda: self.toggle_lines(md.toggle_numbers)),
            self._action("tasks", _("Task list"), "Ctrl+Shift+9", lambda: self.toggle_lines(md.toggle_tasks)),
            self._action("tick", _("Tick or untick"), "Ctrl+Shift+Return", self.tick),
            self._action("quote", _("Quote"), "Ctrl+Shift+B", lambda: self.toggle_lines(md.toggle_quote)),
            self._action("link", _("Link"), "Ctrl+Shift+K", self.insert_link),
        ]
        if self._marks is not None:
            made.append(
                self._action("private", _("Keep private: this never leaves"), "Ctrl+Shift+P", self.toggle_private)
            )
        self.addActions(made)
        return made

    def _action(self, name: str, text: str, keys: str, command: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(_("{command} ({keys})").format(command=text, keys=shown))
        action.triggered.connect(lambda: None if self.isReadOnly() else command())
        return action

    def toggle_private(self) -> None:
        """Make the selection private, or open it where all of it is; without one, the mark or word at the cursor."""
        if self._marks is not None and not self.isReadOnly():
            self._marks.toggle()

    def mend_marks(self) -> bool:
        """Close an open private mark at the end of its paragraph, or begin one where only its end is; one step.

        False where there is nothing to mend, or a mark is damaged in another way: that is for the person.
        """
        return self._marks is not None and not self.isReadOnly() and self._marks.mend()

    def mending(self) -> str:
        """What :meth:`mend_marks` would do, in words for a button; empty where it can do nothing."""
        return self._marks.offer() if self._marks is not None and not self.isReadOnly() else ""

    def go_to_marks_problem(self) -> None:
        """Put the cursor where the private marks are not whole."""
        if self._marks is not None:
            self._marks.go_to_problem()
            self.ensureCursorVisible()

    def toggle_mark(self, mark: str) -> None:
        """Bold, italic, strike or code (a mark of :mod:`markdown`) on the selection or at the cursor."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            line = cursor.block().text()
            at = characters(line, cursor.positionInBlock())
            self._apply(cursor.block(), md.toggle_mark(line, at, at, mark))
            return
        parts = [(b, *self._selected_part(b)) for b in self._blocks()]
        parts = [(b, start, end) for b, start, end in parts if b.text()[start:end].strip()]
        away = all(md.is_marked(b.text(), start, end, mark) for b, start, end in parts)
        changes: list[tuple[QTextBlock, md.Change]] = []
        with _OneStep(cursor):
            for block, start, end in parts:
                if md.is_marked(block.text(), start, end, mark) == away:
                    change = md.toggle_mark(block.text(), start, end, mark)
                    self._replace(block, change.line)
                else:
                    change = md.Change(block.text(), start, end)
                changes.append((block, change))
        if changes:
            (first, begin), (last, finish) = changes[0], changes[-1]
            # Over several lines the marks are selected, too: the stretch between begins and ends with them.
            wider = len(mark) if len(changes) > 1 and not away else 0
            self._select(first, begin.start - wider, last, finish.end + wider)

    def toggle_heading(self, level: int) -> None:
        """Make the lines headings of that level, or plain again."""
        self.toggle_lines(lambda lines: [md.with_heading(line, level) for line in lines])

    def toggle_lines(self, rule: LineRule) -> None:
        """Change the lines of the selection, or the cursor's, by a rule of :mod:`markdown`; one step to undo."""
        blocks = self._blocks()
        with _OneStep(self.textCursor()):
            for block, new in zip(blocks, rule([b.text() for b in blocks]), strict=True):
                self._replace(block, new)

    def tick(self) -> None:
        """Tick the boxes of the tasks in the selection, or take the ticks away."""
        self.toggle_lines(lambda lines: [md.tick(line) for line in lines])

    def insert_link(self) -> None:
        """Make the selection a link; an address selected, or else one on the clipboard, is used."""
        cursor = self.textCursor()
        selected = cursor.selectedText()
        if _PARAGRAPH_END in selected:
            return
        url = md.as_url(selected)
        label = "" if url else selected
        made = md.link(label, url or md.as_url(QGuiApplication.clipboard().text()))
        start = cursor.selectionStart()
        cursor.insertText(made.line)
        cursor.setPosition(start + units(made.line, made.start))
        self.setTextCursor(cursor)

    def split_giant_paragraphs(self) -> int:
        """Cut every giant paragraph at ends of sentences; one step to undo. How many were cut."""
        giants: list[QTextBlock] = []
        block = self.document().begin()
        while block.isValid():
            if block.length() > md.LONG_LINE:
                giants.append(block)
            block = block.next()
        cursor = self.textCursor()
        with _OneStep(cursor):
            for giant in giants:
                cursor.setPosition(giant.position())
                cursor.setPosition(giant.position() + giant.length() - 1, _KEEP)
                cursor.insertText("\n\n".join(md.split_paragraph(giant.text())))
        return len(giants)

    # ------------------------------------------------------------------------------------ changing blocks

    def _blocks(self) -> list[QTextBlock]:
        """The blocks of the selection, or the cursor's; not one in which the selection only just ends."""
        cursor = self.textCursor()
        document = self.document()
        block, end = document.findBlock(cursor.selectionStart()), cursor.selectionEnd()
        found = [block]
        block = block.next()
        while block.isValid() and block.position() < end:
            found.append(block)
            block = block.next()
        return found

    def _selected_part(self, block: QTextBlock) -> tuple[int, int]:
        """The part of the block that is selected, in characters, without list or quote marks at its start."""
        cursor, line = self.textCursor(), block.text()
        start = characters(line, max(0, cursor.selectionStart() - block.position()))
        end = characters(line, min(block.length() - 1, cursor.selectionEnd() - block.position()))
        return max(start, min(md.content_start(line), end)), end

    def _replace(self, block: QTextBlock, new: str) -> None:
        """Make the block read ``new``, touching only what differs, so that cursors stay where they were."""
        old = block.text()
        if old == new:
            return
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        tail = 0
        while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(old, same))
        cursor.setPosition(block.position() + units(old, len(old) - tail), _KEEP)
        cursor.insertText(new[same : len(new) - tail])

    def _apply(self, block: QTextBlock, change: md.Change) -> None:
        with _OneStep(self.textCursor()):
            self._replace(block, change.line)
        self._select(block, change.start, block, change.end)

    def _select(self, first: QTextBlock, start: int, last: QTextBlock, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(first.position() + units(first.text(), start))
        cursor.setPosition(last.position() + units(last.text(), end), _KEEP)
        self.setTextCursor(cursor)

    # ------------------------------------------------------------------------------------------ clipboard

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text, marked as ours; also what X11 offers while something is selected."""
        if self._marks is not None:
            return our_mime_data(self._marks.copied())
        text = self.textCursor().selectedText().replace(_PARAGRAPH_END, "\n")
        return our_mime_data(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only; one step to undo."""
        text = whole_characters(source.text()).replace("\r\n", "\n").replace("\r", "\n")
        if not text or self.isReadOnly():
            return
        if self._marks is not None:
            text = for_pasting(text)
        huge = len(text) > _HUGE
        if huge:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.textCursor().insertText(text)
        finally:
            if huge:
                QGuiApplication.restoreOverrideCursor()
        self.ensureCursorVisible()
        if len(text) > md.LONG_LINE and max(map(len, text.split("\n"))) > md.LONG_LINE:
            self.giant_paragraph_pasted.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is moved inside the text takes its private marks with it."""
        if (
            self._marks is not None
            and event.source() is self.viewport()
            and event.dropAction() == Qt.DropAction.MoveAction
            and not self.isReadOnly()
        ):
            super().dragLeaveEvent(QDragLeaveEvent())  # for Qt the dragging is over
            self._marks.move_selection(self.cursorForPosition(event.position().toPoint()))
            event.acceptProposedAction()
            return
        super().dropEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Says what is private while the pointer rests on it."""
        if self._marks is not None and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._marks.tip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the labels of what is private in it."""
        super().paintEvent(event)
        if self._marks is not None:
            self._marks.paint_labels(event.rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's menu and the formatting commands."""
        menu = self.context_menu(event.pos())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self, at: QPoint) -> QMenu:
        """The menu for that place in the viewport."""
        menu = self.createStandardContextMenu(at)
        if self._marks is not None:
            for name, command in (("edit-undo", self.undo), ("edit-redo", self.redo)):
                for action in (a for a in menu.actions() if a.objectName() == name):
                    action.triggered.disconnect()
                    action.triggered.connect(command)
        if not self.isReadOnly():
            menu.addSeparator()
            menu.addActions([action for action in self._actions if action.objectName() == "private"])
            formatting = menu.addMenu(_("Format"))
            formatting.addActions(self._actions)
        return menu


class _OneStep:
    """Everything inside is one step to undo."""

    def __init__(self, cursor: QTextCursor) -> None:
        self._cursor = cursor

    def __enter__(self) -> None:
        self._cursor.beginEditBlock()

    def __exit__(self, *_error: object) -> None:
        self._cursor.endEditBlock()
