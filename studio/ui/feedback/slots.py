"""The four parts of an answer, each written in a field of its own."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.feedback.reply_model import SLOTS
from studio.text import nfc
from studio.translation import tr
from studio.ui.spelling.controls import Area
from studio.ui.spelling.menu import add_to
from studio.ui.spelling.paste import pasted, warn_of_old_encoding
from studio.ui.spelling.watch import watch, watch_of
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
    """Grows with its text up to a few lines, its spelling marked; Tab goes to the next part. `typed` follows what a
    person writes."""

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

    def menu(self, event: QContextMenuEvent | None = None) -> QMenu:
        """What can be done here, with the spelling where the mouse asked, or at the caret."""
        menu, marks = self.createStandardContextMenu(), watch_of(self)
        by_mouse = event is not None and event.reason() is not QContextMenuEvent.Reason.Keyboard
        if marks is not None:
            add_to(menu, marks, marks.slip_under(event.pos()) if by_mouse and event else marks.slip_at_caret())
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu(event)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = pasted(source)
        self.insertPlainText(text)
        warn_of_old_encoding(self, text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _changed(self) -> None:
        self._fit()
        if not self._filling:
            self.typed.emit()

    def have_lines(self, lines: int) -> None:
        """Have `lines` in sight at least."""
        self._lines = lines
        self._fit()

    def high(self, least: int) -> int:
        """How many pixels high it is with its text, and `least` lines."""
        lines = min(MOST_LINES, max(least, ceil(self.document().size().height())))
        return ceil(lines * self.fontMetrics().lineSpacing()) + FRAME

    def _fit(self) -> None:
        """As high as its lines: what is written, at least those of the part."""
        policy = Qt.ScrollBarPolicy
        long = ceil(self.document().size().height()) > MOST_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if long else policy.ScrollBarAlwaysOff)
        height = self.high(self._lines)
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


class AnswerSlots(QWidget):
    """`typed` follows whatever a person writes in one of the parts."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.inputs = {name: SlotInput(LINES[name]) for name in SLOTS}
        self._names = {
            "greeting": tr("Greeting"),
            "answer": tr("Answer"),
            "next_step": tr("Next step"),
            "thanks": tr("Thanks"),
        }
        hints = {"answer": tr("required"), "next_step": tr("who, when, where")}
        inside = column(spacing=4)
        for number, slot in enumerate(SLOTS, 1):
            field, name, hint = self.inputs[slot], Label(self._names[slot], "label"), hints.get(slot, "")
            name.setBuddy(field)
            field.setAccessibleName(self._names[slot])
            field.setAccessibleDescription(hint)
            inside.addLayout(row(PartNumber(number), name, None, Label(hint, "small"), spacing=6))
            inside.addWidget(field)
            inside.addSpacing(4)
            field.typed.connect(self.typed)
        self.setLayout(inside)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each part."""
        return {name: field.value for name, field in self.inputs.items()}

    @property
    def busy(self) -> bool:
        """Whether a word is being composed."""
        return any(field.composing for field in self.inputs.values())

    def fit(self, room: int) -> None:
        """Where `room`, in pixels, is too low for all parts to be in sight, the long ones begin with fewer lines."""
        full = sum(field.high(LINES[name]) - field.height() for name, field in self.inputs.items())
        short = ceil((self.sizeHint().height() + full - room) / self.fontMetrics().lineSpacing())
        short = max(0, short)
        self.inputs["answer"].have_lines(max(2, LINES["answer"] - short))
        self.inputs["next_step"].have_lines(LINES["next_step"] if short <= 2 else 1)

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
        return self._names.get(slot, "")
