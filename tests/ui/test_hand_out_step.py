"""Handing out from the workshop, on a real journal: what is shown is what leaves, and nothing kept leaves with it."""

import io
import resource
import signal
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from peerjournal.errors import BadInput
from peerjournal.journal.story import Arrangement, Part
from peerjournal.operations import handout, ledger, lights, lookover, people, story, tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.paper import press
from peerjournal.paths import settings_file
from peerjournal.settings import Settings
from peerjournal.sharing.audience import Light
from peerjournal.sharing.handout import Card, Cards, Glance, Section, Sheet
from peerjournal.sharing.telling import Telling
from peerjournal.ui.dialogs.leaving import new_printer, places_on, print_pages, with_ending
from peerjournal.ui.dialogs.record_sharing import RecordSharingDialog
from peerjournal.ui.pages.glance import GlancePage
from peerjournal.ui.pages.glance_out import GlanceOut
from peerjournal.ui.pages.telling.hand_out import CARDS, HandOutStep, pages_of
from peerjournal.ui.widgets.editor.clipboard import OURS, clipboard_guard
from peerjournal.ui.widgets.paper_preview import PaperPreview

Show = Callable[[QWidget], QWidget]
CANARY = "zqcanaryxv"
FORMS = ["pdf", "docx", "html", "md", "txt"]


def part_with(journal: OpenJournal, text: str, light: Light, title: str = "") -> Part:
    part = story.write_part(journal, text=text, title=title)
    lights.set_light(journal, part.id, "training", light)
    return part


@pytest.fixture
def part(journal: OpenJournal) -> Part:
    """A part with a private mark that may be told in training."""
    return part_with(journal, f"The dog {{keep}}of {CANARY}{{/keep}} waited.", Light.SHARE, "The dog")


@pytest.fixture
def telling(journal: OpenJournal, part: Part) -> Telling:
    """A telling with a kept part beside it in the story."""
    part_with(journal, f"{CANARY} is kept.", Light.KEEP, CANARY)
    return tellings.new_telling(journal, "training", title="Short", part_ids=[part.id], minutes=2)


def step_of(journal: OpenJournal, telling_id: str, qtbot: QtBot, on_show: Show) -> HandOutStep:
    step = HandOutStep(journal)
    on_show(step)
    with qtbot.waitSignal(step.settled):
        step.show_now(tellings.get(journal, telling_id))
    return step


def saved(step: HandOutStep, path: Path, qtbot: QtBot) -> bytes:
    with qtbot.waitSignal(step.settled):
        step.save_to(path)
    return path.read_bytes() if path.exists() else b""


def lines(journal: OpenJournal) -> list[str]:
    return [line.disclosure.form for line in ledger.all_lines(journal)]


