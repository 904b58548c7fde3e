"""The lights table: for each part and each audience keep, if asked or share, by one key."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QDate,
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from peerjournal.i18n import _, ngettext
from peerjournal.sharing.audience import Light
from peerjournal.ui.dialogs.audiences import AudiencesDialog
from peerjournal.ui.models.lights_table import (
    LightsModel,
    Shown,
    feel_word,
    is_due,
    light_choice,
    light_icon,
    light_word,
    short_day,
)
from peerjournal.ui.text import number
from peerjournal.ui.theme import current, px, ui_font, watcher
from peerjournal.ui.theme.icons import draw, icon
from peerjournal.ui.widgets.basics import (
    Card,
    Notice,
    heading,
    link_button,
    muted,
    plain_button,
    primary_button,
    quiet_button,
)
from peerjournal.ui.widgets.calm_combo import CalmCombo
from peerjournal.ui.widgets.controls import segmented, spin_field
from peerjournal.ui.widgets.empty_state import EmptyState
from peerjournal.ui.widgets.flow import FlowLayout
from peerjournal.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from peerjournal.operations.journals import OpenJournal

_LATER_DAYS = (30, 91, 365)
_NARROW = 560  # below this (grown with the text size) the buttons show their signs alone
_LOW = 430  # below this the legend says only the three lights
_ELIDED = Qt.TextElideMode.ElideRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _LightDelegate(QStyledItemDelegate):
    """Paints one light as a shape and a word, below it the day to look again; nothing is asked of the style."""

    def __init__(self, view: "LightsView") -> None:
        super().__init__(view)
        self._view = view
        self.measure()

    def measure(self) -> None:
        """Take the text size in force."""
        self.plain, self.small = ui_font(px(13)), ui_font(px(12))
        self.strong = ui_font(px(13))
        self.strong.setWeight(QFont.Weight.DemiBold)
        self._line = QFontMetrics(self.plain).height()
        self._line_below = QFontMetrics(self.small).height()
        self.height = self._line + self._line_below + px(14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        t = current()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # words keep the way of their script
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(t.accent_soft))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(t.hair))
        if chosen and t.line > 1:
            painter.setPen(QPen(QColor(t.text), 1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        self._paint_light(painter, rect.adjusted(px(10), 0, -px(4), 0), index.row(), index.column())

    def _paint_light(self, painter: QPainter, room: QRect, row: int, column: int) -> None:
        t, model = current(), self._view.lights
        said = model.setting(row, column)
        dated = said.look_again_on is not None
        height = self._line + (self._line_below if dated else 0)
        line = QRect(room.x(), room.y() + (room.height() - height) // 2, room.width(), self._line)
        quiet, told = said.light is Light.KEEP, said.light is Light.SHARE
        self._piece(
            painter, line, light_icon(said.light), light_word(said.light),
            self.strong if told else self.plain, t.faint if quiet else t.accent, t.faint if quiet else t.text,
        )  # fmt: skip
        if said.look_again_on is not None:
            due = is_due(said, model.today)
            below = QRect(line.x(), line.bottom() + 1, line.width(), self._line_below)
            mark, colour = ("look-again-due", t.text) if due else ("look-again", t.muted)
            self._piece(painter, below, mark, short_day(said.look_again_on, model.today), self.small, colour, colour)

    def _piece(
        self, painter: QPainter, line: QRect, mark: str, words: str, font: QFont, tint: str, colour: str
    ) -> None:
        side, gap = px(16), px(5)
        spot = QRect(line.x(), line.y() + (line.height() - side) // 2, side, side)
        rest = line.adjusted(side + gap, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        if self._view.isRightToLeft():
            spot.moveRight(line.right())
            rest = line.adjusted(0, 0, -side - gap, 0)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        painter.drawPixmap(spot, draw(mark, spot.size(), painter.device().devicePixelRatio(), tint))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(rest, int(align | _MIDDLE | Qt.TextFlag.TextSingleLine), words)


class _Header(QHeaderView):
    """A header that paints its own words and marks where the keyboard is."""

    def __init__(self, orientation: Qt.Orientation, view: "LightsView") -> None:
        super().__init__(orientation, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the event goes to the table

    def here(self, section: int) -> bool:
        """Whether the keyboard is in this row or column."""
        now = self._view.currentIndex()
        return section == (now.row() if self.orientation() == Qt.Orientation.Vertical else now.column())

    def words(self, section: int) -> str:
        """What the section is called."""
        return str(self._view.lights.headerData(section, self.orientation()) or "")

    def flags(self) -> int:
        """How one line of words stands: on the side of the interface, whatever its script."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignAbsolute | _MIDDLE | Qt.TextFlag.TextSingleLine)


