"""Audiences, the lights table, and what may be told at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from peerjournal.errors import BadInput, NotFound
from peerjournal.i18n import _
from peerjournal.journal.entry import folded, new_id, one_line, tidy_title
from peerjournal.journal.story import LONGEST_NAME, Arrangement, Part
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Audience, Known, Light, Lights, LightSetting, light_of
from peerjournal.sharing.handout import Glance
from peerjournal.sharing.people import mentions
from peerjournal.sharing.preparation import Decline, WayOut, ways_out
from peerjournal.sharing.telling import cleared
from peerjournal.store import ledger as ledger_store
from peerjournal.store import sessions as session_store
from peerjournal.store import sharing as store
from peerjournal.store import stories as story_store
from peerjournal.store.preferences import preference, put_preference
from peerjournal.vault.engine import Transaction


def all_audiences(journal: OpenJournal, *, archived: bool = False) -> list[Audience]:
    """In their order; the archived ones only if asked for."""
    with journal.reading() as db:
        return store.all_audiences(db, archived=archived)


def add_audience(
    journal: OpenJournal, name: str, *, recorded: Known = Known.UNKNOWN, withdrawable: Known = Known.UNKNOWN
) -> Audience:
    """A new audience after the others; every light for it is *keep*. Raises :class:`BadInput`."""
    return _keep(journal, Audience(new_id(), name, recorded, withdrawable), new=True)


def change_audience(journal: OpenJournal, audience: Audience) -> Audience:
    """Keep what was changed. Raises :class:`NotFound`, or :class:`BadInput` for no name or one that is taken."""
    return _keep(journal, audience, new=False)


def _keep(journal: OpenJournal, audience: Audience, *, new: bool) -> Audience:
    kept = replace(audience, name=tidy_title(audience.name)[:LONGEST_NAME])
    if not kept.name:
        raise BadInput(_("Please give the audience a name; nothing was changed."))
    with journal.changing() as db:
        there = store.all_audiences(db, archived=True)
        _refuse_same_name(there, kept)
        if new:
            kept.position = 1 + max((a.position for a in there), default=-1)
        else:
            _get(db, kept.id)
        store.audience_rows.put(db, kept)
    return kept


def _refuse_same_name(there: Iterable[Audience], kept: Audience) -> None:
    if any(a.id != kept.id and a.archived_at is None and folded(a.name) == folded(kept.name) for a in there):
        raise BadInput(_("There is an audience of this name already; nothing was changed."))


def _get(db: Transaction, audience_id: str) -> Audience:
    audience = store.find_audience(db, audience_id)
    if audience is None:
        raise NotFound(_("There is no such audience."))
    return audience


def get_audience(journal: OpenJournal, audience_id: str) -> Audience:
    """Archived or not. Raises :class:`NotFound`."""
    with journal.reading() as db:
        return _get(db, audience_id)


def find_audience(journal: OpenJournal, meant: str) -> Audience:
    """By id, its beginning, or an unmistakable name. Raises :class:`NotFound`."""
    there = all_audiences(journal)
    wanted = folded(meant.strip())
    exact = [a for a in there if wanted in {a.id, folded(a.name)}]
    found = exact or [a for a in there if wanted and (a.id.startswith(wanted) or folded(a.name).startswith(wanted))]
    if len(found) != 1:
        known = ", ".join(a.name for a in there)
        raise NotFound(_("Which audience? There are: {known}. Nothing was changed.").format(known=known))
    return found[0]


def remove_audience(journal: OpenJournal, audience_id: str) -> Audience | None:
    """Archive an audience; one without a light, a telling, a pack or a ledger line goes for good (then None)."""
    with journal.changing() as db:
        audience = _get(db, audience_id)
        lit = any(audience == audience_id for _part, audience in store.all_lights(db))
        used = store.has_tellings(db, audience_id) or session_store.has_packs(db, audience_id)
        if not (lit or used or ledger_store.knows_audience(db, audience_id)):
            store.remove_audience(db, audience_id)
            return None
        audience.archived_at = journal.clock.now()
        store.audience_rows.put(db, audience)
        return audience


def restore_audience(journal: OpenJournal, audience_id: str) -> Audience:
    """Offer an archived audience again. Raises :class:`NotFound`."""
    with journal.changing() as db:
        audience = replace(_get(db, audience_id), archived_at=None)
        _refuse_same_name(store.all_audiences(db), audience)
        store.audience_rows.put(db, audience)
        return audience


def order_audiences(journal: OpenJournal, audience_ids: Iterable[str]) -> None:
    """The audiences stand in this order from now on; those not named come after."""
    with journal.changing() as db:
        there = {a.id: a for a in store.all_audiences(db, archived=True)}
        order = [i for i in dict.fromkeys(audience_ids) if i in there]
        for place, id_ in enumerate([*order, *(i for i in there if i not in order)]):
            store.audience_rows.put(db, replace(there[id_], position=place))


# ----------------------------------------------------------------------------------------------------- lights


@dataclass(frozen=True)
class Table:
    """The lights table: parts down, audiences across."""

    parts: list[Part]
    audiences: list[Audience]
    lights: Lights


def lights_table(journal: OpenJournal, story_id: str | None = None) -> Table:
    """Of one story or of all; a part and audience without a setting are *keep*."""
    with journal.reading() as db:
        parts = [p for p in story_store.all_parts(db) if p.trashed_at is None]
        lights = store.all_lights(db)
        return Table([p for p in parts if story_id in {None, p.story_id}], store.all_audiences(db), lights)


def all_lights(journal: OpenJournal) -> Lights:
    """Everything that was said; what is missing is *keep*."""
    with journal.reading() as db:
        return store.all_lights(db)


def set_lights(journal: OpenJournal, cells: Iterable[tuple[str, str]], light: Light) -> None:
    """Set the light of several (part id, audience id) at once; a date to look again stays.

    Raises :class:`NotFound`, changing nothing.
    """
    with journal.changing() as db:
        said = store.all_lights(db)
        there = _there(db, cells)
        store.put_lights(
            db, [LightSetting(*cell, light, said[cell].look_again_on if cell in said else None) for cell in there]
        )
        for cell in there if light is Light.KEEP else ():
            if light_of(said, *cell) is not Light.KEEP:
                store.keep_back(db, *cell)


def set_light(journal: OpenJournal, part_id: str, audience_id: str, light: Light) -> None:
    """Set one light. Raises :class:`NotFound`."""
    set_lights(journal, [(part_id, audience_id)], light)


def look_again(journal: OpenJournal, cells: Iterable[tuple[str, str]], on: date | None) -> None:
    """Have these lights looked at again on a day, or on none. Raises :class:`NotFound`, changing nothing."""
    with journal.changing() as db:
        said = store.all_lights(db)
        store.put_lights(db, [LightSetting(*cell, light_of(said, *cell), on) for cell in _there(db, cells)])


def _there(db: Transaction, cells: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The cells, each once, if every part and audience they name is there."""
    wanted = list(dict.fromkeys(cells))
    if not {part_id for part_id, _audience in wanted} <= story_store.part_ids(db):
        raise NotFound(_("There is no such part; nothing was changed."))
    if not {audience_id for _part, audience_id in wanted} <= store.audience_ids(db):
        raise NotFound(_("There is no such audience."))
    return wanted


