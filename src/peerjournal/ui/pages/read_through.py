"""All parts as one continuous read, in the order of the story; private stretches stay to be seen as such."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _
from peerjournal.journal.story import Part
from peerjournal.sharing import marks
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.widgets.basics import Card, quiet_button
from peerjournal.ui.widgets.editor import markdown as md
from peerjournal.ui.widgets.editor.reading import ReadingView

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&$])")
_UNTITLED = "· · ·"


class ReadThrough(Card):
    """Shows the parts one after another, each under its title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Part] = []
        self.setAccessibleName(_("The story, read through"))
        self.back = quiet_button(_("Back to the list"), "back")
        self.back.hide()
        self.view = ReadingView()
        self.view.setAccessibleName(_("The story, read through"))
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.view, 1)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these; the place in the text stays where they are the ones on show already."""
        if list(parts) == self._parts:
            return
        self._parts = list(parts)
        self.view.set_text(as_one_text(parts), marks=True)

    def go_to(self, part_id: str) -> None:
        """Bring the beginning of a part into sight."""
        block = self._heading_of(part_id)
        if block is not None:
            self.view.moveCursor(QTextCursor.MoveOperation.End)
            cursor = QTextCursor(block)
            self.view.setTextCursor(cursor)  # from below, so that it comes to stand at the top
            self.view.ensureCursorVisible()
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.value() + self.view.cursorRect(cursor).top())

    def _heading_of(self, part_id: str) -> QTextBlock | None:
        """The headings of the parts follow each other as the parts do."""
        block = self.view.document().begin()
        for part in self._parts:
            while block.isValid() and not (block.blockFormat().headingLevel() == 1 and block.text() == _title(part)):
                block = block.next()
            if not block.isValid():
                return None
            if part.id == part_id:
                return block
            block = block.next()
        return None


def as_one_text(parts: Sequence[Part]) -> str:
    """The parts as one Markdown text: what one of them leaves open, a mark or a block of code, ends with it."""
    return "\n\n".join(f"# {_MARKUP.sub(_escaped, _title(p))}\n\n{_closed(p.text)}" for p in parts)


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[1]}"


def _title(part: Part) -> str:
    return " ".join(without_marks(part.title).split()) or _UNTITLED


def _closed(text: str) -> str:
    """The text with its marks and its code ended."""
    problem = marks.read(text).problem
    if problem == "unclosed":
        text = marks.split(text, len(text))[0]
    elif problem is not None:
        text = _wholly_private(text)
    fence = 0
    for line in text.split("\n"):
        fence = md.analyse(line, fence)[1]
    # A fence is closed by one at least as long, of its own kind.
    return text + "\n" + ("~" if fence & 1 else "`") * (fence >> 1) if fence else text


def _wholly_private(text: str) -> str:
    """A text whose marks are damaged, as one private stretch; what is left of its marks is taken out."""
    bare = without_marks(text).replace("{", "").replace("}", "")
    if marks.has_marks(bare):
        return _("(The private marks of this part are damaged. Open it to read it.)")
    return f"{marks.OPEN}{bare}{marks.CLOSE}"
