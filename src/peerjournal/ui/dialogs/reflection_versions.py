"""Earlier versions of a reflection, for the dialog that shows those of anything."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from peerjournal.i18n import _
from peerjournal.journal.reflection import Company, Reflection, ReflectionVersion, setting_names
from peerjournal.ui.dialogs.versions import Kind, with_private_marks
from peerjournal.ui.text import long_date, number, time_of_day

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.


@dataclass
class _Words:
    """A reflection as words that can be compared."""

    id: str
    kept_at: datetime
    text: str
    title: str = ""


class _Reflections:
    def now(self, journal: "OpenJournal", kept_id: str) -> _Words:
        """As it stands."""
        from peerjournal.operations import sessions

        found = sessions.get_reflection(journal, kept_id)
        return _Words(found.id, found.changed_at or found.at, said_in_full(found))

    def versions(self, journal: "OpenJournal", kept_id: str) -> list[_Words]:
        """As it stood, newest first."""
        from peerjournal.operations import sessions

        return [_Words(v.id, v.kept_at, said_in_full(v)) for v in sessions.versions(journal, kept_id)]

    def bring_back(self, journal: "OpenJournal", version_id: str) -> Reflection:
        """As it stood then."""
        from peerjournal.operations import sessions

        return sessions.bring_back(journal, version_id)


def of_reflections() -> Kind:
    """The earlier versions of a reflection."""
    return Kind(
        _Reflections,
        _("One version is kept of each sitting in which the reflection was changed."),
        _("There is no earlier version yet. One is kept when you change this reflection another time."),
        with_private_marks,
    )


def said_in_full(said: Reflection | ReflectionVersion) -> str:
    """Everything a reflection says: each question with its answer, then the rest in a line each."""
    blocks = [f"{a.prompt}\n{a.text}" for a in said.answers]
    names = setting_names()
    about = {
        _("When the session began"): f"{long_date(said.at)}, {time_of_day(said.at)}",
        _("How it was held"): names[said.setting] if said.setting else "",
        _("With how many"): {Company.ONE: _("One person"), Company.SEVERAL: _("Several")}.get(said.company, ""),
        _("Minutes"): "" if said.minutes is None else number(said.minutes),
        _("My role"): said.role,
        _("Label"): said.label,
        _("Energy before"): "" if said.before is None else str(said.before),
        _("Energy after"): "" if said.after is None else str(said.after),
        _("How it landed"): said.landed,
        _("To co-reflection"): said.question or (_("yes") if said.co_reflect else ""),
    }
    blocks += [f"{name}: {text}" for name, text in about.items() if text]
    return "\n\n".join(blocks)
