"""Comments on a WordPress site and the unit's replies to them. Hiding one is holding it: visitors see it no longer.

Comments of a site, those that wait to be let through included: read by their time, in pages that bear new ones.

A page is asked for by the time of the last comment of the page before, so that whatever is added or deleted meanwhile,
nothing is passed over. A thread may be nested; a reply goes below its first comment.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from studio.accounts.addresses import opened
from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.publishers.answers import foreign
from studio.publishers.http import Http, Reply
from studio.publishers.inbox import (
    Batch,
    Channel,
    InboxAbilities,
    IncomingMessage,
    ReplyWay,
    ReplyWindow,
    Thread,
    part,
    unfit,
    windows_of,
    words,
    written_at,
)
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.wordpress.errors import judge_write, not_begun
from studio.publishers.wordpress.rest import RestAnswer, RestClient

FIELDS = "id,post,parent,author,date_gmt,content,link,status"
GONE = ("rest_comment_invalid_id",)
PER_PAGE = 100
DEEPEST = 10
"""Levels of a nested thread that are climbed."""
MOST_PAGES = 500
"""Pages of comments of one and the same second, or of a reading without an end."""
_APPROVED = "approved"
_NO_LIST = Phrase("The site's answer is not the documented one; it is asked again.")
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteComment:
    """A comment as the site has it, without who wrote it but for the number of a user of the site."""

    id: int
    post: int
    parent: int
    author: int
    """0: a visitor without an account on the site."""
    at: datetime
    text: str
    link: str
    status: str

    @property
    def shows(self) -> bool:
        return self.status == _APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cursor:
    """What a cursor says: comments after this time, of which so many pages were read."""

    after: datetime
    page: int = 1

    def text(self) -> str:
        return json.dumps({"after": self.after.isoformat(), "page": self.page})

    @classmethod
    def read(cls, text: str, since: datetime) -> _Cursor:
        """The reverse; from the start where it cannot be read."""
        start = cls(after=since - timedelta(seconds=1))
        try:
            told = json.loads(text) if text else {}
            after, page = datetime.fromisoformat(told["after"]), told["page"]
            return cls(after=after, page=page) if after.tzinfo and type(page) is int and page > 0 else start
        except (ValueError, TypeError, KeyError):
            return start


class SiteComments:
    """Reads; raises as `RestClient.get`. Threads may share it."""

    def __init__(self, rest: RestClient, clock: Clock) -> None:
        self._rest = rest
        self._clock = clock
        self._me: dict[str, int] = {}
        self._staff: dict[str, dict[int, bool]] = {}

    def step(self, account: Account, since: datetime, cursor: str) -> Batch:
        """The next page of comments since then."""
        mark = _Cursor.read(cursor, since)
        params = {"after": _stamp(mark.after), "page": str(mark.page), "orderby": "date_gmt", "order": "asc"}
        rows, got = self._rows(account, "/comments", _asked(params))
        found = [one for row in rows if (one := self._comment(account, row)) is not None]
        texts = self._incoming(account, [one for one in found if one.at >= since])
        if mark.page >= got.pages or (not rows and mark.page > 1):
            return Batch(texts=texts, clock=got.clock)
        if mark.page >= MOST_PAGES:
            raise StudioError("the site has too many new comments to read; open its administration for the rest.")
        onward = max((one.at for one in found), default=mark.after) - timedelta(seconds=1)
        following = _Cursor(after=onward) if onward > mark.after else _Cursor(after=mark.after, page=mark.page + 1)
        return Batch(texts=texts, cursor=following.text(), clock=got.clock)

    def one(self, account: Account, id: str) -> SiteComment | None:
        """A comment by its number; None when the site has none, or has it in the trash."""
        params = {"context": "edit", "_fields": FIELDS}
        got = self._rest.get(account, f"/comments/{id}", params, absent=GONE)
        found = self._comment(account, got.value) if got is not None else None
        return found if found is not None and str(found.id) == id and found.status not in ("trash", "spam") else None

    def below(self, account: Account, thread: Thread, since: datetime) -> Iterator[IncomingMessage]:
        """The unit's own comments right below the first of a thread, since then."""
        page, pages = 1, 1
        while page <= min(pages, MOST_PAGES):
            params = {"parent": thread.key, "after": _stamp(since - timedelta(seconds=1)), "page": str(page)}
            rows, got = self._rows(account, "/comments", _asked(params))
            found = [one for row in rows if (one := self._comment(account, row)) is not None]
            staff = self._ours(account, [one.author for one in found])
            for one in found:
                if one.author in staff and str(one.parent) == thread.key:
                    yield _text(one, thread, ours=True)
            page, pages = page + 1, got.pages

    def _incoming(self, account: Account, found: Sequence[SiteComment]) -> tuple[IncomingMessage, ...]:
        firsts = self._firsts(account, found)
        staff = self._ours(account, [one.author for one in found])
        texts = []
        for one in found:
            first = firsts.get(one.id, one.id)
            thread = Thread(
                channel=Channel.COMMENTS,
                key=str(first),
                under=str(one.post),
                comment=str(one.id) if first != one.id else "",
            )
            texts.append(_text(one, thread, ours=one.author in staff))
        return tuple(texts)

    def _firsts(self, account: Account, found: Sequence[SiteComment]) -> Mapping[int, int]:
        """The first comment of the thread of each; those above that are not among them are asked for."""
        parents = {one.id: one.parent for one in found}
        for _ in range(DEEPEST):
            missing = sorted({parent for parent in parents.values() if parent and parent not in parents})
            if not missing:
                break
            parents |= dict.fromkeys(missing, 0)
            for start in range(0, len(missing), PER_PAGE):
                asked = {"include": ",".join(map(str, missing[start : start + PER_PAGE]))}
                rows, _ = self._rows(account, "/comments", _asked(asked))
                above = [one for row in rows if (one := self._comment(account, row)) is not None]
                parents |= {one.id: one.parent for one in above if one.id in parents}
        return {one.id: _first(one.id, parents) for one in found}

    def _ours(self, account: Account, authors: Sequence[int]) -> set[int]:
        """Which of these users write for the unit: the one of the login, and whoever has published posts there."""
        wanted = {author for author in authors if author}
        if not wanted:
            return set()
        base = f"{account.base_url} {account.name}"
        if base not in self._me:
            self._me[base] = self._rest.me(account).id
        staff = self._staff.setdefault(base, {})
        unknown = sorted(author for author in wanted if author not in staff and author != self._me[base])
        for start in range(0, len(unknown), PER_PAGE):
            some = unknown[start : start + PER_PAGE]
            params = {"include": ",".join(map(str, some)), "has_published_posts": "post", "_fields": "id"}
            rows, _ = self._rows(account, "/users", {**params, "per_page": str(PER_PAGE)})
            write = [row.get("id") for row in rows if isinstance(row, dict)]
            staff |= {author: author in write for author in some}
        return {author for author in wanted if author == self._me[base] or staff.get(author)}

    def _rows(self, account: Account, route: str, params: Mapping[str, str]) -> tuple[list[Any], RestAnswer]:
        """A list of the site. Raises Unreachable where the answer is none: an empty one would say that nothing is
        there."""
        got = self._rest.get(account, route, params)
        if got is None or not isinstance(got.value, list):
            raise Unreachable(_NO_LIST)
        return got.value, got

    def _comment(self, account: Account, told: Any) -> SiteComment | None:
        """None: not the shape of a comment."""
        try:
            numbers = [told[name] for name in ("id", "post", "parent", "author")]
            if any(type(number) is not int or number < 0 for number in numbers) or not numbers[0]:
                return None
            raw = part(told, "content").get("raw")
            return SiteComment(
                id=numbers[0],
                post=numbers[1],
                parent=numbers[2],
                author=numbers[3],
                at=written_at(_moment(told.get("date_gmt")), self._clock.now()),
                text=_plain(raw) if isinstance(raw, str) else "",
                link=opened(told["link"], account) if isinstance(told.get("link"), str) else "",
                status=str(told.get("status")),
            )
        except (KeyError, TypeError, AttributeError):
            return None


