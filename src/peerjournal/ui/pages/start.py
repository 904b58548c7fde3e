"""The first page, while no journal is chosen: make one, open one, or look around in a sample."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.paths import SUFFIX, journals_in, short_name
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import Notice, body, heading, muted, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.centred import CentredCard
from peerjournal.ui.widgets.journal_choice import JournalChoice


def journal_meant_by(folder: Path) -> Path | None:
    """The journal a person means by choosing this folder: itself, the one it lies in, or the only one in it."""
    for place in (folder, *folder.parents):
        if place.suffix == SUFFIX and place.is_dir():
            return place
    inside = journals_in(folder)
    return inside[0] if len(inside) == 1 else None


class StartPage(QWidget):
    """Offers the journals known (``recent`` first, then ``found``) and the ways to get to another."""

    create_wanted = Signal()
    open_wanted = Signal(Path)
    sample_wanted = Signal()

    def __init__(self, recent: list[Path], found: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journals = list(dict.fromkeys([*recent, *found]))
        self.centred = CentredCard()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.centred)

        column = self.centred.body
        column.setSpacing(px(10))
        column.addWidget(heading(_("Peer Journal")))
        column.addWidget(self._welcome())
        column.addSpacing(px(8))
        self.choices = [self._choice(path) for path in self.journals]
        for choice in self.choices:
            column.addWidget(choice)
        self.notice = Notice()
        self.notice.hide()
        column.addWidget(self.notice)
        if self.choices:
            column.addSpacing(px(6))

        make = plain_button if self.choices else primary_button
        self.create_button = make(_("Create a journal"), "plus")
        self.open_button = plain_button(_("Open a journal I have"), "folder")
        self.sample_button = quiet_button(_("Look around in a sample journal"), "eye")
        for button in (self.create_button, self.open_button, self.sample_button):
            _across(button)
            column.addWidget(button)
        self.create_button.clicked.connect(self.create_wanted)
        self.open_button.clicked.connect(self._ask_where)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.centred.confirmed.connect(lambda: self._first().click())
        self.setFocusProxy(self._first())

    def open_folder(self, folder: Path) -> None:
        """Open the journal meant by this folder, or say that there is none."""
        journal = journal_meant_by(folder)
        if journal is not None:
            self.notice.hide()
            self.open_wanted.emit(journal)
        elif journals_in(folder):
            self._say(_("There are several journals in this folder. Choose one of them."))
        else:
            self._say(_("There is no journal in this folder. A journal is a folder whose name ends in .peerjournal."))

    def showEvent(self, event: QShowEvent) -> None:
        """The likeliest choice has the focus."""
        super().showEvent(event)
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk through the choices."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _welcome(self) -> QWidget:
        if not self.journals:
            label = body(_("A private place to write, on this computer and nowhere else."))
        else:
            label = muted(_("Which journal would you like to open?"))
        label.setWordWrap(True)
        return label

    def _choice(self, path: Path) -> JournalChoice:
        choice = JournalChoice(short_name(path), path)
        choice.clicked.connect(lambda: self.open_wanted.emit(path))
        return choice

    def _first(self) -> QPushButton:
        return self.choices[0] if self.choices else self.create_button

    def _say(self, sentence: str) -> None:
        self.notice.show_sentence(sentence, kind="problem")

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Open a journal"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if self.journals and self.journals[0].parent.is_dir():
            dialog.setDirectory(str(self.journals[0].parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.open_folder(Path(chosen)))
        dialog.open()


def _across(button: QPushButton) -> None:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
