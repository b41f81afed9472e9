"""A Zalo official account as a page: article hidden → token → verified id → shown by an update with the whole content.

Every step can be repeated: a token is kept the moment it comes and asked with again, an update says what it said
before, and a second copy made by a lost answer stays hidden.

Bringing the attachments of a post to where Zalo can have them, before there is an article.

Nothing of this shows on the official account. What is in place is noted under the post's reference, so that a call
which broke off goes on with the first one missing.

Zalo's list of articles, page by page. Neither its order nor its paging is documented.

It seems to come newest first. As long as it does, older pages need not be read; a list in any other order is read to
its end. Pages may be shorter than asked for, repeat lines that moved meanwhile, or ignore the offset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.http import Http
from studio.publishers.port import (
    Answer,
    Capabilities,
    Identity,
    Outcome,
    RemotePost,
    Unreachable,
    nothing_beside,
)
from studio.publishers.zalo.api import CREATE, DETAIL, GETOA, REMOVE, SLICE, UPDATE, ZaloAnswer, ZaloApi, nothing_sent
from studio.publishers.zalo.article import (
    DESCRIPTION_MAX,
    IMAGE_BYTES_MAX,
    IMAGE_MIMES,
    NORMAL,
    TITLE_MAX,
    VIDEO,
    VIDEO_MIME,
    UploadedMedia,
    as_post,
    fits_video,
    moment,
    payload,
    title_length,
)
from studio.publishers.zalo.errors import ZaloError
from studio.publishers.zalo.grant import Grants
from studio.publishers.zalo.images import NotPutThere, UnitHost, by_hand, file_name, still_missing
from studio.publishers.zalo.video import JobEnded, JobFailed, Jobs, Pause, TokenForgotten, VideoUploads, doubt

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

LONGEST = timedelta(minutes=4)
"""After this a call ends between two attachments and the next one goes on: the outbox lends a post for ten minutes."""


class ArticlePlacement:
    """Each method raises Stopped with an answer that says why nothing was posted."""

    def __init__(self, notes: StoredNotes, host: UnitHost, videos: VideoUploads, clock: Clock) -> None:
        self._notes = notes
        self._host = host
        self._videos = videos
        self._clock = clock

    def place(self, account: Account, package: Package, reference: str, files: FileReader) -> list[UploadedMedia]:
        """Where each attachment is, in order; missing ones are put there first."""
        placed, until = [], self._clock.now() + LONGEST
        missing: list[str] = []
        for number, attachment in enumerate(package.attachments):
            if self._clock.now() > until:
                raise JobEnded(_goes_on(number, len(package.attachments)))
            if attachment.mime == VIDEO_MIME:
                video_id = self._videos.place(account, reference, number, attachment, files)
                placed.append(UploadedMedia(alt=attachment.alt, video_id=video_id))
                continue
            try:
                url = self._picture(account, reference, number, attachment, files)
                placed.append(UploadedMedia(alt=attachment.alt, url=url))
            except NotPutThere as trouble:
                missing.append(trouble.name)
        if missing:
            raise JobEnded(_waits_for_files(account, missing))
        return placed

    def placed(self, package: Package, reference: str) -> list[UploadedMedia] | None:
        """Where the attachments were put before, without a look; None when that is not known of all.

        Never what the article itself says: somebody may have changed it at Zalo's console.
        """
        noted, found = self._notes.of(reference), []
        for number, attachment in enumerate(package.attachments):
            is_video = attachment.mime == VIDEO_MIME
            note = noted.get(f"{'video' if is_video else 'image'}:{number}:{attachment.sha256}")
            if note is None:
                return None
            found.append(UploadedMedia(alt=attachment.alt, **{"video_id" if is_video else "url": note.value}))
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
                    "Zalo could not fetch the picture {name} at {url}; open the address in a browser to see why, then "
                    "choose “Send again”.",
                    name=attachment.name,
                    url=url,
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
            raise StudioError("Picture {name}: {why}", name=attachment.name, why=trouble.phrase) from None


def unfit(package: Package) -> Answer | None:
    """Why Zalo cannot take these attachments at all; None when it can."""
    pictures = [a for a in package.attachments if a.mime in IMAGE_MIMES]
    if not pictures:
        return _refused(
            Phrase(
                "A Zalo article needs a picture as its cover; add a card or photo, have it approved and send it again."
            )
        )
    for one in package.attachments:
        if one.mime not in (*IMAGE_MIMES, VIDEO_MIME):
            return _refused(
                Phrase(
                    "Zalo takes JPEG and PNG pictures and MP4 videos only; the file {name} is {mime}.",
                    name=one.name,
                    mime=one.mime,
                )
            )
        if one.mime in IMAGE_MIMES and one.bytes > IMAGE_BYTES_MAX:
            return _refused(
                Phrase(
                    "The picture {name} has {bytes:.1f} MB, Zalo takes 1 MB at most; make it smaller.",
                    name=one.name,
                    bytes=one.bytes / 1e6,
                )
            )
    return None


def _waits_for_files(account: Account, names: list[str]) -> Answer:
    """This post waits and is tried again by itself; the account's others go on."""
    say = still_missing(account, names)
    return Answer(outcome=Outcome.NOT_EXECUTED, say=say, code="pictures")


