"""Who may send, on the hub itself: each line of the table in studio/hub/leases.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from studio.hub.client import HubClient
from studio.hub.items import Item
from studio.hub.leases import SEND_WITHIN, LeaseState, Permit
from studio.hub.model import HubItemKind
from tests.hub.rig import Hub, Station

POST, PAGE = "post-1", "page-1"
LOOK_AFTER, LOOK_AGAIN = 10.5, 1.5
"""Minutes."""


class Unit:
    """Two stations of a unit that share a page, and an approved version in the hub."""

    def __init__(self, hub: Hub, lines: ExitStack) -> None:
        self.hub = hub
        self.one, self.two = hub.station("u001"), hub.station("u001")
        self.line: HubClient = lines.enter_context(self.one.client())
        self.other: HubClient = lines.enter_context(self.two.client())
        self.epoch = self.line.greet().epoch
        self.first = self.write(self.one)

    def write(self, by: Station, *parents: Item) -> Item:
        item = by.revision(POST, *(parent.hex for parent in parents), epoch=self.epoch, text=str(len(parents)))
        (self.line if by is self.one else self.other).push("u001", item)
        return item

    def offer(self, item: Item) -> LeaseState:
        return self.line.offer(POST, PAGE, item.hex)

    def claim(self, line: HubClient | None = None) -> Permit | None:
        return (line or self.line).claim(POST, PAGE, self.first.hex, self.epoch)

    def held(self) -> Permit:
        assert self.offer(self.first) is LeaseState.FREE
        permit = self.claim()
        assert permit is not None
        return permit

    def intent(self) -> Permit:
        permit = self.line.intend(self.held())
        assert permit is not None
        return permit

    @property
    def state(self) -> LeaseState:
        ((state,),) = self.hub.ask("SELECT state FROM hub.lease")
        return LeaseState(state)


@pytest.fixture
def unit(hub: Hub) -> Iterator[Unit]:
    with ExitStack() as lines:
        yield Unit(hub, lines)


def test_one_of_two_gets_it_and_says_when_it_is_done(unit: Unit) -> None:
    permit = unit.held()
    assert unit.claim(unit.other) is None
    sending = unit.line.intend(permit)
    assert sending is not None
    assert sending.in_time(sending.asked + SEND_WITHIN.total_seconds())
    assert not sending.in_time(sending.asked + SEND_WITHIN.total_seconds() + 0.1)
    assert unit.line.advance(sending, LeaseState.DONE)
    assert (unit.state, unit.claim(), unit.claim(unit.other)) == (LeaseState.DONE, None, None)
    assert unit.offer(unit.first) is LeaseState.DONE


def test_a_permit_before_the_intent_is_never_in_time() -> None:
    assert not Permit(post=POST, page=PAGE, revision="", fence=1, epoch="").in_time(86_400.0)


def test_a_lease_that_ran_out_goes_to_another_and_the_first_may_do_nothing(unit: Unit) -> None:
    permit = unit.held()
    unit.hub.minutes_pass(6)
    second = unit.claim(unit.other)
    assert second is not None
    assert second.fence > permit.fence
    assert unit.line.intend(permit) is None
    assert not unit.line.advance(replace(permit, fence=second.fence), LeaseState.INTENT)
    assert unit.other.intend(second) is not None


def test_a_lease_that_ran_out_is_of_no_use_to_its_holder_either(unit: Unit) -> None:
    permit = unit.held()
    unit.hub.minutes_pass(6)
    assert unit.line.intend(permit) is None
    assert unit.claim() is not None


def test_an_intent_is_not_taken_over_by_time(unit: Unit) -> None:
    unit.intent()
    unit.hub.minutes_pass(60 * 24)
    assert unit.claim(unit.other) is None
    assert unit.state is LeaseState.INTENT


def test_who_has_not_sent_gives_it_back(unit: Unit) -> None:
    sending = unit.intent()
    assert unit.line.advance(sending, LeaseState.FREE)
    assert unit.claim(unit.other) is not None
    assert not unit.line.advance(sending, LeaseState.DONE)


def test_a_page_on_which_it_is_found_is_done(unit: Unit) -> None:
    unit.intent()
    assert unit.other.look(POST, PAGE, found=True) is LeaseState.DONE


def test_not_found_counts_late_and_twice(unit: Unit) -> None:
    sending = unit.intent()
    for _ in range(2):
        assert unit.other.look(POST, PAGE, found=False) is LeaseState.INTENT
    unit.hub.minutes_pass(LOOK_AFTER)
    for _ in range(2):
        assert unit.other.look(POST, PAGE, found=False) is LeaseState.INTENT
    unit.hub.minutes_pass(LOOK_AGAIN)
    assert unit.other.look(POST, PAGE, found=False) is LeaseState.FREE
    assert not unit.line.advance(sending, LeaseState.DONE)
    assert unit.claim(unit.other) is not None


def test_a_newer_version_stops_what_has_not_begun(unit: Unit) -> None:
    permit = unit.held()
    second = unit.write(unit.two, unit.first)
    assert unit.state is LeaseState.SUPERSEDED
    assert (unit.line.intend(permit), unit.claim()) == (None, None)
    assert unit.offer(unit.first) is LeaseState.SUPERSEDED
    assert unit.offer(second) is LeaseState.FREE


def test_two_versions_stop_it_until_somebody_chose(unit: Unit) -> None:
    second, third = unit.write(unit.one, unit.first), unit.write(unit.two, unit.first)
    for item in (unit.first, second, third):
        assert unit.offer(item) is LeaseState.SUPERSEDED
    assert unit.offer(unit.write(unit.one, second, third)) is LeaseState.FREE


def test_a_version_that_comes_late_and_was_followed_stops_nothing(unit: Unit) -> None:
    before = unit.one.revision("post-2", epoch=unit.epoch)
    after = unit.one.revision("post-2", before.hex, epoch=unit.epoch)
    unit.line.push("u001", after)
    assert unit.line.offer("post-2", PAGE, after.hex) is LeaseState.FROZEN, "what came before is not known yet"
    unit.line.push("u001", before)
    assert unit.line.offer("post-2", "page-2", after.hex) is LeaseState.FREE
    assert unit.line.claim("post-2", "page-2", after.hex, unit.epoch) is not None


def test_a_withdrawal_wins(unit: Unit) -> None:
    permit = unit.held()
    unit.other.push("u001", unit.two.item(HubItemKind.WITHDRAWAL, {"post": POST, "revision": unit.first.hex}))
    assert unit.line.intend(permit) is None
    assert unit.offer(unit.first) is LeaseState.SUPERSEDED


def test_who_learns_of_a_version_after_the_intent_gives_it_up(unit: Unit) -> None:
    sending = unit.intent()
    unit.write(unit.two, unit.first)
    assert unit.state is LeaseState.INTENT, "it may have been sent"
    assert not unit.line.advance(sending, LeaseState.FREE)
    assert unit.line.advance(sending, LeaseState.SUPERSEDED)


def test_a_new_epoch_freezes_all_but_what_is_done(unit: Unit) -> None:
    permit = unit.held()
    done = unit.line.claim("post-1", "page-1", unit.first.hex, unit.epoch)
    assert done is None
    with unit.hub.server() as server:
        epoch = server.new_epoch()
    assert unit.state is LeaseState.FROZEN
    assert unit.line.intend(permit) is None
    assert not unit.line.advance(replace(permit, epoch=epoch), LeaseState.INTENT)
    assert unit.offer(unit.first) is LeaseState.FROZEN
    assert unit.line.greet().epoch == epoch != unit.epoch
    unit.hub.minutes_pass(LOOK_AFTER)
    assert unit.line.look(POST, PAGE, found=False) is LeaseState.FROZEN
    unit.hub.minutes_pass(LOOK_AGAIN)
    assert unit.line.look(POST, PAGE, found=False) is LeaseState.FREE


def test_a_post_that_is_older_than_the_epoch_begins_frozen(unit: Unit) -> None:
    """Its lease may be among what was lost, and sent."""
    with unit.hub.server() as server:
        unit.epoch = server.new_epoch()
    second = unit.write(unit.two, unit.first)
    assert unit.offer(second) is LeaseState.FROZEN
    young = unit.one.revision("post-2", epoch=unit.epoch)
    unit.line.push("u001", young)
    assert unit.line.offer("post-2", PAGE, young.hex) is LeaseState.FREE
    never_met = unit.one.revision("post-3")
    unit.line.push("u001", never_met)
    assert unit.line.offer("post-3", PAGE, never_met.hex) is LeaseState.FROZEN


def test_another_unit_has_leases_of_its_own(unit: Unit) -> None:
    permit = unit.held()
    far = unit.hub.station("u002")
    with far.client() as line:
        item = far.revision(POST, epoch=unit.epoch)
        line.push("u002", item)
        assert line.offer(POST, PAGE, item.hex) is LeaseState.FREE
        assert not line.advance(permit, LeaseState.INTENT)
    assert unit.line.intend(permit) is not None
