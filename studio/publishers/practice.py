"""A page in a folder, for practice and for the demo. It behaves like a platform, the honest way:

    <root>/<page id>/page.json               who this page is
                     hidden/<remote id>/      created, not shown
                     posts/<remote id>/       shown: post.json, the pictures, the video
                     removed/<remote id>/     taken down

It does not look for duplicates: two creates are two posts. A post is whole or not there, because it is built aside and
comes and moves by renaming its folder.

What practice citizens write to a practice page, and its replies: one file a text, beside the page's posts.

    <root>/<page id>/inbox/<text id>.json    {"id", "channel", "thread", "at", "text", "ours", "under", "reply_to",
                                              "hidden", "media"}

`PracticeMessages.drop` puts one there; a reply of the unit is a file like the others with ``"ours": true``. The windows
are those of the platform that the page stands for.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from studio.accounts.model import Account
from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import BadInput, StudioError
from studio.paths import replace_held, write_atomic
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.model import Attachment, Package
from studio.posts.ports import FileReader
from studio.publishers.inbox import (
    Batch,
    Channel,
    InboxAbilities,
    IncomingMessage,
    ReplyWay,
    ReplyWindow,
    Thread,
    unfit,
    windows_of,
    words,
)
from studio.publishers.pieces import copy
from studio.publishers.port import Answer, Capabilities, Identity, Outcome, RemotePost, nothing_beside
from studio.reasons import reason_of

WINDOW = timedelta(seconds=1)
"""A folder shows a post the moment it is there; this only spaces the two looks."""
ABANDONED = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePost:
    """A post as the page shows it."""

    remote_id: str
    reference: str
    platform: str
    title: str
    text: str
    images: tuple[Path, ...]
    """Pictures, and the video if it has one, in order."""
    alts: tuple[str, ...]
    created_at: datetime


class PracticePublisher:
    """Serves practice accounts. `ids` makes the page's own ids, as a platform would."""

    def __init__(self, root: Path, clock: Clock, ids: Callable[[], str]) -> None:
        self._root = root
        self._clock = clock
        self._ids = ids

    def capabilities(self, account: Account) -> Capabilities:
        return Capabilities(
            hidden_then_reveal=True,
            can_list=True,
            can_delete=True,
            server_schedule=None,
            by_hand=False,
            window=WINDOW,
            can_edit=True,
            completes=True,
        )

    def identity(self, account: Account) -> Identity:
        """Who the folder says it is; a new one takes the account's name and says so from then on."""
        told = self._page(account) / "page.json"
        if not told.exists():
            told.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(told, _json({"page_id": account.page_id, "title": account.title}))
        try:
            page = json.loads(told.read_text(encoding="utf-8"))
            return Identity(page_id=str(page["page_id"]), title=str(page["title"]), clock=self._clock.now())
        except (ValueError, KeyError, TypeError) as error:
            raise StudioError(
                "page.json of the practice page is damaged; delete it and the page introduces itself again.",
                where=str(told),
            ) from error

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        page, remote_id = self._page(account), self._ids()
        aside, hidden = page / f".new-{remote_id}", page / "hidden" / remote_id
        try:
            self._clear_abandoned(page)
            aside.mkdir(parents=True)
            self._write(aside, remote_id, package, reference, files)
            hidden.parent.mkdir(exist_ok=True)
            replace_held(aside, hidden)
        except OSError as error:
            shutil.rmtree(aside, ignore_errors=True)
            return _not_executed(error)
        return Answer(
            outcome=Outcome.DONE,
            remote_id=remote_id,
            say=Phrase("The practice page took the post (hidden)."),
            raw=json.dumps({"id": remote_id, "is_published": False}),
        )

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        page = self._page(account)
        hidden, shown = page / "hidden" / folder_name(remote_id), page / "posts" / remote_id
        try:
            shown.parent.mkdir(exist_ok=True)
            if not shown.exists():
                replace_held(hidden, shown)
        except OSError as error:
            if not shown.exists():
                return _not_executed(error)
        return Answer(
            outcome=Outcome.DONE,
            remote_id=remote_id,
            permalink=shown.as_uri(),
            say=Phrase("The post shows on the practice page."),
            raw=json.dumps({"id": remote_id, "is_published": True}),
        )

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        for folder in self._both(account, folder_name(remote_id)):
            post = _load(folder)
            if post is not None:
                write_atomic(folder / "post.json", _json(post | {"title": package.title, "text": package.text}))
                return Answer(
                    outcome=Outcome.DONE,
                    remote_id=remote_id,
                    permalink=folder.as_uri(),
                    say=Phrase("The post on the practice page was changed."),
                )
        return Answer(outcome=Outcome.REFUSED, say=Phrase("The practice page has no such post."))

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        for folder in self._both(account, folder_name(remote_id)):
            post = _load(folder)
            if post is not None:
                return _remote(folder, post, tuple(_held(path) for path in _images(folder, post)))
        return None

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        page = self._page(account)
        found = []
        for place in ("hidden", "posts"):
            for folder in _folders(page / place):
                post = _load(folder)
                if post is not None and datetime.fromisoformat(post["created_at"]) >= since:
                    found.append(_remote(folder, post))
        return sorted(found, key=lambda post: post.created_at, reverse=True)

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """The practice page only keeps what was asked for, beside the post."""
        for folder in self._both(account, folder_name(remote_id)):
            post = _load(folder)
            if post is not None:
                beside = asdict(package.options) | {"subtitles": package.subtitles}
                write_atomic(folder / "post.json", _json(post | {"beside": beside}))
                return Answer(outcome=Outcome.DONE, remote_id=remote_id, say=Phrase("Done on the practice page."))
        return Answer(outcome=Outcome.REFUSED, say=Phrase("The practice page has no such post."))

    def end_story(self, account: Account, reference: str) -> Answer:
        return nothing_beside("")

    def delete(self, account: Account, remote_id: str) -> Answer:
        """Take a post down; it is kept beside the page, so that practice loses nothing."""
        removed = self._page(account) / "removed" / folder_name(remote_id)
        try:
            removed.parent.mkdir(parents=True, exist_ok=True)
            for folder in self._both(account, remote_id):
                if folder.exists():
                    replace_held(folder, removed)
        except OSError as error:
            return _not_executed(error)
        return Answer(outcome=Outcome.DONE, remote_id=remote_id, say=Phrase("The post was removed."))

    def _page(self, account: Account) -> Path:
        return self._root / folder_name(account.page_id)

    def _both(self, account: Account, remote_id: str) -> tuple[Path, Path]:
        page = self._page(account)
        return page / "posts" / remote_id, page / "hidden" / remote_id

    def _write(self, folder: Path, remote_id: str, package: Package, reference: str, files: FileReader) -> None:
        for attachment in package.attachments:
            copy(files, attachment.sha256, folder / folder_name(attachment.name))
        post = {
            "id": remote_id,
            "reference": reference,
            "platform": package.platform,
            "title": package.title,
            "text": package.text,
            "link": package.link,
            "images": [_picture(attachment) for attachment in package.attachments],
            "created_at": self._clock.now().isoformat(),
        }
        write_atomic(folder / "post.json", _json(post))

    def _clear_abandoned(self, page: Path) -> None:
        """Half-built posts of a program that was stopped."""
        oldest = (self._clock.now() - ABANDONED).timestamp()
        for aside in page.glob(".new-*"):
            if aside.stat().st_mtime < oldest:
                shutil.rmtree(aside, ignore_errors=True)