def lights_to_look_at(journal: OpenJournal) -> list[LightSetting]:
    """Lights whose day to look again has come, the earliest first."""
    today = journal.clock.now().date()
    with journal.reading() as db:
        there = {p.id for p in story_store.all_parts(db) if p.trashed_at is None}
        offered = {a.id for a in store.all_audiences(db)}
        due = [
            s
            for s in store.all_lights(db).values()
            if s.look_again_on and s.look_again_on <= today and s.part_id in there and s.audience_id in offered
        ]
    return sorted(due, key=lambda s: (s.look_again_on or today, s.part_id, s.audience_id))


# ----------------------------------------------------------------------------------------- at a glance, ways out

_WAYS_OUT = "ways-out"
_OFF_LIMITS = "off-limits"


def own_ways_out(journal: OpenJournal) -> list[Decline]:
    """The four graceful ways out of a question, in the person's own words where they gave some."""
    with journal.reading() as db:
        return _ways_out(db)


def _ways_out(db: Transaction) -> list[Decline]:
    said = preference(db, _WAYS_OUT) or {}
    return [replace(d, words=said.get(d.way, "") or d.words) for d in ways_out()]


def set_way_out(journal: OpenJournal, way: WayOut, words: str) -> None:
    """Own words for a way out; empty words bring the first ones back."""
    with journal.changing() as db:
        said = dict(preference(db, _WAYS_OUT) or {})
        said[way.value] = one_line(words)
        put_preference(db, _WAYS_OUT, said)


def own_off_limits(journal: OpenJournal) -> tuple[str, ...]:
    """Topics that are off limits whoever listens."""
    with journal.reading() as db:
        return tuple(preference(db, _OFF_LIMITS) or ())


def set_off_limits(journal: OpenJournal, topics: Iterable[str]) -> None:
    """Topics that are off limits whoever listens."""
    with journal.changing() as db:
        put_preference(db, _OFF_LIMITS, list(marks.tidy_lines(topics)))


def glance(journal: OpenJournal, audience_id: str, *, language: str = "en") -> Glance:
    """For the minute before a session: titles to tell, titles only if asked, what is off limits, how to decline.

    Private marks and the names of disguised people are left out as of everything that leaves; a title with the name of
    somebody who is to be left out does not stand there at all.
    """
    with journal.reading() as db:
        audience = _get(db, audience_id)
        source = store.source(db)
        limits = preference(db, _OFF_LIMITS) or ()
        ways = _ways_out(db)
    people = source.people
    out = [p for p in people if p.arrangement is Arrangement.LEAVE_OUT]

    def words(text: str) -> str:
        return cleared(text, people, language).strip()

    def title_of(part: Part) -> str:
        title = words(part.title)
        if mentions(title, out, language):
            return _("(a title with somebody in it who is left out)")
        return title or _("(part without a title)")

    def titles(light: Light) -> tuple[str, ...]:
        lit = (p for p in source.parts.values() if light_of(source.lights, p.id, audience_id) is light)
        return tuple(title_of(p) for p in lit if p.trashed_at is None)

    return Glance(
        words(audience.name),
        language,
        titles(Light.SHARE),
        titles(Light.ASK),
        tuple(filter(None, map(words, limits))),
        tuple(words(d.words) for d in ways),
    )
