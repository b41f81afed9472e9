"""A notice to many units: what one may say, and how far it is. Pure.

A unit's person acknowledges a notice, and may name the post that they made of it; the receipt of that post is the
proof. So a post knows nothing of notices, and a post that was begun before the notice counts as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from studio.accounts.addresses import parts_of
from studio.clock import show_datetime
from studio.department.model import (
    LONGEST_NOTICE,
    Acknowledgement,
    Notice,
    NoticeProgress,
    Proof,
    TakenBack,
    UnitCall,
    UnitProgress,
)
from studio.errors import BadInput
from studio.text import collation, fold, length, nfc

LONGEST_COUNT = 9
"""Digits: an item that says another number than one can be counts for nothing."""


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


def next_number(given: Iterable[str], login: str) -> str:
    """The number after those that are known, of the PC with that login of the hub."""
    return f"{1 + max((counted_in(number) for number in given), default=0)}/{login}"


def counted_in(number: str) -> int:
    """The count in the number of a notice; 0 in one of another form."""
    count = number.partition("/")[0]
    return int(count) if count.isascii() and count.isdigit() and len(count) < LONGEST_COUNT else 0


def file_name(notice: Notice, suffix: str) -> str:
    return f"thong-bao-{fold(notice.number).replace('/', '-')}-{notice.id[:8]}{suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKnowledge:
    """What is known of notices and their units; by notice and unit, or by unit."""

    acknowledged: Mapping[tuple[str, str], Acknowledgement]
    proven: Mapping[tuple[str, str], tuple[Proof, str]]
    """How the post that a unit made of a notice is proven, and where it is."""
    names: Mapping[str, str]
    silent: Collection[str]
    called: Mapping[str, UnitCall]
    taken_back: Mapping[str, TakenBack]
    """By notice."""
    now: datetime

    def progress(self, notices: Iterable[Notice]) -> tuple[NoticeProgress, ...]:
        """How far each notice is, of what its units said and of the receipts of the posts that they named."""
        order = {unit: collation(name) for unit, name in self.names.items()}
        return tuple(self._progress(notice, order) for notice in notices)

    def _progress(self, notice: Notice, order: Mapping[str, str]) -> NoticeProgress:
        units = [self._unit(notice, unit) for unit in notice.units]
        counted = Counter([one.proof for one in units])
        taken_back = self.taken_back.get(notice.id)
        return NoticeProgress(
            notice=notice,
            units=tuple(sorted(units, key=lambda one: order.get(one.unit, one.unit))),
            counts={proof: counted[proof] for proof in Proof},
            overdue=taken_back is None and notice.due < self.now,
            taken_back=taken_back,
        )

    def _unit(self, notice: Notice, unit: str) -> UnitProgress:
        ack = self.acknowledged.get((notice.id, unit))
        proof, url = self.proven.get((notice.id, unit)) or (Proof.ACKNOWLEDGED if ack else Proof.NOT_HEARD, "")
        call = self.called.get(unit)
        return UnitProgress(
            unit=unit,
            name=self.names.get(unit, unit),
            proof=proof,
            silent=unit in self.silent,
            acknowledged=ack,
            url=url,
            called=call if call is not None and call.at >= notice.at else None,
        )
