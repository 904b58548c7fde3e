"""What is measured in a process of its own: ``python -m benchmarks.probe NAME [ARGUMENT ...]`` prints JSON."""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

TOO_EARLY = ("matplotlib", "numpy", "sqlalchemy", "sqlcipher3", "cryptography", "typer", "zxcvbn")
SCROLLED_ROWS = 2_000
KEYS = 240
ROUND = 20


def start(journal: str) -> NoReturn:
    """The program, as ``__main__`` starts it, up to the painted unlock screen."""
    from peerjournal.__main__ import wants_window
    from peerjournal.operations.hardening import harden_process

    harden_process()
    assert wants_window([journal])
    gc.disable()  # as __main__.py does
    from peerjournal import paths
    from peerjournal.settings import Settings
    from peerjournal.ui import app as ui
    from peerjournal.ui.instance import raise_other
    from peerjournal.ui.theme.apply import apply_theme

    app = ui.make_application()
    assert not raise_other(Path(journal))
    settings = Settings(paths.settings_file())
    apply_theme(app, str(settings["appearance"]), settings.number("text_percent"))
    program = ui.Program(app, settings)
    _until_painted(program.window, first=lambda: program.begin(Path(journal)), then=_tell_and_end)
    raise AssertionError


def start_bare() -> NoReturn:
    """A PySide6 window with a label in its middle, up to its first paint.

    It touches the ``Qt`` namespace, as every window does: building its enumerations alone takes 20 ms.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Peer Journal", alignment=Qt.AlignmentFlag.AlignCenter))
    window.resize(1180, 780)
    _until_painted(window, first=window.show, then=_tell_and_end)
    raise AssertionError(app)


def _tell_and_end() -> None:
    """The clock stops at this line; how the process ends is not measured."""
    print(json.dumps({"imported": [name for name in TOO_EARLY if name in sys.modules]}), flush=True)
    os._exit(0)


def unlock(size: str) -> dict[str, Any]:
    """From the key in hand to the painted list in the Journal room; everything is imported before."""
    app, folder = _application(), _folder(size)
    from benchmarks.data import find_key, open_journal

    from peerjournal.ui.main_window import MainWindow
    from peerjournal.ui.pages.journal import JournalPage

    header, data_key = find_key(folder)
    window = MainWindow()
    window.resize(1180, 780)
    window.show()
    _until_painted(window)
    begun = time.perf_counter()
    journal = open_journal(folder, header, data_key)
    opened = time.perf_counter()
    page = JournalPage(journal)
    window.show_page(page)
    _until_painted(page.pane.view.viewport())
    painted = time.perf_counter()
    assert page.pane.view.model().rowCount() == int(size)
    assert app is not None
    journal.close()
    return {"opened": opened - begun, "painted": painted - begun}


def memory(size: str) -> dict[str, Any]:
    """What the process holds after the list was scrolled and searched."""
    app, folder = _application(), _folder(size)
    from benchmarks.data import find_key, open_journal
    from benchmarks.searches import keystrokes

    from peerjournal.journal.entry import EntryFilter
    from peerjournal.ui.models.entry_list import EntryListModel
    from peerjournal.ui.pages.journal import JournalPage

    journal = open_journal(folder, *find_key(folder))
    page = JournalPage(journal)
    page.resize(1180, 780)
    page.show()
    view = page.pane.view
    _until_painted(view.viewport())
    model = view.model()
    assert isinstance(model, EntryListModel)
    # As far in the small journal as in the large one, so that both have seen the same number of rows.
    for n in range(0, SCROLLED_ROWS, 5):
        view.scrollTo(model.index(n % model.rowCount(), 0), view.ScrollHint.PositionAtTop)
        app.processEvents()
    typed = keystrokes()
    for query in typed[:: len(typed) // 20][:20]:
        model.set_filter(EntryFilter(query=query, typing=True))
        model.row(0)
        app.processEvents()  # the list is painted, or hidden where nothing was found
    gc.collect()
    held = resident_mb()
    journal.close()
    return {"mb": held}


def typing() -> dict[str, Any]:
    """Seconds from a key to its paint, in the middle of 50,000 words: our editor and a bare QTextEdit in turn."""
    app = _application()
    from benchmarks.data import long_text
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTextEdit

    from peerjournal.ui.widgets.editor import MarkdownEditor

    ours, bare = MarkdownEditor(), QTextEdit()
    text = long_text()
    ours.set_text(text)
    bare.setPlainText(text)
    bare.setFont(ours.font())
    widgets = {"ours": ours, "bare": bare}
    for widget in widgets.values():
        widget.resize(760, 700)
        widget.show()
        cursor = widget.textCursor()
        cursor.setPosition(len(text) // 2)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
        widget.setTextCursor(cursor)
        widget.ensureCursorVisible()
        _until_painted(widget.viewport())
    taken: dict[str, list[float]] = {name: [] for name in widgets}
    typed = "so it went on and on "
    for first in range(0, KEYS, ROUND):
        for name, widget in widgets.items():
            widget.activateWindow()
            widget.setFocus()
            app.processEvents()
            for n in range(first, first + ROUND):
                begun = time.perf_counter()
                QTest.keyClick(widget, Qt.Key(ord(typed[n % len(typed)].upper())))
                _until_painted(widget.viewport(), repaint=False)
                taken[name].append(time.perf_counter() - begun)
    assert ours.toPlainText() != text
    assert bare.toPlainText() != text
    return taken


def charts(rounds: str) -> dict[str, Any]:
    """The results of :func:`benchmarks.charts.draw`."""
    from benchmarks.charts import draw

    return {"results": [asdict(found) for found in draw(int(rounds))]}


def _application() -> Any:
    from peerjournal.ui.app import make_application
    from peerjournal.ui.theme.apply import apply_theme

    app = make_application()
    apply_theme(app, "light", 100)
    return app


def _folder(size: str) -> Path:
    from benchmarks.data import sample

    return sample(int(size)).folder


def _until_painted(
    widget: Any,
    *,
    repaint: bool = True,
    first: Callable[[], object] | None = None,
    then: Callable[[], object] | None = None,
) -> None:
    """Let Qt work until the widget has been painted (once more, if it was before); ``then`` comes right after.

    ``first`` is what leads to the painting, where that is not just asking for it.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

    class Seen(QObject):
        painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                # Handled when the painting that has just begun is over, before any timer.
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
            return False

        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User and not self.painted:
                self.painted = True
                if then is not None:
                    then()
            return super().event(event)

    seen = Seen()
    widget.installEventFilter(seen)
    if first is not None:
        first()
    elif repaint:
        widget.update()
    give_up = time.monotonic() + 30
    while not seen.painted:
        QCoreApplication.processEvents()
        if time.monotonic() > give_up:
            raise TimeoutError
    widget.removeEventFilter(seen)


def resident_mb() -> float:
    """Memory of this process that is really there, where the system tells; else the most there ever was."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


PROBES: dict[str, Callable[..., dict[str, Any]]] = {
    "start": start,
    "start-bare": start_bare,
    "unlock": unlock,
    "memory": memory,
    "typing": typing,
    "charts": charts,
}


def main() -> None:
    """Run the probe that the arguments name."""
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])), flush=True)


if __name__ == "__main__":
    main()
