"""Putting the rooms together, by plain constructors, in the order in which they need each other."""

from __future__ import annotations

import logging
import random
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from studio.access.service import Access
from studio.accounts.keychain import Keychain
from studio.accounts.model import AccountKind
from studio.accounts.ports import Safe
from studio.accounts.sealing import SealedLogins
from studio.accounts.service import Accounts
from studio.app.adapters import Overlay, PhotoDesk, Press
from studio.app.broadcasting import AuditedLog, Broadcasting
from studio.app.class_room import ClassRoom
from studio.app.comparing import Comparing
from studio.app.dossier import Dossiers
from studio.app.following import Following
from studio.app.gate import PublishingGate
from studio.app.inspection import Inspector
from studio.app.law_watch import LawWatch
from studio.app.lesson_room import lesson_room
from studio.app.network import NETWORK_KINDS, Network
from studio.app.photo_room import PhotoRoom
from studio.app.pictures import HandPictures
from studio.app.registry_room import make_registry
from studio.app.safekeeping import Safekeeping
from studio.app.slip_room import SlipPosts, given_away, page_at, personal
from studio.app.studio import Studio
from studio.app.viewing import Viewing
from studio.calendar.emergency import Emergencies
from studio.calendar.holidays import read_holidays
from studio.calendar.service import Calendar
from studio.calendar.weeks import Weeks
from studio.clock import Clock
from studio.config import Settings, SettingsFile
from studio.directory.service import Directory
from studio.errors import StudioError
from studio.library.seed_file import shipped
from studio.library.seeding import Seeds
from studio.library.service import Library
from studio.news import Bus
from studio.outbox.audit import Act
from studio.outbox.machine import SETTLED
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.session import Session
from studio.paths import Profile
from studio.people.service import People
from studio.posts.aftercare import CORRECTION, Aftercare
from studio.posts.approving import Approvals
from studio.posts.checks.plain import secret
from studio.posts.composer import Composer
from studio.posts.desk import Desk, Tools
from studio.posts.freeze import Freezer
from studio.posts.law_notices import LawNotices
from studio.posts.previews import Previews
from studio.posts.reviews import Reviews
from studio.posts.shelf import Shelf
from studio.posts.trash import Trash
from studio.posts.workflow import Workflow
from studio.publishers.categories import CategoryChoice
from studio.publishers.connections import Connections
from studio.publishers.handover import HandoverPublisher
from studio.publishers.practice import PracticePages, PracticePublisher
from studio.publishers.registry import Publishers, publishers
from studio.registry.service import Registry
from studio.signoffs.service import SignOffs
from studio.slips.service import Slips
from studio.store.access import StoredAccess
from studio.store.accounts import StoredAccounts
from studio.store.aftercare import StoredAftercare
from studio.store.audit import SqlAudit
from studio.store.calendar import StoredCalendar
from studio.store.directory import StoredDirectory
from studio.store.emergencies import StoredEmergencies
from studio.store.engine import Store, open_store
from studio.store.files import FileStore
from studio.store.health import SqlHealth
from studio.store.law_notices import StoredLawNotices
from studio.store.law_originals import StoredOriginals
from studio.store.library import StoredLibrary
from studio.store.logins import StoredLogins
from studio.store.notes import SqlNotes
from studio.store.outbox import SqlOutbox
from studio.store.people import StoredPeople
from studio.store.posts import StoredPosts
from studio.store.records import SqlRecords
from studio.store.restore import finish
from studio.store.reviews import StoredReviews
from studio.store.shelf import StoredShelf
from studio.store.signoffs import StoredSignOffs
from studio.store.slips import StoredSlips
from studio.store.trash import StoredTrash
from studio.store.weeks import StoredWeeks
from studio.store.writing import StoredWriting
from studio.templates.catalog import Catalog
from studio.templates.packs import builtin_pack
from studio.training.lessons import Lessons
from studio.writing.service import Writing

