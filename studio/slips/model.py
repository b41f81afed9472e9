"""A slip: what went wrong, of four kinds, with a line for each thing that was done and the evidence that was kept.

What a slip needs before it can be closed, each as one sentence; and how texts and moments are taken in.

A refusal names the field it is about by its key (``where``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from studio.clock import local_date, show_datetime
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.text import length, nfc, squeeze


class SlipKind(StrEnum):
    IMPOSTOR = "impostor"
    """Somebody else's page that passes for one of the unit's."""
    INCIDENT = "incident"
    """An account was taken over, or something went out by mistake."""
    CORRECTION = "correction"
    """A published post of the unit is wrong."""
    CLARIFICATION = "clarify"
    """A false claim that people ask about."""


class Reporter(StrEnum):
    """Who noticed it: a part somebody plays, never a name."""

    RESIDENT = "resident"
    STAFF = "staff"
    OTHER_UNIT = "other_unit"
    PRESS = "press"
    PLATFORM = "platform"


class ImpostorSite(StrEnum):
    """Where an impostor page is."""

    FACEBOOK = "facebook"
    ZALO = "zalo"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    TELEGRAM = "telegram"
    WEBSITE = "website"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impostor:
    """One page by its address. Nobody is followed, and nothing of its content is stored but evidence."""

    address: str
    """As it was reported; shown to people with its dots broken (`defang`)."""
    site: ImpostorSite
    seen_at: datetime
    reported_by: Reporter
    compared_at: datetime | None = None
    """When somebody found that it is none of the pages of the directory."""
    report_ref: str = ""
    """What the platform calls the report."""
    handed_to: str = ""
    """The competent unit that took it over, and what it calls the case."""
    hand_ref: str = ""
    removed_on: date | None = None
    looked_at: datetime | None = None
    """When somebody looked last and found it still there."""
    review_on: date | None = None
    """The day chosen for the next look."""


class Mishap(StrEnum):
    """What kind of incident it is."""

    TAKEN_OVER = "taken_over"
    WRONG_POST = "wrong_post"
    LOST_DEVICE = "lost_device"


class DutyPoint(StrEnum):
    """Who is called."""

    HEAD = "head"
    TECHNICAL = "technical"
    COMPETENT_UNIT = "competent_unit"
    PLATFORM = "platform"


class LockoutStep(StrEnum):
    """What shuts an intruder out, in the order in which it is done."""

    LOGIN = "login"
    """The password is changed from a clean device."""
    SESSIONS = "sessions"
    RIGHTS = "rights"
    APPS = "apps"
    RECOVERY = "recovery"
    """Mail and telephone for recovery are the unit's own."""


class PlatformAnswer(StrEnum):
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCall:
    who: DutyPoint
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectiveMeasure:
    """What is to be mended, by whom (id of a person) and until when."""

    what: str
    owner: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    what: Mishap
    found_at: datetime
    signs: str
    calls: tuple[PhoneCall, ...] = ()
    lockdown: Mapping[LockoutStep, PlatformAnswer] = field(default_factory=dict)
    platform_ref: str = ""
    unit_ref: str = ""
    """What the competent unit calls the case."""
    cause: str = ""
    measures: tuple[CorrectiveMeasure, ...] = ()

    @property
    def notified(self) -> bool:
        """Whether the head and the technical officer were called."""
        return {DutyPoint.HEAD, DutyPoint.TECHNICAL} <= {call.who for call in self.calls}

    @property
    def locked_down(self) -> bool:
        """Whether every item of the list is answered."""
        return set(LockoutStep) <= set(self.lockdown)


class IncidentSeverity(StrEnum):
    MINOR = "minor"
    SERIOUS = "serious"
    """It may have led people to do the wrong thing; the correction is pinned."""
    PERSONAL_DATA = "personal_data"
    """Somebody's data is public: the post goes at once."""


class ErrorHandling(StrEnum):
    """How an error is dealt with."""

    NOTED_EDIT = "noted_edit"
    CORRECTION = "correction"
    WITHDRAWN_FOR_NOW = "withdrawn_for_now"
    WITHDRAWN = "withdrawn"


