"""What the department speaks of: stations, posts of other units, notices to many, the ends of logs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from studio.phrase import Phrase

SILENT_AFTER = timedelta(days=7)
"""A station that nothing was heard of for longer is silent."""
LONGEST_NOTICE = 4_000
LONGEST_NOTE = 500
LONGEST_LINK = 500


class StationState(StrEnum):
    """What is to be done about a station, the most urgent first."""

    SILENT = "silent"
    LOG = "log"
    """The end of its log does not follow the one it told before."""
    ASIDE = "aside"
    """Items of its unit came and could not be taken in."""
    TWO_VERSIONS = "two_versions"
    """A post of its unit has two versions, and nobody chose yet."""
    OLD = "old"
    """Its program is older than the one here."""
    REVOKED = "revoked"
    """Its access was taken away."""
    FINE = "fine"

    @property
    def group(self) -> StationGroup:
        if self is StationState.SILENT:
            return StationGroup.SILENT
        return StationGroup.HEARD if self is StationState.FINE else StationGroup.LOOK


class StationGroup(StrEnum):
    """The three heads of the list of stations, in this order."""

    SILENT = "silent"
    LOOK = "look"
    HEARD = "heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class HubUnit:
    """A unit as the hub names it, and what people call it."""

    code: str
    name: str
    """The code, while the head of the department has not said the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCall:
    """Somebody of the department called a unit."""

    unit: str
    at: datetime
    by: str
    """Id of the person."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StationLine:
    """A station in the department's list."""

    login: str
    unit: str
    """Its code."""
    name: str
    """Of the unit; with the login where the unit has several stations."""
    last: datetime | None
    """When the hub last heard of it, by the hub's clock; None: never."""
    version: str
    """Of its program; empty while it never told."""
    waiting: int
    """Items in its boxes that it has not fetched."""
    state: StationState
    told: Phrase
    """The state in words, with what was tried: “silent · called on 14/11”."""
    called: UnitCall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The four tiles."""

    as_of: datetime | None
    """When this PC last had everything from the hub; None: never."""
    stations: int
    """Those that may use the hub."""
    heard: int
    """Of these: heard of in the last seven days."""
    silent: int
    oldest: datetime | None
    """When the one that was silent longest was last heard of; None: there is none, or it never was."""
    never: int
    """Silent ones that never were heard of."""
    sent_today: int
    """Posts on pages that became public today, as their receipts say."""
    doubled: int
    """Posts that a page shows twice, or that went out to one page twice in the last thirty days."""
    unclear: int
    """Posts that may be on a page, and nobody has looked yet."""
    month: date
    """The first day of the last whole month."""
    reports: int
    """Units whose report of it came and counts."""
    units: int
    """Units that are to report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPost:
    """A post that waits for an approval, of whichever unit."""

    post: str
    unit: str
    """Code; empty for one that was written here."""
    name: str
    """Of the unit."""
    title: str
    pages: int
    submitted: datetime
    publish_at: datetime | None
    approvable: bool
    """False while it has two versions, between which a person has to choose first."""


class PlanKind(StrEnum):
    PLANNED = "planned"
    """Its unit means to publish it then."""
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPost:
    """A post of any unit in the common calendar."""

    post: str
    unit: str
    name: str
    title: str
    """Empty for a published one whose text did not come here."""
    at: datetime
    kind: PlanKind
    page: str = ""
    """Title or name of the page; empty while it is only planned."""
    url: str = ""


class Proof(StrEnum):
    """What is known of a unit and a notice, the strongest first."""

    VERIFIED = "verified"
    """Published, and read back from the page."""
    CONFIRMED = "confirmed"
    """Published on the word of whoever posted it, or not read back yet."""
    ACKNOWLEDGED = "acknowledged"
    """A person of the unit says that it was read."""
    NOT_HEARD = "not_heard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the department tells many units."""

    id: str
    number: str
    """As people name it, “14/phong-1”: counted on from the highest that the PC knew, behind it the login of that PC on
    the hub. So no two PCs give one number, whatever either knows of the other."""
    text: str
    link: str
    units: tuple[str, ...]
    """Codes, sorted; every unit that there was is named."""
    due: datetime
    publish: bool
    """The units are to publish something, not to read it only."""
    by: str
    """Name of who sent it."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """The department took a notice back: nothing is to be done about it any more."""

    notice: str
    by: str
    """Name of who took it back."""
    at: datetime
    seen: bool = False
    """At a station: a person read that it was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A person of a unit read a notice; `post` is the post that they made of it, where they named one."""

    notice: str
    unit: str
    by: str
    """Name of the person."""
    at: datetime
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitProgress:
    """How far a unit is with a notice."""

    unit: str
    name: str
    proof: Proof
    silent: bool
    """None of its stations was heard of in the last seven days."""
    acknowledged: Acknowledgement | None = None
    url: str = ""
    """Where the post is."""
    called: UnitCall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeProgress:
    """How far a notice is."""

    notice: Notice
    units: tuple[UnitProgress, ...]
    """All that were told, in the order of their names."""
    counts: Mapping[Proof, int] = field(default_factory=dict)
    """Units by proof; every proof is there."""
    overdue: bool = False
    taken_back: TakenBack | None = None
    """Then nothing is missing, and it is not overdue."""

    @property
    def done(self) -> int:
        """Units that did what the notice asks: published, with a proof, or read where it asks no more."""
        return sum(self.is_done(one) for one in self.units)

    @property
    def missing(self) -> tuple[UnitProgress, ...]:
        return () if self.taken_back else tuple(one for one in self.units if not self.is_done(one))

    def is_done(self, one: UnitProgress) -> bool:
        enough = (Proof.VERIFIED, Proof.CONFIRMED) if self.notice.publish else tuple(Proof)[:-1]
        return one.proof in enough


ASKED_FOR = timedelta(days=7)
"""After the date of a notice that asks for a post its unit is reminded of it for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForMe:
    """A notice as a station has it."""

    notice: Notice
    acknowledged: Acknowledgement | None = None
    taken_back: TakenBack | None = None

    @property
    def waits(self) -> bool:
        """Whether a person here still has to read it, or that it was taken back."""
        return self.acknowledged is None if self.taken_back is None else not self.taken_back.seen

    def asks_for_post(self, now: datetime) -> bool:
        """Whether it was read, asks for a post, and nobody said yet which one that is."""
        if self.waits or self.taken_back is not None or self.acknowledged is None:
            return False
        return self.notice.publish and not self.acknowledged.post and now < self.notice.due + ASKED_FOR


class HeadState(StrEnum):
    FINE = "fine"
    WENT_BACK = "went_back"
    """The log is shorter than it was: its end was cut off, or an older copy of the profile is at work."""
    BROKEN = "broken"
    """The log has another entry where the former end was: it was written anew."""
    FAULTS = "faults"
    """The station itself found its log damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """The end of a station's log as it last told it."""

    station: str
    unit: str
    name: str
    seq: int
    hash: str
    at: datetime
    state: HeadState
    told: Phrase
