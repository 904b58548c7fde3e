"""Labels of sessions: what was shared under each, and their names, order, and which of them are offered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from peerjournal.i18n import _, ngettext
from peerjournal.journal.checkin import LONGEST_LABEL, tidy_label
from peerjournal.journal.entry import first_line, folded
from peerjournal.ui.text import number, short_date
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import heading, muted, primary_button, subheading
from peerjournal.ui.widgets.grouped_list import GroupedList, Row
from peerjournal.ui.widgets.name_list import Name, NameList
from peerjournal.ui.widgets.put_back import put_back
from peerjournal.ui.widgets.scrolled import scrolled
from peerjournal.ui.widgets.two_step import TwoStep
from peerjournal.ui.widgets.undo_notice import UndoNotice

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal
    from peerjournal.operations.sessions import SharedWith

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_NARROW = 620  # below this (grown with the text size) what was shared stands above the labels


class LabelsDialog(QDialog):
    """Every change is kept at once: ``changed`` after each, before it ``renamed`` with the old name and the new one.

    ``part_wanted`` carries the id of a part to see; the dialog closes then.
    """

    changed = Signal()
    renamed = Signal(str, str)
    part_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._merging = ("", "")
        self._unkept: dict[str, str] = {}  # new names that could not be written, by the label they take the place of
        self.setWindowTitle(_("Labels, and what was shared under each"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.names = NameList(
            _("Labels, in their order"), _("A new label"), _("Take out of the list"), longest=LONGEST_LABEL
        )
        self.name = subheading("")
        self.name.setWordWrap(True)
        self.about = muted("", wrap=True)
        self.parts = GroupedList(
            _("What was shared"),
            _("Nothing was shared here yet. What you say you shared in a reflection stands here, and in the ledger."),
        )
        self.two_step = TwoStep(_("Put them together"))
        self.notice = UndoNotice()
        self.done_button = primary_button(_("Done"))
        self._lay_out()
        self._connect()
        self._read(label)
        watcher().theme_changed.connect(self._fit)
        there = self.screen().availableSize()
        self.resize(min(px(820), there.width() - 40), min(px(560), there.height() - 60))
        self._fit()
        (self.parts if label and self.parts.ids() else self.names.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_typed(self) -> bool:
        """A label half typed is one; False if it could not be kept."""
        self.names.finish()
        for before, after in tuple(self._unkept.items()):
            self._rename(before, after)
        return not (self.names.half_typed() or self._unkept)

    def done(self, result: int) -> None:
        """What is half typed counts; while it cannot be kept, or something is asked, the dialog stays."""
        if self.keep_typed() and self.two_step.isHidden():
            super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was shared beside the labels, or above them where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------------------------------------------ building

    def _lay_out(self) -> None:
        shared = QWidget()
        self._shared = QVBoxLayout(shared)
        self._shared.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.about):
            self._shared.addWidget(part)
        self._shared.addWidget(self.parts, 1)
        self.parts.setMinimumHeight(px(120))
        whole = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.names, 4, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(shared, 5)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.done_button)
        self._outer = QVBoxLayout(self)
        title = heading(self.windowTitle())
        title.setWordWrap(True)
        self._outer.addWidget(title)
        self._outer.addWidget(muted(_("A label is a name of your own for a setting. It names nobody."), wrap=True))
        self._outer.addWidget(scrolled(whole), 1)
        self._outer.addWidget(self.two_step)
        self._outer.addWidget(self.notice)
        self._outer.addLayout(ends)

    def _connect(self) -> None:
        self.names.chosen.connect(lambda _label: self._show())
        self.names.added.connect(self._add)
        self.names.renamed.connect(self._rename)
        self.names.ordered.connect(self._order)
        self.names.out_wanted.connect(self._take_out)
        self.parts.opened.connect(self._see_part)
        self.two_step.confirmed.connect(lambda: self._put_together(*self._merging))
        self.done_button.clicked.connect(self.accept)

    def _fit(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._across.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(px(24))
        self._shared.setSpacing(px(6))
        self._outer.setContentsMargins(px(24), px(20), px(24), px(20))
        self._outer.setSpacing(px(12))

    # ------------------------------------------------------------------------------------------------- showing

    def _read(self, choose: str = "") -> None:
        from peerjournal.operations import sessions

        labels = self.notice.tried(lambda: sessions.labels(self._journal))
        if labels is not None:
            self.names.show_names([Name(label, label) for label in labels], choose)
            self._show()

    def _show(self) -> None:
        from peerjournal.operations import sessions

        label = self.names.current_id()
        shared = self.notice.tried(lambda: sessions.shared_with(self._journal, label)) if label else []
        self.name.setText(_("Shared in “{label}”").format(label=label) if label else _("Shared"))
        parts = ngettext("{n} part of your story", "{n} parts of your story", len(shared or []))
        self.about.setText(parts.format(n=number(len(shared))) if shared else "")
        self.about.setVisible(bool(shared))
        self.parts.show_groups([("", [self._row(one) for one in shared or []])])

    def _row(self, shared: "SharedWith") -> Row:
        day = short_date(shared.last, today=self._journal.clock.today())
        often = ngettext("Once, on {day}", "{n} times, the last on {day}", shared.times)
        said = [often.format(n=number(shared.times), day=day), first_line(shared.landed)]
        return Row(shared.part_id, shared.title or _("(without a title)"), "  ·  ".join(x for x in said if x))

    def _see_part(self, part_id: str) -> None:
        self.accept()
        if self.isHidden():
            self.part_wanted.emit(part_id)

    # -------------------------------------------------------------------------------------------------- acting

    def _set(self, labels: list[str], choose: str = "") -> bool:
        from peerjournal.operations import sessions

        if not self.notice.done(lambda: sessions.set_labels(self._journal, labels)):
            return False
        self.notice.clear()
        self._read(choose)
        self.changed.emit()
        return True

    def _order(self, labels: list[str]) -> None:
        self._set(labels)

    def _add(self, name: str) -> None:
        known = next((label for label in self.names.ids() if folded(label) == folded(tidy_label(name))), "")
        if known:
            self.names.taken()
            self.names.choose(known)
        elif self._set([*self.names.ids(), name], tidy_label(name)):
            self.names.taken()

    def _take_out(self, label: str) -> None:
        before = self.names.ids()
        if not self._set([other for other in before if other != label]):
            return
        if label in self.names.ids():
            self._set(before, label)
            self.notice.show_sentence(
                _("Sessions bear the label “{label}”, so it stays in the list. It can be renamed.").format(label=label)
            )
        else:
            sentence = _("“{label}” is not offered any more.").format(label=label)
            self.notice.offer(sentence, lambda: self._set(put_back(self.names.ids(), label, before), label))

    def _rename(self, before: str, after: str) -> None:
        after = tidy_label(after)
        self._unkept.pop(before, None)
        same = [label for label in self.names.ids() if folded(label) == folded(after) and label != before]
        if not after or after == before:
            return
        if same:
            self._merging = (before, same[0])
            question = _(
                "There is a label “{after}” already. Put the sessions of “{before}” under it? They cannot be told"
                " apart again."
            )
            self.two_step.ask(question.format(after=same[0], before=before), self.names.list)
        elif self._put_together(before, after):
            sentence = _("“{before}” is called “{after}” now, in every session.").format(before=before, after=after)
            self.notice.offer(sentence, lambda: self._put_together(after, before))
        else:
            self._unkept[before] = after

    def _put_together(self, before: str, after: str) -> bool:
        """Every session of ``before`` bears the label ``after`` from now on."""
        from peerjournal.operations import sessions

        if not self.notice.done(lambda: sessions.rename_label(self._journal, before, after)):
            return False
        self.notice.clear()
        self._read(after)
        self.renamed.emit(before, after)
        self.changed.emit()
        return True
