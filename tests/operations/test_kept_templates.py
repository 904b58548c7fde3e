"""Templates of open questions: the first ones can be reworded and put back, own ones made and deleted."""

from dataclasses import replace

import pytest

from peerjournal.errors import BadInput, NotFound
from peerjournal.journal.prompts import FIRST, TOUCHES, WHAT, Prompt, Use, first_templates
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
