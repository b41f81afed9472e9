"""What the window asks of the services, one small Protocol each.

The window imports no service: `studio.app.Studio` has these shapes, and tests bring a small studio of their own.
Every method may touch the disk and is therefore called on a worker (see `tasks`); each raises `StudioError`
with a sentence for the person. `by` is always the id of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from studio.phrase import Phrase

if TYPE_CHECKING:  # the models are no part of the first paint
    from datetime import datetime, timedelta
    from pathlib import Path

    from studio.accounts.model import Account
    from studio.config import Settings
    from studio.directory.model import Unit
    from studio.glimpse import Glimpse
    from studio.images.batch import Outcome, Report
    from studio.images.looking import Looked
    from studio.news import Bus
    from studio.outbox.model import Delivery
    from studio.paths import Profile
    from studio.platforms import Platform
    from studio.posts.compare import Comparison
    from studio.posts.model import Bundle, Content, Door, Finding, Post
    from studio.posts.versions import Version
    from studio.ui.ports.access import AccessPort
    from studio.ui.ports.accounts import AccountsPort
    from studio.ui.ports.broadcasting import BroadcastingPort
    from studio.ui.ports.calendar import CalendarPort
    from studio.ui.ports.categories import CategoriesPort
    from studio.ui.ports.connections import ConnectionsPort
    from studio.ui.ports.course import CertificatesPort, OutlinesPort, ProgressPort
    from studio.ui.ports.files import BackupsPort, FilesPort
    from studio.ui.ports.hand_pictures import HandPicturesPort
    from studio.ui.ports.home import HomePort
    from studio.ui.ports.images import DarkroomPort, PhotoWorksPort
    from studio.ui.ports.library import LawNoticesPort, LawWatchPort, LibraryPort, SeedsPort
    from studio.ui.ports.outbox import OutboxPort
    from studio.ui.ports.people import DirectoryPort, PeoplePort
    from studio.ui.ports.photos import AssetsPort, ConsentsPort
    from studio.ui.ports.planning import EmergencyPort, WeeksPort
    from studio.ui.ports.posts import DeskPort, ReviewsPort, ShelfPort
    from studio.ui.ports.practice import PracticePort
    from studio.ui.ports.registry import RegistryPort, SignOffsPort
    from studio.ui.ports.slips import SlipsPort
    from studio.ui.ports.templates import CatalogPort
    from studio.ui.ports.training import LessonsPort
    from studio.ui.ports.workflow import AftercarePort, WorkflowPort
    from studio.ui.ports.writing import WritingPort


T = TypeVar("T")


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
    def registry(self) -> RegistryPort: ...

    @property
    def access(self) -> AccessPort: ...

    @property
    def signoffs(self) -> SignOffsPort: ...

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
    def home(self) -> HomePort: ...

    @property
    def calendar(self) -> CalendarPort: ...

    @property
    def weeks(self) -> WeeksPort: ...

    @property
    def emergency(self) -> EmergencyPort: ...

    @property
    def connections(self) -> ConnectionsPort: ...

    @property
    def categories(self) -> CategoriesPort: ...

    @property
    def hand_pictures(self) -> HandPicturesPort: ...

    @property
    def broadcasting(self) -> BroadcastingPort: ...

    @property
    def slips(self) -> SlipsPort: ...

    @property
    def aftercare(self) -> AftercarePort: ...

    @property
    def library(self) -> LibraryPort: ...

    @property
    def law_seeds(self) -> SeedsPort: ...

    @property
    def law_notices(self) -> LawNoticesPort: ...

    @property
    def law_watch(self) -> LawWatchPort: ...

    @property
    def darkroom(self) -> DarkroomPort: ...

    @property
    def photo_works(self) -> PhotoWorksPort: ...

    def clock_doubt(self) -> Phrase | None:
        """What is told while the clock is not believed; nothing goes by age meanwhile."""
        ...

    def confirm_clock(self, by: str, pin: str) -> None: ...

    def log_faults(self) -> tuple[Phrase, ...]:
        """What is wrong with the log of this profile."""
        ...

    @property
    def backups(self) -> BackupsPort: ...

    @property
    def practice_pages(self) -> PracticePort: ...

    @property
    def photo_assets(self) -> AssetsPort: ...

    @property
    def photo_consents(self) -> ConsentsPort: ...

    @property
    def files(self) -> FilesPort: ...

    @property
    def lessons(self) -> LessonsPort: ...

    @property
    def outlines(self) -> OutlinesPort: ...

    @property
    def progress(self) -> ProgressPort: ...

    @property
    def certificates(self) -> CertificatesPort: ...

    @property
    def news(self) -> Bus:
        """What the services tell of."""
        ...

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

    def viewing_copy(self, sha256: str, name: str) -> Path:
        """A copy of a kept file with the ending of `name`, for the PC's own player."""
        ...

    def find_to_cover(self, photo: bytes) -> Looked:
        """What the detectors of this PC see in a photograph; about a second, for the pool."""
        ...

    def glimpse(self, sha256: str) -> Glimpse:
        """What a kept file looks like; for the pool."""
        ...

    def fit_folder(
        self, folder: Path, out: Path, platform: Platform, *, going: Callable[[Outcome, int, int], bool]
    ) -> Report:
        """Make every photograph of a folder fit a platform; for the pool. `going` answers whether to go on."""
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
