"""A unit with three PCs and three pages: all of them know each other, joined the hub, and have the login of every page.

Posts are written at the first, approved at the second by somebody else, and given to the whole unit; at each PC its
publisher queues them. A bait has a second version in the hub which no other PC has heard of: it must not leave.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studio.app import Studio
from studio.errors import Refused, StudioError
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.presence import Presence
from studio.outbox.service import Outbox
from studio.people.model import Role
from studio.people.present import at_work
from studio.posts.model import Post
from tests.exchange.rig import PC, PIN, STAFF
from tests.exchange.rig import opened as pcs_opened
from tests.hub.fleet.program import Place, opened, outbox_of
from tests.hub.rig import Hub
from tests.profile import MORNING, joined
from tests.publishers.kill.stage import Stage

UNIT = "u001"
SKEW = (timedelta(0), timedelta(minutes=-3), timedelta(minutes=4))
"""How wrong the clock of each PC is."""
PUBLISHER = "Đỗ Văn Trực"
GONE = DeliveryState.NEEDS_ATTENTION, DeliveryState.FAILED, DeliveryState.MISSED


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is in the outboxes, or will be."""

    good: tuple[str, ...]
    baits: tuple[str, ...]


def write(pcs: Sequence[PC], pages: Sequence[str], *, good: int, baits: int) -> Written:
    """So many posts, approved, given to the unit, known at every PC and to the hub."""
    author, approver, third = pcs
    ids = [_draft(author, number, pages).id for number in range(good + baits)]
    for post in ids:
        author.submit(post)
    author.sync()
    approver.sync()
    for post in ids:
        approver.approve(post)
    approver.sync()
    author.sync()
    with author.by() as person:
        for post in ids:
            author.studio.unit_handover.give(post, person.id, PIN)
    for pc in (author, approver, third):
        pc.sync()
    written = Written(good=tuple(ids[:good]), baits=tuple(ids[good:]))
    for post in written.baits:
        author.edit(post, "Bản sửa sau khi đã giao, chưa ai duyệt.")
    author.sync()
    return written


def _draft(author: PC, number: int, pages: Sequence[str]) -> Post:
    post = author.draft(scam_name=f"Giả danh cán bộ phường, thủ đoạn thứ {number}")
    with author.by() as person:
        return author.studio.drafts.edit(post.id, person.id, targets=list(pages))


class Desk:
    """The publisher at one PC, and whoever helps when something waits for a person."""

    def __init__(self, place: Place, studio: Studio, outbox: Outbox, pages: Sequence[str]) -> None:
        self.place = place
        self.outbox = outbox
        self.asked: Counter[str] = Counter()
        self._studio = studio
        self._pages = pages
        self._queued: list[str] = []

    def top_up(self, posts: Sequence[str], most: int) -> None:
        """Queue the next posts until so many wait."""
        for post in posts:
            if post not in self._queued and self._waiting() < most * len(self._pages):
                with self._at_work() as person, suppress(Refused):  # a second version is known where it was written
                    self.outbox.enqueue(post, self._pages, person, PIN)
                self._queued.append(post)

    def _waiting(self) -> int:
        return sum(one.state is not DeliveryState.VERIFIED for one in self.deliveries())

    def deliveries(self) -> tuple[Delivery, ...]:
        return self.outbox.list()

    def give_up(self, posts: Sequence[str]) -> None:
        with self._at_work() as person:
            for delivery in self.deliveries():
                if delivery.post_id in posts:
                    self.outbox.cancel(delivery.id, person)

    def open(self) -> list[str]:
        """What is said of each delivery that is neither out nor given up."""
        over = DeliveryState.VERIFIED, DeliveryState.CANCELLED
        return [f"{one.state}: {one.message_en}" for one in self.deliveries() if one.state not in over]

    def tend(self) -> None:
        """What an officer does on reading the sentence beside a delivery: look, try the page again, send again."""
        with self._at_work() as person:
            for pause in self.outbox.pauses():
                if pause.until is None:
                    self.asked[f"account paused: {_plain(pause.code or pause.reason.en)}"] += 1
                    self.outbox.release_account(pause.account, person, PIN)
            for delivery in self.outbox.latest(GONE, limit=100):
                self.asked[f"{delivery.state} {delivery.reason}: {_plain(delivery.message_en)}"] += 1
                self._see_to(delivery, person)

    def _see_to(self, delivery: Delivery, person: str) -> None:
        try:
            if delivery.reason in (Attention.DOUBT, Attention.GONE, Attention.DIFFERS, Attention.HIDDEN):
                self.outbox.reconcile(delivery.id)
            if self.outbox.get(delivery.id).state in GONE:
                self.outbox.retry(delivery.id, person, PIN)
        except StudioError as refusal:
            self.asked[f"refused: {_plain(refusal.phrase.en)}"] += 1

    @contextmanager
    def _at_work(self) -> Iterator[str]:
        person = self._studio.people.get(PUBLISHER)
        with at_work(self._studio.people.sign_in(person.id, PIN)):
            yield person.id


def _plain(sentence: str) -> str:
    """Without what differs from post to post."""
    return re.sub(r"https?://\S+|PS-\w+|\d+", "…", sentence)


@contextmanager
def unit(root: Path, hub: Hub, stage: Stage, *, good: int, baits: int) -> Iterator[tuple[list[Desk], Written]]:
    """The three PCs at work, nothing queued yet."""
    pages = [account.name for account in stage.accounts]
    with pcs_opened(root / "pcs", *STAFF) as pcs:
        for pc in pcs:
            with pc.by(pc.head) as head:
                joined(pc.studio.people, PUBLISHER, [Role.PUBLISHER], PIN)
                for account in stage.accounts:
                    pc.studio.connections.add(account, head.id)
            pc.join(hub, UNIT)
        written = write(pcs, pages, good=good, baits=baits)
        places = [_place(pc, skew) for pc, skew in zip(pcs, SKEW, strict=True)]
    with ExitStack() as stack:
        desks = []
        for place in places:
            studio = opened(place)
            stack.callback(studio.close)
            presence = stack.enter_context(Presence(place.root / "workers", uuid.uuid4().hex))
            desks.append(Desk(place, studio, outbox_of(studio, stage, presence), pages))
        yield desks, written


def _place(pc: PC, skew: timedelta) -> Place:
    ahead = MORNING + timedelta(hours=26) - datetime.now(UTC)
    return Place(
        root=pc.profile.root,
        keyring={name: value.reveal() for name, value in pc.safe.entries.items()},
        ahead=ahead + skew,
    )