class VisitorPage:
    """What a visitor of one practice page sees."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def posts(self) -> tuple[PracticePost, ...]:
        """The posts that show, newest first; one that cannot be read is left out."""
        found = [_shown(folder, post) for folder in _folders(self._folder / "posts") if (post := _load(folder))]
        return tuple(sorted(found, key=lambda post: (post.created_at, post.remote_id), reverse=True))

    def date_back(self, remote_id: str, at: datetime) -> None:
        """Let the post have stood there since `at`: practice begins with posts of last month."""
        for folder in _folders(self._folder / "posts"):
            post = _load(folder)
            if post is not None and post["id"] == remote_id:
                write_atomic(folder / "post.json", _json(post | {"created_at": at.isoformat()}))


class PracticePages:
    """The practice pages of a profile, by account name."""

    def __init__(self, root: Path, account: Callable[[str], Account]) -> None:
        self._root = root
        self._account = account

    def page(self, account: str) -> VisitorPage:
        """Raises NotFound when there is no such account."""
        return VisitorPage(self._root / folder_name(self._account(account).page_id))

    def posts(self, account: str) -> tuple[PracticePost, ...]:
        return self.page(account).posts()


def folder_name(name: str) -> str:
    """A name that stays within its folder. Raises BadInput."""
    if not name or name.startswith(".") or any(c in '/\\:*?"<>|' or not c.isprintable() for c in name):
        raise BadInput("“{name}” cannot name a folder; take letters, digits and hyphens.", name=name)
    return name


def _picture(attachment: Attachment) -> dict[str, Any]:
    kept = asdict(attachment)
    return {key: kept[key] for key in ("name", "sha256", "mime", "width", "height", "alt")}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _folders(place: Path) -> Iterator[Path]:
    return (folder for folder in place.iterdir() if folder.is_dir()) if place.is_dir() else iter(())


def _load(folder: Path) -> dict[str, Any] | None:
    """The post in `folder`, or None: it was moved a moment ago, or somebody damaged it."""
    try:
        post = json.loads((folder / "post.json").read_text(encoding="utf-8"))
        datetime.fromisoformat(post["created_at"])
        return post if {"id", "reference", "text", "images", "title", "platform"} <= post.keys() else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _images(folder: Path, post: dict[str, Any]) -> tuple[Path, ...]:
    return tuple(folder / Path(image["name"]).name for image in post["images"])


def _held(path: Path) -> str:
    """Hash of a picture as it lies there; of nothing, when it was taken away."""
    return sha256(path.read_bytes()) if path.exists() else ""


def _remote(folder: Path, post: dict[str, Any], held: tuple[str, ...] = ()) -> RemotePost:
    visible = folder.parent.name == "posts"
    return RemotePost(
        remote_id=post["id"],
        reference=post["reference"],
        text=post["text"],
        images=len(post["images"]),
        created_at=datetime.fromisoformat(post["created_at"]),
        visible=visible,
        permalink=folder.as_uri() if visible else "",
        image_sha256=held,
    )


def _shown(folder: Path, post: dict[str, Any]) -> PracticePost:
    return PracticePost(
        remote_id=post["id"],
        reference=post["reference"],
        platform=post["platform"],
        title=post["title"],
        text=post["text"],
        images=_images(folder, post),
        alts=tuple(image["alt"] for image in post["images"]),
        created_at=datetime.fromisoformat(post["created_at"]),
    )


def _not_executed(error: OSError) -> Answer:
    why = reason_of(error)
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        say=Phrase(
            "The folder of the practice page cannot be written ({why}); check the free space and "
            "permissions of the disk.",
            why=why,
        ),
        raw=type(error).__name__,
    )


LONGEST_REPLY = 2000
AT_ONCE = 20
READ_EVERY = timedelta(seconds=15)
_FOLDER = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeMessage:
    """One file."""

    id: str
    """Names the file: letters, digits, hyphens."""
    channel: str
    """``comments`` or ``messages``."""
    thread: str
    """Id of the first comment, or of the conversation."""
    at: str
    """ISO 8601, with its offset."""
    text: str
    ours: bool = False
    under: str = ""
    """Comments: remote id of the practice post."""
    reply_to: str = ""
    """Comments: set where it answers the first one; its own id then."""
    hidden: bool = False
    media: bool = False
    private: bool = False
    """A private reply to a comment."""


class PracticeMessages:
    """The files of the practice pages below `root` (the root of `PracticePublisher`)."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def drop(self, page_id: str, message: PracticeMessage) -> None:
        """Put a text there; one of the same id is replaced. Raises BadInput for an id that names no file."""
        folder = self._root / folder_name(page_id) / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        data = json.dumps(asdict(message), ensure_ascii=False, indent=1).encode()
        write_atomic(folder / f"{folder_name(message.id)}.json", data)

    def of(self, page_id: str) -> tuple[PracticeMessage, ...]:
        """Every text of a page, oldest first; a file that cannot be read is left out."""
        found = [_loaded(path) for path in sorted((self._root / folder_name(page_id) / _FOLDER).glob("*.json"))]
        return tuple(sorted((one for one in found if one is not None), key=lambda one: (_moment(one), one.id)))


