"""Comments of a site, those that wait to be let through included: read by their time, in pages that bear new ones.

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
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.inbox import Batch, Channel, Incoming, Thread
from studio.publishers.incoming import part, words, written_at
from studio.publishers.port import Unreachable
from studio.publishers.wordpress.rest import Got, Rest

FIELDS = "id,post,parent,author,date_gmt,content,link,status"
GONE = ("rest_comment_invalid_id",)
PER_PAGE = 100
DEEPEST = 10
"""Levels of a nested thread that are climbed."""
MOST_PAGES = 500
"""Pages of comments of one and the same second, or of a reading without an end."""
_APPROVED = "approved"
_NO_LIST = Phrase(
    "Trang web trả lời không như đã công bố; sẽ hỏi lại.",
    "The site's answer is not the documented one; it is asked again.",
)
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
class _Mark:
    """What a cursor says: comments after this time, of which so many pages were read."""

    after: datetime
    page: int = 1

    def text(self) -> str:
        return json.dumps({"after": self.after.isoformat(), "page": self.page})

    @classmethod
    def read(cls, text: str, since: datetime) -> _Mark:
        """The reverse; from the start where it cannot be read."""
        start = cls(after=since - timedelta(seconds=1))
        try:
            told = json.loads(text) if text else {}
            after, page = datetime.fromisoformat(told["after"]), told["page"]
            return cls(after=after, page=page) if after.tzinfo and type(page) is int and page > 0 else start
        except (ValueError, TypeError, KeyError):
            return start


class SiteComments:
    """Reads; raises as `Rest.get`. Threads may share it."""

    def __init__(self, rest: Rest, clock: Clock) -> None:
        self._rest = rest
        self._clock = clock
        self._me: dict[str, int] = {}
        self._staff: dict[str, dict[int, bool]] = {}

    def step(self, account: Account, since: datetime, cursor: str) -> Batch:
        """The next page of comments since then."""
        mark = _Mark.read(cursor, since)
        params = {"after": _stamp(mark.after), "page": str(mark.page), "orderby": "date_gmt", "order": "asc"}
        rows, got = self._rows(account, "/comments", _asked(params))
        found = [one for row in rows if (one := self._comment(account, row)) is not None]
        texts = self._incoming(account, [one for one in found if one.at >= since])
        if mark.page >= got.pages or (not rows and mark.page > 1):
            return Batch(texts=texts, clock=got.clock)
        if mark.page >= MOST_PAGES:
            raise StudioError(
                "trang web có quá nhiều bình luận mới để đọc hết; hãy mở trang quản trị trang web để xem phần còn lại.",
                "the site has too many new comments to read; open its administration for the rest.",
            )
        onward = max((one.at for one in found), default=mark.after) - timedelta(seconds=1)
        following = _Mark(after=onward) if onward > mark.after else _Mark(after=mark.after, page=mark.page + 1)
        return Batch(texts=texts, cursor=following.text(), clock=got.clock)

    def one(self, account: Account, id: str) -> SiteComment | None:
        """A comment by its number; None when the site has none, or has it in the trash."""
        params = {"context": "edit", "_fields": FIELDS}
        got = self._rest.get(account, f"/comments/{id}", params, absent=GONE)
        found = self._comment(account, got.value) if got is not None else None
        return found if found is not None and str(found.id) == id and found.status not in ("trash", "spam") else None

    def below(self, account: Account, thread: Thread, since: datetime) -> Iterator[Incoming]:
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

    def _incoming(self, account: Account, found: Sequence[SiteComment]) -> tuple[Incoming, ...]:
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

    def _rows(self, account: Account, route: str, params: Mapping[str, str]) -> tuple[list[Any], Got]:
        """A list of the site. Raises Unreachable where the answer is none: an empty one would say that nothing is
        there."""
        got = self._rest.get(account, route, params)
        if got is None or not isinstance(got.value, list):
            raise Unreachable(_NO_LIST.vi, _NO_LIST.en)
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


def _text(one: SiteComment, thread: Thread, *, ours: bool) -> Incoming:
    return Incoming(
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
