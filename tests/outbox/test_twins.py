"""Two PCs with copies of one profile may send the same post at once: whoever is last sees both and says so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import NotPermitted, Refused
from studio.outbox.model import Attention, DeliveryState, Stand, stand_of
from studio.publishers.port import RemotePost
from tests.outbox.outbox_rig import PIN, TEXT, OutboxRig

TWICE = (DeliveryState.NEEDS_ATTENTION, Attention.TWICE)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[OutboxRig, OutboxRig]]:
    """Two copies of one profile before one page."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = OutboxRig(tmp_path / "a")
    other = OutboxRig(tmp_path / "b", remote=one.remote, clock=one.clock)
    yield one, other
    one.store.close()
    other.store.close()


def both_send(one: OutboxRig, other: OutboxRig, post: str = "p1", text: str = TEXT) -> None:
    """Both looked before either had made anything."""
    for rig in (one, other):
        rig.queue(post, text=text)
    one.remote.script("create", other.outbox.run)
    one.outbox.run()


@pytest.mark.parametrize("hidden", [True, False])
def test_the_last_one_sees_both_and_says_so(pair: tuple[OutboxRig, OutboxRig], hidden: bool) -> None:
    one, other = pair
    one.remote.hidden = hidden
    both_send(one, other)
    assert len(one.remote.shown()) == 2
    (mine,), (theirs,) = one.outbox.list(), other.outbox.list()
    assert mine.reference == theirs.reference
    assert (mine.state, mine.reason) == TWICE
    assert "hai lần" in mine.message
    assert theirs.permalink in mine.message
    assert stand_of(mine, withdrawn=False) is Stand.NEEDS_ATTENTION
    assert one.outbox.attempts(mine.id)[-1].outcome == "twice"


