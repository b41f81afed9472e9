"""Pictures go up one by one, unpublished, before the post that shows them; a broken-off round goes on where it stopped.

developers.facebook.com, Page Photos: an unpublished photo lives about 24 hours; `temporary` is for one that a scheduled
post will take; the alternative text goes with the upload, because a photo cannot be changed later.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.phrase import Phrase
from studio.posts.model import Attachment
from studio.posts.ports import FileReader
from studio.publishers.facebook.graph import Caller, Graph
from studio.publishers.notes import Note
from studio.publishers.port import Answer, Outcome
from studio.text import nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

LIVES = timedelta(hours=23)
"""How long an uploaded photo is used; Facebook removes it after about 24 hours."""
LONGEST = timedelta(minutes=4)
"""After this a call ends between two pictures and the next one goes on: the outbox lends a post for ten minutes."""
_PHOTO, _SPENT = "photo:", "spent:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """Ids of a package's photos, in order. `reused`: some were uploaded by an earlier call."""

    ids: tuple[str, ...]
    reused: bool


class Given:
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
    def __init__(self, graph: Graph, notes: StoredNotes, clock: Clock, given: Given) -> None:
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
    ) -> Uploaded | Answer:
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
            answer = self._one(caller, attachment, files, scheduled)
            if not isinstance(answer, Answer) and (answer in taken or not self._given.is_new(caller, answer)):
                answer = _not_its_own()
            if isinstance(answer, Answer):
                return _of_picture(answer, number, attachment)
            self._notes.put(reference, key, answer)
            taken.add(answer)
            ids.append(answer)
        return Uploaded(ids=tuple(ids), reused=reused)

    def spend(self, reference: str) -> None:
        """Do not use these photos again; they still tell whose a post is that shows them."""
        for key, note in self._notes.of(reference).items():
            if key.startswith(_PHOTO):
                self._notes.put(reference, _SPENT + note.value, note.value)
                self._notes.drop(reference, key)

    def _one(self, caller: Caller, attachment: Attachment, files: FileReader, scheduled: bool) -> str | Answer:
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
        which = Phrase(f"Ảnh {number} ({attachment.name})", f"Picture {number} ({attachment.name})")
        return replace(answer, vi=f"{which.vi}: {answer.vi}", en=f"{which.en}: {answer.en}")
    if answer.outcome is Outcome.UNKNOWN:
        return before_the_post(answer)
    return answer


def before_the_post(answer: Answer) -> Answer:
    """What is doubtful of a preparation leaves no doubt of the post: nothing of it exists."""
    if answer.outcome is not Outcome.UNKNOWN:
        return answer
    return replace(
        answer,
        outcome=Outcome.NOT_EXECUTED,
        vi=f"{answer.vi} Bài chưa được tạo; sẽ gửi tiếp phần còn thiếu.".strip(),
        en=f"{answer.en} The post was not made yet; what is missing will be sent.".strip(),
    )


def _goes_on(done: int, whole: int) -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        retry_after=1.0,
        vi=f"Đường truyền chậm: đã tải {done}/{whole} ảnh, sẽ tải tiếp.",
        en=f"The line is slow: {done} of {whole} pictures are up, the rest follows.",
    )


def _no_id() -> Answer:
    return Answer(
        outcome=Outcome.UNKNOWN,
        vi="Facebook không trả về mã của tệp đã nhận.",
        en="Facebook returned no id for what it took.",
    )


def _not_its_own() -> Answer:
    """An answer that belongs to another upload, as something in between may give when it repeats one."""
    return Answer(
        outcome=Outcome.UNKNOWN,
        vi="Trả lời nhận được là của một ảnh khác.",
        en="The answer is that of another picture.",
    )
