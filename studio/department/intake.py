"""What is read out of items that came from the hub, inside the transaction that keeps them.

Whoever calls has checked the signature, and that the sender may say this. What has another form than it should is
refused, so that it lies aside and is told, rather than be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studio.codec import read_whole
from studio.department.model import Acknowledgement, HeadState, Notice, TakenBack
from studio.department.records import HeadRow, PendingReport, ReceiptRow
from studio.errors import BadInput, NotFound
from studio.exchange.link_model import ReceivedItem
from studio.hub.model import HubItemKind
from studio.outbox.model import Attention, DeliveryState

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.department.storage import StoredDepartment

NOTICE, TAKEN_BACK = "notice", "taken_back"
"""What a pack is about, as its `what` says: ``{"what": "taken_back", "notice": id, "by": name}``."""
Unit = Callable[[str], str]
"""Of which unit a station is, as its items name it; empty where nobody knows."""
Reader = Callable[[ReceivedItem], None]


class NoticeIntake:
    """Reads items into the tables. `tell` is called with the id of a notice that came."""

    def __init__(self, repo: StoredDepartment, unit: Unit) -> None:
        self._repo = repo
        self._unit = unit

    def readers(self) -> Mapping[HubItemKind, Reader]:
        """By what they read. Each raises BadInput."""
        return {
            HubItemKind.PACK: _whole(self._notice),
            HubItemKind.ACK: _whole(self._acknowledgement),
            HubItemKind.RECEIPT: _whole(self._receipt),
            HubItemKind.AUDIT_HEAD: _whole(self._head),
            HubItemKind.REPORT: _whole(self._report),
        }

    def _notice(self, one: ReceivedItem) -> None:
        what = one.facts.get("what")
        if what == NOTICE and one.department:
            self._repo.add(read_whole(Notice, one.facts[NOTICE]), one.id)
        elif what == TAKEN_BACK and one.department:
            self._take_back(TakenBack(notice=str(one.facts["notice"]), by=str(one.facts["by"]), at=one.at), one.id)

    def _take_back(self, told: TakenBack, item: str) -> None:
        """One that comes before its notice waits for it."""
        if self._repo.find(told.notice) is None:
            raise NotFound("the notice that is withdrawn has not come yet; import its file first.")
        self._repo.take_back(told, item)

    def _acknowledgement(self, one: ReceivedItem) -> None:
        told = Acknowledgement(
            notice=str(one.facts["notice"]), unit=self._unit_of(one), by=str(one.facts["by"]),
            at=one.at, post=str(one.facts.get("post", "")),
        )  # fmt: skip
        self._repo.acknowledge(told)

    def _receipt(self, one: ReceivedItem) -> None:
        facts = one.facts
        self._repo.receive(
            ReceiptRow(
                station=one.sender,
                delivery=str(facts["delivery"]),
                unit=self._unit_of(one),
                post=str(facts["post"]),
                title=str(facts["title"]),
                page=str(facts["page"]),
                remote=str(facts["remote"]),
                url=str(facts["url"]),
                state=DeliveryState(facts["state"]),
                reason=Attention(facts["reason"]),
                by_hand=facts["proof"] == "by hand",
                at=datetime.fromisoformat(facts["at"]),
            )
        )

    def _head(self, one: ReceivedItem) -> None:
        facts = one.facts
        seq, said = int(facts["seq"]), str(facts["hash"])
        last = self._repo.head(one.sender)
        state = HeadState.FAULTS if facts.get("faults") else _follows(last, seq, said, facts.get("former"))
        if last is not None and state is HeadState.FINE:
            state = last.state  # what was wrong once stays so until somebody has looked into it
        self._repo.set_head(HeadRow(station=one.sender, seq=seq, hash=said, at=one.at, state=state))

    def _report(self, one: ReceivedItem) -> None:
        self._repo.expect(PendingReport(item=one.id, station=one.sender, file=str(one.facts["file"])))

    def _unit_of(self, one: ReceivedItem) -> str:
        """As the department told, else as the hub says: a station puts such items into the box of its unit alone."""
        return one.unit or self._unit(one.sender) or one.box


def _follows(last: HeadRow | None, seq: int, said: str, former: Mapping[str, Any] | None) -> HeadState:
    """How an end of a log goes on from the last one; `former` is what stands in that log now where it ended then."""
    if last is None:
        return HeadState.FINE
    if seq < last.seq:
        return HeadState.WENT_BACK
    now = said if seq == last.seq else str(former["hash"]) if former and former["seq"] == last.seq else last.hash
    return HeadState.FINE if now == last.hash else HeadState.BROKEN


def _whole(work: Reader) -> Reader:
    def read_one(one: ReceivedItem) -> None:
        try:
            work(one)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise BadInput(
                "an item ({kind}) has another form than this app knows; update the app.", kind=one.kind
            ) from error

    return read_one
