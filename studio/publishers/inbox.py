"""The small port behind which each platform gives what citizens write to a page, and takes the unit's reply.

A name, an avatar or a link to a profile that a platform sends along is dropped by the adapter: it never crosses this
port. What identifies a thread (``Thread.key``) is needed to answer in it and for nothing else; whoever keeps it seals
it and erases it with the text.

What an adapter makes of the fields of a text that a citizen wrote: whatever stands in them, it becomes harmless.

Until when each platform takes a reply. Pure; the practice pages keep the rules of the platform they stand for.

Facebook: 24 hours after the person's last message (Messenger Platform, Send API), one private reply to a comment within
7 days of it (Private Replies). Zalo: free for 48 hours after the person's last act, then charged, up to 7 days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from studio.accounts.model import Account
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.publishers.port import Answer, Outcome
from studio.text import length, nfc

LONGEST = 10_000
"""Characters of one text that are taken in; platforms take fewer."""
_EMPTY = Phrase("The reply is empty; write it, then send again.")


def words(told: object) -> str:
    """A text as a person wrote it, without what cannot be shown; empty where it is none."""
    if not isinstance(told, str):
        return ""
    shown = "".join(char for char in told[:LONGEST] if char in "\n\t" or char.isprintable() or char == "\u200d")
    return nfc(shown).strip()


def part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`; an empty one where there is none."""
    told = whole.get(name)
    return told if isinstance(told, dict) else {}


def rows_of(told: object) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []


def written_at(told: datetime | None, now: datetime) -> datetime:
    """When it was written: now, where that cannot be read or has not come yet, so that nothing is passed over."""
    return now if told is None or told > now else told.astimezone(UTC)


def unfit(text: str, longest: int) -> Answer | None:
    """Why no platform would take this reply; None: it may."""
    if not text.strip():
        return Answer(outcome=Outcome.REFUSED, say=_EMPTY)
    if length(text) > longest:
        return Answer(
            outcome=Outcome.REFUSED,
            say=Phrase("The reply has over {longest} characters; shorten it, then send.", longest=longest),
        )
    return None


class Channel(StrEnum):
    """Which list of a page something stands in."""

    COMMENTS = "comments"
    """Public, under posts of the page."""
    MESSAGES = "messages"
    """Private, to the page."""


class ReplyWay(StrEnum):
    """How a reply reaches the citizen."""

    PUBLIC = "public"
    """Below the comment, for all to read."""
    PRIVATE = "private"
    """As a message, to the one who wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where a reply belongs."""

    channel: Channel
    key: str
    """The platform's id: of the first comment of the thread, under which replies stand, or of the conversation."""
    recipient: str = ""
    """Messages: whom the platform takes as recipient (PSID, Zalo user id); empty for comments."""
    under: str = ""
    """Comments: the platform's id of the post."""
    comment: str = ""
    """Comments: the one of the thread that is meant, where it is not the first."""

    @property
    def meant(self) -> str:
        """Comments: the one to hide or to look at."""
        return self.comment or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMessage:
    """One text of a citizen, or of the page itself in the same thread."""

    id: str
    """The platform's id of this text; the same text has the same id at every read."""
    thread: Thread
    at: datetime
    text: str
    ours: bool = False
    """Written by the page: by this program or by somebody in the platform's own window."""
    permalink: str = ""
    """Of a public comment on an address of that platform; never of a profile."""
    hidden: bool = False
    """The comment is hidden on the page, or waits there to be let through."""
    media: bool = False
    """A picture, a sticker or a voice came with it that is not read here; `text` may be empty then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one call brought. `cursor` resumes after it, also days later and in another process; empty: read to the
    end. It is the adapter's own text, opaque to others, and names no citizen."""

    texts: tuple[IncomingMessage, ...]
    cursor: str = ""
    retry_after: float | None = None
    """Seconds the page asked to wait before the next call."""
    clock: datetime | None = None
    """The page's own time, if it told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWindow:
    """Until when a reply in that way is taken, and which rule says so."""

    way: ReplyWay
    until: datetime | None
    """None: no end."""
    rule: timedelta | None = None
    charged_from: datetime | None = None
    """From then on the platform charges the unit for it; None: never."""
    once: bool = False
    """The platform takes one reply in that way and no other, ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxAbilities:
    """What a platform offers here; the desk decides by these, never by a platform's name."""

    channels: tuple[Channel, ...]
    can_hide: bool
    can_list_replies: bool
    """Whether a reply of unknown fate can be looked for; where not, a person has to look."""
    longest_reply: int
    """Characters a person sees, of a reply in whichever way."""
    needs_login: bool = True
    """Whether the page has to be connected first."""
    read_every: timedelta = timedelta(minutes=3)
    """How often a page is asked for news."""


class Inbox(Protocol):
    """Serves accounts of one kind. Never repeats a write by itself, never guesses.

    Reads raise `Unreachable` when waiting may help, else a StudioError that says what a person has to set right (a
    silent empty list for a user token is such an error).
    """

    def abilities(self, account: Account) -> InboxAbilities: ...

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        """The next texts since `since`; one call of the platform or a few, never an endless walk."""
        ...

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        """The ways a reply may take, and until when. Pure: no call is made."""
        ...

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        """Send the reply, once. `Answer.remote_id` is the platform's id of it."""
        ...

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
        """The page's own texts in that thread since then: to look for a reply of unknown fate, or to read one back."""
        ...

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        """Hide the comment, or show it again; repeating it changes nothing."""
        ...

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        """Whether the comment is hidden; None when it is gone."""
        ...


MESSENGER = timedelta(hours=24)
PRIVATE_REPLY = timedelta(days=7)
ZALO_FREE = timedelta(hours=48)
ZALO_LAST = timedelta(days=7)


def windows_of(platform: Platform, thread: Thread, last_from_citizen: datetime) -> tuple[ReplyWindow, ...]:
    """The ways a reply may take on that platform, the usual one first."""
    if thread.channel is Channel.COMMENTS:
        public = ReplyWindow(way=ReplyWay.PUBLIC, until=None)
        if platform is not Platform.FACEBOOK:
            return (public,)
        until = last_from_citizen + PRIVATE_REPLY
        return public, ReplyWindow(way=ReplyWay.PRIVATE, until=until, rule=PRIVATE_REPLY, once=True)
    if platform is Platform.ZALO:
        charged, until = last_from_citizen + ZALO_FREE, last_from_citizen + ZALO_LAST
        return (ReplyWindow(way=ReplyWay.PRIVATE, until=until, rule=ZALO_LAST, charged_from=charged),)
    return (ReplyWindow(way=ReplyWay.PRIVATE, until=last_from_citizen + MESSENGER, rule=MESSENGER),)
