"""What went out on the practice page last month: the posts of which the capture of the page's figures speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from studio.app.studio import Studio
from studio.clock import VIETNAM, local_date
from studio.outbox.storage import StoredOutbox
from studio.training.context import LessonContext, RoleCast
from studio.training.steps.common import SAMPLE, publish, write_post

HOUR = time(8, 0)


@dataclass(frozen=True, slots=True)
class _OutThen:
    """A post of last month: its template, and the day on which it went out."""

    template: str
    day: int
    fields: Mapping[str, Any] = field(default_factory=dict)


_LAST_MONTH = (
    _OutThen("scam_warning", 6, {"scam_name": "Lừa đảo giả danh nhân viên giao hàng"}),
    _OutThen("qa_post", 13),
    _OutThen("traffic_notice", 20),
)


def fill_last_month(studio: Studio, cast: RoleCast, page: str) -> None:
    """Publish them on the practice page, and put them back to last month. Raises StudioError."""
    scene = LessonContext(services=studio, cast=cast, folder=SAMPLE)
    last_month = local_date(studio.now()).replace(day=1) - timedelta(days=1)
    for each in _LAST_MONTH:
        post = write_post(scene, each.template, each.fields)
        publish(scene, post)
        _put_back(studio, post, page, datetime.combine(last_month.replace(day=each.day), HOUR, VIETNAM))


def _put_back(studio: Studio, post: str, page: str, at: datetime) -> None:
    """Let the post have gone out at that moment, in the outbox and on the practice page."""
    kept = StoredOutbox(studio.store)
    for delivery in studio.outbox.of_post(post):
        if delivery.account == page:
            kept.update(delivery, replace(delivery, due_at=at, since=at, first_sent_at=at, last_sent_at=at))
            studio.practice_pages.page(page).date_back(delivery.remote_id, at)
