"""What may be decided about a post, as one table."""

from __future__ import annotations

from typing import NamedTuple

from studio.people.model import Role
from studio.posts.model import PostState


class Deed(NamedTuple):
    """Something a person may decide."""

    action: str
    glyph: str
    kind: str
    states: frozenset[PostState]
    needs_note: bool


_BACK = frozenset({PostState.IN_REVIEW, PostState.APPROVED})
_STANDS = frozenset({PostState.APPROVED, PostState.ON_HOLD, PostState.PUBLISHED})
DEEDS: tuple[Deed, ...] = (
    Deed("approve", "circle-check", "primary", frozenset({PostState.IN_REVIEW}), False),
    Deed("publish", "send", "primary", frozenset({PostState.APPROVED}), False),
    Deed("release", "play", "primary", frozenset({PostState.ON_HOLD}), False),
    Deed("ask_changes", "reply", "quiet", _BACK, True),
    Deed("hold", "hand", "quiet", frozenset({PostState.APPROVED}), True),
    Deed("reject", "circle-x", "danger", frozenset({PostState.IN_REVIEW}), True),
    Deed("decline_withdrawal", "shield-check", "quiet", frozenset({PostState.PUBLISHED}), True),
    Deed("withdraw", "archive", "danger", _STANDS, True),
)
"""In the order of the buttons."""
DECIDERS = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER})
"""Who is offered as the one who decides; what each may do is the services' business."""


def deed(action: str) -> Deed:
    return next(one for one in DEEDS if one.action == action)
