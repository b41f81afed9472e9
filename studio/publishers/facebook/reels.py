"""A video goes up in resumable pieces and becomes a reel: a draft first, shown by the reveal.

developers.facebook.com, Reels Publishing: start → bytes → finish with `video_state`. The id that the start returned is
the reel's id for good, so an upload that broke off goes on, and finishing twice is finishing once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.answers import OF_THE_FILE
from studio.publishers.body import split_reference, with_reference
from studio.publishers.facebook.errors import FacebookTrouble, GraphError, GraphErrorKind, answer_to, upload_error
from studio.publishers.facebook.graph import Caller, Graph, not_meant
from studio.publishers.facebook.photos import Given, before_the_post
from studio.publishers.notes import Note
from studio.publishers.pieces import Body
from studio.publishers.port import Answer, Outcome

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

VIDEO = "video/mp4"
_VIDEO = "video:"
_BROKEN = frozenset({"error", "expired", "upload_failed"})
_DRAFT = "draft"
_ANOTHER = "another-video"
_START_ANEW = _BROKEN | {_ANOTHER, OF_THE_FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReelStatus:
    """How far a reel is, as its `status` tells."""

    video: str
    """``uploading``, ``processing``, ``ready``, ``error`` …"""
    publishing: str
    """``draft``, ``scheduled`` or ``published``; empty before the upload was finished."""
    uploaded: bool
    bytes: int
    trouble: int
    """Code of what spoilt the processing; 0: nothing, or not told."""

    def refusal(self) -> Answer | None:
        """The answer to a video that Facebook will never take; None: it is no such trouble."""
        if self.video != "error":
            return None
        error = GraphError(
            code=self.trouble, subcode=0, message="", user_message="", transient=False, trace="", status=400
        )
        answer = answer_to(error, None)
        return answer if answer.outcome is Outcome.REFUSED else upload_error("ProcessingFailedError")


def reel_status(row: Mapping[str, Any]) -> ReelStatus:
    status = _part(row, "status")
    uploading, told = _part(status, "uploading_phase"), _part(status, "uploading_phase").get("bytes_transfered")
    error = _part(_part(status, "processing_phase"), "error").get("code")
    return ReelStatus(
        video=str(status.get("video_status") or ""),
        publishing=str(_part(status, "publishing_phase").get("publish_status") or "").lower(),
        uploaded=uploading.get("status") == "complete",
        bytes=max(told, 0) if isinstance(told, int) else 0,
        trouble=error if isinstance(error, int) else 0,
    )


def reel_of(package: Package) -> Attachment | None:
    """The one video of a package; None when it has none."""
    return next((attachment for attachment in package.attachments if attachment.mime == VIDEO), None)


def video_ids(notes: Mapping[str, Note]) -> tuple[str, ...]:
    """Ids of the videos begun for a delivery."""
    return tuple(note.value for key, note in notes.items() if key.startswith(_VIDEO))


class Reels:
    def __init__(self, graph: Graph, notes: StoredNotes, given: Given) -> None:
        self._given = given
        self._graph = graph
        self._notes = notes

    def upload(
        self, caller: Caller, video: Attachment, reference: str, files: FileReader, *, scheduled: bool
    ) -> str | Answer:
        """Take the bytes to the page, as far as they are not there: the video's id.

        An answer is DONE when an earlier call finished it all, and never UNKNOWN: of the post itself nothing exists.
        """
        key = _VIDEO + video.sha256
        note = self._notes.of(reference).get(key)
        begun = note.value if note is not None else self._start(caller, reference, key)
        if isinstance(begun, Answer):
            return before_the_post(begun)
        answer = self._fill(caller, begun, reference, files, video, resumed=note is not None)
        if answer is None or (scheduled and answer.code == _DRAFT):
            return begun
        if answer.outcome is Outcome.REFUSED or answer.code in _START_ANEW:
            self._notes.drop(reference, key)
        return before_the_post(answer)

    def finish(
        self, caller: Caller, video: str, package: Package, reference: str, *, state: str, at: datetime | None = None
    ) -> Answer:
        """Say what becomes of an uploaded video: DRAFT, SCHEDULED or PUBLISHED."""
        form = {
            "upload_phase": "finish",
            "video_id": video,
            "video_state": state,
            "description": with_reference(package.text, reference),
        }
        if package.title:
            form["title"] = package.title
        if at is not None:
            form["scheduled_publish_time"] = str(int(at.timestamp()))
        told = self._graph.post(caller, f"{caller.page}/video_reels", form)
        if isinstance(told, Answer):
            return told
        return done(told, video)

    def _start(self, caller: Caller, reference: str, key: str) -> str | Answer:
        told = self._graph.post(caller, f"{caller.page}/video_reels", {"upload_phase": "start"})
        if isinstance(told, Answer):
            return told
        video = str(told.get("video_id") or "")
        if not video:
            return _odd()
        if not self._given.is_new(caller, video):
            return _another_video()
        self._notes.put(reference, key, video)
        return video

    def _fill(
        self, caller: Caller, video: str, reference: str, files: FileReader, film: Attachment, *, resumed: bool
    ) -> Answer | None:
        """Send the bytes that are not there yet; None when all are. Raises Unreachable or FacebookTrouble."""
        try:
            row = self._graph.read(caller, video, fields="status,description").data
        except FacebookTrouble as trouble:
            if trouble.kind is not GraphErrorKind.GONE:
                raise
            return _broken("expired")
        status = reel_status(row)
        if row.get("id") != video or not status.video:
            raise not_meant()
        if status.publishing:
            ours = split_reference(str(row.get("description") or ""))[1] == reference
            return replace(done({"success": True}, video), code=status.publishing) if ours else _another_video()
        if status.video in _BROKEN:
            return status.refusal() or _broken(status.video)
        offset = film.bytes if status.uploaded else min(status.bytes, film.bytes)
        if offset and not resumed:
            return _another_video()  # the start was answered with what somebody else has begun
        if offset >= film.bytes:
            return None
        told = self._graph.upload(caller, video, Body(files, film, start=offset), offset, film.bytes)
        if isinstance(told, Answer):
            return told
        return None if told.get("success") is True else _odd()


def done(told: Mapping[str, Any], remote_id: str) -> Answer:
    """A write that was answered by ``{"success": true}``."""
    if told.get("success") is not True:
        return _odd()
    return Answer(
        outcome=Outcome.DONE,
        remote_id=remote_id,
        vi="Facebook đã nhận.",
        en="Facebook took it.",
        raw=f'{{"id": "{remote_id}", "success": true}}',
    )


def _odd() -> Answer:
    return Answer(
        outcome=Outcome.UNKNOWN,
        vi="Facebook trả lời không như đã công bố.",
        en="Facebook's answer is not the documented one.",
    )


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _broken(state: str) -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        vi="Facebook đã bỏ video tải dở; sẽ tải lại từ đầu.",
        en="Facebook gave the half-sent video up; it will be sent anew.",
        code=state,
    )


def _another_video() -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        vi="Trả lời nhận được là của một video khác; sẽ bắt đầu lại.",
        en="The answer is that of another video; it will be started anew.",
        code=_ANOTHER,
    )
