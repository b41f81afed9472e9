"""What a practice profile begins with: documents in every state of force, and posts that are out, one with an error."""

from __future__ import annotations

import pytest

from studio.app import Studio
from studio.app.practice_data import WRONG_HOURS
from studio.clock import local_date
from studio.library.model import Status
from studio.posts.model import PostState


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("11/2019/QĐ-MAU", Status.EXPIRED),
        ("12/2025/QĐ-MAU", Status.IN_FORCE),
        ("13/2022/TT-MAU", Status.PARTLY_EXPIRED),
        ("15/2018/HD-MAU", Status.EXPIRED),
        ("16/2026/NĐ-MAU", Status.NOT_YET),
        ("17/2024/QĐ-MAU", Status.SUSPENDED),
        ("18/2026/QĐ-MAU", Status.UNKNOWN),
    ],
)
def test_some_documents_are_no_longer_in_force(studio: Studio, number: str, status: Status) -> None:
    document = studio.library.find(number)
    assert document is not None
    assert studio.library.status(document.key, on=local_date(studio.now())).status is status


def test_posts_are_out_on_the_practice_page_and_one_of_them_is_wrong(studio: Studio) -> None:
    out = [post for post in studio.drafts.list() if post.state is PostState.PUBLISHED]
    assert len(out) == 5
    texts = [text for post in out for text in studio.content(post).texts.values()]
    assert any(WRONG_HOURS in text for text in texts)
    snippet = next(each for each in studio.directory.book().snippets if each.id == "gio-tiep-dan")
    assert "thứ Hai đến thứ Sáu" in snippet.text
