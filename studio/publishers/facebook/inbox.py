"""What citizens write to a Facebook page, and the page's replies.

A reply to a comment goes to ``/{comment}/comments``; ``/{comment}`` with a message would change the citizen's own text.
Facebook flattens: a reply to a reply stands under the first comment of the thread. Who wrote is asked by id alone, to
know the page's own texts; a name is never asked for.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from studio.accounts.model import Account
from studio.accounts.sealing import SealedLogins
from studio.clock import Clock
from studio.errors import StudioError
from studio.platforms import Platform
from studio.publishers.facebook.access import GraphAccess
from studio.publishers.facebook.comments import PageComments
from studio.publishers.facebook.conversations import PageConversations, is_conversation, is_message, is_recipient
from studio.publishers.facebook.graph import Caller, Endpoint, Graph, unsent
from studio.publishers.facebook.listing import is_id
from studio.publishers.facebook.rates import Rates
from studio.publishers.facebook.reels import done
from studio.publishers.http import Http
from studio.publishers.inbox import Batch, Channel, InboxAbilities, Incoming, ReplyWay, ReplyWindow, Thread
from studio.publishers.incoming import part, unfit
from studio.publishers.port import Answer, Outcome
from studio.publishers.reply_windows import windows_of

LONGEST_REPLY = 2000
"""Characters of a message (Send API); comments take more."""
SEE_COMMENTS, MANAGE_COMMENTS, MESSAGES = "pages_read_user_content", "pages_manage_engagement", "pages_messaging"


class FacebookInbox:
    """Fulfils `studio.publishers.inbox.Inbox`. Threads may share it.

    `rates` is what the page has used, shared with the publisher of the same pages.
    """

    def __init__(
        self,
        http: Http,
        logins: SealedLogins,
        clock: Clock,
        *,
        endpoint: Endpoint | None = None,
        pause: Callable[[float], None] = time.sleep,
        rates: Rates | None = None,
    ) -> None:
        self._graph = Graph(http, rates or Rates(clock), endpoint or Endpoint(), pause=pause)
        self._access = GraphAccess(self._graph, logins, clock)
        self._comments = PageComments(self._graph, clock)
        self._conversations = PageConversations(self._graph, clock)

    def abilities(self, account: Account) -> InboxAbilities:
        return InboxAbilities(
            channels=(Channel.COMMENTS, Channel.MESSAGES),
            can_hide=True,
            can_list_replies=True,
            longest_reply=LONGEST_REPLY,
        )

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        with self._access.heeding(account):
            if channel is Channel.MESSAGES:
                return self._conversations.step(self._access.caller(account, MESSAGES), since, cursor)
            batch, silent = self._comments.step(self._access.caller(account, SEE_COMMENTS), since, cursor)
            if silent:
                self._access.forget(account)
                self._access.caller(account, SEE_COMMENTS)  # raises for a person's token, which is shown nothing
            return batch

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        return windows_of(Platform.FACEBOOK, thread, last_from_citizen)

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        refused = unfit(text, LONGEST_REPLY) or _misplaced(account, thread, way)
        if refused is not None:
            return refused
        if way is ReplyWay.PUBLIC:
            return self._as_page(account, MANAGE_COMMENTS, lambda caller: self._below(caller, thread, text))
        return self._as_page(account, MESSAGES, lambda caller: self._message(caller, thread, text))

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[Incoming]:
        if _misplaced(account, thread, way) is not None:
            return ()
        with self._access.heeding(account):
            if way is ReplyWay.PUBLIC:
                caller = self._access.caller(account, SEE_COMMENTS)
                return tuple(self._comments.own_replies(caller, thread, since))
            caller = self._access.caller(account, MESSAGES)
            key = thread.key
            if thread.channel is Channel.COMMENTS:
                key = self._conversations.privately(caller, thread.meant)
            if not key:
                return ()
            found = self._conversations.own(caller, replace(thread, channel=Channel.MESSAGES, key=key), since)
            return tuple(replace(one, thread=thread) for one in found)

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        refused = _misplaced(account, thread, ReplyWay.PUBLIC)
        if refused is not None:
            return refused
        return self._as_page(account, MANAGE_COMMENTS, lambda caller: self._hide(caller, thread.meant, hidden))

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        if _misplaced(account, thread, ReplyWay.PUBLIC) is not None:
            return None
        with self._access.heeding(account):
            row = self._comments.one(self._access.caller(account, SEE_COMMENTS), thread.meant)
        return None if row is None else row.get("is_hidden") is True

    def _below(self, caller: Caller, thread: Thread, text: str) -> Answer:
        """The reply under the comment: its id has to be a new one, and its place is read back."""
        form = {"message": text, "fields": "id,parent{id}"}
        told = self._graph.post(caller, f"{thread.meant}/comments", form)
        if isinstance(told, Answer):
            return told
        made = str(told.get("id") or "")
        if not is_id(made) or made in (thread.key, thread.meant):
            return _doubt("Facebook không trả về mã của câu trả lời mới.", "Facebook returned no id of a new reply.")
        try:
            parent = self._parent(caller, told, made)
        except StudioError as trouble:
            return _doubt(
                f"Facebook đã nhận nhưng chưa đọc lại được: {trouble.phrase.vi}",
                f"Facebook took it, and it could not be read back: {trouble.phrase.en}",
                made,
            )
        if parent not in (thread.key, thread.meant):
            return _doubt(
                "Câu trả lời không nằm dưới bình luận này; hãy mở trang để xem.",
                "The reply does not stand below this comment; open the page to see.",
                made,
            )
        return _taken(made)

    def _parent(self, caller: Caller, told: Mapping[str, Any], made: str) -> str:
        parent = str(part(told, "parent").get("id") or "")
        if parent:
            return parent
        return str(part(self._comments.one(caller, made) or {}, "parent").get("id") or "")

    def _message(self, caller: Caller, thread: Thread, text: str) -> Answer:
        comment = thread.channel is Channel.COMMENTS
        form = {
            "recipient": json.dumps({"comment_id": thread.meant} if comment else {"id": thread.recipient}),
            "messaging_type": "RESPONSE",
            "message": json.dumps({"text": text}),
        }
        told = self._graph.post(caller, f"{caller.page}/messages", form)
        if isinstance(told, Answer):
            return told
        made, to = told.get("message_id"), str(told.get("recipient_id") or "")
        if not is_message(made):
            return _doubt("Facebook không trả về mã của tin nhắn.", "Facebook did not return the message's id.")
        if not comment and to != thread.recipient:
            return _doubt(
                "Facebook không xác nhận tin nhắn tới đúng người hỏi; hãy mở hộp thư của trang để xem.",
                "Facebook does not confirm the message went to who asked; open the page's inbox to see.",
                str(made),
            )
        return _taken(str(made))

    def _hide(self, caller: Caller, comment: str, hidden: bool) -> Answer:
        told = self._graph.post(caller, comment, {"is_hidden": "true" if hidden else "false"})
        return told if isinstance(told, Answer) else done(told, comment)

    def _as_page(self, account: Account, right: str, act: Callable[[Caller], Answer]) -> Answer:
        """Act as the page, if its token is its own and allows it; without that nothing was executed."""
        try:
            with self._access.heeding(account):
                caller = self._access.caller(account, right)
        except StudioError as trouble:
            return unsent(trouble)
        answer = act(caller)
        if answer.needs_person:
            self._access.forget(account)
        return answer


def _misplaced(account: Account, thread: Thread, way: ReplyWay) -> Answer | None:
    """Why nothing of this thread can be on that page; ids must not become another address of the API."""
    if thread.channel is Channel.MESSAGES:
        good = way is ReplyWay.PRIVATE and is_conversation(thread.key) and is_recipient(thread.recipient)
        return None if good else _no()
    post = thread.under
    own = "_" not in post or post.partition("_")[0] == account.page_id
    return None if is_id(thread.key) and is_id(thread.meant) and own else _no()


def _no() -> Answer:
    return Answer(
        outcome=Outcome.REFUSED,
        vi="Không trả lời được ở đây: cuộc trao đổi này không thuộc trang, hoặc thiếu địa chỉ để trả lời.",
        en="Nothing can be sent here: the thread is not of this page, or it lacks whom to answer.",
    )


def _doubt(vi: str, en: str, made: str = "") -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, remote_id=made, vi=vi, en=en, raw=json.dumps({"id": made}))


def _taken(made: str) -> Answer:
    return Answer(
        outcome=Outcome.DONE,
        remote_id=made,
        vi="Facebook đã nhận câu trả lời.",
        en="Facebook took the reply.",
        raw=json.dumps({"id": made}),
    )
