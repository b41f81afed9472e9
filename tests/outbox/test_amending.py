"""A published post is changed on its page: with approval anew, once, and never another post."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from studio.errors import Refused, StudioError
from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.storage_tables import deliveries
from studio.phrase import Phrase
from studio.publishers.port import Answer, Outcome
from tests.outbox.remote import Fault, Killed
from tests.outbox.world import PIN, TEXT, AccountBook, World, page

NEW = TEXT.replace("113", "0292 3812 345")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    built.posts.withdrawer = None
    yield built
    built.store.close()


def published(world: World, *names: str) -> Delivery:
    delivery = world.queue("p1", *(names or ("trang-a",)))
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    return world.outbox.get(delivery.id)


def approve_change(world: World, post: str = "p2", *, of: str = "p1", text: str = NEW, images: int = 1) -> str:
    """Another person approved the change of a published post; its pictures are those of the post."""
    world.approved(post, text=text, images=images)
    bundle, made = world.gate.bundles[post], world.gate.bundles[of]
    packages = {
        platform: replace(package, attachments=made.packages[platform].attachments[:images])
        for platform, package in bundle.packages.items()
    }
    world.gate.bundles[post] = replace(bundle, packages=packages)
    world.gate.amends[post] = of
    return post


def queue_change(world: World, *names: str, post: str = "p2", text: str = NEW) -> Delivery:
    approve_change(world, post, text=text)
    return world.outbox.enqueue(post, names or ("trang-a",), "cb-dang", PIN)[0]


def shown(world: World) -> list[str]:
    return [post.text for post in world.remote.shown()]


def test_the_page_shows_the_new_text_in_the_same_post(world: World) -> None:
    first = published(world)
    change = queue_change(world)
    assert change.message == messages.AMEND_WAITS.vi
    assert world.state(first) == (DeliveryState.VERIFIED, Attention.NONE)
    world.outbox.run()
    assert shown(world) == [NEW]
    assert world.remote.count("create") == 1
    found = world.outbox.get(change.id)
    assert (found.state, found.message) == (DeliveryState.VERIFIED, messages.AMENDED.vi)
    assert (found.remote_id, found.permalink) == (first.remote_id, first.permalink)
    assert world.posts.states == {"p1": "published", "p2": "published"}
    assert [a.step for a in world.outbox.attempts(change.id)] == ["edit", "verify"]
    assert world.acts("p2") == ["queued", "intent", "sent", "verified"]
    receipt = world.outbox.receipt(change.id)
    assert receipt is not None
    assert receipt.verified
    former = world.outbox.get(first.id)
    assert (former.state, former.message, former.watch_at) == (DeliveryState.VERIFIED, messages.SUPERSEDED.vi, None)


def test_later_looks_compare_with_the_newest_text(world: World) -> None:
    first = published(world)
    change = queue_change(world)
    world.outbox.run()
    world.clock.forward(days=2)
    world.outbox.run()
    assert world.outbox.get(change.id).watched == 2
    assert {world.state(d) for d in (first, change)} == {(DeliveryState.VERIFIED, Attention.NONE)}
    key = first.remote_id
    world.remote.posts[key] = replace(world.remote.posts[key], text=TEXT)
    world.clock.forward(days=8)
    world.outbox.run()
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)


def test_a_second_change_begins_from_the_first(world: World) -> None:
    published(world)
    queue_change(world)
    world.outbox.run()
    later = queue_change(world, post="p3", text=NEW + " Xin cảm ơn.")
    world.outbox.run()
    assert shown(world) == [NEW + " Xin cảm ơn."]
    assert world.outbox.get(later.id).state is DeliveryState.VERIFIED
    world.gate.written_at["p4"] = world.clock.now() - timedelta(days=1)
    approve_change(world, "p4", text="Bản cũ")
    with pytest.raises(Refused, match="đã được sửa trên trang sau khi"):
        world.outbox.enqueue("p4", ["trang-a"], "cb-dang", PIN)


@pytest.mark.parametrize("fault", ["timeout", "timeout_after", "500_after", "die", "die_after"])
def test_a_lost_answer_is_looked_up_before_any_second_try(world: World, fault: str) -> None:
    published(world)
    change = queue_change(world)
    world.remote.script("edit", fault)
    with contextlib.suppress(Killed):
        world.outbox.run_once()
    if fault.startswith("die"):
        world.restart()
        world.clock.forward(minutes=20)
    else:
        found = world.outbox.get(change.id)
        assert found.state is DeliveryState.UNKNOWN
        assert messages.AMEND_DOUBT.vi in found.message
    looks = world.remote.count("read_back")
    world.settle()
    assert world.outbox.get(change.id).message == messages.AMENDED.vi
    assert shown(world) == [NEW]
    assert world.remote.count("edit") == (1 if fault.endswith("after") else 2)
    second = [n for n, call in enumerate(world.remote.calls) if call == "edit"][-1]
    if not fault.endswith("after"):
        assert world.remote.calls[:second].count("read_back") > looks
    outcomes = [a.outcome for a in world.outbox.attempts(change.id) if a.step == "edit"]
    assert outcomes == ["unknown"] if fault.endswith("after") else ["unknown", "done"]


def test_a_page_that_says_done_and_shows_the_former_text_is_told(world: World) -> None:
    first = published(world)
    change = queue_change(world)
    world.remote.script("edit", Answer(outcome=Outcome.DONE, remote_id=first.remote_id))
    world.settle()
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert world.outbox.get(change.id).message == messages.STILL_FORMER.vi
    world.outbox.retry(change.id, "cb-dang", PIN)
    world.settle()
    assert shown(world) == [NEW]


def test_a_change_that_is_there_already_is_not_made_again(world: World) -> None:
    first = published(world)
    world.remote.posts[first.remote_id] = replace(world.remote.posts[first.remote_id], text=NEW)
    change = queue_change(world)
    world.outbox.run()
    assert world.remote.count("edit") == 0
    assert world.outbox.get(change.id).state is DeliveryState.VERIFIED


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"text": "Ai đó đã sửa."}, messages.AMEND_CHANGED_THERE),
        ({"visible": False}, messages.AMEND_NOT_THERE),
        ({"reference": "PS-AAAABBBBCCCC"}, messages.AMEND_OTHERS),
    ],
)
def test_what_is_not_the_post_as_it_was_published_is_left_alone(
    world: World, spoil: dict[str, object], said: Phrase
) -> None:
    first = published(world)
    change = queue_change(world)
    world.remote.posts[first.remote_id] = replace(world.remote.posts[first.remote_id], **spoil)
    before = dict(world.remote.posts)
    world.outbox.run()
    assert world.remote.posts == before
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert world.outbox.get(change.id).message == said.vi


def test_another_page_answers(world: World) -> None:
    published(world)
    change = queue_change(world)
    world.remote.page_id = "id-khac"
    world.outbox.run()
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.PAGE)
    assert shown(world) == [TEXT]


@pytest.mark.parametrize("edited", ["remote_id", "amends", "no_amends", "page_id"])
def test_an_edited_database_reaches_no_other_post(world: World, edited: str) -> None:
    """Whoever writes into the rows cannot have the change land in another post, on another page, or as a new post."""
    first = published(world)
    other = world.queue("p9", "trang-a", text="Bài khác của cùng trang.")
    elsewhere = world.queue("p8", "trang-b", text="Bài của trang khác.")
    world.settle()
    other, elsewhere = world.outbox.get(other.id), world.outbox.get(elsewhere.id)
    change = queue_change(world)
    rows = {
        "remote_id": (first.id, {"remote_id": other.remote_id}),
        "amends": (change.id, {"amends": other.reference}),
        "no_amends": (change.id, {"amends": ""}),
        "page_id": (first.id, {"page_id": elsewhere.page_id, "remote_id": elsewhere.remote_id}),
    }
    whose, values = rows[edited]
    with world.store.write() as tx:
        tx.execute(update(deliveries).where(deliveries.c.id == whose).values(values))
    world.settle()
    assert sorted(shown(world)) == sorted([TEXT, "Bài khác của cùng trang.", "Bài của trang khác."])
    assert world.remote.count("edit") == 0
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_the_gate_is_asked_again_before_the_call(world: World) -> None:
    published(world)
    change = queue_change(world)
    world.gate.on_hold.add("p2")
    world.outbox.run()
    assert shown(world) == [TEXT]
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_pictures_are_not_exchanged(world: World) -> None:
    published(world)
    approve_change(world, images=0)
    with pytest.raises(Refused, match=r"ảnh trên trang không thay được.*gỡ bài rồi đăng lại"):
        world.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)
    assert world.outbox.of_post("p2") == ()


def test_only_what_is_published_and_can_be_changed(world: World) -> None:
    delivery = world.queue("p1", "trang-a")
    approve_change(world)
    with pytest.raises(Refused, match="không thấy bài gốc"):
        world.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)
    world.outbox.run()
    with pytest.raises(Refused, match="không giữ lịch hộ"):
        world.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN, held_by="platform")
    world.remote.edits = False
    with pytest.raises(Refused, match="không sửa được bài này"):
        world.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_one_change_of_a_post_at_a_time(world: World) -> None:
    published(world)
    first = queue_change(world)
    approve_change(world, "p3", text="Bản khác")
    with pytest.raises(Refused, match="một lần sửa khác chưa xong"):
        world.outbox.enqueue("p3", ["trang-a"], "cb-dang", PIN)
    assert world.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)[0].id == first.id
    assert world.outbox.cancel(first.id, "cb-dang").state is DeliveryState.CANCELLED
    assert world.outbox.enqueue("p3", ["trang-a"], "cb-dang", PIN)[0].amends


def test_a_withdrawal_wins_over_a_change_that_waits(world: World) -> None:
    first = published(world)
    change = queue_change(world)
    world.posts.withdrawer = "cb-duyet"
    assert world.outbox.withdraw(first.id, "cb-dang", PIN, "số sai").state is DeliveryState.WITHDRAWN
    assert world.state(change)[0] is DeliveryState.CANCELLED
    world.settle()
    assert world.remote.posts == {}
    assert world.remote.count("edit") == 0


def test_a_withdrawal_that_is_decided_and_not_done_yet_stops_the_change(world: World) -> None:
    published(world)
    change = queue_change(world)
    world.posts.withdrawer = "cb-duyet"
    world.outbox.run()
    assert world.remote.count("edit") == 0
    assert world.outbox.get(change.id).message == messages.AMENDED_GONE.vi
    assert world.posts.states["p2"] == "approved"


def test_a_withdrawal_decided_while_the_page_is_looked_at(world: World) -> None:
    published(world)
    change = queue_change(world)
    world.remote.script("read_back", lambda: setattr(world.posts, "withdrawer", "cb-duyet"))
    world.outbox.run()
    assert world.remote.count("edit") == 0
    assert world.state(change)[0] is DeliveryState.CANCELLED


@pytest.mark.parametrize("lost", [False, True])
def test_what_was_changed_is_removed_with_it(world: World, lost: bool) -> None:
    first = published(world)
    change = queue_change(world)
    if lost:
        world.remote.script("edit", "timeout_after")
        world.outbox.run_once()
    else:
        world.outbox.run()
    world.posts.withdrawer = "cb-duyet"
    assert world.outbox.withdraw_post("p1", "cb-dang", PIN)[0].state is DeliveryState.WITHDRAWN
    assert world.state(change)[0] is DeliveryState.WITHDRAWN
    assert world.remote.posts == {}
    world.settle()
    assert {world.state(d)[0] for d in (first, change)} == {DeliveryState.WITHDRAWN}


def test_an_emergency_holds_a_change_back_and_lets_it_go_on(world: World) -> None:
    published(world)
    change = queue_change(world)
    world.remote.script("edit", "refused_connection")
    world.outbox.run()
    world.emergency(on=True)
    world.clock.forward(hours=1)
    world.outbox.run()
    found = world.outbox.get(change.id)
    assert not found.held_by_page
    assert shown(world) == [TEXT]
    world.emergency(on=False)
    world.settle()
    assert shown(world) == [NEW]


def test_by_hand_a_person_changes_it_and_brings_the_link(world: World) -> None:
    world.remote.by_hand, world.remote.hidden = True, False
    first = world.queue("p1", "trang-a")
    world.outbox.run()
    link = "https://www.facebook.com/id-trang-a/posts/1"
    world.outbox.confirm_by_hand(first.id, link, "cb-dang", sure=True)
    change = queue_change(world)
    edited: list[str] = []
    world.remote.script("edit", Answer(outcome=Outcome.DONE, remote_id="goi-sua"))
    world.outbox.run()
    assert world.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    assert world.outbox.get(change.id).message == messages.AMEND_HAND.vi
    assert edited == []
    done = world.outbox.confirm_by_hand(change.id, link, "cb-dang", sure=True)
    assert done.state is DeliveryState.VERIFIED
    assert world.outbox.get(first.id).message == messages.SUPERSEDED.vi


FAULTS: tuple[Fault, ...] = ("ok", "timeout", "timeout_after", "500_after", "refused_connection", "die", "die_after")


@pytest.mark.parametrize("seed", range(40))
def test_killed_at_any_call_it_ends_with_one_post_and_one_text(tmp_path: Path, seed: int) -> None:
    """Deaths and lost answers at every call of a change: in the end one post, the approved text, and true words."""
    dice = random.Random(seed)
    world = World(tmp_path, accounts=AccountBook(page("trang-a")), seed=seed)
    world.posts.withdrawer = None
    world.remote.keeps_reference = seed % 2 == 0
    first = published(world)
    change = queue_change(world)
    world.remote.script("edit", *(dice.choice(FAULTS) for _ in range(4)))
    for read in ("identity", "read_back"):
        world.remote.script(read, *(dice.choice(("ok", "ok", "offline", "die")) for _ in range(8)))
    for _ in range(60):
        try:
            world.settle()
        except Killed:
            assert set(shown(world)) <= {TEXT, NEW}
            world.restart()
            world.clock.forward(minutes=20)
            continue
        except StudioError:
            world.clock.forward(minutes=5)
            continue
        if world.outbox.get(change.id).state in (DeliveryState.VERIFIED, DeliveryState.NEEDS_ATTENTION):
            break
        world.clock.forward(minutes=5)
    assert world.state(change) == (DeliveryState.VERIFIED, Attention.NONE), world.outbox.get(change.id).message
    assert world.outbox.get(change.id).message == messages.AMENDED.vi
    assert shown(world) == [NEW]
    assert list(world.remote.posts) == [first.remote_id]
    assert world.remote.count("create") == 1
    edits = [a for a in world.outbox.attempts(change.id) if a.step == "edit"]
    assert len(edits) == world.remote.count("edit"), "every call was written down before it left"
    assert {a.body_sha256 for a in edits} != {""}
    world.store.close()
