"""How much time a post has left, in words, with icon and tone."""

from __future__ import annotations

from datetime import datetime, timedelta

from studio.clock import local, local_date
from studio.posts.model import PostState
from studio.translation import ntr, tr
from studio.ui.approval.queue_query import SOON, QueueRow
from studio.ui.tokens import Tone
from studio.ui.words import StateWord, post_word

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def left_words(left: timedelta) -> str:
    """``3 giờ``, ``2 ngày``: what is left, rounded down to one unit, never less than a minute."""
    if left >= 2 * _DAY:
        return ntr("{n} day", "{n} days", left // _DAY).format(n=left // _DAY)
    if left >= _HOUR:
        return tr("{n} h").format(n=left // _HOUR)
    return tr("{n} min").format(n=max(1, left // timedelta(minutes=1)))


def short_moment(moment: datetime) -> str:
    """``24/11 08:42``, in Vietnam's time."""
    there = local(moment)
    return f"{there.day:02d}/{there.month:02d} {there.hour:02d}:{there.minute:02d}"


def urgency(row: QueueRow, now: datetime) -> StateWord:
    """What presses most about a post."""
    if row.state is PostState.APPROVAL_EXPIRED:
        return StateWord(tr("Submit again"), "calendar-x", Tone.SLATE)
    if row.state is PostState.CHANGES_ASKED:
        return StateWord(tr("Back with its author"), "reply", Tone.ORANGE)
    if row.state is PostState.ON_HOLD:
        return post_word(row.state)
    if row.ends is not None and (row.planned is None or row.ends <= row.planned or row.planned <= now):
        return approval_left(row.ends, now)
    if row.planned is not None:
        return planned_left(row.planned, now)
    return StateWord(tr("No planned time"), "clock", Tone.GREY)


def approval_left(ends: datetime, now: datetime) -> StateWord:
    """How long an approval still holds."""
    if ends <= now:
        return StateWord(tr("Approval expired"), "calendar-x", Tone.SLATE)
    text = tr("Approval expires in {left}").format(left=left_words(ends - now))
    return StateWord(text, "hourglass", Tone.AMBER if ends - now <= SOON else Tone.TEAL)


def planned_left(planned: datetime, now: datetime) -> StateWord:
    """How long until the planned time."""
    when = short_moment(planned) if local_date(planned) != local_date(now) else f"{local(planned):%H:%M}"
    if planned <= now:
        return StateWord(tr("Planned {when}, passed").format(when=when), "clock-alert", Tone.RED)
    left = planned - now
    if left <= SOON:
        return StateWord(
            tr("Planned {when}, in {left}").format(when=when, left=left_words(left)),
            "clock-alert",
            Tone.RED,
        )
    return StateWord(tr("Planned {when}").format(when=when), "calendar-clock", Tone.BLUE)
