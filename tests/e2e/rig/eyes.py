"""What a person at the screen sees, told to a test outside the process: keyboard, page, dialog, controls.

Read-only: nothing here changes the window. `Sight` is written to a file whenever it changes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from tests.e2e.rig.inside import main_window

LOOK_MS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A control as a screen reader tells it. `place` is its rectangle on the screen: left, top, width, height."""

    name: str = ""
    about: str = ""
    kind: str = ""
    text: str = ""
    on: bool = False
    """Ticked, or pressed in."""
    place: tuple[int, int, int, int] = (0, 0, 0, 0)


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
    idle: bool = False
    """Nothing is under way behind the window."""
    looks: int = 0


class Eyes(QObject):
    """Looks again and again, on the window's thread."""

    def __init__(self, path: Path, *, mouse: bool = False) -> None:
        super().__init__()
        self._path, self._mouse = path, mouse
        self._seen = Sight()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        seen = self._sight()
        if seen != self._seen:
            self._seen = seen
            draft = self._path.with_suffix(".new")
            draft.write_text(json.dumps(asdict(seen), ensure_ascii=False), encoding="utf-8")
            draft.replace(self._path)

    def _sight(self) -> Sight:
        window, active = main_window(), QApplication.activeWindow()
        if window is None:
            return Sight()
        page = window.page
        focus = QApplication.focusWidget()
        top = QApplication.activeModalWidget()
        return Sight(
            page=page.id.value if page is not None else "",
            window=active.windowTitle() if active is not None else "",
            dialog=top.windowTitle() if top is not None else "",
            focus=control(focus) if focus is not None else Control(),
            controls=self._controls(top or window) if self._mouse else (),
            idle=window.tasks.idle and window.isVisible(),
        )

    def _controls(self, root: QWidget) -> tuple[Control, ...]:
        return tuple(
            control(widget)
            for widget in root.findChildren(QWidget)
            if widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and in_sight(widget)
        )


def in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def control(widget: QWidget) -> Control:
    """`widget` as it is told; of a list, the entry in hand."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    child = spoken.focusChild()
    inner = child if child.isValid() and child.object() is None else None
    corner = widget.mapToGlobal(widget.rect().topLeft())
    return Control(
        name=_name(spoken),
        about=spoken.text(QAccessible.Text.Description),
        kind=type(widget).__name__,
        text=_name(inner) if inner is not None else _text(widget),
        on=bool(spoken.state().checked or spoken.state().pressed),
        place=(corner.x(), corner.y(), widget.width(), widget.height()),
    )


def _name(spoken: QAccessibleInterface) -> str:
    return spoken.text(QAccessible.Text.Name).strip()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.currentText() if isinstance(widget, QComboBox) else ""
