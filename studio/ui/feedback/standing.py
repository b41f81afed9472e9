"""How a reply stands that was sent: waiting, out, read back, or unclear until somebody has looked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.feedback.reply_model import ReplyState, SentReply
from studio.translation import mark, tr
from studio.ui.feedback.bubble import Bubble
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, clear, column, row
from studio.ui.words import StateWord, spoken

SENT: Mapping[ReplyState, StateWord] = {
    ReplyState.WAITING: StateWord(mark("Answer waits to be sent"), "hourglass", Tone.BLUE),
    ReplyState.SENDING: StateWord(mark("Answer is being sent"), "loader-circle", Tone.INDIGO),
    ReplyState.SENT: StateWord(mark("Answered, not read back yet"), "check", Tone.TEAL),
    ReplyState.VERIFIED: StateWord(mark("Answered and read back"), "check-check", Tone.GREEN),
    ReplyState.UNKNOWN: StateWord(mark("Sent or not: unclear"), "circle-question-mark", Tone.MAGENTA),
    ReplyState.REFUSED: StateWord(mark("The page refused it"), "triangle-alert", Tone.RED),
}


class StandingCard(QWidget):
    """`decided` carries the word of a person who looked: whether the answer stands there."""

    decided = Signal(bool)
    look_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._sent: SentReply | None = None
        self.chip = StatusChip()
        self._when, self._problem = Label(role="small"), Label(wrap=True)
        self._advice = Label(
            tr("It is never sent again before somebody has looked. Look at the thread, then say what you saw."),
            "hint",
            wrap=True,
        )
        self.look = QuietButton(tr("Open it on the page"), "external-link")
        self.there = QuietButton(tr("It stands there…"), "check")
        self.absent = QuietButton(tr("It is not there…"), "x")
        self.look.clicked.connect(self.look_wanted)
        self.there.clicked.connect(lambda: self.decided.emit(True))
        self.absent.clicked.connect(lambda: self.decided.emit(False))
        flow = FlowLayout(spacing=6)
        for button in (self.look, self.there, self.absent):
            flow.addWidget(button)
        self._text = column()
        card = Card(kind="inset")
        head = row(self.chip, self._when, None)
        inside = column(head, self._text, self._problem, self._advice, flow, spacing=6, margins=(12, 10, 12, 10))
        card.setLayout(inside)
        self.setLayout(column(card))
        self.hide()

    @property
    def sent(self) -> SentReply | None:
        return self._sent

    def show_sent(self, sent: SentReply | None, text: str, *, can_open: bool = False) -> None:
        """Show it with the text that was sent, empty once it is erased; None hides the card. `can_open`: the place on
        the page has an address."""
        self._sent = sent
        clear(self._text)
        if text:
            self._text.addWidget(Bubble(text, ours=True))
        self.look.setVisible(can_open)
        self.setVisible(sent is not None)
        if sent is None:
            return
        self.chip.set_word(spoken(SENT[sent.state]))
        self._when.setText(show_datetime(sent.sent_at or sent.queued_at))
        problem = self._speech.sentence(sent.problem) if sent.vi else ""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        unclear = sent.state is ReplyState.UNKNOWN
        self._advice.setVisible(unclear)
        for button in (self.there, self.absent):
            button.setVisible(unclear)
