"""The word lists of the look-over: data files in ``resources/lookover/<language>/``, and how their expressions match.

Another language is one more folder. A file is TOML and says at its top

* ``language``: its tag, the name of its folder;
* ``source``: a sentence naming where its rules come from, with the link;
* ``date``: the day this was last checked;

and then holds the tables of its family. Lists of words are lists of *expressions*: Python's regular expressions in
small letters with straight apostrophes, which match whole words only. In them

* a blank also stands for line breaks and for the signs of emphasis (so none may stand in a ``[class]``);
* ``...`` between blanks stands for up to four words of the same sentence;
* ``<any>`` stands for one word, ``<name>`` for the expressions the file gives under that name.

Expressions are matched against :func:`levelled` text, in which every character keeps its place.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from peerjournal.errors import NotFound
from peerjournal.i18n import _
from peerjournal.paths import resource

USUAL = "en"
"""The language of the lists where there is none in the language asked for."""


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages there are lists in, sorted."""
    return tuple(sorted(p.name for p in resource("lookover").iterdir() if p.is_dir()))


@cache
def load(name: str, language: str) -> Mapping[str, Any]:
    """The data file ``name`` in this language, or the nearest there is: "de-AT", else "de", else English."""
    for tag in _from_near_to_far(language):
        path = resource("lookover", tag, f"{name}.toml")
        if path.is_file():
            return tomllib.loads(path.read_text(encoding="utf-8"))
    raise NotFound(
        _(
            "The list “{name}” for the look-over is missing. Nothing was changed; please install the program again."
        ).format(name=name)
    )


def _from_near_to_far(language: str) -> list[str]:
    by_tag = {tag.casefold(): tag for tag in languages()}
    subtags = language.replace("_", "-").casefold().split("-")
    shorter = ("-".join(subtags[:n]) for n in range(len(subtags), 0, -1))
    return [*(by_tag[tag] for tag in shorter if tag in by_tag), USUAL]


# ------------------------------------------------------------------------------------------------- expressions

Named = Mapping[str, Iterable[str]]

_LEVEL = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "＇": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})
# What a word is made of and what stands between words have no character in common: so no pattern has to try twice.
BLANK = r"(?:[\s*_~]+)"
_ANY = r"[^\s*_~.,;:!?…()\"“”]+"
_FEW_WORDS = rf"{BLANK}(?:{_ANY}{BLANK}){{0,4}}?"
WORD_BEGINS, WORD_ENDS = r"(?<![^\W_])", r"(?![^\W_])"


def levelled(text: str) -> str:
    """The text in small letters with straight apostrophes; each character stands where it stood."""
    small = text.lower()
    if len(small) != len(text):  # "İ" becomes two characters
        small = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return small if small.isascii() else small.translate(_LEVEL)


def either(expressions: Iterable[str], named: Named = MappingProxyType({})) -> str:
    """One regular expression for any of these, whole words only, the longest first.

    ``named`` holds what may stand in the expressions as ``<name>``.
    """
    return f"{WORD_BEGINS}{any_of(expressions, named)}{WORD_ENDS}"


def any_of(expressions: Iterable[str], named: Named = MappingProxyType({})) -> str:
    """The same without asking for whole words, to be put together into something larger."""
    return _group(expressions, {"any": [_ANY], **named})


def matching(expressions: Iterable[str], named: Named = MappingProxyType({})) -> re.Pattern[str]:
    """A pattern for any of these expressions in levelled text. Compile it once per list, not per text."""
    return re.compile(either(expressions, named))


def _group(expressions: Iterable[str], named: Named) -> str:
    longest_first = sorted(dict.fromkeys(expressions), key=len, reverse=True)
    return f"(?:{'|'.join(_as_regex(e, named) for e in longest_first)})"


def _as_regex(expression: str, named: Named) -> str:
    blanks = _FEW_WORDS.join(part.replace(" ", BLANK) for part in expression.split(" ... "))
    return re.sub(r"<([a-z]+)>", lambda name: _group(named[name[1]], named), blanks)
