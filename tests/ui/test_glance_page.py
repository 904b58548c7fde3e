"""At a glance: what may be told, what only if asked, how to decline, and never a kept part."""

from collections.abc import Callable
from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.story import Part
from peerjournal.operations import lights, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.sharing.audience import Light
from peerjournal.sharing.handout import Glance
from peerjournal.sharing.preparation import WayOut, ways_out
from peerjournal.ui.pages.glance import GlancePage
from peerjournal.ui.theme import apply_theme

OnShow = Callable[[GlancePage], GlancePage]

TITLES = ("Zaunkoenig", "Quittenbaum", "Wolkenbruch", "Hinterhof")


def add_part(journal: OpenJournal, title: str) -> Part:
    draft = story.new_draft(journal)
    draft.title, draft.text = title, f"{title}text that is nobody's business"
    part = story.settle(journal, draft)
    assert part is not None
    return part


@pytest.fixture
def parts(journal: OpenJournal) -> list[Part]:
    return [add_part(journal, title) for title in TITLES]


@pytest.fixture
def page(journal: OpenJournal, on_show: OnShow) -> GlancePage:
    return on_show(GlancePage(journal))


def told(page: GlancePage) -> tuple[list[str], list[str]]:
    return [label.text() for label in page.told.labels], [label.text() for label in page.asked.labels]


def everything_said(page: GlancePage) -> str:
    """Every word of the page, to the eye or to a screen reader."""
    said = [page.audience.itemText(n) for n in range(page.audience.count())]
    for child in page.findChildren(QWidget):
        said += [child.accessibleName(), child.accessibleDescription(), child.toolTip()]
        if isinstance(child, QLabel):
            said.append(child.text())
        if isinstance(child, QPlainTextEdit):
            said += [child.toPlainText(), child.placeholderText()]
    return "\n".join(said)


def test_titles_stand_where_their_light_puts_them(page: GlancePage, journal: OpenJournal, parts: list[Part]) -> None:
    first, second = lights.all_audiences(journal)[:2]
    lights.set_light(journal, parts[0].id, second.id, Light.SHARE)
    lights.set_light(journal, parts[2].id, second.id, Light.ASK)
    page.choose_audience(second.id)
    assert told(page) == (["Zaunkoenig"], ["Wolkenbruch"])
    page.choose_audience(first.id)
    assert told(page) == (
        ["Nothing is on “share” for this audience."], ["Nothing is on “if asked” for this audience."],
    )  # fmt: skip


def test_a_title_never_stands_in_a_window_of_its_own(
    page: GlancePage, journal: OpenJournal, parts: list[Part], qapp: QApplication
) -> None:
    first, second = lights.all_audiences(journal)[:2]
    lights.set_light(journal, parts[0].id, second.id, Light.SHARE)
    for audience in (second, first, second):  # at once, as a wheel or a held key goes through them
        page.choose_audience(audience.id)
    qapp.processEvents()
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == [page]


_TABLE = st.lists(st.lists(st.sampled_from(Light), min_size=4, max_size=4), min_size=1, max_size=4)


@given(tables=_TABLE)
@settings(max_examples=40)
def test_a_kept_part_never_appears_however_lights_come_and_go(
    tables: list[list[Light]], page: GlancePage, journal: OpenJournal, parts: list[Part]
) -> None:
    audience, other = lights.all_audiences(journal)[:2]
    lights.set_lights(journal, [(p.id, other.id) for p in parts], Light.SHARE)
    for table in tables:
        for part, light in zip(parts, table, strict=True):
            lights.set_light(journal, part.id, audience.id, light)
        page.choose_audience(audience.id)
        left: list[Glance] = []
        for wanted, button in ((page.print_wanted, page.print_), (page.save_wanted, page.save)):
            wanted.connect(lambda glance, _pocket, left=left: left.append(glance))
            button.click()
            wanted.disconnect()
        said = everything_said(page) + repr([astuple(glance) for glance in left])
        assert len(left) == 2
        for part, light in zip(parts, table, strict=True):
            assert (part.title in said) == (light is not Light.KEEP)
        assert "business" not in said


