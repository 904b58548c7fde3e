"""What the parts of sharing are called on the screen."""

from peerjournal.i18n import _
from peerjournal.journal.entry import first_line
from peerjournal.sharing.audience import Audience, Known
from peerjournal.sharing.disclosure import About, Disclosure, Way
from peerjournal.sharing.marks import without_marks
from peerjournal.sharing.telling import Changed, Telling


def audience_in_words(audience: Audience) -> str:
    """For whom, whether it is recorded, whether it can be withdrawn, as far as that is known."""
    return "  ·  ".join(x for x in (audience.name, known_in_words(audience)) if x)


def telling_name(telling: Telling) -> str:
    """The title of a telling, without marks, for its owner's eyes."""
    return first_line(without_marks(telling.title)) or _("(without a title)")


def changes_in_words() -> dict[Changed, str]:
    """What changed about a part since it was looked at."""
    return {
        Changed.TEXT: _("its words changed"),
        Changed.LIGHT: _("its light changed"),
        Changed.KEPT: _("it is kept now, so it is out"),
        Changed.BACK: _("it may be told again, and is out until you have looked at it"),
        Changed.PEOPLE: _("an arrangement with somebody in it changed"),
        Changed.GONE: _("it lies in the trash, so it is out"),
    }


def ways() -> dict[Way, str]:
    """How something was told, in words."""
    return {
        Way.HANDED_OUT: _("Handed out"),
        Way.TOLD: _("Told aloud"),
        Way.SESSION: _("Shared in a session"),
        Way.PACK: _("Taken to co-reflection"),
    }


def forms() -> dict[str, str]:
    """How something left, in words."""
    return {
        "pdf": _("as a PDF"),
        "docx": _("as a Word file"),
        "html": _("as a web page"),
        "md": _("as Markdown"),
        "txt": _("as plain text"),
        "cards": _("as cue cards"),
        "print": _("on paper"),
        "clipboard": _("by the clipboard"),
    }


def abouts() -> dict[About, str]:
    """What was said later, in words."""
    return {
        About.LANDED: _("How it landed"),
        About.AGAIN: _("Would I share it again"),
        About.NOTE: _("Note"),
        About.CORRECTION: _("Correction"),
        About.WITHDRAWN: _("Withdrawn"),
        About.AFTER_CARE: _("Looking back"),
    }


def name_of(line: Disclosure) -> str:
    """What a line is called: its telling, or its parts."""
    return line.title or ", ".join(p.title for p in line.parts if p.title) or _("Something without a title")


def known_in_words(line: Audience | Disclosure) -> str:
    """Whether it was recorded and can be withdrawn, as far as that was said."""
    recorded = {Known.YES: _("recorded"), Known.NO: _("not recorded")}
    withdrawable = {Known.YES: _("can be withdrawn"), Known.NO: _("cannot be withdrawn")}
    said = (recorded.get(line.recorded, ""), withdrawable.get(line.withdrawable, ""))
    return "  ·  ".join(x for x in said if x)


def as_said(text: str) -> str:
    """Markdown as plain words, for a label."""
    # Reading Markdown costs a tenth of a second to load, and only what was told is shown so.
    from peerjournal.sharing import prose

    return "\n\n".join(prose.words_of(block) for block in prose.read(text))
