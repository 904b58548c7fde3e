"""Hours of sessions by month and kind in a table, with sums at its edges."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QTableWidget, QTableWidgetItem, QWidget

from peerjournal.charts.words import hours as duration
from peerjournal.i18n import _, ngettext
from peerjournal.journal.reflection import setting_names
from peerjournal.ui.theme import px, watcher

if TYPE_CHECKING:
    from peerjournal.journal.hours import Hours, Sum

_MOST_ROWS = 14  # more than these scroll
_FSI, _PDI = "\u2068", "\u2069"
"""Around words that keep their own direction, whatever that of the table is."""


class HoursTable(QTableWidget):
    """A row for each month, a column for each kind there is; below and beside them what they are together.

    A cell says hours and, behind them, the number of sessions. Arrow keys go from cell to cell.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Hours by month and kind"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)  # else rows keep it as a height of their own
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def show_hours(self, hours: "Hours") -> None:
        """Show these; the cell one was on stays where it is."""
        # The operations bring in SQLAlchemy, which only an open journal needs.
        from peerjournal.operations.hours import month_name

        names, kinds, at = setting_names(), hours.kinds, (self.currentRow(), self.currentColumn())
        heads = [_("Month"), *(names[kind] for kind in kinds), _("Together")]
        self.setRowCount(len(hours.months) + 1)
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        for row, (month, by_kind) in enumerate(hours.months.items()):
            name = month_name(month)
            self._put_words(row, name, strong=False)
            for column, kind in enumerate(kinds, 1):
                self._put(row, column, by_kind.get(kind), (name, heads[column]))
            self._put(row, len(kinds) + 1, hours.of_month(month), (name, heads[-1]), strong=True)
        last = len(hours.months)
        self._put_words(last, heads[-1], strong=True)
        for column, kind in enumerate(kinds, 1):
            self._put(last, column, hours.of_kind(kind), (heads[-1], heads[column]), strong=True)
        self._put(last, len(kinds) + 1, hours.all, (heads[-1], ""), strong=True)
        self._name_heads(len(heads))
        self.setCurrentCell(min(max(at[0], 0), last), min(max(at[1], 0), len(heads) - 1))
        self.clearSelection()
        self._measure()

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a bound."""
        rows = min(self.rowCount(), _MOST_ROWS)
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        return QSize(px(480), height + px(16))

    def minimumSizeHint(self) -> QSize:
        """Some rows can be seen in a small place, too."""
        return QSize(px(160), min(self.sizeHint().height(), px(180)))

    def _put_words(self, row: int, words: str, *, strong: bool) -> None:
        item = QTableWidgetItem(words)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._dress(item, strong=strong)
        self.setItem(row, 0, item)

    def _put(self, row: int, column: int, one: "Sum | None", names: tuple[str, str], *, strong: bool = False) -> None:
        # The operations bring in SQLAlchemy, which only an open journal needs.
        from peerjournal.operations.hours import cell

        item = QTableWidgetItem(f"{_FSI}{cell(one)}{_PDI}" if one is not None else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(one, names))
        self._dress(item, strong=strong)
        self.setItem(row, column, item)

    @staticmethod
    def _dress(item: QTableWidgetItem, *, strong: bool) -> None:
        font = QFont(item.font())
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        item.setFont(font)

    def _name_heads(self, n: int) -> None:
        """Headings of numbers stand over them."""
        for column in range(n):
            side = Qt.AlignmentFlag.AlignTrailing if column else Qt.AlignmentFlag.AlignLeading
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(32))
        self.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ padding: {px(6)}px {px(8) + 3}px; }}")
        self.resizeColumnsToContents()
        self.updateGeometry()


def _spoken(one: "Sum | None", names: tuple[str, str]) -> str:
    """A cell for a screen reader: month, kind, hours, sessions."""
    if one is None:
        return ", ".join([*filter(None, names), _("none")])
    sessions = ngettext("{n} session", "{n} sessions", one.sessions).format(n=one.sessions)
    return ", ".join([*filter(None, names), duration(one.minutes), sessions])