def test_private_marks_in_titles_and_parts_in_the_trash_never_appear(page: GlancePage, journal: OpenJournal) -> None:
    marked, gone = add_part(journal, "A winter {keep}with Maren{/keep}"), add_part(journal, "Hinterhof")
    audience = lights.all_audiences(journal)[0]
    lights.set_lights(journal, [(p.id, audience.id) for p in (marked, gone)], Light.SHARE)
    story.move_to_trash(journal, gone.id)
    page.refresh()
    assert told(page)[0] == ["A winter"]
    assert "Maren" not in everything_said(page)
    assert "Hinterhof" not in everything_said(page)


def test_what_leaves_is_read_at_that_moment(
    page: GlancePage, journal: OpenJournal, parts: list[Part], qtbot: QtBot
) -> None:
    audience = lights.all_audiences(journal)[0]
    lights.set_light(journal, parts[0].id, audience.id, Light.SHARE)
    page.refresh()
    lights.set_light(journal, parts[0].id, audience.id, Light.KEEP)
    page.size_.choose(1)
    with qtbot.waitSignal(page.print_wanted) as caught:
        page.print_.click()
    assert caught.args is not None
    glance, pocket = caught.args
    assert (glance.share, pocket) == ((), True)
    assert "Zaunkoenig" not in everything_said(page)


def test_own_words_to_decline_are_kept_and_empty_ones_bring_the_first_back(
    page: GlancePage, journal: OpenJournal
) -> None:
    field = page.ways[WayOut.DECLINE]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Not tonight, thank you.")
    assert page.settle()
    assert lights.own_ways_out(journal)[3].words == "Not tonight, thank you."
    field.setPlainText("")
    assert page.settle()
    page.refresh()
    assert field.text() == ways_out()[3].words
    assert field.placeholderText() == ways_out()[3].words


def test_topics_off_limits_are_one_a_line_and_leave_with_the_page(
    page: GlancePage, journal: OpenJournal, qtbot: QtBot
) -> None:
    page.off_limits.setPlainText("My children\n\n  The night itself ")
    with qtbot.waitSignal(page.print_wanted) as caught:
        page.print_.click()
    assert lights.own_off_limits(journal) == ("My children", "The night itself")
    assert caught.args is not None
    glance, pocket = caught.args
    assert glance.off_limits == ("My children", "The night itself")
    assert len(glance.decline) == 4
    assert not pocket


def test_leaving_the_page_keeps_what_was_typed(page: GlancePage, journal: OpenJournal) -> None:
    page.off_limits.setPlainText("Money")
    page.hide()
    assert lights.own_off_limits(journal) == ("Money",)


def test_words_that_cannot_be_kept_are_said_stay_and_nothing_leaves(
    page: GlancePage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull("There is no room left; nothing was changed.")

    with monkeypatch.context() as patch:
        patch.setattr(lights, "set_off_limits", full)
        page.off_limits.setPlainText("Money")
        with qtbot.assertNotEmitted(page.save_wanted), qtbot.assertNotEmitted(page.print_wanted):
            page.save.click()
            page.print_.click()
        assert page.notice.kind() == "problem"
        assert page.off_limits.text() == "Money"
        assert not page.settle()
    assert page.settle()


def test_an_archived_audience_is_no_longer_offered_and_without_any_nothing_can_leave(
    page: GlancePage, journal: OpenJournal
) -> None:
    for audience in lights.all_audiences(journal):
        lights.remove_audience(journal, audience.id)
    page.refresh()
    assert page.audience.count() == 0
    assert "no audience yet" in page.about.text()
    assert not page.save.isEnabled()


@pytest.mark.parametrize(("look", "percent"), [("light", 100), ("dark", 200), ("high-contrast", 100)])
def test_it_is_painted_in_every_look(
    page: GlancePage, journal: OpenJournal, parts: list[Part], qapp: QApplication, look: str, percent: int
) -> None:
    audience = lights.all_audiences(journal)[0]
    lights.set_lights(journal, [(p.id, audience.id) for p in parts], Light.SHARE)
    apply_theme(qapp, look, percent)
    page.refresh()
    page.resize(400, 700)
    assert not page.grab().isNull()