def _goes_on(done: int, whole: int) -> Answer:
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        retry_after=1.0,
        say=Phrase("The line is slow: {done} of {whole} files are up, the rest follows.", done=done, whole=whole),
    )


def _refused(say: Phrase) -> Answer:
    return Answer(outcome=Outcome.REFUSED, say=say)


PAGE = 10
"""Articles a call of getslice is asked for; its limit is not documented, ten is taken by all."""
PAGES_MOST = 500
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    lines: tuple[Line, ...]
    total: int | None
    """How many the whole list has, as the answer says; None: it does not."""


def slice_of(told: Mapping[str, Any]) -> Slice:
    """The data of an answer of getslice."""
    medias, total = told.get("medias"), str(told.get("total", ""))
    lines = tuple(line for line in medias if isinstance(line, Mapping)) if isinstance(medias, list) else ()
    return Slice(lines=lines, total=int(total) if total.isascii() and total.isdigit() else None)


def in_pages(ask: Callable[[int], Slice], since: datetime) -> Iterator[Line]:
    """Every line once, of `ask` by offset: down to the first page that is older than `since` where the list comes
    newest first, else to the end. An empty page or one without anything new is the end."""
    seen: set[str] = set()
    times: list[datetime] = []
    offset = 0
    for _ in range(PAGES_MOST):
        page = ask(offset)
        offset += len(page.lines)
        new = [line for line in page.lines if str(line.get("id")) not in seen]
        seen |= {str(line.get("id")) for line in new}
        yield from new
        times += [told for line in new if (told := moment(line.get("create_date"))) is not None]
        ordered = all(earlier >= later for earlier, later in pairwise(times))
        whole = len(page.lines) < PAGE and page.total is not None and offset >= page.total
        if not new or whole or (ordered and times and times[-1] < since):
            return


TOKEN, ID = "article-token", "article-id"
"""Keys of notes."""
GONE = Phrase("The article is no longer on the Zalo OA; somebody may have removed it.")

ANOTHERS = Phrase("The answer that came is another article's; this one is looked for in the OA's list.")


