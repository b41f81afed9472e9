"""What somebody wrote, with personal data covered by chips that say what kind it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone

PAD_X, PAD_Y = 12, 9
NARROW = "\N{NO-BREAK SPACE}"
RADIUS = 8


class Bubble(QWidget):
    """One text of a conversation. `ours` stands on the tint of the unit, the citizen's on the card."""

    def __init__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]] = (),
        marks: Sequence[tuple[int, int]] = (),
        *,
        ours: bool = False,
    ) -> None:
        """`spans`: begin and end of the chips in `text`, in order; `marks` of what is to be seen at once."""
        super().__init__()
        self._text, self._spans = with_room(text, spans)
        self._marks = tuple((_units(text[:start]), _units(text[:end])) for start, end in marks)
        self._ours = ours
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """The words as they are read."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 44
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.fontMetrics().lineSpacing() + 2 * PAD_Y)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).boundingRect().height()) + 2 * PAD_Y

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.selected if self._ours else tokens.line), 1))
        painter.setBrush(QColor(tokens.selected if self._ours else tokens.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(QColor(tokens.text))
        layout = self._laid_out(self.width())
        painter.translate(PAD_X, PAD_Y)
        self._paint_chips(painter, layout)
        painter.setPen(QColor(tokens.text))
        layout.draw(painter, QPointF())

    def _moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a mark stands: each chip before it took two places more."""
        before = 0
        for left, _ in self._spans:
            if left - before <= start:
                before += 2
        return start + before, end + before

    def _paint_chips(self, painter: QPainter, layout: QTextLayout) -> None:
        """The grounds of what is covered, line by line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().tones[Tone.SLATE].tint))
        for start, end in self._spans:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first, last = line.textStart(), line.textStart() + line.textLength()
                if start >= last or end <= first:
                    continue
                left, right = _at(line.cursorToX(max(start, first))), _at(line.cursorToX(min(end, last)))
                box = QRectF(left, line.y(), right - left, line.height())
                painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 4, 4)

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text.replace("\n", "\N{LINE SEPARATOR}"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        slate, red = Tone.SLATE, Tone.RED
        chips = [_bold(start, end, slate) for start, end in self._spans]
        layout.setFormats([*chips, *(_bold(*self._moved(start, end), red) for start, end in self._marks)])
        room, y = max(1, width - 2 * PAD_X), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, y))
            y += line.height() + 1
        layout.endLayout()
        return layout


def with_room(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`text` with a little room at both ends of each chip, and where the chips then stand, as Qt counts."""
    parts: list[str] = []
    placed: list[tuple[int, int]] = []
    here, length = 0, 0
    for start, end in spans:
        before, chip = text[here:start], f"{NARROW}{text[start:end].replace(' ', NARROW)}{NARROW}"
        length += _units(before)
        placed.append((length, length + _units(chip)))
        length += _units(chip)
        parts += [before, chip]
        here = end
    parts.append(text[here:])
    return "".join(parts), tuple(placed)


def _units(text: str) -> int:
    """Length as Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _at(place: object) -> float:
    """What `cursorToX` answers: a number, or a number with the cursor."""
    found = place[0] if isinstance(place, tuple | list) else place
    return float(found)  # type: ignore[arg-type]


def _bold(start: int, end: int, tone: Tone) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = start, end - start
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.DemiBold)
    shape.setForeground(QColor(current_tokens().tones[tone].text))
    mark.format = shape
    return mark
