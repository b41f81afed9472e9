"""Facebook pages: a post is made hidden, then shown; whatever a call leaves behind is found again.

    pictures unpublished, one by one → /feed published=false → id → is_published=true          (media.py)
    reel: start → bytes → finish as a draft → finish as published                              (media.py)
    other video: start → part after part → finish unpublished → published=true                 (videos.py)

With a time, the page keeps the post and shows it itself (`unpublished_content_type=SCHEDULED`).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import Refused, StudioError
from studio.phrase import Phrase
from studio.posts.limits import LIMITS
from studio.posts.model import Attachment, Package, VideoWay
from studio.posts.ports import FileReader
from studio.publishers.facebook.access import GraphAccess
from studio.publishers.facebook.beside import CompanionSteps
from studio.publishers.facebook.errors import GONE, FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import HIDDEN_AS, Caller, Endpoint, Graph, Rates, unsent
from studio.publishers.facebook.listing import FacebookListing, Spoilt, is_id, is_video
from studio.publishers.facebook.media import VIDEO, IssuedIds, PhotoUploads, Reels, done, photo_ids, video_ids, video_of
from studio.publishers.facebook.videos import Videos
from studio.publishers.http import Http
from studio.publishers.pieces import split_reference, with_reference
from studio.publishers.port import (
    Answer,
    Capabilities,
    Identity,
    Outcome,
    RemotePost,
    ScheduleRange,
    nothing_beside,
)
from studio.text import length

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

LATELY = timedelta(minutes=2)
"""Longer than this a hidden post may have been changed or removed by somebody; it is looked at before it is shown."""


class MadeLately:
    """Threads share it. Nothing of it outlives the program: after a restart every hidden post is looked at."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._made: dict[tuple[str, str, str], tuple[datetime, str]] = {}
        self._lock = threading.Lock()

    def note(self, caller: Caller, remote_id: str, reference: str, permalink: str) -> None:
        """Facebook answered the making of `reference` with this id and that very text."""
        now = self._clock.now()
        with self._lock:
            self._made = {key: made for key, made in self._made.items() if _lately(made[0], now)}
            self._made[caller.page, remote_id, reference] = now, permalink

    def take(self, caller: Caller, remote_id: str, reference: str) -> str | None:
        """The permalink of what was made a moment ago; None for all else, and when it is asked for again."""
        with self._lock:
            made = self._made.pop((caller.page, remote_id, reference), None)
        return made[1] if made is not None and _lately(made[0], self._clock.now()) else None


def _lately(at: datetime, now: datetime) -> bool:
    return timedelta(0) <= now - at < LATELY


SCHEDULE = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
"""Facebook's own pages say 10 minutes, and 29, 30 or 75 days; this is within all of them, with slack for the clock."""
_FLOOR = timedelta(minutes=11)
"""Nearer than this Facebook itself may refuse; what was within `SCHEDULE` when the outbox looked still passes."""
_POST = "post"


