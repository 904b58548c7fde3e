"""The hardest promise, attacked from outside.

No character of a kept part or a private mark reaches a file that is handed out, its name, its metadata, the ledger, the
glance or the sentences of the command line. Stories are generated with words that stand nowhere else, so that one of
them anywhere is a broken promise.
"""

import contextlib
import html
import io
import logging
import re
import shutil
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import StreamObject

from peerjournal.cli.app import run
from peerjournal.cli.door import guarded
from peerjournal.clock import Clock
from peerjournal.errors import BadInput
from peerjournal.journal.story import Arrangement, Part
from peerjournal.operations import handout, ledger, lights, lookover, people, story, tellings
from peerjournal.operations.handout import Ready
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.paper import press
from peerjournal.sharing import marks
from peerjournal.sharing.audience import Light
from peerjournal.sharing.handout import Card, Cards, Section, Sheet
from peerjournal.sharing.marks import CLOSE, CLOSE_SIGN, OPEN, OPEN_SIGN
from peerjournal.sharing.preparation import WayOut

AUDIENCE = "training"
TEXT_FORMS = ("html", "md", "txt")
PAPER_FORMS = ("pdf", "cards")

# ------------------------------------------------------------------------------- words that stand nowhere else

PRIVATE = re.compile("qxj|qx\u0301|904771|[\u2c00-\u2c5f]|[\U0001f700-\U0001f77f]|鱸|\u06a7", re.IGNORECASE)
"""A character of any private canary. Nothing else in these stories holds one."""

PLAIN = ("the", "dog", "stood", "at", "a", "door", "and", "rain", "came", "over", "harbour", "bread", "window", "we")


def _letters(n: int) -> str:
    return "abcdefghij"[n // 100 % 10] + "klmnopqrst"[n // 10 % 10] + "uvwxyzabcd"[n % 10]


def _canary(kind: int, n: int) -> str:
    return (
        f"qxj{_letters(n)}o",
        chr(0x2C00 + n % 0x2F),
        f"904771{n:03}",
        f"鱸{chr(0x9C00 + n % 90)}",
        f"\u06a7{chr(0x0628 + n % 20)}\u06a7",
        chr(0x1F700 + n % 0x70),
        f"Qxj{_letters(n).title()}é",
        f"qx\u0301j{_letters(n)}",
    )[kind]


private_words = st.lists(st.builds(_canary, st.integers(0, 7), st.integers(0, 999)), min_size=1, max_size=4)
plain_words = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=6).map(" ".join)

# ------------------------------------------------------------------------------------------- texts with marks

_ENDS = st.sampled_from([(OPEN, CLOSE), ("{KEEP}", "{/Keep}"), (OPEN_SIGN, CLOSE_SIGN), (OPEN, CLOSE_SIGN)])


@st.composite
def whole_marks(draw: st.DrawFn, depth: int = 0) -> str:
    opening, closing = draw(_ENDS)
    inner = draw(st.sampled_from([" ", "\n", "\n\n", "", "** ", "\n- "])).join(draw(private_words))
    if depth < 2 and draw(st.booleans()):
        inner += draw(whole_marks(depth + 1)) + _canary(0, draw(st.integers(0, 999)))
    return opening + inner + closing


_AROUND = (
    "%s", "**%s**", "a *bread %s* b", "\n\n- %s\n- bread\n\n", "[%s](https://example.org/x)",
    "[bread](https://example.org/%s)", "![%s](https://example.org/%s)", "`%s`", "\n\n```\n%s\n```\n\n",
    "\n\n# %s\n\n", "\n\n> rain %s\n\n", "\n\n| a | b |\n|---|---|\n| %s | c |\n\n", "<b>%s</b>", "x%sy", "(%s)",
    '"%s"', "\n\n1. [ ] %s\n", "~~%s~~", '[a](https://example.org "%s")', "<!-- %s -->",
)  # fmt: skip


@st.composite
def whole_texts(draw: st.DrawFn) -> str:
    """Plain words and whole marks: everything private stands in a mark."""
    made = []
    for _n in range(draw(st.integers(1, 4))):
        made.append(draw(plain_words))
        around = draw(st.sampled_from(_AROUND))
        made.append(around % tuple(draw(whole_marks()) for _m in range(around.count("%s"))))
    made.append(draw(plain_words))
    return draw(st.sampled_from([" ", "", "\n\n"])).join(made)


