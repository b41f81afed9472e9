"""The one small port behind which every platform stands.

Shaped for Facebook (create unpublished, then reveal), Zalo (article hidden → verify → show)
and WordPress (draft → publish); the practice page and the hand-over folder obey it too.

A post that was taken to a page carries its reference there: as a last line of the text (`body.with_reference`) on
Facebook and Zalo, as the slug on WordPress. What a publisher returns as `RemotePost.text` comes without that line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.phrase import NOTHING, Phrase, phrase
from studio.posts.model import Package
from studio.posts.ports import FileReader


class Unreachable(StudioError):
    """The page gave no answer to a read: no network, a name that does not resolve, a timeout. Waiting helps."""

    seconds: float | None = None
    """How long the page asked to wait; None: it did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRange:
    """How far ahead a page itself keeps a post until its time."""

    soonest: timedelta
    latest: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a publisher can do; the outbox decides by these, never by a platform's name."""

    hidden_then_reveal: bool
    can_list: bool
    can_delete: bool
    server_schedule: ScheduleRange | None
    """None: the PC has to be on at the time of the post."""
    by_hand: bool
    """True: a person posts it (hand-over); the outbox waits for the link."""
    window: timedelta = timedelta(minutes=10)
    """How long after a create the post may still be missing from the list."""
    can_edit: bool = False
    completes: bool = False
    """Whether `Publisher.complete` has anything to do."""


class Outcome(StrEnum):
    """What is known after a call. Anything doubtful is UNKNOWN, never FAILED."""

    DONE = "done"
    NOT_EXECUTED = "not_executed"
    """Documented as not executed: may go back to waiting."""
    REFUSED = "refused"
    """The page said no for good (a known 4xx)."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    outcome: Outcome
    remote_id: str = ""
    permalink: str = ""
    say: Phrase = NOTHING
    retry_after: float | None = None
    """Seconds the page asked for."""
    needs_person: bool = False
    """With NOT_EXECUTED: waiting does not help; login, rights, certificate or the platform's block need a person, and
    nothing more is sent to this account until then."""
    code: str = ""
    """The platform's own error code, such as ``190/460``; empty when there was none."""
    raw: str = ""
    """The raw answer without secrets, for the record."""

    @property
    def detail(self) -> Phrase:
        """What it says, or the raw answer where it says nothing."""
        return self.say if self.say.vi else phrase(self.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePost:
    """A post as the page lists it."""

    remote_id: str
    reference: str
    text: str
    images: int
    created_at: datetime
    visible: bool
    permalink: str
    image_sha256: tuple[str, ...] = ()
    """Hashes of the pictures as the page holds them, in order; empty where the page makes its own copies."""
    scheduled_for: datetime | None = None
    """When the page itself will show it; None: it waits for no time."""
    title: str = ""
    """Its headline, where the page keeps one apart from the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the page says it is, read back before anything is sent."""

    page_id: str
    title: str
    clock: datetime | None = None
    """The page's own time, if it told."""


class Publisher(Protocol):
    """Serves accounts of one kind. Never retries a write by itself, never guesses."""

    def capabilities(self, account: Account) -> Capabilities: ...

    def identity(self, account: Account) -> Identity:
        """Read back which page answers behind `account`.

        Raises Unreachable when waiting may help, else a StudioError that says what a person has to set right.
        """
        ...

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        """Create the post: hidden where `hidden_then_reveal`, else public.

        With `at` (within `server_schedule`) the page keeps it and shows it then. What was finished before a call
        broke off (uploaded pictures, a token to ask with) stays in `Notes` under `reference` and is used again.
        """
        ...

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Make a hidden post public; repeating it changes nothing."""
        ...

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Replace the text of a post of ours, where `can_edit`; repeating it changes nothing."""
        ...

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        """The post as the page shows it now, or None when it is not there. Raises like `identity`."""
        ...

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        """Every post since then, through all result pages: public, hidden and scheduled ones.

        Besides, whatever the page has under `reference`, by its slug or by what `Notes` keep, however old. With
        `like`, the id of a public post, only where another copy of it would stand. Without `video`, lists of videos
        alone may be left out: what is looked for has none.
        """
        ...

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        """Do what the package asks for beside a post that shows: subtitles, first comment, story, pin; where
        `completes`.

        Each is looked for before it is done, so that repeating it changes nothing.
        """
        ...

    def delete(self, account: Account, remote_id: str) -> Answer: ...

    def end_story(self, account: Account, reference: str) -> Answer:
        """Let the story of a removed post show no more; DONE where none shows, or none was made. Where the platform
        leaves it standing, REFUSED says what a person does."""
        ...


def nothing_beside(remote_id: str) -> Answer:
    """The `complete` of a platform that has nothing to do."""
    return Answer(outcome=Outcome.DONE, remote_id=remote_id)
