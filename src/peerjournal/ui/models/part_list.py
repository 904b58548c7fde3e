"""The list of parts as Qt sees it: lines under headings, and the words said of each part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import count_words, first_line, folded
from peerjournal.journal.story import Movement, Part
from peerjournal.journal.time_of_life import Place, along_time
from peerjournal.sharing.disclosure import ToldSoFar
from peerjournal.sharing.marks import has_marks, without_marks
from peerjournal.ui.models.lights_table import feel_word, title_of
from peerjournal.ui.text import number

LINE_ROLE = Qt.ItemDataRole.UserRole
BETWEEN = "  ·  "
MIME = "application/x-peerjournal-part"
"""What a dragged part is called; nothing of it goes along, so no other program learns anything from a drop."""

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Heading:
    """Above the lines of a group. ``movement`` is the id of the movement a part gets by being dropped below it."""

    title: str
    movement: str | None = None


@dataclass(frozen=True)
class PartLine:
    """What the list shows of a part: its title, a line in passing, how often it was told."""

    id: str
    movement: str
    title: str
    passing: str
    told: str = ""
    marked: bool = False


Row = Heading | PartLine


@dataclass(frozen=True)
class Shelf:
    """The parts on show and what is needed to speak of them; ``told`` by part id."""

    parts: Sequence[Part]
    movements: Sequence[Movement]
    told: Mapping[str, ToldSoFar]
    today: date


@dataclass(frozen=True)
class _Facts:
    text: str
    words: int
    marked: bool
    begins: str
    folded: str


class Facts:
    """What is counted and folded of each part, worked out once per wording: a part may have 50,000 words."""

    def __init__(self) -> None:
        self._known: dict[str, _Facts] = {}

    def of(self, part: Part) -> _Facts:
        """The facts of the part as it is worded now."""
        known = self._known.get(part.id)
        if known is None or known.text != part.text:
            plain = without_marks(part.text)
            known = _Facts(part.text, count_words(plain), has_marks(part.text), first_line(plain), folded(plain))
            self._known[part.id] = known
        return known


def matching(parts: Iterable[Part], query: str, facts: Facts) -> list[Part]:
    """Those in whose title, text, themes or time all words of the query stand, whatever case and accents."""
    wanted = folded(query).split()
    return [p for p in parts if all(w in _about(p) or w in facts.of(p).folded for w in wanted)]


def _about(part: Part) -> str:
    return folded("\n".join((part.title, part.time_of_life, *part.themes, *part.strategies)))


def told_words(told: ToldSoFar | None, today: date) -> str:
    """For example "told 4 times, to 2 audiences, last in March"; empty where it was not told."""
    if told is None or not told.times:
        return ""
    said = [
        ngettext("told once", "told {n} times", told.times).format(n=number(told.times)),
        ngettext("to {n} audience", "to {n} audiences", told.audiences).format(n=number(told.audiences)),
    ]
    if told.last is not None:
        said.append(_("last in {month}").format(month=_month(told.last, today)))
    return ", ".join(said)


def _month(moment: datetime, today: date) -> str:
    name = QLocale().standaloneMonthName(moment.month)
    return name if moment.year == today.year else _("{month} {year}").format(month=name, year=moment.year)


def line_of(part: Part, shelf: Shelf, facts: Facts, *, movement: str = "") -> PartLine:
    """The line of a part; ``movement`` is its label, where the list does not say it above."""
    known = facts.of(part)
    words = ngettext("{n} word", "{n} words", known.words).format(n=number(known.words))
    said = [part.time_of_life, movement, words, feel_word(part.feel)]
    return PartLine(
        part.id,
        part.movement,
        title_of(part) if part.title else known.begins or _("Untitled"),
        BETWEEN.join(s for s in said if s),
        told_words(shelf.told.get(part.id), shelf.today),
        known.marked,
    )


def by_movement(shelf: Shelf, facts: Facts) -> list[Row]:
    """Under the movements, which all stand there, so that a part can be dropped into any; the rest at the end."""
    rows: list[Row] = []
    known = {m.id for m in shelf.movements}
    for movement in shelf.movements:
        rows.append(Heading(movement.label, movement.id))
        rows += [line_of(p, shelf, facts) for p in shelf.parts if p.movement == movement.id]
    rest = [line_of(p, shelf, facts) for p in shelf.parts if p.movement not in known]
    return [*rows, Heading(_("In no movement yet"), ""), *rest] if rest else rows


def in_time(shelf: Shelf, facts: Facts) -> list[Row]:
    """Along time: ages, then decades; what cannot be placed comes last."""
    places = along_time([p.time_of_life for p in shelf.parts], shelf.today)
    paired = sorted(zip(places, shelf.parts, strict=True), key=lambda pair: pair[0].order)
    rows: list[Row] = []
    for place, part in paired:
        heading = Heading(_time_heading(place))
        if heading not in rows:
            rows.append(heading)
        rows.append(line_of(part, shelf, facts))
    return rows


def _time_heading(place: Place) -> str:
    if place.kind == "unsaid":
        return _("No time said")
    return _("By age") if place.kind == "age" else _("{year}s").format(year=place.group // 10 * 10)


def in_order(shelf: Shelf, facts: Facts) -> list[Row]:
    """One after another, as the story is read."""
    labels = {m.id: m.label for m in shelf.movements}
    return [line_of(p, shelf, facts, movement=labels.get(p.movement, "")) for p in shelf.parts]


def ordered_before(ids: Sequence[str], moved: str, before: str, after: str = "") -> list[str]:
    """The ids with ``moved`` right before ``before``; without that one right after ``after``, or else at the end."""
    order = [i for i in ids if i != moved]
    if before in order:
        order.insert(order.index(before), moved)
    elif after in order:
        order.insert(order.index(after) + 1, moved)
    else:
        order.append(moved)
    return order


class PartListModel(QAbstractListModel):
    """Lines and headings. ``LINE_ROLE`` gives a :class:`PartLine` or a :class:`Heading`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.movable = False

    @property
    def rows(self) -> list[Row]:
        """Everything on show, in order."""
        return self._rows

    def set_rows(self, rows: list[Row]) -> bool:
        """Show these. False where they stand there already."""
        if rows == self._rows:
            return False
        if [_key(r) for r in rows] == [_key(r) for r in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return True
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def line(self, row: int) -> PartLine | None:
        """The line at that number; None for a heading or where there is none."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, PartLine) else None

    def row_of(self, part_id: str) -> int:
        """Where the part stands; -1 if it is not in the list."""
        return next((n for n, r in enumerate(self._rows) if isinstance(r, PartLine) and r.id == part_id), -1)

    def lines(self) -> list[PartLine]:
        """The lines without the headings."""
        return [r for r in self._rows if isinstance(r, PartLine)]

    def group_of(self, row: int) -> Heading | None:
        """The heading above a row, or the row itself where it is one."""
        above = (r for r in reversed(self._rows[: row + 1]) if isinstance(r, Heading))
        return next(above, None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == LINE_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        drag = Qt.ItemFlag.ItemIsDragEnabled if self.movable else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | drag

    def mimeTypes(self) -> list[str]:
        """One of our own that says nothing."""
        return [MIME]

    def mimeData(self, _indexes: Sequence[QModelIndex]) -> QMimeData:
        """A sign that something is being dragged; what it is stays with the list."""
        data = QMimeData()
        data.setData(MIME, b"part")
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


def _key(row: Row) -> tuple[str, str]:
    return ("", row.title) if isinstance(row, Heading) else (row.id, "")


def spoken(row: Row) -> str:
    """The row for a screen reader."""
    if isinstance(row, Heading):
        return row.title
    said = [row.title, row.passing.replace(BETWEEN, ", "), row.told, _("has private marks") if row.marked else ""]
    return ". ".join(s for s in said if s)
