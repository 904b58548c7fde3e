"""Questions to write by, on a sheet: a button with their menu, which puts the chosen ones into the text."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QToolButton

from peerjournal.i18n import _
from peerjournal.journal.prompts import Use
from peerjournal.ui.pages.writing_sheet import WritingSheet
from peerjournal.ui.widgets.controls import icon_button
from peerjournal.ui.widgets.editor.editor import MarkdownEditor
from peerjournal.ui.widgets.template_menu import TemplateMenu

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.ui.dialogs.templates import TemplatesDialog


class WritingQuestions(QObject):
    """``button`` goes among the tools of the sheet. Nothing is put into the text but what is chosen there."""

    def __init__(self, journal: "OpenJournal", use: Use, sheet: WritingSheet[Any]) -> None:
        super().__init__(sheet)
        self._journal = journal
        self._use = use
        self._sheet = sheet
        self.dialog: TemplatesDialog | None = None
        self.button = icon_button("questions", _("Questions to write by"))
        self.menu = TemplateMenu(journal, use, self.button)
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.chosen.connect(self._insert)
        self.menu.change_wanted.connect(self.change)
        self.menu.trouble.connect(lambda sentence: sheet.notice.show_sentence(sentence, "problem"))

    def settle(self) -> bool:
        """Keep what is being typed about the questions themselves; False if that failed."""
        return self.dialog is None or self.dialog.settle()

    def change(self) -> None:
        """Show the templates, to be changed."""
        # Only few evenings need it.
        from peerjournal.ui.dialogs.templates import TemplatesDialog

        self.dialog = TemplatesDialog(self._journal, self._use, self._sheet)
        self.dialog.finished.connect(self._changed)
        self.dialog.open()

    def _changed(self) -> None:
        self.dialog = None

    def _insert(self, text: str) -> None:
        self._sheet.write_here()
        insert_questions(self._sheet.editor, text)


def insert_questions(editor: MarkdownEditor, text: str) -> None:
    """Put questions below the paragraph of the cursor, as if they were pasted there: one step to undo.

    No word is torn apart, nothing that is selected goes, and the cursor stands below the first question.
    """
    if editor.isReadOnly():
        return
    cursor = editor.textCursor()
    block = editor.document().findBlock(cursor.selectionEnd())
    start = block.position() + block.length() - 1
    cursor.setPosition(start)
    editor.setTextCursor(cursor)
    above = _room_above(block)
    questions = QMimeData()
    questions.setText(above + text)
    editor.insertFromMimeData(questions)
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlock(start + len(above)).next().position())
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def _room_above(block: QTextBlock) -> str:
    """What makes an empty line between the text and the first question."""
    if block.text().strip():
        return "\n\n"
    return "\n" if block.previous().text().strip() else ""
