"""Hand out a telling: first what would leave is made ready, then exactly that leaves, and the ledger says so.

Between the two the journal may change, in another window of the program or in this one. So nothing leaves that was
not ready in the same words: the telling is assembled anew in the transaction that writes the ledger line.
"""

import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerjournal.errors import BadInput, PeerJournalError
from peerjournal.formats.registry import FORMATS, Format, format_for
from peerjournal.i18n import _, ngettext
from peerjournal.operations.files import whole_file, write_file
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.ledger import add_line, line_for
from peerjournal.operations.lookover import leaks_of
from peerjournal.operations.tellings import Assembled, assemble
from peerjournal.sharing.disclosure import Disclosure, Way
from peerjournal.sharing.handout import Card, Cards, Glance, Section, Sheet
from peerjournal.sharing.lookover.finding import Finding
from peerjournal.sharing.telling import minutes_for, outgoing, spoken_words, title_of
from peerjournal.store import ledger as ledger_store
from peerjournal.vault.engine import Transaction

CARDS, PRINT, CLIPBOARD = "cards", "print", "clipboard"
PDF = "pdf"

_NOT_IN_NAMES = '/\\:*?"<>|'
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)", re.IGNORECASE)  # names of devices on Windows
_LONGEST_NAME = 120  # bytes; most disks take 255, with the ending


@dataclass(frozen=True)
class Ready:
    """What would leave now. ``sheet`` for documents, print and clipboard; ``cards`` for cue cards.

    ``assembled`` is all it was made from. ``leaks`` must be dismissed one by one before anything leaves.
    ``left_out`` counts chosen parts that may not be told now.
    """

    assembled: Assembled
    sheet: Sheet
    cards: Cards
    leaks: tuple[Finding, ...]
    left_out: int

    @property
    def telling_id(self) -> str:
        """The telling."""
        return self.assembled.telling.id

    @property
    def changed(self) -> bool:
        """Whether the telling asks to be looked at again."""
        return self.assembled.changed


def make_ready(journal: OpenJournal, telling_id: str) -> Ready:
    """What would leave now, for a worker thread. Raises :class:`NotFound`, or :class:`BadInput` where nothing would."""
    with journal.reading() as db:
        return _ready(assemble(db, telling_id))


def _ready(assembled: Assembled) -> Ready:
    left_out = sum(assembled.is_out(c) for c in assembled.choices)
    if not any(p.kind == "part" and p.text.strip() and not p.held for p in assembled.pieces):
        raise BadInput(
            _(
                "No part of this telling may be told now: kept parts stay out until their light allows it and the"
                " telling was looked at again. Nothing was written."
            )
            if left_out
            else _("There is nothing to tell in this telling yet; nothing was written.")
        )
    return Ready(assembled, sheet_of(assembled), cards_of(assembled), tuple(leaks_of(assembled)), left_out)


def sheet_of(assembled: Assembled) -> Sheet:
    """The telling as a document: only what is told, in order."""
    titled = assembled.telling.with_titles
    told = [p for p in assembled.pieces if not p.held]
    sections = tuple(Section(p.text, p.title if titled and p.kind == "part" else "") for p in told)
    return Sheet(title_of(assembled.telling, assembled.source), assembled.telling.language, sections)


def cards_of(assembled: Assembled) -> Cards:
    """The cue cards: what is told, then what is kept ready if asked, then the question plan."""
    kinds = {"opening": "opening", "closing": "closing", "if-asked": "asked", "part": "part"}
    cards = []
    for piece in assembled.pieces:
        kind = "asked" if piece.held else kinds[piece.kind]
        minutes = None if piece.held else minutes_for(spoken_words([piece]), assembled.pace)
        cards.append(Card(kind, piece.title, piece.text, minutes))
    cards.append(Card("questions", _("If a question is too much"), _question_plan(assembled)))
    return Cards(title_of(assembled.telling, assembled.source), assembled.telling.language, tuple(cards))


def _question_plan(assembled: Assembled) -> str:
    telling, source = assembled.telling, assembled.source
    topics = [topic for t in telling.off_limits if (topic := outgoing(t, telling, source).strip())]
    listed = [_("Off limits") + ":\n\n" + "\n".join(f"- {topic}" for topic in topics)] if topics else []
    ways = [f"**{d.name}**  \n{outgoing(d.words, telling, source)}" for d in assembled.ways_out()]
    return "\n\n".join(listed + ways)


def document(ready: Ready, form: str) -> bytes:
    """The very bytes of a file in one of :func:`forms`. Raises :class:`BadInput` for a form there is not."""
    if form == CARDS:
        from peerjournal.paper import cards, press  # as in _pdf

        press.prepare()
        return cards.write(ready.cards)
    return document_of(ready.sheet, form)


