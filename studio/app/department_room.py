"""The department's view of its units put together."""

from __future__ import annotations

import logging

from studio import __version__
from studio.app.context import AppContext
from studio.app.exchange_room import ExchangeRoom
from studio.app.office import Office
from studio.department.service import Department
from studio.department.storage import StoredDepartment
from studio.department.storage_posts import StoredPostsOfAll
from studio.errors import StudioError
from studio.events import ServiceEvent
from studio.reports.units import UnitReports

_log = logging.getLogger(__name__)


def make_department(context: AppContext, office: Office, exchange: ExchangeRoom, reports: UnitReports) -> Department:
    """Of one profile; after each contact with the hub it asks there what is known of the stations."""
    hub = exchange.hub
    department = Department(
        StoredDepartment(context.store),
        StoredPostsOfAll(context.store),
        hub=hub,
        people=office.people,
        reports=reports,
        files=context.files,
        pages=lambda: {page.name: page.title or page.name for page in office.accounts.list()},
        disbelieve=exchange.stations.revoke,
        version=__version__,
        practice=context.settings.practice,
        clock=context.clock,
        ids=context.ids,
        logbook=context.logbook,
        publish=context.tell,
    )

    def heard(news: ServiceEvent) -> None:
        if news.name == "hub.synced" and department.usable() and hub.standing().trouble is None:
            _refresh(department)

    context.events.listen(heard)
    return department


def _refresh(department: Department) -> None:
    """What cannot be asked now is asked after the next contact; the page says of when what it shows is."""
    try:
        department.refresh()
    except StudioError as trouble:
        _log.warning("the hub did not say what it heard of its stations: %s", trouble.phrase.en)
