"""Painting a chart: one function for the window, for pictures and for print.

What is painted depends on its arguments alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from studio.cards.charts.model import Chart, ChartKind, GapBox, Series, ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartInks:
    """The colours of a chart, ``#RRGGBB``."""

    card: str
    """What it stands on."""
    line: str
    text: str
    muted: str
    selected: str
    """Behind the label that is marked."""
    shade: str
    """Of a box where figures are missing."""
    series: tuple[str, ...]
    """In this order; from the second on a pattern tells them apart as well."""
    rest: str
    """Of a bar for what is left over."""


PAPER = ChartInks(
    card="#FFFFFF",
    line="#D5DAE1",
    text="#15191F",
    muted="#4E5866",
    selected="#E3EDF9",
    shade="#F0F2F5",
    series=("#0B5CAD", "#855000", "#0B6560", "#A21A6E", "#3F5268"),
    rest="#3F5268",
)
"""For pictures in files and for print."""
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.DiagCrossPattern,
)
_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
REST = -1
"""In place of the number of a series: what is left over."""
GAP = 8.0
DOT, RING = 2.6, 5.5
WIDEST_BAR = 34.0
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_LEFT, _RIGHT = _MIDDLE | int(Qt.AlignmentFlag.AlignLeft), _MIDDLE | int(Qt.AlignmentFlag.AlignRight)
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


def paint_chart(
    painter: QPainter, rect: QRectF, chart: Chart, inks: ChartInks, font: QFont, *, focused: int = -1
) -> None:
    """Paint `chart` into `rect`. The values of the label at `focused` are marked."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    if chart.kind is ChartKind.ROWS:
        _Rows(painter, rect, chart, inks, font).paint(focused)
    else:
        _Upright(painter, rect, chart, inks, font).paint(focused)
    painter.restore()


def place_at(rect: QRectF, chart: Chart, font: QFont, at: QPointF) -> int:
    """Which label the point `at` belongs to; -1 for none."""
    if not chart.labels or not rect.contains(at):
        return -1
    if chart.kind is ChartKind.ROWS:
        return min(int((at.y() - rect.top()) / (rect.height() / len(chart.labels))), len(chart.labels) - 1)
    plot = _plot_of(rect, chart, font)
    if not plot.left() <= at.x() <= plot.right():
        return -1
    return min(int((at.x() - plot.left()) / (plot.width() / len(chart.labels))), len(chart.labels) - 1)


def _plot_of(rect: QRectF, chart: Chart, font: QFont) -> QRectF:
    """Where upright values are drawn: right of the numbers, above the labels, below the legend."""
    metrics = QFontMetricsF(font)
    numbers = max(metrics.horizontalAdvance(chart.number(tick)) for tick in ticks(chart.top, chart.bottom))
    head = metrics.height() * (1.6 if len(chart.series) > 1 else 0.6)
    return rect.adjusted(numbers + GAP, head, -GAP, -metrics.height() - GAP)


class _SeriesInks:
    """The inks of a chart's series."""

    def __init__(self, inks: ChartInks) -> None:
        self._inks = inks

    def colour(self, number: int) -> QColor:
        if number == REST:
            return QColor(self._inks.rest)
        return QColor(self._inks.series[number % len(self._inks.series)])

    def fill(self, painter: QPainter, rect: QRectF, number: int) -> None:
        """A bar: its pattern, on the card, within an outline of its colour."""
        colour = self.colour(number)
        painter.fillRect(rect, QColor(self._inks.card))
        painter.fillRect(rect, QBrush(colour, _PATTERNS[max(0, number) % len(_PATTERNS)]))
        painter.setPen(QPen(colour, 1))
        painter.drawRect(rect)

    def pen(self, number: int) -> QPen:
        return QPen(self.colour(number), 2, _DASHES[number % len(_DASHES)])


