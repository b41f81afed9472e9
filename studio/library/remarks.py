"""Remarks of the unit on a document or an article: how it applies it, what to watch for. They are no law text."""

from __future__ import annotations

from studio.errors import BadInput

LONGEST = 2000
"""Characters of a remark."""


def checked(text: str) -> str:
    """The text of a remark, trimmed. Raises BadInput."""
    trimmed = text.strip()
    if not trimmed:
        raise BadInput("ghi chú còn trống; hãy viết nội dung.", "the remark is empty; write something.", where="text")
    if len(trimmed) > LONGEST:
        raise BadInput(
            f"ghi chú dài {len(trimmed)} ký tự, tối đa {LONGEST}; hãy rút ngắn.",
            f"the remark has {len(trimmed)} characters, at most {LONGEST}; shorten it.",
            where="text",
        )
    return trimmed
