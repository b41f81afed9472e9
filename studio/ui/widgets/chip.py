"""A status: word, icon and colour together."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.text_painter import paint_lines
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

PAD, GAP = 10, 6
LEAST = 4
"""Width that is left of a pill that shrinks, in parts of its height."""


def paint_word(painter: QPainter, rect: QRect, word: StateWord, font: QFont, ratio: float = 1.0) -> None:
    """Icon and word of a status in `rect`, left and centred in height, without a tint: for rows of tables."""
    metrics = QFontMetrics(font)
    px = icon_px(metrics)
    colour = current_tokens().tones[word.tone].text
    top = rect.y() + (rect.height() - px) // 2
    painter.drawPixmap(rect.x(), top, glyph(word.icon, colour, px, ratio))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    room = rect.adjusted(px + GAP, 0, 0, 0)
    text = metrics.elidedText(word.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def paint_word_lines(
    painter: QPainter, rect: QRect, word: StateWord, font: QFont, lines: int, ratio: float = 1.0
) -> int:
    """The same from the top of `rect` down, its words on at most `lines` lines. Returns how many were used."""
    metrics = QFontMetrics(font)
    px = icon_px(metrics)
    colour = current_tokens().tones[word.tone].text
    top = rect.y() + (metrics.lineSpacing() - px) // 2
    painter.drawPixmap(rect.x(), top, glyph(word.icon, colour, px, ratio))
    at = QPoint(rect.x() + px + GAP, rect.y())
    return paint_lines(painter, at, words_room(rect.width(), font), word.text, font, colour, lines)


def words_room(width: int, font: QFont) -> int:
    """Pixels that `width` leaves for the words of a status beside its icon."""
    return max(1, width - icon_px(QFontMetrics(font)) - GAP)


def word_width(word: StateWord, font: QFont) -> int:
    """Pixels that icon and word of a status take without a tint."""
    metrics = QFontMetrics(font)
    return icon_px(metrics) + GAP + metrics.horizontalAdvance(word.text)


class StatusChip(QWidget):
    """A pill in the tint of its tone. One that `shrinks` is cut where there is no room for its word; the tooltip has it
    whole."""

    def __init__(self, word: StateWord | None = None, parent: QWidget | None = None, *, shrinks: bool = False) -> None:
        super().__init__(parent)
        self._word, self._shrinks = word, shrinks
        self.setSizePolicy(
            QSizePolicy.Policy.Maximum if shrinks else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        if word is not None:
            self.set_word(word)

    @property
    def word(self) -> StateWord | None:
        return self._word

    def set_word(self, word: StateWord) -> None:
        self._word = word
        self.setAccessibleName(word.text)
        if self._shrinks:
            self.setToolTip(plain(word.text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        text = self._word.text if self._word else ""
        width = 2 * PAD + metrics.horizontalAdvance(text) + 1
        if self._word and self._word.icon:
            width += icon_px(metrics) + GAP
        return QSize(width, metrics.height() + 6)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), LEAST * hint.height()), hint.height()) if self._shrinks else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._word is None:
            return
        ink = current_tokens().tones[self._word.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        inside = self.rect().adjusted(PAD, 0, -PAD + 2, 0)
        if self._word.icon:
            paint_word(painter, inside, self._word, self._font(), self.devicePixelRatio())
        else:
            painter.setFont(self._font())
            painter.setPen(QColor(ink.text))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), self._word.text)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


class ToneWord(QWidget):
    """Takes the room it needs; where there is less its word is cut and the tooltip has it whole."""

    def __init__(self, word: StateWord | None = None) -> None:
        super().__init__()
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_word(word)

    @property
    def word(self) -> StateWord | None:
        return self._word

    def set_word(self, word: StateWord | None) -> None:
        """Show it; None leaves the room empty."""
        self._word = word
        self.setAccessibleName(word.text if word is not None else "")
        self.setToolTip(plain(word.text if word is not None else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._medium())
        width = word_width(self._word, self._medium()) + 2 if self._word is not None else 0
        return QSize(width, max(metrics.lineSpacing(), icon_px(metrics)))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 3 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._word is not None:
            paint_word(QPainter(self), self.rect(), self._word, self._medium(), self.devicePixelRatio())

    def _medium(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
