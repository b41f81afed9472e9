"""Putting the rooms of a profile together, floor by floor, each on those below it."""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from studio.accounts.keychain import Keychain
from studio.app.ground import AppContext
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.app.practice import SAMPLE, SAMPLE_PEOPLE, cast_of, fill_practice, require_practice
from studio.app.registry_room import make_registry
from studio.app.safekeeping import Safekeeping, Stake, require_named
from studio.app.sending_room import SendingRoom
from studio.app.slip_room import make_slips
from studio.app.studio import Studio
from studio.app.viewing import Viewing
from studio.app.wary import given_away
from studio.calendar.emergency import Emergencies
from studio.calendar.holidays import read_holidays
from studio.calendar.model import CalendarEntry, EntryKind
from studio.calendar.service import Calendar
from studio.calendar.storage import StoredCalendar
from studio.calendar.storage_emergencies import StoredEmergencies
from studio.calendar.storage_weeks import StoredWeeks
from studio.calendar.weeks import Weeks
from studio.clock import VIETNAM, Clock, local_date
from studio.config import Settings, SettingsFile
from studio.directory.service import Directory
from studio.errors import NameNeeded, StorageTrouble, StudioError
from studio.keyring_safe import Safe
from studio.logbook import Logbook
from studio.machine import Machine, this_machine
from studio.outbox.audit import Act
from studio.outbox.service import Outbox
from studio.paths import Profile
from studio.people.keys import keyed
from studio.people.present import by_itself
from studio.people.service import People
from studio.posts.aftercare import CORRECTION, Aftercare
from studio.posts.model import PostState
from studio.posts.trash import PROGRAM
from studio.store.course import CourseStore
from studio.store.engine import open_store
from studio.store.files import FileStore
from studio.store.restore import Restored, finish, refuse_to_begin_anew
from studio.store.snapshots import Snapshots
from studio.training.certificates import Certificates
from studio.training.checklist import attach
from studio.training.lessons import Lessons
from studio.training.outline import Course
from studio.training.outlines import Outlines
from studio.training.progress import Progress
from studio.training.reading import shipped
from studio.training.storage_outlines import StoredOutlines
from studio.training.storage_progress import StoredProgress


class Following:
    """`studio.calendar.service.Companions` on what follows published posts."""

    def __init__(self, aftercare: Aftercare, clock: Clock) -> None:
        self._aftercare = aftercare
        self._clock = clock

    def __call__(self, until: date) -> tuple[CalendarEntry, ...]:
        ahead = max(until - local_date(self._clock.now()), timedelta(0))
        return tuple(
            CalendarEntry(
                kind=EntryKind.COMPANION,
                post_id=due.post_id,
                title=due.title,
                at=datetime.combine(due.on, time.min, VIETNAM),
                state=PostState.PUBLISHED,
                wanted=due.companion.title,
                companion=due.companion.id,
            )
            for due in self._aftercare.due(within=ahead)
        )


class PlanningRoom:
    """What stands on which day in one profile."""

    def __init__(self, ground: AppContext, office: Office, posts: PostRoom, outbox: Outbox) -> None:
        self.calendar = Calendar(
            StoredCalendar(ground.store),
            desk=posts.desk,
            staff=office.people,
            line=outbox,
            holidays=read_holidays,
            companions=Following(posts.aftercare, ground.clock),
            clock=ground.clock,
            ids=ground.ids,
            logbook=ground.logbook,
        )
        self.weeks = Weeks(
            StoredWeeks(ground.store),
            desk=posts.desk,
            staff=office.people,
            signoffs=office.signoffs,
            template=ground.catalog.get,
            marks=lambda first, last: self.calendar.span(first, last).marks,
            expires=lambda post: posts.composer.content(post).expires_on,
            unit=lambda: next((unit.name for unit in office.directory.book().units), ""),
            clock=ground.clock,
            ids=ground.ids,
            tell=ground.tell,
            logbook=ground.logbook,
        )
        self.emergency = Emergencies(
            StoredEmergencies(ground.store),
            desk=posts.desk,
            staff=office.people,
            log=ground.audit,
            updates=lambda: (CORRECTION, *(t.id for t in ground.catalog.all() if t.companion_of)),
            clock=ground.clock,
            ids=ground.ids,
            scan=lambda text: given_away(text, office.directory.book),
            tell=ground.tell,
        )


class OpenStudio(Protocol):
    """`studio.app.open_studio`."""

    def __call__(self, profile: Profile, *, clock: Clock) -> Studio: ...


