"""Cases in this process: search, save and bulk insert, each beside plain SQLite doing the very same statements."""

import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.data import BATCH, Sample, entries, entry, export_plain, find_key, new_journal, open_journal, sample
from benchmarks.result import Result, milliseconds, percentile
from benchmarks.searches import keystrokes, queries
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from peerjournal.clock import SYSTEM_CLOCK
from peerjournal.journal.entry import EntryFilter
from peerjournal.operations import finding, writing
from peerjournal.operations.journals import OpenJournal

Statement = tuple[str, Any, bool]
_WRITES = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[Statement]]:
    """Fills with what is asked of a database: SQL, values, whether the values are many rows."""
    asked: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, many: bool) -> None:
        if not sql.startswith(("BEGIN", "PRAGMA")):
            asked.append((sql, values, many))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


SETTINGS = (
    "temp_store = MEMORY",
    "journal_mode = WAL",
    "synchronous = FULL",
    "cache_size = -16000",
    "secure_delete = ON",
    "cell_size_check = ON",
    "foreign_keys = ON",
)
"""Those of ``vault/engine.py`` that cost time; older SQLites would not let triggers write the index otherwise."""


def plain_connection(path: Path, module: Any = sqlite3) -> Any:
    """Plain SQLite with the same room for pages, the same durability and the same care."""
    connection = module.connect(str(path), isolation_level=None, check_same_thread=False)
    for pragma in SETTINGS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


# Search as you type


