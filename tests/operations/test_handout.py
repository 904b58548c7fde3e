"""Handing out: all or nothing, in the words that were looked at, with one ledger line each time."""

import errno
import io
import os
import re
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from pypdf import PdfReader

from peerjournal.errors import BadInput, DiskFull, NotFound, NotWritable
from peerjournal.journal.story import Arrangement, Part
from peerjournal.operations import handout, ledger, lights, lookover, people, story, tellings, writing
from peerjournal.operations.handout import Ready
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.paper import press
from peerjournal.sharing.audience import Known, Light
from peerjournal.sharing.disclosure import Way
from peerjournal.sharing.telling import Telling

SAMPLES = Path(__file__).parents[1] / "samples"
FORMS = [form for form, _name in handout.forms()]


@pytest.fixture
def part(journal: OpenJournal) -> Part:
    """A part that may be told in training."""
    made = story.write_part(journal, text="The dog {keep}of Mr Albers {/keep}stood at the door.", title="The dog")
    lights.set_light(journal, made.id, "training", Light.SHARE)
    return made


@pytest.fixture
def telling(journal: OpenJournal, part: Part) -> Telling:
    """A telling of that part."""
    made = tellings.new_telling(journal, "training", title="Short", part_ids=[part.id], occasion="the course")
    return tellings.change(journal, replace(made, opening="Good morning.", closing="That is it.", if_asked="More."))


@pytest.fixture
def ready(journal: OpenJournal, telling: Telling) -> Ready:
    """It, made ready."""
    return handout.make_ready(journal, telling.id)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where it goes: a file that is not there yet, alone in its folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "told.txt"


def give(journal: OpenJournal, ready: Ready, path: Path, form: str = "txt") -> None:
    handout.hand_out_file(journal, ready, path, form, handout.document(ready, form))


def nothing_left(journal: OpenJournal, path: Path) -> None:
    assert list(path.parent.iterdir()) == []
    assert ledger.all_lines(journal) == []


# ------------------------------------------------------------------------------------------------- what leaves


def test_the_file_holds_the_words_and_the_ledger_says_so(
    journal: OpenJournal, ready: Ready, part: Part, out: Path
) -> None:
    audience = lights.get_audience(journal, "training")
    lights.change_audience(journal, replace(audience, recorded=Known.YES, withdrawable=Known.NO))
    now = handout.make_ready(journal, ready.telling_id)
    give(journal, now, out)
    assert out.read_text() == "Short\n\nGood morning.\n\nThe dog stood at the door.\n\nThat is it.\n"
    assert list(out.parent.iterdir()) == [out]
    (line,) = ledger.all_lines(journal)
    said = line.disclosure
    assert (said.way, said.form, said.at) == (Way.HANDED_OUT, "txt", journal.clock.now())
    assert (said.audience_id, said.audience_name) == ("training", "Training")
    assert (said.recorded, said.withdrawable) == (Known.YES, Known.NO)
    assert (said.title, said.place, said.opening, said.closing) == (
        "Short",
        "the course",
        "Good morning.",
        "That is it.",
    )
    assert [(p.part_id, p.title, p.text) for p in said.parts] == [(part.id, "The dog", "The dog stood at the door.")]


def test_each_time_is_a_line_of_its_own(journal: OpenJournal, ready: Ready, out: Path) -> None:
    give(journal, ready, out)
    give(journal, handout.make_ready(journal, ready.telling_id), out.with_suffix(".md"), "md")
    handout.hand_out(journal, handout.make_ready(journal, ready.telling_id), handout.CLIPBOARD, lambda: None)
    assert sorted(line.disclosure.form for line in ledger.all_lines(journal)) == ["clipboard", "md", "txt"]


def test_a_wording_changed_later_leaves_the_line_as_it_was(
    journal: OpenJournal, ready: Ready, part: Part, out: Path
) -> None:
    give(journal, ready, out)
    tellings.set_wording(journal, ready.telling_id, part.id, "A dog.")
    (line,) = ledger.all_lines(journal)
    assert line.disclosure.parts[0].text == "The dog stood at the door."


