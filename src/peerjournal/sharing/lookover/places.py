"""Where a finding stands, in words: one way of building findings for every family."""

from bisect import bisect_right

from peerjournal.i18n import _
from peerjournal.sharing.lookover.finding import Family, Finding, Subject

LONGEST_EXCERPT = 120
_AROUND = 60  # characters on either side that tell one place from another


def finding(
    subject: Subject,
    family: Family,
    kind: str,
    text_index: int,
    start: int,
    end: int,
    *,
    reason: str,
    suggestion: str,
    source: str,
    context: str = "",
) -> Finding:
    """A finding about ``subject.texts[text_index].text[start:end]``, its place and excerpt in words.

    Dismissing it holds for these words, in this text, between the words that stand around them now.
    """
    text = subject.texts[text_index]
    place = _place(subject, text_index, start)
    around = text.text[max(0, start - _AROUND) : start], text.text[end : end + _AROUND]
    holds_for = "\x1f".join((text.place, context, text.text[start:end], *around))
    return Finding(
        family,
        kind,
        text_index,
        start,
        end,
        place,
        excerpt(text.text[start:end]),
        reason,
        suggestion,
        source,
        context=holds_for,
    )


def whole(family: Family, kind: str, *, reason: str, suggestion: str, source: str, context: str) -> Finding:
    """A finding about the telling as a whole. ``context`` is what its dismissal holds for."""
    return Finding(family, kind, 0, 0, 0, _("As a whole"), "", reason, suggestion, source, context=context)


def excerpt(text: str) -> str:
    """The words on one line, at most :data:`LONGEST_EXCERPT` characters, cut between words."""
    # What lies far behind the cut is not worth collapsing.
    words = " ".join(text[: LONGEST_EXCERPT * 20].split())
    if len(words) <= LONGEST_EXCERPT:
        return words
    kept = words[:LONGEST_EXCERPT]
    return (kept[: kept.rfind(" ")] if " " in kept else kept[:-1]) + "…"


def _place(subject: Subject, text_index: int, start: int) -> str:
    name, starts = subject.texts[text_index].place, subject.line_starts[text_index]
    line = bisect_right(starts, start)
    if not name:
        return _("line {line}").format(line=line)
    return _("{place}, line {line}").format(place=name, line=line) if len(starts) > 1 else name
