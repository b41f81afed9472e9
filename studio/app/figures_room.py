"""The figures of the unit's pages put together: their tables, the outbox with what was posted, the feedback desk."""

from __future__ import annotations

from studio.app.ground import AppContext
from studio.app.office import Office
from studio.app.sending_room import SendingRoom
from studio.feedback.figures import Period
from studio.feedback.statistics import Statistics
from studio.reports.figures import PageFigures
from studio.reports.storage_figures import StoredFigures
from studio.reports.storage_posts import StoredPostsOut


def make_figures(ground: AppContext, office: Office, sending: SendingRoom, statistics: Statistics) -> PageFigures:
    """The figures of a profile."""
    return PageFigures(
        StoredFigures(ground.store, ground.files),
        StoredPostsOut(ground.store),
        office.people,
        ground.clock,
        readers=sending.figures,
        require_home=sending.home.require,
        accounts=office.accounts.list,
        feedback=lambda month: statistics.of(Period.MONTH, month),
        practice=ground.settings.practice,
        note=ground.note,
        tell=ground.tell,
    )
