"""Requests to the Graph API: version, addresses, the token's place, and what an answer says.

The token goes into the Authorization header. A secret that the API wants as a parameter goes into a body, so that no
address carries one: `oauth/access_token` is asked by POST, as OAuth 2 has it, and `debug_token` by a POST with
`method=get`, as Facebook's own SDKs make their reads.

What only a live page can tell, in one place: each with the safer answer, to be changed here when it is known.

docs/publishing.md lists them. Nothing else in the program guesses at the Graph API.

Facebook's usage headers, heeded before the limit is reached.

    X-Business-Use-Case-Usage: {"<page id>": [{"type": "pages", "call_count": 40, "total_cputime": 3, "total_time": 9,
                                               "estimated_time_to_regain_access": 0}]}     (minutes)
    X-App-Usage, X-Page-Usage:  {"call_count": 40, "total_time": 9, "total_cputime": 3}

Figures are per cent of what is allowed (developers.facebook.com, Graph API, Rate Limiting).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.answers import foreign, foreign_read, read_call, server_trouble, write_call
from studio.publishers.facebook.errors import FacebookTrouble, answer_to, error_in, mask, trouble_of, upload_error
from studio.publishers.http import Http, Reply
from studio.publishers.pieces import Body
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.secret import Secret

HIDDEN_AS = "DRAFT"
"""`unpublished_content_type` of a post that is to be shown by hand. Without one Facebook may make it an advertisement's
post (ADS_POST), of which nobody says that it can be shown; a draft is meant to be. Empty: send none."""

LIST_HIDDEN = True
"""Whether `feed` and `published_posts` are asked for hidden posts, too (`include_hidden`): a twin that an administrator
hid is a twin all the same."""

ALSO_LISTED: tuple[str, ...] = ()
"""Further lists that are read when a post is looked for, such as `ads_posts`: with it, a post that became an
advertisement's all the same would be found. Left out, as it may need a right for advertisements that no unit has, and
would then stop every look."""

LESS_DATA = "reduce the amount of data"
"""What Facebook says of a list of which it will not give so many rows at once; half as many are asked for then."""


SLOW_ABOVE = 75.0
STOP_AT = 95.0
SLOWEST = 5.0
"""Seconds between calls just below the stop."""
STOP_FOR = timedelta(minutes=10)
"""How long to stop where Facebook does not tell: a sixth of the hour over which it counts."""
KEPT = timedelta(hours=1)
"""The window over which Facebook counts; an older figure says nothing."""
_FIGURES = ("call_count", "total_time", "total_cputime")
_HEADERS = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The worst figure of an answer, and how long the limit still holds, if it was reached."""

    percent: float
    regain: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    percent: float
    at: datetime
    until: datetime | None


