"""Zalo makes articles and videos in the background: it gives a token first, and tells later what became of it."""

from __future__ import annotations

from collections.abc import Callable

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.zalo.addresses import VERIFY
from studio.publishers.zalo.api import ZaloApi
from studio.publishers.zalo.errors import ZaloBusy, ZaloError, ZaloErrorKind, answer_of

PAUSES = (2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds between questions: a minute in one call, then the token is kept and asked with later."""
Pause = Callable[[float], None]


class JobEnded(Exception):
    """A step ended with an answer other than DONE; the whole call ends with it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.en)
        self.answer = answer


class JobFailed(JobEnded):
    """Zalo could not make the article and says so: there is none."""


class TokenForgotten(JobEnded):
    """Zalo does not know the token (any more); only the list of articles can tell what became of it."""


class Jobs:
    """Asks what became of article tokens. `pause` waits that many seconds."""

    def __init__(self, api: ZaloApi, pause: Pause) -> None:
        self._api = api
        self._pause = pause

    def ask(self, account: Account, token: str) -> str:
        """The article's id. Raises ZaloBusy while it is made, JobFailed, TokenForgotten, else like `ZaloApi.read`."""
        try:
            told = self._api.ask(account, VERIFY, {"token": token})
        except (ZaloError, ZaloBusy) as trouble:
            answer = answer_of(trouble.code, trouble.message)
            if trouble.code == -201 and trouble.field in ("", "token"):
                raise TokenForgotten(doubt(_FORGOTTEN)) from None
            if trouble.kind in (ZaloErrorKind.CONTENT, ZaloErrorKind.QUOTA):
                raise JobFailed(answer) from None
            raise
        article = str(told.data.get("id") or "")
        if not article:
            raise Unreachable(_NO_ID.vi, _NO_ID.en)
        return article

    def finish(self, account: Account, token: str) -> str:
        """Ask until it is made, for about a minute. Raises Stopped: UNKNOWN when it is not known by then."""
        for pause in (*PAUSES, None):
            try:
                return self.ask(account, token)
            except StudioError as trouble:
                busy = isinstance(trouble, ZaloBusy) and trouble.kind is ZaloErrorKind.PROCESSING
                if pause is None or not busy:
                    code = str(getattr(trouble, "code", ""))
                    raise JobEnded(doubt(trouble.phrase, code)) from None
                self._pause(pause)
        raise AssertionError("the last turn returns or raises")


def doubt(say: Phrase, code: str = "") -> Answer:
    """It is not known whether it was done."""
    return Answer(outcome=Outcome.UNKNOWN, vi=say.vi, en=say.en, code=code)


_NO_ID = Phrase(
    "Zalo trả lời thành công nhưng không kèm mã bài; sẽ hỏi lại.",
    "Zalo answered with success but without the article's id; it is asked again.",
)
_FORGOTTEN = Phrase(
    "Zalo không còn biết lần tạo bài này; sẽ tìm bài trong danh sách của OA, không tạo bài mới.",
    "Zalo no longer knows of this attempt; the article is looked for in the OA's list, nothing new is made.",
)
