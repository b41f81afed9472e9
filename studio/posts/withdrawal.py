"""Taking a published post back: one person asks with a reason, another one who may decide grants or declines it.

Read from the post's history, which nobody can change. Removing it from the pages is the outbox's business, and is
refused there until the post was withdrawn by somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.errors import NotPermitted, Refused
from studio.people.model import Person
from studio.posts.model import HistoryEntry, Post, PostState
from studio.posts.transitions import Action

ASK, DECLINE = "ask_withdrawal", "decline_withdrawal"
"""Lines of history besides the moves: the post stays published until it is withdrawn."""


def asked(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The request that nobody has decided on yet."""
    for line in reversed(history):
        if line.action in (DECLINE, Action.WITHDRAW):
            return None
        if line.action == ASK:
            return line
    return None


def withdrawn(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The line that withdrew the post: by whom, and why; None while it is not."""
    last = history[-1] if history else None
    moved = next((line for line in reversed(history) if line.action == Action.WITHDRAW), None)
    return moved if moved is not None and last is not None and last.to_state is moved.to_state else None


def require_whole(post: Post) -> None:
    """Raise Refused for a published change of a post: what shows on the pages is the post, which is withdrawn whole."""
    if post.answers.amends and post.state is PostState.PUBLISHED:
        raise Refused(
            "đây là bản sửa của một bài đã đăng; hãy gỡ bài gốc, bản sửa được gỡ cùng.",
            "this is a change of a published post; withdraw that post, and the change goes with it.",
        )


def require_other(person: Person, history: Sequence[HistoryEntry]) -> None:
    """Raise NotPermitted when the person would grant or decline their own request."""
    request = asked(history)
    if request is not None and request.by == person.id:
        raise NotPermitted(
            "người đề nghị gỡ không tự quyết định được; hãy để một người duyệt khác hoặc lãnh đạo quyết định.",
            "whoever asked for the withdrawal cannot decide on it; let another approver or the head decide.",
        )
