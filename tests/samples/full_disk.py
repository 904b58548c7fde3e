"""Writes drafts until a file may not grow any more: ``full_disk.py FOLDER PASSPHRASE``.

The limit on file sizes stands in for a full disk. Prints, as JSON, what happened.
"""

import json
import resource
import signal
import sys
from dataclasses import replace
from pathlib import Path

from peerjournal.errors import NotWritable
from peerjournal.operations import writing
from peerjournal.operations.journals import unlock
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)


def main() -> None:
    """Fill, fail, make room, go on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    journal = unlock(Path(sys.argv[1]), sys.argv[2])
    kept = writing.write_entry(journal, text="kept before")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    draft = writing.new_draft(journal)
    last, sentences = "", []
    for n in range(40):
        text = "word " * 3000 * (n + 1)
        try:
            writing.save_draft(journal, replace(draft, text=text))
            last = text
        except NotWritable as error:
            sentences.append(str(error))
    before = writing.get_entry(journal, kept.id).text
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, hard))
    writing.save_draft(journal, replace(draft, text="room again"))
    journal.close()
    journal = unlock(Path(sys.argv[1]), sys.argv[2])
    after = writing.get_entry(journal, draft.entry_id).text
    journal.close()
    sys.stdout.write(json.dumps({"sentences": sentences, "before": before, "after": after, "some": bool(last)}))


if __name__ == "__main__":
    main()
