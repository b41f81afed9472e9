"""What the window asks of the services, one small Protocol each.

The window imports no service: `studio.app.Studio` has these shapes, and tests bring a small studio of their own.
Every method may touch the disk and is therefore called on a worker (see `tasks`); each raises `StudioError`
with a sentence for the person. `by` is always the id of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from studio.phrase import Phrase

if TYPE_CHECKING:  # the models are no part of the first paint
    from datetime import date, datetime, timedelta
    from pathlib import Path

    from studio.accounts.model import Account, PageStatus
    from studio.calendar.model import Entry, Mark, Span
    from studio.calendar.moving import Doubt, Verdict
    from studio.calendar.service import Moved
    from studio.config import Settings
    from studio.directory.model import Contact, DirectoryBook, Unit
    from studio.library.browse import Browsed, BrowseFilter, BrowseRow, BrowseSort
    from studio.library.model import Article, CitationRef, CitedLaw, Document, Hit, Status, Validity
    from studio.outbox.model import Attempt, Delivery, DeliveryState, Pause, Progress, Receipt
    from studio.paths import Profile
    from studio.people.model import Person, Role
    from studio.posts.aftercare import Due, Related
    from studio.posts.compare import Comparison
    from studio.posts.model import Approval, Bundle, Content, Door, Finding, HistoryEntry, Post, PostState
    from studio.posts.reviews import Comment
    from studio.posts.shelf import PostFilter, PostRow, PostSort, SavedFilter
    from studio.posts.versions import Version
    from studio.templates.model import Template
    from studio.ui.connections.ports import ConnectionsPort
    from studio.ui.outbox.ports import BroadcastingPort
    from studio.writing.model import Brought, Snippet, UnitWord

T = TypeVar("T")


class CatalogPort(Protocol):
    """The approved templates."""

    def all(self) -> Sequence[Template]: ...

    def get(self, id: str, version: int | None = None) -> Template: ...


class PeoplePort(Protocol):
    """The people of the unit."""

    def list(self) -> Sequence[Person]: ...

    def add(self, name: str, roles: frozenset[Role], pin: str) -> Person: ...

    def deactivate(self, name_or_id: str) -> Person: ...

    def reactivate(self, name_or_id: str) -> Person: ...

    def set_pin(self, name_or_id: str, pin: str) -> Person: ...

    def set_roles(self, name_or_id: str, roles: frozenset[Role]) -> Person: ...

    def verify_pin(self, person: str, pin: str) -> Person:
        """Return the person; raises NotPermitted with the tries left or the waiting time."""
        ...


class DirectoryPort(Protocol):
    """The unit's own data."""

    def book(self) -> DirectoryBook: ...

    def save_unit(self, unit: Unit) -> Unit: ...

    def save_contact(self, contact: Contact) -> Contact: ...

    def import_yaml(self, path: Path) -> object:
        """Take everything in the file, or nothing."""
        ...

    def verify_contact(self, id: str, *, by: str, on: date) -> Contact:
        """A person confirmed the number on that day."""
        ...


class WritingPort(Protocol):
    """Writing help: snippets, hashtag sets, the unit's own words."""

    def snippets(self) -> Sequence[Snippet]: ...

    def save(self, snippet: Snippet, by: str) -> Snippet: ...

    def remove(self, id: str, by: str) -> None: ...

    def note_use(self, id: str) -> None: ...

    def words(self) -> frozenset[str]: ...

    def word_list(self) -> Sequence[UnitWord]: ...

    def add_word(self, word: str, by: str) -> None: ...

    def remove_word(self, word: str, by: str) -> None: ...

    def export_yaml(self) -> str: ...

    def import_yaml(self, path: Path, by: str) -> Brought:
        """Everything in the file, or nothing."""
        ...


class AccountsPort(Protocol):
    """The pages the unit is authorised to run."""

    def list(self) -> Sequence[Account]: ...

    def add(self, account: Account) -> Account: ...

    def set_status(self, name: str, status: PageStatus, successor: str = "") -> Account: ...

    def remove(self, name: str) -> None: ...


class DeskPort(Protocol):
    """The posts."""

    def list(self, *states: PostState) -> Sequence[Post]:
        """Newest first; without states, all."""
        ...

    def get(self, id: str) -> Post: ...

    def title(self, post_id: str) -> str:
        """Title of one post, as of the last edit."""
        ...

    def trash(self, post_id: str, by: str) -> None:
        """Throw away for 30 days; refused for what is decided on or published."""
        ...

    def untrash(self, post_id: str, by: str) -> None: ...


