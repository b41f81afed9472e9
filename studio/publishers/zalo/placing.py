"""Bringing the attachments of a post to where Zalo can have them, before there is an article.

Nothing of this shows on the official account. What is in place is noted under the post's reference, so that a call
which broke off goes on with the first one missing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import StudioError
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.zalo.api import nothing_sent
from studio.publishers.zalo.article import IMAGE_BYTES_MAX, IMAGE_MIMES, VIDEO_MIME, Placed
from studio.publishers.zalo.hand import by_hand, file_name, still_missing
from studio.publishers.zalo.images import NotPutThere, UnitHost
from studio.publishers.zalo.jobs import JobEnded
from studio.publishers.zalo.video import Videos

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

LONGEST = timedelta(minutes=4)
"""After this a call ends between two attachments and the next one goes on: the outbox lends a post for ten minutes."""


class Placing:
    """Each method raises Stopped with an answer that says why nothing was posted."""

    def __init__(self, notes: StoredNotes, host: UnitHost, videos: Videos, clock: Clock) -> None:
        self._notes = notes
        self._host = host
        self._videos = videos
        self._clock = clock

    def place(self, account: Account, package: Package, reference: str, files: FileReader) -> list[Placed]:
        """Where each attachment is, in order; missing ones are put there first."""
        placed, until = [], self._clock.now() + LONGEST
        missing: list[str] = []
        for number, attachment in enumerate(package.attachments):
            if self._clock.now() > until:
                raise JobEnded(_goes_on(number, len(package.attachments)))
            if attachment.mime == VIDEO_MIME:
                video_id = self._videos.place(account, reference, number, attachment, files)
                placed.append(Placed(alt=attachment.alt, video_id=video_id))
                continue
            try:
                url = self._picture(account, reference, number, attachment, files)
                placed.append(Placed(alt=attachment.alt, url=url))
            except NotPutThere as trouble:
                missing.append(trouble.name)
        if missing:
            raise JobEnded(_waits_for_files(account, missing))
        return placed

    def placed(self, package: Package, reference: str) -> list[Placed] | None:
        """Where the attachments were put before, without a look; None when that is not known of all.

        Never what the article itself says: somebody may have changed it at Zalo's console.
        """
        noted, found = self._notes.of(reference), []
        for number, attachment in enumerate(package.attachments):
            is_video = attachment.mime == VIDEO_MIME
            note = noted.get(f"{'video' if is_video else 'image'}:{number}:{attachment.sha256}")
            if note is None:
                return None
            found.append(Placed(alt=attachment.alt, **{"video_id" if is_video else "url": note.value}))
        return found

    def forget(self, reference: str) -> None:
        """Zalo did not take what is placed: it is looked at, and put there anew where it is missing, the next time."""
        keys = [key for key in self._notes.of(reference) if key.startswith(("image:", "video:"))]
        if keys:
            self._notes.drop(reference, *keys)

    def _picture(self, account: Account, reference: str, number: int, attachment: Attachment, files: FileReader) -> str:
        key = f"image:{number}:{attachment.sha256}"
        noted = self._notes.of(reference).get(key)
        try:
            # What a person put there is compared byte for byte each time: they may have put another file since.
            if noted is not None and not by_hand(account) and self._host.reachable(noted.value):
                return noted.value
            url = self._put(account, attachment, files.get(attachment.sha256))
            if not self._host.reachable(url):
                raise StudioError(
                    f"Zalo chưa lấy được ảnh {attachment.name} tại {url}; hãy mở địa chỉ này bằng trình duyệt để "
                    "kiểm tra, rồi chọn “Gửi lại”.",
                    f"Zalo could not fetch the picture {attachment.name} at {url}; open the address in a browser to "
                    "see why, then choose “Send again”.",
                )
        except NotPutThere:
            raise
        except StudioError as trouble:
            raise JobEnded(nothing_sent(trouble)) from None
        self._notes.put(reference, key, url)
        return url

    def _put(self, account: Account, attachment: Attachment, data: bytes) -> str:
        """Raises like `UnitHost.put`, naming the picture as the post knows it."""
        try:
            return self._host.put(account, file_name(data, attachment.mime), data, attachment.mime)
        except (Unreachable, NotPutThere):
            raise
        except StudioError as trouble:
            raise StudioError(
                f"Ảnh {attachment.name}: {trouble.phrase.vi}", f"Picture {attachment.name}: {trouble.phrase.en}"
            ) from None


def unfit(package: Package) -> Answer | None:
    """Why Zalo cannot take these attachments at all; None when it can."""
    pictures = [a for a in package.attachments if a.mime in IMAGE_MIMES]
    if not pictures:
        return _refused(
            "Bài viết Zalo cần ít nhất một ảnh làm ảnh bìa; hãy thêm thẻ hoặc ảnh rồi duyệt và gửi lại.",
            "A Zalo article needs a picture as its cover; add a card or photo, have it approved and send it again.",
        )
    for one in package.attachments:
        if one.mime not in (*IMAGE_MIMES, VIDEO_MIME):
            return _refused(
                f"Zalo chỉ nhận ảnh JPEG, PNG và video MP4; tệp {one.name} là {one.mime}.",
                f"Zalo takes JPEG and PNG pictures and MP4 videos only; the file {one.name} is {one.mime}.",
            )
        if one.mime in IMAGE_MIMES and one.bytes > IMAGE_BYTES_MAX:
            return _refused(
                f"Ảnh {one.name} nặng {one.bytes / 1e6:.1f} MB, Zalo nhận tối đa 1 MB; hãy giảm dung lượng ảnh.",
                f"The picture {one.name} has {one.bytes / 1e6:.1f} MB, Zalo takes 1 MB at most; make it smaller.",
            )
    return None


def _waits_for_files(account: Account, names: list[str]) -> Answer:
    """This post waits and is tried again by itself; the account's others go on."""
    say = still_missing(account, names)
    return Answer(outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en, code="pictures")


def _goes_on(done: int, whole: int) -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        retry_after=1.0,
        vi=f"Đường truyền chậm: đã tải {done}/{whole} tệp, đang tải tiếp.",
        en=f"The line is slow: {done} of {whole} files are up, the rest follows.",
    )


def _refused(vi: str, en: str) -> Answer:
    return Answer(outcome=Outcome.REFUSED, vi=vi, en=en)
