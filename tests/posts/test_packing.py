"""Revisions kept small: they come back exactly, lean on one whole revision, and a day's typing stays small."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from studio.errors import Untrusted
from studio.posts.storage import RUN, pack, unpack
from studio.posts.storage_tables import revisions
from tests.posts.post_rig import PostRig
from tests.posts.test_keeping import past_the_triggers


@given(st.text(), st.text())
def test_what_is_packed_comes_back(body: str, base: str) -> None:
    packed = pack(body, base)
    if packed is not None:
        assert unpack(packed, base) == body
        assert len(packed) * 4 <= len(body.encode())


def test_another_base_is_noticed_or_gives_another_text() -> None:
    base = "Kẻ gian gọi điện tự xưng cán bộ phường và giục làm ngay. " * 20
    packed = pack(base + "Hết.", base)
    assert packed is not None
    with contextlib.suppress(ValueError):
        assert unpack(packed, "khác") != base + "Hết."
    with pytest.raises(ValueError, match="packed"):
        unpack(b"\xff\xff\xff", base)


@pytest.fixture
def typed(rig: PostRig) -> str:
    """A post somebody typed at three hundred times."""
    post = rig.draft()
    text = "Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay. " * 4
    for length in range(300):
        rig.drafts.edit(post.id, rig.author, fields={"how": text[: length + 10]})
    return post.id


def test_every_revision_is_read_back_and_undone_to(rig: PostRig, typed: str) -> None:
    text = "Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay. " * 4
    for number in (3, 50, 128, 129, 130, 302):
        assert rig.drafts.revision(typed, number).fields["how"] == text[: number - 3 + 10]
    for _ in range(100):
        post = rig.drafts.undo(typed, rig.author)
    assert post.fields["how"] == text[:209]


def test_a_day_of_typing_stays_small(rig: PostRig, typed: str) -> None:
    with rig.store.read() as connection:
        whole = connection.execute(select(func.count()).where(revisions.c.body.is_not(None))).scalar_one()
        packed = connection.execute(select(func.avg(func.length(revisions.c.packed)))).scalar_one()
        leaned = connection.execute(select(func.max(revisions.c.number - revisions.c.base))).scalar_one()
    assert whole <= 300 / RUN + 4
    assert packed < 250
    assert 1 <= leaned <= RUN


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE revisions SET packed = x'ffffff' WHERE packed IS NOT NULL",
        "UPDATE revisions SET body = replace(body, 'OTP', 'PIN') WHERE body IS NOT NULL",
        "UPDATE revisions SET base = NULL WHERE packed IS NOT NULL",
    ],
)
def test_a_packed_revision_changed_in_the_file_is_not_read(rig: PostRig, typed: str, sql: str) -> None:
    past_the_triggers(rig, sql)
    with pytest.raises(Untrusted, match="ngoài chương trình"):
        rig.drafts.get(typed)
