"""A picture of the post as a tile: what is in it, whether it has its alternative text, and what hides in the file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.posts.model import Media
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone

SIDE = 96
RADIUS = 8.0
MARK = 14
SMALLER = 0.86


class Tile(QAbstractButton):
    """A square with a picture, that can be taken; `moved` carries -1 or 1 (Alt+← and Alt+→)."""

    moved = Signal(int)

    def __init__(self, side: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._pixmap = QPixmap()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, pixmap: QPixmap) -> None:
        self._pixmap = pixmap
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

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
        painter.setPen(QPen(QColor(tokens.accent if taken else tokens.line), 3 if taken else 1))
        painter.drawPath(path)
        if taken:
            self._paint_tick(painter, inside)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.text), 2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(inside.adjusted(4, 4, -4, -4), RADIUS - 3, RADIUS - 3)

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
        tick = glyph("check", tokens.on_accent, MARK, self.devicePixelRatio())
        painter.drawPixmap(disc.topLeft() + QPointF(3, 3), tick)


class MediaTile(Tile):
    """A tile of the media strip, with its marks."""

    def __init__(self, media: Media, parent: QWidget | None = None) -> None:
        super().__init__(SIDE, parent)
        self._media = media
        self._located = False
        self.retranslate()

    @property
    def media(self) -> Media:
        return self._media

    def show_media(self, media: Media, *, located: bool) -> None:
        """Show the marks of `media`; `located`: the file tells where it was taken."""
        self._media, self._located = media, located
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        parts = [
            self.tr("Picture {name}").format(name=self._media.name),
            self._alt_word(),
            self.tr("with GPS position") if self._located else "",
        ]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(self.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paint_marks(self, painter: QPainter, inside: QRect) -> None:
        ink = current_tokens().tones[Tone.GREEN if self._media.alt.strip() else Tone.RED]
        font = QFont(self.font())
        font.setPointSizeF(min(font.pointSizeF() * SMALLER, 13.0))
        font.setWeight(QFont.Weight.DemiBold)
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
        if self._located:
            self._paint_pin(painter, inside)

    def _paint_pin(self, painter: QPainter, inside: QRect) -> None:
        ink = current_tokens().tones[Tone.ORANGE]
        disc = QRectF(inside.left() + 4, inside.top() + 4, 22, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        painter.drawEllipse(disc)
        pin = glyph("map-pin", ink.text, MARK, self.devicePixelRatio())
        painter.drawPixmap(disc.topLeft() + QPointF(4, 4), pin)

    def _alt_word(self) -> str:
        return self.tr("Alt text") if self._media.alt.strip() else self.tr("No alt text")
