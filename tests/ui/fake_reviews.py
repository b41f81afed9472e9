"""Comments on posts and looks at them, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from studio.errors import BadInput, NotFound
from studio.phrase import Pair
from studio.posts.compare import Change, Comparison, word_diff
from studio.posts.model import Comment, Post
from studio.posts.reviews import LONGEST_COMMENT
from studio.text import length
from tests.ui.fake_data import NOW
from tests.ui.stand_in import StandIn


class Desk(Protocol):
    def get(self, id: str) -> Post: ...


class FakeReviews(StandIn):  # type: ignore[misc]
    """`seen_at` says which revision a person saw of a post, `comparisons` what changed in it; a test may set both."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.kept: dict[str, Comment] = {}
        self.seen_at: dict[tuple[str, str], int] = {}
        self.comparisons: dict[str, Comparison] = {}

    def comments(self, post_id: str) -> Sequence[Comment]:
        return tuple(comment for comment in self.kept.values() if comment.post_id == post_id)

    def comment(self, post_id: str, by: str, field: str, text: str) -> Comment:
        if not text.strip() or length(text) > LONGEST_COMMENT:
            raise BadInput(Pair("hãy ghi nội dung góp ý.", "write what you want to say."), where="text")
        number = len(self.kept)
        comment = Comment(
            id=f"c{number}", post_id=post_id, revision=self._desk.get(post_id).revision, field=field, by=by,
            at=NOW + timedelta(minutes=number), text=text.strip(),
        )  # fmt: skip
        self.kept[comment.id] = comment
        return comment

    def resolve(self, id: str, by: str) -> None:
        self.kept[id] = replace(self._get(id), resolved_by=by, resolved_at=NOW)

    def reopen(self, id: str, by: str) -> None:
        self.kept[id] = replace(self._get(id), resolved_by=None, resolved_at=None)

    def looked(self, post_id: str, by: str) -> None:
        self.seen_at[post_id, by] = self._desk.get(post_id).revision

    def seen(self, post_id: str, by: str) -> int | None:
        return self.seen_at.get((post_id, by))

    def since(self, post_id: str, by: str) -> Comparison | None:
        seen, present = self.seen(post_id, by), self._desk.get(post_id).revision
        if seen is None or seen == present:
            return None
        if post_id in self.comparisons:
            return self.comparisons[post_id]
        old, new = "Số lạ gọi điện, giục làm ngay.", "Số lạ gọi điện, giục làm ngay trong vài phút."
        change = Change(
            where="scam_name", label=Pair("Thủ đoạn", "Scam"), kind="changed", before=old, after=new,
            pieces=word_diff(old, new),
        )  # fmt: skip
        return Comparison(before=seen, after=present, changes=(change,))

    def changed_for(self, by: str) -> frozenset[str]:
        seen = {post_id: number for (post_id, person), number in self.seen_at.items() if person == by}
        return frozenset(post_id for post_id, number in seen.items() if number != self._desk.get(post_id).revision)

    def _get(self, id: str) -> Comment:
        if id not in self.kept:
            raise NotFound(Pair("không còn góp ý này.", "this comment is no more."))
        return self.kept[id]
