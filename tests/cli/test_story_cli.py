"""``part`` and ``person``: the story on the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.cli.conftest import refused

from peerjournal.journal.story import Arrangement
from peerjournal.operations import lights, people, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light

Say = Callable[..., Any]


def test_a_part_is_added_with_marks_movement_and_people_and_listed(on: Say, opened: Callable[[], OpenJournal]) -> None:
    known = on("person add", "Judith", "--also", "Jutka").id
    part_id = on(
        "part add", "--title", "The corridor", "--movement", "happened", "--person", "jutka", "--person", "Tom",
        stdin=b"A clock {keep}by the harbour{/keep} ran fast.\n",
    ).id  # fmt: skip
    journal = opened()
    part = story.get_part(journal, part_id)
    assert part.text == "A clock {keep}by the harbour{/keep} ran fast.\n"
    assert part.movement == "happened"
    assert part.person_ids[0] == known
    assert [p.name for p in people.all_people(journal)] == ["Judith", "Tom"]
    assert lights.all_lights(journal) == {}
    lights.set_light(journal, part_id, "training", Light.ASK)
    journal.close()
    (row,) = json.loads(on("part list", "--json").out)
    assert row == {
        "id": part_id,
        "title": "The corridor",
        "story": row["story"],
        "movement": "happened",
        "time_of_life": "",
        "themes": [],
        "people": ["Judith", "Tom"],
        "words": 4,
        "private_marks": 1,
        "feel": "",
        "lights": {"training": "ask"},
    }
    listed = on("part list")
    assert listed.out == f"{part_id}  The corridor  (What happened)  4 words\n"
    assert (listed.code, listed.err) == (0, "")
    assert on("part show", "the corridor").out == "A clock {keep}by the harbour{/keep} ran fast.\n"


def test_parts_come_in_the_order_of_the_story(on: Say) -> None:
    for title in ("One", "Two", "Three"):
        assert on("part add", "--title", title, stdin=b"x").code == 0
    assert [row["title"] for row in json.loads(on("part list", "--json").out)] == ["One", "Two", "Three"]


def test_no_parts_yet_is_an_empty_list(on: Say) -> None:
    said = on("part list")
    assert (said.code, said.out) == (0, "")
    assert said.err.count("\n") == 1
    assert json.loads(on("part list", "--json").out) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"a {keep}b", ["not closed", "to the end"]),
        (b"a {kep}b{/keep}", ["damaged"]),
        (b"a {/keep}b", ["never opened", "whole text"]),
    ],
)
def test_a_mark_that_is_not_right_is_kept_and_said(on: Say, text: bytes, words: list[str]) -> None:
    said = on("part add", "--title", "T", stdin=text)
    assert said.id
    assert said.err.count("\n") == 1
    assert all(word in said.err for word in words)
    assert on("part show", said.id).out.encode() == text + b"\n"


def test_a_mark_in_a_title_does_not_come_out_in_the_list(on: Say) -> None:
    said = on("part add", "--title", "The {keep}Zwicklhof{/keep} barn", stdin=b"x")
    assert said.err == ""
    for form in ([], ["--json"]):
        listed = on("part list", *form)
        assert "Zwicklhof" not in listed.out
        assert "The barn" in listed.out
    assert "not closed" in on("part add", "--title", "The {keep}barn", stdin=b"x").err


def test_a_new_movement_must_be_there_already(on: Say, opened: Callable[[], OpenJournal]) -> None:
    refused(on("part add", "--title", "T", "--movement", "elsewhere", stdin=b"x"), "happened, helped, next")
    assert json.loads(on("part list", "--json").out) == []
    journal = opened()
    own = story.add_movement(journal, "Zwischendrin")
    journal.close()
    assert on("part add", "--title", "T", "--movement", "zwischendrin", stdin=b"x").code == 0
    (row,) = json.loads(on("part list", "--json").out)
    assert row["movement"] == own.id
    assert "(Zwischendrin)" in on("part list").out


def test_nothing_to_write_writes_nothing(on: Say, opened: Callable[[], OpenJournal]) -> None:
    refused(on("part add", "--title", " ", stdin=b" \n"), "nothing was written")
    refused(on("part add", "--title", "T", stdin=b"caf\xe9"), "UTF-8", "byte 4", "nothing was written")
    refused(on("part add", "--title", "T", "--person", "...", "--person", "Tom", stdin=b"x"), "name")
    refused(on("part add", "--title", "T", "--person", "Tom", "--person", " ", stdin=b"x"), "name")
    assert json.loads(on("part list", "--json").out) == []
    journal = opened()
    assert people.all_people(journal) == []
    journal.close()


def test_a_title_is_needed(on: Say) -> None:
    refused(on("part add", stdin=b"x"), "--title", code=2)


def test_a_title_alone_makes_a_part(on: Say) -> None:
    assert on("part add", "--title", "Only this", stdin=b"").id


def test_a_byte_order_mark_and_other_scripts(on: Say) -> None:
    part_id = on("part add", "--title", "日本", "--person", "José", stdin="\ufeffÅngström 🌿\n".encode()).id
    assert on("part show", part_id).out == "Ångström 🌿\n"
    (row,) = json.loads(on("part list", "--json").out)
    assert (row["title"], row["people"]) == ("日本", ["José"])


@pytest.mark.parametrize("meant", ["", " ", "no such part", "{keep}"])
def test_a_part_that_is_not_there(on: Say, meant: str) -> None:
    assert on("part add", "--title", "", stdin=b"without a title").code == 0
    refused(on("part show", meant), "part list")


def test_a_title_two_parts_have_is_not_unmistakable(on: Say) -> None:
    ids = [on("part add", "--title", "Same", stdin=b"x").id for _n in range(2)]
    refused(on("part show", "same"), "id")
    assert on("part show", ids[1]).out == "x\n"
    assert on("part show", ids[1][:20]).out == "x\n"


# ------------------------------------------------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("options", "arrangement", "disguise"),
    [
        ([], Arrangement.NONE, ""),
        (["--disguise", "my sister"], Arrangement.DISGUISE, "my sister"),
        (["--leave-out"], Arrangement.LEAVE_OUT, ""),
        (["--agreed"], Arrangement.AGREED, ""),
    ],
)
def test_a_person_is_added_with_names_and_an_arrangement(
    on: Say, opened: Callable[[], OpenJournal], options: list[str], arrangement: Arrangement, disguise: str
) -> None:
    person_id = on("person add", "Judith", "--also", "Jutka", "--also", "Ju", *options).id
    journal = opened()
    (person,) = people.all_people(journal)
    assert (person.id, person.names) == (person_id, ("Judith", "Jutka", "Ju"))
    assert (person.arrangement, person.disguise) == (arrangement, disguise)
    assert (person.agreed_on is not None) is (arrangement is Arrangement.AGREED)
    journal.close()


@pytest.mark.parametrize(
    "options",
    [
        ["--leave-out", "--agreed"],
        ["--disguise", "x", "--agreed"],
        ["--disguise", "x", "--leave-out"],
        ["--disguise", "", "--leave-out"],
        ["--disguise", "x", "--leave-out", "--agreed"],
    ],
)
def test_one_arrangement_only(on: Say, opened: Callable[[], OpenJournal], options: list[str]) -> None:
    refused(on("person add", "Judith", *options), "--disguise, --leave-out", code=2)
    journal = opened()
    assert people.all_people(journal) == []
    journal.close()


def test_people_that_cannot_be_added(on: Say) -> None:
    assert on("person add", "Judith", "--also", "Jutka").code == 0
    refused(on("person add", "JUTKA"), "already")
    refused(on("person add", "Tom", "--also", "judith"), "already")
    refused(on("person add", " "), "name")
    refused(on("person add", "Tom", "--disguise", " "), "my sister")
    refused(on("person add"), "NAME", code=2)
    assert on("person add", "Tom").code == 0


def test_somebody_so_far_only_named_in_a_part_can_be_arranged_for(on: Say, opened: Callable[[], OpenJournal]) -> None:
    part_id = on("part add", "--title", "T", "--person", "Judith", stdin=b"x").id
    person_id = on("person add", "Judith", "--disguise", "my sister").id
    refused(on("person add", "Judith", "--leave-out"), "already")
    journal = opened()
    assert story.get_part(journal, part_id).person_ids == (person_id,)
    journal.close()


def test_help_names_every_command_and_option(say: Say) -> None:
    for line, words in (
        (["part"], ["add", "list", "show"]),
        (["part", "add", "-h"], ["--title", "--movement", "happened|helped|next|NAME", "--person", "{keep}", "stdin"]),
        (["person", "-h"], ["add"]),
        (["person", "add", "--help"], ["--also", "--disguise", "--leave-out", "--agreed", "--passphrase-file"]),
        (["--help"], ["part", "person", "audience", "light", "telling", "ledger", "look-over"]),
    ):
        said = say(*line)
        assert all(word in said.out + said.err for word in words), line