def lesson_room(
    studio: Callable[[], Studio], ground: AppContext, *, course: Callable[[], Course], open_studio: OpenStudio
) -> Lessons:
    """The lessons of `studio`, which holds them itself and is therefore asked late."""
    place = ground.profile.root / "lesson"
    snapshots = Snapshots(ground.store, ground.profile.practice, place / "moments")
    return Lessons(
        studio,
        snapshots,
        course=course,
        cast=lambda: cast_of(studio()),
        fresh=lambda named: start_afresh(studio(), snapshots, place / "fresh", open_studio, named),
        attach=lambda path: attach(path, ground.clock.now(), ground.files.put),
        folder=place / "material",
        material=SAMPLE,
    )


def start_afresh(studio: Studio, snapshots: Snapshots, aside: Path, open_studio: OpenStudio, named: str) -> None:
    """Bring an open practice profile back to its beginning: a fresh one is made `aside` and put in its place.

    Raises Refused outside practice, NameNeeded, StorageTrouble; then everything is as it was.
    """
    require_practice(studio.settings)
    stake = studio.backups.stake()
    if stake is not None and not {person.name for person in studio.people.list()} <= SAMPLE_PEOPLE:
        try:
            require_named(named, stake.name)
        except NameNeeded as needed:
            raise NameNeeded(
                f"hồ sơ tập huấn này có dữ liệu riêng của “{stake.name}” ({stake.people} người, {stake.posts} bài) và "
                "sẽ mất khi đặt lại; để xác nhận hãy gõ đúng tên đó.",
                f"this practice profile holds data of its own, “{stake.name}” ({stake.people} people, {stake.posts} "
                "posts), which goes with the reset; type that name to confirm.",
                name=stake.name,
            ) from needed
    shutil.rmtree(aside, ignore_errors=True)
    try:
        made = Profile(root=aside)
        made.create()
        SettingsFile(made.settings).save(Settings(practice=True))
        beginning = open_studio(made, clock=studio.clock)
        try:
            fill_practice(beginning)
        finally:
            beginning.close()
        _carry(made.files, studio.profile.files)
        snapshots.overwrite(made.database, made.practice)
        for old in studio.profile.exports.iterdir():
            _remove(old)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _remove(old: Path) -> None:
    """Take an export of former exercises away; one that somebody has open stays, for the profile is new already."""
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
        return
    with suppress(OSError):
        old.unlink()


def _carry(source: Path, target: Path) -> None:
    try:
        shutil.copytree(source, target, dirs_exist_ok=True)
    except OSError as error:
        raise StorageTrouble(
            f"không chép được tệp mẫu ({error.strerror}); hãy kiểm tra dung lượng ổ đĩa.",
            f"the sample files cannot be copied ({error.strerror}); check the free space.",
            where=str(target),
        ) from error


class ClassRoom:
    """Made of one profile; its store is opened at the first look into it."""

    def __init__(self, profile: Profile, people: People, directory: Directory, clock: Clock, logbook: Logbook) -> None:
        self.store = CourseStore(profile.course, clock)
        self.files = FileStore(profile.course / "files")
        self.outlines = Outlines(
            StoredOutlines(self.store), self.files, people, clock, shipped=shipped, logbook=logbook
        )
        kept = StoredProgress(self.store)
        self.progress = Progress(kept, people, clock, office=lambda: not profile.guest, logbook=logbook)
        self.certificates = Certificates(
            kept,
            self.progress,
            self.outlines,
            clock,
            unit=lambda: next((u.name for u in directory.book().units), ""),
            logbook=logbook,
        )


_log = logging.getLogger(__name__)


def new_id() -> str:
    """A random id: 32 hex digits."""
    return uuid.uuid4().hex


def open_studio(
    profile: Profile,
    *,
    clock: Clock,
    ids: Callable[[], str] = new_id,
    safe: Safe | None = None,
    hide: Callable[[str], None] = lambda secret: None,
    machine: Machine | None = None,
) -> Studio:
    """Open (or make) the profile and return its services. Raises StudioError with the remedy.

    Nothing of Qt is started; the first card that is painted does that. `safe` keeps the key of the logins: the system's
    keyring, which nobody asks before a page needs a login. `hide` hears each secret, for the log. `machine` is the PC
    at hand.
    """
    profile.create()
    settings = SettingsFile(profile.settings).load().settings
    logging.captureWarnings(capture=True)  # what a library warns of goes to the log, not to an officer's screen
    restored = finish(profile, clock.now())  # a backup that was laid out to be taken back
    refuse_to_begin_anew(profile)
    store = open_store(profile.database, clock=clock)
    safe = safe or Keychain()
    try:
        ground = AppContext(profile, settings, store, clock, ids, safe)
        with by_itself("what is due when a profile is opened"):
            if restored is not None:
                _note_restored(ground, restored)
            studio = _furnished(ground, safe, hide, machine or this_machine(), restored.secret if restored else None)
            ground.dues += [studio.desk.due, studio.slips.due, studio.photo_works.due, studio.workflow.due]
            if ground.clock_watch.steady():
                _purge(studio)
            studio.writing.begin()
            studio.workflow.expire_due()  # what ran out while nobody was here is shown as such from the first look
        return studio
    except BaseException:
        store.close()
        raise


