"""Before sharing: questions to oneself, each to be answered or not; and a plan for the questions of others."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.sharing.preparation import questions, ways_out
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import Notice, body, muted, plain_button, separator, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled


class PrepareStep(TellingStep):
    """``not_now`` when the person leaves it for another day: that is a good answer, too."""

    not_now = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.answers = {q.id: TextField(q.text, lines=1) for q in questions()}
        self.off_limits = TextField(_("Off limits"), _("One topic a line"), lines=2)
        self.ways = {d.way: TextField(d.name, d.words, lines=1) for d in ways_out()}
        self.later = plain_button(_("Not now"))
        self.kind = Notice()
        self._lay_out()
        for question, field in self.answers.items():
            field.changed.connect(lambda text, q=question: self._answer(q, text))
        for way, field in self.ways.items():
            field.changed.connect(lambda text, w=way: self._answer(f"way:{w}", " ".join(text.split())))
        self.off_limits.changed.connect(lambda _text: self._keep_limits())
        self.later.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        column = ScrolledColumn(above=8, spacing=10)
        lines = column.body
        lines.addWidget(subheading(_("Before sharing")))
        lines.addWidget(
            muted(_("Questions for you alone. Answer one, some or none; they are kept with this telling."), wrap=True)
        )
        for question in questions():
            lines.addWidget(body(question.text))
            lines.addWidget(self.answers[question.id])
        row = QHBoxLayout()
        row.addWidget(self.later)
        row.addStretch(1)
        lines.addLayout(row)
        lines.addWidget(self.kind)
        lines.addWidget(separator())
        lines.addWidget(subheading(_("If questions come")))
        lines.addWidget(body(_("Topics that are off limits")))
        lines.addWidget(self.off_limits)
        lines.addWidget(body(_("Graceful ways out, in your own words")))
        for way in ways_out():
            lines.addWidget(muted(way.name))
            lines.addWidget(self.ways[way.way])
        lines.addWidget(muted(_("These stand on the last of your cue cards."), wrap=True))
        lines.addSpacing(px(12))
        lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)

    def refresh(self) -> None:
        """Fill the fields; the one being typed in is left alone."""
        kept = self.telling.answers
        for question, field in self.answers.items():
            self._fill(field, kept.get(question, ""))
        for way, field in self.ways.items():
            self._fill(field, kept.get(f"way:{way}", ""))
        self._fill(self.off_limits, "\n".join(self.telling.telling.off_limits))

    @staticmethod
    def _fill(field: TextField, text: str) -> None:
        if not field.hasFocus():
            field.set_text(text)

    def settle(self) -> bool:
        """Keep everything typed."""
        if not self.telling_id:
            return True
        said: list[str] = []
        keep = said.append
        self.troubled.connect(keep)
        for field in (*self.answers.values(), *self.ways.values(), self.off_limits):
            field.finish()
        self.troubled.disconnect(keep)
        return not said

    def _answer(self, question: str, text: str) -> None:
        self.tried(lambda: self._answered(question, text))

    def _answered(self, question: str, text: str) -> "Assembled":
        from peerjournal.operations import tellings

        tellings.answer(self.journal, self.telling_id, question, text)
        return tellings.get(self.journal, self.telling_id)

    def _keep_limits(self) -> None:
        topics = tuple(line for line in self.off_limits.text().split("\n") if line.strip())
        self.tried(lambda: self._limited(topics))

    def _limited(self, topics: tuple[str, ...]) -> "Assembled":
        from peerjournal.operations import tellings

        tellings.change(self.journal, replace(self.telling.telling, off_limits=topics))
        return tellings.get(self.journal, self.telling_id)

    def _leave(self) -> None:
        if self.settle():
            self.kind.show_sentence(
                _("Good. Not now is an answer as well; everything stays as it is until you come back.")
            )
            self.not_now.emit()
