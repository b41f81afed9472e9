"""Rights on pages: the first table (see `RightsTable`), and the slips that change it, which the head agreed to.

Nothing here reaches a platform. A person does it there, and says here when and who.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from studio.access.model import AccessSlip, AccessSlipKind, PageRole, Right
from studio.access.table import ACT, RightsTable
from studio.canonical import digest
from studio.errors import BadInput, NotFound, Refused
from studio.signoffs.service import SignOffs
from studio.text import length

SLIP = "access_slip"
"""Kind of what is put before the head."""


class Access(RightsTable):
    """`by` is the id of a person: technical officer or head. Every act raises a StudioError with the reason."""

    def slip(self, id: str) -> AccessSlip:
        """Raises NotFound."""
        found = next((slip for slip in self._repo.slips() if slip.id == id), None)
        if found is None:
            raise NotFound("there is no such slip any more; open the list again.")
        return found

    def agreed(self, slip: AccessSlip) -> bool:
        """Whether the head agreed to exactly this slip."""
        return self._sign_offs.standing(SLIP, slip.id, self._slip_digest(slip)) is not None

    def waiting(self, slip: AccessSlip) -> str:
        """Id of the sign-off while the slip lies before the head; empty otherwise."""
        last = self._sign_offs.latest(SLIP, slip.id)
        return last.id if last is not None and last.agreed is None else ""

    def open_slip(
        self,
        kind: AccessSlipKind,
        page: str,
        holder: str,
        by: str,
        *,
        role: PageRole | None = None,
        reason: str,
        until: date | None = None,
    ) -> AccessSlip:
        """Make a slip. Raises BadInput for a reason, role or day that will not do, Refused without such a right."""
        self._require(by)
        said = self._text(reason, "reason")
        if length(said) < 5:
            raise BadInput("give the reason.", where="reason")
        if kind is AccessSlipKind.REVOKE:
            role, until = None, None
        elif role is None:
            raise BadInput("choose the role.", where="role")
        elif until is None or until <= self.today:
            raise BadInput("the last day must come after today.", where="until")
        slip = AccessSlip(
            id=self._ids(), kind=kind, page=page, holder=self._holder(holder).id, role=role, reason=said, until=until,
            made_by=by, made_at=self._clock.now(),
        )  # fmt: skip
        with self._repo.transaction():
            self._require_sense(slip)
            self._repo.put_slip(slip)
            self._note(ACT, by, {"step": "slip", "page": page, "slip": slip.id, "kind": str(kind)})
        self._publish("access.slip.opened", page=page, slip=slip.id)
        return slip

    def submit_slip(self, id: str, by: str, pin: str) -> None:
        """Put a slip before the head. Raises NotFound, NotPermitted, Refused."""
        self._require(by)
        slip = self.slip(id)
        self._sign_offs.submit(SLIP, id, self._slip_digest(slip), by, pin, slip.reason)

    def apply(self, id: str, by: str, *, at: datetime | None = None) -> AccessSlip:
        """Record that an agreed slip was carried out on the platform, now or at `at`. Raises Refused, NotFound."""
        self._require(by)
        now = self._clock.now()
        if at is not None and at > now:
            raise BadInput("the moment is yet to come; record it once it is done.", where="at")
        with self._repo.transaction():
            slip = self.slip(id)
            if not slip.open:
                raise Refused("this request was carried out already; make a new one for another change.")
            if not self.agreed(slip):
                raise Refused("the head has not approved this request; submit it to the head first.")
            done = replace(slip, applied_at=at or now, applied_by=by)
            self._repo.put_slip(done)
            self._carry_out(done)
            self._note(ACT, by, {"step": "applied", "page": slip.page, "slip": id, "kind": str(slip.kind)})
        self._publish("access.applied", page=slip.page, slip=id)
        return done

    def revoke(self, right_id: str, by: str, *, cleared: bool, on: date | None = None) -> Right:
        """Record that a right was taken away on the platform; that needs no agreement, for it must not wait.

        `cleared`: devices were removed and sessions ended; without it the right counts as held. Raises BadInput.
        """
        self._require(by)
        day = on or self.today
        if not cleared:
            raise BadInput("remove devices and sessions as well, then record it.", where="cleared")
        if day > self.today:
            raise BadInput("the day is yet to come; record it once it is done.", where="revoked_on")
        with self._repo.transaction():
            right = self._right(right_id)
            if right.revoked_on is not None:
                raise Refused("this right was recorded as revoked already; that day stays.")
            if day < right.since:
                raise BadInput("the day lies before the right was given; check it.", where="revoked_on")
            kept = replace(right, revoked_on=day, revoked_by=by, cleared=True)
            self._repo.put_right(kept)
            self._note(ACT, by, {"step": "revoked", "page": kept.page, "right": right_id})
        self._publish("access.revoked", page=kept.page, right=right_id)
        return kept

    # Within

    def _hold(self, sign_offs: SignOffs) -> None:
        super()._hold(sign_offs)
        sign_offs.hold_to(SLIP, lambda slip: self._slip_digest(self.slip(slip)))

    def _carry_out(self, slip: AccessSlip) -> None:
        former = self._right_of(slip.page, slip.holder)
        if slip.role is None:
            if former is not None:
                self._repo.put_right(
                    replace(former, revoked_on=self.today, revoked_by=slip.applied_by, cleared=True)
                )  # fmt: skip
            return
        if former is not None:  # the row as the head saw it stays, ended today
            self._repo.put_right(replace(former, revoked_on=self.today, revoked_by=slip.applied_by))
        mfa = (former.mfa_on, former.mfa_by) if former is not None else (None, "")
        self._repo.put_right(
            Right(
                id=self._ids(), page=slip.page, holder=slip.holder, role=slip.role, since=self.today,
                until=slip.until, mfa_on=mfa[0], mfa_by=mfa[1], slip=slip.id,
            )
        )  # fmt: skip

    def _require_sense(self, slip: AccessSlip) -> None:
        held = self._right_of(slip.page, slip.holder)
        if slip.kind is AccessSlipKind.GRANT and held is not None:
            raise Refused("this person has a right on the page; make a request to change it.")
        if slip.kind is not AccessSlipKind.GRANT and held is None:
            raise Refused("this person holds no right on the page; make a request that grants one.")

    def _slip_digest(self, slip: AccessSlip) -> str:
        who = self._who(slip.holder)
        return digest([str(slip.kind), slip.page, *who, str(slip.role or ""), slip.reason, str(slip.until or "")])
