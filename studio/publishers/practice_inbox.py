"""What practice citizens write to a practice page, and its replies: one file a text, beside the page's posts.

    <root>/<page id>/inbox/<text id>.json    {"id", "channel", "thread", "at", "text", "ours", "under", "reply_to",
                                              "hidden", "media"}

`PracticeMessages.drop` puts one there; a reply of the unit is a file like the others with ``"ours": true``. The windows
are those of the platform that the page stands for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studio.accounts.model import Account
from studio.clock import Clock
from studio.paths import write_atomic
from studio.platforms import Platform
from studio.publishers.inbox import (
    Batch,
    Channel,
    InboxAbilities,
    Incoming,
    ReplyWay,
    ReplyWindow,
    Thread,
    unfit,
    windows_of,
    words,
)
from studio.publishers.port import Answer, Outcome
from studio.publishers.practice import folder_name

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
                vi="Trang thực hành không nhận câu trả lời này: đã hết thời hạn, hoặc không có câu hỏi đó.",
                en="The practice page does not take this reply: its time is over, or there is no such question.",
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
        return self._written(account, made, "Trang thực hành đã nhận câu trả lời.", "The practice page took the reply.")

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[Incoming]:
        private = way is ReplyWay.PRIVATE and thread.channel is Channel.COMMENTS
        return tuple(
            replace(_incoming(one), thread=thread)
            for one in self._messages.of(account.page_id)
            if one.ours and one.thread == thread.key and one.private == private and _moment(one) >= since
        )

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        found = self._one(account, thread)
        if found is None:
            return Answer(
                outcome=Outcome.REFUSED,
                vi="Trang thực hành không có bình luận này.",
                en="The practice page has no such comment.",
            )
        return self._written(
            account,
            replace(found, hidden=hidden),
            "Trang thực hành đã ẩn bình luận." if hidden else "Bình luận hiện lại trên trang thực hành.",
            "The practice page hides the comment." if hidden else "The comment shows again on the practice page.",
        )

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        found = self._one(account, thread)
        return None if found is None else found.hidden

    def _one(self, account: Account, thread: Thread) -> PracticeMessage | None:
        """The comment that is meant."""
        there = [one for one in self._messages.of(account.page_id) if one.channel == Channel.COMMENTS]
        return next((one for one in there if one.id == thread.meant), None)

    def _written(self, account: Account, message: PracticeMessage, vi: str, en: str) -> Answer:
        try:
            self._messages.drop(account.page_id, message)
        except OSError as error:
            why = error.strerror or type(error).__name__
            return Answer(
                outcome=Outcome.NOT_EXECUTED,
                vi=f"Không ghi được vào thư mục trang thực hành ({why}).",
                en=f"The folder of the practice page cannot be written ({why}).",
            )
        return Answer(outcome=Outcome.DONE, remote_id=message.id, vi=vi, en=en)


def _incoming(message: PracticeMessage) -> Incoming:
    thread = Thread(
        channel=Channel(message.channel),
        key=message.thread,
        recipient=message.thread if message.channel == Channel.MESSAGES else "",
        under=message.under,
        comment=message.id if message.reply_to else "",
    )
    return Incoming(
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
