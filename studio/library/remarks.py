"""Remarks of the unit on a document or an article: how it applies it, what to watch for. They are no law text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from studio.errors import BadInput

LONGEST = 2000
"""Characters of a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person of the unit noted."""

    id: str
    document: str
    """Key of the document."""
    article: str
    """Number of the article, empty for the whole document."""
    text: str
    by: str
    at: datetime


class Remarks(Protocol):
    """What the library needs of a store for them."""

    def remarks(self, document: str) -> tuple[Remark, ...]:
        """Those on a document, oldest first."""
        ...

    def put_remark(self, remark: Remark) -> None: ...

    def drop_remark(self, id: str) -> None: ...


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
