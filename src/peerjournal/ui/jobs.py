"""The one door for background work.

``jobs().run(work, done, failed, owner)`` runs ``work`` in a worker thread and calls back in the window's
thread. A page that has closed is not called back: the signal carrier is never the page's child (a worker
would raise when its parent died), and the owner's ``destroyed`` ends the job's interest instead.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal


class _Carrier(QObject):
    finished = Signal(object)
    broke = Signal(object)


class Job(QObject):
    """One background run. ``cancel()`` takes back the interest in its outcome; the work itself ends by itself."""

    def __init__(self, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._done = done
        self._failed = failed
        self.wanted = True
        self.running = True

    def cancel(self) -> None:
        """Nobody is called back from now on."""
        self.wanted = False

    def _finish(self, outcome: object) -> None:
        self.running = False
        if self.wanted:
            self._done(outcome)

    def _break(self, error: Exception) -> None:
        self.running = False
        if self.wanted:
            self._failed(error)


class _Run(QRunnable):
    def __init__(self, work: Callable[[], Any], carrier: _Carrier) -> None:
        super().__init__()
        self._work = work
        self._carrier = carrier
        self.setAutoDelete(True)

    def run(self) -> None:
        outcome: object
        try:
            outcome = self._work()
        except Exception as error:  # noqa: BLE001 - the outermost door of a thread: the window decides what it is
            tell, outcome = self._carrier.broke, error
        else:
            tell = self._carrier.finished
        with suppress(RuntimeError):  # the program is ending and the carrier is gone already
            tell.emit(outcome)


class Jobs(QObject):
    """Keeps the running jobs and their carriers alive."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        self._kept: dict[Job, _Carrier] = {}

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        owner: QObject | None = None,
    ) -> Job:
        """Start ``work`` in a thread; exactly one of ``done`` and ``failed`` is called, in this thread."""
        job, carrier = Job(done, failed), _Carrier()
        carrier.finished.connect(job._finish, Qt.ConnectionType.QueuedConnection)
        carrier.broke.connect(job._break, Qt.ConnectionType.QueuedConnection)
        carrier.finished.connect(lambda _outcome: self._forget(job), Qt.ConnectionType.QueuedConnection)
        carrier.broke.connect(lambda _error: self._forget(job), Qt.ConnectionType.QueuedConnection)
        if owner is not None:
            owner.destroyed.connect(job.cancel)
        self._kept[job] = carrier
        self._pool.start(_Run(work, carrier))
        return job

    def wait(self, patience_ms: int = -1) -> bool:
        """Wait until every started work has ended (before the vault closes); whether it did in that time."""
        return self._pool.waitForDone(patience_ms)

    def _forget(self, job: Job) -> None:
        self._kept.pop(job, None)


_jobs: list[Jobs] = []


def jobs() -> Jobs:
    """The jobs of this program; made at the first call, in the window's thread."""
    if not _jobs:
        _jobs.append(Jobs())
    return _jobs[0]
