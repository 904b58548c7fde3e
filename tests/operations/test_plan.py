"""My plan: every section, strategy and person is kept, ordered, thrown away and had back; a mark never leaves."""

import io
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.entry import new_id
from peerjournal.journal.plan import Helped, first_headings
from peerjournal.journal.story import PartDraft
from peerjournal.operations import plan, plan_sheet, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.kept import Kept
from peerjournal.paper import plan as paper
from peerjournal.paper import press
from peerjournal.sharing.lookover.finding import Family

SECRET = "the blue door in Hartfield"


def headings(journal: OpenJournal) -> list[str]:
    return [s.heading for s in plan.sections(journal)]


def part(journal: OpenJournal, title: str, *helped: str, text: str = "") -> str:
    draft = PartDraft(part_id=new_id(), story_id=story.all_stories(journal)[0].id, title=title, text=text)
    draft.strategies = helped
    kept = story.settle(journal, draft)
    assert kept is not None
    return kept.id


# ----------------------------------------------------------------------------------------------------- sections


def test_a_plan_begins_with_headings_and_no_words(journal: OpenJournal) -> None:
    assert headings(journal) == [heading for heading, _about in first_headings()]
    assert not any(s.text for s in plan.sections(journal))


def test_a_heading_is_added_after_the_others_and_must_say_something(journal: OpenJournal) -> None:
    plan.add_section(journal, "  On   the road ")
    assert headings(journal)[-1] == "On the road"
    with pytest.raises(BadInput, match="heading"):
        plan.add_section(journal, " \n ")
    section = plan.sections(journal)[0]
    with pytest.raises(BadInput, match="heading"):
        plan.name_section(journal, section.id, "", sitting=new_id())
    assert plan.get_section(journal, section.id).heading == section.heading


def test_one_visit_makes_one_version_whatever_is_changed_in_it(journal: OpenJournal) -> None:
    section = plan.sections(journal)[0]
    monday, friday = new_id(), new_id()
    for text in ("Tea", "Tea and", "Tea and quiet"):
        plan.write_section(journal, section.id, text, sitting=monday)
    assert plan.section_versions(journal, section.id) == []
    plan.write_section(journal, section.id, "Coffee", sitting=friday)
    for heading in ("W", "Wh", "What warms me"):
        plan.name_section(journal, section.id, heading, sitting=friday)
    (version,) = plan.section_versions(journal, section.id)
    assert (version.heading, version.text) == (section.heading, "Tea and quiet")


def test_an_earlier_version_comes_back_and_what_it_replaces_is_kept(
    journal: OpenJournal, moment: list[datetime]
) -> None:
    section = plan.sections(journal)[0]
    plan.write_section(journal, section.id, "Tea", sitting=new_id())
    moment[0] += timedelta(days=1)
    plan.write_section(journal, section.id, "Coffee", sitting=new_id())
    (version,) = plan.section_versions(journal, section.id)
    assert plan.bring_back_section(journal, version.id).text == "Tea"
    assert [v.text for v in plan.section_versions(journal, section.id)] == ["Coffee", "Tea"]
    with pytest.raises(NotFound):
        plan.bring_back_section(journal, new_id())


@settings(max_examples=25)
@given(sittings=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=3), min_size=1, max_size=5))
def test_what_stood_at_the_end_of_a_visit_is_never_lost(journal: OpenJournal, sittings: list[list[str]]) -> None:
    section = plan.add_section(journal, "Mine")
    ends = []
    for texts in sittings:
        sitting = new_id()
        ends += [plan.write_section(journal, section.id, text, sitting=sitting).text for text in texts][-1:]
    there = {plan.get_section(journal, section.id).text}
    there |= {v.text for v in plan.section_versions(journal, section.id)}
    assert {text for text in ends if text.strip()} <= there


