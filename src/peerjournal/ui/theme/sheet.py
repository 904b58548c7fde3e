"""The style sheet.

``$name`` is a token, ``12u`` a distance that grows with the text size, ``1px`` one that does not.
"""

import re
from collections.abc import Callable
from string import Template

from peerjournal.ui.theme.tokens import Tokens

_SHEET = """
* { outline: 0; }
QToolTip { background: $surface; color: $text; border: ${edge}px solid $strong; padding: 5u 8u; font-size: 13u; }
QMainWindow, QDialog, QMessageBox, QWizard, [role="page"] { background: $bg; }
[role="rail"] { background: $side; border: 0; }
[role="card"] { background: $surface; border: ${line}px solid $border; border-radius: 14u; }
[role="separator"] { background: $hair; border: 0; min-height: 1px; max-height: 1px; }

/* words */
QLabel { background: transparent; color: $text; }
QLabel:disabled { color: $disabled; }
QLabel[role="display"] { font-size: 30u; font-weight: 600; }
QLabel[role="h1"] { font-size: 24u; font-weight: 600; }
QLabel[role="h2"] { font-size: 16u; font-weight: 600; }
QLabel[role="big"] { font-size: 26u; font-weight: 600; }
QLabel[role="body"] { font-size: 15u; }
QLabel[role="reading"], QLabel[role="reading-name"] { font-size: 17u; }
QLabel[role="reading-name"] { font-weight: 600; }
QLabel[role="muted"], QLabel[role="eyebrow"] { font-size: 13u; color: $muted; }
QLabel[role="brand"] { font-size: 17u; font-weight: 600; padding: 4u 8u; }
QLabel[role="code"] { font-family: "DejaVu Sans Mono", "Menlo", "Consolas", monospace; font-size: 18u;
    background: $sunken; border: ${edge}px solid $strong; border-radius: 10u; padding: 14u 16u; }
QLabel[role="problem"] { color: $problem; }

/* buttons */
QToolButton, QRadioButton, QCheckBox { icon-size: 20u; }
QToolButton[role="chip"] { icon-size: 16u; }
QPushButton { background: $surface; color: $text; border: ${edge}px solid $strong; border-radius: 9u;
    padding: 7u 15u; margin: 1px; min-height: 20u; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:disabled { color: $disabled; border-color: $border; background: $sunken; }
QPushButton[kbd="true"] { border: ${ring}px solid $focus; margin: 0; }
QPushButton::menu-indicator { image: url(themed:chevron-down-$name.svg); width: 12u; height: 12u;
    subcontrol-origin: padding; subcontrol-position: center right; right: 8u; }
QPushButton[role="primary"], QDialogButtonBox QPushButton:default { background: $accent; color: $on_accent;
    font-weight: 600; border: 0; margin: 1px; padding: 8u 16u; }
QPushButton[role="primary"]:hover, QPushButton[role="primary"]:pressed,
QDialogButtonBox QPushButton:default:hover { background: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $hover; color: $disabled; }
QPushButton[role="primary"][kbd="true"], QDialogButtonBox QPushButton:default[kbd="true"] {
    background: transparent; border: 12px solid transparent; border-radius: 0; margin: 1px;
    border-image: url(themed:ring-$name.svg) 12;
    padding: ${ring_y}px ${ring_x}px; }
QPushButton[role="quiet"] { background: transparent; color: $muted; border: ${ring}px solid transparent; margin: 0;
    padding: 7u 11u; }
QPushButton[role="quiet"]:hover { background: $hover; color: $text; }
QPushButton[role="quiet"]:checked { background: $accent_soft; color: $accent; }
QPushButton[role="quiet"]:disabled { color: $disabled; }
QPushButton[role="quiet"][kbd="true"] { border-color: $focus; }
QPushButton[role="link"] { background: transparent; color: $accent; border: ${ring}px solid transparent; margin: 0;
    padding: 2u 4u; border-radius: 6u; text-decoration: underline; text-align: left; }
QPushButton[role="link"]:hover { color: $accent_hover; }
QPushButton[role="link"][kbd="true"] { border-color: $focus; }
QPushButton[role="danger"] { color: $problem; border-color: $problem; }
QPushButton[role="danger"]:hover { background: $problem_soft; }
QPushButton[role="danger"]:disabled { color: $disabled; border-color: $border; }
QPushButton[role="danger"][kbd="true"] { border-color: $focus; }
QPushButton[role="fold"] { text-align: left; background: transparent; color: $text; font-weight: 600;
    border: ${ring}px solid transparent; border-radius: 8u; padding: 5u 6u; }
QPushButton[role="fold"]:hover { background: $hover; }
QPushButton[role="fold"][kbd="true"] { border-color: $focus; }
QPushButton[role="nav"] { text-align: left; background: transparent; color: $muted; border: ${ring}px solid transparent;
    border-radius: 9u; padding: 7u 10u; margin: 0; }
QPushButton[role="nav"]:hover { background: $hover; color: $text; }
QPushButton[role="nav"][kbd="true"] { border-color: $focus; }

QToolButton { background: transparent; color: $muted; border: ${ring}px solid transparent; border-radius: 8u;
    padding: 4u; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton[kbd="true"] { border-color: $focus; }
QToolButton[popupMode="2"]::menu-indicator, QToolButton[popupMode="0"]::menu-indicator { image: none; }
QToolButton[role="chip"] { background: $sunken; color: $muted; border: ${edge}px solid $strong; border-radius: 14u;
    padding: 4u 12u; margin: 1px; font-size: 13u; min-height: 18u; }
QToolButton[role="chip"]:hover { background: $hover; color: $text; }
QToolButton[role="chip"]:checked { background: $accent_soft; color: $accent; border-color: $accent;
    font-weight: 600; }
QToolButton[role="chip"][kbd="true"] { border: ${ring}px solid $focus; margin: 0; }

/* one of several */
QRadioButton, QCheckBox { background: transparent; color: $text; spacing: 9u; border: ${ring}px solid transparent;
    border-radius: 8u; padding: 3u 5u; }
QRadioButton:disabled, QCheckBox:disabled { color: $disabled; }
QRadioButton[kbd="true"], QCheckBox[kbd="true"] { border-color: $focus; }
QRadioButton::indicator, QCheckBox::indicator, QGroupBox::indicator, QListView::indicator { width: 16u; height: 16u;
    border: ${edge}px solid $strong; background: $surface; }
QCheckBox::indicator, QGroupBox::indicator, QListView::indicator { border-radius: 5u; }
QRadioButton::indicator { border-radius: ${radio}px; }
QRadioButton::indicator:hover, QCheckBox::indicator:hover { border-color: $accent; background: $sunken; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url(themed:check-$name.svg); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url(themed:partly-$name.svg); }
QRadioButton::indicator:checked { width: 8u; height: 8u; border: ${dot}px solid $accent; background: $on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $border; background: $sunken; }
QCheckBox::indicator:checked:disabled { background: $disabled; }
QRadioButton[role="nav"] { color: $muted; border: ${ring}px solid transparent; border-radius: 9u; padding: 7u 10u;
    spacing: 0; min-height: 22u; }
QRadioButton[role="nav"]:hover { background: $hover; color: $text; }
QRadioButton[role="nav"]:checked { background: $accent_soft; color: $accent; $chosen_edge }
QRadioButton[role="nav"][here="true"] { font-weight: 600; }
QRadioButton[role="nav"][here="false"] { font-weight: 400; }
QRadioButton[role="nav"][kbd="true"] { border-color: $focus; }
[tight="true"] QRadioButton[role="nav"] { padding: 3u 10u; }
[tight="true"] QPushButton[role="nav"] { padding: 3u 10u; }
QRadioButton[role="nav"]::indicator, QRadioButton[role="segment"]::indicator {
    width: 0; height: 0; border: 0; background: transparent; }
[role="segments"] { background: $side; border: 1px solid $border; border-radius: 10u; }
QRadioButton[role="segment"] { color: $muted; border: ${ring}px solid transparent; border-radius: 7u;
    padding: 4u 12u; spacing: 0; font-size: 13u; min-height: 18u; }
QRadioButton[role="segment"]:hover { color: $text; }
QRadioButton[role="segment"]:checked { background: $surface; color: $text; font-weight: 600;
    border: ${edge}px solid $strong;
    padding: ${seg_y}px ${seg_x}px; }
QRadioButton[role="segment"][kbd="true"] { border: ${ring}px solid $focus; padding: 4u 12u; }

/* inputs */
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: $surface; color: $text;
    border: ${edge}px solid $strong; border-radius: 9u; selection-background-color: $sel; selection-color: $text;
    placeholder-text-color: $faint; }
QLineEdit { padding: 8u 11u; min-height: 20u; }
QLineEdit:focus { border: ${ring}px solid $focus; padding: ${in_y}px ${in_x}px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
    color: $disabled; border-color: $border; background: $sunken; }
QLineEdit:read-only { background: $sunken; }
QLineEdit > QToolButton { padding: 0; border-radius: 4u; }
QLineEdit#title, QLineEdit[role="title"] { background: transparent; border: 0;
    border-bottom: ${ring}px solid transparent; border-radius: 0; padding: 0;
    font-size: 28u; font-weight: 600; min-height: 38u; }
QLineEdit#title:focus, QLineEdit[role="title"]:focus { border-bottom: ${ring}px solid $focus; padding: 0; }
QLineEdit[role="name"] { background: transparent; border: 0; border-bottom: ${ring}px solid transparent;
    border-radius: 0; padding: 0; font-size: 17u; font-weight: 600; min-height: 28u; }
QLineEdit[role="name"]:focus { border-bottom: ${ring}px solid $focus; padding: 0; }
QPlainTextEdit, QTextEdit { padding: 6u 8u; }
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus { border: ${ring}px solid $focus; }
QTextBrowser { background: $surface; border: ${line}px solid $border; border-radius: 9u; padding: 6u 8u; }
QPlainTextEdit[role="entry"], QTextEdit[role="entry"], QTextBrowser[role="entry"] { background: transparent;
    border: 0; border-radius: 0; padding: 0; font-family: "$text_family"; font-size: 16u; }
QPlainTextEdit[role="entry"]:focus, QTextEdit[role="entry"]:focus, QTextBrowser[role="entry"]:focus { border: 0; }

QComboBox { padding: 7u 11u; min-height: 20u; combobox-popup: 0; }
QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:hover { border-color: $accent; }
QComboBox:focus, QComboBox:on { border: ${ring}px solid $focus; padding: ${combo_y}px ${in_x}px; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; border: 0; width: 26u; }
QComboBox::down-arrow { image: url(themed:chevron-down-$name.svg); width: 14u; height: 14u; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: ${edge}px solid $strong; border-radius: 0;
    padding: 4u; selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 30u; padding: 0 8u; border-radius: 6u;
    border: ${ring}px solid transparent; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; border-color: $focus; }

QAbstractSpinBox { padding: 7u 8u; min-height: 20u; }
QAbstractSpinBox:focus { border: ${ring}px solid $focus; padding: ${combo_y}px ${spin_x}px; }
QAbstractSpinBox::up-button { subcontrol-origin: padding; subcontrol-position: top right; width: 22u; border: 0;
    border-top-right-radius: 8u; }
QAbstractSpinBox::down-button { subcontrol-origin: padding; subcontrol-position: bottom right; width: 22u; border: 0;
    border-bottom-right-radius: 8u; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url(themed:chevron-up-$name.svg); width: 11u; height: 11u; }
QAbstractSpinBox::down-arrow { image: url(themed:chevron-down-$name.svg); width: 11u; height: 11u; }
QDateTimeEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: 24u; border: 0; }
QDateTimeEdit::down-arrow { image: url(themed:chevron-down-$name.svg); width: 13u; height: 13u; }

/* month sheet */
QCalendarWidget QWidget { alternate-background-color: $sunken; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; border: 0; }
QCalendarWidget QToolButton { color: $text; font-weight: 600; padding: 4u 8u; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(themed:chevron-left-$name.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(themed:chevron-right-$name.svg); }
QCalendarWidget QSpinBox { padding: 3u 6u; }
QCalendarWidget QAbstractItemView { background: $surface; color: $text; border: 0; border-radius: 0; padding: 0;
    selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QTableView::item { padding: 0; }
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }

/* lists and tables */
QListView, QTreeView, QTableView { background: transparent; color: $text; border: ${ring}px solid transparent;
    border-radius: 8u; alternate-background-color: $sunken; gridline-color: $hair;
    selection-background-color: $accent_soft; selection-color: $text; }
QListView:focus, QTreeView:focus, QTableView:focus { border-color: $focus; }
QListView::item, QTreeView::item { padding: 6u 8u; border-radius: 7u; }
QTableView::item { padding: 4u 8u; border: 0; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $accent_soft; color: $text; }
QAbstractItemView[role="entries"] { border: 0; }
QAbstractItemView[role="entries"]::item { padding: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $muted; border: 0; border-bottom: 1px solid $border;
    padding: 6u 8u; font-size: 13u; font-weight: 600; }
QTableCornerButton::section { background: transparent; border: 0; }

/* frames */
QGroupBox { border: ${line}px solid $border; border-radius: 12u; margin-top: 11u; padding: 18u 14u 14u 14u;
    font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 12u; padding: 0 5u; color: $text; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $strong; }
QStackedWidget { background: transparent; }
QTabWidget::pane { border: 0; border-top: ${line}px solid $border; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: 8u 12u; margin: 0 2u;
    border: ${ring}px solid transparent;
    border-bottom: 3px solid transparent; border-top-left-radius: 7u; border-top-right-radius: 7u; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom: 3px solid $accent; }
QTabBar::tab:focus { border: ${ring}px solid $focus; border-bottom: 3px solid $accent; }
QTabBar::tab:disabled { color: $disabled; }
[role="notice"] { background: $accent_soft; border: ${line}px solid $accent_soft; border-radius: 10u; $notice_edge }
[role="notice"][kind="problem"] { background: $problem_soft; border: ${edge}px solid $problem; }

/* menus */
QMenuBar { background: $bg; color: $text; }
QMenuBar::item { padding: 6u 10u; background: transparent; border-radius: 6u; }
QMenuBar::item:selected { background: $hover; }
QMenu { icon-size: 18u; background: $surface; color: $text; border: ${edge}px solid $strong; padding: 5u; }
QMenu::item { padding: 7u 26u 7u 12u; border: ${ring}px solid transparent; border-radius: 6u; }
QMenu::item:selected { background: $accent_soft; color: $text; $menu_edge }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8u; }
QMenu::separator { height: 1px; background: $hair; margin: 5u 8u; }
QMenu::indicator { width: 14u; height: 14u; left: 6u; }
QMenu::indicator:checked { image: url(themed:tick-$name.svg); }
QMenu::right-arrow { image: url(themed:chevron-right-$name.svg); width: 13u; height: 13u; right: 6u; }

/* how far */
QProgressBar { background: $hover; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider { min-height: 26u; border: ${ring}px solid transparent; border-radius: 8u; }
QSlider:focus { border-color: $focus; }
QSlider::groove:horizontal { height: 4px; background: $strong; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16u; height: 16u; margin: -${knob}px 0; border: ${edge}px solid $accent;
    border-radius: ${round}px; background: $accent; }
QSlider::handle:horizontal:hover { background: $accent_hover; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12u; margin: 2px; }
QScrollBar:horizontal { height: 12u; margin: 2px; }
QScrollBar::handle { background: $strong; border-radius: ${bar}px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36u; }
QScrollBar::handle:horizontal { min-width: 36u; }
QScrollBar::handle:hover { background: $muted; }
QScrollArea[bar="steady"] QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QStatusBar { background: $bg; color: $muted; }
QStatusBar::item { border: 0; }
"""