_log = logging.getLogger(__name__)
LOCAL_KINDS = (AccountKind.PRACTICE, AccountKind.HANDOVER)
"""Pages that need no network: all there are in a practice profile."""


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
) -> Studio:
    """Open (or make) the profile and return its services. Raises StudioError with the remedy.

    Nothing of Qt is started; the first card that is painted does that. `safe` keeps the key of the logins: the system's
    keyring, which nobody asks before a page needs a login. `hide` hears each secret, for the log.
    """
    profile.create()
    settings = SettingsFile(profile.settings).load().settings
    logging.captureWarnings(capture=True)  # what a library warns of goes to the log, not to an officer's screen
    finish(profile, clock.now())  # a backup that was laid out to be taken back
    store = open_store(profile.database, clock=clock)
    try:
        studio = _Builder(profile, settings, store, clock, ids, safe or Keychain(), hide).studio()
        _purge(studio)
        studio.writing.begin()
        studio.workflow.expire_due()  # what ran out while nobody was here is shown as such from the first look
        return studio
    except BaseException:
        store.close()
        raise


def _purge(studio: Studio) -> None:
    """Empty the trash of what lay in it long enough; one that cannot be emptied keeps nobody from working."""
    try:
        studio.photo_works.purge(studio.now())
        studio.slips.purge(studio.now())
        studio.desk.purge(studio.now())  # then every file that nothing names any more goes
    except StudioError as trouble:
        _log.error("the trash was not emptied: %s", trouble.phrase.en)


