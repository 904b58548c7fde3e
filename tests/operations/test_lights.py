"""Audiences and lights: keep is the default, in every order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import BadInput, NotFound
from peerjournal.operations import lights, plan, plan_sheet, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Known, Light, light_of
from peerjournal.sharing.preparation import WayOut


def test_a_new_journal_has_the_six_audiences(journal: OpenJournal) -> None:
    six = lights.all_audiences(journal)
    assert [a.id for a in six] == [
        "one-to-one",
        "closed-group",
        "co-reflection",
        "training",
        "public-talk",
        "online",
    ]
    assert (six[-1].recorded, six[-1].withdrawable) == (Known.YES, Known.NO)


@given(st.lists(st.sampled_from(["part", "audience", "share", "ask", "again", "trash", "archive"]), max_size=14))
def test_in_every_order_of_making_them_a_new_part_and_a_new_audience_are_keep(
    journal: OpenJournal, steps: list[str]
) -> None:
    for n, step in enumerate(steps):
        parts, audiences = story.all_parts(journal), lights.all_audiences(journal)
        before = dict(lights.all_lights(journal))
        if step == "part":
            made = story.write_part(journal, text="x")
            assert all(light_of(lights.all_lights(journal), made.id, a.id) is Light.KEEP for a in audiences)
        elif step == "audience":
            new = lights.add_audience(journal, f"Circle {n} {len(lights.all_audiences(journal, archived=True))}")
            assert all(light_of(lights.all_lights(journal), p.id, new.id) is Light.KEEP for p in parts)
        elif parts and step in {"share", "ask"}:
            lights.set_light(journal, parts[0].id, audiences[-1].id, Light(step))
            changed = {k for k, v in lights.all_lights(journal).items() if before.get(k) != v}
            assert changed <= {(parts[0].id, audiences[-1].id)}
        elif parts and step == "again":
            cell = (parts[-1].id, audiences[0].id)
            was = light_of(before, *cell)
            lights.look_again(journal, [cell], date(2026, 12, 1))
            assert light_of(lights.all_lights(journal), *cell) is was
        elif parts and step == "trash":
            story.restore(journal, story.move_to_trash(journal, parts[0].id).id)
            assert dict(lights.all_lights(journal)) == before
        elif step == "archive" and len(audiences) > 1:
            lights.remove_audience(journal, audiences[-1].id)


def test_several_cells_are_set_at_once_or_not_at_all(journal: OpenJournal) -> None:
    parts = [story.write_part(journal, text=t) for t in "abc"]
    cells = [(p.id, "training") for p in parts]
    lights.set_lights(journal, cells, Light.SHARE)
    assert all(light_of(lights.all_lights(journal), *c) is Light.SHARE for c in cells)
    with pytest.raises(NotFound):
        lights.set_lights(journal, [*cells, ("nobody", "training")], Light.ASK)
    assert all(light_of(lights.all_lights(journal), *c) is Light.SHARE for c in cells)


def test_a_light_may_be_looked_at_again_on_a_day(journal: OpenJournal, moment: list[datetime]) -> None:
    part = story.write_part(journal, text="x")
    lights.set_light(journal, part.id, "training", Light.SHARE)
    lights.look_again(journal, [(part.id, "training"), (part.id, "online")], date(2026, 11, 24))
    assert lights.lights_to_look_at(journal) == []
    moment[0] = datetime(2026, 11, 22, 20, 15, tzinfo=UTC) + timedelta(days=2)
    assert {s.audience_id for s in lights.lights_to_look_at(journal)} == {"training", "online"}
    lights.look_again(journal, [(part.id, "online")], None)
    assert {s.audience_id for s in lights.lights_to_look_at(journal)} == {"training"}


def test_an_audience_in_use_is_archived_and_an_unused_one_goes(journal: OpenJournal) -> None:
    telling = tellings.new_telling(journal, "training")
    assert lights.remove_audience(journal, "online") is None
    archived = lights.remove_audience(journal, "training")
    assert archived is not None
    assert "training" not in {a.id for a in lights.all_audiences(journal)}
    assert tellings.get(journal, telling.id).audience.name == "Training"
    lights.restore_audience(journal, "training")
    assert "training" in {a.id for a in lights.all_audiences(journal)}


def test_an_audience_with_lights_is_archived_and_its_lights_come_back(journal: OpenJournal) -> None:
    part = story.write_part(journal, text="x")
    lights.set_light(journal, part.id, "online", Light.SHARE)
    assert lights.remove_audience(journal, "online") is not None
    lights.restore_audience(journal, "online")
    assert light_of(lights.all_lights(journal), part.id, "online") is Light.SHARE
    lights.remove_audience(journal, "online")
    with pytest.raises(BadInput):
        tellings.new_telling(journal, "online")


def test_an_audience_needs_a_name_of_its_own(journal: OpenJournal) -> None:
    for name in ("  ", "TRAINING"):
        with pytest.raises(BadInput):
            lights.add_audience(journal, name)


def test_audiences_are_found_by_id_name_or_an_unmistakable_beginning(journal: OpenJournal) -> None:
    assert lights.find_audience(journal, "public talk").id == "public-talk"
    assert lights.find_audience(journal, "Wri").id == "online"
    with pytest.raises(NotFound, match="Training"):
        lights.find_audience(journal, "o")


def test_at_a_glance_no_kept_title_no_mark_and_no_disguised_name_stands(journal: OpenJournal) -> None:
    from peerjournal.journal.story import Arrangement
    from peerjournal.operations import people

    people.add_person(journal, "Judith", arrangement=Arrangement.DISGUISE, disguise="a relative")
    titles = {"Open with Judith {keep}hidden{/keep}": Light.SHARE, "On request": Light.ASK, "Nobody's": Light.KEEP}
    for title, light in titles.items():
        part = story.write_part(journal, title=title, text="x")
        lights.set_light(journal, part.id, "one-to-one", light)
    lights.set_way_out(journal, WayOut.DECLINE, "Not today, thank you.")
    lights.set_off_limits(journal, ["My family", "  "])
    seen = lights.glance(journal, "one-to-one")
    assert seen.share == ("Open with a relative",)
    assert seen.ask == ("On request",)
    assert seen.off_limits == ("My family",)
    assert seen.decline[-1] == "Not today, thank you."
    assert len(seen.decline) == 4


def test_what_is_private_over_several_lines_is_private_in_each(journal: OpenJournal) -> None:
    lights.set_off_limits(journal, ["My family", "{keep}The ward", "Room seven", "the doctor{/keep}"])
    assert lights.glance(journal, "training").off_limits == ("My family",)
    part = story.write_part(journal, title="T", text="x")
    draft = replace(story.open_draft(journal, part.id), strategies=("{keep}The ward", "Room seven{/keep}", "Tea"))
    assert story.settle(journal, draft) is not None
    for found in plan.from_story(journal):
        plan.add_strategy(journal, found.what)
    sheet = plan_sheet.make_ready(journal, plan_sheet.choose(journal, {s.id for s in plan.strategies(journal)})).sheet
    assert [s.name for s in sheet.strategies] == ["Tea"]
