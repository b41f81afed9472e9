"""A view whose pointer and keys belong to a tool."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from studio.errors import StudioError
from studio.ui.images.canvas.tool import Lens, Tool

STEP = 1.2
SMALLEST, LARGEST = 0.02, 8.0
AIR = 24
"""Pixels of the window around a picture that is fitted."""
_NOTCH = 120
"""What a step of a usual wheel says."""


class ZoomView(QGraphicsView):
    """The scene's pixels are those of the finished picture: zoom 1 shows each of them as one of the screen."""

    zoomed = Signal(float)
    moved = Signal()
    """Something else of the scene is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self._fitted = True
        self._subject = QRectF(0, 0, 1, 1)
        self._panned: QPoint | None = None
        self.space_held = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    @property
    def lens(self) -> Lens:
        return Lens(self.viewportTransform())

    @property
    def zoom(self) -> float:
        """Device pixels of the screen to one of the finished picture."""
        return self.transform().m11() * self.devicePixelRatioF()

    @property
    def fitted(self) -> bool:
        """Whether the zoom follows the size of the window."""
        return self._fitted

    @property
    def in_sight(self) -> QRectF:
        """The part of the scene in sight."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def show_subject(self, subject: QRectF) -> None:
        """What is fitted from now on, in the scene."""
        self._subject = subject
        if self._fitted:
            self.fit()
        else:
            self._bound()

    def fit(self) -> None:
        """Show all of it."""
        room = QRectF(self.viewport().rect()).adjusted(AIR, AIR, -AIR, -AIR)
        wanted = min(room.width() / self._subject.width(), room.height() / self._subject.height())
        self._scale(min(max(SMALLEST, wanted), 1 / self.devicePixelRatioF()))
        self.centerOn(self._subject.center())
        self._fitted = True
        self._tell()

    def zoom_to(self, zoom: float, about: QPointF | None = None) -> None:
        """`about`, a point of the viewport (its middle if None), stays where it is."""
        about = about if about is not None else QRectF(self.viewport().rect()).center()
        still = self.mapToScene(about.toPoint())
        self._scale(min(max(SMALLEST, zoom), LARGEST) / self.devicePixelRatioF())
        off = QPointF(about.toPoint()) - self.lens.seen(still)
        self._pan(-off.toPoint())
        self._fitted = False
        self._tell()

    def zoom_by(self, steps: float, about: QPointF | None = None) -> None:
        self.zoom_to(self.zoom * STEP**steps, about)

    def keep(self, still: QPointF, moved: QPointF) -> None:
        """The scene was laid out anew: what was at `still` is at `moved` now, and stays where it was in the window."""
        off = self.lens.seen(moved) - self.lens.seen(still)
        self._pan(off.toPoint())
        self._tell()

    def _scale(self, scale: float) -> None:
        self.resetTransform()
        self.scale(scale, scale)
        self._bound()

    def _bound(self) -> None:
        """One may pan until the middle of the window reaches the edge of the picture."""
        scale = self.transform().m11()
        wide, high = self.viewport().width() / scale / 2 + 1, self.viewport().height() / scale / 2 + 1
        self.setSceneRect(self._subject.adjusted(-wide, -high, wide, high))

    def _pan(self, by: QPoint) -> None:
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + by.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by.y())

    def _tell(self) -> None:
        self.zoomed.emit(self.zoom)
        self.moved.emit()

    # -- what the person does

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned = event.angleDelta()
            self._pan(-QPoint(turned.x() + turned.y(), 0))
            self._fitted = False
            self._tell()
        else:
            self.zoom_by(event.angleDelta().y() / _NOTCH, event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_subject(self._subject)

    @property
    def panning(self) -> bool:
        return self._panned is not None

    def pan_press(self, event: QMouseEvent) -> bool:
        """Whether the press begins a pan."""
        left = event.button() == Qt.MouseButton.LeftButton and self.space_held
        if not left and event.button() != Qt.MouseButton.MiddleButton:
            return False
        self._panned = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def pan_move(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._panned is not None:
            self._pan(self._panned - at)
            self._panned, self._fitted = at, False
            self._tell()

    def pan_release(self) -> None:
        self._panned = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if self.space_held else Qt.CursorShape.ArrowCursor)

    def zoom_key(self, event: QKeyEvent) -> bool:
        """Plus, minus, 0 (all of it) and 1 (pixel for pixel), with Ctrl or without; answers whether it was one."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.zoom_to(1.0)
        elif key == Qt.Key.Key_Space:
            self.space_held = True
            if not self.panning:
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            return False
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.space_held = False
            if not self.panning:
                self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        super().keyReleaseEvent(event)


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
