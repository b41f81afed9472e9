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
from tests.outbox.outbox_rig import PIN, TEXT, AccountBook, OutboxRig, page
from tests.outbox.remote import Fault, Killed

NEW = TEXT.replace("113", "0292 3812 345")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    built.posts.withdrawer = None
    yield built
    built.store.close()


def published(rig: OutboxRig, *names: str) -> Delivery:
    delivery = rig.queue("p1", *(names or ("trang-a",)))
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    return rig.outbox.get(delivery.id)


def approve_change(rig: OutboxRig, post: str = "p2", *, of: str = "p1", text: str = NEW, images: int = 1) -> str:
    """Another person approved the change of a published post; its pictures are those of the post."""
    rig.approved(post, text=text, images=images)
    bundle, made = rig.gate.bundles[post], rig.gate.bundles[of]
    packages = {
        platform: replace(package, attachments=made.packages[platform].attachments[:images])
        for platform, package in bundle.packages.items()
    }
    rig.gate.bundles[post] = replace(bundle, packages=packages)
    rig.gate.amends[post] = of
    return post


def queue_change(rig: OutboxRig, *names: str, post: str = "p2", text: str = NEW) -> Delivery:
    approve_change(rig, post, text=text)
    return rig.outbox.enqueue(post, names or ("trang-a",), "cb-dang", PIN)[0]


def shown(rig: OutboxRig) -> list[str]:
    return [post.text for post in rig.remote.shown()]


def test_the_page_shows_the_new_text_in_the_same_post(rig: OutboxRig) -> None:
    first = published(rig)
    change = queue_change(rig)
    assert change.message == messages.AMEND_WAITS.vi
    assert rig.state(first) == (DeliveryState.VERIFIED, Attention.NONE)
    rig.outbox.run()
    assert shown(rig) == [NEW]
    assert rig.remote.count("create") == 1
    found = rig.outbox.get(change.id)
    assert (found.state, found.message) == (DeliveryState.VERIFIED, messages.AMENDED.vi)
    assert (found.remote_id, found.permalink) == (first.remote_id, first.permalink)
    assert rig.posts.states == {"p1": "published", "p2": "published"}
    assert [a.step for a in rig.outbox.attempts(change.id)] == ["edit", "verify"]
    assert rig.acts("p2") == ["queued", "intent", "sent", "verified"]
    receipt = rig.outbox.receipt(change.id)
    assert receipt is not None
    assert receipt.verified
    former = rig.outbox.get(first.id)
    assert (former.state, former.message, former.watch_at) == (DeliveryState.VERIFIED, messages.SUPERSEDED.vi, None)


def test_later_looks_compare_with_the_newest_text(rig: OutboxRig) -> None:
    first = published(rig)
    change = queue_change(rig)
    rig.outbox.run()
    rig.clock.forward(days=2)
    rig.outbox.run()
    assert rig.outbox.get(change.id).watched == 2
    assert {rig.state(d) for d in (first, change)} == {(DeliveryState.VERIFIED, Attention.NONE)}
    key = first.remote_id
    rig.remote.posts[key] = replace(rig.remote.posts[key], text=TEXT)
    rig.clock.forward(days=8)
    rig.outbox.run()
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)


def test_a_second_change_begins_from_the_first(rig: OutboxRig) -> None:
    published(rig)
    queue_change(rig)
    rig.outbox.run()
    later = queue_change(rig, post="p3", text=NEW + " Xin cảm ơn.")
    rig.outbox.run()
    assert shown(rig) == [NEW + " Xin cảm ơn."]
    assert rig.outbox.get(later.id).state is DeliveryState.VERIFIED
    rig.gate.written_at["p4"] = rig.clock.now() - timedelta(days=1)
    approve_change(rig, "p4", text="Bản cũ")
    with pytest.raises(Refused, match="đã được sửa trên trang sau khi"):
        rig.outbox.enqueue("p4", ["trang-a"], "cb-dang", PIN)


