"""What citizens write to a Facebook page, and the page's replies.

A reply to a comment goes to ``/{comment}/comments``; ``/{comment}`` with a message would change the citizen's own text.
Facebook flattens: a reply to a reply stands under the first comment of the thread. Who wrote is asked by id alone, to
know the page's own texts; a name is never asked for.

Comments under a page's own posts and reels, read in steps of one call each.

    /{page}/published_posts, /{page}/video_reels → those with news → /{post}/comments, newest first

The cursor between two steps names posts of the page, nothing of who wrote and no comment.

Messages to a page, by Messenger: conversations as they moved last, each with its newest messages.

Facebook has no reading by time. The list comes newest first, so it is read to the first page on which nothing is new.

Facebook's own marks within a list of comments or conversations, held in memory alone.

Such a mark may hold the id of a comment or of a conversation, and nothing that names one lies unsealed on the disk. A
cursor names the mark by its hash; after a restart the list is read from its beginning, and the desk knows what it has.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from studio.accounts.addresses import page_address
from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.publishers.facebook.access import GraphAccess
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import PAGE_SIZE, Caller, Endpoint, Graph, Rates, after_of, not_meant, unsent
from studio.publishers.facebook.listing import graph_time, is_id
from studio.publishers.facebook.media import done
from studio.publishers.http import Http
from studio.publishers.inbox import (
    Batch,
    Channel,
    InboxAbilities,
    IncomingMessage,
    ReplyWay,
    ReplyWindow,
    Thread,
    part,
    rows_of,
    unfit,
    windows_of,
    words,
    written_at,
)
from studio.publishers.port import Answer, Outcome

MOST = 200


class ListMarks:
    """Threads may share it."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def name(self, mark: str) -> str:
        """What a cursor says instead of `mark`; empty for none."""
        if not mark:
            return ""
        name = sha256(mark.encode())[:24]
        with self._lock:
            self._held[name] = mark
            self._held.move_to_end(name)
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return name

    def mark(self, name: str) -> str:
        """The mark of that name; empty where it is not held any more: from the beginning, then."""
        with self._lock:
            return self._held.get(name, "")


