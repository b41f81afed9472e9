"""What a refusal says differs from what was approved, and what the history keeps of a post that was queued."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.posts.post_signature import explain
from studio.templates import seal as pack_seal
from tests.posts.post_rig import PostRig


@pytest.mark.parametrize(
    ("part", "vi", "en"),
    [
        ("title", "tiêu đề đã khác", "the title differs"),
        ("media:m1", "ảnh hoặc video m1 đã khác", "the picture or video m1 differs"),
        ("card:0", "thẻ hình đã khác", "a card differs"),
        ("publish_at", "thời gian đăng đã khác", "the time of publishing differs"),
        ("no-such-part", "nội dung đã khác", "the content differs"),
    ],
)
def test_each_part_is_named_in_both_languages(part: str, vi: str, en: str) -> None:
    assert (explain(part).vi, explain(part).en) == (vi, en)


def test_a_queued_post_keeps_the_seal_it_left_with_and_no_note(tmp_path: Path) -> None:
    rig = PostRig(tmp_path).furnish()
    post = rig.approved()
    approval = rig.workflow.approval(post.id)
    assert approval is not None
    rig.workflow.mark_queued(post.id, rig.publisher)
    line = rig.workflow.history(post.id)[-1]
    assert (line.action, line.by, line.note, line.seal) == ("queue", rig.publisher, "", approval.seal)


def test_the_seal_of_a_pack_says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert pack_seal.main([]) == 2
    told = capsys.readouterr()
    assert told.err == "python -m studio.templates.seal FOLDER\n"
    assert told.out == ""
