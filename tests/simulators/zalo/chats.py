"""Chats of an account with persons: the list of them, the messages of one, and a reply.

Fields as the SDK samples and callers in production show them (listrecentchat, conversation, message/cs).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.zalo.errors import Refused, invalid
from tests.simulators.zalo.model import Chat, ChatLine, Oa, State, milliseconds

FREE = timedelta(hours=48)
LAST = timedelta(days=7)
PERSON, AVATAR = "Người dân", "https://s120-ava-talk.zadn.vn/a/b/c.jpg"


def recent(state: State, oa: Oa, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The last line of each chat, the one that moved last first."""
    mine = [chat for chat in state.chats.values() if chat.oa_id == oa.oa_id and chat.lines]
    mine.sort(key=lambda chat: (chat.moved, chat.person), reverse=True)
    asked = fields["data"]
    page = mine[asked["offset"] : asked["offset"] + asked["count"]]
    return [_row(oa, chat, _newest_first(chat)[0]) for chat in page]


def conversation(state: State, oa: Oa, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The messages with one person, newest first."""
    asked = fields["data"]
    chat = state.chats.get((oa.oa_id, asked["user_id"]))
    lines = _newest_first(chat) if chat else []
    return [_row(oa, chat, line) for line in lines[asked["offset"] : asked["offset"] + asked["count"]] if chat]


def reply(state: State, oa: Oa, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Within 7 days of the person's last message; Zalo charges it from the third day on. Raises Refused."""
    person = fields["recipient"]["user_id"]
    chat = state.chats.get((oa.oa_id, person))
    if chat is None:
        raise invalid("user_id")
    if chat.blocked:
        raise Refused(-217)
    last = chat.last_from_person
    if last is None or state.now() > last + LAST:
        raise Refused(-230)
    made = say(state, chat, fields["message"]["text"], state.now(), ours=True)
    kind = "reply" if state.now() <= last + FREE else "transaction"
    return {"message_id": made.id, "user_id": person, "quota": {"quota_type": kind}}


def chat_of(state: State, oa_id: str, person: str) -> Chat:
    """Theirs, begun where there is none."""
    return state.chats.setdefault((oa_id, person), Chat(oa_id=oa_id, person=person))


def say(state: State, chat: Chat, text: str, at: datetime, *, ours: bool, kind: str = "text") -> ChatLine:
    made = ChatLine(id=state.token("msg-")[:40], ours=ours, text=text, at=at, kind=kind)
    chat.lines.append(made)
    return made


def _newest_first(chat: Chat) -> list[ChatLine]:
    return sorted(chat.lines, key=lambda line: line.at, reverse=True)


def _row(oa: Oa, chat: Chat, line: ChatLine) -> dict[str, Any]:
    account, person = (oa.oa_id, oa.name), (chat.person, PERSON)
    sender, receiver = (account, person) if line.ours else (person, account)
    return {
        "src": 0 if line.ours else 1,
        "time": milliseconds(line.at),
        "sent_time": line.at.strftime("%H:%M:%S %d/%m/%Y"),
        "from_id": sender[0],
        "from_display_name": sender[1],
        "from_avatar": AVATAR,
        "to_id": receiver[0],
        "to_display_name": receiver[1],
        "to_avatar": AVATAR,
        "message_id": line.id,
        "type": line.kind,
        "message": line.text,
    }
