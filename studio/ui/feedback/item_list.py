"""The list of the queue: rows of one height, brought as they come into sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter

from studio.accounts.model import Account
from studio.feedback.model import Category, Origin
from studio.translation import ntr
from studio.ui.feedback.listing import ListedItem
from studio.ui.feedback.standing import SENT
from studio.ui.feedback.words import ORIGINS, due_word, listed_name, origin_name, sign_of
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.painting import paint_elided, paint_lines, weighted
from studio.ui.widgets.row_list import RowDelegate, RowList
from studio.ui.words import StateWord, platform_name, spoken

PAD_X, PAD_Y, GAP, BETWEEN = 12, 9, 4, 8
TEXT_LINES = 2


class ItemDelegate(RowDelegate):
    """Paints a row: where it came from, what it is about and how long it has, then two lines of its text, or one and
    what became of its answer, or how many ask the same."""

    def __init__(self, view: ItemList) -> None:
        super().__init__(view)
        self._items = view

    def height(self, styled: Any, row: ListedItem | None) -> int:
        return 2 * PAD_Y + GAP + (1 + TEXT_LINES) * _step(styled.fontMetrics)

    def paint_row(self, painter: QPainter, rect: QRect, row: ListedItem, styled: Any) -> None:
        step, ratio = _step(styled.fontMetrics), self._items.devicePixelRatio()
        room = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        bold = weighted(styled.font)
        head = QRect(room.x(), room.y(), room.width(), step)
        word = due_word(row.row.due, row.left, row.item)
        width = min(word_width(word, bold), head.width() // 2)
        paint_word(painter, QRect(head.right() - width, head.y(), width + 1, step), word, bold, ratio)
        self._paint_kind(painter, head.adjusted(0, 0, -width - BETWEEN, 0), row, styled.font)
        told = self._items.foot_word(row)
        lines = TEXT_LINES - (told is not None)
        body = QPoint(room.x(), head.bottom() + 1 + GAP)
        text, ink = row.row.first_line, current_tokens().text
        paint_lines(painter, body, room.width(), text, styled.font, ink, lines)
        if told is not None:
            foot = QRect(room.x(), body.y() + lines * step, room.width(), step)
            paint_word(painter, foot, told, bold, ratio)

    def _paint_kind(self, painter: QPainter, room: QRect, row: ListedItem, font: QFont) -> None:
        """Sign of the platform, how it came, and what it is about, which gives way last."""
        tokens, metrics, bold = current_tokens(), QFontMetrics(font), weighted(font)
        side = icon_px(metrics)
        box = QRect(room.x(), room.y() + (room.height() - side) // 2, side, side)
        if row.item.origin in (Origin.COMMENT, Origin.MESSAGE):
            paint_sign(painter, box, *sign_of(self._items.accounts.get(row.item.account)), font)
        else:
            shown = glyph(ORIGINS[row.item.origin][1], tokens.muted, side, self._items.devicePixelRatio())
            painter.drawPixmap(box.topLeft(), shown)
        left = room.adjusted(side + BETWEEN, 0, 0, 0)
        name = listed_name(row.item)
        origin = f"{origin_name(row.item.origin)} · "
        taken = metrics.horizontalAdvance(origin)
        if taken + QFontMetrics(bold).horizontalAdvance(name) <= left.width():
            paint_elided(painter, left, origin, font, tokens.muted)
            left = left.adjusted(taken, 0, 0, 0)
        urgent = (row.item.category or row.item.suggested) is Category.URGENT
        paint_elided(painter, left, name, bold, tokens.tones[Tone.RED].text if urgent else tokens.text)


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


class ItemList(RowList[ListedItem]):
    """The items of the queue."""

    def __init__(self) -> None:
        super().__init__()
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

    def title(self, row: ListedItem) -> str:
        return row.row.first_line

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
