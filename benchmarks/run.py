"""Speed and memory beside plain peers: ``python benchmarks/run.py [--json FILE] [--only NAME ...] [--quick]``.

Every case runs interleaved with its peer, so that a busy machine slows both; start-up and memory are measured in
fresh processes. Exit code 1 where a limit is missed.
"""

import argparse
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import honesty, lights, lookover, storage
from benchmarks.data import new_ordinary_journal, sample
from benchmarks.result import Result, milliseconds, percentile, table
from sqlcipher3 import dbapi2 as sqlcipher

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
QUICK = (1_000, 10_000)


def probe(name: str, *arguments: str) -> dict[str, Any]:
    """Run one probe in a process of its own; ``wall`` is the time from its start to its answer."""
    with TemporaryDirectory() as home, TemporaryFile() as complaints:
        own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"), home)
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-c", "from benchmarks.probe import main; main()", name, *arguments],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **own},
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            wall = time.perf_counter() - begun
        if process.returncode:
            complaints.seek(0)
            raise SystemExit(complaints.read().decode())
    answer: dict[str, Any] = json.loads(line)
    return {**answer, "wall": wall}


def unlock(sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Unlock without key derivation to the painted list: flat in the number of entries."""
    taken: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size in sizes:
            taken[size].append(probe("unlock", str(size)))
    ms = {size: milliseconds([t["painted"] for t in all_]) for size, all_ in taken.items()}
    return [
        Result(
            "unlock to painted list",
            size,
            ms[size],
            ms[sizes[0]],
            limit=1.5 if size != sizes[0] else None,
            details={"opened": milliseconds([t["opened"] for t in taken[size]])},
        )
        for size in sizes
    ]


def memory(sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Memory after the list, 2,000 rows and 20 searches: flat in the number of entries."""
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size in sizes:
            taken[size].append(probe("memory", str(size))["mb"])
    mb = {size: statistics.median(all_) for size, all_ in taken.items()}
    limits = {size: 1.3 if size != sizes[0] else None for size in sizes}
    return [Result("memory", size, mb[size], mb[sizes[0]], "MB", limits[size]) for size in sizes]


def drawn(_sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Charts: what other cases leave behind would have to be dressed with every change of the look."""
    return [Result(**found) for found in probe("charts", str(rounds))["results"]]


def start(_sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """From nothing to the painted unlock screen, against a bare PySide6 window."""
    ours, bare = [], []
    early: set[str] = set()
    with TemporaryDirectory() as place:
        journal = Path(place) / "Evening.peerjournal"
        new_ordinary_journal(journal)
        # Installed programs are compiled; so are both sides here, wherever Python may not write beside the source.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(place) / "compiled")
        for name, arguments in (("start", [str(journal)]), ("start-bare", [])):
            probe(name, *arguments)
        for _ in range(rounds):
            answer = probe("start", str(journal))
            early |= set(answer["imported"])
            ours.append(answer["wall"])
            bare.append(probe("start-bare")["wall"])
    details = {"imported too early": sorted(early)}
    return [
        Result("start to unlock screen", None, milliseconds(ours), milliseconds(bare), limit=1.3, details=details),
        Result("start: imported too early", None, len(early), None, "modules", most=0, details=details),
    ]


def typing(_sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """A key in the middle of 50,000 words, to its paint, against a bare QTextEdit."""
    answers = [probe("typing") for _ in range(rounds)]
    ours, bare = ([s for a in answers for s in a[name]] for name in ("ours", "bare"))
    late = [percentile(all_, 0.95) * 1000 for all_ in (ours, bare)]
    return [
        Result("typing in 50,000 words", None, milliseconds(ours), milliseconds(bare), limit=1.5),
        Result("typing: 95 % of keys within", None, late[0], late[1]),
    ]


CASES: dict[str, tuple[Callable[[tuple[int, ...], int], list[Result]], int, int]] = {
    "start": (start, 31, 7),
    "unlock": (unlock, 7, 3),
    "search": (storage.search, 4, 2),
    "save": (storage.save, 41, 21),
    "typing": (typing, 2, 1),
    "memory": (memory, 2, 1),
    "bulk": (storage.bulk, 3, 1),
    "look-over": (lookover.look, 5, 3),
    "lights": (lights.table, 3, 1),
    "charts": (drawn, 7, 3),
    "honesty": (honesty.honesty, 1_000, 60),
}
"""What is measured, and how many rounds of it: in a whole run, in a quick one."""


def machine() -> dict[str, Any]:
    """What the numbers depend on."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "sqlite in sqlcipher": sqlcipher.sqlite_version,
        "pyside": version("PySide6-Essentials"),
        "sqlalchemy": version("SQLAlchemy"),
    }


@contextmanager
def timed(what: str, seconds: dict[str, float]) -> Iterator[None]:
    """Tell how long a part of the run takes."""
    begun = time.perf_counter()
    yield
    seconds[what] = round(time.perf_counter() - begun, 1)
    print(f"{what}: {seconds[what]:g} s", file=sys.stderr, flush=True)


def main() -> int:
    """Run the cases asked for, show the table, keep the JSON."""
    asks = argparse.ArgumentParser(description="Speed and memory of Peer Journal beside plain peers.")
    asks.add_argument("--json", type=Path, metavar="FILE", help="keep the results here too")
    asks.add_argument("--only", nargs="+", choices=CASES, default=list(CASES), metavar="NAME", help=", ".join(CASES))
    asks.add_argument("--quick", action="store_true", help="1,000 and 10,000 entries only, fewer rounds")
    asked = asks.parse_args()
    sizes = QUICK if asked.quick else SIZES
    seconds: dict[str, float] = {}
    with timed("journals to measure with", seconds):
        for size in sizes:
            sample(size)
    results: list[Result] = []
    for name in asked.only:
        measure, rounds, quick_rounds = CASES[name]
        with timed(name, seconds):
            results += measure(sizes, quick_rounds if asked.quick else rounds)
    print(table(results))
    if asked.json is not None:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        kept = {"machine": machine(), "seconds": seconds, "results": [r.as_json() for r in results]}
        asked.json.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(r.ok for r in results) else 1


if __name__ == "__main__":
    sys.exit(main())