def document_of(sheet: Sheet, form: str) -> bytes:
    """The bytes of any sheet in one of :func:`forms`. Raises :class:`BadInput` for a form there is not."""
    return format_for(Path(f"x.{form}"), _FORMATS).write(sheet)


def _pdf(sheet: Sheet) -> bytes:
    # Loaded only when something is handed out: Qt's printing costs time.
    from peerjournal.paper import pdf, press

    press.prepare()
    return pdf.write(sheet)


_FORMATS = (Format(PDF, _("PDF"), _pdf), *FORMATS)


def forms() -> tuple[tuple[str, str], ...]:
    """Each form a file can have: its ending without the dot, and what it is called."""
    return tuple((known.form, known.label) for known in _FORMATS)


def form_of(path: Path) -> str:
    """The form a file name asks for by its ending. Raises :class:`BadInput` with the endings there are."""
    return format_for(path, _FORMATS).form


def file_name(ready: Ready, form: str) -> str:
    """A name to offer for the file, without anything a file name may not hold on some system."""
    name = plain_name(ready.sheet.title, _("Telling"))
    return f"{name} - {_('cue cards')}.pdf" if form == CARDS else f"{name}.{form}"


def plain_name(title: str, otherwise: str) -> str:
    """A title as the name of a file, without its ending; led by ``otherwise`` where it is none on some system."""
    stem = " ".join("".join(c if c.isprintable() and c not in _NOT_IN_NAMES else " " for c in title).split())
    stem = stem.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .-")
    return f"{otherwise} {stem}".strip() if not stem or _RESERVED.match(stem) else stem


def hand_out_file(journal: OpenJournal, ready: Ready, path: Path, form: str, content: bytes) -> Disclosure:
    """Write the file, whole or not at all, together with its ledger line.

    Raises :class:`BadInput` where something changed since it was made ready or a leak is not dismissed, and
    :class:`DiskFull` or :class:`NotWritable`; then there is neither a file nor a line.
    """
    with whole_file(path, content) as put_in_place, journal.changing() as db:
        line = _add_line(db, ready, form, journal)
        put_in_place()
    return line


def save_glance(glance: Glance, path: Path, *, pocket: bool) -> None:
    """Write what may be told at a glance as a PDF, whole or not at all. It holds titles only: no ledger line.

    Call ``paper.press.prepare()`` before, in the thread of the window. Raises as :func:`hand_out_file`.
    """
    # Loaded only when something is handed out, as in _pdf.
    from peerjournal.paper import glance as pages

    write_file(path, pages.write(glance, pocket=pocket))


def hand_out(journal: OpenJournal, ready: Ready, form: str, deliver: Callable[[], None]) -> Disclosure:
    """Print or copy, together with the ledger line: ``deliver`` is called once the line stands.

    Raises as :func:`hand_out_file`; if ``deliver`` raises, the line is taken back.
    """
    return line_first(journal, lambda db: _add_line(db, ready, form, journal), deliver)


def line_first(
    journal: OpenJournal, add: Callable[[Transaction], Disclosure], deliver: Callable[[], None]
) -> Disclosure:
    """The line durably, then what it speaks of: paper and clipboard cannot be called back if the disk is full then.

    Nor does anybody who writes meanwhile wait for a printer.
    """
    with journal.changing() as db:
        line = add(db)
    try:
        deliver()
    except BaseException:
        # If not even this can be written, the line says too much rather than too little.
        with contextlib.suppress(PeerJournalError), journal.changing() as db:
            ledger_store.forget(db, line.id)
        raise
    return line


def _add_line(db: Transaction, ready: Ready, form: str, journal: OpenJournal) -> Disclosure:
    line = _line(db, ready, form, journal)
    add_line(db, line, journal.clock.now())
    return line


def _line(db: Transaction, ready: Ready, form: str, journal: OpenJournal) -> Disclosure:
    # What was made ready was looked over for leaks; only while nothing at all has changed does that still hold. To look
    # over anew here would keep everybody else who writes waiting.
    assembled = assemble(db, ready.telling_id)
    if assembled != ready.assembled:
        raise BadInput(_("Something changed since you looked at this telling; nothing left. Please look at it again."))
    refuse_leaks(ready.leaks)
    at = journal.clock.now().replace(microsecond=0)
    return line_for(assembled, Way.HANDED_OUT, at, form=form)


def refuse_leaks(found: Sequence[Finding]) -> None:
    """Raise :class:`BadInput` while a leak is not dismissed."""
    if found:
        raise BadInput(
            ngettext(
                "{n} leak in the look-over is not dismissed yet; nothing left. Each must be looked at by itself.",
                "{n} leaks in the look-over are not dismissed yet; nothing left. Each must be looked at by itself.",
                len(found),
            ).format(n=len(found))
        )
