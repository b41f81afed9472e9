"""Charts as pictures: PNG, SVG and PDF by the painter of the window, without a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from studio.cards.charts.model import Chart
from studio.cards.charts.paint import PAPER, ChartInks, paint_chart
from studio.cards.fonts import FALLBACK, Fonts, ensure_gui

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FAMILIES = ("Be Vietnam Pro", FALLBACK)
WIDE, HIGH = 1000, 380
"""Pixels of a chart across a page of text."""
PAD = 10
FONT_PX = 15
POINTS = 0.75
"""Of a pixel."""


def chart_png(chart: Chart, *, width: int = WIDE, height: int = HIGH, scale: int = 2, inks: ChartInks = PAPER) -> bytes:
    """The chart as a picture of `scale` times that size. Raises FontsMissing."""
    load_font()
    image = QImage(width * scale, height * scale, QImage.Format.Format_RGB32)
    image.fill(QColor(inks.card))
    font = _font()
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, chart, width, height, font, inks)
    painter.end()
    out = writing_buffer()
    image.save(out, "PNG")  # type: ignore[call-overload]
    return bytes(out.data().data())


def chart_svg(chart: Chart, *, width: int = WIDE, height: int = HIGH, inks: ChartInks = PAPER) -> bytes:
    """The chart as a drawing that stays sharp at any size. Raises FontsMissing."""
    out, font = writing_buffer(), _font()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(out)
    drawing.setSize(QSizeF(width, height).toSize())
    drawing.setViewBox(QRectF(0, 0, width, height))
    drawing.setTitle(chart.title)
    drawing.setDescription(chart.spoken)
    painter = QPainter(drawing)
    painter.fillRect(QRectF(0, 0, width, height), QColor(inks.card))
    _paint(painter, chart, width, height, font, inks)
    painter.end()
    return bytes(out.data().data())


def chart_pdf(chart: Chart, *, width: int = WIDE, height: int = HIGH, inks: ChartInks = PAPER) -> bytes:
    """The chart on a page of just its size; text stays text. Raises FontsMissing."""
    out, font = writing_buffer(), _font()
    writer = QPdfWriter(out)
    out.setParent(writer)  # the writer must go first, whatever order Python frees them in
    writer.setResolution(72)
    size = QPageSize(QSizeF(width * POINTS, height * POINTS), QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setTitle(chart.title)
    writer.setCreator("Page Studio")
    painter = QPainter(writer)
    painter.scale(POINTS, POINTS)
    _paint(painter, chart, width, height, font, inks)
    painter.end()
    out.close()
    return bytes(out.data().data())


def _paint(painter: QPainter, chart: Chart, width: int, height: int, font: QFont, inks: ChartInks) -> None:
    paint_chart(painter, QRectF(PAD, PAD, width - 2 * PAD, height - 2 * PAD), chart, inks, font)


def load_font() -> None:
    """Make the typeface of the program known to Qt, from its own files. Raises FontsMissing."""
    ensure_gui()
    if not all(family in QFontDatabase.families() for family in FAMILIES):
        Fonts(FONTS)


def _font() -> QFont:
    load_font()
    font = QFont(list(FAMILIES))
    font.setPixelSize(FONT_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def writing_buffer() -> QBuffer:
    """Where Qt writes bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


CHART_FORMS: Mapping[str, Callable[[Chart], bytes]] = {"png": chart_png, "svg": chart_svg, "pdf": chart_pdf}
"""By the ending of the file."""


def chart_file(chart: Chart, ending: str) -> bytes:
    """The chart in the form of that ending, such as ``.svg``; PNG for any other. Raises FontsMissing."""
    return CHART_FORMS.get(ending.lstrip(".").lower(), chart_png)(chart)
