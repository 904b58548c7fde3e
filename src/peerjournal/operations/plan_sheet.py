"""My plan leaves: what was chosen of it as a page or a wallet card, after the look-over."""

from collections.abc import Collection, Sequence
from pathlib import Path

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.entry import one_line, tidy_title
from peerjournal.journal.plan import Section
from peerjournal.operations.files import write_file
from peerjournal.operations.handout import refuse_leaks
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.lookover import marks_as_secrets
from peerjournal.operations.plan import own_people, sections, strategies
from peerjournal.sharing import handout, marks
from peerjournal.sharing.handout import Helping, PlanSheet
from peerjournal.sharing.lookover.finding import Family, Finding, Secret, Subject, Text
from peerjournal.sharing.lookover.look import look_over
from peerjournal.sharing.prose import as_read
from peerjournal.store import plans as store
from peerjournal.store import sharing as sharing_store


def sheet(
    journal: OpenJournal, chosen: Collection[str], *, title: str = "", lines: Sequence[str] = (), language: str = "en"
) -> PlanSheet:
    """What leaves: the sections, strategies and people with these ids, without private marks, and lines of helplines.

    Raises :class:`BadInput` where nothing is chosen.
    """
    made = PlanSheet(
        marks.shareable(tidy_title(title)) or _("My plan"),
        language,
        tuple(_section(s) for s in sections(journal) if s.id in chosen and marks.shareable(s.text).strip()),
        tuple(_helping(s.what, s.when, s.how) for s in strategies(journal) if s.id in chosen),
        tuple(_helping(p.name, p.reach, p.for_what) for p in own_people(journal) if p.id in chosen),
        tuple(lines),
    )
    if not (made.sections or made.strategies or made.people or made.lines):
        raise BadInput(_("Nothing is chosen yet; please choose at least one thing for the sheet."))
    return made


def _section(section: Section) -> handout.Section:
    return handout.Section(marks.shareable(section.text), marks.shareable(section.heading))


def _helping(name: str, first: str, second: str) -> Helping:
    return Helping(*(one_line(marks.shareable(text)) for text in (name, first, second)))


def look_over_plan(journal: OpenJournal, made: PlanSheet) -> list[Finding]:
    """What the look-over says about such a sheet. Own people stand in it on purpose: they are no remark.

    Words of a private mark are leaks. Those of a kept part are not: what helps may come from any part, and was put
    into the plan by hand. Meant for a worker thread.
    """
    with journal.reading() as db:
        source = sharing_store.source(db)
        written = store.section_rows.all(db)
    own = _("a private mark in your plan")
    secrets = [Secret(text, own) for s in written for text in marks.private_texts(s.text)]
    texts = [Text(s.heading or _("A section"), as_read(s.text)) for s in made.sections]
    texts += [Text(s.name, f"{s.name}\n{s.first}\n{s.second}") for s in made.strategies]
    kept = [text for text in texts if text.text.strip()]
    return look_over(Subject(texts=kept, secrets=secrets + marks_as_secrets(source), language=made.language))


def write_sheet(
    journal: OpenJournal, made: PlanSheet, path: Path, *, wallet: bool, dismissed: Collection[str] = ()
) -> Path:
    """Write it as a PDF, whole or not at all. Call ``paper.press.prepare()`` before, in the thread of the window.

    Raises :class:`BadInput` while a leak is not among the ``dismissed`` keys, :class:`DiskFull` or
    :class:`NotWritable`; then nothing is left behind.
    """
    refuse_leaks([f for f in look_over_plan(journal, made) if f.family is Family.LEAK and f.key not in dismissed])
    # Loaded only when something is handed out: it brings in Qt and PDF.
    from peerjournal.paper import plan as pages

    return write_file(path, pages.write(made, wallet=wallet))
