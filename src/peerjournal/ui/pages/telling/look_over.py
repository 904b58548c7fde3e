"""The look-over of a telling."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.sharing.lookover.finding import Finding
from peerjournal.ui.pages.looking_over import LookOver, LookOverPhrases
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.text import number

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.lookover import LookedOver
    from peerjournal.operations.tellings import Assembled


class LookOverStep(LookOver["Assembled"], TellingStep):
    """``place_wanted`` carries the id of the part a finding stands in, empty for the telling's own words."""

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        phrases = LookOverPhrases(
            looking=_("Looking the telling over."),
            kept_back=_kept_back,
            hints=_("Nothing here keeps the telling from leaving. These are hints; you decide."),
            empty=(
                _("There are no words in this telling yet"),
                _("Choose parts and find the words; the look-over reads them before anything leaves."),
            ),
            let_leave=_("These words are not meant to leave. Let them leave with this telling all the same?"),
        )
        super().__init__(journal, phrases, parent)

    def looking(self) -> "Callable[[], LookedOver[Assembled]]":
        from peerjournal.operations import lookover

        journal, telling_id = self.journal, self.telling_id
        return lambda: lookover.look_over_whole(journal, telling_id)

    def dismiss(self, finding: Finding) -> None:
        from peerjournal.operations import lookover

        lookover.dismiss(self.journal, self.telling_id, finding)

    def show_again(self, finding: Finding) -> None:
        from peerjournal.operations import lookover

        lookover.show_again(self.journal, self.telling_id, finding)

    def has_words(self) -> bool:
        return bool(self.telling.pieces)


def _kept_back(leaks: int) -> str:
    return ngettext(
        "{n} leak keeps this telling from leaving. Change the words, or let them leave on purpose.",
        "{n} leaks keep this telling from leaving. Change the words, or let them leave on purpose, one by one.",
        leaks,
    ).format(n=number(leaks))
