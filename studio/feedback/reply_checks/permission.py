"""Rules on whether an answer may be sent at all: by whom, by which way, from which canned reply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from studio.clock import show_datetime
from studio.feedback.reply_checks.view import ReplyView
from studio.phrase import Phrase
from studio.posts.checks.rule import rule
from studio.posts.model import Finding, Severity
from studio.publishers.inbox import ReplyWay

NEARLY_OVER = timedelta(hours=1)


@rule(
    "REPLY_WINDOW",
    Severity.BLOCK,
    Phrase("The platform still takes an answer"),
    by_the_clock=True,
)
def reply_window(view: ReplyView) -> Iterator[Finding]:
    """A message is answered only so long after the citizen wrote last.

    A way that the platform does not offer here, or whose time is over; then one whose time ends soon.
    """
    window = next((window for window in view.windows if window.way is view.draft.way), None)
    if window is None:
        yield reply_window.finding(
            "",
            Phrase("An answer cannot be sent in this way."),
            Phrase("Choose another way.") if view.windows else Phrase("Answer in person, then note the outcome."),
        )
        return
    if window.until is None:
        return
    left, until = window.until - view.now, show_datetime(window.until)
    if left <= timedelta(0):
        others = any(w.until is None or w.until > view.now for w in view.windows if w.way is not view.draft.way)
        other = Phrase("Choose another way.")
        late = Phrase("Wait until the citizen writes again, or name the duty number in public.")
        yield reply_window.finding(
            "",
            Phrase("The platform took answers until {until}.", until=until),
            other if others else late,
        )
    elif left <= NEARLY_OVER and window.way is ReplyWay.PRIVATE:
        minutes = max(int(left.total_seconds() // 60), 1)
        yield reply_window.finding(
            "",
            Phrase(
                "{n} minute is left (until {until}).",
                many="{n} minutes are left (until {until}).",
                n=minutes,
                until=until,
            ),
            Phrase("Send it now."),
            severity=Severity.WARN,
        )


@rule(
    "REPLY_CONFLICT",
    Severity.BLOCK,
    Phrase("Nobody answers feedback about themselves"),
)
def reply_conflict(view: ReplyView) -> Iterator[Finding]:
    """Who is complained of neither writes nor sends the answer.

    The person whom the item concerns among those who answer.
    """
    if view.item.concerns and view.item.concerns in view.answering:
        yield reply_conflict.finding(
            "",
            Phrase("This feedback is about who answers it."),
            Phrase("Let somebody else answer."),
        )


@rule(
    "REPLY_CANNED_CURRENT",
    Severity.BLOCK,
    Phrase("The canned reply is approved and in time"),
)
def reply_canned_current(view: ReplyView) -> Iterator[Finding]:
    """An answer that was begun from a canned reply stands on one that still holds.

    What the desk says of it now.
    """
    if view.canned_trouble is not None:
        yield reply_canned_current.finding(
            "answer",
            view.canned_trouble,
            Phrase("Choose another, or bring it up to date."),
        )
