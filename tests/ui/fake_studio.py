"""A studio of plain values that behaves like the services, for the window's tests. It shows what the ports mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from studio.accounts.model import Account
from studio.config import Settings
from studio.directory.model import DirectoryBook, Unit
from studio.glimpse import Glimpse, text_of
from studio.images.batch import FileOutcome, Report, photos_in
from studio.images.looking import Looked
from studio.news import Bus
from studio.outbox.model import Delivery
from studio.paths import Profile
from studio.phrase import Pair, Phrase
from studio.platforms import Platform
from studio.posts.compare import Change, Comparison, word_diff
from studio.posts.model import Bundle, Content, Door, Finding, Post, PostState
from studio.posts.previews import Previews
from studio.posts.versions import Version
from tests.ui.fake_access import fake_access
from tests.ui.fake_broadcasting import FakeBroadcasting
from tests.ui.fake_calendar import SomeEntries, fake_calendar
from tests.ui.fake_connections import FakeAftercare, FakeConnections
from tests.ui.fake_course import SomeCourse
from tests.ui.fake_data import (
    ACCOUNTS,
    BOOK,
    DELIVERIES,
    DOCUMENT,
    FINDINGS,
    NOW,
    PEOPLE,
    POSTS,
    TEXT,
    attachment,
    bundle_of,
    content_of,
    picture,
)
from tests.ui.fake_feedback import FakeFeedback
from tests.ui.fake_files import FakeBackups, FakeFiles, FakePractice, FakePracticePost
from tests.ui.fake_home import FakeHome
from tests.ui.fake_hosting import FakeCategories, FakeHandPictures
from tests.ui.fake_images import FakeDarkroom, FakeEyes, FakeWorks
from tests.ui.fake_law import FakeNotices, FakeSeeds, FakeWatch
from tests.ui.fake_library import FakeLibrary
from tests.ui.fake_outbox import FakeOutbox
from tests.ui.fake_people import FakeAccounts, FakeDirectory, FakePeople
from tests.ui.fake_photos import ASSETS, FakeAssets, FakeConsents
from tests.ui.fake_planning import fake_emergency, fake_weeks
from tests.ui.fake_posts import FakeCatalog, FakeDesk, FakeWorkflow
from tests.ui.fake_registry import FakeRegistry
from tests.ui.fake_reviews import FakeReviews
from tests.ui.fake_shelf import FakeShelf
from tests.ui.fake_slips import fake_slips
from tests.ui.fake_training import FakeLessons
from tests.ui.fake_writing import FakeWriting
from tests.ui.stand_in import StandIn

T = TypeVar("T")


class FakeStudio(StandIn):  # type: ignore[misc]
    """The whole. `empty` gives the studio of a new profile."""

    def __init__(self, root: Path, *, settings: Settings | None = None, empty: bool = False) -> None:
        self.profile = Profile(root=root)
        self.settings = settings or Settings()
        self.catalog = FakeCatalog()
        self.people = FakePeople(() if empty else PEOPLE)
        self.directory = FakeDirectory(DirectoryBook() if empty else BOOK)
        self.writing = FakeWriting(lambda key: self.people.people[key], self.now, empty=empty)
        self.accounts = FakeAccounts(() if empty else ACCOUNTS)
        self.connections = FakeConnections(self.accounts)
        self.page_files = FakeRegistry(self.people, self.accounts, self.directory, empty=empty)
        self.registry, self.signoffs = self.page_files.registry, self.page_files.signoffs
        self.access = fake_access(self.people, self.signoffs)
        self.categories = FakeCategories(self.accounts)
        self.hand_pictures = FakeHandPictures()
        self.broadcasting = FakeBroadcasting()
        self.aftercare = FakeAftercare(lambda: next(iter(self.desk.posts.values())))
        self.desk = FakeDesk(() if empty else POSTS)
        self.previews = Previews()
        self.reviews = FakeReviews(self.desk)
        self.shelf = FakeShelf(lambda: tuple(self.desk.posts.values()), lambda post: content_of(post).title)
        self.slips = fake_slips(self.desk, self.people.people)
        self.workflow = FakeWorkflow(self.desk, self.people)
        self.home = FakeHome()
        self.feedback = FakeFeedback()
        self.doubt: Phrase | None = None
        self.faults: tuple[Phrase, ...] = ()
        self.outbox = FakeOutbox(() if empty else DELIVERIES)
        self.entries = SomeEntries(self.desk.posts, lambda post: content_of(post).title, self.outbox.deliveries)
        self.calendar = fake_calendar(self.entries, self.desk.posts, self.people.people, self.now)
        self.weeks = fake_weeks(
            self.desk, self.people, self.catalog, lambda first, last: self.calendar.span(first, last).marks, self.now
        )
        self.emergency = fake_emergency(self.desk, self.people, self.now)
        self.library = FakeLibrary(() if empty else (DOCUMENT,))
        self.law_seeds, self.law_notices, self.law_watch = FakeSeeds(), FakeNotices(), FakeWatch()
        self.files = FakeFiles()
        self.photo_assets, self.photo_consents = FakeAssets(() if empty else ASSETS), FakeConsents()
        self.darkroom, self.photo_works, self.eyes = FakeDarkroom(), FakeWorks(), FakeEyes()
        self.backups = FakeBackups(root)
        self.news = Bus()
        self.lessons = FakeLessons(self.news, lambda: self.settings.practice)
        self.class_room = SomeCourse(
            self.people, self.now, lambda: next((u.name for u in self.directory.book().units), "")
        )
        self.outlines, self.progress = self.class_room.outlines, self.class_room.progress
        self.certificates = self.class_room.certificates
        card = picture("CẢNH BÁO\nGiả danh cán bộ phường gọi điện")
        self._attachments = (attachment(card, "card:alert:p45", "Thẻ cảnh báo giả danh cán bộ phường"),)
        self.files.kept[self._attachments[0].sha256] = card
        self.practice_pages = FakePractice(() if empty else self._practice_posts(root, card))
        self.published: list[tuple[str, tuple[str, ...], str, datetime | None]] = []
        self.how: list[tuple[str, timedelta]] = []
        """Who keeps the schedule, and how far apart the pages leave, of what was published."""
        self.ranges: dict[str, tuple[timedelta, timedelta]] = {}
        """How far ahead pages keep posts, by the account's name."""
        self.closed = False

    def clock_doubt(self) -> Phrase | None:
        return self.doubt

    def log_faults(self) -> tuple[Phrase, ...]:
        return self.faults

    def confirm_clock(self, by: str, pin: str) -> None:
        self.people.verify_pin(by, pin)
        self.doubt = None

    def now(self) -> datetime:
        return NOW

    def content(self, post: Post) -> Content:
        return content_of(post)

    def findings(self, post: Post, door: Door) -> Sequence[Finding]:
        return FINDINGS

    def bundle(self, post: Post) -> Bundle:
        return bundle_of(post, self._attachments, [self.accounts.accounts[name] for name in post.targets])

    def compare(self, post_id: str, before: int, after: int) -> Comparison:
        old, new = "Số lạ gọi điện, giục làm ngay.", "Số lạ gọi điện, giục làm ngay trong vài phút."
        change = Change(
            where="scam_name", label=Pair("Thủ đoạn", "Scam"), kind="changed", before=old, after=new,
            pieces=word_diff(old, new),
        )  # fmt: skip
        return Comparison(before=before, after=after, changes=(change,) if before != after else ())

    def versions(self, post_id: str) -> Sequence[Version]:
        post = self.desk.get(post_id)
        return tuple(
            Version(
                number=number, first=number, by=post.author, at=post.updated_at, began=post.updated_at, kind="edit",
                title=content_of(post).title,
            )
            for number in range(post.revision, 0, -1)
        )  # fmt: skip

    def publish(
        self,
        post_id: str,
        accounts: Sequence[str],
        by: str,
        pin: str,
        at: datetime | None = None,
        *,
        held_by: str = "pc",
        spread: timedelta = timedelta(0),
    ) -> Sequence[Delivery]:
        self.people.verify_pin(by, pin)
        self.published.append((post_id, tuple(accounts), by, at))
        self.how.append((held_by, spread))
        self.desk.put(post_id, PostState.QUEUED)
        return tuple(self.outbox.list())[: len(accounts)]

    def fit_folder(
        self, folder: Path, out: Path, platform: Platform, *, going: Callable[[FileOutcome, int, int], bool]
    ) -> Report:
        """Files called “hong…” are broken."""
        outcomes: list[FileOutcome] = []
        paths = photos_in(folder)
        for done, path in enumerate(paths, start=1):
            refusal = Pair("Không đọc được ảnh.", "The picture cannot be read.") if "hong" in path.name else None
            written = None if refusal else out / path.name
            outcomes.append(FileOutcome(source=path, written=written, size=(640, 480), bytes=90_000, refusal=refusal))
            if not going(outcomes[-1], done, len(paths)):
                break
        return Report(outcomes=tuple(outcomes), stopped=len(outcomes) < len(paths))

    def glimpse(self, sha256: str) -> Glimpse:
        """Of evidence of slips, which is always text here."""
        return Glimpse(text=text_of(self.slips._repo.read(sha256)))

    def find_to_cover(self, photo: bytes) -> Looked:
        return self.eyes.look(photo)

    def set_badge(self, unit_id: str, path: Path) -> Unit:
        unit = self.directory.book().unit(unit_id)
        assert unit is not None
        changed = replace(unit, badge_sha256=path.stem)
        self.directory.save_unit(changed)
        return changed

    def keeps_schedule(self, account: Account) -> tuple[timedelta, timedelta] | None:
        return self.ranges.get(account.name)

    def handover_folder(self, delivery: str) -> Path | None:
        return self.profile.root

    def viewing_copy(self, sha256: str, name: str) -> Path:
        path = self.profile.root / name
        path.write_bytes(self.files.get(sha256))
        return path

    def export_record(self, post_id: str, out: Path) -> Path:
        out.write_bytes(b"PK")
        return out

    def at_once(self, work: Callable[[], T]) -> T:
        return work()

    def close(self) -> None:
        self.closed = True

    def _practice_posts(self, root: Path, card: bytes) -> tuple[FakePracticePost, ...]:
        path = root / "the.png"
        path.write_bytes(card)
        return tuple(
            FakePracticePost(
                remote_id=f"r{number}",
                text=TEXT,
                title="",
                images=(path,) * (number + 1),
                alts=("Thẻ cảnh báo",),
                created_at=NOW,
            )
            for number in range(2)
        )
