"""F6: from pane to pane; and back to the same control of a page that was made again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget

from studio.ui.page import HelpButton, Page
from studio.ui.reading_order import stops_in


def step(panes: Sequence[QWidget], by: int) -> None:
    """Move the focus to the first control of the next pane (`by` 1) or the one before (-1)."""
    focus = QApplication.focusWidget()
    here = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), 0)
    target = panes[(here + by) % len(panes)]
    first = target if target.focusPolicy() != Qt.FocusPolicy.NoFocus else _first_control(target)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def enter(page: Page) -> None:
    """Give the focus to what a page that came into sight is for: its first list, if half of it is in sight (the page
    would be scrolled away from its head), else its first control. Where it is anywhere but on the help, to which it
    falls when the page before goes out of sight, it stays."""
    focus = QApplication.focusWidget()
    if focus is not None and not isinstance(focus, HelpButton):
        return
    panes = page.panes()
    listing = (pane for pane in panes if isinstance(pane, QAbstractItemView) or pane.findChild(QAbstractItemView))
    lists = (stop for pane in listing for stop in stops_in(pane) if isinstance(stop, QAbstractItemView))
    controls = (stop for pane in panes for stop in stops_in(pane))
    first = next(chain(filter(_half_in_sight, lists), controls), None)
    if first is not None:
        first.setFocus()


def _half_in_sight(control: QWidget) -> bool:
    return 2 * control.visibleRegion().boundingRect().height() >= control.height()


class FocusPlace(NamedTuple):
    """Which one of its kind in a page has the focus, and before which letter the caret stands in it."""

    kind: type[QWidget]
    number: int
    caret: int


def place_of(focus: QWidget | None, page: QWidget) -> FocusPlace | None:
    """Where in `page` the focus is; None where it is outside."""
    if focus is None or not page.isAncestorOf(focus):
        return None
    caret = 0
    if isinstance(focus, QLineEdit):
        caret = focus.cursorPosition()
    elif isinstance(focus, QPlainTextEdit):
        caret = focus.textCursor().position()
    return FocusPlace(type(focus), page.findChildren(type(focus)).index(focus), caret)


def put_focus(place: FocusPlace, page: QWidget) -> None:
    """Give the focus to the control at that place of `page`, where there is one in sight."""
    found = page.findChildren(place.kind)[place.number : place.number + 1]
    if not found or not found[0].isVisible():
        return
    found[0].setFocus()
    if isinstance(found[0], QLineEdit):
        found[0].setCursorPosition(place.caret)
    elif isinstance(found[0], QPlainTextEdit):
        cursor = found[0].textCursor()
        cursor.setPosition(min(place.caret, len(found[0].toPlainText())))
        found[0].setTextCursor(cursor)


def _first_control(pane: QWidget) -> QWidget | None:
    """The first thing in `pane` that takes the keyboard."""
    return next(stops_in(pane), None)
