"""The calendar put together: days and who may move what, the week's plan, the emergency."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from studio.app.context import AppContext
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.app.text_guard import given_away
from studio.calendar.emergency import Emergencies
from studio.calendar.model import CalendarEntry, EntryKind, read_holidays
from studio.calendar.service import Calendar
from studio.calendar.storage import StoredCalendar, StoredWeeks
from studio.calendar.storage_emergencies import StoredEmergencies
from studio.calendar.weeks import Weeks
from studio.clock import VIETNAM, Clock, local_date
from studio.posts.aftercare import CORRECTION, Aftercare
from studio.posts.model import PostState


class CompanionsDue:
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

    def __init__(self, context: AppContext, office: Office, posts: PostRoom) -> None:
        self.calendar = Calendar(
            StoredCalendar(context.store),
            drafts=posts.drafts,
            people=office.people,
            holidays=read_holidays,
            companions=CompanionsDue(posts.aftercare, context.clock),
            clock=context.clock,
            ids=context.ids,
            logbook=context.logbook,
        )
        self.weeks = Weeks(
            StoredWeeks(context.store),
            drafts=posts.drafts,
            people=office.people,
            signoffs=office.signoffs,
            template=context.catalog.get,
            marks=lambda first, last: self.calendar.span(first, last).marks,
            expires=lambda post: posts.composer.content(post).expires_on,
            shown=lambda first, last: [
                (entry.day, entry.post_id)
                for entry in self.calendar.span(first, last).entries
                if entry.kind in (EntryKind.PLANNED, EntryKind.DELIVERY)
            ],
            unit=lambda: next((unit.name for unit in office.directory.book().units), ""),
            clock=context.clock,
            ids=context.ids,
            publish=context.tell,
            logbook=context.logbook,
        )
        self.emergency = Emergencies(
            StoredEmergencies(context.store),
            drafts=posts.drafts,
            people=office.people,
            log=context.audit,
            updates=lambda: (CORRECTION, *(t.id for t in context.catalog.all() if t.companion_of)),
            clock=context.clock,
            ids=context.ids,
            scan=lambda text: given_away(text, office.directory.book),
            publish=context.tell,
        )