@pytest.mark.parametrize("form", FORMS)
def test_a_file_says_its_title_and_language_and_nothing_else_about_itself(
    journal: OpenJournal, telling: Telling, form: str, qapp: object
) -> None:
    assert qapp
    press.prepare()
    tellings.change(journal, replace(telling, title="Kurz", language="de"))
    blob = handout.document(handout.make_ready(journal, telling.id), form)
    if form == "pdf":
        reader = PdfReader(io.BytesIO(blob))
        assert str(reader.metadata) == "{'/Title': 'Kurz'}"
        assert reader.xmp_metadata is None
        assert str(reader.root_object["/Lang"]) == "de"
    elif form == "docx":
        core = Document(io.BytesIO(blob)).core_properties
        assert (core.title, core.language) == ("Kurz", "de")
        assert (core.author, core.last_modified_by, core.comments, core.keywords, core.subject) == ("",) * 5
        assert (core.created, core.modified, core.last_printed) == (None,) * 3
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    elif form == "html":
        assert b'lang="de"' in blob
        assert b"<title>Kurz</title>" in blob
        said = re.findall(rb'<meta (?:name="|http-equiv=")?([\w-]+)', blob)
        assert set(said) == {b"charset", b"Content-Security-Policy", b"referrer", b"viewport"}


@pytest.mark.parametrize(
    "address", ["https://example.org/)door", "https://example.org/a(b", "https://example.org/\\)x"]
)
def test_no_address_breaks_a_pdf(
    journal: OpenJournal, telling: Telling, part: Part, qapp: object, address: str
) -> None:
    assert qapp
    press.prepare()
    tellings.set_wording(journal, telling.id, part.id, f"See {address} for more.")
    reader = PdfReader(io.BytesIO(handout.document(handout.make_ready(journal, telling.id), "pdf")), strict=True)
    for page in reader.pages:
        assert "for more" in page.extract_text()
        for annotation in page.annotations or ():
            assert annotation.get_object()


def test_many_parts_and_a_very_long_one(journal: OpenJournal, out: Path) -> None:
    ids = [story.write_part(journal, text=f"Door number {n}.").id for n in range(199)]
    ids.append(story.write_part(journal, text="rain and bread " * 16_667).id)
    lights.set_lights(journal, [(i, "training") for i in ids], Light.SHARE)
    telling = tellings.new_telling(journal, "training", part_ids=ids)
    ready = handout.make_ready(journal, telling.id)
    for form in ("txt", "html", "md", "docx"):
        give(journal, ready, out.with_suffix(f".{form}"), form)
    assert out.read_text().count("bread") == 16_667
    assert out.read_text().count("Door number") == 199
    assert len(ledger.all_lines(journal)[0].disclosure.parts) == 200


def test_a_telling_with_nothing_to_tell_is_refused(journal: OpenJournal, part: Part) -> None:
    empty = tellings.new_telling(journal, "training", title="Empty")
    with pytest.raises(BadInput, match="nothing"):
        handout.make_ready(journal, empty.id)
    tellings.choose_parts(journal, empty.id, [part.id])
    tellings.hold(journal, empty.id, part.id, held=True)
    with pytest.raises(BadInput, match="nothing"):
        handout.make_ready(journal, empty.id)
    with pytest.raises(NotFound):
        handout.make_ready(journal, "no such telling")


def test_a_telling_whose_parts_are_all_kept_now_is_refused(journal: OpenJournal, ready: Ready, part: Part) -> None:
    lights.set_light(journal, part.id, "training", Light.KEEP)
    with pytest.raises(BadInput, match="may be told"):
        handout.make_ready(journal, ready.telling_id)


def test_an_archived_audience_keeps_its_tellings_and_its_ledger(journal: OpenJournal, ready: Ready, out: Path) -> None:
    assert lights.remove_audience(journal, "training") is not None
    give(journal, handout.make_ready(journal, ready.telling_id), out)
    (line,) = ledger.all_lines(journal)
    assert line.disclosure.audience_name == "Training"
    assert "training" not in {a.id for a in lights.all_audiences(journal)}


# ---------------------------------------------------------------------------- what changed since it was looked at


def _keep(journal: OpenJournal, part: Part, _telling: Telling) -> None:
    lights.set_light(journal, part.id, "training", Light.KEEP)


def _mark(journal: OpenJournal, part: Part, _telling: Telling) -> None:
    story.settle(journal, replace(story.open_draft(journal, part.id), text="The dog {keep}stood at the door.{/keep}"))


