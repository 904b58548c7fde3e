"""The encrypted thing on disk: create, unlock, lock, verify, and the ways to unlock it.

A vault is a folder ``<name>.peerjournal`` with ``header.json`` (see ``header.py``), ``journal.db`` (SQLCipher,
with ``-wal`` and ``-shm`` while it is open) and ``journal.lock``.
"""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from peerjournal.errors import (
    NotFound,
    NotWritable,
    PeerJournalError,
    VaultDamaged,
    WrongPassphrase,
    WrongRecoveryCode,
)
from peerjournal.i18n import _
from peerjournal.vault import keys
from peerjournal.vault.durable import cannot_write, flush_folder
from peerjournal.vault.engine import (
    DATABASE,
    checkpoint,
    database_problem,
    find_damage,
    open_engine,
    storage_errors,
)
from peerjournal.vault.header import Header, drop_older_header, read_header, write_header
from peerjournal.vault.keys import Cost, KeySlot, SlotKind, new_data_key, new_slot, passphrase_bytes
from peerjournal.vault.lock import VaultLock
from peerjournal.vault.recovery import read_code

Migrate = Callable[[Engine], None]


class Vault:
    """An unlocked vault: its engine, its header and its lock. ``close()`` ends all three."""

    def __init__(self, folder: Path, data_key: bytes, header: Header, engine: Engine, lock: VaultLock) -> None:
        self.folder = folder
        self.header = header
        self._engine = engine
        self._data_key = data_key
        self._lock: VaultLock | None = lock
        self._file = _identity(folder)

    def check_still_there(self) -> None:
        """Raise :class:`NotWritable` if the database written to is no longer the one in the folder.

        A sync program or a person may move or replace the file while it is open; SQLite would go on writing
        into the one that is gone.
        """
        if self._file != _identity(self.folder):
            raise NotWritable(
                _(
                    "The journal was moved or replaced while it was open, so your last words are not in it."
                    " Please put it back where it was, or copy your last words from the screen."
                )
            )

    @property
    def is_open(self) -> bool:
        """False after ``close()``."""
        return self._lock is not None

    @property
    def engine(self) -> Engine:
        """The database, while it is open. Raises :class:`NotWritable` after ``close()``: a late job must not
        open again, without the lock, what others may have open by then.
        """
        if self._lock is None:
            raise NotWritable(_("This journal is locked; nothing was changed."))
        return self._engine

    def close(self) -> None:
        """Checkpoint, close the database, let go of the lock. Does nothing the second time."""
        if self._lock is None:
            return
        checkpoint(self._engine)
        self._engine.dispose()
        self._data_key = b""
        self._lock.release()
        self._lock = None

    # Ways to unlock. Adding and revoking never touches the database.

    def add_slot(self, kind: SlotKind, label: str, secret: bytes, cost: Cost | None = None) -> KeySlot:
        """One more way to unlock. Durable when it returns."""
        slot = new_slot(self.header.vault_id, kind, label, secret, self._key(), cost or keys.fitting_cost())
        self._write((*self.header.slots, slot))
        return slot

    def replace_slot(self, slot_id: str, secret: bytes, cost: Cost | None = None) -> KeySlot:
        """Another secret in the place of one slot's; the old secret no longer unlocks this folder."""
        old = self._slot(slot_id)
        new = new_slot(self.header.vault_id, old.kind, old.label, secret, self._key(), cost or keys.fitting_cost())
        self._write(tuple(new if s.id == slot_id else s for s in self.header.slots))
        return new

    def revoke_slot(self, slot_id: str) -> None:
        """Take a way to unlock away. The last passphrase and the last recovery code stay."""
        slot = self._slot(slot_id)
        if sum(s.kind == slot.kind for s in self.header.slots) < 2:
            raise NotFound(_("This is the last one of its kind; add another before you take it away."))
        self._write(tuple(s for s in self.header.slots if s.id != slot_id))

    def _key(self) -> bytes:
        """The data key. Raises :class:`NotWritable` once the vault is closed: an empty key must never be wrapped."""
        if self._lock is None:
            raise NotWritable(_("The journal is locked; nothing was changed."))
        return self._data_key

    def _slot(self, slot_id: str) -> KeySlot:
        for slot in self.header.slots:
            if slot.id == slot_id:
                return slot
        raise NotFound(_("There is no such way to unlock any more; nothing was changed."))

    def _write(self, slots: tuple[KeySlot, ...]) -> None:
        header = Header(self.header.vault_id, slots).sealed(self._key())
        write_header(self.folder, header)
        self.header = header
        # The new header works: it was made from the key in use. The old way in must not live on beside it.
        drop_older_header(self.folder)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which file the database is, whatever it is called; None if it is gone."""
    try:
        found = (folder / DATABASE).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def create(folder: Path, passphrase: str, recovery_code: str, migrate: Migrate, cost: Cost | None = None) -> Vault:
    """A new vault at ``folder``, which must not exist yet (an empty folder will do).

    Raises :class:`NotWritable` or :class:`MistypedCode`; then nothing is left behind.
    """
    code = read_code(recovery_code)
    made = _make_folder(folder)
    try:
        with storage_errors(folder):
            return _fill(folder, passphrase, code, migrate, cost or keys.fitting_cost())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True) if made else _empty(folder)
        raise


def _make_folder(folder: Path) -> bool:
    """Whether the folder was made now. Refuses one with anything in it."""
    try:
        try:
            folder.mkdir(parents=True, mode=0o700)
        except FileExistsError:
            taken = not folder.is_dir() or any(folder.iterdir())
        else:
            return True
    except OSError as error:
        raise cannot_write(folder / DATABASE, error) from None
    if taken:
        raise NotWritable(
            _("There is already something at {place}; nothing was changed. Please choose another name.").format(
                place=folder
            )
        )
    return False


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink(missing_ok=True)


def _fill(folder: Path, passphrase: str, code: bytes, migrate: Migrate, cost: Cost) -> Vault:
    data_key, vault_id = new_data_key(), secrets.token_hex(16)
    slots = (
        new_slot(vault_id, "passphrase", _("Passphrase"), passphrase_bytes(passphrase), data_key, cost),
        # 128 random bits need no slow derivation.
        new_slot(vault_id, "recovery", _("Recovery code"), code, data_key, keys.FLOOR),
    )
    header = Header(vault_id, slots).sealed(data_key)
    lock = VaultLock(folder)
    try:
        engine = open_engine(folder, data_key, new=True)
        try:
            migrate(engine)
            checkpoint(engine)
            (folder / DATABASE).chmod(0o600)
            # The header comes last: a folder without one is visibly unfinished.
            write_header(folder, header)
            drop_older_header(folder)
            flush_folder(folder.parent)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return Vault(folder, data_key, header, engine, lock)


def find_data_key(
    folder: Path, *, passphrase: str | None = None, recovery_code: str | None = None
) -> tuple[Header, bytes]:
    """Derive and unwrap; slow on purpose. Nothing is opened and nothing is changed.

    Raises the header's errors, :class:`WrongPassphrase`, :class:`WrongRecoveryCode`, :class:`MistypedCode`,
    or :class:`VaultDamaged` where the secret is right but the header is not the one that was sealed.
    """
    header = read_header(folder)
    wrong: type[PeerJournalError]
    if recovery_code is not None:
        secret, kind = read_code(recovery_code), "recovery"
        wrong, sentence = (
            WrongRecoveryCode,
            _("This is not the recovery code of this journal; nothing was changed."),
        )
    else:
        secret, kind = passphrase_bytes(passphrase or ""), "passphrase"
        wrong, sentence = (
            WrongPassphrase,
            _("This is not the passphrase of this journal; nothing was changed."),
        )
    for slot in header.slots:
        data_key = slot.unwrap(header.vault_id, secret) if slot.kind == kind else None
        if data_key is None:
            continue
        _check_seal(header, data_key)
        return header, data_key
    raise wrong(sentence)


def _check_seal(header: Header, data_key: bytes) -> None:
    if not header.is_sealed_by(data_key):
        raise VaultDamaged(
            _(
                "The header of this journal was changed by something other than this program;"
                " nothing was opened. Please compare it with a backup."
            )
        )


def open_vault(folder: Path, header: Header, data_key: bytes, migrate: Migrate) -> Vault:
    """Open with a key at hand. Checks every page's seal first if the last end was not clean.

    Raises :class:`VaultInUse`, :class:`NotWritable`, :class:`VaultDamaged`, :class:`VaultTooNew`.
    """
    lock = VaultLock(folder)
    try:
        # While the key was derived, another window may have changed the ways to unlock.
        if header != (header := read_header(folder)):
            _check_seal(header, data_key)
        unclean = (folder / f"{DATABASE}-wal").exists()
        engine = open_engine(folder, data_key)
        try:
            with storage_errors(folder):
                if unclean and find_damage(engine, thorough=False) is not None:
                    raise database_problem()
                migrate(engine)
                drop_older_header(folder)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return Vault(folder, data_key, header, engine, lock)


def verify(vault: Vault) -> None:
    """Check header and database. Raises :class:`VaultDamaged` naming the damaged part."""
    engine = vault.engine
    header = read_header(vault.folder)
    if header != vault.header:
        raise VaultDamaged(_("The journal's header (header.json) is not the one in use; it was changed elsewhere."))
    with storage_errors(vault.folder):
        if find_damage(engine, thorough=True) is not None:
            raise database_problem()
