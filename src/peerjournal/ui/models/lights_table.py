"""The lights table as Qt sees it: parts down, audiences across, in each cell the light of one for the other."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import first_line, folded
from peerjournal.journal.story import Feel, Part
from peerjournal.sharing.audience import Audience, Known, Light, LightSetting
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.text import long_date

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

_Index = QModelIndex | QPersistentModelIndex
_Cell = tuple[str, str]


class Shown(IntEnum):
    """Which parts the table shows."""

    ALL = 0
    TOLD = 1  # a light on *share* or *if asked* for somebody
    DUE = 2  # a light whose day to look again has come


@dataclass(frozen=True)
class _Change:
    """What was there before a change of lights, or of dates."""

    before: tuple[LightSetting, ...]
    dates: bool


class LightsModel(QAbstractTableModel):
    """The lights of the parts that are shown. ``troubled`` carries a sentence.

    Everything is read once; painting and moving about ask nothing of the journal.
    """

    troubled = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._all: list[Part] = []
        self._lights: dict[_Cell, LightSetting] = {}
        self._done: list[_Change] = []
        self._wanted = ("", "", Shown.ALL)
        self.stories: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.parts: list[Part] = []
        self.audiences: list[Audience] = []

    # ------------------------------------------------------------------------------------------- reading

    @property
    def today(self) -> date:
        """The person's day."""
        return self._journal.clock.today()

    @property
    def empty(self) -> bool:
        """Whether there are no parts at all, shown or not."""
        return not self._all

    def read(self) -> None:
        """Read everything anew. What was done before can be undone only while nobody else changed a light."""
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import lights, story

        try:
            table = lights.lights_table(self._journal)
            stories = story.all_stories(self._journal)
        except PeerJournalError as error:
            self.troubled.emit(str(error))
            return
        self.beginResetModel()
        if dict(table.lights) != {cell: s for cell, s in self._lights.items() if s != LightSetting(*cell)}:
            self._done.clear()
        self._lights = dict(table.lights)
        self.stories = {s.id: s.title for s in stories if any(p.story_id == s.id for p in table.parts)}
        self._all, self.audiences = table.parts, table.audiences
        self.titles = {p.id: title_of(p) for p in self._all}
        self._choose()
        self.endResetModel()

    def show(self, typed: str = "", story_id: str = "", shown: Shown = Shown.ALL) -> None:
        """Show the parts of this story (of all, if empty) whose titles hold what is typed."""
        if (typed, story_id, shown) != self._wanted:
            self.beginResetModel()
            self._wanted = (typed, story_id, shown)
            self._choose()
            self.endResetModel()

    def _choose(self) -> None:
        """Parts stay on show when a light changes: nothing moves away under the hand that sets it."""
        typed, story_id, shown = self._wanted
        words = folded(typed).split()
        lit = self._lit(shown)
        self.parts = [
            p
            for p in self._all
            if story_id in {"", p.story_id}
            and (shown is Shown.ALL or p.id in lit)
            and all(word in folded(self.titles[p.id]) for word in words)
        ]

    def _lit(self, shown: Shown) -> set[str]:
        today = self.today
        return {
            s.part_id
            for s in self._offered()
            if (is_due(s, today) if shown is Shown.DUE else s.light is not Light.KEEP)
        }

    def due(self) -> int:
        """How many lights are to be looked at again by now."""
        today = self.today
        return sum(is_due(s, today) for s in self._offered())

    def _offered(self) -> list[LightSetting]:
        """What was said about the parts and audiences that are there."""
        parts, audiences = {p.id for p in self._all}, {a.id for a in self.audiences}
        return [s for s in self._lights.values() if s.part_id in parts and s.audience_id in audiences]

    def setting(self, row: int, column: int) -> LightSetting:
        """What was said about one cell; *keep* without a date where nothing was."""
        cell = self.parts[row].id, self.audiences[column].id
        return self._lights.get(cell) or LightSetting(*cell)

    # ------------------------------------------------------------------------------------------ changing

    def set_light(self, indexes: Iterable[QModelIndex], light: Light) -> int | None:
        """Set the light of all these cells in one step: how many are new. None, with ``troubled``, if it failed."""
        return self._change([replace(s, light=light) for s in self._settings(indexes)], dates=False)

    def look_again(self, indexes: Iterable[QModelIndex], on: date | None) -> int | None:
        """Have these lights looked at again on a day, or on none. As :meth:`set_light`."""
        return self._change([replace(s, look_again_on=on) for s in self._settings(indexes)], dates=True)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._done)

    def undo(self) -> bool:
        """Take the last change back. False if there is none, or with ``troubled`` if it could not be taken back."""
        if not self._done:
            return False
        last = self._done[-1]
        if not self._write(last.before, dates=last.dates):
            return False
        self._done.pop()
        return True

    def _settings(self, indexes: Iterable[QModelIndex]) -> list[LightSetting]:
        return [self.setting(i.row(), i.column()) for i in indexes]

    def _change(self, wanted: list[LightSetting], *, dates: bool) -> int | None:
        new = [s for s in wanted if s != self._now(s)]
        before = tuple(self._now(s) for s in new)
        if not new:
            return 0
        if not self._write(new, dates=dates):
            return None
        self._done.append(_Change(before, dates))
        return len(new)

    def _now(self, setting: LightSetting) -> LightSetting:
        cell = setting.part_id, setting.audience_id
        return self._lights.get(cell) or LightSetting(*cell)

    def _write(self, wanted: Collection[LightSetting], *, dates: bool) -> bool:
        try:
            (_write_dates if dates else _write_lights)(self._journal, wanted)
        except PeerJournalError as error:
            self.read()
            self.troubled.emit(str(error))
            return False
        self._lights |= {(s.part_id, s.audience_id): s for s in wanted}
        self._repaint()
        return True

    def _repaint(self) -> None:
        if self.parts and self.audiences:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.parts) - 1, len(self.audiences) - 1))

    # ------------------------------------------------------------------------------------------- for Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.parts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.audiences)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        said = self.setting(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return light_word(said.light)
        if role == Qt.ItemDataRole.AccessibleTextRole or (role == Qt.ItemDataRole.ToolTipRole and said.look_again_on):
            return spoken(self.titles[said.part_id], self.audiences[index.column()], said, self.today)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self._about_audience(self.audiences[section], role) if section < len(self.audiences) else None
        return self._about_part(self.parts[section], role) if section < len(self.parts) else None

    def _about_audience(self, audience: Audience, role: int) -> str | None:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return audience.name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return about_audience(audience)
        return f"{audience.name}\n{about_audience(audience)}" if role == Qt.ItemDataRole.ToolTipRole else None

    def _about_part(self, part: Part, role: int) -> str | None:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.titles[part.id]
        if role in {Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole}:
            said = [feel_since(part)]
            if len(self.stories) > 1:
                said.insert(0, self.stories.get(part.story_id, ""))
            if role == Qt.ItemDataRole.ToolTipRole:
                said.insert(0, self.titles[part.id])
            return "\n".join(s for s in said if s)
        return None


