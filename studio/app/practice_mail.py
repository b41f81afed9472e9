"""What made-up citizens write to the practice page: some of it waits when the practice begins, the rest comes later.

The texts lie as files of the practice page (`studio.publishers.practice`), so they are read like those of any
page; each has its answer key in the training's messages. Some came by telephone to the page that is to be handed over,
and a few were answered and closed days ago.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from studio.accounts.model import Account
from studio.app.studio import Studio
from studio.clock import local_date
from studio.errors import NotFound
from studio.feedback.model import Arrival, Category, ItemOutcome, Origin
from studio.feedback.settings import LONGEST_DAYS
from studio.feedback.storage import StoredItems
from studio.feedback.storage_statistics import DaySum, StoredStatistics
from studio.publishers.inbox import Channel
from studio.publishers.practice import PracticeInbox, PracticeMessage, PracticeMessages
from studio.training.context import RoleCast
from studio.training.messages import Message, shipped_messages

WAITING = ("b01", "b02", "b03", "b04", "b05", "b06", "b07", "b08", "b09", "b10", "p01", "f01", "p02", "t01", "u01")
"""What has come before the practice begins, the oldest first."""
BY_TELEPHONE = ("p07", "k01", "s06", "o02")
"""What waits at the page that is to be handed over."""
CLOSED = (
    "Công an phường làm việc buổi trưa không, tôi chỉ xin nghỉ được một lúc.",
    "Đăng ký xe cho người ở tỉnh khác thì nộp hồ sơ ở đâu?",
    "Hôm qua tôi để quên mũ bảo hiểm ở phòng tiếp dân, tôi nhận lại lúc nào được?",
)
"""What was answered by telephone and closed `AGO`, so that its text is not due unless the head has texts go sooner."""
ASKED: Mapping[str, int] = {"identity_card": 6, "residence": 4, "scam": 3, "vehicle": 2}
"""How many asked about each topic on each day before the practice begins, from last month on."""
SELDOM = "traffic"
"""What one person asked about each Monday: too few in a week to be told."""
AGO = timedelta(days=14)
"""Before the last whole week, whatever day it is: a day with texts is summed up from these alone."""
MINUTES = 35
"""Working minutes up to the first answer of a day; the second took twice as long, and so on."""
BETWEEN = timedelta(minutes=4)
"""From one message to the next."""
LATEST = timedelta(minutes=2)
"""How long ago the last of those that wait was written."""
LONGEST = timedelta(days=LONGEST_DAYS)


def fill_mail(studio: Studio, page: str) -> int:
    """Let citizens have written to the practice page, and take in what has come. Returns how many texts that is."""
    account = studio.accounts.get(page)
    messages, under = PracticeMessages(studio.profile.practice), _under(studio, page)
    for message, at in _timed(studio.now()):
        messages.drop(account.page_id, _as_file(message, at, under))
    inbox = PracticeInbox(studio.profile.practice, studio.clock, lambda: "")
    return studio.feedback.items.take_in(tuple(_come(inbox, account, studio.now())))


def fill_telephone(studio: Studio, page: str, old_page: str, cast: RoleCast) -> None:
    """Note what was asked by telephone: what waits at `old_page`, and what was closed days ago at `page`."""
    items, by, now = studio.feedback.items, cast.learner, studio.now()
    for message in BY_TELEPHONE:
        items.record(Origin.PHONE, shipped_messages().messages[message].text, now - LATEST, by, account=old_page)
    kept = StoredItems(studio.store)
    for text in CLOSED:
        item = items.record(Origin.PHONE, text, now - AGO - BETWEEN, by, account=page, category=Category.PROCEDURE)
        items.note_reply(item.id, now - AGO, by)
        closed = items.close(item.id, ItemOutcome.ANSWERED, by)
        kept.update(closed, replace(closed, closed_at=now - AGO, purge_on=local_date(now - AGO) + LONGEST))


def fill_sums(studio: Studio, page: str) -> None:
    """Lay in what was asked about on the days before, as sums alone: the texts of those days are long gone."""
    kept, today = StoredStatistics(studio.store), local_date(studio.now())
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    with studio.store.write():
        for day in (first + timedelta(days=n) for n in range((today - first).days)):
            asked = ASKED if day.weekday() else {**ASKED, SELDOM: 1}
            kept.settle(page, day, [_day_sum(page, day, topic, count) for topic, count in asked.items()])


def _day_sum(page: str, day: date, topic: str, count: int) -> DaySum:
    """Every question of that day, answered in time but for one in the largest topic."""
    in_time = count - (count == max(ASKED.values()))
    return DaySum(
        account=page,
        day=day.isoformat(),
        topic=topic,
        category=Category.PROCEDURE,
        received=count,
        answered=count,
        in_time=in_time,
        handed_over=0,
        hidden=0,
        minutes=[MINUTES * (place + 1) for place in range(count)],
    )


def _timed(now: datetime) -> Iterator[tuple[Message, datetime]]:
    """Every message of the training with the time at which it is written."""
    known = shipped_messages().messages
    begun = now - LATEST - BETWEEN * (len(WAITING) - 1)
    later = [each for each in known if each not in (*WAITING, *BY_TELEPHONE)]
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
        raise NotFound("there is no post on the practice page.")
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
