"""A video that is no reel goes up part by part and becomes a post with a player: hidden first, shown by the reveal.

    POST /{page}/videos  start (file_size)                → video_id, upload_session_id, start_offset, end_offset
                         transfer (video_file_chunk)      → the next start_offset and end_offset; equal: all is there
                         finish (published=false, text)   → success
    POST /{video}        published=true                                            (the reveal, in `publisher`)

developers.facebook.com, Video API, Error Codes; Page Videos and Video in facebook-business-sdk-codegen. The id that
the start returned is the video's for good: it is noted before a byte leaves, and finishing is asked for only of a video
that is read as not finished. Of a part that is not the one Facebook waits for it answers the right offsets (1363037),
so what broke off goes on wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import HIDDEN_AS, Caller, Graph, not_meant
from studio.publishers.facebook.media import (
    START_ANEW,
    VIDEO_NOTE,
    IssuedIds,
    another_video,
    before_the_post,
    broken,
    done,
    odd,
    video_status,
)
from studio.publishers.pieces import form, split_reference, with_reference
from studio.publishers.port import Answer, Outcome

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

_SESSION = "session:"
_SESSION_GONE = frozenset({"1363030", "1363019", "1363033"})
"""Subcodes of an upload that Facebook has given up: it is begun anew, as another video."""
MOST_STANDING = 3
"""Answers in a row that ask for the very part that was just sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunVideo:
    """An upload on its way; `start` and `stop` say which part of the file Facebook wants next."""

    video: str
    session: str
    start: int
    stop: int

    @property
    def note(self) -> str:
        return f"{self.session} {self.start} {self.stop}"


class Videos:
    def __init__(self, graph: Graph, notes: StoredNotes, given: IssuedIds) -> None:
        self._graph = graph
        self._notes = notes
        self._given = given

    def upload(self, caller: Caller, film: Attachment, reference: str, files: FileReader) -> BegunVideo | Answer:
        """Take the bytes to the page, as far as they are not there.

        An answer is DONE when an earlier call finished it all, and never UNKNOWN: of the post itself nothing exists.
        Raises Unreachable or FacebookTrouble.
        """
        noted = self._noted(film, reference)
        begun = noted or self._start(caller, film, reference)
        if not isinstance(begun, Answer):
            begun = self._standing(caller, begun, reference, resumed=noted is not None)
        if not isinstance(begun, Answer):
            begun = self._fill(caller, begun, film, reference, files)
        if not isinstance(begun, Answer):
            return begun
        if begun.outcome is Outcome.DONE:
            return begun
        if begun.outcome is Outcome.REFUSED or begun.code in START_ANEW or _subcode(begun) in _SESSION_GONE:
            self._forget(reference, film)
        if _subcode(begun) in _SESSION_GONE:
            begun = broken(begun.code)
        return before_the_post(begun)

    def finish(
        self, caller: Caller, begun: BegunVideo, package: Package, reference: str, at: datetime | None
    ) -> Answer:
        """Make the uploaded video a post that does not show yet."""
        told = {
            "upload_phase": "finish",
            "upload_session_id": begun.session,
            "description": with_reference(package.text, reference),
            "published": "false",
        }
        if package.title:
            told["title"] = package.title
        if at is not None:
            told |= {"scheduled_publish_time": str(int(at.timestamp())), "unpublished_content_type": "SCHEDULED"}
        elif HIDDEN_AS:
            told["unpublished_content_type"] = HIDDEN_AS
        answer = self._graph.video(caller, told)
        if not isinstance(answer, Answer):
            return done(answer, begun.video)
        return answer

    def _noted(self, film: Attachment, reference: str) -> BegunVideo | None:
        """The upload that an earlier call began."""
        notes = self._notes.of(reference)
        video, session = notes.get(VIDEO_NOTE + film.sha256), notes.get(_SESSION + film.sha256)
        if video is None or session is None:
            return None
        name, start, stop = session.value.split(" ")
        return BegunVideo(video=video.value, session=name, start=int(start), stop=int(stop))

    def _standing(self, caller: Caller, begun: BegunVideo, reference: str, *, resumed: bool) -> BegunVideo | Answer:
        """The upload, if it is to be gone on with; else an answer that says that it is made, or why not."""
        try:
            row = self._graph.read(caller, begun.video, fields="status,description,published").data
        except FacebookTrouble as trouble:
            if trouble.kind is not GraphErrorKind.GONE:
                raise
            return broken("expired")
        if row.get("id") != begun.video or "status" not in row:
            raise not_meant()
        status, told = video_status(row), str(row.get("description") or "")
        if told or row.get("published") is True:
            ours = split_reference(told)[1] == reference
            return done({"success": True}, begun.video) if ours else another_video()
        if status.is_broken:
            return status.refusal() or broken(status.video)
        return begun if resumed or not status.bytes else another_video()  # the start's answer was somebody else's

    def _start(self, caller: Caller, film: Attachment, reference: str) -> BegunVideo | Answer:
        told = self._graph.video(caller, {"upload_phase": "start", "file_size": str(film.bytes)})
        if isinstance(told, Answer):
            return told
        video, session = str(told.get("video_id") or ""), str(told.get("upload_session_id") or "")
        part = _part(told, film)
        if not (video.isdigit() and session and " " not in session) or part is None:
            return odd()
        if not self._given.is_new(caller, video):
            return another_video()
        begun = BegunVideo(video=video, session=session, start=part[0], stop=part[1])
        self._note(begun, film, reference)
        self._notes.put(reference, VIDEO_NOTE + film.sha256, video)
        return begun

    def _fill(
        self, caller: Caller, begun: BegunVideo, film: Attachment, reference: str, files: FileReader
    ) -> BegunVideo | Answer:
        """Send part after part until Facebook has them all."""
        standing = 0
        while begun.start < begun.stop:
            values = {
                "upload_phase": "transfer",
                "upload_session_id": begun.session,
                "start_offset": str(begun.start),
            }
            body, kind = form(
                files, film, film.name, values, field="video_file_chunk", start=begun.start, stop=begun.stop
            )
            told = self._graph.video_part(caller, body, kind)
            if isinstance(told, Answer):
                return told
            part = _part(told, film)
            if part is None:
                return odd()
            standing = standing + 1 if part[0] <= begun.start else 0
            if standing == MOST_STANDING:
                return odd()
            begun = replace(begun, start=part[0], stop=part[1])
            self._note(begun, film, reference)
        return begun if begun.start == film.bytes else another_video()

    def _note(self, begun: BegunVideo, film: Attachment, reference: str) -> None:
        self._notes.put(reference, _SESSION + film.sha256, begun.note)

    def _forget(self, reference: str, film: Attachment) -> None:
        self._notes.drop(reference, VIDEO_NOTE + film.sha256, _SESSION + film.sha256)


def _part(told: Mapping[str, Any], film: Attachment) -> tuple[int, int] | None:
    """The part that is wanted next, within the file; None where the answer tells none."""
    try:
        start, stop = int(told["start_offset"]), int(told["end_offset"])
    except (KeyError, TypeError, ValueError):
        return None
    return (start, stop) if 0 <= start <= stop <= film.bytes else None


def _subcode(answer: Answer) -> str:
    return answer.code.rpartition("/")[2]
