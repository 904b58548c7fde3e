"""The pack, attacked from outside: what leaves is what was chosen line by line, and nothing else by any way out.

Reflections are generated with words that stand nowhere else, so that one of them anywhere is a broken promise.
"""

import contextlib
import errno
import logging
import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.operations.test_promise import everything_in

from peerjournal.clock import Clock
from peerjournal.errors import BadInput, DiskFull, NotFound, NotWritable
from peerjournal.journal.reflection import Answer, Reflection
from peerjournal.journal.story import Arrangement
from peerjournal.operations import ledger, lights, pack_handout, packs, people, sessions, story
from peerjournal.operations.handout import CLIPBOARD, PRINT, document_of
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.operations.pack_handout import Ready
from peerjournal.paper import pdf, press
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light
from peerjournal.sharing.disclosure import Way
from peerjournal.sharing.lookover.finding import Family
from peerjournal.sharing.pack import Offered, PackLine

TEXT_FORMS, PAPER_FORMS = ("html", "md", "txt"), ("docx", "pdf")
NEVER = re.compile(r"shutz\w*|jwzt\w*|zsuzsanna", re.IGNORECASE)
"""What stands in private marks, what is said beside the lines, and a name that is disguised."""
WORD = re.compile(r"zq(?:open|said)[b-n]{4}")
Draw = Callable[[st.SearchStrategy[Any]], Any]


def _letters(n: int) -> str:
    return "".join("bcdfghklmn"[int(digit)] for digit in f"{n:04}")


@dataclass
class Scene:
    """A pack in a journal of its own. ``chosen`` are its lines as they were taken, in no order."""

    journal: OpenJournal
    pack_id: str = ""
    reflections: list[str] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=count)

    def words(self, kind: str, many: int) -> str:
        """So many words that stand nowhere else."""
        return " ".join(kind + _letters(next(self.numbers)) for _n in range(many))

    def lines(self) -> list[PackLine]:
        return list(packs.get(self.journal, self.pack_id).lines)

    def chosen_words(self) -> list[str]:
        """The words that are to leave, in their order."""
        asked = [line for line in self.lines() if line.question]
        told = [line for line in self.lines() if not line.question]
        ordered = [*sorted(asked, key=lambda one: one.position), *sorted(told, key=lambda one: one.position)]
        return WORD.findall("\n".join(marks.shareable(line.words) for line in ordered))


def _a_text(draw: Draw, scene: Scene) -> str:
    """Lines in which whole private marks stand, some of them over several lines; perhaps one mark that is broken."""
    made = ""
    for _n in range(draw(st.integers(0, 5))):
        if draw(st.booleans()):
            made += scene.words("zqopen", draw(st.integers(1, 4)))
        else:
            inner = scene.words("shutz", 2) + draw(st.sampled_from([" ", "\n", "\n\n"])) + scene.words("shutz", 2)
            around = draw(st.sampled_from(["%s", "**%s**", "(%s)", "`%s`", "[%s](https://example.org/%s)"]))
            made += around.replace("%s", f"{{keep}}{inner}{{/keep}}")
        made += draw(st.sampled_from(["\n", "\n\n", " ", "\n- ", " Zsuzsanna\n", "\n2. ", "\n# ", "\n> "]))
    if draw(st.integers(0, 4)) == 0:
        broken = draw(st.sampled_from(["{keep}", "{kep}", "{keep", "{ keep }", "%7Bkeep%7D", "｛keep｝"]))
        made += broken + scene.words("shutz", 2)
    return made


def _said(draw: Draw, scene: Scene) -> dict[str, Any]:
    answers = tuple(Answer(key, f"jwzt {key}?", _a_text(draw, scene)) for key in ("what", "so-what", "carry"))
    return {"answers": answers, "question": _a_text(draw, scene)}


def _a_reflection(draw: Draw, scene: Scene) -> None:
    blank = sessions.new_reflection(scene.journal)
    about = {"label": "jwzt group", "role": "jwzt", "landed": "jwzt well", "co_reflect": draw(st.booleans())}
    made = sessions.record(scene.journal, replace(blank, **about, **_said(draw, scene)))
    scene.reflections.append(made.id)


