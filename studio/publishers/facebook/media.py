"""Pictures go up one by one, unpublished, before the post that shows them; a broken-off round goes on where it stopped.

developers.facebook.com, Page Photos: an unpublished photo lives about 24 hours; `temporary` is for one that a scheduled
post will take; the alternative text goes with the upload, because a photo cannot be changed later.

A video goes up in resumable pieces and becomes a reel: a draft first, shown by the reveal.

developers.facebook.com, Reels Publishing: start → bytes → finish with `video_state`. The id that the start returned is
the reel's id for good, so an upload that broke off goes on, and finishing twice is finishing once.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.clock import Clock
from studio.phrase import Phrase, joined
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.answers import OF_THE_FILE
from studio.publishers.facebook.errors import FacebookTrouble, GraphError, GraphErrorKind, answer_to, upload_error
from studio.publishers.facebook.graph import Caller, Graph, not_meant
from studio.publishers.pieces import Body, split_reference, with_reference
from studio.publishers.port import Answer, Outcome
from studio.publishers.storage import Note
from studio.text import nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

LIVES = timedelta(hours=23)
"""How long an uploaded photo is used; Facebook removes it after about 24 hours."""
LONGEST = timedelta(minutes=4)
"""After this a call ends between two pictures and the next one goes on: the outbox lends a post for ten minutes."""
_PHOTO, _SPENT = "photo:", "spent:"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedPhotos:
    """Ids of a package's photos, in order. `reused`: some were uploaded by an earlier call."""

    ids: tuple[str, ...]
    reused: bool


class IssuedIds:
    """Ids that Facebook has given out so far. One that comes again is the first one's: something in between repeated
    an answer. Threads share it."""

    def __init__(self) -> None:
        self._ids: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def is_new(self, caller: Caller, id: str) -> bool:
        """Whether it was not given out before; asked once more it is, as a server that began anew may mean it."""
        key = (caller.base_url, id)
        with self._lock:
            known = key in self._ids
            self._ids ^= {key}
        return not known


class PhotoUploads:
    def __init__(self, graph: Graph, notes: StoredNotes, clock: Clock, given: IssuedIds) -> None:
        self._given = given
        self._graph = graph
        self._notes = notes
        self._clock = clock

    def upload(
        self,
        caller: Caller,
        attachments: tuple[Attachment, ...],
        reference: str,
        files: FileReader,
        *,
        scheduled: bool,
    ) -> UploadedPhotos | Answer:
        """Upload what is not there yet. An answer is never UNKNOWN: of the post itself nothing exists so far."""
        known = self._notes.of(reference)
        taken, ids, reused = set(photo_ids(known)), [], False
        until = self._clock.now() + LONGEST
        for number, attachment in enumerate(attachments, start=1):
            key = _key(number, attachment, scheduled)
            note = known.get(key)
            if note is not None and self._lives(note):
                ids.append(note.value)
                reused = True
                continue
            if self._clock.now() > until:
                return _goes_on(len(ids), len(attachments))
            answer = self.one(caller, attachment, files, scheduled=scheduled)
            if not isinstance(answer, Answer) and (answer in taken or not self._given.is_new(caller, answer)):
                answer = _not_its_own()
            if isinstance(answer, Answer):
                return _of_picture(answer, number, attachment)
            self._notes.put(reference, key, answer)
            taken.add(answer)
            ids.append(answer)
        return UploadedPhotos(ids=tuple(ids), reused=reused)

    def spend(self, reference: str) -> None:
        """Do not use these photos again; they still tell whose a post is that shows them."""
        for key, note in self._notes.of(reference).items():
            if key.startswith(_PHOTO):
                self._notes.put(reference, _SPENT + note.value, note.value)
                self._notes.drop(reference, key)

    def one(self, caller: Caller, attachment: Attachment, files: FileReader, *, scheduled: bool) -> str | Answer:
        """Upload a picture that belongs to no post yet: its id. Raises what `FileReader.get` raises."""
        form = {"published": "false", "fields": "id,alt_text_custom"}
        if scheduled:
            form["temporary"] = "true"
        if attachment.alt:
            form["alt_text_custom"] = attachment.alt
        source = {"source": (attachment.name, files.get(attachment.sha256), attachment.mime)}
        told = self._graph.post(caller, f"{caller.page}/photos", form, source)
        if isinstance(told, Answer):
            return told
        photo, alt = told.get("id"), told.get("alt_text_custom")
        if not squeeze(nfc(attachment.alt)).startswith(squeeze(nfc(str(alt or "")))):
            return _not_its_own()
        return str(photo) if str(photo or "").isdigit() else _no_id()

    def _lives(self, note: Note) -> bool:
        return timedelta(0) <= self._clock.now() - note.at < LIVES


