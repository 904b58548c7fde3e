"""Writes into a journal until it is killed: ``crash_writer.py FOLDER PASSPHRASE``.

For every line on stdin a writer of its own is forked, so that fifty kills pay the imports once. A writer
first says ``ready PID``; each further line acknowledges a text after the call that keeps it has returned:
``ENTRY_ID TEXT``. When it is dead, ``gone`` follows.
"""

import os
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from peerjournal.operations import writing
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)


def acknowledge(entry_id: str, text: str) -> None:
    """One unbuffered line: what is in the pipe survives the kill."""
    os.write(1, f"{entry_id} {text}\n".encode())


def write(journal: OpenJournal) -> None:
    """Drafts that grow, settle now and then, and whole entries in between."""
    for n in count():
        draft = writing.new_draft(journal)
        for step in range(1 + n % 4):
            draft = replace(draft, text=f"{draft.text} typed{n}-{step} " + "ä" * (n % 7) * 300, cursor=step)
            writing.save_draft(journal, draft)
            acknowledge(draft.entry_id, draft.text)
            if (n + step) % 3 == 0:
                writing.settle(journal, draft)
                acknowledge(draft.entry_id, draft.text)
        entry = writing.write_entry(journal, text=f"whole{n}", tags=["crash"])
        acknowledge(entry.id, entry.text)
        if n % 10 == 9:
            journal.rest()


if __name__ == "__main__":
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            opened = unlock(Path(sys.argv[1]), sys.argv[2])
            os.write(1, f"ready {os.getpid()}\n".encode())
            write(opened)
        os.waitpid(child, 0)
        os.write(1, b"gone\n")
