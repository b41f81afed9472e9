"""Pictures in a site's library. The name of the file says whose it is, so what was uploaded is found again by it.

A picture of a post is called ``ps-xxxxxxxxxxxx-1-0123abcd``: the reference, the number in the post, and how the hash of
its bytes begins. WordPress makes the slug of it, by which it is looked up; ids are in `StoredNotes` until the post is
made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import BadInput, StudioError
from studio.phrase import Phrase
from studio.posts.model import Attachment
from studio.posts.ports import FileReader
from studio.publishers.answers import foreign
from studio.publishers.pieces import form
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.wordpress.body import SiteMedia
from studio.publishers.wordpress.errors import judge_upload, not_begun, without_doubt
from studio.publishers.wordpress.rest import Rest
from studio.text import squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

UPLOAD_TIMEOUT = 120.0
"""Seconds; a small server makes half a dozen sizes of each picture before it answers."""
UPLOADS_LONGEST = timedelta(minutes=4)
"""No upload of a post begins later than this after the first: the outbox expects an answer within its lease."""
_MORE = Phrase(
    "Máy chủ của trang web nhận ảnh chậm; đã tải {done} trên {all} ảnh, lần sau sẽ tải tiếp.",
    "The website takes pictures slowly; {done} of {all} are uploaded, the rest follows next time.",
)
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

    def __init__(self, rest: Rest, notes: StoredNotes, clock: Clock) -> None:
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
                    return Answer(outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en)
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
                f"tên tệp “{name}” không dùng được; chỉ dùng chữ thường không dấu, số và gạch nối.",
                f"the file name “{name}” is no use; take small letters, digits and hyphens.",
                where="name",
            )
        found = self._find(account, {"slug": slug}).get(slug)
        if found is not None:
            return found.address
        what = Phrase(f"ảnh “{name}”", f"the picture “{name}”")
        told = self._upload(account, slug, what, data={"slug": slug}, files={"file": (_file(slug, mime), data, mime)})
        if isinstance(told, SiteMedia):
            return told.address
        waiting = told.outcome is Outcome.NOT_EXECUTED and not told.needs_person
        raise (Unreachable if waiting else StudioError)(told.vi, told.en)

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
        return Phrase(f"video “{attachment.name}”", f"the video “{attachment.name}”")
    return Phrase(f"ảnh thứ {number} “{attachment.name}”", f"picture {number}, “{attachment.name}”")
