"""The ways to unlock a journal. None of them touches what is written in it."""

from dataclasses import dataclass

from peerjournal.errors import NotWritable, WrongPassphrase
from peerjournal.i18n import _
from peerjournal.journal.entry import whole_characters
from peerjournal.operations.journals import OpenJournal, refuse_empty
from peerjournal.vault import keys as vault_keys
from peerjournal.vault.keys import SlotKind, passphrase_bytes
from peerjournal.vault.recovery import read_code
from peerjournal.vault.vault import Vault

LONGEST_LABEL = 60


@dataclass(frozen=True)
class KeySlotInfo:
    """What can be said about a key slot: nothing in it is secret."""

    id: str
    label: str
    kind: SlotKind


def key_slots(journal: OpenJournal) -> list[KeySlotInfo]:
    """Every way to unlock this journal, in the order they were made."""
    return [KeySlotInfo(s.id, s.label, s.kind) for s in journal.vault.header.slots]


def confirm_passphrase(journal: OpenJournal, passphrase: str) -> KeySlotInfo:
    """Which way to unlock this passphrase is; slow on purpose. Raises :class:`WrongPassphrase` where it is none."""
    header, secret = journal.vault.header, passphrase_bytes(passphrase)
    for slot in header.slots:
        if slot.kind == "passphrase" and slot.unwrap(header.vault_id, secret) is not None:
            return KeySlotInfo(slot.id, slot.label, slot.kind)
    raise WrongPassphrase(_("This is not the passphrase of this journal; nothing was changed."))


def change_passphrase(journal: OpenJournal, new: str, slot_id: str | None = None) -> None:
    """A new passphrase in the place of one, of the first if none is named; slow on purpose.

    Raises :class:`BadInput` for an empty one, :class:`NotFound` for an unknown slot.
    """
    _open(journal).replace_slot(slot_id or _first(journal, "passphrase"), _usable(new))


def replace_recovery_code(journal: OpenJournal, new_code: str) -> None:
    """A new recovery code in the place of the old. Raises :class:`MistypedCode`."""
    _open(journal).replace_slot(_first(journal, "recovery"), read_code(new_code), vault_keys.FLOOR)


def add_passphrase(journal: OpenJournal, passphrase: str, label: str) -> KeySlotInfo:
    """One more passphrase, with the person's own label; slow on purpose. Raises :class:`BadInput`."""
    kept = " ".join(whole_characters(label).split())[:LONGEST_LABEL] or _("Another passphrase")
    slot = _open(journal).add_slot("passphrase", kept, _usable(passphrase))
    return KeySlotInfo(slot.id, slot.label, slot.kind)


def revoke(journal: OpenJournal, slot_id: str) -> None:
    """Take a way to unlock away. Raises :class:`NotFound` for an unknown one and for the last of its kind."""
    _open(journal).revoke_slot(slot_id)


def _open(journal: OpenJournal) -> Vault:
    """The vault. Raises :class:`NotWritable` once it was locked: without its key there is nothing to wrap."""
    if not journal.is_open:
        raise NotWritable(_("This journal is locked; nothing was changed."))
    return journal.vault


def _usable(passphrase: str) -> bytes:
    refuse_empty(passphrase)
    return passphrase_bytes(passphrase)


def _first(journal: OpenJournal, kind: SlotKind) -> str:
    return next(s.id for s in journal.vault.header.slots if s.kind == kind)