def search(sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Count and first page of 50 after each key, against the same work on plain SQLite.

    The peer runs the same operations over an unencrypted database with the same rows, through Python's own driver;
    the bare statements without any of our code stand beside it for information.
    """
    return [line for size in sizes for line in _search(sample(size), rounds)]


def _search(found: Sample, rounds: int) -> list[Result]:
    journal = open_journal(found.folder, *find_key(found.folder))
    peers = {"bare": plain_connection(found.plain), "unkeyed": plain_connection(found.plain, sqlcipher)}
    plain = _PlainJournal(found.plain)
    keys = keystrokes()
    asked: dict[str, list[Statement]] = {}
    for typed in dict.fromkeys(keys):
        with statements_of(journal.vault.engine) as asked[typed]:
            _ours(journal, typed)
        for peer in peers.values():
            _same(peer, asked[typed])
    taken: dict[str, list[float]] = {"ours": [], "plain": [], "bare": [], "unkeyed": []}
    order = random.Random(3)
    for _ in range(rounds):
        for typed in keys:
            for name in order.sample(list(taken), len(taken)):
                if name in peers:
                    taken[name].append(seconds(lambda: _same(peers[name], asked[typed])))  # noqa: B023 - called at once
                else:
                    where = journal if name == "ours" else plain
                    taken[name].append(seconds(lambda: _ours(where, typed)))  # noqa: B023 - called at once
    journal.close()
    plain.close()
    for peer in peers.values():
        peer.close()
    return _search_lines(found.size, keys, taken)


def _ours(journal: OpenJournal, typed: str) -> None:
    wanted = EntryFilter(query=typed, typing=True)
    finding.count_rows(journal, wanted)
    finding.rows(journal, wanted, 0, 50)


def _same(peer: Any, asked: list[Statement]) -> None:
    for sql, values, _many in asked:
        peer.execute(sql, values).fetchall()


def _search_lines(size: int, keys: list[str], taken: dict[str, list[float]]) -> list[Result]:
    mean = {name: statistics.mean(all_) * 1000 for name, all_ in taken.items()}
    by_key = {
        key: {n: milliseconds([s for k, s in zip(keys * (len(all_) // len(keys)), all_, strict=True) if k == key])
              for n, all_ in taken.items()}
        for key in dict.fromkeys(keys)
    }  # fmt: skip
    details = {
        "queries": queries(),
        "keys": len(keys),
        "ms by key": by_key,
        "mean on SQLCipher's SQLite without a key": mean["unkeyed"],
        "median ratio of single keys": statistics.median(v["ours"] / v["plain"] for v in by_key.values()),
    }
    most = 50.0 if size >= 100_000 else None
    late = {name: percentile(all_, 0.95) * 1000 for name, all_ in taken.items()}
    return [
        Result("search: mean per key", size, mean["ours"], mean["plain"], limit=1.5, details=details),
        Result("search: 95 % of keys within", size, late["ours"], late["plain"], limit=1.5, most=most),
        Result("  beside the bare statements", size, mean["ours"], mean["bare"]),
    ]


# Durable save


def save(sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Draft, settling and a whole entry of 1.5 KB, against the same work on plain SQLite.

    The peer is as for the search; a bare commit of the same rows, without any of our code, stands beside it for
    information.
    """
    return [line for size in sizes for line in _save(sample(size), rounds)]


class _PlainJournal(OpenJournal):
    """The same operations on plain SQLite through Python's own driver. No seals are asked about: there are none."""

    def __init__(self, path: Path) -> None:
        self.clock = SYSTEM_CLOCK
        self.engine = create_engine(
            "sqlite+pysqlite:///plain", creator=lambda: plain_connection(path), poolclass=QueuePool
        )
        event.listen(self.engine, "begin", self._begin)

    @staticmethod
    def _begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get("read_only", False)
        connection.connection.cursor().execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        with self.engine.begin() as db:
            yield db

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect().execution_options(read_only=True) as db:
            yield db

    def close(self) -> None:
        self.engine.dispose()


def _save(found: Sample, rounds: int) -> list[Result]:
    with tempfile.TemporaryDirectory(dir=found.folder.parent) as place:
        copy = found.copied_to(Path(place) / "copy")
        journal = open_journal(copy.folder, *find_key(copy.folder))
        peer = plain_connection(copy.plain)
        same = _PlainJournal(Path(shutil.copy(found.plain, Path(place) / "same-plain.db")))
        taken: dict[str, list[tuple[float, float, float]]] = {"draft": [], "settle": [], "write": []}
        for n in range(rounds):
            unencrypted = _saves(same, n)
            for name, work in _saves(journal, n).items():
                spent: dict[str, float] = {}
                # By turns, since the first to write after a pause waits longer for the disk.
                for who in ("ours", "plain") if n % 2 else ("plain", "ours"):
                    engine, save_it = (
                        (journal.vault.engine, work) if who == "ours" else (same.engine, unencrypted[name])
                    )
                    with statements_of(engine) as asked:
                        spent[who] = seconds(save_it)
                bare = seconds(lambda: _commit(peer, asked))
                taken[name].append((spent["ours"], bare, spent["plain"]))
        journal.close()
        same.close()
        peer.close()
    names = {"draft": "save: draft while typing", "settle": "save: draft becomes entry", "write": "save: whole entry"}
    lines = []
    for name, rows in taken.items():
        ours, bare, plain = (milliseconds(column) for column in zip(*rows[1:], strict=True))
        details = {"p95": percentile([row[0] for row in rows], 0.95) * 1000}
        lines += [
            Result(names[name], found.size, ours, plain, limit=1.5, details=details),
            Result("  beside the bare commit", found.size, ours, bare),
        ]
    return lines


def _saves(journal: OpenJournal, n: int) -> dict[str, Callable[[], object]]:
    """The three ways something becomes durable, each with an entry nobody wrote before."""
    typed, whole = entry(1_000_000 + 2 * n), entry(1_000_001 + 2 * n)
    at = datetime(2026, 11, 22, 8, tzinfo=ZoneInfo("Europe/Berlin")) + timedelta(minutes=n)
    draft = replace(writing.new_draft(journal, at), title=typed.title, text=typed.text, tags=typed.tags)
    return {
        "draft": lambda: writing.save_draft(journal, draft),
        "settle": lambda: writing.settle(journal, draft),
        "write": lambda: writing.write_entry(
            journal, text=whole.text, title=whole.title, tags=whole.tags, written_at=at
        ),
    }


def _commit(peer: Any, asked: list[Statement]) -> None:
    """Only what was written; what was read on the way is no part of a plain commit."""
    peer.execute("BEGIN IMMEDIATE")
    for sql, values, many in asked:
        if sql.startswith(_WRITES):
            (peer.executemany if many else peer.execute)(sql, values)
    peer.execute("COMMIT")


# Bulk insert


def bulk(_sizes: tuple[int, ...], batches: int) -> list[Result]:
    """Entries a second into an empty journal, in transactions of 5,000."""
    many = [list(entries(n * BATCH, (n + 1) * BATCH)) for n in range(batches)]
    with tempfile.TemporaryDirectory() as place:
        empty = Sample(0, Path(place) / "bulk.peerjournal", Path(place) / "bulk-plain.db")
        new_journal(empty.folder).close()
        export_plain(empty)
        journal = open_journal(empty.folder, *find_key(empty.folder))
        same = _PlainJournal(Path(shutil.copy(empty.plain, Path(place) / "same-plain.db")))
        peer = plain_connection(empty.plain)
        commits: list[object] = []
        event.listen(journal.vault.engine, "commit", commits.append)
        ours, plain, bare = 0.0, 0.0, 0.0
        for batch in many:
            with statements_of(journal.vault.engine):
                ours += seconds(lambda: writing.write_entries(journal, batch))  # noqa: B023 - called at once
            with statements_of(same.engine) as asked:
                plain += seconds(lambda: writing.write_entries(same, batch))  # noqa: B023 - called at once
            bare += seconds(lambda: _commit(peer, asked))
        journal.close()
        same.close()
        peer.close()
    assert len(commits) == batches
    n = batches * BATCH
    details = {"entries a second": n / ours, "plain": n / plain, "transactions": len(commits)}
    return [
        Result("bulk insert: 1,000 entries", n, ours / n * 1e6, plain / n * 1e6, details=details),
        Result("  beside the bare commit", n, ours / n * 1e6, bare / n * 1e6),
    ]
