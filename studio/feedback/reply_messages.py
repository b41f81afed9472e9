"""What is said of a reply on its way."""

from __future__ import annotations

from datetime import datetime

from studio.clock import show_datetime
from studio.phrase import Phrase

QUEUED = Phrase("Waiting to be sent.")
AGAIN = Phrase("To be sent again; waiting.")
SENDING = Phrase("Being sent.")
SENT = Phrase("The page took it; being read back.")
VERIFIED = Phrase("Sent, and read back from the page.")
TAKEN_ONLY = Phrase("The page says it took it; it cannot be read back there.")
THERE_ALREADY = Phrase("Exactly the same answer stands there already, so nothing more was sent.")
TWICE = Phrase(
    "Sent exactly once. The thread shows the same words a second time, which this app did not send; look there "
    "and delete the other."
)
CRASHED = Phrase("The app ended while sending; looking whether the reply is there.")
DOUBT = Phrase("It is not known whether it arrived; looking.")
NOT_YET = Phrase("Not seen on the page yet; will look again.")
ABSENT = Phrase(
    "Looked twice and did not find the reply. Open the page, then choose “It is on the page” or “It is not there”."
)
CANNOT_LOOK = Phrase(
    "This platform cannot be looked at from here. Open the page, then choose “It is on the page” or “It is not there”."
)
GONE = Phrase("The page took the reply and does not show it (hidden or deleted, perhaps). Open the page, then say.")
DIFFERS = Phrase("The reply on the page is not what was sent. Open the page, then say.")
VOUCHED = Phrase("It is there, by the word of who looked.")
NOT_THERE = Phrase(
    "It is not there, by the word of who looked. It was not sent again; check it, and send it if still needed."
)
REFUSED = Phrase("The page did not take the reply.")
TWIN_IN_DOUBT = Phrase("The same words to the same thread are in doubt; waiting until that is clear.")
STILL_ON_ITS_WAY = Phrase("The former reply is on its way; wait until it has arrived before you write another.")
ALTERED = Phrase(
    "Text, thread or page are not what they were when it was queued; it was not sent. Write and send it again."
)
NO_THREAD = Phrase("There is no thread to answer in: the text was purged, or it came by telephone or in person.")
ENDED = Phrase("The item is closed or handed over; it was not sent. Open it again if an answer is still owed.")
UNAPPROVED = Phrase("On this page a second person approves each answer; submit it first.")
APPROVAL_ALTERED = Phrase("The approval of this answer was altered outside the app; submit it again.")
SAME_THREAD = Phrase("It is the same thread as another item of the group, so the answer goes there once.")
NO_DRAFT = Phrase("There is no answer yet; write one first.")
OTHER_ANSWER = Phrase("the platform's answer does not fit this call.")


def waited_too_long(since: datetime) -> Phrase:
    when = show_datetime(since)
    return Phrase("The reply waited since {when} and was stopped; check it again, then send it.", when=when)


def waits(why: Phrase, until: datetime) -> Phrase:
    when = show_datetime(until)
    return Phrase("{why} Next try at {when}.", when=when, why=why)


def paused(why: Phrase) -> Phrase:
    return Phrase("Sending to this page is stopped: {why}", why=why)


def wrong_page(wanted: str, answered: str) -> Phrase:
    return Phrase(
        "The page that answers is {answered}, not {wanted}; nothing was sent. See Pages.",
        answered=answered,
        wanted=wanted,
    )


def clocks_apart(minutes: int) -> Phrase:
    return Phrase(
        "This PC's clock and the page's are {minutes} minutes apart; set the clock, then send again.", minutes=minutes
    )
