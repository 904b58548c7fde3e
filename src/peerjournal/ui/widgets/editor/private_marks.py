"""Private marks in an open editor: kept whole whatever is typed, cut, pasted or dropped; labelled; told of.

The document holds a sign at each end of a mark. Every change of the document is looked at when it is done: where it
took away or brought a sign without its other half, the half is put back in the same step to undo, so that nothing
that was private comes open. Only undoing and the commands here change what is private.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit

from peerjournal.i18n import _, ngettext
from peerjournal.sharing import marks
from peerjournal.sharing.marks import CLOSE_SIGN, OPEN_SIGN
from peerjournal.ui.text import number
from peerjournal.ui.theme import current, px, ui_font
from peerjournal.ui.widgets.editor import markdown as md
from peerjournal.ui.widgets.editor import private
from peerjournal.ui.widgets.editor.highlighter import MarkdownHighlighter
from peerjournal.ui.widgets.editor.private import Change
from peerjournal.ui.widgets.editor.units import characters, units

_AFTER_TYPING_MS = 250
_LABEL_PIXELS = 12
_KEEP = QTextCursor.MoveMode.KeepAnchor
_LONGEST = len(marks.CLOSE)
_AUTO, _TO_LEFT = Qt.LayoutDirection.LayoutDirectionAuto, Qt.LayoutDirection.RightToLeft


class PrivateMarks(QObject):
    """The private marks of one editor. ``problem`` carries a sentence when one is open or damaged, else nothing."""

    problem = Signal(str)

    def __init__(self, editor: QTextEdit, highlighter: MarkdownHighlighter) -> None:
        super().__init__(editor)
        self._editor = editor
        self._highlighter = highlighter
        self._document = editor.document()
        self._signs = private.Signs()
        self._signs_changed: tuple[str, str, str] | None = None
        self._changed: tuple[int, int] | None = None
        self._left_alone = self._taking = False
        self._inside = False
        self._problem = ""
        self._kind: marks.Problem | None = None
        self.dress()
        self._check_soon = QTimer(self)
        self._check_soon.setSingleShot(True)
        self._check_soon.setInterval(_AFTER_TYPING_MS)
        self._check_soon.timeout.connect(self.check)
        editor.cursorPositionChanged.connect(self._tell_place)

    # ------------------------------------------------------------------------------------ the whole text

    def begin(self) -> None:
        """Another text stands in the document."""
        self._signs.set(private.signs_in(self._document.toRawText()))
        self._signs_changed = self._changed = None
        self._give_direction(self._document.begin(), self._document.end())
        self.check()
        self._describe()
        self._inside = self.is_private(self._editor.textCursor().position())

    def check(self) -> None:
        """Look whether all marks are whole, and say so where that has changed."""
        self._check_soon.stop()
        text = marks.with_tokens(self._text())
        reading = marks.read(text)
        self._highlighter.break_at(_broken_at(text, reading))
        self._kind = reading.problem
        sentence = _sentence(reading.problem)
        if sentence != self._problem:
            self._problem = sentence
            self.problem.emit(sentence)

    def is_private(self, at: int) -> bool:
        """Whether what is typed at this place of the document is private."""
        block = self._document.findBlock(at)
        line = block.text()
        before = line[: characters(line, at - block.position())]
        return private.scan_line(before, self._highlighter.depth_before(block)).depth > 0

    # ----------------------------------------------------------------------------------- keeping them whole

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """Changes inside are meant as they are: undoing, and commands that keep marks whole themselves."""
        before, self._left_alone = self._left_alone, True
        try:
            yield
        finally:
            self._left_alone = before

    def note_change(self, at: int, removed: int, added: int) -> None:
        """The document tells of a change; it must not be changed again before :meth:`after_change`."""
        end = min(at + added, self._document.characterCount() - 1)
        found = [(at + place, kind) for place, kind in private.signs_in(self._between(at, end))]
        before, was, now, behind = self._signs.change(at, removed, added, found)
        self._signs_changed = (before, was, behind) if was != now and not self._left_alone else None
        self._changed = (at, end)

    def after_change(self) -> None:
        """The change is over: put right what it broke, as part of the same step to undo."""
        if self._changed is None:
            return
        (start, end), self._changed = self._changed, None
        signs, self._signs_changed = self._signs_changed, None
        lacking = self._lacking(start, end, *signs) if signs is not None else None
        if lacking is not None:
            with self.left_alone():
                self._join([lacking])
        if not self._left_alone:
            self._take_written(start, end)
            self._give_direction(self._document.findBlock(start), self._document.findBlock(end).next(), join=True)
        if signs is not None:
            self.check()
        else:
            self._check_soon.start()
        self._describe()
        self._tell_place()

    def _lacking(self, start: int, end: int, before: str, was: str, behind: str) -> Change | None:
        """What to put back after a change from ``start`` to ``end`` (before it there ``was`` something else)."""
        # An input method tells of the whole paragraph as changed; what really changed ends at the cursor.
        cursor = self._editor.textCursor().position()
        if start <= cursor < end:
            _before, same, _behind = self._signs.replaced(cursor, end - cursor)
            if was.endswith(same):
                end, was, behind = cursor, was[: len(was) - len(same)], same + behind
        _before, now, _behind = self._signs.replaced(start, end - start)
        lacking = private.missing(before, was, now, behind)
        return Change(end, 0, lacking) if lacking else None

    def _take_written(self, start: int, end: int) -> None:
        """A mark that is written out becomes signs."""
        first, last = self._document.findBlock(start), self._document.findBlock(end)
        if self._taking or (first == last and "}" not in first.text()):
            return
        start, end = first.position(), last.position() + last.length() - 1
        text = self._between(start, end)
        written = private.written_marks(text)
        self._taking = True
        for change in written:
            at = start + units(text, change.at)
            self._join([Change(at, change.away, self._meant(change.put, at))])
        self._taking = False

    def _meant(self, written: str, at: int) -> str:
        """Inside a private stretch there is nothing to begin."""
        return "" if written == OPEN_SIGN and self._signs.depth(at) else written

    def _join(self, changes: Iterable[Change]) -> None:
        """Make changes (at places as Qt counts) part of the step before; the cursor stays where it is."""
        cursor = QTextCursor(self._document)
        cursor.joinPreviousEditBlock()
        self._make(cursor, changes)
        cursor.endEditBlock()

    def _make(self, cursor: QTextCursor, changes: Iterable[Change]) -> None:
        shown = self._editor.textCursor()
        place, anchor = shown.position(), shown.anchor()
        for change in changes:
            cursor.setPosition(change.at)
            cursor.setPosition(change.at + change.away, _KEEP)
            cursor.insertText(change.put)
            place, anchor = _moved(place, change), _moved(anchor, change)
        if (place, anchor) != (self._editor.textCursor().position(), self._editor.textCursor().anchor()):
            self._select(place, anchor)

    def _give_direction(self, block: QTextBlock, end: QTextBlock, *, join: bool = False) -> None:
        """Let paragraphs run as their first letter does, though a sign may stand before it."""
        while block.isValid() and block != end:
            form = block.blockFormat()
            line = block.text()
            wanted = _TO_LEFT if line[:1] in private.SIGNS and private.runs_to_left(line) else _AUTO
            if form.layoutDirection() != wanted:
                form.setLayoutDirection(wanted)
                cursor = QTextCursor(block)
                if join:
                    cursor.joinPreviousEditBlock()
                cursor.setBlockFormat(form)
                if join:
                    cursor.endEditBlock()
            block = block.next()

    # ------------------------------------------------------------------------------------------- commands

    def toggle(self) -> None:
        """Make the selection private, or open where all of it is private; without one, the mark or word around.

        Between words a mark is begun, to write in. Where marks are damaged nothing is changed, and it is said.
        """
        self.check()
        text = self._text()
        if self._kind in {"damaged", "unopened"}:
            self.problem.emit(self._problem)
            return
        cursor = self._editor.textCursor()
        start, end = (characters(text, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        if start != end:
            self._toggle(text, start, end)
        elif self._signs.depth(cursor.position()):
            self._unmark_around(text, cursor.position())
        else:
            self._mark_at(text, start)

    def mend(self) -> bool:
        """Close an open mark at the end of a paragraph, or begin one at the start of that in which it ends.

        One step to undo. A mark that is damaged otherwise is left to the person; then False, as without need.
        """
        text = self._text()
        problem = marks.read(marks.with_tokens(text)).problem
        depth = private.after(self._signs.kinds)
        if problem == "unclosed" and depth not in {0, private.BROKEN}:
            last = self._document.findBlock(self._signs.places[-1])
            change = Change(last.position() + last.length() - 1, 0, CLOSE_SIGN * depth)
        elif problem == "unopened":
            block = self._document.findBlock(self._signs.places[private.first_unopened(self._signs.kinds)])
            line = block.text()
            change = Change(block.position() + units(line, md.content_start(line)), 0, OPEN_SIGN)
        else:
            return False
        self._step([change])
        self.check()
        return True

    def offer(self) -> str:
        """What :meth:`mend` would do, in words; empty where it can do nothing."""
        if self._kind == "unclosed":
            return _("Close it at the end of its paragraph")
        return _("Begin it with its paragraph") if self._kind == "unopened" else ""

    def go_to_problem(self) -> None:
        """Put the cursor where the marks are not whole."""
        text = self._text()
        written = marks.with_tokens(text)
        at = units(text, len(marks.with_signs(written[: marks.read(written).problem_at])))
        self._select(at, at)

    def finish_written(self) -> bool:
        """A closing brace is about to be typed: make the mark it ends a sign, in one step. False if it ends none."""
        cursor = self._editor.textCursor()
        at = cursor.position()
        if cursor.hasSelection():
            return False
        text = self._between(max(0, at - _LONGEST), at) + "}"
        change = next(iter(private.written_marks(text)), None)
        if change is None or change.at + change.away != len(text):
            return False
        start = at - change.away + 1
        cursor.setPosition(start, _KEEP)
        cursor.insertText(self._meant(change.put, start))
        return True

    def step_over(self, *, back: bool) -> bool:
        """Backspace or Delete beside a sign: only an empty mark goes, else the cursor moves. False without a sign."""
        cursor = self._editor.textCursor()
        at = cursor.position()
        beside = at - 1 if back else at
        if cursor.hasSelection() or self._sign(beside) == "":
            return False
        for first in (beside - 1, beside):
            if self._sign(first) == OPEN_SIGN and self._sign(first + 1) == CLOSE_SIGN:
                self._step([Change(first, 2, "")])
                return True
        at += -1 if back else 1
        self._select(at, at)
        return True

    def move_selection(self, to: QTextCursor) -> None:
        """Move what is selected to another place; one step to undo."""
        cursor = self._editor.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start == end or start <= to.position() <= end:
            return
        text = self._text()
        moved = private.for_pasting(private.for_copying(text, characters(text, start), characters(text, end)))
        before, was, behind = self._signs.replaced(start, end - start)
        lacking = private.missing(before, was, "", behind)
        with self.left_alone():
            cursor.beginEditBlock()
            cursor.insertText(lacking)
            to.insertText(moved)
            cursor.endEditBlock()
        self._select(to.position(), to.position() - units(moved, len(moved)))

    def copied(self) -> str:
        """The selection as it goes to the clipboard, with whole marks around what is private."""
        cursor, text = self._editor.textCursor(), self._text()
        return private.for_copying(
            text, characters(text, cursor.selectionStart()), characters(text, cursor.selectionEnd())
        )

    def _toggle(self, text: str, start: int, end: int) -> None:
        start, end = _without_line_ends(text, start, end)
        inside = [(a, b, p) for a, b, p in private.pieces(text) if max(a, start) < min(b, end)]
        away = bool(inside) and all(p or not text[max(a, start) : min(b, end)].strip() for a, b, p in inside)
        if not away:
            start = _behind_list_mark(text, start, end)
        change = marks.unmark if away else marks.mark
        self._rewrite(text, marks.with_signs(change(text, start, end)), start, end)

    def _unmark_around(self, text: str, at: int) -> None:
        first, last = self._signs.around(at)
        start = characters(text, first)
        end = len(text) if last is None else characters(text, last)
        if start == end:
            self._step([Change(first - 1, 1 if last is None else 2, "")])
            return
        here = characters(text, at)
        self._rewrite(text, marks.with_signs(marks.unmark(text, start, end)), here, here)

    def _mark_at(self, text: str, at: int) -> None:
        word = md.word_at(text, at)
        if word is None:
            place = units(text, at)
            self._step([Change(place, 0, OPEN_SIGN + CLOSE_SIGN)])
            self._select(place + 1, place + 1)
            return
        self._rewrite(text, marks.with_signs(marks.mark(text, *word)), at, at)

    def _rewrite(self, text: str, new: str, start: int, end: int) -> None:
        """Make the document read ``new``, which differs in signs alone; the same words stay selected."""
        first, last = private.plain_place(text, start), private.plain_place(text, end)
        self._step([Change(units(text, c.at), c.away, c.put) for c in private.sign_changes(text, new)])
        shown = self._text()
        self._select(
            units(shown, private.signed_place(shown, last, behind=first == last)),
            units(shown, private.signed_place(shown, first, behind=True)),
        )

    def _step(self, changes: Iterable[Change]) -> None:
        cursor = self._editor.textCursor()
        with self.left_alone():
            cursor.beginEditBlock()
            self._make(QTextCursor(self._document), changes)
            cursor.endEditBlock()
        self._give_direction(
            self._document.findBlock(cursor.selectionStart()),
            self._document.findBlock(cursor.selectionEnd()).next(),
            join=True,
        )

    # ------------------------------------------------------------------------------------------- showing

    def dress(self) -> None:
        """The text size or the colours have changed."""
        self._label = _("Private")
        self._font = ui_font(px(_LABEL_PIXELS))
        self._label_width = QFontMetricsF(self._font).horizontalAdvance(self._label)
        self._highlighter.label_room = round(self._label_width) + px(8)

    def paint_labels(self, shown: QRect) -> None:
        """Write the label at the beginning of every private stretch in this part of the viewport."""
        if not self._signs.places:
            return
        painter = QPainter(self._editor.viewport())
        painter.setFont(self._font)
        painter.setPen(QColor(current().muted))
        for block, origin in self._blocks_in(shown):
            line = block.text()
            if OPEN_SIGN in line:
                for at, begins in private.scan_line(line, self._highlighter.depth_before(block)).signs:
                    if begins:
                        self._paint_label(painter, block.layout(), units(line, at), origin)
        painter.end()

    def _paint_label(self, painter: QPainter, layout: QTextLayout, at: int, origin: QPointF) -> None:
        line = layout.lineForTextPosition(at)
        for glyphs in line.glyphRuns(at, 1) if line.isValid() else []:
            # The room for the label is on the right in a paragraph of either direction.
            left = glyphs.boundingRect().right() - self._label_width - px(5)
            painter.drawText(origin + QPointF(left, line.y() + line.ascent()), self._label)

    def _blocks_in(self, shown: QRect) -> Iterator[tuple[QTextBlock, QPointF]]:
        """The blocks in a part of the viewport, each with where its lines begin."""
        layout = self._document.documentLayout()
        moved = QPointF(self._editor.horizontalScrollBar().value(), self._editor.verticalScrollBar().value())
        block = self._editor.textCursor().block()
        if not layout.blockBoundingRect(block).translated(-moved).contains(QPointF(shown.topLeft())):  # where one types
            block = self._editor.cursorForPosition(shown.topLeft()).block()
        while block.isValid() and layout.blockBoundingRect(block).top() - moved.y() <= shown.bottom():
            yield block, block.layout().position() - moved
            block = block.next()

    def tip(self, at: QPoint) -> str:
        """What is said while the pointer rests there; empty where nothing is private."""
        place = self._editor.cursorForPosition(at).position()
        return _("Private: this never leaves") if self.is_private(place) else ""

    def _tell_place(self) -> None:
        """Say it when the cursor comes into a private stretch or leaves it; not at every key."""
        if self._changed is not None:
            return
        inside = self.is_private(self._editor.textCursor().position())
        if inside == self._inside:
            return
        self._inside = inside
        self._describe()
        if self._editor.hasFocus():
            said = _("Private from here") if inside else _("No longer private")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._editor, said))

    def _describe(self) -> None:
        n = self._signs.kinds.count(OPEN_SIGN)
        said = ngettext("{n} private mark.", "{n} private marks.", n).format(n=number(n)) if n else ""
        if self._inside:
            said = f"{said} {_('The cursor stands in private text.')}".strip()
        if said != self._editor.accessibleDescription():
            self._editor.setAccessibleDescription(said)

    # ---------------------------------------------------------------------------------------------- reading

    def _text(self) -> str:
        return self._document.toRawText().replace("\u2029", "\n")

    def _between(self, start: int, end: int) -> str:
        if end - start == 1:
            return self._document.characterAt(start)
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(max(start, end), _KEEP)
        return cursor.selectedText()

    def _sign(self, at: int) -> str:
        found = self._document.characterAt(at) if at >= 0 else ""
        return found if found in {OPEN_SIGN, CLOSE_SIGN} else ""

    def _select(self, place: int, anchor: int) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(place, _KEEP)
        self._editor.setTextCursor(cursor)


def _broken_at(text: str, reading: marks.Reading) -> tuple[int, int] | None:
    """The line and place in it from where all is private; None where the lines show that by themselves."""
    if reading.problem == "unopened":
        return 0, -1
    begin = text.rfind("\n", 0, reading.problem_at) + 1
    line = text[begin:].split("\n", 1)[0]
    if reading.problem != "damaged" or private.shows_damage(line):
        return None
    return text.count("\n", 0, begin), len(marks.with_signs(line[: reading.problem_at - begin]))


def _sentence(problem: marks.Problem | None) -> str:
    """What is said of a text whose marks are not whole."""
    return {
        None: "",
        "unclosed": _("A private mark is open: everything from there to the end counts as private."),
        "unopened": _("A private mark ends that never began: all of the text counts as private."),
        "damaged": _("A private mark is damaged: everything from there to the end counts as private."),
    }[problem]


def _moved(place: int, change: Change) -> int:
    """Where a place is after a change; one right before what is put there stays before it."""
    if place <= change.at:
        return place
    return max(change.at, place - change.away) + (len(change.put) if place >= change.at + change.away else 0)


def _without_line_ends(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    return start, end


def _behind_list_mark(text: str, start: int, end: int) -> int:
    """The start, moved behind the list, quote or heading marks of its line, so that they go on working."""
    begin = text.rfind("\n", 0, start) + 1
    line = text[begin : text.find("\n", begin) if "\n" in text[begin:] else len(text)]
    return max(start, min(begin + md.content_start(line), end))
