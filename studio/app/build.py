"""Putting the rooms of a profile together, floor by floor, each on those below it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from studio.app.adapters import ViewedCopies
from studio.app.backups import ProfileBackups, RestoreImpact
from studio.app.case_room import make_registry, make_slips
from studio.app.context import AppContext
from studio.app.department_room import make_department
from studio.app.exchange_room import ExchangeRoom
from studio.app.feedback_room import FeedbackRoom
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.app.open_profile import OpenProfile, new_id
from studio.app.planning_room import PlanningRoom
from studio.app.post_room import PostRoom
from studio.app.reports_room import ReportsDesk, ReportsRoom
from studio.app.sending_room import SendingRoom
from studio.app.studio import Studio
from studio.app.template_room import TemplateRoom
from studio.app.training_room import TrainingRoom, lesson_room
from studio.clock import Clock
from studio.department.service import Department
from studio.errors import StudioError
from studio.feedback.desk import Feedback
from studio.machine import Machine, this_machine
from studio.paths import Profile
from studio.people.keys import keyed
from studio.people.present import by_itself
from studio.registry.service import Registry
from studio.secret import Safe
from studio.slips.service import Slips
from studio.worklist.service import Rooms, Worklist
from studio.worklist.storage import StoredTasks

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_log = logging.getLogger(__name__)


def open_studio(
    profile: Profile,
    *,
    clock: Clock,
    ids: Callable[[], str] = new_id,
    safe: Safe | None = None,
    hide: Callable[[str], None] = lambda secret: None,
    machine: Machine | None = None,
    hasher: PasswordHasher | None = None,
) -> Studio:
    """Open (or make) the profile and return its services; see `OpenProfile`. Raises StudioError with the remedy."""
    return build(
        OpenProfile(profile, clock=clock, ids=ids, safe=safe, hide=hide, hasher=hasher), machine or this_machine()
    )


def build(opening: OpenProfile, machine: Machine) -> Studio:
    """The services of a profile that was opened; it is given back when they cannot be made. Raises StudioError."""
    context = opening.context
    try:
        with by_itself("what is due when a profile is opened"):
            rooms = _rooms(opening, machine)
            _guard(context, rooms.office, rooms.course)
            studio = _furnished(context, rooms)
            context.dues += [studio.drafts.due, studio.slips.due, studio.photo_works.due, studio.workflow.due]
            context.dues.append(studio.department.pictures_due)
            if context.clock_watch.steady():
                _purge(studio)
            studio.writing.begin()
            studio.recurring.begin_due()
            studio.workflow.expire_due()  # what ran out while nobody was here is shown as such from the first look
        return studio
    except BaseException:
        opening.close()
        raise


def _safekeeping(context: AppContext, office: Office, studio: Callable[[], Studio]) -> ProfileBackups:
    return ProfileBackups(
        context.profile,
        context.clock,
        practice=context.settings.practice,
        safe=office.safe,
        people=office.people,
        impact=lambda: _impact(studio()),
        secret=lambda: office.vault.key(keyed=True) if keyed(office.people.key_register()) else None,
        note=context.note,
    )


def _impact(studio: Studio) -> RestoreImpact:
    units = studio.directory.book().units
    name = units[0].name if units else studio.profile.root.name
    return RestoreImpact(name=name, people=len(studio.people.list()), posts=len(studio.drafts.list()))


def _purge(studio: Studio) -> None:
    """Empty the trash of what lay in it long enough; one that cannot be emptied keeps nobody from working."""
    try:
        studio.feedback.purging.purge_due(studio.now())
        studio.feedback.statistics.settle()
        studio.photo_works.purge(studio.now())
        studio.slips.purge(studio.now())
        studio.department.let_pictures_go(studio.now())
        studio.drafts.purge(studio.now())  # then every file that nothing names any more goes
        studio.exchange.forget_purged()
    except StudioError as trouble:
        _log.error("the trash was not emptied: %s", trouble.phrase.en)


def _guard(context: AppContext, office: Office, course: TrainingRoom) -> None:
    """Let nothing be written unless somebody is at work by their PIN; for practice everybody's PIN is known."""
    if context.settings.practice:
        return
    for kept in (context.store, context.files, course.store, course.files):
        kept.guard(office.people.require_somebody)
    context.audit.guard(office.people.require_here)
    office.people.hold_to_sign_in()


