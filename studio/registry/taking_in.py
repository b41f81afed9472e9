"""Files for pages that a unit ran before it kept any: the account says what is known, the gaps say what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.clock import local_date
from studio.registry.model import Identity, PageFile, Request


def unfiled(accounts: Iterable[Account], files: Iterable[PageFile]) -> tuple[Account, ...]:
    """The pages at work that no file names; practice pages are none."""
    filed = {file.account for file in files}
    return tuple(
        each
        for each in accounts
        if each.status is PageStatus.ACTIVE and each.kind is not AccountKind.PRACTICE and each.name not in filed
    )


def file_of(account: Account, id: str, units: Sequence[str], by: str, now: datetime) -> PageFile:
    """Active at once, for its account is authorised already. `units` are the ids of those in the directory."""
    return PageFile(
        id=id,
        unit=account.unit if account.unit in units else next(iter(units), ""),
        account=account.name,
        status=PageStatus.ACTIVE,
        valid_from=local_date(account.connected_at or now),
        request=Request(platform=account.platform),
        identity=Identity(name=account.title, url=account.base_url if account.kind is AccountKind.WORDPRESS else ""),
        made_by=by,
        made_at=now,
        changed_at=now,
    )
