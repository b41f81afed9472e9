"""What made-up citizens write to the practice page: some of it waits when the practice begins, the rest comes later.

The texts lie as files of the practice page (`studio.publishers.practice_inbox`), so they are read like those of any
page; each has its answer key in the training's messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from studio.accounts.model import Account
from studio.app.studio import Studio
from studio.errors import NotFound
from studio.feedback.model import Arrival
from studio.publishers.inbox import Channel
from studio.publishers.practice_inbox import PracticeInbox, PracticeMessage, PracticeMessages
from studio.training.messages import Message, shipped_messages

WAITING = ("b01", "b02", "b03", "b04", "b05", "b06", "b07", "b08", "b09", "b10", "p01", "f01", "p02", "t01", "u01")
"""What has come before the practice begins, the oldest first."""
BETWEEN = timedelta(minutes=4)
"""From one message to the next."""
LATEST = timedelta(minutes=2)
"""How long ago the last of those that wait was written."""


def fill_mail(studio: Studio, page: str) -> int:
    """Let citizens have written to the practice page, and take in what has come. Returns how many texts that is."""
    account = studio.accounts.get(page)
    messages = PracticeMessages(studio.profile.practice)
    for message, at in _timed(studio.now()):
        messages.drop(account.page_id, _as_file(message, at, _under(studio, page)))
    inbox = PracticeInbox(studio.profile.practice, studio.clock, lambda: "")
    return studio.feedback.items.take_in(tuple(_come(inbox, account, studio.now())))


def _timed(now: datetime) -> Iterator[tuple[Message, datetime]]:
    """Every message of the training with the time at which it is written."""
    known = shipped_messages().messages
    begun = now - LATEST - BETWEEN * (len(WAITING) - 1)
    later = [each for each in known if each not in WAITING]
    for place, each in enumerate((*WAITING, *later)):
        yield known[each], begun + BETWEEN * place


def _as_file(message: Message, at: datetime, under: str) -> PracticeMessage:
    public = message.kind == "comment"
    channel = Channel.COMMENTS if public else Channel.MESSAGES
    return PracticeMessage(
        id=message.id,
        channel=channel,
        thread=message.id,
        at=at.isoformat(),
        text=message.text,
        under=under if public else "",
    )


def _under(studio: Studio, page: str) -> str:
    """Remote id of the post under which comments stand. Raises NotFound."""
    shown = studio.practice_pages.posts(page)
    if not shown:
        raise NotFound("trang thực hành chưa có bài nào.", "there is no post on the practice page.")
    return shown[0].remote_id


def _come(inbox: PracticeInbox, account: Account, now: datetime) -> Iterator[Arrival]:
    for channel in inbox.abilities(account).channels:
        cursor, since = "", now - timedelta(days=1)
        while True:
            batch = inbox.read(account, channel, since, cursor)
            yield from (Arrival(account=account.name, incoming=each) for each in batch.texts)
            cursor = batch.cursor
            if not cursor:
                break
