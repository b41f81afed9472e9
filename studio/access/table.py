"""The table of rights of a page as it was first set up, what guards it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studio.access.model import (
    ROTATED,
    AccessFinding,
    App,
    Device,
    PageAccess,
    PageRole,
    PageSafeguards,
    Right,
    RightsHolder,
    Rotation,
    bare_code,
    findings,
)
from studio.canonical import digest
from studio.clock import Clock, local_date
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.events import Publish, silent
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.signoffs.service import SignOffs
from studio.text import fold, length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.access.storage import StoredAccess

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (ids and codes, never a text)."""
Scan = Callable[[str], Phrase | None]
"""What secret a text holds, as a sentence; None when it holds none."""


TABLE = "access_table"
"""Kind of what is put before the head."""
SOON = timedelta(days=30)
"""Within which the end of a duty is worth a look."""
LONGEST = 300
ACT = "access"
CODELESS = frozenset({"recovery_place", "duty_note", "reason", "post"})
"""Fields in which no number of many digits has any business."""
KEEPERS = (Role.TECHNICAL, Role.HEAD)


class RightsTable:
    """`by` is the id of a person: technical officer or head. Every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredAccess,
        people: People,
        sign_offs: SignOffs,
        clock: Clock,
        *,
        ids: Callable[[], str],
        scan: Scan,
        note: Note,
        max_admins: Callable[[], int] = lambda: 3,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._people = people
        self._sign_offs = sign_offs
        self._clock = clock
        self._ids = ids
        self._scan = scan
        self._note = note
        self._max_admins = max_admins
        self._publish = publish
        self._hold(sign_offs)

    # Reading

    def of(self, page: str) -> PageAccess:
        """All that is known of a page."""
        rights = self._repo.rights(page)
        last = self._sign_offs.latest(TABLE, page)
        standing = self._sign_offs.standing(TABLE, page, self._table_digest(rights)) if rights else None
        return PageAccess(
            page=page,
            rights=rights,
            keeping=self._repo.keeping(page),
            slips=self._repo.slips(page),
            holders=self._repo.holders(),
            agreed=standing is not None,
            waiting=last.id if last and last.agreed is None and last.digest == self._table_digest(rights) else "",
        )

    def holders(self) -> tuple[RightsHolder, ...]:
        """Everyone who holds or held rights, by name."""
        return self._repo.holders()

    def changing(self) -> tuple[RightsHolder, ...]:
        """Those whose duty ended, or ends soon, and who still hold a right; told, for a lesson waits for it."""
        today = self.today
        held = {right.holder for right in self._repo.rights() if right.active(today)}
        found = tuple(
            holder
            for holder in self._repo.holders()
            if holder.duty_end_on is not None and holder.duty_end_on <= today + SOON and holder.id in held
        )
        self._publish("access.filtered")
        return found

    def check(self, page: str) -> tuple[AccessFinding, ...]:
        """What every rule says of the page today; told."""
        found = self.findings(page)
        self._publish("access.checked", page=page)
        return found

    def findings(self, page: str) -> tuple[AccessFinding, ...]:
        return findings(self.of(page), self.today, self._max_admins())

    @property
    def today(self) -> date:
        return local_date(self._clock.now())

    # Holders and the first table

    def save_holder(self, holder: RightsHolder, by: str) -> RightsHolder:
        """Add one person (an empty id), or change one. Raises BadInput, NotPermitted."""
        self._require(by)
        name, post = self._text(holder.name, "name"), self._text(holder.post, "post")
        if length(name) < 2:
            raise BadInput("give the name.", where="name")
        kept = replace(
            holder,
            id=holder.id or self._ids(),
            name=name,
            post=post,
            duty_note=self._text(holder.duty_note, "duty_note"),
        )
        with self._repo.transaction():
            if any(each.name == kept.name and each.id != kept.id for each in self._repo.holders()):
                raise BadInput("“{name}” is on the list already.", name=name, where="name")
            self._repo.put_holder(kept)
            self._note(ACT, by, {"step": "holder", "holder": kept.id})
        self._publish("access.holder.saved", holder=kept.id)
        return kept

    def assign(self, page: str, holder: str, role: PageRole, by: str, *, until: date | None = None) -> Right:
        """Put somebody into the first table of a page, or give another role there.

        Once the head agreed to the table, only slips change it. Raises Refused, NotPermitted, NotFound.
        """
        self._require(by)
        with self._repo.transaction():
            self._require_open(page)
            self._holder(holder)
            former = self._right_of(page, holder)
            right = (
                replace(former, role=role, until=until)
                if former is not None
                else Right(id=self._ids(), page=page, holder=holder, role=role, since=self.today, until=until)
            )
            self._repo.put_right(right)
            self._note(ACT, by, {"step": "assigned", "page": page, "right": right.id, "role": str(role)})
        self._publish("access.assigned", page=page, right=right.id)
        return right

    def drop(self, right_id: str, by: str) -> None:
        """Take a row out of the first table. Raises Refused once the head agreed to it."""
        self._require(by)
        with self._repo.transaction():
            right = self._right(right_id)
            self._require_open(right.page)
            self._repo.drop_right(right_id)
            self._note(ACT, by, {"step": "dropped", "page": right.page, "right": right_id})
        self._publish("access.dropped", page=right.page)

    # Safeguards

    def confirm_mfa(self, right_id: str, by: str, *, on: date | None = None) -> Right:
        """Record that somebody else saw sign-in in several steps switched on. Raises NotPermitted for oneself."""
        person = self._people.require(by, *KEEPERS)
        day = on or self.today
        if day > self.today:
            raise BadInput("the day is yet to come; record it once it is done.", about="access table", where="mfa_on")
        with self._repo.transaction():
            right = self._right(right_id)
            holder = self._holder(right.holder)
            if holder.person == person.id or fold(holder.name) == fold(person.name):
                raise NotPermitted("somebody else has to look and record it, not oneself.")
            kept = replace(right, mfa_on=day, mfa_by=by)
            self._repo.put_right(kept)
            self._note(ACT, by, {"step": "mfa", "page": right.page, "right": right_id})
        self._publish("access.mfa.confirmed", page=right.page, right=right_id)
        return kept

    def keep_recovery(self, page: str, place: str, by: str) -> PageSafeguards:
        """Record where recovery codes are kept. Raises BadInput when the text holds one."""
        return self._guard(page, by, "recovery", recovery_place=self._text(place, "recovery_place"))

    def review_devices(self, page: str, devices: Sequence[Device], apps: Sequence[App], by: str) -> PageSafeguards:
        """Record the devices and applications that were found and looked through today. Raises BadInput."""
        listed = tuple(Device(self._text(each.name, "device"), self._text(each.holder, "device")) for each in devices)
        known = tuple(replace(each, name=self._text(each.name, "app"), purpose=self._text(each.purpose, "app"))
                      for each in apps)  # fmt: skip
        devices_named, apps_named = tuple(d for d in listed if d.name), tuple(a for a in known if a.name)
        return self._guard(
            page, by, "devices", devices=devices_named, apps=apps_named, reviewed_on=self.today, reviewed_by=by
        )

    def schedule(self, page: str, review_on: date, by: str, *, months: int = 6) -> PageSafeguards:
        """Set the day on which rights are looked through next. Raises BadInput for one that is past."""
        if review_on <= self.today:
            raise BadInput("the review must come after today.", where="review_on")
        return self._guard(page, by, "scheduled", review_on=review_on, review_months=months)

    def rotated(self, page: str, what: str, by: str, *, on: date | None = None) -> PageSafeguards:
        """Record that a password or recovery codes were changed, on which day; never which. Raises BadInput."""
        day = on or self.today
        if what not in ROTATED:
            raise BadInput("choose password or recovery codes.", where="what")
        if day > self.today:
            raise BadInput("the day is yet to come; record it once it is done.", about="access", where="on")
        former = self._repo.keeping(page)
        return self._guard(page, by, "rotated", rotations=(*former.rotations, Rotation(what, day, by)))

    def submit_table(self, page: str, by: str, pin: str) -> None:
        """Put the first table before the head. Raises Refused while something blocks it, NotPermitted."""
        self._require(by)
        blocks = [each for each in self.findings(page) if each.blocks and each.code != "REVIEWED_BY_HEAD"]
        if blocks:
            raise Refused("not to be submitted yet: {wrong} {remedy}", wrong=blocks[0].wrong, remedy=blocks[0].remedy)
        self._sign_offs.submit(TABLE, page, self._table_digest(self._repo.rights(page)), by, pin)

    # Within

    def _hold(self, sign_offs: SignOffs) -> None:
        sign_offs.hold_to(TABLE, lambda page: self._table_digest(self._repo.rights(page)))

    def _table_digest(self, rights: Sequence[Right]) -> str:
        """Of the table as it was set up: what slips and revocations did later does not void the head's agreement."""
        rows = [[*self._who(each.holder), str(each.role), str(each.until or "")] for each in rights if not each.slip]
        return digest(sorted(rows))

    def _who(self, holder: str) -> tuple[str, str]:
        """The person that the head agreed to: another name makes another of them."""
        return holder, next((each.name for each in self._repo.holders() if each.id == holder), "")

    def _guard(self, page: str, by: str, step: str, **changes: object) -> PageSafeguards:
        self._require(by)
        with self._repo.transaction():
            kept = replace(self._repo.keeping(page), **changes)  # type: ignore[arg-type]
            self._repo.put_keeping(kept)
            self._note(ACT, by, {"step": step, "page": page})
        self._publish(f"access.{step}", page=page)
        return kept

    def _require(self, by: str) -> str:
        return self._people.require(by, *KEEPERS).id

    def _require_open(self, page: str) -> None:
        if self.of(page).agreed:
            raise Refused("the head has approved this table; make a request to grant, change or revoke a right.")

    def _right_of(self, page: str, holder: str) -> Right | None:
        rows = (each for each in self._repo.rights(page) if each.holder == holder and each.active(self.today))
        return next(rows, None)

    def _right(self, id: str) -> Right:
        found = next((each for each in self._repo.rights() if each.id == id), None)
        if found is None:
            raise NotFound("there is no such row any more; open the table again.")
        return found

    def _holder(self, id: str) -> RightsHolder:
        found = next((each for each in self._repo.holders() if each.id == id), None)
        if found is None:
            raise NotFound("this person is not on the list; add them first.")
        return found

    def _text(self, text: str, where: str) -> str:
        said = squeeze(nfc(text))
        if length(said) > LONGEST:
            raise BadInput("at most {longest} characters; shorten it.", longest=LONGEST, where=where)
        secret = self._scan(said) if said else None
        if secret is None and where in CODELESS and bare_code(said):
            secret = Phrase("It holds a code or a long number.")
        if secret is not None:
            raise BadInput("{secret} No password or code is kept here.", secret=secret, where=where)  # fmt: skip
        return said
