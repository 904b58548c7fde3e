"""The words of one part in one telling, kept as they are typed."""

from dataclasses import dataclass

from peerjournal.operations import tellings
from peerjournal.operations.journals import OpenJournal
from peerjournal.operations.tellings import Assembled


@dataclass
class WordingDraft:
    """What stands in the editor: the adapted words, and where the cursor is (characters from 0).

    ``title`` is that of the part, only shown.
    """

    telling_id: str
    part_id: str
    text: str
    title: str = ""
    cursor: int = 0
    anchor: int = 0
    sitting: str = ""


def save_draft(journal: OpenJournal, draft: WordingDraft) -> None:
    """Keep what stands in the editor."""
    tellings.keep_wording(journal, draft.telling_id, draft.part_id, draft.text)


def settle(journal: OpenJournal, draft: WordingDraft) -> Assembled:
    """The same: the words of a telling have no sitting of their own."""
    return tellings.set_wording(journal, draft.telling_id, draft.part_id, draft.text)
