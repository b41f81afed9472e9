"""The words of the feedback desk, with icon and tone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from studio.accounts.model import Account, AccountKind
from studio.feedback.model import Category, Due, FeedbackItem, ItemOutcome, ItemState, Origin, Pill
from studio.platforms import Platform
from studio.publishers.inbox import ReplyWay
from studio.translation import mark, ntr, tr
from studio.ui.feedback.listing import Aside
from studio.ui.tokens import Tone
from studio.ui.words import StateWord, spoken

CATEGORIES: Mapping[Category, str] = {
    Category.URGENT: mark("Emergency"),
    Category.SECURITY_REPORT: mark("Tip, offence"),
    Category.PROCEDURE: mark("Procedure"),
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
QUEUES: Mapping[Pill | Aside, str] = {
    Pill.TO_ANSWER: mark("To answer"),
    Pill.OVERDUE: mark("Overdue"),
    Pill.SOON: mark("Due soon"),
    Pill.WAITING: mark("Waiting for the citizen"),
    Pill.CLOSED: mark("Closed"),
    Aside.ON_THEIR_WAY: mark("Answers on the way"),
    Aside.SECOND_LOOK: mark("Hidden: second look"),
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
    ReplyWay.PUBLIC: (mark("In public, under the comment"), "globe"),
    ReplyWay.PRIVATE: (mark("As a private message"), "mail"),
}
CHANNELS: Mapping[str, str] = {
    "phone": mark("By telephone"),
    "document": mark("By document"),
    "system": mark("In the authorised system"),
}
SIGNS: Mapping[Platform, tuple[str, Tone]] = {
    Platform.FACEBOOK: ("F", Tone.BLUE),
    Platform.ZALO: ("Z", Tone.TEAL),
    Platform.WEBSITE: ("W", Tone.VIOLET),
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


def queue_name(queue: Pill | Aside) -> str:
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


def sign_of(account: Account | None) -> tuple[str, Tone]:
    """The letter of a page's platform and its tone."""
    if account is None:
        return "", Tone.GREY
    if account.kind is AccountKind.PRACTICE:
        return "TH", Tone.BROWN
    return SIGNS[account.platform]


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
