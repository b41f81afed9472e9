"""UNKNOWN: nothing is sent again by itself, looks decide, and where looks cannot, a person does after one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.timing import Timing
from studio.phrase import Bilingual
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, TEXT, AccountBook, World, page


def doubtful(world: World, *, landed: bool, hidden: bool = False) -> Delivery:
    world.remote.hidden = hidden
    world.remote.script("create", "timeout_after" if landed else "timeout")
    delivery = world.queue()
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.UNKNOWN
    return delivery


def asked(world: World) -> Delivery:
    """In doubt, looked for twice, not found: a person is asked."""
    delivery = doubtful(world, landed=False)
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    return delivery


def test_nothing_is_resent_inside_the_window(world: World) -> None:
    doubtful(world, landed=False, hidden=True)
    start = world.clock.now()
    while world.clock.now() < start + timedelta(minutes=9, seconds=50):
        world.outbox.run()
        world.clock.forward(seconds=10)
    assert world.remote.count("create") == 1
    world.settle()
    assert world.remote.count("create") == 2


def test_a_public_page_is_never_sent_to_again_without_a_person(world: World) -> None:
    asked(world)
    for _ in range(5):
        world.clock.forward(hours=24)
        world.outbox.run()
        world.outbox.reconcile()
    assert world.remote.count("create") == 1


def test_pressing_look_again_finds_what_turned_up_late(world: World) -> None:
    delivery = asked(world)
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())
    world.remote.create(ready.account, ready.package, delivery.reference, world.files)
    changed = world.outbox.reconcile(delivery.id)
    assert [d.state for d in changed] == [DeliveryState.VERIFIED]
    assert len(world.remote.shown()) == 1


def test_send_again_only_after_a_look_that_did_not_find_it(world: World) -> None:
    delivery = asked(world)
    world.clock.forward(hours=1)
    with pytest.raises(Refused, match="Kiểm tra lại"):
        world.outbox.retry(delivery.id, "cb-dang", PIN)
    with pytest.raises(Refused, match="Kiểm tra lại"):
        world.outbox.cancel(delivery.id, "cb-dang")
    world.outbox.reconcile(delivery.id)
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1


def test_a_look_that_failed_is_no_look(world: World) -> None:
    delivery = asked(world)
    world.clock.forward(hours=1)
    world.remote.script("recent", "broken")
    world.outbox.reconcile(delivery.id)
    with pytest.raises(Refused):
        world.outbox.retry(delivery.id, "cb-dang", PIN)


def test_cancelled_after_a_look(world: World) -> None:
    delivery = asked(world)
    world.outbox.cancel(delivery.id, "cb-duyet")
    assert world.state(delivery)[0] is DeliveryState.CANCELLED
    assert world.posts.states["p1"] == "approved"


@pytest.mark.parametrize("state", ["unknown", "sent"])
def test_in_doubt_it_cannot_be_cancelled_or_queued_for_another_version(world: World, state: str) -> None:
    if state == "unknown":
        delivery = doubtful(world, landed=True)
    else:
        world.remote.script("read_back", "offline")
        delivery = world.queue()
        world.outbox.run()
    assert world.state(delivery)[0] == state
    with pytest.raises(Refused):
        world.outbox.cancel(delivery.id, "cb-dang")
    world.approved(text=TEXT + " Bản sửa.")
    with pytest.raises(Refused, match="đã lên trang"):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)


def test_two_posts_that_could_be_it_ask(tmp_path: Path) -> None:
    """A page that keeps no references, and somebody posted the same words by hand."""
    world = World(tmp_path)
    world.remote.hidden, world.remote.keeps_reference = False, False
    delivery = doubtful(world, landed=True)
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())
    by_hand = world.remote.create(ready.account, ready.package, "", world.files).remote_id
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    found = world.outbox.candidates(delivery.id)
    assert [post.text for post in found] == [TEXT, TEXT]
    ours = next(post.remote_id for post in found if post.remote_id != by_hand)
    assert world.outbox.choose(delivery.id, ours, "cb-dang", PIN).state is DeliveryState.VERIFIED
    with pytest.raises(Refused):
        world.outbox.choose(delivery.id, by_hand, "cb-dang", PIN)


@pytest.mark.parametrize("first_landed", [True, False])
def test_equal_texts_go_one_after_the_other(tmp_path: Path, first_landed: bool) -> None:
    """Two in doubt at once could take the same post for theirs: the second waits until the first is clear."""
    world = World(tmp_path)
    world.remote.hidden, world.remote.keeps_reference = False, False
    first, second = world.queue("p1"), world.queue("p2")
    world.remote.script("create", "timeout_after" if first_landed else "timeout")
    world.outbox.run()
    assert [world.state(d)[0] for d in (first, second)] == [DeliveryState.UNKNOWN, DeliveryState.WAITING]
    world.settle()
    if first_landed:
        assert [world.state(d)[0] for d in (first, second)] == [DeliveryState.VERIFIED] * 2
        assert len({world.outbox.get(d.id).remote_id for d in (first, second)}) == 2
    else:
        assert world.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
        assert world.state(second)[0] is DeliveryState.WAITING
        assert world.remote.count("create") == 1


@pytest.mark.parametrize("keeps_reference", [True, False])
def test_a_post_of_another_delivery_is_not_taken_for_ours(tmp_path: Path, keeps_reference: bool) -> None:
    """The same words went out a minute ago, and that post is spoken for."""
    world = World(tmp_path)
    world.remote.hidden, world.remote.keeps_reference = False, keeps_reference
    first = world.queue("p1")
    world.outbox.run()
    world.remote.script("create", "timeout")
    second = world.queue("p2")
    world.settle()
    assert world.state(first)[0] is DeliveryState.VERIFIED
    assert world.state(second) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert world.outbox.get(second.id).remote_id == ""
    assert world.outbox.candidates(second.id) == ()


@pytest.mark.parametrize("fault", ["timeout_after", "500_after", "no_id_after", "die_after"])
def test_a_page_without_references_gets_no_second_copy(tmp_path: Path, fault: str) -> None:
    """Here nothing but the doubt itself stands between a lost answer and a second public post."""
    world = World(tmp_path)
    world.remote.hidden, world.remote.keeps_reference = False, False
    world.remote.script("create", fault)
    delivery = world.queue()
    try:
        world.settle()
    except Killed:
        world.restart()
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1


def test_two_equal_texts_with_references_both_arrive_once(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.remote.script("create", "timeout_after", "timeout")
    deliveries = world.queue("p1"), world.queue("p2")
    world.settle()
    assert {world.state(d)[0] for d in deliveries} == {DeliveryState.VERIFIED}
    assert sorted(p.reference for p in world.remote.shown()) == sorted(d.reference for d in deliveries)
    owned = {world.outbox.get(d.id).remote_id for d in deliveries}
    assert len(owned) == 2


def test_a_create_that_lands_after_the_window_leaves_no_second_public_post(world: World) -> None:
    """The page takes the first create only now: a hidden stray, which is removed."""
    delivery = doubtful(world, landed=False, hidden=True)
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())

    def lands_late() -> None:
        world.remote.create(ready.account, ready.package, delivery.reference, world.files)

    world.remote.script("reveal", lands_late)
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1
    assert len(world.remote.posts) == 1, "the stray was removed"
    assert "stray_removed" in world.acts()


def test_a_second_public_post_is_told(world: World) -> None:
    delivery = doubtful(world, landed=False, hidden=True)
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())

    def somebody_posts_it() -> None:
        answer = world.remote.create(ready.account, ready.package, delivery.reference, world.files)
        world.remote.posts[answer.remote_id] = replace(world.remote.posts[answer.remote_id], visible=True)

    world.remote.script("reveal", somebody_posts_it)
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.TWICE)
    assert "hai lần" in world.outbox.get(delivery.id).message


def test_removed_on_the_page_it_is_not_sent_again(world: World) -> None:
    world.remote.script("read_back", "offline")
    delivery = world.queue()
    world.outbox.run()
    world.remote.posts.clear()
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    with pytest.raises(Refused):
        world.outbox.retry(delivery.id, "cb-dang", PIN)
    assert world.remote.count("create") == 1
    world.outbox.withdraw(delivery.id, "cb-dang", PIN, "quản trị viên đã gỡ")
    assert world.state(delivery)[0] is DeliveryState.WITHDRAWN


def test_a_hidden_copy_is_not_revealed_when_the_gate_has_closed_meanwhile(world: World) -> None:
    world.remote.script("reveal", "die")
    delivery = world.queue()
    with pytest.raises(Killed):
        world.outbox.run()
    world.gate.refusal = Refused(Bilingual("bài đang tạm giữ.", "the post is on hold."))
    world.restart()
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert world.remote.shown() == []
    world.outbox.cancel(delivery.id, "cb-duyet")
    assert world.remote.posts == {}, "the hidden copy is gone"


def test_a_hidden_copy_is_not_revealed_days_later(world: World) -> None:
    world.remote.script("reveal", "die")
    delivery = world.queue()
    with pytest.raises(Killed):
        world.outbox.run()
    world.clock.forward(days=2)
    world.restart()
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert world.remote.shown() == []
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_a_hidden_copy_stays_when_the_page_does_not_delete_it(world: World) -> None:
    world.remote.script("reveal", "reject")
    delivery = world.queue()
    world.outbox.run()
    world.remote.script("delete", "timeout")
    with pytest.raises(Refused):
        world.outbox.cancel(delivery.id, "cb-dang")
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    world.outbox.cancel(delivery.id, "cb-dang")
    assert world.state(delivery)[0] is DeliveryState.CANCELLED


def test_a_post_in_moderation_is_not_called_published(world: World) -> None:
    world.remote.hidden = False
    delivery = world.queue()

    def into_moderation() -> None:
        for key, post in world.remote.posts.items():
            world.remote.posts[key] = replace(post, visible=False)

    world.remote.script("read_back", into_moderation)
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert world.posts.states["p1"] == "queued"


def test_a_post_that_differs_is_accepted_by_a_person_only(world: World) -> None:
    world.remote.rewrite = lambda text: text[:20]
    delivery = world.queue()
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    with pytest.raises(Refused):
        world.outbox.cancel(delivery.id, "cb-dang")
    world.outbox.accept(delivery.id, "cb-dang", PIN)
    receipt = world.outbox.receipt(delivery.id)
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert receipt is not None
    assert receipt.confirmed_by == "Cán bộ đăng"


def test_a_page_that_cannot_be_read_asks(world: World) -> None:
    world.remote.lists = False
    delivery = world.queue()
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert world.posts.states["p1"] == "queued"
    link = "https://www.facebook.com/id-trang-phuong/posts/1"
    world.outbox.confirm_by_hand(delivery.id, link, "cb-dang")
    assert world.posts.states["p1"] == "published"


def test_doubts_of_one_page_do_not_hold_up_another(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    world.remote.script("create", "wait:1800", "ok")
    a = world.queue("p1", "trang-a")
    b = world.queue("p2", "trang-b", text="Thông báo lịch cấp căn cước lưu động.")
    later = world.queue("p3", "trang-a", text="Thông báo tuyển sinh.")
    world.outbox.run()
    assert world.state(b)[0] is DeliveryState.VERIFIED
    assert {world.state(d)[0] for d in (a, later)} == {DeliveryState.WAITING}
    assert world.remote.count("create") == 2, "the page asked all of us to wait"
    world.clock.forward(minutes=29)
    assert world.outbox.run() == ()
    world.settle()
    assert {world.state(d)[0] for d in (a, later)} == {DeliveryState.VERIFIED}


@pytest.mark.parametrize(("asked_for", "waits"), [("120", 120), ("315360000", 3600), ("-5", 0), ("nan", 3600)])
def test_retry_after_is_honoured_within_reason(world: World, asked_for: str, waits: int) -> None:
    world.remote.script("create", f"wait:{asked_for}")
    delivery = world.queue()
    world.outbox.run_once()
    not_before = world.outbox.get(delivery.id).not_before
    assert not_before == world.clock.now() + timedelta(seconds=waits)


def test_the_lists_of_the_page_are_read_from_before_the_first_attempt(world: World) -> None:
    """A post older than the first attempt is not ours, however equal it looks."""
    world.timing = Timing(workers=1, made_before=timedelta(minutes=5))  # nobody is asked about it before the create
    world.restart()
    world.remote.keeps_reference, world.remote.hidden = False, False
    ready_post = world.approved("p0")
    ready = world.gate.ready(ready_post, "trang-phuong", world.clock.now())
    world.remote.create(ready.account, ready.package, "", world.files)
    world.clock.forward(minutes=10)
    delivery = doubtful(world, landed=False)
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
