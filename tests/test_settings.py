"""Device settings: what is declared, what a broken file does, and that nothing private is written."""

import json
from pathlib import Path

import pytest

from peerjournal.settings import DECLARED, MOST_RECENT, Settings, Value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings of a test lie; its folder is not there yet."""
    return tmp_path / "config" / "peerjournal" / "settings.json"


def written(file: Path, content: str) -> Settings:
    file.parent.mkdir(parents=True)
    file.write_text(content, encoding="utf-8")
    return Settings(file)


def other_value(key: str) -> Value:
    setting = next(s for s in DECLARED if s.key == key)
    if not setting.choices:
        return not setting.default
    return next(value for value, _label in setting.choices if value != setting.default)


def test_every_setting_is_declared_once_with_a_sentence_and_allows_its_default() -> None:
    assert len({s.key for s in DECLARED}) == len(DECLARED)
    for setting in DECLARED:
        assert setting.label
        assert setting.sentence.endswith(".")
        assert setting.allows(setting.default)


@pytest.mark.parametrize("key", [s.key for s in DECLARED])
def test_a_changed_setting_is_there_at_the_next_start_and_is_told(file: Path, key: str) -> None:
    settings, told = Settings(file), list[str]()
    settings.on_change.append(told.append)
    settings[key] = other_value(key)
    assert told == [key]
    again = Settings(file)
    assert again[key] == other_value(key)
    assert [s.key for s in DECLARED if again[s.key] != s.default] == [key]


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", '"text"', '{"appearance": ', "\x00\x00", "[" * 100_000,
        '{"text_percent": ' + "9" * 5000 + "}",
    ],
    ids=["empty", "cut", "list", "null", "string", "half", "zeros", "deep", "huge number"],
)  # fmt: skip
def test_a_broken_file_counts_as_empty_and_is_replaced_by_the_first_change(file: Path, content: str) -> None:
    settings = written(file, content)
    assert all(settings[s.key] == s.default for s in DECLARED)
    assert settings.recent == []
    assert settings.window == ""
    settings["appearance"] = "dark"
    assert json.loads(file.read_text(encoding="utf-8")) == {"appearance": "dark"}


def test_a_file_that_is_no_text_counts_as_empty(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe\xd8\x00")
    assert Settings(file)["appearance"] == "system"


@pytest.mark.parametrize("value", [None, "dark ", 7, -1, 1.0, True, [], {}, "100", 10**30])
def test_a_value_of_the_wrong_kind_counts_as_not_set(file: Path, value: object) -> None:
    settings = written(file, json.dumps({s.key: value for s in DECLARED if s.choices} | {"window": [], "recent": 3}))
    assert all(settings[s.key] == s.default for s in DECLARED)
    assert settings.window == ""
    assert settings.recent == []


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_yes_or_no_is_neither_a_number_nor_a_word(file: Path, value: object) -> None:
    settings = written(file, json.dumps({"keep_recent": value, "lock_with_system": value, "recent": ["/a"]}))
    assert settings["keep_recent"] is False
    assert settings["lock_with_system"] is True
    assert settings.recent == []


@pytest.mark.parametrize(("key", "value"), [("appearance", "pink"), ("text_percent", 101), ("keep_recent", 1)])
def test_a_value_that_is_not_allowed_is_refused(file: Path, key: str, value: Value) -> None:
    settings = Settings(file)
    with pytest.raises(ValueError, match=key):
        settings[key] = value
    assert not file.exists()


def test_an_unknown_setting_is_refused(file: Path) -> None:
    settings = Settings(file)
    with pytest.raises(KeyError):
        settings["no such thing"] = True
    with pytest.raises(KeyError):
        _ = settings["no such thing"]


def test_journals_are_remembered_only_when_wanted(file: Path) -> None:
    settings = Settings(file)
    settings.remember_recent(Path("/home/someone/Secret.peerjournal"))
    settings["appearance"] = "dark"
    assert settings.recent == []
    assert "Secret" not in file.read_text(encoding="utf-8")


def test_the_newest_journals_come_first_and_no_more_than_a_few(file: Path) -> None:
    settings = Settings(file)
    settings["keep_recent"] = True
    for n in range(MOST_RECENT + 2):
        settings.remember_recent(Path(f"/j/{n}"))
    settings.remember_recent(Path("/j/4"))
    assert [p.name for p in Settings(file).recent] == ["4", "6", "5", "3", "2"]


def test_no_longer_wanting_them_forgets_them_on_disk(file: Path) -> None:
    settings = Settings(file)
    settings["keep_recent"] = True
    settings.remember_recent(Path("/home/someone/Secret.peerjournal"))
    settings["keep_recent"] = False
    assert "Secret" not in file.read_text(encoding="utf-8")
    settings["keep_recent"] = True
    assert settings.recent == []


def test_what_stands_in_the_file_beside_the_settings_is_not_written_again(file: Path) -> None:
    settings = written(file, json.dumps({"recent": ["/home/someone/Secret.peerjournal"], "note": "private"}))
    settings["appearance"] = "dark"
    assert json.loads(file.read_text(encoding="utf-8")) == {"appearance": "dark"}


def test_a_place_with_a_name_no_text_can_hold_is_kept(file: Path) -> None:
    place = Path("/j/\udcff.peerjournal")
    settings = Settings(file)
    settings["keep_recent"] = True
    settings.remember_recent(place)
    assert Settings(file).recent == [place]


def test_recent_entries_that_are_no_places_are_passed_over(file: Path) -> None:
    settings = written(file, json.dumps({"keep_recent": True, "recent": [1, None, "/j/a", ["/j/b"]]}))
    assert settings.recent == [Path("/j/a")]


def test_only_the_account_itself_can_read_the_file(file: Path) -> None:
    Settings(file)["appearance"] = "dark"
    assert file.stat().st_mode & 0o077 == 0


def test_settings_that_cannot_be_written_hold_until_the_end(tmp_path: Path) -> None:
    in_the_way = tmp_path / "config"
    in_the_way.write_text("a file where the folder should be", encoding="utf-8")
    settings = Settings(in_the_way / "settings.json")
    settings["appearance"] = "dark"
    settings.window = "abc"
    assert settings["appearance"] == "dark"
    assert settings.window == "abc"


def test_the_window_keeps_its_place(file: Path) -> None:
    Settings(file).window = "AdnQywAD"
    assert Settings(file).window == "AdnQywAD"
