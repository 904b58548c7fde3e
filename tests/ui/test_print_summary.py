"""The dialog that puts a summary on paper: what is chosen is on the pages, and only those pages leave."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerjournal.operations import checkins, wellbeing
from peerjournal.operations.journals import OpenJournal
from peerjournal.ui.dialogs.print_summary import CHOSEN_AT_FIRST, PrintSummaryDialog

NOTE = "the pond in the rain"
Changed = Callable[[Callable[[], object]], None]


@pytest.fixture
def kept(journal: OpenJournal) -> OpenJournal:
    """A journal with three weeks of check-ins."""
    for n in range(21):
        draft = checkins.new_check_in(journal, journal.clock.now() - timedelta(days=n))
        checkins.record(journal, replace(draft, pleasantness=1 + n % 7, note=NOTE if n == 2 else ""))
    return journal


@pytest.fixture
def dialog(qtbot: QtBot, kept: OpenJournal) -> PrintSummaryDialog:
    """Open, with its first pages on show."""
    made = PrintSummaryDialog(kept)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.settled):
        made.show()
    return made


@pytest.fixture
def after(qtbot: QtBot, dialog: PrintSummaryDialog) -> Changed:
    """Does something and waits until the pages follow."""

    def act(what: Callable[[], object]) -> None:
        with qtbot.waitSignal(dialog.settled):
            what()

    return act


def test_three_charts_are_chosen_at_first_and_no_notes(dialog: PrintSummaryDialog) -> None:
    assert tuple(dialog.chosen()) == CHOSEN_AT_FIRST
    assert not dialog.notes.isChecked()
    said = dialog.preview.text()
    for name in CHOSEN_AT_FIRST:
        assert dialog.elements[name].text() in said
    assert dialog.elements["rhythm"].text() not in said
    assert NOTE not in said


def test_what_is_chosen_is_on_the_pages_and_what_is_not_leaves_them(dialog: PrintSummaryDialog, after: Changed) -> None:
    after(lambda: dialog.elements["rhythm"].setChecked(True))
    assert dialog.elements["rhythm"].text() in dialog.preview.text()
    after(lambda: dialog.elements["ratings"].setChecked(False))
    assert dialog.elements["ratings"].text() not in dialog.preview.text()
    after(lambda: dialog.notes.setChecked(True))
    assert NOTE in dialog.preview.text()
    after(lambda: dialog.notes.setChecked(False))
    assert NOTE not in dialog.preview.text()


def test_labels_on_days_leave_only_if_they_are_asked_for(qtbot: QtBot, kept: OpenJournal) -> None:
    wellbeing.annotate(kept, "Moving house", kept.clock.today() - timedelta(days=3))
    made = PrintSummaryDialog(kept)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.settled):
        made.show()
    assert not made.labels.isChecked()
    assert "Moving house" not in made.preview.text()
    with qtbot.waitSignal(made.settled):
        made.labels.setChecked(True)
    assert "Moving house" in made.preview.text()


def test_nothing_chosen_cannot_leave_and_says_so(dialog: PrintSummaryDialog, after: Changed) -> None:
    for name in CHOSEN_AT_FIRST:
        after(lambda n=name: dialog.elements[n].setChecked(False))  # type: ignore[misc]
    assert not dialog.save.isEnabled()
    assert not dialog.print_.isEnabled()
    assert dialog.preview.text() == ""
    assert "choose at least one" in dialog.notice.sentence()
    after(lambda: dialog.elements["year"].setChecked(True))
    assert dialog.save.isEnabled()


def test_the_file_holds_the_words_of_the_preview(dialog: PrintSummaryDialog, after: Changed, tmp_path: Path) -> None:
    after(lambda: dialog.save_to(tmp_path / "mine"))
    reader = PdfReader(tmp_path / "mine.pdf")
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for line in dialog.preview.text().splitlines():
        assert " ".join(line.split()) in said
    assert "mine.pdf" in dialog.notice.sentence()


def test_everything_has_a_name_and_can_be_reached_by_keyboard(dialog: PrintSummaryDialog) -> None:
    for control in (dialog.heading, dialog.notes, dialog.save, dialog.print_, dialog.close_, *dialog.elements.values()):
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control
    assert dialog.heading.accessibleName()
    assert dialog.preview.accessibleDescription()