class Rates:
    """What each page has used. Threads share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._lock = threading.Lock()

    def note(self, page: str, headers: Mapping[str, str]) -> None:
        """Take down what an answer to `page` told."""
        told = usage(headers)
        if told is None:
            return
        now = self._clock.now()
        stop = told.percent >= STOP_AT or told.regain > timedelta(0)
        with self._lock:
            self._held[page] = _Held(
                percent=told.percent, at=now, until=now + (told.regain or STOP_FOR) if stop else None
            )

    def stop(self, page: str, seconds: float) -> None:
        """The limit was hit: nothing for `page` for so long, an hour at most: Facebook counts by the hour."""
        now = self._clock.now()
        until = now + timedelta(seconds=min(max(seconds, 0.0), KEPT.total_seconds()))
        with self._lock:
            held = self._held.get(page)
            if held is not None and held.until is not None:
                until = max(until, held.until)
            self._held[page] = _Held(percent=100.0, at=now, until=until)

    def stopped(self, page: str) -> float:
        """Seconds during which nothing may be sent; 0: go on."""
        held = self._of(page)
        if held is None or held.until is None:
            return 0.0
        return max((held.until - self._clock.now()).total_seconds(), 0.0)

    def slowing(self, page: str) -> float:
        """Seconds to let pass before the next call, growing from 75 % on."""
        held = self._of(page)
        if held is None or held.until is not None or held.percent <= SLOW_ABOVE:
            return 0.0
        return SLOWEST * (held.percent - SLOW_ABOVE) / (STOP_AT - SLOW_ABOVE)

    def _of(self, page: str) -> _Held | None:
        with self._lock:
            held = self._held.get(page)
        if held is None:
            return None
        now = self._clock.now()
        return held if now - held.at < KEPT or (held.until is not None and now < held.until) else None


def usage(headers: Mapping[str, str]) -> Usage | None:
    """The worst of the usage headers; None when there is none that can be read."""
    told = [figures for name in _HEADERS if name in headers for figures in _figures(headers[name])]
    if not told:
        return None
    return Usage(
        percent=max(_number(figures.get(name)) for figures in told for name in _FIGURES),
        regain=timedelta(minutes=max(_number(figures.get("estimated_time_to_regain_access")) for figures in told)),
    )


def _figures(header: str) -> Iterator[Mapping[str, Any]]:
    """Every set of figures in a header, whichever of the shapes it has."""
    try:
        told = json.loads(header)
    except (ValueError, RecursionError):
        return
    if not isinstance(told, dict):
        return
    if any(name in told for name in _FIGURES):
        yield told
    for rows in told.values():
        if isinstance(rows, list):
            yield from (row for row in rows if isinstance(row, dict))


def _number(value: object) -> float:
    """A figure between nothing and a day's minutes; what cannot be read counts as nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return 0.0
    return min(max(float(value), 0.0), 1440.0)


