"""One post, several PCs that may publish it: one does, whatever happens; without one of the rules two would.

`naive` are the same PCs with one rule taken away: what a test shows of the rule must not hold for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.exchange.lease_link import Times, UnitQueue
from studio.hub.client import HubClient
from studio.hub.leases import LeaseState
from studio.hub.model import HubItemKind
from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState
from tests.hub.fleet.desks import Desk, Fleet, fleet_on
from tests.hub.rig import Hub
from tests.outbox.outbox_rig import PIN
from tests.outbox.remote import Killed

LONG = timedelta(days=1)


@pytest.fixture
def fleet(hub: Hub, tmp_path: Path) -> Iterator[Fleet]:
    with fleet_on(hub, tmp_path) as made:
        yield made


@pytest.fixture
def at_once(hub: Hub, tmp_path: Path) -> Iterator[Fleet]:
    """The page shows a post as soon as it is made: nothing catches a second one."""
    with fleet_on(hub, tmp_path, hidden=False) as made:
        yield made


# One of them


def test_one_sends_it_and_the_others_note_that_it_is_out(fleet: Fleet) -> None:
    desks = [fleet.add(), fleet.add(), fleet.add()]
    assert [desk.run().state for desk in desks] == [DeliveryState.VERIFIED] * 3
    assert (fleet.public, fleet.remote.count("create"), fleet.state) == (1, 1, LeaseState.DONE)
    assert len({desk.now.remote_id for desk in desks}) == 1


def test_what_another_has_in_hand_waits_and_says_so(fleet: Fleet) -> None:
    one, two = fleet.add(), fleet.add()
    fleet.remote.script("create", two.run)
    one.run()
    assert two.now.state is DeliveryState.WAITING
    assert "not known whether it did" in two.now.message_en
    assert fleet.public == 1


def test_without_the_hub_nothing_of_it_is_sent(fleet: Fleet) -> None:
    desk = fleet.add()
    desk.seat.online = False
    assert desk.run().state is DeliveryState.WAITING
    assert "no network" in desk.now.message_en
    assert fleet.remote.count("create") == 0
    desk.seat.online = True
    fleet.minutes_pass(1)
    assert desk.run().state is DeliveryState.VERIFIED


def test_a_hub_that_gave_no_answer_is_left_alone_for_a_while(fleet: Fleet) -> None:
    """Each asking may take ten seconds, and what needs no hub waits behind it."""
    desk = fleet.add()
    desk.seat.online = False
    desk.run()
    desk.seat.online = True
    fleet.clock.forward(minutes=1)
    assert desk.run().state is DeliveryState.WAITING
    fleet.minutes_pass(1)
    assert desk.run().state is DeliveryState.VERIFIED


def test_an_own_post_needs_no_hub(fleet: Fleet) -> None:
    desk = fleet.add()
    desk.seat.online = False
    own = desk.world.queue("p2", text="Bài của riêng máy này.")
    desk.run()
    assert desk.outbox.get(own.id).state is DeliveryState.VERIFIED
    assert [post.text for post in fleet.remote.shown()] == ["Bài của riêng máy này."]


def test_a_page_that_is_not_read_is_left_to_another_pc(fleet: Fleet) -> None:
    desk = fleet.add()
    fleet.remote.by_hand = True
    assert desk.run().reason is Attention.GATE
    assert desk.now.message_en == messages.SHARED_UNREAD.en
    assert fleet.remote.count("create") == 0


def test_the_page_does_not_keep_it_until_its_time(fleet: Fleet) -> None:
    desk = fleet.add()
    with pytest.raises(Refused) as refusal:
        desk.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, held_by="platform")
    assert refusal.value.phrase == messages.SHARED_BY_PC


# Told apart


def test_who_was_refused_by_the_page_gives_it_back(fleet: Fleet) -> None:
    one, two = fleet.add(), fleet.add()
    fleet.remote.script("create", "reject")
    assert one.run().state is DeliveryState.FAILED
    assert fleet.state is LeaseState.FREE
    assert two.run().state is DeliveryState.VERIFIED


def test_who_could_not_say_that_it_did_not_send_says_it_later(fleet: Fleet) -> None:
    desk = fleet.add()

    def cut() -> None:
        desk.seat.online = False

    fleet.remote.script("create", "refused_connection")
    desk.gate.before_last = cut
    desk.run()
    assert (fleet.state, desk.now.state) == (LeaseState.INTENT, DeliveryState.WAITING)
    desk.seat.online = True
    fleet.minutes_pass(1)
    assert desk.run().state is DeliveryState.VERIFIED


def test_a_newer_version_in_the_hub_stops_it(fleet: Fleet) -> None:
    desk = fleet.add()
    second = fleet.hub.stations[0].revision("p1", fleet.first.hex, text="2")
    fleet.push(second)
    assert desk.run().state is DeliveryState.WAITING
    assert "another version" in desk.now.message_en
    assert fleet.remote.count("create") == 0


def test_a_withdrawal_in_the_hub_stops_it(fleet: Fleet) -> None:
    desk = fleet.add()
    fleet.push(desk.station.item(HubItemKind.WITHDRAWAL, {"post": "p1", "revision": fleet.first.hex}))
    assert desk.run().state is DeliveryState.WAITING
    assert fleet.remote.count("create") == 0


def test_the_gate_is_asked_once_more_after_the_hub_said_yes(fleet: Fleet) -> None:
    """Somebody took a second version in from a stick at that very moment."""
    desk = fleet.add()
    desk.gate.before_last = lambda: desk.gate.on_hold.add("p1")
    assert desk.run().reason is Attention.GATE
    assert (fleet.remote.count("create"), fleet.state) == (0, LeaseState.FREE)


def test_a_new_epoch_is_opened_by_looking(fleet: Fleet) -> None:
    desk = fleet.add()
    with fleet.hub.server() as server:
        server.new_epoch()
    assert desk.run().state is DeliveryState.WAITING
    with desk.station.client() as line:
        line.offer("p1", "facebook id-trang-phuong", fleet.first.hex)
    assert "older state" in desk.now.message_en
    fleet.looks(desk)
    assert (desk.now.state, fleet.public) == (DeliveryState.VERIFIED, 1)


def test_what_a_new_epoch_forgot_is_found_on_the_page(fleet: Fleet) -> None:
    one, two = fleet.add(), fleet.add()
    one.run()
    fleet.hub.ask("DELETE FROM hub.lease")
    with fleet.hub.server() as server:
        server.new_epoch()
    assert two.run().state is DeliveryState.VERIFIED
    assert (fleet.public, fleet.remote.count("create")) == (1, 1)


# After a crash, and doubt


def crashed(desk: Desk, *fault: str) -> None:
    desk.world.remote.script("create", *fault)
    with pytest.raises(Killed):
        desk.run()
    desk.world.restart()


def test_who_died_before_anything_left_sends_it_after_the_looks(fleet: Fleet) -> None:
    desk = fleet.add()
    crashed(desk, "die")
    fleet.looks(desk, 4)
    assert (desk.now.state, fleet.public, fleet.remote.count("create")) == (DeliveryState.VERIFIED, 1, 2)


def test_another_takes_over_from_one_that_stays_dead(fleet: Fleet) -> None:
    one, two = fleet.add(), fleet.add()
    crashed(one, "die")
    two.run()
    assert fleet.state is LeaseState.INTENT
    fleet.looks(two)
    assert (two.now.state, fleet.public) == (DeliveryState.VERIFIED, 1)
    fleet.looks(one)
    assert (one.now.state, one.now.remote_id, fleet.public) == (DeliveryState.VERIFIED, two.now.remote_id, 1)


def test_a_hidden_copy_of_a_dead_pc_is_shown_by_the_next(fleet: Fleet) -> None:
    """Not made a second time: it is found by its code."""
    one, two = fleet.add(), fleet.add()
    crashed(one, "die_after")
    fleet.looks(two)
    assert (two.now.state, fleet.public, fleet.remote.count("create")) == (DeliveryState.VERIFIED, 1, 1)
    fleet.looks(one)
    assert (one.now.state, fleet.public) == (DeliveryState.VERIFIED, 1)


def test_a_lost_answer_is_settled_by_the_very_pc_within_moments(fleet: Fleet) -> None:
    desk = fleet.add()
    fleet.remote.script("create", "timeout_after")
    desk.run()
    fleet.minutes_pass(1)
    assert (desk.run().state, fleet.public, fleet.state) == (DeliveryState.VERIFIED, 1, LeaseState.DONE)


def test_a_hub_that_was_away_when_it_was_read_back_hears_of_it_at_a_later_look(fleet: Fleet) -> None:
    desk = fleet.add()

    def cut() -> None:
        desk.seat.online = False

    fleet.remote.script("reveal", cut)
    assert desk.run().state is DeliveryState.VERIFIED
    before = fleet.state
    desk.seat.online = True
    fleet.minutes_pass(61)
    desk.run()
    assert (before, fleet.state) == (LeaseState.INTENT, LeaseState.DONE)


# Each rule, and what would be without it


class Alone(UnitQueue):
    """Asks nobody."""

    def is_shared(self, post_id: str) -> bool:
        return False


def test_without_the_hub_there_are_two(fleet: Fleet) -> None:
    """Both looked, and neither was there yet."""
    one, two = fleet.add(queue=Alone), fleet.add(queue=Alone)
    fleet.remote.script("create", two.run)
    one.run()
    assert fleet.public == 2
    assert one.now.reason is Attention.TWICE


def sleeps_before_sending(fleet: Fleet, one: Desk, two: Desk) -> None:
    """A laptop sleeps between the hub's word and the sending; another takes over by the looks."""
    one.gate.before_last = lambda: fleet.taken_over(two)
    one.run()
    fleet.looks(one)


