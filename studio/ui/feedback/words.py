"""The words of the feedback desk, with icon and tone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from studio.accounts.model import Account, AccountKind
from studio.feedback.model import Category, Due, FeedbackItem, ItemOutcome, ItemState, Origin, Pill
from studio.platforms import Platform
from studio.publishers.inbox import ReplyWay
from studio.ui.feedback.listing import Aside
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone
from studio.ui.words import StateWord, spoken

CATEGORIES: Mapping[Category, str] = {
    Category.URGENT: QT_TRANSLATE_NOOP("Words", "Emergency"),
    Category.SECURITY_REPORT: QT_TRANSLATE_NOOP("Words", "Tip, offence"),
    Category.PROCEDURE: QT_TRANSLATE_NOOP("Words", "Procedure"),
    Category.SERVICE_FEEDBACK: QT_TRANSLATE_NOOP("Words", "Service, conduct"),
    Category.COMPLAINT: QT_TRANSLATE_NOOP("Words", "Formal complaint"),
    Category.THANKS: QT_TRANSLATE_NOOP("Words", "Suggestion, thanks"),
    Category.OUT_OF_REMIT: QT_TRANSLATE_NOOP("Words", "Not our remit"),
    Category.RULE_BREACH: QT_TRANSLATE_NOOP("Words", "House rules"),
}
ORIGINS: Mapping[Origin, tuple[str, str]] = {
    Origin.COMMENT: (QT_TRANSLATE_NOOP("Words", "Comment"), "message-circle"),
    Origin.MESSAGE: (QT_TRANSLATE_NOOP("Words", "Message"), "mail"),
    Origin.PHONE: (QT_TRANSLATE_NOOP("Words", "Telephone"), "phone"),
    Origin.IN_PERSON: (QT_TRANSLATE_NOOP("Words", "In person"), "user-round"),
}
QUEUES: Mapping[Pill | Aside, str] = {
    Pill.TO_ANSWER: QT_TRANSLATE_NOOP("Words", "To answer"),
    Pill.OVERDUE: QT_TRANSLATE_NOOP("Words", "Overdue"),
    Pill.SOON: QT_TRANSLATE_NOOP("Words", "Due soon"),
    Pill.WAITING: QT_TRANSLATE_NOOP("Words", "Waiting for the citizen"),
    Pill.CLOSED: QT_TRANSLATE_NOOP("Words", "Closed"),
    Aside.ON_THEIR_WAY: QT_TRANSLATE_NOOP("Words", "Answers on the way"),
    Aside.SECOND_LOOK: QT_TRANSLATE_NOOP("Words", "Hidden: second look"),
}
STATES: Mapping[ItemState, StateWord] = {
    ItemState.NEW: StateWord(QT_TRANSLATE_NOOP("Words", "New"), "inbox", Tone.BLUE),
    ItemState.ANSWERING: StateWord(QT_TRANSLATE_NOOP("Words", "Being answered"), "square-pen", Tone.BLUE),
    ItemState.WAITING: StateWord(QT_TRANSLATE_NOOP("Words", "waits for the citizen"), "hourglass", Tone.SLATE),
    ItemState.HANDED_OVER: StateWord(QT_TRANSLATE_NOOP("Words", "handed over"), "phone-call", Tone.SLATE),
    ItemState.ANSWERED: StateWord(QT_TRANSLATE_NOOP("Words", "answered"), "check", Tone.GREEN),
    ItemState.CLOSED: StateWord(QT_TRANSLATE_NOOP("Words", "closed"), "check-check", Tone.GREY),
}
OUTCOMES: Mapping[ItemOutcome, str] = {
    ItemOutcome.ANSWERED: QT_TRANSLATE_NOOP("Words", "answered"),
    ItemOutcome.HANDED_OVER: QT_TRANSLATE_NOOP("Words", "handed over"),
    ItemOutcome.HIDDEN: QT_TRANSLATE_NOOP("Words", "hidden by a house rule"),
    ItemOutcome.KEPT: QT_TRANSLATE_NOOP("Words", "kept: no rule broken"),
    ItemOutcome.NO_ANSWER: QT_TRANSLATE_NOOP("Words", "no answer needed"),
}
WAYS: Mapping[ReplyWay, tuple[str, str]] = {
    ReplyWay.PUBLIC: (QT_TRANSLATE_NOOP("Words", "In public, under the comment"), "globe"),
    ReplyWay.PRIVATE: (QT_TRANSLATE_NOOP("Words", "As a private message"), "mail"),
}
CHANNELS: Mapping[str, str] = {
    "phone": QT_TRANSLATE_NOOP("Words", "By telephone"),
    "document": QT_TRANSLATE_NOOP("Words", "By document"),
    "system": QT_TRANSLATE_NOOP("Words", "In the authorised system"),
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


def say(source: str) -> str:
    """A word of these tables in the language of the window."""
    return QCoreApplication.translate("Words", source)


def category_name(category: Category | None) -> str:
    return say(CATEGORIES[category]) if category is not None else say(QT_TRANSLATE_NOOP("Words", "Not yet sorted"))


def listed_name(item: FeedbackItem) -> str:
    """What an item is about; a question where only its words suggest it and nobody decided."""
    if item.category is None and item.suggested is not None:
        return f"{category_name(item.suggested)}?"
    return category_name(item.category)


def origin_name(origin: Origin) -> str:
    return say(ORIGINS[origin][0])


def queue_name(queue: Pill | Aside) -> str:
    return say(QUEUES[queue])


def way_name(way: ReplyWay) -> str:
    return say(WAYS[way][0])


def channel_name(channel: str) -> str:
    """How something was handed over."""
    return say(CHANNELS[channel])


def state_word(item: FeedbackItem) -> StateWord:
    """How far an item is, with its outcome once it ended."""
    word = spoken(STATES[item.state])
    return word._replace(text=say(OUTCOMES[item.outcome])) if item.outcome is not None else word


def span_words(span: timedelta) -> str:
    """``35 phút``, ``6 giờ``, ``2 ngày``: rounded down to one unit, never less than a minute."""
    if span >= 2 * _DAY:
        return QCoreApplication.translate("Feedback", "{n} days").format(n=span // _DAY)
    if span >= _HOUR:
        return QCoreApplication.translate("Feedback", "{n} h").format(n=span // _HOUR)
    return QCoreApplication.translate("Feedback", "{n} min").format(n=max(1, span // timedelta(minutes=1)))


def due_word(due: Due, left: timedelta | None, item: FeedbackItem) -> StateWord:
    """How an item stands to its target; `left` is the working time that is left, negative once it is over."""
    if due is Due.NONE or left is None:
        return state_word(item)
    glyph, tone = DUE[due]
    if left < timedelta():
        return StateWord(
            QCoreApplication.translate("Feedback", "{span} over").format(span=span_words(-left)), glyph, tone
        )
    return StateWord(QCoreApplication.translate("Feedback", "{span} left").format(span=span_words(left)), glyph, tone)


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
        text = QCoreApplication.translate("Feedback", "{d} d {h} h left").format(d=days, h=hours)
    elif hours:
        text = QCoreApplication.translate("Feedback", "{h} h {m} min left").format(h=hours, m=minutes)
    else:
        text = QCoreApplication.translate("Feedback", "{m} min left").format(m=minutes)
    return text
