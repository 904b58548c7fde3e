"""Every sentence the program says goes through gettext here, for window and command line alike."""

import gettext

from peerjournal.paths import resource

_translation: gettext.NullTranslations = gettext.translation(
    "peerjournal", localedir=str(resource("locale")), fallback=True
)


def _(sentence: str) -> str:
    """The sentence in the person's language; English where there is no translation."""
    return _translation.gettext(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    """The right plural for ``n``; the text may hold ``{n}``, filled in by the caller."""
    return _translation.ngettext(one, many, n)
