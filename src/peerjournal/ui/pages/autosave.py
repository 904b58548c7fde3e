"""Keeps what is typed: a draft within a second, the thing itself (an entry, a part) when the sitting pauses.

A draft is saved at most 0.7 s after the first key that is not saved yet; further keys do not put that off. Long
texts are saved in the background, one at a time, and an older wording never overwrites a newer one. What cannot
be written stays on the screen and is tried again until it can.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from peerjournal.errors import DiskFull, NotWritable, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.entry import Draft
from peerjournal.ui.jobs import Job, jobs

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

AFTER_MS = 700
AGAIN_MS = 3_000
RESTED_MS = 10 * 60 * 1000
LARGE = 200_000  # characters; from here on a draft is written in the background

SAVED, SAVING, TROUBLE = "saved", "saving", "trouble"


class Written(Protocol):
    """Any draft: it has a text."""

    @property
    def text(self) -> str:
        """What is typed in it; long texts are saved in the background."""


D = TypeVar("D", bound=Written)
D_contra = TypeVar("D_contra", bound=Written, contravariant=True)


class Keeper(Protocol[D_contra]):
    """Where drafts of one kind are kept: a module of ``operations``, or an object like one."""

    def save_draft(self, journal: "OpenJournal", draft: D_contra, /) -> object:
        """Keep what stands in the editor. May be called from any thread."""

    def settle(self, journal: "OpenJournal", draft: D_contra, /) -> Any:
        """The draft becomes the thing itself, which is returned; None where a new one says nothing."""


def entry_keeper() -> Keeper[Draft]:
    """Where entries are kept. The operations bring in SQLAlchemy, which must not load before the unlock screen."""
    from peerjournal.operations import writing

    return writing


@dataclass
class _Order:
    """Numbers the writes, so that one that comes late is passed over."""

    lock: Lock = field(default_factory=Lock)
    given: int = 0
    written: int = 0

    def next(self) -> int:
        self.given += 1
        return self.given


class Autosave(QObject, Generic[D]):
    """Saves the draft that ``take()`` gives. ``told`` carries a state and a sentence, ``settled`` what it became.

    ``rested`` after ten minutes without a key, once all is settled: a new sitting begins. ``keeper`` says where
    drafts of this kind are kept; it is asked only when something is to be written.
    """

    told = Signal(str, str)
    settled = Signal(object)
    rested = Signal()

    def __init__(
        self, journal: "OpenJournal", take: Callable[[], D], parent: QObject, keeper: Callable[[], Keeper[D]]
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._keeper = keeper
        self._take = take
        self._order = _Order()
        self._changes = self._safe = 0  # counted; what is typed is on disk when they are equal
        self._unsettled = False
        self._in_trouble = False
        self._job: Job | None = None
        self._soon = self._timer(AFTER_MS, self._save)
        self._again = self._timer(AGAIN_MS, self._try_again)
        self._rest = self._timer(RESTED_MS, self._after_rest)

    @property
    def unsettled(self) -> bool:
        """Whether something was changed that is not settled yet."""
        return self._unsettled

    def begin(self) -> None:
        """Another draft stands in the editor; nothing of it needs saving yet."""
        self._stop()
        self._changes = self._safe = 0
        self._unsettled = False
        self._tell(SAVED, "")

    def touched(self) -> None:
        """The person changed something."""
        self._changes += 1
        self._unsettled = True
        self._rest.start()
        if not self._soon.isActive() and not self._again.isActive() and self._job is None:
            self._soon.start()
        if not self._in_trouble:
            self._tell(SAVING, _("Saving"))

    def save_now(self) -> bool:
        """Have the draft on disk before this returns. False (and a sentence told) if it could not be."""
        if self._changes == self._safe:
            return True
        self._soon.stop()
        return self._write(self._take)

    def settle(self) -> bool:
        """Make the draft the entry, or part. False (and a sentence told) if that failed; the draft is kept then."""
        if not self._unsettled:
            return True
        changes, order = self._changes, self._order
        n = order.next()
        try:
            draft = self._take()
            with order.lock:
                settled = self._keeper().settle(self._journal, draft)
                order.written = n
        except Exception as error:  # noqa: BLE001 - the outermost door of the person's words, as in _write
            if self.save_now():
                known = isinstance(error, PeerJournalError)
                self._tell(TROUBLE, str(error) if known else _sentence(error))
            self._again.start()
            return False
        self._stop()
        self._safe = changes
        self._unsettled = False
        self._written(changes)
        self.settled.emit(settled)
        return True

    def _timer(self, after: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(act)
        return timer

    def _stop(self) -> None:
        for timer in (self._soon, self._again, self._rest):
            timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _save(self) -> None:
        if self._changes == self._safe or self._job is not None:
            return
        changes = self._changes
        try:
            draft = self._take()
        except Exception as error:  # noqa: BLE001 - as in _write
            self._trouble(error)
            return
        if len(draft.text) < LARGE:
            self._write(lambda: draft)
            return
        n = self._order.next()
        self._job = jobs().run(
            lambda: self._save_in_order(draft, n),
            lambda _nothing: self._job_done(changes),
            self._job_failed,
            self,
        )

    def _try_again(self) -> None:
        if self._changes != self._safe:
            self._save()
        else:
            self.settle()

    def _job_done(self, changes: int) -> None:
        self._job = None
        self._written(changes)

    def _job_failed(self, error: Exception) -> None:
        self._job = None
        self._trouble(error)

    def _write(self, take: Callable[[], D]) -> bool:
        changes = self._changes
        try:
            self._save_in_order(take(), self._order.next())
        # Whatever went wrong: unsaved words must never be taken for saved, and saving is tried again.
        except Exception as error:  # noqa: BLE001 - the outermost door of the person's words
            self._trouble(error)
            return False
        self._written(changes)
        return True

    def _save_in_order(self, draft: D, n: int) -> None:
        with self._order.lock:
            if n > self._order.written:
                self._keeper().save_draft(self._journal, draft)
                self._order.written = n

    def _written(self, changes: int) -> None:
        self._safe = max(self._safe, changes)
        self._in_trouble = False
        self._again.stop()
        if self._changes == self._safe:
            self._tell(SAVED, _("Saved"))
        else:
            self._soon.start()

    def _trouble(self, error: Exception) -> None:
        self._again.start()
        self._tell(TROUBLE, _sentence(error))

    def _tell(self, state: str, sentence: str) -> None:
        self._in_trouble = state == TROUBLE
        self.told.emit(state, sentence)

    def _after_rest(self) -> None:
        if self.settle():
            self.rested.emit()


def _sentence(error: Exception) -> str:
    """What is and what is not saved."""
    if isinstance(error, DiskFull):
        return _(
            "Your last words are on the screen but not on disk: the disk is full. "
            "They will be saved as soon as there is room."
        )
    if isinstance(error, NotWritable | OSError):
        return _(
            "Your last words are on the screen but not on disk: the journal cannot be written to. "
            "They will be saved as soon as it can."
        )
    if isinstance(error, PeerJournalError):
        return _("Your last words are on the screen but not on disk. {reason}").format(reason=error)
    # What an unforeseen error says may hold private text.
    return _("Your last words are on the screen but could not be saved. They will be tried again.")
