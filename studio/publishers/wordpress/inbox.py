"""Comments on a WordPress site and the unit's replies to them. Hiding one is holding it: visitors see it no longer."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from studio.accounts.model import Account
from studio.accounts.sealing import SealedLogins
from studio.clock import Clock
from studio.errors import StudioError
from studio.platforms import Platform
from studio.publishers.answers import foreign
from studio.publishers.http import Http, Reply
from studio.publishers.inbox import Batch, Channel, InboxAbilities, Incoming, ReplyWay, ReplyWindow, Thread
from studio.publishers.incoming import unfit
from studio.publishers.port import Answer, Outcome
from studio.publishers.reply_windows import windows_of
from studio.publishers.wordpress.comments import SiteComments
from studio.publishers.wordpress.errors import judge_write, not_begun
from studio.publishers.wordpress.rest import Rest

LONGEST_REPLY = 5000
"""Characters; the column of the site takes 65,525 bytes."""


class WordPressInbox:
    """Fulfils `studio.publishers.inbox.Inbox`. Threads may share it."""

    def __init__(self, http: Http, logins: SealedLogins, clock: Clock) -> None:
        self._rest = Rest(http, logins)
        self._comments = SiteComments(self._rest, clock)

    def abilities(self, account: Account) -> InboxAbilities:
        return InboxAbilities(
            channels=(Channel.COMMENTS,), can_hide=True, can_list_replies=True, longest_reply=LONGEST_REPLY
        )

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        if channel is not Channel.COMMENTS:
            raise StudioError("trang web không có hộp tin nhắn.", "a website has no messages.")
        return self._comments.step(account, since, cursor)

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        return windows_of(Platform.WEBSITE, thread, last_from_citizen)

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        refused = unfit(text, LONGEST_REPLY) or _misplaced(thread, way)
        if refused is not None:
            return refused
        sent = {
            "post": int(thread.under),
            "parent": int(thread.key),
            "content": html.escape(text, quote=False),
            "status": "approved",
        }
        told = self._written(account, "/comments", sent)
        if isinstance(told, Answer):
            return told
        made, place = str(told.get("id")), (str(told.get("post")), str(told.get("parent")))
        if not _number(made) or made == thread.key:
            return _doubt("Trang web không trả về mã của câu trả lời.", "The site did not return the reply's id.")
        if place != (thread.under, thread.key):
            return _doubt(
                "Câu trả lời không nằm dưới bình luận này; hãy mở trang web để xem.",
                "The reply does not stand below this comment; open the site to see.",
                made,
            )
        if told.get("status") != "approved":
            return _doubt(
                "Trang web giữ câu trả lời lại để kiểm duyệt; hãy mở trang quản trị trang web để duyệt.",
                "The site holds the reply for moderation; open its administration to let it through.",
                made,
            )
        return _done(made, "Trang web đã nhận câu trả lời.", "The site took the reply.")

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[Incoming]:
        if _misplaced(thread, way) is not None:
            return ()
        return tuple(self._comments.below(account, thread, since))

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        refused = _misplaced(thread, ReplyWay.PUBLIC)
        if refused is not None:
            return refused
        comment = thread.meant
        there = not_begun(lambda: self.is_hidden(account, thread))
        if isinstance(there, Answer):
            return there
        if there is None:
            return _no("Trang web không còn bình luận này.", "The site has this comment no longer.")
        if there is not hidden:  # WordPress takes a change that changes nothing for a failure
            told = self._written(account, f"/comments/{comment}", {"status": "hold" if hidden else "approved"})
            if isinstance(told, Answer):
                return told
            if str(told.get("id")) != comment or told.get("status") != ("hold" if hidden else "approved"):
                return _doubt("Trang web trả lời không như đã công bố.", "The site's answer is not the documented one.")
        if hidden:
            return _done(comment, "Bình luận không còn hiện trên trang web.", "The comment shows no longer.")
        return _done(comment, "Bình luận hiện trên trang web.", "The comment shows on the site.")

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        if _misplaced(thread, ReplyWay.PUBLIC) is not None:
            return None
        found = self._comments.one(account, thread.meant)
        return None if found is None else not found.shows

    def _written(self, account: Account, route: str, sent: dict[str, Any]) -> dict[str, Any] | Answer:
        """What the site returned of the comment it wrote, or an answer that says what is known."""
        reply = self._rest.write(
            account, "POST", route, json=sent, params={"context": "edit", "_fields": "id,post,parent,status"}
        )
        if isinstance(reply, Answer):
            return reply
        told = _object(reply) if reply.status in (200, 201) else None
        if told is not None:
            return told
        return judge_write(reply) if reply.status >= 400 else foreign(reply)


def _object(reply: Reply) -> dict[str, Any] | None:
    try:
        told = reply.json()
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _number(told: str) -> bool:
    return told.isascii() and told.isdigit() and 0 < len(told) < 19 and told != "0"


def _misplaced(thread: Thread, way: ReplyWay) -> Answer | None:
    """Why nothing of this thread can be on a site; ids must not become another address of the API."""
    good = thread.channel is Channel.COMMENTS and way is ReplyWay.PUBLIC
    if good and all(map(_number, (thread.key, thread.meant, thread.under))):
        return None
    return _no(
        "Trang web chỉ nhận trả lời công khai dưới bình luận.", "A website takes public replies below comments only."
    )


def _no(vi: str, en: str) -> Answer:
    return Answer(outcome=Outcome.REFUSED, vi=vi, en=en)


def _doubt(vi: str, en: str, made: str = "") -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, remote_id=made, vi=vi, en=en, raw=json.dumps({"id": made}))


def _done(made: str, vi: str, en: str) -> Answer:
    return Answer(outcome=Outcome.DONE, remote_id=made, vi=vi, en=en, raw=json.dumps({"id": made}))
