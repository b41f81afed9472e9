"""Citizens of the simulated platforms, and what the platforms' own records have of the page's answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from studio.accounts.model import Account, AccountKind
from studio.publishers.inbox import Channel, Thread
from tests.feedback.kill.unit import Citizens
from tests.simulators.apart import Control
from tests.wordpress.site import Site

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
            for presentation in page["conversations"]:
                mine = (one for one in presentation["messages"] if one["author"] == page["id"])
                found.update((page["id"], presentation["id"], one["text"]) for one in mine)
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


class WordPressCitizens:
    def __init__(self, pages: Mapping[str, Site]) -> None:
        self._pages = pages
        self._posts: dict[str, str] = {}

    def ask(self, account: Account, number: int) -> tuple[Thread, datetime]:
        site = self._pages[account.page_id]
        if account.page_id not in self._posts:
            made = "wp_insert_post(['post_title' => 'Bài', 'post_content' => 'Nội dung', 'post_status' => 'publish'])"
            self._posts[account.page_id] = site.run(f"echo {made};").strip()
        under = self._posts[account.page_id]
        given = {
            "comment_post_ID": under,
            "comment_content": f"Thứ Bảy có tiếp dân không? {number}",
            "comment_approved": 1,
            "comment_author": "Người dân",
        }
        code = f"echo wp_insert_comment(wp_slash(json_decode({json.dumps(json.dumps(given))}, true)));"
        now = datetime.now(UTC)
        return Thread(channel=Channel.COMMENTS, key=site.run(code).strip(), under=under), now

    def answers(self) -> Counter[Place]:
        found: Counter[Place] = Counter()
        for page, site in self._pages.items():
            rows = site.run(
                'global $wpdb; echo json_encode($wpdb->get_results("SELECT comment_parent, comment_content '
                "FROM {$wpdb->comments} WHERE user_id > 0 AND comment_approved = '1'\"));"
            )
            found.update((page, row["comment_parent"], _lines(row["comment_content"])) for row in json.loads(rows))
        return found


def _lines(text: str) -> str:
    """As it was sent: the site may keep other line ends."""
    return text.replace("\r\n", "\n")


def citizens_of(there: Any) -> Citizens:
    """Those who write to the pages of that platform."""
    if there.stage.kind is AccountKind.FACEBOOK:
        return FacebookCitizens(there.control)
    if there.stage.kind is AccountKind.ZALO:
        return ZaloCitizens(there.control)
    return WordPressCitizens({a.page_id: site for a, site in zip(there.stage.accounts, there.sites, strict=True)})