def _choose(draw: Draw, scene: Scene) -> None:
    there = [r for r in scene.reflections if not _is_gone(scene, r)]
    lines = [line for id_ in there for line in packs.offered(scene.journal, id_)]
    for line in draw(st.lists(st.sampled_from(lines), max_size=4, unique=True)) if lines else []:
        packs.choose(scene.journal, scene.pack_id, line)


def _is_gone(scene: Scene, reflection_id: str) -> bool:
    try:
        return sessions.get_reflection(scene.journal, reflection_id).trashed_at is not None
    except NotFound:
        return True


def _a_pack(draw: Draw, journal: OpenJournal) -> Scene:
    scene = Scene(journal)
    people.add_person(journal, "Zsuzsanna", relation="jwzt", arrangement=Arrangement.DISGUISE, disguise="a friend")
    kept = story.write_part(journal, title="jwzt", text="jwztkept words of a part nobody is to hear")
    lights.set_light(journal, kept.id, packs.CO_REFLECTION, Light.KEEP)
    for _n in range(draw(st.integers(1, 3))):
        _a_reflection(draw, scene)
    title = draw(st.sampled_from(["", "With Zsuzsanna", "For {keep}shutzt{/keep} Tuesday", "Tuesday {keep}shutzt"]))
    scene.pack_id = packs.new_pack(journal, title).id
    packs.note_back(journal, scene.pack_id, "jwzt: what was discussed")
    _choose(draw, scene)
    return scene


# --------------------------------------------------------------------------------------------- what happens later


def _reword(draw: Draw, scene: Scene) -> None:
    for line in scene.lines()[:1]:
        own = scene.words("zqsaid", 2)
        private = f"{{keep}}{scene.words('shutz', 2)}{{/keep}}"
        packs.reword(
            scene.journal, line.id, draw(st.sampled_from([own, f"{own}\n{private} {own}", f"{own}\n\n- {own}"]))
        )


def _order(draw: Draw, scene: Scene) -> None:
    packs.order(scene.journal, scene.pack_id, [line.id for line in draw(st.permutations(scene.lines()))])


def _leave_out(draw: Draw, scene: Scene) -> None:
    for line in scene.lines()[:1]:
        packs.leave_out(scene.journal, line.id)
        if draw(st.booleans()):
            packs.put_back(scene.journal, line)


def _write_anew(draw: Draw, scene: Scene) -> None:
    """A reflection says something else now; what was chosen from it stays as it was chosen."""
    there = [r for r in scene.reflections if not _is_gone(scene, r)]
    for id_ in there[:1]:
        sessions.settle(
            scene.journal, replace(sessions.open_reflection(scene.journal, id_), **_said(draw, scene), co_reflect=True)
        )


def _trash(draw: Draw, scene: Scene) -> None:
    there = [r for r in scene.reflections if not _is_gone(scene, r)]
    for id_ in there[:1]:
        sessions.move_to_trash(scene.journal, id_)
        if draw(st.booleans()):
            sessions.delete_for_good(scene.journal, id_)


def _light(draw: Draw, scene: Scene) -> None:
    made = story.write_part(scene.journal, title="jwzt", text=f"jwzt {_letters(next(scene.numbers))}")
    lights.set_light(scene.journal, made.id, packs.CO_REFLECTION, draw(st.sampled_from(Light)))


def _another(draw: Draw, scene: Scene) -> None:
    _a_reflection(draw, scene)


def _note(_draw: Draw, scene: Scene) -> None:
    packs.note_back(scene.journal, scene.pack_id, f"jwzt {_letters(next(scene.numbers))}")


LATER = (_reword, _order, _leave_out, _write_anew, _trash, _light, _another, _choose, _note)


# ----------------------------------------------------------------------------------------------------- every exit


def _holds_only(said: str, chosen: Sequence[str], where: str) -> None:
    found = NEVER.search(said)
    assert found is None, f"{found} in {where}"
    assert set(WORD.findall(said)) <= set(chosen), where


