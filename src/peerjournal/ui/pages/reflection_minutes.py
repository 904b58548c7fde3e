"""How long a session took, typed: what cannot be stays in the field, and no number on the way to it counts."""

from PySide6.QtWidgets import QWidget

from peerjournal.errors import BadInput
from peerjournal.i18n import _
from peerjournal.journal.reflection import LONGEST_SESSION, check_minutes
from peerjournal.ui.widgets.open_number import OpenNumber


class Minutes(OpenNumber):
    """``troubled`` carries a sentence about what cannot be, or an empty one once all is well again.

    While what stands in it cannot be, the number that stood there before goes on counting.
    """

    _before: float | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Minutes"), _read, lambda n: f"{n:.0f}", step=5, begin=60, most=LONGEST_SESSION, parent=parent
        )

    @property
    def is_troubled(self) -> bool:
        """Whether something stands in it that cannot be."""
        return self._sentence(self.lineEdit().text()) != ""

    def set_value(self, value: float | None) -> None:
        """Show this number, or none; ``changed`` stays silent."""
        self._before = value
        super().set_value(value)

    def finish(self) -> None:
        """Take what is typed. What cannot be stays where it is, and is told."""
        text = self.lineEdit().text().strip()
        sentence = self._sentence(text)
        if not sentence:
            self.choose(_read(text) if text else None)
        self.troubled.emit(sentence)

    def _typed(self, text: str) -> None:
        """What already is a number counts at once, until it turns out to be the beginning of one that cannot be."""
        cannot_be = self._sentence(text)
        value = self._before if cannot_be else _read(text) if text.strip() else None
        if not cannot_be:
            self.troubled.emit("")
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def _sentence(self, text: str) -> str:
        try:
            _read(text if text.strip() else "1")
        except BadInput as error:
            return str(error)
        return ""


def _read(typed: str) -> float:
    if not typed.strip().isdecimal():
        raise BadInput(_("Minutes are a whole number, such as 50; nothing was changed."))
    return float(check_minutes(int(typed.strip()[:9])) or 0)