_PASTED = ("{", "}", "/", "k", " ", "\n", "**", "\u200b", OPEN, CLOSE, OPEN_SIGN, CLOSE_SIGN, "keep}", "{/", "")


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A text of whole marks, with one place changed somehow."""
    text = draw(whole_texts())
    at = draw(st.integers(0, len(text)))
    end = draw(st.one_of(st.just(at), st.integers(at, min(len(text), at + 40))))
    return text[:at] + draw(st.sampled_from(_PASTED)) + text[end:]


_BROKEN = (
    OPEN, "{kep}", "{keep", "{ keep }", "{kee p}", "{ke*ep}", "%7Bkeep%7D", "&#123;keep&#125;",
    "{kеep}", "{\u200bkeep}", "｛keep｝", "keep}", "{ekep}", "{/kepe}", OPEN_SIGN,
)  # fmt: skip


@st.composite
def unended(draw: st.DrawFn) -> str:
    """A text whose last mark is never closed or is damaged; from there on everything is private."""
    return f"{draw(whole_texts())} {draw(st.sampled_from(_BROKEN))} {' '.join(draw(private_words))}"


marked_texts = st.one_of(whole_texts(), edited(), unended())
lines_with_marks = st.one_of(plain_words, st.tuples(plain_words, whole_marks(), plain_words).map(" ".join))

# ----------------------------------------------------------------------------------------------------- stories

NAMES = (
    ("Zsuzsanna", ("Zsu",)), ("José", ("Pepe",)), ("May", ()), ("Will", ("Bill",)), ("Anna-Lena Roth", ("Lena",)),
    ("Ольга", ("Оля",)), ("林美玲", ("美玲",)), ("O'Brien", ()), ("Mr Albers", ("Albers", "Old Al")),
)  # fmt: skip


Fresh = Callable[[], OpenJournal]


@dataclass
class Scene:
    """A story in a journal of its own. ``bodies`` are words of a part that stand in that part alone."""

    journal: OpenJournal
    telling_id: str
    parts: list[Part]
    bodies: dict[str, str] = field(default_factory=dict)

    def told(self) -> set[str]:
        """The parts that may be told to the audience now, as the lights and the trash say."""
        lit = lights.all_lights(self.journal)
        there = {p.id for p in story.all_parts(self.journal)}
        return {i for i in there if (i, AUDIENCE) in lit and lit[i, AUDIENCE].light is not Light.KEEP}

    def private(self) -> re.Pattern[str]:
        """What must not be anywhere now: what was always private, and the words of parts that may not be told."""
        told = self.told()
        kept = [word for part_id, word in self.bodies.items() if part_id not in told]
        return re.compile("|".join([PRIVATE.pattern, "jwzt", *kept]), re.IGNORECASE)


Draw = Callable[[st.SearchStrategy[Any]], Any]


def _a_part(draw: Draw, scene: Scene) -> None:
    n = len(scene.bodies)
    body = f"vhkw{_letters(n)}um"
    text = f"{body} {draw(marked_texts)}" if draw(st.booleans()) else f"{draw(whole_texts())} {body}"
    name, also = draw(st.sampled_from(NAMES))
    made = story.write_part(
        scene.journal,
        title=draw(lines_with_marks),
        text=text + draw(st.sampled_from(["", f"\n\nThen {name}'s bread.", f" {''.join(also)} walked."])),
        time_of_life=f"jwzt {n}",
        themes=[f"jwzt{n}"],
    )
    scene.parts.append(made)
    scene.bodies[made.id] = body
    lights.set_light(scene.journal, made.id, AUDIENCE, draw(st.sampled_from(Light)))
    lights.set_light(scene.journal, made.id, "online", draw(st.sampled_from(Light)))


def _a_person(draw: Draw, scene: Scene, name: str, also: Sequence[str]) -> None:
    people.add_person(
        scene.journal,
        name,
        nicknames=also,
        relation="jwzt of mine",
        arrangement=draw(st.sampled_from(Arrangement)),
        disguise=draw(st.sampled_from(["my sister", "a friend {keep}qxjwho{/keep}", "{keep}qxjall{/keep}", "keep}"])),
    )


def _a_telling(draw: Draw, scene: Scene) -> None:
    journal = scene.journal
    told = scene.told()
    chosen = [p.id for p in draw(st.permutations(scene.parts)) if p.id in told]
    made = tellings.new_telling(journal, AUDIENCE, title=draw(lines_with_marks), part_ids=chosen, minutes=5)
    scene.telling_id = made.id
    texts = st.one_of(st.just(""), marked_texts)
    tellings.change(
        journal,
        replace(
            made,
            occasion=draw(lines_with_marks),
            purpose="jwzt hope",
            opening=draw(texts),
            closing=draw(texts),
            if_asked=draw(texts),
            off_limits=tuple(draw(st.lists(lines_with_marks, max_size=2))),
            with_titles=draw(st.booleans()),
        ),
    )
    tellings.answer(journal, made.id, "why", "jwzt because")
    tellings.set_way_out(journal, made.id, WayOut.DECLINE, draw(lines_with_marks))
    tellings.record_rehearsal(journal, made.id, words=100, seconds=60, note="jwzt felt")
    for part_id in chosen:
        tellings.hold(journal, made.id, part_id, held=draw(st.booleans()))
        if draw(st.booleans()):
            own = story.get_part(journal, part_id).text
            tellings.set_wording(
                journal, made.id, part_id, f"{draw(plain_words)} {draw(st.one_of(st.just(own), marked_texts))}"
            )


def _a_story(draw: Draw, journal: OpenJournal) -> Scene:
    scene = Scene(journal, "", [])
    for name, also in draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True)):
        _a_person(draw, scene, name, also)
    for _n in range(draw(st.integers(1, 4))):
        _a_part(draw, scene)
    lights.set_off_limits(journal, draw(st.lists(lines_with_marks, max_size=2)))
    lights.set_way_out(journal, WayOut.GROUP, draw(lines_with_marks))
    _a_telling(draw, scene)
    return scene


# ----------------------------------------------------------------------------------------- what happens later


def _keep_it(draw: Draw, scene: Scene) -> None:
    lights.set_light(scene.journal, draw(st.sampled_from(scene.parts)).id, AUDIENCE, Light.KEEP)


def _another_light(draw: Draw, scene: Scene) -> None:
    lights.set_light(scene.journal, draw(st.sampled_from(scene.parts)).id, AUDIENCE, draw(st.sampled_from(Light)))


def _reword(draw: Draw, scene: Scene) -> None:
    part = draw(st.sampled_from(scene.parts))
    story.settle(scene.journal, replace(story.open_draft(scene.journal, part.id), text=draw(marked_texts)))


def _write_on(draw: Draw, scene: Scene) -> None:
    """What stands in the editor, not settled yet."""
    part = draw(st.sampled_from(scene.parts))
    draft = story.open_draft(scene.journal, part.id)
    story.save_draft(scene.journal, replace(draft, title=draw(lines_with_marks), text=draw(marked_texts)))


def _trash(draw: Draw, scene: Scene) -> None:
    story.move_to_trash(scene.journal, draw(st.sampled_from(scene.parts)).id)


def _restore(draw: Draw, scene: Scene) -> None:
    story.restore(scene.journal, draw(st.sampled_from(scene.parts)).id)


def _split(draw: Draw, scene: Scene) -> None:
    there = {p.id for p in story.all_parts(scene.journal)}
    parts = [story.get_part(scene.journal, p.id) for p in scene.parts if p.id in there]
    for part in parts[:1]:
        with contextlib.suppress(BadInput):
            story.split_part(scene.journal, part.id, draw(st.integers(0, len(part.text))))


def _bring_back(draw: Draw, scene: Scene) -> None:
    for version in story.versions(scene.journal, draw(st.sampled_from(scene.parts)).id)[:1]:
        story.bring_back(scene.journal, version.id)


def _rearrange(draw: Draw, scene: Scene) -> None:
    for person in people.all_people(scene.journal)[:1]:
        arrangement = draw(st.sampled_from(Arrangement))
        people.change_person(scene.journal, replace(person, arrangement=arrangement, disguise="a neighbour"))


def _archive(_draw: Draw, scene: Scene) -> None:
    lights.remove_audience(scene.journal, AUDIENCE)


def _look_again(_draw: Draw, scene: Scene) -> None:
    tellings.looked_again(scene.journal, scene.telling_id)


def _duplicate(_draw: Draw, scene: Scene) -> None:
    with contextlib.suppress(BadInput):
        scene.telling_id = tellings.duplicate(scene.journal, scene.telling_id, AUDIENCE)[0].id


LATER = (
    _keep_it, _another_light, _reword, _write_on, _trash, _restore, _split, _bring_back, _rearrange, _archive,
    _look_again, _duplicate,
)  # fmt: skip

# ------------------------------------------------------------------------------------------------- every exit


class _Page(HTMLParser):
    """All that stands in a page: words, tags, attributes, comments."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [tag, *(f"{name} {value}" for name, value in attrs)]

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        self.said.append(data)


