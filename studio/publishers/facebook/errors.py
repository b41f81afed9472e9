"""What Facebook's errors mean for a post and for a read; the codes themselves stand in ``errors.yaml``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from studio.errors import StudioError
from studio.phrase import Phrase, joined
from studio.publishers.answers import ErrorMeaning, Verdicts, read_verdicts
from studio.publishers.port import Answer, Unreachable
from studio.redaction import Redactor

LONGEST_SAID = 300
"""Characters of Facebook's own words that are shown."""
WRONG_OFFSET = 1363037
"""Subcode of a part of a video that is not the one Facebook waits for; it tells which one that is."""
GONE = "100/33"
"""Facebook's name for what is not there (any more)."""


class GraphErrorKind(StrEnum):
    """What an error says of the post and of the page."""

    DOUBT = "doubt"
    """It may have been done all the same."""
    TWICE = "twice"
    """Refused because an earlier attempt seems to have gone through: look."""
    WAIT = "wait"
    """A limit; not executed."""
    LOGIN = "login"
    RIGHTS = "rights"
    BLOCKED = "blocked"
    """Facebook keeps the page from posting at present."""
    CONTENT = "content"
    """Refused for good, as it is."""
    GONE = "gone"
    """No such object, or no access to it."""


@cache
def verdicts() -> Verdicts[GraphErrorKind]:
    """The table of codes, read when it is first asked."""
    return read_verdicts(Path(__file__).with_name("errors.yaml"), GraphErrorKind)


class FacebookTrouble(StudioError):
    """A read that Facebook refused and that waiting does not heal."""

    def __init__(self, say: Phrase, *, kind: GraphErrorKind, code: str, step: Phrase) -> None:
        super().__init__(joined(say, step))
        self.say = say
        self.step = step
        self.kind = kind
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphError:
    """The error object of an answer."""

    code: int
    subcode: int
    message: str
    user_message: str
    transient: bool
    trace: str
    status: int
    offsets: Mapping[str, Any] = field(default_factory=dict)
    """With `WRONG_OFFSET`: from where to where Facebook wants the video; else empty."""

    @property
    def name(self) -> str:
        """``190/460``, or ``190`` alone."""
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


def error_in(payload: Mapping[str, Any], status: int) -> GraphError | None:
    """The error object of a JSON answer, if it carries one."""
    told = payload.get("error")
    if not isinstance(told, dict):
        return None
    subcode, data = _number(told.get("error_subcode")), told.get("error_data")
    return GraphError(
        offsets=data if subcode == WRONG_OFFSET and isinstance(data, dict) else {},
        code=_number(told.get("code")),
        subcode=subcode,
        message=str(told.get("message") or ""),
        user_message=str(told.get("error_user_msg") or ""),
        transient=told.get("is_transient") is True,
        trace=str(told.get("fbtrace_id") or ""),
        status=status,
    )


def verdict_of(error: GraphError) -> ErrorMeaning[GraphErrorKind]:
    """What is known of this error, with Facebook's own words where the row leaves room for them.

    A server's trouble (5xx) is a doubt whatever its code says.
    """
    rows, code, subcode = verdicts(), error.code, error.subcode
    found = rows.find(f"{code}/{subcode}", f"*/{subcode}", f"*/{code}", str(code))
    if code == 100 and "appsecret_proof" in error.message:
        found = rows.named["proof_wanted"]
    elif code == 1 and "client secret" in error.message.lower():
        found = rows.find("101")  # an exchange with a wrong secret is answered like a trouble of the server's
    elif error.status >= 500 or (found is None and (error.transient or error.status < 400)):
        found = rows.find("1")
    said = mask(error.user_message or error.message)[:LONGEST_SAID].strip() or error.name
    return (found or rows.named["unlisted"]).saying(said=said if said[-1] in ".!?…" else f"{said}.")


def answer_to(error: GraphError, regain: float | None) -> Answer:
    """What a write that ended with `error` means. `regain`: seconds until the limit is lifted, where told."""
    verdict = verdict_of(error)
    answer = verdict.answer(code=error.name, raw=raw_of(error))
    return replace(answer, retry_after=regain) if verdict.kind is GraphErrorKind.WAIT and regain is not None else answer


def trouble_of(error: GraphError) -> StudioError:
    """What a read that ended with `error` raises."""
    verdict = verdict_of(error)
    if verdict.kind in (GraphErrorKind.WAIT, GraphErrorKind.DOUBT):
        return Unreachable(verdict.whole)
    return FacebookTrouble(verdict.say, kind=verdict.kind, code=error.name, step=verdict.step)


def upload_error(name: str) -> Answer:
    """What an error of the upload server means, by its name."""
    rows = verdicts()
    return (rows.find(name) or rows.named["upload_unfinished"]).answer(code=name)


def raw_of(error: GraphError) -> str:
    """The error for the record, without secrets; the trace is what Facebook's support asks for."""
    told = {
        "code": error.code,
        "error_subcode": error.subcode,
        "message": mask(error.message),
        "error_user_msg": mask(error.user_message),
        "fbtrace_id": error.trace,
        "status": error.status,
    }
    return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


def mask(text: str) -> str:
    """`text` without what looks like a token, a telephone or an identity number."""
    return Redactor()(text)


def _number(value: object) -> int:
    """Facebook writes its codes as numbers; some of its edges write them as text."""
    try:
        return int(str(value))
    except ValueError:
        return 0
