"""Fixtures: a real vault in ``tmp_path`` with cheap key derivation, a clock that stands still, the window offscreen."""

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("PEERJOURNAL_TEST_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
for name in ("QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(name, None)

import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

from peerjournal.clock import Clock
from peerjournal.operations.journals import OpenJournal, create_journal, unlock
from peerjournal.vault import keys

# Cheap key derivation: the cost of a real one is tested once, in test_keys.py.
CHEAP = keys.Cost(64, passes=1, lanes=1)
PASSPHRASE = "lantern harbour seven plums"
RECOVERY = bytes(range(16))

settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every journal of a test is made and opened with cheap key derivation."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    monkeypatch.setattr(keys, "USUAL", CHEAP)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and documents of a test lie in a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (
        ("HOME", ""),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_RUNTIME_DIR", "run"),
        ("XDG_DOCUMENTS_DIR", "docs"),
    ):
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def quiet_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test."""
    yield
    loud = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert loud == []


@pytest.fixture
def moment() -> list[datetime]:
    """The one item is the instant every clock of this test shows; replace it to let time pass."""
    return [datetime(2026, 11, 22, 20, 15, tzinfo=UTC)]


@pytest.fixture
def clock(moment: list[datetime]) -> Clock:
    """A clock in Berlin that shows ``moment``."""
    return Clock(lambda: moment[0], lambda: ZoneInfo("Europe/Berlin"))


@pytest.fixture
def passphrase() -> str:
    """The passphrase of the fixture journals."""
    return PASSPHRASE


@pytest.fixture
def recovery_code() -> str:
    """The recovery code of the fixture journals."""
    from peerjournal.vault.recovery import write_code

    return write_code(RECOVERY)


@pytest.fixture(scope="session")
def empty_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed, empty journal, made once; copy it."""
    from peerjournal.vault.recovery import write_code

    place = tmp_path_factory.mktemp("journals") / "Empty.peerjournal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        create_journal(place, PASSPHRASE, write_code(RECOVERY), cost=CHEAP).close()
    return place


@pytest.fixture
def journal_path(empty_journal: Path, tmp_path: Path) -> Path:
    """A closed, empty journal of this test's own."""
    return Path(shutil.copytree(empty_journal, tmp_path / "Evening.peerjournal"))


@pytest.fixture
def journal(journal_path: Path, clock: Clock) -> Iterator[OpenJournal]:
    """An open, empty journal; closed at the end."""
    opened = unlock(journal_path, PASSPHRASE, clock=clock)
    yield opened
    opened.close()
