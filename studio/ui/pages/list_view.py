"""The list of the unit's pages: sign, name, platform and the one state that matters, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter

from studio.translation import tr
from studio.ui.pages.rows import PageRow
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageMark, paint_page
from studio.ui.widgets.chip import paint_word
from studio.ui.widgets.painting import paint_elided, paint_lines, weighted
from studio.ui.widgets.row_list import PAD_X, RowDelegate, RowList
from studio.ui.widgets.turning import LARGE_TYPE

SIGN = 36
"""Pixels of the sign at 100 percent, two lines of type."""
PAD_Y = 8


def sign_of_row(row: PageRow) -> PageMark:
    """What the sign of a page is drawn from."""
    return PageMark(row.title, row.platform, row.practice)


class PageDelegate(RowDelegate):
    """Paints a page; the band of the practice pages is tinted."""

    def height(self, styled: Any, row: Any) -> int:
        return int((_title_lines(styled) + 2) * styled.fontMetrics.height() + 2 * PAD_Y)

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        line = styled.fontMetrics.height()
        side = min(2 * line, 2 * SIGN)
        sign = QRect(rect.x() + PAD_X, rect.y() + (rect.height() - side) // 2, side, side)
        paint_page(painter, sign, sign_of_row(row))
        left = sign.right() + 13
        room = QRect(left, rect.y() + PAD_Y, rect.right() - PAD_X // 2 - left, line)
        tokens, medium = current_tokens(), weighted(styled.font, QFont.Weight.Medium)
        name = weighted(styled.font)
        used = paint_lines(painter, room.topLeft(), room.width(), row.title, name, tokens.text, _title_lines(styled))
        where, state = room.translated(0, used * line), room.translated(0, (used + 1) * line)
        paint_elided(painter, where, row.where, weighted(styled.font, size=0.9), tokens.muted)
        paint_word(painter, state, row.word, medium, self.view.devicePixelRatio())

    def band(self, painter: QPainter, rect: QRect, head: str, font: QFont) -> None:
        ink = current_tokens().tones[Tone.ORANGE]
        painter.fillRect(rect, QColor(ink.tint))
        paint_elided(painter, rect.adjusted(PAD_X, 0, -PAD_X, 0), head, weighted(font, size=0.93), ink.text)


def _title_lines(styled: Any) -> int:
    """Large type leaves a name too little of one line to be known by."""
    return 2 if styled.fontMetrics.averageCharWidth() >= LARGE_TYPE else 1


class PagesList(RowList[PageRow]):
    """The pages; those for practice stand under a band of their own."""

    def __init__(self) -> None:
        super().__init__(tr("The unit's pages"))
        self._first_practice = ""
        self.setItemDelegate(PageDelegate(self))

    def show_pages(self, rows: Mapping[str, PageRow]) -> None:
        self._first_practice = next((key for key, row in rows.items() if row.practice), "")
        self.show_rows(rows)

    def title(self, row: PageRow) -> str:
        return row.title

    def head(self, row: PageRow) -> str:
        return tr("Practice pages") if row.key == self._first_practice else ""

    def spoken(self, row: PageRow) -> str:
        return ". ".join(part for part in (self.head(row), row.title, row.where, row.word.text) if part)

    def tip(self, row: PageRow) -> str:
        return f"{row.title}\n{row.where} · {row.word.text}"
