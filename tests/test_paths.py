"""Where the settings lie, and which journal a typed place means."""

from pathlib import Path

import platformdirs
import pytest

from peerjournal.paths import journal_folder, settings_file


def test_the_ending_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "Evening.peerjournal").mkdir()
    assert journal_folder(tmp_path / "Evening") == tmp_path / "Evening.peerjournal"
    assert journal_folder(tmp_path / "Evening.peerjournal") == tmp_path / "Evening.peerjournal"
    assert journal_folder(tmp_path / "New") == tmp_path / "New.peerjournal"


def test_a_folder_without_the_ending_is_meant_as_it_is(tmp_path: Path) -> None:
    for name in ("Evening", "Evening.peerjournal"):
        (tmp_path / name).mkdir()
    assert journal_folder(tmp_path / "Evening") == tmp_path / "Evening"
    for place in (Path(), Path("/"), Path(".."), tmp_path / ".."):
        assert journal_folder(place) == place


@pytest.mark.parametrize("home", ["/home/x", "/home/x/", "/"])
@pytest.mark.parametrize("named", [None, "", "here", "/elsewhere", "/elsewhere/"])
def test_the_settings_lie_where_programs_keep_them(
    home: str, named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", home)
    if named is None:
        monkeypatch.delenv("XDG_CONFIG_HOME")
    else:
        monkeypatch.setenv("XDG_CONFIG_HOME", named)
    assert settings_file().parent == platformdirs.user_config_path("peerjournal", appauthor=False)
