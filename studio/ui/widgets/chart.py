"""A chart as a part of a page: seen, walked through by the arrow keys, heard, and shown as a table instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.cards.charts.model import Chart, ChartKind, Series
from studio.cards.charts.paint import ChartInks, paint_chart, place_at
from studio.translation import tr
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens, Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Pages, PlainHolder, column, row
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.table import Table
from studio.ui.widgets.tips import plain

LONGEST = 2000
"""Characters of a description; screen readers read no more in one piece."""
PAD = 6
HEAD_CHARS = 44
"""Characters of width below which the links stand under the title, where type is large."""
TITLE = 1000
"""Share of the title: the links take what they need and end at the right, beside it and under it."""
LINES_HIGH, ROW_HIGH = 11, 1.75
"""Height of an upright chart, and of one row, in lines of the font."""
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_EMPTY = Chart(title="", kind=ChartKind.COLUMNS, labels=(), series=())


TONES = (Tone.BLUE, Tone.AMBER, Tone.TEAL, Tone.MAGENTA, Tone.SLATE)
"""Of the series, in this order."""


def inks_of(tokens: Tokens) -> ChartInks:
    """The colours of a chart in this theme."""
    return ChartInks(
        card=tokens.card,
        line=tokens.line,
        text=tokens.text,
        muted=tokens.muted,
        selected=tokens.selected,
        shade=tokens.locked,
        series=tuple(tokens.tones[tone].text for tone in TONES),
        rest=tokens.tones[Tone.SLATE].text,
    )


class ChartCanvas(QWidget):
    """The painted chart. ← → Home End walk through its labels; each is told as its tooltip and to a screen reader."""

    def __init__(self, lines: float = LINES_HIGH) -> None:
        """`lines`: how high an upright chart is, in lines of the font."""
        super().__init__()
        self._lines = lines
        self._chart = _EMPTY
        self._place = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def chart(self) -> Chart:
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show `chart`; the place that was marked stays if it is there still."""
        self._chart = chart
        self._place = min(self._place, len(chart.labels) - 1)
        self.setAccessibleName(chart.title or "–")
        told = chart.spoken
        self.setAccessibleDescription(told if len(told) <= LONGEST else told[: LONGEST - 1] + "…")
        self.updateGeometry()
        self.update()

    def go_to(self, place: int) -> None:
        """Mark the values of the label at `place` and tell them."""
        if not self._chart.labels:
            return
        self._place = max(0, min(place, len(self._chart.labels) - 1))
        told = self._chart.told(self._place)
        self.setToolTip(plain(told))
        self.setAccessibleDescription(told)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        if self._chart.kind is ChartKind.ROWS:
            return QSize(320, round(line * ROW_HIGH * max(1, len(self._chart.labels))) + 2 * PAD)
        return QSize(420, round(line * self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self._place + _STEPS[key])
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._chart.labels) - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = place_at(self._room(), self._chart, self.font(), QPointF(event.position()))
        if place >= 0 and place != self._place:
            self.go_to(place)
        super().mouseMoveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        if self._chart.labels:
            paint_chart(painter, self._room(), self._chart, inks_of(tokens), self.font(), focused=self._place)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)


def _values_of(one: Series) -> Column[int]:
    return Column(heading=one.name, text=one.told, sample=one.name + "000")


class _Places(RowsModel[int]):
    """The labels of a chart with the values of each series."""

    def __init__(self, chart: Chart, heading: str) -> None:
        named: Column[int] = Column(heading=heading, text=lambda place: chart.labels[place])
        values = [_values_of(one) for one in chart.series]
        super().__init__([named, *values])
        self.set_rows({str(place): place for place in range(len(chart.labels))})


class ChartView(FittedWidget):
    """A chart under its title, with a button that shows the same figures as a table.

    `save_wanted` carries the chart to be kept as a picture, where that is offered.
    """

    save_wanted = Signal(object)

    def __init__(self, *, savable: bool = False, lines: float = LINES_HIGH) -> None:
        super().__init__()
        self.title, self.remark = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        self.remark.hide()
        self.canvas = ChartCanvas(lines)
        self.table: Table | None = None
        self.turn = LinkButton()
        self.turn.clicked.connect(self._turn)
        self._pages = Pages()
        self._pages.addWidget(self.canvas)
        self.save = LinkButton(tr("Save picture…"))
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.canvas.chart))
        self.save.setVisible(savable)
        links = PlainHolder()
        links.setLayout(row(None, self.save, self.turn, spacing=8))
        head = ResponsiveRow((self.title, TITLE), (links, 1), spacing=8, wide=HEAD_CHARS)
        self.setLayout(column(head, self.remark, self._pages, spacing=6))
        self._name_turn()

    def _fit(self) -> None:
        """The title is as high as the buttons: beside it or under it, titles of neighbours stand level."""
        self.title.setMinimumHeight(self.turn.sizeHint().height())

    def _name_turn(self) -> None:
        as_table = self._pages.currentWidget() is not self.canvas
        self.turn.setText(tr("Chart") if as_table else tr("Table of figures"))
        for button in (self.turn, self.save):
            button.setAccessibleName(f"{button.text()}: {self.title.text()}")

    def show_chart(self, chart: Chart, *, heading: str, remark: str = "") -> None:
        """Show `chart`; `heading` stands over its labels in the table, `remark` under its title."""
        self.title.setText(chart.title)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self.canvas.show_chart(chart)
        seen = self._pages.currentWidget() is not self.canvas
        if self.table is not None:
            self._pages.removeWidget(self.table)
            self.table.deleteLater()
        self.table = Table(_Places(chart, heading), chart.title)
        self._pages.addWidget(self.table)
        self._pages.setCurrentWidget(self.table if seen else self.canvas)
        self._name_turn()

    def _turn(self) -> None:
        if self.table is None:
            return
        self._pages.setCurrentWidget(self.table if self._pages.currentWidget() is self.canvas else self.canvas)
        self._pages.updateGeometry()
        self._name_turn()
