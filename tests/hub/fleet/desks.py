"""PCs of one unit with an outbox each, one page that all of them may write to, and a real hub between them.

Time stands still until `Fleet.minutes_pass`: then the clock of every PC, the time since it was switched on and the
hub's own go on alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from studio.exchange.lease_link import Times, UnitQueue
from studio.exchange.model import StoredItem
from studio.exchange.storage import StoredExchange
from studio.exchange.travels import UNIT
from studio.hub.client import HubClient
from studio.hub.connection import HubAway
from studio.hub.items import Item
from studio.hub.leases import LeaseState, Permit
from studio.hub.model import HubItemKind
from studio.outbox.context import SendContext
from studio.outbox.model import Delivery
from studio.outbox.service import Outbox
from studio.store.files import FileStore
from tests.hub.rig import Hub, Station
from tests.outbox.outbox_rig import AccountBook, Gate, OutboxRig
from tests.outbox.remote import Remote
from tests.profile import SetClock

UNIT_NAME = "u001"
Step = Callable[[], object]


def nothing() -> None: ...


class Seat:
    """A PC's way to the hub, which a test may cut, and before whose answers something may happen."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.online = True
        self.before_intent: Step = nothing
        self.granted = False
        """The hub has said yes a moment ago."""

    @contextmanager
    def line(self) -> Iterator[HubClient]:
        if not self.online:
            raise HubAway("the hub cannot be used now ({line}).", line="no network")
        with self._station.client() as line:
            yield Watched(line, self)  # type: ignore[misc]


class Watched:
    """A line on which something happens between the answer to `claim` and the next question."""

    def __init__(self, line: HubClient, seat: Seat) -> None:
        self._line = line
        self._seat = seat

    def intend(self, permit: Permit) -> Permit | None:
        step, self._seat.before_intent = self._seat.before_intent, nothing
        step()
        sending = self._line.intend(permit)
        self._seat.granted = sending is not None
        return sending

    def __getattr__(self, name: str) -> object:
        return getattr(self._line, name)


class SlowGate(Gate):
    """Lets everything pass; when it is asked after the hub's yes, something may happen first."""

    def __init__(self, accounts: AccountBook, files: FileStore, seat: Seat) -> None:
        super().__init__(accounts, files)
        self.before_last: Step = nothing
        self._seat = seat

    def ready(self, post_id: str, account: str, now: datetime) -> SendContext:
        if self._seat.granted:
            self._seat.granted = False
            step, self.before_last = self.before_last, nothing
            step()
        return super().ready(post_id, account, now)


@dataclass
class Desk:
    """One PC."""

    world: OutboxRig
    seat: Seat
    station: Station
    gate: SlowGate
    delivery: Delivery

    @property
    def outbox(self) -> Outbox:
        return self.world.outbox

    @property
    def now(self) -> Delivery:
        """The delivery as it stands."""
        return self.outbox.get(self.delivery.id)

    def run(self) -> Delivery:
        """Do what is due, looks that wait for their time included."""
        self.outbox.run()
        self.world.clock.forward(seconds=1)
        return self.now


@dataclass
class Fleet:
    hub: Hub
    folder: Path
    clock: SetClock
    remote: Remote
    first: Item
    """The approved revision of the one post."""
    ticks: float = 1_000.0
    desks: list[Desk] = field(default_factory=list)

    def add(self, queue: type[UnitQueue] = UnitQueue, times: Times | None = None) -> Desk:
        """A further PC, which has queued the post."""
        station = self.hub.station(UNIT_NAME) if self.desks else self.hub.stations[0]
        folder = self.folder / f"pc-{len(self.desks) + 1}"
        folder.mkdir()
        world = OutboxRig(folder, remote=self.remote, clock=self.clock)
        seat, exchange = Seat(station), StoredExchange(world.store)
        offer = station.item(
            HubItemKind.OFFER, {"post": "p1", "after": self.first.hex, "to": UNIT + UNIT_NAME, "by": "x"}
        )
        beginner = self.hub.stations[0].login
        for item, parents, mark in ((self.first, (), ""), (offer, (self.first.hex,), UNIT + UNIT_NAME)):
            exchange.keep(
                StoredItem(id=item.hex, kind=item.kind, post="p1", sender=beginner, by="x", at=item.at, parents=parents,
                     mark=mark), item.body,
            )  # fmt: skip
        world.gate = gate = SlowGate(world.accounts, world.files, seat)
        world.leave = queue(exchange, seat, lambda post: self.first.hex, times=times, ticks=lambda: self.ticks)
        world.outbox = world.worker("w1")
        desk = Desk(world, seat, station, gate, world.queue("p1"))
        self.desks.append(desk)
        return desk

    def minutes_pass(self, minutes: float) -> None:
        self.clock.forward(minutes=minutes)
        self.ticks += minutes * 60
        self.hub.minutes_pass(minutes)

    def later(self, minutes: float, desk: Desk) -> None:
        self.minutes_pass(minutes)
        desk.run()

    def taken_over(self, desk: Desk) -> None:
        """The PC asks, and again until the page was looked at often enough."""
        desk.run()
        self.looks(desk)

    def looks(self, desk: Desk, times: int = 3) -> None:
        """Let the time pass after which a look counts, and let the PC work each time."""
        for _ in range(times):
            self.later(10.5, desk)

    @property
    def public(self) -> int:
        """How many copies visitors saw, at whatever time."""
        return len(self.remote.shown_at)

    @property
    def state(self) -> LeaseState:
        ((state,),) = self.hub.ask("SELECT state FROM hub.lease")
        return LeaseState(state)

    def push(self, item: Item) -> None:
        with self.hub.stations[0].client() as line:
            line.push(UNIT_NAME, item)

    def close(self) -> None:
        for desk in self.desks:
            desk.world.store.close()


@contextmanager
def fleet_on(hub: Hub, folder: Path, *, hidden: bool = True) -> Iterator[Fleet]:
    """A unit without PCs yet, whose approved post is in the hub. `hidden`: a post is made hidden, then shown."""
    one = hub.station(UNIT_NAME)
    with one.client() as line:
        first = one.revision("p1", epoch=line.greet().epoch)
        line.push(UNIT_NAME, first)
    clock = SetClock()
    made = Fleet(hub, folder, clock, Remote(clock, hidden=hidden), first)
    try:
        yield made
    finally:
        made.close()
