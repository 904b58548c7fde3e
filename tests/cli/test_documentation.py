"""The documentation says what there is: settings, keys, lists, sources, links; and its example works to the letter."""

import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from peerjournal.charts.registry import kinds
from peerjournal.paths import resource
from peerjournal.settings import DECLARED
from peerjournal.store.schema import metadata

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = ROOT / "src" / "peerjournal" / "ui" / "pages"
LISTS = sorted(resource("lookover", "en").glob("*.toml"))
ROOMS = [
    *(PAGES / f"{name}.py" for name in ("story", "parts", "story_list", "lights", "glance")),
    *(PAGES / f"{name}.py" for name in ("writing_room", "workshop")),
    *(PAGES / "telling").glob("*.py"),
]
WIDGETS = PAGES.parent / "widgets"
WELLBEING = [
    *(PAGES / f"{name}.py" for name in ("wellbeing", "charts", "chart_page", "check_ins", "questions", "own_trackers")),
    *PAGES.glob("check_in_*.py"),
    *PAGES.glob("scale*.py"),
    *WIDGETS.glob("chart_*.py"),
    *(WIDGETS / f"{name}.py" for name in ("beside", "headed_list", "grouped_list", "name_list", "item_answers")),
    *(WIDGETS / f"{name}.py" for name in ("two_way_grid", "steps_row", "word_choice")),
]
SESSIONS = [
    *(PAGES / f"{name}.py" for name in ("workshop", "session_list", "session_in_trash", "follow_ups", "hours_page")),
    *(PAGES / f"{name}.py" for name in ("follow_up_rows", "reflection_sheet", "reflection_sections", "packs", "plan")),
    *PAGES.glob("pack_*.py"),
    *PAGES.glob("plan_*.py"),
    *(WIDGETS / f"{name}.py" for name in ("headed_list", "typed_day", "fold")),
]
EVERYWHERE = [
    *(PAGES.parent / f"{name}.py" for name in ("rooms", "watch")),
    *(PAGES / f"{name}.py" for name in ("journal", "writing_room")),
    *WIDGETS.glob("editor/*.py"),
]


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or a higher one."""
    level = heading.split(maxsplit=1)[0]
    below = text.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(level)}}} ", below, maxsplit=1)[0]


def test_every_setting_has_its_line_in_the_guide() -> None:
    table = section(text_of("guide.md"), "## Settings")
    for setting in DECLARED:
        assert f"| {setting.label} | " in table


def keys_in(path: Path) -> set[str]:
    """The combinations of keys that stand in a file as texts of their own."""
    return set(
        re.findall(r'"((?:(?:Ctrl|Alt|Shift)\+)+[^" ]+|F\d{1,2}|PgUp|PgDown)"', path.read_text(encoding="utf-8"))
    )


def as_written(keys: str) -> str:
    for qt, words in (
        ("PgUp", "Page Up"), ("PgDown", "Page Down"), ("PageUp", "Page Up"), ("PageDown", "Page Down"),
        ("Return", "Enter"), ("Escape", "Esc"), ("Ctrl+,", "Ctrl and comma"),
    ):  # fmt: skip
        keys = keys.replace(qt, words)
    return keys


def keys_answered(path: Path) -> set[str]:
    """The keys that a file asks for one by one, or by what they stand for."""
    text = path.read_text(encoding="utf-8")
    copies = {"Ctrl+C"} if "StandardKey.Copy" in text else set()
    return copies | set(re.findall(r"Qt\.Key\.Key_(\w+)", text))


def cells_of(table: str) -> set[str]:
    return {cell.strip() for row in table.splitlines() for cell in re.split(r"[|,]| to | or ", row)}


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(PAGES)))
def test_every_key_of_the_rooms_is_in_the_table(path: Path) -> None:
    table = section(text_of("sharing.md"), "## Keys").replace("Alt+1 to Alt+4", "Alt+1, Alt+2, Alt+3, Alt+4")
    assert {as_written(keys) for keys in keys_in(path)} <= cells_of(table)


@pytest.mark.parametrize("path", WELLBEING, ids=lambda path: path.name)
def test_every_key_of_wellbeing_is_in_its_table(path: Path) -> None:
    table = section(text_of("wellbeing.md"), "## Keys").replace("Alt+1 to Alt+4", "Alt+1, Alt+2, Alt+3, Alt+4")
    assert {as_written(keys) for keys in keys_in(path) | keys_answered(path)} <= cells_of(table)


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.name)
def test_every_key_of_sessions_and_my_plan_is_in_their_table(path: Path) -> None:
    table = section(text_of("sessions.md"), "## Keys")
    for last in (3, 4):
        table = table.replace(f"Alt+1 to Alt+{last}", ", ".join(f"Alt+{n}" for n in range(1, last + 1)))
    answered = {"Enter" if key == "Return" else as_written(key) for key in keys_answered(path)}
    assert {as_written(keys) for keys in keys_in(path)} | answered <= cells_of(table) | {"Tab"}


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: path.name)
def test_every_key_that_works_everywhere_is_in_the_guide(path: Path) -> None:
    assert {as_written(keys) for keys in keys_in(path)} <= cells_of(section(text_of("guide.md"), "## Keys"))


def test_the_keys_of_the_rooms_lead_there() -> None:
    """Alt and a number is put together where it is used."""
    assert 'f"Alt+{n + 1}"' in (PAGES / "tabbed_room.py").read_text(encoding="utf-8")
    for page in ("sharing.md", "sessions.md", "wellbeing.md"):
        assert "Alt+1 to Alt+4" in section(text_of(page), "## Keys")
    assert {"Ctrl+6", "Ctrl+K"} <= cells_of(section(text_of("wellbeing.md"), "## Keys"))


def test_keys_are_found_in_the_rooms() -> None:
    found = set().union(*map(keys_in, ROOMS))
    assert {"Ctrl+Shift+N", "Alt+Up", "Ctrl+PgDown", "F6", "Ctrl+Space"} <= found
    answered = set().union(*map(keys_answered, WELLBEING), *map(keys_in, WELLBEING))
    assert {"Left", "PageUp", "Home", "Escape", "Delete", "Space", "Ctrl+C", "Alt+Left", "Ctrl+Return"} <= answered


def test_every_table_of_the_vault_is_described() -> None:
    page = section(text_of("vault-format.md"), "## journal.db")
    for table in metadata.tables:
        assert f"`{table}`" in page


def keys_of(table: Any) -> Iterator[str]:
    """The keys and tables of a list; what stands in ``[named]`` has names of its own."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield f"[{key}]"
            yield from keys_of(value) if key != "named" else ()
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"[[{key}]]"
            for inner in value:
                yield from keys_of(inner)
        else:
            yield key


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_key_of_every_list_is_explained(path: Path) -> None:
    page = text_of("look-over.md")
    explained = section(page, f"### {path.name}") + section(page, "## The lists").split("###")[0]
    for key in set(keys_of(tomllib.loads(path.read_text(encoding="utf-8")))):
        assert f"`{key}`" in explained


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_source_of_a_list_is_on_the_page(path: Path) -> None:
    links = re.findall(r"https?://[^\s\",]+", path.read_text(encoding="utf-8"))
    for link in links:
        assert link in text_of("look-over.md")


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)]+)\)", path.read_text(encoding="utf-8")):
        file, _, place = target.partition("#")
        aim = (path.parent / file) if file else path
        assert aim.is_file(), target
        headings = re.findall(r"^#+ (.+)$", aim.read_text(encoding="utf-8"), re.MULTILINE)
        assert not place or place in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}, target