def test_what_is_gone_is_said_to_be_gone(journal: OpenJournal) -> None:
    gone = new_id()
    for act in (
        lambda: plan.get_section(journal, gone),
        lambda: plan.write_section(journal, gone, "x", sitting=gone),
        lambda: plan.say_helped(journal, gone, Helped.YES),
        lambda: plan.PEOPLE.put(journal, gone, trashed=True),
    ):
        with pytest.raises(NotFound):
            act()


# --------------------------------------------------------------------------------------------- strategies, people


def test_a_strategy_says_what_when_how_and_where_from(journal: OpenJournal) -> None:
    river = part(journal, "The river")
    walk = plan.add_strategy(journal, " To the\nbridge ", when="when it rains", how="slowly\nand back", part_id=river)
    assert plan.strategies(journal) == [walk]
    assert (walk.what, walk.how, walk.part_id) == ("To the bridge", "slowly\nand back", river)
    walk.what, walk.part_id = "To the second bridge", ""
    assert plan.change_strategy(journal, walk).what == "To the second bridge"
    walk.what = "  "
    with pytest.raises(BadInput, match="what helps"):
        plan.change_strategy(journal, walk)
    with pytest.raises(BadInput):
        plan.add_strategy(journal, "")
    assert [s.what for s in plan.strategies(journal)] == ["To the second bridge"]


def test_whether_it_helped_is_said_for_today_and_changing_its_words_leaves_that(journal: OpenJournal) -> None:
    walk = plan.add_strategy(journal, "A walk")
    said = plan.say_helped(journal, walk.id, Helped.SOMEWHAT)
    assert (said.helped, said.helped_on) == (Helped.SOMEWHAT, journal.clock.today())
    walk.what = "A long walk"
    assert plan.change_strategy(journal, walk).helped is Helped.SOMEWHAT
    unsaid = plan.say_helped(journal, walk.id, Helped.UNSAID)
    assert (unsaid.helped, unsaid.helped_on) == (Helped.UNSAID, None)


def test_the_story_offers_what_helped_once_and_nothing_goes_into_the_plan_by_itself(journal: OpenJournal) -> None:
    river = part(journal, "The river", "Cold water", "A friend who rang")
    part(journal, "The garden", "cold  water", "Tomatoes")
    offers = plan.from_story(journal)
    assert [(o.what, o.part) for o in offers] == [
        ("Cold water", "The river"), ("A friend who rang", "The river"), ("Tomatoes", "The garden"),
    ]  # fmt: skip
    assert plan.strategies(journal) == []
    plan.add_strategy(journal, offers[0].what, part_id=offers[0].part_id)
    assert [o.what for o in plan.from_story(journal)] == ["A friend who rang", "Tomatoes"]
    story.move_to_trash(journal, river)
    assert [o.what for o in plan.from_story(journal)] == ["Tomatoes"]


def test_a_strategy_outlives_the_part_it_comes_from(journal: OpenJournal) -> None:
    river = part(journal, "The river")
    walk = plan.add_strategy(journal, "A walk", part_id=river)
    story.move_to_trash(journal, river)
    assert [(o.part_id, o.trashed) for o in plan.origins(journal)] == [(river, True)]
    story.delete_for_good(journal, river)
    assert plan.origins(journal) == []
    assert [s.id for s in plan.strategies(journal)] == [walk.id]


def test_people_have_a_name_a_way_and_a_reason(journal: OpenJournal) -> None:
    miriam = plan.add_person(journal, "Miriam", reach="0151 2345", for_what="a walk")
    miriam.reach = "at the kiosk"
    plan.change_person(journal, miriam)
    assert [(p.name, p.reach, p.for_what) for p in plan.own_people(journal)] == [("Miriam", "at the kiosk", "a walk")]
    miriam.name = ""
    with pytest.raises(BadInput, match="name"):
        plan.change_person(journal, miriam)
    with pytest.raises(BadInput):
        plan.add_person(journal, " ")


# --------------------------------------------------------------------------------------------------- order, trash