def photo_ids(notes: Mapping[str, Note]) -> frozenset[str]:
    """Ids of every photo that was uploaded for a delivery."""
    return frozenset(note.value for key, note in notes.items() if key.startswith((_PHOTO, _SPENT)))


def _key(number: int, attachment: Attachment, scheduled: bool) -> str:
    return f"{_PHOTO}{number}:{attachment.sha256}{':temporary' if scheduled else ''}"


def _of_picture(answer: Answer, number: int, attachment: Attachment) -> Answer:
    """The answer, naming the picture where the picture is refused."""
    if answer.outcome is Outcome.REFUSED:
        which = Phrase("Picture {number} ({name})", number=number, name=attachment.name)
        return replace(answer, say=Phrase("{which}: {answer}", which=which, answer=answer.say))
    if answer.outcome is Outcome.UNKNOWN:
        return before_the_post(answer)
    return answer


_UNFINISHED = Phrase("The post was not made yet; what is missing will be sent.")


def before_the_post(answer: Answer) -> Answer:
    """What is doubtful of a preparation leaves no doubt of the post: nothing of it exists."""
    if answer.outcome is not Outcome.UNKNOWN:
        return answer
    return replace(
        answer,
        outcome=Outcome.NOT_EXECUTED,
        say=joined(answer.say, _UNFINISHED),
    )


def _goes_on(done: int, whole: int) -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        retry_after=1.0,
        say=Phrase("The line is slow: {done} of {whole} pictures are up, the rest follows.", done=done, whole=whole),
    )


def _no_id() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, say=Phrase("Facebook returned no id for what it took."))


def _not_its_own() -> Answer:
    """An answer that belongs to another upload, as something in between may give when it repeats one."""
    return Answer(
        outcome=Outcome.UNKNOWN,
        say=Phrase(
            "Facebook answered for another photo; the upload is repeated. If this recurs, tell the technical officer."
        ),
    )


VIDEO = "video/mp4"
VIDEO_NOTE = "video:"
_BROKEN = frozenset({"error", "expired", "upload_failed"})
_DRAFT = "draft"
_ANOTHER = "another-video"
START_ANEW = _BROKEN | {_ANOTHER, OF_THE_FILE}


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoStatus:
    """How far a reel or another video is, as its `status` tells."""

    video: str
    """``uploading``, ``processing``, ``ready``, ``error`` …"""
    publishing: str
    """``draft``, ``scheduled`` or ``published``; empty before the upload was finished."""
    uploaded: bool
    bytes: int
    trouble: int
    """Code of what spoilt the processing; 0: nothing, or not told."""

    @property
    def is_broken(self) -> bool:
        """Facebook goes on with it no more."""
        return self.video in _BROKEN

    def refusal(self) -> Answer | None:
        """The answer to a video that Facebook will never take; None: it is no such trouble."""
        if self.video != "error":
            return None
        error = GraphError(
            code=self.trouble, subcode=0, message="", user_message="", transient=False, trace="", status=400
        )
        answer = answer_to(error, None)
        return answer if answer.outcome is Outcome.REFUSED else upload_error("ProcessingFailedError")


def video_status(row: Mapping[str, Any]) -> VideoStatus:
    status = _part(row, "status")
    uploading, told = _part(status, "uploading_phase"), _part(status, "uploading_phase").get("bytes_transfered")
    error = _part(_part(status, "processing_phase"), "error").get("code")
    return VideoStatus(
        video=str(status.get("video_status") or ""),
        publishing=str(_part(status, "publishing_phase").get("publish_status") or "").lower(),
        uploaded=uploading.get("status") == "complete",
        bytes=max(told, 0) if isinstance(told, int) else 0,
        trouble=error if isinstance(error, int) else 0,
    )


