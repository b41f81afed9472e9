"""Cutting a picture for the post. The file stays whole: a crop is part of what the post says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from studio.errors import StudioError
from studio.posts.model import Media
from studio.templates.card import FractionRect
from studio.translation import tr
from studio.ui.composer.media.gallery import RATIOS, CropFrame, Gallery, Whole, focal_after, frame_of, ratio_name
from studio.ui.images.canvas.handles import CURSORS, PLACES
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import LinkButton, PillButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, row
from studio.ui.widgets.text_painter import paint_ring
from studio.ui.widgets.tips import plain

HANDLE, REACH = 12.0, 14.0
"""Pixels of the window: side of a handle at any size of the picture, and from how far it is taken."""
MARGIN = 12
SHADE = QColor(0, 0, 0, 140)
COVERED = QColor(15, 23, 42)
"""As solid as in the exported picture."""
_CURSORS = {**CURSORS, "in": Qt.CursorShape.SizeAllCursor}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropCanvas(QWidget):
    """`changed` follows every movement of the frame.

    The arrows move it by a pixel of the picture, with Shift by ten; with Ctrl they pull its lower right corner.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._covered: tuple[FractionRect, ...] = ()
        self._frame: CropFrame | None = None
        self._ratio: float | None = None
        self._hold = ""
        self._last = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def frame(self) -> CropFrame | None:
        return self._frame

    @property
    def ratio(self) -> float | None:
        return self._ratio

    def show_picture(self, pixmap: QPixmap, frame: CropFrame, covered: Sequence[FractionRect]) -> None:
        """`pixmap` shows the whole picture at any size; `covered` are fractions of it."""
        self._pixmap, self._frame, self._covered = pixmap, frame, tuple(covered)
        self.update()

    def put(self, frame: CropFrame, ratio: float | None) -> None:
        """Show that frame, and hold it to `ratio` (None: free) from now on."""
        self._frame, self._ratio = frame, ratio
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 220)

    @property
    def picture_rect(self) -> QRectF:
        """Where the picture stands in the widget."""
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if self._frame is None:
            return room
        whole = QSizeF(self._frame.width, self._frame.height)
        size = whole.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = room.center() - QPointF(size.width() / 2, size.height() / 2)
        return QRectF(corner, size)

    @property
    def frame_rect(self) -> QRectF:
        """Where the frame stands in the widget."""
        frame, place = self._frame, self.picture_rect
        if frame is None or not frame.width:
            return QRectF()
        scale = place.width() / frame.width
        return QRectF(place.x() + frame.x * scale, place.y() + frame.y * scale, frame.w * scale, frame.h * scale)

    def handle_at(self, name: str) -> QPointF:
        """The middle of a handle (``nw n ne e se s sw w``)."""
        box, (x, y) = self.frame_rect, PLACES[name]
        return QPointF(box.x() + x * box.width(), box.y() + y * box.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold, self._last = self._under(event.position()), event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame = self._frame
        if not self._hold or frame is None:
            self.setCursor(_CURSORS.get(self._under(event.position()), Qt.CursorShape.ArrowCursor))
            return
        scale = frame.width / self.picture_rect.width()
        step = (event.position() - self._last) * scale
        self._last = event.position()
        if self._hold == "in":
            self.put(frame.moved(step.x(), step.y()), self._ratio)
        else:
            self.put(frame.pulled(self._hold, step.x(), step.y(), self._ratio), self._ratio)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow, frame = _ARROWS.get(Qt.Key(event.key())), self._frame
        if arrow is None or frame is None:
            super().keyPressEvent(event)
            return
        pixels = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        dx, dy = arrow[0] * pixels, arrow[1] * pixels
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            handle = "se" if self._ratio is None else ("e" if dx else "s")
            self.put(frame.pulled(handle, dx, dy, self._ratio), self._ratio)
        else:
            self.put(frame.moved(dx, dy), self._ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.locked))
        place = self.picture_rect
        if self._pixmap.isNull() or self._frame is None:
            return
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        for x, y, w, h in self._covered:
            box = QRectF(place.x() + x * place.width(), place.y() + y * place.height(), 0, 0)
            box.setSize(QSizeF(w * place.width(), h * place.height()))
            painter.fillRect(box, COVERED)
        box = self.frame_rect
        outside = QPainterPath()
        outside.addRect(place)
        inside = QPainterPath()
        inside.addRect(box)
        painter.fillPath(outside.subtracted(inside), SHADE)
        self._paint_frame(painter, box)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
        for third in (1 / 3, 2 / 3):
            x, y = box.x() + third * box.width(), box.y() + third * box.height()
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        for colour, width in (("#000000", 3.0), ("#FFFFFF", 1.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(box)
        painter.setPen(QPen(QColor("#000000"), 1.5))
        painter.setBrush(QColor("#FFFFFF"))
        for name in PLACES:
            middle = self.handle_at(name)
            painter.drawRect(QRectF(middle.x() - HANDLE / 2, middle.y() - HANDLE / 2, HANDLE, HANDLE))

    def _under(self, at: QPointF) -> str:
        """The handle at a point, ``in`` for the inside of the frame, empty elsewhere."""
        for name in PLACES:
            off = at - self.handle_at(name)
            if max(abs(off.x()), abs(off.y())) <= REACH:
                return name
        return "in" if self.frame_rect.contains(at) else ""


FREE = ""
SIZE, LINE = QSize(860, 620), 18
"""The dialog, and the height of a line at which it has that size; it grows with the window's type."""


class CropDialog(Dialog):
    """`cut` carries the picture with its new crop."""

    cut = Signal(object)

    def __init__(self, gallery: Gallery, media: Media, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._media = media
        self._fits = False
        self.canvas = CropCanvas()
        self.canvas.changed.connect(self._tell)
        self.pills = {name: PillButton() for name in (FREE, *RATIOS)}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=6)
        for name, pill in self.pills.items():
            group.addButton(pill)
            pill.setEnabled(False)
            pill.clicked.connect(lambda _, name=name: self._take(name))
            flow.addWidget(pill)
        self.pills[FREE].setChecked(True)
        shapes = PlainHolder()
        shapes.setLayout(flow)
        self._size = Label(role="small")
        self._hint = Label(
            tr("Arrow keys move the frame by 1 pixel, with Shift by 10; with Ctrl they change its size."),
            "small",
            wrap=True,
        )
        self.whole = LinkButton(tr("Restore the whole picture"), "rotate-ccw")
        self.whole.clicked.connect(self._reset)
        self.take, self.cancel = PrimaryButton(tr("Cut"), "crop"), QuietButton(tr("Cancel"))
        self.take.clicked.connect(self._done)
        self.cancel.clicked.connect(self.reject)
        self.take.setEnabled(False)
        self.take.setDefault(True)
        self.fill(
            shapes,
            self.canvas,
            row(self._size, None, self.whole),
            self._hint,
            buttons=row(None, self.cancel, self.take),
        )
        layout = self.layout()
        layout.setStretch(2, 1)  # type: ignore[union-attr]
        self.set_heading(tr("Cut the picture: {name}").format(name=self._media.name))
        uses = {
            FREE: (tr("Free"), tr("Any shape")),
            "1:1": ("1:1", tr("Square: Facebook and Zalo")),
            "4:5": ("4:5", tr("Portrait: as large as Facebook shows a photo")),
            "1.91:1": ("1.91:1", tr("Landscape: cover of a Zalo article and of the website")),
            "16:9": ("16:9", tr("Landscape: screens and videos")),
        }
        for name, (word, use) in uses.items():
            self.pills[name].setText(word)
            self.pills[name].setToolTip(plain(use))
            self.pills[name].setAccessibleDescription(use)
        self.canvas.setAccessibleName(tr("Frame of the cut"))
        self.canvas.setAccessibleDescription(self._hint.text())
        self._tell()
        wanted = SIZE * max(1.0, self.fontMetrics().lineSpacing() / LINE)
        self.resize(wanted.boundedTo(parent.window().size() * 0.94) if parent is not None else wanted)
        gallery.want_whole(media, self._came, self._failed, self)

    def _came(self, whole: Whole) -> None:
        frame = frame_of(self._media.crop, whole.size)
        name = ratio_name(frame) if self._media.crop else FREE
        self.pills[name].setChecked(True)
        self.canvas.show_picture(QPixmap.fromImage(whole.image), frame, self._media.redactions)
        self.canvas.put(frame, RATIOS.get(name))
        for pill in self.pills.values():
            pill.setEnabled(True)
        self.take.setEnabled(True)
        self.canvas.setFocus()

    def _failed(self, error: StudioError) -> None:
        self._size.setText(tr("The picture cannot be read. Remove it and add it again."))

    def _take(self, name: str) -> None:
        frame, ratio = self.canvas.frame, RATIOS.get(name)
        if frame is not None:
            self.canvas.put(frame if ratio is None else frame.shaped(ratio), ratio)

    def _reset(self) -> None:
        frame = self.canvas.frame
        if frame is not None:
            self.pills[FREE].setChecked(True)
            self.canvas.put(frame_of(None, (frame.width, frame.height)), None)
            self.canvas.setFocus()

    def _tell(self) -> None:
        frame = self.canvas.frame
        if frame is None:
            return
        text = tr("{w} × {h} pixels of {width} × {height}")
        self._size.setText(text.format(w=round(frame.w), h=round(frame.h), width=frame.width, height=frame.height))
        self.whole.setEnabled(not frame.whole)

    def _done(self) -> None:
        frame = self.canvas.frame
        if frame is not None and frame.fraction != self._media.crop:
            focal = focal_after(self._media.focal, self._media.crop, frame.fraction)
            self.cut.emit(replace(self._media, crop=frame.fraction, focal=focal))
        self.accept()
