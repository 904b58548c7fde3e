"""Journals to measure with, and the same rows in plain SQLite. Made once, kept in ``build/bench-data``.

The text is Zipf's: about 8,000 invented words, the most frequent in every entry, one of them
(:attr:`Words.common`) in about 31 % of the entries, the rarest in a few of a thousand. Everything follows from
the entry's number, so a journal of 100,000 begins with the very entries of the one of 1,000.
"""

import bisect
import hashlib
import itertools
import random
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2 as sqlcipher

from peerjournal.journal.entry import Entry
from peerjournal.operations.journals import OpenJournal, create_journal
from peerjournal.operations.writing import settle_left_drafts, write_entries
from peerjournal.store import migrations
from peerjournal.store.migrate import bring_up_to_date
from peerjournal.vault import keys
from peerjournal.vault import vault as vaults
from peerjournal.vault.engine import DATABASE
from peerjournal.vault.header import Header
from peerjournal.vault.keys import sub_key
from peerjournal.vault.recovery import write_code

FOLDER = Path(__file__).resolve().parent.parent / "build" / "bench-data"
PASSPHRASE = "lantern harbour seven plums"
BATCH = 5_000
VOCABULARY = 8_000
WORDS_PER_ENTRY = 228  # about 1.5 KB
TAGS = ("garden", "supervision", "group", "night", "walking", "music", "family", "work", "rest", "letters")

_FIRST = datetime(1990, 1, 1, 7, tzinfo=ZoneInfo("Europe/Berlin"))
_ORDINARY, _CHEAP = keys.FLOOR, keys.Cost(64, passes=1, lanes=1)


@dataclass(frozen=True)
class Words:
    """The vocabulary by falling frequency, and the running sum of how often each comes."""

    all: tuple[str, ...]
    sums: tuple[float, ...]

    @property
    def common(self) -> str:
        """In about 31 % of the entries."""
        return self.at_share(0.31)

    @property
    def rare(self) -> str:
        """The rarest of all."""
        return self.all[-1]

    def at_share(self, share: float) -> str:
        """The word whose expected share of entries comes closest."""
        total = self.sums[-1]
        wanted = 1 - (1 - share) ** (1 / WORDS_PER_ENTRY)
        return self.all[min(range(len(self.all)), key=lambda n: abs(1 / (n + 1) / total - wanted))]

    def draw(self, chance: random.Random, n: int) -> list[str]:
        """``n`` words as often as they should come."""
        total = self.sums[-1]
        return [self.all[bisect.bisect(self.sums, chance.random() * total)] for _ in range(n)]


