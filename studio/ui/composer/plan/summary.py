"""What is decided for the post as a whole, in a word each: a button that opens its part at itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.translation import tr
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.layout import PlainHolder, ScrollColumn, column
from studio.ui.widgets.popover import Popover
from studio.ui.widgets.text_painter import weighted
from studio.ui.widgets.tips import plain

PAD, GAP = 11, 8
SMALLER = 0.9
LEAST, MOST = 16, 27
"""Average characters of a button: the least, and those that it keeps where room is short and it does not give way."""
RADIUS = 8


class SummaryButton(QAbstractButton):
    """Caption and value, an icon before them, and the arrow of what opens."""

    def __init__(self, sign: str, caption: str) -> None:
        super().__init__()
        self._sign, self._caption = sign, caption
        self._value, self._trouble, self._open = "", "", False
        self._gives_way = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    @property
    def caption(self) -> str:
        return self._caption

    @property
    def value(self) -> str:
        return self._value

    def show_value(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._name()
            self.updateGeometry()

    def show_trouble(self, trouble: str) -> None:
        """What is wrong in that part; its frame is red meanwhile."""
        if trouble != self._trouble:
            self._trouble = trouble
            self._name()

    def show_open(self, opened: bool) -> None:
        self._open = opened
        self._name()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth()
        words = max(
            QFontMetrics(self._small()).horizontalAdvance(self._caption),
            QFontMetrics(self._bold()).horizontalAdvance(self._value),
        )
        wanted = words + 4 + 2 * PAD + 2 * GAP + 2 * icon_px(self.fontMetrics())
        lines = QFontMetrics(self._small()).height() + QFontMetrics(self._bold()).height()
        return QSize(max(wanted, LEAST * width), lines + 6)

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth()
        return QSize(LEAST * width if self._gives_way else self.kept_width, self.sizeHint().height())

    @property
    def kept_width(self) -> int:
        """Pixels that it keeps where room is short and it does not give way."""
        return min(self.sizeHint().width(), MOST * self.fontMetrics().averageCharWidth())

    def give_way(self, gives_way: bool) -> None:
        """Be cut before others are: what it says stands elsewhere, too."""
        if gives_way is not self._gives_way:
            self._gives_way = gives_way
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self._open
        half = 1.0 if strong or self._trouble else 0.5
        line = tokens.accent if strong else tokens.error if self._trouble else tokens.line
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.card))
        painter.setPen(QPen(QColor(line), 2 * half))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)
        ratio, px = self.devicePixelRatio(), icon_px(self.fontMetrics())
        middle = (self.height() - px) // 2
        painter.drawPixmap(PAD, middle, glyph(self._sign, tokens.muted, px, ratio))
        arrow = glyph("chevron-up" if self._open else "chevron-down", tokens.muted, px, ratio)
        painter.drawPixmap(self.width() - PAD - px, middle, arrow)
        room = QRect(PAD + px + GAP, 3, self.width() - 2 * (PAD + px + GAP), self.height() - 6)
        self._line(painter, room, self._caption, self._small(), tokens.muted, Qt.AlignmentFlag.AlignTop)
        ink = tokens.error if self._trouble else tokens.text
        self._line(painter, room, self._value, self._bold(), ink, Qt.AlignmentFlag.AlignBottom)

    def _line(self, painter: QPainter, room: QRect, text: str, font: QFont, ink: str, where: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(where), shown)

    def _small(self) -> QFont:
        return weighted(self.font(), QFont.Weight.Normal, SMALLER)

    def _bold(self) -> QFont:
        return weighted(self.font())

    def _name(self) -> None:
        self.setAccessibleName(f"{self._caption}: {self._value}")
        state = tr("open") if self._open else tr("folded away")
        self.setAccessibleDescription(f"{state}. {self._trouble}".rstrip(". "))
        self.setToolTip(plain(f"{self._value}\n{self._trouble}".strip()))
        self.update()


class FittedColumn(ScrollColumn):
    """Asks for all the height that its content needs at its width; where it gets less, it scrolls."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        content = self.widget()
        if content is None:
            return 0
        high = content.heightForWidth(width) if content.hasHeightForWidth() else -1
        return high if high >= 0 else content.sizeHint().height()


class PlanPopover(Popover):
    """A part of the plan, opened at its button. The keys of the page go on working in it: undo takes a tick back."""

    def __init__(self, host: QWidget, button: SummaryButton, *, chars: int) -> None:
        super().__init__(host, chars=chars)
        self._over, self._button = host, button
        self._hold = PlainHolder()
        self.inside = column()
        self._hold.setLayout(self.inside)
        area = FittedColumn(self._hold)
        self.card.setLayout(column(area, margins=4))
        self.setAccessibleName(button.caption)
        self.closed.connect(lambda: button.show_open(False))

    def open_at_button(self) -> None:
        corner = self._button.mapTo(self._over, self._button.rect().topLeft())
        self._button.show_open(True)
        self.open_popover(QRect(corner, self._button.size()), self._button)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            return QWidget.event(self, event)
        if event.type() == QEvent.Type.LayoutRequest and self.is_open:
            done = super().event(event)
            self.place()
            return done
        return super().event(event)
