"""Bring a database to the tables this version knows, inside the vault.

``PRAGMA user_version`` counts the migrations; where it already stands at the newest, nothing more is read
and Alembic is not even imported. Before an older database is changed, an encrypted copy of it is laid in
``backups/``.
"""

from pathlib import Path

from sqlalchemy import Engine, text

from peerjournal.errors import VaultTooNew
from peerjournal.i18n import _

NEWEST = 5


def bring_up_to_date(engine: Engine, folder: Path, *, until: int = NEWEST) -> None:
    """Run the missing migrations in one transaction. Raises :class:`VaultTooNew`, changing nothing."""
    with engine.connect().execution_options(read_only=True) as connection:
        standing: int = connection.execute(text("PRAGMA user_version")).scalar_one()
    if standing > NEWEST:
        raise VaultTooNew(
            _("This journal was written by a newer version of Peer Journal; it was left untouched. Please update.")
        )
    if standing < until:
        if standing:
            _keep_copy(engine, folder, standing)
        _migrate(engine, until)


def _keep_copy(engine: Engine, folder: Path, standing: int) -> None:
    """An encrypted copy, under the same key, of the database as it stood."""
    place = folder / "backups"
    place.mkdir(mode=0o700, exist_ok=True)
    copy = place / f"before-migration-{standing}.db"
    copy.unlink(missing_ok=True)
    with engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)


def _migrate(engine: Engine, until: int) -> None:
    # Alembic costs a tenth of a second to import and is needed only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        raw = connection.connection.cursor()
        # A batch alter with foreign keys on would delete every child row.
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, f"{until:04d}")
                broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                if broken is not None:
                    raise AssertionError
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
