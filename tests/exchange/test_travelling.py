"""A post on its way: written at one PC, approved at another, published where the page's login lies."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.app.practice import SAMPLE
from studio.errors import NotPermitted, Refused
from studio.outbox.model import DeliveryState
from studio.posts.model import PostState
from tests.exchange.rig import PAGE, PIN, Three


def test_a_post_is_written_approved_and_published_at_three_pcs(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    post = author.submit(author.draft().id)
    approver.read(author.send(post.id, tmp_path, to="Đăng"))
    assert approver.state(post.id) is PostState.IN_REVIEW
    approver.approve(post.id)
    back = approver.send(post.id, tmp_path)
    publisher.read(back)
    assert publisher.state(post.id) is PostState.APPROVED
    author.read(back)
    assert author.state(post.id) is PostState.APPROVED
    assert publisher.studio.outbox.list() == ()  # taking in queues nothing

    for pc in (author, approver):
        with pytest.raises(Refused, match="Đăng"):
            pc.studio.workflow.valid_approval(post.id)
    with publisher.by() as person:
        publisher.studio.publish(post.id, [PAGE], person.id, PIN)
        publisher.studio.outbox.run(until_idle=True)
    (delivery,) = publisher.studio.outbox.list()
    assert delivery.state is DeliveryState.VERIFIED
    assert publisher.state(post.id) is PostState.PUBLISHED
    record = publisher.studio.export_record(post.id, tmp_path / "record.zip")
    assert publisher.studio.verify_record(record) == ()


def reviewed(three: Three, folder: Path) -> tuple[str, Path]:
    """A post in review at the second PC, and the file that brought it."""
    author, approver, _ = three
    post = author.submit(author.draft().id)
    path = author.send(post.id, folder)
    approver.read(path)
    return post.id, path


def test_the_same_file_twice_changes_nothing(three: Three, tmp_path: Path) -> None:
    _, approver, _ = three
    post, path = reviewed(three, tmp_path)
    history = approver.studio.workflow.history(post)
    assert approver.read(path) == ()
    assert approver.read(tmp_path) == ()
    assert approver.studio.workflow.history(post) == history


def test_pictures_come_along_byte_for_byte(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    draft = author.draft()
    photo = (SAMPLE / "photo" / "cuoc-goi-la.jpg").read_bytes()
    with author.by() as person:
        author.studio.drafts.add_media(draft.id, photo, "anh.jpg", person.id)
    approver.read(author.send(draft.id, tmp_path))
    (media,) = approver.studio.drafts.get(draft.id).media
    assert approver.studio.files.get(media.sha256) == photo
    assert approver.state(draft.id) is PostState.DRAFT


def test_an_answer_comes_back_and_the_next_version_is_approved(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post, _ = reviewed(three, tmp_path)
    with approver.by() as person:
        approver.studio.workflow.ask_changes(post, person.id, PIN, "Nêu rõ thời gian.")
    author.read(approver.send(post, tmp_path))
    assert author.state(post) is PostState.CHANGES_ASKED
    assert author.studio.workflow.history(post)[-1].note == "Nêu rõ thời gian."
    author.edit(post, "Kẻ gian gọi điện từ 8 giờ sáng và giục làm ngay.")
    author.submit(post)
    approver.read(author.send(post, tmp_path))
    assert approver.state(post) is PostState.IN_REVIEW
    approver.approve(post)
    author.read(approver.send(post, tmp_path))
    author.studio.workflow.valid_approval(post)


def test_an_approval_of_a_former_version_does_not_count(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post, _ = reviewed(three, tmp_path)
    author.edit(post, "Kẻ gian gọi điện và giục làm ngay.")
    author.submit(post)
    approver.approve(post)
    told = author.read(approver.send(post, tmp_path))
    assert any("quyết định này thuộc bản khác" in one.said.vi for one in told)
    assert author.state(post) is PostState.IN_REVIEW
    with pytest.raises(Refused, match="Chờ duyệt"):
        author.studio.workflow.valid_approval(post)
    approver.read(author.send(post, tmp_path))  # what was approved there is no longer the post
    assert approver.state(post) is PostState.IN_REVIEW


def test_an_approval_of_a_submission_that_was_taken_back_does_not_count(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post, _ = reviewed(three, tmp_path)
    with author.by() as person:
        author.studio.workflow.recall(post, person.id, PIN)
    approver.approve(post)
    author.read(approver.send(post, tmp_path))
    assert author.state(post) is PostState.DRAFT
    approver.read(author.send(post, tmp_path))
    assert approver.state(post) is PostState.DRAFT


def divided(three: Three, folder: Path) -> str:
    """A draft that was edited at two PCs; the second knows both."""
    author, approver, _ = three
    post = author.draft()
    approver.read(author.send(post.id, folder))
    editor = approver.person("Ngô Thị Biên")
    author.edit(post.id, "Bản của máy soạn.")
    approver.edit(post.id, "Bản của máy duyệt.", editor)
    told = approver.read(author.send(post.id, folder))
    assert any("hai bản" in one.said.vi for one in told)
    return post.id


def test_two_versions_wait_for_a_person(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post = divided(three, tmp_path)
    editor = approver.person("Ngô Thị Biên")
    assert approver.studio.drafts.get(post).fields["how"] == "Bản của máy duyệt."  # nothing is lost or overwritten
    for act in (
        lambda: approver.edit(post, "Sửa tiếp.", editor),
        lambda: approver.studio.workflow.submit(post, editor.id, PIN),
        lambda: approver.studio.workflow.mark_queued(post, approver.first.id),
    ):
        with approver.by(editor), pytest.raises(Refused, match="hai bản"):
            act()
    (standing,) = approver.studio.exchange.list()
    here, other = standing.versions
    assert (here.here, other.station) == (True, "Soạn")
    with approver.by(editor):
        chosen = approver.studio.exchange.choose(post, other.item, editor.id, PIN)
    assert chosen.fields["how"] == "Bản của máy soạn."
    with pytest.raises(Refused, match="một bản"), approver.by(editor):
        approver.studio.exchange.choose(post, "here", editor.id, PIN)
    author.read(approver.send(post, tmp_path))  # the author's PC follows the choice
    assert author.studio.drafts.get(post).revision == chosen.revision
    author.edit(post, "Sửa tiếp ở máy soạn.")


def test_who_wrote_one_of_the_versions_does_not_approve_the_other(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post = divided(three, tmp_path)
    editor = approver.person("Ngô Thị Biên")
    theirs = approver.studio.exchange.list()[0].versions[1].item
    with approver.by(editor):
        approver.studio.exchange.choose(post, theirs, editor.id, PIN)
    author.read(approver.send(post, tmp_path))
    author.submit(post)
    approver.read(author.send(post, tmp_path))
    assert post not in approver.studio.workflow.decidable(editor.id)
    with pytest.raises(NotPermitted, match="Biên"):
        approver.approve(post, editor)
    approver.approve(post)


def test_a_second_version_takes_the_right_to_leave(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    post, _ = reviewed(three, tmp_path)
    approver.approve(post)
    publisher.read(approver.send(post, tmp_path))
    author.edit(post, "Kẻ gian gọi điện và giục làm ngay.")
    approver_editor = approver.person("Ngô Thị Biên")
    approver.edit(post, "Bản khác.", approver_editor)
    later = author.send(post, tmp_path)
    approver.read(later)
    with pytest.raises(Refused, match="hai bản"):
        approver.studio.workflow.valid_approval(post)
    publisher.read(later)  # knows the later one alone: its approval is gone with it
    assert publisher.state(post) is PostState.DRAFT


def test_a_withdrawal_wins(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    post, _ = reviewed(three, tmp_path)
    approver.approve(post)
    approved = approver.send(post, tmp_path)
    with approver.by() as person:
        approver.studio.workflow.withdraw(post, person.id, PIN, "Thông tin đã thay đổi.")
    withdrawn = approver.send(post, tmp_path)
    for pc, first, second in ((author, withdrawn, approved), (publisher, approved, withdrawn)):
        pc.read(first)
        pc.read(second)
        assert pc.state(post) is PostState.WITHDRAWN
        with pytest.raises(Refused, match="gỡ"):
            pc.studio.workflow.valid_approval(post)


def test_a_draft_that_was_withdrawn_elsewhere_goes_no_further(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post, _ = reviewed(three, tmp_path)
    author.edit(post, "Đang sửa tiếp.")
    approver.approve(post)
    with approver.by() as person:
        approver.studio.workflow.withdraw(post, person.id, PIN, "Thông tin đã thay đổi.")
    author.read(approver.send(post, tmp_path))
    assert author.studio.drafts.get(post).fields["how"] == "Đang sửa tiếp."
    with pytest.raises(Refused, match="đã được gỡ"):
        author.submit(post)


def test_a_post_is_published_by_one_pc_alone(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    post, _ = reviewed(three, tmp_path)
    approver.approve(post)
    back = approver.send(post, tmp_path)
    for pc in (author, publisher):
        pc.read(back)
    with publisher.by() as person, pytest.raises(Refused, match="Soạn"):
        publisher.studio.publish(post, [PAGE], person.id, PIN)
    with pytest.raises(Refused, match="không được giao"):
        publisher.send(post, tmp_path, to="Duyệt")
    author.studio.workflow.valid_approval(post)
    publisher.read(author.send(post, tmp_path, to="Đăng"))
    with pytest.raises(Refused, match="Đăng"):
        author.studio.workflow.valid_approval(post)
    publisher.studio.workflow.valid_approval(post)


def test_what_is_in_the_outbox_is_not_handed_over(three: Three, tmp_path: Path) -> None:
    author, approver, publisher = three
    post = author.submit(author.draft().id)
    approver.read(author.send(post.id, tmp_path, to="Đăng"))
    approver.approve(post.id)
    publisher.read(approver.send(post.id, tmp_path))
    with publisher.by() as person:
        publisher.studio.publish(post.id, [PAGE], person.id, PIN)
    with pytest.raises(Refused, match="hộp gửi"):
        publisher.send(post.id, tmp_path, to="Soạn")


def test_what_travelled_of_a_purged_post_goes_with_it(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post = author.draft()
    path = author.send(post.id, tmp_path)
    approver.read(path)
    with author.by() as person:
        author.studio.drafts.trash(post.id, person.id)
        author.clock.moment += timedelta(days=31)
        author.studio.drafts.purge(author.clock.now())
        author.studio.exchange.forget_purged()
        assert author.studio.exchange.list() == ()
    assert approver.studio.exchange.list() != ()


def test_what_lies_in_the_trash_is_not_sent(three: Three, tmp_path: Path) -> None:
    author = three[0]
    post = author.draft()
    with author.by() as person:
        author.studio.drafts.trash(post.id, person.id)
    with pytest.raises(Refused, match="thùng rác"):
        author.send(post.id, tmp_path / "out.psexchange")
    assert not (tmp_path / "out.psexchange").exists()
