"""The rules of who may send, drawn: whatever stations, lines, sleep, sticks and a hub that falls back do.

And each rule taken away: then something is published twice, or unapproved, or lost, and the model sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from studio.hub import leases
from studio.hub.leases import Lease, LeaseState, Permit
from studio.hub.versions import PostHistory
from tests.hub.rig import Hub
from tests.hub.world import TICKS, Both, Pc, Rules, Violation, World, pcs
from tests.soak import amount

RUNS = amount(300, 5_000, "STUDIO_RUNS")
REAL_RUNS = amount(4, 60, "STUDIO_REAL_RUNS")
STEPS = 50
POSTS = ("post-1", "post-2")
A, P = st.integers(0, 2), st.sampled_from(POSTS)
COUNTED = {"sent": 0, "falls": 0}


class Machine(RuleBasedStateMachine):
    """Three stations, two posts."""

    def __init__(self) -> None:
        super().__init__()
        self.world = self.begin()

    def begin(self) -> World:
        return World(Rules(), pcs(3))

    @rule(a=A, p=P)
    def edit(self, a: int, p: str) -> None:
        self.world.edit(a, p)

    @rule(a=A, p=P)
    def choose(self, a: int, p: str) -> None:
        self.world.choose(a, p)

    @rule(a=A, p=P)
    def approve(self, a: int, p: str) -> None:
        self.world.approve(a, p)

    @rule(a=A, p=P, often=st.integers(0, 3))
    def withdraw(self, a: int, p: str, often: int) -> None:
        if often == 0:
            self.world.withdraw(a, p)

    @rule(a=A, n=st.integers(1, 3), ack=st.booleans())
    def push(self, a: int, n: int, ack: bool) -> None:
        self.world.push(a, n, ack)

    @rule(a=A, n=st.integers(1, 4))
    def pull(self, a: int, n: int) -> None:
        self.world.pull(a, n)

    @rule(a=A)
    def sync(self, a: int) -> None:
        self.world.sync(a)

    @rule(a=A, b=A, p=P)
    def ready(self, a: int, b: int, p: str) -> None:
        self.world.ready(a, b, p)

    @rule(a=A, p=P)
    def take(self, a: int, p: str) -> None:
        self.world.take(a, p)

    @rule(a=A, b=A, c=A, p=P, ack=st.booleans())
    def deliver(self, a: int, b: int, c: int, p: str, ack: bool) -> None:
        self.world.ready(a, b, p)
        self.world.take(c, p)
        self.world.send(c, ack)

    @rule(a=A, b=A)
    def usb(self, a: int, b: int) -> None:
        self.world.usb(a, b)

    @rule(a=A, up=st.integers(0, 3))
    def net(self, a: int, up: int) -> None:
        self.world.pcs[a].online = up != 0

    @rule(seconds=st.sampled_from(TICKS))
    def tick(self, seconds: int) -> None:
        self.world.tick(seconds)

    @rule(a=A, p=P)
    def offer(self, a: int, p: str) -> None:
        self.world.offer(a, p)

    @rule(a=A, p=P)
    def claim(self, a: int, p: str) -> None:
        self.world.claim(a, p)

    @rule(a=A)
    def intend(self, a: int) -> None:
        self.world.intend(a)

    @rule(a=A, ack=st.booleans())
    def send(self, a: int, ack: bool) -> None:
        self.world.send(a, ack)

    @rule(a=A)
    def tell(self, a: int) -> None:
        self.world.tell(a)

    @rule(a=A)
    def crash(self, a: int) -> None:
        self.world.crash(a)

    @rule(a=A, p=P)
    def look(self, a: int, p: str) -> None:
        self.world.look(a, p)

    @rule()
    def keep(self) -> None:
        self.world.hub.keep()

    @precondition(lambda self: self.world.hub.can_fall_back)
    @rule(often=st.integers(0, 5))
    def fall_back(self, often: int) -> None:
        if often == 0:
            self.world.fall_back()

    @invariant()
    def holds(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        COUNTED["sent"] += len(self.world.live)
        COUNTED["falls"] += self.world.falls
        self.world.settle()


def drawn(runs: int) -> settings:
    return settings(max_examples=runs, stateful_step_count=STEPS, phases=[Phase.generate], database=None)


@pytest.mark.soak
def test_nothing_is_ever_published_twice_unapproved_or_lost() -> None:
    COUNTED.update(sent=0, falls=0)
    run_state_machine_as_test(Machine, settings=drawn(RUNS))
    print(f"\n{RUNS} runs of {STEPS} steps: {COUNTED['sent']} sent, {COUNTED['falls']} times the hub fell back")
    assert COUNTED["sent"] > RUNS // 10
    assert COUNTED["falls"] > RUNS // 30


@pytest.mark.soak
def test_the_hub_itself_follows_the_rules(hub: Hub) -> None:
    """The same machine over the rules and the real hub, which must answer alike at each step."""
    stations = [hub.station("u001") for _ in range(3)]
    posts = count(1)

    class RealMachine(Machine):
        def begin(self) -> World:
            hub.ask("TRUNCATE hub.lease, hub.version, hub.parent, hub.withdrawn")
            with hub.admin() as line:
                line.execute(b"SET session_replication_role = replica; DELETE FROM hub.item")
                line.execute("UPDATE hub.box SET last = 0, chain = %s", (bytes(32),))
            next(posts)
            both = Both(hub, {station.login: station for station in stations})
            return World(both, [Pc(station.device, station.seed) for station in stations])

        def teardown(self) -> None:
            super().teardown()
            assert isinstance(self.world.hub, Both)
            self.world.hub.close()

    run_state_machine_as_test(RealMachine, settings=drawn(REAL_RUNS))
    assert next(posts) > REAL_RUNS


# -- each rule taken away


def late(world: World) -> None:
    """A PC slept after its intent; meanwhile the page was read and another has sent."""
    world.ready(0, 1, "post-1")
    world.take(0, "post-1")
    for seconds in (840, 240):
        world.tick(seconds)
        world.look(1, "post-1")
    world.take(2, "post-1")
    world.send(2, True)
    world.send(0, True)


def early(world: World) -> None:
    """The page is read at once, twice."""
    world.ready(0, 1, "post-1")
    world.take(0, "post-1")
    for _ in range(2):
        world.look(1, "post-1")
    world.take(2, "post-1")
    world.send(2, True)
    world.send(0, True)


def fallen(world: World) -> None:
    """The hub falls back to before the lease was taken, after it was sent."""
    world.ready(0, 1, "post-1")
    world.hub.keep()
    world.take(0, "post-1")
    world.send(0, True)
    world.fall_back()
    for a in range(3):
        world.sync(a)
    world.take(2, "post-1")
    world.send(2, True)


def lease_lost(world: World) -> None:
    """The hub falls back to before the post was offered, after it was sent; somebody writes a new version of it."""
    world.sync(0)
    world.hub.keep()
    world.ready(0, 1, "post-1")
    world.take(0, "post-1")
    world.send(0, True)
    world.fall_back()
    for a in range(3):
        world.sync(a)
    world.ready(1, 2, "post-1")
    world.take(2, "post-1")
    world.send(2, True)


def old_holder(world: World) -> None:
    """A lease ran out, another holds it, and the first goes on."""
    world.ready(0, 1, "post-1")
    world.claim(0, "post-1")
    world.tick(440)
    world.claim(2, "post-1")
    world.intend(0)
    world.intend(2)
    world.send(0, True)
    world.send(2, True)


def stolen(world: World) -> None:
    """Long after an intent, another takes it without a look; it had been sent."""
    world.ready(0, 1, "post-1")
    world.take(0, "post-1")
    world.send(0, False)
    world.tick(840)
    world.take(2, "post-1")
    world.send(2, True)


def offline(world: World) -> None:
    """A station without a network has the login, and what the hub holds."""
    world.ready(0, 1, "post-1")
    world.pcs[2].online = False
    world.claim(0, "post-1")
    world.claim(2, "post-1")
    world.intend(0)
    world.send(0, True)


def newer(world: World) -> None:
    """Another version lies in the hub when the old one is taken; its sender learns of it late."""
    world.ready(0, 1, "post-1")
    world.edit(1, "post-1")
    world.push(1, 9, True)
    world.take(0, "post-1")
    world.send(0, True)
    if world.live:
        raise Violation("the old version went out")


def edited(world: World) -> None:
    """The sender itself edits between intent and sending."""
    world.ready(0, 1, "post-1")
    world.take(0, "post-1")
    world.edit(0, "post-1")
    world.send(0, True)


def old_approval(world: World) -> None:
    """The former version was approved, the one there is was not."""
    world.ready(0, 1, "post-1")
    world.edit(2, "post-1")
    world.sync(2)
    world.sync(0)
    world.offer(0, "post-1")
    world.take(0, "post-1")
    world.send(0, True)


def own_approval(world: World) -> None:
    """Who wrote a former version approves the one that came from it."""
    world.sync(1)
    world.edit(1, "post-1")
    world.sync(1)
    world.ready(0, 1, "post-1")
    world.take(0, "post-1")
    world.send(0, True)


def withdrawn(world: World) -> None:
    """A withdrawal lies in the hub when the lease is taken; its sender has not read it."""
    world.ready(0, 1, "post-1")
    world.withdraw(1, "post-1")
    world.push(1, 9, True)
    world.take(0, "post-1")
    world.send(0, True)
    if world.live:
        raise Violation("a withdrawn version went out")


def lost_behind(world: World) -> None:
    """Items are lost behind the place that their sender had read."""
    world.hub.keep()
    world.edit(0, "post-1")
    world.push(0, 9, True)
    world.fall_back()
    world.edit(1, "post-2")
    world.sync(1)
    world.settle()


Patch = Callable[[pytest.MonkeyPatch], None]
Sequence = Callable[[World], None]


def patched(place: object, name: str, by: object) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(place, name, by)


def _no_fence(
    lease: Lease, by: str, fence: int, to: LeaseState, at: datetime, *, same_epoch: bool, sole_head: bool
) -> Lease | None:
    return replace(lease, state=to)


def _steal(lease: Lease, revision: str, by: str, at: datetime) -> Lease | None:
    if lease.state in (LeaseState.DONE, LeaseState.SUPERSEDED):
        return None
    return replace(lease, state=LeaseState.HELD, holder=by, fence=lease.fence + 1, until=at + timedelta(minutes=5))


def _no_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "frozen", lambda lease, at: lease)


def _no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LOOK_AFTER", timedelta())
    monkeypatch.setattr(leases, "LOOK_AGAIN", timedelta())


def _always_young(monkeypatch: pytest.MonkeyPatch) -> None:
    real = leases.offered
    monkeypatch.setattr(leases, "offered", lambda *args, **told: real(*args, **{**told, "young": True}))


def _any_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostHistory, "is_approved", lambda self, revision: bool(self.approvals))


def _own_approval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        PostHistory, "is_approved", lambda self, revision: any(one.revision == revision for one in self.approvals)
    )


def _nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule is one of the station, not of the room."""


