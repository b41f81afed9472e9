"""Pictures as a grid of tiles: thumbnail with its state on it, and the name in two lines. A thumbnail is asked for when
its place comes into sight."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.row_list import RowList
from studio.ui.widgets.rows import ROW_ROLE, Index
from studio.ui.widgets.text_painter import paint_elided, paint_lines, weighted
from studio.ui.words import StateWord

R = TypeVar("R")
WIDE, HIGH = 9.8, 6.6
"""Of a thumbnail, in heights of a letter: 176 × 118 pixels at 100 %."""
PAD, GAP, RADIUS = 8, 6, 6.0
NAME_LINES = 2
SMALLER = 0.9
KEPT = 400
"""Thumbnails kept: some 30 MB."""


def thumb_size(metrics: QFontMetrics) -> QSize:
    """Pixels of a thumbnail beside type of this size."""
    return QSize(round(WIDE * metrics.height()), round(HIGH * metrics.height()))


class TileDelegate(QStyledItemDelegate):
    """Thumbnail, state, name, and a note."""

    def __init__(self, grid: PictureGrid[Any]) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        size, step = thumb_size(styled.fontMetrics), styled.fontMetrics.lineSpacing()
        note = step if self._grid.noted else 0
        return QSize(size.width() + 2 * PAD, size.height() + 2 * PAD + GAP + NAME_LINES * step + note + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        grid, row, tokens = self._grid, index.data(ROW_ROLE), current_tokens()
        rect: QRect = styled.rect.adjusted(2, 2, -2, -2)
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if selected or styled.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(tokens.accent), 2) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS + 2, RADIUS + 2)
        size, step = thumb_size(styled.fontMetrics), styled.fontMetrics.lineSpacing()
        place = QRect(QPoint(rect.x() + (rect.width() - size.width()) // 2, rect.y() + PAD - 2), size)
        paint_picture(painter, place, grid.thumb(grid.key(row)), styled.widget)
        paint_badge(painter, place, grid.word(row), weighted(styled.font, QFont.Weight.Medium, SMALLER))
        below = QPoint(place.x(), place.bottom() + GAP)
        bold = weighted(styled.font)
        used = paint_lines(painter, below, size.width(), grid.title(row), bold, tokens.text, NAME_LINES)
        note = QRect(place.x(), below.y() + used * step, size.width(), step)
        paint_elided(painter, note, grid.note(row), weighted(styled.font, QFont.Weight.Normal, SMALLER), tokens.muted)
        painter.restore()


def paint_picture(painter: QPainter, place: QRect, pixmap: QPixmap | None, widget: QWidget) -> None:
    """The whole picture in `place` on a quiet ground; a sign where it is not there yet."""
    tokens = current_tokens()
    path = QPainterPath()
    path.addRoundedRect(QRectF(place), RADIUS, RADIUS)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(place, QColor(tokens.locked))
    if pixmap is None or pixmap.isNull():
        px = place.height() // 4
        sign = glyph("image", tokens.muted, px, widget.devicePixelRatio())
        painter.drawPixmap(place.center().x() - px // 2, place.center().y() - px // 2, sign)
    else:
        size = QSizeF(pixmap.size()).scaled(QSizeF(place.size()), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, size.width(), size.height())
        box.moveCenter(QRectF(place).center())
        painter.drawPixmap(box, pixmap, QRectF(pixmap.rect()))
    painter.restore()
    painter.setPen(QColor(tokens.line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_badge(painter: QPainter, place: QRect, word: StateWord, font: QFont) -> None:
    """A state as a pill on the lower left corner of a picture."""
    metrics = QFontMetrics(font)
    high = metrics.height() + 4
    wide = min(word_width(word, font) + 2 * PAD, place.width() - 2 * GAP)
    pill = QRect(place.x() + GAP, place.bottom() - GAP - high + 1, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(current_tokens().tones[word.tone].tint))
    painter.drawRoundedRect(QRectF(pill), high / 2, high / 2)
    paint_word(painter, pill.adjusted(PAD, 0, -PAD + 2, 0), word, font)


class PictureGrid(RowList[R]):
    """`thumb_wanted` asks once for the thumbnail of one that came into sight, by its key. Arrows walk both ways."""

    thumb_wanted = Signal(str)
    noted = False
    """Whether there is a note below the name."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self._thumbs: dict[str, QPixmap] = {}
        self._asked: set[str] = set()
        self.setItemDelegate(TileDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(4)

    @abstractmethod
    def key(self, row: R) -> str:
        """What the thumbnail of a row is kept by."""

    @abstractmethod
    def word(self, row: R) -> StateWord:
        """How it stands with the picture."""

    def note(self, row: R) -> str:
        """What stands below the name."""
        return ""

    def tip(self, row: R) -> str:
        return self.title(row)

    def bring_thumb(self, key: str, image: QImage) -> None:
        """Take the answer to `thumb_wanted`; an empty image: there is none."""
        self._asked.discard(key)
        self._thumbs[key] = QPixmap.fromImage(image)
        while len(self._thumbs) > KEPT:
            del self._thumbs[next(iter(self._thumbs))]
        self.viewport().update()

    def give_up_thumbs(self, keys: Iterable[str]) -> None:
        """They will not be brought; they are asked for again when they are in sight."""
        self._asked.difference_update(keys)

    def thumb(self, key: str) -> QPixmap | None:
        """The thumbnail; asked for when it is not there yet."""
        found = self._thumbs.get(key)
        if found is None and key not in self._asked:
            self._asked.add(key)
            self.thumb_wanted.emit(key)
        return found
