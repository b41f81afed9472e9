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
from tests.outbox.outbox_rig import PIN, TEXT, AccountBook, OutboxRig, page
from tests.outbox.remote import Killed


def doubtful(rig: OutboxRig, *, landed: bool, hidden: bool = False) -> Delivery:
    rig.remote.hidden = hidden
    rig.remote.script("create", "timeout_after" if landed else "timeout")
    delivery = rig.queue()
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.UNKNOWN
    return delivery


def asked(rig: OutboxRig) -> Delivery:
    """In doubt, looked for twice, not found: a person is asked."""
    delivery = doubtful(rig, landed=False)
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    return delivery


def test_nothing_is_resent_inside_the_window(rig: OutboxRig) -> None:
    doubtful(rig, landed=False, hidden=True)
    start = rig.clock.now()
    while rig.clock.now() < start + timedelta(minutes=9, seconds=50):
        rig.outbox.run()
        rig.clock.forward(seconds=10)
    assert rig.remote.count("create") == 1
    rig.settle()
    assert rig.remote.count("create") == 2


def test_a_public_page_is_never_sent_to_again_without_a_person(rig: OutboxRig) -> None:
    asked(rig)
    for _ in range(5):
        rig.clock.forward(hours=24)
        rig.outbox.run()
        rig.outbox.reconcile()
    assert rig.remote.count("create") == 1


def test_pressing_look_again_finds_what_turned_up_late(rig: OutboxRig) -> None:
    delivery = asked(rig)
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())
    rig.remote.create(ready.account, ready.package, delivery.reference, rig.files)
    changed = rig.outbox.reconcile(delivery.id)
    assert [d.state for d in changed] == [DeliveryState.VERIFIED]
    assert len(rig.remote.shown()) == 1


def test_send_again_only_after_a_look_that_did_not_find_it(rig: OutboxRig) -> None:
    delivery = asked(rig)
    rig.clock.forward(hours=1)
    with pytest.raises(Refused, match="Kiểm tra lại"):
        rig.outbox.retry(delivery.id, "cb-dang", PIN)
    with pytest.raises(Refused, match="Kiểm tra lại"):
        rig.outbox.cancel(delivery.id, "cb-dang")
    rig.outbox.reconcile(delivery.id)
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1


def test_a_look_that_failed_is_no_look(rig: OutboxRig) -> None:
    delivery = asked(rig)
    rig.clock.forward(hours=1)
    rig.remote.script("recent", "broken")
    rig.outbox.reconcile(delivery.id)
    with pytest.raises(Refused):
        rig.outbox.retry(delivery.id, "cb-dang", PIN)


def test_cancelled_after_a_look(rig: OutboxRig) -> None:
    delivery = asked(rig)
    rig.outbox.cancel(delivery.id, "cb-duyet")
    assert rig.state(delivery)[0] is DeliveryState.CANCELLED
    assert rig.posts.states["p1"] == "approved"


@pytest.mark.parametrize("state", ["unknown", "sent"])
def test_in_doubt_it_cannot_be_cancelled_or_queued_for_another_version(rig: OutboxRig, state: str) -> None:
    if state == "unknown":
        delivery = doubtful(rig, landed=True)
    else:
        rig.remote.script("read_back", "offline")
        delivery = rig.queue()
        rig.outbox.run()
    assert rig.state(delivery)[0] == state
    with pytest.raises(Refused):
        rig.outbox.cancel(delivery.id, "cb-dang")
    rig.approved(text=TEXT + " Bản sửa.")
    with pytest.raises(Refused, match="đã lên trang"):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)


def test_two_posts_that_could_be_it_ask(tmp_path: Path) -> None:
    """A page that keeps no references, and somebody posted the same words by hand."""
    rig = OutboxRig(tmp_path)
    rig.remote.hidden, rig.remote.keeps_reference = False, False
    delivery = doubtful(rig, landed=True)
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())
    by_hand = rig.remote.create(ready.account, ready.package, "", rig.files).remote_id
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    found = rig.outbox.candidates(delivery.id)
    assert [post.text for post in found] == [TEXT, TEXT]
    ours = next(post.remote_id for post in found if post.remote_id != by_hand)
    assert rig.outbox.choose(delivery.id, ours, "cb-dang", PIN).state is DeliveryState.VERIFIED
    with pytest.raises(Refused):
        rig.outbox.choose(delivery.id, by_hand, "cb-dang", PIN)


