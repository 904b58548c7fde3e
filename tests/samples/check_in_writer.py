"""Answers check-ins in a process of its own: ``check_in_writer.py FOLDER PASSPHRASE killed|full``.

``killed``: says after each answer what is in the form by then, and goes on until it is killed. ``full``: a limit on
the size of files stands in for a full disk; prints, as JSON, what happened.
"""

import json
import resource
import signal
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from peerjournal.errors import NotWritable
from peerjournal.journal.checkin import CheckIn
from peerjournal.operations import checkins
from peerjournal.operations.journals import OpenJournal, unlock
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)


def answer_until_killed(journal: OpenJournal) -> None:
    """One after the other, each answered in steps, every other one settled."""
    for n in count():
        draft = checkins.new_check_in(journal)
        for step in range(1, 8):
            draft = replace(draft, pleasantness=step, note=f"{draft.note} {n}-{step}")
            checkins.save_draft(journal, draft)
            if n % 2 and step % 3 == 0:
                checkins.settle(journal, draft)
            sys.stdout.write(f"{draft.id} {draft.note}\n")
            sys.stdout.flush()


def settle_on_a_full_disk(place: Path, passphrase: str) -> None:
    """What is answered cannot be settled, then it can."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    journal = unlock(place, passphrase)
    kept = checkins.record(journal, replace(checkins.new_check_in(journal), energy=2, note="kept before"))
    half = replace(checkins.new_check_in(journal), energy=6, note="half answered " + "word " * 100_000)
    checkins.save_draft(journal, half)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    sentences = [_refused(journal, half), _refused(journal, replace(kept, note=half.note, sitting="another"))]
    journal.close()
    on_a_full_disk = unlock(place, passphrase)  # the draft waits: reading must be possible
    read = [c.note[:13] for c in checkins.check_ins(on_a_full_disk)]
    on_a_full_disk.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
    journal = unlock(place, passphrase)
    after = [c.note[:13] for c in checkins.check_ins(journal)]
    journal.close()
    sys.stdout.write(json.dumps({"sentences": sentences, "read": read, "after": sorted(after)}))


def _refused(journal: OpenJournal, said: CheckIn) -> str:
    try:
        checkins.settle(journal, said)
    except NotWritable as error:
        return str(error)
    return ""


if __name__ == "__main__":
    if sys.argv[3] == "full":
        settle_on_a_full_disk(Path(sys.argv[1]), sys.argv[2])
    else:
        answer_until_killed(unlock(Path(sys.argv[1]), sys.argv[2]))
