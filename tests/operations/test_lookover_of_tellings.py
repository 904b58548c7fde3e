"""The look-over of a whole telling: what it finds there, what is dismissed or hidden, and what it leaves alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from peerjournal.journal.story import Arrangement, Part
from peerjournal.operations import demo_story, handout, lights, lookover, people, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.sharing.lookover.finding import Family, Finding
from peerjournal.sharing.telling import Telling

BARN = "The night the barn burned I hid under the loose boards and counted every lantern until morning."
TOLD = "There was a corridor, and a clock that ran fast.\n\nEvery evening somebody said good evening to us."


@pytest.fixture
def part(journal: OpenJournal) -> Part:
    """A part that may be told in training."""
    made = story.write_part(journal, title="The corridor", text=TOLD)
    lights.set_light(journal, made.id, "training", Light.SHARE)
    return made


@pytest.fixture
def telling(journal: OpenJournal, part: Part) -> Telling:
    """A telling of that part, which has a private mark beside what is told."""
    story.write_part(journal, title="The barn", text=f"It was winter. {BARN}")
    return tellings.new_telling(journal, "training", title="Short", part_ids=[part.id])


def leaks(journal: OpenJournal, telling: Telling) -> list[Finding]:
    found = [f for f in lookover.look_over_telling(journal, telling.id) if f.family is Family.LEAK]
    with journal.reading() as db:
        assert lookover.leaks_of(tellings.assemble(db, telling.id)) == found
    return found


def reword(journal: OpenJournal, part: Part, text: str) -> None:
    story.settle(journal, replace(story.open_draft(journal, part.id), text=text))


# ------------------------------------------------------------------------------------------------ what is found


@pytest.mark.parametrize(
    "adapted",
    [
        f"{BARN} And then there was a corridor.",
        "the night the barn burned I hid under\nthe loose\n\nboards",
        "THE NIGHT, THE BARN BURNED; I HID UNDER THE LOOSE BOARDS",
        "I **counted** every *lantern* until morning, there in the corridor.",
        "I hid under loose boards then and I counted each and every lantern",
    ],
)
def test_words_of_a_kept_part_are_found_in_adapted_words(
    journal: OpenJournal, telling: Telling, part: Part, adapted: str
) -> None:
    tellings.set_wording(journal, telling.id, part.id, adapted)
    (leak,) = leaks(journal, telling)
    assert "The barn" in leak.reason
    assert leak.place.startswith("“The corridor”")


@pytest.mark.parametrize(
    "marked", [f"{TOLD} {{keep}}{BARN}{{/keep}}", f"{TOLD} {{keep}}{BARN}", f"{TOLD} {{kep}}{BARN}"]
)
def test_words_of_a_private_mark_are_found_whole_unclosed_and_damaged(
    journal: OpenJournal, telling: Telling, part: Part, marked: str
) -> None:
    reword(journal, part, marked)
    assert leaks(journal, telling) == []
    tellings.set_wording(journal, telling.id, part.id, f"{TOLD} {BARN.upper()}")
    assert [f.kind for f in leaks(journal, telling)] == ["leak.words"]


def test_a_phrase_marked_once_and_left_open_elsewhere_is_found(
    journal: OpenJournal, telling: Telling, part: Part
) -> None:
    reword(journal, part, f"{{keep}}{BARN}{{/keep}} Later: I hid under the loose boards and counted every lantern.")
    (leak,) = leaks(journal, telling)
    assert "a private mark" in leak.reason


def test_common_words_marked_in_a_part_are_found_in_other_words_for_it_and_nowhere_else(
    journal: OpenJournal, telling: Telling, part: Part
) -> None:
    reword(journal, part, "It was {keep}my mother{/keep} who rang.")
    tellings.set_wording(journal, telling.id, part.id, "One evening my mother rang.")
    tellings.change(journal, replace(telling, opening="My mother sends her love."))
    (leak,) = leaks(journal, telling)
    assert (leak.excerpt, leak.place) == ("my mother", "“The corridor”")
    assert len(handout.make_ready(journal, telling.id).leaks) == 1
    lookover.dismiss(journal, telling.id, leak)
    assert leaks(journal, telling) == []


def test_a_longer_mark_is_one_leak_not_two(journal: OpenJournal, telling: Telling, part: Part) -> None:
    reword(journal, part, "It was {keep}my uncle Bartholomew{/keep} who rang.")
    tellings.set_wording(journal, telling.id, part.id, "It was my uncle Bartholomew.")
    assert [f.excerpt for f in leaks(journal, telling)] == ["my uncle Bartholomew"]
    reword(journal, part, "It was {keep}my uncle Bartholomew{/keep} and {keep}my mother{/keep} who rang.")
    tellings.set_wording(journal, telling.id, part.id, "My mother came, then my uncle Bartholomew, then my mother.")
    assert [f.excerpt for f in leaks(journal, telling)] == ["My mother", "my uncle Bartholomew", "my mother"]


def test_every_corner_that_leaves_is_looked_over(journal: OpenJournal, telling: Telling) -> None:
    tellings.change(
        journal,
        replace(telling, title=BARN, opening=BARN, closing=BARN, if_asked=BARN, off_limits=(BARN,)),
    )
    tellings.set_way_out(journal, telling.id, tellings.get(journal, telling.id).ways_out()[0].way, BARN)
    places = {f.place for f in leaks(journal, telling)}
    assert places == {"Title", "Opening", "Closing", "If asked", "Off limits", "Ways out of a question"}


def test_private_words_of_the_question_plan_are_not_looked_over_since_they_do_not_leave(
    journal: OpenJournal, telling: Telling
) -> None:
    tellings.change(journal, replace(telling, off_limits=("The {keep}barn by Zwicklhof{/keep} years",)))
    ready = handout.make_ready(journal, telling.id)
    assert ready.leaks == ()
    assert "- The years" in ready.cards.cards[-1].text


def test_people_by_what_was_arranged(journal: OpenJournal, telling: Telling, part: Part) -> None:
    people.add_person(journal, "Judith", arrangement=Arrangement.DISGUISE, disguise="a relative")
    people.add_person(journal, "Tom", arrangement=Arrangement.AGREED)
    people.add_person(journal, "Ruth")
    people.add_person(journal, "Albers", arrangement=Arrangement.LEAVE_OUT)
    tellings.set_wording(journal, telling.id, part.id, "Judith and Tom met Ruth. Albers was there, and so was his dog.")
    assert [(f.kind, f.excerpt) for f in leaks(journal, telling)] == [
        ("leak.person", "Ruth"),
        ("leak.left-out", "Albers was there, and so was his dog."),
    ]


@pytest.mark.parametrize("text", ["I may go. You will see.", "In May it rained.", "Will you stay? May I?"])
def test_a_person_called_may_or_will_is_never_replaced_by_guess(
    journal: OpenJournal, telling: Telling, part: Part, text: str
) -> None:
    people.add_person(journal, "May", arrangement=Arrangement.DISGUISE, disguise="my sister")
    people.add_person(journal, "Will", arrangement=Arrangement.DISGUISE, disguise="a friend")
    tellings.set_wording(journal, telling.id, part.id, text)
    assert tellings.get(journal, telling.id).pieces[0].text == text


# -------------------------------------------------------------------------------------- dismissed, hidden, shown


@pytest.fixture
def leak(journal: OpenJournal, telling: Telling, part: Part) -> Finding:
    """The one leak there is, dismissed."""
    tellings.set_wording(journal, telling.id, part.id, f"{TOLD}\n\n{BARN}\n\nThat was it.")
    (found,) = leaks(journal, telling)
    lookover.dismiss(journal, telling.id, found)
    assert leaks(journal, telling) == []
    return found


def _lines_before(journal: OpenJournal, telling: Telling, part: Part) -> None:
    tellings.set_wording(journal, telling.id, part.id, f"Once.\n\nTwice.\n\n{TOLD}\n\n{BARN}\n\nThat was it.")


def _another_opening(journal: OpenJournal, telling: Telling, _part: Part) -> None:
    tellings.change(journal, replace(telling, opening="Good morning.\n\nHello."))


def _another_part(journal: OpenJournal, telling: Telling, part: Part) -> None:
    other = story.write_part(journal, text="Bread.", title="Bread")
    lights.set_light(journal, other.id, "training", Light.SHARE)
    tellings.choose_parts(journal, telling.id, [other.id, part.id])


def _another_kept_part(journal: OpenJournal, _telling: Telling, _part: Part) -> None:
    story.write_part(journal, title="Elsewhere", text="There is a garden by the sea, with gates of iron.")


@pytest.mark.parametrize("change", [_lines_before, _another_opening, _another_part, _another_kept_part])
@pytest.mark.usefixtures("leak")
def test_a_dismissal_survives_what_has_nothing_to_do_with_it(
    journal: OpenJournal, telling: Telling, part: Part, change: Callable[[OpenJournal, Telling, Part], None]
) -> None:
    change(journal, telling, part)
    assert leaks(journal, telling) == []


@pytest.mark.parametrize(
    "words",
    [
        f"{TOLD}\n\n{BARN} Until morning came and I crept out from under the boards.\n\nThat was it.",
        f"{TOLD}\n\nThe night the barn burned I hid.\n\nThat was it.",
        f"{TOLD}\n\n{BARN}\n\nThat was it.\n\nAnd so again: {BARN}",
    ],
)
@pytest.mark.usefixtures("leak")
def test_a_dismissal_falls_when_the_words_change(
    journal: OpenJournal, telling: Telling, part: Part, words: str
) -> None:
    tellings.set_wording(journal, telling.id, part.id, words)
    assert len(leaks(journal, telling)) == 1


def test_a_dismissal_holds_in_one_telling_only_and_can_be_taken_back(
    journal: OpenJournal, telling: Telling, part: Part, leak: Finding
) -> None:
    lights.set_light(journal, part.id, "online", Light.SHARE)
    other, _out = tellings.duplicate(journal, telling.id, "online")
    assert len(leaks(journal, other)) == 1
    lookover.show_again(journal, telling.id, leak)
    assert leaks(journal, telling) == [leak]


def test_hidden_kinds_hide_everything_but_leaks(journal: OpenJournal, telling: Telling, part: Part) -> None:
    tellings.set_wording(
        journal, telling.id, part.id, f"Call 030 1234567 on 3 March 1998. You should stop. Addicts lie. {BARN}"
    )
    found = lookover.look_over_telling(journal, telling.id)
    assert {f.family for f in found} >= {Family.LEAK, Family.IDENTIFIER, Family.STIGMA, Family.ADVICE}
    for finding in found:
        lookover.hide_kind(journal, finding.kind)
    left = lookover.look_over_telling(journal, telling.id)
    assert left == [f for f in found if f.family is Family.LEAK] != []
    for kind in lookover.hidden_kinds(journal):
        lookover.show_kind(journal, kind)
    assert lookover.look_over_telling(journal, telling.id) == found


def test_the_window_and_the_hand_out_agree(journal: OpenJournal, telling: Telling, leak: Finding) -> None:
    whole = lookover.look_over_whole(journal, telling.id)
    assert [r.finding for r in whole.dismissed] == [leak]
    assert [r.finding for r in whole.open] == lookover.look_over_telling(journal, telling.id)
    assert handout.make_ready(journal, telling.id).leaks == ()


# ------------------------------------------------------------------------------------------------- what is left alone


def test_the_story_of_the_sample_has_nothing_to_remark(journal: OpenJournal) -> None:
    demo_story.fill(journal)
    found = {t.title: lookover.look_over_telling(journal, t.id) for t in tellings.all_tellings(journal)}
    assert len(found) > 1
    assert set(map(tuple, found.values())) == {()}


def test_words_that_everybody_says_are_no_leak(journal: OpenJournal, telling: Telling, part: Part) -> None:
    story.write_part(
        journal,
        title="Work",
        text="In the morning I went to work. I did not know what to do. It was all the same to me.",
    )
    tellings.set_wording(journal, telling.id, part.id, "In the morning I did not know what to do. It was winter then.")
    assert leaks(journal, telling) == []


def test_own_words_of_the_told_part_are_no_leak_of_it(journal: OpenJournal, telling: Telling, part: Part) -> None:
    reword(journal, part, f"{TOLD} {{keep}}The clock came from the harbour office.{{/keep}}")
    tellings.set_wording(journal, telling.id, part.id, TOLD)
    assert leaks(journal, telling) == []


def test_a_kept_part_and_a_told_one_may_share_a_subject(journal: OpenJournal, telling: Telling, part: Part) -> None:
    story.write_part(
        journal, title="The corridor at night", text="In that corridor there was a lamp. I hated the lamp."
    )
    tellings.set_wording(journal, telling.id, part.id, "There was a lamp in the corridor, too.")
    assert leaks(journal, telling) == []


@pytest.mark.timeout(120)  # a guard against work that grows with the square, not a measure
def test_ten_thousand_words_against_a_large_story_take_a_moment(journal: OpenJournal) -> None:
    for n in range(60):
        people.add_person(journal, f"Persona{n}")
        story.write_part(journal, title=f"Part {n}", text=f"{n} lamps and {{keep}}{n} gates{{/keep}} by the sea. " * 60)
    long = story.write_part(
        journal, title="Long", text="We walked and {keep}it{/keep} rained on the harbour wall. " * 1_000
    )
    lights.set_light(journal, long.id, "training", Light.SHARE)
    telling = tellings.new_telling(journal, "training", part_ids=[long.id])
    tellings.adapt(journal, telling.id, long.id)
    lookover.look_over_telling(journal, telling.id)
