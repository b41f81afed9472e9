"""Incidents: what was seen, who was called, what was shut, whom it was reported to, and what is learnt from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from studio.errors import BadInput
from studio.people.service import People
from studio.slips import rules
from studio.slips.model import (
    Call,
    CorrectiveMeasure,
    DutyPoint,
    Incident,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Slip,
    SlipKind,
    TimelineDeed,
)
from studio.slips.register import SlipRegister


class Incidents:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, staff: People) -> None:
        self._register = register
        self._staff = staff

    def open(self, by: str, *, what: Mishap, found_at: datetime, signs: str) -> Slip:
        """Open a slip. Raises BadInput."""
        body = Incident(what=what, found_at=self._moment(found_at), signs=self._signs(signs))
        return self._register.open(SlipKind.INCIDENT, body, by, "incident.opened")

    def amend(self, id: str, by: str, *, what: Mishap, found_at: datetime, signs: str) -> Slip:
        """Set the first facts right. Raises BadInput."""
        found, told = self._moment(found_at), self._signs(signs)
        return self._register.change(
            id,
            Incident,
            by,
            TimelineDeed.CHANGED,
            lambda body: replace(body, what=what, found_at=found, signs=told),
            news="incident.changed",
        )

    def called(self, id: str, by: str, who: DutyPoint, at: datetime) -> Slip:
        """Somebody was called at that time. Raises BadInput."""
        call = Call(who=who, at=self._register.moment(at, "called_at"))
        return self._register.change(
            id,
            Incident,
            by,
            TimelineDeed.CALLED,
            lambda body: replace(body, calls=(*body.calls, call) if call not in body.calls else body.calls),
            about=who,
            news="incident.notified",
        )

    def locked(self, id: str, by: str, answers: Mapping[LockoutStep, PlatformAnswer]) -> Slip:
        """Answer items of the lockdown list."""
        return self._register.change(
            id,
            Incident,
            by,
            TimelineDeed.LOCKED,
            lambda body: replace(body, lockdown={**body.lockdown, **answers}),
            about=" ".join(sorted(answers)),
            news="incident.locked",
        )

    def reported(self, id: str, by: str, *, platform_ref: str = "", unit_ref: str = "") -> Slip:
        """Platform and competent unit were told, and call it so. Raises BadInput when neither is given."""
        platform = self._register.text(platform_ref, "platform_ref", needed=False)
        unit = self._register.text(unit_ref, "unit_ref", needed=False)
        if not (platform or unit):
            raise BadInput(
                "chưa ghi mã hồ sơ nào; hãy ghi mã của nền tảng hoặc của đơn vị chức năng.",
                "no reference is given; write down the platform's or the competent unit's.",
                where="platform_ref",
            )
        return self._register.change(
            id,
            Incident,
            by,
            TimelineDeed.REPORTED,
            lambda body: replace(body, platform_ref=platform, unit_ref=unit),
            about=" · ".join(part for part in (platform, unit) if part),
            news="incident.reported",
        )

    def reviewed(self, id: str, by: str, cause: str) -> Slip:
        """Why it happened. Raises BadInput."""
        why = self._register.text(cause, "cause", most=rules.LONG)
        return self._register.change(
            id, Incident, by, TimelineDeed.REVIEWED, lambda body: replace(body, cause=why), news="incident.reviewed"
        )

    def add_measure(self, id: str, by: str, *, what: str, owner: str, due: date) -> Slip:
        """Something is to be mended by a person (id) until a day. Raises BadInput, NotFound, NotPermitted."""
        told = self._register.text(what, "measure")
        measure = CorrectiveMeasure(what=told, owner=self._staff.active(owner).id, due=due)
        return self._register.change(
            id,
            Incident,
            by,
            TimelineDeed.REVIEWED,
            lambda body: replace(body, measures=(*body.measures, measure)),
            about=told,
            news="incident.reviewed",
        )

    def measure_done(self, id: str, by: str, number: int, on: date) -> Slip:
        """The measure at that place (from 0) was carried out. Raises BadInput when there is none."""

        def change(body: Incident) -> Incident:
            if not 0 <= number < len(body.measures):
                raise BadInput("không có việc này trong phiếu.", "the slip has no such measure.", where="measure")
            done = replace(body.measures[number], done_on=on)
            return replace(body, measures=(*body.measures[:number], done, *body.measures[number + 1 :]))

        return self._register.change(id, Incident, by, TimelineDeed.CHANGED, change, news="incident.reviewed")

    def _moment(self, at: datetime) -> datetime:
        return self._register.moment(at, "found_at")

    def _signs(self, signs: str) -> str:
        return self._register.text(signs, "signs", most=rules.LONG)
