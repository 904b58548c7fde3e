"""How a typed number is read, and shown to be typed again: one way for check-ins, results, own scales and their files.

A comma or a point stands before the decimals, and nothing stands between thousands. ``10,000`` and ``1.500`` may be
meant as thousands as well as decimals. A number with exactly three decimals is therefore refused, never guessed,
unless it begins with a 0 (``0,125``) or has a sign that stands before decimals only (``٫``). Digits of every script
will do.
"""

import re
from decimal import Decimal
from math import nan
from unicodedata import decimal

from peerjournal.errors import BadInput
from peerjournal.i18n import _

_TWO_WAYS = re.compile(r"[-+]?[1-9][0-9]*[.,][0-9]{3}")
_NUMBER = re.compile(r"[-+]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)")


def reads_two_ways(typed: str) -> bool:
    """Whether it may be meant as thousands as well as decimals."""
    return _TWO_WAYS.fullmatch(_plain(typed)) is not None


def read_number(typed: str) -> float:
    """The number; NaN where it is none. Raises :class:`BadInput` where it can be read in two ways."""
    if reads_two_ways(typed):
        raise BadInput(
            _(
                "This number can be read in two ways; nothing was changed. Please type thousands without a sign "
                "between them (10000), and three decimals with a 0 after them (1.5000)."
            )
        )
    plain = _plain(typed).replace("٫", ".")
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else nan


def read_whole(typed: str) -> float:
    """A whole number from 0 on, in digits alone; otherwise as :func:`read_number`."""
    number = read_number(typed)
    return number if typed.strip().isdecimal() else nan


def to_type(number: float, point: str = ".") -> str:
    """All its digits without an exponent, with this before its decimals; :func:`read_number` gives the same number."""
    digits = format(Decimal(repr(number)), "f") if number != round(number) else str(round(number))
    return (digits + "0" if reads_two_ways(digits) else digits).replace(".", point)


def _plain(typed: str) -> str:
    """Without blanks around it, in the digits and the minus of a keyboard."""
    plain = typed.strip().replace("\u2212", "-")
    return "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in plain)
