"""The audiences: who they are, in which order, whether it is recorded and can be withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from peerjournal.errors import BadInput, NotFound, PeerJournalError
from peerjournal.i18n import _
from peerjournal.journal.story import LONGEST_NAME
from peerjournal.sharing.audience import Audience, Known
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.widgets.basics import Notice, body, heading, muted, plain_button, primary_button, quiet_button
from peerjournal.ui.widgets.controls import SegmentedChoice, icon_button, segmented
from peerjournal.ui.widgets.two_step import TwoStep

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

_NARROW = 620  # below this (grown with the text size) the details stand below the list
_KNOWN = (Known.YES, Known.NO, Known.UNKNOWN)


class AudiencesDialog(QDialog):
    """Every change is kept at once. ``changed`` after each.

    It stays open while a name half typed cannot be written; one that is taken already is left as it was.
    """

    changed = Signal()

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._there: list[Audience] = []
        self._filling = False
        self._unwritten = False  # whether the last change could not be written, and can be tried again
        self.setWindowTitle(_("Audiences"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.up = icon_button("up", _("Move up (Alt+Up)"))
        self.down = icon_button("down", _("Move down (Alt+Down)"))
        self.new = QLineEdit()
        self.add = plain_button(_("Add"), "plus")
        self.name = QLineEdit()
        self.recorded = _answers(_("Is it recorded?"))
        self.withdrawable = _answers(_("Can it be withdrawn?"))
        self.remove = quiet_button(_("Remove…"), "trash")
        self.restore = plain_button(_("Offer it again"), "restore")
        self.two_step = TwoStep(_("Remove"))
        self.notice = Notice()
        self.done_button = primary_button(_("Done"))
        self._lay_out()
        self._connect()
        self._read()
        watcher().theme_changed.connect(self._fit)

    # ------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.list.setAccessibleName(_("Audiences, in their order"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for field, name in ((self.new, _("A new audience")), (self.name, _("Name"))):
            field.setAccessibleName(name)
            field.setMaxLength(LONGEST_NAME)
        self.new.setPlaceholderText(_("A new audience"))
        self._side = QVBoxLayout()
        order, adding = QHBoxLayout(), QHBoxLayout()
        order.addWidget(muted(_("The order of the columns")), 1)
        order.addWidget(self.up)
        order.addWidget(self.down)
        adding.addWidget(self.new, 1)
        adding.addWidget(self.add)
        self._side.addWidget(self.list, 1)
        self._side.addLayout(order)
        self._side.addLayout(adding)
        ground = QWidget()
        ground.setProperty("role", "page")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(self._side, 4)
        self._across.addWidget(self._lay_out_details(), 5)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.done_button)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(heading(_("Audiences")))
        self._outer.addWidget(muted(_("For a new audience every part is kept until you say otherwise."), wrap=True))
        self._outer.addWidget(scroll, 1)
        self._outer.addWidget(self.two_step)
        self._outer.addWidget(self.notice)
        self._outer.addLayout(ends)
        screen = self.screen().availableSize()
        self.resize(min(px(760), screen.width() - 40), min(px(560), screen.height() - 60))
        self._fit()

    def _lay_out_details(self) -> QWidget:
        self._details = QWidget()
        self._fields = QVBoxLayout(self._details)
        self._fields.setContentsMargins(0, 0, 0, 0)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Name"), self.name),
            (_("Is it recorded?"), self.recorded),
            (_("Can it be withdrawn?"), self.withdrawable),
        )
        for text, field in fields:
            label = body(text)
            label.setBuddy(field)
            self._fields.addWidget(label)
            self._fields.addWidget(field)
        self._archived = muted(_("It is no longer offered. Its tellings and its ledger lines are kept."), wrap=True)
        self._fields.addWidget(self._archived)
        for button in (self.restore, self.remove):
            self._fields.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self._fields.addStretch(1)
        return self._details

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show)
        self.list.installEventFilter(self)
        self.new.installEventFilter(self)
        self.name.installEventFilter(self)
        self.name.editingFinished.connect(self._rename)
        self.recorded.chosen.connect(lambda n: self._change(recorded=_KNOWN[n]))
        self.withdrawable.chosen.connect(lambda n: self._change(withdrawable=_KNOWN[n]))
        self.add.clicked.connect(self._add)
        self.up.clicked.connect(partial(self._move, -1))
        self.down.clicked.connect(partial(self._move, 1))
        self.remove.clicked.connect(self._ask)
        self.restore.clicked.connect(self._restore)
        self.two_step.confirmed.connect(self._remove)
        self.done_button.clicked.connect(self.accept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details beside the list, or below it where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        self.list.setMinimumHeight(px(140))
        self._outer.setContentsMargins(px(24), px(20), px(24), px(20))
        self._outer.setSpacing(px(12))
        self._across.setSpacing(px(24))
        self._side.setSpacing(px(8))
        self._fields.setSpacing(px(8))

    def keep_typed(self) -> bool:
        """A name half typed is the audience's name, and a new one half typed an audience; False if that failed."""
        if self.new.text().strip():
            self._add()
        else:
            self._rename()
        return not self._unwritten

    def done(self, result: int) -> None:
        """What is half typed is kept, too."""
        if self.keep_typed():
            super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list, and Enter in the fields, which must not close the dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if watched is self.list:
                return self._list_key(event, enter=enter)
            if watched is self.new and enter:
                self._add()
                return True
            if watched is self.name and enter:
                self._rename()
                return True
        return super().eventFilter(watched, event)

    def _list_key(self, event: QKeyEvent, *, enter: bool) -> bool:
        held = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if held and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.remove.isVisible():
            self._ask()
        elif enter or event.key() == Qt.Key.Key_F2:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()
        else:
            return False
        return True

    # -------------------------------------------------------------------------------------- showing

    def chosen(self) -> Audience | None:
        """The audience whose details are on show."""
        row = self.list.currentRow()
        return self._there[row] if 0 <= row < len(self._there) else None

    def _read(self, chosen_id: str = "") -> None:
        # The operations bring in SQLAlchemy, which must not be loaded before the unlock screen is up.
        from peerjournal.operations import lights

        there: list[Audience] = []
        if not self._tried(lambda: there.extend(lights.all_audiences(self._journal, archived=True))):
            return
        self._there = sorted(there, key=lambda a: a.archived_at is not None)
        row = next((n for n, a in enumerate(self._there) if a.id == chosen_id), 0)
        self._filling = True
        self.list.clear()
        for audience in self._there:
            item = QListWidgetItem(audience.name)
            if audience.archived_at is not None:
                item.setText(_("{name}\nno longer offered").format(name=audience.name))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, item.text().replace("\n", ", "))
            self.list.addItem(item)
        self._filling = False
        self.list.setCurrentRow(min(row, len(self._there) - 1))
        self._show()

    def _show(self) -> None:
        """The details of the chosen one; of one no longer offered only the way back."""
        if self._filling:
            return
        self.two_step.hide()
        audience = self.chosen()
        self._details.setVisible(audience is not None)
        if audience is None:
            return
        offered = audience.archived_at is None
        self._filling = True
        self.name.setText(audience.name)
        self.recorded.choose(_KNOWN.index(audience.recorded))
        self.withdrawable.choose(_KNOWN.index(audience.withdrawable))
        self._filling = False
        for field in (self.name, self.recorded, self.withdrawable):
            field.setEnabled(offered)
        self.remove.setVisible(offered)
        self.restore.setVisible(not offered)
        self._archived.setVisible(not offered)
        row, last = self.list.currentRow(), sum(a.archived_at is None for a in self._there) - 1
        self.up.setEnabled(offered and row > 0)
        self.down.setEnabled(offered and row < last)

    # --------------------------------------------------------------------------------------- acting

    def _add(self) -> None:
        # For the same reason as in _read.
        from peerjournal.operations import lights

        self._rename()
        if self._unwritten:
            return
        made: list[Audience] = []
        if self._kept(lambda: made.append(lights.add_audience(self._journal, self.new.text()))):
            self.new.clear()
            self._read(made[0].id)
            self.notice.show_sentence(_("“{name}” is added; every part is kept from it.").format(name=made[0].name))

    def _rename(self) -> None:
        self._unwritten = False
        audience = self.chosen()
        if audience is not None and self.name.text() != audience.name:
            self._change(name=self.name.text())

    def _change(self, **new: object) -> None:
        audience = self.chosen()
        if audience is None or self._filling:
            return
        # For the same reason as in _read.
        from peerjournal.operations import lights

        wanted = replace(audience, **new)  # type: ignore[arg-type]  # fields of an audience
        if self._kept(lambda: lights.change_audience(self._journal, wanted)):
            self.notice.clear()
            self._read(audience.id)
        elif not (self._unwritten and "name" in new):
            self._show()

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        ids = [a.id for a in self._there if a.archived_at is None]
        if not (0 <= row < len(ids) and 0 <= row + step < len(ids)):
            return
        ids.insert(row + step, ids.pop(row))
        # For the same reason as in _read.
        from peerjournal.operations import lights

        if self._kept(lambda: lights.order_audiences(self._journal, ids)):
            self._read(ids[row + step])

    def _ask(self) -> None:
        audience = self.chosen()
        if audience is not None and audience.archived_at is None:
            question = _(
                "Remove “{name}” with its lights? If a telling or the ledger knows it, it is only no longer offered."
            )
            self.two_step.ask(question.format(name=audience.name), self.list)

    def _remove(self) -> None:
        audience = self.chosen()
        if audience is None:
            return
        # For the same reason as in _read.
        from peerjournal.operations import lights

        left: list[Audience | None] = []
        if not self._kept(lambda: left.append(lights.remove_audience(self._journal, audience.id))):
            return
        self._read(audience.id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        sentence = (
            _("“{name}” is removed.")
            if left[0] is None
            else _("Something told or prepared is for “{name}”: it is kept with that, and no longer offered.")
        )
        self.notice.show_sentence(sentence.format(name=audience.name))

    def _restore(self) -> None:
        audience = self.chosen()
        if audience is None:
            return
        # For the same reason as in _read.
        from peerjournal.operations import lights

        if self._kept(lambda: lights.restore_audience(self._journal, audience.id)):
            self._read(audience.id)
            self.notice.show_sentence(_("“{name}” is offered again, with its lights.").format(name=audience.name))

    def _kept(self, act: Callable[[], object]) -> bool:
        self.two_step.hide()
        if self._tried(act):
            self.changed.emit()
            return True
        return False

    def _tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except PeerJournalError as error:
            self._unwritten = not isinstance(error, BadInput | NotFound)
            self.notice.show_sentence(str(error), "problem")
            return False
        self._unwritten = False
        return True


def _answers(name: str) -> SegmentedChoice:
    """Yes, no, not known: in the order of ``_KNOWN``."""
    choice = segmented([_("Yes"), _("No"), _("Not known")])
    choice.setAccessibleName(name)
    return choice