@pytest.mark.parametrize("first_landed", [True, False])
def test_equal_texts_go_one_after_the_other(tmp_path: Path, first_landed: bool) -> None:
    """Two in doubt at once could take the same post for theirs: the second waits until the first is clear."""
    rig = OutboxRig(tmp_path)
    rig.remote.hidden, rig.remote.keeps_reference = False, False
    first, second = rig.queue("p1"), rig.queue("p2")
    rig.remote.script("create", "timeout_after" if first_landed else "timeout")
    rig.outbox.run()
    assert [rig.state(d)[0] for d in (first, second)] == [DeliveryState.UNKNOWN, DeliveryState.WAITING]
    rig.settle()
    if first_landed:
        assert [rig.state(d)[0] for d in (first, second)] == [DeliveryState.VERIFIED] * 2
        assert len({rig.outbox.get(d.id).remote_id for d in (first, second)}) == 2
    else:
        assert rig.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
        assert rig.state(second)[0] is DeliveryState.WAITING
        assert rig.remote.count("create") == 1


@pytest.mark.parametrize("keeps_reference", [True, False])
def test_a_post_of_another_delivery_is_not_taken_for_ours(tmp_path: Path, keeps_reference: bool) -> None:
    """The same words went out a minute ago, and that post is spoken for."""
    rig = OutboxRig(tmp_path)
    rig.remote.hidden, rig.remote.keeps_reference = False, keeps_reference
    first = rig.queue("p1")
    rig.outbox.run()
    rig.remote.script("create", "timeout")
    second = rig.queue("p2")
    rig.settle()
    assert rig.state(first)[0] is DeliveryState.VERIFIED
    assert rig.state(second) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert rig.outbox.get(second.id).remote_id == ""
    assert rig.outbox.candidates(second.id) == ()


@pytest.mark.parametrize("fault", ["timeout_after", "500_after", "no_id_after", "die_after"])
def test_a_page_without_references_gets_no_second_copy(tmp_path: Path, fault: str) -> None:
    """Here nothing but the doubt itself stands between a lost answer and a second public post."""
    rig = OutboxRig(tmp_path)
    rig.remote.hidden, rig.remote.keeps_reference = False, False
    rig.remote.script("create", fault)
    delivery = rig.queue()
    try:
        rig.settle()
    except Killed:
        rig.restart()
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1


def test_two_equal_texts_with_references_both_arrive_once(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path)
    rig.remote.script("create", "timeout_after", "timeout")
    deliveries = rig.queue("p1"), rig.queue("p2")
    rig.settle()
    assert {rig.state(d)[0] for d in deliveries} == {DeliveryState.VERIFIED}
    assert sorted(p.reference for p in rig.remote.shown()) == sorted(d.reference for d in deliveries)
    owned = {rig.outbox.get(d.id).remote_id for d in deliveries}
    assert len(owned) == 2


def test_a_create_that_lands_after_the_window_leaves_no_second_public_post(rig: OutboxRig) -> None:
    """The page takes the first create only now: a hidden stray, which is removed."""
    delivery = doubtful(rig, landed=False, hidden=True)
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())

    def lands_late() -> None:
        rig.remote.create(ready.account, ready.package, delivery.reference, rig.files)

    rig.remote.script("reveal", lands_late)
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1
    assert len(rig.remote.posts) == 1, "the stray was removed"
    assert "stray_removed" in rig.acts()


def test_a_second_public_post_is_told(rig: OutboxRig) -> None:
    delivery = doubtful(rig, landed=False, hidden=True)
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())

    def somebody_posts_it() -> None:
        answer = rig.remote.create(ready.account, ready.package, delivery.reference, rig.files)
        rig.remote.posts[answer.remote_id] = replace(rig.remote.posts[answer.remote_id], visible=True)

    rig.remote.script("reveal", somebody_posts_it)
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.TWICE)
    assert "hai lần" in rig.outbox.get(delivery.id).message


def test_removed_on_the_page_it_is_not_sent_again(rig: OutboxRig) -> None:
    rig.remote.script("read_back", "offline")
    delivery = rig.queue()
    rig.outbox.run()
    rig.remote.posts.clear()
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    with pytest.raises(Refused):
        rig.outbox.retry(delivery.id, "cb-dang", PIN)
    assert rig.remote.count("create") == 1
    rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "quản trị viên đã gỡ")
    assert rig.state(delivery)[0] is DeliveryState.WITHDRAWN


