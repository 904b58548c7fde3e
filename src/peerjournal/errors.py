"""Every error this program raises on purpose.

Each carries one sentence for the person: what happened, what was kept, what to do. None of them ever
carries private text, a passphrase or a key::

    PeerJournalError                 a known problem; the message is the sentence to show
    ├── CannotUnlock                 the secret is not the one of any key slot
    │   ├── WrongPassphrase
    │   └── WrongRecoveryCode
    ├── MistypedCode                 a recovery code with a mistake in a named group
    ├── VaultMissing                 there is no journal at this place
    ├── VaultDamaged                 header or database are not what was written
    ├── VaultTooNew                  written by a newer version of this program
    ├── VaultInUse                   open in another window or command
    ├── NotWritable                  folder read-only, disk full: what could not be written
    │   └── DiskFull
    ├── BadText                      text that cannot be kept as it is
    ├── BadInput                     a date, a query, an option that cannot be understood
    └── NotFound                     no such entry, version, key slot
"""


class PeerJournalError(Exception):
    """A known problem. ``str(error)`` is one sentence meant for the person."""


class CannotUnlock(PeerJournalError):
    """The secret opens no key slot. Nothing was changed."""


class WrongPassphrase(CannotUnlock):
    """The passphrase opens no passphrase slot of this journal."""


class WrongRecoveryCode(CannotUnlock):
    """The recovery code is well formed, but not the one of this journal."""


class MistypedCode(PeerJournalError):
    """A recovery code that cannot be right; ``group`` is the first wrong group, counted from 1, or None."""

    def __init__(self, sentence: str, group: int | None = None) -> None:
        super().__init__(sentence)
        self.group = group


class VaultMissing(PeerJournalError):
    """There is no journal at the place given."""


class VaultDamaged(PeerJournalError):
    """Header or database are not what this program wrote. The sentence names the part."""


class VaultTooNew(PeerJournalError):
    """The journal was written by a newer version; it was left untouched."""


class VaultInUse(PeerJournalError):
    """Another window or command has this journal open."""


class NotWritable(PeerJournalError):
    """Something could not be written; the sentence says what was kept."""


class DiskFull(NotWritable):
    """No room left on the disk."""


class BadText(PeerJournalError):
    """Text that cannot be taken in as it is; nothing was written."""


class BadInput(PeerJournalError):
    """A date, query or option that cannot be understood."""


class NotFound(PeerJournalError):
    """No such entry, version or key slot."""
