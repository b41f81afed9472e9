"""Messages to a page, by Messenger: conversations as they moved last, each with its newest messages.

Facebook has no reading by time. The list comes newest first, so it is read to the first page on which nothing is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from studio.clock import Clock
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import PAGE_SIZE, Caller, Graph, after_of, not_meant
from studio.publishers.facebook.listing import graph_time
from studio.publishers.facebook.marks import ListMarks
from studio.publishers.inbox import Batch, Channel, Incoming, Thread
from studio.publishers.incoming import part, rows_of, words, written_at

_MESSAGE = "id,message,created_time,from{id},attachments{id},sticker"
_FIELDS = f"id,updated_time,participants{{id}},messages.limit(25){{{_MESSAGE}}}"
AT_ONCE = 10
"""Conversations of one call."""
MOST_CALLS = 20
"""Further pages of messages of one conversation, a hundred each."""
_THREAD = re.compile(r"t_[A-Za-z0-9][A-Za-z0-9_.:=-]{0,200}")
_MESSAGE_ID = re.compile(r"m_[A-Za-z0-9_.:=+/-]{1,300}")
_PERSON = re.compile(r"[0-9]{1,32}")


def is_conversation(key: str) -> bool:
    return _THREAD.fullmatch(key) is not None


def is_recipient(key: str) -> bool:
    return _PERSON.fullmatch(key) is not None


def is_message(told: object) -> bool:
    return isinstance(told, str) and _MESSAGE_ID.fullmatch(told) is not None


class PageConversations:
    """Threads may share it."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self._graph = graph
        self._clock = clock
        self._marks = ListMarks()

    def step(self, caller: Caller, since: datetime, cursor: str) -> Batch:
        """The messages since then of the next conversations. Raises Unreachable or FacebookTrouble."""
        mark = self._marks.mark(cursor)
        asked = {"platform": "MESSENGER", "fields": _FIELDS} | ({"after": mark} if mark else {})
        told, _ = self._graph.page(caller, f"{caller.page}/conversations", asked, AT_ONCE)
        data = told.data
        if not isinstance(data.get("data"), list):
            raise not_meant()
        rows, after = rows_of(data["data"]), after_of(data)
        moved = [row for row in rows if (at := graph_time(row.get("updated_time"))) is None or at >= since]
        texts = [text for row in moved for text in self._of(caller, row, since)]
        return Batch(
            texts=tuple(texts), cursor=self._marks.name(after) if moved and after != mark else "", clock=told.clock
        )

    def own(self, caller: Caller, thread: Thread, since: datetime) -> Iterator[Incoming]:
        """The page's own messages of one conversation since then. Raises like `step`."""
        for row in self._graph.rows(caller, f"{thread.key}/messages", fields=_MESSAGE):
            told = self._incoming(caller, row, thread)
            if told is None:
                continue
            if told.at < since:
                return
            if told.ours:
                yield told

    def privately(self, caller: Caller, comment: str) -> str:
        """The conversation that a private reply to the comment began; empty where there is none yet. Raises …"""
        try:
            row = self._graph.read(caller, comment, fields="id,private_reply_conversation{id}").data
        except FacebookTrouble as trouble:
            if trouble.kind is GraphErrorKind.GONE:
                return ""
            raise
        if row.get("id") != comment:
            raise not_meant()
        key = str(part(row, "private_reply_conversation").get("id") or "")
        return key if is_conversation(key) else ""

    def _of(self, caller: Caller, row: Mapping[str, Any], since: datetime) -> list[Incoming]:
        """The messages of one conversation since then, oldest first."""
        key = str(row.get("id") or "")
        if not is_conversation(key):
            return []
        first = part(row, "messages")
        lines, after = rows_of(first.get("data")), after_of(first)
        thread = Thread(channel=Channel.MESSAGES, key=key, recipient=_recipient(caller, row, lines))
        found: dict[str, Incoming] = {}
        for _ in range(MOST_CALLS):
            told = [one for line in lines if (one := self._incoming(caller, line, thread)) is not None]
            found |= {one.id: one for one in told if one.at >= since}
            if not after or any(one.at < since for one in told):
                break
            asked = {"fields": _MESSAGE, "after": after}
            data = self._graph.page(caller, f"{key}/messages", asked, PAGE_SIZE)[0].data
            if not isinstance(data.get("data"), list):
                raise not_meant()
            before, after = after, after_of(data)
            after = "" if after == before else after
            lines = rows_of(data["data"])
        return sorted(found.values(), key=lambda one: (one.at, one.id))

    def _incoming(self, caller: Caller, row: Mapping[str, Any], thread: Thread) -> Incoming | None:
        """None: not the shape of a message."""
        if not is_message(row.get("id")):
            return None
        return Incoming(
            id=str(row["id"]),
            thread=thread,
            at=written_at(graph_time(row.get("created_time")), self._clock.now()),
            text=words(row.get("message")),
            ours=str(part(row, "from").get("id") or "") == caller.page,
            media=bool(row.get("sticker")) or bool(rows_of(part(row, "attachments").get("data"))),
        )


def _recipient(caller: Caller, row: Mapping[str, Any], lines: list[Mapping[str, Any]]) -> str:
    """Whom a reply goes to: the one in the conversation who is not the page."""
    there = [str(one.get("id") or "") for one in rows_of(part(row, "participants").get("data"))]
    wrote = [str(part(line, "from").get("id") or "") for line in lines]
    others = [one for one in (*there, *wrote) if is_recipient(one) and one != caller.page]
    return others[0] if others else ""
