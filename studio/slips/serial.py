"""The body of a slip as plain data, for the store and for what is exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from studio.slips.model import (
    Answer,
    Body,
    Call,
    Clarification,
    Correction,
    Decision,
    Duty,
    Impostor,
    Incident,
    Lock,
    Measure,
    Mishap,
    Mode,
    Reporter,
    Severity,
    Site,
    SlipKind,
    Source,
)


def body_json(body: Body) -> dict[str, Any]:
    """As JSON has it: moments and days in ISO form, enums by their value."""
    return {field.name: _plain(getattr(body, field.name)) for field in fields(body)}


def read_body(kind: SlipKind, raw: Mapping[str, Any]) -> Body:
    """The reverse. Raises KeyError, ValueError for what this program did not write."""
    return _READ[kind](raw)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Call | Measure):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _impostor(raw: Mapping[str, Any]) -> Impostor:
    return Impostor(
        address=raw["address"],
        site=Site(raw["site"]),
        seen_at=datetime.fromisoformat(raw["seen_at"]),
        reported_by=Reporter(raw["reported_by"]),
        compared_at=_moment(raw["compared_at"]),
        report_ref=raw["report_ref"],
        handed_to=raw["handed_to"],
        hand_ref=raw["hand_ref"],
        removed_on=_day(raw["removed_on"]),
        looked_at=_moment(raw.get("looked_at")),
        review_on=_day(raw.get("review_on")),
    )


def _incident(raw: Mapping[str, Any]) -> Incident:
    return Incident(
        what=Mishap(raw["what"]),
        found_at=datetime.fromisoformat(raw["found_at"]),
        signs=raw["signs"],
        calls=tuple(Call(who=Duty(c["who"]), at=datetime.fromisoformat(c["at"])) for c in raw["calls"]),
        lockdown={Lock(lock): Answer(answer) for lock, answer in raw["lockdown"].items()},
        platform_ref=raw["platform_ref"],
        unit_ref=raw["unit_ref"],
        cause=raw["cause"],
        measures=tuple(
            Measure(
                what=m["what"], owner=m["owner"], due=date.fromisoformat(m["due"]), done_on=_day(m["done_on"])
            )
            for m in raw["measures"]
        ),
    )  # fmt: skip


def _correction(raw: Mapping[str, Any]) -> Correction:
    return Correction(
        post=raw["post"],
        error=raw["error"],
        found_by=Reporter(raw["found_by"]),
        severity=Severity(raw["severity"]),
        mode=Mode(raw["mode"]) if raw["mode"] else None,
        wrong=raw["wrong"],
        right=raw["right"],
        basis=raw["basis"],
        correction_post=raw["correction_post"],
        pinned_at=_moment(raw["pinned_at"]),
        cause=raw["cause"],
        prevention=raw["prevention"],
    )


def _clarification(raw: Mapping[str, Any]) -> Clarification:
    return Clarification(
        claim=raw["claim"],
        effect=raw["effect"],
        source=Source(raw["source"]),
        harmful=raw["harmful"],
        asked_often=raw["asked_often"],
        within_remit=raw["within_remit"],
        decision=Decision(raw["decision"]) if raw["decision"] else None,
        reason=raw["reason"],
        draft=raw["draft"],
    )


def _moment(raw: str | None) -> datetime | None:
    return datetime.fromisoformat(raw) if raw else None


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


_READ: Mapping[SlipKind, Callable[[Mapping[str, Any]], Body]] = {
    SlipKind.IMPOSTOR: _impostor,
    SlipKind.INCIDENT: _incident,
    SlipKind.CORRECTION: _correction,
    SlipKind.CLARIFICATION: _clarification,
}
