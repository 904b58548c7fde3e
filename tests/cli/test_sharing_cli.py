"""``audience``, ``light``, ``telling``, ``ledger`` and ``look-over`` on the command line."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from tests.cli.conftest import refused

from peerjournal.operations import lights, lookover, tellings
from peerjournal.operations.journals import OpenJournal, create_journal, new_recovery_code
from peerjournal.sharing.audience import Known
from peerjournal.vault import keys

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "peerjournal"]
REAL_FLOOR = keys.FLOOR
Say = Callable[..., Any]


@pytest.fixture
def part(on: Say) -> str:
    """A part with a private mark, kept from everybody so far."""
    text = b"The clock {keep}of the Zwicklhof{/keep} ran fast, and she said good evening.\n"
    return str(on("part add", "--title", "The corridor", stdin=text).id)


@pytest.fixture
def telling(on: Say, part: str) -> str:
    """A telling of it for training."""
    assert on("light", part, "training", "share").code == 0
    return str(on("telling new", "--audience", "training", "--title", "Short", "--part", part, "--minutes", "5").id)


# ---------------------------------------------------------------------------------------------- audiences, lights


def test_the_six_audiences_to_begin_with(on: Say, opened: Callable[[], OpenJournal]) -> None:
    journal = opened()
    audience = lights.get_audience(journal, "public-talk")
    audience.recorded, audience.withdrawable = Known.YES, Known.NO
    lights.change_audience(journal, audience)
    journal.close()
    there = json.loads(on("audience list", "--json").out)
    assert len(there) == 6
    assert all(set(row) == {"id", "name", "recorded", "withdrawable"} for row in there)
    (row,) = [row for row in there if row["id"] == "public-talk"]
    assert (row["recorded"], row["withdrawable"]) == (True, False)
    said = on("audience list")
    assert (said.code, said.err, said.out.count("\n")) == (0, "", 6)
    assert "training  Training\n" in said.out


@pytest.mark.parametrize("light", ["keep", "ask", "share"])
@pytest.mark.parametrize(
    ("by_part", "by_audience"), [("id", "training"), ("the CORRIDOR", "Training"), ("id", "train")]
)
def test_a_light_is_set_by_id_or_by_name(on: Say, part: str, by_part: str, by_audience: str, light: str) -> None:
    said = on("light", part if by_part == "id" else by_part, by_audience, light)
    assert (said.code, said.out, said.err) == (0, "", "")
    (row,) = json.loads(on("part list", "--json").out)
    assert row["lights"] == ({} if light == "keep" else {"training": light})


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (["no such part", "training", "share"], ["no such part", "part list"], 1),
        (["", "training", "share"], ["part list"], 1),
        (["The corridor", "choir", "share"], ["Which audience", "Training"], 1),
        (["The corridor", "", "share"], ["Which audience"], 1),
        (["The corridor", "training", "maybe"], ["maybe"], 2),
        (["The corridor", "training"], ["light"], 2),
        (["The corridor", "training", "SHARE"], ["SHARE"], 2),
    ],
)
@pytest.mark.usefixtures("part")
def test_a_light_that_cannot_be_meant(on: Say, arguments: list[str], words: list[str], code: int) -> None:
    refused(on("light", *arguments), *words, code=code)
    (row,) = json.loads(on("part list", "--json").out)
    assert row["lights"] == {}


def test_a_part_without_a_title_is_never_meant_by_nothing(on: Say) -> None:
    assert on("part add", "--title", "", stdin=b"without a title").code == 0
    refused(on("light", "", "training", "share"))
    refused(on("light", "  ", "training", "share"))


# -------------------------------------------------------------------------------------------------------- tellings


def test_a_kept_part_is_refused_and_how_to_change_its_light_is_said(
    on: Say, say: Say, part: str, opened: Callable[[], OpenJournal], journal_path: Path
) -> None:
    told = on("part add", "--title", "Told", stdin=b"x").id
    assert on("light", told, "training", "share").code == 0
    said = on("telling new", "--audience", "training", "--title", "T", "--part", told, "--part", part)
    refused(said, part, f"peerjournal light JOURNAL {part} training share")
    assert "corridor" not in said.err
    journal = opened()
    assert tellings.all_tellings(journal) == []
    journal.close()
    # What the sentence says works to the letter.
    line = said.err.strip().rpartition("peerjournal ")[2].replace("JOURNAL", str(journal_path)).split()
    assert say(*line, "--passphrase-file", journal_path.parent / "passphrase").code == 0
    assert on("telling new", "--audience", "training", "--title", "T", "--part", told, "--part", part).id


def test_a_part_if_asked_may_be_chosen(on: Say, part: str) -> None:
    assert on("light", part, "training", "ask").code == 0
    assert on("telling new", "--audience", "training", "--title", "T", "--part", "the corridor").id


@pytest.mark.parametrize(
    ("options", "words", "code"),
    [
        (["--audience", "training", "--title", "T"], ["--part"], 2),
        (["--audience", "training", "--part", "x"], ["--title"], 2),
        (["--title", "T", "--part", "x"], ["--audience"], 2),
        (["--audience", "training", "--title", "T", "--part", "x", "--minutes", "soon"], ["--minutes"], 2),
        (["--audience", "choir", "--title", "T", "--part", "The corridor"], ["Which audience"], 1),
        (["--audience", "training", "--title", "T", "--part", "x"], ["no such part"], 1),
        (["--audience", "training", "--title", "T", "--part", "The corridor", "--minutes", "0"], ["minutes"], 1),
        (["--audience", "training", "--title", "T", "--part", "The corridor", "--minutes", "nan"], ["minutes"], 1),
    ],
)
@pytest.mark.usefixtures("telling")
def test_a_telling_that_cannot_be_made(on: Say, options: list[str], words: list[str], code: int) -> None:
    refused(on("telling new", *options), *words, code=code)
    assert on("telling list").out.count("\n") == 1


def test_the_look_over_of_a_telling(on: Say, opened: Callable[[], OpenJournal], telling: str, part: str) -> None:
    assert json.loads(on("telling look-over", telling, "--json").out) == []
    assert on("telling look-over", "short").err.count("\n") == 1
    on("person add", "Judith")
    journal = opened()
    tellings.set_wording(journal, telling, part, "Judith rang.\nIt was by the clock of the Zwicklhof, 030 1234567.")
    journal.close()
    found = json.loads(on("telling look-over", telling, "--json").out)
    assert [set(f) for f in found] == [{"family", "place", "excerpt", "reason", "source"}] * len(found)
    assert [f["family"] for f in found[:2]] == ["leak", "leak"]
    assert {f["family"] for f in found[2:]} == {"identifier"}
    assert [f["excerpt"] for f in found[:2]] == ["Judith", "of the Zwicklhof"]
    assert found[1]["place"] == "“The corridor”, line 2"
    assert on("telling look-over", telling).out.count("\n") == len(found)
    refused(on("telling look-over", "no such"), "no such telling")


# -------------------------------------------------------------------------------------------------------- hand out


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md", "txt", "PDF", "Txt"])
def test_a_telling_is_written_in_the_form_of_the_ending(
    on: Say, telling: str, part: str, tmp_path: Path, ending: str, qapp: object
) -> None:
    assert qapp
    file = tmp_path / f"told.{ending}"
    said = on("telling hand-out", telling, "--to", file)
    assert (said.code, said.out, said.err) == (0, "", f"Written: {file}\n")
    blob = file.read_bytes()
    if ending.lower() == "pdf":
        words = PdfReader(io.BytesIO(blob)).pages[0].extract_text()
    elif ending == "docx":
        words = "\n".join(p.text for p in Document(io.BytesIO(blob)).paragraphs)
    else:
        words = blob.decode()
    assert "ran fast" in words
    assert "Zwicklhof" not in words
    (line,) = json.loads(on("ledger", "--json").out)
    assert (line["form"], line["way"], line["audience"], line["telling"]) == (
        ending.lower(),
        "handed-out",
        "Training",
        telling,
    )
    assert line["parts"] == [
        {"id": part, "title": "The corridor", "text": "The clock ran fast, and she said good evening.\n"}
    ]


def test_a_leak_that_stands_is_one_sentence_without_its_words(
    on: Say, opened: Callable[[], OpenJournal], telling: str, part: str, tmp_path: Path
) -> None:
    on("person add", "Judith")
    journal = opened()
    tellings.set_wording(journal, telling, part, "Judith came to the clock of the Zwicklhof.")
    journal.close()
    file = tmp_path / "told.txt"
    said = on("telling hand-out", telling, "--to", file)
    refused(said, "2 leaks", "telling look-over")
    assert not {"Judith", "Zwicklhof", "corridor"} & set(said.err.replace(",", " ").split())
    assert not file.exists()
    assert json.loads(on("ledger", "--json").out) == []
    journal = opened()
    for leak in lookover.look_over_telling(journal, telling):
        lookover.dismiss(journal, telling, leak)
    journal.close()
    assert on("telling hand-out", telling, "--to", file).code == 0
    assert file.read_text() == "Short\n\nJudith came to the clock of the Zwicklhof.\n"


@pytest.mark.parametrize("name", ["told", "told.doc", "told.", ".pdf", "told.odt"])
def test_another_ending_is_refused(on: Say, telling: str, tmp_path: Path, name: str) -> None:
    refused(on("telling hand-out", telling, "--to", tmp_path / name), ".pdf, .docx, .html, .md, .txt")
    assert not (tmp_path / name).exists()


def test_places_that_will_not_do(on: Say, telling: str, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    refused(on("telling hand-out", telling, "--to", tmp_path / "folder.txt"), "no file")
    refused(on("telling hand-out", telling, "--to", tmp_path / "not there" / "told.txt"), "cannot be written")
    refused(on("telling hand-out", telling), "--to", code=2)
    refused(on("telling hand-out", "no such", "--to", tmp_path / "told.txt"), "no such telling")
    assert json.loads(on("ledger", "--json").out) == []


def test_what_changed_since_is_said_and_a_kept_part_stays_out(on: Say, telling: str, part: str, tmp_path: Path) -> None:
    other = on("part add", "--title", "Bread", stdin=b"There was bread.").id
    on("light", other, "training", "share")
    both = on("telling new", "--audience", "training", "--title", "Both", "--part", part, "--part", other).id
    on("light", other, "training", "keep")
    said = on("telling hand-out", both, "--to", tmp_path / "told.txt")
    assert said.code == 0
    assert "1 part was left out" in said.err
    assert "looked at" in said.err
    assert "bread" not in (tmp_path / "told.txt").read_text()
    on("light", part, "training", "keep")
    refused(on("telling hand-out", telling, "--to", tmp_path / "again.txt"), "may be told")


# ---------------------------------------------------------------------------------------------------------- ledger


def test_the_ledger_newest_first(on: Say, telling: str, tmp_path: Path) -> None:
    said = on("ledger")
    assert (said.code, said.out, said.err.count("\n")) == (0, "", 1)
    for ending in ("txt", "md"):
        on("telling hand-out", telling, "--to", tmp_path / f"told.{ending}")
    lines = json.loads(on("ledger", "--json").out)
    assert sorted(line["form"] for line in lines) == ["md", "txt"]
    assert [line["at"] for line in lines] == sorted((line["at"] for line in lines), reverse=True)
    assert set(lines[0]) == {
        *(
            "id",
            "at",
            "way",
            "audience",
            "audience_id",
            "telling",
            "title",
            "form",
            "place",
            "recorded",
            "withdrawable",
        ),
        *("opening", "closing", "parts", "landed", "again", "notes"),
    }
    said = on("ledger")
    assert (said.err, said.out.count("\n")) == ("", 2)
    assert "Short  (Training; handed out, md)" in said.out


# ------------------------------------------------------------------------------------------ look-over of any text


def test_any_text_is_looked_over_without_a_journal(say: Say) -> None:
    said = say("look-over", "--json", stdin=b"Write to somebody@example.org.\nAddicts lie. You should stop drinking.\n")
    assert (said.code, said.err) == (0, "")
    found = json.loads(said.out)
    assert {f["family"] for f in found} == {"identifier", "stigma", "advice"}
    assert all(set(f) == {"family", "place", "excerpt", "reason", "source"} for f in found)
    assert {f["place"] for f in found} == {"line 1", "line 2"}
    assert all(f["source"] for f in found)
    assert say("look-over", stdin=b"Bread.").err.count("\n") == 1
    assert json.loads(say("look-over", "--json", stdin=b"").out) == []


FAMILIES = {
    "leak": "I hid. {keep}At the Zwicklhof{/keep} I hid, at the Zwicklhof.",
    "identifier": "Call me on 030 1234567.",
    "safety": "I took 300 mg of it, because of him.",
    "stigma": "Those junkies lie.",
    "advice": "You should stop taking the tablets.",
    "help": "That winter I wanted to kill myself.",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_findings_carry_the_names_of_their_families(say: Say, family: str) -> None:
    found = json.loads(say("look-over", "--json", stdin=FAMILIES[family].encode()).out)
    assert family in {f["family"] for f in found}


def test_length_is_said_of_a_telling_with_too_few_minutes(on: Say) -> None:
    part = on("part add", "--title", "Long", stdin=b"rain and bread " * 400).id
    on("light", part, "training", "share")
    telling = on("telling new", "--audience", "training", "--title", "T", "--part", part, "--minutes", "2").id
    assert [f["family"] for f in json.loads(on("telling look-over", telling, "--json").out)] == ["length"]


def test_words_that_must_not_stand_in_a_text_are_leaks(say: Say, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(
        "It was winter.\n\nUnder the loose boards of the barn I counted every lantern.\n", encoding="utf-8"
    )
    told = b"First this.\n\nUNDER THE LOOSE\nBOARDS of the barn, I counted every lantern."
    (found,) = json.loads(say("look-over", "--against", secret, "--json", stdin=told).out)
    assert (found["family"], found["place"]) == ("leak", "line 3")
    assert json.loads(say("look-over", "--against", secret, "--json", stdin=b"Bread and rain.").out) == []
    (tmp_path / "empty").touch()
    assert say("look-over", "--against", tmp_path / "empty", stdin=told).code == 0


def test_texts_that_cannot_be_looked_over(say: Say, tmp_path: Path) -> None:
    refused(say("look-over", stdin=b"caf\xe9"), "UTF-8", "byte 4")
    refused(say("look-over", "--against", tmp_path / "not there", stdin=b"x"), "cannot be read")
    refused(say("look-over", "--against", tmp_path, stdin=b"x"), "cannot be read")
    (tmp_path / "latin").write_bytes(b"caf\xe9")
    refused(say("look-over", "--against", tmp_path / "latin", stdin=b"x"), "UTF-8")


def test_help_says_what_there_is(say: Say) -> None:
    for line, words in (
        (["audience", "-h"], ["list"]),
        (["light", "-h"], ["PART", "AUDIENCE", "keep|ask|share"]),
        (["telling", "--help"], ["new", "look-over", "hand-out"]),
        (["telling", "new", "-h"], ["--audience", "--title", "--part", "--minutes", "--passphrase-file"]),
        (["telling", "hand-out", "-h"], ["--to", ".pdf, .docx, .html, .md or .txt"]),
        (["ledger", "-h"], ["--json"]),
        (["look-over", "-h"], ["--against", "--json", "stdin"]),
    ):
        said = say(*line)
        assert said.code == 0
        assert all(word in said.out for word in words), said.out


@pytest.mark.parametrize(
    "line", ["part list", "audience list", "ledger", "telling list", "telling look-over x", "light a b keep"]
)
def test_a_journal_that_is_not_there_or_another_passphrase(
    say: Say, journal_path: Path, tmp_path: Path, line: str
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this")
    name, arguments = (line.split()[:1], line.split()[1:]) if line.startswith(("light", "ledger")) else (
        line.split()[:2], line.split()[2:]
    )  # fmt: skip
    refused(say(*name, tmp_path / "no journal", *arguments, "--passphrase-file", wrong))
    refused(say(*name, journal_path, *arguments, "--passphrase-file", wrong))
    refused(say(*name, journal_path, *arguments, "--passphrase-file", tmp_path / "no file"), "cannot be read")


# ------------------------------------------------------------------------------------- as a program of its own


@pytest.fixture
def alone() -> dict[str, str]:
    """What a program of its own sees: no screen, and a locale that knows no UTF-8."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in shown}
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return {**kept, **plain, "PYTHONPATH": str(ROOT / "src")}


