"""The four parts of an answer, each written in a field of its own."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.feedback.reply_model import SLOTS
from studio.text import nfc
from studio.ui.language import Translated
from studio.ui.spelling.controls import Area
from studio.ui.spelling.watch import watch
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

LINES: Mapping[str, int] = {"greeting": 1, "answer": 4, "next_step": 2, "thanks": 1}
"""Lines that each field has at least."""
MOST_LINES = 8
FRAME = 18
"""Pixels that border and padding take from the height of a field."""


class SlotInput(Area):
    """Grows with its text up to a few lines; Tab goes to the next part. `typed` follows what a person writes."""

    typed = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines, self._filling = lines, False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._changed)
        self._fit()

    @property
    def value(self) -> str:
        """The text in NFC."""
        return nfc(self.toPlainText())

    def put(self, text: str) -> None:
        """Show `text`, which nobody typed here; what says the same is left alone, with its caret."""
        if self.composing or text == self.value:
            return
        self._filling = True
        self.setPlainText(text)
        self._filling = False

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        watch(self)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _changed(self) -> None:
        self._fit()
        if not self._filling:
            self.typed.emit()

    def _fit(self) -> None:
        """As high as its lines: what is written, at least those of the part."""
        wanted = max(self._lines, ceil(self.document().size().height()))
        lines = min(MOST_LINES, wanted)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
        height = ceil(lines * self.fontMetrics().lineSpacing()) + FRAME
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


class PartNumber(QWidget):
    """The number of a part in a small circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = current_tokens().tones[Tone.GREY]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.tint)
        painter.drawEllipse(self.rect())
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.78)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink.text)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._number))


class AnswerSlots(Translated):
    """`typed` follows whatever a person writes in one of the parts."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.inputs = {name: SlotInput(LINES[name]) for name in SLOTS}
        self._names = {name: Label(role="label") for name in SLOTS}
        self._hints = {name: Label(role="small") for name in SLOTS}
        inside = column(spacing=4)
        for number, name in enumerate(SLOTS, 1):
            self._names[name].setBuddy(self.inputs[name])
            inside.addLayout(row(PartNumber(number), self._names[name], None, self._hints[name], spacing=6))
            inside.addWidget(self.inputs[name])
            inside.addSpacing(4)
            self.inputs[name].typed.connect(self.typed)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "greeting": (self.tr("Greeting"), ""),
            "answer": (self.tr("Answer"), self.tr("required")),
            "next_step": (self.tr("Next step"), self.tr("who, when, where")),
            "thanks": (self.tr("Thanks"), ""),
        }
        for slot, (name, hint) in names.items():
            self._names[slot].setText(name)
            self._hints[slot].setText(hint)
            self.inputs[slot].setAccessibleName(name)
            self.inputs[slot].setAccessibleDescription(hint)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each part."""
        return {name: field.value for name, field in self.inputs.items()}

    @property
    def busy(self) -> bool:
        """Whether a word is being composed."""
        return any(field.composing for field in self.inputs.values())

    def show_texts(self, texts: Mapping[str, str]) -> None:
        for name, field in self.inputs.items():
            field.put(texts.get(name, ""))

    def show_wrong(self, slots: frozenset[str]) -> None:
        """Give these parts the border of an error."""
        for name, field in self.inputs.items():
            set_invalid(field, name in slots)

    def lock(self, locked: bool) -> None:
        for field in self.inputs.values():
            field.setReadOnly(locked)

    def take_focus(self, slot: str = "") -> None:
        """To that part, else to the first that is empty, else to the answer."""
        empty = next((name for name, field in self.inputs.items() if not field.value.strip()), "answer")
        wanted = self.inputs[slot if slot in self.inputs else empty]
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def name_of(self, slot: str) -> str:
        """What a part is called; empty for the answer as a whole."""
        return self._names[slot].text() if slot in self._names else ""
