"""The calendar put together: days and who may move what, the week's plan, the emergency."""

from __future__ import annotations

from studio.app.following import Following
from studio.app.ground import Ground
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.app.wary import given_away
from studio.calendar.emergency import Emergencies
from studio.calendar.holidays import read_holidays
from studio.calendar.service import Calendar
from studio.calendar.storage import StoredCalendar
from studio.calendar.storage_emergencies import StoredEmergencies
from studio.calendar.storage_weeks import StoredWeeks
from studio.calendar.weeks import Weeks
from studio.outbox.service import Outbox
from studio.posts.aftercare import CORRECTION


class PlanningRoom:
    """What stands on which day in one profile."""

    def __init__(self, ground: Ground, office: Office, posts: PostRoom, outbox: Outbox) -> None:
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