def everything_in(form: str, blob: bytes) -> Iterator[str]:
    """The words of a file as independent readers find them, and every piece of it as text."""
    if form in PAPER_FORMS:
        yield from _in_pdf(blob)
    elif form == "docx":
        yield from _in_word(blob)
    else:
        text = blob.decode()
        yield from (text, html.unescape(text), urllib.parse.unquote(text))
        if form == "html":
            yield from _Page(text).said


def _in_word(blob: bytes) -> Iterator[str]:
    document = Document(io.BytesIO(blob))
    yield "\n".join(p.text for p in document.paragraphs)
    yield "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    core = document.core_properties
    yield " ".join(str(getattr(core, name)) for name in dir(core) if not name.startswith("_"))
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        yield " ".join(archive.namelist())
        for name in archive.namelist():
            text = archive.read(name).decode()
            yield from (text, html.unescape(text), urllib.parse.unquote(text))


def _in_pdf(blob: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(blob))
    yield "\n".join(page.extract_text() for page in reader.pages)
    yield f"{reader.metadata} {reader.xmp_metadata} {reader.outline} {reader.trailer}"
    for number in sorted({n for section in reader.xref.values() for n in section} | set(reader.xref_objStm)):
        thing = reader.get_object(number)
        yield repr(thing)
        if isinstance(thing, StreamObject) and "/Length1" not in thing and "/Subtype" not in thing:  # but for fonts
            yield thing.get_data().decode("latin-1")