@pytest.mark.parametrize("fault", ["timeout", "timeout_after", "500_after", "die", "die_after"])
def test_a_lost_answer_is_looked_up_before_any_second_try(rig: OutboxRig, fault: str) -> None:
    published(rig)
    change = queue_change(rig)
    rig.remote.script("edit", fault)
    with contextlib.suppress(Killed):
        rig.outbox.run_once()
    if fault.startswith("die"):
        rig.restart()
        rig.clock.forward(minutes=20)
    else:
        found = rig.outbox.get(change.id)
        assert found.state is DeliveryState.UNKNOWN
        assert messages.AMEND_DOUBT.vi in found.message
    looks = rig.remote.count("read_back")
    rig.settle()
    assert rig.outbox.get(change.id).message == messages.AMENDED.vi
    assert shown(rig) == [NEW]
    assert rig.remote.count("edit") == (1 if fault.endswith("after") else 2)
    second = [n for n, call in enumerate(rig.remote.calls) if call == "edit"][-1]
    if not fault.endswith("after"):
        assert rig.remote.calls[:second].count("read_back") > looks
    outcomes = [a.outcome for a in rig.outbox.attempts(change.id) if a.step == "edit"]
    assert outcomes == ["unknown"] if fault.endswith("after") else ["unknown", "done"]


def test_a_page_that_says_done_and_shows_the_former_text_is_told(rig: OutboxRig) -> None:
    first = published(rig)
    change = queue_change(rig)
    rig.remote.script("edit", Answer(outcome=Outcome.DONE, remote_id=first.remote_id))
    rig.settle()
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert rig.outbox.get(change.id).message == messages.STILL_FORMER.vi
    rig.outbox.retry(change.id, "cb-dang", PIN)
    rig.settle()
    assert shown(rig) == [NEW]


def test_a_change_that_is_there_already_is_not_made_again(rig: OutboxRig) -> None:
    first = published(rig)
    rig.remote.posts[first.remote_id] = replace(rig.remote.posts[first.remote_id], text=NEW)
    change = queue_change(rig)
    rig.outbox.run()
    assert rig.remote.count("edit") == 0
    assert rig.outbox.get(change.id).state is DeliveryState.VERIFIED


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"text": "Ai đó đã sửa."}, messages.AMEND_CHANGED_THERE),
        ({"visible": False}, messages.AMEND_NOT_THERE),
        ({"reference": "PS-AAAABBBBCCCC"}, messages.AMEND_OTHERS),
    ],
)
def test_what_is_not_the_post_as_it_was_published_is_left_alone(
    rig: OutboxRig, spoil: dict[str, object], said: Phrase
) -> None:
    first = published(rig)
    change = queue_change(rig)
    rig.remote.posts[first.remote_id] = replace(rig.remote.posts[first.remote_id], **spoil)
    before = dict(rig.remote.posts)
    rig.outbox.run()
    assert rig.remote.posts == before
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert rig.outbox.get(change.id).message == said.vi


def test_another_page_answers(rig: OutboxRig) -> None:
    published(rig)
    change = queue_change(rig)
    rig.remote.page_id = "id-khac"
    rig.outbox.run()
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.PAGE)
    assert shown(rig) == [TEXT]


