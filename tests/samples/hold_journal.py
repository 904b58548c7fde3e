"""Holds a journal open until it is killed or told to stop: ``hold_journal.py FOLDER PASSPHRASE``.

Says ``open`` on stdout once it has it; ends, locking it, at the end of stdin.
"""

import sys
from pathlib import Path

from peerjournal.operations.journals import unlock
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)

if __name__ == "__main__":
    journal = unlock(Path(sys.argv[1]), sys.argv[2])
    sys.stdout.write("open\n")
    sys.stdout.flush()
    sys.stdin.read()
    journal.close()