def _reword(journal: OpenJournal, part: Part, _telling: Telling) -> None:
    story.settle(journal, replace(story.open_draft(journal, part.id), text="Another door."))


def _disguise(journal: OpenJournal, _part: Part, _telling: Telling) -> None:
    people.add_person(journal, "Dog", arrangement=Arrangement.LEAVE_OUT)


def _trash(journal: OpenJournal, part: Part, _telling: Telling) -> None:
    story.move_to_trash(journal, part.id)


def _open_otherwise(journal: OpenJournal, _part: Part, telling: Telling) -> None:
    tellings.change(journal, replace(telling, opening="Hello."))


def _another_secret(journal: OpenJournal, _part: Part, _telling: Telling) -> None:
    story.write_part(journal, text="The dog stood at the door.", title="Kept")


CHANGES = [_keep, _mark, _reword, _disguise, _trash, _open_otherwise, _another_secret]


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_since_does_not_leave(
    journal: OpenJournal,
    ready: Ready,
    part: Part,
    telling: Telling,
    out: Path,
    change: Callable[[OpenJournal, Part, Telling], None],
) -> None:
    delivered: list[str] = []
    change(journal, part, telling)
    with pytest.raises(BadInput, match="nothing"):
        give(journal, ready, out)
    with pytest.raises(BadInput, match="nothing"):
        handout.hand_out(journal, ready, handout.PRINT, lambda: delivered.append("paper"))
    assert delivered == []
    nothing_left(journal, out)


def test_a_light_changed_in_another_window_counts(journal: OpenJournal, ready: Ready, part: Part, out: Path) -> None:
    # Only one program opens a journal; two windows of it share the vault. Another thread stands for the other window.
    other = threading.Thread(target=lights.set_light, args=(journal, part.id, "training", Light.KEEP))
    other.start()
    other.join()
    with pytest.raises(BadInput, match="changed"):
        give(journal, ready, out)
    nothing_left(journal, out)


def test_two_at_once_are_two_files_and_two_lines(journal: OpenJournal, ready: Ready, out: Path) -> None:
    files = [out.with_name(f"{n}.txt") for n in range(2)]
    both = [threading.Thread(target=give, args=(journal, ready, file)) for file in files]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(out.parent.iterdir()) == files
    assert len(ledger.all_lines(journal)) == 2


