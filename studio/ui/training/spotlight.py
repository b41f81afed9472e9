"""The light on one control: everything else of its window is dimmed and takes no clicks.

An overlay is a child of what it dims, with a mask that leaves the control free, so it moves with the window, works on
any screen and never takes the keyboard. Where the control cannot be lit (hidden, scrolled away, under a menu or a
dialog) the overlay is lifted: whoever learns is never shut in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from studio.ui.theme import current_tokens
from studio.ui.training.target import LessonTarget, TargetLook, TargetSight, look_at

LOOK_MS = 100
PAD, RADIUS, RING = 2, 8, 2.5
"""Pixels around the control, of the light's corners, and of the ring's line: the label below stays free of them."""
DIM_LIGHT, DIM_DARK = 96, 150
"""How dark the rest is, of 255."""
ALWAYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F12)
"""Keys that move the focus, close what lies on top, or lock the window."""
TRIES, STEADY = 15, 10
"""How often what is out of sight is brought back as a step begins, and after how many looks it counts as seen."""
SEARCH = 3
"""Every so many looks a control that is nowhere is searched for anew."""
PATIENCE = 3
"""Clicks beside the light after which the window is set free for this step."""


class SpotlightOverlay(QWidget):
    """Dims `host` but for one place. `missed` follows each click on what is dimmed."""

    missed = Signal()

    def __init__(self, host: QWidget, spared: Callable[[], Sequence[QWidget]]) -> None:
        """`spared` are widgets of the host that stay lit and usable."""
        super().__init__(host)
        self._host, self._spared = host, spared
        self._hole, self._left_free = QRect(), list[QRect]()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAccessibleName("")
        self.hide()
        host.installEventFilter(self)

    @property
    def hole(self) -> QRect:
        """The lit place, in the host's pixels; empty while the overlay is lifted."""
        return QRect() if self.isHidden() else self._hole

    def light(self, rect: QRect) -> None:
        """Dim everything but `rect`."""
        hole = rect.adjusted(-PAD, -PAD, PAD, PAD).intersected(self._host.rect())
        free = self._free()
        same = hole == self._hole and free == self._left_free
        if same and not self.isHidden() and self.geometry() == self._host.rect():
            return
        self._hole, self._left_free = hole, free
        self.setGeometry(self._host.rect())
        self._cut()
        if self.isHidden():
            self.show()
            self._rise()
        self.update()

    def lift(self) -> None:
        """Dim nothing."""
        self.hide()

    def _cut(self) -> None:
        """Leave out the light and what is spared; QPainterPath gives the round corners."""
        whole = QRegion(self._host.rect())
        for rect in self._free():
            whole -= QRegion(rect)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self._hole), RADIUS, RADIUS)
        self.setMask(whole - QRegion(path.toFillPolygon().toPolygon()))

    def _free(self) -> list[QRect]:
        """Where what is spared lies, in the host."""
        return [
            QRect(widget.mapTo(self._host, widget.rect().topLeft()), widget.size())
            for widget in self._spared()
            if isValid(widget) and widget.isVisible() and self._host.isAncestorOf(widget)
        ]

    def _rise(self) -> None:
        """Over the content of the host, but under whatever floats over that already."""
        layout = self._host.layout()
        floating = [
            child
            for child in self._host.children()
            if isinstance(child, QWidget) and child is not self and child.isVisible() and not child.isWindow()
            and (layout is None or layout.indexOf(child) < 0)
        ]  # fmt: skip
        self.raise_()
        if layout is not None:
            for child in floating:
                child.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._host.rect())
            self._cut()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.missed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(0, 0, 0, DIM_DARK if tokens.dark else DIM_LIGHT))
        if not event.rect().intersects(self._hole.adjusted(-4, -4, 4, 4)):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.practice), RING))
        painter.drawRoundedRect(QRectF(self._hole).adjusted(-1.2, -1.2, 1.2, 1.2), RADIUS, RADIUS)


