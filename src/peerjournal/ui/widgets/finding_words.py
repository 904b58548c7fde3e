"""What the families and kinds of findings are called on the screen."""

from peerjournal.i18n import _
from peerjournal.sharing.lookover.finding import Family, Finding


def families() -> dict[Family, str]:
    """The heading above the findings of each family, in the order in which they are shown."""
    return {
        Family.LEAK: _("May not leave like this"),
        Family.SAFETY: _("Careful with listeners at risk"),
        Family.IDENTIFIER: _("May tell who or where somebody is"),
        Family.STIGMA: _("Words about others"),
        Family.ADVICE: _("Sounds like advice"),
        Family.HELP: _("Where to turn to"),
        Family.LENGTH: _("Time"),
    }


def kinds() -> dict[str, str]:
    """What "never show this kind" is about, by kind. A leak has no kind that could be hidden."""
    return {
        "safety.method": _("Ways of suicide or self-harm"),
        "safety.numbers": _("Numbers that could instruct"),
        "safety.single-cause": _("One single cause"),
        "safety.solution": _("Suicide as a solution or success"),
        "safety.place": _("Places of a suicide"),
        "safety.note": _("Notes left behind"),
        "identifier.name": _("Words that look like names"),
        "identifier.phone": _("Telephone numbers"),
        "identifier.email": _("E-mail addresses"),
        "identifier.web": _("Web addresses"),
        "identifier.address": _("Postal addresses"),
        "identifier.date": _("Exact days"),
        "identifier.age": _("Ages over 89"),
        "identifier.place": _("Names of places"),
        "identifier.number": _("Numbers that belong to one person"),
        "identifier.handle": _("Names on the internet"),
        "stigma.addiction": _("Words about others: substances"),
        "stigma.mental-health": _("Words about others: mental health"),
        "stigma.test": _("Words about others: tests"),
        "stigma.suicide": _("Words about others: suicide"),
        "advice.directive": _("Telling others what to do"),
        "help.none": _("No help source named"),
        "length.over": _("Longer than the time there is"),
    }


def kind_in_words(kind: str) -> str:
    """The name of a kind; one that is no longer known is shown as it was kept."""
    return kinds().get(kind, kind)


def quoted(finding: Finding) -> str:
    """Its words in quotation marks; for the whole, what kind of remark it is."""
    return f"“{finding.excerpt}”" if finding.excerpt else kind_in_words(finding.kind)
