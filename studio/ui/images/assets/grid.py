"""The pictures of the library as a grid. A thumbnail is asked for when its place comes into sight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.clock import show_date
from studio.images.assets import Asset, AssetFacts, AssetKind, AssetStanding, standing
from studio.translation import mark, tr
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import paint_word
from studio.ui.widgets.painting import paint_elided, weighted
from studio.ui.widgets.row_list import RowList
from studio.ui.widgets.rows import ROW_ROLE, Index
from studio.ui.words import StateWord

WIDE, HIGH = 176, 118
"""Pixels of a thumbnail in the grid."""
PAD, GAP, RADIUS = 8, 6, 6.0
KEPT = 400
"""Thumbnails kept: some 30 MB."""


KINDS: Mapping[AssetKind, str] = {
    AssetKind.PHOTO: mark("Photograph"),
    AssetKind.BADGE: mark("Badge"),
    AssetKind.BACKGROUND: mark("Background"),
}
STANDINGS: Mapping[AssetStanding, StateWord] = {
    AssetStanding.USABLE: StateWord(mark("Not due"), "circle-check", Tone.GREEN),
    AssetStanding.ENDING: StateWord(mark("Ends soon"), "clock-alert", Tone.AMBER),
    AssetStanding.EARLY: StateWord(mark("Not yet"), "calendar-clock", Tone.BLUE),
    AssetStanding.EXPIRED: StateWord(mark("Expired"), "circle-x", Tone.RED),
    AssetStanding.SOURCELESS: StateWord(mark("No source"), "circle-question-mark", Tone.MAGENTA),
}


def kind_word(kind: AssetKind) -> str:
    return tr(KINDS[kind])


def standing_word(standing: AssetStanding, facts: AssetFacts | None = None) -> StateWord:
    """The standing; of one that ends soon, with `facts`, the last day."""
    word = STANDINGS[standing]
    if standing is AssetStanding.ENDING and facts is not None and facts.valid_until is not None:
        text = tr("Until {day}").format(day=show_date(facts.valid_until))
        return word._replace(text=text)
    return word._replace(text=tr(word.text))


class TileDelegate(QStyledItemDelegate):
    """Thumbnail, title, and how the asset stands."""

    def __init__(self, grid: AssetGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        return QSize(WIDE + 2 * PAD, HIGH + 2 * PAD + GAP + 2 * styled.fontMetrics.lineSpacing() + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        asset: Asset = index.data(ROW_ROLE)
        tokens = current_tokens()
        rect: QRect = styled.rect.adjusted(2, 2, -2, -2)
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if selected or styled.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(tokens.accent), 1.5) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
            painter.drawRoundedRect(QRectF(rect), RADIUS + 2, RADIUS + 2)
        place = QRect(rect.x() + (rect.width() - WIDE) // 2, rect.y() + PAD - 2, WIDE, HIGH)
        paint_picture(painter, place, self._grid.thumb(asset.sha256), styled.widget)
        step = styled.fontMetrics.lineSpacing()
        line = QRect(place.x(), place.bottom() + GAP, WIDE, step)
        paint_elided(painter, line, asset.facts.title, weighted(styled.font), tokens.text)
        paint_word(painter, line.translated(0, step + 1), self._grid.word(asset), styled.font)
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


class AssetGrid(RowList[Asset]):
    """`chosen` carries the asset in hand by its SHA-256; `thumb_wanted` asks for the thumbnail of one that came into
    sight, once."""

    thumb_wanted = Signal(str)

    def __init__(self, today: date, name: str = "") -> None:
        super().__init__(name)
        self._today = today
        self._thumbs: dict[str, QPixmap] = {}
        self._asked: set[str] = set()
        self.setItemDelegate(TileDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(4)

    @property
    def assets(self) -> tuple[Asset, ...]:
        return self.rows.all()

    @property
    def current(self) -> Asset | None:
        return self.row(self.chosen_id)

    def title(self, row: Asset) -> str:
        return row.facts.title

    def tip(self, row: Asset) -> str:
        return row.facts.title

    def spoken(self, row: Asset) -> str:
        return ", ".join((kind_word(row.facts.kind), row.facts.title, self.word(row).text))

    def word(self, asset: Asset) -> StateWord:
        """How it stands today."""
        return standing_word(standing(asset.facts, self._today), asset.facts)

    def bring_thumb(self, sha256: str, jpeg: bytes) -> None:
        """Take the answer to `thumb_wanted`; empty bytes: there is none."""
        self._asked.discard(sha256)
        self._thumbs[sha256] = QPixmap.fromImage(QImage.fromData(jpeg))
        while len(self._thumbs) > KEPT:
            del self._thumbs[next(iter(self._thumbs))]
        self.viewport().update()

    def thumb(self, sha256: str) -> QPixmap | None:
        """The thumbnail; asked for when it is not there yet."""
        found = self._thumbs.get(sha256)
        if found is None and sha256 not in self._asked:
            self._asked.add(sha256)
            self.thumb_wanted.emit(sha256)
        return found
