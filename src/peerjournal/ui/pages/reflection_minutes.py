"""How long a session took, typed: what cannot be stays in the field, and no number on the way to it counts."""

from PySide6.QtWidgets import QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.reflection import LONGEST_SESSION, check_minutes
from peerjournal.ui.widgets.open_number import OpenNumber


class Minutes(OpenNumber):
    """From one minute to :data:`LONGEST_SESSION`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Minutes"), _read, lambda n: f"{n:.0f}", step=5, begin=60, most=LONGEST_SESSION, parent=parent
        )


def _read(typed: str) -> float:
    if not typed.strip().isdecimal():
        raise BadInput(_("Minutes are a whole number, such as 50; nothing was changed."))
    return float(check_minutes(int(typed.strip()[:9])) or 0)