class PracticeInbox:
    """Fulfils `studio.publishers.inbox.Inbox`. `ids` makes the page's own ids, as a platform would."""

    def __init__(self, root: Path, clock: Clock, ids: Callable[[], str]) -> None:
        self._messages = PracticeMessages(root)
        self._clock = clock
        self._ids = ids

    def abilities(self, account: Account) -> InboxAbilities:
        channels = (Channel.MESSAGES,) if account.platform is Platform.ZALO else tuple(Channel)
        if account.platform is Platform.WEBSITE:
            channels = (Channel.COMMENTS,)
        return InboxAbilities(
            channels=channels,
            can_hide=Channel.COMMENTS in channels,
            can_list_replies=True,
            longest_reply=LONGEST_REPLY,
            needs_login=False,
            read_every=READ_EVERY,
        )

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        """What was written until now, by its time; the cursor names the text that was read last."""
        now = self._clock.now()
        come = (one for one in self._messages.of(account.page_id) if since <= _moment(one) <= now)
        wanted = [one for one in come if one.channel == channel]
        last = next((number for number, one in enumerate(wanted, start=1) if one.id == cursor), 0)
        shown = wanted[last : last + AT_ONCE]
        more = last + len(shown) < len(wanted)
        return Batch(texts=tuple(_incoming(one) for one in shown), cursor=shown[-1].id if more else "")

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        return windows_of(account.platform, thread, last_from_citizen)

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        refused = unfit(text, LONGEST_REPLY)
        if refused is not None:
            return refused
        there = [one for one in self._messages.of(account.page_id) if one.thread == thread.key and not one.ours]
        ways = windows_of(account.platform, thread, _moment(there[-1])) if there else ()
        window = next((window for window in ways if window.way is way), None)
        if window is None or (window.until is not None and self._clock.now() > window.until):
            return Answer(
                outcome=Outcome.REFUSED,
                say=Phrase(
                    "The practice page does not take this reply: its time is over, or there is no such question."
                ),
            )
        made = PracticeMessage(
            id=self._ids(),
            channel=thread.channel,
            thread=thread.key,
            at=self._clock.now().isoformat(),
            text=text,
            ours=True,
            under=thread.under,
            private=way is ReplyWay.PRIVATE and thread.channel is Channel.COMMENTS,
        )
        return self._written(account, made, Phrase("The practice page took the reply."))

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
        private = way is ReplyWay.PRIVATE and thread.channel is Channel.COMMENTS
        return tuple(
            replace(_incoming(one), thread=thread)
            for one in self._messages.of(account.page_id)
            if one.ours and one.thread == thread.key and one.private == private and _moment(one) >= since
        )

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        found = self._one(account, thread)
        if found is None:
            return Answer(outcome=Outcome.REFUSED, say=Phrase("The practice page has no such comment."))
        return self._written(
            account,
            replace(found, hidden=hidden),
            (
                Phrase("The practice page hides the comment.")
                if hidden
                else Phrase("The comment shows again on the practice page.")
            ),
        )

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        found = self._one(account, thread)
        return None if found is None else found.hidden

    def _one(self, account: Account, thread: Thread) -> PracticeMessage | None:
        """The comment that is meant."""
        there = [one for one in self._messages.of(account.page_id) if one.channel == Channel.COMMENTS]
        return next((one for one in there if one.id == thread.meant), None)

    def _written(self, account: Account, message: PracticeMessage, say: Phrase) -> Answer:
        try:
            self._messages.drop(account.page_id, message)
        except OSError as error:
            return _not_executed(error)
        return Answer(outcome=Outcome.DONE, remote_id=message.id, say=say)


def _incoming(message: PracticeMessage) -> IncomingMessage:
    thread = Thread(
        channel=Channel(message.channel),
        key=message.thread,
        recipient=message.thread if message.channel == Channel.MESSAGES else "",
        under=message.under,
        comment=message.id if message.reply_to else "",
    )
    return IncomingMessage(
        id=message.id,
        thread=thread,
        at=_moment(message),
        text=words(message.text),
        ours=message.ours,
        hidden=message.hidden,
        media=message.media,
    )


def _loaded(path: Path) -> PracticeMessage | None:
    try:
        message = PracticeMessage(**json.loads(path.read_text(encoding="utf-8")))
        _moment(message)
        return message if message.channel in set(Channel) and message.id == path.stem else None
    except (OSError, ValueError, TypeError):
        return None


def _moment(message: PracticeMessage) -> datetime:
    at = datetime.fromisoformat(message.at)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
