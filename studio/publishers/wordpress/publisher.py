"""Publishing to a WordPress site: a draft first, then shown; the reference ends the slug.

A post is looked for by its slug before it is made, so a repeated create finds the first one. Pictures are uploaded
before, with their descriptions; the first becomes the featured picture, and every one stands below the text, since not
each theme shows a featured picture; so does a video, in the editor's own block. The post goes into the account's
categories, which is seen to before it shows; without any, into the site's default one. Comments are as the site has
them. `Package.link` is not sent by itself: the text names it.

Pictures in a site's library. The name of the file says whose it is, so what was uploaded is found again by it.

A picture of a post is called ``ps-xxxxxxxxxxxx-1-0123abcd``: the reference, the number in the post, and how the hash of
its bytes begins. WordPress makes the slug of it, by which it is looked up; ids are in `StoredNotes` until the post is
made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account, SiteCategory
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import BadInput, StudioError
from studio.phrase import Bilingual, Phrase
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.answers import foreign
from studio.publishers.http import Http, Reply
from studio.publishers.pieces import form
from studio.publishers.port import (
    Answer,
    Capabilities,
    Identity,
    Outcome,
    RemotePost,
    ScheduleRange,
    Unreachable,
    nothing_beside,
)
from studio.publishers.wordpress.errors import (
    ALREADY_TRASHED,
    GONE,
    NO_TRASH,
    NeedsRights,
    fault_of,
    gone,
    judge_upload,
    judge_write,
    not_begun,
    verdicts,
    without_doubt,
)
from studio.publishers.wordpress.listing import (
    DOUBLE,
    EDITED,
    HELD_BACK,
    IN_TRASH,
    LACKS,
    NOT_THERE,
    REMOVED,
    SHOWN,
    UNSEEN,
    SiteMedia,
    SitePost,
    WordPressListing,
    WriteAnswer,
    already,
    anothers,
    changed,
    gmt,
    reference_of,
    slug_of,
    told_of,
    updated,
    words,
)
from studio.publishers.wordpress.rest import RestClient, is_json
from studio.text import squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

UPLOAD_TIMEOUT = 120.0
"""Seconds; a small server makes half a dozen sizes of each picture before it answers."""
UPLOADS_LONGEST = timedelta(minutes=4)
"""No upload of a post begins later than this after the first: the outbox expects an answer within its lease."""
_MORE = Phrase("The website takes pictures slowly; {done} of {all} are uploaded, the rest follows next time.")
VIDEO_TIMEOUT = 240.0
"""Seconds for a video, of which no sizes are made: on a slow line it is the way that takes long."""
_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
}
_NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,149}$")
_FIELDS = "id,slug,source_url"


class MediaLibrary:
    """Uploads once, however often it is asked."""

    def __init__(self, rest: RestClient, notes: StoredNotes, clock: Clock) -> None:
        self._rest = rest
        self._notes = notes
        self._clock = clock

    def pictures(
        self, account: Account, reference: str, attachments: Sequence[Attachment], files: FileReader
    ) -> tuple[SiteMedia, ...] | Answer:
        """The post's pictures in the library, in order; those not there yet are uploaded.

        An Answer (NOT_EXECUTED or REFUSED) where that failed: what was uploaded stays for the next time.
        """
        if not attachments:
            return ()
        there = not_begun(lambda: self._there(account, reference, attachments))
        if isinstance(there, Answer):
            return there
        pictures: list[SiteMedia] = []
        until = self._clock.now() + UPLOADS_LONGEST
        for number, attachment in enumerate(attachments, start=1):
            slug = _slug(reference, number, attachment)
            picture = there.get(slug)
            if picture is None:
                if self._clock.now() > until:
                    say = _MORE.format(done=len(pictures), all=len(attachments))
                    return Answer(outcome=Outcome.NOT_EXECUTED, say=say)
                what = _named(number, attachment)
                told = self._send(account, slug, attachment, files, what)
                if isinstance(told, Answer):
                    return told
                picture = told
            self._notes.put(reference, _key(number, attachment), str(picture.id))
            pictures.append(replace(picture, alt=squeeze(attachment.alt), video=attachment.is_video))
        return tuple(pictures)

    def forget(self, reference: str) -> None:
        """Drop the notes of a post that is made; its pictures stay to be found by their names."""
        keys = [key for key in self._notes.of(reference) if key.startswith("media:")]
        if keys:
            self._notes.drop(reference, *keys)

    def put(self, account: Account, name: str, data: bytes, mime: str) -> str:
        """Keep a file under `name` (small letters, digits, hyphens) and return its public address.

        The same name again is the same file: nothing is uploaded, and its address is returned. Raises Unreachable
        when waiting may help (the next call finds what did arrive), else a StudioError.
        """
        slug = PurePath(name).stem.lower()
        if not _NAME.match(slug):
            raise BadInput(
                "the file name “{name}” is no use; take small letters, digits and hyphens.", name=name, where="name"
            )
        found = self._find(account, {"slug": slug}).get(slug)
        if found is not None:
            return found.address
        what = Phrase("the picture “{name}”", name=name)
        told = self._upload(account, slug, what, data={"slug": slug}, files={"file": (_file(slug, mime), data, mime)})
        if isinstance(told, SiteMedia):
            return told.address
        waiting = told.outcome is Outcome.NOT_EXECUTED and not told.needs_person
        raise (Unreachable if waiting else StudioError)(told.say)

    def count(self, account: Account, ids: Sequence[int]) -> int:
        """How many of these pictures the library still has. Raises as reads do."""
        if not ids:
            return 0
        there = {picture.id for picture in self._find(account, {"include": _listed(ids)}).values()}
        return sum(number in there for number in ids)

    def _there(self, account: Account, reference: str, attachments: Sequence[Attachment]) -> dict[str, SiteMedia]:
        """By slug, the pictures of this post that the library has: by the ids noted, then by their names."""
        noted = self._notes.of(reference)
        slugs = {number: _slug(reference, number, one) for number, one in enumerate(attachments, start=1)}
        ids = {
            noted[key].value: slugs[number]
            for number, one in enumerate(attachments, start=1)
            if (key := _key(number, one)) in noted
        }
        found: dict[str, SiteMedia] = {}
        if ids:
            kept = self._find(account, {"include": ",".join(ids)})
            found = {ids[str(picture.id)]: picture for picture in kept.values() if str(picture.id) in ids}
        missing = [slug for slug in slugs.values() if slug not in found]
        if missing:
            found |= self._find(account, {"slug": ",".join(missing)})
        return found

    def _find(self, account: Account, which: Mapping[str, str]) -> dict[str, SiteMedia]:
        got = self._rest.get(account, "/media", {**which, "per_page": "100", "_fields": _FIELDS})
        listed = got.value if got is not None and isinstance(got.value, list) else []
        return {str(told["slug"]): _picture(told) for told in listed if _is_media(told)}

    def _send(
        self, account: Account, slug: str, attachment: Attachment, files: FileReader, what: Phrase
    ) -> SiteMedia | Answer:
        """One request: the bytes with their description."""
        values = {"slug": slug, "alt_text": squeeze(attachment.alt)}
        made = not_begun(lambda: form(files, attachment, _file(slug, attachment.mime), values))
        if isinstance(made, Answer):
            return made
        body, content_type = made
        longest = VIDEO_TIMEOUT if attachment.is_video else UPLOAD_TIMEOUT
        headers = {"Content-Type": content_type}
        return self._upload(account, slug, what, data=body, headers=headers, answer_within=longest)

    def _upload(self, account: Account, slug: str, what: Phrase, **parts: Any) -> SiteMedia | Answer:
        reply = self._rest.write(account, "POST", "/media", **{"answer_within": UPLOAD_TIMEOUT} | parts)
        if isinstance(reply, Answer):
            return without_doubt(reply)
        if reply.status != 201:
            return judge_upload(reply, what)
        try:
            told = reply.json()
        except ValueError:
            told = None
        ours = _is_media(told) and re.fullmatch(rf"{re.escape(slug)}(-\d+)?", str(told.get("slug"))) is not None
        return _picture(told) if ours else without_doubt(foreign(reply))  # else it is the answer to another upload


def _slug(reference: str, number: int, attachment: Attachment) -> str:
    return f"{reference.lower()}-{number}-{attachment.sha256[:8]}"


def _file(slug: str, mime: str) -> str:
    return slug + _ENDINGS.get(mime, ".bin")


def _key(number: int, attachment: Attachment) -> str:
    return f"media:{number}:{attachment.sha256}"


def _listed(ids: Sequence[int]) -> str:
    return ",".join(map(str, ids))


def _is_media(told: Any) -> bool:
    return isinstance(told, dict) and isinstance(told.get("id"), int) and isinstance(told.get("source_url"), str)


def _picture(told: Mapping[str, Any]) -> SiteMedia:
    return SiteMedia(id=told["id"], address=told["source_url"], alt="")


def _named(number: int, attachment: Attachment) -> Phrase:
    if attachment.is_video:
        return Phrase("the video “{name}”", name=attachment.name)
    return Phrase("picture {number}, “{name}”", number=number, name=attachment.name)


# The categories of a site, and whether those that its posts go into are still there.
#
# WordPress passes over a category that does not exist and files the post under the default one, without a word.
PER_PAGE = 100
PAGES_MOST = 50
_GONE = Phrase("The site has the category {names} no longer; the technical officer opens Pages and chooses again.")


class Categories:
    """Reads; raises as `RestClient.get`."""

    def __init__(self, rest: RestClient) -> None:
        self._rest = rest

    def all(self, account: Account) -> tuple[SiteCategory, ...]:
        """Every category of the site, by name."""
        return self._list(account, {"orderby": "name"})

    def gone(self, account: Account) -> Answer | None:
        """Why nothing may be sent: a category chosen for this account is not there; None when all are."""
        if not account.categories:
            return None
        wanted = ",".join(str(category.id) for category in account.categories)
        there = not_begun(lambda: self._list(account, {"include": wanted}))
        if isinstance(there, Answer):
            return there
        ids = {category.id for category in there}
        names = ", ".join(f"“{category.name}”" for category in account.categories if category.id not in ids)
        if not names:
            return None
        say = _GONE.format(names=names)
        return Answer(outcome=Outcome.NOT_EXECUTED, say=say, needs_person=True, code="category")

    def _list(self, account: Account, which: dict[str, str]) -> tuple[SiteCategory, ...]:
        found: list[SiteCategory] = []
        page, pages = 1, 1
        while page <= min(pages, PAGES_MOST):
            params = {**which, "per_page": str(PER_PAGE), "page": str(page), "_fields": "id,name"}
            got = self._rest.get(account, "/categories", params)
            if got is None or not isinstance(got.value, list):
                break
            found += [category for told in got.value if (category := _category(told)) is not None]
            page, pages = page + 1, got.pages
        return tuple(found)


def _category(told: Any) -> SiteCategory | None:
    """None: not the shape of a category."""
    try:
        return SiteCategory(id=int(told["id"]), name=unescape(str(told["name"])))
    except (KeyError, TypeError, ValueError):
        return None


_SLUG = "slug"
SCHEDULE = ScheduleRange(soonest=timedelta(minutes=2), latest=timedelta(days=365))
WINDOW = timedelta(minutes=3)
"""A list shows a post at once; this is how long a request may still be under way behind a slow server."""


class WordPressPublisher:
    """Serves WordPress accounts; `Account.base_url` is the site.

    With `at` the site itself shows the post at its time, provided that its wp-cron runs: on a site nobody visits it
    needs a cron job of the server. A time that has come before the request arrives means at once.
    """

    def __init__(self, http: Http, logins: SealedLogins, notes: StoredNotes, clock: Clock) -> None:
        self._rest = RestClient(http, logins)
        self._notes = notes
        self._library = MediaLibrary(self._rest, notes, clock)
        self._listing = WordPressListing(self._rest)
        self._categories = Categories(self._rest)
        self._clock = clock

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=True,
            can_list=True,
            can_delete=True,
            server_schedule=SCHEDULE,
            by_hand=False,
            window=WINDOW,
            can_edit=True,
        )

    def identity(self, account: Account) -> Identity:
        """The site's own home address as id, and that the login may publish there.

        Raises Unreachable, NeedsLogin, NeedsRights, Barred.
        """
        index = self._rest.index(account)
        lacks = self._rest.me(account).lacks
        if lacks:
            raise NeedsRights(LACKS.format(rights=", ".join(lacks)), verdicts().steps["other_role"])
        return Identity(page_id=index.page_id, title=index.title, clock=index.clock)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        slug = slug_of(reference, package.options.slug or package.title)
        there = not_begun(lambda: self._listing.named(account, reference, slug, self._noted(reference)))
        if isinstance(there, Answer):
            return there
        if there:
            return already(there)
        gone = self._categories.gone(account)
        if gone is not None:
            return gone
        pictures = self._library.pictures(account, reference, package.attachments, files)
        if isinstance(pictures, Answer):
            return pictures
        text = words(package, pictures)
        body: dict[str, Any] = {
            "slug": slug,
            "status": "draft",
            "title": text.title,
            "content": text.content,
            "excerpt": text.excerpt,
        }
        body |= {"featured_media": first} if (first := _featured(pictures)) else {}
        if account.categories:
            body["categories"] = [category.id for category in account.categories]
        if at is not None:
            body |= {"status": "future", "date_gmt": gmt(at)}
        self._notes.put(reference, _SLUG, slug)
        answer = self._made(account, reference, slug, self._rest.write(account, "POST", "/posts", json=body))
        if answer.outcome is Outcome.DONE:
            self._library.forget(reference)
        return answer

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        post = self._ours(account, remote_id, reference)
        if isinstance(post, Answer):
            return post
        if post.shows:
            return told_of(post).done(SHOWN)
        change: dict[str, Any] = {"status": "publish"}
        if any(category.id not in post.categories for category in account.categories):
            gone = self._categories.gone(account)
            if gone is not None:
                return gone
            change["categories"] = [category.id for category in account.categories]
        if post.status == "future":  # shown now: with its own date the site would keep waiting
            change["date_gmt"] = gmt(min(post.date, self._clock.now() - timedelta(minutes=1)))
        told = updated(self._rest.write(account, "POST", f"/posts/{post.id}", json=change), post.id, account)
        if isinstance(told, Answer):
            return told
        return told.done(SHOWN) if told.shows else told.refused(HELD_BACK.format(status=told.status))

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Replace title, text and pictures; whether it shows does not change."""
        post = self._ours(account, remote_id, reference)
        if isinstance(post, Answer):
            return post
        pictures = self._library.pictures(account, reference, package.attachments, files)
        if isinstance(pictures, Answer):
            return pictures
        text = words(package, pictures)
        body = {
            "title": text.title,
            "content": text.content,
            "excerpt": text.excerpt,
            "featured_media": _featured(pictures),
        }
        told = updated(self._rest.write(account, "POST", f"/posts/{post.id}", json=body), post.id, account)
        if isinstance(told, Answer):
            return told
        self._library.forget(reference)
        return told.done(EDITED)

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        """None, too, for a post in the trash. A picture that was deleted from the library does not count."""
        post = self._listing.one(account, remote_id)
        if post is None or post.in_trash:
            return None
        now, ids = self._clock.now(), post.image_ids
        remote = post.remote(now)
        return post.remote(now, self._library.count(account, ids)) if len(ids) == remote.images else remote

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        """One in the trash is among them, as hidden, where it carries a reference: it was made, and must not be made
        again."""
        named = self._listing.named(account, reference, self._noted(reference)) if reference else ()
        posts = {post.id: post for post in (*named, *self._listing.since(account, since))}
        now = self._clock.now()
        return tuple(post.remote(now) for post in posts.values() if post.reference or not post.in_trash)

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return nothing_beside(remote_id)

    def end_story(self, account: Account, reference: str) -> Answer:
        return nothing_beside("")

    def delete(self, account: Account, remote_id: str) -> Answer:
        """Move it to the trash, from where the site's people may take it back; for good where a site has no trash."""
        if not (remote_id.isascii() and remote_id.isdigit()):
            return Answer(outcome=Outcome.DONE, remote_id=remote_id, say=NOT_THERE)
        answer = self._deleted(account, remote_id, {})
        if answer.code.endswith(NO_TRASH):
            answer = self._deleted(account, remote_id, {"force": "true"})
        return answer

    def categories(self, account: Account) -> Sequence[SiteCategory]:
        """Every category of the site, by name. Raises as `RestClient.get`."""
        return self._categories.all(account)

    def media_upload(self, account: Account, name: str, data: bytes, mime: str) -> str:
        """Keep a picture of another platform's post in the site's library; see `MediaLibrary.put`."""
        return self._library.put(account, name, data, mime)

    def _noted(self, reference: str) -> str:
        """The slug under which a post of this code was made, or was about to be."""
        note = self._notes.of(reference).get(_SLUG)
        return note.value if note else ""

    def _made(self, account: Account, reference: str, slug: str, reply: Reply | Answer) -> Answer:
        """What became of the create."""
        told = changed(reply, account)
        if isinstance(told, Answer):
            return told
        if reference_of(told.slug) not in ("", reference):
            return anothers(told)
        if reference_of(told.slug) != reference or told.slug == slug:
            return told.made()
        return self._taken_back(account, reference, slug, told)

    def _taken_back(self, account: Account, reference: str, slug: str, told: WriteAnswer) -> Answer:
        """The slug was taken: an earlier create arrived after we had looked for it, or the user may not see its post.

        That one counts; this one is removed for good.
        """
        others = not_begun(lambda: self._listing.named(account, reference, slug))
        self._rest.write(account, "DELETE", f"/posts/{told.id}", params={"force": "true"})
        if isinstance(others, Answer) or any(post.id != told.id for post in others):
            return Answer(outcome=Outcome.UNKNOWN, say=DOUBLE, raw=told.raw)
        return Answer(outcome=Outcome.NOT_EXECUTED, say=UNSEEN, raw=told.raw, needs_person=True)

    def _ours(self, account: Account, remote_id: str, reference: str) -> SitePost | Answer:
        """The post, if it is there, carries the reference and was not thrown away."""
        post = not_begun(lambda: self._listing.one(account, remote_id))
        if isinstance(post, Answer):
            return post
        if post is None or post.reference != reference:
            return gone(remote_id)
        return told_of(post).refused(IN_TRASH) if post.in_trash else post

    def _deleted(self, account: Account, remote_id: str, params: dict[str, str]) -> Answer:
        reply = self._rest.write(account, "DELETE", f"/posts/{remote_id}", params=params)
        if isinstance(reply, Answer):
            return reply
        fault = fault_of(reply)
        if fault is not None and fault.code in (*GONE, ALREADY_TRASHED):
            return Answer(outcome=Outcome.DONE, remote_id=remote_id, say=NOT_THERE)
        if fault is not None and fault.code == NO_TRASH:
            return Answer(outcome=Outcome.NOT_EXECUTED, say=Bilingual(fault.message, fault.message), code=fault.label)
        if reply.status != 200:
            return judge_write(reply)
        if not is_json(reply):
            return foreign(reply)
        return Answer(outcome=Outcome.DONE, remote_id=remote_id, say=REMOVED)


def _featured(pictures: Sequence[SiteMedia]) -> int:
    """Id of the first that is a picture; 0 when none is."""
    return next((picture.id for picture in pictures if not picture.video), 0)
