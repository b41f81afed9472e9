"""The post that a correction or an update is about."""

from __future__ import annotations

from studio.posts.checks.links import urls
from studio.posts.checks.view import PreflightView

FIELD = "original"
"""Field in which the templates name it for readers."""


def named_here(view: PreflightView) -> bool:
    """Whether a post of this application is chosen, and nothing says that it is not there."""
    return bool(view.post.answers.original_post) and view.original_known is not False


def linked(view: PreflightView) -> bool:
    """Whether the field holds an address of the post, for one that was published before this application."""
    return any(any(urls(piece.text)) for piece in view.pieces if piece.where == FIELD)