class ShelfPort(Protocol):
    """The posts as lists show them."""

    def ids(
        self, filter: PostFilter, sort: PostSort = ..., descending: bool = True, *, limit: int | None = None
    ) -> tuple[str, ...]:
        """Every match, in order, or the first `limit` of them."""
        ...

    def rows(self, ids: Sequence[str]) -> tuple[PostRow, ...]:
        """In the order asked; those that are no more are left out."""
        ...

    def counts(self, filter: PostFilter) -> Mapping[PostState, int]:
        """How many of each state match; the states of `filter` are passed over."""
        ...

    def trashed_count(self) -> int: ...

    def find_titles(self, text: str, limit: int = 8) -> tuple[PostRow, ...]: ...

    def saved_filters(self) -> tuple[SavedFilter, ...]: ...

    def keep_filter(
        self,
        name: str,
        filter: PostFilter,
        sort: PostSort = ...,
        descending: bool = True,
    ) -> SavedFilter: ...

    def drop_filter(self, id: str) -> None: ...


class ReviewsPort(Protocol):
    """Comments on fields, and what each person saw last."""

    def comments(self, post_id: str) -> Sequence[Comment]:
        """Oldest first."""
        ...

    def comment(self, post_id: str, by: str, field: str, text: str) -> Comment: ...

    def resolve(self, id: str, by: str) -> None: ...

    def reopen(self, id: str, by: str) -> None: ...

    def looked(self, post_id: str, by: str) -> None:
        """Remember the present revision as seen by this person."""
        ...

    def seen(self, post_id: str, by: str) -> int | None:
        """The revision this person saw last."""
        ...

    def since(self, post_id: str, by: str) -> Comparison | None:
        """What changed since then; None when they never looked or nothing did."""
        ...

    def changed_for(self, by: str) -> frozenset[str]:
        """Posts that have another revision than the one this person saw last."""
        ...


