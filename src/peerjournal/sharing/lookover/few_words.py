"""Few and common words of a private mark ("my mother", "with him"), standing in what is told of the same part.

Such words stand everywhere, so ``copied.py`` takes no notice of them. But who marked "my mother" in a part will hardly
mean to tell of her in other words for that part, or to have told of her in words that are older than the mark.

Source: the journal's own marks. Of a mark of at most :data:`MOST` words these are found, word for word:

* all of it, if a word of it is more than grammar and the part does not say the same openly as well;
* otherwise all of it together with the open word before or behind it in the part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerjournal.i18n import _
from peerjournal.sharing import marks
from peerjournal.sharing.lookover import places
from peerjournal.sharing.lookover.finding import Family, Finding, Subject
from peerjournal.sharing.lookover.words import GRAMMAR, Reader

KIND = "leak.words"  # as what copied.py finds
MOST = 5

_Words = tuple[str, ...]
_END = (("\0",), False)


@dataclass(frozen=True)
class _Wanted:
    """Words to look for; those from ``first`` up to ``after`` are private."""

    words: _Words
    first: int
    after: int


def find(subject: Subject, sources: Mapping[int, Sequence[str]]) -> list[Finding]:
    """Each of ``sources`` is the number of a text and the marked texts that it is told from."""
    if not any(marks.has_marks(text) for texts in sources.values() for text in texts):
        return []
    reader = Reader([t.text for t in subject.texts], subject.language)
    wanted = {texts: list(_wanted(texts, reader)) for texts in set(map(tuple, sources.values()))}  # many share theirs
    return [f for number, texts in sources.items() for f in _in_text(subject, number, wanted[tuple(texts)], reader)]


def _wanted(texts: Sequence[str], reader: Reader) -> Iterator[_Wanted]:
    runs = [run for text in texts for run in [*_runs(text, reader), _END]]
    said = f" {' '.join(word for words, private in runs if not private for word in words)} "
    for i, (words, private) in enumerate(runs):
        if not private or len(words) > MOST:
            continue
        before, behind = runs[i - 1][0][-1:] if i else (), runs[i + 1][0][:1]
        many = len(words)
        if max(reader.weigh(map(reader.roots.__getitem__, words))) > GRAMMAR and not _stands_in(said, words):
            yield _Wanted(words, 0, many)
        else:
            beside = _Wanted(before + words, len(before), len(before) + many), _Wanted(words + behind, 0, many)
            yield from (w for w in beside if len(w.words) > many and not _stands_in(said, w.words))


def _stands_in(said: str, words: _Words) -> bool:
    return f" {' '.join(words)} " in said


def _runs(text: str, reader: Reader) -> Iterator[tuple[_Words, bool]]:
    """The words of a text, levelled, as they follow one another openly or privately."""
    run: list[str] = []
    now = False
    for stretch in marks.read(text).stretches:
        words = [reader.levels[word] for word in reader.pattern.findall(text[stretch.start : stretch.end])]
        if words and stretch.private is not now and run:
            yield tuple(run), now
            run = []
        if words:
            now = stretch.private
            run += words
    if run:
        yield tuple(run), now


def _in_text(subject: Subject, number: int, wanted: Sequence[_Wanted], reader: Reader) -> Iterator[Finding]:
    found = list(reader.pattern.finditer(subject.texts[number].text)) if wanted else []
    levels = [reader.levels[m[0]] for m in found]
    first_words: dict[str, list[_Wanted]] = {}
    for one in wanted:
        first_words.setdefault(one.words[0], []).append(one)
    until = 0
    for at, word in enumerate(levels):
        for one in first_words.get(word, ()):
            first, after = at + one.first, at + one.after
            if first >= until and tuple(levels[at : at + len(one.words)]) == one.words:
                until = after
                yield _finding(subject, number, found[first].start(), found[after - 1].end(), one)
                break


def _finding(subject: Subject, number: int, start: int, end: int, found: _Wanted) -> Finding:
    return places.finding(
        subject,
        Family.LEAK,
        KIND,
        number,
        start,
        end,
        reason=_("The same words stand in a private mark of this part."),
        suggestion=_("Take it out or say it in other words. If it may leave this time, dismiss this here."),
        source=_("Your own private marks and lights."),
        context="\x1f".join(found.words),
    )