class _Upright:
    """Columns, stacks and lines over an axis of labels."""

    def __init__(self, painter: QPainter, rect: QRectF, chart: Chart, inks: ChartInks, font: QFont) -> None:
        self._painter, self._rect, self._chart, self._inks = painter, rect, chart, inks
        self._metrics, self._brushes = QFontMetricsF(font), _SeriesInks(inks)
        self._plot = _plot_of(rect, chart, font)
        self._ticks = ticks(chart.top, chart.bottom)
        self._slot = self._plot.width() / max(1, len(chart.labels))

    def paint(self, focused: int) -> None:
        self._axis()
        self._legend()
        marked = 0 <= focused < len(self._chart.labels)
        if marked:
            left = self._plot.left() + focused * self._slot
            self._painter.fillRect(
                QRectF(left, self._plot.top(), self._slot, self._plot.height()), QColor(self._inks.selected)
            )
        for gap in self._chart.gaps:
            self._gap(gap)
        if self._chart.kind is ChartKind.LINE:
            for number, one in enumerate(self._chart.series):
                self._line(number, one, focused)
        else:
            for place in range(len(self._chart.labels)):
                for number, bar in self._bars(place):
                    self._brushes.fill(self._painter, bar, number)
        if marked:
            self._say(focused)

    def _gap(self, gap: GapBox) -> None:
        """A dotted box over the labels of which nothing is known, its words within where they find room."""
        painter, plot = self._painter, self._plot
        box = QRectF(
            plot.left() + gap.first * self._slot, plot.top(), (gap.last - gap.first + 1) * self._slot, plot.height()
        )
        painter.setBrush(QColor(self._inks.shade))
        painter.setPen(QPen(QColor(self._inks.muted), 1, Qt.PenStyle.DotLine))
        painter.drawRect(box)
        room = box.adjusted(2, 0, -2, 0)
        needed = self._metrics.boundingRect(room, _WRAPPED, gap.words)
        if needed.width() <= room.width() and needed.height() <= room.height():
            painter.drawText(room, _WRAPPED, gap.words)

    def _say(self, place: int) -> None:
        """What stands at the marked label, in a box beside its highest point."""
        chart, painter, plot = self._chart, self._painter, self._plot
        values = [one.values[place] for one in chart.series]
        y = min((self._y(value) for value in values if value is not None), default=plot.center().y())
        text = chart.told(place)
        size = self._metrics.size(0, text).toSize()
        box = QRectF(0, 0, size.width() + 2 * GAP, size.height() + GAP)
        middle = plot.left() + (place + 0.5) * self._slot
        box.moveLeft(middle + RING + GAP)
        if box.right() > self._rect.right():
            box.moveRight(middle - RING - GAP)
        box.moveLeft(max(box.left(), self._rect.left()))
        box.moveTop(max(y - box.height() / 2, self._rect.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._inks.text))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self._inks.card))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _axis(self) -> None:
        painter, plot, height = self._painter, self._plot, self._metrics.height()
        for tick in self._ticks:
            y = self._y(tick)
            painter.setPen(QPen(QColor(self._inks.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(self._inks.muted))
            numbers = QRectF(self._rect.left(), y - height / 2, plot.left() - GAP - self._rect.left(), height)
            painter.drawText(numbers, _RIGHT, self._chart.number(tick))
        widest = max((self._metrics.horizontalAdvance(label) for label in self._chart.labels), default=0) + GAP
        every = max(1, -(-int(widest) // max(1, int(self._slot))))
        for place in range(0, len(self._chart.labels), every):
            middle = plot.left() + (place + 0.5) * self._slot
            room = QRectF(middle - widest / 2, plot.bottom() + GAP / 2, widest, height)
            room.moveRight(min(room.right(), self._rect.right()))
            painter.drawText(room, _CENTRE, self._chart.labels[place])

    def _legend(self) -> None:
        """Names of the series in words, each beside its own pattern."""
        if len(self._chart.series) < 2:
            return
        x, side = self._plot.left(), self._metrics.height() * 0.7
        for number, one in enumerate(self._chart.series):
            sample = QRectF(x, self._rect.top() + self._metrics.height() * 0.15, side * 1.4, side)
            if self._chart.kind is ChartKind.LINE:
                self._painter.setPen(self._brushes.pen(number))
                self._painter.drawLine(
                    QPointF(sample.left(), sample.center().y()), QPointF(sample.right(), sample.center().y())
                )
            else:
                self._brushes.fill(self._painter, sample, number)
            self._painter.setPen(QColor(self._inks.text))
            width = self._metrics.horizontalAdvance(one.name) + GAP
            x = sample.right() + GAP
            self._painter.drawText(QRectF(x, self._rect.top(), width, self._metrics.height()), _LEFT, one.name)
            x += width + GAP

    def _bars(self, place: int) -> Iterator[tuple[int, QRectF]]:
        """The bars of one label with the number of their series."""
        count = len(self._chart.series) if self._chart.kind is ChartKind.COLUMNS else 1
        width = min(WIDEST_BAR, self._slot * 0.8 / count)
        left = self._plot.left() + (place + 0.5) * self._slot - width * count / 2
        below = 0.0
        for number, one in enumerate(self._chart.series):
            value = one.values[place]
            if not value:
                continue
            if self._chart.kind is ChartKind.COLUMNS:
                top, nought = sorted((self._y(value), self._y(0)))
                yield number, QRectF(left + number * width, top, width, nought - top)
            else:
                top = self._y(below + value)
                yield number, QRectF(left, top, width, self._y(below) - top)
                below += value

    def _line(self, number: int, one: Series, focused: int) -> None:
        """Points that follow each other are joined; over a gap, or to values of another meaning, there is no line."""
        painter, former = self._painter, None
        for place, value in enumerate(one.values):
            point = None if value is None else QPointF(self._plot.left() + (place + 0.5) * self._slot, self._y(value))
            if point is not None:
                painter.setPen(self._brushes.pen(number))
                if former is not None and place not in one.breaks:
                    painter.drawLine(former, point)
                painter.setPen(QPen(self._brushes.colour(number), 2))
                painter.setBrush(QColor(self._inks.card) if place == focused else self._brushes.colour(number))
                size = RING if place == focused else DOT
                painter.drawEllipse(point, size, size)
            former = point

    def _y(self, value: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return self._plot.bottom() - self._plot.height() * (value - low) / (high - low)


class _Rows:
    """Bars from the left, under each other, each with its value at the end."""

    def __init__(self, painter: QPainter, rect: QRectF, chart: Chart, inks: ChartInks, font: QFont) -> None:
        self._painter, self._rect, self._chart, self._inks = painter, rect, chart, inks
        self._metrics, self._brushes = QFontMetricsF(font), _SeriesInks(inks)

    def paint(self, focused: int) -> None:
        if not self._chart.labels:
            return
        painter, rect, one = self._painter, self._rect, self._chart.series[0]
        named = max(self._metrics.horizontalAdvance(label) for label in self._chart.labels)
        named = min(named, rect.width() * 0.45)
        told = max(self._metrics.horizontalAdvance(one.told(place)) for place in range(len(self._chart.labels)))
        left, room = rect.left() + named + GAP, rect.width() - named - told - 3 * GAP
        high = rect.height() / len(self._chart.labels)
        bar = min(high * 0.62, self._metrics.height())
        for place, label in enumerate(self._chart.labels):
            line = QRectF(rect.left(), rect.top() + place * high, rect.width(), high)
            if place == focused:
                painter.fillRect(line, QColor(self._inks.selected))
            value = one.values[place] or 0
            length = room * value / max(1.0, self._chart.top)
            if length > 0:
                number = REST if self._chart.rest and place == len(self._chart.labels) - 1 else 0
                self._brushes.fill(painter, QRectF(left, line.center().y() - bar / 2, length, bar), number)
            painter.setPen(QColor(self._inks.text))
            shown = self._metrics.elidedText(label, Qt.TextElideMode.ElideRight, named)
            painter.drawText(QRectF(rect.left(), line.top(), named, high), _RIGHT, shown)
            painter.drawText(QRectF(left + length + GAP, line.top(), told + GAP, high), _LEFT, one.told(place))
