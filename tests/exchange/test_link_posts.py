"""Posts over the hub: one by one, in whatever order, with their pictures; approved elsewhere; withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.hub.model import HubItemKind
from studio.outbox.model import DeliveryState
from studio.posts.model import PostState
from tests.exchange.rig import PAGE, PC, PIN, Three
from tests.hub.rig import Hub


@contextmanager
def away(hub: Hub) -> Iterator[None]:
    """Nobody is let in inside the block, and who is in has to go."""
    name = hub.address.database
    with hub.cluster.line("postgres") as line:
        line.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            line.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())


@pytest.fixture
def joined(three: Three, hub: Hub) -> Three:
    """The three PCs, all of one unit on one hub."""
    for pc in three:
        pc.join(hub, "u001")
    return three


def meet(*pcs: PC) -> None:
    """A contact of each, in this order."""
    for pc in pcs:
        pc.sync()


def pictures(pc: PC, post: str) -> set[str]:
    """The files that the post would go out with."""
    frozen = pc.studio.workflow.frozen(post)
    assert frozen is not None
    return {one.sha256 for package in frozen.bundle.packages.values() for one in package.attachments}


def test_a_post_is_submitted_approved_and_published_at_three_pcs(joined: Three) -> None:
    author, approver, publisher = joined
    draft = author.draft()
    meet(author, approver)
    assert approver.studio.exchange.list() == ()  # a draft stays where it is
    author.submit(draft.id)
    meet(author, approver)
    assert approver.state(draft.id) is PostState.IN_REVIEW
    assert pictures(author, draft.id)
    for name in pictures(author, draft.id):
        assert approver.studio.files.get(name) == author.studio.files.get(name)
    approver.approve(draft.id)
    meet(approver, author, publisher)
    assert author.state(draft.id) is PostState.APPROVED
    assert publisher.state(draft.id) is PostState.APPROVED
    assert publisher.studio.outbox.list() == ()  # what comes queues nothing
    with author.by():
        author.studio.exchange.send(draft.id, author.profile.root.parent, author.first.id, PIN, to="Đăng")
    meet(author, publisher, approver)
    with publisher.by() as person:
        publisher.studio.publish(draft.id, [PAGE], person.id, PIN)
        publisher.studio.outbox.run(until_idle=True)
    (delivery,) = publisher.studio.outbox.list()
    assert delivery.state is DeliveryState.VERIFIED
    meet(publisher, author)
    (receipt,) = author.studio.hub.taken(HubItemKind.RECEIPT)
    assert (receipt.facts["post"], receipt.facts["state"], receipt.facts["proof"]) == (
        draft.id, "verified", "read back",
    )  # fmt: skip
    assert (receipt.facts["remote"], receipt.facts["page"]) == (delivery.remote_id, PAGE)
    for pc in joined:
        assert pc.studio.hub.standing().aside == 0
        assert pc.sync().pushed == 0  # all is told


def test_the_same_item_by_usb_and_by_hub_is_one(joined: Three, tmp_path: Path) -> None:
    author, approver, _ = joined
    post = author.submit(author.draft().id)
    path = author.send(post.id, tmp_path)
    approver.read(path)
    meet(author, approver)
    assert approver.read(path) == ()
    history = approver.studio.workflow.history(post.id)
    assert [line.action for line in history] == ["open", "submit"]
    approver.approve(post.id)
    back = approver.send(post.id, tmp_path)
    meet(approver, author)
    assert author.read(back) == ()
    assert author.state(post.id) is PostState.APPROVED


def test_what_came_by_usb_goes_on_by_hub(joined: Three, tmp_path: Path) -> None:
    author, approver, publisher = joined
    post = author.submit(author.draft().id)
    approver.read(author.send(post.id, tmp_path))
    approver.approve(post.id)
    meet(approver, publisher)
    assert publisher.state(post.id) is PostState.APPROVED


def test_an_edit_after_the_submission_is_told_so_that_nobody_approves_what_is_gone(joined: Three) -> None:
    author, approver, _ = joined
    post = author.submit(author.draft().id)
    meet(author, approver)
    author.edit(post.id, "Kẻ gian gọi điện và giục làm ngay.")
    meet(author, approver)
    assert approver.state(post.id) is PostState.DRAFT
    author.submit(post.id)
    meet(author, approver)
    approver.approve(post.id)
    meet(approver, author)
    author.studio.workflow.valid_approval(post.id)


def test_two_edits_are_two_versions_between_which_a_person_chooses(joined: Three) -> None:
    author, approver, publisher = joined
    post = author.submit(author.draft().id)
    meet(author, approver, publisher)
    editor = approver.person("Ngô Thị Biên")
    author.edit(post.id, "Bản của máy soạn.")
    author.submit(post.id)
    approver.edit(post.id, "Bản của máy duyệt.", editor)
    meet(author, approver, author, publisher)
    for pc in (author, approver):
        standing = pc.studio.exchange.standing(post.id)
        assert standing is not None
        assert len(standing.versions) == 2
    with approver.by(approver.first), pytest.raises(Refused, match="hai bản"):
        approver.studio.workflow.approve(post.id, approver.first.id, PIN)
    with author.by() as person:
        author.studio.exchange.choose(post.id, "here", person.id, PIN)
    meet(author, approver, publisher)
    for pc in joined:
        standing = pc.studio.exchange.standing(post.id)
        assert standing is not None
        assert len(standing.versions) == 1
        assert pc.studio.drafts.get(post.id).fields["how"] == "Bản của máy soạn."


def test_a_withdrawal_wins_over_an_approval_whichever_comes_first(joined: Three) -> None:
    author, approver, publisher = joined
    post = author.submit(author.draft().id)
    meet(author, approver)
    approver.approve(post.id)
    meet(approver, author)
    with approver.by() as person:
        approver.studio.workflow.withdraw(post.id, person.id, PIN, "Thông tin đã thay đổi.")
    meet(approver, author, publisher)
    for pc in joined:
        assert pc.state(post.id) is PostState.WITHDRAWN
        with pytest.raises(Refused, match="gỡ"):
            pc.studio.workflow.valid_approval(post.id)


def test_a_week_without_the_hub_changes_nothing_but_the_delay(joined: Three, hub: Hub) -> None:
    author, approver, _ = joined
    posts = []
    with away(hub):
        for day in range(7):
            author.clock.moment += timedelta(days=1)
            approver.clock.moment += timedelta(days=1)
            posts.append(author.submit(author.draft(scam_name=f"Giả danh cán bộ phường, lần {day}").id))
            told = author.studio.hub.sync()
            assert told.trouble is not None
            assert author.studio.hub.standing().trouble == told.trouble
    assert author.studio.hub.standing().waiting >= 7
    meet(author, approver)
    for post in posts:
        assert approver.state(post.id) is PostState.IN_REVIEW
        approver.approve(post.id)
    meet(approver, author)
    assert {author.state(post.id) for post in posts} == {PostState.APPROVED}
    assert author.studio.hub.standing().trouble is None
