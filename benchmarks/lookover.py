"""Case in this process: the look-over of a telling, and how its time grows with the words."""

import random
import time
import tomllib
from dataclasses import replace
from functools import cache

from benchmarks.result import Result, milliseconds

from peerjournal.journal.story import Arrangement, Person
from peerjournal.paths import resource
from peerjournal.sharing.lookover.finding import Secret, Subject, Text
from peerjournal.sharing.lookover.look import FAMILIES, look_over

PEOPLE, SECRETS, WORDS_PER_SECRET = 100, 300, 400
WHOLE = 10_000
"""The telling a person would wait for: at most 300 ms with that many people and parts, all of them kept."""

REMARKABLE = (
    "You should talk to somebody.",
    "My brother was a junkie for years.",
    "I was an addict, and I am in recovery.",
    "I wanted to die, and I told my sister.",
    "I took 20 mg a day.",
    "He died by suicide because he was alone.",
    "Call me on 0664 1234567 or write to somebody@example.org.",
    "On 14 March 2016 we moved to Graz.",
)


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the sample journal, as often as it stands there."""
    text = resource("sample", "entries.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)["entry"]
    return tuple(word for entry in told for word in entry["text"].split() if word.strip("-*#>."))


def prose(chance: random.Random, n: int, remarkable: float = 1 / 12) -> str:
    """About ``n`` words in sentences and paragraphs. That share of sentences is made for the rules; as many name
    somebody."""
    made: list[str] = []
    words = 0
    while words < n:
        if chance.random() < remarkable:
            sentence = chance.choice(REMARKABLE)
        else:
            drawn = chance.choices(vocabulary(), k=chance.randint(6, 24))
            if chance.random() < remarkable:
                drawn.insert(2, chance.choice(people()).name)
            sentence = " ".join(drawn).rstrip(".,;:").capitalize() + "."
        made.append(sentence + chance.choice((" ", " ", " ", " ", "\n\n")))
        words += sentence.count(" ") + 1
    return "".join(made).rstrip()


@cache
def people() -> tuple[Person, ...]:
    """A hundred, a third of them agreed; the names are invented."""
    chance = random.Random(5)
    syllables = ("ma", "ri", "lo", "ben", "ta", "sol", "ki", "ra", "ne", "vin")
    names: dict[str, None] = {}
    while len(names) < 2 * PEOPLE:
        names["".join(chance.sample(syllables, 3)).capitalize()] = None
    listed = list(names)
    arrangements = (Arrangement.AGREED, Arrangement.NONE, Arrangement.DISGUISE)
    return tuple(
        Person(f"{n}", listed[n], (listed[PEOPLE + n],), arrangement=arrangements[n % 3], disguise="a friend")
        for n in range(PEOPLE)
    )


def subject(words: int) -> Subject:
    """A telling of that many words in parts of 500, some of them taken from kept parts."""
    chance = random.Random(words)
    secrets = [Secret(prose(random.Random(n), WORDS_PER_SECRET, 0), f"part {n}") for n in range(SECRETS)]
    texts = [Text(f"Part {n + 1}", prose(chance, 500)) for n in range(max(1, words // 500))]
    for n in range(0, len(texts), 10):
        taken = " ".join(secrets[n % SECRETS].text.split()[20:40])
        texts[n] = Text(texts[n].place, f"{texts[n].text} {taken}")
    return Subject(texts, secrets, people(), minutes=20)


def edited(before: Subject, edit: int) -> Subject:
    """The same with a word more in every text, so that nothing is known from the time before."""
    return replace(before, texts=[Text(text.place, f"{text.text} {edit}") for text in before.texts])


def look(sizes: tuple[int, ...], rounds: int) -> list[Result]:
    """The whole look-over; the time for 1,000 words beside that in the telling one size smaller: no growth."""
    begun = time.perf_counter()
    look_over(Subject([Text("", "")], [], people()))
    ready = milliseconds([time.perf_counter() - begun])
    spent: dict[int, list[float]] = {size: [] for size in sizes}
    families: dict[int, dict[str, list[float]]] = {size: {} for size in sizes}
    found: dict[int, int] = {}
    subjects = {size: subject(size) for size in sizes}
    for number in range(rounds):
        for size in sizes:
            telling = edited(subjects[size], number)
            begun = time.perf_counter()
            found[size] = len(look_over(telling))
            spent[size].append(time.perf_counter() - begun)
            telling = edited(subjects[size], rounds + number)
            for find in FAMILIES:
                begun = time.perf_counter()
                find(telling)
                name = find.__module__.rpartition(".")[2]
                families[size].setdefault(name, []).append(time.perf_counter() - begun)
    each = {size: milliseconds(spent[size]) / size * 1000 for size in sizes}
    lines = [Result("look-over: its lists made ready, once", None, ready, None)]
    for before, size in zip((None, *sizes), sizes, strict=False):
        details = {"findings": found[size], "ms": {name: milliseconds(all_) for name, all_ in families[size].items()}}
        most = 300.0 if size == WHOLE else None
        lines += [
            Result("look-over: whole", size, milliseconds(spent[size]), None, most=most, details=details),
            Result(
                "look-over: per 1,000 words",
                size,
                each[size],
                each[before] if before else None,
                limit=1.5 if before else None,
            ),
        ]
    return lines
