"""The journal is locked or hidden over an open dialog: what is typed in it is there afterwards, whatever happened."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import DiskFull
from peerjournal.journal.prompts import Use
from peerjournal.operations import ledger, lights, prompts, sessions, tellings, wellbeing
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.settings import Settings
from peerjournal.ui import dialogs
from peerjournal.ui.app import Program
from peerjournal.ui.dialogs.audiences import AudiencesDialog
from peerjournal.ui.dialogs.half_typed import TakesWords
from peerjournal.ui.dialogs.label_day import LabelDayDialog
from peerjournal.ui.dialogs.labels import LabelsDialog
from peerjournal.ui.dialogs.new_telling import NewTellingDialog
from peerjournal.ui.dialogs.print_summary import PrintSummaryDialog
from peerjournal.ui.dialogs.record_sharing import SESSION, RecordSharingDialog
from peerjournal.ui.dialogs.templates import TemplatesDialog
from peerjournal.ui.pages.cover import CoverPage
from peerjournal.ui.pages.unlock import UnlockPage
from peerjournal.ui.rooms import Rooms
from peerjournal.ui.widgets.name_list import NameList

WORDS = "Half typed"
WITHOUT_WORDS = {
    "SupportDialog",  # lies outside the journal and keeps for itself
    "KeyDialog", "ChangePassphraseDialog", "AddPassphraseDialog", "NewRecoveryCodeDialog",  # secrets are forgotten
    "ProtectionDialog", "RehearsalWindow", "TodayCardsDialog", "VersionsDialog",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A dialog, how words are typed in it, and which words are there afterwards."""

    open: Callable[[OpenJournal, QWidget], Any]
    type: Callable[[Any], object]
    read: Callable[[OpenJournal, QWidget], list[str]]


def type_in(field: QWidget) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, WORDS)


def rename_in(names: NameList) -> None:
    names.list.setFocus()
    names.list.setCurrentRow(0)
    QTest.keyClick(names.list, Qt.Key.Key_Return)
    field = names.list.editor()
    assert field is not None
    type_in(field)


def type_question(dialog: TemplatesDialog) -> None:
    type_in(dialog.sheet.questions.field)


def labels_with_one(journal: OpenJournal, window: QWidget) -> LabelsDialog:
    sessions.set_labels(journal, ["Ward"])
    return LabelsDialog(journal, "", window)


def templates_dialog(journal: OpenJournal, window: QWidget) -> TemplatesDialog:
    return TemplatesDialog(journal, Use.ENTRY, window)


def template_names(journal: OpenJournal, _window: QWidget) -> list[str]:
    return [template.name for template in prompts.templates(journal, Use.ENTRY)]


def audience_names(journal: OpenJournal, _window: QWidget) -> list[str]:
    return [audience.name for audience in lights.all_audiences(journal)]


def labelled_day(journal: OpenJournal, window: QWidget) -> LabelDayDialog:
    wellbeing.annotate(journal, "new job", journal.clock.today())
    dialog = LabelDayDialog(journal, None, window)
    dialog.list.opened.emit(wellbeing.all_annotations(journal)[0].id)
    return dialog


def backwards(dialog: LabelDayDialog) -> None:
    type_in(dialog.label)
    dialog.spans.setChecked(True)
    dialog.last.setDate(dialog.first.date().addDays(-3))