def _holds_nothing(said: str, private: re.Pattern[str], where: str) -> None:
    found = private.search(said)
    assert found is None, f"{found} in {where}"


def _dismiss_all(scene: Scene) -> Ready:
    """The telling made ready after each leak was looked at and dismissed by itself."""
    for finding in handout.make_ready(scene.journal, scene.telling_id).leaks:
        lookover.dismiss(scene.journal, scene.telling_id, finding)
    return handout.make_ready(scene.journal, scene.telling_id)


def _refused_while_leaks_stand(scene: Scene, ready: Ready, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    lines = ledger.all_lines(scene.journal)
    with pytest.raises(BadInput) as caught:
        handout.hand_out_file(scene.journal, ready, folder / "early.txt", "txt", handout.document(ready, "txt"))
    _holds_nothing(str(caught.value), scene.private(), "the sentence of a refusal")
    assert list(folder.iterdir()) == []
    assert ledger.all_lines(scene.journal) == lines


def _leaves_by_every_exit(scene: Scene, folder: Path, forms: Sequence[str]) -> None:
    private = scene.private()
    try:
        ready = handout.make_ready(scene.journal, scene.telling_id)
    except BadInput as error:
        _holds_nothing(str(error), private, "the sentence of an empty telling")
        return
    if ready.leaks:
        _refused_while_leaks_stand(scene, ready, folder)
        ready = _dismiss_all(scene)
        assert ready.leaks == ()
    _holds_nothing(repr(astuple(ready.sheet)), private, "the sheet, its print and its clipboard")
    _holds_nothing(repr(astuple(ready.cards)), private, "the cue cards")
    for form in forms:
        _holds_nothing(handout.file_name(ready, form), private, "the name of the file")
        blob = handout.document(ready, form)
        _holds_nothing("\n".join(everything_in(form, blob)), private, form)
        line = handout.hand_out_file(scene.journal, ready, folder / f"out.{form}", form, blob)
        _holds_nothing(repr(astuple(ledger.get_line(scene.journal, line.id).disclosure)), private, "the ledger")
        (folder / f"out.{form}").unlink()
    handout.hand_out(scene.journal, ready, handout.CLIPBOARD, lambda: None)
    assert list(folder.iterdir()) == []


@pytest.fixture
def fresh(empty_journal: Path, tmp_path: Path, clock: Clock, passphrase: str) -> Fresh:
    """Gives an empty journal of its own each time."""
    counted: list[int] = []

    def make() -> OpenJournal:
        counted.append(0)
        place = shutil.copytree(empty_journal, tmp_path / f"{len(counted)}.peerjournal")
        return unlock(place, passphrase, clock=clock)

    return make


@contextlib.contextmanager
def _folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Path]:
    """An empty folder for what is handed out; nothing private was logged when it is done."""
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    caplog.set_level(logging.DEBUG, "peerjournal")
    yield folder
    assert not PRIVATE.search(caplog.text)


