"""A picture of the post as a tile: what is in it, how it is cut, whether it has its alternative text, and more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from studio.posts.model import Media
from studio.translation import tr
from studio.ui.fonts import pixel_font
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.text_painter import paint_ring, weighted
from studio.ui.widgets.tips import plain
from studio.ui.widgets.video_placeholder import clip_words

SIDE = 96
RADIUS = 8.0
MARK = 14
DISC = 20
LARGEST_PT = 9.5
"""Points of the word on a tile at most: the tile does not grow with the window's type."""


class PictureTile(QAbstractButton):
    """A square with a picture, that can be taken; `moved` carries -1 or 1 (Alt+← and Alt+→)."""

    moved = Signal(int)
    pulled = Signal(QPoint)
    """The tile is dragged; carries where the mouse is on the screen."""
    let_go = Signal()

    def __init__(self, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._pixmap = QPixmap()
        self._from: QPoint | None = None
        self._pulling = False
        self.movable = False
        self._number = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    def show_number(self, number: int) -> None:
        """Where order counts: the place among those that are taken, from 1; 0 shows a tick."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.movable and event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._from is None:
            super().mouseMoveEvent(event)
            return
        if not self._pulling and (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._pulling = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._pulling:
            self.pulled.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        if not self._pulling:
            super().mouseReleaseEvent(event)
            return
        self._pulling = False
        self.setDown(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(inside, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(inside, QColor(tokens.locked))
        if not self._pixmap.isNull():
            painter.drawPixmap(inside, self._pixmap, QRectF(self._pixmap.rect()))
        else:
            self._paint_sign(painter, "image")
        self.paint_marks(painter, inside.toRect())
        painter.restore()
        taken = self.isChecked()
        painter.setPen(QPen(QColor(tokens.accent if taken or self._pulling else tokens.line), 3 if taken else 1))
        painter.drawPath(path)
        if taken:
            self._paint_tick(painter, inside)
        if self.hasFocus():
            paint_ring(painter, inside.adjusted(4, 4, -4, -4), RADIUS - 3)

    def paint_marks(self, painter: QPainter, inside: QRect) -> None:
        """What stands over the picture."""

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.PaletteChange):
            self.update()
        return super().event(event)

    def _paint_sign(self, painter: QPainter, name: str) -> None:
        px = self._side // 3
        place = QPointF((self.width() - px) / 2, (self.height() - px) / 2)
        painter.drawPixmap(place, glyph(name, current_tokens().muted, px, self.devicePixelRatio()))

    def _paint_tick(self, painter: QPainter, inside: QRectF) -> None:
        tokens = current_tokens()
        disc = QRectF(inside.right() - 24, inside.top() + 4, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(disc)
        if self._number:
            painter.setFont(pixel_font(12, QFont.Weight.Bold))
            painter.setPen(QColor(tokens.on_accent))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
            return
        tick = glyph("check", tokens.on_accent, MARK, self.devicePixelRatio())
        painter.drawPixmap(disc.topLeft() + QPointF(3, 3), tick)


class AddTile(PictureTile):
    """The first tile: a plus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(SIDE, parent)
        self.setCheckable(False)

    def set_words(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(plain(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        line = Qt.PenStyle.SolidLine if focus else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.field_line), 2 if focus else 1, line))
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_sign(painter, "plus")


class MediaTile(PictureTile):
    """A tile of the media strip, with its marks."""

    def __init__(self, media: Media, parent: QWidget | None = None) -> None:
        super().__init__(SIDE, parent)
        self._media = media
        self._located = False
        self._shape = ""
        self.movable = True
        self._tell()

    @property
    def media(self) -> Media:
        return self._media

    def show_media(self, media: Media, *, located: bool, shape: str = "") -> None:
        """Show the marks of `media`. `located`: the file tells where it was taken; `shape`: ratio of its cut."""
        self._media, self._located, self._shape = media, located, shape
        self._tell()
        self.update()

    def _tell(self) -> None:
        clip = self._media.clip
        parts = [
            (tr("Video {name}") if clip else tr("Picture {name}")).format(name=self._media.name),
            clip_words(clip) if clip else "",
            self._alt_word(),
            "" if clip else self._cut_word(),
            tr("covered areas: {n}").format(n=len(self._media.redactions)) if self._media.redactions else "",
            tr("with GPS position") if self._located else "",
        ]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(plain(self.accessibleName()))

    def paint_marks(self, painter: QPainter, inside: QRect) -> None:
        ink = current_tokens().tones[Tone.GREEN if self._media.alt.strip() else Tone.RED]
        font = weighted(self.font())
        font.setPointSizeF(min(font.pointSizeF(), LARGEST_PT))
        metrics = QFontMetrics(font)
        height = metrics.height() + 4
        strip = QRect(inside.left(), inside.bottom() - height + 1, inside.width(), height)
        painter.fillRect(strip, QColor(ink.tint))
        sign = "circle-check" if self._media.alt.strip() else "circle-x"
        painter.drawPixmap(
            strip.left() + 6, strip.center().y() - MARK // 2, glyph(sign, ink.text, MARK, self.devicePixelRatio())
        )
        painter.setFont(font)
        painter.setPen(QColor(ink.text))
        room = strip.adjusted(6 + MARK + 4, 0, -3, 0)
        text = metrics.elidedText(self._alt_word(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        marks = [("map-pin", Tone.ORANGE)] if self._located else []
        marks += [("video", Tone.BLUE)] if self._media.clip else []
        marks += [("crop", Tone.BLUE)] if self._media.crop else []
        marks += [("eye-off", Tone.SLATE)] if self._media.redactions else []
        for place, (name, tone) in enumerate(marks):
            self._paint_disc(painter, inside.left() + 4 + place * (DISC + 2), inside.top() + 4, name, tone)

    def _paint_disc(self, painter: QPainter, left: int, top: int, name: str, tone: Tone) -> None:
        ink = current_tokens().tones[tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        painter.drawEllipse(QRectF(left, top, DISC, DISC))
        off = (DISC - MARK) // 2
        painter.drawPixmap(left + off, top + off, glyph(name, ink.text, MARK, self.devicePixelRatio()))

    def _alt_word(self) -> str:
        return tr("Has alt text") if self._media.alt.strip() else tr("No alt text")

    def _cut_word(self) -> str:
        if self._media.crop is None:
            return tr("not cut")
        return tr("cut to {shape}").format(shape=self._shape) if self._shape else tr("cut")
