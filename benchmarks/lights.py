"""Case in this process: the lights table of 300 parts and 12 audiences, painted, scrolled and set."""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.data import new_journal
from benchmarks.result import Result, milliseconds, percentile

from peerjournal.operations import lights, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light

PARTS, FEW, AUDIENCES = 300, 30, 12
STEPS = 20
"""Pages scrolled and keys pressed in one round."""


def table(_sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """Painting and scrolling beside a table of 30 parts; a column of 300 set by one key beside a single light."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    spent: dict[str, list[float]] = {}
    with TemporaryDirectory() as place:
        journals = [_filled(Path(place) / f"{n}.peerjournal", n) for n in (PARTS, FEW)]
        many, few = map(_shown, journals)
        for _ in range(rounds):
            _timed(spent, "open", many.refresh)
            _timed(spent, "open few", few.refresh)
            for step in range(STEPS):
                _timed(spent, "paint", many.view.viewport().repaint)
                _timed(spent, "paint few", few.view.viewport().repaint)
                _timed(spent, "scroll", partial(_go_to, many, 15 * step))
                _timed(spent, "scroll few", partial(_go_to, few, 29 * (step % 2)))
            for step in range(STEPS):
                for figure in (1, 2 + step % 2):  # so that each of the 300 lights changes
                    many.view.selectColumn(step % AUDIENCES)
                    _timed(spent, "column", partial(_press, many, figure))
                many.view.go_to(step, step % AUDIENCES)
                for figure in (1, 2 + step % 2):
                    _timed(spent, "one", partial(_press, many, figure))
        for page, journal in zip((many, few), journals, strict=True):
            page.close()
            journal.close()
    return _results(spent)


def _timed(spent: dict[str, list[float]], what: str, act: Callable[[], object]) -> None:
    begun = time.perf_counter()
    act()
    spent.setdefault(what, []).append(time.perf_counter() - begun)


def _results(spent: dict[str, list[float]]) -> list[Result]:
    ms = {what: milliseconds(all_) for what, all_ in spent.items()}
    late = percentile(spent["column"], 0.95) * 1000
    return [
        Result("lights: table opened", PARTS, ms["open"], ms["open few"], most=150.0),
        Result("lights: table painted", PARTS, ms["paint"], ms["paint few"], limit=1.3, most=50.0),
        Result("lights: scrolled and painted", PARTS, ms["scroll"], ms["scroll few"], limit=1.5, most=50.0),
        Result("lights: a column set and painted", PARTS, ms["column"], ms["one"], limit=12.0, most=200.0),
        Result("lights: 95 % of columns within", PARTS, late, None, most=400.0),
    ]


def _filled(folder: Path, parts: int) -> OpenJournal:
    """A journal of that many parts for twelve audiences, every third light not *keep*."""
    journal = new_journal(folder)
    there = len(lights.all_audiences(journal))
    for n in range(there, AUDIENCES):
        lights.add_audience(journal, f"Audience {n}")
    for n in range(parts):
        draft = story.new_draft(journal)
        draft.title, draft.text = f"Part {n} of what happened that winter", "Rain on the windows. " * 100
        story.settle(journal, draft)
    cells = [(p.id, a.id) for p in story.all_parts(journal) for a in lights.all_audiences(journal)]
    lights.set_lights(journal, cells[::6], Light.SHARE)
    lights.set_lights(journal, cells[3::6], Light.ASK)
    return journal


def _shown(journal: OpenJournal) -> Any:
    from PySide6.QtWidgets import QApplication

    from peerjournal.ui.app import make_application
    from peerjournal.ui.pages.lights import LightsPage
    from peerjournal.ui.theme.apply import apply_theme

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 100)
    page = LightsPage(journal)
    page.resize(1180, 780)
    page.show()
    app.processEvents()
    return page


def _go_to(page: Any, row: int) -> None:
    from PySide6.QtCore import QCoreApplication

    page.view.go_to(row, row % AUDIENCES)
    page.view.viewport().repaint()
    QCoreApplication.processEvents()


def _press(page: Any, figure: int) -> None:
    """One key, to its paint."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtTest import QTest

    QTest.keyClicks(page.view, str(figure))
    page.view.viewport().repaint()
    QCoreApplication.processEvents()
