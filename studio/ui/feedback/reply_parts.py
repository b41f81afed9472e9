"""Parts of the answer to a citizen: its four slots, what the checks find, how long the platform lets one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from studio.feedback.reply_model import SLOTS
from studio.posts.model import Severity
from studio.publishers.inbox import ReplyWay
from studio.text import nfc
from studio.translation import tr
from studio.ui.feedback.words import left_until, span_words
from studio.ui.language import LanguageManager
from studio.ui.spelling.controls import Area
from studio.ui.spelling.setup import add_to, pasted, warn_of_old_encoding
from studio.ui.spelling.watch import watch, watch_of
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row, scrolled
from studio.ui.words import severity_word

if TYPE_CHECKING:
    from studio.feedback.reply_model import ReplyFinding
    from studio.publishers.inbox import ReplyWindow


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


FINDINGS_LINES = 3
"""Lines of text that find room; more is scrolled."""
PADS = 16
_ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFO)


class ReplyFindings(QWidget):
    """`wanted` carries the part of the answer that a finding is about."""

    wanted = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._findings: Sequence[ReplyFinding] | None = None
        self._lines_high = FINDINGS_LINES
        self._lines = column(spacing=2)
        content = PlainHolder()
        content.setLayout(column(self._lines, None, margins=(10, 6, 6, 6)))
        self._area = scrolled(content)
        card = Card(kind="inset")
        card.setLayout(column(self._area, margins=2))
        self.setLayout(column(card))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @property
    def blocks(self) -> bool:
        """Whether something has to be mended before the answer may go."""
        return any(finding.severity is Severity.BLOCK for finding in self._findings or ())

    @property
    def findings(self) -> Sequence[ReplyFinding]:
        return self._findings or ()

    def show_findings(self, findings: Sequence[ReplyFinding] | None) -> None:
        """Show them, the gravest first; None while nothing was written yet."""
        self._findings = findings
        self._show()

    def be_compact(self, compact: bool) -> None:
        """Take a line less."""
        self._lines_high = FINDINGS_LINES - compact
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._lines_high * (self.fontMetrics().lineSpacing() + 2) + PADS)

    def _show(self) -> None:
        clear(self._lines)
        found = self._findings
        if found is None:
            self._lines.addWidget(Label(tr("What you write is checked here as you write it."), "hint", wrap=True))
        elif not found:
            self._lines.addLayout(_line(Glyph("circle-check", Tone.GREEN), Label(self._all_well(), wrap=True)))
        for finding in sorted(found or (), key=lambda each: _ORDER.index(each.severity)):
            self._add(finding)

    def _all_well(self) -> str:
        return tr("Complete, courteous, nothing personal, and the law cited is in force.")

    def _add(self, finding: ReplyFinding) -> None:
        word, say = severity_word(finding.severity), self._language.sentence
        text = f"{say(finding.title)} {say(finding.fix)}".strip()
        label = Label(text, wrap=True)
        label.setAccessibleName(f"{word.text}: {text}")
        line = row(column(Glyph(word.icon, word.tone), None), column(label, None), spacing=6)
        line.setStretch(1, 1)
        if finding.slot:
            there = LinkButton(tr("Go there"))
            there.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            there.clicked.connect(lambda _=False, slot=finding.slot: self.wanted.emit(slot))
            line.addLayout(column(there, None))
        self._lines.addLayout(line)


def _line(glyph: Glyph, label: Label) -> QHBoxLayout:
    line = row(column(glyph, None), label, spacing=6)
    line.setStretch(1, 1)
    return line


LOW = 0.2
"""The share of the time below which it is shown in amber."""
LAST = timedelta(hours=1)


class TimeBar(QWidget):
    """A bar that is full while all of the time is left."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._tone = 1.0, Tone.TEAL
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: Tone) -> None:
        self._share, self._tone = share, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(tokens.locked))
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(6.0, bar.width() * self._share))
        painter.setBrush(QColor(tokens.tones[self._tone].text))
        painter.drawRoundedRect(bar, 3, 3)


class WindowBar(QWidget):
    """One line that keeps its place: a sentence, the bar, and what is left."""

    def __init__(self) -> None:
        super().__init__()
        self._window: ReplyWindow | None = None
        self._now: datetime | None = None
        self._reason = ""
        self._glyph = Glyph("timer", "muted")
        self._said, self._left = ElidedLabel(role="small"), Label(role="small")
        self._bar = TimeBar()
        line = row(self._glyph, self._said, self._bar, self._left)
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        self.setLayout(line)

    def show_window(self, window: ReplyWindow | None, now: datetime) -> None:
        """Count down to the end of `window`; None where there is nothing to send by a platform."""
        self._window, self._now = window, now
        self._show()

    def show_reason(self, reason: str) -> None:
        """Say why the answer cannot be sent now, in the place of the time; an empty reason shows the time."""
        self._reason = reason
        self._show()

    @property
    def words(self) -> str:
        """What is said, with the time left."""
        return f"{self._said.text()} {self._left.text()}".strip()

    def _show(self) -> None:
        window, now = self._window, self._now
        bound = window is not None and now is not None and window.until is not None and not self._reason
        self._bar.setVisible(bound)
        self._glyph.show_glyph("info" if self._reason else "timer", "muted")
        self._glyph.setVisible(bool(self._reason) or window is not None)
        self._left.setText("")
        if self._reason:
            self._said.setText(self._reason)
        elif window is None or now is None:
            self._said.setText("")
        elif window.until is None:
            self._said.setText(tr("This way has no time limit."))
        else:
            self._count(window, window.until, now)
        self.setAccessibleName(self.words)

    def _count(self, window: ReplyWindow, until: datetime, now: datetime) -> None:
        left = until - now
        share = 1.0 if not window.rule else max(0.0, min(1.0, left / window.rule))
        tone = Tone.RED if left < LAST else Tone.AMBER if share < LOW else Tone.TEAL
        self._bar.show_share(share, tone)
        private = window.way is ReplyWay.PRIVATE
        rule = span_words(window.rule) if window.rule else ""
        if left <= timedelta():
            self._said.setText(tr("The page no longer accepts replies in this way."))
            return
        if rule and private:
            self._said.setText(tr("The page accepts private replies for {span}").format(span=rule))
        elif rule:
            self._said.setText(tr("The page accepts replies for {span}").format(span=rule))
        else:
            self._said.setText(tr("The page accepts replies until then"))
        self._left.setText(left_until(until, now))
        self._left.setProperty("role", "error" if tone is Tone.RED else "small")
        self._left.style().unpolish(self._left)
        self._left.style().polish(self._left)
