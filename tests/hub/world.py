"""Stations of one unit, a hub that may fall back, and a page, as the rules of the house let them act.

The hub is either the rules alone (`Rules`, over studio/hub/leases.py and versions.py), or these and a real one that is
asked the same and must answer the same (`Both`). Time stands still until `tick`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from typing import TypeVar

from studio.hub import leases
from studio.hub.client import HubClient
from studio.hub.items import Item, signed
from studio.hub.leases import Lease, LeaseState, Permit
from studio.hub.model import START, Cursor, Entry, HubItemKind, HubStation
from studio.hub.versions import HubRevision, PostHistory, RevisionApproval, history
from studio.people.keys import public_of
from tests.hub.rig import NOW, Hub, Station

_T = TypeVar("_T")
UNIT, PAGE = "u001", "page"
TICKS = (40, 240, 440, 840)
"""Seconds. No sum of them lies just before a limit, so that the moments a real hub takes decide nothing."""
TABLES = ("box", "item", "version", "parent", "withdrawn", "lease", "meta")


class Violation(AssertionError):
    """What must never be, came to be."""


def history_of(post: str, items: Mapping[str, Item]) -> PostHistory:
    """What those items say of a post. People are called like the stations."""
    about = [item for item in items.values() if item.facts.get("post") == post]
    return history(
        [
            HubRevision(item.hex, post, frozenset(item.facts["parents"]), item.sender)
            for item in about
            if item.kind is HubItemKind.REVISION
        ],
        [RevisionApproval(item.facts["revision"], item.sender) for item in about if item.kind is HubItemKind.DECISION],
        [item.facts["revision"] for item in about if item.kind is HubItemKind.WITHDRAWAL],
    )


class Rules:
    """The hub as the rules have it: one box, leases, an epoch."""

    def __init__(self) -> None:
        self.now = NOW
        self.log: list[Entry] = []
        self.items: dict[str, Item] = {}
        self.leases: dict[str, Lease] = {}
        self.epoch = "epoch-1"
        self._epochs = 1
        self._kept: tuple[list[Entry], dict[str, Item], dict[str, Lease]] | None = None

    def push(self, item: Item, by: str) -> int:
        former = next((entry.seq for entry in self.log if entry.id == item.id), None)
        if former is not None:
            return former
        chain = self.log[-1].chain if self.log else START
        self.log.append(
            Entry(
                box=UNIT,
                seq=len(self.log) + 1,
                id=item.id,
                chain=sha256(chain + item.id).digest(),
                kind=str(item.kind),
                sender=by,
                at=self.now,
                body=item.body,
            )
        )
        self.items[item.hex] = item
        post = item.facts["post"]
        if item.kind in (HubItemKind.REVISION, HubItemKind.WITHDRAWAL) and post in self.leases:
            lease = self.leases[post]
            self.leases[post] = leases.overtaken(lease, self.now, sole_head=self._sole(post, lease.revision))
        return len(self.log)

    def pull(self, cursor: Cursor, limit: int) -> list[Entry]:
        return self.log[cursor.seq : cursor.seq + limit]

    def knows(self, cursor: Cursor) -> bool:
        if cursor.seq == 0:
            return True
        return cursor.seq <= len(self.log) and self.log[cursor.seq - 1].chain == cursor.chain

    def offer(self, by: str, post: str, revision: str) -> LeaseState:
        sole = self._sole(post, revision)
        lease = leases.offered(self.leases.get(post), revision, sole_head=sole, young=self._is_young(post), at=self.now)
        if lease is not None:
            self.leases[post] = lease
        return lease.state if sole and lease is not None else LeaseState.SUPERSEDED

    def claim(self, by: str, post: str, revision: str) -> Permit | None:
        lease = self.leases.get(post)
        held = lease and leases.claimed(lease, revision, by, self.now)
        if not held:
            return None
        self.leases[post] = held
        return Permit(post=post, page=PAGE, revision=revision, fence=held.fence, epoch=self.epoch)

    def advance(self, by: str, permit: Permit, to: LeaseState) -> bool:
        lease = self.leases.get(permit.post)
        moved = lease and leases.advanced(
            lease,
            by,
            permit.fence,
            to,
            self.now,
            same_epoch=permit.epoch == self.epoch,
            sole_head=self._sole(permit.post, lease.revision),
        )
        if not moved:
            return False
        self.leases[permit.post] = moved
        return True

    def look(self, by: str, post: str, found: bool) -> LeaseState | None:
        lease = self.leases.get(post)
        if lease is None:
            return None
        self.leases[post] = leases.looked(lease, found, self.now, sole_head=self._sole(post, lease.revision))
        return self.leases[post].state

    def tick(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    def keep(self) -> None:
        """A standby has all up to now, and no more."""
        self._kept = (list(self.log), dict(self.items), dict(self.leases))

    @property
    def can_fall_back(self) -> bool:
        return self._kept is not None

    def fall_back(self, epoch: str = "") -> None:
        """The standby becomes the hub."""
        assert self._kept is not None
        self.log, self.items, self.leases = self._kept
        self._kept = None
        self._epochs += 1
        self.epoch = epoch or f"epoch-{self._epochs}"
        self.leases = {post: leases.frozen(lease, self.now) for post, lease in self.leases.items()}

    def _sole(self, post: str, revision: str) -> bool:
        return history_of(post, self.items).is_sole_head(revision)

    def _is_young(self, post: str) -> bool:
        about = [one for one in self.items.values() if one.kind is HubItemKind.REVISION and one.facts["post"] == post]
        known = {one.hex for one in about}
        named = {parent for one in about for parent in one.facts["parents"]}
        return all(one.epoch == self.epoch for one in about) and named <= known


class Both(Rules):
    """The rules and a real hub side by side; raises AssertionError where they part."""

    def __init__(self, hub: Hub, stations: Mapping[str, Station]) -> None:
        super().__init__()
        self._hub = hub
        self._lines: dict[str, HubClient] = {login: station.client() for login, station in stations.items()}
        self.epoch = self._any.greet().epoch

    def close(self) -> None:
        for line in self._lines.values():
            line.close()

    @property
    def _any(self) -> HubClient:
        return next(iter(self._lines.values()))

    def push(self, item: Item, by: str) -> int:
        return self._same(self._lines[by].push(UNIT, item), super().push(item, by))

    def pull(self, cursor: Cursor, limit: int) -> list[Entry]:
        told = self._any.pull(cursor, limit)
        ours = super().pull(cursor, limit)
        self._same([(entry.seq, entry.id, entry.chain) for entry in told], [(e.seq, e.id, e.chain) for e in ours])
        return ours

    def knows(self, cursor: Cursor) -> bool:
        return self._same(self._any.knows(cursor), super().knows(cursor))

    def offer(self, by: str, post: str, revision: str) -> LeaseState:
        return self._same(self._lines[by].offer(post, PAGE, revision), super().offer(by, post, revision))

    def claim(self, by: str, post: str, revision: str) -> Permit | None:
        return self._same(self._lines[by].claim(post, PAGE, revision, self.epoch), super().claim(by, post, revision))

    def advance(self, by: str, permit: Permit, to: LeaseState) -> bool:
        return self._same(self._lines[by].advance(permit, to), super().advance(by, permit, to))

    def look(self, by: str, post: str, found: bool) -> LeaseState | None:
        return self._same(self._lines[by].look(post, PAGE, found=found), super().look(by, post, found))

    def tick(self, seconds: int) -> None:
        super().tick(seconds)
        self._hub.minutes_pass(seconds / 60)

    def keep(self) -> None:
        super().keep()
        with self._hub.admin() as line:
            line.execute(b"DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
            for table in TABLES:
                line.execute(f"CREATE TABLE kept.{table} AS TABLE hub.{table}".encode())

    def fall_back(self, epoch: str = "") -> None:
        with self._hub.admin() as line:
            line.execute(b"SET session_replication_role = replica")
            for table in TABLES:
                line.execute(f"DELETE FROM hub.{table}".encode())  # noqa: S608 (the tables above)
                line.execute(f"INSERT INTO hub.{table} TABLE kept.{table}".encode())
        with self._hub.server() as server:
            super().fall_back(server.new_epoch())
        self._compare()

    def _same(self, told: _T, ours: _T) -> _T:
        assert told == ours, f"the hub says {told}, the rules {ours}"
        self._compare()
        return ours

    def _compare(self) -> None:
        kept = self._hub.ask("SELECT post, encode(revision, 'hex'), state, coalesce(holder, ''), fence FROM hub.lease")
        ours = [(post, one.revision, str(one.state), one.holder, one.fence) for post, one in self.leases.items()]
        assert sorted(kept) == sorted(ours)


@dataclass
class Sending:
    """What a station has begun to send; gone with the process that crashes."""

    permit: Permit
    intended: bool = False
    sent: bool = False


@dataclass
class Pc:
    """A station: what it holds, what it has still to send, how far it has read."""

    device: HubStation
    seed: bytes
    items: dict[str, Item] = field(default_factory=dict)
    out: list[Item] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)
    """Items of others that came by stick."""
    read: list[Cursor] = field(default_factory=lambda: [Cursor(UNIT)])
    epoch: str = ""
    online: bool = True
    sending: Sending | None = None

    @property
    def login(self) -> str:
        return self.device.login

    def history(self, post: str) -> PostHistory:
        return history_of(post, self.items)

    def make(self, kind: HubItemKind, facts: Mapping[str, object]) -> Item:
        """An item of its own, which goes to the hub when it can."""
        item = signed(kind, facts, sender=self.device, seed=self.seed, at=NOW, epoch=self.epoch)
        if item.hex not in self.items:
            self.items[item.hex] = item
            self.out.append(item)
        return item


def pcs(count: int) -> list[Pc]:
    """Stations that no hub knows."""
    seeds = [sha256(f"station {number}".encode()).digest() for number in range(count)]
    return [
        Pc(HubStation(login=f"u001-{number}", unit=UNIT, public=public_of(seed)), seed)
        for number, seed in enumerate(seeds, 1)
    ]


class World:
    """What stations may do, step by step, and what must hold whatever they do."""

    def __init__(self, hub: Rules, stations: list[Pc], *, offline_sends: bool = False, rechecks: bool = True) -> None:
        """The last two switch a rule of the station off."""
        self.hub = hub
        self.pcs = stations
        self.live: list[tuple[str, str, str]] = []
        """Post, revision and station of what became public."""
        self.falls = 0
        self._made: dict[str, Item] = {}
        self._clock = 0.0
        self._offline_sends = offline_sends
        self._rechecks = rechecks
        self._texts = 0

    # -- writing

    def edit(self, a: int, post: str) -> None:
        """A new version after the one there is; two are to be chosen between first."""
        self._revise(a, post, at_most=1)

    def choose(self, a: int, post: str) -> None:
        """A person makes one of two versions."""
        if self.pcs[a].history(post).is_contested:
            self._revise(a, post, at_most=99)

    def _revise(self, a: int, post: str, at_most: int) -> None:
        pc = self.pcs[a]
        parents = sorted(pc.history(post).heads)
        if len(parents) <= at_most:
            self._texts += 1
            item = pc.make(HubItemKind.REVISION, {"post": post, "parents": parents, "text": self._texts})
            self._made[item.hex] = item

    def approve(self, a: int, post: str) -> None:
        known = self.pcs[a].history(post)
        for revision in known.heads if not known.is_contested else ():
            self.pcs[a].make(HubItemKind.DECISION, {"post": post, "revision": revision})

    def withdraw(self, a: int, post: str) -> None:
        for revision in self.pcs[a].history(post).heads:
            self.pcs[a].make(HubItemKind.WITHDRAWAL, {"post": post, "revision": revision})

    # -- exchanging

    def greet(self, pc: Pc) -> None:
        """At another epoch: all that it ever sent goes again where the hub lacks it."""
        if pc.epoch != self.hub.epoch:
            pc.epoch = self.hub.epoch
            mine = [item for name, item in pc.items.items() if item.sender == pc.login or name in pc.carried]
            pc.out = [item for item in mine if item.hex not in self.hub.items]
            if pc.sending is not None and not pc.sending.intended:
                pc.sending = None

    def push(self, a: int, n: int, ack: bool) -> None:
        pc = self.pcs[a]
        if pc.online:
            self.greet(pc)
            for item in pc.out[:n]:
                self.hub.push(item, pc.login)
            if ack:
                pc.out = pc.out[n:]

    def pull(self, a: int, n: int) -> None:
        pc = self.pcs[a]
        if not pc.online:
            return
        self.greet(pc)
        while not self.hub.knows(pc.read[-1]):
            pc.read.pop()
        for entry in self.hub.pull(pc.read[-1], n):
            pc.read.append(pc.read[-1].after([entry]))
            item = self.hub.items[entry.id.hex()]
            pc.items.setdefault(item.hex, item)

    def sync(self, a: int) -> None:
        self.push(a, 99, True)
        self.pull(a, 999)

    def usb(self, a: int, b: int) -> None:
        """Everything on a stick; what is new there goes to the hub from there, too."""
        to = self.pcs[b]
        for name, item in self.pcs[a].items.items():
            if name not in to.items:
                to.items[name] = item
                to.carried.add(name)
                to.out.append(item)

    def tick(self, seconds: int) -> None:
        self._clock += seconds
        self.hub.tick(seconds)

    # -- sending

    def offer(self, a: int, post: str) -> None:
        pc = self.pcs[a]
        known = pc.history(post)
        if pc.online and len(known.heads) == 1:
            (revision,) = known.heads
            if known.may_leave(revision):
                self.greet(pc)
                self.hub.offer(pc.login, post, revision)

    def claim(self, a: int, post: str) -> None:
        pc = self.pcs[a]
        known = pc.history(post)
        if pc.sending is not None or len(known.heads) != 1:
            return
        (revision,) = known.heads
        if not pc.online:
            if self._offline_sends and post in self.hub.leases:
                self._publish(pc, post, revision)
            return
        if known.may_leave(revision):
            self.greet(pc)
            permit = self.hub.claim(pc.login, post, revision)
            pc.sending = None if permit is None else Sending(permit)

    def intend(self, a: int) -> None:
        pc, sending = self.pcs[a], self.pcs[a].sending
        if sending is None or sending.intended or not pc.online:
            return
        asked = replace(sending.permit, asked=self._clock)
        if not pc.history(asked.post).may_leave(asked.revision) or not self.hub.advance(
            pc.login, asked, LeaseState.INTENT
        ):
            pc.sending = None
            return
        pc.sending = Sending(asked, intended=True)

    def send(self, a: int, ack: bool) -> None:
        pc, sending = self.pcs[a], self.pcs[a].sending
        if sending is None or not sending.intended or sending.sent or not pc.online:
            return
        if not sending.permit.in_time(self._clock):
            pc.sending = None  # too late: it never sends, and somebody reads the page
            return
        post, revision = sending.permit.post, sending.permit.revision
        if self._rechecks and not pc.history(post).may_leave(revision):
            self.hub.advance(pc.login, sending.permit, LeaseState.SUPERSEDED)
            pc.sending = None
            return
        self._publish(pc, post, revision)
        sending.sent = True
        if ack:
            self.tell(a)

    def tell(self, a: int) -> None:
        """That it was sent and read back."""
        pc, sending = self.pcs[a], self.pcs[a].sending
        if sending is not None and sending.sent and pc.online:
            self.hub.advance(pc.login, sending.permit, LeaseState.DONE)
            pc.sending = None

    def crash(self, a: int) -> None:
        self.pcs[a].sending = None

    def look(self, a: int, post: str) -> None:
        """A person with the page's login reads it."""
        if self.pcs[a].online:
            self.hub.look(self.pcs[a].login, post, any(live == post for live, _, _ in self.live))

    def fall_back(self) -> None:
        self.falls += 1
        self.hub.fall_back()

    # -- several steps at once

    def ready(self, a: int, b: int, post: str) -> None:
        """The usual way: one writes, another approves, it is offered, and all know."""
        if a == b or not (self.pcs[a].online and self.pcs[b].online):
            return
        self.sync(a)
        self.edit(a, post)
        self.sync(a)
        self.sync(b)
        self.approve(b, post)
        self.sync(b)
        self.sync(a)
        self.offer(a, post)
        for c in range(len(self.pcs)):
            self.sync(c)

    def take(self, a: int, post: str) -> None:
        self.claim(a, post)
        self.intend(a)

    # -- what must hold

    def _publish(self, pc: Pc, post: str, revision: str) -> None:
        self.live.append((post, revision, pc.login))
        if sum(live == post for live, _, _ in self.live) > 1:
            raise Violation(f"published twice: {post}")
        everywhere = {name: item for one in self.pcs for name, item in one.items.items()}
        authors = self._authors(revision)
        if not any(
            item.kind is HubItemKind.DECISION and item.facts["revision"] == revision and item.sender not in authors
            for item in everywhere.values()
        ):
            raise Violation("sent without another's approval of that revision")
        if pc.history(post).heads != {revision} or revision in pc.history(post).withdrawn:
            raise Violation("its sender knew of another version, or of a withdrawal")

    def _authors(self, revision: str) -> set[str]:
        item = self._made[revision]
        return {item.sender}.union(*(self._authors(parent) for parent in item.facts["parents"]))

    def check(self) -> None:
        known = {name for pc in self.pcs for name in pc.items}
        if not self._made.keys() <= known:
            raise Violation("a revision is lost")
        if len({entry.id for entry in self.hub.log}) != len(self.hub.log):
            raise Violation("an item is in the hub twice")

    def settle(self) -> None:
        """All come back and exchange until nothing more happens; then all know the same."""
        for pc in self.pcs:
            pc.online = True
        for _ in range(4):
            for a in range(len(self.pcs)):
                self.sync(a)
        for pc in self.pcs:
            if not self._made.keys() <= pc.items.keys():
                raise Violation("a station lacks a revision")
        for post in {item.facts["post"] for item in self._made.values()}:
            if len({pc.history(post).heads for pc in self.pcs}) != 1:
                raise Violation("stations disagree")
