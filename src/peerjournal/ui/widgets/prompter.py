"""Words to be said aloud in large type: the lines being said are bright, the rest is dimmed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerjournal.i18n import _
from peerjournal.ui.theme import Tokens, current, text_font, ui_font
from peerjournal.ui.widgets.editor.units import characters

BRIGHT_LINES = 3
_READING_LINE = 0.3  # of the height: where the bright lines stand
_EMS_ACROSS = 26
_GAP = 0.7  # between paragraphs, in heights of the letters
_RUN = re.compile(r"\S+")
_WIDE = re.compile("[\U00010000-\U0010ffff]")  # counted as two by Qt


@dataclass(frozen=True)
class Passage:
    """Plain text under an optional small heading; paragraphs are apart by line breaks. A heading is not said."""

    text: str
    heading: str = ""


@dataclass
class _Line:
    """One line on the screen, from ``top``; ``before`` words are said above it, ``words`` in it."""

    layout: QTextLayout
    number: int
    top: float
    height: float
    before: int
    words: int
    heading: bool


@dataclass
class _Laid:
    """Everything laid out for one width and size; ``said`` are the lines with words, ``befores`` theirs."""

    lines: list[_Line] = field(default_factory=list)
    said: list[_Line] = field(default_factory=list)
    befores: list[int] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    height: float = 0.0
    left: float = 0.0


class Prompter(QWidget):
    """Shows passages at the word that is being said, ``at``, from 0 to ``words``. ``turned`` on the wheel, in lines."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Words to be said"))
        self._passages: Sequence[Passage] = ()
        self._pixels = 40
        self._tokens = current()
        self._laid = _Laid()
        self.words = 0
        self.at = 0.0

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these, from the beginning."""
        self._passages = passages
        self.words = sum(len(_starts(p.text)) for p in passages)
        self.at = 0.0
        self._lay_out()

    def set_pixels(self, pixels: int) -> None:
        """The height of the letters."""
        self._pixels = pixels
        self._lay_out()

    def set_tokens(self, tokens: Tokens) -> None:
        """The colours to use, whatever those of the rest of the program."""
        self._tokens = tokens
        self.update()

    def go_to(self, words: float) -> None:
        """Show the place after so many words."""
        before = self.line()
        self.at = min(max(words, 0.0), float(self.words))
        if self.line() != before:
            self.setAccessibleDescription(self.bright_text())
        self.update()

    def words_by_lines(self, lines: int) -> int:
        """Where one is after so many lines more (or, below 0, back); ``words`` behind the last."""
        there = self._laid
        if not there.said:
            return self.words
        line = self.line() + lines
        return self.words if line >= len(there.said) else there.said[max(line, 0)].before

    def line(self) -> int:
        """Which of the lines with words is being said, from 0."""
        return max(0, bisect_right(self._laid.befores, self.at) - 1)

    def bright_text(self) -> str:
        """The words of the bright lines."""
        bright = self._laid.said[self.line() : self.line() + BRIGHT_LINES]
        return " ".join(_text_of(line).strip() for line in bright)

    def sizeHint(self) -> QSize:
        """As much room as there is."""
        return QSize(800, 500)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines in another width; the place stays."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A step of the wheel is a line."""
        turned = event.angleDelta().y()
        if turned:
            self.turned.emit(-1 if turned > 0 else 1)

    # ------------------------------------------------------------------------------------------- laying out

    def _lay_out(self) -> None:
        laid = _Laid()
        across = min(self.width() * 0.88, self._pixels * _EMS_ACROSS)
        laid.left = (self.width() - across) / 2
        before = 0
        for passage in self._passages:
            if laid.lines:
                laid.height += self._pixels * _GAP * 1.6
            if passage.heading:
                self._add(laid, passage.heading, ui_font(round(self._pixels * 0.5)), across, before, heading=True)
                laid.height += self._pixels * _GAP * 0.4
            for paragraph in passage.text.split("\n"):
                if paragraph.strip():
                    before += self._add(laid, paragraph, text_font(self._pixels), across, before, heading=False)
                    laid.height += self._pixels * _GAP
        laid.said = [line for line in laid.lines if line.words]
        laid.befores = [line.before for line in laid.said]
        laid.tops = [line.top for line in laid.lines]
        self._laid = laid
        self.setAccessibleDescription(self.bright_text())
        self.update()

    def _add(self, laid: _Laid, text: str, font: QFont, across: float, before: int, *, heading: bool) -> int:
        """Lay out one paragraph at the end; how many words are said in it."""
        # Reading Markdown costs a tenth of a second to load, and only a rehearsal needs it.
        from peerjournal.sharing.prose import right_to_left

        layout = QTextLayout(text, font)
        option = QTextOption()
        backwards = right_to_left(text)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts = [] if heading else _in_units(text, _starts(text))
        first = before
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(across)
            row.setPosition(QPointF(0, laid.height))
            upto = first + bisect_right(starts, row.textStart() + row.textLength() - 1)
            laid.lines.append(
                _Line(layout, row.lineNumber(), laid.height, row.height(), before, upto - before, heading)
            )
            laid.height += row.height()
            before = upto
        layout.endLayout()
        return before - first

    # --------------------------------------------------------------------------------------------- painting

    def _scrolled(self) -> float:
        """Where the place being said lies: between the tops of its line and the next, so that nothing jumps."""
        said = self._laid.said
        if not said:
            return 0.0
        n = self.line()
        line = said[n]
        below = said[n + 1].top if n + 1 < len(said) else line.top + line.height
        return line.top + (below - line.top) * min(1.0, (self.at - line.before) / line.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._tokens.bg))
        shift = self.height() * _READING_LINE - self._scrolled()
        painter.translate(self._laid.left, shift)
        bright = {id(line) for line in self._laid.said[self.line() : self.line() + BRIGHT_LINES]}
        ended = self.at >= self.words
        for line in self._seen(-shift, -shift + self.height()):
            colour = self._tokens.text if id(line) in bright and not ended else self._tokens.disabled
            painter.setPen(QColor(self._tokens.muted if line.heading else colour))
            line.layout.lineAt(line.number).draw(painter, QPointF(0, 0))
        painter.end()

    def _seen(self, above: float, below: float) -> Iterator[_Line]:
        first = max(0, bisect_right(self._laid.tops, above) - 1)
        for line in self._laid.lines[first:]:
            if line.top > below:
                return
            yield line


def _starts(text: str) -> list[int]:
    """Where each word begins; a word as everywhere: a run between blanks with a letter or digit in it."""
    return [run.start() for run in _RUN.finditer(text) if any(map(str.isalnum, run[0]))]


def _in_units(text: str, places: list[int]) -> list[int]:
    """Places in a text as Qt counts them, in UTF-16 units."""
    wide = [found.start() for found in _WIDE.finditer(text)]
    return [place + bisect_left(wide, place) for place in places] if wide else places


def _text_of(line: _Line) -> str:
    row, text = line.layout.lineAt(line.number), line.layout.text()
    return text[characters(text, row.textStart()) : characters(text, row.textStart() + row.textLength())]