class ZaloPublisher:
    """Fulfils `studio.publishers.port.Publisher`. `pause` waits that many seconds."""

    def __init__(
        self,
        *,
        http: Http,
        grants: Grants,
        notes: StoredNotes,
        clock: Clock,
        host: UnitHost,
        pause: Pause,
    ) -> None:
        self._api = ZaloApi(http, grants, clock)
        self._jobs = Jobs(self._api, pause)
        self._placing = ArticlePlacement(notes, host, VideoUploads(self._api, notes, pause), clock)
        self._notes = notes
        self._clock = clock

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=True,
            can_list=True,
            can_delete=True,
            server_schedule=None,
            by_hand=False,
            can_edit=True,
        )

    def identity(self, account: Account) -> Identity:
        told = self._api.read(account, GETOA)
        page_id = str(told.data.get("oaid") or told.data.get("oa_id") or "")
        if not page_id:
            raise StudioError("Zalo does not tell which OA this is; connect it again in Pages.")
        return Identity(page_id=page_id, title=str(told.data.get("name") or ""), clock=told.clock)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        return _answered(lambda: self._create(account, package, reference, files, at))

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return _answered(lambda: self._reveal(account, remote_id, package, reference, files))

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return _answered(lambda: self._edit(account, remote_id, package, reference, files))

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        detail = self._detail(account, remote_id)
        return None if detail is None else self._post(account, remote_id, detail)

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        found: dict[str, RemotePost] = {}
        kept = self._kept(account, reference) if reference else None
        if kept is not None:
            found[kept.remote_id] = kept
        for row in self._rows(account, since):
            article = str(row.get("id") or "")
            if article and article not in found:
                detail = self._detail(account, article)
                if detail is not None:
                    found[article] = self._post(account, article, detail, row)
        return list(found.values())

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return nothing_beside(remote_id)

    def end_story(self, account: Account, reference: str) -> Answer:
        return nothing_beside("")

    def delete(self, account: Account, remote_id: str) -> Answer:
        told = self._api.write(account, REMOVE, {"id": remote_id})
        if isinstance(told, ZaloAnswer):
            return Answer(outcome=Outcome.DONE, remote_id=remote_id)
        if told.code == "-201" and self._is_gone(account, remote_id):
            return Answer(outcome=Outcome.DONE, remote_id=remote_id, say=GONE)
        return told

    # create

    def _create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None
    ) -> Answer:
        refusal = _refused_time() if at is not None else _refused_title(package) or unfit(package)
        if refusal is not None:
            return refusal
        article = self._resumed(account, reference)
        if not article:
            placed = self._placing.place(account, package, reference, files)
            kind = VIDEO if fits_video(package, reference) else NORMAL
            body = payload(package, reference, author=account.title, placed=placed, show=False, kind=kind)
            token = self._token(reference, self._api.write(account, CREATE, body))
            self._notes.put(reference, TOKEN, token)
            article = self._made(account, reference, token)
        return Answer(outcome=Outcome.DONE, remote_id=article, say=Phrase("Zalo took the article (hidden)."))

    def _resumed(self, account: Account, reference: str) -> str:
        """Id of the article that an earlier create of this reference made; empty when there is none."""
        noted = self._notes.of(reference)
        if ID not in noted and TOKEN in noted:
            try:
                self._made(account, reference, noted[TOKEN].value)
            except JobFailed:
                return ""
            noted = self._notes.of(reference)
        if ID not in noted:
            return ""
        try:
            gone = self._detail(account, noted[ID].value) is None
        except StudioError as trouble:
            raise JobEnded(nothing_sent(trouble)) from None
        if gone:
            self._notes.drop(reference, TOKEN, ID)
        return "" if gone else noted[ID].value

    def _made(self, account: Account, reference: str, token: str) -> str:
        """Wait for a token's article and note its id. A token that leads nowhere is forgotten."""
        try:
            article = self._jobs.finish(account, token)
        except (JobFailed, TokenForgotten):
            self._notes.drop(reference, TOKEN)
            raise
        try:
            post = self.read_back(account, article)
        except StudioError as trouble:
            raise JobEnded(doubt(trouble.phrase)) from None
        if _is_anothers(post, reference):
            self._notes.drop(reference, TOKEN)
            raise JobEnded(doubt(ANOTHERS))
        self._notes.put(reference, ID, article)
        return article

    def _token(self, reference: str, told: ZaloAnswer | Answer) -> str:
        if isinstance(told, Answer):
            if told.code in ("-100", "-201"):
                self._placing.forget(reference)
            raise JobEnded(told)
        token = str(told.data.get("token") or "")
        if not token:
            raise JobEnded(
                doubt(
                    Phrase(
                        "Zalo answered with success but without a token; the article is looked for in the OA's list."
                    )
                )
            )
        return token

    # show and change

    def _reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        detail = self._detail_or_stop(account, remote_id)
        post = self._post(account, remote_id, detail)
        if post.reference not in ("", reference):
            return _not_ours(post.reference)
        if post.visible:
            return Answer(outcome=Outcome.DONE, remote_id=remote_id, permalink=post.permalink)
        placed = self._placing.placed(package, reference) or self._placing.place(account, package, reference, files)
        return self._updated(account, post, _kind(detail), package, reference, placed, show=True)

    def _edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        refusal = _refused_title(package) or unfit(package)
        if refusal is not None:
            return refusal
        detail = self._detail_or_stop(account, remote_id)
        post = self._post(account, remote_id, detail)
        if post.reference not in ("", reference):
            return _not_ours(post.reference)
        if _kind(detail) == VIDEO and not fits_video(package, reference):
            return _too_long_for_video()
        placed = self._placing.place(account, package, reference, files)
        return self._updated(account, post, _kind(detail), package, reference, placed, show=post.visible)

    def _updated(
        self,
        account: Account,
        post: RemotePost,
        kind: str,
        package: Package,
        reference: str,
        placed: Sequence[UploadedMedia],
        *,
        show: bool,
    ) -> Answer:
        """Replace the whole article; Zalo knows no partial update."""
        body = payload(package, reference, author=account.title, placed=placed, show=show, kind=kind)
        told = self._api.write(account, UPDATE, {**body, "id": post.remote_id})
        if isinstance(told, Answer) and told.code == "-201" and self._is_gone(account, post.remote_id):
            raise JobEnded(doubt(GONE))
        self._jobs.finish(account, self._token(reference, told))
        return Answer(outcome=Outcome.DONE, remote_id=post.remote_id, permalink=post.permalink)

    # reading

    def _kept(self, account: Account, reference: str) -> RemotePost | None:
        """What the notes of an earlier create lead to. Raises ZaloBusy while Zalo is still making it."""
        noted = self._notes.of(reference)
        if ID in noted:
            return self.read_back(account, noted[ID].value)
        if TOKEN not in noted:
            return None
        try:
            article = self._jobs.ask(account, noted[TOKEN].value)
        except (JobFailed, TokenForgotten):
            self._notes.drop(reference, TOKEN)
            return None
        post = self.read_back(account, article)
        if _is_anothers(post, reference):
            self._notes.drop(reference, TOKEN)
            return None
        self._notes.put(reference, ID, article)
        return post

    def _rows(self, account: Account, since: datetime) -> Iterator[Mapping[str, Any]]:
        """Lines of both lists that are not older than `since`."""
        for kind in (NORMAL, VIDEO):
            rows = in_pages(partial(self._slice, account, kind), since)
            yield from (row for row in rows if (moment(row.get("create_date")) or since) >= since)

    def _slice(self, account: Account, kind: str, offset: int) -> Slice:
        told = self._api.read(account, SLICE, {"offset": str(offset), "limit": str(PAGE), "type": kind}).data
        return slice_of(told)

    def _detail(self, account: Account, article: str) -> Mapping[str, Any] | None:
        """The article, whole; None when it is not there. Raises like `ZaloApi.read`."""
        try:
            detail = self._api.read(account, DETAIL, {"id": article}).data
        except ZaloError as trouble:
            if trouble.code == -201:
                return None
            raise
        return detail or None

    def _detail_or_stop(self, account: Account, article: str) -> Mapping[str, Any]:
        try:
            detail = self._detail(account, article)
        except StudioError as trouble:
            raise JobEnded(nothing_sent(trouble)) from None
        if detail is None:
            raise JobEnded(doubt(GONE))
        return detail

    def _is_gone(self, account: Account, article: str) -> bool:
        try:
            return self._detail(account, article) is None
        except StudioError:
            return False

    def _post(
        self, account: Account, article: str, detail: Mapping[str, Any], row: Mapping[str, Any] | None = None
    ) -> RemotePost:
        return as_post(detail, account=account, listed={"id": article, **(row or {})}, seen=self._clock.now())


