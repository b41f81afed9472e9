"""Codes: the same content on the same page has the same one, whatever the account is called and what was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.queue import code_of
from studio.platforms import Platform
from studio.posts.model import Package
from tests.outbox.outbox_rig import PIN, TEXT, AccountBook, OutboxRig, page

ASKED = (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
SAME_PAGE = "1234567"


def package(text: str = TEXT, platform: Platform = Platform.FACEBOOK) -> Package:
    return Package(platform=platform, text=text, title="Cảnh báo", attachments=())


def called(name: str) -> AccountBook:
    return AccountBook(page(name, page_id=SAME_PAGE))


@pytest.fixture
def forgotten(tmp_path: Path) -> Iterator[tuple[OutboxRig, OutboxRig]]:
    """A profile that sent the post, and one on the same page that knows nothing of it and calls the page otherwise."""
    for name in ("lost", "anew"):
        (tmp_path / name).mkdir()
    lost = OutboxRig(tmp_path / "lost", accounts=called("trang-cu"))
    lost.queue()
    lost.outbox.run()
    lost.clock.forward(days=1)
    anew = OutboxRig(tmp_path / "anew", accounts=called("trang-moi"), remote=lost.remote, clock=lost.clock)
    yield lost, anew
    for built in (lost, anew):
        built.store.close()


def test_a_code_follows_from_what_goes_where() -> None:
    one = code_of("p1", package(), SAME_PAGE)
    assert one == code_of("p1", package(), SAME_PAGE)
    assert one.startswith("PS-")
    assert len(one) == 15
    others = [
        code_of("p2", package(), SAME_PAGE),
        code_of("p1", package("Khác."), SAME_PAGE),
        code_of("p1", package(platform=Platform.ZALO), SAME_PAGE),
        code_of("p1", package(), "7654321"),
    ]
    assert len({one, *others}) == 5


def test_a_forgotten_post_is_found_under_another_name_of_its_page(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    lost, anew = forgotten
    delivery = anew.queue()
    anew.outbox.run()
    assert anew.state(delivery) == (DeliveryState.VERIFIED, Attention.NONE)
    assert lost.remote.count("create") == 1
    assert len(lost.remote.shown()) == 1


def written_anew(rig: OutboxRig) -> Delivery:
    """The same notice, typed again: a post of another id."""
    return rig.queue("p2", text=TEXT, images=1)


def test_the_same_text_under_an_unknown_code_asks_once(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    lost, anew = forgotten
    delivery = written_anew(anew)
    anew.settle(48)
    assert anew.state(delivery) == ASKED
    theirs = lost.outbox.list()[0]
    assert theirs.reference in anew.outbox.get(delivery.id).message
    assert [post.remote_id for post in anew.outbox.candidates(delivery.id)] == [theirs.remote_id]
    assert lost.remote.count("create") == 1


def test_chosen_its_code_becomes_ours(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    lost, anew = forgotten
    delivery = written_anew(anew)
    anew.outbox.run()
    theirs = lost.outbox.list()[0]
    anew.outbox.choose(delivery.id, theirs.remote_id, "cb-dang", PIN)
    anew.settle()
    anew.clock.forward(hours=2)
    anew.outbox.run()
    found = anew.outbox.get(delivery.id)
    assert (found.state, found.reference, found.watched) == (DeliveryState.VERIFIED, theirs.reference, 1)
    assert lost.remote.count("create") == 1


def test_sent_all_the_same_it_goes_out_once_more(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    lost, anew = forgotten
    delivery = written_anew(anew)
    anew.outbox.run()
    anew.outbox.retry(delivery.id, "cb-dang", PIN)
    anew.settle()
    assert anew.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(lost.remote.shown(delivery.reference)) == 1
    assert len(lost.remote.shown()) == 2


def test_looked_at_again_the_question_stays(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    _, anew = forgotten
    delivery = written_anew(anew)
    anew.outbox.run()
    anew.clock.forward(hours=2)
    anew.outbox.reconcile(delivery.id)
    anew.settle(48)
    assert anew.state(delivery) == ASKED


def test_a_hidden_copy_that_nobody_will_show_is_no_reason_to_ask(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    lost, anew = forgotten
    for key, post in lost.remote.posts.items():
        lost.remote.posts[key] = replace(post, visible=False)
    delivery = written_anew(anew)
    anew.settle()
    assert anew.state(delivery)[0] is DeliveryState.VERIFIED


def test_one_that_the_page_will_show_by_itself_asks(forgotten: tuple[OutboxRig, OutboxRig]) -> None:
    lost, anew = forgotten
    later = anew.clock.now() + timedelta(days=2)
    for key, post in lost.remote.posts.items():
        lost.remote.posts[key] = replace(post, visible=False, scheduled_for=later)
    delivery = written_anew(anew)
    anew.outbox.run()
    assert anew.state(delivery) == ASKED


def test_a_text_that_was_copied_from_another_page_with_its_code_asks(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    first = rig.queue("p1", "trang-a")
    rig.outbox.run()
    theirs = rig.remote.posts[rig.outbox.get(first.id).remote_id]
    rig.remote.posts["id-trang-b_77"] = replace(theirs, remote_id="id-trang-b_77")
    second = rig.queue("p2", "trang-b")
    rig.settle(48)
    assert rig.state(second) == ASKED
    rig.outbox.choose(second.id, "id-trang-b_77", "cb-dang", PIN)
    rig.settle()
    assert rig.state(second) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert rig.outbox.get(second.id).reference == second.reference
    rig.outbox.accept(second.id, "cb-dang", PIN)
    assert rig.state(second)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1
    rig.store.close()


def test_a_post_under_another_deliverys_code_cannot_be_chosen(rig: OutboxRig) -> None:
    first = rig.queue()
    rig.outbox.run()
    theirs = rig.remote.posts[rig.outbox.get(first.id).remote_id]
    rig.remote.posts["id-trang-phuong_77"] = replace(theirs, remote_id="id-trang-phuong_77")
    rig.approved("p2", text="Thông báo khác.")
    made = rig.gate.ready("p2", "trang-phuong", rig.clock.now())
    by_hand = rig.remote.create(made.account, made.package, "", rig.files).remote_id
    rig.remote.reveal(made.account, by_hand, made.package, "", rig.files)
    second = rig.outbox.enqueue("p2", ["trang-phuong"], "cb-dang", PIN)[0]
    rig.outbox.run()
    assert rig.state(second) == ASKED
    with pytest.raises(BadInput):
        rig.outbox.choose(second.id, "id-trang-phuong_77", "cb-dang", PIN)


def test_a_page_under_another_name_is_not_sent_the_post_again(rig: OutboxRig) -> None:
    """Its account was removed and added anew, the post approved for that name."""
    rig.queue()
    rig.outbox.run()
    renamed = page("trang-moi", page_id="id-trang-phuong")
    rig.accounts.accounts = {renamed.name: renamed}
    rig.approved()
    with pytest.raises(Refused, match="“trang-phuong”"):
        rig.outbox.enqueue("p1", ["trang-moi"], "cb-dang", PIN)
    assert rig.remote.count("create") == 1


def test_what_was_cancelled_under_the_old_name_is_taken_up_again(rig: OutboxRig) -> None:
    old = rig.queue()
    rig.outbox.cancel(old.id, "cb-dang")
    renamed = page("trang-moi", page_id="id-trang-phuong")
    rig.accounts.accounts = {renamed.name: renamed}
    new = rig.queue()
    assert (new.id, new.account, new.reference) == (old.id, "trang-moi", old.reference)
    rig.outbox.run()
    assert rig.state(new)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_two_names_of_one_page_cannot_both_be_chosen(tmp_path: Path) -> None:
    accounts = AccountBook(page("trang-a", page_id=SAME_PAGE), page("trang-b", page_id=SAME_PAGE))
    rig = OutboxRig(tmp_path, accounts=accounts)
    rig.approved()
    with pytest.raises(Refused, match="cùng một trang"):
        rig.outbox.enqueue("p1", ["trang-a", "trang-b"], "cb-dang", PIN)
    rig.outbox.enqueue("p1", ["trang-a"], "cb-dang", PIN)
    with pytest.raises(Refused, match="“trang-a”"):
        rig.outbox.enqueue("p1", ["trang-b"], "cb-dang", PIN)
    assert len(rig.outbox.list()) == 1
    rig.store.close()


def test_approved_anew_for_another_time_it_keeps_its_row_and_code(rig: OutboxRig) -> None:
    old = rig.queue()
    bundle = rig.gate.bundles["p1"]
    rig.gate.bundles["p1"] = replace(bundle, seal="another seal: the time or a target changed")
    new = rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert (new.id, new.reference, new.seal) == (old.id, old.reference, rig.gate.bundles["p1"].seal)
    rig.outbox.run()
    assert len(rig.remote.shown()) == 1


def test_an_older_version_taken_up_again_makes_the_newer_one_give_way(rig: OutboxRig) -> None:
    first = rig.queue()
    second = rig.queue(text=TEXT + " Bản sửa.")
    again = rig.queue()
    assert again.id == first.id
    assert rig.outbox.get(second.id).state is DeliveryState.CANCELLED
    rig.outbox.run()
    assert [post.text for post in rig.remote.shown()] == [TEXT]


def test_a_page_id_that_was_changed_leaves_the_former_page_alone(rig: OutboxRig) -> None:
    """What is on the page that the name stood for before is no version on the present one."""
    old = rig.queue()
    rig.outbox.run()
    rig.accounts.accounts["trang-phuong"] = page(page_id="id-khac")
    new = rig.queue()
    assert new.id != old.id
    rig.outbox.run()
    assert [post.remote_id.partition("_")[0] for post in rig.remote.shown()] == ["id-trang-phuong", "id-khac"]