@pytest.fixture
def printing(qapp: object) -> None:
    """What paper needs is there."""
    assert qapp
    press.prepare()


@pytest.mark.usefixtures("printing")
@pytest.mark.parametrize("form", ["docx", *TEXT_FORMS, *PAPER_FORMS])
def test_these_readers_find_what_is_there(form: str, journal: OpenJournal) -> None:
    part = story.write_part(journal, text="rain")
    lights.set_light(journal, part.id, AUDIENCE, Light.SHARE)
    ready = handout.make_ready(journal, tellings.new_telling(journal, AUDIENCE, part_ids=[part.id]).id)
    text = "qxjplain **qxjbold** [label](https://example.org/qxjlink) 鱸魚 904771000\n\n| qxjcell |\n|---|\n| 1 |"
    sheet = Sheet("qxjtitle", "en", (Section(text, "qxjheading"),))
    cards = Cards("qxjtitle", "en", (Card("part", "qxjheading", text),))
    blob = handout.document(replace(ready, sheet=sheet, cards=cards), form)
    found = "\n".join(everything_in(form, blob))
    for word in ("qxjplain", "qxjbold", "qxjlink", "qxjcell", "qxjtitle", "qxjheading", "鱸", "904771000"):
        assert word in found, word


def _attack(draw: Draw, journal: OpenJournal, folder: Path, forms: Sequence[str]) -> Scene:
    scene = _a_story(draw, journal)
    _leaves_by_every_exit(scene, folder, forms)
    for change in draw(st.lists(st.sampled_from(LATER), max_size=5)):
        change(draw, scene)
        shown = lights.glance(journal, AUDIENCE)
        _holds_nothing(repr(astuple(shown)), scene.private(), "the glance")
    _leaves_by_every_exit(scene, folder, forms)
    return scene


