"""Parts of a page that are pressed as a whole: a card with a figure, a row of a short list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import PlainHolder, column, row
from studio.ui.widgets.tips import plain

RADIUS = 10
PAD = 14
BADGE = 1.9
"""Side of the ground of an icon, in sides of the icon."""
SMALL = 0.9
"""Size of the letters of a count, in parts of the font."""


class TonedLine(ElidedLabel):
    """One line in the colour of a tone, or in that of a remark while it has none."""

    def __init__(self, text: str = "", tone: Tone | None = None, *, right: bool = False) -> None:
        """`right`: it stands at the right, and takes no more room than its words."""
        super().__init__(text, "small")
        self._tone, self._right = tone, right
        if right:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def tone(self) -> Tone | None:
        return self._tone

    def say(self, text: str, tone: Tone | None = None) -> None:
        self._tone = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, font = current_tokens(), self.font()
        font.setBold(self._tone is not None)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(tokens.tones[self._tone].text if self._tone is not None else tokens.muted))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain(self.text() if shown != self.text() else ""))
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def sizeHint(self) -> QSize:
        """Room for the bolder letters of a tone."""
        font = self.font()
        font.setBold(self._tone is not None)
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + 2, super().sizeHint().height())


class Pressable(QAbstractButton):
    """`clicked` follows a click, Space and Enter. A screen reader is told its name alone, not the parts."""

    def __init__(self, inside: QLayout, *, card: bool) -> None:
        """`card`: it stands on a ground of its own; else it is a row of a card, with a line above it."""
        super().__init__()
        self._card = card
        self.setLayout(inside)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.isEnabled() and self.underMouse()
        if self._card:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(QColor(tokens.hover if hovered else tokens.card))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        else:
            if hovered:
                painter.fillRect(self.rect().adjusted(1, 1, -1, 0), QColor(tokens.hover))
            painter.fillRect(0, 0, self.width(), 1, QColor(tokens.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS - 2, RADIUS - 2)


class Badge(PlainHolder):
    """An icon on a square in the tint of its tone."""

    def __init__(self, glyph: str, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self._glyph = Glyph(glyph, tone, scale=1.15)
        self.setLayout(column(None, row(None, self._glyph, None), None))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(self._glyph.sizeHint().height() * BADGE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().tones[self._tone].tint))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)


class CountBadge(PlainHolder):
    """A number in white on a ground of its own, as beside a page of the rail; nothing where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> int:
        return self._number

    def show_number(self, number: int) -> None:
        self._number = number
        self.setAccessibleName(counted(number) if number else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        high = metrics.height() + 2
        wide = max(high, metrics.horizontalAdvance(counted(self._number)) + 12)
        return QSize(wide if self._number else 0, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._number:
            return
        tokens, ground = current_tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tones[Tone.BLUE].text))
        painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.card))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), counted(self._number))

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * SMALL)
        font.setWeight(QFont.Weight.DemiBold)
        return font


class LinkTile(Pressable):
    """One figure with its icon, and what there is to say of it. Pressing it shows what the figure counts."""

    def __init__(self, glyph: str, tone: Tone) -> None:
        self.figure, self.name, self.remark = Label(role="title"), ElidedLabel(role="small"), TonedLine()
        head = row(self.figure, self.name, spacing=7)
        head.setStretch(1, 1)
        inside = row(Badge(glyph, tone), column(head, self.remark, spacing=0), spacing=11, margins=(PAD, 9, 8, 9))
        inside.setStretch(1, 1)
        super().__init__(inside, card=True)

    def show_figure(self, figure: str, name: str, remark: str, tone: Tone | None = None) -> None:
        """`tone` is that of a remark that asks for a look."""
        self.figure.setText(figure)
        self.name.setText(name)
        self.remark.say(remark, tone)
        self.setAccessibleName(f"{figure} {name}. {remark}")


class ShortRow(Pressable):
    """A row of a short list: a title and what it is about, and at the right when it is due."""

    def __init__(self, title: str, about: str, due: str, tone: Tone | None) -> None:
        words = column(Label(title, "label", wrap=True), ElidedLabel(about, "small"), spacing=1)
        side = TonedLine(due, tone, right=True)
        inside = row(words, side, Glyph("chevron-right"), spacing=6, margins=(PAD, 6, 10, 6))
        inside.setStretch(0, 1)
        super().__init__(inside, card=False)
        self.setAccessibleName(". ".join(part for part in (title, about, due) if part))