_SCALED = re.compile(r"(?<![\w#])(\d+)u\b")


def style_sheet(t: Tokens, px: Callable[[float], int], text_family: str) -> str:
    """The sheet for these tokens, with `px` to scale a distance."""
    strong_edge = t.line > 1
    filled = Template(_SHEET).substitute(
        t._asdict(),
        text_family=text_family,
        edge=t.line,
        ring=t.line + 1,
        seg_y=px(4) + 1,
        seg_x=px(12) + 1,
        # A border grown by one pixel for the focus takes that pixel from the padding, so nothing moves.
        # The ring of a filled button is a picture inside its edge, cut into nine with corners of 12 pixels.
        ring_y=px(8) - 12,
        ring_x=px(16) - 12,
        in_y=px(8) - 1,
        in_x=px(11) - 1,
        combo_y=px(7) - 1,
        spin_x=px(8) - 1,
        radio=px(16) // 2 + t.line,
        dot=(px(16) - px(8)) // 2 + t.line,
        knob=(px(16) - 2) // 2,
        round=px(16) // 2 + 1,
        bar=(px(12) - 8) // 2,
        # Where grounds alone say too little, an edge says it too.
        chosen_edge=f"border: 2px solid {t.text};" if strong_edge else "",
        notice_edge=f"border: 2px solid {t.text};" if strong_edge else "",
        menu_edge=f"border-color: {t.focus};" if strong_edge else "",
    )
    return _SCALED.sub(lambda found: f"{px(int(found[1]))}px", filled)
