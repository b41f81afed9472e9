"""F6: from pane to pane; and back to the same control of a page that was made again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from studio.ui.reading_order import reading_order


def step(panes: Sequence[QWidget], by: int) -> None:
    """Move the focus to the first control of the next pane (`by` 1) or the one before (-1)."""
    focus = QApplication.focusWidget()
    here = next((i for i, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), 0)
    target = panes[(here + by) % len(panes)]
    first = target if target.focusPolicy() != Qt.FocusPolicy.NoFocus else _first_control(target)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def place_of(focus: QWidget | None, page: QWidget) -> tuple[type[QWidget], int] | None:
    """Which one of its kind in `page` the control with the focus is; None where it is outside."""
    if focus is None or not page.isAncestorOf(focus):
        return None
    return type(focus), page.findChildren(type(focus)).index(focus)


def put_focus(place: tuple[type[QWidget], int] | None, page: QWidget) -> None:
    """Give the focus to the control at that place of `page`, where there is one in sight."""
    if place is not None:
        kind, number = place
        found = page.findChildren(kind)[number : number + 1]
        if found and found[0].isVisible():
            found[0].setFocus()


def _first_control(pane: QWidget) -> QWidget | None:
    """The first thing in `pane` that takes the keyboard."""
    return next(iter(reading_order(pane)), None)
