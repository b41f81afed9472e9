"""Rights on pages: who holds them, what guards them, the slips that change them. No password, code or key anywhere.

What is wrong with the rights on a page, as findings. Codes are those of the training outlines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from studio.clock import show_date
from studio.phrase import Phrase
from studio.text import nfc


class PageRole(StrEnum):
    """What somebody may do on a page, on the platform's own site."""

    FULL_ADMIN = "full_admin"
    EDITOR = "editor"
    MODERATOR = "moderator"
    ANALYST = "analyst"


ROLE_NAMES = {
    PageRole.FULL_ADMIN: Phrase("full admin"),
    PageRole.EDITOR: Phrase("editor"),
    PageRole.MODERATOR: Phrase("moderator"),
    PageRole.ANALYST: Phrase("analyst"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsHolder:
    """One real person who holds rights. `person` is the id of the same person in this profile, where there is one."""

    id: str
    name: str
    person: str = ""
    post: str = ""
    """Position in the unit."""
    duty_end_on: date | None = None
    """Last day of the duty for which the rights are held."""
    duty_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A row of a page's table of rights."""

    id: str
    page: str
    """Name of the account."""
    holder: str
    role: PageRole
    since: date
    until: date | None = None
    mfa_on: date | None = None
    """Day on which somebody else saw that sign-in in several steps is on."""
    mfa_by: str = ""
    slip: str = ""
    """The slip that gave it this role; empty in the first table."""
    revoked_on: date | None = None
    revoked_by: str = ""
    cleared: bool = False
    """When it was revoked, devices were removed and sessions ended."""

    def active(self, on: date) -> bool:
        """Whether the platform still lets its holder in, as far as is known; one whose time ran out still does."""
        return self.revoked_on is None or self.revoked_on > on


@dataclass(frozen=True, slots=True)
class Device:
    """A device from which somebody may sign in."""

    name: str
    holder: str = ""
    """Who uses it, in words."""


@dataclass(frozen=True, slots=True)
class App:
    """An application of others that is connected to the page."""

    name: str
    purpose: str = ""
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Rotation:
    """That a password or a set of codes was changed; never which."""

    what: str
    """``password`` or ``recovery_codes``."""
    on: date
    by: str


ROTATED = {
    "password": Phrase("password"),
    "recovery_codes": Phrase("recovery codes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSafeguards:
    """What guards a page besides its rights."""

    page: str
    recovery_place: str = ""
    """Where the recovery codes are kept: an envelope, a safe. Never the codes."""
    devices: tuple[Device, ...] = ()
    apps: tuple[App, ...] = ()
    reviewed_on: date | None = None
    """When devices and applications were looked through."""
    reviewed_by: str = ""
    review_on: date | None = None
    """When rights are looked through next."""
    review_months: int = 6
    rotations: tuple[Rotation, ...] = ()


class AccessSlipKind(StrEnum):
    GRANT = "grant"
    CHANGE = "change"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSlip:
    """A request to give, change or take away a right; the head agrees before it is done on the platform."""

    id: str
    kind: AccessSlipKind
    page: str
    holder: str
    role: PageRole | None = None
    """The new role; None of a revocation."""
    reason: str
    until: date | None = None
    made_by: str
    made_at: datetime
    applied_at: datetime | None = None
    """When it was done on the platform."""
    applied_by: str = ""

    @property
    def open(self) -> bool:
        return self.applied_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAccess:
    """All that is known of one page. `agreed`: the head agreed to the table as it was set up."""

    page: str
    rights: tuple[Right, ...]
    keeping: PageSafeguards
    slips: tuple[AccessSlip, ...]
    holders: Sequence[RightsHolder]
    agreed: bool = False
    waiting: str = ""
    """Id of the sign-off, while the table lies before the head."""

    def holder(self, id: str) -> RightsHolder | None:
        return next((each for each in self.holders if each.id == id), None)

    def admins(self, on: date) -> tuple[Right, ...]:
        """Active rows of full administrators."""
        return tuple(right for right in self.rights if right.role is PageRole.FULL_ADMIN and right.active(on))


LEAST_ADMINS = 2
_SHARED = re.compile(
    r"[,;/&+]|(?<!\w)(?:và|and)(?!\w)|^(?:tổ|đội|ban|phòng|nhóm|công an|đơn vị|trực ban|ca trực|admin\w*|quản trị\w*"
    r"|dùng chung|tài khoản chung|team|shared)(?!\w)"
)
"""Names that stand for several people, or for none. With their marks: “Tô” is a family name, “tổ” is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFinding:
    """One thing that is wrong. `right` is the row it concerns, where it concerns one."""

    code: str
    wrong: Phrase
    remedy: Phrase
    blocks: bool = True
    right: str = ""


_CODE = re.compile(
    r"(?<![\w/.])(?:\d{6,}|\d{3,5}(?:[ -]\d{3,5})+)(?![\w/])"
    r"|(?<!\w)(?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z\d]{4,}(?:-[A-Za-z\d]{4,})+(?!\w)"
    r"|(?<!\w)(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{8,}(?!\w)"
)
"""Recovery codes as platforms print them: 8374 2910, 12345678, abcd-12ef, a8f3k2x9."""


def bare_code(text: str) -> bool:
    """Whether a text holds what looks like a code, with no word before it that says so."""
    return _CODE.search(nfc(text)) is not None


Rule = Callable[[PageAccess, date, int], Iterator[AccessFinding]]


def findings(access: PageAccess, on: date, max_admins: int) -> tuple[AccessFinding, ...]:
    """What every rule says of the page on that day."""
    return tuple(finding for rule in RULES for finding in rule(access, on, max_admins))


def shared_name(name: str) -> bool:
    """Whether a name is not that of one person: ``Tổ trực``, ``admin1``, ``An và Bình``."""
    return _SHARED.search(nfc(name).lower()) is not None


def late(holder: RightsHolder, access: PageAccess, on: date) -> tuple[str, ...]:
    """Ids of the rows that outlived the holder's duty, or were revoked after it ended."""
    end = holder.duty_end_on
    if end is None:
        return ()
    rows = (right for right in access.rights if right.holder == holder.id)
    return tuple(row.id for row in rows if (row.revoked_on > end if row.revoked_on else on > end))


def _two_admins(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    count = len({right.holder for right in access.admins(on)})
    if not LEAST_ADMINS <= count <= max_admins:
        none = Phrase("The page has no full administrator.")
        some = Phrase("Full administrators on the page: {count}.", count=count)
        yield AccessFinding(
            code="TWO_ADMINS",
            wrong=some if count else none,
            remedy=Phrase(
                "Keep {least_admins} to {max_admins}; whoever writes posts needs only the editor's role.",
                least_admins=LEAST_ADMINS,
                max_admins=max_admins,
            ),
        )


def _mfa(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    for right in access.admins(on):
        if right.mfa_on is None:
            name = _name(access, right.holder)
            yield AccessFinding(
                code="MFA_RECORDED",
                wrong=Phrase("It is not recorded that {name} has MFA on.", name=name),
                remedy=Phrase("Have somebody else look and record the day; never a code."),
                right=right.id,
            )


def _shared(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    for right in access.rights:
        holder, name = access.holder(right.holder), _name(access, right.holder)
        known = holder is not None and bool(holder.person)  # somebody with a PIN of their own
        if right.active(on) and not known and shared_name(name):
            yield AccessFinding(
                code="NO_SHARED_LOGIN",
                wrong=Phrase("“{name}” is not the name of one person.", name=name),
                remedy=Phrase("Name one real person a row."),
                blocks=False,
                right=right.id,
            )


def _revoked(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    for holder in access.holders:
        for right in late(holder, access, on):
            end = show_date(holder.duty_end_on) if holder.duty_end_on else ""
            yield AccessFinding(
                code="REVOKED_IN_TIME",
                wrong=Phrase(
                    "The duty of {name} ended on {end}; the right was not revoked by then.", name=holder.name, end=end
                ),
                remedy=Phrase("Revoke it now, remove devices and sessions, change the password."),
                right=right,
            )


def _expired(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    for right in access.rights:
        if right.active(on) and right.until is not None and right.until < on:
            name = _name(access, right.holder)
            yield AccessFinding(
                code="RIGHT_EXPIRED",
                wrong=Phrase("The right of {name} ran out on {until}.", name=name, until=show_date(right.until)),
                remedy=Phrase("Revoke it, or request a later day."),
                blocks=False,
                right=right.id,
            )


def _reviewed(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    if access.rights and not access.agreed:
        yield AccessFinding(
            code="REVIEWED_BY_HEAD",
            wrong=Phrase("The head has not approved this table."),
            remedy=(Phrase("Wait for the decision.") if access.waiting else Phrase("Submit it to the head.")),
        )


def _review_due(access: PageAccess, on: date, max_admins: int) -> Iterator[AccessFinding]:
    due = access.keeping.review_on
    if due is not None and due < on:
        yield AccessFinding(
            code="REVIEW_DUE",
            wrong=Phrase("The review was due on {due}.", due=show_date(due)),
            remedy=Phrase("Look through the rights, then set the next day."),
            blocks=False,
        )


def _name(access: PageAccess, holder: str) -> str:
    found = access.holder(holder)
    return found.name if found is not None else "–"


RULES: tuple[Rule, ...] = (_two_admins, _mfa, _shared, _revoked, _expired, _reviewed, _review_due)
"""NO_SECRET_STORED is no rule here: what holds a secret is refused before it is kept."""
