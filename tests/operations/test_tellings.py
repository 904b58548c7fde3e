"""Tellings: which words are in them, and what they say when something changes afterwards."""

from dataclasses import replace

import pytest

from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.story import Arrangement, Part
from peerjournal.operations import lights, people, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.sharing.preparation import WayOut
from peerjournal.sharing.telling import Changed, Telling


def part_with(journal: OpenJournal, text: str, light: Light, *, title: str = "", audience: str = "training") -> Part:
    part = story.write_part(journal, text=text, title=title)
    lights.set_light(journal, part.id, audience, light)
    return part


def words_of(journal: OpenJournal, telling: Telling) -> list[str]:
    return [p.text for p in tellings.get(journal, telling.id).pieces]


def reword(journal: OpenJournal, part: Part, text: str) -> None:
    story.settle(journal, replace(story.open_draft(journal, part.id), text=text))


@pytest.fixture
def shared(journal: OpenJournal) -> Part:
    """A part that may be told in training."""
    return part_with(journal, "The dog {keep}of Mr Albers {/keep}stood at the door.", Light.SHARE, title="The dog")


@pytest.fixture
def telling(journal: OpenJournal, shared: Part) -> Telling:
    """A telling of that part."""
    return tellings.new_telling(journal, "training", title="Short", part_ids=[shared.id], minutes=5)


def test_a_telling_holds_the_shareable_words_only(journal: OpenJournal, telling: Telling) -> None:
    assert words_of(journal, telling) == ["The dog stood at the door."]


def test_a_kept_part_cannot_be_chosen_and_nothing_is_made(journal: OpenJournal, shared: Part) -> None:
    kept = part_with(journal, "Not this.", Light.KEEP)
    with pytest.raises(BadInput, match="kept"):
        tellings.new_telling(journal, "training", part_ids=[shared.id, kept.id])
    assert tellings.all_tellings(journal) == []


def test_parts_are_offered_by_their_light(journal: OpenJournal, telling: Telling) -> None:
    asked = part_with(journal, "If asked.", Light.ASK)
    part_with(journal, "Never.", Light.KEEP)
    now = tellings.get(journal, telling.id)
    assert now.offered(Light.SHARE) == []
    assert [p.id for p in now.offered(Light.ASK)] == [asked.id]