def test_who_slept_after_the_word_does_not_send(at_once: Fleet) -> None:
    sleeps_before_sending(at_once, at_once.add(), at_once.add())
    assert at_once.public == 1


def test_without_the_deadline_there_are_two(at_once: Fleet) -> None:
    sleeps_before_sending(at_once, at_once.add(times=Times(send_within=LONG)), at_once.add())
    assert at_once.public == 2


def sleeps_in_the_call(fleet: Fleet, one: Desk, two: Desk) -> None:
    """It sleeps when the request is on its way already: a second hidden copy is made, and not shown."""
    fleet.remote.script("create", lambda: fleet.taken_over(two))
    one.run()
    fleet.looks(one)


def test_a_copy_that_came_too_late_is_not_shown(fleet: Fleet) -> None:
    one, two = fleet.add(), fleet.add()
    sleeps_in_the_call(fleet, one, two)
    assert (fleet.public, fleet.remote.count("create")) == (1, 2)
    assert one.now.remote_id == two.now.remote_id


def test_without_the_word_before_showing_there_are_two(fleet: Fleet) -> None:
    sleeps_in_the_call(fleet, fleet.add(times=Times(show_within=LONG)), fleet.add())
    assert fleet.public == 2


def wakes_after_another_began(fleet: Fleet) -> None:
    """The first says late that it did not send, when the second is sending; a third asks."""
    one, two, three = fleet.add(), fleet.add(), fleet.add()

    def falls_asleep() -> None:
        fleet.minutes_pass(2)
        one.seat.online = False

    one.gate.before_last = falls_asleep
    one.run()
    assert fleet.state is LeaseState.INTENT

    def wakes() -> None:
        one.seat.online = True
        fleet.minutes_pass(0.5)
        one.run()
        three.run()

    two.run()
    fleet.looks(two, 1)
    fleet.remote.script("create", wakes)
    fleet.looks(two, 1)
    assert two.now.remote_id


