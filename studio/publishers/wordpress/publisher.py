"""Publishing to a WordPress site: a draft first, then shown; the reference is the slug.

A post is looked for by its slug before it is made, so a repeated create finds the first one. Pictures are uploaded
before, with their descriptions; the first becomes the featured picture, and every one stands below the text, since not
each theme shows a featured picture; so does a video, in the editor's own block. The post goes into the account's
categories, which is seen to before it shows; without any, into the site's default one. Comments are as the site has
them. `Package.link` is not sent by itself: the text names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account, Category
from studio.accounts.sealing import SealedLogins
from studio.clock import Clock
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.limits import LIMITS
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.answers import foreign
from studio.publishers.http import Http, Reply
from studio.publishers.port import Answer, Capabilities, Identity, Limits, Outcome, RemotePost, ScheduleRange
from studio.publishers.wordpress.body import SiteMedia, words
from studio.publishers.wordpress.errors import (
    ALREADY_TRASHED,
    GONE,
    NO_TRASH,
    NeedsRights,
    fault_of,
    gone,
    judge_write,
    not_begun,
    verdicts,
)
from studio.publishers.wordpress.listing import SitePost, WordPressListing, reference_of, slug_of
from studio.publishers.wordpress.media import MediaLibrary
from studio.publishers.wordpress.rest import Rest, is_json
from studio.publishers.wordpress.saying import (
    DOUBLE,
    EDITED,
    HELD_BACK,
    IN_TRASH,
    LACKS,
    NOT_THERE,
    REMOVED,
    SHOWN,
    UNSEEN,
    WriteAnswer,
    already,
    anothers,
    changed,
    gmt,
    told_of,
    updated,
)

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

# The categories of a site, and whether those that its posts go into are still there.
#
# WordPress passes over a category that does not exist and files the post under the default one, without a word.
PER_PAGE = 100
PAGES_MOST = 50
_GONE = Phrase(
    "Chuyên mục {names} không còn trên trang web; cán bộ kỹ thuật mở Trang & kết nối và chọn lại chuyên mục.",
    "The site has the category {names} no longer; the technical officer opens Pages & connections and chooses anew.",
)


class Categories:
    """Reads; raises as `Rest.get`."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    def all(self, account: Account) -> tuple[Category, ...]:
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
        return Answer(outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en, needs_person=True, code="category")

    def _list(self, account: Account, which: dict[str, str]) -> tuple[Category, ...]:
        found: list[Category] = []
        page, pages = 1, 1
        while page <= min(pages, PAGES_MOST):
            params = {**which, "per_page": str(PER_PAGE), "page": str(page), "_fields": "id,name"}
            got = self._rest.get(account, "/categories", params)
            if got is None or not isinstance(got.value, list):
                break
            found += [category for told in got.value if (category := _category(told)) is not None]
            page, pages = page + 1, got.pages
        return tuple(found)


def _category(told: Any) -> Category | None:
    """None: not the shape of a category."""
    try:
        return Category(id=int(told["id"]), name=unescape(str(told["name"])))
    except (KeyError, TypeError, ValueError):
        return None


SCHEDULE = ScheduleRange(soonest=timedelta(minutes=2), latest=timedelta(days=365))
WINDOW = timedelta(minutes=3)
"""A list shows a post at once; this is how long a request may still be under way behind a slow server."""


class WordPressPublisher:
    """Serves WordPress accounts; `Account.base_url` is the site.

    With `at` the site itself shows the post at its time, provided that its wp-cron runs: on a site nobody visits it
    needs a cron job of the server. A time that has come before the request arrives means at once.
    """

    def __init__(self, http: Http, logins: SealedLogins, notes: StoredNotes, clock: Clock) -> None:
        self._rest = Rest(http, logins)
        self._library = MediaLibrary(self._rest, notes, clock)
        self._listing = WordPressListing(self._rest)
        self._categories = Categories(self._rest)
        self._clock = clock

    def capabilities(self, account: Account) -> Capabilities:
        limits = LIMITS[Platform.WEBSITE]
        return Capabilities(
            hidden_then_reveal=True,
            can_list=True,
            can_delete=True,
            server_schedule=SCHEDULE,
            by_hand=False,
            reaches_network=True,
            limits=Limits(
                text_max=limits.text_max, images_max=limits.images_max, image_bytes_max=limits.image_bytes_max
            ),
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
        there = not_begun(lambda: self._listing.named(account, reference))
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
            "slug": slug_of(reference),
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
        answer = self._made(account, reference, self._rest.write(account, "POST", "/posts", json=body))
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
        named = self._listing.named(account, reference) if reference else ()
        posts = {post.id: post for post in (*named, *self._listing.since(account, since))}
        now = self._clock.now()
        return tuple(post.remote(now) for post in posts.values() if post.reference or not post.in_trash)

    def delete(self, account: Account, remote_id: str) -> Answer:
        """Move it to the trash, from where the site's people may take it back; for good where a site has no trash."""
        if not (remote_id.isascii() and remote_id.isdigit()):
            return Answer(outcome=Outcome.DONE, remote_id=remote_id, vi=NOT_THERE.vi, en=NOT_THERE.en)
        answer = self._deleted(account, remote_id, {})
        if answer.code.endswith(NO_TRASH):
            answer = self._deleted(account, remote_id, {"force": "true"})
        return answer

    def categories(self, account: Account) -> Sequence[Category]:
        """Every category of the site, by name. Raises as `Rest.get`."""
        return self._categories.all(account)

    def media_upload(self, account: Account, name: str, data: bytes, mime: str) -> str:
        """Keep a picture of another platform's post in the site's library; see `MediaLibrary.put`."""
        return self._library.put(account, name, data, mime)

    def _made(self, account: Account, reference: str, reply: Reply | Answer) -> Answer:
        """What became of the create."""
        told = changed(reply, account)
        if isinstance(told, Answer):
            return told
        if reference_of(told.slug) not in ("", reference):
            return anothers(told)
        if reference_of(told.slug) != reference or told.slug == slug_of(reference):
            return told.made()
        return self._taken_back(account, reference, told)

    def _taken_back(self, account: Account, reference: str, told: WriteAnswer) -> Answer:
        """The slug was taken: an earlier create arrived after we had looked for it, or the user may not see its post.

        That one counts; this one is removed for good.
        """
        others = not_begun(lambda: self._listing.named(account, reference))
        self._rest.write(account, "DELETE", f"/posts/{told.id}", params={"force": "true"})
        if isinstance(others, Answer) or any(post.id != told.id for post in others):
            return Answer(outcome=Outcome.UNKNOWN, vi=DOUBLE.vi, en=DOUBLE.en, raw=told.raw)
        return Answer(outcome=Outcome.NOT_EXECUTED, vi=UNSEEN.vi, en=UNSEEN.en, raw=told.raw, needs_person=True)

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
            return Answer(outcome=Outcome.DONE, remote_id=remote_id, vi=NOT_THERE.vi, en=NOT_THERE.en)
        if fault is not None and fault.code == NO_TRASH:
            return Answer(outcome=Outcome.NOT_EXECUTED, vi=fault.message, en=fault.message, code=fault.label)
        if reply.status != 200:
            return judge_write(reply)
        if not is_json(reply):
            return foreign(reply)
        return Answer(outcome=Outcome.DONE, remote_id=remote_id, vi=REMOVED.vi, en=REMOVED.en)


def _featured(pictures: Sequence[SiteMedia]) -> int:
    """Id of the first that is a picture; 0 when none is."""
    return next((picture.id for picture in pictures if not picture.video), 0)
