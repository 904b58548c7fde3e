"""The one door for background work.

``jobs().run(work, done, failed, owner)`` runs ``work`` in a worker thread and calls back in the window's thread. A
page that has closed is not called back: the owner's ``destroyed`` ends the job's interest.

Objects of the window may be thrown away in its thread alone: a widget destroyed in another one ends the program a
little later, wherever Qt next looks for it. Python would do just that, since what nobody holds any more goes in the
thread of whoever let go last, and circles of such things go in the thread that happens to make the next object. So a
worker gives everything it held back before it says that it has ended, and while one is at work circles are looked for
in the window's thread only.
"""

import gc
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

_COLLECT_MS = 2000
"""How often the window's thread looks for circles while somebody is at work."""
_YOUNG = 1
"""The generation up to which it looks then: what a long work leaves behind is young."""


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

    def _end(self, task: "_Task") -> None:
        self.running = False
        if not self.wanted:
            return
        if task.error is None:
            self._done(task.outcome)
        else:
            self._failed(task.error)


class _Task:
    """What is to be done, and what came of it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self.outcome: Any = None
        self.error: Exception | None = None

    def do(self) -> None:
        try:
            self.outcome = self._work()
        except Exception as error:  # noqa: BLE001 - the outermost door of a thread: the window decides what it is
            self.error = error


class _Run(QRunnable):
    def __init__(self, number: int, task: _Task, ended: Any) -> None:
        super().__init__()
        self._number = number
        self._task: _Task | None = task
        self._ended = ended
        self.setAutoDelete(True)

    def run(self) -> None:
        assert self._task is not None
        self._task.do()
        self._task = None  # before it is said: the last one to hold it is the window's thread
        try:  # noqa: SIM105 - nothing is made here any more: the window's thread may already look for circles again
            self._ended.emit(self._number)
        except RuntimeError:  # the program is ending and the jobs are gone already
            pass


class Jobs(QObject):
    """Keeps what is being done until it has ended. ``ended`` says in a worker's thread which number has."""

    ended = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(2)
        self._kept: dict[int, tuple[Job, _Task]] = {}
        self._last = 0
        self._collected_before = False
        self._collecting = QTimer(self, interval=_COLLECT_MS)
        self._collecting.timeout.connect(self._collect)
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        owner: QObject | None = None,
    ) -> Job:
        """Start ``work`` in a thread; exactly one of ``done`` and ``failed`` is called, in this thread."""
        job, task = Job(done, failed), _Task(work)
        if owner is not None:
            owner.destroyed.connect(job.cancel)
        if not self._kept:
            self._collected_before = gc.isenabled()
            gc.disable()
            self._collecting.start()
        self._last += 1
        self._kept[self._last] = (job, task)
        self._pool.start(_Run(self._last, task, self.ended))
        return job

    def wait(self, patience_ms: int = -1) -> bool:
        """Wait until every started work has ended (before the vault closes); whether it did in that time."""
        return self._pool.waitForDone(patience_ms)

    def _end(self, number: int) -> None:
        job, task = self._kept.pop(number)
        if not self._kept:
            self._collect_by_itself()
        job._end(task)

    def _collect(self) -> None:
        gc.collect(_YOUNG)

    def _collect_by_itself(self) -> None:
        """Python looks for circles when it likes again."""
        self._collecting.stop()
        if self._collected_before:
            gc.collect(0)  # what was put off is due with the next object, which the worker's last step might make
            gc.enable()


_jobs: list[Jobs] = []


def jobs() -> Jobs:
    """The jobs of this program; made at the first call, in the window's thread."""
    if not _jobs:
        _jobs.append(Jobs())
    return _jobs[0]
