"""Earlier versions: listed, compared, brought back without losing the present wording."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from peerjournal.journal.compare import Piece
from peerjournal.journal.entry import Entry
from peerjournal.operations import writing
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.dialogs.versions import CHANGES, THEN, WHOLE, VersionsDialog, only_changes
from peerjournal.ui.jobs import jobs


@pytest.fixture
def entry(journal: OpenJournal, moment: list[datetime]) -> Entry:
    made = writing.write_entry(journal, title="Monday", text="I felt tired.\nThen I slept.\n")
    for text in ("I felt rested.\nThen I slept.\n", "I felt rested.\nThen I slept.\nAnd woke.\n"):
        moment[0] += timedelta(hours=3)
        draft = writing.open_draft(journal, made.id)
        writing.settle(journal, replace(draft, text=text))
    return writing.get_entry(journal, made.id)


@pytest.fixture
def dialog(journal: OpenJournal, entry: Entry, qtbot: QtBot) -> Iterator[VersionsDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    made = VersionsDialog(journal, entry.id, window)
    with qtbot.waitSignal(made.compared):
        made.show()
    yield made
    jobs().wait()


def test_versions_are_listed_newest_first(dialog: VersionsDialog) -> None:
    assert dialog.list.count() == 2
    assert dialog.list.item(0).text().endswith("6 words")


def test_what_changed_is_marked_by_more_than_colour(dialog: VersionsDialog, qtbot: QtBot) -> None:
    assert Piece("added", "And woke.\n") in dialog.pieces
    with qtbot.waitSignal(dialog.compared):
        dialog.list.setCurrentRow(1)
    dialog.view.choose(WHOLE)
    formats = {}
    block = dialog.text.document().begin()
    while block.isValid():
        for span in block.textFormats():
            word = block.text()[span.start : span.start + span.length].strip()
            formats[word] = (span.format.fontUnderline(), span.format.fontStrikeOut())
        block = block.next()
    assert formats["tired"] == (False, True)
    assert formats["rested"] == (True, False)
    dialog.view.choose(THEN)
    assert "I felt tired." in dialog.text.toPlainText()
    assert "rested" not in dialog.text.toPlainText()
    dialog.view.choose(CHANGES)


def test_bringing_back_keeps_the_present_wording(
    dialog: VersionsDialog, journal: OpenJournal, entry: Entry, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.compared):
        dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(dialog.brought_back) as caught:
        dialog.bring.click()
    assert caught.args is not None
    assert caught.args[0].text == "I felt tired.\nThen I slept.\n"
    assert entry.text in [v.text for v in writing.versions(journal, entry.id)]


def test_without_versions_it_says_so(journal: OpenJournal, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    made = VersionsDialog(journal, writing.write_entry(journal, text="only once").id, window)
    with qtbot.waitSignal(made.ready):
        made.show()
    assert "no earlier version" in made.notice.sentence()
    assert not made.bring.isEnabled()
    jobs().wait()


def test_long_unchanged_stretches_are_left_out() -> None:
    long = "\n".join(f"line {n}" for n in range(9)) + "\n"
    shown = only_changes([Piece("added", "new\n"), Piece("same", long), Piece("removed", "old\n")])
    assert shown[1].text == "line 0\nline 1\n⋯\nline 8\n"
