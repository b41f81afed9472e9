"""Videos of articles: uploaded whole (MP4, 50 MB at most), converted by Zalo, then known by an id.

Zalo makes articles and videos in the background: it gives a token first, and tells later what became of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.model import Attachment
from studio.posts.ports import FileReader
from studio.publishers.pieces import form
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.zalo.api import PREPARE_VIDEO, VERIFY, VERIFY_VIDEO, ZaloApi, nothing_sent
from studio.publishers.zalo.article import VIDEO_BYTES_MAX
from studio.publishers.zalo.errors import ZaloBusy, ZaloError, ZaloErrorKind, answer_of

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

PAUSES = (2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds between questions: a minute in one call, then the token is kept and asked with later."""
Pause = Callable[[float], None]


class JobEnded(Exception):
    """A step ended with an answer other than DONE; the whole call ends with it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.say.en)
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
            raise Unreachable(_NO_ID)
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
    return Answer(outcome=Outcome.UNKNOWN, say=say, code=code)


_NO_ID = Phrase("Zalo answered with success but without the article's id; it is asked again.")
_FORGOTTEN = Phrase(
    "Zalo no longer knows of this attempt; the article is looked for in the OA's list, nothing new is made."
)


LATER = 60.0
"""Seconds until a video that is still being converted is asked for again."""


class UploadStatus(IntEnum):
    """As ``upload_video/verify`` tells it."""

    UNKNOWN = 0
    READY = 1
    LOCKED = 2
    CONVERTING = 3
    FAILED = 4
    DELETED = 5


_BAD = {
    UploadStatus.LOCKED: Phrase("was locked by Zalo"),
    UploadStatus.FAILED: Phrase("could not be converted"),
    UploadStatus.DELETED: Phrase("was deleted on Zalo"),
}
_CONVERTING = Phrase("Zalo is converting the video; the post is sent when that is done.")


class VideoUploads:
    """Uploads videos and waits for their ids. An upload whose answer was lost leaves nothing that anybody sees."""

    def __init__(self, api: ZaloApi, notes: StoredNotes, pause: Pause) -> None:
        self._api = api
        self._notes = notes
        self._pause = pause

    def place(self, account: Account, reference: str, number: int, attachment: Attachment, files: FileReader) -> str:
        """The id under which an article may use the video. Raises Stopped."""
        part = f"{number}:{attachment.sha256}"
        noted = self._notes.of(reference)
        if f"video:{part}" in noted:
            return noted[f"video:{part}"].value
        if f"video-token:{part}" in noted:
            token = noted[f"video-token:{part}"].value
        else:
            token = self._uploaded(account, attachment, files)
            self._notes.put(reference, f"video-token:{part}", token)
        try:
            video_id = self._converted(account, token, attachment)
        except _FailedUpload as lost:  # to be uploaded anew the next time
            self._notes.drop(reference, f"video-token:{part}")
            raise JobEnded(lost.answer) from None
        self._notes.put(reference, f"video:{part}", video_id)
        return video_id

    def _uploaded(self, account: Account, attachment: Attachment, files: FileReader) -> str:
        if attachment.bytes > VIDEO_BYTES_MAX:
            raise JobEnded(
                Answer(
                    outcome=Outcome.REFUSED,
                    say=Phrase(
                        "The video {name} has {bytes:.0f} MB, Zalo takes 50 MB at most; shorten or compress it.",
                        name=attachment.name,
                        bytes=attachment.bytes / 2**20,
                    ),
                )
            )
        try:
            body, content_type = form(files, attachment, attachment.name)
        except StudioError as trouble:  # the file is not what was approved, or gone
            raise JobEnded(nothing_sent(trouble)) from None
        told = self._api.upload(account, PREPARE_VIDEO, body, content_type)
        if isinstance(told, Answer):
            raise JobEnded(_unposted(told))
        token = str(told.data.get("token") or "")
        if not token:
            raise JobEnded(_waits(Phrase("Zalo gave no token for the video.")))
        return token

    def _converted(self, account: Account, token: str, attachment: Attachment) -> str:
        for pause in (*PAUSES, None):
            try:
                data = self._api.read_with_token(account, VERIFY_VIDEO, token).data
            except ZaloError as trouble:
                raise (_FailedUpload if trouble.code == -201 else JobEnded)(nothing_sent(trouble)) from None
            except StudioError as trouble:
                raise JobEnded(nothing_sent(trouble)) from None
            status = _status(data.get("status"))
            if status is UploadStatus.READY and data.get("video_id"):
                return str(data["video_id"])
            if status in _BAD:
                raise _FailedUpload(_spoilt(attachment, _BAD[status]))
            if pause is not None:
                self._pause(pause)
        raise JobEnded(_waits(_CONVERTING))


class _FailedUpload(JobEnded):
    """This upload will never be a video."""


def _status(told: object) -> UploadStatus:
    try:
        return UploadStatus(int(str(told)))
    except ValueError:
        return UploadStatus.UNKNOWN


def _unposted(answer: Answer) -> Answer:
    """Of an upload: whatever became of it, nothing was posted."""
    return answer if answer.outcome is Outcome.REFUSED else replace(answer, outcome=Outcome.NOT_EXECUTED)


def _waits(say: Phrase) -> Answer:
    return Answer(outcome=Outcome.NOT_EXECUTED, say=say, retry_after=LATER)


def _spoilt(attachment: Attachment, what: Phrase) -> Answer:
    return Answer(
        outcome=Outcome.REFUSED,
        say=Phrase(
            "The video {name} {what}; check the file, have it approved and send it again.",
            name=attachment.name,
            what=what,
        ),
    )
