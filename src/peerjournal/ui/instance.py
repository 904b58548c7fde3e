"""Starting the program again raises the window that is there, hidden or not.

Each window listens on local sockets (no network): one for "any window" and one for its journal. The names
are hashes in the person's own runtime folder and say nothing about the journal.
"""

import os
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from peerjournal.paths import SOCKET_PREFIX, socket_name

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 800
_RAISE, _PROBE = b"raise\n", b"probe\n"


def _address(journal: Path | None) -> str:
    # As below: not before it is needed.
    import platformdirs

    name = socket_name(journal)
    if sys.platform == "win32":
        return name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it falls back to the temporary folder; that will do
        return str(platformdirs.user_runtime_path() / name)


def raise_other(journal: Path | None) -> bool:
    """Ask the window that shows this journal (or any, for None) to come forward; whether one answered."""
    return _ask(journal, _RAISE)


def _ask(journal: Path | None, question: bytes) -> bool:
    """Whether a living window answers at this address."""
    if _surely_nobody():
        return False
    address = _address(journal)
    if sys.platform != "win32" and not Path(address).exists():
        return False
    # Qt's network module costs a tenth of the start-up, and mostly nobody is there.
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    # The answer tells a living window from a socket file left by a killed one.
    socket.write(question)
    socket.flush()
    answered = socket.waitForReadyRead(_PATIENCE_MS)
    socket.disconnectFromServer()
    return answered


def _surely_nobody() -> bool:
    """A quick look, which mostly is enough: no socket of ours in the person's own runtime folder."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if sys.platform == "win32" or not folder:
        return False
    try:
        found = Path(folder).stat()
        ours = found.st_uid == os.getuid() and not found.st_mode & 0o077  # else platformdirs takes another one
        return ours and not any(p.name.startswith(SOCKET_PREFIX) for p in Path(folder).iterdir())
    except OSError:
        return False


class Instance(QObject):
    """Listens for later starts; emits ``wanted`` for each."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._servers: dict[str, QLocalServer] = {}
        self.listen_for(None)

    def listen_for(self, journal: Path | None) -> None:
        """Be the window that answers for this journal (None: for any), unless another one does already.

        A window shows one journal at a time: it no longer answers for the one before.
        """
        # As above: not before the window is up.
        from PySide6.QtNetwork import QLocalServer

        address = _address(journal)
        for other in set(self._servers) - {address, _address(None)}:
            self._servers.pop(other).close()
        if address in self._servers or _ask(journal, _PROBE):
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if sys.platform != "win32":
            Path(address).parent.mkdir(parents=True, exist_ok=True)
            QLocalServer.removeServer(address)
        if server.listen(address):
            server.newConnection.connect(self._answer)
            self._servers[address] = server

    @property
    def listens(self) -> bool:
        """Whether a later start can reach this window at all."""
        return bool(self._servers)

    def close(self) -> None:
        """Stop listening and take the sockets away."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()

    def _answer(self) -> None:
        for server in self._servers.values():
            while (socket := server.nextPendingConnection()) is not None:
                socket.readyRead.connect(partial(self._reply, socket))
                socket.disconnected.connect(socket.deleteLater)
                if socket.canReadLine():
                    self._reply(socket)

    def _reply(self, socket: "QLocalSocket") -> None:
        question = socket.readLine().data()
        socket.write(b"here\n")
        socket.flush()
        if question == _RAISE:
            self.wanted.emit()
