"""Labels: what a page says."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.text_painter import lines_of, paint_lines
from studio.ui.widgets.tips import plain

BREAK = "\u200b"
"""Where a line may end, of no width itself."""


class Label(QLabel):
    """A text in a role of the style sheet: ``title heading label column hint small error`` or plain.

    Where it wraps, a line may end within a path of Windows, too, as within one of Linux: Qt breaks after / but not
    after \\. What is copied from it is a path again (`studio.ui.clipboard`).
    """

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        if wrap:
            self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text.replace("\\", f"\\{BREAK}") if self.wordWrap() else text)

    def text(self) -> str:
        return super().text().replace(BREAK, "")

    def selectable(self) -> Label:
        """Let the text be copied with mouse and keyboard."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self

    def struck(self, struck: bool = True) -> Label:
        """Strike the text through: what it says holds no more."""
        font = self.font()
        font.setStrikeOut(struck)
        self.setFont(font)
        return self


def unbroken(text: str) -> str:
    """`text` whose parts, between dots, stay whole where it is wrapped: a line ends after a dot."""
    return "\u00a0· ".join(part.replace(" ", "\u00a0") for part in text.split(" · "))


def whole_numbers(text: str) -> str:
    """`text` in which no line ends within a number that is written in groups, as those of telephones are."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", text)


class ElidedLabel(QLabel):
    """One line, or some, the last of which ends in … where room is short; the whole text is its tooltip then. It stands
    in the middle of its height, as any label does."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        several = lines > 1
        high = QSizePolicy.Policy.Preferred if several else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, high)
        self.setWordWrap(several)  # else Qt would not ask for the height at a width
        if role:
            self.setProperty("role", role)
        self.setText(text)

    @property
    def lines(self) -> int:
        """How many it may take."""
        return self._lines

    def set_lines(self, lines: int) -> None:
        """Let it take so many; only for one that was made for several."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(24, metrics.lineSpacing() if self._lines > 1 else super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        if self._lines == 1:
            return super().sizeHint()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())

    def heightForWidth(self, width: int) -> int:
        return self.lines_at(width) * self.fontMetrics().lineSpacing() if self._lines > 1 else -1

    def lines_at(self, width: int) -> int:
        """How many lines it takes there."""
        return max(1, len(lines_of(self.text(), self.font(), max(24, width), self._lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        whole = self.text()
        if self._lines > 1:
            shown = lines_of(whole, self.font(), self.width(), self._lines)
            self.setToolTip(plain("" if whole.endswith("".join(shown[-1:])) else whole))
            colour = self.palette().color(self.foregroundRole()).name()
            at = QPoint(0, max(0, self.height() - len(shown) * self.fontMetrics().lineSpacing()) // 2)
            paint_lines(QPainter(self), at, self.width(), whole, self.font(), colour, self._lines)
            return
        line = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain(whole if line != whole else ""))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)


class Glyph(QLabel):
    """An icon that stands for itself; `colour` is a tone, names a token, or is ``#RRGGBB``."""

    def __init__(self, name: str, colour: str = "muted", *, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._scale = name, colour, scale
        self._worn: tuple[str, str, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._paint()

    def show_glyph(self, name: str, colour: str) -> None:
        """Change icon and colour (a tone, the name of a token, or ``#RRGGBB``, which follows no theme)."""
        self._name, self._colour = name, colour
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        tokens = current_tokens()
        colour = self._colour
        if isinstance(colour, Tone):
            colour = tokens.tones[colour].text
        elif not colour.startswith("#"):
            colour = getattr(tokens, colour)
        px = round(icon_px(self.fontMetrics()) * self._scale)
        if self._worn == (self._name, colour, px):
            return
        self._worn = (self._name, colour, px)
        pixmap: QPixmap = glyph(self._name, colour, px, self.devicePixelRatio())
        self.setPixmap(pixmap)
