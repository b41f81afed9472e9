"""The kinds of chart look as they did when a person last looked at them, in both themes.

``STUDIO_SNAPSHOTS=write`` keeps the pictures anew; look at them before they are committed. Small differences between
machines are forgiven, a moved, missing or recoloured line is not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from studio.cards.charts.model import Chart, ChartKind, GapBox, Series
from studio.cards.charts.paint import paint_chart
from studio.ui.fonts import load_fonts, window_font
from studio.ui.tokens import DARK, LIGHT, Tokens
from studio.ui.widgets.chart import inks_of

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform != "linux", reason="the pictures were made on Linux")]
HERE = Path(__file__).parent
WRITE = os.environ.get("STUDIO_SNAPSHOTS") == "write"
SMALLER = 2
COLOURS = 64
FAR = 48
"""Levels of 255 from which a dot is another dot."""
MOST_OTHER = 0.015
"""Part of all dots that may be others: letters differ by a hair between machines."""
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


def small(image: QImage) -> Image.Image:
    """The picture, half as large."""
    wide, high, line = image.width(), image.height(), image.bytesPerLine()
    whole = Image.frombuffer("RGB", (wide, high), bytes(image.constBits()), "raw", "RGB", line, 1)
    return whole.resize((wide // SMALLER, high // SMALLER), Image.Resampling.BOX)


def other(seen: Image.Image, kept: Path) -> float:
    """The part of all dots that differ from the picture that is kept; all of them where its size is another."""
    with Image.open(kept) as picture:
        known = picture.convert("RGB")
    if known.size != seen.size:
        return 1.0
    apart = ImageChops.difference(known, seen).convert("L").point(lambda level: 255 if level >= FAR else 0)
    return apart.histogram()[255] / (seen.width * seen.height)


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_charts_look_as_they_did(theme: str, tokens: Tokens, qapp: QApplication, tmp_path: Path) -> None:
    load_fonts()
    sheet = QImage(WIDE, HIGH * len(CHARTS), QImage.Format.Format_RGB888)
    sheet.fill(QColor(tokens.card))
    painter = QPainter(sheet)
    for place, chart in enumerate(CHARTS):
        room = QRectF(10, place * HIGH + 10, WIDE - 20, HIGH - 20)
        paint_chart(painter, room, chart, inks_of(tokens), window_font(100), focused=2)
    painter.end()
    seen, kept = small(sheet), HERE / f"charts_{theme}.png"
    if WRITE:
        seen.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
    seen.save(tmp_path / kept.name)
    assert other(seen, kept) <= MOST_OTHER, f"see {tmp_path / kept.name}"


def test_a_changed_chart_would_be_seen(tmp_path: Path) -> None:
    kept = tmp_path / "charts.png"
    sheet = Image.new("RGB", (WIDE // SMALLER, HIGH // SMALLER), "white")
    sheet.save(kept)
    assert other(sheet, kept) == 0.0
    sheet.paste("navy", (40, 40, 70, 70))
    assert other(sheet, kept) > MOST_OTHER
