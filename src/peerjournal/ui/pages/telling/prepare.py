"""Before sharing: questions to oneself, each to be answered or not; and a plan for the questions of others."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _
from peerjournal.journal.entry import one_line
from peerjournal.sharing.preparation import WayOut, questions, ways_out
from peerjournal.ui.pages.telling.step import TellingStep
from peerjournal.ui.theme import px
from peerjournal.ui.widgets.basics import body, muted, plain_button, separator, subheading
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.tellings import Assembled


class PrepareStep(TellingStep):
    """Everything is kept as it is typed. ``not_now`` leaves it for another day: that is a good answer, too."""

    not_now = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(journal, parent)
        self.answers = {q.id: TextField(q.text, lines=1) for q in questions()}
        self.off_limits = TextField(_("Off limits"), _("One topic a line"), lines=2)
        self.ways = {d.way: TextField(d.name, d.words, lines=1) for d in ways_out()}
        self._fields = (*self.answers.values(), *self.ways.values(), self.off_limits)
        self.later = plain_button(_("Not now"))
        self._lay_out()
        for question, field in self.answers.items():
            self._connect(field, partial(self._answer, question))
        for way, field in self.ways.items():
            self._connect(field, partial(self._keep_way, way))
        self._connect(self.off_limits, self._keep_limits)
        self.later.clicked.connect(self.not_now)

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
            lines.addSpacing(px(4))
        row = QHBoxLayout()
        row.addWidget(self.later)
        row.addStretch(1)
        lines.addLayout(row)
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
        """Fill the fields; what is being typed, or could not be kept, is left alone."""
        kept = self.telling.answers
        for question, field in self.answers.items():
            self.fill(field, kept.get(question, ""))
        for way, field in self.ways.items():
            self.fill(field, kept.get(f"way:{way}", ""))
        self.fill(self.off_limits, "\n".join(self.telling.telling.off_limits))

    def put_away(self) -> None:
        """Empty fields, which say nothing more."""
        self._now = None
        for field in self._fields:
            field.set_text("")

    def settle(self) -> bool:
        """Keep everything typed."""
        if not self.telling_id:
            return True
        for field in self._fields:
            field.finish()
        return not any(field.waits for field in self._fields)

    @staticmethod
    def _connect(field: TextField, keep: Callable[[str], bool]) -> None:
        def keep_said(text: str) -> None:
            if not keep(text):
                field.unkept()

        field.changed.connect(keep_said)

    def _answer(self, question: str, text: str) -> bool:
        return self.tried(lambda: self._answered(question, text))

    def _keep_way(self, way: WayOut, text: str) -> bool:
        return self._answer(f"way:{way}", one_line(text))

    def _answered(self, question: str, text: str) -> "Assembled":
        from peerjournal.operations import tellings

        tellings.answer(self.journal, self.telling_id, question, text)
        return tellings.get(self.journal, self.telling_id)

    def _keep_limits(self, text: str) -> bool:
        topics = tuple(line for line in map(one_line, text.split("\n")) if line)
        return self.tried(lambda: self._limited(topics))

    def _limited(self, topics: tuple[str, ...]) -> "Assembled":
        from peerjournal.operations import tellings

        tellings.change(self.journal, replace(self.telling.telling, off_limits=topics))
        return tellings.get(self.journal, self.telling_id)