def _safekeeping(ground: AppContext, office: Office, studio: Callable[[], Studio]) -> Safekeeping:
    return Safekeeping(
        ground.profile,
        ground.clock,
        practice=ground.settings.practice,
        safe=office.safe,
        people=office.people,
        stake=lambda: _stake(studio()),
        secret=lambda: office.vault.key(keyed=True) if keyed(office.people.key_register()) else None,
        note=ground.note,
    )


def _stake(studio: Studio) -> Stake:
    units = studio.directory.book().units
    name = units[0].name if units else studio.profile.root.name
    return Stake(name=name, people=len(studio.people.list()), posts=len(studio.desk.list()))


def _note_restored(ground: AppContext, restored: Restored) -> None:
    """The log of the data that was taken back says that it was; that of the former data says who wanted it."""
    ground.audit.exchanged()
    ground.note(Act.RESTORED, PROGRAM, {**restored.note, "aside": restored.aside.name})


def _purge(studio: Studio) -> None:
    """Empty the trash of what lay in it long enough; one that cannot be emptied keeps nobody from working."""
    try:
        studio.photo_works.purge(studio.now())
        studio.slips.purge(studio.now())
        studio.desk.purge(studio.now())  # then every file that nothing names any more goes
    except StudioError as trouble:
        _log.error("the trash was not emptied: %s", trouble.phrase.en)


def _guard(ground: AppContext, office: Office, course: ClassRoom) -> None:
    """Let nothing be written unless somebody is at work by their PIN; for practice everybody's PIN is known."""
    if ground.settings.practice:
        return
    for kept in (ground.store, ground.files, course.store, course.files):
        kept.guard(office.people.require_somebody)
    ground.audit.guard(office.people.require_here)
    office.people.hold_to_sign_in()


def _furnished(
    ground: AppContext, safe: Safe, hide: Callable[[str], None], machine: Machine, secret: bytes | None
) -> Studio:
    def used_by(kind: str, which: str) -> Sequence[str]:
        return posts.desk.users_of(kind, which)

    office = Office(ground, safe, used_by=used_by, hide=hide, taken_over=secret)
    laws = LawRoom(ground)
    posts = PostRoom(ground, office, laws)
    pictures = posts.pictures
    sending = SendingRoom(ground, office, posts, machine, hide=hide)
    planning = PlanningRoom(ground, office, posts, sending.outbox)
    registry = make_registry(ground, office, sending.records)
    course = ClassRoom(ground.profile, office.people, office.directory, ground.clock, ground.logbook)
    _guard(ground, office, course)
    studio = Studio(
        profile=ground.profile,
        settings=ground.settings,
        clock=ground.clock,
        news=ground.news,
        store=ground.store,
        audit=ground.audit,
        clock_watch=ground.clock_watch,
        files=ground.files,
        catalog=ground.catalog,
        people=office.people,
        directory=office.directory,
        writing=office.writing,
        accounts=office.accounts,
        safe=office.safe,
        logins=office.logins,
        signoffs=office.signoffs,
        access=office.access,
        library=laws.library,
        law_seeds=laws.seeds,
        law_notices=laws.notices,
        law_watch=laws.watch,
        press=posts.press,
        composer=posts.composer,
        desk=posts.desk,
        overlay=posts.overlay,
        trial_desk=posts.trial_desk,
        freezer=posts.freezer,
        trial_freezer=posts.trial_freezer,
        inspector=posts.inspector,
        workflow=posts.workflow,
        previews=posts.previews,
        shelf=posts.shelf,
        comparing=posts.comparing,
        reviews=posts.reviews,
        aftercare=posts.aftercare,
        viewing=Viewing(ground.files),
        darkroom=pictures.darkroom,
        photo_assets=pictures.assets,
        photo_consents=pictures.consents,
        photo_works=pictures.works,
        publishers=sending.publishers,
        handover=sending.handover,
        practice_pages=sending.practice_pages,
        presence=sending.presence,
        outbox=sending.outbox,
        home=sending.home,
        records=sending.records,
        connections=sending.connections,
        categories=sending.categories,
        hand_pictures=sending.hand_pictures,
        broadcasting=sending.broadcasting,
        calendar=planning.calendar,
        weeks=planning.weeks,
        emergency=planning.emergency,
        registry=registry,
        slips=make_slips(ground, office, posts, registry),
        course=course.store,
        outlines=course.outlines,
        progress=course.progress,
        certificates=course.certificates,
        lessons=lesson_room(lambda: studio, ground, course=course.outlines.course, open_studio=open_studio),
        backups=_safekeeping(ground, office, lambda: studio),
    )
    return studio