def _text(one: SiteComment, thread: Thread, *, ours: bool) -> IncomingMessage:
    return IncomingMessage(
        id=str(one.id),
        thread=thread,
        at=one.at,
        text=one.text,
        ours=ours,
        permalink=one.link if one.shows else "",
        hidden=not one.shows,
    )


def _asked(params: Mapping[str, str]) -> dict[str, str]:
    """Comments that show and that wait, as those who moderate see them."""
    return {"status": "all", "context": "edit", "per_page": str(PER_PAGE), "_fields": FIELDS, **params}


def _first(id: int, parents: Mapping[int, int]) -> int:
    """Up to the comment that answers none; a circle ends where it began."""
    here, seen = id, {id}
    while (parent := parents.get(here, 0)) and parent not in seen:
        seen.add(parent)
        here = parent
    return here


def _plain(raw: str) -> str:
    """What a reader sees of the comment."""
    return words(html.unescape(_TAG.sub("", _BREAK.sub("\n", raw[:40_000]))))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(told: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(told)).replace(tzinfo=UTC)
    except ValueError:
        return None


LONGEST_REPLY = 5000
"""Characters; the column of the site takes 65,525 bytes."""


class WordPressInbox:
    """Fulfils `studio.publishers.inbox.Inbox`. Threads may share it."""

    def __init__(self, http: Http, logins: SealedLogins, clock: Clock) -> None:
        self._rest = RestClient(http, logins)
        self._comments = SiteComments(self._rest, clock)

    def abilities(self, account: Account) -> InboxAbilities:
        return InboxAbilities(
            channels=(Channel.COMMENTS,), can_hide=True, can_list_replies=True, longest_reply=LONGEST_REPLY
        )

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        if channel is not Channel.COMMENTS:
            raise StudioError("a website has no messages.")
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
            return _doubt(Phrase("The site did not return the reply's id."))
        if place != (thread.under, thread.key):
            return _doubt(Phrase("The reply does not stand below this comment; open the site to see."), made)
        if told.get("status") != "approved":
            return _doubt(
                Phrase("The site holds the reply for moderation; open its administration to let it through."), made
            )
        return _done(made, Phrase("The site took the reply."))

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
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
            return _no(Phrase("The site has this comment no longer."))
        if there is not hidden:  # WordPress takes a change that changes nothing for a failure
            told = self._written(account, f"/comments/{comment}", {"status": "hold" if hidden else "approved"})
            if isinstance(told, Answer):
                return told
            if str(told.get("id")) != comment or told.get("status") != ("hold" if hidden else "approved"):
                return _doubt(Phrase("The site's answer is not the documented one."))
        if hidden:
            return _done(comment, Phrase("The comment shows no longer."))
        return _done(comment, Phrase("The comment shows on the site."))

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
    return _no(Phrase("A website takes public replies below comments only."))


def _no(say: Phrase) -> Answer:
    return Answer(outcome=Outcome.REFUSED, say=say)


def _doubt(say: Phrase, made: str = "") -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, remote_id=made, say=say, raw=json.dumps({"id": made}))


def _done(made: str, say: Phrase) -> Answer:
    return Answer(outcome=Outcome.DONE, remote_id=made, say=say, raw=json.dumps({"id": made}))
