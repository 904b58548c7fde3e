"""A SQLAlchemy engine over the encrypted database, from a data key.

The ordinary SQLite dialect with SQLCipher's module and a creator of our own: the ``pysqlcipher`` dialect
would send an empty key after ours. The key goes in as a raw key inside the creator, never through a URL, a
log or an exception. ``BEGIN IMMEDIATE`` for whatever may write: a deferred one that writes later fails at
once when another connection wrote in between, whatever the timeout.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from peerjournal.errors import DiskFull, NotWritable, PeerJournalError, VaultDamaged, VaultInUse
from peerjournal.i18n import _
from peerjournal.vault.durable import cannot_write
from peerjournal.vault.keys import KEY_BYTES, sub_key

Transaction = Connection
"""What a query runs in; the layers above know it by this name only."""
DATABASE = "journal.db"
SMALLEST = 4096  # one page: an empty or cut file would open as a new, empty database
READ_ONLY = {"read_only": True}


def database_problem() -> VaultDamaged:
    """The sentence for a database that is not what was written."""
    return VaultDamaged(
        _(
            "The journal's database (journal.db) is damaged; nothing was changed."
            " Please keep this folder as it is and take a copy of it from a backup."
        )
    )


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what the database raises about its storage into an error with a sentence.

    Anything else it raises is a mistake of this program and passes through.
    """
    try:
        yield
    except (sqlcipher.Error, DBAPIError) as error:
        problem = _storage_problem(getattr(error, "orig", error), folder)
        if problem is None:
            raise
        raise problem from None
    except OSError as error:
        raise cannot_write(folder / DATABASE, error) from None


def _storage_problem(error: object, folder: Path) -> PeerJournalError | None:
    """By SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlcipher.SQLITE_FULL:
        return DiskFull(_("The disk is full; nothing was changed. Please make some room and try again."))
    if code in {sqlcipher.SQLITE_READONLY, sqlcipher.SQLITE_CANTOPEN, sqlcipher.SQLITE_PERM}:
        return NotWritable(
            _("The journal's folder {place} cannot be written to; nothing was changed.").format(place=folder)
        )
    if code in {sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED}:
        return VaultInUse(_("The journal is busy elsewhere; nothing was changed. Please try again."))
    if code == sqlcipher.SQLITE_IOERR:
        return NotWritable(_("The disk did not take or give the data; nothing was changed. Please try again."))
    return database_problem() if code in _SAYS_DAMAGED else None


# SQLCipher reports a page whose seal does not fit as "not a database", or as "out of memory" later on.
_STORAGE = {
    *(sqlcipher.SQLITE_FULL, sqlcipher.SQLITE_READONLY, sqlcipher.SQLITE_CANTOPEN, sqlcipher.SQLITE_PERM),
    *(sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED, sqlcipher.SQLITE_IOERR),
}
_SAYS_DAMAGED = {sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB, sqlcipher.SQLITE_NOMEM}


def open_engine(folder: Path, data_key: bytes, *, new: bool = False, foreign_keys: bool = True) -> Engine:
    """An engine on ``journal.db`` in ``folder``. With ``new`` the file is made; otherwise it must be there.

    Raises :class:`VaultDamaged` where the file is missing or shorter than one page. A damaged file shows at
    the first connection.
    """
    path = folder / DATABASE
    if not new:
        _refuse_missing(path)
    key = sub_key(data_key, "database")

    def connect() -> sqlcipher.Connection:
        connection = sqlcipher.connect(str(path), timeout=10, check_same_thread=False, isolation_level=None)
        connection.text_factory = _read_text
        try:
            _prepare(connection, key, foreign_keys=foreign_keys)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite+pysqlite:///journal",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        read_only = connection.get_execution_options().get("read_only", False)
        _driver(connection).execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _refuse_missing(path: Path) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise VaultDamaged(
            _("The journal's database (journal.db) is missing; nothing was changed. Please look for it in a backup.")
        ) from None
    if size < SMALLEST:
        raise VaultDamaged(
            _("The journal's database (journal.db) is cut off; nothing was changed. Please look for it in a backup.")
        )


def _prepare(connection: sqlcipher.Connection, key: bytes, *, foreign_keys: bool) -> None:
    """Key and settings of one connection. The order matters: the key first, then a read that proves it."""
    if len(key) != KEY_BYTES:  # any other length would silently be taken for a passphrase
        raise AssertionError
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise AssertionError  # plain SQLite ignores the key and would write in the clear
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    for pragma in (
        "temp_store = MEMORY",
        "journal_mode = WAL",
        "synchronous = FULL",
        "cache_size = -16000",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _read_text(data: bytes) -> str:
    """A text column. What is no UTF-8 was not written by us; the driver's own error would quote it."""
    read = data.decode("utf-8", "replace")
    if "\ufffd" in read and read.encode() != data:
        raise database_problem()
    return read


def check_what_was_read(connection: Connection) -> None:
    """Raise :class:`VaultDamaged` if a damaged page was handed out to this connection.

    SQLCipher gives a page whose seal does not fit as zeros, and SQLite does not always notice: the end of a
    long text, or some finds of a search, would silently be missing.
    """
    # On the driver's own connection: SQLAlchemy's way costs as much as half a save.
    if _driver(connection).execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise database_problem()


def _driver(connection: Connection) -> sqlcipher.Connection:
    return connection.connection.driver_connection


def checkpoint(engine: Engine) -> None:
    """Move what the write-ahead log holds into the database: a byte flipped in the log drops its tail."""
    with suppress(sqlcipher.DatabaseError, DBAPIError), engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def find_damage(engine: Engine, *, thorough: bool) -> str | None:
    """The first trace of damage, or None.

    Every page's seal is checked; ``thorough`` also checks the structure (truncation at a page's edge shows
    only there) and takes about five times as long. What keeps the database from being read at all, such as a full disk,
    is raised as it is: it is no damage.
    """
    try:
        with engine.connect() as connection:
            cursor = connection.connection.cursor()
            broken = cursor.execute("PRAGMA cipher_integrity_check").fetchall()
            if broken:
                return str(broken[0][0])
            if thorough:
                answer = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
                return None if answer == "ok" else "structure"
    except (sqlcipher.DatabaseError, DBAPIError) as error:
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) & 0xFF
        if code in _STORAGE:
            raise
        return type(error).__name__
    return None
