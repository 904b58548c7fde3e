"""The questions every journal begins with: open, short, our own, with the source named; and how they go into a text."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.journal.entry import one_line
from peerjournal.journal.prompts import (
    CHIME,
    CYCLE,
    FIRST,
    NOTICED,
    NOW_WHAT,
    SO_WHAT,
    TOUCHES,
    VALUES,
    WHAT,
    Prompt,
    Template,
    Use,
    as_text,
    first_templates,
)

ALL = first_templates()
EVERY = pytest.mark.parametrize("template", ALL, ids=lambda t: f"{t.use}-{t.id}")
LENSES = (VALUES, CHIME, CYCLE)


def of(use: Use) -> list[Template]:
    return [template for template in ALL if template.use is use]


def words_of(template: Template) -> list[str]:
    return [template.name, template.about, template.source, *(prompt.words for prompt in template.prompts)]


def test_no_two_templates_have_the_same_id_or_name() -> None:
    assert set(Counter(template.id for template in ALL).values()) == {1}
    assert set(Counter((template.use, template.name) for template in ALL).values()) == {1}


@pytest.mark.parametrize("use", list(Use))
def test_a_key_names_one_question_within_all_templates_of_a_use(use: Use) -> None:
    keys = Counter(prompt.key for template in of(use) for prompt in template.prompts)
    assert keys
    assert set(keys.values()) == {1}


def test_a_reflection_begins_with_three_questions_and_has_three_lenses_that_are_off() -> None:
    assert [template.id for template in of(Use.REFLECTION)] == [FIRST, TOUCHES, NOTICED, *LENSES]
    assert [template.id for template in ALL if not template.on] == list(LENSES)
    first = next(template for template in ALL if template.id == FIRST)
    assert [prompt.key for prompt in first.prompts] == [WHAT, SO_WHAT, NOW_WHAT]


@pytest.mark.parametrize(
    ("template_id", "named"),
    [
        (TOUCHES, "Intentional Peer Support"),
        (VALUES, "International Association of Peer Supporters (N.A.P.S.), 2013"),
        (CHIME, "Leamy and others, 2011, British Journal of Psychiatry 199"),
        (CYCLE, "Gibbs, Learning by Doing, 1988"),
        ("happened", "In Our Own Voice"),
        ("share-or-keep", "Strategic Sharing Workbook"),
    ],
)
def test_who_described_the_idea_is_named_and_the_words_are_our_own(template_id: str, named: str) -> None:
    source = next(template.source for template in ALL if template.id == template_id)
    assert named in source
    assert source.endswith("The questions are our own.")


@pytest.mark.parametrize(("lens", "questions"), [(VALUES, 6), (CHIME, 5), (CYCLE, 6)])
def test_a_lens_has_a_question_for_each_value_process_or_step(lens: str, questions: int) -> None:
    assert len(next(template.prompts for template in ALL if template.id == lens)) == questions


@EVERY
def test_nothing_is_empty_and_everything_is_a_line(template: Template) -> None:
    assert template.name
    assert template.about
    assert 2 <= len(template.prompts) <= 6
    for words in words_of(template):
        assert words == one_line(words)
    assert len(template.name) <= 60
    assert all(0 < len(prompt.words) <= 90 for prompt in template.prompts)


@EVERY
def test_nothing_scolds_shouts_or_assumes(template: Template) -> None:
    said = " ".join([template.name, template.about, *(prompt.words for prompt in template.prompts)]).lower()
    assert "!" not in said + template.source
    scolding = (
        r"should|\bmust\b|\bought\b|have to|why didn|wrong|fault|fail|trauma|diagnos|symptom|illness|patient|client|god"
    )
    family = r"mother|father|husband|wife|your|\bhe\b|\bshe\b|\bhis\b|\bher\b|\bwrap\b"
    assert re.findall(scolding, said) == []
    assert re.findall(family, said) == []


# --------------------------------------------------------------------------------------------- into a text


def test_each_question_is_a_heading_with_room_below_it() -> None:
    template = Template("x", Use.ENTRY, "Two", (Prompt("a", "What was it?"), Prompt("b", "And  then?\n")))
    assert as_text(template) == "### What was it?\n\n\n### And then?\n\n"


def test_a_template_without_questions_puts_nothing_into_a_text() -> None:
    assert as_text(Template("x", Use.ENTRY, "None yet")) == ""


@given(st.lists(st.text(min_size=1, max_size=40).filter(one_line), max_size=5))
def test_there_are_always_as_many_headings_as_questions_each_on_one_line(words: list[str]) -> None:
    template = Template("x", Use.PART, "Any", tuple(Prompt(str(n), w) for n, w in enumerate(words)))
    lines = [line for line in as_text(template).split("\n") if line]
    assert lines == [f"### {one_line(w)}" for w in words]
