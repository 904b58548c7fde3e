"""A paragraph as it is to be set, in pixels of :data:`DPI` to the inch: plain data, which any thread may paint."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from peerjournal.paper import press
from peerjournal.sharing import prose

DPI = 288
"""Four pixels to the point: so fine that no letter is moved to fit a pixel."""

INK, PALE, HAIR, GROUND = "#000000", "#55514a", "#c9c4b9", "#f4f2ed"


def points(n: float) -> float:
    """Typographic points in pixels."""
    return n * DPI / 72


def millimetres(n: float) -> float:
    """Millimetres in pixels."""
    return n * DPI / 25.4


@dataclass(frozen=True)
class Type:
    """Letters of a size, and lines so far apart, in pixels."""

    size: float
    leading: float
    bold: bool = False
    fixed: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Look:
    """How the characters from ``start`` look, counted as Qt does (in UTF-16)."""

    start: int
    length: int
    run: prose.Run
    pale: bool = False


@dataclass(frozen=True, eq=False)
class Passage:
    """A paragraph as Qt is to set it. ``text`` has U+2028 for line breaks."""

    text: str
    type: Type
    width: float
    rtl: bool = False
    align: str = ""  # "left", "center", "right"; empty means where its script begins
    looks: tuple[Look, ...] = ()

    def set(self) -> QTextLayout:
        """Shaped and broken into lines, each of them at the origin. Stays in the thread that asked."""
        layout = QTextLayout(self.text, self._font(prose.Run("")))
        layout.setCacheEnabled(True)  # without it every line drawn would shape the whole text again
        layout.setTextOption(self._option())
        layout.setFormats([self._format(look) for look in self.looks])
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
        layout.endLayout()
        return layout

    def _option(self) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight)
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "center": Qt.AlignmentFlag.AlignHCenter,
            "right": Qt.AlignmentFlag.AlignRight,
        }
        option.setAlignment(sides[self.align or ("right" if self.rtl else "left")])
        return option

    def _format(self, look: Look) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = look.start, look.length
        letters = QTextCharFormat()
        letters.setFont(self._font(look.run, scale=0.92 if look.pale or look.run.code else 1.0))
        letters.setFontStrikeOut(look.run.strike)
        if look.pale:
            letters.setForeground(QColor(PALE))
        if look.run.href and QUrl(look.run.href).isValid():
            letters.setAnchor(True)  # in a PDF it can be clicked
            letters.setAnchorHref(_in_parentheses(look.run.href))
            letters.setFontUnderline(not look.pale)
        made.format = letters
        return made

    def _font(self, run: prose.Run, *, scale: float = 1.0) -> QFont:
        fixed = self.type.fixed or run.code
        size = self.type.size * scale
        return press.font(size, bold=self.type.bold or run.strong, italic=run.emphasis, fixed=fixed)


@dataclass(frozen=True)
class Measured:
    """One line of a passage: how far it reaches above and below where its letters stand, and how wide it is."""

    ascent: float
    descent: float
    width: float


def measured(passage: Passage) -> list[Measured]:
    """All lines of a passage; at least one."""
    layout = passage.set()
    lines = (layout.lineAt(n) for n in range(layout.lineCount()))
    return [Measured(line.ascent(), line.descent(), line.naturalTextWidth()) for line in lines]


def _in_parentheses(address: str) -> str:
    """Qt writes addresses into parentheses as they are; one of their own would end the address there."""
    return address.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")


def balanced(passage: Passage) -> Passage:
    """As narrow as it can be in as many lines, so that no word of a heading stands alone."""
    lines = len(measured(passage))
    if lines == 1 or lines > 4:
        return passage
    narrow, wide = passage.width / 2, passage.width
    while wide - narrow > points(4):
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(measured(replace(passage, width=middle))) == lines else (middle, wide)
    return replace(passage, width=wide)
