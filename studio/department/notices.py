"""A notice to many units: what one may say, and how far it is. Pure.

A unit's person acknowledges a notice, and may name the post that they made of it; the receipt of that post is the
proof. So a post knows nothing of notices, and a post that was begun before the notice counts as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from studio.accounts.addresses import parts_of
from studio.clock import show_datetime
from studio.department.model import (
    LONGEST_NOTICE,
    Acknowledged,
    Called,
    Notice,
    Progress,
    Proof,
    UnitProgress,
)
from studio.department.records import ReceiptRow
from studio.errors import BadInput
from studio.text import collation, length, nfc

_STRENGTH = {proof: at for at, proof in enumerate(Proof)}


def checked_text(text: str) -> str:
    """Raises BadInput."""
    said = "\n".join(line.rstrip() for line in nfc(text).strip().splitlines())
    if not 0 < length(said) <= LONGEST_NOTICE or not all(line.isprintable() for line in said.splitlines()):
        raise BadInput("a notice has 1 to {longest_notice} characters.", longest_notice=LONGEST_NOTICE, where="text")
    return said


def checked_link(link: str) -> str:
    """Raises BadInput."""
    address = link.strip()
    parts = parts_of(address) if address else None
    if address and (parts is None or parts.scheme != "https"):
        raise BadInput("the link of a notice begins with https://.", where="link")
    return address


def checked_units(told: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """Raises BadInput."""
    units = tuple(sorted(set(told)))
    if not units:
        raise BadInput("choose the units that the notice is for.", where="units")
    for unit in units:
        if unit not in known:
            raise BadInput("the hub has no station of a unit “{unit}”.", unit=unit, where="units")
    return units


def require_ahead(due: datetime, now: datetime) -> None:
    """Raises BadInput."""
    if due <= now:
        raise BadInput("{when} has passed; choose a moment to come.", when=show_datetime(due), where="due")


def file_name(notice: Notice, suffix: str) -> str:
    return f"thong-bao-{notice.number}-{notice.id[:8]}{suffix}"


def progress_of(
    notice: Notice,
    acks: Iterable[Acknowledged],
    receipts: Iterable[ReceiptRow],
    *,
    names: Mapping[str, str],
    silent: Collection[str],
    called: Mapping[str, Called],
    now: datetime,
) -> Progress:
    """How far a notice is, of what its units said and of the receipts of the posts that they named."""
    said = {ack.unit: ack for ack in acks}
    proven: defaultdict[str, list[ReceiptRow]] = defaultdict(list)
    for receipt in receipts:
        proven[receipt.unit].append(receipt)
    units = [
        _unit(unit, said.get(unit), proven[unit], names.get(unit, unit), unit in silent, _since(called, unit, notice))
        for unit in notice.units
    ]
    counted = Counter(one.proof for one in units)
    return Progress(
        notice=notice,
        units=tuple(sorted(units, key=lambda one: collation(one.name))),
        counts={proof: counted[proof] for proof in Proof},
        overdue=notice.due < now,
    )


def _unit(
    unit: str, ack: Acknowledged | None, receipts: Sequence[ReceiptRow], name: str, silent: bool, called: Called | None
) -> UnitProgress:
    proven = [(one.proof, one) for one in receipts if one.proof is not None]
    proof, best = min(
        proven,
        key=lambda one: _STRENGTH[one[0]],
        default=(Proof.NOT_HEARD if ack is None else Proof.ACKNOWLEDGED, None),
    )
    return UnitProgress(
        unit=unit, name=name, proof=proof, silent=silent, acknowledged=ack, url=best.url if best else "", called=called
    )


def _since(called: Mapping[str, Called], unit: str, notice: Notice) -> Called | None:
    """A call counts for the notices that were there by then."""
    call = called.get(unit)
    return call if call is not None and call.at >= notice.at else None
