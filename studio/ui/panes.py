"""F6: from pane to pane."""

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


def _first_control(pane: QWidget) -> QWidget | None:
    """The first thing in `pane` that takes the keyboard."""
    return next(iter(reading_order(pane)), None)
