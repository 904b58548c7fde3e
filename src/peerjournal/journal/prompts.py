"""Open questions to write by: for entries, for parts of the story, and for reflections. None of them is required."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from peerjournal.i18n import _
from peerjournal.journal.entry import one_line


class Use(StrEnum):
    """What a template is for."""

    ENTRY = "entry"
    PART = "part"
    REFLECTION = "reflection"


@dataclass(frozen=True)
class Prompt:
    """One open question. ``key`` names it through every rewording, within all templates of its use."""

    key: str
    words: str


@dataclass
class Template:
    """A few questions under a name. ``about`` says in a sentence what it is for; ``source`` who described it.

    ``on``: offered. A template of a reflection that is on is part of the form.
    """

    id: str
    use: Use
    name: str
    prompts: tuple[Prompt, ...] = ()
    about: str = ""
    source: str = ""
    on: bool = True
    position: int = 0
    trashed_at: datetime | None = None


FIRST = "first"
"""The template of the three questions every reflection begins with. It can be reworded, and is always on."""
TOUCHES, NOTICED = "touches", "noticed"
"""The four touches; what was shared or advised, a boundary, what is carried. Folded, and on at first."""
VALUES, CHIME, CYCLE = "values", "chime", "cycle"
"""Lenses on a reflection: off until the person switches one on."""
WHAT, SO_WHAT, NOW_WHAT = "what", "so-what", "now-what"


def first_templates() -> tuple[Template, ...]:
    """The templates every journal begins with, in the order in which they are offered.

    Every question is in words of our own. Where the idea behind them was described before, ``source`` says by whom.
    """
    return (*_entries(), *_parts(), *_reflections(), *_lenses())


def as_text(template: Template) -> str:
    """The questions as they go into an entry or a part: each as a heading with room below it (Markdown)."""
    return "\n\n".join(f"### {one_line(prompt.words)}\n" for prompt in template.prompts) + "\n" * bool(template.prompts)


# ------------------------------------------------------------------------------------------------------- entries


def _entries() -> tuple[Template, ...]:
    return (
        Template(
            "evening",
            Use.ENTRY,
            _("At the end of the day"),
            (
                Prompt("stays", _("What stays with me from today?")),
                Prompt("did-good", _("What did me good, even a little?")),
                Prompt("can-wait", _("What can wait until tomorrow?")),
            ),
            _("A few lines before the day is put away."),
        ),
        Template(
            "hard-day",
            Use.ENTRY,
            _("A hard day"),
            (
                Prompt("weighs", _("What weighs most, in as few words as I like?")),
                Prompt("got-through", _("What got me through so far?")),
                Prompt("need", _("What would be good now: rest, company, quiet, something else?")),
                Prompt("with-whom", _("Is there somebody I would like to tell?")),
            ),
            _("For putting some of it down. Nothing has to be told in full."),
        ),
        Template(
            "good-moment",
            Use.ENTRY,
            _("A good moment worth keeping"),
            (
                Prompt("moment", _("What was the moment?")),
                Prompt("senses", _("What did I see, hear or feel in it?")),
                Prompt("made-room", _("What made room for it?")),
            ),
            _("So that it can be found again on another day."),
        ),
        Template(
            "letter",
            Use.ENTRY,
            _("A letter I will not send"),
            (
                Prompt("to", _("To whom, or to what, am I writing?")),
                Prompt("say", _("What have I wanted to say?")),
                Prompt("hear-back", _("What would I like to hear back?")),
            ),
            _("To a person, a place, a younger me, a feeling. It is for me alone."),
        ),
        Template(
            "before",
            Use.ENTRY,
            _("Before something difficult"),
            (
                Prompt("ahead", _("What is ahead, and what do I hope for?")),
                Prompt("worries", _("What worries me about it?")),
                Prompt("helped-before", _("What has helped me with such things before?")),
                Prompt("beside-me", _("Who or what is beside me, before and afterwards?")),
            ),
            _("An appointment, a talk, a visit, a day I would rather skip."),
        ),
        Template(
            "thanks",
            Use.ENTRY,
            _("Glad of it, without forcing it"),
            (
                Prompt("glad-of", _("What or whom was I glad of?")),
                Prompt("easier", _("Which small thing made something easier?")),
                Prompt("no-thanks", _("And what am I not thankful for at all?")),
            ),
            _("There are days without thanks, and they count as well."),
        ),
        Template(
            "supervision",
            Use.ENTRY,
            _("After supervision or co-reflection"),
            (
                Prompt("brought", _("What did I bring, and what came back?")),
                Prompt("differently", _("What do I see differently now?")),
                Prompt("try", _("What would I like to try?")),
                Prompt("still-open", _("What is still open for me?")),
            ),
            _("What I take from it, before it fades."),
        ),
    )


# --------------------------------------------------------------------------------------------- parts of the story


def _parts() -> tuple[Template, ...]:
    movements = _(
        "Three movements, as in the talks “In Our Own Voice” of the National Alliance on Mental Illness (NAMI): their "
        "outline only. The questions are our own."
    )
    strategic = _(
        "The idea of strategic sharing: Strategic Sharing Workbook, Federation of Families and Portland State "
        "University, 2012. The questions are our own."
    )
    return (
        Template(
            "happened",
            Use.PART,
            _("What happened"),
            (
                Prompt("begin", _("How did it begin, as I see it today?")),
                Prompt("was-like", _("What was it like for me, in words I am at ease with?")),
                Prompt("untold", _("What of it may stay untold?")),
            ),
            _("As much of it as I want to have here, and no more."),
            movements,
        ),
        Template(
            "helped",
            Use.PART,
            _("What helped"),
            (
                Prompt("from-others", _("What helped that came from others?")),
                Prompt("found-out", _("What did I find out for myself?")),
                Prompt("helped-less", _("What helped less than people thought it would?")),
            ),
            _("People, places, chance, stubbornness: whatever it was."),
            movements,
        ),
        Template(
            "next",
            Use.PART,
            _("What’s next"),
            (
                Prompt("ordinary-day", _("What is a good ordinary day like now?")),
                Prompt("not-done", _("What am I not done with yet?")),
                Prompt("forward-to", _("What am I looking forward to?")),
            ),
            _("Where it stands now. A story need not have an ending."),
            movements,
        ),
        Template(
            "people",
            Use.PART,
            _("The people in it"),
            (
                Prompt("who", _("Who was there, near or far?")),
                Prompt("meant", _("What did they mean to me then, and what do they mean now?")),
                Prompt("theirs", _("Which part of this is theirs to tell?")),
            ),
            _("Others have a say in how they appear in a story."),
            strategic,
        ),
        Template(
            "turning-points",
            Use.PART,
            _("First signs and turning points"),
            (
                Prompt("signs", _("What were the first signs, looking back?")),
                Prompt("turned", _("When did something turn, and what had a hand in it?")),
                Prompt("slowly", _("What changed slowly, without any turning point?")),
            ),
            _("Large or small, and in whatever order."),
            _(
                "First signs and what came after them are asked for in trainings of peer specialists. "
                "The questions are our own."
            ),
        ),
        Template(
            "to-me-then",
            Use.PART,
            _("What I would tell myself then"),
            (
                Prompt("me-then", _("Where was I in my life then?")),
                Prompt("to-hear", _("What would I have liked to hear?")),
                Prompt("rather-not", _("What would I rather not have been told?")),
                Prompt("know-now", _("What do I know now that I could not know then?")),
            ),
            _("A few kind words across the years."),
        ),
        Template(
            "share-or-keep",
            Use.PART,
            _("If I ever share this"),
            (
                Prompt("gives", _("What do I hope it gives somebody?")),
                Prompt("enough", _("How much of it is enough?")),
                Prompt("still-raw", _("What is still raw, and better kept for now?")),
            ),
            _("For thinking it over. Keeping all of it is a good answer."),
            strategic,
        ),
    )


# --------------------------------------------------------------------------------------------------- reflections


def _reflections() -> tuple[Template, ...]:
    return (
        Template(
            FIRST,
            Use.REFLECTION,
            _("What happened, so what, now what"),
            (
                Prompt(WHAT, _("What happened for me?")),
                Prompt(SO_WHAT, _("So what: what does it mean to me?")),
                Prompt(NOW_WHAT, _("Now what: what do I take from it?")),
            ),
            _("Three questions for ten quiet minutes."),
            _("Three steps after Driscoll, 1994, and Rolfe, Freshwater and Jasper, 2001. The questions are our own."),
        ),
        Template(
            TOUCHES,
            Use.REFLECTION,
            _("Connection, worldview, mutuality, direction"),
            (
                Prompt("connection", _("Connection: when were we close, and when less so?")),
                Prompt("worldview", _("Worldview: what did I learn about how each of us sees things?")),
                Prompt("mutuality", _("Mutuality: what did each of us give, and what did each of us get?")),
                Prompt("direction", _("Direction: what were we moving towards?")),
            ),
            _("What was there between us."),
            _("The four words are the published tasks of Intentional Peer Support. The questions are our own."),
        ),
        Template(
            NOTICED,
            Use.REFLECTION,
            _("What I noticed about myself"),
            (
                Prompt("share-or-advise", _("Did I share, or did I advise?")),
                Prompt("boundary", _("A boundary I noticed")),
                Prompt("carry", _("What I carry with me")),
                Prompt("carry-do", _("What I will do about it")),
            ),
            _("A look at my own side of it."),
        ),
    )


def _lenses() -> tuple[Template, ...]:
    return (
        Template(
            VALUES,
            Use.REFLECTION,
            _("Values of peer support"),
            (
                Prompt("value-voluntary", _("Voluntary: where was there a free choice, for each of us?")),
                Prompt("value-hope", _("Hopeful: where was there some hope, however small?")),
                Prompt("value-honest", _("Honest: what did I say plainly, and what was hard to say?")),
                Prompt("value-mutual", _("Mutual: what did I learn from it, too?")),
                Prompt("value-power", _("Shared power: who decided, and about what?")),
                Prompt("value-strengths", _("Strengths: which ones did I see, in others and in me?")),
            ),
            _("Six values, to look through one or the other of them."),
            _(
                "Six of the twelve values in: National Practice Guidelines for Peer Supporters, International "
                "Association of Peer Supporters (N.A.P.S.), 2013. The questions are our own."
            ),
            on=False,
        ),
        Template(
            CHIME,
            Use.REFLECTION,
            _("Five processes of recovery (CHIME)"),
            (
                Prompt("chime-connectedness", _("Connectedness: who or what did I feel part of?")),
                Prompt("chime-hope", _("Hope: what looked possible?")),
                Prompt("chime-identity", _("Identity: who could each of us be in this hour?")),
                Prompt("chime-meaning", _("Meaning: what mattered in it?")),
                Prompt("chime-empowerment", _("Empowerment: what did somebody take into their own hands?")),
            ),
            _("Five things that many stories of recovery have in them."),
            _("Leamy and others, 2011, British Journal of Psychiatry 199. The questions are our own."),
            on=False,
        ),
        Template(
            CYCLE,
            Use.REFLECTION,
            _("Six steps, once round"),
            (
                Prompt("cycle-happened", _("What happened, in a few plain words?")),
                Prompt("cycle-feelings", _("What did I feel, then and now?")),
                Prompt("cycle-good-and-hard", _("What was good about it, and what was hard?")),
                Prompt("cycle-sense", _("What sense do I make of it?")),
                Prompt("cycle-else", _("What else was possible?")),
                Prompt("cycle-next", _("What would I like to try next time?")),
            ),
            _("For a session I would like to look at for longer."),
            _("A cycle of six steps after Gibbs, Learning by Doing, 1988. The questions are our own."),
            on=False,
        ),
    )
