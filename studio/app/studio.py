"""The services of one profile, and the few acts that need several of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from studio.access.service import Access
from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.service import Accounts
from studio.app.adapters import FileOverlay, Press, ViewedCopies, glimpse
from studio.app.backups import ProfileBackups
from studio.app.context import ClockWatch
from studio.app.law_room import LawWatch
from studio.app.pictures import HandPictures
from studio.app.post_room import Inspector, RevisionComparer, frozen_or_findings
from studio.app.reports_room import ReportsDesk
from studio.app.sending_room import BroadcastSection
from studio.app.updates import Updates
from studio.app.variety import Variety
from studio.calendar.emergency import Emergencies
from studio.calendar.service import Calendar
from studio.calendar.weeks import Weeks
from studio.clock import Clock
from studio.config import Settings
from studio.department.service import Department
from studio.directory.model import Unit
from studio.directory.service import Directory
from studio.errors import NotFound, Refused, StorageTrouble
from studio.events import EventBus
from studio.exchange.folder import SharedFolder
from studio.exchange.handover import UnitHandover
from studio.exchange.link import HubLink
from studio.exchange.service import Exchange
from studio.feedback.desk import Feedback
from studio.file_preview import FilePreview
from studio.images.asset_library import PhotoAssets
from studio.images.batch import CHILDREN, FileOutcome, Report, photos_in, run_batch
from studio.images.consents import PhotoConsents
from studio.images.detection import DetectionReport, look
from studio.images.export import TARGETS
from studio.images.image_workers import ImageWorkers
from studio.images.works import PhotoWorks
from studio.installation import this_installation
from studio.library.seed_service import Seeds
from studio.library.service import Library
from studio.outbox.audit import Act
from studio.outbox.home import Home
from studio.outbox.model import Delivery
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.rescheduler import Rescheduler
from studio.outbox.service import Outbox
from studio.outbox.storage_audit import StoredAudit
from studio.paths import Profile, write_atomic
from studio.people.service import People
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.aftercare import Aftercare, LawNotices
from studio.posts.compare import Comparison
from studio.posts.compose import Composer
from studio.posts.drafts import DraftService
from studio.posts.freeze import Freezer, cards_on
from studio.posts.limits import over_limits
from studio.posts.listing import PostListing
from studio.posts.model import Bundle, Content, Finding, FrozenBundle, Post, PostState, PreflightStage, Severity
from studio.posts.postfile import read_post_file
from studio.posts.previews import Previews
from studio.posts.recurring import RecurringPosts
from studio.posts.reviews import Reviews
from studio.posts.versions import Version
from studio.posts.workflow import Workflow
from studio.publishers.connections import CategoryChoice, Connections
from studio.publishers.handover import HandoverPublisher
from studio.publishers.port import Capabilities, Identity
from studio.publishers.practice import PracticePages
from studio.publishers.registry import Publishers
from studio.reasons import reason_of
from studio.registry.service import Registry
from studio.secret import Safe
from studio.signoffs.service import SignOffs
from studio.slips.service import Slips
from studio.store.course import CourseStore
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.templates.catalog import Catalog
from studio.templates.own.branding import BrandKitChoice
from studio.templates.own.kit import BrandKit
from studio.templates.own.service import OwnTemplates
from studio.training.certificates import Certificates
from studio.training.lessons import Lessons
from studio.training.outlines import Outlines
from studio.training.progress import LessonProgress
from studio.updates.release import release_keys
from studio.worklist.service import Worklist
from studio.writing.service import WritingService

T = TypeVar("T")
CARD_BYTES = 4_000_000
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A post read from a file without opening it; its pictures are in the studio's overlay."""

    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """Everything a window or a command works with. Threads may share it."""

    profile: Profile
    settings: Settings
    clock: Clock
    events: EventBus
    """Tells what the services did to whoever listens: lessons."""
    store: Store
    audit: StoredAudit
    clock_watch: ClockWatch
    files: FileStore
    catalog: Catalog
    own_templates: OwnTemplates
    """The unit's own, beside the department's."""
    branding: BrandKitChoice
    """How the unit's cards differ from the department's."""
    library: Library
    people: People
    directory: Directory
    writing: WritingService
    accounts: Accounts
    signoffs: SignOffs
    access: Access
    registry: Registry
    slips: Slips
    feedback: Feedback
    reports: ReportsDesk
    composer: Composer
    drafts: DraftService
    listing: PostListing
    recurring: RecurringPosts
    comparing: RevisionComparer
    reviews: Reviews
    law_notices: LawNotices
    law_watch: LawWatch
    law_seeds: Seeds
    practice_drafts: DraftService
    """Reads posts from files without opening them; their pictures go to `overlay`, in memory."""
    overlay: FileOverlay
    workflow: Workflow
    previews: Previews
    """How posts were looked at before they go out."""
    inspector: Inspector
    press: Press
    freezer: Freezer
    trial_freezer: Freezer
    outbox: Outbox
    rescheduler: Rescheduler
    """Moves a queued post to another time, step by step."""
    home: Home
    """Whether this profile may send from this PC."""
    records: Records
    connections: Connections
    categories: CategoryChoice
    hand_pictures: HandPictures
    broadcasting: BroadcastSection
    logins: SealedLogins
    safe: Safe
    calendar: Calendar
    weeks: Weeks
    emergency: Emergencies
    aftercare: Aftercare
    exchange: Exchange
    """What travels between PCs."""
    unit_handover: UnitHandover
    """Lets every PC of the unit publish a post."""
    department: Department
    """What a department sees of its units, and what a unit is told by its department."""
    hub: HubLink
    """The line to the department's hub; empty where none was joined."""
    worklist: Worklist
    """What waits for each person, over all rooms."""
    shared_folder: SharedFolder
    """A folder through which posts go from PC to PC by themselves, where one was chosen."""
    publishers: Publishers
    practice_pages: PracticePages
    handover: HandoverPublisher
    presence: Presence
    backups: ProfileBackups
    viewing: ViewedCopies
    photo_assets: PhotoAssets
    photo_consents: PhotoConsents
    image_workers: ImageWorkers
    """Decodes foreign pictures; its child starts at the first one."""
    photo_works: PhotoWorks
    lessons: Lessons
    course: CourseStore
    """Keeps what is taught and who learnt it, apart from all that a lesson sets back."""
    outlines: Outlines
    progress: LessonProgress
    certificates: Certificates

    def now(self) -> datetime:
        return self.clock.now()

    def at_once(self, work: Callable[[], T]) -> T:
        """Run several acts as one: all of them are stored, or none when one raises."""
        with self.store.write():
            return work()

    def warm(self) -> None:
        """Read templates and rules now, which the first post would else wait for. For any thread."""
        import_module("studio.posts.checks.registry")
        import_module("studio.feedback.reply_checks.registry")
        self.catalog.all()

    def back_up_daily(self) -> None:
        """Make today's copy unless there is one; see `ProfileBackups.daily`."""
        self.backups.daily(purged_at=self.audit.purged_at, doubted=not self.clock_watch.steady())

    def clock_doubt(self) -> Phrase | None:
        """What is told while the clock is not believed."""
        return self.clock_watch.doubt()

    def log_faults(self) -> tuple[Phrase, ...]:
        """What is wrong with the log of this profile. May wait for the keyring."""
        return self.audit.check()

    def warnings(self) -> tuple[Phrase, ...]:
        """What whoever works here has to be told at the start. May wait for the keyring."""
        doubt = self.clock_doubt()
        return (*((doubt,) if doubt else ()), *self.log_faults())

    def confirm_clock(self, by: str, pin: str) -> None:
        """A person says that the time is right after a jump of the clock. Raises NotPermitted."""
        self.clock_watch.confirm(self.people, by, pin, self._note)

    def _note(self, act: str, by: str, data: Mapping[str, str]) -> None:
        self.audit.append(at=self.now(), by=by, act=Act(act), data=data)

    def close(self) -> None:
        """Give the profile back. Nothing is lost when this is never called."""
        self.overlay.close()
        self.hub.close()
        self.viewing.close()
        self.image_workers.close()
        self.presence.close()
        self.audit.close()
        self.logins.close()
        self.safe.close()
        self.course.close()
        self.store.close()

    def find_to_cover(self, photo: bytes) -> DetectionReport:
        """What the detectors of this PC see in a photograph, in a child process. Takes about a second."""
        return look(self.image_workers, photo)

    def glimpse(self, sha256: str) -> FilePreview:
        """What the kept file of that hash looks like; made in a child process. Raises StorageTrouble."""
        return glimpse(self.files.get(sha256), self.image_workers)

    def glimpse_of(self, data: bytes) -> FilePreview:
        """What a file that is not kept yet looks like; made in a child process."""
        return glimpse(data, self.image_workers)

    def fit_folder(
        self, folder: Path, out: Path, platform: Platform, *, going: Callable[[FileOutcome, int, int], bool]
    ) -> Report:
        """Make every photograph of `folder` fit `platform`, into `out`; `going` answers whether to go on.

        Children of its own do it, so that the editor goes on meanwhile. Raises BadInput.
        """
        with ImageWorkers(CHILDREN) as image_workers:
            return run_batch(photos_in(folder), out, TARGETS[platform], image_workers, progress=going)

    # A post as it would go out

    def content(self, post: Post) -> Content:
        """The post composed for its planned day; a half-filled draft composes too. Raises Untrusted, NotFound."""
        return self.composer.content(post)

    def findings(self, post: Post, stage: PreflightStage | str, *, on: date | None = None) -> tuple[Finding, ...]:
        """What preflight says of the post at that stage, blockers first.

        From submission on the pictures are painted and measured; while somebody writes, at every key, nothing is.
        """
        content, stage = self.composer.content(post, on=on), PreflightStage(stage)
        kept = self._kept(post)
        frozen, over = (kept, ()) if kept is not None else self._frozen(post, content, stage)
        approval = self.workflow.approval(post.id) if stage in (PreflightStage.ENQUEUE, PreflightStage.SEND) else None
        found = self.inspector(post, content, stage, frozen=frozen, approval=approval, on=on)
        hints = Variety(self.weeks, self.press)(post, content) if stage is PreflightStage.COMPOSE else ()
        return tuple(sorted(dict.fromkeys((*over, *found, *hints)), key=lambda finding: _ORDER[finding.severity]))

    def bundle(self, post: Post) -> Bundle:
        """What was frozen at submission while it stands, else what would be frozen now."""
        kept = self._kept(post)
        if kept is not None:
            return kept.bundle
        accounts = self._usable(post)
        return self.trial_freezer.freeze(post, self.content(post), accounts).bundle

    def _kept(self, post: Post) -> FrozenBundle | None:
        """What was frozen when the post, as it is, was submitted; None while nobody has."""
        return self.workflow.frozen(post.id) if post.state is not PostState.DRAFT else None

    def _frozen(
        self, post: Post, content: Content, stage: PreflightStage
    ) -> tuple[FrozenBundle | None, tuple[Finding, ...]]:
        accounts = self._usable(post)
        if stage is PreflightStage.COMPOSE:
            return None, tuple(over_limits(content, {account.platform for account in accounts}))
        return frozen_or_findings(self.trial_freezer, post, content, accounts)

    def _usable(self, post: Post) -> tuple[Account, ...]:
        known = {account.name: account for account in self.accounts.list()}
        return tuple(known[name] for name in post.targets if name in known)

    # A post as it was

    def compare(self, post_id: str, before: int, after: int) -> Comparison:
        """What changed between two revisions. Raises NotFound, Untrusted."""
        return self.comparing.compare(post_id, before, after)

    def versions(self, post_id: str) -> tuple[Version, ...]:
        """The versions, newest first: one line a sitting, and every step of the post's way its own."""
        return self.comparing.versions(post_id)

    # From a file

    def trial(self, path: Path) -> Trial:
        """The post of a POST.yaml, not opened; nothing of it stays. Raises BadInput naming the line."""
        return Trial(post=self.practice_drafts.trial(read_post_file(path)))

    def open_file(self, path: Path, by: str) -> Post:
        """A draft filled from a POST.yaml. Raises BadInput naming the line; then nothing was opened."""
        return self.drafts.open_draft(read_post_file(path), by)

    def submit_file(self, path: Path, by: str, pin: str) -> Post:
        """Open a POST.yaml and submit it. A refusal leaves nothing behind but the draft's absence."""
        self.people.verify_pin(by, pin)
        with self.store.write():
            return self.workflow.submit(self.open_file(path, by).id, by, pin)

    # The unit

    def set_badge(self, unit_id: str, path: Path) -> Unit:
        """Give a unit its official badge from a PNG file. Raises BadInput, NotFound."""
        unit = self.directory.book().unit(unit_id)
        if unit is None:
            raise NotFound("there is no unit “{unit_id}”.", unit_id=unit_id)
        return self.directory.save_unit(replace(unit, badge_sha256=self.files.put(self.image_workers.badge(path))))

    def choose_kit(self, kit: BrandKit, by: str, pin: str, logo: Path | None = None) -> BrandKit:
        """Give the unit's cards another look; `logo` is a PNG file. Raises as `BrandKitChoice.choose` does."""
        made = replace(kit, logo=self.files.put(self.image_workers.badge(logo))) if logo is not None else kit
        return self.branding.choose(made, by, pin)

    # Delivery

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
    ) -> tuple[Delivery, ...]:
        """Queue an approved post for these pages, all or none. See `Outbox.enqueue`."""
        return self.outbox.enqueue(post_id, accounts, by, pin, at, held_by=held_by, spread=spread)

    def identity(self, account: Account) -> Identity:
        """Read back which page answers behind the account. Raises StudioError."""
        publisher = self.publishers.get(account.kind)
        if publisher is None:
            raise Refused("this version cannot publish to {kind}.", kind=account.kind.value, where=account.name)
        return publisher.identity(account)

    def keeps_schedule(self, account: Account) -> tuple[timedelta, timedelta] | None:
        """How far ahead the page itself keeps a post until its time, soonest and latest; None when it does not."""
        able = self.capabilities(account)
        kept = able.server_schedule if able is not None else None
        return (kept.soonest, kept.latest) if kept is not None else None

    def capabilities(self, account: Account) -> Capabilities | None:
        """What this version can do on the page; None where it does not serve such pages."""
        publisher = self.publishers.get(account.kind)
        return publisher.capabilities(account) if publisher is not None else None

    def handover_folder(self, delivery: str) -> Path | None:
        """The folder laid out for a hand-over delivery, or None."""
        return self.handover.folder(self.outbox.get(delivery).reference)

    # Files outside the profile

    def viewing_copy(self, sha256: str, name: str) -> Path:
        """A copy of a kept file, with the ending of `name`, for the PC's own player. Raises NotFound, Untrusted."""
        return self.viewing.copy(sha256, name)

    @property
    def updates(self) -> Updates:
        """New versions of the program, and the way back."""
        return Updates(self.profile, this_installation(), keys=release_keys, people=self.people, backups=self.backups)

    def export_record(self, post_id: str, out: Path) -> Path:
        """Write the latest record of a published post to `out` (a ZIP). Raises NotFound, StorageTrouble."""
        self.records.export(post_id, out)
        return out

    def verify_record(self, path: Path, sha256: str | None = None) -> Sequence[Phrase]:
        """What is wrong with a record; empty when it is intact. Raises StorageTrouble when it cannot be read."""
        try:
            return self.records.verify(path.read_bytes(), expected_sha256=sha256)
        except OSError as trouble:
            raise StorageTrouble(
                "the record cannot be read; copy it to this PC and try again.", where=str(path)
            ) from trouble

    def write_texts_and_cards(self, content: Content, out: Path, sizes: Sequence[str]) -> list[dict[str, object]]:
        """Write the texts and every card in `sizes` below `out`. Returns layout, size, path, width, height, bytes."""
        for platform, text in content.texts.items():
            _write(out / f"{platform.value}.txt", text.encode())
        made: list[dict[str, object]] = []
        press = Press(self.catalog.design, self.overlay.get)
        for size in sizes:
            for number, card in enumerate(cards_on(content, size, press.series), 1):
                name = f"{number:02d}-{card.name}-{size}"
                pressed = press.export(card.spec, size, max_bytes=CARD_BYTES)
                path = out / f"{name}.jpg"
                _write(path, pressed.data)
                made.append(_made(card.spec.layout, size, path, pressed.width, pressed.height, len(pressed.data)))
                if size == "a4":
                    _write(out / f"{name}.pdf", press.renderer().pdf(card.spec))
        return made


def _made(layout: str, size: str, path: Path, width: int, height: int, count: int) -> dict[str, object]:
    return {"layout": layout, "size": size, "path": path, "width": width, "height": height, "bytes": count}


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as trouble:
        raise StorageTrouble(
            "cannot be written ({why}); choose another place.", why=reason_of(trouble), where=str(path)
        ) from trouble
