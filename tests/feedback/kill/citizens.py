"""Citizens of the simulated platforms, and what the platforms' own records have of the page's answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from studio.accounts.model import Account, AccountKind
from studio.publishers.inbox import Channel, Thread
from tests.simulators.apart import Control

Place = tuple[str, str, str]


class FacebookCitizens:
    """Every other one comments, the others write messages."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._posts: dict[str, str] = {}

    def ask(self, account: Account, number: int) -> tuple[Thread, datetime]:
        now = datetime.now(UTC)
        if number % 2:
            person = str(910000000000000 + number)
            text = f"Thứ Bảy có tiếp dân không? {number}"
            made = self._control.do("chat", page=account.page_id, person=person, text=text, at=now.isoformat())
            return Thread(channel=Channel.MESSAGES, key=made["conversation"], recipient=person), now
        if account.page_id not in self._posts:
            post = self._control.do("write", page=account.page_id, message="Thông báo", at=now.isoformat())
            self._posts[account.page_id] = post["id"]
        under = self._posts[account.page_id]
        made = self._control.do("comment", post=under, message=f"Hỏi {number}", at=now.isoformat())
        return Thread(channel=Channel.COMMENTS, key=made["id"], under=under), now

    def answers(self) -> Counter[Place]:
        found: Counter[Place] = Counter()
        for page in self._control.state()["pages"]:
            for post in page["posts"]:
                mine = (one for one in post["comments"] if one["author"] == page["id"])
                found.update((page["id"], one["parent"], one["message"]) for one in mine)
            for talk in page["conversations"]:
                mine = (one for one in talk["messages"] if one["author"] == page["id"])
                found.update((page["id"], talk["id"], one["text"]) for one in mine)
        return found


class ZaloCitizens:
    def __init__(self, control: Control) -> None:
        self._control = control

    def ask(self, account: Account, number: int) -> tuple[Thread, datetime]:
        person, now = str(7000000000000000 + number), datetime.now(UTC)
        text = f"Thứ Bảy có tiếp dân không? {number}"
        self._control.do("chat", oa_id=account.page_id, person=person, text=text, at=now.isoformat())
        return Thread(channel=Channel.MESSAGES, key=person, recipient=person), now

    def answers(self) -> Counter[Place]:
        return Counter(
            (chat["oa_id"], chat["person"], line["text"])
            for chat in self._control.state()["chats"]
            for line in chat["lines"]
            if line["ours"]
        )


CITIZENS: dict[AccountKind, Callable[[Any], Any]] = {
    AccountKind.FACEBOOK: FacebookCitizens,
    AccountKind.ZALO: ZaloCitizens,
}