WITHDRAWING = frozenset({ErrorHandling.WITHDRAWN_FOR_NOW, ErrorHandling.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    post: str
    """Id of the post that is wrong."""
    error: str
    """What is wrong with it, in a sentence."""
    found_by: Reporter
    severity: IncidentSeverity
    mode: ErrorHandling | None = None
    wrong: str = ""
    right: str = ""
    basis: str = ""
    correction_post: str = ""
    """Id of the post that corrects it."""
    pinned_at: datetime | None = None
    cause: str = ""
    prevention: str = ""


class ClaimSource(StrEnum):
    """Where a claim comes from. Nobody's account is searched for any."""

    QUESTIONS = "questions"
    COMPETENT_UNIT = "competent_unit"


class SlipDecision(StrEnum):
    ANSWER = "answer"
    HAND_ON = "hand_on"
    """It is another body's business."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification:
    claim: str
    """In the unit's own neutral words, never a citizen's message."""
    effect: str
    """What it does to people."""
    source: ClaimSource
    harmful: bool | None = None
    asked_often: bool | None = None
    within_remit: bool | None = None
    decision: SlipDecision | None = None
    reason: str = ""
    draft: str = ""
    """Id of the post that says what is true."""


Body = Impostor | Incident | Correction | Clarification


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip of the register."""

    id: str
    kind: SlipKind
    body: Body
    opened_by: str
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None = None

    @property
    def code(self) -> str:
        """What people call it: ``VV-2611-3f2a``, from the month and the id."""
        opened = local_date(self.opened_at)
        return f"VV-{opened:%y%m}-{self.id[:4]}"


class TimelineDeed(StrEnum):
    """What a line of the timeline tells."""

    OPENED = "opened"
    CHANGED = "changed"
    """Facts of the slip were set right."""
    NOTED = "noted"
    EVIDENCE = "evidence"
    COMPARED = "compared"
    LOOKED = "looked"
    """The page was looked at again, and is still there."""
    REPORTED = "reported"
    HANDED = "handed"
    CALLED = "called"
    LOCKED = "locked"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    DRAFTED = "drafted"
    PINNED = "pinned"
    EXPORTED = "exported"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A line of the timeline; none is ever changed. `about` is a code, a reference or a note."""

    at: datetime
    by: str
    deed: TimelineDeed
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipEvidence:
    """A file that shows how it was; never changed, and gone only with its slip."""

    sha256: str
    name: str
    size: int
    captured_at: datetime
    """When the picture was taken: what its owner says, never later than when it was added."""
    added_at: datetime
    added_by: str


SHORT, LONG = 200, 600
"""Characters of a line, and of a text."""
LOOK_EVERY = timedelta(days=7)
"""An impostor page that is still there is looked at again after so many days, unless a day was chosen."""
LEEWAY = timedelta(minutes=5)
"""Clocks differ: what was seen that far ahead was seen now."""
Published = Callable[[str], bool]

CAPTURE = Phrase("Add a screenshot as a supporting file.")


def missing(
    slip: Slip, evidence: Sequence[SlipEvidence], *, published: Published, withdrawn: Published
) -> tuple[Phrase, ...]:
    """What is still to be done before the slip can be closed, in the order of its steps."""
    match slip.body:
        case Impostor() as body:
            return tuple(_impostor(body, evidence))
        case Incident() as body:
            return tuple(_incident(body, evidence))
        case Correction() as body:
            return tuple(_correction(body, published, withdrawn))
        case Clarification() as body:
            return tuple(_clarification(body, published))


def _impostor(body: Impostor, evidence: Sequence[SlipEvidence]) -> Iterator[Phrase]:
    if body.compared_at is None:
        yield Phrase("Compare with the directory, so that it is surely no page of a unit.")
    if not evidence:
        yield CAPTURE
    if not body.report_ref:
        yield Phrase("Report the page to its platform and write down the code of the report.")
    if not body.handed_to:
        yield Phrase("Hand the case to the competent unit.")
    if body.removed_on is None:
        yield Phrase("Write down the day on which the page was removed.")


def _incident(body: Incident, evidence: Sequence[SlipEvidence]) -> Iterator[Phrase]:
    if not body.notified:
        yield Phrase("Call the head and the technical officer, and write down when.")
    if not body.locked_down:
        yield Phrase("Answer every item of the lockdown list.")
    if not evidence:
        yield CAPTURE
    if not (body.platform_ref or body.unit_ref):
        yield Phrase("Tell the platform and the competent unit, and write down their references.")
    if not body.cause or not body.measures:
        yield Phrase("Write down the cause and at least one thing to be corrected.")


def _correction(body: Correction, published: Published, withdrawn: Published) -> Iterator[Phrase]:
    if body.mode is None:
        yield Phrase("Choose how it is dealt with.")
    elif body.mode in WITHDRAWING and not withdrawn(body.post):
        yield Phrase("Wait until a second person decided on the withdrawal and the post is off its pages.")
    if body.mode not in WITHDRAWING and not (body.wrong and body.right):
        yield Phrase("Fill in “We wrote” and “Correct text”.")
    if body.mode is ErrorHandling.CORRECTION and not (body.correction_post and published(body.correction_post)):
        yield Phrase("Publish the correction.")
    if body.mode is ErrorHandling.CORRECTION and body.severity is IncidentSeverity.SERIOUS and body.pinned_at is None:
        yield Phrase("Pin the correction at the top of the page.")
    if not body.cause or not body.prevention:
        yield Phrase("Write down the cause and how it is prevented.")


def _clarification(body: Clarification, published: Published) -> Iterator[Phrase]:
    if body.decision is None:
        yield Phrase("Assess it and decide whether to answer.")
    elif body.decision is SlipDecision.ANSWER and not (body.draft and published(body.draft)):
        yield Phrase("Publish the post that says what is true.")


def text(value: str, where: str, *, most: int = SHORT, needed: bool = True) -> str:
    """`value` in NFC on one line. Raises BadInput when it is empty or too long."""
    tidy = squeeze(nfc(value))
    if needed and not tidy:
        raise BadInput("is empty; fill it in.", where=where)
    if length(tidy) > most:
        raise BadInput("has {length} characters of {most}; shorten it.", length=length(tidy), most=most, where=where)
    return tidy


def moment(at: datetime, now: datetime, where: str) -> datetime:
    """`at`, which is not to come. Raises BadInput."""
    if at > now + LEEWAY:
        raise BadInput("{at} is still to come; write down when it happened.", at=show_datetime(at), where=where)
    return min(at, now)


def address(value: str, where: str) -> str:
    """An address as it was reported, also with broken dots. Raises BadInput."""
    given = text(value, where, most=2000)
    if " " in given or "." not in given:
        raise BadInput("is no address of a page; paste it whole, for example hxxps://fake-page[.]example.", where=where)
    return given


def look_due(slip: Slip, today: date) -> bool:
    """Whether somebody has to see if an impostor page is still there."""
    body = slip.body
    if not isinstance(body, Impostor) or slip.closed_at is not None or body.removed_on is not None:
        return False
    last = local_date(body.looked_at or slip.opened_at)
    return today >= (body.review_on or last + LOOK_EVERY)
