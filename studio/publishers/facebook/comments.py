"""Comments under a page's own posts and reels, read in steps of one call each.

    /{page}/published_posts, /{page}/video_reels → those with news → /{post}/comments, newest first

The cursor between two steps names posts of the page, nothing of who wrote and no comment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from studio.accounts.addresses import page_address
from studio.clock import Clock
from studio.errors import StudioError
from studio.platforms import Platform
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import PAGE_SIZE, Caller, Graph, after_of, not_meant
from studio.publishers.facebook.listing import graph_time, is_id
from studio.publishers.facebook.marks import ListMarks
from studio.publishers.inbox import Batch, Channel, Incoming, Thread
from studio.publishers.incoming import part, rows_of, words, written_at

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

    def own_replies(self, caller: Caller, thread: Thread, since: datetime) -> Iterator[Incoming]:
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

    def _incoming(self, caller: Caller, row: Mapping[str, Any], post: str) -> Incoming | None:
        """None: not the shape of a comment."""
        comment, parent = str(row.get("id") or ""), str(part(row, "parent").get("id") or "")
        if not is_id(comment) or (parent and not is_id(parent)):
            return None
        thread = Thread(channel=Channel.COMMENTS, key=parent or comment, under=post, comment=comment if parent else "")
        return Incoming(
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
    return StudioError(
        "trang có quá nhiều bình luận mới để đọc hết một lượt; hãy mở facebook.com để xem phần còn lại.",
        "the page has too many new comments to read at once; open it at facebook.com for the rest.",
    )