def test_from_a_part_to_a_pdf_without_any_screen(
    alone: dict[str, str], tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "FLOOR", REAL_FLOOR)
    place = tmp_path / "Real.peerjournal"
    create_journal(place, passphrase, new_recovery_code(), cost=REAL_FLOOR).close()
    (tmp_path / "secret").write_text(passphrase)

    def run(*line: str, stdin: str = "") -> str:
        done = subprocess.run(
            [*PROGRAM, *line, "--passphrase-file", str(tmp_path / "secret")],
            input=stdin.encode(), env=alone, capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr.count(b"\n") <= 1) == (0, True), done.stderr
        return done.stdout.decode().strip()

    part = run("part", "add", str(place), "--title", "Früh", stdin="Der Frühling {keep}in Łódź{/keep} war spät.")
    run("light", str(place), "früh", "training", "share")
    telling = run("telling", "new", str(place), "--audience", "training", "--title", "Über früh", "--part", part)
    file = tmp_path / "Früh.pdf"
    assert run("telling", "hand-out", str(place), telling, "--to", str(file)) == ""
    reader = PdfReader(file)
    assert reader.pages[0].extract_text().split() == ["Über", "früh", "Der", "Frühling", "war", "spät."]
    assert str(reader.metadata) == "{'/Title': 'Über früh'}"
    (line,) = json.loads(run("ledger", str(place), "--json"))
    assert (line["title"], line["form"]) == ("Über früh", "pdf")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["Früh.pdf", "Real.peerjournal", "secret"]


def test_a_text_is_looked_over_without_loading_a_journal_or_a_window(alone: dict[str, str]) -> None:
    code = (
        "import sys; from peerjournal.__main__ import main; sys.argv[1:] = ['look-over', '--json']; main()\n"
        "sys.stderr.write(str(sorted({'PySide6', 'docx', 'pypdf', 'keyring'} & set(sys.modules))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="Früher war ich in Łódź.".encode(),
        env=alone,
        capture_output=True,
        check=True,
    )
    assert isinstance(json.loads(done.stdout.decode("utf-8")), list)
    assert done.stderr == b"[]"


def test_a_part_that_was_kept_may_be_told_again_once_the_telling_was_looked_at(
    on: Say, telling: str, part: str, tmp_path: Path
) -> None:
    for light in ("keep", "share"):
        assert on("light", part, "training", light).code == 0
    file = tmp_path / "told.txt"
    refused(on("telling hand-out", telling, "--to", file), "looked at again")
    assert not file.exists()
    assert "may be told" in on("telling looked-again", telling).err
    assert on("telling hand-out", telling, "--to", file).code == 0
    assert "she said good evening" in file.read_text()
