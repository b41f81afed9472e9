"""A view whose pointer and keys belong to a tool."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from studio.errors import StudioError
from studio.ui.images.canvas.desk import Tool
from studio.ui.images.canvas.zooming import ZoomView


class ToolView(ZoomView):
    """Hands presses, drags and keys to the active tool; the middle button and Space pan whatever the tool."""

    refused = Signal(object)
    """A StudioError: what was tried cannot be done."""
    _dragging = False

    @property
    def active(self) -> Tool | None:
        """The tool; None while there is nothing to work on."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Show what was there before the drag."""
        raise NotImplementedError

    def put_down(self) -> None:
        """Escape, where there was nothing to give up."""
        raise NotImplementedError

    def settle(self) -> None:
        """A drag is over."""
        raise NotImplementedError

    def try_to(self, act: Callable[[], object], *, quietly: bool = False) -> None:
        """Do it; what cannot be done is said, but not while dragging past a limit."""
        try:
            act()
        except StudioError as error:
            if not quietly:
                self.take_back()
                self.refused.emit(error)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        tool, at, keys = self.active, self._at(event), event.modifiers()
        if not self.pan_press(event) and tool is not None and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self.try_to(lambda: tool.press(at, keys))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        tool, at, keys = self.active, self._at(event), event.modifiers()
        if self.panning:
            self.pan_move(event)
        elif tool is not None and self._dragging:
            self.try_to(lambda: tool.drag(at, keys), quietly=True)
        elif tool is not None and not self.space_held:
            tool.hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tool, at, keys = self.active, self._at(event), event.modifiers()
        if self.panning:
            self.pan_release()
        elif tool is not None and self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.try_to(lambda: tool.release(at, keys))
            self.settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        tool, at = self.active, self._at(event)
        if tool is not None and event.button() == Qt.MouseButton.LeftButton:
            self.try_to(lambda: tool.double(at))

    def _at(self, event: QMouseEvent) -> QPointF:
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self.active is not None and self._key(self.active, event))

    def _key(self, tool: Tool, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._dragging = False
            if not tool.cancel():
                self.put_down()
            return True
        done = False

        def act() -> None:
            nonlocal done
            done = tool.key(Qt.Key(event.key()), event.modifiers())

        self.try_to(act)
        return done or self.zoom_key(event)
