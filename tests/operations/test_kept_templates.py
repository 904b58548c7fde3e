"""Templates of open questions: the first ones can be reworded and put back, own ones made and deleted."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.prompts import CHIME, FIRST, TOUCHES, WHAT, Prompt, Use, first_templates
from peerjournal.operations import prompts
from peerjournal.operations.journals import OpenJournal


def _ids(journal: OpenJournal, use: Use = Use.REFLECTION) -> list[str]:
    return [t.id for t in prompts.templates(journal, use)]


def test_a_journal_begins_with_the_first_ones(journal: OpenJournal) -> None:
    for use in Use:
        assert _ids(journal, use) == [t.id for t in first_templates() if t.use is use]


def test_a_question_can_be_worded_otherwise_and_put_back(journal: OpenJournal) -> None:
    first = prompts.get_template(journal, FIRST)
    prompts.put(journal, replace(first, prompts=(Prompt(WHAT, "How was  it?"), Prompt("mine", " "))))
    assert prompts.get_template(journal, FIRST).prompts == (Prompt(WHAT, "How was it?"),)
    assert _ids(journal)[0] == FIRST
    assert prompts.first_words(journal, FIRST).prompts == first.prompts


def test_the_first_three_questions_stay_on(journal: OpenJournal) -> None:
    assert prompts.switch(journal, FIRST, on=False).on
    assert not prompts.switch(journal, TOUCHES, on=False).on


def test_what_came_with_the_journal_is_not_deleted(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="switched off"):
        prompts.move_to_trash(journal, TOUCHES)
    assert TOUCHES in _ids(journal)


def test_an_own_one_is_made_filled_and_deleted(journal: OpenJournal) -> None:
    own = prompts.add(journal, Use.REFLECTION, " After the  phone line ")
    kept = prompts.put(journal, replace(own, prompts=(prompts.new_prompt("What did I hear?"),)))
    assert (kept.name, [p.words for p in kept.prompts]) == ("After the phone line", ["What did I hear?"])
    assert _ids(journal)[-1] == own.id
    with pytest.raises(NotFound, match="your own"):
        prompts.first_words(journal, own.id)
    prompts.move_to_trash(journal, own.id)
    assert own.id not in _ids(journal)
    prompts.restore(journal, own.id)
    assert own.id in _ids(journal)
    prompts.move_to_trash(journal, own.id)
    prompts.delete_for_good(journal, own.id)
    with pytest.raises(NotFound):
        prompts.get_template(journal, own.id)


def test_without_a_name_nothing_changes(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="name"):
        prompts.add(journal, Use.ENTRY, " \n")
    with pytest.raises(NotFound):
        prompts.switch(journal, "none such", on=True)


def test_the_order_is_the_persons(journal: OpenJournal) -> None:
    own = prompts.add(journal, Use.REFLECTION, "Mine")
    wanted = [own.id, *reversed(_ids(journal)[:-1])]
    assert [t.id for t in prompts.order(journal, Use.REFLECTION, wanted)] == wanted
    assert _ids(journal) == wanted


CHIME_KEYS = [prompt.key for prompt in next(t for t in first_templates() if t.id == CHIME).prompts]
Wording = dict[str, str]
wordings = st.dictionaries(st.sampled_from([*CHIME_KEYS, "mine", "other"]), st.sampled_from(["One?", "Two?", "Three?"]))


@given(before=wordings, since=wordings, taken_out=st.sets(st.sampled_from(CHIME_KEYS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_taking_back_the_first_words_loses_no_words_of_before_and_none_of_since(
    journal: OpenJournal, before: Wording, since: Wording, taken_out: set[str]
) -> None:
    first = prompts.first_words(journal, CHIME)
    mine = prompts.put(journal, replace(first, prompts=_reworded(first.prompts, before)))
    prompts.first_words(journal, CHIME)
    left = [prompt for prompt in _reworded(first.prompts, since) if prompt.key not in taken_out - set(since)]
    later = prompts.put(journal, replace(first, prompts=tuple(left)))
    now = prompts.own_words(journal, mine)
    said = [prompt.words for prompt in now.prompts]
    own = {prompt.words for prompt in (*mine.prompts, *later.prompts)} - {prompt.words for prompt in first.prompts}
    assert own <= set(said)
    assert len({prompt.key for prompt in now.prompts}) == len(now.prompts)
    if later.prompts == first.prompts:
        assert now.prompts == mine.prompts
    both = [prompt for prompt in first.prompts if prompt in later.prompts and prompt in mine.prompts]
    assert [prompt for prompt in now.prompts if prompt in both] == both
    gone = {prompt.words for prompt in first.prompts if prompt in mine.prompts and prompt.key in taken_out - set(since)}
    assert not gone & set(said)


def _reworded(there: Sequence[Prompt], words: Wording) -> tuple[Prompt, ...]:
    keys = [prompt.key for prompt in there]
    added = [Prompt(key, said) for key, said in words.items() if key not in keys]
    return (*(Prompt(prompt.key, words.get(prompt.key, prompt.words)) for prompt in there), *added)
