"""Breaking text into lines on whole pixels, and finding the largest size that fits."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from threading import Lock

import regex
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
    QTransform,
)

from studio.cards.fonts import FALLBACK, OUTLINE_PX, Face, Fonts
from studio.templates.layout import TextFit, TextRole

_CACHED = 6000
_PATHS = 200
_VAST = 1_000_000.0
_MOST_BALANCED = 6
"""Lines from which on a text is a paragraph: its last line may be short."""
_YIELDS, _LONELY, _LONELY_WORD = 0.76, 0.36, 0.5
"""How much smaller a headline may be to have no short line, and what share of the widest is short, of a single word."""
_NAME = regex.compile(r"(?<![\p{L}\d])(?!(?:Luật|Bộ) )\p{Lu}(?:\p{Ll}+|\.)(?: \p{Lu}(?:\p{Ll}+|\.)){1,3}(?!\p{L})")
"""A name of two to four words, of a person or a place: ``Hoa Ban``, ``Minh Khai``, ``N. T. A.``"""
_TIE = "\u00a0"
_LARGEST_GLYPH = 60
"""Pixels up to which Qt keeps glyphs as pictures (64); larger ones are drawn from outlines of our own. Qt would draw
those a fraction of a pixel off once smaller ones of the same file were drawn: a card painted anew would differ from
the first, and with it the seal of a post."""


@dataclass(frozen=True, slots=True)
class SetText:
    """Text broken into lines at one size. All lengths in pixels."""

    lines: tuple[str, ...]
    widths: tuple[int, ...]
    face: Face
    leading: int
    """Distance from line to line."""
    rise: int
    """From the block's top to the first baseline."""
    drop: int
    """From a baseline to the bottom of its line."""
    height: int
    over: bool = False
    """More lines than allowed, at the smallest size."""
    broken: bool = False
    """A word was wider than the line and had to be broken."""

    @property
    def width(self) -> int:
        return max(self.widths, default=0)


