"""The one style sheet of the window, generated from a table of colours.

Widgets say what they are through properties: ``kind`` for buttons (``primary`` …), ``role`` for what a label says
(``title``, ``hint`` …), ``invalid`` for a field with an error. Grounds of cards are not here (see `widgets.card`).
Focus draws a line of 2 px and takes the pixel from the padding, so that nothing jumps.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from studio.ui.fonts import ASSETS, BASE_POINTS
from studio.ui.tokens import Tokens

TITLE, SUBJECT, HEADING, SMALL = 1.65, 1.3, 1.18, 0.93
"""Sizes of type, in parts of the window's font."""
CONTROLS = ASSETS / "controls"
BOX = 17
"""Pixels of a box or circle to tick within its line of 1 px, at 100 percent."""
ARROW, ARROW_EDGES = 9, 22
"""Pixels of the arrow of a button with a menu, at 100 percent, and of the room at both sides of it."""


def sheet(tokens: Tokens, scale: int = 100) -> str:
    """The style sheet of `tokens` with type at `scale` percent."""
    controls = {"controls": CONTROLS.as_posix(), "theme": "dark" if tokens.dark else "light"}
    colours = {name: value for name, value in asdict(tokens).items() if isinstance(value, str)}
    points = BASE_POINTS * scale / 100
    parts = {"title_pt": TITLE, "subject_pt": SUBJECT, "heading_pt": HEADING, "small_pt": SMALL}
    sizes = {name: part * points for name, part in parts.items()}
    values = {name: f"{size:.2f}" for name, size in sizes.items()}
    values |= {name: str(pixels) for name, pixels in _pixels(scale).items()}
    return "\n".join(part.substitute(colours, **controls, **values) for part in _PARTS)


def _pixels(scale: int) -> dict[str, int]:
    """What grows with the type: the corners of pills, boxes and circles to tick, and the room of a button's arrow."""
    box = BOX * scale // 100
    arrow = ARROW_EDGES + ARROW * scale // 100
    return {
        "pill_px": 13 * scale // 100,
        "box_px": box,
        "box_in_focus_px": box - 2,  # the line is 2 px there
        "box_corner_px": 4 * scale // 100,
        "circle_corner_px": (box + 2) // 2,
        "arrow_px": arrow,
        "arrow_in_focus_px": arrow - 1,
    }


_FRAMES = Template("""
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QToolTip { background: $card; color: $text; border: 1px solid $field_line; padding: 5px 8px; }
""")

_LABELS = Template("""
QLabel[role="title"] { font-size: ${title_pt}pt; font-weight: 700; }
QLabel[role="subject"] { font-size: ${subject_pt}pt; font-weight: 700; }
QLabel[role="heading"] { font-size: ${heading_pt}pt; font-weight: 600; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="column"] { font-weight: 600; color: $muted; }
QLabel[role="hint"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small_pt}pt; }
QLabel[role="error"] { color: $error; }
QLabel[role="practice"] { color: $on_practice; font-weight: 600; }
QLabel[role="toast"] { color: $page; }
QLabel[role="star"] { color: $error; font-weight: 700; }
""")

_BUTTONS = Template("""
QPushButton { background: $card; color: $text; border: 1px solid $field_line; border-radius: 6px;
  padding: 7px 14px; font-weight: 500; min-height: 1.25em; }
QPushButton[align="left"] { text-align: left; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 13px; }
QPushButton:disabled { color: $disabled; border-color: $disabled_line; background: $locked; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus { border-color: $accent; }
QPushButton[kind="primary"]:disabled { background: $locked; color: $disabled;
  border: 1px solid $disabled_line; padding: 7px 14px; }
QPushButton[kind="danger"] { color: $error; border-color: $error; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $disabled_line; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 5px;
  text-align: left; font-weight: 500; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 2px 4px; }
QPushButton[kind="link"]:disabled { color: $disabled; }
QPushButton[kind="pill"] { border-radius: ${pill_px}px; padding: 4px 12px; }
QPushButton[kind="pill"]:focus { padding: 3px 11px; }
QPushButton[kind="pill"]:checked { background: $selected; color: $selected_text;
  border-color: $accent; font-weight: 600; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 6px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton:focus { border: 2px solid $accent; padding: 5px; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[opens="menu"], QPushButton[opens="menu"]:disabled { padding-right: ${arrow_px}px; }
QPushButton[opens="menu"]:focus { padding-right: ${arrow_in_focus_px}px; }
QPushButton[kind="rail"] { background: transparent; border: 0; border-radius: 8px; color: $muted; text-align: left;
  padding: 4px 10px; min-height: 0; font-weight: 500; }
QPushButton[kind="rail"]:hover { background: $hover; }
QPushButton[kind="rail"]:on { background: $selected; color: $selected_text; font-weight: 600; }
QPushButton[kind="rail"]:focus { border: 2px solid $accent; padding: 2px 8px; }
""")