class _AudienceHeader(_Header):
    """The audiences, each name in as many lines as it needs, up to three."""

    MOST_LINES = 3

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t = current()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        font = self.bold()
        painter.setFont(font)
        painter.setPen(QColor(t.text if self.here(section) else t.muted))
        lines = _wrapped(self.words(section), font, self._room(), self.MOST_LINES)
        height = QFontMetrics(font).height()
        top = rect.bottom() - px(6) - height * len(lines)
        for n, line in enumerate(lines):
            painter.drawText(
                QRect(rect.x() + px(10), top + n * height, rect.width() - px(14), height), self.flags(), line
            )
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(t.border))

    def measure(self, width: int) -> None:
        """Columns of this width, and as much height as the longest name needs."""
        self.setDefaultSectionSize(width)
        most = [len(_wrapped(self.words(n), self.bold(), self._room(), self.MOST_LINES)) for n in range(self.count())]
        self.setFixedHeight(QFontMetrics(self.bold()).height() * max(most, default=1) + px(14))

    def bold(self) -> QFont:
        """The font of the names."""
        font = ui_font(px(13))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _room(self) -> int:
        return self.defaultSectionSize() - px(14)


class _PartHeader(_Header):
    """The parts: the title, and quietly beneath how telling it feels and which story it is of."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t = current()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(t.hair))
        title, small = ui_font(px(14)), ui_font(px(12))
        if self.here(section):
            title.setWeight(QFont.Weight.DemiBold)
        lines = [(self.words(section), title, t.text)]
        if below := self._below(section):
            lines.append((below, small, t.muted))
        heights = [QFontMetrics(font).height() for _words, font, _colour in lines]
        top = rect.y() + (rect.height() - sum(heights)) // 2
        for (words, font, colour), height in zip(lines, heights, strict=True):
            spot = QRect(rect.x() + px(10), top, rect.width() - px(20), height)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(spot, self.flags(), QFontMetrics(font).elidedText(words, _ELIDED, spot.width()))
            top += height

    def _below(self, section: int) -> str:
        model = self._view.lights
        part = model.parts[section]
        story = model.stories.get(part.story_id, "") if len(model.stories) > 1 else ""
        return "  ·  ".join(said for said in (story, feel_word(part.feel)) if said)


def _wrapped(words: str, font: QFont, width: int, most: int) -> list[str]:
    """The words in lines that fit; the last of too many ends in an ellipsis."""
    layout = QTextLayout(words, font)
    lines: list[str] = []
    at = 0
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        last = len(lines) == most - 1
        text = words[at:] if last else words[at : at + line.textLength()]
        lines.append(QFontMetrics(font).elidedText(text.strip(), _ELIDED, width))
        at += line.textLength()
    layout.endLayout()
    return lines


class LightsView(QTableView):
    """The table. ``light_wanted`` when a light is chosen for the selected cells, by key or from the menu.

    ``date_wanted`` carries a day or None, ``later_wanted`` asks for one to be chosen; ``opened`` carries a part's id,
    ``glance_wanted`` an audience's.
    """

    light_wanted = Signal(object)
    date_wanted = Signal(object)
    later_wanted = Signal()
    opened = Signal(str)
    glance_wanted = Signal(str)

    def __init__(self, model: LightsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lights = model
        self.menu: QMenu | None = None
        self.setProperty("role", "entries")  # the cell with the keyboard has the ring, not the table
        self.setAccessibleName(_("Lights: parts down, audiences across"))
        self.setAccessibleDescription(_("1 keep, 2 if asked, 3 share, Enter for more"))
        self._columns = _AudienceHeader(Qt.Orientation.Horizontal, self)
        self._rows = _PartHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._rows)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate = _LightDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._rows.sectionDoubleClicked.connect(self._open)
        self.doubleClicked.connect(lambda _index: self.show_menu())
        watcher().theme_changed.connect(self.measure)
        model.modelReset.connect(self.measure)
        self.measure()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """The header of the new column of the keyboard is painted anew, and so is the one before."""
        super().setModel(model)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._repaint_headers())

    def chosen(self) -> list[QModelIndex]:
        """The selected cells; where there are none, the one the keyboard is in."""
        found = self.selectionModel().selectedIndexes()
        return found or [i for i in (self.currentIndex(),) if i.isValid()]

    def select_columns(self) -> None:
        """Every cell of the audiences in which something is selected."""
        self._widen({i.column() for i in self.chosen()}, QItemSelectionModel.SelectionFlag.Columns)

    def select_rows(self) -> None:
        """Every cell of the parts in which something is selected."""
        self._widen({i.row() for i in self.chosen()}, QItemSelectionModel.SelectionFlag.Rows)

    def go_to(self, row: int, column: int) -> None:
        """Put the keyboard into a cell."""
        index = self.lights.index(row, column)
        if index.isValid():
            # Not by the view's own way: that would add to the selection while Ctrl happens to be held.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def show_menu(self, at: QPoint | None = None) -> None:
        """What can be done with the selected cells, beside the one the keyboard is in or at a place."""
        if not self.chosen():
            return
        spot = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(px(8), 0)
        self.menu = menu = self._cells_menu()
        menu.popup(at or self.viewport().mapToGlobal(spot))

    # ------------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        light = _light_typed(event)
        if light is not None and self.chosen():
            self.light_wanted.emit(light)
        elif not self._special(event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)

    def keyboardSearch(self, _typed: str) -> None:
        """Nothing: finding a part has its own field, and lights are set by key."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Also on the headers: they have nothing of their own to offer."""
        where = self.viewport().mapFromGlobal(event.globalPos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.show_menu()
            return
        if where.y() < 0 <= where.x() and (column := self.columnAt(where.x())) >= 0:
            self.selectColumn(column)
        elif where.x() < 0 <= where.y() and (row := self.rowAt(where.y())) >= 0:
            self.selectRow(row)
        self.show_menu(event.globalPos())

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt hands in a focus event
        if not self.currentIndex().isValid():
            self.go_to(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def measure(self) -> None:
        """The titles keep their place; the audiences share what is left, or scroll."""
        self._delegate.measure()
        width = self.width()
        self._rows.setFixedWidth(round(min(max(width * 0.3, px(190)), px(340), max(width * 0.44, 1))))
        self._rows.setDefaultSectionSize(self._delegate.height)
        left = width - self._rows.width() - self.verticalScrollBar().sizeHint().width() - px(6)
        share = left // max(1, len(self.lights.audiences))
        self._columns.measure(min(max(share, px(112)), px(170)))
        self.verticalScrollBar().setSingleStep(self._delegate.height)
        self.updateGeometries()
        self.viewport().update()

    def _special(self, key: int, held: Qt.KeyboardModifier) -> bool:
        none, control, shift = (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
        )  # fmt: skip
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if held == none and (enter or key in {Qt.Key.Key_F2, Qt.Key.Key_Space}):
            self.show_menu()
        elif held == control and enter:
            self._open(self.currentIndex().row())
        elif held == control and key == Qt.Key.Key_Space:
            self.select_columns()
        elif held == shift and key == Qt.Key.Key_Space:
            self.select_rows()
        else:
            return False
        return True

    def _widen(self, lines: set[int], whole: QItemSelectionModel.SelectionFlag) -> None:
        columns = whole == QItemSelectionModel.SelectionFlag.Columns
        wanted = QItemSelection()
        for n in lines:
            index = self.lights.index(0, n) if columns else self.lights.index(n, 0)
            wanted.select(index, index)
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect | whole)

    def _repaint_headers(self) -> None:
        self._columns.viewport().update()
        self._rows.viewport().update()

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.lights.parts):
            self.opened.emit(self.lights.parts[row].id)

    # -------------------------------------------------------------------------------------- the menu

    def _cells_menu(self) -> QMenu:
        cells = [self.lights.setting(i.row(), i.column()) for i in self.chosen()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for n, light in enumerate(Light, 1):
            action = menu.addAction(icon(light_icon(light), 18, "text"), f"{light_choice(light)}\t{n}")
            action.triggered.connect(partial(self.light_wanted.emit, light))
        menu.addSeparator()
        menu.addAction(icon("look-again", 18, "text"), _("Look again on…")).triggered.connect(self.later_wanted)
        none = menu.addAction(_("No date"))
        none.setEnabled(any(c.look_again_on for c in cells))
        none.triggered.connect(partial(self.date_wanted.emit, None))
        menu.addSeparator()
        now = self.currentIndex()
        if now.isValid():
            name = self.lights.audiences[now.column()].name
            menu.addAction(
                _("At a glance for “{audience}”").format(audience=name.replace("&", "&&"))
            ).triggered.connect(partial(self.glance_wanted.emit, self.lights.audiences[now.column()].id))
            keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
            menu.addAction(f"{_('Open the part')}\t{keys}").triggered.connect(partial(self._open, now.row()))
        return menu


def _light_typed(event: QKeyEvent) -> Light | None:
    """The light of a figure, on whatever keyboard and in whatever script it was typed."""
    typed, held = event.text(), event.modifiers()
    if held & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    ):
        return None
    return list(Light)[int(typed) - 1] if typed.isdecimal() and int(typed) in {1, 2, 3} else None