class Typesetter:
    """Sets text; remembers what it set. Safe to use from several threads."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self._known: OrderedDict[tuple[object, ...], SetText] = OrderedDict()
        self._paths: OrderedDict[tuple[str, Face], QPainterPath] = OrderedDict()
        self._lock = Lock()

    def face(self, role: TextRole, px: int) -> Face:
        weight = self.fonts.weight_of(role.family, role.weight)
        return Face(role.family, weight, px, role.tracking, role.tabular)

    def fit(
        self, text: str, role: TextRole, fit: TextFit, width: int, share: float = 1.0, *, draft: bool = False
    ) -> SetText:
        """Set `text` as large as `fit` and `share` (0 smallest … 1 largest) allow within `width`.

        A draft tells the height alone: its lines are not balanced.
        """
        high = round(fit.min_px + (fit.max_px - fit.min_px) * share)
        px = self._largest(text, role, width, fit.min_px, high, fit.max_lines)
        limit = fit.max_lines if px > fit.min_px else max(fit.max_lines, fit.lines_at_min)
        made = self.set(text, role, px, width, draft=draft)
        if role.first and not draft:
            made = next(
                (tried for less in range(px, max(fit.min_px, round(px * _YIELDS)) - 1, -2)
                 if not _lonely([*zip((tried := self.set(text, role, less, width)).lines, tried.widths, strict=True)])),
                made,
            )  # fmt: skip
        return replace(made, over=True) if len(made.lines) > limit else made

    def set(self, text: str, role: TextRole, px: int, width: int, *, draft: bool = False) -> SetText:
        """Set `text` at `px` pixels in `width`."""
        look = (role.family, role.weight, role.leading, role.tracking, role.caps, role.tabular)
        key = (text, look, px, width, role.balance and not draft)
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
                return found
        made = self._set(text, role, px, width, balance=role.balance and not draft)
        with self._lock:
            self._known[key] = made
            while len(self._known) > _CACHED:
                self._known.popitem(last=False)
        return made

    def _largest(self, text: str, role: TextRole, width: int, low: int, high: int, lines: int) -> int:
        if self._suits(text, role, high, width, lines):
            return high
        while low < high - 1:
            middle = (low + high) // 2
            if self._suits(text, role, middle, width, lines):
                low = middle
            else:
                high = middle
        return low

    def _suits(self, text: str, role: TextRole, px: int, width: int, lines: int) -> bool:
        made = self.set(text, role, px, width, draft=True)
        return len(made.lines) <= lines and not made.broken

    def _set(self, text: str, role: TextRole, px: int, width: int, *, balance: bool) -> SetText:
        said = text.upper() if role.caps else text
        face = self.face(role, px)
        tied = _NAME.sub(lambda name: name.group().replace(" ", _TIE), said)
        lines = self._lines(tied, face, width, balance=balance)
        if tied != said and _broken(tied, lines):
            # A name that is wider than its column: better one broken between its words than inside one.
            lines = self._lines(said, face, width, balance=balance)
        if tied != said:
            lines = _untied(said, lines)
        return replace(self._measured(lines, role, face), broken=_broken(said, lines))

    def _lines(self, text: str, face: Face, width: int, *, balance: bool) -> list[tuple[str, int]]:
        lines = self._break(text, face, width)
        if balance and 1 < len(lines) < _MOST_BALANCED and "\n" not in text:
            return self._named(text, face, width, len(lines)) or self._balance(text, face, width, lines)
        return lines

    def _named(self, text: str, face: Face, width: int, count: int) -> list[tuple[str, int]]:
        """As many lines that end after the words before a colon (`Kết quả:`), so that those behind it stay together;
        none where they would be more, or leave a short line."""
        name, colon, rest = text.partition(": ")
        if not colon:
            return []
        head = self._break(f"{name}:", face, width)
        lines = [*head, *self._lines(rest, face, width, balance=True)]
        return lines if len(head) == 1 and len(lines) == count and not _lonely(lines) else []

    def _measured(self, lines: list[tuple[str, int]], role: TextRole, face: Face) -> SetText:
        metrics = self.fonts.metrics(face)
        leading = max(ceil(face.px * role.leading / 100), self._apart(lines, face))
        usual = rise = round((leading - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent())
        # Stacked marks of capitals (Ế, Ẫ) stand above the font's own ascent: the block starts above them.
        first, last = lines[0][0] if lines else "", lines[-1][0] if lines else ""
        rise = max(rise, ceil(-self._ink(first, face).top())) if first else rise
        below = ceil(self._ink(last, face).bottom()) if last else 0
        drop = max(below, leading - usual)
        return SetText(
            lines=tuple(line for line, _ in lines),
            widths=tuple(width for _, width in lines),
            face=face,
            leading=leading,
            rise=rise,
            drop=drop,
            height=rise + (len(lines) - 1) * leading + drop if lines else 0,
        )

    def _ink(self, line: str, face: Face) -> QRectF:
        """What the letters of a line cover, its baseline at 0, marks of another font included."""
        if not self._mixed(line, face):
            return self.fonts.metrics(face).tightBoundingRect(line)
        layout, ascent = self._laid_out(line, face)
        ink = QRectF()
        for run in layout.glyphRuns():
            raw = run.rawFont()
            for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
                ink = ink.united(raw.boundingRect(glyph).translated(at.x(), at.y() - ascent))
        return ink

    def _mixed(self, line: str, face: Face) -> bool:
        """Whether a line has marks that its letters were not drawn with, or letters of the fallback family."""
        return any(not self._has(face.family, mark) or unicodedata.combining(mark) for mark in line)

    def _apart(self, lines: list[tuple[str, int]], face: Face) -> int:
        """Pixels from line to line that keep marks above and below letters apart; 0 where none are."""
        if not any(self._mixed(line, face) for line, _ in lines):
            return 0
        inks = [self._ink(line, face) for line, _ in lines]
        return max((ceil(a.bottom() - b.top()) + 1 for a, b in pairwise(inks)), default=0)

    def _break(self, text: str, face: Face, width: int) -> list[tuple[str, int]]:
        """Lines and their widths; a word wider than `width` is broken inside."""
        lines: list[tuple[str, int]] = []
        for paragraph in text.split("\n"):
            layout = self.layout(paragraph, face)
            layout.beginLayout()
            while True:
                line = layout.createLine()
                if not line.isValid():
                    break
                line.setLineWidth(width)
                start = line.textStart()
                whole = _whole_words(paragraph, start, line.textLength())
                if whole:
                    line.setNumColumns(whole, width)
                said = paragraph[start : start + line.textLength()].rstrip(" ")
                lines.append((said, ceil(line.naturalTextWidth())))
            layout.endLayout()
        return lines

    def _balance(self, text: str, face: Face, width: int, lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """The same number of lines in the narrowest width that gives it and leaves no short word alone."""
        low, high, best = width // 2, width, lines
        lonely = _lonely(lines)
        while high - low > max(4, face.px // 4):
            middle = (low + high) // 2
            tried = self._break(text, face, middle)
            whole = len(tried) == len(lines) and " ".join(line for line, _ in tried) == text
            if whole and (lonely or not _lonely(tried)):
                high, best = middle, tried
            else:
                low = middle
        return best

    def layout(self, text: str, face: Face) -> QTextLayout:
        """A QTextLayout of one paragraph, glyphs the face lacks taken from the fallback family."""
        layout = QTextLayout(text, self.fonts.font(face))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        ranges = [self._range(at, face) for at, mark in enumerate(text) if not self._has(face.family, mark)]
        if ranges:
            layout.setFormats(ranges)
        return layout

    def unknown(self, text: str) -> str:
        """Characters of `text` that no shipped font can draw."""
        return "".join(dict.fromkeys(mark for mark in text if mark != "\n" and not self.fonts.covers(FALLBACK, mark)))

    def _has(self, family: str, mark: str) -> bool:
        return mark.isascii() or family == FALLBACK or self.fonts.covers(family, mark)

    def _range(self, at: int, face: Face) -> QTextLayout.FormatRange:
        spare = QTextLayout.FormatRange()
        spare.start, spare.length = at, 1
        form = QTextCharFormat()
        form.setFont(
            self.fonts.font(replace(face, family=FALLBACK, weight=self.fonts.weight_of(FALLBACK, face.weight)))
        )
        spare.format = form
        return spare

    def draw(self, painter: QPainter, made: SetText, line: int, x: int, baseline: int, colour: QColor) -> None:
        """Draw one line with its baseline at `baseline`."""
        if made.face.px > _LARGEST_GLYPH and painter.paintEngine().type() != QPaintEngine.Type.Pdf:
            painter.fillPath(self.outline(made.lines[line], made.face).translated(x, baseline), colour)
            return
        layout, ascent = self._laid_out(made.lines[line], made.face)
        painter.setPen(colour)
        layout.draw(painter, QPointF(x, baseline - ascent), [], QRectF())

    def _laid_out(self, text: str, face: Face) -> tuple[QTextLayout, float]:
        """One unbroken line and its ascent."""
        layout = self.layout(text, face)
        layout.beginLayout()
        row = layout.createLine()
        row.setLineWidth(_VAST)
        layout.endLayout()
        return layout, row.ascent()

    def outline(self, text: str, face: Face) -> QPainterPath:
        """The letters of one line as one path, baseline at 0."""
        key = (text, face)
        with self._lock:
            found = self._paths.get(key)
        if found is None:
            found = self._drawn(text, face)
            with self._lock:
                self._paths[key] = found
                while len(self._paths) > _PATHS:
                    self._paths.popitem(last=False)
        return found

    def _drawn(self, text: str, face: Face) -> QPainterPath:
        layout, ascent = self._laid_out(text, face)
        path = QPainterPath()
        scale = QTransform.fromScale(face.px / OUTLINE_PX, face.px / OUTLINE_PX)
        for run in layout.glyphRuns():
            raw = run.rawFont()
            weight = self.fonts.weight_of(raw.familyName(), raw.weight())
            outlines = self.fonts.outlines(raw.familyName(), weight, run.glyphIndexes())
            for outline, at in zip(outlines, run.positions(), strict=True):
                path.addPath(scale.map(outline).translated(at.x(), at.y() - ascent))
        path.setFillRule(Qt.FillRule.WindingFill)
        return path


def _lonely(lines: Sequence[tuple[str, int]]) -> bool:
    """Whether one of several lines is short, or a single word of half their width."""
    widest = max((width for _, width in lines), default=0)
    return len(lines) > 1 and any(width < widest * (_LONELY if " " in line else _LONELY_WORD) for line, width in lines)


def _whole_words(text: str, start: int, length: int) -> int:
    """Characters of a line that has to end before the word it would break (a number of a law), or 0: fine as it is."""
    end = start + length
    if end >= len(text) or text[end - 1] == " ":
        return 0
    return text.rfind(" ", start, end) + 1 - start if " " in text[start:end] else 0


def _untied(said: str, lines: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines with the blanks that `said` has in them."""
    at, made = 0, []
    tied = said.replace(" ", _TIE)
    for line, width in lines:
        at = tied.index(line.replace(" ", _TIE), at)
        made.append((said[at : at + len(line)], width))
        at += len(line)
    return made


def _broken(text: str, lines: list[tuple[str, int]]) -> bool:
    """Whether a line ends inside a word, a date or a number."""
    at = 0
    for line, _ in lines[:-1]:
        at = text.index(line, at) + len(line)
        if line and not text[at : at + 1].isspace():
            return True
    return False
