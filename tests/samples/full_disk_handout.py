"""Hands a telling out where no file may grow: ``full_disk_handout.py FOLDER PASSPHRASE TELLING FILE``.

The limit on file sizes stands in for a full disk. Prints what was said, and how many lines the ledger has.
"""

import resource
import signal
import sys
from pathlib import Path

from peerjournal.errors import NotWritable
from peerjournal.operations import handout, ledger
from peerjournal.operations.journals import unlock
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)


def main() -> None:
    """Fail, and look what is left."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    journal = unlock(Path(sys.argv[1]), sys.argv[2])
    ready = handout.make_ready(journal, sys.argv[3])
    content = handout.document(ready, "txt") * 100_000
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        handout.hand_out_file(journal, ready, Path(sys.argv[4]), "txt", content)
    except NotWritable as error:
        sys.stdout.write(f"{error}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
    sys.stdout.write(f"{len(ledger.all_lines(journal))}\n")
    journal.close()


if __name__ == "__main__":
    main()
