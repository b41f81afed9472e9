"""What Facebook's errors mean for a post: what is known of it, what was wrong, and what to do next.

Codes from developers.facebook.com, "Handle Errors" and the references of the Page edges; subcodes that the guide does
not list are those seen in live answers. Facebook gives some of them as a code in one place and as a subcode in another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.facebook.rules import PROOF_WANTED, RULES, Kind, Rule
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.redaction import Redactor

LONGEST_SAID = 300
"""Characters of Facebook's own words that are shown."""
WITHOUT_A_TIME = 600.0
"""Seconds to wait at a limit when Facebook does not tell how long."""
_OUTCOMES = {
    Kind.DOUBT: Outcome.UNKNOWN,
    Kind.TWICE: Outcome.UNKNOWN,
    Kind.CONTENT: Outcome.REFUSED,
    Kind.GONE: Outcome.REFUSED,
}
_PERSONS = frozenset({Kind.LOGIN, Kind.RIGHTS, Kind.BLOCKED})
_UNKNOWN_CODE = Rule(
    Kind.CONTENT,
    Phrase("Facebook không nhận: {said}", "Facebook refuses: {said}"),
    Phrase("Hãy sửa theo lời báo này; nếu không rõ, báo bộ phận kỹ thuật.", "Correct it, or call technical staff."),
)


class FacebookTrouble(StudioError):
    """A read that Facebook refused and that waiting does not heal."""

    def __init__(self, say: Phrase, *, kind: Kind, code: str, step: Phrase) -> None:
        super().__init__(f"{say.vi} {step.vi}".strip(), f"{say.en} {step.en}".strip())
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

    @property
    def name(self) -> str:
        """``190/460``, or ``190`` alone."""
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


def error_in(payload: Mapping[str, Any], status: int) -> GraphError | None:
    """The error object of a JSON answer, if it carries one."""
    told = payload.get("error")
    if not isinstance(told, dict):
        return None
    return GraphError(
        code=_number(told.get("code")),
        subcode=_number(told.get("error_subcode")),
        message=str(told.get("message") or ""),
        user_message=str(told.get("error_user_msg") or ""),
        transient=told.get("is_transient") is True,
        trace=str(told.get("fbtrace_id") or ""),
        status=status,
    )


def rule_of(error: GraphError) -> Rule:
    """What is known of this error. A server's trouble (5xx) is a doubt whatever its code says."""
    if error.code == 100 and "appsecret_proof" in error.message:
        return PROOF_WANTED
    if error.code == 1 and "client secret" in error.message.lower():
        return RULES[101, 0]  # an exchange with a wrong secret is answered like a trouble of the server's
    if error.status >= 500:
        return RULES[1, 0]
    for key in ((error.code, error.subcode), (0, error.subcode), (0, error.code), (error.code, 0)):
        if key != (0, 0) and key in RULES:
            return RULES[key]
    if 200 <= error.code <= 299:
        return RULES[200, 0]
    if 80000 <= error.code <= 80014:
        return RULES[4, 0]
    return RULES[1, 0] if error.transient or error.status < 400 else _UNKNOWN_CODE


def say_of(error: GraphError, rule: Rule) -> Phrase:
    """What was wrong, with Facebook's own words where the rule leaves room for them."""
    said = mask(error.user_message or error.message)[:LONGEST_SAID].strip() or error.name
    return rule.say.format(said=said if said[-1] in ".!?…" else f"{said}.")


def answer_to(error: GraphError, regain: float | None) -> Answer:
    """What a write that ended with `error` means. `regain`: seconds until the limit is lifted, where told."""
    rule = rule_of(error)
    say = say_of(error, rule)
    return Answer(
        outcome=_OUTCOMES.get(rule.kind, Outcome.NOT_EXECUTED),
        vi=f"{say.vi} {rule.step.vi}".strip(),
        en=f"{say.en} {rule.step.en}".strip(),
        retry_after=(WITHOUT_A_TIME if regain is None else regain) if rule.kind is Kind.WAIT else None,
        needs_person=rule.kind in _PERSONS,
        code=error.name,
        raw=raw_of(error),
    )


def trouble_of(error: GraphError) -> StudioError:
    """What a read that ended with `error` raises."""
    rule = rule_of(error)
    say = say_of(error, rule)
    if rule.kind in (Kind.WAIT, Kind.DOUBT):
        return Unreachable(f"{say.vi} {rule.step.vi}".strip(), f"{say.en} {rule.step.en}".strip())
    return FacebookTrouble(say, kind=rule.kind, code=error.name, step=rule.step)


def upload_error(name: str) -> Answer:
    """What an error of the upload server means, by its name (developers.facebook.com, Reels Publishing)."""
    if name == "ProcessingFailedError":
        return Answer(
            outcome=Outcome.REFUSED,
            vi="Facebook không xử lý được video này. Hãy xuất lại video rồi trình duyệt lại.",
            en="Facebook cannot process this video. Export it again, then have it approved.",
            code=name,
        )
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        vi="Video chưa tải lên hết; sẽ tải tiếp phần còn lại.",
        en="The video is not up as a whole; the rest will be sent.",
        code=name,
    )


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
