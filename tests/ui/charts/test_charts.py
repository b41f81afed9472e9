"""Charts: their axis, what is painted, what a screen reader hears, and the table that says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.cards.charts.files import chart_pdf, chart_png, chart_svg
from studio.cards.charts.model import Chart, ChartKind, GapBox, Series, ticks
from studio.cards.charts.paint import paint_chart, place_at
from studio.ui.tokens import DARK, LIGHT, Tokens, Tone
from studio.ui.widgets.chart import ChartView, inks_of

pytestmark = pytest.mark.usefixtures("dressed")
ROOM = QRectF(0, 0, 400, 240)
DAYS = ("1/11", "2/11", "3/11", "4/11")


def _chart(kind: ChartKind, *values: tuple[float | None, ...]) -> Chart:
    series = tuple(Series(name=f"S{number}", values=one) for number, one in enumerate(values))
    return Chart(title="Phản hồi theo ngày", kind=kind, labels=DAYS, series=series)


def _painted(chart: Chart, tokens: Tokens = LIGHT, focused: int = -1) -> QImage:
    image = QImage(400, 240, QImage.Format.Format_RGB32)
    image.fill(QColor(tokens.card))
    painter = QPainter(image)
    paint_chart(painter, ROOM, chart, inks_of(tokens), QFont("Be Vietnam Pro", 10), focused=focused)
    painter.end()
    return image


def _inked(image: QImage, colour: str, left: int, right: int) -> int:
    """How many dots of that colour there are between two columns of dots."""
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(left, right) for y in range(image.height()))


@pytest.mark.parametrize(
    ("top", "wanted"),
    [
        (0, (0, 1)),
        (3, (0, 1, 2, 3)),
        (7, (0, 2, 4, 6, 8)),
        (12, (0, 3, 6, 9, 12)),
        (100, (0, 20, 40, 60, 80, 100)),
        (14_400_000, (0, 5_000_000, 10_000_000, 15_000_000)),
    ],
)
def test_an_axis_begins_at_nought_and_has_few_whole_steps(top: float, wanted: tuple[float, ...]) -> None:
    assert ticks(top) == wanted


def test_an_axis_goes_below_nought_where_a_value_does() -> None:
    assert ticks(702, -311) == (-500, -250, 0, 250, 500, 750)
    assert ticks(0, -4) == (-4, -3, -2, -1, 0)
    chart = _chart(ChartKind.LINE, (5, -3, None, 7))
    assert (chart.bottom, chart.top) == (-3, 7)


def test_a_gap_is_a_box_over_which_no_line_goes() -> None:
    values = _chart(ChartKind.LINE, (10, None, None, 10))
    boxed = replace(values, gaps=(GapBox(first=1, last=2, words="thiếu"),))
    font = QFont("Be Vietnam Pro", 10)
    left = next(x for x in range(400) if place_at(ROOM, boxed, font, QPointF(x, 100)) == 1)
    right = next(x for x in range(399, 0, -1) if place_at(ROOM, boxed, font, QPointF(x, 100)) == 2)
    picture = _painted(boxed)
    assert _inked(picture, LIGHT.locked, left + 2, right - 2) > 10_000
    assert _inked(picture, LIGHT.tones[Tone.BLUE].text, left + 2, right - 2) == 0
    assert _inked(_painted(values), LIGHT.locked, left + 2, right - 2) == 0


def test_what_is_left_over_has_a_colour_of_its_own() -> None:
    rows = _chart(ChartKind.ROWS, (5, 6, 7, 8))
    slate = LIGHT.tones[Tone.SLATE].text
    assert _inked(_painted(rows), slate, 0, 400) == 0
    assert _inked(_painted(replace(rows, rest=True)), slate, 0, 400) > 100


def test_the_marked_value_is_written_beside_its_point() -> None:
    chart = _chart(ChartKind.LINE, (1, 2, 3, 4))
    assert _inked(_painted(chart, focused=2), LIGHT.text, 0, 400) > 500
    assert _inked(_painted(chart), LIGHT.text, 0, 400) == 0


@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_chart_is_a_picture_a_drawing_and_a_page(kind: ChartKind) -> None:
    chart = _chart(kind, (14_400_000, None, None, 10))
    picture = QImage.fromData(chart_png(chart, width=500, height=200))
    assert (picture.width(), picture.height()) == (1000, 400)
    assert chart_png(chart) == chart_png(chart)
    drawing = chart_svg(chart).decode()
    assert drawing.startswith("<?xml")
    assert "<title>Phản hồi theo ngày</title>" in drawing
    assert chart_pdf(chart).startswith(b"%PDF")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_higher_value_takes_more_ink_and_a_gap_none(kind: ChartKind, tokens: Tokens) -> None:
    ink = tokens.tones[Tone.BLUE].text
    full = _painted(_chart(kind, (10, 10, 10, 10)), tokens)
    gaps = _painted(_chart(kind, (10, None, None, 10)), tokens)
    none = _painted(_chart(kind, (None, None, None, None)), tokens)
    whole, holed, empty = (_inked(image, ink, 0, 400) for image in (full, gaps, none))
    assert whole > holed > empty == 0


def test_a_point_of_the_chart_belongs_to_the_label_below_it() -> None:
    chart, font = _chart(ChartKind.COLUMNS, (5, 6, 7, 8)), QFont("Be Vietnam Pro", 10)
    assert place_at(ROOM, chart, font, QPointF(2, 100)) == -1
    assert [place_at(ROOM, chart, font, QPointF(x, 100)) for x in (70, 390)] == [0, 3]
    rows = _chart(ChartKind.ROWS, (5, 6, 7, 8))
    assert [place_at(ROOM, rows, font, QPointF(100, y)) for y in (1, 239)] == [0, 3]


def test_what_stands_under_a_point_is_marked() -> None:
    chart = _chart(ChartKind.LINE, (1, 2, 3, 4))
    assert _inked(_painted(chart, focused=2), LIGHT.selected, 0, 400) > 0
    assert _inked(_painted(chart), LIGHT.selected, 0, 400) == 0


def test_a_chart_is_walked_through_by_keys_and_told(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    series = (
        Series(name="Nhận", values=(12, None, 7, 30), shown=("12", "<5", "7", "30")),
        Series(name="Đúng hẹn", values=(12, None, None, 1204)),
    )
    chart = Chart(title="Phản hồi theo ngày", kind=ChartKind.COLUMNS, labels=DAYS, series=series)
    view.show_chart(chart, heading="Ngày")
    canvas = view.canvas
    assert canvas.accessibleName() == "Phản hồi theo ngày"
    assert "2/11: Nhận <5, Đúng hẹn –" in canvas.accessibleDescription()
    view.show()
    heard = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(canvas, key)
        heard.append(canvas.toolTip().split(":")[0])
    assert heard == ["1/11", "2/11", "4/11", "4/11", "3/11"]
    assert canvas.accessibleDescription() == "3/11: Nhận 7, Đúng hẹn –"


def test_the_table_says_the_same_as_the_chart(qtbot: QtBot) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.show_chart(_chart(ChartKind.STACKED, (1, 2, 3, 4), (5, None, 7, 8)), heading="Ngày")
    view.show()
    view.turn.click()
    table = view.table
    assert table is not None
    assert table.isVisible()
    assert not view.canvas.isVisible()
    model = table.model()
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows == [["1/11", "1", "5"], ["2/11", "2", "–"], ["3/11", "3", "7"], ["4/11", "4", "8"]]
    view.turn.click()
    assert view.canvas.isVisible()
