"""What narrows the list of session reflections: kind, label, to co-reflection, and the way to the trash."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from peerjournal.i18n import _
from peerjournal.journal.reflection import EVERY_SESSION, SessionFilter, Setting, setting_names
from peerjournal.ui.theme import px, watcher
from peerjournal.ui.theme.icons import icon
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import chip, icon_button
from peerjournal.ui.widgets.flow import FlowLayout

_SHORTEST = 7  # characters of a choice that can be read in any case


class SessionFilters(QWidget):
    """``changed`` when the list should show something else; ``labels_wanted`` to see to the labels themselves."""

    changed = Signal()
    labels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Filters"))
        self.kind = _choice(_("Kind of session"))
        self.label = _choice(_("Label"))
        self.co_reflect = chip(_("To co-reflection"))
        self.co_reflect.setIcon(icon("co-reflect", 16, chosen="accent"))
        self.co_reflect.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.labels = icon_button("tag", _("Labels, and what was shared under each"))
        self.trash = icon_button("trash", _("Trash"), checkable=True)
        self._flow = FlowLayout(self)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # names are long
        for part in (self.kind, self.label, self.co_reflect, self.labels, self.trash):
            self._flow.addWidget(part)
        self._fill_kinds()
        self.show_labels(())
        for box in (self.kind, self.label):
            box.currentIndexChanged.connect(lambda _n: self.changed.emit())
        for button in (self.co_reflect, self.trash):
            button.toggled.connect(lambda _on: self.changed.emit())
        self.labels.clicked.connect(self.labels_wanted)
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def filter(self) -> SessionFilter:
        """What the list should show; all that is chosen holds together."""
        kind = self.kind.currentData()
        return SessionFilter(
            None if kind is None else Setting(kind),
            self.chosen_label(),
            self.co_reflect.isChecked(),
            self.trash.isChecked(),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything but the trash is chosen."""
        return replace(self.filter(), trashed=False) != EVERY_SESSION

    def chosen_label(self) -> str:
        """The label chosen; empty for any."""
        return str(self.label.currentData() or "")

    def show_labels(self, labels: Sequence[str]) -> None:
        """Offer these. The one chosen stays chosen, also where no session carries it any more."""
        chosen = self.chosen_label()
        wanted = [*labels, chosen] if chosen and chosen not in labels else list(labels)
        if [self.label.itemData(n) for n in range(1, self.label.count())] == wanted and self.label.count():
            return
        with QSignalBlocker(self.label):
            self.label.clear()
            self.label.addItem(_("Any label"), "")
            for label in wanted:
                self.label.addItem(label, label)
            self.label.setCurrentIndex(self.label.findData(chosen))

    def choose_label(self, label: str) -> None:
        """Show the sessions of one label only; an empty one means any."""
        self.label.setCurrentIndex(max(0, self.label.findData(label)))

    def show_trash(self, *, on: bool) -> None:
        """Show what lies in the trash, or what does not."""
        self.trash.setChecked(on)

    def clear(self) -> None:
        """Show everything again; ``changed`` is emitted once."""
        with QSignalBlocker(self):
            self.kind.setCurrentIndex(0)
            self.label.setCurrentIndex(0)
            self.co_reflect.setChecked(False)
            self.trash.setChecked(False)
        self.changed.emit()

    def _fill_kinds(self) -> None:
        self.kind.addItem(_("Any kind"))
        for kind, name in setting_names().items():
            self.kind.addItem(name, kind.value)

    def _measure(self) -> None:
        self._flow.setSpacing(px(6))
        # A chip with icon and text keeps too much room after its text; the sheet's paddings do not mirror.
        start, end = ("right", "left") if self.isRightToLeft() else ("left", "right")
        paddings = f"padding-{start}: {px(8)}px; padding-{end}: {px(2)}px;"
        self.co_reflect.setStyleSheet(f"QToolButton {{ {paddings} }}")


def _choice(name: str) -> QComboBox:
    box = CalmCombo()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_SHORTEST)
    return box