@pytest.mark.parametrize("edited", ["remote_id", "amends", "no_amends", "page_id"])
def test_an_edited_database_reaches_no_other_post(rig: OutboxRig, edited: str) -> None:
    """Whoever writes into the rows cannot have the change land in another post, on another page, or as a new post."""
    first = published(rig)
    other = rig.queue("p9", "trang-a", text="Bài khác của cùng trang.")
    elsewhere = rig.queue("p8", "trang-b", text="Bài của trang khác.")
    rig.settle()
    other, elsewhere = rig.outbox.get(other.id), rig.outbox.get(elsewhere.id)
    change = queue_change(rig)
    rows = {
        "remote_id": (first.id, {"remote_id": other.remote_id}),
        "amends": (change.id, {"amends": other.reference}),
        "no_amends": (change.id, {"amends": ""}),
        "page_id": (first.id, {"page_id": elsewhere.page_id, "remote_id": elsewhere.remote_id}),
    }
    whose, values = rows[edited]
    with rig.store.write() as tx:
        tx.execute(update(deliveries).where(deliveries.c.id == whose).values(values))
    rig.settle()
    assert sorted(shown(rig)) == sorted([TEXT, "Bài khác của cùng trang.", "Bài của trang khác."])
    assert rig.remote.count("edit") == 0
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_the_gate_is_asked_again_before_the_call(rig: OutboxRig) -> None:
    published(rig)
    change = queue_change(rig)
    rig.gate.on_hold.add("p2")
    rig.outbox.run()
    assert shown(rig) == [TEXT]
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_pictures_are_not_exchanged(rig: OutboxRig) -> None:
    published(rig)
    approve_change(rig, images=0)
    with pytest.raises(Refused, match=r"ảnh trên trang không thay được.*gỡ bài rồi đăng lại"):
        rig.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)
    assert rig.outbox.of_post("p2") == ()


def test_only_what_is_published_and_can_be_changed(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-a")
    approve_change(rig)
    with pytest.raises(Refused, match="không thấy bài gốc"):
        rig.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)
    rig.outbox.run()
    with pytest.raises(Refused, match="không giữ lịch hộ"):
        rig.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN, held_by="platform")
    rig.remote.edits = False
    with pytest.raises(Refused, match="không sửa được bài này"):
        rig.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_one_change_of_a_post_at_a_time(rig: OutboxRig) -> None:
    published(rig)
    first = queue_change(rig)
    approve_change(rig, "p3", text="Bản khác")
    with pytest.raises(Refused, match="một lần sửa khác chưa xong"):
        rig.outbox.enqueue("p3", ["trang-a"], "cb-dang", PIN)
    assert rig.outbox.enqueue("p2", ["trang-a"], "cb-dang", PIN)[0].id == first.id
    assert rig.outbox.cancel(first.id, "cb-dang").state is DeliveryState.CANCELLED
    assert rig.outbox.enqueue("p3", ["trang-a"], "cb-dang", PIN)[0].amends


def test_a_withdrawal_wins_over_a_change_that_waits(rig: OutboxRig) -> None:
    first = published(rig)
    change = queue_change(rig)
    rig.posts.withdrawer = "cb-duyet"
    assert rig.outbox.withdraw(first.id, "cb-dang", PIN, "số sai").state is DeliveryState.WITHDRAWN
    assert rig.state(change)[0] is DeliveryState.CANCELLED
    rig.settle()
    assert rig.remote.posts == {}
    assert rig.remote.count("edit") == 0


def test_a_withdrawal_that_is_decided_and_not_done_yet_stops_the_change(rig: OutboxRig) -> None:
    published(rig)
    change = queue_change(rig)
    rig.posts.withdrawer = "cb-duyet"
    rig.outbox.run()
    assert rig.remote.count("edit") == 0
    assert rig.outbox.get(change.id).message == messages.AMENDED_GONE.vi
    assert rig.posts.states["p2"] == "approved"


def test_a_withdrawal_decided_while_the_page_is_looked_at(rig: OutboxRig) -> None:
    published(rig)
    change = queue_change(rig)
    rig.remote.script("read_back", lambda: setattr(rig.posts, "withdrawer", "cb-duyet"))
    rig.outbox.run()
    assert rig.remote.count("edit") == 0
    assert rig.state(change)[0] is DeliveryState.CANCELLED


