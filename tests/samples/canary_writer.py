"""Types every kind of private text into a new journal: ``canary_writer.py FOLDER``.

The private texts come as JSON on stdin's first line, by kind. Says ``open`` on stdout when all are in and
the journal is still open; at the next line on stdin it closes it and says ``closed``.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from peerjournal.errors import PeerJournalError
from peerjournal.journal.entry import EntryFilter, Place
from peerjournal.operations import finding, trash, writing
from peerjournal.operations.hardening import harden_process
from peerjournal.operations.journals import OpenJournal, create_journal, unlock, verify
from peerjournal.operations.keys import add_passphrase, change_passphrase
from peerjournal.vault import keys

keys.FLOOR = keys.USUAL = keys.Cost(64, passes=1, lanes=1)


def say(word: str) -> None:
    """One line on stdout, at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def refuse_private(text: str, error: PeerJournalError) -> None:
    """An error may not quote what was typed."""
    assert text not in str(error)


def type_everything(journal: OpenJournal, private: dict[str, str]) -> None:
    """Each private text once in the place it is meant for, and through every operation."""
    for n in range(60):
        writing.write_entry(
            journal, title=private["title"], text=f"{n} {private['text']} " * 90, tags=[private["tag"], f"t{n}"]
        )
    entry = writing.write_entry(journal, text=private["version"])
    draft = replace(writing.open_draft(journal, entry.id), text=private["text"])
    writing.settle(journal, draft)
    writing.bring_back(journal, writing.versions(journal, entry.id)[0].id)
    gone = writing.write_entry(journal, text=private["trashed"])
    trash.move_to_trash(journal, gone.id)
    forgotten = writing.write_entry(journal, text=private["forgotten"])
    trash.move_to_trash(journal, forgotten.id)
    trash.delete_for_good(journal, forgotten.id)
    for query in (private["query"], private["title"], f'"{private["query"]}"', f"-{private['query']}"):
        finding.rows(journal, EntryFilter(query=query, typing=True), 0, 50)
        finding.count_rows(journal, EntryFilter(query=query, tag=private["tag"]))
    try:
        finding.rows(journal, EntryFilter(query=f"after:{private['query']}"), 0, 50)
    except PeerJournalError as error:
        refuse_private(private["query"], error)
    writing.save_draft(journal, replace(writing.new_draft(journal), text=private["draft"], title=private["draft"]))
    writing.remember_place(journal, Place(entry.id, 3, 3))
    verify(journal)


def main() -> None:
    """Create, lock, unlock, type, wait, close."""
    folder = Path(sys.argv[1])
    private = json.loads(sys.stdin.readline())
    harden_process()
    journal = create_journal(folder, private["first passphrase"], private["recovery code"])
    change_passphrase(journal, private["passphrase"])
    add_passphrase(journal, private["other passphrase"], "Another")
    journal.close()
    for wrong in (private["first passphrase"], private["query"]):
        try:
            unlock(folder, wrong)
        except PeerJournalError as error:
            refuse_private(wrong, error)
    journal = unlock(folder, private["passphrase"])
    type_everything(journal, private)
    say("open")
    sys.stdin.readline()
    journal.close()
    say("closed")
    sys.stdin.readline()


if __name__ == "__main__":
    main()
