"""What the checks say of an answer, in a room of fixed height: nothing around it ever moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.posts.model import Severity
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, Plain, clear, column, row, scrolled
from studio.ui.words import severity_word

if TYPE_CHECKING:
    from studio.feedback.reply_model import ReplyFinding

LINES = 3
"""Lines of text that find room; more is scrolled."""
PADS = 16
_ORDER = (Severity.BLOCK, Severity.WARN, Severity.INFO)


class ReplyFindings(QWidget):
    """`wanted` carries the part of the answer that a finding is about."""

    wanted = Signal(str)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._findings: Sequence[ReplyFinding] | None = None
        self._lines_high = LINES
        self._lines = column(spacing=2)
        content = Plain()
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
        self._lines_high = LINES - compact
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
        word, say = severity_word(finding.severity), self._speech.sentence
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