def test_opening_and_closing_stand_around_the_parts_and_held_words_come_last(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    asked = part_with(journal, "If asked.", Light.ASK)
    tellings.choose_parts(journal, telling.id, [asked.id, shared.id])
    tellings.hold(journal, telling.id, asked.id, held=True)
    tellings.change(
        journal, replace(telling, opening="Good {keep}x{/keep} morning.", closing="That is it.", if_asked="More.")
    )
    pieces = tellings.get(journal, telling.id).pieces
    assert [(p.kind, p.text, p.held) for p in pieces] == [
        ("opening", "Good morning.", False),
        ("part", "The dog stood at the door.", False),
        ("closing", "That is it.", False),
        ("part", "If asked.", True),
        ("if-asked", "More.", True),
    ]


def test_adapted_words_stand_in_the_place_of_the_part_and_leave_it_as_it_was(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    tellings.set_wording(journal, telling.id, shared.id, "A dog {keep}whose name I know{/keep} waited.")
    assert words_of(journal, telling) == ["A dog waited."]
    assert story.get_part(journal, shared.id).text == shared.text
    tellings.set_wording(journal, telling.id, shared.id, None)
    assert words_of(journal, telling) == ["The dog stood at the door."]


def test_a_disguise_stands_in_every_piece(journal: OpenJournal, telling: Telling, shared: Part) -> None:
    people.add_person(journal, "Judith", arrangement=Arrangement.DISGUISE, disguise="a relative")
    tellings.change(journal, replace(telling, opening="Judith drove me.", title="For Judith"))
    tellings.set_wording(journal, telling.id, shared.id, "I walked with Judith's dog.")
    assert words_of(journal, telling) == ["A relative drove me.", "I walked with a relative's dog."]


def test_words_that_change_in_the_part_are_noticed_until_looked_at(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    assert not tellings.get(journal, telling.id).changed
    reword(journal, shared, "The dog waited.")
    now = tellings.get(journal, telling.id)
    assert now.changes(now.choices[0]) == {Changed.TEXT}
    assert not tellings.looked_again(journal, telling.id).changed


def test_a_new_private_mark_is_noticed_and_keeps_at_once(journal: OpenJournal, telling: Telling, shared: Part) -> None:
    reword(journal, shared, "The dog {keep}of Mr Albers stood at the door{/keep}.")
    now = tellings.get(journal, telling.id)
    assert now.changes(now.choices[0]) == {Changed.TEXT}
    assert [p.text for p in now.pieces] == ["The dog."]


def test_an_arrangement_that_changes_is_noticed(journal: OpenJournal, shared: Part) -> None:
    albers = people.add_person(journal, "Albers")
    telling = tellings.new_telling(journal, "training", part_ids=[shared.id])
    people.change_person(journal, replace(albers, arrangement=Arrangement.LEAVE_OUT))
    now = tellings.get(journal, telling.id)
    assert now.changes(now.choices[0]) == {Changed.PEOPLE}


def test_a_part_whose_light_goes_back_to_keep_is_out_until_it_may_be_told_again(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    lights.set_light(journal, shared.id, "training", Light.KEEP)
    now = tellings.looked_again(journal, telling.id)
    assert now.pieces == []
    assert now.changes(now.choices[0]) == {Changed.KEPT}
    lights.set_light(journal, shared.id, "training", Light.SHARE)
    now = tellings.get(journal, telling.id)
    assert now.changes(now.choices[0]) == {Changed.BACK}
    assert now.pieces == []
    assert len(tellings.looked_again(journal, telling.id).pieces) == 1
    lights.set_light(journal, shared.id, "training", Light.ASK)
    now = tellings.get(journal, telling.id)
    assert now.changes(now.choices[0]) == {Changed.LIGHT}
    assert len(now.pieces) == 1


def test_a_part_in_the_trash_is_out(journal: OpenJournal, telling: Telling, shared: Part) -> None:
    story.move_to_trash(journal, shared.id)
    now = tellings.get(journal, telling.id)
    assert now.pieces == []
    assert now.changes(now.choices[0]) == {Changed.GONE}
    story.restore(journal, shared.id)
    now = tellings.get(journal, telling.id)
    assert now.changes(now.choices[0]) == {Changed.BACK}
    assert now.pieces == []
    story.move_to_trash(journal, shared.id)
    story.delete_for_good(journal, shared.id)
    assert tellings.get(journal, telling.id).choices == ()


def test_for_another_audience_the_lights_decide_anew(journal: OpenJournal, telling: Telling, shared: Part) -> None:
    other = part_with(journal, "Both.", Light.SHARE)
    lights.set_light(journal, other.id, "online", Light.SHARE)
    tellings.choose_parts(journal, telling.id, [shared.id, other.id])
    tellings.set_wording(journal, telling.id, other.id, "Both, here.")
    tellings.answer(journal, telling.id, "why", "Because.")
    new, out = tellings.duplicate(journal, telling.id, "online")
    now = tellings.get(journal, new.id)
    assert [p.text for p in now.pieces] == ["Both, here."]
    assert [p.id for p in out] == [shared.id]
    assert dict(now.answers) == {}
    assert not now.changed


def test_what_is_to_be_looked_at_again_comes_along_to_another_audience(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    lights.set_light(journal, shared.id, "online", Light.SHARE)
    reword(journal, shared, "Other words.")
    new, _out = tellings.duplicate(journal, telling.id, "online")
    now = tellings.get(journal, new.id)
    assert now.changes(now.choices[0]) == {Changed.TEXT}


def test_words_adapted_once_wait_for_a_part_that_was_taken_out(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    tellings.set_wording(journal, telling.id, shared.id, "My own words.")
    assert tellings.choose_parts(journal, telling.id, []).pieces == []
    back = tellings.choose_parts(journal, telling.id, [shared.id])
    assert [p.text for p in back.pieces] == ["My own words."]


def test_a_private_mark_counts_while_it_is_still_being_written(
    journal: OpenJournal, telling: Telling, shared: Part
) -> None:
    draft = replace(story.open_draft(journal, shared.id), text="The dog {keep}stood at the door{/keep}.")
    story.save_draft(journal, draft)
    assert words_of(journal, telling) == ["The dog."]


def test_an_arrangement_with_somebody_in_the_own_words_is_noticed(journal: OpenJournal, telling: Telling) -> None:
    tom = people.add_person(journal, "Tom", arrangement=Arrangement.DISGUISE, disguise="a friend")
    tellings.change(journal, replace(telling, opening="Tom drove me."))
    assert not tellings.get(journal, telling.id).changed
    people.change_person(journal, replace(tom, arrangement=Arrangement.AGREED))
    assert tellings.get(journal, telling.id).changed
    assert not tellings.looked_again(journal, telling.id).changed


def test_preparation_can_be_answered_skipped_and_taken_back(journal: OpenJournal, telling: Telling) -> None:
    tellings.answer(journal, telling.id, "why", "That they leave with less hurry.")
    assert tellings.get(journal, telling.id).answers == {"why": "That they leave with less hurry."}
    tellings.answer(journal, telling.id, "why", " ")
    assert tellings.get(journal, telling.id).answers == {}
    tellings.set_way_out(journal, telling.id, WayOut.DECLINE, "Not this.")
    assert tellings.get(journal, telling.id).ways_out()[-1].words == "Not this."


def test_the_pace_is_measured_by_rehearsing(journal: OpenJournal, telling: Telling) -> None:
    assert tellings.own_pace(journal) == 130
    for seconds in (60, 50, 300):
        tellings.record_rehearsal(journal, telling.id, words=100, seconds=seconds)
    tellings.record_rehearsal(journal, telling.id, words=3, seconds=1)
    assert tellings.own_pace(journal) == 100
    assert tellings.get(journal, telling.id).pace == 100


@pytest.mark.parametrize("minutes", [0, -3, float("nan"), 1e9])
def test_minutes_that_cannot_be_meant_are_refused(journal: OpenJournal, telling: Telling, minutes: float) -> None:
    with pytest.raises(BadInput):
        tellings.change(journal, replace(telling, minutes=minutes))
    assert tellings.get(journal, telling.id).telling.minutes == 5


def test_two_hundred_parts_and_one_of_fifty_thousand_words(journal: OpenJournal, telling: Telling) -> None:
    many = [part_with(journal, f"Words {n}.", Light.SHARE).id for n in range(199)]
    long = part_with(journal, "word " * 50_000, Light.SHARE)
    now = tellings.choose_parts(journal, telling.id, [*many, long.id])
    assert len(now.pieces) == 200
    assert now.words == 199 * 2 + 50_000
    one_more = part_with(journal, "Too many.", Light.SHARE)
    with pytest.raises(BadInput, match="200"):
        tellings.choose_parts(journal, telling.id, [*many, long.id, one_more.id])
    assert len(tellings.get(journal, telling.id).choices) == 200


def test_a_telling_goes_by_way_of_the_trash(journal: OpenJournal, telling: Telling) -> None:
    with pytest.raises(NotFound):
        tellings.delete_for_good(journal, telling.id)
    tellings.move_to_trash(journal, telling.id)
    assert tellings.all_tellings(journal) == []
    tellings.restore(journal, telling.id)
    tellings.move_to_trash(journal, telling.id)
    tellings.delete_for_good(journal, telling.id)
    with pytest.raises(NotFound):
        tellings.get(journal, telling.id)


def test_pros_and_cons_of_one_decision(journal: OpenJournal) -> None:
    sheet = tellings.new_weighing(journal, "Tell the choir")
    tellings.change_weighing(journal, replace(sheet, telling_pros=("No dodging", " "), talk_it_over_with="Ruth"))
    (kept,) = tellings.all_weighings(journal)
    assert (kept.telling_pros, kept.talk_it_over_with) == (("No dodging",), "Ruth")
    tellings.trash_weighing(journal, sheet.id)
    tellings.delete_weighing(journal, sheet.id)
    assert tellings.all_weighings(journal) == tellings.all_weighings(journal, trashed=True) == []
