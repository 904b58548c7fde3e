"""Where a document goes: the questions for a file and for a printer, and its pages on the printer's paper.

No place is remembered; what is asked names nothing private but the file's own name.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QPointF, QSizeF, QStandardPaths, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from peerjournal.errors import BadInput, NotWritable
from peerjournal.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from peerjournal.paper.pages import Pages

# Printing is loaded when somebody prints: Qt's part of it asks the system for its printers.


def ask_for_file(
    parent: QWidget, title: str, name: str, kind: str, ending: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to save; ``chosen`` is called with the place. ``kind`` is what such a file is called."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(f"{kind} (*.{ending})")
    dialog.setDefaultSuffix(ending)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog.setDirectory(documents or QDir.homePath())
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda place: chosen(Path(place)))
    dialog.open()
    return dialog


def with_ending(path: Path, endings: Sequence[str]) -> Path:
    """The place, with the first of the endings (without a dot) behind a name that has none of them.

    Raises :class:`BadInput` where something stands at that place already: nobody was asked about that name.
    """
    if path.suffix.lower().removeprefix(".") in endings:
        return path
    longer = path.with_name(f"{path.name}.{endings[0]}")
    if longer.exists():
        raise BadInput(_("There already is a file named {name}; nothing was written.").format(name=longer.name))
    return longer


def ask_for_printer(parent: QWidget, chosen: "Callable[[QPrinter], object]") -> None:
    """Ask on which printer; ``chosen`` is called with it. Raises :class:`BadInput` where there is none."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        raise BadInput(_("No printer is known to this computer. It can be saved as a PDF instead."))
    printer = new_printer()
    dialog = QPrintDialog(printer, parent)
    # A file made by a printer's driver would say who made it, when and with what.
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.show()


def new_printer() -> "QPrinter":
    """A printer that is told nothing about what is printed but the pages themselves."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Document"))
    printer.setCreator("")
    printer.setFullPage(True)
    return printer


def print_pages(printer: "QPrinter", pages: "Pages") -> None:
    """Print in the size they have; small ones side by side. A paper that is too small has them smaller.

    May run beside the window. Raises :class:`NotWritable` where the printer does not take them.
    """
    dots = printer.resolution()
    sheet = QSizeF(pages.sheet.width, pages.sheet.height) * (dots / 25.4)
    places, scale = places_on(QSizeF(printer.width(), printer.height()), sheet)
    painter = QPainter()
    if not painter.begin(printer):
        raise _not_taken()
    for index in range(pages.count):
        if index and index % len(places) == 0 and not printer.newPage():
            painter.end()
            raise _not_taken()
        painter.save()
        painter.translate(places[index % len(places)])
        pages.paint(painter, index, dots * scale)
        painter.restore()
    if not painter.end() or printer.printerState().name == "Error":
        raise _not_taken()


def places_on(paper: QSizeF, sheet: QSizeF) -> tuple[list[QPointF], float]:
    """Where sheets fit on a paper, in rows, and how much smaller they must be if it is smaller than they are."""
    leeway = 1.01  # paper sizes are rounded to whole dots
    across = max(1, int(paper.width() * leeway / sheet.width()))
    down = max(1, int(paper.height() * leeway / sheet.height()))
    places = [QPointF(x * sheet.width(), y * sheet.height()) for y in range(down) for x in range(across)]
    return places, min(1.0, leeway * paper.width() / sheet.width(), leeway * paper.height() / sheet.height())


def _not_taken() -> NotWritable:
    return NotWritable(_("The printer did not take the pages; nothing was printed."))
