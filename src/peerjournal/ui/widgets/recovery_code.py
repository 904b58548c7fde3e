"""The recovery code: shown large in groups, and typed back with a mistyped group named at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.ui.jobs import Job, jobs
from peerjournal.ui.theme.apply import current, px, watcher
from peerjournal.ui.widgets.basics import muted

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

GROUP_LENGTH = 4
COLUMNS = 3
LONGEST = 200
_SEPARATORS = "-\u2010\u2011\u2012\u2013\u2014.·"
_READ_AS = str.maketrans("OIL", "011")


def characters_of(typed: str) -> str:
    """The code's characters in what was typed: upper case, without blanks and separators."""
    return "".join(c for c in typed.upper() if not c.isspace() and c not in _SEPARATORS)


def groups_of(typed: str) -> list[str]:
    """The groups in what was typed; the last may be unfinished."""
    characters = characters_of(typed)
    return [characters[i : i + GROUP_LENGTH] for i in range(0, len(characters), GROUP_LENGTH)]


def first_wrong_group(typed: str, code: str) -> int | None:
    """The first finished group, counted from 1, that is not the code's; None while all is well so far."""
    wanted = [group.translate(_READ_AS) for group in groups_of(code)]
    for number, group in enumerate(groups_of(typed), start=1):
        if number > len(wanted):
            return len(wanted) + 1
        if len(group) == GROUP_LENGTH and group.translate(_READ_AS) != wanted[number - 1]:
            return number
    return None


def same_code(typed: str, code: str) -> bool:
    """Whether all of it was typed, in whatever case and spacing."""
    return characters_of(typed).translate(_READ_AS) == characters_of(code).translate(_READ_AS)