@settings(max_examples=20)
@given(wanted=st.permutations(range(7)), named=st.integers(0, 7))
def test_any_order_is_kept_and_those_not_named_come_after(journal: OpenJournal, wanted: list[int], named: int) -> None:
    before = [s.id for s in plan.sections(journal)]
    asked = [before[n] for n in wanted[:named]]
    plan.order(journal, [*asked, "no such id"])
    after = [s.id for s in plan.sections(journal)]
    assert after[:named] == asked
    assert after[named:] == [id_ for id_ in before if id_ not in asked]


STEPS = st.tuples(st.integers(0, 3), st.booleans(), st.permutations(range(4)))


@settings(max_examples=20)
@given(steps=st.lists(STEPS, max_size=6))
def test_nothing_is_lost_between_the_lists_and_the_trash(
    journal: OpenJournal, steps: list[tuple[int, bool, list[int]]]
) -> None:
    made = [plan.add_strategy(journal, f"walk {n}").id for n in range(4)]
    for which, trashed, order in steps:
        plan.STRATEGIES.put(journal, made[which], trashed=trashed)
        plan.order(journal, [made[n] for n in order])
    there = {s.id for trashed in (False, True) for s in plan.strategies(journal, trashed=trashed)}
    assert set(made) <= there


@pytest.mark.parametrize("kind", ["section", "strategy", "person"])
def test_only_what_lies_in_the_trash_is_deleted_for_good(journal: OpenJournal, kind: str) -> None:
    kept: Kept[Any] = {"section": plan.SECTIONS, "strategy": plan.STRATEGIES, "person": plan.PEOPLE}[kind]  # type: ignore[assignment]
    add = {"section": plan.add_section, "strategy": plan.add_strategy, "person": plan.add_person}[kind]
    id_ = add(journal, "Mine").id  # type: ignore[operator]
    with pytest.raises(NotFound, match="trash"):
        kept.delete_for_good(journal, id_)
    kept.put(journal, id_, trashed=True)
    kept.put(journal, id_, trashed=False)
    kept.put(journal, id_, trashed=True)
    kept.delete_for_good(journal, id_)
    with pytest.raises(NotFound):
        kept.put(journal, id_, trashed=False)


# -------------------------------------------------------------------------------------------------- handing it out


@pytest.fixture
def prepared(qapp: object) -> None:
    """The fonts, as the window has them."""
    assert qapp is not None
    press.prepare()


def write(journal: OpenJournal, text: str, heading: str = "Mine") -> str:
    section = plan.add_section(journal, heading)
    plan.write_section(journal, section.id, text, sitting=new_id())
    return section.id


