"""A telling about something that may stir listeners up, and no word on where help is.

After the storytelling checklist of the 988 Lifeline
(https://988lifeline.org/professionals/storytelling-for-suicide-prevention-checklist) and AFSP, How to Talk Safely About
Suicide (https://afsp.org/how-to-talk-safely-about-suicide): name a way to help beside a hard subject. The subjects and
the words that count as a help source are in ``resources/lookover/<language>/help.toml``.
"""

import re
from collections.abc import Mapping
from functools import cache

from peerjournal.i18n import _
from peerjournal.sharing.lookover import lists
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.places import whole


def find(subject: Subject) -> list[Finding]:
    """One finding for the whole where a subject asks for a help source and none is named."""
    topics, helps, source = _rules(subject.language)
    texts = [lists.levelled(text.text) for text in subject.texts]
    here = [topic for topic, words in topics.items() if any(words.search(text) for text in texts)]
    if not here or any(helps.search(text) for text in texts):
        return []
    names = _names()
    return [
        whole(
            Family.HELP,
            "help.none",
            reason=_("This touches on {subject}, and no help source is named in it.").format(
                subject=", ".join(names[topic] for topic in here)
            ),
            suggestion=_("A sentence at the end can be enough: a helpline, or somebody to talk to."),
            source=source,
            context=", ".join(here),
        )
    ]


@cache
def _rules(language: str) -> tuple[Mapping[str, re.Pattern[str]], re.Pattern[str], str]:
    data = lists.load("help", language)
    topics = {topic["id"]: lists.matching(topic["words"], data["named"]) for topic in data["topic"]}
    return topics, lists.matching(data["words"], data["named"]), data["source"]


def _names() -> dict[str, str]:
    return {
        "suicide": _("suicide"),
        "self-harm": _("self-harm"),
        "overdose": _("overdose"),
        "violence": _("violence or abuse"),
        "eating": _("an eating disorder"),
    }
