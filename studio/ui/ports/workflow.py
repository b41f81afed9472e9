"""What the window asks about a post's way: who may move it where, and what follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from studio.phrase import Phrase

if TYPE_CHECKING:
    from datetime import timedelta

    from studio.posts.aftercare import Due
    from studio.posts.model import Approval, HistoryEntry, Post, Related


class WorkflowPort(Protocol):
    """Who may move a post where."""

    def decidable(self, by: str) -> frozenset[str]:
        """Posts that wait for approval and that `by` may approve now."""
        ...

    def refusals(self, post_id: str, by: str) -> Mapping[str, Phrase | None]:
        """For each action (``submit approve ask_changes reject hold release withdraw publish``): None when `by` may
        do it now, else the sentence that says why not. The PIN apart."""
        ...

    def approve(self, post_id: str, by: str, pin: str, note: str = "") -> Post: ...

    def ask_changes(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def reject(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def hold(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def release(self, post_id: str, by: str, pin: str, note: str = "") -> Post: ...

    def withdraw(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def ask_withdrawal(self, post_id: str, by: str, note: str) -> HistoryEntry:
        """Ask an approver to take a published post back."""
        ...

    def decline_withdrawal(self, post_id: str, by: str, pin: str, note: str) -> HistoryEntry: ...

    def withdrawal_asked(self, post_id: str) -> HistoryEntry | None: ...

    def withdrawals_asked(self) -> Sequence[HistoryEntry]:
        """Every request nobody decided on yet, the oldest first."""
        ...

    def withdrawn_because(self, post_id: str) -> str:
        """The reason; empty while it is not withdrawn."""
        ...

    def withdrawn_by(self, post_id: str) -> str | None:
        """Who withdrew the post; None while it is not withdrawn."""
        ...

    def expire_due(self) -> Sequence[Post]:
        """Let approvals run out whose time has come; returns the posts concerned."""
        ...

    def approval(self, post_id: str) -> Approval | None: ...

    def history(self, post_id: str) -> Sequence[HistoryEntry]: ...


class AftercarePort(Protocol):
    """What follows a published post."""

    def about(self, post_id: str) -> Sequence[Related]:
        """Corrections and updates of a post, oldest first."""
        ...

    def original_of(self, post: Post) -> Related | None: ...

    def due(self, *, within: timedelta = ...) -> Sequence[Due]:
        """Companions that somebody has to write, the longest due first."""
        ...

    def amend(self, post_id: str, by: str) -> Post:
        """Open the draft that changes a published post on its pages, or the one that is being written."""
        ...

    def correct(self, post_id: str, by: str) -> Post: ...

    def follow(self, post_id: str, template_id: str, by: str) -> Post: ...