class WorkflowPort(Protocol):
    """Who may move a post where."""

    def decidable(self, by: str) -> frozenset[str]:
        """Posts that wait for approval and that `by` may approve now."""
        ...

    def refusals(self, post_id: str, by: str) -> Mapping[str, Phrase | None]:
        """For each action (``submit approve ask_changes reject hold release withdraw publish``): None when `by` may
        do it now, else the sentence that says why not. The PIN apart."""
        ...

    def approve(self, post_id: str, by: str, pin: str, note: str = "") -> Post: ...

    def ask_changes(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def reject(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def hold(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def release(self, post_id: str, by: str, pin: str, note: str = "") -> Post: ...

    def withdraw(self, post_id: str, by: str, pin: str, note: str) -> Post: ...

    def ask_withdrawal(self, post_id: str, by: str, note: str) -> HistoryEntry:
        """Ask an approver to take a published post back."""
        ...

    def decline_withdrawal(self, post_id: str, by: str, pin: str, note: str) -> HistoryEntry: ...

    def withdrawal_asked(self, post_id: str) -> HistoryEntry | None: ...

    def withdrawals_asked(self) -> Sequence[HistoryEntry]:
        """Every request nobody decided on yet, the oldest first."""
        ...

    def withdrawn_by(self, post_id: str) -> str | None:
        """Who withdrew the post; None while it is not withdrawn."""
        ...

    def expire_due(self) -> Sequence[Post]:
        """Let approvals run out whose time has come; returns the posts concerned."""
        ...

    def approval(self, post_id: str) -> Approval | None: ...

    def history(self, post_id: str) -> Sequence[HistoryEntry]: ...


class OutboxPort(Protocol):
    """The deliveries."""

    def latest(self, states: Collection[DeliveryState] = (), text: str = "", *, limit: int = ...) -> Sequence[Delivery]:
        """The newest deliveries in these states (all without any) that hold every word of `text`, marks aside."""
        ...

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""
        ...

    def of_post(self, post_id: str) -> Sequence[Delivery]:
        """Oldest first."""
        ...

    def attempts(self, delivery_id: str) -> Sequence[Attempt]: ...

    def receipt(self, delivery_id: str) -> Receipt | None: ...

    def run(self) -> Sequence[Delivery]:
        """Send what is due, until nothing is. Returns what changed."""
        ...

    def reconcile(self, delivery_id: str | None = None) -> Sequence[Delivery]:
        """Look at the page for what is in doubt."""
        ...

    def candidates(self, delivery_id: str) -> Sequence[RemotePost]:
        """Posts on the page that may be this delivery."""
        ...

    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery: ...

    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery: ...

    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery: ...

    def confirm_by_hand(self, delivery_id: str, link: str, by: str) -> Delivery: ...

    def cancel(self, delivery_id: str, by: str) -> Delivery: ...

    def withdraw_post(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        """Remove a withdrawn post from every page it is on."""
        ...

    def clock_trouble(self) -> Phrase | None:
        """Why nothing is sent at present."""
        ...

    def clock_warning(self) -> Phrase | None:
        """That this PC's clock and the pages' disagree by minutes."""
        ...

    def progress(self, post_id: str) -> Progress:
        """How far a post has come over all its pages."""
        ...

    def retry_failed(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        """Send again what failed, was missed or stopped before anything left; nothing else of the post."""
        ...

    def stop_post(self, post_id: str, by: str) -> Sequence[Delivery]:
        """Cancel everything of the post that nothing has come of."""
        ...

    def withheld(self) -> Sequence[Delivery]:
        """What an earlier run left overdue: nothing of it leaves before `seen`."""
        ...

    def seen(self, by: str = ...) -> Sequence[Delivery]: ...

    def pauses(self) -> Sequence[Pause]:
        """Accounts that nothing is sent to at present."""
        ...

    def stale(self, now: datetime) -> Sequence[Delivery]:
        """Deliveries that hang in a state they should have left."""
        ...


class CalendarPort(Protocol):
    """What stands on which day, and moving it."""

    def span(self, first: date, last: date) -> Span:
        """The days from `first` to `last`, both included; companions apart."""
        ...

    def companions(self, first: date, last: date) -> Sequence[Entry]:
        """Posts that have to follow published ones by these days."""
        ...

    def weigh(self, post_id: str, to: datetime) -> Verdict:
        """What stands against moving the post to that moment."""
        ...

    def move(self, post_id: str, was: datetime | None, to: datetime, by: str, agreed: Collection[Doubt] = ()) -> Moved:
        """`was` is the time the person saw; `agreed` is what they said yes to."""
        ...

    def take_back(self, moved: Moved, by: str) -> None: ...

    def reschedule(
        self, post_id: str, was: datetime, to: datetime, by: str, pin: str, agreed: Collection[Doubt] = ()
    ) -> Sequence[Delivery]:
        """Queue what waits on this PC under an approval that binds no time for another."""
        ...

    def blackouts(self) -> Sequence[Mark]: ...

    def add_blackout(self, first: date, last: date, name: str, by: str) -> Mark: ...

    def remove_blackout(self, id: str, by: str) -> None: ...


class AftercarePort(Protocol):
    """What follows a published post."""

    def about(self, post_id: str) -> Sequence[Related]:
        """Corrections and updates of a post, oldest first."""
        ...

    def original_of(self, post: Post) -> Related | None: ...

    def due(self, *, within: timedelta = ...) -> Sequence[Due]:
        """Companions that somebody has to write, the longest due first."""
        ...

    def correct(self, post_id: str, by: str) -> Post: ...

    def follow(self, post_id: str, template_id: str, by: str) -> Post: ...


class RemotePost(Protocol):
    """A post as a page lists it."""

    @property
    def remote_id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def images(self) -> int: ...

    @property
    def created_at(self) -> datetime: ...

    @property
    def permalink(self) -> str: ...


class LibraryPort(Protocol):
    """The legal documents."""

    def count(self) -> Any:
        """A value with ``documents`` and ``articles``."""
        ...

    def import_paths(self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> ImportReport:
        """`going` hears how many of how many files are done, and answers whether to go on."""
        ...

    def find(self, number: str) -> Document | None: ...

    def articles(self, key: str) -> Sequence[Article]: ...

    def status(self, key: str, article: str | None = None, *, on: date) -> Validity: ...

    def resolve(self, ref: CitationRef, *, on: date) -> CitedLaw: ...

    def search(self, query: str, *, limit: int, on: date) -> Sequence[Hit]: ...

    def statuses(self, *, on: date) -> Mapping[str, Status]:
        """Of every document, by key; takes a while in a large library."""
        ...

    def browse(
        self, wanted: BrowseFilter, sort: BrowseSort = ..., *, descending: bool, statuses: Mapping[str, Status]
    ) -> Browsed: ...

    def browse_rows(self, ids: Sequence[str], *, on: date) -> Sequence[BrowseRow]:
        """In the order asked; those that are no more are left out."""
        ...

    def confirm(
        self,
        key: str,
        *,
        by: str,
        on: date,
        effective_from: date | None,
        effective_to: date | None,
        status: Status,
    ) -> Document: ...


class ImportReport(Protocol):
    """What an import brought: `refused` pairs a path with the reason."""

    @property
    def documents(self) -> int: ...

    @property
    def articles(self) -> int: ...

    @property
    def refused(self) -> Sequence[tuple[Path, Phrase]]: ...


class PracticePost(Protocol):
    """A post as the practice page shows it."""

    @property
    def remote_id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def images(self) -> Sequence[Path]: ...

    @property
    def alts(self) -> Sequence[str]: ...

    @property
    def created_at(self) -> datetime: ...


class PracticePort(Protocol):
    """The local pages posts are published to for practice."""

    def posts(self, account: str) -> Sequence[PracticePost]:
        """The public posts of that practice account, newest first."""
        ...


class Backup(Protocol):
    """A backup as it lies there. `whole`: with pictures, not the database alone."""

    @property
    def path(self) -> Path: ...

    @property
    def made_at(self) -> datetime: ...

    @property
    def size(self) -> int: ...

    @property
    def whole(self) -> bool: ...


class BackupsPort(Protocol):
    """Copies of the profile. `going` hears how many of how many bytes are done, and answers whether to go on."""

    def list(self, folder: Path | None = None) -> Sequence[Backup]:
        """The daily copies on this PC and the backups in `folder`, newest first."""
        ...

    def make(self, folder: Path, *, going: Callable[[int, int], bool]) -> Path | None:
        """Back up into `folder` and read it back; None when stopped."""
        ...

    def check(self, path: Path, *, going: Callable[[int, int], bool]) -> bool: ...

    def stage(self, path: Path, *, going: Callable[[int, int], bool]) -> bool:
        """Lay a backup out, to be taken over at the next start; False when stopped."""
        ...


class FilesPort(Protocol):
    """Pictures by their hash."""

    def get(self, sha256: str) -> bytes: ...


class StudioPort(Protocol):
    """The services of one profile."""

    @property
    def profile(self) -> Profile: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def catalog(self) -> CatalogPort: ...

    @property
    def people(self) -> PeoplePort: ...

    @property
    def directory(self) -> DirectoryPort: ...

    @property
    def writing(self) -> WritingPort: ...

    @property
    def accounts(self) -> AccountsPort: ...

    @property
    def desk(self) -> DeskPort: ...

    @property
    def shelf(self) -> ShelfPort: ...

    @property
    def reviews(self) -> ReviewsPort: ...

    @property
    def workflow(self) -> WorkflowPort: ...

    @property
    def outbox(self) -> OutboxPort: ...

    @property
    def calendar(self) -> CalendarPort: ...

    @property
    def connections(self) -> ConnectionsPort: ...

    @property
    def broadcasting(self) -> BroadcastingPort: ...

    @property
    def aftercare(self) -> AftercarePort: ...

    @property
    def library(self) -> LibraryPort: ...

    @property
    def backups(self) -> BackupsPort: ...

    @property
    def practice_pages(self) -> PracticePort: ...

    @property
    def files(self) -> FilesPort: ...

    def now(self) -> datetime:
        """The studio's clock, aware UTC."""
        ...

    def content(self, post: Post) -> Content:
        """Compose; never raises for a half-filled post."""
        ...

    def findings(self, post: Post, door: Door) -> Sequence[Finding]:
        """Preflight at a door; painting and pressing is its own affair."""
        ...

    def bundle(self, post: Post) -> Bundle:
        """What would leave, or will: the bundle frozen at submission while it stands, else a fresh one (not kept)."""
        ...

    def publish(
        self,
        post_id: str,
        accounts: Sequence[str],
        by: str,
        pin: str,
        at: datetime | None = None,
        *,
        held_by: str = ...,
        spread: timedelta = ...,
    ) -> Sequence[Delivery]: ...

    def keeps_schedule(self, account: Account) -> tuple[timedelta, timedelta] | None:
        """How far ahead the page itself keeps a post until its time, soonest and latest; None when it does not."""
        ...

    def set_badge(self, unit_id: str, path: Path) -> Unit:
        """Give a unit its official badge from a PNG file."""
        ...

    def handover_folder(self, delivery: str) -> Path | None:
        """The folder made for a hand-over delivery, or None."""
        ...

    def export_record(self, post_id: str, out: Path) -> Path: ...

    def compare(self, post_id: str, before: int, after: int) -> Comparison:
        """What changed between two revisions."""
        ...

    def versions(self, post_id: str) -> Sequence[Version]:
        """Newest first: one line a sitting, and every step of the post's way its own."""
        ...

    def at_once(self, work: Callable[[], T]) -> T:
        """Run several acts as one: all of them are stored, or none when one raises."""
        ...

    def close(self) -> None: ...


Loader = Callable[[], StudioPort]
Hint = Callable[[StudioPort], Phrase | None]
