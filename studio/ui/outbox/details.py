"""What the drawer shows of a delivery, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryProgress, Pause, Receipt, Stand, stand_of
from studio.posts.aftercare import Due
from studio.posts.model import Package, Related
from studio.ui.outbox.rows import OutboxRow

if TYPE_CHECKING:
    from studio.app.studio import Studio

AHEAD = timedelta(days=366)
"""A companion due within that time is offered already: whoever promised news may plan it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """`package` and `folder` are there for what a person posts by hand."""

    delivery: Delivery
    account: Account | None
    attempts: tuple[Attempt, ...]
    receipt: Receipt | None
    package: Package | None
    folder: Path | None
    people: Mapping[str, str]
    withdrawn: bool
    """The post was withdrawn by somebody who may: it can be removed from its pages."""
    asked_back: str
    """Who asked for a withdrawal that nobody decided on yet, and why."""
    taken_back: str
    """Who withdrew the post, and why."""
    pictures: bool
    """A person puts the pictures of its page in place."""
    pause: Pause | None
    """Why nothing is sent to its page at present."""
    due: Due | None
    """The companion that somebody has to write."""
    related: tuple[Related, ...]
    """Corrections and updates of the post."""
    progress: DeliveryProgress
    """Of the whole post, over all its pages."""

    @property
    def stand(self) -> Stand:
        return stand_of(self.delivery, withdrawn=self.withdrawn)

    @property
    def page(self) -> str:
        return self.account.title if self.account else self.delivery.account


def load_details(studio: Studio, row: OutboxRow) -> Details:
    """Raises StudioError."""
    delivery = row.delivery
    by_hand = delivery.reason in (Attention.HAND, Attention.DOUBT)
    post_id = delivery.post_id
    asked, withdrawer = studio.workflow.withdrawal_asked(post_id), studio.workflow.withdrawn_by(post_id)
    people = {person.id: person.name for person in studio.people.list()}
    return Details(
        withdrawn=withdrawer is not None,
        asked_back=_said(people, asked.by, asked.note) if asked is not None else "",
        taken_back=_said(people, withdrawer, studio.workflow.withdrawn_because(post_id)) if withdrawer else "",
        pictures=row.account is not None and studio.hand_pictures.needed(row.account),
        pause=next((pause for pause in studio.outbox.pauses() if pause.account == delivery.account), None),
        due=next((due for due in studio.aftercare.due(within=AHEAD) if due.post_id == post_id), None),
        related=tuple(studio.aftercare.about(post_id)),
        delivery=delivery,
        account=row.account,
        attempts=tuple(studio.outbox.attempts(delivery.id)),
        receipt=studio.outbox.receipt(delivery.id),
        package=_package(studio, row) if by_hand else None,
        folder=studio.handover_folder(delivery.id),
        people=people,
        progress=studio.outbox.progress(delivery.post_id),
    )


def _said(people: Mapping[str, str], by: str, why: str) -> str:
    return f"{people.get(by, by)}: {why}"


def _package(studio: Studio, row: OutboxRow) -> Package | None:
    if row.account is None:
        return None
    try:
        bundle = studio.bundle(studio.desk.get(row.delivery.post_id))
    except StudioError:
        return None
    return bundle.packages.get(row.account.platform)
