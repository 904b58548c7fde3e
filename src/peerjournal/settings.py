"""Device settings: how the program behaves on this computer. Each is declared once, with its sentence.

They lie in a JSON file outside any journal and hold nothing private: no words, no names, and no places of
journals unless the person asks for recent journals to be kept. A file that cannot be read counts as empty;
it is replaced when a setting is changed.
"""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from peerjournal.i18n import _

Value = str | int | bool


class Setting(NamedTuple):
    """One declared setting. ``choices`` are (value, label) pairs; a yes-or-no setting has none."""

    key: str
    group: str
    label: str
    sentence: str
    default: Value
    choices: tuple[tuple[Value, str], ...] = ()

    def allows(self, value: object) -> bool:
        """Whether the value is one this setting can have."""
        if self.choices:
            return any(type(value) is type(v) and value == v for v, _label in self.choices)
        return isinstance(value, bool)


SYSTEM_COUNTRY = "system"


def _minutes(n: int) -> str:
    return _("1 minute") if n == 1 else _("{n} minutes").format(n=n)


def _seconds(n: int) -> str:
    return _("{n} seconds").format(n=n) if n < 60 else _minutes(n // 60)


DECLARED = (
    Setting(
        "appearance", _("Appearance"), _("Colours"),
        _("Follow the desktop, or always use one of these."), "system",
        (
            ("system", _("As the desktop")), ("light", _("Light")),
            ("dark", _("Dark")), ("high-contrast", _("High contrast")),
        ),
    ),
    Setting(
        "text_percent", _("Appearance"), _("Text size"),
        _("The size of all text in this program."), 100,
        tuple((n, f"{n} %") for n in (90, 100, 115, 130, 150, 175, 200)),
    ),
    Setting(
        "lock_after_minutes", _("Locking"), _("Lock by itself after"),
        _("When nothing was typed or moved for this long, the journal locks. Nothing typed is lost."), 5,
        (*((n, _minutes(n)) for n in (1, 2, 5, 10, 15, 30, 60)), (0, _("Never"))),
    ),
    Setting(
        "lock_with_system", _("Locking"), _("Lock when the computer sleeps or its screen locks"),
        _("Where the desktop tells this program about it."), default=True,
    ),
    Setting(
        "clipboard_seconds", _("Sharing"), _("Empty the clipboard after"),
        _("What you copy from a telling is taken off the clipboard then, and always when the journal locks."), 60,
        tuple((n, _seconds(n)) for n in (30, 60, 120, 300, 600)),
    ),
    Setting(
        "trash_days", _("Trash"), _("Empty the trash by itself after"),
        _("What has been in the trash for this long is deleted for good at the next unlock."), 90,
        ((30, _("30 days")), (90, _("90 days")), (365, _("One year")), (0, _("Never"))),
    ),
    Setting(
        "support_country", _("Support"), _("Country"),
        _("Whose helplines Support shows. It opens with F1, before unlocking as well."), SYSTEM_COUNTRY,
        (
            (SYSTEM_COUNTRY, _("As this computer says")),
            # Not read from the files of helplines: the unlock screen waits for the settings.
            ("au", _("Australia")), ("at", _("Austria")), ("be", _("Belgium")), ("ca", _("Canada")),
            ("cl", _("Chile")), ("fi", _("Finland")), ("fr", _("France")), ("de", _("Germany")),
            ("ie", _("Ireland")), ("mx", _("Mexico")), ("nl", _("Netherlands")), ("nz", _("New Zealand")),
            ("pt", _("Portugal")), ("es", _("Spain")), ("se", _("Sweden")), ("ch", _("Switzerland")),
            ("gb", _("United Kingdom")), ("us", _("United States")),
        ),
    ),
    Setting(
        "reminders", _("Reminders"), _("Remind me at my own times"),
        _("A quiet sentence that says nothing private. Only while this program runs, locked or not."), default=False,
    ),
    Setting(
        "keep_recent", _("Journals"), _("Remember where my journals are"),
        _("Then they are offered at the next start. Anyone who uses this account can read where they are."),
        default=False,
    ),
)  # fmt: skip

_BY_KEY = {s.key: s for s in DECLARED}
MOST_RECENT = 5


class Settings:
    """The settings in force, and the file they lie in. ``on_change`` is told the key of each change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = _read(file)
        self.on_change: list[Callable[[str], None]] = []

    def __getitem__(self, key: str) -> Value:
        setting = _BY_KEY[key]
        value: Value = self._values.get(key, setting.default)
        return value if setting.allows(value) else setting.default

    def __setitem__(self, key: str, value: Value) -> None:
        if not _BY_KEY[key].allows(value):
            raise ValueError(key)
        if key == "keep_recent" and not value:
            self._values.pop("recent", None)
        self._keep(key, value)

    def number(self, key: str) -> int:
        """A setting whose choices are numbers."""
        return int(self[key])

    @property
    def recent(self) -> list[Path]:
        """Journals opened lately, newest first; always empty unless the person wants them kept."""
        kept = self._values.get("recent") if self["keep_recent"] else None
        return [Path(p) for p in kept if isinstance(p, str)][:MOST_RECENT] if isinstance(kept, list) else []

    def remember_recent(self, journal: Path) -> None:
        """Put a journal first in the recent ones, if they are kept."""
        if self["keep_recent"]:
            others = [str(p) for p in self.recent if p != journal]
            self._values["recent"] = [str(journal), *others][:MOST_RECENT]
            self._write()

    @property
    def reminder_times(self) -> tuple[str, ...]:
        """Times of day such as "08:30", as they were kept."""
        kept = self._values.get("reminder_times")
        return tuple(t for t in kept if isinstance(t, str)) if isinstance(kept, list) else ()

    @reminder_times.setter
    def reminder_times(self, times: tuple[str, ...]) -> None:
        self._keep("reminder_times", list(times))

    @property
    def reminders_paused_until(self) -> str:
        """An ISO moment with its offset, or empty."""
        kept = self._values.get("reminders_paused_until")
        return kept if isinstance(kept, str) else ""

    @reminders_paused_until.setter
    def reminders_paused_until(self, moment: str) -> None:
        self._keep("reminders_paused_until", moment)

    def _keep(self, key: str, value: Any) -> None:
        self._values[key] = value
        self._write()
        for tell in self.on_change:
            tell(key)

    @property
    def window(self) -> str:
        """Size and place of the window as the window wrote them; may be empty."""
        kept = self._values.get("window")
        return kept if isinstance(kept, str) else ""

    @window.setter
    def window(self, geometry: str) -> None:
        if geometry != self.window:
            self._values["window"] = geometry
            self._write()

    def _write(self) -> None:
        """Settings that cannot be written still hold until the program ends."""
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_name(self._file.name + ".new")
            temporary.touch(mode=0o600)
            temporary.write_text(json.dumps(self._values, indent=1), encoding="utf-8")
            temporary.replace(self._file)


def _read(file: Path) -> dict[str, Any]:
    """What the file says about things known here; whatever else stands in it is not written again."""
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    known = {*_BY_KEY, "window", "reminder_times", "reminders_paused_until"}
    if values.get("keep_recent") is True:
        known.add("recent")
    return {key: value for key, value in values.items() if key in known}
