"""What a person at the screen sees, told to a test outside the process: keyboard, page, dialog, controls.

Read-only: nothing here changes the window. `Sight` is written to a file whenever it changes; the file's time is that of
the last look, changed or not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import count, takewhile
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)
from shiboken6 import getCppPointer

from studio.ui.widgets.banner import Banner, Toast
from studio.ui.widgets.field import FieldBlock
from studio.ui.writing.refusal import Refusal
from tests.e2e.rig.inside import main_window

LOOK_MS, LOOK_WIDE_MS = 40, 70
Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A control as a screen reader tells it, or an entry of a list. Rectangles are left, top, width and height."""

    ident: int = 0
    """The same for the same control."""
    name: str = ""
    about: str = ""
    kind: str = ""
    text: str = ""
    """What it holds, or the entry in hand."""
    on: bool = False
    """Ticked, or pressed in."""
    writes: bool = False
    """Takes any words: no PIN, no number, not locked."""
    place: Place = (0, 0, 0, 0)
    """The part of it that is to be seen."""
    away: int = 0
    """Scrolled out of sight: 1 below, -1 above what `pane` shows."""
    pane: Place = (0, 0, 0, 0)

    @property
    def mark(self) -> tuple[int, str]:
        """Differs from control to control and, within one, from entry to entry."""
        return self.ident, self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One look at the screen."""

    page: str = ""
    window: str = ""
    """Title of the window that has the keyboard."""
    dialog: str = ""
    """Title of the dialog on top, if any."""
    focus: Control = Control()
    controls: tuple[Control, ...] = ()
    """Everything in sight that can be clicked or typed into; only while the mouse is used."""
    said: tuple[str, ...] = ()
    """Toast, banners and errors under fields."""
    idle: bool = False
    """Nothing is under way behind the window."""


class Eyes(QObject):
    """Looks again and again, on the window's thread."""

    def __init__(self, path: Path, *, mouse: bool = False) -> None:
        super().__init__()
        self._path, self._mouse = path, mouse
        self._seen = Sight()
        self._timer = QTimer(self, interval=LOOK_WIDE_MS if mouse else LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        seen = self._sight()
        if seen != self._seen:
            self._seen = seen
            draft = self._path.with_suffix(".new")
            draft.write_text(json.dumps(asdict(seen), ensure_ascii=False), encoding="utf-8")
            draft.replace(self._path)
        elif self._path.exists():
            os.utime(self._path)

    def _sight(self) -> Sight:
        window, active = main_window(), QApplication.activeWindow()
        if window is None:
            return Sight()
        page = window.page
        focus, menu = QApplication.focusWidget(), QApplication.activePopupWidget()
        top = QApplication.activeModalWidget()
        shown = list(_shown((top or window).window()))
        return Sight(
            page=page.id.value if page is not None else "",
            window=active.windowTitle() if active is not None else "",
            dialog=top.windowTitle() if top is not None else "",
            focus=in_hand(menu) if isinstance(menu, QMenu) else control(focus) if focus is not None else Control(),
            controls=tuple(_controls(shown)) if self._mouse else (),
            said=tuple(_said(shown)),
            idle=window.tasks.idle and window.isVisible(),
        )


def _shown(root: QWidget) -> Iterator[QWidget]:
    """`root` and all in it that is to be seen. Pages that lie behind are passed over: of the thousands of widgets of a
    window few are to be seen, and this looks many times a second."""
    if root.isVisible():
        yield root
        for child in root.children():
            if isinstance(child, QWidget):
                yield from _shown(child)


def _controls(shown: list[QWidget]) -> Iterator[Control]:
    """What the mouse can use: controls, and entries of lists. An open list of a drop-down comes alone."""
    popup: QWidget | None = QApplication.activePopupWidget()
    for widget in shown if popup is None else _shown(popup):
        if not widget.isEnabled():
            continue
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield _in_its_pane(widget)
        if isinstance(widget, QAbstractItemView):
            yield from entries(widget)
        elif isinstance(widget, QTabBar):
            yield from tabs(widget)
        elif isinstance(widget, QMenu):
            yield from (_entry(widget, action) for action in widget.actions() if action.isEnabled())


def in_hand(menu: QMenu) -> Control:
    """The entry of the open menu that an arrow came to; before that the menu."""
    action: QAction | None = menu.activeAction()
    return control(menu) if action is None else _entry(menu, action)


def _entry(menu: QMenu, action: QAction) -> Control:
    return Control(
        ident=getCppPointer(action)[0],
        name=action.text(),
        kind="Item",
        text=action.text(),
        on=action.isChecked(),
        place=_place(menu, menu.actionGeometry(action)),
    )


def control(widget: QWidget) -> Control:
    """`widget` as it is told; of a list, the entry in hand."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    return Control(
        ident=getCppPointer(widget)[0],
        name=widget.accessibleName().strip() or _name(spoken),  # of a drop-down, Qt tells the entry in hand
        about=spoken.text(QAccessible.Text.Description),
        kind=type(widget).__name__,
        text=_row(widget, widget.currentIndex()) if isinstance(widget, QAbstractItemView) else _text(widget),
        on=bool(spoken.state().checked or spoken.state().pressed),
        writes=_writes(widget),
        place=_place(widget, widget.rect()),
    )


def entries(view: QAbstractItemView) -> Iterator[Control]:
    """The entries of a list that are in sight."""
    model: QAbstractItemModel | None = view.model()
    room = view.viewport().rect()
    for row in range(model.rowCount(view.rootIndex()) if model is not None else 0):
        index = view.model().index(row, 0, view.rootIndex())
        rect = view.visualRect(index).intersected(room)
        if rect.height() > 4:
            yield Control(name=_row(view, index), kind="Item", place=_place(view.viewport(), rect))


def tabs(bar: QTabBar) -> Iterator[Control]:
    """The tabs of a row of them."""
    for place in range(bar.count()):
        words, on = bar.tabText(place), place == bar.currentIndex()
        yield Control(name=words, kind="Item", on=on, place=_place(bar, bar.tabRect(place)))


def _row(view: QAbstractItemView, index: QModelIndex) -> str:
    """What stands in the row of a list or table."""
    cells = list(takewhile(QModelIndex.isValid, map(index.siblingAtColumn, count())))
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    said = (next((str(cell.data(role)) for role in roles if cell.data(role)), "") for cell in cells)
    return " · ".join(text for text in said if text)


def _said(shown: list[QWidget]) -> Iterator[str]:
    for widget in shown:
        if isinstance(widget, Toast | Banner):
            yield widget.text
        elif isinstance(widget, Refusal):
            if widget.is_open:
                yield widget.text
        elif isinstance(widget, FieldBlock) and widget.error:
            yield widget.error


def _in_its_pane(widget: QWidget) -> Control:
    """The control with the part of it that is in sight, or the pane that must be scrolled to see it."""
    told, seen = control(widget), widget.visibleRegion().boundingRect()
    pane = _pane_of(widget)
    if pane is None or seen.height() >= min(widget.height(), 16):
        return replace(told, place=_place(widget, seen))
    middle = pane.mapFromGlobal(widget.mapToGlobal(widget.rect().center()))
    return replace(told, away=-1 if middle.y() < pane.height() // 2 else 1, pane=_place(pane, pane.rect()))


def _pane_of(widget: QWidget) -> QWidget | None:
    """The part of the window that scrolls `widget`."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.viewport() is not widget:
            return parent.viewport()
        parent = parent.parentWidget()
    return None


def _place(widget: QWidget, rect: QRect) -> Place:
    corner = widget.mapToGlobal(rect.topLeft())
    return corner.x(), corner.y(), rect.width(), rect.height()


def _name(spoken: QAccessibleInterface) -> str:
    return spoken.text(QAccessible.Text.Name).strip()


def _writes(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        plain: bool = widget.echoMode() is QLineEdit.EchoMode.Normal
        validator: QValidator | None = widget.validator()
        return plain and validator is None and not widget.inputMask() and not widget.isReadOnly()
    return isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    return widget.currentText() if isinstance(widget, QComboBox) else ""
