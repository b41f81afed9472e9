"""A post given to the whole unit: who may queue it then, and who may not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from studio.errors import NotPermitted, Refused
from studio.hub.leases import LeaseState
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.people.model import Role
from studio.posts.model import PostState
from tests.exchange.rig import PAGE, PC, PIN, Three
from tests.hub.rig import Hub
from tests.profile import joined

PUBLISHER = "Đỗ Văn Trực"


@pytest.fixture
def unit(three: Three, hub: Hub) -> Three:
    """All three joined the hub as PCs of one unit, and each has somebody who publishes."""
    for pc in three:
        with pc.by(pc.head):
            joined(pc.studio.people, PUBLISHER, [Role.PUBLISHER], PIN)
        pc.join(hub, "u001")
        pc.sync()
    return three


def approved(unit: Three) -> str:
    author, approver, _ = unit
    post = author.draft().id
    author.submit(post)
    author.sync()
    approver.sync()
    approver.approve(post)
    approver.sync()
    author.sync()
    return post


def give(pc: PC, post: str) -> None:
    with pc.by() as person:
        pc.studio.unit_handover.give(post, person.id, PIN)


def queue(pc: PC, post: str) -> Delivery:
    with pc.by(pc.person(PUBLISHER)) as person:
        return pc.studio.outbox.enqueue(post, [PAGE], person.id, PIN)[0]


def all_know(pcs: Sequence[PC]) -> None:
    for pc in pcs:
        pc.sync()


def leases(hub: Hub) -> list[LeaseState]:
    return [LeaseState(state) for (state,) in hub.ask("SELECT state FROM hub.lease")]


def test_every_pc_of_the_unit_may_publish_it_then(unit: Three, hub: Hub) -> None:
    author, approver, third = unit
    post = approved(unit)
    with pytest.raises(Refused, match="Soạn"):
        queue(approver, post)
    give(author, post)
    all_know(unit)
    assert [standing.unit for standing in approver.studio.exchange.list()] == ["u001"]
    delivery = queue(third, post)
    third.studio.outbox.run()
    assert third.studio.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert leases(hub) == [LeaseState.DONE]
    assert third.state(post) is PostState.PUBLISHED


def test_a_pc_that_cannot_ask_the_hub_sends_nothing_of_it(unit: Three, hub: Hub) -> None:
    author, _, third = unit
    post = approved(unit)
    give(author, post)
    all_know(unit)
    delivery = queue(third, post)
    with hub.server() as server:
        server.revoke(hub.logins[-1])
    third.studio.outbox.run_once()
    found = third.studio.outbox.get(delivery.id)
    assert (found.state, found.attempts) == (DeliveryState.WAITING, 0)
    assert "gives no word" in found.message_en


def test_a_pc_outside_the_unit_refuses_it(unit: Three, tmp_path: Path) -> None:
    author, _, third = unit
    post = approved(unit)
    give(author, post)
    file = author.send(post, tmp_path / "post.psexchange")
    with third.by(third.head) as head:
        third.studio.hub.leave(head.id, PIN)
    third.read(file)
    with pytest.raises(Refused) as refusal:
        queue(third, post)
    assert "joined the hub" in refusal.value.phrase.en


def test_what_this_pc_has_queued_is_cancelled_first(unit: Three) -> None:
    author = unit[0]
    post = approved(unit)
    delivery = queue(author, post)
    with pytest.raises(Refused) as refusal:
        give(author, post)
    assert "cancel its deliveries" in refusal.value.phrase.en
    with author.by(author.person(PUBLISHER)) as person:
        author.studio.outbox.cancel(delivery.id, person.id)
    give(author, post)
    author.sync()
    assert queue(author, post).id == delivery.id


def test_there_is_no_way_back_to_one_pc(unit: Three, tmp_path: Path) -> None:
    author = unit[0]
    post = approved(unit)
    give(author, post)
    with pytest.raises(Refused):
        give(author, post)
    with pytest.raises(Refused):
        author.send(post, tmp_path / "post.psexchange", to="Đăng")


def test_it_is_given_by_a_person_with_the_right_at_a_pc_that_joined(three: Three, unit: Three) -> None:
    author = unit[0]
    post = author.draft().id
    with author.by() as person, pytest.raises(NotPermitted):
        author.studio.unit_handover.give(post, person.id, "00000000")
    with author.by(author.head) as head:
        author.studio.hub.leave(head.id, PIN)
    with pytest.raises(Refused) as refusal:
        give(author, post)
    assert "has not joined" in refusal.value.phrase.en


def test_an_edit_at_home_stops_the_others_at_the_hub(unit: Three, hub: Hub) -> None:
    """They have not heard of it."""
    author, _, third = unit
    post = approved(unit)
    give(author, post)
    all_know(unit)
    delivery = queue(third, post)
    author.edit(post, "Kẻ gian đổi cách nói.")
    author.sync()
    third.studio.outbox.run_once()
    found = third.studio.outbox.get(delivery.id)
    assert (found.state, found.reason, found.attempts) == (DeliveryState.WAITING, Attention.NONE, 0)
    assert "another version" in found.message_en
    third.sync()
    third.clock.forward(minutes=1)
    assert third.studio.outbox.run_once() is not None
    assert third.studio.outbox.get(delivery.id).reason is Attention.GATE