def _leaves_by_every_exit(scene: Scene, folder: Path, forms: Sequence[str]) -> None:
    chosen = scene.chosen_words()
    try:
        ready = pack_handout.make_ready(scene.journal, scene.pack_id)
    except BadInput as error:
        assert chosen == []
        _holds_only(str(error), (), "the sentence of an empty pack")
        return
    assert ready.leaks == ()
    words = document_of(ready.sheet, "txt").decode()
    assert WORD.findall(words) == chosen
    _holds_only(words, chosen, "the clipboard")
    for form in forms:
        _holds_only(pack_handout.file_name(ready, form), (), "the name of the file")
        blob = document_of(ready.sheet, form)
        _holds_only(blob.decode("latin-1"), chosen, f"the bytes of {form}")
        pieces = list(everything_in(form, blob))
        _holds_only("\n".join(pieces), chosen, form)
        assert set(chosen) <= set(WORD.findall("".join("\n".join(pieces).split()))) | set(
            WORD.findall(" ".join(pieces))
        )
        line = pack_handout.hand_out_file(scene.journal, ready, folder / f"out.{form}", form, blob)
        _holds_only(repr(astuple(ledger.get_line(scene.journal, line.id).disclosure)), chosen, "the ledger")
        (folder / f"out.{form}").unlink()
    if "pdf" in forms:
        shown = pdf.layout(ready.sheet).text()
        assert WORD.findall(shown) == chosen
        _holds_only(shown, chosen, "the print and its preview")
    pack_handout.hand_out(scene.journal, ready, CLIPBOARD, lambda: None)
    assert list(folder.iterdir()) == []


Fresh = Callable[[], OpenJournal]


