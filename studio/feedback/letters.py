"""What a reply carries, sealed; and the seal that binds item, page, thread, way and text to one another.

The seal is a hash over a random salt besides. The salt lies with the text, so that after a purge nobody can find out by
trying which thread it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.canonical import canonical_json, digest
from studio.codec import plain, read
from studio.feedback.reply_model import ReplyDraft, ReplyLetter, SentReply, joined
from studio.feedback.sealer import Sealer
from studio.publishers.inbox import ReplyWay, Thread

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.feedback.storage_texts import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBody:
    """What is sealed of a draft."""

    slots: Mapping[str, str] = field(default_factory=dict)
    salt: str
    note: str = ""


def seal_of(item: str, page_id: str, thread: Thread, way: ReplyWay, slots: Mapping[str, str], salt: str) -> str:
    """What stands for this text in this thread of this page, and for nothing else."""
    return digest(
        {
            "item": item,
            "page": page_id,
            "thread": plain(thread),
            "way": str(way),
            "text": joined(slots),
            "salt": salt,
        }
    )


def seal_of_letter(reply: SentReply, page_id: str, thread: Thread, letter: ReplyLetter) -> str:
    """The seal as it is now, of a page and a thread as they are now."""
    return seal_of(reply.item, page_id, thread, reply.way, letter.slots, letter.salt)


class ReplySealer:
    """Seals and opens; and marks the page's ids by which replies are known again."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    def sealed_draft(self, draft: ReplyDraft, salt: str) -> SealedText:
        body = DraftBody(slots=draft.slots, salt=salt, note=draft.note)
        return self._sealer.seal(_written(body), "draft", draft.item)

    def draft_body(self, sealed: SealedText, item: str) -> DraftBody:
        """Raises TextLost, KeyringTrouble."""
        return read(DraftBody, json.loads(self._sealer.open(sealed, "draft", item)))

    def sealed(self, reply: SentReply, letter: ReplyLetter) -> SealedText:
        return self._sealer.seal(_written(letter), f"reply {reply.id}", reply.item)

    def opened(self, reply: SentReply, sealed: SealedText) -> ReplyLetter:
        """Raises TextLost, KeyringTrouble."""
        return read(ReplyLetter, json.loads(self._sealer.open(sealed, f"reply {reply.id}", reply.item)))

    def marks(self, account: str, remote_id: str) -> tuple[str, ...]:
        """By what the page's id of a reply is known again: the mark to keep, then those of former keys."""
        return tuple(mark.hex() for mark in self._sealer.marks("reply", account, remote_id))


def _written(value: object) -> str:
    return canonical_json(plain(value)).decode()
