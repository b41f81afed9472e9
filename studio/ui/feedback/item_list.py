"""The list of the queue: rows of one height, brought as they come into sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.accounts.model import Account
from studio.feedback.model import Category, Origin
from studio.translation import ntr
from studio.ui.approval.queue_list import paint_lines
from studio.ui.feedback.listing import ListedItem
from studio.ui.feedback.standing import SENT
from studio.ui.feedback.words import ORIGINS, due_word, listed_name, origin_name, sign_of
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.lazy_list import LazyListView
from studio.ui.widgets.rows import ID_ROLE, Index
from studio.ui.words import StateWord, platform_name, spoken

PAD_X, PAD_Y, GAP, BETWEEN = 12, 9, 4, 8
TEXT_LINES = 2


class ItemDelegate(QStyledItemDelegate):
    """Paints a row: where it came from, what it is about and how long it has, then two lines of its text, or one and
    what became of its answer, or how many ask the same."""

    def __init__(self, view: ItemList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        metrics: QFontMetrics = styled.fontMetrics
        return QSize(120, 2 * PAD_Y + max(metrics.lineSpacing(), icon_px(metrics)) + GAP + TEXT_LINES * _step(metrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        rect: QRect = styled.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, styled.state)
        row = self._view.row(str(index.data(ID_ROLE)))
        if row is not None:
            self._paint_row(painter, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y), row, styled.font)
        painter.restore()

    def _paint_row(self, painter: QPainter, room: QRect, row: ListedItem, font: QFont) -> None:
        tokens, metrics, ratio = current_tokens(), QFontMetrics(font), self._view.devicePixelRatio()
        medium = QFont(font)
        medium.setWeight(QFont.Weight.DemiBold)
        head = QRect(room.x(), room.y(), room.width(), max(metrics.lineSpacing(), icon_px(metrics)))
        word = due_word(row.row.due, row.left, row.item)
        width = min(word_width(word, medium), head.width() // 2)
        paint_word(painter, QRect(head.right() - width, head.y(), width + 1, head.height()), word, medium, ratio)
        self._paint_kind(painter, head.adjusted(0, 0, -width - BETWEEN, 0), row, font)
        told = self._view.foot_word(row)
        lines = TEXT_LINES - (told is not None)
        body = QRect(room.x(), head.bottom() + 1 + GAP, room.width(), lines * _step(metrics))
        painter.setPen(QColor(tokens.text))
        paint_lines(painter, body, row.row.first_line, font)
        if told is not None:
            foot = QRect(room.x(), body.bottom() + 1, room.width(), _step(metrics))
            paint_word(painter, foot, told, medium, ratio)

    def _paint_kind(self, painter: QPainter, room: QRect, row: ListedItem, font: QFont) -> None:
        """Sign of the platform, how it came, and what it is about, which gives way last."""
        tokens, metrics = current_tokens(), QFontMetrics(font)
        side = icon_px(metrics)
        box = QRect(room.x(), room.y() + (room.height() - side) // 2, side, side)
        if row.item.origin in (Origin.COMMENT, Origin.MESSAGE):
            paint_sign(painter, box, *sign_of(self._view.accounts.get(row.item.account)), font)
        else:
            shown = glyph(ORIGINS[row.item.origin][1], tokens.muted, side, self._view.devicePixelRatio())
            painter.drawPixmap(box.topLeft(), shown)
        left = room.adjusted(side + BETWEEN, 0, 0, 0)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        name = listed_name(row.item)
        origin = f"{origin_name(row.item.origin)} · "
        fits = metrics.horizontalAdvance(origin) + QFontMetrics(bold).horizontalAdvance(name) <= left.width()
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if fits:
            painter.setFont(font)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(left, middle, origin)
            left = left.adjusted(metrics.horizontalAdvance(origin), 0, 0, 0)
        urgent = (row.item.category or row.item.suggested) is Category.URGENT
        painter.setFont(bold)
        painter.setPen(QColor(tokens.tones[Tone.RED].text if urgent else tokens.text))
        elided = QFontMetrics(bold).elidedText(name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle, elided)


def _step(metrics: QFontMetrics) -> int:
    return max(metrics.lineSpacing(), icon_px(metrics))


def paint_sign(painter: QPainter, box: QRect, letter: str, tone: Tone, font: QFont) -> None:
    """The letter of a platform in white on a rounded square of its tone."""
    tokens = current_tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.tones[tone].text))
    painter.drawRoundedRect(QRectF(box), box.width() / 4, box.width() / 4)
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * (0.72 if len(letter) == 1 else 0.6))
    small.setWeight(QFont.Weight.Bold)
    painter.setFont(small)
    painter.setPen(QColor(tokens.card))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    """The ground of a row, a bar at the left of the one in hand, and the line below."""
    tokens = current_tokens()
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.selected if selected else tokens.hover))
    if selected:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(tokens.accent))
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(tokens.line))


class ItemList(LazyListView[ListedItem]):
    """The items of the queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.accounts: Mapping[str, Account] = {}
        """The pages, by name."""
        self.setItemDelegate(ItemDelegate(self))

    def foot_word(self, row: ListedItem) -> StateWord | None:
        """What became of an answer that does not stand there for certain, else how many ask the same under one post."""
        if row.sent is not None:
            return spoken(SENT[row.sent])
        if not row.row.same:
            return None
        return StateWord(
            ntr("{n} asks the same under this post", "{n} ask the same under this post", row.row.same + 1).format(
                n=row.row.same + 1
            ),
            "layers",
            Tone.INDIGO,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are keys of the page: the list has no names to search for."""
        if event.text().isprintable() and event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)

    def spoken(self, row: ListedItem) -> str:
        account, told = self.accounts.get(row.item.account), self.foot_word(row)
        parts = (
            due_word(row.row.due, row.left, row.item).text,
            listed_name(row.item),
            origin_name(row.item.origin),
            platform_name(account.platform) if account is not None else "",
            row.row.first_line,
            told.text if told is not None else "",
        )
        return ". ".join(part for part in parts if part)
