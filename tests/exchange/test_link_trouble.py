"""What goes wrong with a hub: it falls back, its answers are lost, somebody forges items, a share is used up."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from studio.hub.client import HubClient
from studio.hub.items import Item, signed
from studio.hub.model import HubItemKind, HubStation
from studio.people.keys import public_of
from studio.posts.model import PostState
from tests.exchange.rig import PC, Three
from tests.hub.rig import Hub

UNIT = "u001"


@pytest.fixture
def joined(three: Three, hub: Hub) -> Three:
    for pc in three:
        pc.join(hub, UNIT)
    return three


def submitted(pc: PC, name: str = "Giả danh cán bộ phường") -> str:
    return pc.submit(pc.draft(scam_name=name).id).id


# Falling back


def forget(hub: Hub, box: str, after: int) -> None:
    """The hub goes on from an older state: it has nothing of the box behind that number, and knows it."""
    with hub.admin() as line, line.transaction():
        line.execute("SET session_replication_role = replica")  # past the trigger that keeps all
        line.execute("DELETE FROM hub.item_blob WHERE box = %s AND seq > %s", (box, after))
        line.execute("DELETE FROM hub.item WHERE box = %s AND seq > %s", (box, after))
        line.execute("DELETE FROM hub.version")
        line.execute("DELETE FROM hub.parent")
        line.execute(
            "UPDATE hub.box b SET last = %s, chain = coalesce((SELECT i.chain FROM hub.item i WHERE i.box = b.box AND "
            "i.seq = %s), decode(repeat('00', 32), 'hex')) WHERE b.box = %s",
            (after, after, box),
        )
        line.execute("SELECT hub.new_epoch()")


def test_what_a_hub_lost_is_sent_again_and_read_again(joined: Three, hub: Hub) -> None:
    author, approver, publisher = joined
    first = submitted(author, "Trước")
    for pc in (author, approver):
        pc.sync()
    number = approver.studio.hub.standing().received[UNIT]
    lost = [submitted(author, f"Giả danh, lần {n}") for n in range(3)]
    for pc in (author, approver):
        pc.sync()
    assert approver.studio.hub.standing().received[UNIT] > number
    forget(hub, UNIT, number)
    approver.approve(lost[0])
    approver.sync()
    author.sync()
    for pc in (approver, author, publisher, author):
        pc.sync()
    for pc in (author, publisher):
        assert pc.state(lost[0]) is PostState.APPROVED
        assert {pc.state(post) for post in (first, *lost[1:])} == {PostState.IN_REVIEW}
        assert pc.studio.hub.standing().aside == 0
    ends = {tuple(pc.studio.hub.standing().received.items()) for pc in joined}
    assert len(ends) == 1


def test_a_hub_that_began_anew_gets_everything_again(joined: Three, hub: Hub) -> None:
    author, approver, publisher = joined
    post = submitted(author)
    for pc in (author, approver):
        pc.sync()
    forget(hub, UNIT, 0)
    hub.ask("DELETE FROM hub.blob_of")
    for pc in (approver, author, publisher):
        pc.sync()
    assert publisher.state(post) is PostState.IN_REVIEW


def test_what_was_lost_behind_the_place_that_was_read_is_found_within_a_week(joined: Three, hub: Hub) -> None:
    author, _, publisher = joined
    post = submitted(author)
    author.sync()
    with hub.admin() as line, line.transaction():  # the hub lies: it says nothing of a new epoch
        line.execute("SET session_replication_role = replica")
        line.execute("DELETE FROM hub.item_blob")
        line.execute("DELETE FROM hub.item WHERE box = %s", (UNIT,))
        line.execute("UPDATE hub.box SET last = 0, chain = decode(repeat('00', 32), 'hex') WHERE box = %s", (UNIT,))
    author.clock.moment += timedelta(days=8)
    author.sync()
    publisher.sync()
    assert publisher.state(post) is PostState.IN_REVIEW


# Answers that are lost


def test_an_item_whose_answer_was_lost_is_there_once(joined: Three, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    author, approver, _ = joined
    push = HubClient.push

    def cut(client: HubClient, *words: object) -> int:
        push(client, *words)  # type: ignore[arg-type]
        client.close()
        return push(client, *words)  # type: ignore[arg-type]

    post = submitted(author)
    with monkeypatch.context() as patched:
        patched.setattr(HubClient, "push", cut)
        assert author.studio.hub.sync().trouble is not None
    author.sync()
    approver.sync()
    assert approver.state(post) is PostState.IN_REVIEW
    ids = hub.ask("SELECT id FROM hub.item")
    assert len(ids) == len(set(ids))


def test_a_picture_that_broke_off_goes_on_where_it_was(
    joined: Three, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    author, approver, _ = joined
    post = submitted(author)
    author.sync()
    fetch, asked = HubClient.fetch_piece, list[tuple[str, int]]()

    def once(client: HubClient, sha: str, n: int) -> bytes | None:
        if asked:
            client.close()
        asked.append((sha, n))
        return fetch(client, sha, n)

    with monkeypatch.context() as patched:
        patched.setattr(HubClient, "fetch_piece", once)
        told = approver.studio.hub.sync()
        assert told.trouble is not None
    approver.sync()
    assert approver.state(post) is PostState.IN_REVIEW
    frozen = approver.studio.workflow.frozen(post)
    assert frozen is not None
    for package in frozen.bundle.packages.values():
        for one in package.attachments:
            approver.studio.files.check(one.sha256)


# Forged


def forged(pc: PC, post: str) -> Item:
    """A withdrawal in the name of another station, signed by a key of the forger's own."""
    seed = os.urandom(32)
    device = HubStation(login=pc.studio.exchange.station(), unit="", public=public_of(seed))
    facts = {"post": post, "revision": "0" * 64, "by": pc.first.id, "at": "2026-11-30T01:00:00.000000Z", "note": "Gỡ"}
    return signed(HubItemKind.WITHDRAWAL, facts, sender=device, seed=seed, at=pc.clock.now())