class _Builder:
    """One profile's rooms, made floor by floor."""

    def __init__(
        self,
        profile: Profile,
        settings: Settings,
        store: Store,
        clock: Clock,
        ids: Callable[[], str],
        safe: Safe,
        hide: Callable[[str], None],
    ) -> None:
        self._profile = profile
        self._settings = settings
        self._store = store
        self._clock = clock
        self._ids = ids
        self._news = Bus()
        self._files = FileStore(profile.files)
        self._catalog = Catalog([builtin_pack()])
        self._posts = StoredPosts(store)
        self._audit = SqlAudit(store)
        self._deliveries = SqlOutbox(store)
        self._people = People(StoredPeople(store), clock, ids=ids)
        self._directory = Directory(StoredDirectory(store), used_by=self._users_of, name_of=self._name_of)
        self._class = ClassRoom(profile, self._people, self._directory, clock)
        self._writing = Writing(StoredWriting(store), self._directory, self._people, clock)
        self._kinds = LOCAL_KINDS if settings.practice else (*LOCAL_KINDS, *NETWORK_KINDS)
        self._accounts = Accounts(StoredAccounts(store), kinds=self._kinds, used_by=self._open_deliveries)
        self._signoffs = SignOffs(
            StoredSignOffs(store), self._people, clock, ids=ids, note=self._jot, tell=self._news.tell
        )
        self._safe, self._hide = safe, hide
        self._logins = SealedLogins(StoredLogins(store, ids), safe, profile.root / "workers", hide=hide)
        laws = StoredLibrary(store)
        self._library = Library(
            laws,
            clock,
            StoredOriginals(store, self._files),
            check_days=settings.law_check_days,
            changing=self._law_changing,
            tell=self._news.tell,
        )
        self._law_seeds = Seeds(laws, self._library, clock, read=shipped, changing=self._law_changing)
        self._law_notices = LawNotices(StoredLawNotices(store), clock)
        self._law_watch = LawWatch(self._posts, self._law_notices, self._library.resolve, clock)
        self._trash = Trash(
            StoredTrash(store), posts=self._posts, people=self._people, files=self._files, log=self._log, clock=clock
        )
        press = self._press = Press(self._catalog.design, self._files.get)
        self._pictures = PhotoRoom(
            store,
            self._files,
            self._people,
            clock,
            ids=ids,
            audit=self._audit,
            marks=lambda: press.renderer().marks,
            tell=self._news.tell,
        )
        self._photos = PhotoDesk(self._pictures.darkroom)
        self._composer = Composer(self._catalog, book=self._directory.book, resolve=self._library.resolve, clock=clock)

    def studio(self) -> Studio:
        overlay = Overlay(self._files)
        press, trial_press = self._press, Press(self._catalog.design, overlay.get)
        inspector = self._inspector()
        freezer = Freezer(press, self._photos, self._files)
        workflow = self._workflow(freezer, inspector)
        practice = PracticePublisher(self._profile.practice, self._clock, self._ids)
        handover = HandoverPublisher(self._profile.exports, self._clock)
        network = self._network()
        served = publishers(
            practice=practice, handover=handover, network=None if self._settings.practice else network.publishers
        )
        records = self._records()
        aftercare = self._aftercare()
        presence = Presence(self._profile.root / "workers", self._ids())
        outbox = self._outbox(workflow, inspector, served, records, presence)
        calendar = self._calendar(aftercare, outbox)
        comparing = self._comparing()
        registry = self._registry(records)
        studio = Studio(
            profile=self._profile,
            settings=self._settings,
            clock=self._clock,
            news=self._news,
            store=self._store,
            files=self._files,
            catalog=self._catalog,
            library=self._library,
            people=self._people,
            directory=self._directory,
            writing=self._writing,
            accounts=self._accounts,
            signoffs=self._signoffs,
            access=self._access(),
            registry=registry,
            slips=self._slips(aftercare, workflow, registry),
            composer=self._composer,
            desk=Desk(self._tools(self._files)),
            shelf=Shelf(StoredShelf(self._store), templates=self._catalog.all, clock=self._clock, ids=self._ids),
            comparing=comparing,
            reviews=self._reviews(comparing),
            law_notices=self._law_notices,
            law_seeds=self._law_seeds,
            trial_desk=Desk(self._tools(overlay)),
            overlay=overlay,
            viewing=Viewing(self._files),
            photo_assets=self._pictures.assets,
            photo_consents=self._pictures.consents,
            darkroom=self._pictures.darkroom,
            photo_works=self._pictures.works,
            workflow=workflow,
            previews=Previews(self._news.tell),
            inspector=inspector,
            press=press,
            freezer=freezer,
            trial_freezer=Freezer(trial_press, self._photos, overlay),
            outbox=outbox,
            records=records,
            connections=self._connections(network, outbox),
            categories=self._categories(network),
            hand_pictures=self._hand_pictures(workflow, network),
            broadcasting=self._broadcasting(network, outbox),
            logins=self._logins,
            safe=self._safe,
            calendar=calendar,
            weeks=self._weeks(calendar),
            emergency=self._emergency(),
            aftercare=aftercare,
            publishers=served,
            practice_pages=PracticePages(self._profile.practice, self._accounts.get),
            handover=handover,
            presence=presence,
            course=self._class.store,
            outlines=self._class.outlines,
            progress=self._class.progress,
            certificates=self._class.certificates,
            backups=Safekeeping(self._profile, self._clock, practice=self._settings.practice),
            lessons=self._lessons(lambda: studio),
        )
        return studio

    def _lessons(self, studio: Callable[[], Studio]) -> Lessons:
        return lesson_room(
            studio,
            profile=self._profile,
            store=self._store,
            files=self._files,
            clock=self._clock,
            course=self._class.outlines.course,
            open_studio=open_studio,
        )

    def _tools(self, files: FileStore | Overlay) -> Tools:
        return Tools(
            repo=self._posts,
            people=self._people,
            accounts=self._accounts,
            templates=self._catalog,
            composer=self._composer,
            files=files,
            photos=self._photos,
            clock=self._clock,
            ids=self._ids,
            trash=self._trash,
            pictures=self._pictures.known,
            practice=self._settings.practice,
            tell=self._news.tell,
        )

    def _inspector(self) -> Inspector:
        return Inspector(
            composer=self._composer,
            templates=self._catalog,
            directory=self._directory,
            accounts=self._accounts,
            posts=self._posts,
            words=self._writing.words,
            settings=self._settings,
            clock=self._clock,
            citations=lambda: self._library.citations,
            consents=self._pictures.consents.of,
            assets=self._pictures.assets.of,
            outdated=self._pictures.works.outdated,
        )

    def _workflow(self, freezer: Freezer, inspector: Inspector) -> Workflow:
        approvals = Approvals(
            self._posts,
            people=self._people,
            accounts=self._accounts,
            composer=self._composer,
            freezer=freezer,
            files=self._files,
            clock=self._clock,
        )
        return Workflow(
            self._posts,
            people=self._people,
            composer=self._composer,
            approvals=approvals,
            preflight=inspector,
            clock=self._clock,
            tell=self._news.tell,
        )

    def _records(self) -> Records:
        return Records(
            shelf=SqlRecords(self._store),
            repo=self._deliveries,
            audit=self._audit,
            sources=Dossiers(self._posts, self._composer, self._catalog, self._people, self._pictures.consents),
            files=self._files,
            clock=self._clock,
        )

    def _outbox(
        self,
        workflow: Workflow,
        inspector: Inspector,
        served: Publishers,
        records: Records,
        presence: Presence,
    ) -> Outbox:
        return Outbox(
            repo=self._deliveries,
            publishers=served,
            gate=PublishingGate(self._posts, workflow, self._composer, self._accounts, inspector),
            posts=workflow,
            staff=self._people,
            accounts=self._accounts,
            files=self._files,
            audit=self._audit,
            records=records,
            clock=self._clock,
            ids=self._ids,
            jitter=random.random,
            presence=presence,
            session=Session(id=self._ids(), began_at=self._clock.now()),
            tell=self._news.tell,
        )

    def _network(self) -> Network:
        return Network(
            logins=self._logins,
            notes=SqlNotes(self._store, self._clock),
            clock=self._clock,
            account=self._accounts.get,
            profile=lambda: self._logins.holder,
        )

    def _connections(self, network: Network, outbox: Outbox) -> Connections:
        return Connections(
            {} if self._settings.practice else network.connectors,
            self._accounts,
            self._logins,
            SqlHealth(self._store),
            self._people,
            self._clock,
            self._note,
            consenters={} if self._settings.practice else network.consenters,
            hide=self._hide,
            well=outbox.account_is_well,
        )

    def _comparing(self) -> Comparing:
        return Comparing(
            self._posts,
            self._composer,
            book=self._directory.book,
            resolve=self._library.resolve,
            design=self._catalog.design,
            clock=self._clock,
        )

    def _categories(self, network: Network) -> CategoryChoice:
        sources = (lambda kind: None) if self._settings.practice else network.categories
        return CategoryChoice(sources, self._accounts, self._people, self._note)

    def _broadcasting(self, network: Network, outbox: Outbox) -> Broadcasting:
        def log() -> AuditedLog:
            from studio.store.broadcasts import SqlBroadcasts  # with all that speaks to Zalo

            return AuditedLog(SqlBroadcasts(self._store), self._audit, self._store, self._post_of)

        service = None if self._settings.practice else network.broadcasts(log, self._people)
        return Broadcasting(outbox=outbox, accounts=self._accounts, service=service)

    def _post_of(self, account: str, remote_id: str) -> str:
        """The post behind what the outbox put on an account; empty when it was not the outbox."""
        delivery = self._deliveries.owned(self._accounts.get(account).page_id).get(remote_id)
        return self._deliveries.get(delivery).post_id if delivery else ""

    def _note(self, act: str, account: str, by: str, data: Mapping[str, Any]) -> None:
        self._audit.append(at=self._clock.now(), by=by, act=Act(act), data={"account": account, **data})

    def _jot(self, act: str, by: str, data: Mapping[str, Any]) -> None:
        self._audit.append(at=self._clock.now(), by=by, act=Act(act), data=data)

    def _registry(self, records: Records) -> Registry:
        return make_registry(
            self._store,
            self._files,
            SettingsFile(self._profile.settings),
            self._settings.practice,
            self._clock,
            people=self._people,
            accounts=self._accounts,
            signoffs=self._signoffs,
            directory=self._directory,
            deliveries=self._deliveries,
            records=records,
            ids=self._ids,
            note=self._jot,
            tell=self._news.tell,
        )

    def _hand_pictures(self, workflow: Workflow, network: Network) -> HandPictures:
        host = None if self._settings.practice else network.picture_host
        return HandPictures(workflow, self._accounts, self._files, host)

    def _access(self) -> Access:
        return Access(
            StoredAccess(self._store),
            self._people,
            self._signoffs,
            self._clock,
            ids=self._ids,
            scan=secret,
            note=self._jot,
            max_admins=self._settings.max_admins,
            tell=self._news.tell,
        )

    def _aftercare(self) -> Aftercare:
        return Aftercare(
            StoredAftercare(self._store),
            desk=Desk(self._tools(self._files)),
            templates=self._catalog.all,
            links=self._links,
            clock=self._clock,
        )

    def _slips(self, aftercare: Aftercare, workflow: Workflow, registry: Registry) -> Slips:
        return Slips(
            StoredSlips(self._store, self._files),
            self._people,
            self._clock,
            ids=self._ids,
            posts=SlipPosts(Desk(self._tools(self._files)), aftercare, workflow),
            note=self._jot,
            scan=lambda text: personal(text, self._directory.book),
            ours=lambda address: page_at(address, registry.list()),
            days=self._settings.slip_days,
            practice=self._settings.practice,
            tell=self._news.tell,
        )

    def _links(self, post_id: str) -> Sequence[str]:
        return [d.permalink for d in self._deliveries.of_post(post_id) if d.permalink.startswith("https://")]

    def _calendar(self, aftercare: Aftercare, outbox: Outbox) -> Calendar:
        return Calendar(
            StoredCalendar(self._store),
            desk=Desk(self._tools(self._files)),
            staff=self._people,
            line=outbox,
            holidays=read_holidays,
            companions=Following(aftercare, self._clock),
            clock=self._clock,
            ids=self._ids,
        )

    def _weeks(self, calendar: Calendar) -> Weeks:
        return Weeks(
            StoredWeeks(self._store),
            desk=Desk(self._tools(self._files)),
            staff=self._people,
            signoffs=self._signoffs,
            template=self._catalog.get,
            marks=lambda first, last: calendar.span(first, last).marks,
            expires=lambda post: self._composer.content(post).expires_on,
            unit=lambda: next((unit.name for unit in self._directory.book().units), ""),
            clock=self._clock,
            ids=self._ids,
            tell=self._news.tell,
        )

    def _emergency(self) -> Emergencies:
        return Emergencies(
            StoredEmergencies(self._store),
            desk=Desk(self._tools(self._files)),
            staff=self._people,
            log=self._audit,
            updates=lambda: (CORRECTION, *(t.id for t in self._catalog.all() if t.companion_of)),
            clock=self._clock,
            ids=self._ids,
            scan=lambda text: given_away(text, self._directory.book),
            tell=self._news.tell,
        )

    def _reviews(self, comparing: Comparing) -> Reviews:
        return Reviews(
            StoredReviews(self._store),
            posts=self._posts,
            people=self._people,
            compare=comparing.compare,
            clock=self._clock,
            ids=self._ids,
        )

    def _log(self, act: str, *, at: datetime, by: str, post_id: str, data: Mapping[str, Any]) -> None:
        self._audit.append(at=at, by=by, act=Act(act), post_id=post_id, data=data)

    def _law_changing(self) -> AbstractContextManager[None]:
        return self._law_watch.changing()

    # Who still uses what

    def _users_of(self, kind: str, id: str) -> Sequence[str]:
        return Desk(self._tools(self._files)).users_of(kind, id)

    def _name_of(self, person: str) -> str:
        return self._people.get(person).name

    def _open_deliveries(self, account: str) -> Sequence[str]:
        return self._deliveries.open_titles(account, SETTLED)