class LookAgainDialog(QDialog):
    """The day to look at some lights again. ``chosen`` carries it."""

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Look again on"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self.field = spin_field(QDateEdit(), _("Look again on"))
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat(_date_format())
        self.field.setDateRange(QDate(today.year, today.month, today.day), QDate(2100, 12, 31))
        self.later = [quiet_button(words) for words in (_("In a month"), _("In three months"), _("In a year"))]
        self.do_it = primary_button(_("Set this day"))
        self.do_it.setDefault(True)
        self.cancel = plain_button(_("Cancel"))
        self._lay_out()
        for button, days in zip(self.later, _LATER_DAYS, strict=True):
            button.clicked.connect(partial(self._offer, days))
        self.do_it.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self._offer(_LATER_DAYS[1])

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(24), px(20), px(24), px(20))
        lines.setSpacing(px(12))
        sentence = muted(
            _("On that day the light is marked in the table. It stays as it is until you change it."), wrap=True
        )
        quick, ends = QHBoxLayout(), QHBoxLayout()
        for button in self.later:
            quick.addWidget(button)
        quick.addStretch(1)
        ends.addStretch(1)
        ends.addWidget(self.cancel)
        ends.addWidget(self.do_it)
        lines.addWidget(heading(_("Look again on")))
        lines.addWidget(sentence)
        lines.addWidget(self.field)
        lines.addLayout(quick)
        lines.addLayout(ends)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, days: int) -> None:
        day = self._today + timedelta(days=days)
        self.field.setDate(QDate(day.year, day.month, day.day))

    def _take(self) -> None:
        self.field.interpretText()
        day = self.field.date()
        self.accept()
        self.chosen.emit(date(day.year(), day.month(), day.day()))