@cache
def words() -> Words:
    """Made of syllables: the frequent ones short, all pronounceable, no two alike."""
    chance = random.Random(2)
    onsets = re.findall(r"\S+", "b br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t th tr v w")
    nuclei = "aeiou"
    codas = ("", "", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck")
    made: dict[str, None] = {}
    while len(made) < VOCABULARY:
        syllables = 1 if len(made) < 60 else chance.choice((1, 2, 2, 3) if len(made) < 1500 else (2, 3, 3, 4))
        parts = (chance.choice(onsets) + chance.choice(nuclei) + chance.choice(codas) for _ in range(syllables))
        made["".join(parts)] = None
    return Words(tuple(made), tuple(itertools.accumulate(1 / n for n in range(1, VOCABULARY + 1))))


def entry(n: int) -> Entry:
    """The entry numbered ``n``: several a day, about 1.5 KB, some tagged, some starred."""
    chance = random.Random(n)
    drawn = words().draw(chance, WORDS_PER_ENTRY)
    paragraphs, at = [], 0
    while at < len(drawn):
        length = chance.randint(30, 80)
        paragraphs.append(" ".join(drawn[at : at + length]).capitalize() + ".")
        at += length
    return Entry(
        f"{chance.getrandbits(128):032x}",
        _FIRST + timedelta(hours=3 * n, minutes=chance.randrange(60), seconds=chance.randrange(60)),
        " ".join(words().draw(chance, 4)).capitalize() if chance.random() < 0.6 else "",
        "\n\n".join(paragraphs),
        tuple(chance.sample(TAGS, chance.choice((0, 0, 1, 1, 2)))),
        starred=chance.random() < 0.03,
        sitting=f"{n:032x}",
    )  # fmt: skip


def entries(first: int, past: int) -> Iterator[Entry]:
    """Those numbered from ``first`` up to before ``past``."""
    return map(entry, range(first, past))


def cheap_keys() -> None:
    """Let this process make and open journals with next to no key derivation."""
    keys.FLOOR = keys.USUAL = _CHEAP


def find_key(folder: Path) -> tuple[Header, bytes]:
    """Header and data key of a journal of ours: what key derivation would bring out."""
    cheap_keys()
    return vaults.find_data_key(folder, passphrase=PASSPHRASE)


def open_journal(folder: Path, header: Header, data_key: bytes) -> OpenJournal:
    """All of unlocking but the key derivation."""
    journal = OpenJournal(vaults.open_vault(folder, header, data_key, lambda engine: bring_up_to_date(engine, folder)))
    settle_left_drafts(journal)
    return journal


def new_journal(folder: Path) -> OpenJournal:
    """An empty one, open."""
    cheap_keys()
    return create_journal(folder, PASSPHRASE, write_code(bytes(range(16))), cost=_CHEAP)


def new_ordinary_journal(folder: Path) -> None:
    """Make a journal that the program itself would open: its key slots are no cheaper than any."""
    keys.FLOOR = keys.USUAL = _ORDINARY
    create_journal(folder, PASSPHRASE, write_code(bytes(range(16))), cost=_ORDINARY).close()


@dataclass(frozen=True)
class Sample:
    """A journal of ``size`` entries and the same rows, index included, in plain SQLite."""

    size: int
    folder: Path
    plain: Path

    def copied_to(self, place: Path) -> "Sample":
        """A copy to write into."""
        place.mkdir(parents=True)
        shutil.copytree(self.folder, place / self.folder.name)
        shutil.copy(self.plain, place / self.plain.name)
        return Sample(self.size, place / self.folder.name, place / self.plain.name)


def sample(size: int) -> Sample:
    """Made now if it is not there yet: 100,000 entries take a few minutes."""
    found = Sample(size, FOLDER / f"{size}.peerjournal", FOLDER / f"{size}-plain.db")
    made = FOLDER / f"{size}.made"
    if not made.exists() or made.read_text() != _recipe():
        made.unlink(missing_ok=True)
        _make(found)
        made.write_text(_recipe())
    return found


@cache
def _recipe() -> str:
    """Changes with whatever the samples are made by: this file and the tables."""
    sources = [Path(__file__), *sorted(Path(migrations.__path__[0]).glob("versions/*.py"))]
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()


def _make(wanted: Sample) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(wanted.folder, ignore_errors=True)
    wanted.plain.unlink(missing_ok=True)
    journal = new_journal(wanted.folder)
    for first in range(0, wanted.size, BATCH):
        write_entries(journal, entries(first, min(first + BATCH, wanted.size)))
        journal.rest()
    journal.close()
    export_plain(wanted)


def export_plain(wanted: Sample) -> None:
    """Tables, triggers and full-text index page for page the same, only not encrypted."""
    _, data_key = find_key(wanted.folder)
    source = sqlcipher.connect(str(wanted.folder / DATABASE))
    source.execute(f"PRAGMA key = \"x'{sub_key(data_key, 'database').hex()}'\"")
    source.execute("ATTACH ? AS plain KEY ''", (str(wanted.plain),))
    source.execute("SELECT sqlcipher_export('plain')").fetchall()
    source.close()
    plain = sqlite3.connect(wanted.plain)
    plain.execute("PRAGMA journal_mode = WAL")
    n = plain.execute("SELECT count(*) FROM entry").fetchone()[0]
    assert n == wanted.size
    plain.close()


def long_text(paragraphs: int = 625, length: int = 80) -> str:
    """50,000 words as one entry, with the marks people use in it here and there."""
    chance = random.Random(50)
    written = []
    for n in range(paragraphs):
        drawn = words().draw(chance, length)
        if n % 5 == 0:
            drawn[10], drawn[30] = f"**{drawn[10]}**", f"*{drawn[30]}*"
        if n % 25 == 0:
            drawn[0] = f"## {drawn[0]}\n\n{drawn[1]}"
        written.append(" ".join(drawn) + ".")
    return "\n\n".join(written)
