"""How the lines of a `PickList` are painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.pick import PICK_ROLE, Index, Pick

PAD_X, PAD_Y, GAP = 12, 8, 10
LEAST_TITLE = 0.45
"""Part of the line that the title may take from what stands beside it."""


class PickDelegate(QStyledItemDelegate):
    """Paints headings and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        high = styled.fontMetrics.height()
        heading = isinstance(index.data(PICK_ROLE), str)
        return QSize(120, high + (PAD_Y if heading else 2 * PAD_Y + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        row = index.data(PICK_ROLE)
        painter.save()
        if isinstance(row, str):
            _paint_heading(painter, styled.rect, styled.font, row)
        else:
            _paint_pick(painter, styled, row)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    small.setWeight(QFont.Weight.DemiBold)
    painter.setFont(small)
    painter.setPen(QColor(current_tokens().muted))
    painter.drawText(rect.adjusted(PAD_X, 0, -PAD_X, -2), int(Qt.AlignmentFlag.AlignBottom), text)


def _paint_pick(painter: QPainter, styled: Any, pick: Pick) -> None:
    tokens = current_tokens()
    rect: QRect = styled.rect
    selected = bool(styled.state & QStyle.StateFlag.State_Selected)
    if selected or styled.state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        if selected:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect.x() + 2, rect.y() + 7, 3, rect.height() - 14), 1.5, 1.5)
    ink = tokens.muted if pick.reason else tokens.text
    px = icon_px(styled.fontMetrics)
    room = rect.adjusted(PAD_X, 0, -PAD_X, 0)
    if pick.glyph:
        tint = tokens.disabled if pick.reason else tokens.accent if selected else tokens.muted
        top = rect.y() + (rect.height() - px) // 2
        painter.drawPixmap(room.x(), top, glyph(pick.glyph, tint, px, styled.widget.devicePixelRatio()))
    elif pick.sign:
        painter.setFont(styled.font)
        painter.setPen(QColor(tokens.text))
        sign = QRect(room.x(), room.y(), px + GAP, room.height())
        painter.drawText(sign, int(Qt.AlignmentFlag.AlignVCenter), pick.sign)
    if pick.glyph or pick.sign:
        room.adjust(px + GAP, 0, 0, 0)
    room = _paint_side(painter, room, pick, styled)
    _paint_words(painter, room, pick, styled.font, ink)


def _paint_side(painter: QPainter, room: QRect, pick: Pick, styled: Any) -> QRect:
    """Status or key on the right; returns the room that is left."""
    tokens, metrics = current_tokens(), QFontMetrics(styled.font)
    if pick.word is not None:
        width = min(word_width(pick.word, styled.font), room.width() // 2)
        box = QRect(room.right() - width, room.y(), width + 1, room.height())
        paint_word(painter, box, pick.word, styled.font, styled.widget.devicePixelRatio())
        return room.adjusted(0, 0, -width - GAP, 0)
    if pick.keys:
        width = metrics.horizontalAdvance(pick.keys) + 14
        high = metrics.height() + 4
        box = QRect(room.right() - width, room.y() + (room.height() - high) // 2, width, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.field_line))
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(styled.font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), pick.keys)
        return room.adjusted(0, 0, -width - GAP, 0)
    return room


def _paint_words(painter: QPainter, room: QRect, pick: Pick, font: QFont, ink: str) -> None:
    """The title, then its detail or the reason, each cut where room is short."""
    medium = QFont(font)
    medium.setWeight(QFont.Weight.Medium)
    metrics, plain = QFontMetrics(medium), QFontMetrics(font)
    beside = pick.reason or pick.detail.replace("\n", " ")
    wanted = metrics.horizontalAdvance(pick.title) + 2  # a text exactly as wide as its room would be cut
    least = min(wanted, round(room.width() * LEAST_TITLE))
    width = max(least, min(wanted, room.width() - plain.horizontalAdvance(beside) - GAP)) if beside else room.width()
    painter.setFont(medium)
    painter.setPen(QColor(ink))
    cut = Qt.TextElideMode.ElideRight
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), metrics.elidedText(pick.title, cut, width))
    if beside:
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().muted))
        left = room.adjusted(min(width, wanted) + GAP, 0, 0, 0)
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), plain.elidedText(beside, cut, left.width()))