def _date_format() -> str:
    """Day, month and year in the locale's order, the month as a word."""
    day_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lower().startswith("d")
    return "d MMMM yyyy" if day_first else "MMMM d, yyyy"


class _Legend(QWidget):
    """The three lights with their keys, and the other keys, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shapes: list[tuple[QLabel, str]] = []
        self._flow = FlowLayout(self, px(6))
        for n, light in enumerate(Light, 1):
            self._say(light_icon(light), f"{light_word(light)}  {n}")
        self._more = [
            self._say("look-again", _("look again on a day")),
            self._say("look-again-due", _("the day has come")),
        ]
        keys = QKeySequence("Ctrl+Space").toString(QKeySequence.SequenceFormat.NativeText)
        more = QKeySequence("Shift+Space").toString(QKeySequence.SequenceFormat.NativeText)
        words = _("Enter: more  ·  {keys}: whole column  ·  {more}: whole row").format(keys=keys, more=more)
        self._more.append(muted(words))
        self._flow.addWidget(self._more[-1])
        watcher().theme_changed.connect(self._draw)
        self._draw()

    def show_all(self, *, all_: bool) -> None:
        """Everything, or only the three lights where there is little room."""
        for part in self._more:
            part.setVisible(all_)

    def _say(self, shape: str, words: str) -> QWidget:
        picture, pair = QLabel(), QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, px(12), 0)
        row.setSpacing(px(5))
        row.addWidget(picture)
        row.addWidget(muted(words))
        self._shapes.append((picture, shape))
        self._flow.addWidget(pair)
        return pair

    def _draw(self) -> None:
        size = QSize(px(16), px(16))
        for picture, shape in self._shapes:
            picture.setPixmap(icon(shape, 16, "muted").pixmap(size, self.devicePixelRatioF()))


class LightsPage(QWidget):
    """Who may hear what. ``lights_changed`` after each change; the other signals ask for another page.

    ``part_opened`` carries a part's id, ``glance_wanted`` an audience's.
    """

    lights_changed = Signal()
    part_wanted = Signal()
    part_opened = Signal(str)
    glance_wanted = Signal(str)

    def __init__(self, journal: "OpenJournal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Lights"))
        self.model = LightsModel(journal, self)
        self.view = LightsView(self.model)
        self.search = SearchField(_("Find a part"))
        self.stories = CalmCombo()
        self.shown = segmented([_("All parts"), _("May be told"), _("Look again")])
        self.glance = plain_button(_("At a glance"), "glance")
        self.audiences = plain_button(_("Audiences…"), "audience")
        self.legend = _Legend()
        self.count = muted("")
        self.undo = link_button(_("Undo"))
        self.notice = Notice()
        self.empty = EmptyState()
        # Where the window is low and the letters are large, the page scrolls rather than leave the table no room.
        self._scroll = QScrollArea()
        self._ground = QWidget()
        self._ground.setProperty("role", "page")
        self._lay_out()
        self._connect()
        watcher().theme_changed.connect(self._measure)
        self._measure()

    def refresh(self) -> None:
        """Read everything anew, and stay in the cell one was in."""
        now = self.view.currentIndex()
        row, column = now.row(), now.column()
        part = self.model.parts[row].id if now.isValid() else ""
        self.notice.clear()
        self.model.read()
        self._offer_filters()
        self._look()
        rows = [n for n, p in enumerate(self.model.parts) if p.id == part]
        if rows:
            self.view.go_to(rows[0], min(column, len(self.model.audiences) - 1))

    # ------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.stories.setAccessibleName(_("Story"))
        self.shown.setAccessibleName(_("Which parts"))
        policy = self.undo.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that nothing moves when it comes
        self.undo.setSizePolicy(policy)
        self.undo.hide()
        for button in (self.glance, self.audiences):
            button.setToolTip(button.accessibleName())
        self._filters = QWidget()
        self._flow = FlowLayout(self._filters, px(10))
        for part in (self.shown, self.stories, self.search):
            self._flow.addWidget(part)
        said = QHBoxLayout()
        said.addWidget(self.count)
        said.addWidget(self.undo)
        said.addStretch(1)
        said.addWidget(self.glance)
        said.addWidget(self.audiences)
        card = Card(padding=8)
        card.body.addWidget(self.view, 1)
        self._table = QWidget()
        self._below = QVBoxLayout(self._table)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.addWidget(card, 1)
        self._below.addWidget(self.legend)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self.empty)
        self._lines = QVBoxLayout(self._ground)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # The page arranges itself by the room it gets; what is in it must not make the window wider.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self._scroll)
        self._lines.addWidget(self._filters)
        self._lines.addLayout(said)
        self._lines.addWidget(self.notice)
        self._lines.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.search.looked.connect(self._look)
        self.search.left_downwards.connect(self._enter_table)
        self.search.entered.connect(self._enter_table)
        self.stories.activated.connect(lambda _index: self._look())
        self.shown.chosen.connect(lambda _index: self._look())
        self.view.selectionModel().currentChanged.connect(self._keep_in_sight)
        self.view.light_wanted.connect(self._set)
        self.view.date_wanted.connect(self._set_date)
        self.view.later_wanted.connect(self._ask_date)
        self.view.opened.connect(self.part_opened)
        self.view.glance_wanted.connect(self.glance_wanted)
        self.glance.clicked.connect(self._glance)
        self.audiences.clicked.connect(self._show_audiences)
        self.undo.clicked.connect(self._undo)
        self.empty.button.clicked.connect(self._invited)
        self.model.troubled.connect(lambda sentence: self.notice.show_sentence(sentence, "problem"))
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._undo)

    def _measure(self) -> None:
        self._lines.setSpacing(px(10))
        self._below.setSpacing(px(8))
        self._flow.setSpacing(px(10))
        self.search.setMinimumWidth(px(160))
        self.view.setMinimumHeight(px(200))
        narrow = self.width() < px(_NARROW)
        for button in (self.glance, self.audiences):
            button.setText("" if narrow else button.accessibleName())  # the name and the tool tip stay
        self.legend.show_all(all_=self.height() >= px(_LOW))

    def minimumSizeHint(self) -> QSize:
        """Small: the table scrolls."""
        return QSize(px(340), px(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # -------------------------------------------------------------------------------------- showing

    def _offer_filters(self) -> None:
        before = self.stories.currentData() or ""
        self.stories.clear()
        self.stories.addItem(_("All stories"), "")
        for story_id, title in self.model.stories.items():
            self.stories.addItem(title, story_id)
        self.stories.setCurrentIndex(max(0, self.stories.findData(before)))
        self.stories.setVisible(len(self.model.stories) > 1)
        due = self.model.due()
        third = self.shown.buttons()[Shown.DUE]
        third.setText(_("Look again ({n})").format(n=number(due)) if due else _("Look again"))
        third.setAccessibleName(third.text())
        third.setVisible(due > 0 or self.shown.index() == Shown.DUE)

    def _look(self) -> None:
        """Show what fits the filters, or inviting words where there is nothing."""
        self.search.hush()
        story_id = self.stories.currentData() or ""
        self.model.show(self.search.text(), story_id, Shown(self.shown.index()))
        self._say(ngettext("{n} part", "{n} parts", len(self.model.parts)).format(n=number(len(self.model.parts))))
        nothing = self.model.empty or not self.model.audiences
        self._filters.setVisible(not nothing)
        self.count.setVisible(not nothing)
        self.glance.setEnabled(bool(self.model.audiences))
        if nothing or not self.model.parts:
            self.empty.say(*self._invitation())
        self._stack.setCurrentWidget(self.empty if nothing or not self.model.parts else self._table)
        self.view.go_to(0, 0)

    def _enter_table(self) -> None:
        self._look()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_in_sight(self, now: QModelIndex) -> None:
        if self.view.hasFocus():
            cell = self.view.visualRect(now)
            at = self.view.viewport().mapTo(self._ground, cell.center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, cell.height())

    def _invitation(self) -> tuple[str, ...]:
        if self.model.empty:
            sentence = _("Here you then decide who may hear it. Until you do, everything is kept.")
            return "story", _("Write a part first"), sentence, _("Write a part")
        if not self.model.audiences:
            sentence = _("An audience says for whom: a closed group, a training, one person.")
            return "sharing", _("There is no audience yet"), sentence, _("Add an audience")
        return "filter", _("No part fits"), _("Take a filter away to see more."), _("Show all parts")

    def _invited(self) -> None:
        if self.model.empty:
            self.part_wanted.emit()
        elif not self.model.audiences:
            self._show_audiences()
        else:
            self.search.clear()
            self.stories.setCurrentIndex(0)
            self.shown.choose(Shown.ALL)
            self._look()

    def _say(self, sentence: str) -> None:
        """In its place above the table; nothing moves for it."""
        self.count.setText(sentence)
        self.undo.setVisible(self.model.can_undo)
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.count, sentence))

    # --------------------------------------------------------------------------------------- acting

    def _set(self, light: Light) -> None:
        n = self.model.set_light(self.view.chosen(), light)
        if n is not None:
            words = ngettext("{n} light set to “{light}”.", "{n} lights set to “{light}”.", n)
            self._told(n, words.format(n=number(n), light=light_word(light)))

    def _ask_date(self) -> None:
        dialog = LookAgainDialog(self.model.today, self)
        dialog.chosen.connect(self._set_date)
        dialog.open()

    def _set_date(self, on: date | None) -> None:
        n = self.model.look_again(self.view.chosen(), on)
        if n is None:
            return
        if on is None:
            words = ngettext("{n} light has no date any more.", "{n} lights have no date any more.", n)
            self._told(n, words.format(n=number(n)))
        else:
            words = ngettext("{n} light to look at again on {day}.", "{n} lights to look at again on {day}.", n)
            self._told(n, words.format(n=number(n), day=short_day(on, self.model.today)))

    def _told(self, n: int, sentence: str) -> None:
        if n:
            self._after(sentence)
        else:
            self._say(_("That is so already."))

    def _undo(self) -> None:
        if self.model.undo():
            self._after(_("The last change is undone."))

    def _after(self, sentence: str) -> None:
        self.notice.clear()
        self._offer_filters()
        self._say(sentence)
        self.lights_changed.emit()

    def _glance(self) -> None:
        column = max(0, self.view.currentIndex().column())
        if column < len(self.model.audiences):
            self.glance_wanted.emit(self.model.audiences[column].id)

    def _show_audiences(self) -> None:
        dialog = AudiencesDialog(self._journal, self)
        dialog.changed.connect(self.refresh)
        dialog.changed.connect(self.lights_changed)
        dialog.open()