def test_a_forged_item_lies_aside_and_holds_up_nothing(joined: Three, hub: Hub) -> None:
    author, approver, _ = joined
    post = submitted(author)
    author.sync()
    thief = hub.station(UNIT)  # nobody confirmed it
    with thief.client() as line:
        line.push(UNIT, thief.item(HubItemKind.RECEIPT, {"post": post}))
        line.push(UNIT, forged(author, post))
    later = submitted(author, "Bài sau")
    author.sync()
    approver.sync()
    assert approver.state(post) is PostState.IN_REVIEW
    assert approver.state(later) is PostState.IN_REVIEW
    aside = {one.kind: one for one in approver.studio.hub.aside()}
    assert set(aside) == {"receipt", "withdrawal"}
    assert "chữ ký" in aside["withdrawal"].why.vi
    approver.clock.moment += timedelta(hours=2)
    approver.sync()
    assert len(approver.studio.hub.aside()) == 2


# A share of the day


def test_who_used_up_the_share_of_the_day_reads_all_the_same(joined: Three, hub: Hub) -> None:
    author, approver, _ = joined
    post = submitted(author)
    author.sync()
    approver.sync()
    approver.approve(post)
    login = author.studio.hub.joined()
    assert login is not None
    hub.ask("UPDATE hub.spent SET items = 20000 WHERE login = %s", login.login)
    another = submitted(author, "Bài sau")
    approver.sync()
    told = author.studio.hub.sync()
    assert told.trouble is not None
    assert "hết phần của hôm nay" in told.trouble.vi
    assert author.state(post) is PostState.APPROVED
    assert author.studio.hub.standing().waiting > 0
    hub.ask("UPDATE hub.spent SET items = 0")
    author.sync()
    approver.sync()
    assert approver.state(another) is PostState.IN_REVIEW