TAKEN_AWAY = [
    pytest.param(late, patched(Permit, "in_time", lambda self, uptime: True), {}, id="the deadline"),
    pytest.param(early, _no_wait, {}, id="the wait before a look counts"),
    pytest.param(fallen, _no_freeze, {}, id="the freeze at a new epoch"),
    pytest.param(lease_lost, _always_young, {}, id="the freeze of posts older than the epoch"),
    pytest.param(old_holder, patched(leases, "advanced", _no_fence), {}, id="the fence"),
    pytest.param(stolen, patched(leases, "claimed", _steal), {}, id="an intent stays where it is"),
    pytest.param(offline, _nothing, {"offline_sends": True}, id="nothing is sent offline"),
    pytest.param(newer, patched(leases, "overtaken", lambda lease, at, sole_head: lease), {}, id="superseding"),
    pytest.param(
        withdrawn, patched(leases, "overtaken", lambda lease, at, sole_head: lease), {}, id="a withdrawal wins"
    ),
    pytest.param(edited, _nothing, {"rechecks": False}, id="the look at the versions before sending"),
    pytest.param(old_approval, _any_approval, {}, id="an approval binds one version"),
    pytest.param(own_approval, _own_approval, {}, id="who wrote does not approve"),
    pytest.param(
        lost_behind, patched(World, "greet", lambda self, pc: None), {}, id="all is sent again at a new epoch"
    ),
]


@pytest.fixture
def world() -> Callable[..., World]:
    return lambda **rules: World(Rules(), pcs(3), **rules)


@pytest.mark.parametrize(("sequence", "take_away", "rules"), TAKEN_AWAY)
def test_a_rule_is_missed_when_it_is_taken_away(
    sequence: Sequence,
    take_away: Patch,
    rules: dict[str, bool],
    world: Callable[..., World],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sequence(world())
    take_away(monkeypatch)
    with pytest.raises(Violation):
        sequence(world(**rules))