def test_a_hidden_copy_is_not_revealed_when_the_gate_has_closed_meanwhile(rig: OutboxRig) -> None:
    rig.remote.script("reveal", "die")
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run()
    rig.gate.refusal = Refused(Bilingual("bài đang tạm giữ.", "the post is on hold."))
    rig.restart()
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert rig.remote.shown() == []
    rig.outbox.cancel(delivery.id, "cb-duyet")
    assert rig.remote.posts == {}, "the hidden copy is gone"


def test_a_hidden_copy_is_not_revealed_days_later(rig: OutboxRig) -> None:
    rig.remote.script("reveal", "die")
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run()
    rig.clock.forward(days=2)
    rig.restart()
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert rig.remote.shown() == []
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_a_hidden_copy_stays_when_the_page_does_not_delete_it(rig: OutboxRig) -> None:
    rig.remote.script("reveal", "reject")
    delivery = rig.queue()
    rig.outbox.run()
    rig.remote.script("delete", "timeout")
    with pytest.raises(Refused):
        rig.outbox.cancel(delivery.id, "cb-dang")
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    rig.outbox.cancel(delivery.id, "cb-dang")
    assert rig.state(delivery)[0] is DeliveryState.CANCELLED


def test_a_post_in_moderation_is_not_called_published(rig: OutboxRig) -> None:
    rig.remote.hidden = False
    delivery = rig.queue()

    def into_moderation() -> None:
        for key, post in rig.remote.posts.items():
            rig.remote.posts[key] = replace(post, visible=False)

    rig.remote.script("read_back", into_moderation)
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert rig.posts.states["p1"] == "queued"


def test_a_post_that_differs_is_accepted_by_a_person_only(rig: OutboxRig) -> None:
    rig.remote.rewrite = lambda text: text[:20]
    delivery = rig.queue()
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    with pytest.raises(Refused):
        rig.outbox.cancel(delivery.id, "cb-dang")
    rig.outbox.accept(delivery.id, "cb-dang", PIN)
    receipt = rig.outbox.receipt(delivery.id)
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert receipt is not None
    assert receipt.confirmed_by == "Cán bộ đăng"


def test_a_page_that_cannot_be_read_asks(rig: OutboxRig) -> None:
    rig.remote.lists = False
    delivery = rig.queue()
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert rig.posts.states["p1"] == "queued"
    link = "https://www.facebook.com/id-trang-phuong/posts/1"
    rig.outbox.confirm_by_hand(delivery.id, link, "cb-dang")
    assert rig.posts.states["p1"] == "published"


def test_doubts_of_one_page_do_not_hold_up_another(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    rig.remote.script("create", "wait:1800", "ok")
    a = rig.queue("p1", "trang-a")
    b = rig.queue("p2", "trang-b", text="Thông báo lịch cấp căn cước lưu động.")
    later = rig.queue("p3", "trang-a", text="Thông báo tuyển sinh.")
    rig.outbox.run()
    assert rig.state(b)[0] is DeliveryState.VERIFIED
    assert {rig.state(d)[0] for d in (a, later)} == {DeliveryState.WAITING}
    assert rig.remote.count("create") == 2, "the page asked all of us to wait"
    rig.clock.forward(minutes=29)
    assert rig.outbox.run() == ()
    rig.settle()
    assert {rig.state(d)[0] for d in (a, later)} == {DeliveryState.VERIFIED}


@pytest.mark.parametrize(("asked_for", "waits"), [("120", 120), ("315360000", 3600), ("-5", 0), ("nan", 3600)])
def test_retry_after_is_honoured_within_reason(rig: OutboxRig, asked_for: str, waits: int) -> None:
    rig.remote.script("create", f"wait:{asked_for}")
    delivery = rig.queue()
    rig.outbox.run_once()
    not_before = rig.outbox.get(delivery.id).not_before
    assert not_before == rig.clock.now() + timedelta(seconds=waits)


def test_the_lists_of_the_page_are_read_from_before_the_first_attempt(rig: OutboxRig) -> None:
    """A post older than the first attempt is not ours, however equal it looks."""
    rig.timing = Timing(workers=1, made_before=timedelta(minutes=5))  # nobody is asked about it before the create
    rig.restart()
    rig.remote.keeps_reference, rig.remote.hidden = False, False
    ready_post = rig.approved("p0")
    ready = rig.gate.ready(ready_post, "trang-phuong", rig.clock.now())
    rig.remote.create(ready.account, ready.package, "", rig.files)
    rig.clock.forward(minutes=10)
    delivery = doubtful(rig, landed=False)
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