def test_two_at_once_to_one_file_leave_one_whole_file(journal: OpenJournal, ready: Ready, out: Path) -> None:
    both = [threading.Thread(target=give, args=(journal, ready, out)) for _n in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert list(out.parent.iterdir()) == [out]
    assert out.read_bytes() == handout.document(ready, "txt")
    assert len(ledger.all_lines(journal)) == 2


def test_leaks_are_dismissed_one_by_one_before_anything_leaves(
    journal: OpenJournal, telling: Telling, part: Part, out: Path
) -> None:
    tellings.set_wording(journal, telling.id, part.id, "The dog of Mr Albers, in Bakery Lane, at last.")
    people.add_person(journal, "Bakery Lane")
    first = handout.make_ready(journal, telling.id)
    assert len(first.leaks) == 2
    lookover.dismiss(journal, telling.id, first.leaks[0])
    second = handout.make_ready(journal, telling.id)
    assert second.leaks == first.leaks[1:]
    with pytest.raises(BadInput, match="1 leak"):
        give(journal, second, out)
    nothing_left(journal, out)
    lookover.dismiss(journal, telling.id, second.leaks[0])
    give(journal, handout.make_ready(journal, telling.id), out)
    assert "Mr Albers" in out.read_text()


# --------------------------------------------------------------------------------------------- when writing fails


def fails(number: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("before", [None, b"an earlier one"])
@pytest.mark.parametrize(
    ("what", "number", "error"),
    [
        ("os.fsync", errno.ENOSPC, DiskFull),
        ("os.fsync", errno.EIO, NotWritable),
        ("pathlib.Path.open", errno.EROFS, NotWritable),
        ("pathlib.Path.replace", errno.EACCES, NotWritable),
        ("pathlib.Path.replace", errno.EBUSY, NotWritable),
        ("peerjournal.operations.files.flush_folder", errno.EIO, NotWritable),
    ],
)
def test_a_disk_that_fails_leaves_all_as_it_was(
    journal: OpenJournal,
    ready: Ready,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    number: int,
    error: type[Exception],
    before: bytes | None,
) -> None:
    if before is not None:
        out.write_bytes(before)
    content = handout.document(ready, "txt")
    with monkeypatch.context() as patch:
        patch.setattr(what, fails(number))
        with pytest.raises(error) as caught:
            handout.hand_out_file(journal, ready, out, "txt", content)
    assert str(caught.value).count(".") >= 1
    assert [p.name for p in out.parent.iterdir()] == ([] if before is None else [out.name])
    assert before is None or out.read_bytes() == before
    assert ledger.all_lines(journal) == []


@pytest.mark.parametrize("before", [None, b"an earlier one"])
@pytest.mark.parametrize("how", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_a_ledger_that_cannot_be_written_takes_the_file_back(
    journal: OpenJournal,
    ready: Ready,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: bytes | None,
    how: BaseException,
) -> None:
    if before is not None:
        out.write_bytes(before)
        out.chmod(0o640)

    def commit(*_arguments: object) -> None:
        assert out.read_bytes() == content  # it stands there already
        raise how

    content = handout.document(ready, "txt")
    with monkeypatch.context() as patch:
        patch.setattr("peerjournal.operations.journals.check_what_was_read", commit)
        with pytest.raises(type(how) if isinstance(how, KeyboardInterrupt) else Exception):
            handout.hand_out_file(journal, ready, out, "txt", content)
    assert [p.name for p in out.parent.iterdir()] == ([] if before is None else [out.name])
    if before is not None:
        assert out.read_bytes() == before
        assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert ledger.all_lines(journal) == []
    give(journal, ready, out)
    assert out.read_bytes() == content


def test_a_disk_that_knows_no_second_names_keeps_a_copy(
    journal: OpenJournal, ready: Ready, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_bytes(b"an earlier one")
    content = handout.document(ready, "txt")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.hardlink_to", fails(errno.EPERM))
        patch.setattr("peerjournal.operations.files.flush_folder", fails(errno.EIO))
        with pytest.raises(NotWritable):
            handout.hand_out_file(journal, ready, out, "txt", content)
    assert out.read_bytes() == b"an earlier one"
    assert list(out.parent.iterdir()) == [out]


def test_what_cannot_be_delivered_was_not_told(journal: OpenJournal, ready: Ready) -> None:
    def no_paper() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        handout.hand_out(journal, ready, handout.PRINT, no_paper)
    assert ledger.all_lines(journal) == []
    handout.hand_out(journal, ready, handout.PRINT, lambda: None)
    assert len(ledger.all_lines(journal)) == 1


def test_what_the_ledger_cannot_hold_is_not_delivered(
    journal: OpenJournal, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paper and clipboard cannot be called back: the line stands before anything leaves."""

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    delivered = list[str]()
    with monkeypatch.context() as patch:
        patch.setattr("peerjournal.operations.journals.check_what_was_read", full)
        with pytest.raises(DiskFull):
            handout.hand_out(journal, ready, handout.CLIPBOARD, lambda: delivered.append("words"))
    assert (delivered, ledger.all_lines(journal)) == ([], [])


def test_a_line_stands_while_it_is_printed_and_others_write_meanwhile(journal: OpenJournal, ready: Ready) -> None:
    seen = list[int]()

    def paper() -> None:
        writing.write_entry(journal, text="Written while the printer is slow.")
        seen.append(len(ledger.all_lines(journal)))

    handout.hand_out(journal, ready, handout.PRINT, paper)
    assert seen == [1]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_may_not_be_written_to(journal: OpenJournal, ready: Ready, out: Path) -> None:
    out.parent.chmod(0o500)
    try:
        with pytest.raises(NotWritable):
            give(journal, ready, out)
    finally:
        out.parent.chmod(0o700)
    nothing_left(journal, out)


def test_a_disk_that_is_really_full(journal: OpenJournal, ready: Ready, out: Path, passphrase: str) -> None:
    journal.close()
    made = subprocess.run(
        [sys.executable, SAMPLES / "full_disk_handout.py", journal.path, passphrase, ready.telling_id, out],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(SAMPLES.parents[1] / "src")},
    )  # fmt: skip
    assert made.stdout == "The disk is full; nothing was changed. Please make some room and try again.\n0\n"
    assert made.stderr == ""
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["", "a folder", "a folder/not there/x.txt", "a folder/x.txt/y.txt"])
def test_places_where_no_file_can_be(journal: OpenJournal, ready: Ready, tmp_path: Path, name: str) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a folder" / "x.txt").write_text("here before")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises((BadInput, NotWritable)) as caught:
        give(journal, ready, tmp_path / name)
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "a folder" / "x.txt").read_text() == "here before"
    assert ledger.all_lines(journal) == []


@pytest.mark.parametrize(
    "name",
    ["شمس القدر.txt", "日" * 80 + ".txt", "x" * 251 + ".txt", "-.txt", ".txt.txt", "a: b*.txt", "🌿" * 60 + ".txt"],
)
def test_every_name_the_disk_takes_will_do(journal: OpenJournal, ready: Ready, out: Path, name: str) -> None:
    give(journal, ready, out.with_name(name))
    assert [p.name for p in out.parent.iterdir()] == [name]


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_new_file_is_as_open_as_any_other_and_one_replaced_stays_as_closed_as_it_was(
    journal: OpenJournal, ready: Ready, out: Path
) -> None:
    other = out.with_name("other")
    other.touch()
    give(journal, ready, out)
    assert out.stat().st_mode == other.stat().st_mode
    out.chmod(0o600)
    give(journal, ready, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_place_for_a_file(journal: OpenJournal, ready: Ready, out: Path) -> None:
    os.mkfifo(out)
    with pytest.raises(BadInput):
        give(journal, ready, out)
    assert stat.S_ISFIFO(out.stat().st_mode)
    assert ledger.all_lines(journal) == []


def test_a_link_keeps_pointing_and_what_it_points_to_is_replaced(
    journal: OpenJournal, ready: Ready, out: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real.txt"
    real.write_text("before")
    out.symlink_to(real)
    give(journal, ready, out)
    assert out.is_symlink()
    assert real.read_bytes() == handout.document(ready, "txt")


def test_a_journal_that_was_locked_meanwhile_gives_nothing_out(
    journal: OpenJournal, ready: Ready, out: Path, passphrase: str
) -> None:
    content = handout.document(ready, "txt")
    journal.close()
    with pytest.raises(Exception, match=r"\w"):
        handout.hand_out_file(journal, ready, out, "txt", content)
    assert list(out.parent.iterdir()) == []
    again = unlock(journal.path, passphrase)
    assert ledger.all_lines(again) == []
    again.close()


# --------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize("ending", ["x.pdf", "x.DOCX", "x.a.html", "x.md", "X.Txt"])
def test_the_form_is_in_the_ending(ending: str) -> None:
    assert handout.form_of(Path(ending)) == ending.rpartition(".")[2].lower()


@pytest.mark.parametrize("name", ["x", "x.doc", ".pdf", "x.pdf.", "pdf", "x.odt"])
def test_another_ending_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(BadInput, match=r"\.pdf, \.docx, \.html, \.md, \.txt; nothing was written"):
        handout.form_of(Path(name))


@given(title=st.text(max_size=200))
@example(title="../../etc/passwd")
@example(title="con")
@example(title="LPT1 . ")
@example(title="a\u202egpj.exe")
@example(title="🌿" * 100)
@example(title="...")
def test_a_name_that_is_offered_can_be_used_anywhere(journal: OpenJournal, title: str, tmp_path: Path) -> None:
    story_part = story.write_part(journal, text="The dog stood at the door.")
    lights.set_light(journal, story_part.id, "training", Light.SHARE)
    telling = tellings.new_telling(journal, "training", title=title, part_ids=[story_part.id])
    ready = handout.make_ready(journal, telling.id)
    story.move_to_trash(journal, story_part.id)
    for form in (*FORMS, handout.CARDS):
        name = handout.file_name(ready, form)
        assert name == Path(name).name
        assert name.endswith(".pdf" if form == handout.CARDS else f".{form}")
        assert len(name.encode()) <= 200
        assert not name.startswith((".", " ", "-"))
        assert name.isprintable()
        assert not set(name) & set('/\\:*?"<>|')
        stem = name.partition(".")[0].strip().upper()
        assert stem not in {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
        place = tmp_path / name
        place.touch()
        place.unlink()
