"""For the minute before a session: what may be told to one audience, what only if asked, and how to decline."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from peerjournal.errors import PeerJournalError
from peerjournal.i18n import _
from peerjournal.sharing.audience import Light
from peerjournal.sharing.handout import Glance
from peerjournal.sharing.preparation import WayOut, ways_out
from peerjournal.ui.attempt import tried
from peerjournal.ui.models.lights_table import about_audience, light_icon
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.basics import Card, Notice, body, muted, plain_button, subheading
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.column import ScrolledColumn
from peerjournal.ui.widgets.controls import segmented
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

# operations are imported inside functions: they bring in SQLAlchemy, which only an open journal needs.

_NARROW = 640  # below this (grown with the text size) the cards stand one below the other


class GlancePage(QWidget):
    """One audience at a time. ``print_wanted`` and ``save_wanted`` carry what is on show, and True for a pocket card.

    Both are read from the journal at that moment; ``notice`` is the place to say how it went.
    """

    print_wanted = Signal(object, bool)
    save_wanted = Signal(object, bool)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.on_show: Glance | None = None
        self.setProperty("role", "page")
        self.setAccessibleName(_("At a glance"))
        self.audience = CalmCombo()
        self.about = muted("", wrap=True)
        self.size_ = segmented([_("One page"), _("Pocket card")])
        self.print_ = plain_button(_("Print…"), "print")
        self.save = plain_button(_("Save as PDF…"))
        self.notice = Notice()
        self.told = TitlesCard(Light.SHARE, _("May be told here"), _("Nothing is on “share” for this audience."))
        self.asked = TitlesCard(Light.ASK, _("Only if asked"), _("Nothing is on “if asked” for this audience."))
        self.off_limits = TextField(_("Off limits"), _("One topic on each line"))
        self.ways: dict[WayOut, TextField] = {}
        self._keepers: dict[TextField, Callable[[str], object]] = {}
        self._unkept: set[TextField] = set()
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def choose_audience(self, audience_id: str) -> None:
        """Show this audience."""
        self.refresh()
        at = self.audience.findData(audience_id)
        if at >= 0:
            self.audience.setCurrentIndex(at)
            self._show()

    def refresh(self) -> None:
        """Read everything anew; the audience stays."""
        from peerjournal.operations import lights

        chosen = self.audience.currentData()
        self.notice.clear()
        try:
            there = lights.all_audiences(self._journal)
            ways = lights.own_ways_out(self._journal)
            topics = lights.own_off_limits(self._journal)
        except PeerJournalError as error:
            self.notice.show_sentence(str(error), "problem")
            return
        self.audience.clear()
        for n, audience in enumerate(there):
            self.audience.addItem(audience.name, audience.id)
            self.audience.setItemData(n, about_audience(audience), Qt.ItemDataRole.ToolTipRole)
        self.audience.setCurrentIndex(max(0, self.audience.findData(chosen)))
        words = {self.ways[way.way]: way.words for way in ways} | {self.off_limits: "\n".join(topics)}
        for field in words.keys() - self._unkept:
            field.set_text(words[field])
        self._show()

    def settle(self) -> bool:
        """Keep what is typed; False if that failed."""
        for field in self._keepers:
            field.finish()
        for field in tuple(self._unkept):
            self._keep(field, field.text())
        return not self._unkept

    # ------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.audience.setAccessibleName(_("Audience"))
        self.audience.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.audience.setMinimumContentsLength(16)
        self.size_.setAccessibleName(_("Size on paper"))
        self._top = QWidget()
        self._flow = FlowLayout(self._top, px(10))
        for control in (self.audience, self.size_, self.print_, self.save):
            self._flow.addWidget(control)
        off_limits = Card(padding=20)
        off_limits.body.addWidget(subheading(_("Off limits")))
        off_limits.body.addWidget(muted(_("Whoever listens: topics you keep for yourself."), wrap=True))
        off_limits.body.addWidget(self.off_limits)
        off_limits.body.addStretch(1)
        decline = Card(padding=20)
        decline.body.addWidget(subheading(_("Ways to decline")))
        for way in ways_out():
            field = self.ways[way.way] = TextField(way.name, way.words)
            decline.body.addWidget(muted(way.name))
            decline.body.addWidget(field)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides = [QVBoxLayout(), QVBoxLayout()]
        for side, cards in zip(self._sides, ((self.told, self.asked, off_limits), (decline,)), strict=True):
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            self._across.addLayout(side, 1)
        self._column = ScrolledColumn(above=8)
        for part in (self._top, self.notice, self.about):
            self._column.body.addWidget(part)
        self._column.body.addLayout(self._across)
        self._column.body.addStretch(1)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._lines.addWidget(self._column)

    def _connect(self) -> None:
        self.audience.activated.connect(lambda _index: self._show())
        self._keepers[self.off_limits] = self._keep_off_limits
        self._keepers |= {field: partial(self._keep_way, way) for way, field in self.ways.items()}
        for field in self._keepers:
            field.changed.connect(partial(self._keep, field))
        self.print_.clicked.connect(lambda: self._leave(self.print_wanted.emit))
        self.save.clicked.connect(lambda: self._leave(self.save_wanted.emit))
        bar = self._column.verticalScrollBar()
        for keys, way_ in (("PgUp", -1), ("PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=way_: bar.setValue(bar.value() + step * bar.pageStep()))

    def minimumSizeHint(self) -> QSize:
        """Small: it arranges itself by the room it gets."""
        return QSize(px(320), px(280))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed."""
        super().hideEvent(event)
        self.settle()

    def _measure(self) -> None:
        narrow = 0 < self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)
        for layout in (self._across, *self._sides):
            layout.setSpacing(px(16))
        self._flow.setSpacing(px(10))
        for field in self._keepers:
            field.setStyleSheet(f"QPlainTextEdit {{ font-size: {px(16)}px; }}")

    # ---------------------------------------------------------------------------------------------- acting

    def _show(self) -> None:
        glance = self.on_show = self._read()
        self.about.setText(
            self.audience.currentData(Qt.ItemDataRole.ToolTipRole) or _("There is no audience yet. Lights has them.")
        )
        self.told.show_titles(glance.share if glance else ())
        self.asked.show_titles(glance.ask if glance else ())
        for button in (self.print_, self.save):
            button.setEnabled(glance is not None)

    def _read(self) -> Glance | None:
        from peerjournal.operations import lights

        found: list[Glance] = []
        audience_id = self.audience.currentData()
        if audience_id:
            self._tried(lambda: found.append(lights.glance(self._journal, audience_id)))
        return found[0] if found else None

    def _keep(self, field: TextField, words: str) -> None:
        """What could not be kept stays in its field, and is tried again by :meth:`settle`."""
        if self._tried(lambda: self._keepers[field](words)):
            self._unkept.discard(field)
            self.notice.clear()
        else:
            self._unkept.add(field)

    def _keep_way(self, way: WayOut, words: str) -> None:
        from peerjournal.operations import lights

        lights.set_way_out(self._journal, way, words)

    def _keep_off_limits(self, topics: str) -> None:
        from peerjournal.operations import lights

        lights.set_off_limits(self._journal, topics.splitlines())

    def _leave(self, emit: Callable[[Glance, bool], None]) -> None:
        """What leaves is read at this moment: a light may have changed since the page was shown."""
        if not self.settle():
            return
        self._show()
        if self.on_show is not None:
            emit(self.on_show, self.size_.index() == 1)

    def _tried(self, act: Callable[[], object]) -> bool:
        return tried(act, lambda sentence: self.notice.show_sentence(sentence, "problem"))


