"""What citizens write to a Zalo official account, and its replies. Comments on articles have no interface.

    listrecentchat → the chats, as they moved last, ten a call
    conversation   → the messages of one of them, newest first, ten a call

Each line tells who wrote it (`src`: 1 the person, 0 the account), with a name and a picture that are not taken along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.publishers.http import Http
from studio.publishers.inbox import (
    Batch,
    Channel,
    InboxAbilities,
    IncomingMessage,
    ReplyWay,
    ReplyWindow,
    Thread,
    unfit,
    windows_of,
    words,
    written_at,
)
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.zalo.api import CHATS, CONVERSATION, CUSTOMER_SERVICE, ZaloAnswer, ZaloApi
from studio.publishers.zalo.article import moment
from studio.publishers.zalo.grant import Grants

LONGEST_REPLY = 2000
AT_ONCE = 10
"""Lines of one call; Zalo takes no higher number."""
MOST_CALLS = 100
"""Pages of one conversation that are read at once."""
MOST_CHATS = 10_000
"""An account's list of chats is not read beyond that."""
_PERSON = re.compile(r"[0-9]{1,32}")
_MESSAGE = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_FROM_PERSON, _FROM_ACCOUNT = 1, 0
_NO_LIST = Phrase("Zalo's answer is not the documented one; it is asked again.")
_ANOTHERS = Phrase("The answer that came is another chat's; it is asked again.")


class ZaloInbox:
    """Fulfils `studio.publishers.inbox.Inbox`. Threads may share it."""

    def __init__(self, http: Http, grants: Grants, clock: Clock) -> None:
        self._api = ZaloApi(http, grants, clock)
        self._clock = clock

    def abilities(self, account: Account) -> InboxAbilities:
        return InboxAbilities(
            channels=(Channel.MESSAGES,), can_hide=False, can_list_replies=True, longest_reply=LONGEST_REPLY
        )

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        """Ten chats and what is new in each of them; the cursor is how many chats were read before."""
        if channel is not Channel.MESSAGES:
            raise StudioError("Zalo offers no way to read comments below articles; see them in the OA console.")
        offset = int(cursor) if cursor.isascii() and cursor.isdigit() else 0
        told = self._lines(account, CHATS, {"offset": offset, "count": AT_ONCE})
        rows = told.rows
        moved = [row for row in rows if self._at(row) >= since]
        people = dict.fromkeys(person for row in moved if (person := _person(row)))
        texts = [text for person in people for text in self._of(account, person, since)]
        if not moved:
            return Batch(texts=(), clock=told.clock)
        if offset + len(rows) >= MOST_CHATS:
            raise StudioError("The OA has too many new chats to read; open the OA console for the rest.")
        return Batch(texts=tuple(texts), cursor=str(offset + len(rows)), clock=told.clock)

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        return windows_of(Platform.ZALO, thread, last_from_citizen)

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        refused = unfit(text, LONGEST_REPLY)
        if refused is not None:
            return refused
        person = thread.recipient
        if way is not ReplyWay.PRIVATE or not _PERSON.fullmatch(person) or thread.key != person:
            return _no(Phrase("Zalo takes replies in a chat only."))
        told = self._api.write(account, CUSTOMER_SERVICE, {"recipient": {"user_id": person}, "message": {"text": text}})
        if isinstance(told, Answer):
            return told
        made, to = _text(told.data.get("message_id")), _text(told.data.get("user_id"))
        if not _MESSAGE.fullmatch(made):
            return _doubt(Phrase("Zalo did not return the message's id."))
        if to and to != person:
            return _doubt(Phrase("Zalo does not confirm the message went to who asked; look in the OA console."), made)
        return Answer(
            outcome=Outcome.DONE,
            remote_id=made,
            say=Phrase("Zalo took the reply."),
            raw=json.dumps({"message_id": made}),
        )

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
        if way is not ReplyWay.PRIVATE or not _PERSON.fullmatch(thread.key):
            return ()
        return tuple(text for text in self._of(account, thread.key, since) if text.ours)

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        return _no(Phrase("Zalo lets no app hide anything; do it in the OA console."))

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        return None

    def _of(self, account: Account, person: str, since: datetime) -> list[IncomingMessage]:
        """The messages with one person since then, oldest first. Lines that move while they are read come twice."""
        thread = Thread(channel=Channel.MESSAGES, key=person, recipient=person)
        found: dict[str, IncomingMessage] = {}
        offset = 0
        for _ in range(MOST_CALLS):
            asked = {"user_id": int(person), "offset": offset, "count": AT_ONCE}
            rows = self._lines(account, CONVERSATION, asked).rows
            if any(_person(row) not in ("", person) for row in rows):
                raise Unreachable(_ANOTHERS)
            told = [one for row in rows if (one := self._incoming(row, thread)) is not None]
            known = len(found)
            found |= {one.id: one for one in told if one.at >= since}
            if len(found) == known or any(one.at < since for one in told):
                break
            offset += len(rows)
        return sorted(found.values(), key=lambda one: (one.at, one.id))

    def _lines(self, account: Account, path: str, asked: Mapping[str, Any]) -> ZaloAnswer:
        """Raises as `ZaloApi.read`. Parameters go as one JSON text."""
        told = self._api.read(account, path, {"data": json.dumps(asked)})
        if not told.listed:
            raise Unreachable(_NO_LIST)
        return told

    def _at(self, row: Mapping[str, Any]) -> datetime:
        return written_at(moment(row.get("time")), self._clock.now())

    def _incoming(self, row: Mapping[str, Any], thread: Thread) -> IncomingMessage | None:
        """None: not the shape of a message."""
        made, source = _text(row.get("message_id")), row.get("src")
        if not _MESSAGE.fullmatch(made) or source not in (_FROM_PERSON, _FROM_ACCOUNT) or isinstance(source, bool):
            return None
        plain = row.get("type") in ("text", None)
        return IncomingMessage(
            id=made,
            thread=thread,
            at=self._at(row),
            text=words(row.get("message")),
            ours=source == _FROM_ACCOUNT,
            media=not plain,
        )


def _person(row: Mapping[str, Any]) -> str:
    """The one whom the line is from or to; empty where it does not tell."""
    source = row.get("src")
    told = _text(row.get("from_id" if source == _FROM_PERSON else "to_id"))
    return told if _PERSON.fullmatch(told) and source in (_FROM_PERSON, _FROM_ACCOUNT) else ""


def _text(told: object) -> str:
    """An id: Zalo writes some as numbers."""
    return str(told) if isinstance(told, str | int) and not isinstance(told, bool) else ""


def _no(say: Phrase) -> Answer:
    return Answer(outcome=Outcome.REFUSED, say=say)


def _doubt(say: Phrase, made: str = "") -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, remote_id=made, say=say, raw=json.dumps({"message_id": made}))
