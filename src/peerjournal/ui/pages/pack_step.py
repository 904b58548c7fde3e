"""What every step of a pack has in common, and what packs and their lines are called on the screen."""

from typing import TYPE_CHECKING

from peerjournal.i18n import _
from peerjournal.journal.entry import first_line
from peerjournal.sharing.marks import without_marks
from peerjournal.ui.pages.step import Step
from peerjournal.ui.text import short_date

if TYPE_CHECKING:
    from datetime import date

    from peerjournal.journal.reflection import Reflection, ReflectionRow
    from peerjournal.operations.packs import Assembled
    from peerjournal.sharing.pack import Pack, PackLine


class PackStep(Step["Assembled"]):
    """One step of a pack."""

    @property
    def pack(self) -> "Pack":
        """The pack on show."""
        return self.now.pack

    @property
    def pack_id(self) -> str:
        """Its id; empty while none is on show."""
        return self.now_id

    @staticmethod
    def id_of(now: "Assembled", /) -> str:
        return now.pack.id

    def anew(self) -> "Assembled":
        """The pack on show, put together anew."""
        from peerjournal.operations import packs

        return packs.get(self.journal, self.pack_id)


def pack_name(pack: "Pack") -> str:
    """The title of a pack, without marks, for its owner's eyes."""
    return first_line(without_marks(pack.title)) or _("(without a title)")


def session_name(reflection: "Reflection | ReflectionRow", today: "date") -> str:
    """When a session was, and its label."""
    return "  ·  ".join(x for x in (short_date(reflection.at, today=today), reflection.label) if x)


def in_order(lines: "tuple[PackLine, ...]") -> "list[PackLine]":
    """The questions, then the others, each in their order: as they leave."""
    return sorted(lines, key=lambda line: (not line.question, line.position))