@pytest.fixture
def fresh(empty_journal: Path, tmp_path: Path, clock: Clock, passphrase: str) -> Fresh:
    """Gives an empty journal of its own each time."""
    counted = count()

    def make() -> OpenJournal:
        place = shutil.copytree(empty_journal, tmp_path / f"{next(counted)}.peerjournal")
        return unlock(place, passphrase, clock=clock)

    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for what is handed out."""
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def printing(qapp: object) -> None:
    """What paper needs is there."""
    assert qapp
    press.prepare()


def _attack(draw: Draw, journal: OpenJournal, folder: Path, forms: Sequence[str]) -> None:
    scene = _a_pack(draw, journal)
    _leaves_by_every_exit(scene, folder, forms)
    for change in draw(st.lists(st.sampled_from(LATER), max_size=5)):
        change(draw, scene)
    _leaves_by_every_exit(scene, folder, forms)


@settings(max_examples=50)
@given(data=st.data())
def test_nothing_unchosen_and_nothing_private_leaves_whatever_happens_later(
    data: st.DataObject, fresh: Fresh, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "peerjournal")
    with contextlib.closing(fresh()) as journal:
        _attack(data.draw, journal, folder, TEXT_FORMS)
    _holds_only(caplog.text, (), "the log")


@pytest.mark.usefixtures("printing")
@settings(max_examples=15)
@given(data=st.data())
def test_nor_in_a_word_document_or_on_paper(data: st.DataObject, fresh: Fresh, folder: Path) -> None:
    with contextlib.closing(fresh()) as journal:
        _attack(data.draw, journal, folder, PAPER_FORMS)


# ------------------------------------------------------------------------------------ what was chosen, then kept

EVERYDAY = ("I", "did", "not", "go", "with", "him", "we", "said", "no", "then", "it", "was", "late", "and", "home")
lines_of_words = st.lists(st.sampled_from(EVERYDAY), min_size=1, max_size=9).map(" ".join)


def _kept(journal: OpenJournal, text: str, question: str = "") -> Reflection:
    blank = sessions.new_reflection(journal)
    return sessions.record(journal, replace(blank, answers=(Answer("what", "What?", text),), question=question))


def _rewrite(journal: OpenJournal, reflection: Reflection, text: str) -> None:
    draft = sessions.open_reflection(journal, reflection.id)
    sessions.settle(journal, replace(draft, answers=(Answer("what", "What?", text),)))


def _with_all_lines(journal: OpenJournal, reflection: Reflection) -> str:
    """A pack with every line of it."""
    pack = packs.new_pack(journal, "Tuesday")
    for line in packs.offered(journal, reflection.id):
        packs.choose(journal, pack.id, line)
    return pack.id


def _refused(journal: OpenJournal, ready: Ready, folder: Path) -> None:
    before, delivered = ledger.all_lines(journal), list[str]()
    with pytest.raises(BadInput, match="nothing left"):
        pack_handout.hand_out_file(journal, ready, folder / "x.txt", "txt", document_of(ready.sheet, "txt"))
    with pytest.raises(BadInput, match="nothing left"):
        pack_handout.hand_out(journal, ready, PRINT, lambda: delivered.append("paper"))
    assert (list(folder.iterdir()), delivered, ledger.all_lines(journal)) == ([], [], before)


@given(texts=st.lists(lines_of_words, min_size=1, max_size=6, unique=True), data=st.data())
def test_what_is_marked_private_after_it_was_chosen_is_a_leak(
    texts: list[str], data: st.DataObject, fresh: Fresh, folder: Path
) -> None:
    """However few and common its words are, and however far the mark reaches over the lines around it."""
    with contextlib.closing(fresh()) as journal:
        written = "\n".join(texts)
        reflection = _kept(journal, written)
        pack_id = _with_all_lines(journal, reflection)
        spans = [found.span() for found in re.finditer(r"\w+", written)]
        first = data.draw(st.integers(0, len(spans) - 1))
        last = data.draw(st.integers(first, len(spans) - 1))
        start, end = spans[first][0], spans[last][1]
        _rewrite(journal, reflection, marks.mark(written, start, end))
        ready = pack_handout.make_ready(journal, pack_id)
        lines = range(written[:start].count("\n") + 1, written[:end].count("\n") + 2)
        assert {f"Line {n}" for n in lines} <= {f.place for f in ready.leaks}
        open_ones = pack_handout.look_over_pack(journal, pack_id).open
        shown = [remark.finding.key for remark in open_ones if remark.finding.family is Family.LEAK]
        assert sorted(shown) == sorted(f.key for f in ready.leaks)
        _refused(journal, ready, folder)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("we {keep}Bob{/keep} did it with him.", "{keep}we Bob did it with him.{/keep}"),
        ("we {keep}Bob{/keep} did it with him.", "we {keep}Bob{/keep} did it {keep}with him.{/keep}"),
        ("it is {keep}Bob{/keep} so", "{keep}it is{/keep} {keep}Bob{/keep} {keep}so{/keep}"),
        ("a {keep}b\nc{/keep} d", "{keep}a b{/keep}\n{keep}c d{/keep}"),
        ("she is", "{kep}she is"),
        ("she was {keep}Bob{/keep} tired", "she was very {keep}Bob tired{/keep}"),
    ],
)
def test_a_line_that_held_a_mark_when_it_was_chosen_is_a_leak_once_more_of_it_is_private(
    journal: OpenJournal, folder: Path, before: str, after: str
) -> None:
    reflection = _kept(journal, before)
    pack_id = _with_all_lines(journal, reflection)
    assert pack_handout.make_ready(journal, pack_id).leaks == ()
    _rewrite(journal, reflection, after)
    ready = pack_handout.make_ready(journal, pack_id)
    assert ready.leaks != ()
    _refused(journal, ready, folder)


def test_a_line_put_back_stands_there_once(journal: OpenJournal) -> None:
    reflection = _kept(journal, "It rained.")
    pack_id = _with_all_lines(journal, reflection)
    (line,) = packs.get(journal, pack_id).lines
    packs.leave_out(journal, line.id)
    (offered,) = packs.offered(journal, reflection.id)
    packs.choose(journal, pack_id, offered)
    packs.put_back(journal, line)
    assert [one.words for one in packs.get(journal, pack_id).lines] == ["It rained."]


def test_a_line_that_was_marked_later_and_said_otherwise_may_leave(journal: OpenJournal, folder: Path) -> None:
    reflection = _kept(journal, "We did not go.\nIt rained.")
    pack_id = _with_all_lines(journal, reflection)
    _rewrite(journal, reflection, "{keep}We did not go.{/keep}\nIt rained.")
    (leak,) = pack_handout.make_ready(journal, pack_id).leaks
    assert leak.place == "Line 1"
    packs.reword(journal, packs.get(journal, pack_id).lines[0].id, "Plans changed.")
    ready = pack_handout.make_ready(journal, pack_id)
    assert ready.leaks == ()
    pack_handout.hand_out_file(journal, ready, folder / "x.txt", "txt", document_of(ready.sheet, "txt"))


def test_a_line_that_stands_there_openly_as_well_is_a_leak_once_at_most(journal: OpenJournal) -> None:
    """Which of the two was meant nobody knows: it is asked about once, and may be dismissed."""
    pack_id = _with_all_lines(journal, _kept(journal, "We did not go.\n{keep}We did not go.{/keep}"))
    (leak,) = pack_handout.make_ready(journal, pack_id).leaks
    packs.dismiss(journal, pack_id, leak.key)
    assert pack_handout.make_ready(journal, pack_id).leaks == ()


def test_a_disguise_does_not_hide_that_a_line_was_marked_later(journal: OpenJournal) -> None:
    people.add_person(journal, "Tom", arrangement=Arrangement.DISGUISE, disguise="a friend")
    reflection = _kept(journal, "We met Tom.")
    pack_id = _with_all_lines(journal, reflection)
    _rewrite(journal, reflection, "We met {keep}Tom{/keep}.")
    (leak,) = pack_handout.make_ready(journal, pack_id).leaks
    assert leak.excerpt == "a friend"


@pytest.mark.parametrize("corner", ["title", "words"])
def test_words_of_a_kept_part_or_of_another_mark_are_leaks(journal: OpenJournal, folder: Path, corner: str) -> None:
    barn = "under the loose boards of the barn I counted every lantern"
    story.write_part(journal, title="Barn", text=barn)
    _kept(journal, "{keep}The manager on the third floor covered for me every single Monday{/keep} in spring.")
    pack_id = _with_all_lines(journal, _kept(journal, "It rained."))
    for typed in (barn, "the manager on the third floor covered for me"):
        pack = packs.get(journal, pack_id)
        if corner == "title":
            packs.change(journal, replace(pack.pack, title=typed))
        else:
            packs.reword(journal, pack.lines[0].id, f"Then {typed}, so it was.")
        ready = pack_handout.make_ready(journal, pack_id)
        assert [f.place for f in ready.leaks] == ["Title" if corner == "title" else "Line 1"]
        _refused(journal, ready, folder)


def test_identifiers_come_right_after_leaks(journal: OpenJournal) -> None:
    people.add_person(journal, "Judith")
    reflection = _kept(journal, "You should call 030 1234567.\nJudith came.", question="An addict, was I told?")
    found = pack_handout.look_over_pack(journal, _with_all_lines(journal, reflection))
    families = [remark.finding.family for remark in found.open]
    assert families[:2] == [Family.LEAK, Family.IDENTIFIER]
    assert set(families[2:]) & {Family.LEAK, Family.IDENTIFIER} == set()
    assert len(set(families)) > 2
    lines = {line.id for line in packs.get(journal, found.assembled.pack.id).lines}
    assert {remark.part_id for remark in found.open if remark.finding.end} <= lines


def test_leaks_are_dismissed_one_by_one_before_anything_leaves(journal: OpenJournal, folder: Path) -> None:
    for name in ("Judith", "Ottokar"):
        people.add_person(journal, name)
    pack_id = _with_all_lines(journal, _kept(journal, "Judith drove me.\nOttokar waited."))
    for left in (2, 1):
        ready = pack_handout.make_ready(journal, pack_id)
        assert len(ready.leaks) == left
        _refused(journal, ready, folder)
        packs.dismiss(journal, pack_id, ready.leaks[0].key)
    ready = pack_handout.make_ready(journal, pack_id)
    pack_handout.hand_out_file(journal, ready, folder / "x.txt", "txt", document_of(ready.sheet, "txt"))
    assert "Judith drove me." in (folder / "x.txt").read_text()


# ---------------------------------------------------------------------------- what changed since it was looked at


@pytest.fixture
def reflection(journal: OpenJournal) -> Reflection:
    """Two lines and a question, with a private mark."""
    return _kept(journal, "It rained {keep}all day{/keep}.\nWe laughed.", question="How do I end it well?")


@pytest.fixture
def pack_id(journal: OpenJournal, reflection: Reflection) -> str:
    """A pack with all lines of that."""
    return _with_all_lines(journal, reflection)


def _first(journal: OpenJournal, pack_id: str) -> PackLine:
    return packs.get(journal, pack_id).lines[0]


def _more(journal: OpenJournal, pack_id: str) -> None:
    (line,) = packs.offered(journal, _kept(journal, "The bus was late.").id)
    packs.choose(journal, pack_id, line)


CHANGES: dict[str, Callable[[OpenJournal, str, Reflection], object]] = {
    "reworded": lambda journal, pack_id, _r: packs.reword(journal, _first(journal, pack_id).id, "Other words."),
    "left out": lambda journal, pack_id, _r: packs.leave_out(journal, _first(journal, pack_id).id),
    "in another order": lambda journal, pack_id, _r: packs.order(
        journal, pack_id, [line.id for line in reversed(packs.get(journal, pack_id).lines)]
    ),
    "one line more": lambda journal, pack_id, _r: _more(journal, pack_id),
    "another title": lambda journal, pack_id, _r: packs.change(
        journal, replace(packs.get(journal, pack_id).pack, title="Wednesday")
    ),
    "in the trash": lambda journal, pack_id, _r: packs.move_to_trash(journal, pack_id),
    "marked": lambda journal, _pack, r: _rewrite(journal, r, "{keep}It rained all day.{/keep}\nWe laughed."),
    "a reflection trashed": lambda journal, _pack, r: sessions.move_to_trash(journal, r.id),
    "another mark": lambda journal, _pack, _r: _kept(journal, "{keep}We laughed{/keep} a lot."),
    "somebody disguised": lambda journal, _pack, _r: people.add_person(
        journal, "Rained", arrangement=Arrangement.LEAVE_OUT
    ),
    "a kept part": lambda journal, _pack, _r: story.write_part(journal, title="Kept", text="We laughed."),
}


@pytest.mark.parametrize("how", CHANGES)
def test_what_changed_since_the_preview_keeps_everything_from_leaving(
    journal: OpenJournal, pack_id: str, reflection: Reflection, folder: Path, how: str
) -> None:
    ready = pack_handout.make_ready(journal, pack_id)
    CHANGES[how](journal, pack_id, reflection)
    _refused(journal, ready, folder)


def test_a_pack_that_is_gone_does_not_leave(journal: OpenJournal, pack_id: str, folder: Path) -> None:
    ready = pack_handout.make_ready(journal, pack_id)
    packs.move_to_trash(journal, pack_id)
    packs.delete_for_good(journal, pack_id)
    with pytest.raises(NotFound):
        pack_handout.hand_out_file(journal, ready, folder / "x.txt", "txt", document_of(ready.sheet, "txt"))
    assert list(folder.iterdir()) == []


def test_an_empty_pack_is_refused(journal: OpenJournal) -> None:
    with pytest.raises(BadInput, match="Nothing is chosen"):
        pack_handout.make_ready(journal, packs.new_pack(journal).id)


# --------------------------------------------------------------------------------------------- when writing fails


def _fails(number: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("before", [None, b"an earlier one"])
@pytest.mark.parametrize(
    ("what", "number", "error"),
    [
        ("os.fsync", errno.ENOSPC, DiskFull),
        ("pathlib.Path.open", errno.EROFS, NotWritable),
        ("pathlib.Path.replace", errno.EACCES, NotWritable),
        ("peerjournal.operations.files.flush_folder", errno.EIO, NotWritable),
        ("peerjournal.operations.journals.check_what_was_read", errno.ENOSPC, Exception),
    ],
)
def test_a_disk_that_fails_leaves_neither_a_file_nor_a_line(
    journal: OpenJournal,
    pack_id: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    number: int,
    error: type[Exception],
    before: bytes | None,
) -> None:
    out = folder / "x.txt"
    if before is not None:
        out.write_bytes(before)
    ready = pack_handout.make_ready(journal, pack_id)
    content = document_of(ready.sheet, "txt")
    with monkeypatch.context() as patch:
        patch.setattr(what, _fails(number))
        with pytest.raises(error):
            pack_handout.hand_out_file(journal, ready, out, "txt", content)
    assert [place.name for place in folder.iterdir()] == ([] if before is None else ["x.txt"])
    assert before is None or out.read_bytes() == before
    assert ledger.all_lines(journal) == []
    pack_handout.hand_out_file(journal, ready, out, "txt", content)
    assert out.read_bytes() == content


def test_what_no_printer_took_was_not_shared(journal: OpenJournal, pack_id: str) -> None:
    ready = pack_handout.make_ready(journal, pack_id)

    def no_paper() -> None:
        raise NotWritable

    with pytest.raises(NotWritable):
        pack_handout.hand_out(journal, ready, PRINT, no_paper)
    assert ledger.all_lines(journal) == []


# ----------------------------------------------------------------------------------------------------- the ledger


def test_the_ledger_says_what_left_and_counts_no_part_as_told(journal: OpenJournal, pack_id: str, folder: Path) -> None:
    part = story.write_part(journal, title="The dog", text="He stood there.")
    ready = pack_handout.make_ready(journal, pack_id)
    pack_handout.hand_out_file(journal, ready, folder / "x.pdf", "txt", document_of(ready.sheet, "txt"))
    (line,) = ledger.all_lines(journal)
    told = line.disclosure
    assert (told.way, told.title, told.form, told.audience_id) == (Way.PACK, "Tuesday", "txt", packs.CO_REFLECTION)
    assert [(p.part_id, p.title) for p in told.parts] == [("", "My questions"), ("", "What I bring")]
    assert told.parts[1].text == "It rained.\n\nWe laughed."
    assert ledger.told(journal, part.id).times == 0
    assert ledger.told_by_part(journal) == {}
    assert ledger.after_care_due(journal) == []


# ------------------------------------------------------------------------------------------------------- choosing


def test_nothing_is_chosen_in_a_new_pack(journal: OpenJournal, reflection: Reflection) -> None:
    assert reflection.question
    assert packs.get(journal, packs.new_pack(journal, "Tuesday", on=date(2026, 3, 3)).id).lines == ()


def test_a_line_that_is_private_now_cannot_be_chosen_any_more(journal: OpenJournal, reflection: Reflection) -> None:
    pack_id = packs.new_pack(journal).id
    (line,) = (one for one in packs.offered(journal, reflection.id) if one.text == "We laughed.")
    _rewrite(journal, reflection, "It rained.\n{keep}We laughed.{/keep}")
    with pytest.raises(BadInput, match="stands there no more"):
        packs.choose(journal, pack_id, line)
    with pytest.raises(BadInput):
        packs.choose(journal, pack_id, Offered(reflection.id, "What?", "Never written."))
    assert packs.get(journal, pack_id).lines == ()


def test_a_line_is_taken_once_and_comes_back_in_its_words(journal: OpenJournal, reflection: Reflection) -> None:
    pack_id = packs.new_pack(journal).id
    line = packs.offered(journal, reflection.id)[1]
    taken = packs.choose(journal, pack_id, line)
    packs.reword(journal, taken.id, "It poured.")
    assert packs.choose(journal, pack_id, line).id == taken.id
    left = packs.leave_out(journal, taken.id)
    assert packs.get(journal, pack_id).lines == ()
    packs.put_back(journal, left)
    assert packs.get(journal, pack_id).lines == (left,)
    assert left.words == "It poured."


def test_the_lines_stay_when_their_reflection_is_deleted_for_good(
    journal: OpenJournal, pack_id: str, reflection: Reflection
) -> None:
    before = packs.get(journal, pack_id).lines
    sessions.move_to_trash(journal, reflection.id)
    sessions.delete_for_good(journal, reflection.id)
    assert packs.get(journal, pack_id).lines == before
    assert len(pack_handout.make_ready(journal, pack_id).sheet.sections) == 2


def test_what_was_discussed_is_kept_with_its_moment_and_never_leaves(journal: OpenJournal, pack_id: str) -> None:
    kept = packs.note_back(journal, pack_id, "We talked about endings.")
    assert kept.discussed_at == journal.clock.now()
    assert "endings" not in repr(pack_handout.make_ready(journal, pack_id).sheet)
    assert packs.note_back(journal, pack_id, "  ").discussed_at is None


@pytest.mark.usefixtures("printing")
def test_a_pack_of_five_hundred_lines_leaves_whole(journal: OpenJournal) -> None:
    text = "\n".join(f"Line number {n} of a long evening." for n in range(packs.MOST_LINES + 1))
    reflection = _kept(journal, text)
    pack_id = packs.new_pack(journal).id
    lines = packs.offered(journal, reflection.id)
    for line in lines[: packs.MOST_LINES]:
        packs.choose(journal, pack_id, line)
    with pytest.raises(BadInput, match="500"):
        packs.choose(journal, pack_id, lines[-1])
    ready = pack_handout.make_ready(journal, pack_id)
    for form in ("pdf", "docx", *TEXT_FORMS):
        said = "".join("\n".join(everything_in(form, document_of(ready.sheet, form))).split())
        assert all(f"number{n}ofalong" in said for n in range(packs.MOST_LINES)), form
        assert f"number{packs.MOST_LINES}ofalong" not in said, form
