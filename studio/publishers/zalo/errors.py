"""What Zalo's error codes mean for a post and for a read; the codes themselves stand in ``errors.yaml``."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from studio.errors import StudioError
from studio.publishers.answers import ErrorMeaning, Verdicts, read_verdicts
from studio.publishers.port import Answer, Unreachable
from studio.redaction import Redactor

MINUTE = 60.0
"""Seconds after which the limit of calls (4,000 a minute for an app) counts anew."""
ENDED = -118
"""The code of a grant that is dead."""
NOT_GRANTED = "not_granted"
"""The row for the other meaning of -223."""
_FIELD = re.compile(r"\s*([\w.\[\]-]{1,60}) is invalid")
MESSAGE_RAW = 300
"""Characters of Zalo's own words that are kept."""


class ZaloErrorKind(StrEnum):
    """What sort of trouble a code is; what to do follows from it."""

    TOKEN = "token"  # noqa: S105 (a kind of trouble)
    """The access token is not taken: renew it once and ask again."""
    CONSENT = "consent"
    """The grant is dead: an administrator of the account consents anew."""
    ADMIN = "admin"
    """Something about the app or the account is to be set right on Zalo's side."""
    PROOF = "proof"
    """The app insists on `appsecret_proof`."""
    RATE = "rate"
    QUOTA = "quota"
    NIGHT = "night"
    PROCESSING = "processing"
    CONTENT = "content"
    """This content is refused for good."""
    DOUBT = "doubt"
    """It may have been done all the same."""


@cache
def verdicts() -> Verdicts[ZaloErrorKind]:
    """The table of codes, read when it is first asked."""
    return read_verdicts(Path(__file__).with_name("errors.yaml"), ZaloErrorKind)


class _OfZalo(StudioError):
    """A read was answered with an error. `message` is in Zalo's own words."""

    def __init__(self, code: int, message: str, verdict: ErrorMeaning[ZaloErrorKind]) -> None:
        super().__init__(verdict.say)
        self.code = code
        self.message = message
        self.kind = verdict.kind

    @property
    def field(self) -> str:
        """What a -201 finds invalid; empty otherwise."""
        return invalid_field(self.message) if self.code == -201 else ""


class ZaloError(_OfZalo):
    """An error that waiting does not cure."""


class ZaloBusy(_OfZalo, Unreachable):
    """An error that waiting cures: rate, quota, processing, or none that is known."""


def judge(code: int, message: str = "") -> ErrorMeaning[ZaloErrorKind]:
    """What `code` (not 0) means. Zalo's `message` tells the two meanings of -223 apart and names the field of -201."""
    rows = verdicts()
    if code == -223 and "quota" not in message.lower() and "limit" not in message.lower():
        return rows.named[NOT_GRANTED]
    if code == -201 and (field := invalid_field(message)):
        return rows.named["invalid_field"].saying(field=field)
    return rows.find(str(code)) or rows.named["unlisted"].saying(code=code)


def invalid_field(message: str) -> str:
    """The field that a "<field> is invalid!" names; empty when it is worded otherwise."""
    found = _FIELD.match(message)
    return found.group(1) if found else ""


def answer_of(code: int, message: str = "") -> Answer:
    """What is known after a write was answered with `code`."""
    return judge(code, message).answer(code=str(code), raw=told(message))


def error_of(code: int, message: str = "") -> ZaloError | ZaloBusy:
    """What to raise when a read was answered with `code`."""
    verdict = judge(code, message)
    waits = verdict.kind in (
        ZaloErrorKind.RATE,
        ZaloErrorKind.QUOTA,
        ZaloErrorKind.NIGHT,
        ZaloErrorKind.PROCESSING,
        ZaloErrorKind.DOUBT,
    )
    return ZaloBusy(code, message, verdict) if waits else ZaloError(code, message, verdict)


def told(message: str) -> str:
    """Zalo's own words, short and without secrets."""
    return Redactor()(message)[:MESSAGE_RAW]
