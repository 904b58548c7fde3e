"""Length against the minutes there are. Only too long is said; a short telling is nobody's problem.

The reckoning is ours: words to be said, at the teller's own pace. For orientation, guidance for speakers bereaved by
suicide names about 15 minutes, at most 20, with 5 to 10 more for questions (Survivors of Suicide Loss Speaker Readiness
Recommendations: https://sprc.org/tools/survivors-suicide-loss-speaker-readiness-recommendations/).
"""

from peerjournal.i18n import _, ngettext
from peerjournal.journal.entry import count_words
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.places import whole
from peerjournal.sharing.telling import spoken_time

LEEWAY = 1.1
"""How much longer than the minutes it may be before anything is said."""


def find(subject: Subject) -> list[Finding]:
    """One finding for the whole where it takes more than a tenth longer than the minutes there are."""
    if subject.minutes is None or not (subject.minutes > 0 and subject.pace > 0):
        return []
    words = subject.spoken_words
    if words is None:
        words = sum(count_words(text.text) for text in subject.texts)
    takes = words / subject.pace
    if takes <= subject.minutes * LEEWAY:
        return []
    fit = int(subject.minutes * subject.pace)
    return [
        whole(
            Family.LENGTH,
            "length.over",
            reason=_("At your pace this takes about {takes}; you have {minutes}.").format(
                takes=spoken_time(takes), minutes=spoken_time(subject.minutes)
            ),
            suggestion=ngettext(
                "About {n} word would fit; there are {words}.", "About {n} words would fit; there are {words}.", fit
            ).format(n=f"{fit:,}", words=f"{words:,}"),
            source=_("Reckoned from the words to be said and {n} words a minute.").format(n=round(subject.pace)),
            context=f"{subject.minutes:g} / {spoken_time(takes)}",
        )
    ]