@settings(max_examples=35)
@given(data=st.data())
def test_nothing_kept_or_marked_leaves_whatever_happens_later(
    data: st.DataObject, fresh: Fresh, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _folder(tmp_path, caplog) as folder, contextlib.closing(fresh()) as journal:
        _attack(data.draw, journal, folder, TEXT_FORMS)


@pytest.mark.usefixtures("printing")
@settings(max_examples=15)
@given(data=st.data())
def test_nor_in_a_word_document_or_on_paper(
    data: st.DataObject, fresh: Fresh, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _folder(tmp_path, caplog) as folder, contextlib.closing(fresh()) as journal:
        _attack(data.draw, journal, folder, ("docx", *PAPER_FORMS))


@settings(max_examples=8)
@given(data=st.data())
def test_nor_over_the_command_line(
    data: st.DataObject,
    fresh: Fresh,
    tmp_path: Path,
    passphrase: str,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret, out = tmp_path / "secret", tmp_path / "told.txt"
    secret.write_text(passphrase)
    with _folder(tmp_path, caplog) as folder:
        with contextlib.closing(fresh()) as journal:
            scene = _attack(data.draw, journal, folder, ["txt"])
            private, place = scene.private(), str(journal.path)
        always = re.compile(PRIVATE.pattern, re.IGNORECASE)
        capsys.readouterr()
        for line, must_not in (
            (["telling", "hand-out", place, scene.telling_id, "--to", str(out)], private),
            (["telling", "look-over", place, scene.telling_id, "--json"], private),
            (["ledger", place, "--json"], always),
            (["ledger", place], always),
            (["telling", "list", place], always),
            (["part", "list", place], always),
            (["part", "list", place, "--json"], always),
        ):
            code = guarded(lambda: run([*line, "--passphrase-file", str(secret)]))  # noqa: B023 - called at once
            said = capsys.readouterr()
            assert code in {0, 1}
            _holds_nothing(said.out + said.err, must_not, " ".join(line[:2]))
        if out.exists():
            _holds_nothing(out.read_text(), private, "the file")
            out.unlink()


# ------------------------------------------------------------------------------------- words that came in by hand

_LATER_PRIVATE = (
    "my mother", "drunk", "with him", "no", "4", "in 1998", "at number 17", "pregnant by Easter", "Oskar", "母",
    "не он", "the corridor behind the bakery", "of it", "José's", "we both said nothing at all about it",
)  # fmt: skip


def _uncovered(ready: Ready, told: str, private: str) -> list[int]:
    """Where private words stand in what is told without a leak that says so."""
    (number,) = {f.text for f in ready.leaks if told[f.start : f.end] and f.place.startswith("“Told”")} or {-1}
    leaks = [(f.start, f.end) for f in ready.leaks if f.text == number]
    places = [m.start() for m in re.finditer(re.escape(private), told)]
    return [at for at in places if not any(a <= at and at + len(private) <= b for a, b in leaks)]


@settings(max_examples=30)
@given(
    private=st.sampled_from(_LATER_PRIVATE), before=plain_words, behind=plain_words, more=plain_words, own=st.booleans()
)
def test_words_marked_later_are_found_in_the_wording_that_is_older(
    fresh: Fresh, tmp_path: Path, private: str, before: str, behind: str, more: str, own: bool
) -> None:
    with contextlib.closing(fresh()) as journal:
        text = f"{before} there, {private}, {behind} again"
        part = story.write_part(journal, title="Told", text=text)
        lights.set_light(journal, part.id, AUDIENCE, Light.SHARE)
        telling = tellings.new_telling(journal, AUDIENCE, part_ids=[part.id])
        tellings.set_wording(journal, telling.id, part.id, f"{more}. {text}.")
        if own:
            tellings.set_wording(journal, telling.id, part.id, None)
        at = text.index(private)
        marked = marks.mark(text, at, at + len(private))
        story.settle(journal, replace(story.open_draft(journal, part.id), text=marked))
        ready = handout.make_ready(journal, telling.id)
        told = ready.sheet.sections[0].text
        if own:
            assert private not in told
            return
        assert _uncovered(ready, told, private) == []
        _refused_while_leaks_stand(Scene(journal, telling.id, [part]), ready, tmp_path / "nowhere")


@settings(max_examples=25)
@given(data=st.data(), trashed=st.booleans())
def test_a_kept_part_typed_into_any_corner_of_a_telling_is_found(
    data: st.DataObject, fresh: Fresh, tmp_path: Path, trashed: bool
) -> None:
    kept_words = "under the loose boards of the barn I counted every lantern until the morning bell"
    retyped = data.draw(
        st.sampled_from(
            [
                kept_words, kept_words.upper(), kept_words.replace(" ", "\n"),
                "I counted every lantern until morning", "the loose boards - of the barn - I counted every old lantern",
                "**under** the *loose* boards of the barn",
            ]
        )
    )  # fmt: skip
    corner = data.draw(st.sampled_from(["title", "opening", "closing", "if_asked", "off_limits", "way", "wording"]))
    with contextlib.closing(fresh()) as journal:
        kept = story.write_part(journal, title="Barn", text=f"{data.draw(plain_words)}. {kept_words}.")
        told = story.write_part(journal, title="Told", text="The dog stood at the door.")
        lights.set_light(journal, told.id, AUDIENCE, Light.SHARE)
        if trashed:
            lights.set_light(journal, kept.id, AUDIENCE, Light.SHARE)
            story.move_to_trash(journal, kept.id)
        telling = tellings.new_telling(journal, AUDIENCE, part_ids=[told.id])
        if corner == "wording":
            tellings.set_wording(journal, telling.id, told.id, f"Then {retyped}, so it was.")
        elif corner == "way":
            tellings.set_way_out(journal, telling.id, WayOut.DECLINE, retyped)
        else:
            value: Any = (retyped,) if corner == "off_limits" else retyped
            tellings.change(journal, replace(telling, **{corner: value}))
        ready = handout.make_ready(journal, telling.id)
        assert [f.kind for f in ready.leaks] == ["leak.words"]
        _refused_while_leaks_stand(Scene(journal, telling.id, [told]), ready, tmp_path / "nowhere")
        (leak,) = ready.leaks
        lookover.dismiss(journal, telling.id, leak)
        out = tmp_path / "out.txt"
        now = handout.make_ready(journal, telling.id)
        handout.hand_out_file(journal, now, out, "txt", handout.document(now, "txt"))
        out.unlink()