def _write_lights(journal: "OpenJournal", wanted: Collection[LightSetting]) -> None:
    # For the same reason as in LightsModel.read.
    from peerjournal.operations import lights

    for light in Light:  # *keep* first: should a later step fail, less is told rather than more
        cells = [(s.part_id, s.audience_id) for s in wanted if s.light is light]
        if cells:
            lights.set_lights(journal, cells, light)


def _write_dates(journal: "OpenJournal", wanted: Collection[LightSetting]) -> None:
    # For the same reason as in LightsModel.read.
    from peerjournal.operations import lights

    for on in {s.look_again_on for s in wanted}:
        lights.look_again(journal, [(s.part_id, s.audience_id) for s in wanted if s.look_again_on == on], on)


# -------------------------------------------------------------------------------------------------- in words


def light_word(light: Light) -> str:
    """The light as it is called in the window."""
    return {Light.KEEP: _("keep"), Light.ASK: _("if asked"), Light.SHARE: _("share")}[light]


def light_choice(light: Light) -> str:
    """The same where it begins a line, as in a menu."""
    return {Light.KEEP: _("Keep"), Light.ASK: _("If asked"), Light.SHARE: _("Share")}[light]


def light_icon(light: Light) -> str:
    """The light as a shape: an empty, a half and a full circle."""
    return f"light-{light.value}"


def feel_word(feel: Feel) -> str:
    """How telling a part feels; empty where it was not said."""
    return {Feel.RAW: _("still raw"), Feel.SETTLING: _("settling"), Feel.SETTLED: _("settled")}.get(feel, "")


def feel_since(part: Part) -> str:
    """The same with the day it was said on."""
    word = feel_word(part.feel)
    if not word or part.feel_on is None:
        return word
    return _("{feel}, said on {day}").format(feel=word, day=long_date(part.feel_on))


def title_of(part: Part) -> str:
    """The title of a part, or how it begins; without marks, for its owner's eyes."""
    for words in (part.title, part.text[:8000]):
        plain = first_line(without_marks(words))
        if plain:
            return plain
    return _("Untitled")


def about_audience(audience: Audience) -> str:
    """Whether it is recorded and can be withdrawn, in words."""
    recorded = {
        Known.YES: _("It is recorded."),
        Known.NO: _("It is not recorded."),
        Known.UNKNOWN: _("Whether it is recorded is not known."),
    }
    withdrawable = {
        Known.YES: _("It can be withdrawn."),
        Known.NO: _("It cannot be withdrawn."),
        Known.UNKNOWN: _("Whether it can be withdrawn is not known."),
    }
    return f"{recorded[audience.recorded]} {withdrawable[audience.withdrawable]}"


def is_due(setting: LightSetting, today: date) -> bool:
    """Whether the day to look at it again has come."""
    return setting.look_again_on is not None and setting.look_again_on <= today


def short_day(day: date, today: date) -> str:
    """For example "3 Mar", with the year when it is not this one."""
    year = "" if day.year == today.year else " yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM" + year)


def spoken(title: str, audience: Audience, setting: LightSetting, today: date) -> str:
    """A cell for a screen reader: part, audience, light, when to look again."""
    said = [title, audience.name, light_word(setting.light)]
    if setting.look_again_on is not None:
        words = _("to be looked at again since {day}") if is_due(setting, today) else _("look again on {day}")
        said.append(words.format(day=long_date(setting.look_again_on)))
    return ", ".join(said)