def read_back(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_nothing_stands_on_a_sheet_that_was_not_chosen(journal: OpenJournal) -> None:
    mine, _other = write(journal, "Tea"), write(journal, "Coffee")
    miriam = plan.add_person(journal, "Miriam", reach="0151")
    plan.add_strategy(journal, "A walk")
    made = plan_sheet.sheet(journal, {mine, miriam.id}, lines=["Samaritans: 116 123", " "])
    assert [s.text for s in made.sections] == ["Tea"]
    assert [p.name for p in made.people] == ["Miriam"]
    assert made.strategies == ()
    assert made.lines == ("Samaritans: 116 123",)
    with pytest.raises(BadInput, match="Nothing is chosen"):
        plan_sheet.sheet(journal, set())


def test_what_is_private_altogether_leaves_no_heading_behind(journal: OpenJournal) -> None:
    secret = write(journal, f"{{keep}}{SECRET}{{/keep}}", "Where I go")
    with pytest.raises(BadInput):
        plan_sheet.sheet(journal, {secret})


@pytest.mark.usefixtures("prepared")
def test_a_leak_keeps_the_sheet_from_leaving_until_it_is_dismissed(journal: OpenJournal, tmp_path: Path) -> None:
    write(journal, f"{{keep}}{SECRET}{{/keep}}")
    told = write(journal, f"I go to {SECRET} then.")
    leaving = plan_sheet.choose(journal, {told})
    ready = plan_sheet.make_ready(journal, leaving)
    assert {f.excerpt for f in ready.leaks} == {SECRET}
    place = tmp_path / "mine.pdf"
    with pytest.raises(BadInput, match="leak"):
        plan_sheet.write_sheet(journal, ready, place, wallet=False)
    assert not place.exists()
    dismissed = frozenset(f.key for f in ready.leaks)
    free = plan_sheet.make_ready(journal, plan_sheet.choose(journal, {told}, dismissed=dismissed))
    plan_sheet.write_sheet(journal, free, place, wallet=False)
    assert SECRET in read_back(place.read_bytes())


@pytest.mark.usefixtures("prepared")
def test_a_plan_that_changed_meanwhile_does_not_leave(journal: OpenJournal, tmp_path: Path) -> None:
    tea = write(journal, "Tea")
    ready = plan_sheet.make_ready(journal, plan_sheet.choose(journal, {tea}))
    plan.write_section(journal, tea, "Tea, and who it is with", sitting=new_id())
    with pytest.raises(BadInput, match="changed"):
        plan_sheet.write_sheet(journal, ready, tmp_path / "mine.pdf", wallet=True)
    assert not (tmp_path / "mine.pdf").exists()


@pytest.mark.usefixtures("prepared")
def test_words_marked_later_elsewhere_are_a_leak_when_it_leaves(journal: OpenJournal, tmp_path: Path) -> None:
    told = write(journal, f"I go to {SECRET} then.")
    ready = plan_sheet.make_ready(journal, plan_sheet.choose(journal, {told}))
    assert ready.leaks == ()
    part(journal, "The door", text=f"It was {{keep}}{SECRET}{{/keep}}.")
    with pytest.raises(BadInput, match="leak"):
        plan_sheet.write_sheet(journal, ready, tmp_path / "mine.pdf", wallet=False)


def test_own_people_are_no_remark_but_a_secret_about_them_is(journal: OpenJournal) -> None:
    write(journal, f"{{keep}}{SECRET}{{/keep}}")
    plain = plan.add_person(journal, "Dr Marlowe", reach="0151 2345678")
    telling = plan.add_person(journal, "Ruth", for_what=f"knows {SECRET}")
    found = plan_sheet.look_over_plan(journal, plan_sheet.choose(journal, {plain.id, telling.id}))
    assert [(r.part_id, r.finding.family) for r in found.remarks] == [(telling.id, Family.LEAK)]


WORDS = st.lists(st.sampled_from(["tea", "rain", "bridge", "quiet", "*slow*", "\n\n- list"]), max_size=5)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, str]:
    """A text with a private stretch somewhere in it, and a word that stands nowhere else."""
    private = f"zq{draw(st.integers(100, 999))}xv"
    before, inside, after = (" ".join(draw(WORDS)) for _n in range(3))
    end = draw(st.sampled_from(["{/keep}", "", "{/kep}"]))
    return f"{before} {{keep}}{inside} {private}{end} {after}", private


@pytest.mark.usefixtures("prepared")
@settings(max_examples=15)
@given(texts=st.lists(marked(), min_size=1, max_size=4), wallet=st.booleans())
def test_a_private_mark_never_stands_in_a_sheet_however_it_was_typed(
    journal: OpenJournal, texts: list[tuple[str, str]], wallet: bool
) -> None:
    ids = {write(journal, "Rain is good.", "Always")}
    for text, _private in texts:
        ids.add(write(journal, text, f"Open {text}"))
        one_line = " ".join(text.split())
        ids.add(plan.add_strategy(journal, f"Walk {one_line}", when=one_line, how=text).id)
        ids.add(plan.add_person(journal, f"Somebody {one_line}", reach=one_line, for_what=one_line).id)
    made = plan_sheet.sheet(journal, ids, title=f"My plan {texts[0][0]}")
    content = paper.write(made, wallet=wallet)
    metadata = str(dict(PdfReader(io.BytesIO(content)).metadata or {}))
    said = re.sub(r"\s", "", read_back(content)) + metadata + paper.layout(made, wallet=wallet).text()
    for _text, private in texts:
        assert private not in said
        assert private.encode() not in content
