"""The words of the feedback desk, with icon and tone; the card that says how an answer stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.feedback.model import Category, Due, FeedbackItem, FeedbackQueue, ItemOutcome, ItemState, Origin
from studio.feedback.reply_model import ReplyState, SentReply
from studio.publishers.inbox import ReplyWay
from studio.translation import mark, ntr, tr
from studio.ui.feedback.bubble import Bubble
from studio.ui.feedback.listing import ExtraQueue
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, clear, column, row
from studio.ui.words import StateWord, spoken

CATEGORIES: Mapping[Category, str] = {
    Category.URGENT: mark("Emergency"),
    Category.SECURITY_REPORT: mark("Tip, offence"),
    Category.PROCEDURE: mark("Procedure question"),
    Category.SERVICE_FEEDBACK: mark("Service, conduct"),
    Category.COMPLAINT: mark("Formal complaint"),
    Category.THANKS: mark("Suggestion, thanks"),
    Category.OUT_OF_REMIT: mark("Not our remit"),
    Category.RULE_BREACH: mark("House rules"),
}
ORIGINS: Mapping[Origin, tuple[str, str]] = {
    Origin.COMMENT: (mark("Comment"), "message-circle"),
    Origin.MESSAGE: (mark("Message"), "mail"),
    Origin.PHONE: (mark("Telephone"), "phone"),
    Origin.IN_PERSON: (mark("In person"), "user-round"),
}
QUEUES: Mapping[FeedbackQueue | ExtraQueue, str] = {
    FeedbackQueue.TO_ANSWER: mark("To answer"),
    FeedbackQueue.OVERDUE: mark("Overdue"),
    FeedbackQueue.SOON: mark("Due soon"),
    FeedbackQueue.WAITING: mark("Waiting for the citizen"),
    FeedbackQueue.CLOSED: mark("Closed"),
    ExtraQueue.ON_THEIR_WAY: mark("Answers on the way"),
    ExtraQueue.SECOND_LOOK: mark("Hidden: second review"),
}
STATES: Mapping[ItemState, StateWord] = {
    ItemState.NEW: StateWord(mark("New"), "inbox", Tone.BLUE),
    ItemState.ANSWERING: StateWord(mark("Being answered"), "square-pen", Tone.BLUE),
    ItemState.WAITING: StateWord(mark("waits for the citizen"), "hourglass", Tone.SLATE),
    ItemState.HANDED_OVER: StateWord(mark("handed over"), "phone-call", Tone.SLATE),
    ItemState.ANSWERED: StateWord(mark("answered"), "check", Tone.GREEN),
    ItemState.CLOSED: StateWord(mark("closed"), "check-check", Tone.GREY),
}
OUTCOMES: Mapping[ItemOutcome, str] = {
    ItemOutcome.ANSWERED: mark("answered"),
    ItemOutcome.HANDED_OVER: mark("handed over"),
    ItemOutcome.HIDDEN: mark("hidden by a house rule"),
    ItemOutcome.KEPT: mark("kept: no rule broken"),
    ItemOutcome.NO_ANSWER: mark("no answer needed"),
}
WAYS: Mapping[ReplyWay, tuple[str, str]] = {
    ReplyWay.PUBLIC: (mark("In public"), "globe"),
    ReplyWay.PRIVATE: (mark("As a private message"), "mail"),
}
CHANNELS: Mapping[str, str] = {
    "phone": mark("By telephone"),
    "document": mark("By document"),
    "system": mark("In the authorised system"),
}
DUE: Mapping[Due, tuple[str, Tone]] = {
    Due.OVERDUE: ("clock-alert", Tone.RED),
    Due.SOON: ("clock", Tone.AMBER),
    Due.FINE: ("clock", Tone.GREY),
    Due.NONE: ("clock", Tone.GREY),
}
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def category_name(category: Category | None) -> str:
    return tr(CATEGORIES[category]) if category is not None else tr(mark("Not yet sorted"))


def listed_name(item: FeedbackItem) -> str:
    """What an item is about; a question where only its words suggest it and nobody decided."""
    if item.category is None and item.suggested is not None:
        return f"{category_name(item.suggested)}?"
    return category_name(item.category)


def origin_name(origin: Origin) -> str:
    return tr(ORIGINS[origin][0])


def queue_name(queue: FeedbackQueue | ExtraQueue) -> str:
    return tr(QUEUES[queue])


def way_name(way: ReplyWay) -> str:
    return tr(WAYS[way][0])


def channel_name(channel: str) -> str:
    """How something was handed over."""
    return tr(CHANNELS[channel])


def state_word(item: FeedbackItem) -> StateWord:
    """How far an item is, with its outcome once it ended."""
    word = spoken(STATES[item.state])
    return word._replace(text=tr(OUTCOMES[item.outcome])) if item.outcome is not None else word


def span_words(span: timedelta) -> str:
    """``35 phút``, ``6 giờ``, ``2 ngày``: rounded down to one unit, never less than a minute."""
    if span >= 2 * _DAY:
        return ntr("{n} day", "{n} days", span // _DAY).format(n=span // _DAY)
    if span >= _HOUR:
        return tr("{n} h").format(n=span // _HOUR)
    return tr("{n} min").format(n=max(1, span // timedelta(minutes=1)))


def due_word(due: Due, left: timedelta | None, item: FeedbackItem) -> StateWord:
    """How an item stands to its target; `left` is the working time that is left, negative once it is over."""
    if due is Due.NONE or left is None:
        return state_word(item)
    glyph, tone = DUE[due]
    if left < timedelta():
        return StateWord(tr("{span} over").format(span=span_words(-left)), glyph, tone)
    return StateWord(tr("{span} left").format(span=span_words(left)), glyph, tone)


def left_until(until: datetime, now: datetime) -> str:
    """``còn 6 ngày 4 giờ``: two units, for a window of a platform."""
    left = max(timedelta(), until - now)
    days, rest = left // _DAY, left % _DAY
    hours, minutes = rest // _HOUR, (rest % _HOUR) // timedelta(minutes=1)
    if days:
        text = tr("{d} d {h} h left").format(d=days, h=hours)
    elif hours:
        text = tr("{h} h {m} min left").format(h=hours, m=minutes)
    else:
        text = tr("{m} min left").format(m=minutes)
    return text


SENT: Mapping[ReplyState, StateWord] = {
    ReplyState.WAITING: StateWord(mark("Answer waits to be sent"), "hourglass", Tone.BLUE),
    ReplyState.SENDING: StateWord(mark("Answer is being sent"), "loader-circle", Tone.INDIGO),
    ReplyState.SENT: StateWord(mark("Answered, not read back yet"), "check", Tone.TEAL),
    ReplyState.VERIFIED: StateWord(mark("Answered and read back"), "check-check", Tone.GREEN),
    ReplyState.UNKNOWN: StateWord(mark("Unknown whether it was sent"), "circle-question-mark", Tone.MAGENTA),
    ReplyState.REFUSED: StateWord(mark("The page refused it"), "triangle-alert", Tone.RED),
}


class StandingCard(QWidget):
    """`decided` carries the word of a person who looked: whether the answer stands there."""

    decided = Signal(bool)
    look_wanted = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._sent: SentReply | None = None
        self.chip = StatusChip()
        self._when, self._problem = Label(role="small"), Label(wrap=True)
        self._advice = Label(
            tr("It is never sent again until somebody has looked. Look at the thread, then say what you saw."),
            "hint",
            wrap=True,
        )
        self.look = QuietButton(tr("Open it on the page"), "external-link")
        self.there = QuietButton(tr("It is on the page…"), "check")
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
        problem = self._language.sentence(sent.problem) if sent.vi else ""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        unclear = sent.state is ReplyState.UNKNOWN
        self._advice.setVisible(unclear)
        for button in (self.there, self.absent):
            button.setVisible(unclear)
