"""The pictures of the library as a grid. A thumbnail is asked for when its place comes into sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.images.assets import Asset, standing
from studio.ui.icons import glyph
from studio.ui.images.assets.looks import kind_word, standing_word
from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word
from studio.ui.widgets.tips import plain

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ASSET_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PIXMAP_ROLE = ASSET_ROLE + 1
WIDE, HIGH = 176, 118
"""Pixels of a thumbnail in the grid."""
PAD, GAP, RADIUS = 8, 6, 6.0
KEPT = 400
"""Thumbnails kept: some 30 MB."""


class AssetsModel(QAbstractListModel):
    """`wanted` asks for the thumbnail of an asset that came into sight, once."""

    wanted = Signal(str)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._assets: tuple[Asset, ...] = ()
        self._thumbs: dict[str, QPixmap] = {}
        self._asked: set[str] = set()

    @property
    def assets(self) -> tuple[Asset, ...]:
        return self._assets

    def set_assets(self, assets: Sequence[Asset]) -> None:
        self.beginResetModel()
        self._assets = tuple(assets)
        self.endResetModel()

    def place_of(self, sha256: str) -> int:
        """Row of an asset; -1 when it is not listed."""
        return next((row for row, one in enumerate(self._assets) if one.sha256 == sha256), -1)

    def bring(self, sha256: str, jpeg: bytes) -> None:
        """Take the answer to `wanted`; empty bytes: there is none."""
        self._asked.discard(sha256)
        self._thumbs[sha256] = QPixmap.fromImage(QImage.fromData(jpeg))
        while len(self._thumbs) > KEPT:
            del self._thumbs[next(iter(self._thumbs))]
        row = self.place_of(sha256)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [PIXMAP_ROLE])

    def thumb(self, sha256: str) -> QPixmap | None:
        """The thumbnail; asked for when it is not there yet."""
        found = self._thumbs.get(sha256)
        if found is None and sha256 not in self._asked:
            self._asked.add(sha256)
            self.wanted.emit(sha256)
        return found

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._assets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        asset = self._assets[index.row()]
        if role == ASSET_ROLE:
            return asset
        if role == PIXMAP_ROLE:
            return self.thumb(asset.sha256)
        if role == Qt.ItemDataRole.DisplayRole:
            return asset.facts.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(asset.facts.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = standing_word(standing(asset.facts, self.today), asset.facts)
            return ", ".join((kind_word(asset.facts.kind), asset.facts.title, word.text))
        return None


class _Delegate(QStyledItemDelegate):
    """Thumbnail, title, and how the asset stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        return QSize(WIDE + 2 * PAD, HIGH + 2 * PAD + GAP + 2 * styled.fontMetrics.lineSpacing() + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        asset: Asset = index.data(ASSET_ROLE)
        tokens = current_tokens()
        rect: QRect = styled.rect.adjusted(2, 2, -2, -2)
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = (
            tokens.selected if selected else tokens.hover if styled.state & QStyle.StateFlag.State_MouseOver else ""
        )
        if ground:
            painter.setPen(QPen(QColor(tokens.accent), 1.5) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(rect), RADIUS + 2, RADIUS + 2)
        place = QRect(rect.x() + (rect.width() - WIDE) // 2, rect.y() + PAD - 2, WIDE, HIGH)
        paint_picture(painter, place, index.data(PIXMAP_ROLE), styled.widget)
        font = QFont(styled.font)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        line = QRect(place.x(), place.bottom() + GAP, WIDE, metrics.lineSpacing())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        title = metrics.elidedText(asset.facts.title, Qt.TextElideMode.ElideRight, WIDE)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        model: Any = index.model()
        word = standing_word(standing(asset.facts, model.today), asset.facts)
        paint_word(painter, line.translated(0, metrics.lineSpacing() + 1), word, styled.font)
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


class AssetGrid(QListView):
    """`chosen` carries the asset in hand, or None."""

    chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.assets = AssetsModel(today, self)
        self.setModel(self.assets)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(4)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda index, _: self.chosen.emit(index.data(ASSET_ROLE)))

    @property
    def current(self) -> Asset | None:
        index = self.currentIndex()
        return index.data(ASSET_ROLE) if index.isValid() else None

    def show_assets(self, assets: Sequence[Asset]) -> None:
        """List these; the one in hand stays in hand while it is among them."""
        kept = self.current
        self.assets.set_assets(assets)
        row = self.assets.place_of(kept.sha256) if kept is not None else -1
        if row >= 0:
            self.setCurrentIndex(self.assets.index(row))
        else:
            self.chosen.emit(None)

    def choose(self, sha256: str) -> bool:
        """Take an asset in hand; False when it is not listed."""
        row = self.assets.place_of(sha256)
        if row >= 0:
            self.setCurrentIndex(self.assets.index(row))
            self.scrollTo(self.assets.index(row))
        return row >= 0
