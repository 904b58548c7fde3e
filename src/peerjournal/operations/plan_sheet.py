"""My plan leaves: what was chosen of it as a page or as cards for the wallet, after the look-over.

It is made ready first, and exactly that leaves: should the plan change in between, nothing does. There is no ledger
line, for nothing of the story is told.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import one_line, tidy_title
from peerjournal.journal.plan import OwnPerson, Section, Strategy
from peerjournal.operations.files import whole_file
from peerjournal.operations.handout import plain_name, refuse_leaks
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.lookover import LookedOver, hidden_kinds, looked_over, marks_as_secrets
from peerjournal.operations.plan import own_people, sections, strategies
from peerjournal.sharing import handout, marks
from peerjournal.sharing.handout import Helping, PlanSheet
from peerjournal.sharing.lookover.finding import Family, Finding, Secret, Subject, Text
from peerjournal.sharing.prose import as_read
from peerjournal.sharing.telling import Source
from peerjournal.store import plans as store
from peerjournal.store import sharing as sharing_store
from peerjournal.vault.engine import Transaction


@dataclass(frozen=True)
class Leaving:
    """What was chosen of the plan, as it would leave. ``dismissed`` are the keys of findings that were dismissed.

    ``lines`` are helplines in a line each.
    """

    sections: tuple[Section, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    people: tuple[OwnPerson, ...] = ()
    lines: tuple[str, ...] = ()
    title: str = ""
    language: str = "en"
    dismissed: frozenset[str] = frozenset()

    @property
    def sheet(self) -> PlanSheet:
        """Its words, without private marks."""
        return PlanSheet(
            marks.shareable(tidy_title(self.title)) or _("My plan"),
            self.language,
            tuple(handout.Section(marks.shareable(s.text), _line(s.heading)) for s in self.sections),
            tuple(_helping(s.what, s.when, s.how) for s in self.strategies),
            tuple(_helping(p.name, p.reach, p.for_what) for p in self.people),
            self.lines,
        )

    @property
    def says_something(self) -> bool:
        """Whether there is anything on the sheet."""
        return bool(self.sections or self.strategies or self.people or self.lines)


def choose(
    journal: OpenJournal,
    chosen: Collection[str],
    *,
    title: str = "",
    lines: Sequence[str] = (),
    language: str = "en",
    dismissed: Collection[str] = (),
) -> Leaving:
    """The sections, strategies and people with these ids. What is private altogether, or says nothing, stays out."""
    return Leaving(
        tuple(s for s in sections(journal) if s.id in chosen and marks.shareable(s.text)),
        tuple(s for s in strategies(journal) if s.id in chosen and _line(s.what)),
        tuple(p for p in own_people(journal) if p.id in chosen and _line(p.name)),
        tuple(filter(None, map(one_line, lines))),
        title,
        language,
        frozenset(dismissed),
    )


def again(journal: OpenJournal, before: Leaving, dismissed: Collection[str]) -> Leaving:
    """The same choice, of the plan as it is now."""
    ids = {s.id for s in before.sections} | {s.id for s in before.strategies} | {p.id for p in before.people}
    return choose(journal, ids, title=before.title, lines=before.lines, language=before.language, dismissed=dismissed)


def sheet(
    journal: OpenJournal, chosen: Collection[str], *, title: str = "", lines: Sequence[str] = (), language: str = "en"
) -> PlanSheet:
    """What leaves: the chosen, without private marks. Raises :class:`BadInput` where nothing is chosen."""
    leaving = choose(journal, chosen, title=title, lines=lines, language=language)
    _refuse_nothing(leaving)
    return leaving.sheet


def _refuse_nothing(leaving: Leaving) -> None:
    if not leaving.says_something:
        raise BadInput(_("Nothing is chosen yet; please choose at least one thing for the sheet."))


def _line(text: str) -> str:
    return one_line(marks.shareable(text))


def _helping(name: str, first: str, second: str) -> Helping:
    return Helping(*map(_line, (name, first, second)))


# ---------------------------------------------------------------------------------------------------- the look-over


def look_over_plan(journal: OpenJournal, leaving: Leaving) -> LookedOver[Leaving]:
    """Everything the look-over says, dismissed or not; a remark bears the id of the section or strategy.

    Own people stand in the plan on purpose: of them only leaks are said. Words of a private mark are leaks. Those of a
    kept part are not: what helps may come from any part, and was put into the plan by hand. Meant for a worker thread.
    """
    hidden = frozenset(hidden_kinds(journal))
    with journal.reading() as db:
        source = sharing_store.source(db)
        secrets = [*_secrets(db), *marks_as_secrets(source)]
    placed = [one for one in _texts(leaving) if one[1].text.strip()]
    written = _told_from(leaving, source)
    told_from = {number: written.get(id_, ()) for number, (id_, _text) in enumerate(placed)}
    subject = Subject(texts=[text for _id, text in placed], secrets=secrets, language=leaving.language)
    found = looked_over(leaving, subject, [id_ for id_, _text in placed], told_from, hidden)
    people = {p.id for p in leaving.people}
    kept = tuple(r for r in found.remarks if r.finding.family is Family.LEAK or r.part_id not in people)
    return replace(found, remarks=kept)


def _told_from(leaving: Leaving, source: Source) -> dict[str, tuple[str, str]]:
    """The marked texts that something on the sheet is told from, by its id."""
    sections = {s.id: (s.heading, s.text) for s in leaving.sections}
    parts = {s.id: source.parts[s.part_id] for s in leaving.strategies if s.part_id in source.parts}
    return sections | {id_: (part.title, part.text) for id_, part in parts.items()}


def _texts(leaving: Leaving) -> Iterator[tuple[str, Text]]:
    made = leaving.sheet
    yield "", Text(_("Title"), made.title)
    for section, shown in zip(leaving.sections, made.sections, strict=True):
        yield section.id, Text(shown.heading or _("A section"), as_read(f"{shown.heading}\n\n{shown.text}"))
    ids = [*(s.id for s in leaving.strategies), *(p.id for p in leaving.people)]
    for id_, helping in zip(ids, (*made.strategies, *made.people), strict=True):
        yield id_, Text(helping.name, f"{helping.name}\n{helping.first}\n{helping.second}")


def _secrets(db: Transaction) -> list[Secret]:
    """The private marks of the whole plan, also of what is in the trash."""
    written = [text for s in store.section_rows.all(db) for text in (s.heading, s.text)]
    written += [text for s in store.strategy_rows.all(db) for text in (s.what, s.when, s.how)]
    written += [text for p in store.person_rows.all(db) for text in (p.name, p.reach, p.for_what)]
    own = _("a private mark in your plan")
    return [Secret(private, own) for text in written for private in marks.private_texts(text)]


# -------------------------------------------------------------------------------------------------------- hand out


@dataclass(frozen=True)
class Ready:
    """What would leave now. ``leaks`` must be dismissed one by one before; ``remarks`` counts what else there is."""

    leaving: Leaving
    sheet: PlanSheet
    leaks: tuple[Finding, ...]
    remarks: int


def make_ready(journal: OpenJournal, leaving: Leaving) -> Ready:
    """For a worker thread. Raises :class:`BadInput` where nothing is chosen."""
    _refuse_nothing(leaving)
    found = [remark.finding for remark in look_over_plan(journal, leaving).open]
    leaks = tuple(f for f in found if f.family is Family.LEAK)
    return Ready(leaving, leaving.sheet, leaks, len(found) - len(leaks))


def file_name(ready: Ready) -> str:
    """A name to offer for the file."""
    return f"{plain_name(ready.sheet.title, _('My plan'))}.pdf"


def write_sheet(journal: OpenJournal, ready: Ready, path: Path, *, wallet: bool) -> None:
    """Write it as a PDF, whole or not at all. Call ``paper.press.prepare()`` before, in the thread of the window.

    Raises as :func:`hand_out`, or :class:`DiskFull` or :class:`NotWritable`; then nothing is left behind.
    """
    # Loaded only when something is handed out: it brings in Qt and PDF.
    from peerjournal.paper import plan as pages

    with whole_file(path, pages.write(ready.sheet, wallet=wallet)) as put_in_place:
        hand_out(journal, ready, put_in_place)


def hand_out(journal: OpenJournal, ready: Ready, deliver: Callable[[], None]) -> None:
    """Print it: ``deliver`` is called once all else is in order.

    Raises :class:`BadInput` where the plan changed since it was made ready, or while a leak is not dismissed.
    """
    now = make_ready(journal, again(journal, ready.leaving, ready.leaving.dismissed))
    if now.sheet != ready.sheet:
        raise BadInput(_("Your plan changed since you looked at this sheet; nothing left. Please look at it again."))
    refuse_leaks(now.leaks)
    deliver()