def words_in(content: bytes, form: str) -> str:
    """What an independent reader finds in a file, and all its raw bytes and members."""
    found = content.decode("latin-1") + content.decode("utf-8", "replace")
    if form == "pdf":
        reader = PdfReader(io.BytesIO(content))
        found += "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    if form == "docx":
        found += "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found += "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return f"{' '.join(found.split())} {''.join(found.split())}"


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: it stands in for a full disk."""
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


# ------------------------------------------------------------------------------------------------- what is shown


def test_the_preview_shows_exactly_the_words_that_leave(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    assert step.preview.text().split() == ["Short", "The", "dog", "waited."]
    assert step.preview.accessibleDescription() == step.preview.text()
    assert "1 page" in step.about.text()
    step.which.choose(CARDS)
    assert "The dog waited." in step.preview.text()
    assert step.form.isHidden()
    assert step.copy.isHidden()
    assert CANARY not in step.preview.text()


def test_only_pages_in_sight_are_painted(qtbot: QtBot) -> None:
    press.prepare()
    from peerjournal.paper import pdf

    preview = PaperPreview("Pages")
    qtbot.addWidget(preview)
    preview.resize(600, 500)
    pages = pdf.layout(Sheet("", "en", tuple(Section("Some words to be said here. " * 400) for _n in range(20))))
    assert pages.count > 20
    preview.show_pages(pages)
    preview.show()
    qtbot.waitUntil(lambda: preview.painted() > 0)
    assert preview.painted() <= 3
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.verticalScrollBar().value() > 0
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum())
    preview.grab()
    assert preview.painted() <= 6


def test_a_telling_of_which_nothing_may_be_told_says_so(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    lights.set_light(journal, part.id, "training", Light.KEEP)
    step = step_of(journal, telling.id, qtbot, on_show)
    assert step.nothing.isVisible()
    assert not any(way.isEnabled() for way in (step.save, step.print_, step.copy))
    assert step.preview.text() == ""


def test_what_changed_and_what_is_left_out_is_said_and_does_not_block(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    other = part_with(journal, "Another one.", Light.SHARE)
    tellings.choose_parts(journal, telling.id, [part.id, other.id])
    lights.set_light(journal, other.id, "training", Light.KEEP)
    step = step_of(journal, telling.id, qtbot, on_show)
    assert "asks to be looked at again" in step.hints.sentence()
    assert "1 part is left out" in step.hints.sentence()
    assert step.save.isEnabled()


# ------------------------------------------------------------------------------------------------- the ways out


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_file_holds_the_words_and_nothing_kept(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path, form: str
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    step.form.setCurrentIndex(step.form.findData(form))
    with qtbot.waitSignal(step.handed_out):
        content = saved(step, tmp_path / "Short", qtbot) or (tmp_path / f"Short.{form}").read_bytes()
    found = words_in(content, form)
    assert "waited" in found
    assert CANARY not in found
    assert step.notice.sentence() == f"Saved: {tmp_path / f'Short.{form}'}. The ledger has a line of it."
    assert lines(journal) == [form]


def test_cue_cards_are_a_pdf_with_a_line_of_their_own(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    step.which.choose(CARDS)
    content = saved(step, tmp_path / "cards.pdf", qtbot)
    found = words_in(content, "pdf")
    assert "If a question is too much" in found
    assert CANARY not in found
    assert lines(journal) == ["cards"]


def test_the_name_offered_is_the_title_without_what_a_name_may_not_hold(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    tellings.change(journal, replace(telling, title=f"Me / you {{keep}}{CANARY}{{/keep}}: how?"))
    step = step_of(journal, telling.id, qtbot, on_show)
    step.save.click()
    (dialog,) = step.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Me you how.pdf"
    assert dialog.windowTitle() == "Save"
    dialog.reject()
    assert lines(journal) == []


def test_an_ending_says_the_kind_and_no_other_file_is_written_over(tmp_path: Path) -> None:
    assert with_ending(tmp_path / "a.docx", ["pdf", "docx"]) == tmp_path / "a.docx"
    assert with_ending(tmp_path / "a v1.2", ["pdf", "docx"]) == tmp_path / "a v1.2.pdf"
    (tmp_path / "b.pdf").write_text("mine")
    with pytest.raises(BadInput, match="already"):
        with_ending(tmp_path / "b", ["pdf"])


def test_leaks_block_every_way_out_until_each_is_dismissed(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    people.add_person(journal, "Ottokar")
    tellings.set_wording(journal, telling.id, part.id, "Ottokar waited. {keep}No.{/keep}")
    tellings.change(journal, replace(telling, opening="Ottokar drove me."))
    step = step_of(journal, telling.id, qtbot, on_show)
    for left in (2, 1):
        assert len(lookover.leaks_of(tellings.get(journal, telling.id))) == left
        assert step.leaks.isVisible()
        for which in (0, CARDS):
            step.which.choose(which)
            assert not any(way.isEnabled() for way in (step.save, step.print_, step.copy))
        step.save_to(tmp_path / "x.pdf")
        step.copy_words()
        step.print_on(new_printer())
        assert (list(tmp_path.glob("x*")), lines(journal)) == ([], [])
        lookover.dismiss(journal, telling.id, lookover.leaks_of(tellings.get(journal, telling.id))[0])
        with qtbot.waitSignal(step.settled):
            step.show_now(tellings.get(journal, telling.id))
    assert step.leaks.isHidden()
    assert step.save.isEnabled()
    assert saved(step, tmp_path / "x.pdf", qtbot)


def test_the_leaks_can_be_gone_to(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    people.add_person(journal, "Ottokar")
    tellings.set_wording(journal, telling.id, part.id, "Ottokar waited.")
    step = step_of(journal, telling.id, qtbot, on_show)
    with qtbot.waitSignal(step.look_over_wanted):
        step.see_leaks.click()


def test_something_changed_since_the_preview_refuses_and_shows_what_would_leave_now(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    tellings.set_wording(journal, telling.id, part.id, "A dog was there.")
    assert saved(step, tmp_path / "x.pdf", qtbot) == b""
    assert "changed since you looked at" in step.notice.sentence()
    qtbot.waitUntil(lambda: "A dog was there." in step.preview.text())
    assert (sorted(p.name for p in tmp_path.glob("*x.pdf*")), lines(journal)) == ([], [])
    qtbot.waitUntil(step.save.isEnabled)
    assert saved(step, tmp_path / "x.pdf", qtbot)


def test_a_light_that_went_back_to_keep_meanwhile_lets_nothing_out(
    journal: OpenJournal, telling: Telling, part: Part, qtbot: QtBot, on_show: Show
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    QGuiApplication.clipboard().clear()
    lights.set_light(journal, part.id, "training", Light.KEEP)
    with qtbot.waitSignal(step.settled):
        step.copy_words()
    assert QGuiApplication.clipboard().text() == ""
    assert lines(journal) == []
    assert step.nothing.isVisible()


@pytest.mark.parametrize("place", ["missing/x.pdf", "file/x.pdf"])
def test_a_place_that_cannot_be_written_leaves_nothing_behind(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("a file")
    before = sorted(tmp_path.iterdir())
    step = step_of(journal, telling.id, qtbot, on_show)
    saved_ = tmp_path / place
    with qtbot.waitSignal(step.settled):
        step.save_to(saved_)
    assert "cannot be written to" in step.notice.sentence()
    assert (sorted(tmp_path.iterdir()), lines(journal)) == (before, [])


def test_a_full_disk_leaves_what_was_there_and_no_line(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"older")
    before = sorted(tmp_path.iterdir())
    step = step_of(journal, telling.id, qtbot, on_show)
    with full_disk(1500):
        assert saved(step, tmp_path / "x.pdf", qtbot) == b"older"
    assert "The disk is full" in step.notice.sentence()
    assert (sorted(tmp_path.iterdir()), lines(journal)) == (before, [])


# --------------------------------------------------------------------------------------------------- on paper


def test_printing_puts_the_pages_on_paper_and_a_line_in_the_ledger(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    for which, form in ((0, "print"), (CARDS, "cards")):
        step.which.choose(which)
        printer = new_printer()
        printer.setOutputFileName(str(tmp_path / f"{form}.pdf"))
        with qtbot.waitSignal(step.handed_out):
            step.print_on(printer)
        qtbot.waitUntil(step.print_.isEnabled)
        found = words_in((tmp_path / f"{form}.pdf").read_bytes(), "pdf")
        assert "waited" in found
        assert CANARY not in found
        assert "Short" not in str(PdfReader(tmp_path / f"{form}.pdf").metadata)
    assert sorted(lines(journal)) == ["cards", "print"]


def test_a_printer_that_does_not_take_it_leaves_no_line(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    printer = new_printer()
    printer.setOutputFileName(str(tmp_path / "missing" / "x.pdf"))
    with qtbot.waitSignal(step.settled):
        step.print_on(printer)
    assert "did not take" in step.notice.sentence()
    assert lines(journal) == []


def test_without_a_printer_the_pdf_is_offered(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    step = step_of(journal, telling.id, qtbot, on_show)
    step.print_.click()
    assert "saved as a PDF" in step.notice.sentence()


def test_four_cards_fit_on_a_large_sheet_and_a_small_one_has_them_smaller() -> None:
    card = QSizeF(105, 148)
    assert len(places_on(QSizeF(210, 297), card)[0]) == 4
    assert places_on(QSizeF(105, 148), card)[1] == 1
    places, scale = places_on(QSizeF(210, 279), QSizeF(210, 297))
    assert len(places) == 1
    assert 0.93 < scale < 0.96


def test_what_may_be_told_at_a_glance_can_be_printed_and_saved(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show, tmp_path: Path
) -> None:
    del telling
    page = GlancePage(journal)
    out = GlanceOut(page)
    on_show(page)
    page.choose_audience("training")
    printer = new_printer()
    printer.setOutputFileName(str(tmp_path / "glance.pdf"))
    glance = lights.glance(journal, "training")
    assert isinstance(glance, Glance)
    with qtbot.waitSignal(out.settled):
        out.print_on(printer, glance, pocket=True)
    with qtbot.waitSignal(out.settled):
        out.save_to(tmp_path / "saved", glance, pocket=False)
    for name in ("glance.pdf", "saved.pdf"):
        found = words_in((tmp_path / name).read_bytes(), "pdf")
        assert "The dog" in found
        assert CANARY not in found
    before = sorted(tmp_path.iterdir())
    with qtbot.waitSignal(out.settled):
        out.save_to(tmp_path / "missing" / "x.pdf", glance, pocket=True)
    assert page.notice.kind() == "problem"
    assert (sorted(tmp_path.iterdir()), lines(journal)) == (before, [])


# ---------------------------------------------------------------------------------------------- the clipboard


def test_copied_words_are_plain_marked_as_ours_and_gone_after_the_time(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    Settings(settings_file())["clipboard_seconds"] = 30
    step = step_of(journal, telling.id, qtbot, on_show)
    step.copy.click()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text().split() == ["Short", "The", "dog", "waited."]
    assert clipboard.mimeData().hasFormat(OURS)
    assert not clipboard.mimeData().hasHtml()
    assert step._emptying.interval() == 30_000
    assert "in 30 seconds" in step.notice.sentence()
    assert lines(journal) == ["clipboard"]
    step._emptying.timeout.emit()
    assert clipboard.text() == ""


def test_the_time_clears_nothing_that_is_not_this_copy(
    journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show
) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    step.copy.click()
    QGuiApplication.clipboard().setText("a shopping list")
    step._emptying.timeout.emit()
    assert QGuiApplication.clipboard().text() == "a shopping list"
    QGuiApplication.clipboard().clear()


def test_locking_empties_the_clipboard(journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    step.copy.click()
    assert clipboard_guard().clear_if_ours()
    assert QGuiApplication.clipboard().text() == ""


def test_told_aloud_goes_into_the_ledger(journal: OpenJournal, telling: Telling, qtbot: QtBot, on_show: Show) -> None:
    step = step_of(journal, telling.id, qtbot, on_show)
    step.told.click()
    (dialog,) = step.findChildren(RecordSharingDialog)
    with qtbot.waitSignal(step.handed_out):
        dialog.keep.click()
    assert [line.disclosure.telling_id for line in ledger.all_lines(journal)] == [telling.id]


# ----------------------------------------------------------------------------------------------- the promise


KEPT = st.text(alphabet="abcdefgh *_`#>-\n", max_size=24).map(lambda s: f"{CANARY}{s}{CANARY}")
OPEN = st.text(alphabet="stuvw *_`#>-[]()\n", max_size=30)


# Without shrinking: every example adds to the journal, so a smaller one would take minutes to find.
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(data=st.data())
def test_no_character_of_what_is_kept_leaves_by_any_way(journal: OpenJournal, data: st.DataObject) -> None:
    """Marks anywhere, whole or broken; kept parts beside; changed after the preview or not."""
    press.prepare()
    mark = st.builds(
        lambda kept, end: f"{{keep}}{kept}{end}", KEPT, st.sampled_from(["{/keep}"] * 5 + ["{/keep}{/keep}"])
    )
    text = "".join(data.draw(st.lists(st.one_of(OPEN, mark), max_size=6)))
    if data.draw(st.booleans()):
        text += "{keep}" + data.draw(KEPT)  # never closed: private up to the end
    part = part_with(journal, "told " + text, Light.SHARE, data.draw(st.sampled_from(["", "Title"])))
    part_with(journal, data.draw(KEPT), Light.KEEP, CANARY)
    if not people.all_people(journal):
        people.add_person(journal, CANARY.title() + "son", arrangement=Arrangement.DISGUISE, disguise="a friend")
    telling = tellings.new_telling(journal, "training", title="T", part_ids=[part.id])
    tellings.change(
        journal, replace(telling, opening=f"{CANARY.title()}son said hello. {{keep}}{data.draw(KEPT)}{{/keep}}")
    )
    try:
        ready = handout.make_ready(journal, telling.id)
    except BadInput:  # broken marks made all of it private
        return
    shown = pages_of(ready, cards=False).text() + pages_of(ready, cards=True).text()
    assert CANARY not in shown.lower()
    for form in [*FORMS, handout.CARDS]:
        content = handout.document(ready, form)
        assert CANARY not in words_in(content, "pdf" if form == handout.CARDS else form).lower()


def test_long_cue_cards_go_on_to_more_cards_side_by_side(qtbot: QtBot) -> None:
    press.prepare()
    from peerjournal.paper import cards

    pages = cards.layout(Cards("", "en", tuple(Card("part", "One", "Some words. " * 200) for _n in range(2))))
    preview = PaperPreview("Cards")
    qtbot.addWidget(preview)
    preview.resize(1000, 500)
    preview.show_pages(pages)
    assert pages.count > 2
    first, second = preview._place(0), preview._place(1)
    assert (first.top(), first.right() < second.left()) == (second.top(), True)
    preview.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert preview._place(0).left() > preview._place(1).right()


def test_the_pages_of_a_printer_are_those_of_the_preview(tmp_path: Path) -> None:
    press.prepare()
    from peerjournal.paper import pdf

    pages = pdf.layout(Sheet("Title", "en", tuple(Section(f"Words {n}. " * 300) for n in range(4))))
    printer = new_printer()
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    print_pages(printer, pages)
    assert len(PdfReader(tmp_path / "p.pdf").pages) == pages.count
