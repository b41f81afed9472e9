"""A certificate on A4: text and lines only, with the fonts embedded. Longer lists go on over further pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from studio.cards.fonts import ensure_gui
from studio.clock import show_date
from studio.phrase import Language, Phrase
from studio.training.certificates import DISCLAIMER, Certificate, PassedOutline
from studio.ui.fonts import FAMILIES, load_fonts

DPI = 300
PAGE = QRectF(0, 0, 210, 297)
"""Millimetres, as everything here."""
LEFT, RIGHT = 24.0, 186.0
NAVY, GOLD, INK, QUIET, AMBER, LINE, TINT = "#0B2A5B", "#C9971C", "#0F172A", "#475467", "#8A5A00", "#D0D5DD", "#F1F4F9"
_WORDS = {
    "title": Phrase("CONFIRMATION"),
    "subtitle": Phrase("of training completed in Page Studio"),
    "confirms": Phrase("This confirms that the learner"),
    "code": Phrase("Learner code {code}"),
    "did": Phrase("has passed the practical exam and the quiz of these procedures ({count}):"),
    "outline": Phrase("Procedure"),
    "version": Phrase("version {version}"),
    "passed": Phrase("Passed"),
    "document": Phrase("Document: {document}"),
    "unlinked": Phrase("TRAINING OUTLINE – no official document linked"),
    "label": Phrase(
        "TRAINING OUTLINE: outlines without an official document were written by the software team for "
        "training; they are not the content of any dispatch."
    ),
    "issued": Phrase("Issued on {day}"),
    "trainer": Phrase("Trainer"),
    "serial": Phrase("Serial: {serial}"),
    "verify": Phrase("Verification code: {code}"),
    "how": Phrase("Verify in Page Studio on the PC that issued it: Training › Progress › Verify."),
    "page": Phrase("Page {page} of {pages}"),
}
ROW = 11.5
LEAST_POINTS = 7.6
FIRST_TOP, NEXT_TOP = 143.0, 53.0
LAST_BOTTOM, BOTTOM = 232.0, 264.0
"""Down to where rows go on the last page, which is signed, and on others."""


@dataclass(frozen=True, slots=True)
class _Style:
    points: float
    weight: QFont.Weight = QFont.Weight.Normal
    colour: str = INK
    spread: float = 0.0

    @property
    def font(self) -> QFont:
        font = QFont(list(FAMILIES))
        font.setPointSizeF(self.points)
        font.setWeight(self.weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("liga"), 0)  # a joined “fi” could not be searched for, nor copied
        if self.spread:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + self.spread)
        return font


_UNIT = _Style(12, QFont.Weight.DemiBold, NAVY)
_TITLE = _Style(30, QFont.Weight.ExtraBold, NAVY, 4)
_SUBTITLE = _Style(12.5, QFont.Weight.Medium, QUIET)
_NAME = _Style(24, QFont.Weight.Bold, INK)
_TEXT, _SMALL = _Style(10.5, colour=INK), _Style(8.2, colour=QUIET)
_STRONG, _WARN = _Style(9.8, QFont.Weight.DemiBold), _Style(8.2, QFont.Weight.DemiBold, AMBER)
_HEAD, _FIGURES = _Style(8.6, QFont.Weight.DemiBold, NAVY), _Style(8.6, colour=INK)
_CODE = _Style(11, QFont.Weight.DemiBold, NAVY)


def certificate_pdf(certificate: Certificate, language: Language) -> bytes:
    """The file. May run on a worker."""
    ensure_gui()
    load_fonts()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    buffer.setParent(writer)  # the writer must go first, whatever order Python frees them in
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    writer.setTitle(f"{_WORDS['title'].to(language)} {certificate.serial}")
    writer.setCreator("Page Studio")
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(DPI / 25.4, DPI / 25.4)
    _Sheet(painter, certificate, language).paint(writer.newPage)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def pages_of(outlines: Sequence[PassedOutline]) -> list[Sequence[PassedOutline]]:
    """The rows of each page: at least one page, though nothing is on it; the last leaves room for what closes it."""
    pages, rest, top = list[Sequence[PassedOutline]](), outlines, FIRST_TOP
    while len(rest) > int((LAST_BOTTOM - top) / ROW):
        fit = min(int((BOTTOM - top) / ROW), len(rest) - 1)
        pages.append(rest[:fit])
        rest, top = rest[fit:], NEXT_TOP
    return [*pages, rest]


class _Sheet:
    """Paints one certificate; lengths are millimetres."""

    def __init__(self, painter: QPainter, certificate: Certificate, language: Language) -> None:
        self._painter, self._certificate, self._language = painter, certificate, language

    def paint(self, next_page: Callable[[], object]) -> None:
        pages = pages_of(self._certificate.outlines)
        for number, rows in enumerate(pages, 1):
            if number > 1:
                next_page()
            self._frame()
            if number == 1:
                self._opening()
            else:
                self._centred(30, _UNIT, self._certificate.unit)
                self._centred(
                    37,
                    _SMALL,
                    f"{self._word('serial', serial=self._certificate.serial)}  ·  {self._certificate.learner}",
                )
            self._table(FIRST_TOP if number == 1 else NEXT_TOP, rows)
            self._closing(number, len(pages))

    def _word(self, key: str, **values: object) -> str:
        return _WORDS[key].to(self._language).format(**values)

    def _frame(self) -> None:
        for inset, width, colour in ((9.0, 0.9, NAVY), (11.2, 0.3, GOLD)):
            self._painter.setPen(QPen(QColor(colour), width))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(PAGE.adjusted(inset, inset, -inset, -inset))
        self._painter.setPen(QPen(QColor(GOLD), 1.1))
        for x, right in ((11.2, 1), (PAGE.right() - 11.2, -1)):  # corners that hold the frame
            for y, down in ((11.2, 1), (PAGE.bottom() - 11.2, -1)):
                self._painter.drawPolyline([QPointF(x + 12 * right, y), QPointF(x, y), QPointF(x, y + 12 * down)])

    def _opening(self) -> None:
        self._centred(30, _UNIT, self._certificate.unit.upper())
        self._rule(39, 16)
        self._centred(56, _TITLE, self._word("title"))
        self._centred(66, _SUBTITLE, self._word("subtitle"))
        self._centred(84, _TEXT, self._word("confirms"))
        self._centred(98, _NAME, self._certificate.learner)
        if self._certificate.learner_name:
            self._centred(106, _SMALL, self._word("code", code=self._certificate.learner_code))
        self._rule(112, 40)
        self._centred(123, _TEXT, self._word("did", count=len(self._certificate.outlines)))

    def _table(self, top: float, rows: Sequence[PassedOutline]) -> None:
        self._painter.fillRect(QRectF(LEFT, top - 9.5, RIGHT - LEFT, 7.5), QColor(TINT))
        self._text(LEFT + 3, top - 4.4, _HEAD, self._word("outline"))
        self._right(RIGHT - 3, top - 4.4, _HEAD, self._word("passed"))
        for number, row in enumerate(rows):
            y = top + number * ROW
            self._text(LEFT + 3, y + 4.2, _STRONG, row.id)
            self._text(LEFT + 14, y + 4.2, _STRONG, row.title.to(self._language), 118)
            self._right(RIGHT - 3, y + 4.2, _FIGURES, show_date(row.passed_on))
            known = self._word("document", document=row.document) if row.document else self._word("unlinked")
            self._text(LEFT + 14, y + 8.6, _SMALL if row.document else _WARN, known, 100)
            self._right(RIGHT - 3, y + 8.6, _SMALL, self._word("version", version=row.version))
            self._painter.setPen(QPen(QColor(LINE), 0.2))
            self._painter.drawLine(QPointF(LEFT, y + ROW - 1), QPointF(RIGHT, y + ROW - 1))

    def _closing(self, number: int, pages: int) -> None:
        if number == pages:
            self._text(LEFT + 3, 240, _CODE, self._word("serial", serial=self._certificate.serial))
            self._text(LEFT + 3, 246.5, _CODE, self._word("verify", code=self._certificate.code))
            self._paragraph(QRectF(LEFT + 3, 249, 92, 12), _SMALL, self._word("how"), Qt.AlignmentFlag.AlignLeft)
            self._middle(158, 240, _TEXT, self._word("issued", day=show_date(self._certificate.issued_on)))
            self._middle(158, 246, _SMALL, self._word("trainer"))
            self._middle(158, 262, _STRONG, self._certificate.issued_by)
        lines = [DISCLAIMER.to(self._language)]
        if not self._certificate.all_linked:
            lines.append(self._word("label"))
        self._rule(267.5, 40)
        box = QRectF(LEFT, 269.5, RIGHT - LEFT, 14)
        self._paragraph(box, _SMALL, "\n".join(lines), Qt.AlignmentFlag.AlignHCenter)
        if pages > 1:
            self._right(RIGHT, 284.5, _SMALL, self._word("page", page=number, pages=pages))

    # Text: Qt lays it out in points of the device, so the scale is set aside for it.

    def _text(self, x: float, baseline: float, style: _Style, text: str, room: float = 0) -> None:
        if room:
            style = self._fit(style, text, room)
            text = self._metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, room * DPI / 25.4)
        self._pen(style)
        self._at(QPointF(x, baseline), text)

    def _right(self, x: float, baseline: float, style: _Style, text: str) -> None:
        self._text(x - self._width(style, text), baseline, style, text)

    def _middle(self, x: float, baseline: float, style: _Style, text: str) -> None:
        self._text(x - self._width(style, text) / 2, baseline, style, text)

    def _centred(self, baseline: float, style: _Style, text: str) -> None:
        """In the middle of the page, smaller where it would not fit."""
        self._middle(PAGE.width() / 2, baseline, self._fit(style, text, RIGHT - LEFT), text)

    def _fit(self, style: _Style, text: str, room: float) -> _Style:
        """`style`, smaller where `text` would not fit, but legible."""
        width = self._width(style, text)
        return style if width <= room else replace(style, points=max(LEAST_POINTS, style.points * room / width))

    def _width(self, style: _Style, text: str) -> float:
        """Millimetres of `text` in a line."""
        return self._metrics(style).horizontalAdvance(text) / DPI * 25.4

    def _metrics(self, style: _Style) -> QFontMetricsF:
        return QFontMetricsF(style.font, self._painter.device())

    def _rule(self, y: float, width: float) -> None:
        self._painter.setPen(QPen(QColor(GOLD), 0.7))
        middle = PAGE.width() / 2
        self._painter.drawLine(QPointF(middle - width / 2, y), QPointF(middle + width / 2, y))

    def _pen(self, style: _Style) -> None:
        self._painter.setFont(style.font)
        self._painter.setPen(QColor(style.colour))

    def _at(self, place: QPointF, text: str) -> None:
        factor = DPI / 25.4
        self._painter.save()
        self._painter.resetTransform()
        self._painter.drawText(QPointF(place.x() * factor, place.y() * factor), text)
        self._painter.restore()

    def _paragraph(self, box: QRectF, style: _Style, text: str, side: Qt.AlignmentFlag) -> None:
        self._pen(style)
        factor = DPI / 25.4
        self._painter.save()
        self._painter.resetTransform()
        whole = QRectF(box.x() * factor, box.y() * factor, box.width() * factor, box.height() * factor)
        self._painter.drawText(whole, int(side | Qt.TextFlag.TextWordWrap), text)
        self._painter.restore()
