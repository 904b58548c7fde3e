"""What a session reflection is not, said once in plain words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from peerjournal.i18n import _
from peerjournal.ui.widgets.basics import Card, body, plain_button, subheading


class NotARecord(Card):
    """Three short sentences and a button; ``understood`` is emitted when it is pressed. Nothing is kept here.

    Source: what the UK's General Medical Council says about the disclosure of reflective notes, the nearest thing to
    guidance for peer supporters: facts stand elsewhere, and a court may ask for a reflection.
    """

    understood = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("What a reflection is not")
        self.setAccessibleName(title)
        self.sentences = (
            _("Write about what it was like for you, and leave out who the others are."),
            _("A reflection is yours, to learn from; it is not your organisation's record, and facts belong there."),
            _("Your journal is encrypted, but that does not stop a court from asking you for it."),
        )
        self.body.addWidget(subheading(title))
        for sentence in self.sentences:
            self.body.addWidget(body(sentence))
        self.button = plain_button(_("I understand"))
        self.button.setAccessibleDescription(" ".join(self.sentences))
        self.button.clicked.connect(self.understood)
        self.body.addSpacing(self.body.spacing())
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
