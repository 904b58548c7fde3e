"""Create, unlock, verify and lock a journal."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from peerjournal.clock import SYSTEM_CLOCK, Clock
from peerjournal.errors import BadInput, NotWritable
from peerjournal.i18n import _
from peerjournal.store.migrate import bring_up_to_date
from peerjournal.store.search import index_is_sound, rebuild_index
from peerjournal.vault import vault as vaults
from peerjournal.vault.engine import READ_ONLY, Transaction, check_what_was_read, checkpoint, storage_errors
from peerjournal.vault.header import read_header
from peerjournal.vault.keys import Cost
from peerjournal.vault.recovery import new_code, read_code, write_code


class OpenJournal:
    """The unlocked contents of one journal, handed to whatever works with them.

    Usable from any thread. ``close()`` locks it: the database is closed and others may open it.
    """

    def __init__(self, vault: vaults.Vault, clock: Clock = SYSTEM_CLOCK) -> None:
        self.vault = vault
        self.clock = clock

    @property
    def path(self) -> Path:
        """The journal's folder."""
        return self.vault.folder

    @property
    def is_open(self) -> bool:
        """False once it was closed."""
        return self.vault.is_open

    @contextmanager
    def changing(self) -> Iterator[Transaction]:
        """One transaction that may write; durable when the block ends, undone if it raises."""
        with storage_errors(self.path), self.vault.engine.begin() as db:
            yield db
            check_what_was_read(db)
        self.vault.check_still_there()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """One consistent look; never waits for a writer."""
        with storage_errors(self.path), self.vault.engine.connect().execution_options(**READ_ONLY) as db:
            yield db
            check_what_was_read(db)

    def rest(self) -> None:
        """Move the write-ahead log into the database; for quiet moments."""
        if self.is_open:
            checkpoint(self.vault.engine)

    def close(self) -> None:
        """Lock. Does nothing the second time."""
        self.vault.close()


def new_recovery_code() -> str:
    """A fresh recovery code: nine groups of four characters, to be written down and typed back."""
    return new_code()


def check_recovery_code(typed: str) -> str:
    """The code as it is written. Raises :class:`MistypedCode` naming the first wrong group."""
    return write_code(read_code(typed))


def refuse_empty(passphrase: str) -> None:
    """Raise :class:`BadInput` for a passphrase that is none."""
    if not passphrase:
        raise BadInput(_("The passphrase is empty; nothing was changed."))


def peek(path: Path) -> None:
    """Look whether there is a sound header, without any secret.

    Raises :class:`VaultMissing`, :class:`VaultDamaged` or :class:`VaultTooNew`.
    """
    read_header(path)


def create_journal(
    path: Path, passphrase: str, recovery_code: str, *, clock: Clock = SYSTEM_CLOCK, cost: Cost | None = None
) -> OpenJournal:
    """A new journal in a folder that does not exist yet; slow on purpose (key derivation).

    Raises :class:`NotWritable` (also where something is there already), :class:`MistypedCode` or, for an empty
    passphrase, :class:`BadInput`, leaving nothing behind.
    """
    refuse_empty(passphrase)
    vault = vaults.create(path, passphrase, recovery_code, lambda engine: bring_up_to_date(engine, path), cost)
    return OpenJournal(vault, clock)


def unlock(
    path: Path,
    passphrase: str | None = None,
    *,
    recovery_code: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> OpenJournal:
    """Open a journal with its passphrase or its recovery code; slow on purpose (key derivation).

    Drafts that were not settled, because the power went or the program was killed, become what their
    entries say; the wording before is kept as a version.

    Raises :class:`CannotUnlock` (its subclasses tell which), :class:`MistypedCode`, :class:`VaultMissing`,
    :class:`VaultDamaged`, :class:`VaultTooNew`, :class:`VaultInUse` or :class:`NotWritable`.
    """
    header, data_key = vaults.find_data_key(path, passphrase=passphrase, recovery_code=recovery_code)
    vault = vaults.open_vault(path, header, data_key, lambda engine: bring_up_to_date(engine, path))
    journal = OpenJournal(vault, clock)
    try:
        # Imported here: they themselves need OpenJournal.
        from peerjournal.operations import checkins, sessions, story, writing

        with suppress(NotWritable):  # on a full disk they wait for the next unlock; reading must be possible
            writing.settle_left_drafts(journal)
            story.settle_left_drafts(journal)
            checkins.settle_left_drafts(journal)
            sessions.settle_left_drafts(journal)
    except BaseException:
        journal.close()
        raise
    return journal


def verify(journal: OpenJournal, *, search_index: bool = True) -> None:
    """Check header and database thoroughly. Raises :class:`VaultDamaged` naming the damaged part.

    A search index that does not fit the texts is made anew: it holds nothing that they do not. Looking it over
    keeps writers waiting (about five seconds for 100,000 entries), so a window leaves that out.
    """
    vaults.verify(journal.vault)
    if search_index:
        with journal.changing() as db:
            if not index_is_sound(db):
                rebuild_index(db)
