"""What a session's form says after it was left once: the ledger follows, and the form still leads there."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from peerjournal.journal.reflection import Setting
from peerjournal.operations import ledger, story
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.pages.reflection_sections import About, Shared
from peerjournal.ui.pages.reflection_sheet import ReflectionSheet


def test_group_and_label_said_after_looking_elsewhere_stand_in_the_ledger(
    journal: OpenJournal, on_show: Callable[[ReflectionSheet], ReflectionSheet], qtbot: QtBot
) -> None:
    part = story.write_part(journal, title="The dog", text="x")
    sheet = on_show(ReflectionSheet(journal))
    sheet.new()
    sheet.folds["shared"].unfold()
    shared = sheet.sections["shared"]
    assert isinstance(shared, Shared)
    shared.boxes[part.id].click()
    sheet.hide()  # as when one looks at another room
    (line,) = ledger.all_lines(journal)
    assert line.disclosure.audience_name == "One to one"

    sheet.show()
    sheet.folds["about"].unfold()
    about = sheet.sections["about"]
    assert isinstance(about, About)
    about.setting.choose(1)
    assert sheet.draft().setting is Setting.GROUP
    about.label.setEditText("Tuesday group")
    assert shared.audience.currentText() == "Closed group"
    assert sheet.settle()
    (line,) = ledger.all_lines(journal)
    assert (line.disclosure.audience_name, line.disclosure.place) == ("Closed group", "Tuesday group")
    assert line.notes == ()
    (row,) = (shared.written.itemAt(n).widget() for n in range(shared.written.count()))  # type: ignore[union-attr]
    (see,) = row.findChildren(QAbstractButton)  # type: ignore[union-attr]
    with qtbot.waitSignal(sheet.line_wanted) as wanted:
        see.click()
    assert wanted.args == [line.disclosure.id]
