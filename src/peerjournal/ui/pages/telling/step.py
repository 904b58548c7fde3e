"""What every step of the workshop has in common."""

from typing import TYPE_CHECKING

from peerjournal.ui.pages.step import Step

if TYPE_CHECKING:
    from peerjournal.operations.tellings import Assembled


class TellingStep(Step["Assembled"]):
    """One step of a telling."""

    @property
    def telling(self) -> "Assembled":
        """The telling on show."""
        return self.now

    @property
    def telling_id(self) -> str:
        """Its id; empty while none is on show."""
        return self.now_id

    @staticmethod
    def id_of(now: "Assembled", /) -> str:
        return now.telling.id

    def anew(self) -> "Assembled":
        from peerjournal.operations import tellings

        return tellings.get(self.journal, self.telling_id)

    @property
    def knows(self) -> bool:
        """Whether times and changes can be shown at once; where not, :meth:`know_all` is called by and by."""
        return self.telling.worked_out or not self.telling.is_long

    def know_all(self) -> None:
        """The telling on show is worked out now; of a long one that is known only after a while."""