class Spotlight(QObject):
    """Keeps the light on a target while a lesson runs.

    `changed` carries how the target stands, a `TargetSight`, whenever that changes; `missed` how often was clicked
    beside the light; `used` follows a press on a lit button.
    """

    changed = Signal(object)
    missed = Signal(int)
    used = Signal()

    def __init__(
        self,
        content: QWidget,
        *,
        spared: Callable[[], Sequence[QWidget]] = tuple,
        parent: QObject | None = None,
    ) -> None:
        """`content` is what is dimmed of its window; a dialog is dimmed itself."""
        super().__init__(parent)
        self._content, self._spared = content, spared
        self._find: Callable[[], LessonTarget | None] = lambda: None
        self.target: LessonTarget | None = None
        self._ticks = 0
        self._overlays: dict[QWidget, SpotlightOverlay] = {}
        self._look = TargetLook(TargetSight.GONE)
        self._misses, self._free, self._tries, self._steady = 0, False, TRIES, 0
        self._pressed: QAbstractButton | None = None
        self._only_lit = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.relocate)

    @property
    def sight(self) -> TargetSight:
        return self._look.sight

    @property
    def overlay(self) -> SpotlightOverlay | None:
        """The one that dims just now."""
        return next((each for each in self._overlays.values() if isValid(each) and each.isVisible()), None)

    @property
    def dims(self) -> bool:
        return self.overlay is not None

    def aim(self, find: Callable[[], LessonTarget | None]) -> None:
        """Keep the light on what `find` finds, which is asked again whenever that went out of sight."""
        self._find, self.target, self._ticks = find, None, SEARCH - 1
        self._misses, self._free, self._tries, self._steady = 0, False, TRIES, 0
        self._watch(None)
        self._timer.start()
        self.relocate()

    def allow_only_lit(self, on: bool) -> None:
        """Whether keys reach what is lit alone; clicks never reach anything else."""
        app = QApplication.instance()
        if app is None or on is self._only_lit:
            return
        self._only_lit = on
        (app.installEventFilter if on else app.removeEventFilter)(self)

    def put_out(self) -> None:
        """Dim nothing any more, and look no more."""
        self._timer.stop()
        self.allow_only_lit(False)
        self._watch(None)
        self.target, self._look = None, TargetLook(TargetSight.GONE)
        for overlay in self._overlays.values():
            if isValid(overlay):
                overlay.hide()
                overlay.deleteLater()
        self._overlays = {}

    def set_free(self) -> None:
        """Dim nothing until the next step."""
        self._free = True
        self._show()

    def bring(self) -> None:
        """Scroll the target into sight."""
        if self.target is not None:
            self.target.bring()
            self.relocate()

    def relocate(self) -> None:
        """Look where the target is now."""
        before = self._look.sight
        target = self.target
        if target is None or not target.alive or not target.widget.isVisible() or target.stands_in:
            self._ticks = (self._ticks + 1) % SEARCH  # looking through a whole window takes some milliseconds
            if not self._ticks:
                self._take(self._find())
        look = self._see()
        if (look.sight is TargetSight.AWAY or look.cut) and self._tries and self.target is not None:
            self._tries -= 1  # a page that was just opened is read and laid out late
            if look.sight is TargetSight.AWAY:
                self._steady = 0
            self.target.bring()
            look = self._see()
        if look.sight is TargetSight.LIT:
            self._steady += 1
            if self._steady >= STEADY:
                self._tries = 0  # whoever scrolls it away now wants to
        self._look = look
        lit = look.sight is TargetSight.LIT and self.target is not None
        self._watch(self.target.widget if lit and self.target is not None else None)
        self._show()
        if look.sight is not before:
            self.changed.emit(look.sight)

    def _take(self, found: LessonTarget | None) -> None:
        """Turn to what was found. Another one than before is lit anew, unless the light was in the way."""
        before, self.target = self.target, found
        if before is not None and found is not None and found != before:
            self._free = self._misses >= PATIENCE
            self._tries, self._steady = TRIES, 0

    def _see(self) -> TargetLook:
        shown = self.overlay
        return look_at(self.target, self._host_of, through=shown)

    def _host_of(self, widget: QWidget) -> QWidget:
        return self._content if self._content.isAncestorOf(widget) or widget is self._content else widget.window()

    def _show(self) -> None:
        look = self._look
        lit = look.host if look.sight is TargetSight.LIT and not self._free else None
        self._overlays = {host: each for host, each in self._overlays.items() if isValid(host) and isValid(each)}
        for host, overlay in self._overlays.items():
            if host is not lit:
                overlay.lift()
        if lit is None:
            return
        if lit not in self._overlays:
            made = SpotlightOverlay(lit, self._spared)
            made.missed.connect(self._missed)
            self._overlays[lit] = made
        self._overlays[lit].light(look.rect)

    def _missed(self) -> None:
        self._misses += 1
        if self._misses >= PATIENCE:
            self.set_free()
        self.missed.emit(self._misses)

    def _watch(self, widget: QWidget | None) -> None:
        """A lit button that is pressed has done its part: what follows may be anywhere."""
        button = widget if isinstance(widget, QAbstractButton) else None
        if button is self._pressed:
            return
        if self._pressed is not None and isValid(self._pressed):
            self._pressed.clicked.disconnect(self._used)
        self._pressed = button
        if button is not None:
            button.clicked.connect(self._used)

    def _used(self) -> None:
        self.set_free()
        self.used.emit()

    # -- keys for what is lit alone

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if not self.dims or event.key() in ALWAYS or self._may_have_keys(watched):
            return False
        event.accept()  # otherwise it would be looked up among the keys of the window
        return True

    def _may_have_keys(self, widget: QWidget) -> bool:
        host, target = self._look.host, self.target
        if host is None or target is None or not target.alive or widget.window() is not host.window():
            return True
        return any(each is widget or each.isAncestorOf(widget) for each in (target.widget, *self._spared()))
