"""The room of reports put together: what is counted, and the report of a month that is made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from studio import __version__
from studio.accounts.model import AccountKind
from studio.app.context import AppContext
from studio.app.office import Office
from studio.app.sending_room import SendingRoom
from studio.app.text_guard import given_away
from studio.errors import NotFound, StudioError
from studio.feedback.figures import Period
from studio.feedback.statistics import Statistics
from studio.reports.figures import PageFigures
from studio.reports.model import PostMonth
from studio.reports.printed import Names, ReportPainter
from studio.reports.service import Reports
from studio.reports.storage_figures import StoredFigures
from studio.reports.storage_posts import StoredPostsOut
from studio.reports.storage_received import StoredReceived
from studio.reports.storage_reports import StoredReports
from studio.reports.units import UnitReports


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsDesk:
    """The services of the room."""

    figures: PageFigures
    reports: Reports
    units: UnitReports
    """What a department does with the reports of its units."""


class ReportsRoom:
    """What is counted of one unit's pages, and what is reported of it."""

    def __init__(self, context: AppContext, office: Office, sending: SendingRoom, statistics: Statistics) -> None:
        self._context, self._office = context, office
        self.figures = make_figures(context, office, sending, statistics)
        self.reports = Reports(
            StoredReports(context.store),
            self.figures.of_month,
            office.people,
            context.clock,
            unit=self._unit,
            names=self._names,
            program=__version__,
            practice=context.settings.practice,
            note=context.note,
            publish=context.tell,
            exercises=self._exercises,
            holds=self._holds,
            scan=lambda text: given_away(text, office.directory.book),
        )
        self.units = UnitReports(
            StoredReceived(context.store),
            office.people,
            context.clock,
            names=self._names,
            department=self._unit,
            practice=context.settings.practice,
            note=context.note,
            publish=context.tell,
        )
        self.reports.painter = self.units.painter = _painter

    def desk(self) -> ReportsDesk:
        return ReportsDesk(figures=self.figures, reports=self.reports, units=self.units)

    def _unit(self) -> str:
        """The name of the unit; empty while none is known."""
        return next((unit.name for unit in self._office.directory.book().units), "")

    def _names(self) -> Names:
        return Names(
            topics={template.id: template.title for template in self._context.catalog.all()},
            pages={page.name: page.title or page.name for page in self._office.accounts.list()},
            people={person.id: person.name for person in self._office.people.list()},
        )

    def _exercises(self, rows: Iterable[PostMonth]) -> Collection[str]:
        """The posts among `rows` that are practice, or on a practice page; in a practice profile all are, and count."""
        if self._context.settings.practice:
            return ()
        pages = {page.name for page in self._office.accounts.list() if page.kind is AccountKind.PRACTICE}
        return {row.post for row in rows if row.page in pages or self._is_practice(row.post)}

    def _is_practice(self, post: str) -> bool:
        try:
            return self._context.posts.get(post).practice
        except NotFound:  # deleted since: its sums stay
            return False

    def _holds(self, sha256: str) -> bool:
        try:
            self._context.files.check(sha256)
        except StudioError:
            return False
        return True


def _painter() -> ReportPainter:
    """Charts and pages by Qt, which is no part of the start."""
    from studio.cards.report_pages import ReportPages

    return ReportPages()


def make_figures(context: AppContext, office: Office, sending: SendingRoom, statistics: Statistics) -> PageFigures:
    """The figures of a profile."""
    return PageFigures(
        StoredFigures(context.store, context.files),
        StoredPostsOut(context.store),
        office.people,
        context.clock,
        readers=sending.figures,
        require_home=sending.home.require,
        accounts=office.accounts.list,
        feedback=lambda month: statistics.of(Period.MONTH, month),
        practice=context.settings.practice,
        note=context.note,
        publish=context.tell,
    )