class _Rooms(NamedTuple):
    """What the services of a profile come from, each room on those before it."""

    office: Office
    templates: TemplateRoom
    laws: LawRoom
    posts: PostRoom
    exchange: ExchangeRoom
    sending: SendingRoom
    planning: PlanningRoom
    feedback: Feedback
    course: TrainingRoom


def _rooms(opening: OpenProfile, machine: Machine) -> _Rooms:
    context, office = opening.context, opening.office
    templates = TemplateRoom(context, office)
    laws = LawRoom(context)
    posts = PostRoom(context, office, laws)
    office.used_by = posts.drafts.users_of
    exchange = ExchangeRoom(context, office, posts, templates)
    sending = SendingRoom(context, office, posts, machine, hide=opening.hide, leave=exchange.queue)
    planning = PlanningRoom(context, office, posts)
    feedback = FeedbackRoom(context, office, laws, sending).desk()
    course = TrainingRoom(context.profile, office.people, office.directory, context.clock, context.logbook)
    return _Rooms(office, templates, laws, posts, exchange, sending, planning, feedback, course)


def _cases(context: AppContext, rooms: _Rooms) -> tuple[Registry, Slips]:
    registry = make_registry(context, rooms.office, rooms.sending.records)
    return registry, make_slips(context, rooms.office, rooms.posts, registry)


def _worklist(context: AppContext, rooms: _Rooms, registry: Registry, slips: Slips, department: Department) -> Worklist:
    asked = Rooms(
        people=rooms.office.people,
        accounts=rooms.office.accounts,
        workflow=rooms.posts.workflow,
        rescheduler=rooms.sending.rescheduler,
        laws=rooms.laws.notices,
        aftercare=rooms.posts.aftercare,
        feedback=rooms.feedback,
        signoffs=rooms.office.signoffs,
        access=rooms.office.access,
        registry=registry,
        slips=slips,
        exchange=rooms.exchange.exchange,
        department=department,
        templates=rooms.templates.own,
    )
    return Worklist(StoredTasks(context.store), asked, context.clock)


def _reports(context: AppContext, rooms: _Rooms) -> tuple[ReportsDesk, Department]:
    reports = ReportsRoom(context, rooms.office, rooms.sending, rooms.feedback.statistics).desk()
    reports.reports.carry = rooms.exchange.carry
    return reports, make_department(context, rooms.office, rooms.exchange, reports.units)


def _furnished(context: AppContext, rooms: _Rooms) -> Studio:
    office, templates, laws, posts, exchange, sending, planning, feedback, course = rooms
    (registry, slips), (reports, department) = _cases(context, rooms), _reports(context, rooms)
    studio = Studio(
        profile=context.profile,
        settings=context.settings,
        clock=context.clock,
        events=context.events,
        store=context.store,
        audit=context.audit,
        clock_watch=context.clock_watch,
        files=context.files,
        catalog=context.catalog,
        own_templates=templates.own,
        branding=templates.branding,
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
        drafts=posts.drafts,
        overlay=posts.overlay,
        practice_drafts=posts.practice_drafts,
        freezer=posts.freezer,
        trial_freezer=posts.trial_freezer,
        inspector=posts.inspector,
        workflow=posts.workflow,
        previews=posts.previews,
        listing=posts.listing,
        recurring=posts.recurring,
        comparing=posts.comparing,
        reviews=posts.reviews,
        aftercare=posts.aftercare,
        viewing=ViewedCopies(context.files),
        image_workers=posts.pictures.image_workers,
        photo_assets=posts.pictures.assets,
        photo_consents=posts.pictures.consents,
        photo_works=posts.pictures.works,
        publishers=sending.publishers,
        handover=sending.handover,
        practice_pages=sending.practice_pages,
        presence=sending.presence,
        outbox=sending.outbox,
        rescheduler=sending.rescheduler,
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
        slips=slips,
        feedback=feedback,
        reports=reports,
        course=course.store,
        outlines=course.outlines,
        progress=course.progress,
        certificates=course.certificates,
        lessons=lesson_room(lambda: studio, context, course=course.outlines.course, open_studio=open_studio),
        backups=_safekeeping(context, office, lambda: studio),
        exchange=exchange.exchange,
        unit_handover=exchange.handover,
        hub=exchange.hub,
        department=department,
        worklist=_worklist(context, rooms, registry, slips, department),
        shared_folder=exchange.folder,
    )
    return studio