COMMENT_FIELDS = "id,message,created_time,from{id},parent{id},is_hidden,permalink_url,attachment{type}"
_LIST_FIELDS = (
    "id,created_time,updated_time,comments.filter(stream).order(reverse_chronological).limit(1){created_time}"
)
LISTS = ("published_posts", "video_reels")
LOOKED_BACK = timedelta(days=90)
"""Older posts are not looked at for new comments: each round would have to list them all."""
MOST_PAGES = 60
"""Result pages of one list, or of one post's comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsWalk:
    """How far a reading is; the text of a cursor."""

    list: int = 0
    """Place in `LISTS`."""
    after: str = ""
    pages: int = 0
    posts: tuple[str, ...] = ()
    """Whose comments are still to be read."""
    inside: str = ""
    """Name of the mark within the comments of the first of them."""
    inside_pages: int = 0

    def text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> CommentsWalk:
        """The reverse; from the start where it cannot be read."""
        try:
            told = json.loads(text)
            walk = cls(**{**told, "posts": tuple(told["posts"])})
            posts: tuple[object, ...] = walk.posts
            numbers = {type(walk.list), type(walk.pages), type(walk.inside_pages)}
            good = numbers == {int} and {type(walk.after), type(walk.inside)} == {str} and 0 <= walk.list <= len(LISTS)
            return walk if good and all(isinstance(post, str) and is_id(post) for post in posts) else cls()
        except (ValueError, TypeError, KeyError):
            return cls()


class PageComments:
    """Threads may share it."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self._graph = graph
        self._clock = clock
        self._marks = ListMarks()

    def step(self, caller: Caller, since: datetime, cursor: str) -> tuple[Batch, bool]:
        """The next call; and whether its answer was empty in a way that only a token that may not look gets.

        Raises Unreachable or FacebookTrouble.
        """
        walk = CommentsWalk.read(cursor) if cursor else CommentsWalk()
        if walk.posts:
            return self._comments(caller, since, walk)
        return self._list(caller, since, walk), False

    def one(self, caller: Caller, comment: str) -> Mapping[str, Any] | None:
        """A comment as Facebook has it; None when it is gone. Raises Unreachable or FacebookTrouble."""
        try:
            row = self._graph.read(caller, comment, fields=COMMENT_FIELDS).data
        except FacebookTrouble as trouble:
            if trouble.kind is GraphErrorKind.GONE:
                return None
            raise
        if row.get("id") != comment:
            raise not_meant()
        return row

    def own_replies(self, caller: Caller, thread: Thread, since: datetime) -> Iterator[IncomingMessage]:
        """The page's own texts under the first comment of the thread. Raises like `one`."""
        params = {"filter": "stream", "order": "reverse_chronological", "fields": COMMENT_FIELDS}
        for row in self._graph.rows(caller, f"{thread.key}/comments", **params):
            told = self._incoming(caller, row, thread.under)
            if told is None:
                continue
            if told.at < since:
                return
            if told.ours:
                yield replace(told, thread=thread)

    def _list(self, caller: Caller, since: datetime, walk: CommentsWalk) -> Batch:
        """One page of a list: the posts on it that have comments since then are to be read next."""
        asked = {"fields": _LIST_FIELDS} | ({"after": walk.after} if walk.after else {})
        told, _ = self._graph.page(caller, f"{caller.page}/{LISTS[walk.list]}", asked, PAGE_SIZE)
        data = told.data
        if not isinstance(data.get("data"), list):
            raise not_meant()
        rows, after = rows_of(data["data"]), after_of(data)
        news = tuple(dict.fromkeys(str(row["id"]) for row in rows if self._has_news(row, since)))
        oldest = min((made for row in rows if (made := graph_time(row.get("created_time")))), default=None)
        over = not after or after == walk.after or (oldest is not None and oldest < since - LOOKED_BACK)
        if not over and walk.pages + 1 >= MOST_PAGES:
            raise _endless()
        if over:
            following = CommentsWalk(list=walk.list + 1, posts=news)
        else:
            following = CommentsWalk(list=walk.list, after=after, pages=walk.pages + 1, posts=news)
        return Batch(texts=(), cursor=_onward(following), clock=told.clock)

    def _has_news(self, row: Mapping[str, Any], since: datetime) -> bool:
        """By its newest comment, or because something else of it changed: a token that may not see comments is shown
        none, without a word."""
        if not is_id(str(row.get("id") or "")):
            return False
        newest = rows_of(part(row, "comments").get("data"))
        times = [graph_time(one.get("created_time")) for one in newest[:1]] + [graph_time(row.get("updated_time"))]
        return any(time is not None and time >= since for time in times)

    def _comments(self, caller: Caller, since: datetime, walk: CommentsWalk) -> tuple[Batch, bool]:
        post, mark = walk.posts[0], self._marks.mark(walk.inside)
        asked = {"filter": "stream", "order": "reverse_chronological", "summary": "true", "fields": COMMENT_FIELDS}
        asked |= {"after": mark} if mark else {}
        next_post = replace(walk, posts=walk.posts[1:], inside="", inside_pages=0)
        try:
            told, _ = self._graph.page(caller, f"{post}/comments", asked, PAGE_SIZE)
        except FacebookTrouble as trouble:
            if trouble.kind is GraphErrorKind.GONE:  # the post was taken off meanwhile
                return Batch(texts=(), cursor=_onward(next_post)), False
            if trouble.kind is GraphErrorKind.CONTENT and mark:  # the mark has run out: this post anew
                return Batch(texts=(), cursor=replace(walk, inside="", inside_pages=0).text()), False
            raise
        data = told.data
        if not isinstance(data.get("data"), list):
            raise not_meant()
        found = [one for row in rows_of(data["data"]) if (one := self._incoming(caller, row, post)) is not None]
        texts, after = tuple(one for one in found if one.at >= since), after_of(data)
        older = bool(found) and found[-1].at < since
        over = older or not after or after == mark
        if not over and walk.inside_pages + 1 >= MOST_PAGES:
            raise _endless()
        inside = self._marks.name(after)
        following = next_post if over else replace(walk, inside=inside, inside_pages=walk.inside_pages + 1)
        silent = not data["data"] and not mark and part(data, "summary").get("total_count") != 0
        return Batch(texts=texts, cursor=_onward(following), clock=told.clock), silent

    def _incoming(self, caller: Caller, row: Mapping[str, Any], post: str) -> IncomingMessage | None:
        """None: not the shape of a comment."""
        comment, parent = str(row.get("id") or ""), str(part(row, "parent").get("id") or "")
        if not is_id(comment) or (parent and not is_id(parent)):
            return None
        thread = Thread(channel=Channel.COMMENTS, key=parent or comment, under=post, comment=comment if parent else "")
        return IncomingMessage(
            id=comment,
            thread=thread,
            at=written_at(graph_time(row.get("created_time")), self._clock.now()),
            text=words(row.get("message")),
            ours=str(part(row, "from").get("id") or "") == caller.page,
            permalink=self._link(caller, row, comment, post),
            hidden=row.get("is_hidden") is True,
            media=bool(part(row, "attachment")),
        )

    def _link(self, caller: Caller, row: Mapping[str, Any], comment: str, post: str) -> str:
        """Where the comment shows: Facebook's own address if it names this very comment, else one by the ids."""
        site, told, number = self._graph.endpoint.site, row.get("permalink_url"), comment.rpartition("_")[2]
        link = page_address(told, Platform.FACEBOOK, caller.base_url, caller.page) if isinstance(told, str) else ""
        asked = parse_qs(urlsplit(link).query) if link else {}
        if number in (*asked.get("comment_id", ()), *asked.get("reply_comment_id", ())):
            return link
        return f"{site}/{post}?comment_id={number}" if post else ""


