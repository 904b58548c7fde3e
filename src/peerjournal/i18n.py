"""Every sentence the program says goes through gettext here, for window and command line alike."""

import gettext

from peerjournal.paths import resource

_PLACE = resource("locale")
_translation: gettext.NullTranslations = (
    gettext.translation("peerjournal", localedir=str(_PLACE), fallback=True)
    if _PLACE.is_dir()  # without any translation, working out which to look for would cost every start 1.5 ms
    else gettext.NullTranslations()
)


def _(sentence: str) -> str:
    """The sentence in the person's language; English where there is no translation."""
    return _translation.gettext(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    """The right plural for ``n``; the text may hold ``{n}``, filled in by the caller."""
    return _translation.ngettext(one, many, n)