_SECRET = ("access_token", "next", "previous")
"""What of an answer is or holds a token: the addresses of the neighbouring result pages do, too."""
PAGE_SIZE = 100
MOST_PAGES = 60
"""Result pages that are read of one list; more than that many posts since an attempt is for a person to look at."""
UPLOAD_TIMEOUT = 300.0
"""Seconds to wait for the answer to a video's bytes."""
_LIMIT = Phrase("The page is close to Facebook's rate limit, so it pauses; nothing was sent.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the Graph API is, and which version of it: the one place that says so."""

    version: str = "v25.0"
    base: str = "https://graph.facebook.com"
    upload: str = "https://rupload.facebook.com"
    video: str = "https://graph-video.facebook.com"
    site: str = "https://www.facebook.com"
    """What permalinks begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """On whose behalf a request is made. `page` is whose allowance it uses; `base_url` overrides the address."""

    page: str
    base_url: str
    token: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphAnswer:
    """What a read returned, and the other side's time."""

    data: Mapping[str, Any]
    clock: datetime | None


class PageLimited(Unreachable):
    """The page is at its limit; `seconds` until it may be called again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(_LIMIT)
        self.seconds = seconds


class TooMuch(Unreachable):
    """Facebook will not answer with so much at once."""

    def __init__(self) -> None:
        super().__init__(Phrase("Facebook does not give the page's list at present; will retry."))


class Graph:
    """Threads may share it. Never repeats a request, never follows an address that an answer names."""

    def __init__(
        self,
        http: Http,
        rates: Rates,
        endpoint: Endpoint,
        *,
        pause: Callable[[float], None] = time.sleep,
        most_pages: int = MOST_PAGES,
    ) -> None:
        self._most_pages = most_pages
        self._http = http
        self._rates = rates
        self._pause = pause
        self.endpoint = endpoint

    def read(self, caller: Caller, path: str, **params: str) -> GraphAnswer:
        """GET. Raises Unreachable (waiting helps) or FacebookTrouble (a person is needed)."""
        return self._read(caller, lambda: self._send(caller, "GET", path, params=params))

    def look_at_token(self, caller: Caller) -> GraphAnswer:
        """What Facebook knows of the caller's own token. Raises like `read`."""
        data = {"input_token": caller.token.reveal(), "method": "get"}
        return self._read(caller, lambda: self._send(caller, "POST", "debug_token", data=data))

    def exchange(self, caller: Caller, form: Mapping[str, str]) -> GraphAnswer:
        """A token for another. Raises like `read`; the caller's token is not used, `form` carries what is."""
        return self._read(caller, lambda: self._send(caller, "POST", "oauth/access_token", signed=False, data=form))

    def rows(self, caller: Caller, path: str, **params: str) -> Iterator[Mapping[str, Any]]:
        """Every row of a list, through all its pages. Raises like `read`, and when there is no end to it.

        Goes by cursors: the ready address of the next page would carry the token.
        """
        asked, seen, limit = dict(params), {""}, PAGE_SIZE
        for _ in range(self._most_pages):
            told, limit = self.page(caller, path, asked, limit)
            data = told.data
            found = data.get("data")
            if not isinstance(found, list):
                raise not_meant()  # an empty list would say that nothing is there
            yield from (row for row in found if isinstance(row, dict))
            after = after_of(data)
            if after in seen:
                return
            seen.add(after)
            asked["after"] = after
        most = self._most_pages * PAGE_SIZE
        raise StudioError(
            "the page lists too many posts to read (over {most}); open it at facebook.com to compare.", most=most
        )

    def page(self, caller: Caller, path: str, asked: Mapping[str, str], limit: int) -> tuple[GraphAnswer, int]:
        """One page of a list, and how many rows it was asked for: half as many where Facebook finds it too much.

        Raises like `read`.
        """
        while True:
            try:
                return self.read(caller, path, **asked, limit=str(limit)), limit
            except TooMuch:
                if limit == 1:
                    raise
                limit //= 2

    def post(self, caller: Caller, path: str, form: Mapping[str, str], files: Any = None) -> Mapping[str, Any] | Answer:
        """A write: what Facebook returned, or an answer that says what is known."""
        data = {**form, "locale": "vi_VN"}
        return self._write(caller, lambda: self._send(caller, "POST", path, data=data, files=files))

    def delete(self, caller: Caller, path: str) -> Mapping[str, Any] | Answer:
        return self._write(caller, lambda: self._send(caller, "DELETE", path))

    def upload(self, caller: Caller, video: str, rest: Body, offset: int, size: int) -> Mapping[str, Any] | Answer:
        """The `rest` of a reel of `size` bytes, from `offset` on (Reels Publishing, step 2)."""
        base = caller.base_url or self.endpoint.upload
        headers = {
            "Authorization": caller.token.reveal("OAuth "),
            "offset": str(offset),
            "file_size": str(size),
            "Content-Type": "application/octet-stream",
        }
        url = f"{base}/video-upload/{self.endpoint.version}/{video}"
        return self._write(
            caller,
            lambda: self._http.send("POST", url, headers=headers, data=rest, answer_within=UPLOAD_TIMEOUT),
        )

    def video(self, caller: Caller, form: Mapping[str, str]) -> Mapping[str, Any] | Answer:
        """A phase of a resumable upload to the page's videos; as `post`."""
        data = {**form, "locale": "vi_VN"}
        base = self.endpoint.video
        return self._write(caller, lambda: self._send(caller, "POST", f"{caller.page}/videos", base=base, data=data))

    def video_part(self, caller: Caller, part: Body, content_type: str) -> Mapping[str, Any] | Answer:
        """A part of such an upload. Where Facebook has another part of it, it answers its own offsets, too."""
        parts: dict[str, Any] = {"data": part, "answer_within": UPLOAD_TIMEOUT}
        path, headers = f"{caller.page}/videos", {"Content-Type": content_type}
        return self._write(
            caller,
            lambda: self._send(caller, "POST", path, base=self.endpoint.video, headers=headers, **parts),
        )

    def _send(
        self,
        caller: Caller,
        method: str,
        path: str,
        *,
        signed: bool = True,
        base: str = "",
        headers: Mapping[str, str] | None = None,
        **parts: Any,
    ) -> Reply:
        url = f"{caller.base_url or base or self.endpoint.base}/{self.endpoint.version}/{path}"
        token = {"Authorization": caller.token.reveal("Bearer ")} if signed else {}
        return self._http.send(method, url, headers={**token, **(headers or {})}, **parts)

    def _read(self, caller: Caller, send: Callable[[], Reply]) -> GraphAnswer:
        seconds = self._rates.stopped(caller.page)
        if seconds:
            raise PageLimited(seconds)
        reply = read_call(lambda: self._noted(caller, send))
        payload = _payload(reply)
        error = error_in(payload, reply.status) if payload is not None else None
        if error is not None:
            self._heed(caller, answer_to(error, _regain(reply)))
            if LESS_DATA in error.message.lower():
                raise TooMuch
            raise trouble_of(error)
        if payload is None or not 200 <= reply.status < 300:
            if reply.status >= 500:
                trouble = server_trouble(reply)
                raise Unreachable(trouble.say)
            raise foreign_read(reply)
        return GraphAnswer(data=payload, clock=reply.clock)

    def _write(self, caller: Caller, send: Callable[[], Reply]) -> Mapping[str, Any] | Answer:
        seconds = self._rates.stopped(caller.page)
        if seconds:
            return Answer(outcome=Outcome.NOT_EXECUTED, say=_LIMIT, retry_after=seconds, code="rate")
        reply = write_call(lambda: self._noted(caller, send))
        judged = reply if isinstance(reply, Answer) else _judged(reply)
        if isinstance(judged, Answer):
            self._heed(caller, judged)
            raw = mask(judged.raw.replace(caller.token.reveal(), "")) if caller.token else mask(judged.raw)
            return replace(judged, raw=raw)
        return judged

    def _noted(self, caller: Caller, send: Callable[[], Reply]) -> Reply:
        slowing = self._rates.slowing(caller.page)
        if slowing:
            self._pause(slowing)
        reply = send()
        self._rates.note(caller.page, reply.headers)
        return reply

    def _heed(self, caller: Caller, answer: Answer) -> None:
        if answer.outcome is Outcome.NOT_EXECUTED and answer.retry_after is not None:
            self._rates.stop(caller.page, answer.retry_after)


def not_meant() -> Unreachable:
    """An answer that is JSON and not that of the question, as something in between may give when it repeats one."""
    return Unreachable("The answer is not that of this question; will ask.")


def _judged(reply: Reply) -> Mapping[str, Any] | Answer:
    payload = _payload(reply)
    if payload is not None:
        error = error_in(payload, reply.status)
        if error is not None:
            return error.offsets or answer_to(error, _regain(reply))
        info = payload.get("debug_info")
        if isinstance(info, dict) and 400 <= reply.status < 500:
            return upload_error(str(info.get("type") or ""))
        if 200 <= reply.status < 300:
            return payload
    return server_trouble(reply) if reply.status >= 500 else foreign(reply)


def _payload(reply: Reply) -> dict[str, Any] | None:
    """The JSON object of an answer, its tokens under a mask; None when it is none."""
    try:
        payload = reply.json()
    except ValueError:
        return None
    if not isinstance(payload, dict):
        return None
    rows = payload.get("data")
    for part in (payload, payload.get("paging"), *(rows if isinstance(rows, list) else ())):
        if isinstance(part, dict):
            part |= {name: Secret(str(part[name])) for name in _SECRET if part.get(name)}
    return payload


def _regain(reply: Reply) -> float | None:
    """Seconds until a limit is lifted, by the usage headers."""
    told = usage(reply.headers)
    return told.regain.total_seconds() if told is not None and told.regain else None


def after_of(data: Mapping[str, Any]) -> str:
    """Cursor of the next page of a list; empty at the end."""
    paging = data.get("paging")
    if not isinstance(paging, dict) or not paging.get("next"):
        return ""
    cursors = paging.get("cursors")
    return str(cursors.get("after") or "") if isinstance(cursors, dict) else ""


def unsent(trouble: StudioError) -> Answer:
    """What went wrong before anything of a write left."""
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        say=trouble.phrase,
        retry_after=trouble.seconds if isinstance(trouble, PageLimited) else None,
        needs_person=not isinstance(trouble, Unreachable),
        code=trouble.code if isinstance(trouble, FacebookTrouble) else "",
    )
