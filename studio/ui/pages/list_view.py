"""The list of the unit's pages: sign, name, platform and the one state that matters, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView

from studio.translation import tr
from studio.ui.pages.rows import UnitPage
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageMark, paint_page
from studio.ui.widgets.chip import paint_word_lines, words_room
from studio.ui.widgets.row_list import PAD_X, RowDelegate, RowList
from studio.ui.widgets.text_painter import lines_of, paint_elided, paint_lines, weighted

SIGN, MOST_SIGN = 36, 48
"""Pixels of the sign at 100 percent, two lines of type, and of the largest."""
PAD_Y = 8
LINES = 3
"""Lines at most of a name, and of a state: rows are as high as these need."""
GAP = 12


def sign_of_row(row: UnitPage) -> PageMark:
    """What the sign of a page is drawn from."""
    return PageMark(row.title, row.platform, row.practice)


class PageDelegate(RowDelegate):
    """Paints a page; the band of the practice pages is tinted."""

    def height(self, styled: Any, row: Any) -> int:
        line = styled.fontMetrics.height()
        if row is None:
            return int(3 * line + 2 * PAD_Y)
        bar = self.view.verticalScrollBar()
        room = self.view.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width())
        width = _words_width(room, line)
        names = len(lines_of(row.title, weighted(styled.font), width, LINES))
        medium = weighted(styled.font, QFont.Weight.Medium)
        states = len(lines_of(row.word.text, medium, words_room(width, medium), LINES))
        return int((names + 1 + states) * line + 2 * PAD_Y)

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        line = styled.fontMetrics.height()
        side = _side(line)
        sign = QRect(rect.x() + PAD_X, rect.y() + (rect.height() - side) // 2, side, side)
        paint_page(painter, sign, sign_of_row(row))
        room = QRect(sign.right() + GAP + 1, rect.y() + PAD_Y, _words_width(rect.width(), line), line)
        tokens, medium = current_tokens(), weighted(styled.font, QFont.Weight.Medium)
        name = weighted(styled.font)
        used = paint_lines(painter, room.topLeft(), room.width(), row.title, name, tokens.text, LINES)
        where, state = room.translated(0, used * line), room.translated(0, (used + 1) * line)
        paint_elided(painter, where, row.where, weighted(styled.font, size=0.9), tokens.muted)
        paint_word_lines(painter, state, row.word, medium, LINES, self.view.devicePixelRatio())

    def band(self, painter: QPainter, rect: QRect, head: str, font: QFont) -> None:
        ink = current_tokens().tones[Tone.ORANGE]
        painter.fillRect(rect, QColor(ink.tint))
        paint_elided(painter, rect.adjusted(PAD_X, 0, -PAD_X, 0), head, weighted(font, size=0.93), ink.text)


def _side(line: int) -> int:
    """Pixels of the sign beside type of that height."""
    return min(2 * line, MOST_SIGN)


def _words_width(width: int, line: int) -> int:
    """Pixels that a row of that width leaves for words."""
    return max(80, width - PAD_X - _side(line) - GAP - PAD_X // 2)


class PagesList(RowList[UnitPage]):
    """The pages; those for practice stand under a band of their own."""

    def __init__(self) -> None:
        super().__init__(tr("The unit's pages"))
        self._first_practice = ""
        self.setItemDelegate(PageDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_pages(self, rows: Mapping[str, UnitPage]) -> None:
        self._first_practice = next((key for key, row in rows.items() if row.practice), "")
        self.show_rows(rows)
        self.setUniformItemSizes(False)

    def title(self, row: UnitPage) -> str:
        return row.title

    def head(self, row: UnitPage) -> str:
        return tr("Practice pages") if row.key == self._first_practice else ""

    def spoken(self, row: UnitPage) -> str:
        return ". ".join(part for part in (self.head(row), row.title, row.where, row.word.text) if part)

    def tip(self, row: UnitPage) -> str:
        return f"{row.title}\n{row.where} · {row.word.text}"
