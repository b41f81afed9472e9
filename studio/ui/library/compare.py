"""Comparing a scan's lines with its pages: every line that holds a digit, one after the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.library.importers.reading import ScannedLine
from studio.ui.language import Translated
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class CompareLines(Translated):
    """The line in question as recognised, to be put right and confirmed with Enter."""

    page_wanted = Signal(int)
    """A page (from 0) is to be shown."""
    marked = Signal(QRectF)
    """The place of the line in question, in points of its page."""
    finished = Signal()
    """Every line was confirmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ScannedLine, ...] = ()
        self._open: list[int] = []
        self._at = 0
        self.texts: dict[int, str] = {}
        """What was confirmed, by the line's index."""
        self._count, self._ask = Label(role="label"), Label(role="hint", wrap=True)
        self.edit = QLineEdit()
        self.edit.returnPressed.connect(self._confirm)
        self.right, self.back = PrimaryButton(glyph="check"), QuietButton(glyph="arrow-left")
        self.right.clicked.connect(self._confirm)
        self.back.clicked.connect(self._go_back)
        self.setLayout(
            column(row(self._count, None), self._ask, self.edit, row(self.back, None, self.right), None, spacing=10)
        )
        self.retranslate()

    def retranslate(self) -> None:
        self._ask.setText(
            self.tr(
                "Compare the line with the picture of the page, put it right, and press Enter. "
                "Clear it where the picture has no writing (a stamp, a signature)."
            )
        )
        self.edit.setAccessibleName(self.tr("The line as it stands in the picture"))
        self.right.setText(self.tr("It reads so"))
        self.back.setText(self.tr("Back"))
        self._tell()

    def show_lines(self, lines: tuple[ScannedLine, ...]) -> None:
        """Begin with the first doubtful line."""
        self._lines, self._at, self.texts = lines, 0, {}
        self._open = [number for number, line in enumerate(lines) if line.doubtful]
        self._show()

    def _show(self) -> None:
        self._tell()
        self.back.setEnabled(self._at > 0)
        if self._at >= len(self._open):
            self.finished.emit()
            return
        number = self._open[self._at]
        line = self._lines[number]
        self.edit.setText(self.texts.get(number, line.text))
        self.edit.setFocus()
        self.page_wanted.emit(line.page)
        self.marked.emit(QRectF(line.left, line.top, line.width, line.height))

    def _tell(self) -> None:
        at = min(self._at + 1, len(self._open))
        self._count.setText(self.tr("Line {at} of {all} with digits").format(at=at, all=len(self._open)))

    def _confirm(self) -> None:
        if self._at < len(self._open):
            self.texts[self._open[self._at]] = self.edit.text()
            self._at += 1
            self._show()

    def _go_back(self) -> None:
        self._at -= 1
        self._show()