class TitlesCard(Card):
    """The titles of the parts on one light, large enough to read at a glance; ``nothing`` where there are none."""

    def __init__(self, light: Light, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=20)
        self._shape_name = light_icon(light)
        self._nothing = nothing
        self.setAccessibleName(name)
        self._shape = QLabel()
        self.labels: list[QLabel] = []
        head = QHBoxLayout()
        head.addWidget(self._shape)
        head.addWidget(subheading(name), 1)
        self._list = QVBoxLayout()
        self.body.addLayout(head)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        watcher().theme_changed.connect(self._dress)
        self._dress()

    def show_titles(self, titles: Sequence[str]) -> None:
        """These, in the place of those before."""
        while self.labels:
            old = self.labels.pop()
            self._list.removeWidget(old)
            old.hide()  # else a label that was about to be shown would be, as a window of its own
            old.setParent(None)  # at once: it may be kept by now
            old.deleteLater()
        self.labels = [body(title) for title in titles] or [muted(self._nothing, wrap=True)]
        for label in self.labels:
            self._list.addWidget(label)
        self._dress()

    def _dress(self) -> None:
        self._shape.setPixmap(icon(self._shape_name, 18, "accent").pixmap(px(18), px(18)))
        self._list.setSpacing(px(8))
        self._list.setContentsMargins(0, px(6), 0, 0)
        for label in self.labels:
            if label.property("role") == "body":
                label.setStyleSheet(f"QLabel {{ font-size: {px(18)}px; }}")