class FacebookPublisher:
    """Serves Facebook accounts. Threads may share it."""

    def __init__(
        self,
        http: Http,
        logins: SealedLogins,
        notes: StoredNotes,
        clock: Clock,
        *,
        endpoint: Endpoint | None = None,
        pause: Callable[[float], None] = time.sleep,
        rates: Rates | None = None,
    ) -> None:
        self._graph = Graph(http, rates or Rates(clock), endpoint or Endpoint(), pause=pause)
        self._access = GraphAccess(self._graph, logins, clock)
        given = IssuedIds()
        self._photos = PhotoUploads(self._graph, notes, clock, given)
        self._reels = Reels(self._graph, notes, given)
        self._videos = Videos(self._graph, notes, given)
        self._listing = FacebookListing(self._graph)
        self._companion = CompanionSteps(self._graph, notes, self._photos, self._reels, clock)
        self._notes = notes
        self._clock = clock
        self._made_lately = MadeLately(clock)

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=True,
            can_list=True,
            can_delete=True,
            can_edit=True,
            completes=True,
            server_schedule=SCHEDULE,
            by_hand=False,
        )

    def identity(self, account: Account) -> Identity:
        with self._access.heeding(account):
            standing = self._access.ask(account)
        return Identity(page_id=standing.page_id, title=standing.title, clock=standing.clock)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        refused = self._refused(account, package, reference, at)
        if refused is not None:
            return refused
        return self._as_page(account, lambda caller: self._create(caller, package, reference, files, at))

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        if not is_id(remote_id):
            return _no_such(remote_id)
        return self._as_page(account, lambda caller: self._reveal(caller, remote_id, package, reference))

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        if not is_id(remote_id):
            return _no_such(remote_id)
        if is_video(remote_id) and package.video_way is VideoWay.REEL:
            return _no(Phrase("The text of a reel cannot be changed by an app. Change it at facebook.com."))
        form = {"description" if is_video(remote_id) else "message": with_reference(package.text, reference)}
        return self._as_page(account, lambda caller: self._change(caller, remote_id, form))

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        if not is_id(remote_id):
            return _no_such(remote_id)
        return self._as_page(account, lambda caller: self._complete(caller, remote_id, package, reference, files))

    def delete(self, account: Account, remote_id: str) -> Answer:
        if not is_id(remote_id):
            return _no_such(remote_id)
        return self._as_page(account, lambda caller: self._delete(caller, remote_id))

    def end_story(self, account: Account, reference: str) -> Answer:
        if not self._companion.may_have_story(reference):
            return nothing_beside("")
        return self._as_page(account, lambda caller: self._companion.end_story(caller, reference))

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        if not is_id(remote_id):
            return None
        with self._access.heeding(account):
            return self._one(self._access.caller(account), remote_id)

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        with self._access.heeding(account):
            return self._recent(self._access.caller(account), since, reference, like, video)

    def _recent(self, caller: Caller, since: datetime, reference: str, like: str, video: bool) -> Sequence[RemotePost]:
        notes = self._notes.of(reference) if reference else {}
        photos = photo_ids(notes)
        found = self._listing.since(caller, since, reference, photos, like, video=video)
        noted = [*video_ids(notes), *(note.value for key, note in notes.items() if key == _POST)]
        for remote_id in noted:
            post = None if remote_id in found else self._noted(caller, remote_id, reference, photos)
            if post is not None:
                found[remote_id] = post
        return sorted(found.values(), key=lambda post: post.created_at, reverse=True)

    def _create(
        self, caller: Caller, package: Package, reference: str, files: FileReader, at: datetime | None
    ) -> Answer:
        video = video_of(package)
        if video is not None:
            create = self._create_reel if package.video_way is VideoWay.REEL else self._create_video
            return create(caller, package, video, reference, files, at)
        try:
            if package.options.place:
                self._companion.require_place(caller, package.options.place, package.options.place_name)
            photos = self._photos.upload(caller, package.attachments, reference, files, scheduled=at is not None)
        except Refused as refusal:
            return _no(refusal.phrase)
        except StudioError as trouble:
            return unsent(trouble)
        if isinstance(photos, Answer):
            return photos
        told = self._graph.post(caller, f"{caller.page}/feed", _feed_form(package, reference, photos.ids, at))
        if isinstance(told, Answer):
            return self._of_feed(told, reference, reused=photos.reused)
        return self._made(caller, told, reference)

    def _create_reel(
        self,
        caller: Caller,
        package: Package,
        video: Attachment,
        reference: str,
        files: FileReader,
        at: datetime | None,
    ) -> Answer:
        try:
            begun = self._reels.upload(caller, video, reference, files, scheduled=at is not None)
        except StudioError as trouble:
            return unsent(trouble)
        if isinstance(begun, Answer):
            return begun
        return self._reels.finish(caller, begun, package, reference, state="SCHEDULED" if at else "DRAFT", at=at)

    def _create_video(
        self,
        caller: Caller,
        package: Package,
        video: Attachment,
        reference: str,
        files: FileReader,
        at: datetime | None,
    ) -> Answer:
        try:
            begun = self._videos.upload(caller, video, reference, files)
        except StudioError as trouble:
            return unsent(trouble)
        if not isinstance(begun, Answer):
            return self._videos.finish(caller, begun, package, reference, at)
        if begun.outcome is Outcome.DONE and at is not None:  # a draft of an earlier attempt gets its time
            return self._change(caller, begun.remote_id, {"scheduled_publish_time": str(int(at.timestamp()))})
        return begun

    def _made(self, caller: Caller, told: Mapping[str, Any], reference: str) -> Answer:
        remote_id = str(told.get("id") or "")
        if not self._is_ours(caller, remote_id, told.get("message"), reference):
            return Answer(
                outcome=Outcome.UNKNOWN,
                say=Phrase("Facebook did not return the id of this post."),
                raw=json.dumps({"id": remote_id}),
            )
        self._notes.put(reference, _POST, remote_id)
        permalink = self._listing.link(caller, told)
        self._made_lately.note(caller, remote_id, reference, permalink)
        return Answer(
            outcome=Outcome.DONE,
            remote_id=remote_id,
            permalink=permalink,
            say=Phrase("Facebook took the post (hidden)."),
            raw=json.dumps({"id": remote_id}),
        )

    def _is_ours(self, caller: Caller, remote_id: str, message: object, reference: str) -> bool:
        """Whether the returned id is that of the post just made, by its text as returned or, without one, as read."""
        if not is_id(remote_id) or not remote_id.startswith(f"{caller.page}_"):
            return False
        if isinstance(message, str):
            return split_reference(message)[1] == reference
        try:
            post = self._one(caller, remote_id)
        except StudioError:
            return False
        return post is not None and post.reference == reference

    def _of_feed(self, answer: Answer, reference: str, *, reused: bool) -> Answer:
        """What an error of /feed means for the photos that were uploaded for it."""
        if answer.code.endswith("1366051"):
            self._photos.spend(reference)
        if reused and answer.outcome is Outcome.REFUSED and answer.code.split("/")[0] == "100":
            self._photos.spend(reference)
            return replace(
                answer,
                outcome=Outcome.NOT_EXECUTED,
                say=Phrase(
                    "Facebook does not have the photos of the earlier upload any more; they will be sent again."
                ),
            )
        return answer

    def _reveal(self, caller: Caller, remote_id: str, package: Package, reference: str) -> Answer:
        """Show the hidden post. It is looked at first, unless it was made a moment ago and Facebook's answer to that
        named it with its own text: then there is nothing that a look could add."""
        permalink = self._made_lately.take(caller, remote_id, reference)
        if permalink is not None:
            answer = self._change(caller, remote_id, {"is_published": "true"})
            if answer.code != GONE:
                return _shown(answer, permalink)
        try:
            post = self._one(caller, remote_id)
        except Spoilt as trouble:
            return replace(unsent(trouble), outcome=Outcome.REFUSED, needs_person=False)
        except StudioError as trouble:
            return unsent(trouble)
        if post is not None and post.reference not in ("", reference):
            return _no(Phrase("The hidden post is not this delivery's."))
        if post is None:
            return Answer(
                outcome=Outcome.NOT_EXECUTED, say=Phrase("The hidden post is not on the page any more."), code=GONE
            )
        if post.visible:
            answer = done({"success": True}, remote_id)
        elif is_video(remote_id) and package.video_way is VideoWay.VIDEO:
            answer = self._change(caller, remote_id, {"published": "true"})
        elif is_video(remote_id):
            answer = self._reels.finish(caller, remote_id, package, reference, state="PUBLISHED")
        else:
            answer = self._change(caller, remote_id, {"is_published": "true"})
        return _shown(answer, post.permalink)

    def _complete(self, caller: Caller, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Beside a post that shows and is this delivery's, and no other."""
        try:
            post = self._one(caller, remote_id)
            if post is None or not post.visible or post.reference not in ("", reference):
                return _no(Phrase("The post does not show any more, so nothing was done beside it."))
            return self._companion.complete(caller, remote_id, package, reference, files, post.created_at)
        except StudioError as trouble:
            return unsent(trouble)

    def _change(self, caller: Caller, remote_id: str, form: Mapping[str, str]) -> Answer:
        told = self._graph.post(caller, remote_id, form)
        return told if isinstance(told, Answer) else done(told, remote_id)

    def _delete(self, caller: Caller, remote_id: str) -> Answer:
        told = self._graph.delete(caller, remote_id)
        if isinstance(told, Answer):
            return replace(done({"success": True}, remote_id), raw=told.raw) if told.code == GONE else told
        return done(told, remote_id)

    def _noted(self, caller: Caller, remote_id: str, reference: str, photos: frozenset[str]) -> RemotePost | None:
        """What an earlier call left, if it became a post; a video that Facebook could not process did not."""
        try:
            return self._one(caller, remote_id, reference, photos)
        except Spoilt:
            return None

    def _one(
        self, caller: Caller, remote_id: str, reference: str = "", photos: frozenset[str] = frozenset()
    ) -> RemotePost | None:
        try:
            return self._listing.one(caller, remote_id, reference, photos)
        except FacebookTrouble as trouble:
            if trouble.kind is GraphErrorKind.GONE:
                return None
            raise

    def _as_page(self, account: Account, act: Callable[[Caller], Answer]) -> Answer:
        """Act as the page, if its token is its own and allows it; without that nothing was executed.

        What the act raises is not caught here: after a write, whatever goes wrong leaves the outcome unknown.
        """
        try:
            with self._access.heeding(account):
                caller = self._access.caller(account)
        except StudioError as trouble:
            return unsent(trouble)
        answer = act(caller)
        if answer.needs_person:
            self._access.forget(account)
        return answer

    def _refused(self, account: Account, package: Package, reference: str, at: datetime | None) -> Answer | None:
        """What Facebook would refuse, told before anything leaves."""
        limits = LIMITS[account.platform]
        videos = [attachment for attachment in package.attachments if attachment.mime == VIDEO]
        if length(with_reference(package.text, reference)) > limits.text_max:
            return _no(
                Phrase(
                    "The text has over {text_max} characters, its reference included. Shorten the text, then "
                    "submit the post for approval again.",
                    text_max=limits.text_max,
                )
            )
        if videos and len(package.attachments) > 1:
            return _no(
                Phrase("Facebook takes no video together with pictures or another video. Make separate posts of them.")
            )
        if at is not None and not _FLOOR <= at - self._clock.now() <= SCHEDULE.latest:
            return _no(Phrase("The time has to be 15 minutes to 29 days from now. Choose another."))
        return None


def _feed_form(package: Package, reference: str, photos: Sequence[str], at: datetime | None) -> dict[str, str]:
    form = {"message": with_reference(package.text, reference), "published": "false"}
    form["fields"] = "id,message,permalink_url"
    form |= {f"attached_media[{n}]": json.dumps({"media_fbid": photo}) for n, photo in enumerate(photos)}
    if package.link and not photos:
        form["link"] = package.link
    if package.options.place:
        form["place"] = package.options.place
    if at is not None:
        form |= {"scheduled_publish_time": str(int(at.timestamp())), "unpublished_content_type": "SCHEDULED"}
    elif HIDDEN_AS:
        form["unpublished_content_type"] = HIDDEN_AS
    return form


def _shown(answer: Answer, permalink: str) -> Answer:
    if answer.outcome is not Outcome.DONE:
        return answer
    return replace(answer, permalink=permalink, say=Phrase("The post shows."))


def _no(say: Phrase) -> Answer:
    return Answer(outcome=Outcome.REFUSED, say=say)


def _no_such(remote_id: str) -> Answer:
    return _no(Phrase("“{remote_id}” is no id of a post on Facebook.", remote_id=remote_id))