def _onward(walk: CommentsWalk) -> str:
    return "" if not walk.posts and walk.list >= len(LISTS) else walk.text()


def _endless() -> StudioError:
    return StudioError("the page has too many new comments to read at once; open it at facebook.com for the rest.")


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

    def own(self, caller: Caller, thread: Thread, since: datetime) -> Iterator[IncomingMessage]:
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

    def _of(self, caller: Caller, row: Mapping[str, Any], since: datetime) -> list[IncomingMessage]:
        """The messages of one conversation since then, oldest first."""
        key = str(row.get("id") or "")
        if not is_conversation(key):
            return []
        first = part(row, "messages")
        lines, after = rows_of(first.get("data")), after_of(first)
        thread = Thread(channel=Channel.MESSAGES, key=key, recipient=_recipient(caller, row, lines))
        found: dict[str, IncomingMessage] = {}
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

    def _incoming(self, caller: Caller, row: Mapping[str, Any], thread: Thread) -> IncomingMessage | None:
        """None: not the shape of a message."""
        if not is_message(row.get("id")):
            return None
        return IncomingMessage(
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

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
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
            return _doubt(Phrase("Facebook returned no id of a new reply."))
        try:
            parent = self._parent(caller, told, made)
        except StudioError as trouble:
            return _doubt(Phrase("Facebook took it, and it could not be read back: {why}", why=trouble.phrase), made)
        if parent not in (thread.key, thread.meant):
            return _doubt(Phrase("The reply does not stand below this comment; open the page to see."), made)
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
            return _doubt(Phrase("Facebook did not return the message's id."))
        if not comment and to != thread.recipient:
            return _doubt(
                Phrase("Facebook does not confirm the message went to who asked; open the page's inbox to see."),
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
        say=Phrase("Nothing can be sent here: the thread is not of this page, or it lacks whom to answer."),
    )


def _doubt(say: Phrase, made: str = "") -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, remote_id=made, say=say, raw=json.dumps({"id": made}))


def _taken(made: str) -> Answer:
    return Answer(
        outcome=Outcome.DONE, remote_id=made, say=Phrase("Facebook took the reply."), raw=json.dumps({"id": made})
    )
