"""Argon2id, key slots, the data key and its sub-keys.

One random 256-bit **data key** encrypts the journal. Each way to unlock is a **key slot**: a wrapping key
derived by Argon2id (RFC 9106) from what the person types wraps the data key with AES-256-GCM, the slot's
public fields as associated data. What the data key is used for goes through HKDF-SHA256 with a label each.
"""

import os
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerjournal.errors import NotWritable
from peerjournal.i18n import _

KEY_BYTES = 32
SlotKind = Literal["passphrase", "recovery"]


@dataclass(frozen=True)
class Cost:
    """What one key derivation costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int = 3
    lanes: int = 4

    def within(self, low: "Cost", high: "Cost") -> bool:
        """No part below ``low`` nor above ``high``."""
        return (
            low.memory_kib <= self.memory_kib <= high.memory_kib
            and low.passes <= self.passes <= high.passes
            and low.lanes <= self.lanes <= high.lanes
        )


FLOOR = Cost(64 * 1024)  # RFC 9106 section 4, second recommended choice
USUAL = Cost(256 * 1024)
CEILING = Cost(4 * 1024 * 1024, passes=16, lanes=16)  # a header asking for more is an attack on this machine


def fitting_cost() -> Cost:
    """The usual cost, halved while a quarter of the free memory would not hold it; never below the floor."""
    cost = USUAL
    free = _free_memory_kib()
    while free is not None and cost.memory_kib * 4 > free and cost.memory_kib // 2 >= FLOOR.memory_kib:
        cost = Cost(cost.memory_kib // 2)
    return cost if cost.memory_kib >= FLOOR.memory_kib else FLOOR


def _free_memory_kib() -> int | None:
    """Free memory as the system tells; None where it does not."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (AttributeError, OSError, ValueError):
        return None


def passphrase_bytes(passphrase: str) -> bytes:
    """What is derived from: the passphrase in NFKC, so that every keyboard types the same one."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def derive_wrapping_key(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Argon2id. Raises :class:`NotWritable` with its sentence where there is not enough memory for it."""
    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(secret)
    except MemoryError:
        raise NotWritable(
            _(
                "There is not enough free memory ({n} MB) to make the key; nothing was changed."
                " Please close other programs and try again."
            ).format(n=cost.memory_kib // 1024)
        ) from None


def sub_key(data_key: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose, e.g. ``"database"``."""
    label = b"peerjournal 1 " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(data_key)


def new_data_key() -> bytes:
    """A fresh random data key."""
    return secrets.token_bytes(KEY_BYTES)


@dataclass(frozen=True)
class KeySlot:
    """One way to unlock: everything in it but the wrapped key is public, and all of it is authenticated."""

    id: str
    label: str
    kind: SlotKind
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def associated(self, vault_id: str) -> bytes:
        """The public fields, each on its line, as associated data of the wrapping."""
        return _associated(vault_id, self.id, self.label, self.kind, self.cost, self.salt)

    def unwrap(self, vault_id: str, secret: bytes) -> bytes | None:
        """The data key, or None: this is not the secret of this slot."""
        wrapping_key = derive_wrapping_key(secret, self.salt, self.cost)
        try:
            return AESGCM(wrapping_key).decrypt(self.nonce, self.wrapped, self.associated(vault_id))
        except InvalidTag:
            return None


def _associated(vault_id: str, slot_id: str, label: str, kind: str, cost: Cost, salt: bytes) -> bytes:
    fields = (
        "peerjournal key slot 1", vault_id, slot_id, label, kind, "argon2id",
        str(cost.memory_kib), str(cost.passes), str(cost.lanes), salt.hex(),
    )  # fmt: skip
    return b"".join(len(f.encode()).to_bytes(4) + f.encode() for f in fields)


def new_slot(vault_id: str, kind: SlotKind, label: str, secret: bytes, data_key: bytes, cost: Cost) -> KeySlot:
    """Wrap the data key for one more secret."""
    slot_id, salt, nonce = secrets.token_hex(16), secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping_key = derive_wrapping_key(secret, salt, cost)
    public = _associated(vault_id, slot_id, label, kind, cost, salt)
    return KeySlot(slot_id, label, kind, cost, salt, nonce, AESGCM(wrapping_key).encrypt(nonce, data_key, public))
