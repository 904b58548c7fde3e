"""The recovery code: 128 random bits a person can write down, with a check in every group.

Nine groups of four characters. Three characters of a group carry 15 bits, the fourth checks them: it is a
linear code over GF(32) whose four weights differ, so that every single wrong character and every two
swapped characters in a group are noticed *in that group*; the group's number is mixed in, so that two
swapped groups are noticed too. 9 x 15 = 135 bits hold the 128 and seven zero bits in front.

The alphabet is Crockford's (no I, L, O, U); when read, O counts as 0 and I or L as 1.
"""

import secrets
import unicodedata

from peerjournal.errors import MistypedCode
from peerjournal.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 9
GROUP_LENGTH = 4
BITS = 128

_READ_AS = {c: i for i, c in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_WEIGHTS = (2, 4, 8)  # powers of the generator; the check character itself has weight 1


def _times(a: int, b: int) -> int:
    """Product in GF(32) with x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product


def _check(values: list[int], group: int) -> int:
    """The check value of three values in the group numbered from 0."""
    check = _times(group + 1, 16)
    for value, weight in zip(values, _WEIGHTS, strict=True):
        check ^= _times(value, weight)
    return check


def new_code() -> str:
    """A fresh code of 128 random bits, e.g. ``"7KQ2-…-…"``: nine groups of four joined by hyphens."""
    return write_code(secrets.token_bytes(BITS // 8))


def write_code(secret: bytes) -> str:
    """The code for these 16 bytes."""
    number = int.from_bytes(secret)
    groups = []
    for group in range(GROUPS):
        bits = number >> 15 * (GROUPS - 1 - group) & 0x7FFF
        values = [bits >> 10, bits >> 5 & 31, bits & 31]
        groups.append("".join(ALPHABET[v] for v in [*values, _check(values, group)]))
    return "-".join(groups)


def read_code(typed: str) -> bytes:
    """The 16 bytes of a code typed in any case and width, with any blanks and hyphens.

    Raises :class:`MistypedCode` naming the first group, counted from 1, that cannot be right; its
    ``group`` is None where the number of characters is wrong.
    """
    wide = unicodedata.normalize("NFKC", typed).upper()
    characters = [c for c in wide if not c.isspace() and c not in "-\u2010\u2011\u2012\u2013\u2014\u2212.·"]
    number = 0
    for group in range(min(GROUPS, len(characters) // GROUP_LENGTH)):
        number = number << 15 | _read_group(characters, group)
    if len(characters) != GROUPS * GROUP_LENGTH:
        raise MistypedCode(
            _("The recovery code has {wanted} characters in {groups} groups; this has {got}.").format(
                wanted=GROUPS * GROUP_LENGTH, groups=GROUPS, got=len(characters)
            )
        )
    if number >> BITS:
        raise _mistyped(0)
    return number.to_bytes(BITS // 8)


def _read_group(characters: list[str], group: int) -> int:
    """The 15 bits of one group of the characters."""
    values = [_READ_AS.get(c, -1) for c in characters[group * GROUP_LENGTH : (group + 1) * GROUP_LENGTH]]
    if min(values) < 0 or _check(values[:3], group) != values[3]:
        raise _mistyped(group)
    return values[0] << 10 | values[1] << 5 | values[2]


def _mistyped(group: int) -> MistypedCode:
    return MistypedCode(
        _("There is a slip in group {n} of the recovery code; please compare it with what you wrote down.").format(
            n=group + 1
        ),
        group + 1,
    )