def test_the_double_is_removed_on_a_publishers_word_and_the_oldest_stays(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, other = pair
    both_send(one, other)
    (mine,), (theirs,) = one.outbox.list(), other.outbox.list()
    with pytest.raises(NotPermitted):
        one.outbox.remove_twin(mine.id, "cb-dang", "000000")
    with pytest.raises(NotPermitted):
        one.outbox.remove_twin(mine.id, "cb-duyet", PIN)
    assert len(one.remote.shown()) == 2
    done = one.outbox.remove_twin(mine.id, "cb-dang", PIN)
    assert [post.remote_id for post in one.remote.shown()] == [theirs.remote_id]
    assert (done.state, done.remote_id) == (DeliveryState.VERIFIED, theirs.remote_id)
    entry = next(e for e in one.audit.entries("p1") if e.act == "stray_removed")
    assert (entry.by, entry.data["removed"]) == ("cb-dang", [mine.remote_id])
    other.clock.forward(hours=2)
    other.outbox.run()
    assert other.state(theirs)[0] is DeliveryState.VERIFIED, "its copy is the one that stayed"
    with pytest.raises(Refused, match="không hiện hai lần"):
        one.outbox.remove_twin(mine.id, "cb-dang", PIN)


@pytest.mark.parametrize("fault", ["timeout", "timeout_after", "500_after", "reject"])
def test_a_removal_without_a_clear_answer_is_told_and_looked_up(pair: tuple[OutboxRig, OutboxRig], fault: str) -> None:
    one, other = pair
    both_send(one, other)
    (mine,) = one.outbox.list()
    one.remote.script("delete", fault)
    with pytest.raises(Refused):
        one.outbox.remove_twin(mine.id, "cb-dang", PIN)
    one.settle()
    shown = one.remote.shown()
    assert len(shown) == (1 if fault.endswith("after") else 2)
    assert one.state(mine) == ((DeliveryState.VERIFIED, Attention.NONE) if len(shown) == 1 else TWICE)
    if len(shown) == 2:
        one.outbox.remove_twin(mine.id, "cb-dang", PIN)
        assert len(one.remote.shown()) == 1


def test_it_is_not_withdrawn_before_the_double_is_gone(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, other = pair
    both_send(one, other)
    (mine,) = one.outbox.list()
    with pytest.raises(Refused, match="Gỡ bản trùng"):
        one.outbox.withdraw(mine.id, "cb-dang", PIN, "sai")
    assert one.outbox.accept(mine.id, "cb-dang", PIN).state is DeliveryState.VERIFIED, "or both are wanted"


def test_a_copy_made_by_hand_meanwhile_is_told_and_left_alone(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, _ = pair
    delivery = one.queue()

    def by_hand() -> None:
        made = RemotePost(
            remote_id="id-trang-phuong_hand", reference="", text=TEXT, images=1, created_at=one.clock.now(),
            visible=True, permalink="https://example.test/hand",
        )  # fmt: skip
        one.remote.posts[made.remote_id] = made

    one.remote.script("create", by_hand)
    one.outbox.run()
    assert one.state(delivery) == TWICE
    with pytest.raises(Refused, match="tự gỡ trên trang"):
        one.outbox.remove_twin(delivery.id, "cb-dang", PIN)
    assert len(one.remote.shown()) == 2
    del one.remote.posts["id-trang-phuong_hand"]
    one.outbox.reconcile(delivery.id)
    assert one.state(delivery)[0] is DeliveryState.VERIFIED


def test_another_post_with_the_same_words_is_no_double(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, _ = pair
    for number in range(3):
        one.queue(f"p{number}")
    one.outbox.run()
    one.settle()
    assert {d.state for d in one.outbox.list()} == {DeliveryState.VERIFIED}


def test_a_double_that_was_seen_before_and_wanted_is_not_told_again(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, _ = pair
    post = RemotePost(
        remote_id="id-trang-phuong_old", reference="", text=TEXT, images=1, created_at=one.clock.now(), visible=True,
        permalink="https://example.test/old",
    )  # fmt: skip
    one.remote.posts[post.remote_id] = post
    delivery = one.queue()
    one.outbox.run()
    assert one.state(delivery)[1] is Attention.DOUBT
    one.outbox.retry(delivery.id, "cb-dang", PIN)
    one.outbox.run()
    assert one.state(delivery)[0] is DeliveryState.VERIFIED


def test_twelve_posts_from_two_pcs_leave_no_double_unsaid(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, other = pair
    dice = random.Random(12)
    for number in range(12):
        text = f"Thông báo số {number} của Công an phường."
        if dice.random() < 0.6:
            both_send(one, other, f"p{number}", text)
        else:
            for rig in (one, other):
                rig.queue(f"p{number}", text=text)
                rig.outbox.run()
    told = {d.post_id for rig in pair for d in rig.outbox.list() if (d.state, d.reason) == TWICE}
    by_post: dict[str, int] = {}
    for delivery in one.outbox.list():
        shown = [p for p in one.remote.shown() if p.reference == delivery.reference]
        by_post[delivery.post_id] = len(shown)
    doubles = {post for post, shown in by_post.items() if shown > 1}
    assert doubles, "the race is played"
    assert doubles == told
    for delivery in one.outbox.list():
        if (delivery.state, delivery.reason) == TWICE:
            one.outbox.remove_twin(delivery.id, "cb-dang", PIN)
    assert len(one.remote.shown()) == 12


def test_a_hidden_copy_of_another_pc_is_left_to_it(pair: tuple[OutboxRig, OutboxRig]) -> None:
    one, _ = pair
    delivery = one.queue()
    one.outbox.run()
    (post,) = one.remote.shown()
    one.remote.posts["id-trang-phuong_x"] = replace(post, remote_id="id-trang-phuong_x", visible=False)
    one.outbox.reconcile(delivery.id)
    assert one.state(delivery)[0] is DeliveryState.VERIFIED
    assert "id-trang-phuong_x" in one.remote.posts
