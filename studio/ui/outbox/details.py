"""What the drawer shows of a delivery, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.outbox.model import Attempt, Attention, Delivery, Progress, Receipt
from studio.posts.model import Package
from studio.ui.outbox.rows import OutboxRow
from studio.ui.ports import StudioPort


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
    progress: Progress
    """Of the whole post, over all its pages."""

    @property
    def page(self) -> str:
        return self.account.title if self.account else self.delivery.account


def load_details(studio: StudioPort, row: OutboxRow) -> Details:
    """Raises StudioError."""
    delivery = row.delivery
    by_hand = delivery.reason in (Attention.HAND, Attention.DOUBT)
    return Details(
        delivery=delivery,
        account=row.account,
        attempts=tuple(studio.outbox.attempts(delivery.id)),
        receipt=studio.outbox.receipt(delivery.id),
        package=_package(studio, row) if by_hand else None,
        folder=studio.handover_folder(delivery.id),
        people={person.id: person.name for person in studio.people.list()},
        progress=studio.outbox.progress(delivery.post_id),
    )


def _package(studio: StudioPort, row: OutboxRow) -> Package | None:
    if row.account is None:
        return None
    try:
        bundle = studio.bundle(studio.desk.get(row.delivery.post_id))
    except StudioError:
        return None
    return bundle.packages.get(row.account.platform)
