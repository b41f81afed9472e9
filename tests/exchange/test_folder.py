"""A folder that another program keeps alike: posts go through it by themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotPermitted
from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from tests.exchange.rig import PAGE, PC, PIN, Three


@pytest.fixture
def shared(three: Three, tmp_path: Path) -> Path:
    """The folder, chosen at each of the three PCs."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for pc in three:
        choose(pc, folder)
    return folder


def choose(pc: PC, folder: Path | None) -> None:
    with pc.by(pc.head) as head:
        pc.studio.shared_folder.choose(folder, head.id, PIN)


def look(*pcs: PC) -> None:
    """A look of each, in this order; none has trouble."""
    for pc in pcs:
        told = pc.studio.shared_folder.look()
        assert told.trouble is None, told.trouble


def test_a_post_goes_its_way_through_the_folder(three: Three, shared: Path) -> None:
    author, approver, _ = three
    draft = author.draft()
    look(author, approver)
    assert list(shared.iterdir()) == []  # a draft stays where it is
    author.submit(draft.id)
    look(author, approver)
    approver.approve(draft.id)
    look(approver, author)
    assert author.state(draft.id) is PostState.APPROVED
    author.studio.workflow.valid_approval(draft.id)
    assert len(list(shared.iterdir())) == 2  # a file of each PC that did something
    before = {path.name: path.stat().st_mtime_ns for path in shared.iterdir()}
    look(*three, *three)
    assert {path.name: path.stat().st_mtime_ns for path in shared.iterdir()} == before


def test_what_became_of_a_post_comes_back_with_it(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    post = author.submit(author.draft().id)
    approver.read(author.send(post.id, tmp_path, to="Đăng"))
    approver.approve(post.id)
    publisher.read(approver.send(post.id, tmp_path))
    with publisher.by() as person:
        publisher.studio.publish(post.id, [PAGE], person.id, PIN)
        publisher.studio.outbox.run(until_idle=True)
    back = publisher.send(post.id, tmp_path)
    for _ in range(2):
        author.read(back)
        (receipt,) = author.studio.hub.taken(HubItemKind.RECEIPT)
        assert (receipt.facts["post"], receipt.facts["state"]) == (post.id, "verified")


def test_a_file_that_is_not_whole_yet_is_tried_again(three: Three, shared: Path, tmp_path: Path) -> None:
    author, approver, _ = three
    post = author.submit(author.draft().id)
    whole = author.send(post.id, tmp_path / "out.psexchange").read_bytes()
    path = shared / "other.psexchange"
    path.write_bytes(whole[:-100])
    told = approver.studio.shared_folder.look()
    assert told.trouble is not None
    assert [one.name for one in approver.studio.shared_folder.troubles()] == ["other.psexchange"]
    assert approver.studio.shared_folder.look().trouble is None  # not tried again at once
    path.write_bytes(whole)
    assert approver.studio.shared_folder.look().taken > 0
    assert approver.studio.shared_folder.troubles() == ()
    assert approver.state(post.id) is PostState.IN_REVIEW


def test_a_file_of_a_pc_that_nobody_confirmed_is_tried_again_after_an_hour(
    three: Three, shared: Path, tmp_path: Path
) -> None:
    author, approver, _ = three
    post = author.draft()
    path = author.send(post.id, tmp_path / "out.psexchange")
    (shared / "other.psexchange").write_bytes(path.read_bytes()[:-1])
    approver.studio.shared_folder.look()
    approver.clock.moment += timedelta(hours=2)
    assert approver.studio.shared_folder.look().trouble is not None


def test_a_folder_is_chosen_by_the_head(three: Three, tmp_path: Path) -> None:
    author = three[0]
    with author.by() as person, pytest.raises(NotPermitted):
        author.studio.shared_folder.choose(tmp_path, person.id, PIN)
    with pytest.raises(BadInput, match="thư mục"):
        choose(author, tmp_path / "none")
    assert author.studio.shared_folder.place() is None
    assert author.studio.shared_folder.look().trouble is None
    choose(author, tmp_path)
    choose(author, None)
    assert author.studio.shared_folder.place() is None


def test_a_folder_that_is_gone_is_told_and_nothing_is_lost(three: Three, shared: Path) -> None:
    author, approver, _ = three
    post = author.submit(author.draft().id)
    shared.rename(shared.with_name("away"))
    for pc in (author, approver):
        assert pc.studio.shared_folder.look().trouble is not None
    shared.with_name("away").rename(shared)
    look(author, approver)
    assert approver.state(post.id) is PostState.IN_REVIEW