_FIELDS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $field; color: $text;
  border: 1px solid $field_line; border-radius: 6px; padding: 7px 11px; selection-background-color: $accent;
  selection-color: $on_accent; placeholder-text-color: $muted; min-height: 1.25em; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 6px 10px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border: 2px solid $error; padding: 6px 10px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit:read-only, QPlainTextEdit:read-only { background: $locked; color: $muted; border-color: $disabled_line; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {
  border: 0; padding: 0; margin: 0; background: transparent; min-height: 0; }
QLineEdit[kind="bare"], QTextEdit[kind="bare"], QPlainTextEdit[kind="bare"], QTextBrowser {
  border: 0; padding: 0; background: transparent; }
QTextBrowser:focus { border: 0; padding: 0; }
QTextBrowser[ring="true"] { border: 2px solid transparent; border-radius: 8px; }
QTextBrowser[ring="true"]:focus { border: 2px solid $accent; }
QComboBox { padding-right: 32px; combobox-popup: 0; }
QComboBox:focus { padding-right: 31px; }
QComboBox::drop-down { border: 0; width: 30px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $field_line; padding: 4px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 1.9em; padding: 2px 8px; border-radius: 4px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $selected_text; }
QCheckBox, QRadioButton { spacing: 9px; background: transparent; padding: 4px 0; }
QCheckBox::indicator, QRadioButton::indicator { width: ${box_px}px; height: ${box_px}px; background: $field;
  border: 1px solid $field_line; }
QCheckBox::indicator { border-radius: ${box_corner_px}px; }
QRadioButton::indicator { border-radius: ${circle_corner_px}px; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked {
  background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url("$controls/tick-$theme.svg"); }
QCheckBox::indicator:indeterminate { image: url("$controls/dash-$theme.svg"); }
QRadioButton::indicator:checked { image: url("$controls/dot-$theme.svg"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { width: ${box_in_focus_px}px; height: ${box_in_focus_px}px;
  border: 2px solid $accent; }
QCheckBox::indicator:focus:checked, QCheckBox::indicator:focus:indeterminate, QRadioButton::indicator:focus:checked {
  border: 2px solid $text; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $locked; border-color: $disabled_line; }
QCheckBox::indicator:checked:disabled, QCheckBox::indicator:indeterminate:disabled,
QRadioButton::indicator:checked:disabled { background: $disabled; border-color: $disabled; }
""")

_LISTS = Template("""
QAbstractItemView { background: transparent; border: 0; outline: 0; color: $text;
  selection-background-color: $selected; selection-color: $text; }
QTableView { gridline-color: $line; }
QTableView::item { border: 0; border-bottom: 1px solid $line; padding: 0 11px; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $selected; color: $text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: 9px 14px; font-weight: 600; text-align: left; }
QListWidget[kind="sections"] { border: 2px solid transparent; border-radius: 10px; }
QListWidget[kind="sections"]:focus { border: 2px solid $accent; }
QListWidget[kind="sections"]::item { padding: 7px 8px; margin: 1px; border-radius: 8px; color: $muted; }
QListWidget[kind="sections"]::item:selected { background: $selected; color: $selected_text; }
QTreeView { show-decoration-selected: 1; }
QTreeView::item { padding: 5px 2px; }
QTreeView::branch:selected { background: $selected; }
QTreeView::branch:hover { background: $hover; }
QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTreeView::item:selected, QListView::item:selected { background: $selected; color: $selected_text; }
QTreeView:focus, QTableView:focus, QListView:focus { border: 0; }
QAbstractItemView[ring="true"] { border: 2px solid transparent; border-radius: 8px; }
QAbstractItemView[ring="true"]:focus { border: 2px solid $accent; }
QMenu { background: $card; border: 1px solid $field_line; padding: 5px; }
QMenu::item { padding: 7px 22px 7px 12px; border-radius: 5px; }
QMenu::icon { padding-left: 10px; }
QMenu::item:selected { background: $selected; color: $selected_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
""")

_MOVING = Template("""
QTabWidget::pane { border: 0; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 12px; border: 0; font-weight: 500;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $selected_text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { background: $selected; }
QTabBar[segments="true"]::tab { background: $card; color: $text; border: 1px solid $field_line; border-right-width: 0;
  padding: 9px 13px; }
QTabBar[segments="true"]::tab:hover { background: $hover; }
QTabBar[segments="true"]::tab:first { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QTabBar[segments="true"]::tab:last { border-right-width: 1px; border-top-right-radius: 6px;
  border-bottom-right-radius: 6px; }
QTabBar[segments="true"]::tab:selected { background: $selected; color: $selected_text; border: 1px solid $accent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: $disabled_line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $field_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $locked; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $card; border: 2px solid $accent; width: 14px; margin: -7px 0;
  border-radius: 9px; }
QSlider::handle:horizontal:focus { background: $accent; }
""")

_PARTS = (_FRAMES, _LABELS, _BUTTONS, _FIELDS, _LISTS, _MOVING)