CASES: dict[str, Case] = {
    "a new audience": Case(AudiencesDialog, lambda dialog: type_in(dialog.new), audience_names),
    "an audience called otherwise": Case(AudiencesDialog, lambda dialog: type_in(dialog.name), audience_names),
    "a label on a day": Case(
        lambda journal, window: LabelDayDialog(journal, None, window),
        lambda dialog: type_in(dialog.label),
        lambda journal, _window: [one.label for one in wellbeing.all_annotations(journal)],
    ),
    "a label on a day, changed": Case(
        labelled_day,
        lambda dialog: type_in(dialog.label),
        lambda journal, _window: [one.label for one in wellbeing.all_annotations(journal)],
    ),
    "a label that would end before it begins": Case(
        lambda journal, window: LabelDayDialog(journal, None, window),
        backwards,
        lambda journal, window: [LabelDayDialog(journal, None, window).label.text()],
    ),
    "a label of sessions": Case(
        lambda journal, window: LabelsDialog(journal, "", window),
        lambda dialog: type_in(dialog.names.field),
        lambda journal, _window: list(sessions.labels(journal)),
    ),
    "a label of sessions called otherwise": Case(
        labels_with_one,
        lambda dialog: rename_in(dialog.names),
        lambda journal, _window: list(sessions.labels(journal)),
    ),
    "a template": Case(templates_dialog, lambda dialog: type_in(dialog.templates.field), template_names),
    "a template called otherwise": Case(templates_dialog, lambda dialog: rename_in(dialog.templates), template_names),
    "a question of a template": Case(
        templates_dialog,
        type_question,
        lambda journal, _window: [
            prompt.words for template in prompts.templates(journal, Use.ENTRY) for prompt in template.prompts
        ],
    ),
    "a new telling": Case(
        lambda journal, window: NewTellingDialog(journal, "", window),
        lambda dialog: type_in(dialog.title),
        lambda journal, window: [NewTellingDialog(journal, "", window).title.text()],
    ),
    "what was told": Case(
        lambda journal, window: RecordSharingDialog(journal, "", window),
        lambda dialog: type_in(dialog.place),
        lambda journal, window: [RecordSharingDialog(journal, "", window).place.text()],
    ),
    "the title of a summary": Case(
        PrintSummaryDialog,
        lambda dialog: type_in(dialog.heading),
        lambda journal, window: [PrintSummaryDialog(journal, window).heading.text()],
    ),
}
every_dialog = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


