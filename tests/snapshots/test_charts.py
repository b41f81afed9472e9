"""The kinds of chart look as they did when a person last looked at them, in both themes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.cards.charts.model import Chart, ChartKind, GapBox, Series
from studio.cards.charts.paint import paint_chart
from studio.ui.fonts import load_fonts, window_font
from studio.ui.tokens import DARK, LIGHT, Tokens
from studio.ui.widgets.chart import inks_of
from tests.snapshots.picture import compare

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform != "linux", reason="the pictures were made on Linux")]
WIDE, HIGH = 640, 220
DAYS = tuple(f"{day}/11" for day in range(1, 15))
CAME = Series(name="Nhận", values=(310, 420, 95, 12, 515, 480, 600, 720, 350, 101, 4, 640, 580, 610))
IN_TIME = Series(name="Đúng hẹn", values=(300, 380, 95, 12, 420, None, None, 500, 350, 90, 4, 610, 580, 600))
KINDS = Series(name="Nhận", values=(1204, 388, None), shown=("1.204", "388", "<5"))
CHARTS = (
    *(
        Chart(title="", kind=kind, labels=DAYS, series=(CAME, IN_TIME))
        for kind in (ChartKind.COLUMNS, ChartKind.STACKED, ChartKind.LINE)
    ),
    Chart(
        title="",
        kind=ChartKind.LINE,
        labels=DAYS,
        series=(Series(name="Lượt xem", values=(62, 63, 79, None, None, None, 61, 94, 53, 54, -7, 50, 56, 74)),),
        gaps=(GapBox(first=3, last=5, words="thiếu 3 ngày"),),
    ),
    Chart(title="", kind=ChartKind.ROWS, labels=("Hỏi thủ tục", "Phản ánh dịch vụ", "Khẩn cấp"), series=(KINDS,)),
    Chart(
        title="",
        kind=ChartKind.ROWS,
        labels=("Cảnh báo lừa đảo", "Hướng dẫn thủ tục", "Khác"),
        series=(Series(name="Bài", values=(702, 611, 206)),),
        rest=True,
    ),
)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    former = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    yield
    QLocale.setDefault(former)


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_charts_look_as_they_did(theme: str, tokens: Tokens, qtbot: QtBot, tmp_path: Path) -> None:
    load_fonts()
    sheet = QPixmap(WIDE, HIGH * len(CHARTS))
    sheet.fill(QColor(tokens.card))
    painter = QPainter(sheet)
    for place, chart in enumerate(CHARTS):
        room = QRectF(10, place * HIGH + 10, WIDE - 20, HIGH - 20)
        paint_chart(painter, room, chart, inks_of(tokens), window_font(100), focused=2)
    painter.end()
    shown = QLabel()
    shown.setPixmap(sheet)
    qtbot.addWidget(shown)
    shown.resize(sheet.size())
    assert compare([("charts", shown)], f"{theme}_vi", tmp_path) == []