class CodeGroup(QWidget):
    """One group of the code in cells of equal width, with its number above."""

    def __init__(self, number: int, group: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.group = group
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Group {n}: {characters}").format(n=number, characters=" ".join(group)))
        watcher().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Four cells, and a little air."""
        return QSize(round(self._cell() * GROUP_LENGTH) + px(24), px(64))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it is drawn."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The number small, the characters large, each in the middle of its cell."""
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.sunken))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, px(10), px(10))
        painter.setFont(self._font(12, QFont.Weight.Normal))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(QRectF(0, px(7), self.width(), px(16)), Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.setFont(self._font(22, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        cell = self._cell()
        # A code reads from left to right in every script.
        start = (self.width() - cell * GROUP_LENGTH) / 2
        for place, character in enumerate(self.group):
            box = QRectF(start + place * cell, px(24), cell, px(32))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, character)
        painter.end()

    def _font(self, size: int, weight: QFont.Weight) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(px(size))
        font.setWeight(weight)
        return font

    def _cell(self) -> float:
        metrics = QFontMetricsF(self._font(22, QFont.Weight.DemiBold))
        return max(metrics.horizontalAdvance(c) for c in "WM0") + px(3)


class RecoveryCodeView(QWidget):
    """Shows a code. Nothing in it can be selected: what leaves it leaves by a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Recovery code"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(3), px(3), px(3), px(3))
        self._grid.setSpacing(px(8))

    def show_code(self, code: str) -> None:
        """Put this code in the place of the one before; an empty one clears the view."""
        self.code = code
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        groups = groups_of(code)
        for i, group in enumerate(groups):
            self._grid.addWidget(CodeGroup(i + 1, group), i // COLUMNS, i % COLUMNS)
        self.setAccessibleDescription(", ".join(" ".join(group) for group in groups))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ring while it has the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(current().accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(12), px(12))
            painter.end()


class RecoveryCodeField(QWidget):
    """A line for a code in any case, with any blanks and hyphens; names a mistyped group once it is complete.

    With ``expect()`` it compares with the code at hand; without, it checks each group in itself.
    """

    edited = Signal()
    checked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wrong_group: int | None = None
        self._expected: str | None = None
        self._before = ""
        self._looked_at = ""
        self._job: Job | None = None
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(name)
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.line.textEdited.connect(self._edited)
        self.setFocusProxy(self.line)
        self.hint = muted("")
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.line)
        column.addWidget(self.hint)
        self._say_how_far()

    def expect(self, code: str) -> None:
        """Compare with this code from now on."""
        self._expected = code
        self._look()

    def typed(self) -> str:
        """What is typed, as it is typed."""
        return self.line.text()

    def is_expected(self) -> bool:
        """Whether all of the expected code was typed."""
        return self._expected is not None and same_code(self.typed(), self._expected)

    def forget(self) -> None:
        """Empty the line, its undo history included."""
        self.line.setText("")
        self._before = ""
        self._look()

    def select_all(self) -> None:
        """Select what is typed and take the focus."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def select_group(self, number: int) -> None:
        """Select one group, counted from 1, so that typing replaces it."""
        places = [i for i, c in enumerate(self.typed()) if characters_of(c)]
        places = places[(number - 1) * GROUP_LENGTH : number * GROUP_LENGTH]
        if places:
            self.line.setSelection(places[0], places[-1] + 1 - places[0])

    def _edited(self, text: str) -> None:
        growing = len(text) > len(self._before) and self.line.cursorPosition() == len(text)
        if growing:
            # Only while typing on at the end: anywhere else it would pull the cursor away.
            grouped = "-".join(groups_of(text))
            if text[-1] in _SEPARATORS and len(characters_of(text)) % GROUP_LENGTH == 0 and grouped:
                grouped += "-"
            if grouped != text:
                self.line.setText(grouped)
        self._before = self.line.text()
        self._look()
        self.edited.emit()

    def _look(self) -> None:
        """Look for a wrong group among the finished ones."""
        if self._expected is not None:
            self._found(first_wrong_group(self.typed(), self._expected))
            return
        characters = characters_of(self.typed())
        finished = characters[: len(characters) // GROUP_LENGTH * GROUP_LENGTH]
        if finished != self._looked_at:
            self._looked_at = finished
            self._check(finished)
        else:
            self._say_how_far()

    def _check(self, finished: str) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not finished:
            self._found(None)
            return

        def work() -> int | None:
            # operations pull in the database and cryptography, which the unlock screen must not wait for.
            from peerjournal.errors import MistypedCode
            from peerjournal.operations.journals import check_recovery_code

            try:
                check_recovery_code(finished)
            except MistypedCode as slip:
                return slip.group
            return None

        self._say_how_far()
        self._job = jobs().run(work, self._found, self._fail, self)

    def _found(self, group: int | None) -> None:
        self._job = None
        self.wrong_group = group
        if group is None:
            self._say_how_far()
        elif self._expected is not None and group > len(groups_of(self._expected)):
            self._say(_("There is more here than the code has."), role="problem")
        else:
            self._say(
                _("There is a slip in group {n}. Compare it with what you wrote down.").format(n=group), role="problem"
            )
        self.checked.emit()

    def _fail(self, error: Exception) -> None:
        self._found(None)
        raise error

    def _say_how_far(self) -> None:
        if self.wrong_group is not None:
            return
        count = len(characters_of(self.typed())) // GROUP_LENGTH
        if self._expected is not None and self.is_expected():
            self._say(_("That is the code. Every group is right."))
        elif count:
            self._say(ngettext("{n} group typed so far.", "{n} groups typed so far.", count).format(n=count))
        else:
            self._say(_("Capitals, spaces and hyphens do not matter."))

    def _say(self, sentence: str, role: str = "muted") -> None:
        if sentence == self.hint.text():
            return
        self.hint.setText(sentence)
        if self.hint.property("role") != role:
            self.hint.setProperty("role", role)
            self.hint.style().unpolish(self.hint)
            self.hint.style().polish(self.hint)
        if role == "problem":
            # As for a notice: loaded with the first one.
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))


def code_page(code: str, journal_name: str) -> str:
    """The page to print, as HTML: the code, what it is for, and how to keep it."""
    # Only printing needs it; it brings a table of all entities.
    from html import escape

    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(group)}</td>" for group in groups_of(code)[i : i + COLUMNS]) + "</tr>"
        for i in range(0, len(groups_of(code)), COLUMNS)
    )
    title = escape(_("Recovery code"))
    name = escape(_("For the journal: {name}").format(name=journal_name))
    use = escape(
        _("It opens the journal when the passphrase is forgotten. Keep this page where only you can reach it.")
    )
    return (
        f"<h1>{title}</h1><p>{name}</p>"
        f'<table cellpadding="14" style="font-family: monospace; font-size: 20pt">{rows}</table>'
        f"<p>{use}</p>"
    )


def print_code(code: str, journal_name: str, parent: QWidget, cannot: Callable[[str], None]) -> None:
    """Ask for a printer and print the page. It never goes to a file; without a printer, ``cannot`` is told."""
    # Printing is rare, and its libraries would slow down every start.
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        cannot(_("No printer was found. Writing the code down by hand is just as good."))
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setWindowTitle(_("Print the recovery code"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)  # noqa: FBT003 - Qt's own call
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def accepted() -> None:
        if printer.outputFileName() or printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
            cannot(_("The code is only printed on paper, never into a file. Writing it down is just as good."))
            return
        draw_code_page(code, journal_name, printer)

    dialog.accepted.connect(accepted)
    dialog.show()


def draw_code_page(code: str, journal_name: str, printer: "QPrinter") -> None:
    """Lay the page out on this printer."""
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(code_page(code, journal_name))
    document.print_(printer)
