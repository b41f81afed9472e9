"""The list of outlines: two lines each, under the names of their groups."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.pick import PICK_ROLE, Index, Pick
from studio.ui.widgets.picks import PickList

PAD_X, PAD_Y, GAP, EDGE = 12, 8, 10, 2
SMALL = 0.92
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Catalogue(PickList):
    """A `PickList` whose titles are shown whole, however long they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(OutlineDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)


class OutlineDelegate(QStyledItemDelegate):
    """State, title and what there is to say of it; a heading is a line of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        row = index.data(PICK_ROLE)
        high = int(styled.fontMetrics.height())
        if isinstance(row, str):
            return QSize(120, high + 2 * PAD_Y + 4)
        room = max(80, _width(styled.widget) - _indent(styled) - PAD_X)
        title = QFontMetrics(_medium(styled.font)).boundingRect(QRect(0, 0, room, 10_000), _WRAP, row.title)
        return QSize(120, title.height() + QFontMetrics(_small(styled.font)).height() + 2 * PAD_Y + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        row = index.data(PICK_ROLE)
        painter.save()
        if isinstance(row, str):
            painter.setFont(_bold(styled.font))
            painter.setPen(QColor(current_tokens().muted))
            box: QRect = styled.rect.adjusted(PAD_X, 0, -PAD_X, -4)
            text = painter.fontMetrics().elidedText(row, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), text)
        else:
            _paint(painter, styled, row)
        painter.restore()


def _paint(painter: QPainter, styled: Any, pick: Pick) -> None:
    tokens = current_tokens()
    rect: QRect = styled.rect
    selected = bool(styled.state & QStyle.StateFlag.State_Selected)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if selected or styled.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
        painter.drawRoundedRect(QRectF(rect).adjusted(EDGE, 1, -EDGE, -1), 6, 6)
    inside = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
    px = icon_px(styled.fontMetrics)
    tint = tokens.tones[pick.word.tone].text if pick.word is not None else tokens.disabled
    icon = pick.word.icon if pick.word is not None else pick.glyph
    line = QFontMetrics(styled.font).height()
    painter.drawPixmap(
        inside.x(), inside.y() + (line - px) // 2, glyph(icon, tint, px, styled.widget.devicePixelRatio())
    )
    words = inside.adjusted(px + GAP, 0, 0, 0)
    painter.setFont(_medium(styled.font))
    painter.setPen(QColor(tokens.selected_text if selected else tokens.text))
    taken = painter.boundingRect(words, _WRAP, pick.title)
    painter.drawText(words, _WRAP, pick.title)
    painter.setFont(_small(styled.font))
    painter.setPen(QColor(tokens.muted))
    below = words.adjusted(0, taken.height() + 1, 0, 0)
    said = f"{pick.word.text} · {pick.detail}" if pick.word is not None else pick.detail
    text = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, below.width())
    painter.drawText(below, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), text)


def _indent(styled: Any) -> int:
    return PAD_X + icon_px(styled.fontMetrics) + GAP


def _width(view: QListView) -> int:
    """Without what a scroll bar takes, whether it is there yet or not: titles must not wrap anew when it comes."""
    bar = view.verticalScrollBar()
    return view.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width())


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small


def _medium(font: QFont) -> QFont:
    medium = QFont(font)
    medium.setWeight(QFont.Weight.Medium)
    return medium


def _bold(font: QFont) -> QFont:
    bold = _small(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
