"""Where a new journal is to live: its name and its folder, checked before anything is written."""

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.paths import SUFFIX
from peerjournal.ui.theme.apply import px
from peerjournal.ui.widgets.basics import body, muted, quiet_button

LONGEST_NAME = 80
_FORBIDDEN = '<>:"/\\|?*'
_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_SYNCED_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "box sync": "Box",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
_MARKS_OF_SYNCING = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "ownCloud"}


def synced_by(folder: Path) -> str | None:
    """The service that seems to copy this folder elsewhere, judged by names and tell-tale files; else None."""
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        for begin, service in _SYNCED_FOLDERS.items():
            if name == begin or name.startswith((begin + " - ", begin + "-", begin + " (")):
                return service
        for mark, service in _MARKS_OF_SYNCING.items():
            if (place / mark).exists():
                return service
    return None


def trouble_with_name(name: str) -> str | None:
    """Why this cannot be a journal's name on some system, in one sentence; None if it can."""
    if not name:
        return _("Give the journal a name first.")
    if any(c in _FORBIDDEN or not c.isprintable() for c in name):
        return _("A name cannot hold any of these characters: {characters}").format(characters=" ".join(_FORBIDDEN))
    if name.startswith(".") or name.endswith(".") or name.upper() in _RESERVED:
        return _("This name means something else to the computer. Choose another one.")
    return None


def trouble_with_place(path: Path) -> str | None:
    """Why no journal can be made at this path, in one sentence; None if it can. Leaves nothing behind."""
    try:
        if path.exists() or path.is_symlink():
            return _("There already is a journal of this name in this folder. Choose another name.")
        standing = path.parent
        while not standing.exists() and standing != standing.parent:
            standing = standing.parent
        with tempfile.TemporaryFile(dir=standing):
            return None
    except OSError:
        return _("Nothing can be written in this folder. Choose another one.")


def free_name(folder: Path) -> str:
    """The suggested name, with a number if there is one like it already."""
    name, number = _("My journal"), 1
    while (folder / f"{name}{SUFFIX}").exists():
        number += 1
        name = _("My journal {n}").format(n=number)
    return name


class JournalPlace(QWidget):
    """Name and folder of a journal to be made."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(free_name(folder))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(_("Name of the journal"))
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName(_("Folder to keep it in"))
        self.choose = quiet_button(_("Choose…"), "folder")
        self.choose.setAccessibleName(_("Choose the folder"))
        self.choose.clicked.connect(self._choose)
        self.note = muted("")
        self.note.setWordWrap(True)

        name_label, folder_label = body(_("Name")), body(_("Folder"))
        name_label.setBuddy(self.name)
        folder_label.setBuddy(self.folder)
        rows = QGridLayout()
        rows.setHorizontalSpacing(px(4))
        rows.setVerticalSpacing(px(6))
        rows.addWidget(name_label, 0, 0)
        rows.addWidget(self.name, 1, 0, 1, 2)
        rows.setRowMinimumHeight(2, px(8))
        rows.addWidget(folder_label, 3, 0)
        rows.addWidget(self.folder, 4, 0)
        rows.addWidget(self.choose, 4, 1)
        rows.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(rows)
        column.addWidget(self.note)

        self.name.textEdited.connect(self._look)
        self.folder.textEdited.connect(self._look)
        self._look()

    def path(self) -> Path:
        """The folder the journal would be."""
        return self.parent_folder() / f"{self.name.text().strip()}{SUFFIX}"

    def parent_folder(self) -> Path:
        """The folder it would stand in."""
        return Path(self.folder.text().strip()).expanduser()

    def trouble(self) -> str | None:
        """What stands in the way, in one sentence, with the focus moved to where it can be mended."""
        wrong_name = trouble_with_name(self.name.text().strip())
        if wrong_name is not None:
            return self._mend(self.name, wrong_name)
        if not self.parent_folder().is_absolute():
            return self._mend(self.folder, _("Choose a folder first."))
        path = self.path()
        wrong_place = trouble_with_place(path)
        if wrong_place is not None:
            return self._mend(self.name if path.exists() else self.folder, wrong_place)
        return None

    def set_folder(self, folder: Path) -> None:
        """Keep it in this folder."""
        self.folder.setText(str(folder))
        self._look()

    @staticmethod
    def _mend(line: QLineEdit, sentence: str) -> str:
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()
        return sentence

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Where to keep the journal"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        start = self.parent_folder()
        while not start.is_dir() and start != start.parent:
            start = start.parent
        dialog.setDirectory(str(start))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.set_folder(Path(chosen)))
        dialog.open()

    def _look(self) -> None:
        service = synced_by(self.parent_folder())
        if service is None:
            self.note.setText(_("The folder is made when the journal is made, not before."))
        else:
            self.note.setText(
                _(
                    "This folder seems to be copied elsewhere by {service}. The copies are encrypted, but older ones"
                    " may stay there, and the journal must be open on one computer at a time."
                    " A folder outside is the calmer choice."
                ).format(service=service)
            )
        self.changed.emit()