def video_of(package: Package) -> Attachment | None:
    """The one video of a package; None when it has none."""
    return next((attachment for attachment in package.attachments if attachment.mime == VIDEO), None)


def video_ids(notes: Mapping[str, Note]) -> tuple[str, ...]:
    """Ids of the videos begun for a delivery."""
    return tuple(note.value for key, note in notes.items() if key.startswith(VIDEO_NOTE))


class Reels:
    def __init__(self, graph: Graph, notes: StoredNotes, given: IssuedIds) -> None:
        self._given = given
        self._graph = graph
        self._notes = notes

    def upload(
        self, caller: Caller, video: Attachment, reference: str, files: FileReader, *, scheduled: bool
    ) -> str | Answer:
        """Take the bytes to the page, as far as they are not there: the video's id.

        An answer is DONE when an earlier call finished it all, and never UNKNOWN: of the post itself nothing exists.
        """
        key = VIDEO_NOTE + video.sha256
        note = self._notes.of(reference).get(key)
        begun = self.begin(caller, "video_reels", reference, key, note.value if note is not None else "")
        if isinstance(begun, Answer):
            return before_the_post(begun)
        answer = self.fill(caller, begun, reference, files, video, resumed=note is not None)
        if answer is None or (scheduled and answer.code == _DRAFT):
            return begun
        if answer.outcome is Outcome.REFUSED or answer.code in START_ANEW:
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

    def begin(self, caller: Caller, edge: str, reference: str, key: str, noted: str) -> str | Answer:
        """The upload that is noted already, or a new one to that edge of the page, then noted: its video's id."""
        if noted:
            return noted
        told = self._graph.post(caller, f"{caller.page}/{edge}", {"upload_phase": "start"})
        if isinstance(told, Answer):
            return told
        video = str(told.get("video_id") or "")
        if not video:
            return odd()
        if not self._given.is_new(caller, video):
            return another_video()
        self._notes.put(reference, key, video)
        return video

    def fill(
        self, caller: Caller, video: str, reference: str, files: FileReader, film: Attachment, *, resumed: bool
    ) -> Answer | None:
        """Send the bytes that are not there yet; None when all are. Raises Unreachable or FacebookTrouble."""
        try:
            row = self._graph.read(caller, video, fields="status,description").data
        except FacebookTrouble as trouble:
            if trouble.kind is not GraphErrorKind.GONE:
                raise
            return broken("expired")
        status = video_status(row)
        if row.get("id") != video or not status.video:
            raise not_meant()
        if status.publishing:
            ours = split_reference(str(row.get("description") or ""))[1] == reference
            return replace(done({"success": True}, video), code=status.publishing) if ours else another_video()
        if status.is_broken:
            return status.refusal() or broken(status.video)
        offset = film.bytes if status.uploaded else min(status.bytes, film.bytes)
        if offset and not resumed:
            return another_video()  # the start was answered with what somebody else has begun
        if offset >= film.bytes:
            return None
        told = self._graph.upload(caller, video, Body(files, film, start=offset), offset, film.bytes)
        if isinstance(told, Answer):
            return told
        return None if told.get("success") is True else odd()


def done(told: Mapping[str, Any], remote_id: str) -> Answer:
    """A write that was answered by ``{"success": true}``."""
    if told.get("success") is not True:
        return odd()
    return Answer(
        outcome=Outcome.DONE,
        remote_id=remote_id,
        say=Phrase("Facebook took it."),
        raw=f'{{"id": "{remote_id}", "success": true}}',
    )


def odd() -> Answer:
    return Answer(outcome=Outcome.UNKNOWN, say=Phrase("Facebook's answer is not the documented one."))


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def broken(state: str) -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        say=Phrase("Facebook gave the half-sent video up; it will be sent again."),
        code=state,
    )


def another_video() -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        say=Phrase("The answer is that of another video; it will be started again."),
        code=_ANOTHER,
    )
