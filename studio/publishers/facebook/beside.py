"""What a page does beside its post once it shows: subtitles of its video, the first comment, a story, the pin; and the
place that a post names.

    POST /{video}/captions captions_file, default_locale
    GET /{post}/comments → POST /{post}/comments message
    GET /{page}/stories  → POST /{page}/photos published=false → POST /{page}/photo_stories photo_id
                         → video_stories: start → bytes → finish
    POST /{post} is_pinned=true
    DELETE /{photo or video of the story} → GET /{page}/stories        once the post is removed

developers.facebook.com, Comments, Page Stories; PagePost in facebook-business-sdk-codegen. A comment is known again by
its author, the page, and its words. A story has no words: what is noted is the id of its picture or video, before it is
made, and Facebook lists stories with that id. Pinning what is pinned changes nothing, and
subtitles take the place of those of the same language. No call removes a story; its own
photo or video may be removed, and whether the story went with it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import Refused, StudioError
from studio.phrase import Phrase
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.posts.subtitles import subtitle_file
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import Caller, Graph, unsent
from studio.publishers.facebook.media import (
    PhotoUploads,
    Reels,
    before_the_post,
    broken,
    done,
    odd,
    video_of,
    video_status,
)
from studio.publishers.port import Answer, Outcome
from studio.text import nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

STORY_WITHIN = timedelta(hours=6)
"""A story that was not begun so long after its post is not news any more; and a restored backup does not know whether
it was begun."""
STORY_SHOWS = timedelta(hours=26)
"""A day, and slack for clocks."""
_STORY = "story:"
STORY_LEFT = Phrase(
    "the post is removed, but its story still shows, and Facebook lets no program remove one. Remove it on "
    "facebook.com (the page, its story, Delete), then press “Remove” again."
)
STORY_UNKNOWN = Phrase(
    "the post is removed, but it is not known whether its story still shows; press “Remove” again, or look on "
    "facebook.com."
)
_COMMENT_FIELDS = "id,message,from"
LOCALE = "vi_VN"
CAPTIONS = f"phu-de.{LOCALE}.srt"
"""Facebook reads the language of subtitles from the name of their file."""


class CompanionSteps:
    """Each step returns DONE when it is done, now or before. Raises Unreachable or FacebookTrouble before any write."""

    def __init__(self, graph: Graph, notes: StoredNotes, photos: PhotoUploads, reels: Reels, clock: Clock) -> None:
        self._graph = graph
        self._notes = notes
        self._photos = photos
        self._reels = reels
        self._clock = clock

    def complete(
        self, caller: Caller, remote_id: str, package: Package, reference: str, files: FileReader, shown: datetime
    ) -> Answer:
        """All that is asked for, in turn, of a post that was made at `shown`; the first that fails ends it."""
        asked = package.options
        answer = Answer(outcome=Outcome.DONE, remote_id=remote_id)
        if package.subtitles and video_of(package) is not None:
            answer = self._subtitles(caller, remote_id, package.subtitles)
        if asked.first_comment and answer.outcome is Outcome.DONE:
            answer = self._comment(caller, remote_id, asked.first_comment)
        if asked.pinned and answer.outcome is Outcome.DONE:
            answer = self._pin(caller, remote_id)
        if asked.story and answer.outcome is Outcome.DONE:
            answer = self._story(caller, package, reference, files, shown)
        return replace(answer, remote_id=remote_id)

    def require_place(self, caller: Caller, place: str, name: str) -> None:
        """Raises Refused unless Facebook knows the place by this very name."""
        try:
            row = self._graph.read(caller, place, fields="id,name").data
        except FacebookTrouble as trouble:
            if trouble.kind is not GraphErrorKind.GONE:
                raise
            row = {}
        told = str(row.get("name") or "")
        if row.get("id") != place or _plain(told) != _plain(name):
            raise Refused(
                "the place {place} is “{told}” on Facebook, not “{name}”; correct it and have the post approved again.",
                place=place,
                told=told or "?",
                name=name,
            )

    def _subtitles(self, caller: Caller, video: str, subtitles: str) -> Answer:
        file = {"captions_file": (CAPTIONS, subtitle_file(subtitles), "application/x-subrip")}
        told = self._graph.post(caller, f"{video}/captions", {"default_locale": LOCALE}, file)
        return _of(Phrase("Subtitles"), told if isinstance(told, Answer) else done(told, video))

    def _comment(self, caller: Caller, remote_id: str, text: str) -> Answer:
        edge = f"{remote_id}/comments"
        asked = {"filter": "toplevel", "order": "chronological", "fields": _COMMENT_FIELDS}
        for row in self._graph.rows(caller, edge, **asked):
            author = row.get("from")
            own = isinstance(author, dict) and str(author.get("id") or "") == caller.page
            if own and _plain(str(row.get("message") or "")) == _plain(text):
                return Answer(outcome=Outcome.DONE)
        told = self._graph.post(caller, edge, {"message": text, "fields": _COMMENT_FIELDS})
        if isinstance(told, Answer):
            return _of(Phrase("First comment"), told)
        same = _plain(str(told.get("message") or text)) == _plain(text)
        return Answer(outcome=Outcome.DONE) if told.get("id") and same else _of(Phrase("First comment"), odd())

    def _pin(self, caller: Caller, remote_id: str) -> Answer:
        told = self._graph.post(caller, remote_id, {"is_pinned": "true"})
        return _of(Phrase("Pin"), told if isinstance(told, Answer) else done(told, remote_id))

    def _story(self, caller: Caller, package: Package, reference: str, files: FileReader, shown: datetime) -> Answer:
        media = video_of(package) or next(iter(package.attachments), None)
        if media is None:
            return Answer(outcome=Outcome.REFUSED, say=Phrase("The story has neither a picture nor a video."))
        noted = self._notes.of(reference).get(_STORY + media.sha256)
        if noted is not None and self._shows(caller, noted.value):
            return Answer(outcome=Outcome.DONE)
        if noted is None and self._clock.now() - shown > STORY_WITHIN:
            say = Phrase("The post is hours old, so no story was made of it; a person may make one on facebook.com.")
            return Answer(outcome=Outcome.REFUSED, say=say)
        made = self._film_story if media.is_video else self._photo_story
        return _of(Phrase("Story"), made(caller, media, reference, files, "" if noted is None else noted.value))

    def _photo_story(self, caller: Caller, media: Attachment, reference: str, files: FileReader, photo: str) -> Answer:
        if not photo:
            told = self._photos.one(caller, media, files, scheduled=False)
            if isinstance(told, Answer):
                return before_the_post(told)
            photo = told
            self._notes.put(reference, _STORY + media.sha256, photo)
        answer = self._graph.post(caller, f"{caller.page}/photo_stories", {"photo_id": photo})
        return answer if isinstance(answer, Answer) else done(answer, photo)

    def _film_story(self, caller: Caller, media: Attachment, reference: str, files: FileReader, video: str) -> Answer:
        if video:
            status = video_status(self._graph.read(caller, video, fields="status").data)
            if status.publishing:
                return Answer(outcome=Outcome.DONE)
            if status.is_broken:
                self._notes.drop(reference, _STORY + media.sha256)
                return broken(status.video)
        begun = self._reels.begin(caller, "video_stories", reference, _STORY + media.sha256, video)
        if isinstance(begun, Answer):
            return before_the_post(begun)
        filled = self._reels.fill(caller, begun, reference, files, media, resumed=bool(video))
        if filled is not None:
            return before_the_post(filled)
        form = {"upload_phase": "finish", "video_id": begun}
        answer = self._graph.post(caller, f"{caller.page}/video_stories", form)
        return answer if isinstance(answer, Answer) else done(answer, begun)

    def may_have_story(self, reference: str) -> bool:
        """Whether a story was begun that may still show."""
        return any(self._stories(reference))

    def end_story(self, caller: Caller, reference: str) -> Answer:
        """Remove what the story is made of, and read whether it still shows."""
        try:
            for key, media in self._stories(reference):
                if self._shows(caller, media):
                    self._graph.delete(caller, media)
                    if self._shows(caller, media):
                        return Answer(outcome=Outcome.REFUSED, say=STORY_LEFT)
                self._notes.drop(reference, key)
        except StudioError as trouble:
            return replace(unsent(trouble), say=STORY_UNKNOWN)
        return Answer(outcome=Outcome.DONE)

    def _stories(self, reference: str) -> Iterator[tuple[str, str]]:
        """Notes of stories not over yet, with the id of the photo or video."""
        now = self._clock.now()
        for key, note in self._notes.of(reference).items():
            if key.startswith(_STORY) and now - note.at < STORY_SHOWS:
                yield key, note.value

    def _shows(self, caller: Caller, media: str) -> bool:
        """Whether a story of the page has this picture or video."""
        rows = self._graph.rows(caller, f"{caller.page}/stories", fields="post_id,media_id,status")
        return any(str(row.get("media_id") or "") == media for row in rows)


def _plain(text: str) -> str:
    return squeeze(nfc(text))


def _of(what: Phrase, answer: Answer) -> Answer:
    """The answer, naming what was not done."""
    if answer.outcome is Outcome.DONE:
        return answer
    return replace(answer, say=Phrase("{which}: {answer}", which=what, answer=answer.say))
