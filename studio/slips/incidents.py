"""Incidents: what was seen, who was called, what was shut, whom it was reported to, and what is learnt from it.

Impostor pages: recorded, compared with the directory, reported, handed on, and closed when they are gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from studio.clock import local_date
from studio.errors import BadInput
from studio.people.service import People
from studio.slips import model
from studio.slips.model import (
    CorrectiveMeasure,
    DutyPoint,
    Impostor,
    ImpostorSite,
    Incident,
    LockoutStep,
    Mishap,
    PhoneCall,
    PlatformAnswer,
    Reporter,
    Slip,
    SlipKind,
    TimelineDeed,
)
from studio.slips.register import Ours, SlipRegister


class Incidents:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, people: People) -> None:
        self._register = register
        self._people = people

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
        call = PhoneCall(who=who, at=self._register.moment(at, "called_at"))
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
                "no reference is given; write down the platform's or the competent unit's.", where="platform_ref"
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
        why = self._register.text(cause, "cause", most=model.LONG)
        return self._register.change(
            id, Incident, by, TimelineDeed.REVIEWED, lambda body: replace(body, cause=why), news="incident.reviewed"
        )

    def add_measure(self, id: str, by: str, *, what: str, owner: str, due: date) -> Slip:
        """Something is to be mended by a person (id) until a day. Raises BadInput, NotFound, NotPermitted."""
        told = self._register.text(what, "measure")
        measure = CorrectiveMeasure(what=told, owner=self._people.active(owner).id, due=due)
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
                raise BadInput("the case has no such measure.", where="measure")
            done = replace(body.measures[number], done_on=on)
            return replace(body, measures=(*body.measures[:number], done, *body.measures[number + 1 :]))

        return self._register.change(id, Incident, by, TimelineDeed.CHANGED, change, news="incident.reviewed")

    def _moment(self, at: datetime) -> datetime:
        return self._register.moment(at, "found_at")

    def _signs(self, signs: str) -> str:
        return self._register.text(signs, "signs", most=model.LONG)


class Impostors:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, ours: Ours) -> None:
        self._register = register
        self._ours = ours

    def record(self, by: str, *, address: str, site: ImpostorSite, seen_at: datetime, reported_by: Reporter) -> Slip:
        """Open a slip. Raises BadInput."""
        body = Impostor(
            address=self._address(address),
            site=site,
            seen_at=self._register.moment(seen_at, "seen_at"),
            reported_by=reported_by,
        )
        return self._register.open(SlipKind.IMPOSTOR, body, by, "impostor.recorded")

    def amend(
        self, id: str, by: str, *, address: str, site: ImpostorSite, seen_at: datetime, reported_by: Reporter
    ) -> Slip:
        """Set the first facts right. Raises BadInput."""
        given, seen = self._address(address), self._register.moment(seen_at, "seen_at")
        return self._change(
            id,
            by,
            TimelineDeed.CHANGED,
            "impostor.recorded",
            address=given,
            site=site,
            seen_at=seen,
            reported_by=reported_by,
        )

    def compared(self, id: str, by: str) -> Slip:
        """It is none of the pages of the directory."""
        return self._change(id, by, TimelineDeed.COMPARED, "impostor.compared", compared_at=self._register.now())

    def reported(self, id: str, by: str, ref: str) -> Slip:
        """The platform was told; `ref` is what it calls the report. Raises BadInput."""
        code = self._register.text(ref, "report_ref")
        return self._change(id, by, TimelineDeed.REPORTED, "impostor.reported", about=code, report_ref=code)

    def handed(self, id: str, by: str, unit: str, ref: str = "") -> Slip:
        """The competent unit has the case. Raises BadInput."""
        to, code = self._register.text(unit, "handed_to"), self._register.text(ref, "hand_ref", needed=False)
        about = " · ".join(part for part in (to, code) if part)
        return self._change(id, by, TimelineDeed.HANDED, "impostor.handed", about=about, handed_to=to, hand_ref=code)

    def looked(self, id: str, by: str, review_on: date | None = None) -> Slip:
        """It is still there; look again on `review_on`, else after the usual days. Raises BadInput for a past day."""
        now = self._register.now()
        if review_on is not None and review_on <= local_date(now):
            raise BadInput("the day of the next look has to come after today.", where="review_on")
        about = review_on.isoformat() if review_on is not None else ""
        return self._change(
            id, by, TimelineDeed.LOOKED, "impostor.looked", about=about, looked_at=now, review_on=review_on
        )

    def removed(self, id: str, by: str, on: date) -> Slip:
        """The page is gone since that day. Raises BadInput for one to come."""
        if on > local_date(self._register.now()):
            raise BadInput(
                "the day of removal is still to come; write down when the page was removed.", where="removed_on"
            )
        return self._change(id, by, TimelineDeed.CHANGED, "impostor.removed", about=on.isoformat(), removed_on=on)

    def _address(self, address: str) -> str:
        """Raises BadInput for what is none, and for a page of the registry."""
        given = model.address(address, "address")
        own = self._ours(given)
        if own:
            raise BadInput(
                "this is the page “{own}” of the page files, no impostor; look at the address again.",
                own=own,
                where="address",
            )
        return given

    def _change(self, id: str, by: str, deed: TimelineDeed, news: str, *, about: str = "", **values: object) -> Slip:
        def change(body: Impostor) -> Impostor:
            return replace(body, **values)  # type: ignore[arg-type]

        return self._register.change(id, Impostor, by, deed, change, about=about, news=news)
