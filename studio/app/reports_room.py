"""The room of reports put together: what is counted, and the report of a month that is made of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from studio import __version__
from studio.app.ground import AppContext, given_away
from studio.app.office import Office
from studio.errors import StudioError
from studio.feedback.figures import Period
from studio.feedback.statistics import Statistics
from studio.reports.model import MonthFigures, PageRow
from studio.reports.printed import Names
from studio.reports.service import Reports
from studio.reports.storage_reports import StoredReports


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsDesk:
    """The services of the room."""

    reports: Reports


class ReportsRoom:
    """What is counted of one unit's pages, and what is reported of it."""

    def __init__(self, ground: AppContext, office: Office, statistics: Statistics) -> None:
        self._ground, self._office, self._statistics = ground, office, statistics
        self.reports = Reports(
            StoredReports(ground.store),
            self._figures,
            office.people,
            ground.clock,
            unit=self._unit,
            names=self._names,
            program=__version__,
            practice=ground.settings.practice,
            note=ground.note,
            tell=ground.tell,
            exercises=self._exercises,
            holds=self._holds,
            scan=lambda text: given_away(text, office.directory.book),
        )

    def desk(self) -> ReportsDesk:
        return ReportsDesk(reports=self.reports)

    def _figures(self, month: date) -> MonthFigures:
        """Until pages are looked at: the pages without numbers, and the feedback desk's."""
        pages = tuple(PageRow(page=page.name, platform=page.platform, posts=0) for page in self._office.accounts.list())
        return MonthFigures(
            month=month, posts=(), pages=pages, total={}, views_by_day={}, topics={}, published=0, corrected=0,
            withdrawn=0, feedback=self._statistics.of(Period.MONTH, month),
        )  # fmt: skip

    def _unit(self) -> str:
        """The name of the unit; empty while none is known."""
        return next((unit.name for unit in self._office.directory.book().units), "")

    def _names(self) -> Names:
        return Names(
            topics={template.id: template.title for template in self._ground.catalog.all()},
            pages={page.name: page.title or page.name for page in self._office.accounts.list()},
            people={person.id: person.name for person in self._office.people.list()},
        )

    def _exercises(self, posts: Collection[str]) -> Collection[str]:
        """Those that are practice; in a practice profile all are, and all are counted."""
        if self._ground.settings.practice:
            return ()
        return {post for post in posts if self._ground.posts.get(post).practice}

    def _holds(self, sha256: str) -> bool:
        try:
            self._ground.files.check(sha256)
        except StudioError:
            return False
        return True
