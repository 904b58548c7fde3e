"""Words broken into lines as wide as there is room, for what Qt would leave in one line or break inside words."""

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def broken(words: str, font: QFont, width: int) -> str:
    """The words with a line end wherever they would not fit into ``width`` pixels; between words where that can be."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = words.encode("utf-16-le", "surrogatepass")  # Qt counts in these
    lines = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        start = 2 * line.textStart()
        lines.append(units[start : start + 2 * line.textLength()].decode("utf-16-le", "surrogatepass").strip())
    layout.endLayout()
    return "\n".join(lines)
