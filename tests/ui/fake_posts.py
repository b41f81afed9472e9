"""Templates, posts and their way, of plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from studio.errors import NotFound, Refused
from studio.people.model import Role
from studio.phrase import Pair, Phrase
from studio.posts.model import Approval, HistoryEntry, Post, PostState
from studio.posts.trash import TRASHABLE
from studio.templates.layout import Design
from studio.templates.model import Template
from tests.ui.fake_data import NOW, TEMPLATE, content_of, history_of
from tests.ui.fake_people import FakePeople
from tests.ui.stand_in import StandIn


class FakeCatalog(StandIn):  # type: ignore[misc]
    def all(self) -> Sequence[Template]:
        return (TEMPLATE,)

    def design(self) -> Design:
        return Design(sizes={}, colours={}, themes={}, layouts={})

    def get(self, id: str, version: int | None = None) -> Template:
        return TEMPLATE


class FakeDesk(StandIn):  # type: ignore[misc]
    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = {post.id: post for post in posts}

    def list(self, *states: PostState) -> Sequence[Post]:
        return tuple(p for p in self.posts.values() if p.trashed_at is None and (not states or p.state in states))

    def get(self, id: str) -> Post:
        if id not in self.posts:
            raise NotFound(Pair(f"không có bài {id}.", f"there is no post {id}."))
        return self.posts[id]

    def title(self, post_id: str) -> str:
        return content_of(self.get(post_id)).title

    def trash(self, post_id: str, by: str) -> None:
        if self.get(post_id).state not in TRASHABLE:
            raise Refused(Pair("bài này không bỏ vào thùng rác được.", "this post cannot go to the trash."))
        self.posts[post_id] = replace(self.posts[post_id], trashed_at=NOW)

    def untrash(self, post_id: str, by: str) -> None:
        self.posts[post_id] = replace(self.get(post_id), trashed_at=None)

    def put(self, id: str, state: PostState) -> Post:
        self.posts[id] = replace(self.posts[id], state=state)
        return self.posts[id]


class FakeWorkflow(StandIn):  # type: ignore[misc]
    def __init__(self, desk: FakeDesk, people: FakePeople) -> None:
        self._desk, self._people = desk, people
        self.requests: dict[str, HistoryEntry] = {}
        self.withdrawn: dict[str, str] = {}

    def refusals(self, post_id: str, by: str) -> Mapping[str, Phrase | None]:
        post, person = self._desk.get(post_id), self._people.people[by]
        own = Pair("Bạn đã viết bài này; người khác phải duyệt.", "You wrote this post; somebody else approves it.")
        wrong = Pair("Bạn không có vai trò duyệt bài.", "You do not approve posts.")
        approve = own if by in post.editors else None if Role.APPROVER in person.roles else wrong
        return {"approve": approve} | dict.fromkeys(
            ("ask_changes", "reject", "hold", "release", "withdraw", "decline_withdrawal")
        )

    def decidable(self, by: str) -> frozenset[str]:
        waiting = self._desk.list(PostState.IN_REVIEW)
        return frozenset(post.id for post in waiting if self.refusals(post.id, by)["approve"] is None)

    def _move(self, post_id: str, by: str, pin: str, state: PostState) -> Post:
        self._people.verify_pin(by, pin)
        return self._desk.put(post_id, state)

    def approve(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        if by in self._desk.get(post_id).editors:
            raise Refused(Pair("bạn đã viết bài này.", "you wrote this post."))
        return self._move(post_id, by, pin, PostState.APPROVED)

    def ask_changes(self, post_id: str, by: str, pin: str, note: str) -> Post:
        return self._move(post_id, by, pin, PostState.CHANGES_ASKED)

    def reject(self, post_id: str, by: str, pin: str, note: str) -> Post:
        return self._move(post_id, by, pin, PostState.REJECTED)

    def hold(self, post_id: str, by: str, pin: str, note: str) -> Post:
        return self._move(post_id, by, pin, PostState.ON_HOLD)

    def release(self, post_id: str, by: str, pin: str, note: str = "") -> Post:
        return self._move(post_id, by, pin, PostState.APPROVED)

    def withdraw(self, post_id: str, by: str, pin: str, note: str) -> Post:
        self.requests.pop(post_id, None)
        self.withdrawn[post_id] = by
        return self._move(post_id, by, pin, PostState.WITHDRAWN)

    def ask_withdrawal(self, post_id: str, by: str, note: str) -> HistoryEntry:
        post = self._desk.get(post_id)
        self.requests[post_id] = HistoryEntry(
            post_id=post_id,
            at=NOW,
            by=by,
            action="ask_withdrawal",
            from_state=post.state,
            to_state=post.state,
            note=note,
        )
        return self.requests[post_id]

    def decline_withdrawal(self, post_id: str, by: str, pin: str, note: str) -> HistoryEntry:
        self._people.verify_pin(by, pin)
        return self.requests.pop(post_id)

    def withdrawal_asked(self, post_id: str) -> HistoryEntry | None:
        return self.requests.get(post_id)

    def withdrawals_asked(self) -> Sequence[HistoryEntry]:
        return tuple(self.requests.values())

    def withdrawn_because(self, post_id: str) -> str:
        return "số điện thoại sai" if post_id in self.withdrawn else ""

    def withdrawn_by(self, post_id: str) -> str | None:
        return self.withdrawn.get(post_id)

    def expire_due(self) -> Sequence[Post]:
        return ()

    def approval(self, post_id: str) -> Approval | None:
        return None

    def history(self, post_id: str) -> Sequence[HistoryEntry]:
        return history_of(self._desk.get(post_id))
