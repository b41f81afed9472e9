"""What an adapter makes of the fields of a text that a citizen wrote: whatever stands in them, it becomes harmless."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from studio.phrase import Phrase
from studio.publishers.port import Answer, Outcome
from studio.text import length, nfc

LONGEST = 10_000
"""Characters of one text that are taken in; platforms take fewer."""
_EMPTY = Phrase("Câu trả lời đang trống; hãy viết rồi gửi lại.", "The reply is empty; write it, then send again.")


def words(told: object) -> str:
    """A text as a person wrote it, without what cannot be shown; empty where it is none."""
    if not isinstance(told, str):
        return ""
    shown = "".join(char for char in told[:LONGEST] if char in "\n\t" or char.isprintable() or char == "\u200d")
    return nfc(shown).strip()


def part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`; an empty one where there is none."""
    told = whole.get(name)
    return told if isinstance(told, dict) else {}


def rows_of(told: object) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []


def written_at(told: datetime | None, now: datetime) -> datetime:
    """When it was written: now, where that cannot be read or has not come yet, so that nothing is passed over."""
    return now if told is None or told > now else told.astimezone(UTC)


def unfit(text: str, longest: int) -> Answer | None:
    """Why no platform would take this reply; None: it may."""
    if not text.strip():
        return Answer(outcome=Outcome.REFUSED, vi=_EMPTY.vi, en=_EMPTY.en)
    if length(text) > longest:
        return Answer(
            outcome=Outcome.REFUSED,
            vi=f"Câu trả lời dài quá {longest} ký tự; hãy viết gọn lại rồi gửi.",
            en=f"The reply has over {longest} characters; shorten it, then send.",
        )
    return None
