"""What WordPress's errors mean: ``{"code", "message", "data": {"status", "params"}}`` beside an HTTP status.

The codes stand in ``errors.yaml``. What is not of this shape (a firewall's page, maintenance, a cut answer) says
nothing of a write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from studio.errors import StudioError
from studio.phrase import Phrase, joined
from studio.publishers.answers import ErrorMeaning, Verdicts, foreign, foreign_read, read_verdicts, server_trouble
from studio.publishers.http import Reply
from studio.publishers.port import Answer, Outcome, Unreachable

T = TypeVar("T")
GONE = ("rest_post_invalid_id",)
ALREADY_TRASHED = "rest_already_trashed"
NO_TRASH = "rest_trash_not_supported"
_FOLDER = re.compile(
    r"could not be moved|unable to create directory|not writable|writable by the server|di chuyển", re.IGNORECASE
)
LONGEST_MESSAGE = 300


class SiteErrorKind(StrEnum):
    """What sort of trouble an error is."""

    LOGIN = "login"
    RIGHTS = "rights"
    BARRED = "barred"
    """Something in front of the site, or a switch of it, keeps its REST API from us."""
    WAIT = "wait"
    SERVER = "server"
    """The server cannot do it; the file is not at fault."""
    CONTENT = "content"
    GONE = "gone"


@cache
def verdicts() -> Verdicts[SiteErrorKind]:
    """The table of errors, read when it is first asked."""
    return read_verdicts(Path(__file__).with_name("errors.yaml"), SiteErrorKind)


class NeedsPerson(StudioError):
    """Waiting does not help: `said` is what is wrong, `step` what a person does about it."""

    def __init__(self, said: Phrase, step: Phrase) -> None:
        super().__init__(joined(said, step))
        self.said = said
        self.step = step


class NeedsLogin(NeedsPerson):
    """The user name or application password is not taken."""


class NeedsRights(NeedsPerson):
    """The user may not do what publishing needs."""


class BarredApi(NeedsPerson):
    """Something in front of the site, or a switch of it, keeps its REST API from us."""


_RAISED = {SiteErrorKind.LOGIN: NeedsLogin, SiteErrorKind.RIGHTS: NeedsRights, SiteErrorKind.BARRED: BarredApi}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFault:
    """An error as WordPress itself tells it."""

    status: int
    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.status}/{self.code}"


def fault_of(reply: Reply) -> SiteFault | None:
    """None: not WordPress's own words."""
    try:
        told = reply.json()
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("code"), str) or reply.status < 400:
        return None
    data = told.get("data")
    data = data if isinstance(data, dict) else {}
    return _forbidden(data) or SiteFault(
        status=reply.status,
        code=told["code"],
        message=str(told.get("message", ""))[:LONGEST_MESSAGE],
        params=_texts(data.get("params")),
    )


def _forbidden(data: Mapping[str, Any]) -> SiteFault | None:
    """Who may not see drafts is told that the parameter ``status`` is invalid; the true reason is in the details."""
    details = data.get("details")
    for detail in details.values() if isinstance(details, dict) else ():
        inner = detail.get("data") if isinstance(detail, dict) else None
        status = inner.get("status") if isinstance(inner, dict) else None
        if status in (401, 403):
            return SiteFault(status=status, code=str(detail.get("code", "")), message=str(detail.get("message", "")))
    return None


def _texts(told: Any) -> dict[str, str]:
    return {str(name): str(why) for name, why in told.items()} if isinstance(told, dict) else {}


def not_begun(call: Callable[[], T]) -> T | Answer:
    """Make a read that precedes every write: when it fails, nothing was sent."""
    try:
        return call()
    except Unreachable as trouble:
        return Answer(outcome=Outcome.NOT_EXECUTED, say=trouble.phrase)
    except StudioError as trouble:
        return Answer(outcome=Outcome.NOT_EXECUTED, say=trouble.phrase, needs_person=True)


def judge_write(reply: Reply) -> Answer:
    """What a reply that is no success says of a write."""
    fault = fault_of(reply)
    if fault is None:
        return server_trouble(reply) if reply.status >= 500 else foreign(reply)
    verdict = _verdict(fault)
    return server_trouble(reply) if verdict is None else verdict.answer(code=fault.label, raw=fault.message)


def judge_upload(reply: Reply, picture: Phrase) -> Answer:
    """The same of an upload: the post does not exist yet, so nothing is in doubt."""
    fault, rows = fault_of(reply), verdicts()
    code, label, why = (fault.code, fault.label, fault.message) if fault else ("", "413", "413")
    found = rows.find(f"upload/{code}", f"upload/{reply.status}")
    if found is None:
        return without_doubt(judge_write(reply))
    refused = rows.named["file"]
    if found is refused and _FOLDER.search(why):
        found = rows.named["no_folder"]
    return found.saying(what=picture, why=why).answer(code=label, raw="" if found is refused else why)


def without_doubt(answer: Answer) -> Answer:
    """Of a call that cannot have made the post: to be made again later."""
    if answer.outcome is not Outcome.UNKNOWN:
        return answer
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        say=Phrase("A picture or video did not reach the site yet. {answer}", answer=answer.say),
        retry_after=answer.retry_after,
        code=answer.code,
        raw=answer.raw,
    )


def judge_read(reply: Reply) -> StudioError:
    """What a reply that is no success says of a read."""
    fault = fault_of(reply)
    if fault is None:
        firewall = verdicts().named["firewall"]
        return BarredApi(firewall.say, firewall.step) if reply.status == 403 else foreign_read(reply)
    verdict = _verdict(fault)
    if verdict is None:
        trouble = server_trouble(reply)
        return Unreachable(trouble.say)
    if verdict.kind in _RAISED:
        return _RAISED[verdict.kind](verdict.say, verdict.step)
    if verdict.kind is SiteErrorKind.WAIT:
        return Unreachable(verdict.say)
    refused = _refusal(fault).say
    return StudioError(refused)


def gone(remote_id: str) -> Answer:
    """The site has the post no longer."""
    return verdicts().by_code[f"*/{GONE[0]}"].answer(remote_id=remote_id)


def _verdict(fault: SiteFault) -> ErrorMeaning[SiteErrorKind] | None:
    """The row of the error, or its own words; None: a trouble of the server's, which says nothing of a write."""
    found = verdicts().find(fault.label, str(fault.status), f"*/{fault.code}")
    if found is not None:
        return found.saying(code=fault.code)
    return None if fault.status >= 500 else _refusal(fault)


def _refusal(fault: SiteFault) -> ErrorMeaning[SiteErrorKind]:
    rows = verdicts()
    if not fault.params:
        return rows.named["refused"].saying(message=fault.message, code=fault.code)
    told = "; ".join(f"{name}: {why}" for name, why in fault.params.items())[:LONGEST_MESSAGE]
    return rows.named["field"].saying(named=f"{told.rstrip('.')}.")
