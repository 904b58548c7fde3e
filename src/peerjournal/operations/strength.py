"""Honest help with a passphrase: how long it would hold, in words. Never a rule about kinds of characters."""

from dataclasses import dataclass

from peerjournal.i18n import _


@dataclass(frozen=True)
class PassphraseHelp:
    """``score`` from 0 (guessed at once) to 4 (out of reach); ``sentence`` says it, and what would help."""

    score: int
    sentence: str


def passphrase_help(passphrase: str) -> PassphraseHelp:
    """How well this passphrase holds against somebody who guesses with a copy of the journal.

    Estimated by zxcvbn (Wheeler, USENIX Security 2016); only the first 72 characters are looked at, longer
    ones are strong anyway.
    """
    # A second of imports and word lists, needed only while a passphrase is chosen.
    from zxcvbn import zxcvbn

    if not passphrase:
        return PassphraseHelp(0, _("Four or five unrelated words make a good passphrase."))
    score: int = zxcvbn(passphrase[:72])["score"]
    sentences = (
        _("This would be guessed at once. Four or five unrelated words hold far better."),
        _("This would be guessed within hours. One or two more unrelated words would help."),
        _("This holds for a while. One more unrelated word would make it strong."),
        _("This is strong. Somebody would need years of guessing."),
        _("This is very strong. Guessing it is out of reach."),
    )
    return PassphraseHelp(score, sentences[score])
