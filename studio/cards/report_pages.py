"""A report on paper: its charts as pictures, its blocks as pages of a PDF. The same list of blocks becomes a DOCX."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from studio.cards.charts.files import FAMILIES, chart_png, load_font
from studio.cards.charts.model import Chart, ChartKind
from studio.cards.charts.month import topics_chart, views_chart
from studio.cards.renderer import PdfPage
from studio.clock import show_date
from studio.phrase import Language, Phrase
from studio.reports.document import MADE_BY, NUMBER, ON_TOP, SIGN
from studio.reports.model import MonthFigures
from studio.reports.printed import Paragraph, Picture, PrintedReport, PrintedTable, TableHeading

DPI = 720
"""Ten units a point: a font takes whole units alone."""
MM = DPI / 25.4
LEFT, RIGHT, TOP, BOTTOM = 22 * MM, 192 * MM, 18 * MM, 276 * MM
"""Of an A4 page, 210 by 297 mm."""
INK, QUIET, LINE, HEAD, WARNING = "#15191F", "#4E5866", "#BFC6CF", "#ECEFF3", "#855000"
GAP, PAD = 4 * MM, 1.6 * MM
TEXT, SMALL, TITLE, HEADING = 10.5, 8.5, 15.0, 11.5
"""Points."""
WIDE, HIGH, ROW_HIGH = 1000, 340, 42
"""Pixels of a chart, and of a row in one."""
PAGE_OF = Phrase("Page {page} of {pages}")
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_CENTRED = int(Qt.AlignmentFlag.AlignHCenter) | _WRAPPED


class ReportPages:
    """`studio.reports.printed.ReportPainter`, by Qt. May run on a worker."""

    def charts(self, figures: MonthFigures, topics: Mapping[str, Phrase], language: Language) -> Sequence[Picture]:
        """Views by day and posts by topic; a chart of nothing is left out."""
        charts = views_chart(figures, language), topics_chart(figures, topics, language)
        return tuple(_picture(chart) for chart in charts if not chart.empty)

    def pdf(self, printed: PrintedReport, language: Language) -> bytes:
        """The pages; how many there are is known once all were laid out, so they are laid out twice. The same report
        gives the same bytes."""
        pages = _Pages(None, printed, language, 0).paint()
        file = PdfPage(printed.title, f"{printed.unit} {printed.title} {printed.mark}")
        file.writer.setResolution(DPI)
        painter = QPainter(file.writer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Pages((painter, file.writer.newPage), printed, language, pages).paint()
        painter.end()
        return file.data()


def _picture(chart: Chart) -> Picture:
    high = ROW_HIGH * len(chart.labels) + 20 if chart.kind is ChartKind.ROWS else HIGH
    return Picture(png=chart_png(chart, width=WIDE, height=high), title=chart.title, description=chart.spoken)


class _Pages:
    """Lays the blocks out from top to bottom; without a painter it counts the pages alone."""

    def __init__(
        self,
        on: tuple[QPainter, Callable[[], object]] | None,
        printed: PrintedReport,
        language: Language,
        pages: int,
    ) -> None:
        load_font()
        self._painter = on[0] if on is not None else None
        self._next = on[1] if on is not None else lambda: None
        self._report, self._language, self._pages = printed, language, pages
        self._y, self._number = TOP, 1

    def paint(self) -> int:
        """Returns how many pages there are."""
        report = self._report
        self._foot()
        self._head()
        self._text(report.title, _font(TITLE, QFont.Weight.Bold), Qt.AlignmentFlag.AlignHCenter)
        for line in report.lines:
            self._text(line, _font(TEXT), Qt.AlignmentFlag.AlignHCenter)
        if report.warning:
            self._y += MM
            self._text(report.warning, _font(TEXT, QFont.Weight.Bold), Qt.AlignmentFlag.AlignHCenter, WARNING)
        self._y += GAP
        for block in report.blocks:
            match block:
                case TableHeading():
                    self._room(22 * MM)
                    self._y += GAP
                    self._text(block.text, _font(HEADING, QFont.Weight.Bold), Qt.AlignmentFlag.AlignLeft)
                    self._y += MM
                case Paragraph():
                    weight = QFont.Weight.Bold if block.strong else QFont.Weight.Normal
                    size, colour = (SMALL, QUIET) if block.quiet else (TEXT, INK)
                    self._text(block.text, _font(size, weight), Qt.AlignmentFlag.AlignLeft, colour)
                    self._y += MM
                case PrintedTable():
                    _Table(self, block).paint()
                    self._y += GAP
                case Picture():
                    self._chart(block)
        self._signatures()
        return self._number

    @property
    def y(self) -> float:
        return self._y

    def down(self, by: float) -> None:
        self._y += by

    def room(self, height: float) -> bool:
        """Begin the next page where there is no room for that height; whether one was begun."""
        return self._room(height)

    def draw(self, rect: QRectF, flags: int, text: str, font: QFont, colour: str = INK) -> None:
        if self._painter is not None:
            self._painter.setFont(font)
            self._painter.setPen(QColor(colour))
            self._painter.drawText(rect, flags, text)

    def fill(self, rect: QRectF, colour: str) -> None:
        if self._painter is not None:
            self._painter.fillRect(rect, QColor(colour))

    def line(self, left: float, right: float, y: float) -> None:
        if self._painter is not None:
            self._painter.setPen(QPen(QColor(LINE), 0.2 * MM))
            self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _room(self, height: float) -> bool:
        if self._y + height <= BOTTOM:
            return False
        self._next()
        self._number += 1
        self._y = TOP
        self._foot()
        return True

    def _text(self, text: str, font: QFont, side: Qt.AlignmentFlag, colour: str = INK) -> None:
        height = text_height(text, font, RIGHT - LEFT)
        self._room(height)
        self.draw(QRectF(LEFT, self._y, RIGHT - LEFT, height), int(side) | _WRAPPED, text, font, colour)
        self._y += height

    def _chart(self, picture: Picture) -> None:
        self._y += MM
        image = QImage.fromData(picture.png)
        height = (RIGHT - LEFT) * image.height() / max(1, image.width())
        title = _font(TEXT, QFont.Weight.DemiBold)
        self._room(height + text_height(picture.title, title, RIGHT - LEFT))
        self._text(picture.title, title, Qt.AlignmentFlag.AlignLeft)
        if self._painter is not None:
            self._painter.drawImage(QRectF(LEFT, self._y, RIGHT - LEFT, height), image)
        self._y += height + MM

    def _head(self) -> None:
        """The unit at the left, the country at the right, as official papers begin."""
        half, centre, bold = (RIGHT - LEFT) / 2, _CENTRED, _font(TEXT - 1, QFont.Weight.DemiBold)
        country, motto = (line.to(self._language) for line in ON_TOP)
        for left, first, second in (
            (LEFT, self._report.unit.upper(), NUMBER.to(self._language)),
            (LEFT + half, country, motto),
        ):
            self.draw(QRectF(left, self._y, half, 10 * MM), centre, first, bold)
            self.draw(QRectF(left, self._y + 10 * MM, half, 6 * MM), centre, second, _font(TEXT - 1))
        self._y += 18 * MM + GAP

    def _signatures(self) -> None:
        """Who made it at the left, who signs at the right, with room to sign."""
        self._room(48 * MM)
        self._y += GAP
        half, bold = (RIGHT - LEFT) / 2, _font(TEXT, QFont.Weight.DemiBold)
        made, signs = QRectF(LEFT, self._y, half, 8 * MM), QRectF(LEFT + half, self._y, half, 8 * MM)
        self.draw(signs, _CENTRED, show_date(self._report.day), _font(TEXT))
        for place, text in ((made, MADE_BY.to(self._language)), (signs, self._report.signed_by.upper())):
            self.draw(place.translated(0, 7 * MM), _CENTRED, text, bold)
            self.draw(place.translated(0, 13 * MM), _CENTRED, SIGN.to(self._language), _font(SMALL), QUIET)
        self.draw(made.translated(0, 36 * MM), _CENTRED, self._report.made_by, _font(TEXT))
        self._y += 44 * MM

    def _foot(self) -> None:
        page = PAGE_OF.format(page=self._number, pages=self._pages or self._number).to(self._language)
        font = _font(SMALL)
        foot = QRectF(LEFT, BOTTOM + 4 * MM, RIGHT - LEFT, 5 * MM)
        self.line(LEFT, RIGHT, BOTTOM + 3 * MM)
        self.draw(foot, int(Qt.AlignmentFlag.AlignLeft), self._report.mark, font, QUIET)
        self.draw(foot, int(Qt.AlignmentFlag.AlignRight), page, font, QUIET)


class _Table:
    """A table whose first row is repeated on each page; its first column takes the room that the others leave."""

    def __init__(self, pages: _Pages, table: PrintedTable) -> None:
        self._pages, self._table = pages, table
        self._plain, self._bold = _font(SMALL + 0.5), _font(SMALL + 0.5, QFont.Weight.DemiBold)
        self._widths = self._columns()

    def paint(self) -> None:
        if not self._table.rows:
            return
        head, *rows = self._table.rows
        self._row(head, self._bold, HEAD)
        for place, row in enumerate(rows):
            last = self._table.last_is_total and place == len(rows) - 1
            font = self._bold if last else self._plain
            if self._pages.room(self._height(row, font)):
                self._row(head, self._bold, HEAD)
            self._row(row, font)

    def _row(self, cells: Sequence[str], font: QFont, ground: str = "") -> None:
        height = self._height(cells, font)
        self._pages.room(height)
        top, left = self._pages.y, LEFT
        if ground:
            self._pages.fill(QRectF(LEFT, top, RIGHT - LEFT, height), ground)
        for place, (cell, width) in enumerate(zip(cells, self._widths, strict=False)):
            side = Qt.AlignmentFlag.AlignRight if place >= self._table.numbers else Qt.AlignmentFlag.AlignLeft
            room = QRectF(left + PAD, top + PAD / 2, width - 2 * PAD, height - PAD)
            self._pages.draw(room, int(side | Qt.AlignmentFlag.AlignVCenter) | _WRAPPED, cell, font)
            left += width
        self._pages.line(LEFT, RIGHT, top + height)
        self._pages.down(height)

    def _height(self, cells: Sequence[str], font: QFont) -> float:
        heights = (text_height(cell, font, width - 2 * PAD) for cell, width in zip(cells, self._widths, strict=False))
        return max(heights, default=0) + 2 * PAD

    def _columns(self) -> list[float]:
        """No column is narrower than its longest word; what is left is shared out by what the columns hold. A heading
        over numbers asks for half its width: it goes over two lines rather than a name."""
        metrics, whole = QFontMetricsF(self._bold), RIGHT - LEFT
        columns = list(zip_longest(*self._table.rows, fillvalue=""))
        words = [max(map(metrics.horizontalAdvance, " ".join(column).split()), default=0) for column in columns]
        least = [width + 2 * PAD + MM for width in words]
        asked = [[metrics.horizontalAdvance(cell) for cell in column] for column in columns]
        for cells in asked[self._table.numbers :]:
            cells[0] *= 0.6
        wished = [max(cells) + 2 * PAD + MM for cells in asked]
        left = whole - sum(least)
        more = [max(0.0, wish - width) for wish, width in zip(wished, least, strict=True)]
        if left <= 0 or not sum(more):
            return [width * whole / sum(least) for width in least]
        return [width + left * extra / sum(more) for width, extra in zip(least, more, strict=True)]


def text_height(text: str, font: QFont, width: float) -> float:
    """How high the text stands in that width."""
    room = QRectF(0, 0, width, DPI * 1000)
    return QFontMetricsF(font).boundingRect(room, _WRAPPED, text or " ").height()


def _font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(round(points * DPI / 72))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("liga"), 0)  # a joined “fi” could not be searched for, nor copied
    return font