def _answered(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except JobEnded as stopped:
        return stopped.answer


def _is_anothers(post: RemotePost | None, reference: str) -> bool:
    """Whether something in between gave the answer to another question: its article would be taken for ours."""
    return post is not None and post.reference not in ("", reference)


def _refused_time() -> Answer:
    return Answer(
        outcome=Outcome.REFUSED,
        say=Phrase("Zalo keeps no post until its time; it is sent from this PC when it is due."),
    )


def _refused_title(package: Package) -> Answer | None:
    count = title_length(package)
    if 0 < count <= TITLE_MAX:
        return None
    return Answer(
        outcome=Outcome.REFUSED,
        say=Phrase(
            "The title of a Zalo article has 1 to {title_max} characters, this one {count}; change it, have it "
            "approved and send it again.",
            title_max=TITLE_MAX,
            count=count,
        ),
    )


def _kind(detail: Mapping[str, Any]) -> str:
    return VIDEO if detail.get("type") == VIDEO else NORMAL


def _too_long_for_video() -> Answer:
    return Answer(
        outcome=Outcome.REFUSED,
        say=Phrase(
            "This is a Zalo video: one picture, one video and a text (with the code's line) of {description_max} "
            "characters; shorten it, or take it down and publish a new post.",
            description_max=DESCRIPTION_MAX,
        ),
    )


def _not_ours(reference: str) -> Answer:
    return Answer(
        outcome=Outcome.REFUSED,
        say=Phrase(
            "The article on the Zalo OA carries the code {reference}, not this post's; nothing was changed.",
            reference=reference,
        ),
    )
