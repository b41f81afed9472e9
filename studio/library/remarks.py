"""Remarks of the unit on a document or an article: how it applies it, what to watch for. They are no law text."""

from __future__ import annotations

from studio.errors import BadInput

LONGEST = 2000
"""Characters of a remark."""


def checked(text: str) -> str:
    """The text of a remark, trimmed. Raises BadInput."""
    trimmed = text.strip()
    if not trimmed:
        raise BadInput("the remark is empty; write something.", where="text")
    if len(trimmed) > LONGEST:
        raise BadInput(
            "the remark has {n} characters, at most {longest}; shorten it.",
            n=len(trimmed),
            longest=LONGEST,
            where="text",
        )
    return trimmed
