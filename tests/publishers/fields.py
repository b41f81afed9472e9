"""Every field of every answer of an adapter, spoilt one at a time: the answers are recorded once, then played back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from studio.errors import StudioError
from studio.publishers.http import Http, LostAnswer, Reply
from studio.publishers.port import Answer, Outcome
from tests.soak import amount

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 0.5, "", "x", "NaN", "1e999", "-0", "\u202e", "x" * 5000,
    [], [None], [[]], {}, {"a": None},
    "2026-13-45T99:00:00+0000", "0000-00-00T00:00:00", "9999-12-31T23:59:59-2300",
)  # fmt: skip
RAW = (b"NaN", b"Infinity", b"1e999", b'"\\ud800"', b"")
"""What is put where a value stood, so that the whole is no JSON of sense."""
HEADERS = {
    "date": (
        "Wed, 25 Nov 2026 05:00:00 -0000",
        "x",
        "Wed, 99 Nov 2026 05:00:00 GMT",
        "Wed, 25 Nov 9999 23:00:00 -1200",
    ),
    "retry-after": ("nan", "-1", "x", "1e999", "Wed, 25 Nov 2026 05:00:00 -0000"),
    "x-wp-totalpages": ("nan", "-1", "²", "9" * 50),
    "x-ratelimit-remain": ("nan", "", "²"),
    "x-business-use-case-usage": (
        "NaN",
        '{"1": [{"call_count": NaN}]}',
        '{"1": [{"estimated_time_to_regain_access": 1e999}]}',
    ),
    "x-app-usage": ('{"call_count": "x"}', '{"call_count": 1e999}', "[]"),
}


class Recorded(Http):
    """Passes calls on and keeps what was answered."""

    def __init__(self, inner: Http) -> None:
        super().__init__()
        self._inner = inner
        self.replies: list[Reply] = []

    def send(self, method: str, url: str, **how: Any) -> Reply:
        _drained(how.get("data"))
        reply = self._inner.send(method, url, **how)
        self.replies.append(reply)
        return reply


class Played(Http):
    """Answers with what was recorded, in that order; then nothing comes any more."""

    def __init__(self, replies: list[Reply]) -> None:
        super().__init__()
        self._replies = iter(replies)

    def send(self, method: str, url: str, **how: Any) -> Reply:
        _drained(how.get("data"))
        reply = next(self._replies, None)
        if reply is None:
            raise LostAnswer("nothing more was recorded")
        return reply


def _drained(body: Any) -> None:
    """A body reads its file as it is sent."""
    if hasattr(body, "__iter__") and not isinstance(body, bytes | str | dict):
        for _ in body:
            pass


def spoilt(replies: list[Reply]) -> Iterator[tuple[str, list[Reply]]]:
    """The recording with one thing odd, again and again, and what that is."""
    for number, reply in enumerate(replies):
        for what, odd in _odd(reply):
            yield f"{number}: {what}", [*replies[:number], odd, *replies[number + 1 :]]


def _odd(reply: Reply) -> Iterator[tuple[str, Reply]]:
    for name, values in HEADERS.items():
        for value in values:
            yield f"{name}={value}", replace(reply, headers={**reply.headers, name: value})
    for status in (200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503):
        yield f"status {status}", replace(reply, status=status)
    value = json.loads(reply.body)
    for path in _paths(value):
        for odd in ODD:
            yield f"{path}={odd!r:.20}", replace(reply, body=json.dumps(_with(value, path, odd)).encode())
        yield f"{path} is missing", replace(reply, body=json.dumps(_without(value, path)).encode())
        marked = json.dumps(_with(value, path, "\0mark")).encode()
        for raw in RAW:
            yield f"{path}={raw!r}", replace(reply, body=marked.replace(b'"\\u0000mark"', raw))


def _paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield here
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _paths(below, (*here, key))
    elif isinstance(value, list):
        for place, below in enumerate(value[:2]):
            yield from _paths(below, (*here, place))


def _with(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _with(copy[path[0]], path[1:], odd)
    return copy


def _without(value: Any, path: tuple[Any, ...]) -> Any:
    if not path:
        return []
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = _without(copy[path[0]], path[1:])
    return copy


def escaped(replies: list[Reply], act: Callable[[Http], object]) -> tuple[int, list[str]]:
    """How many recordings were tried, and which ended in anything but an answer or a sentence for a person.

    In `make soak` all of them are, else every thirteenth.
    """
    tried, found = 0, []
    for what, odd in islice(spoilt(replies), 0, None, amount(19, 1)):
        tried += 1
        try:
            told = act(Played(odd))
        except StudioError as trouble:
            if not trouble.phrase.vi or not trouble.phrase.en:
                found.append(f"{what}: no sentence")
        except Exception as error:  # noqa: BLE001 (it is what is looked for)
            found.append(f"{what}: {type(error).__name__}: {error}"[:200])
        else:
            if isinstance(told, Answer) and told.outcome is not Outcome.DONE and not (told.say.vi and told.say.en):
                found.append(f"{what}: no sentence")
    return tried, found
