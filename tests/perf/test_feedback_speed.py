"""The feedback desk of a profile with years of items: first rows, every filter, and a purge, beside bare SQLite.

Reported, never judged by the clock but in ratios. The whole is the bar of half a million items:

    STUDIO_ITEMS=500000 python -m pytest tests/perf/test_feedback_speed.py -m perf -n 0 -s
"""

from __future__ import annotations

import faulthandler
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from studio.clock import local_date
from studio.feedback.figures import Period
from studio.feedback.model import Category, FeedbackFilter, FeedbackItem, FeedbackQueue, ItemOutcome, ItemState, Origin
from studio.feedback.sealer import Sealer
from studio.feedback.storage import StoredItems
from studio.feedback.storage_texts import SealedTurn, StoredTexts
from studio.people.present import by_itself
from tests.accounts.keyrings import MemorySafe
from tests.feedback.desk_rig import FACEBOOK, NOW, PIN, PRACTICE, DeskRig
from tests.soak import amount

pytestmark = pytest.mark.perf

ITEMS = amount(5_000, 20_000, "STUDIO_ITEMS")
OPEN = ITEMS // 200
"""More than a department lets lie: it answers in a day what it is asked in a day."""
DUE = min(10_000, ITEMS // 4)
"""Items whose text is to be purged."""
YEARS = timedelta(days=1000)
IN_SIGHT = 40
ROUNDS = 15
TOPICS = ("identity_card", "residence", "vehicle", "vneid", "scam", "")
QUESTION = "Cho em hỏi thủ tục làm lại căn cước bị mất, cần mang giấy tờ gì và nộp ở đâu ạ? "


class Took(NamedTuple):
    """Milliseconds on the wall, and of the processor, for a PC at work on something else."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} ms ({self.cpu:.1f} of the processor)"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskRig]:
    faulthandler.cancel_dump_traceback_later()  # half a million items take longer to make than a test may
    rig = DeskRig(tmp_path_factory.mktemp("years") / "profile", safe=MemorySafe())
    rig.found()
    with by_itself("a test fills the store"):
        fill(rig)
    yield rig
    rig.close()


def fill(rig: DeskRig) -> None:
    """Items of some years straight into the tables; the open ones and those of the last month have texts."""
    store = rig.studio.store
    repo, texts = StoredItems(store), StoredTexts(store)
    sealer = Sealer(texts, lambda: None, rig.clock)
    chance, reckoner = random.Random(15), rig.feedback.settings.reckoner()
    for begin in range(0, ITEMS, 10_000):
        several = [one(chance, number) for number in range(begin, min(begin + 10_000, ITEMS))]
        several = [reckoner.reckoned(item) if item.closed_at is None else item for item in several]
        with repo.transaction():
            repo.add_all(several)
            texts.add([turn(sealer, item, number) for number, item in enumerate(several) if not item.purged])
            for item in several:
                if not item.purged:
                    texts.put_thread(item.id, None, sealer.seal("{}" * 120, "thread", item.id))


def one(chance: random.Random, number: int) -> FeedbackItem:
    """The first are open, the next due to be purged, the others long done with."""
    back = timedelta(days=3) if number < OPEN else timedelta(days=40) if number < OPEN + DUE else YEARS
    received = NOW - back * chance.random()
    item = FeedbackItem(
        id=f"{chance.getrandbits(128):032x}",
        account=chance.choice((FACEBOOK.name, FACEBOOK.name, PRACTICE.name)),
        origin=chance.choice((Origin.COMMENT, Origin.MESSAGE)),
        received_at=received,
        taken_in_at=received,
        heard_at=received,
        asked_at=received,
        category=chance.choice((*Category, None)),
        topic=chance.choice(TOPICS),
        under=f"post-{chance.randrange(400)}",
        state=chance.choice((ItemState.NEW, ItemState.ANSWERING, ItemState.WAITING)),
    )
    if number < OPEN:
        return item
    closed = min(received + timedelta(hours=20), NOW)
    due = number < OPEN + DUE
    return replace(
        item,
        state=ItemState.CLOSED,
        outcome=ItemOutcome.ANSWERED,
        first_reply_at=received + timedelta(hours=3),
        reply_due=received + timedelta(hours=5),
        in_time=True,
        closed_at=closed,
        purge_on=local_date(NOW if due else closed),
        purged=not due,
    )


def turn(sealer: Sealer, item: FeedbackItem, number: int) -> SealedTurn:
    sealed = sealer.seal(QUESTION * (1 + number % 4), "text", item.id)
    return SealedTurn(item=item.id, at=item.received_at, ours=False, key=sealed.key, sealed=sealed.sealed)


def took(work: Callable[[], object], rounds: int = ROUNDS) -> Took:
    """The middle of some rounds."""
    wall, cpu = [], []
    for _ in range(rounds):
        begin, began = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begin) * 1000)
        cpu.append((time.process_time() - began) * 1000)
    return Took(statistics.median(wall), statistics.median(cpu))


def first_paint(desk: DeskRig, wanted: FeedbackFilter) -> int:
    """What the page asks for before it shows its first rows."""
    items = desk.feedback.items
    ids = items.ids(wanted)
    items.counts(wanted.account)
    items.rows(ids[:IN_SIGHT])
    return len(ids)


FILTERS = [
    FeedbackFilter(pill=pill, account=account, category=category, topic=topic)
    for pill in FeedbackQueue
    for account in ("", FACEBOOK.name)
    for category in (None, Category.PROCEDURE)
    for topic in ("", "residence")
]


def test_the_queue_and_every_filter(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        wanted = FeedbackFilter()
        first = took(lambda: first_paint(desk, wanted), rounds=1)
        again = took(lambda: first_paint(desk, wanted))
        by_filter = {each: took(lambda each=each: desk.feedback.items.ids(each), 5) for each in FILTERS}  # type: ignore[misc]
        counts = took(lambda: desk.feedback.items.counts(FACEBOOK.name))
    with closing(sqlite3.connect(desk.profile.database)) as raw:
        floor = took(lambda: raw.execute("SELECT id FROM feedback_items WHERE closed_at IS NULL").fetchall())
        table = took(lambda: raw.execute("SELECT count(DISTINCT version) FROM feedback_items").fetchall(), 3)
    slowest = max(by_filter, key=lambda each: by_filter[each].cpu)
    print(f"\n{ITEMS} items, {OPEN} open: first paint {first}, again {again}, counts {counts}")
    print(f"slowest of {len(FILTERS)} filters: {by_filter[slowest]}, {slowest}")
    print(f"bare SQLite reads the ids of the open ones in {floor}, and walks the whole table in {table}")


def test_a_purge_off_the_windows_thread(desk: DeskRig) -> None:
    due = desk.feedback.purging.due(desk.clock.now())
    with desk.at_work(desk.cuong):
        desk.studio.people.verify_pin(desk.cuong.id, PIN)
        pin = took(lambda: desk.studio.people.verify_pin(desk.cuong.id, PIN), 3)
        purge = took(lambda: desk.feedback.purging.purge(desk.cuong.id, PIN), 1)
    size = desk.profile.database.stat().st_size
    print(f"\npurge of {due} of {ITEMS} items: {purge}, the PIN's {pin} and the WAL included; {size / 2**20:.0f} MB")
    assert due == DUE
    assert desk.feedback.purging.due(desk.clock.now()) == 0
    assert desk.feedback.purging.finish()
    assert Path(f"{desk.profile.database}-wal").stat().st_size == 0


def test_the_figures_of_a_month(desk: DeskRig) -> None:
    figures = desk.feedback.statistics
    day = local_date(NOW) - timedelta(days=60)
    from_items = took(lambda: figures.of(Period.MONTH, day), rounds=3)
    counted = figures.of(Period.MONTH, day)
    begin = time.perf_counter()
    settled = figures.settle(ITEMS)
    whole = time.perf_counter() - begin
    kept = took(lambda: figures.of(Period.MONTH, day), rounds=5)
    year = took(lambda: figures.between(day - timedelta(days=364), day), rounds=1)
    print(f"\n{ITEMS} items: month from items {from_items}, from kept sums {kept}; a year {year}")
    print(f"{settled} days of pages settled in {whole:.1f} s; {counted.total.received} items in the month")
    assert figures.of(Period.MONTH, day) == counted
    assert kept.cpu < 1.5 * from_items.cpu
