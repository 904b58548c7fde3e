"""Stories, parts, movements and people, in a real vault."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.clock import Clock
from peerjournal.errors import BadInput, DiskFull, NotFound
from peerjournal.journal.story import Arrangement, Feel, Part
from peerjournal.operations import people, story, trash, writing
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.sharing import marks
from peerjournal.store import stories as store
from peerjournal.vault.engine import Transaction


def add(journal: OpenJournal, title: str, text: str = "Some words.") -> Part:
    return story.write_part(journal, title=title, text=text)


def titles(journal: OpenJournal) -> list[str]:
    return [p.title for p in story.all_parts(journal)]


def test_a_new_journal_has_one_story_and_three_movements(journal: OpenJournal) -> None:
    assert len(story.all_stories(journal)) == 1
    assert [m.id for m in story.all_movements(journal)] == ["happened", "helped", "next"]


def test_everything_about_a_part_is_kept(journal: OpenJournal) -> None:
    tom = people.add_person(journal, "Tom")
    draft = replace(
        story.new_draft(journal),
        title="The corridor",
        text="A clock. {keep}Ward four.{/keep}",
        movement="happened",
        time_of_life="winter 2017",
        themes=("hospital", "Hospital", "being seen"),
        strategies=("Say good evening",),
        person_ids=(tom.id,),
        feel=Feel.SETTLING,
        feel_on=date(2026, 11, 1),
    )
    settled = story.settle(journal, draft)
    assert settled is not None
    kept = story.get_part(journal, settled.id)
    assert kept == settled
    assert kept.text == "A clock. {keep}Ward four.{/keep}"
    assert kept.themes == ("hospital", "being seen")
    assert (kept.feel, kept.feel_on) == (Feel.SETTLING, date(2026, 11, 1))


def test_a_draft_that_says_nothing_leaves_no_part(journal: OpenJournal) -> None:
    assert story.settle(journal, story.new_draft(journal)) is None
    assert story.all_parts(journal) == []


def test_what_was_typed_survives_a_killed_program(
    journal: OpenJournal, journal_path: Path, passphrase: str, clock: Clock
) -> None:
    story.save_draft(journal, replace(story.new_draft(journal), title="Half", text="a sentence {keep}and a"))
    journal.close()
    again = unlock(journal_path, passphrase, clock=clock)
    try:
        assert [(p.title, p.text) for p in story.all_parts(again)] == [("Half", "a sentence {keep}and a")]
    finally:
        again.close()


def test_one_version_is_kept_per_sitting_and_can_be_brought_back_with_its_marks(journal: OpenJournal) -> None:
    part = add(journal, "Before", "First {keep}hidden{/keep}.")
    draft = story.open_draft(journal, part.id)
    for text in ("Second.", "Third."):
        story.settle(journal, replace(draft, text=text))
    (version,) = story.versions(journal, part.id)
    assert version.text == "First {keep}hidden{/keep}."
    assert marks.private_texts(story.bring_back(journal, version.id).text) == ("hidden",)
    assert [v.text for v in story.versions(journal, part.id)] == ["Third.", "First {keep}hidden{/keep}."]


def test_parts_move_by_one_and_stay_at_the_ends(journal: OpenJournal) -> None:
    a, _b, c = (add(journal, t) for t in "abc")
    story.move(journal, c.id, -1)
    assert titles(journal) == ["a", "c", "b"]
    story.move(journal, a.id, -1)
    assert titles(journal) == ["a", "c", "b"]
    story.move(journal, a.id, 99)
    assert titles(journal) == ["c", "b", "a"]


@given(st.lists(st.integers(0, 6), max_size=9))
def test_no_order_asked_for_ever_loses_a_part(journal: OpenJournal, asked: list[int]) -> None:
    there = story.all_parts(journal) or [add(journal, t) for t in "abcde"]
    ids = sorted(p.id for p in there)
    story.put_in_order(journal, there[0].story_id, [ids[i] if i < len(ids) else "unknown" for i in asked])
    assert sorted(p.id for p in story.all_parts(journal)) == ids


def test_a_part_made_from_an_entry_leaves_the_entry(journal: OpenJournal) -> None:
    entry = writing.write_entry(journal, title="The dog", text="He stood at the door.", tags=["small steps"])
    part = story.settle(journal, story.draft_from_entry(journal, entry.id))
    assert part is not None
    assert (part.title, part.text, part.entry_id) == ("The dog", "He stood at the door.", entry.id)
    assert writing.get_entry(journal, entry.id) == entry


def test_splitting_inside_a_mark_opens_nothing(journal: OpenJournal) -> None:
    part = add(journal, "Long", "Open one. {keep}hidden left hidden right{/keep} Open two.")
    first, second = story.split_part(journal, part.id, part.text.index("hidden right"))
    assert "hidden" not in marks.shareable(first.text) + marks.shareable(second.text)
    assert marks.private_texts(first.text) + marks.private_texts(second.text) == ("hidden left ", "hidden right")
    assert titles(journal) == ["Long", "Long, continued"]


@given(st.integers(-3, 80))
def test_wherever_a_part_is_split_no_word_is_lost_and_no_private_one_comes_open(journal: OpenJournal, at: int) -> None:
    text = "One two {keep}canary-a canary-b{/keep} three four {keep}canary-c{/keep} five."
    part = add(journal, "x", text)
    try:
        first, second = story.split_part(journal, part.id, at)
    except BadInput:
        assert story.get_part(journal, part.id).text == text
        return
    assert "canary" not in marks.shareable(first.text) + marks.shareable(second.text)
    words = (first.text + " " + second.text).replace("{keep}", "").replace("{/keep}", "")
    assert "".join(words.split()) == "".join(text.replace("{keep}", "").replace("{/keep}", "").split())


def test_the_trash_gives_back_and_deletes_only_what_lies_in_it(journal: OpenJournal, moment: list[datetime]) -> None:
    part = add(journal, "Gone")
    with pytest.raises(NotFound):
        story.delete_for_good(journal, part.id)
    story.move_to_trash(journal, part.id)
    assert story.all_parts(journal) == []
    assert [p.id for p in story.parts_of(journal, part.story_id, trashed=True)] == [part.id]
    story.restore(journal, part.id)
    assert titles(journal) == ["Gone"]
    story.move_to_trash(journal, part.id)
    moment[0] = datetime(2026, 11, 22, 20, 15, tzinfo=UTC) + timedelta(days=31)
    assert trash.empty_old_trash(journal, 0) == 0
    assert trash.empty_old_trash(journal, 30) == 1
    with pytest.raises(NotFound):
        story.get_part(journal, part.id)


def test_only_the_trash_of_one_story_is_emptied(journal: OpenJournal) -> None:
    parent = story.add_story(journal, "Becoming a parent")
    gone, also_gone = add(journal, "Gone"), add(journal, "Gone too")
    other = story.write_part(journal, title="Night feeds", text="x", story_id=parent.id)
    add(journal, "Kept")
    for part in (gone, also_gone, other):
        story.move_to_trash(journal, part.id)
    assert story.empty_trash(journal, gone.story_id) == 2
    assert {p.title for p in story.all_parts(journal, trashed=True)} == {"Kept", "Night feeds"}
    assert story.empty_trash(journal, gone.story_id) == 0


def test_the_trash_is_emptied_whole_or_not_at_all(journal: OpenJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [add(journal, title) for title in ("One", "Two", "Three")]
    for part in parts:
        story.move_to_trash(journal, part.id)
    remove_part = store.remove_part

    def full_at_the_second(db: Transaction, part_id: str) -> None:
        if part_id == parts[1].id:
            raise DiskFull("The disk is full; nothing was changed.")
        remove_part(db, part_id)

    monkeypatch.setattr(store, "remove_part", full_at_the_second)
    with pytest.raises(DiskFull):
        story.empty_trash(journal, parts[0].story_id)
    assert [p.title for p in story.parts_of(journal, parts[0].story_id, trashed=True)] == ["One", "Two", "Three"]


def test_movements_can_be_renamed_and_own_ones_added_and_removed(journal: OpenJournal) -> None:
    story.rename_movement(journal, "helped", "What carried me")
    own = story.add_movement(journal, "In between")
    part = story.write_part(journal, text="x", movement=own.id)
    assert story.find_movement(journal, "in BETWEEN").id == own.id
    story.remove_movement(journal, own.id)
    assert story.get_part(journal, part.id).movement == ""
    with pytest.raises(BadInput):
        story.remove_movement(journal, "helped")
    with pytest.raises(NotFound, match="happened, helped, next"):
        story.find_movement(journal, "sideways")


def test_several_stories_keep_their_parts_apart(journal: OpenJournal) -> None:
    parent = story.add_story(journal, "Becoming a parent")
    story.write_part(journal, title="Night feeds", text="x", story_id=parent.id)
    add(journal, "Other")
    assert [p.title for p in story.parts_of(journal, parent.id)] == ["Night feeds"]
    with pytest.raises(BadInput):
        story.remove_story(journal, parent.id)
    with pytest.raises(BadInput):
        story.add_story(journal, "   ")


def test_a_part_is_found_by_id_beginning_or_title_but_never_by_a_doubtful_one(journal: OpenJournal) -> None:
    part = add(journal, "Twin")
    assert story.find_part(journal, part.id[:12]).id == story.find_part(journal, "tWIN").id == part.id
    add(journal, "Twin")
    with pytest.raises(NotFound):
        story.find_part(journal, "Twin")
    with pytest.raises(NotFound):
        story.find_part(journal, "")


def test_a_story_with_an_unfinished_part_stays_and_the_journal_opens_again(
    journal: OpenJournal, journal_path: Path, passphrase: str, clock: Clock
) -> None:
    other = story.add_story(journal, "Becoming a parent")
    story.save_draft(journal, replace(story.new_draft(journal, other.id), title="Half", text="words"))
    with pytest.raises(BadInput):
        story.remove_story(journal, other.id)
    with journal.changing() as db:  # as an older program could have left it
        db.exec_driver_sql("DELETE FROM story WHERE id = ?", (other.id,))
    journal.close()
    again = unlock(journal_path, passphrase, clock=clock)
    try:
        assert [(p.title, p.text) for p in story.all_parts(again)] == [("Half", "words")]
    finally:
        again.close()


def test_splitting_and_bringing_back_keep_what_is_being_written(journal: OpenJournal) -> None:
    part = add(journal, "x", "One two three four.")
    story.settle(journal, replace(story.open_draft(journal, part.id), text="One two three five."))
    story.save_draft(journal, replace(story.open_draft(journal, part.id), text="One two newest."))
    story.bring_back(journal, story.versions(journal, part.id)[-1].id)
    assert "One two newest." in {v.text for v in story.versions(journal, part.id)}
    story.save_draft(journal, replace(story.open_draft(journal, part.id), text="Front back."))
    first, second = story.split_part(journal, part.id, 6)
    assert (first.text, second.text) == ("Front ", "back.")


def test_somebody_protected_stays_while_a_part_names_them(journal: OpenJournal) -> None:
    tom = people.add_person(journal, "Tom", arrangement=Arrangement.DISGUISE, disguise="a friend")
    part = add(journal, "x", "Tom came.")
    people.move_to_trash(journal, tom.id)
    with pytest.raises(BadInput):
        people.delete_for_good(journal, tom.id)
    story.settle(journal, replace(story.open_draft(journal, part.id), text="He came."))
    people.delete_for_good(journal, tom.id)


def test_somebody_only_named_so_far_becomes_the_person_added(journal: OpenJournal) -> None:
    named = people.add_person(journal, "Tom")
    added = people.arrange(journal, "tom", arrangement=Arrangement.DISGUISE, disguise="a friend")
    assert added.id == named.id
    assert [p.disguise for p in people.all_people(journal)] == ["a friend"]


def test_people_need_a_name_of_their_own_and_a_disguise_needs_words(journal: OpenJournal) -> None:
    people.add_person(journal, "José", nicknames=["Pepe", "Pepe", " "])
    with pytest.raises(BadInput):
        people.add_person(journal, "JOSE")
    with pytest.raises(BadInput):
        people.add_person(journal, "Ana", nicknames=["pepe"])
    with pytest.raises(BadInput):
        people.add_person(journal, " ?! ")
    with pytest.raises(BadInput):
        people.add_person(journal, "Ana", arrangement=Arrangement.DISGUISE)
    assert [p.nicknames for p in people.all_people(journal)] == [("Pepe",)]


def test_agreement_without_a_day_was_today(journal: OpenJournal) -> None:
    ana = people.add_person(journal, "Ana", arrangement=Arrangement.AGREED)
    assert ana.agreed_on == date(2026, 11, 22)
    assert people.find_person(journal, "ANA") == ana


def test_a_person_goes_by_way_of_the_trash(journal: OpenJournal) -> None:
    ana = people.add_person(journal, "Ana")
    with pytest.raises(NotFound):
        people.delete_for_good(journal, ana.id)
    people.move_to_trash(journal, ana.id)
    assert people.all_people(journal) == []
    people.restore(journal, ana.id)
    people.move_to_trash(journal, ana.id)
    people.delete_for_good(journal, ana.id)
    assert people.people_in_trash(journal) == []
