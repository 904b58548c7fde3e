"""The header of a vault: which secrets open it. The bytes on disk, specified.

``header.json`` is UTF-8 JSON, one object::

    format     "peerjournal-vault"
    version    1; a larger number is refused untouched
    vault_id   32 hex digits
    slots      list of key slots, each
        id             32 hex digits
        label          free words of the person, e.g. "Passphrase"
        kind           "passphrase" or "recovery"
        kdf            "argon2id"
        memory_kib, passes, lanes    its cost, between FLOOR and CEILING of keys.py
        salt           16 bytes, hex
        nonce          12 bytes, hex
        wrapped        48 bytes, hex: AES-256-GCM of the data key and its tag
    checksum   SHA-256, hex, over the canonical JSON of all of the above: tells accidental damage from a
               wrong passphrase before anything is derived
    mac        HMAC-SHA256, hex, over the same bytes under the sub-key "header" of the data key: a slot
               weakened, swapped, added or removed by somebody else is noticed at unlock

Canonical JSON: keys sorted, no blanks, ASCII escapes. A header is written to a temporary file in the same
folder, flushed to disk, renamed over the old one, and the folder flushed; the header before is kept as
``header.previous.json``. A missing header is never made anew.
"""

import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from peerjournal.errors import NotWritable, VaultDamaged, VaultMissing, VaultTooNew
from peerjournal.i18n import _
from peerjournal.vault import keys
from peerjournal.vault.durable import read_small_file, replace_file
from peerjournal.vault.keys import Cost, KeySlot, sub_key

FORMAT = "peerjournal-vault"
VERSION = 1
HEADER = "header.json"
PREVIOUS = "header.previous.json"
LARGEST = 1_000_000
_LENGTHS = {"id": 16, "salt": 16, "nonce": 12, "wrapped": 48}


@dataclass(frozen=True)
class Header:
    """The parsed header. ``mac`` is empty until it was sealed with the data key."""

    vault_id: str
    slots: tuple[KeySlot, ...]
    mac: bytes = b""

    def sealed(self, data_key: bytes) -> "Header":
        """The same header with its MAC."""
        return replace(self, mac=_mac(self, data_key))

    def is_sealed_by(self, data_key: bytes) -> bool:
        """Whether the MAC is the one of this data key over exactly these slots."""
        return hmac.compare_digest(self.mac, _mac(self, data_key))


def _public(header: Header) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "vault_id": header.vault_id,
        "slots": [
            {
                "id": s.id, "label": s.label, "kind": s.kind, "kdf": "argon2id",
                "memory_kib": s.cost.memory_kib, "passes": s.cost.passes, "lanes": s.cost.lanes,
                "salt": s.salt.hex(), "nonce": s.nonce.hex(), "wrapped": s.wrapped.hex(),
            }
            for s in header.slots
        ],
    }  # fmt: skip


def _canonical(public: dict[str, Any]) -> bytes:
    return json.dumps(public, sort_keys=True, separators=(",", ":")).encode()


def _mac(header: Header, data_key: bytes) -> bytes:
    return hmac.digest(sub_key(data_key, "header"), _canonical(_public(header)), "sha256")


def write_header(folder: Path, header: Header) -> None:
    """Write durably; the header that stood there is kept as ``header.previous.json``."""
    path = folder / HEADER
    if path.exists():
        replace_file(folder / PREVIOUS, path.read_bytes())
    replace_file(path, serialize(header))


def drop_older_header(folder: Path) -> None:
    """Make the kept copy equal to the header in use.

    Called once an unlock has shown that the header in use works: from then on a changed passphrase or a
    revoked slot does not live on in the copy. Where it cannot be written now, the next unlock does it: what
    was asked for is done already, and must not be called undone.
    """
    with suppress(OSError, NotWritable):
        now = read_small_file(folder / HEADER, LARGEST)
        if not (folder / PREVIOUS).exists() or read_small_file(folder / PREVIOUS, LARGEST) != now:
            replace_file(folder / PREVIOUS, now)


def _complete(header: Header) -> dict[str, Any]:
    public = _public(header)
    return public | {"checksum": hashlib.sha256(_canonical(public)).hexdigest(), "mac": header.mac.hex()}


def serialize(header: Header) -> bytes:
    """The bytes of ``header.json``."""
    return (json.dumps(_complete(header), indent=1) + "\n").encode()


def read_header(folder: Path) -> Header:
    """Read and check ``header.json``; nothing is derived and nothing is changed.

    Raises :class:`VaultMissing`, :class:`VaultDamaged` or :class:`VaultTooNew`.
    """
    path = folder / HEADER
    try:
        data = read_small_file(path, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(folder) from None
    except OSError as error:
        raise VaultDamaged(
            _("The journal's header cannot be read ({reason}); nothing was changed.").format(reason=error.strerror)
        ) from None
    try:
        return parse(data)
    except VaultDamaged as error:
        raise VaultDamaged(f"{error} {_way_back(folder)}".strip()) from None


def _missing(folder: Path) -> VaultMissing | VaultDamaged:
    if not folder.exists():
        return VaultMissing(_("There is no journal at {place}.").format(place=folder))
    if not (folder / "journal.db").exists() and not (folder / PREVIOUS).exists():
        return VaultMissing(_("The folder {place} is not a journal.").format(place=folder))
    sentence = _(
        "The journal's header (header.json) is missing; without it nothing can be unlocked. Nothing was changed."
    )
    return VaultDamaged(f"{sentence} {_way_back(folder)}".strip())


def _way_back(folder: Path) -> str:
    """The sentence that says what helps, if the kept copy is sound."""
    try:
        parse(read_small_file(folder / PREVIOUS, LARGEST))
    except (OSError, VaultDamaged, VaultTooNew):
        return _("If you have a copy of the journal's folder, take header.json from there.")
    return _("A sound copy stands beside it: rename header.previous.json to header.json and try again.")


def parse(data: bytes) -> Header:
    """The header in these bytes. Raises :class:`VaultDamaged` or :class:`VaultTooNew`."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        raise _damaged() from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise _damaged()
    version = raw.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise VaultTooNew(
            _("This journal was written by a newer version of Peer Journal; it was left untouched. Please update.")
        )
    try:
        bytes.fromhex(raw["vault_id"])
        header = Header(raw["vault_id"], tuple(_slot(s) for s in raw["slots"]), bytes.fromhex(raw["mac"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged() from None
    if raw != _complete(header):
        raise _damaged()
    for slot in header.slots:
        if not slot.cost.within(keys.FLOOR, keys.CEILING):
            raise VaultDamaged(
                _("A key slot of this journal asks for a key derivation outside the safe limits; nothing was changed.")
            )
    return header


def _slot(raw: dict[str, Any]) -> KeySlot:
    """One slot, or KeyError, TypeError, ValueError, AttributeError."""
    if raw["kdf"] != "argon2id" or raw["kind"] not in {"passphrase", "recovery"}:
        raise ValueError(raw["kind"])
    numbers = [raw["memory_kib"], raw["passes"], raw["lanes"]]
    if any(type(n) is not int for n in numbers):
        raise TypeError
    data = {name: bytes.fromhex(raw[name]) for name in _LENGTHS}
    if any(len(data[name]) != length for name, length in _LENGTHS.items()):
        raise ValueError
    raw["label"].encode()  # refuses half characters, which nothing of ours writes
    return KeySlot(raw["id"], raw["label"], raw["kind"], Cost(*numbers), data["salt"], data["nonce"], data["wrapped"])


def _damaged() -> VaultDamaged:
    return VaultDamaged(_("The journal's header (header.json) is damaged; nothing was changed."))