def test_a_word_that_was_given_to_another_meanwhile_counts_no_more(at_once: Fleet) -> None:
    wakes_after_another_began(at_once)
    assert at_once.public == 1


def test_without_the_fence_there_are_two(at_once: Fleet) -> None:
    """Neither the number of the lease nor its holder is asked for."""
    source = (files("studio.hub") / "sql" / "4_leases.sql").read_text(encoding="utf-8")
    rule = " AND l.fence = p_fence\n    AND l.holder = station.login"
    whole = source[source.index("CREATE FUNCTION hub.advance") : source.index("-- Somebody read the page. Found")]
    assert rule in whole
    at_once.hub.ask(whole.replace(rule, "").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    wakes_after_another_began(at_once)
    assert at_once.public == 2


class WithoutIntent(UnitQueue):
    """Holding it is enough."""

    def _asked(self, line: HubClient, delivery: Delivery, revision: str) -> object:  # type: ignore[override]
        return super()._asked(Holds(line), delivery, revision)  # type: ignore[arg-type]


class Holds:
    def __init__(self, line: HubClient) -> None:
        self._line = line

    def __getattr__(self, name: str) -> object:
        return (lambda permit: permit) if name == "intend" else getattr(self._line, name)


def is_slow(fleet: Fleet, one: Desk, two: Desk) -> None:
    """The request takes six minutes: longer than a lease is held."""
    fleet.remote.script("create", lambda: fleet.later(6, two))
    one.run()


def test_what_is_being_sent_is_not_taken_over_by_time(at_once: Fleet) -> None:
    is_slow(at_once, at_once.add(), at_once.add())
    assert at_once.public == 1


def test_without_the_intent_there_are_two(at_once: Fleet) -> None:
    is_slow(at_once, at_once.add(queue=WithoutIntent), at_once.add())
    assert at_once.public == 2


def test_a_lease_that_ran_out_before_the_intent_is_lost(fleet: Fleet) -> None:
    one, two = fleet.add(), fleet.add()
    one.seat.before_intent = lambda: fleet.later(6, two)
    one.run()
    assert (two.now.state, fleet.public, fleet.remote.count("create")) == (DeliveryState.VERIFIED, 1, 1)
    assert "in hand" in one.now.message_en
    fleet.minutes_pass(1)
    assert one.run().state is DeliveryState.VERIFIED
