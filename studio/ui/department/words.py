"""How stations, notices and proofs are called, with their icons and colours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from studio.clock import local, local_date
from studio.department.model import (
    HeadState,
    LogHead,
    NoticeProgress,
    PlanKind,
    Proof,
    StationGroup,
    StationLine,
    StationState,
    UnitProgress,
)
from studio.translation import mark, ntr, tr
from studio.ui.approval.urgency import short_moment
from studio.ui.department.proof_bar import ProofPart
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.filter_pills import counted
from studio.ui.words import StateWord, spoken

_STATIONS: Mapping[StationState, tuple[str, Tone]] = {
    StationState.SILENT: ("wifi-off", Tone.RED),
    StationState.LOG: ("shield-alert", Tone.RED),
    StationState.ASIDE: ("package", Tone.ORANGE),
    StationState.TWO_VERSIONS: ("layers", Tone.MAGENTA),
    StationState.OLD: ("clock-alert", Tone.ORANGE),
    StationState.REVOKED: ("ban", Tone.SLATE),
    StationState.FINE: ("circle-check", Tone.GREEN),
}
_HEADS: Mapping[HeadState, tuple[str, Tone]] = {
    HeadState.FINE: ("shield-check", Tone.GREEN),
    HeadState.WENT_BACK: ("shield-alert", Tone.RED),
    HeadState.BROKEN: ("shield-alert", Tone.RED),
    HeadState.FAULTS: ("shield-alert", Tone.RED),
}
GROUPS: Mapping[StationGroup, tuple[str, Tone | None]] = {
    StationGroup.SILENT: (mark("Silent for more than 7 days"), Tone.RED),
    StationGroup.LOOK: (mark("To be checked"), None),
    StationGroup.HEARD: (mark("In contact"), None),
}
STATES: Mapping[StationState, str] = {
    StationState.SILENT: mark("Silent", about="station"),
    StationState.LOG: mark("Log does not match"),
    StationState.ASIDE: mark("Something could not be imported"),
    StationState.TWO_VERSIONS: mark("Two versions of a post"),
    StationState.OLD: mark("Old version of the app"),
    StationState.REVOKED: mark("Access revoked"),
}
"""What the list can be narrowed to; the others are all in contact."""
_PROOFS: Mapping[Proof, StateWord] = {
    Proof.VERIFIED: StateWord(mark("verified"), "shield-check", Tone.GREEN),
    Proof.CONFIRMED: StateWord(mark("confirmed by the publisher"), "check-check", Tone.TEAL),
    Proof.ACKNOWLEDGED: StateWord(mark("read, says the unit"), "user-check", Tone.VIOLET),
    Proof.NOT_HEARD: StateWord(mark("no answer yet"), "circle", Tone.GREY),
}
_PLANS: Mapping[PlanKind, StateWord] = {
    PlanKind.PLANNED: StateWord(mark("Planned"), "calendar-clock", Tone.BLUE),
    PlanKind.PUBLISHED: StateWord(mark("Published"), "check-check", Tone.GREEN),
}
NEVER = mark("never")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def station_word(line: StationLine, language: LanguageManager) -> StateWord:
    """The state of a station, in the sentence that the service has for it."""
    icon, tone = _STATIONS[line.state]
    return StateWord(language.sentence(line.told), icon, tone)


def head_word(head: LogHead, language: LanguageManager) -> StateWord:
    """How the end of a station's log follows the one before."""
    icon, tone = _HEADS[head.state]
    return StateWord(language.sentence(head.told), icon, tone)


def plan_word(kind: PlanKind) -> StateWord:
    return spoken(_PLANS[kind])


def proof_word(one: UnitProgress) -> StateWord:
    """What is known of a unit and a notice; that it is silent says why nothing is."""
    if one.proof is Proof.NOT_HEARD and one.silent:
        return StateWord(tr("station silent"), "wifi-off", Tone.RED)
    return spoken(_PROOFS[one.proof])


def proof_words() -> list[str]:
    """All of those words, the longest last."""
    return sorted((spoken(word).text for word in _PROOFS.values()), key=len)


def proof_parts(progress: NoticeProgress) -> tuple[ProofPart, ...]:
    """The bar of a notice: done by proof, then what is not done."""
    parts = []
    for proof in Proof:
        number, word = progress.counts.get(proof, 0), spoken(_PROOFS[proof])
        done = proof in (Proof.VERIFIED, Proof.CONFIRMED) or (
            proof is Proof.ACKNOWLEDGED and not progress.notice.publish
        )
        parts.append(ProofPart(number, word._replace(text=f"{counted(number)} {word.text}"), done))
    return tuple(parts)


def progress_word(progress: NoticeProgress) -> StateWord:
    """How a notice stands as a whole."""
    left = len(progress.missing)
    if progress.taken_back is not None:
        return StateWord(tr("withdrawn", about="notice"), "undo-2", Tone.SLATE)
    if not left:
        return StateWord(tr("all done", about="notice"), "circle-check", Tone.GREEN)
    said = ntr("{n} unit to go", "{n} units to go", left).format(n=counted(left))
    return StateWord(said, "clock-alert" if progress.overdue else "clock", Tone.RED if progress.overdue else Tone.AMBER)


def ago(moment: datetime | None, now: datetime) -> str:
    """``08:11``, ``hôm qua``, ``12 ngày trước``: short, for a column."""
    if moment is None:
        return tr(NEVER)
    days = days_since(moment, now)
    if days <= 0:
        return clock_time(moment)
    if days == 1:
        return tr("yesterday")
    return ntr("{n} day ago", "{n} days ago", days).format(n=days)


def days_since(moment: datetime, now: datetime) -> int:
    """Days of the calendar, as people count them: from 23:00 to 1:00 is one."""
    return (local_date(now) - local_date(moment)).days


def clock_time(moment: datetime) -> str:
    """``08:11`` in Vietnam."""
    return f"{local(moment):%H:%M}"


def day_or_time(moment: datetime, now: datetime) -> str:
    """``17:00 hôm nay``, else day and time without the year."""
    if local_date(moment) == local_date(now):
        return tr("{time} today").format(time=clock_time(moment))
    return short_moment(moment)