@pytest.mark.parametrize("lost", [False, True])
def test_what_was_changed_is_removed_with_it(rig: OutboxRig, lost: bool) -> None:
    first = published(rig)
    change = queue_change(rig)
    if lost:
        rig.remote.script("edit", "timeout_after")
        rig.outbox.run_once()
    else:
        rig.outbox.run()
    rig.posts.withdrawer = "cb-duyet"
    assert rig.outbox.withdraw_post("p1", "cb-dang", PIN)[0].state is DeliveryState.WITHDRAWN
    assert rig.state(change)[0] is DeliveryState.WITHDRAWN
    assert rig.remote.posts == {}
    rig.settle()
    assert {rig.state(d)[0] for d in (first, change)} == {DeliveryState.WITHDRAWN}


def test_an_emergency_holds_a_change_back_and_lets_it_go_on(rig: OutboxRig) -> None:
    published(rig)
    change = queue_change(rig)
    rig.remote.script("edit", "refused_connection")
    rig.outbox.run()
    rig.emergency(on=True)
    rig.clock.forward(hours=1)
    rig.outbox.run()
    found = rig.outbox.get(change.id)
    assert not found.held_by_page
    assert shown(rig) == [TEXT]
    rig.emergency(on=False)
    rig.settle()
    assert shown(rig) == [NEW]


def test_by_hand_a_person_changes_it_and_brings_the_link(rig: OutboxRig) -> None:
    rig.remote.by_hand, rig.remote.hidden = True, False
    first = rig.queue("p1", "trang-a")
    rig.outbox.run()
    link = "https://www.facebook.com/id-trang-a/posts/1"
    rig.outbox.confirm_by_hand(first.id, link, "cb-dang", sure=True)
    change = queue_change(rig)
    edited: list[str] = []
    rig.remote.script("edit", Answer(outcome=Outcome.DONE, remote_id="goi-sua"))
    rig.outbox.run()
    assert rig.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    assert rig.outbox.get(change.id).message == messages.AMEND_HAND.vi
    assert edited == []
    done = rig.outbox.confirm_by_hand(change.id, link, "cb-dang", sure=True)
    assert done.state is DeliveryState.VERIFIED
    assert rig.outbox.get(first.id).message == messages.SUPERSEDED.vi


FAULTS: tuple[Fault, ...] = ("ok", "timeout", "timeout_after", "500_after", "refused_connection", "die", "die_after")


@pytest.mark.parametrize("seed", range(40))
def test_killed_at_any_call_it_ends_with_one_post_and_one_text(tmp_path: Path, seed: int) -> None:
    """Deaths and lost answers at every call of a change: in the end one post, the approved text, and true words."""
    dice = random.Random(seed)
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a")), seed=seed)
    rig.posts.withdrawer = None
    rig.remote.keeps_reference = seed % 2 == 0
    first = published(rig)
    change = queue_change(rig)
    rig.remote.script("edit", *(dice.choice(FAULTS) for _ in range(4)))
    for read in ("identity", "read_back"):
        rig.remote.script(read, *(dice.choice(("ok", "ok", "offline", "die")) for _ in range(8)))
    for _ in range(60):
        try:
            rig.settle()
        except Killed:
            assert set(shown(rig)) <= {TEXT, NEW}
            rig.restart()
            rig.clock.forward(minutes=20)
            continue
        except StudioError:
            rig.clock.forward(minutes=5)
            continue
        if rig.outbox.get(change.id).state in (DeliveryState.VERIFIED, DeliveryState.NEEDS_ATTENTION):
            break
        rig.clock.forward(minutes=5)
    assert rig.state(change) == (DeliveryState.VERIFIED, Attention.NONE), rig.outbox.get(change.id).message
    assert rig.outbox.get(change.id).message == messages.AMENDED.vi
    assert shown(rig) == [NEW]
    assert list(rig.remote.posts) == [first.remote_id]
    assert rig.remote.count("create") == 1
    edits = [a for a in rig.outbox.attempts(change.id) if a.step == "edit"]
    assert len(edits) == rig.remote.count("edit"), "every call was written down before it left"
    assert {a.body_sha256 for a in edits} != {""}
    rig.store.close()