class Left:
    """Stands in for replacing the process; remembers how often the journal was left."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _journal: Path | None, _hidden: bool) -> None:
        self.times += 1


@pytest.fixture
def left() -> Left:
    return Left()


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, journal_path: Path, passphrase: str, left: Left
) -> Iterator[Program]:
    """The program with the journal open and its rooms on show."""
    made = Program(qapp, Settings(tmp_path / "settings.json"), left)
    qtbot.addWidget(made.window)
    made.begin(journal_path)
    page = made.window.page()
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.passphrase.line, passphrase)
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(made.window.page(), Rooms))
    yield made
    if made.journal is not None:
        made.journal.close()
    if made.instance is not None:
        made.instance.close()
    made.deleteLater()


@pytest.fixture
def unlocked(program: Program, journal_path: Path, passphrase: str) -> Iterator[Callable[[], OpenJournal]]:
    """Gives the journal as it is unlocked after it was left."""
    opened: list[OpenJournal] = []

    def open_() -> OpenJournal:
        assert not program.window.isVisible()
        opened.append(unlock(journal_path, passphrase))
        return opened[-1]

    yield open_
    for dialog in program.window.findChildren(QDialog):
        dialog.close()
    for journal in opened:
        journal.close()


def there(program: Program) -> OpenJournal:
    assert program.journal is not None
    return program.journal


def opened(program: Program, case: Case) -> Any:
    """The dialog with words half typed in it."""
    dialog = case.open(there(program), program.window)
    dialog.open()
    case.type(dialog)
    return dialog


def full(*_given: object) -> Any:
    raise DiskFull("The disk is full; nothing was changed.")


@every_dialog
@pytest.mark.parametrize("leave", ["lock", "hide"])
def test_what_is_half_typed_in_a_dialog_is_there_after_leaving(
    case: Case, leave: str, program: Program, left: Left, unlocked: Callable[[], OpenJournal]
) -> None:
    dialog = opened(program, case)
    getattr(program, leave)()
    assert left.times == 1
    assert not dialog.isVisible()
    found = case.read(unlocked(), program.window)
    assert found.count(WORDS) == 1


@every_dialog
def test_where_it_cannot_be_kept_the_dialog_waits_behind_the_cover(
    case: Case, program: Program, left: Left, unlocked: Callable[[], OpenJournal], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(program, case)
    with monkeypatch.context() as patch:
        patch.setattr(OpenJournal, "changing", full)
        program.lock()
        cover = program.window.page()
        assert isinstance(cover, CoverPage)
        assert left.times == 0
        assert not dialog.isVisible()
        cover.lifted.emit()
        assert dialog.isVisible()
        program.hide()
        assert left.times == 0
    program._try_again()
    assert left.times == 1
    assert case.read(unlocked(), program.window).count(WORDS) == 1


def test_every_dialog_in_which_words_are_typed_keeps_them() -> None:
    found = {
        name: kind
        for module in pkgutil.iter_modules(dialogs.__path__, f"{dialogs.__name__}.")
        for name, kind in vars(importlib.import_module(module.name)).items()
        if isinstance(kind, type) and issubclass(kind, QDialog) and kind.__module__ == module.name
    }
    with_words = {name for name, kind in found.items() if issubclass(kind, TakesWords)}
    assert set(found) == with_words | WITHOUT_WORDS
    assert with_words == {
        "AudiencesDialog", "LabelDayDialog", "LabelsDialog", "NewTellingDialog", "PrintSummaryDialog",
        "RecordSharingDialog", "TemplatesDialog",
    }  # fmt: skip


def test_what_was_told_stands_in_the_dialog_again_as_it_was_filled_in(
    program: Program, unlocked: Callable[[], OpenJournal]
) -> None:
    from peerjournal.operations import story

    part = story.write_part(there(program), title="The river", text="It was cold.")
    audience = lights.all_audiences(there(program))[2]
    dialog = RecordSharingDialog(there(program), "", program.window)
    dialog.open()
    dialog.what.choose(SESSION)
    dialog.audience.setCurrentIndex(2)
    dialog.parts.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.day.setDate(dialog.day.date().addDays(-2))
    day = dialog.day.date()
    program.lock()
    journal = unlocked()
    again = RecordSharingDialog(journal, "", program.window)
    assert "stands here again" in again.notice.sentence()
    assert (again.what.index(), again.audience.currentData()) == (SESSION, audience.id)
    assert again.chosen_parts() == [part.id]
    assert again.day.date() == day
    again.keep.click()
    (line,) = ledger.all_lines(journal)
    assert QDate(line.disclosure.at.year, line.disclosure.at.month, line.disclosure.at.day) == day
    assert RecordSharingDialog(journal, "", program.window).notice.sentence() == ""


def test_what_was_told_of_one_telling_is_offered_with_that_telling_alone(
    program: Program, unlocked: Callable[[], OpenJournal]
) -> None:
    (audience, *_others) = lights.all_audiences(there(program))
    evening, morning = (tellings.new_telling(there(program), audience.id, title=name) for name in ("E", "M"))
    dialog = RecordSharingDialog(there(program), evening.id, program.window)
    dialog.open()
    type_in(dialog.place)
    program.lock()
    journal = unlocked()
    other = RecordSharingDialog(journal, morning.id, program.window)
    assert other.place.text() == ""
    other.reject()
    assert RecordSharingDialog(journal, evening.id, program.window).place.text() == WORDS


@pytest.mark.parametrize("end", ["make", "cancel"])
def test_a_title_that_was_put_aside_is_not_offered_again_once_it_is_done_with(
    end: str, program: Program, qtbot: QtBot, unlocked: Callable[[], OpenJournal]
) -> None:
    dialog = NewTellingDialog(there(program), "", program.window)
    dialog.open()
    dialog.choose(lights.all_audiences(there(program))[1].id)
    type_in(dialog.title)
    # Should the program end here, the title is safe as well.
    qtbot.waitUntil(lambda: NewTellingDialog(there(program), "", program.window).title.text() == WORDS)
    program.lock()
    journal = unlocked()
    again = NewTellingDialog(journal, "", program.window)
    assert again.audiences.current_id() == lights.all_audiences(journal)[1].id
    getattr(again, end).click()
    assert [telling.title for telling in tellings.all_tellings(journal)] == ([WORDS] if end == "make" else [])
    assert NewTellingDialog(journal, "", program.window).title.text() == ""


def test_a_dialog_that_was_closed_keeps_nothing_of_what_was_not_wanted(program: Program, left: Left) -> None:
    dialog = LabelDayDialog(there(program), None, program.window)
    dialog.open()
    type_in(dialog.label)
    dialog.close_.click()
    assert program.rooms is not None
    assert program.rooms.keep()
    assert wellbeing.all_annotations(there(program)) == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.lock()
    assert left.times == 1
