"""The small port behind which each platform gives what citizens write to a page, and takes the unit's reply.

A name, an avatar or a link to a profile that a platform sends along is dropped by the adapter: it never crosses this
port. What identifies a thread (``Thread.key``) is needed to answer in it and for nothing else; whoever keeps it seals
it and erases it with the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from studio.accounts.model import Account
from studio.publishers.port import Answer


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
class Incoming:
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

    texts: tuple[Incoming, ...]
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

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[Incoming]:
        """The page's own texts in that thread since then: to look for a reply of unknown fate, or to read one back."""
        ...

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        """Hide the comment, or show it again; repeating it changes nothing."""
        ...

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        """Whether the comment is hidden; None when it is gone."""
        ...