def example(page: str, place: Path) -> list[tuple[bytes, list[str]]]:
    """The example of a page: what is piped in, and the words of the command, with the journal's own place."""
    shown = section(text_of(page), "## On the command line")
    lines = re.findall(r"^    (.+)$", shown, re.MULTILINE)
    steps = []
    for line in lines:
        piped, _, command = line.rpartition(" | ")
        words = [str(place) if word == "mine" else word for word in shlex.split(command)]
        said = f"{shlex.split(piped)[1]}\n" if piped else ""
        steps.append((said.encode(), words[1:]))
    return steps


def test_the_example_works_to_the_letter(
    say: Callable[..., Any],
    journal_path: Path,
    passphrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,
) -> None:
    assert qapp
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "passphrase"
    secret.write_text(passphrase)
    steps = example("sharing.md", journal_path)
    assert len(steps) == 6
    for piped, words in steps:
        said = say(*words, "--passphrase-file", secret, stdin=piped)
        assert said.code == 0, (words, said.err)
    told = PdfReader(tmp_path / "course.pdf").pages[0].extract_text()
    assert "It was a long winter." in told
    assert "brother" not in told
    (line,) = json.loads(say("ledger", journal_path, "--json", "--passphrase-file", secret).out)
    assert (line["title"], line["form"]) == ("Spring course", "pdf")


def test_the_example_of_check_ins_and_charts_works_to_the_letter(
    say: Callable[..., Any], journal_path: Path, passphrase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "passphrase"
    secret.write_text(passphrase)
    steps = example("wellbeing.md", journal_path)
    assert len(steps) == 6
    for _piped, words in steps:
        said = say(*words, *([] if "--list" in words else ["--passphrase-file", secret]))
        assert said.code == 0, (words, said.err)
    assert (tmp_path / "spring.svg").is_file()


def test_every_chart_and_every_question_is_on_the_page() -> None:
    page = text_of("wellbeing.md")
    for kind in kinds():
        assert f"| {kind.title} | `{kind.name}` |" in page
    for condition in ("load", "say in my work", "backing", "hard accounts heard", "satisfaction"):
        assert condition in section(page, "## What is asked")
