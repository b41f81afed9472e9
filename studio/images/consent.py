"""The consent of somebody who can be recognised in a picture: who, what for, until when, and where it is filed.

A child's consent is given by a guardian. What was recorded is not rewritten: a consent is withdrawn, or a new one is
recorded beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from studio.clock import show_date
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.text import fold, length, nfc, squeeze

SHORTEST, LONGEST = 2, 200
"""Characters of each of its texts."""
LONGEST_TERM = 366 * 30
"""Days a consent may reach ahead: more is a slip of the pen."""


class Lack(StrEnum):
    """Why a consent does not cover a day."""

    EARLY = "early"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One person's consent to be shown."""

    id: str = ""
    who: str
    purpose: str
    """What for: which post, series or page."""
    given_on: date
    until: date | None = None
    """The last day; None: no end was stated."""
    filed: str
    """How it is recorded and where that lies: “Phiếu số 12, lưu tại đội”."""
    minor: bool = False
    """The person is under 18."""
    guardian: str = ""
    """Who consented for a child: father, mother, or another legal guardian."""
    withdrawn_on: date | None = None
    """From that day on it holds no more."""
    added_by: str = ""
    added_at: datetime | None = None


def lack(consent: Consent, on: date) -> Lack | None:
    """Why the consent does not cover the day; None when it does."""
    if consent.withdrawn_on is not None and on >= consent.withdrawn_on:
        return Lack.WITHDRAWN
    if consent.minor and not consent.guardian:
        return Lack.GUARDIAN
    if on < consent.given_on:
        return Lack.EARLY
    return Lack.EXPIRED if consent.until is not None and on > consent.until else None


def holds(consent: Consent, on: date) -> bool:
    """Whether the consent covers the day."""
    return lack(consent, on) is None


def covering(consents: Iterable[Consent], on: date) -> tuple[Consent, ...]:
    """Those that cover the day."""
    return tuple(consent for consent in consents if holds(consent, on))


def told(consent: Consent, on: date) -> Phrase:
    """How the consent stands on the day, to follow the person's name: “đồng ý đến 31/12/2026”."""
    wrong = lack(consent, on)
    if wrong is not None:
        day = {Lack.EARLY: consent.given_on, Lack.EXPIRED: consent.until, Lack.WITHDRAWN: consent.withdrawn_on}
        return _WRONG[wrong].format(day=show_date(day.get(wrong) or on))
    by = Phrase(", {guardian} consented", guardian=consent.guardian) if consent.minor else _NOTHING
    if consent.until is None:
        return Phrase("consented, without a stated end{by}", by=by)
    until = show_date(consent.until)
    return Phrase("consented until {until}{by}", until=until, by=by)


def tidied(consent: Consent, today: date) -> Consent:
    """The consent as it is kept. Raises BadInput naming the field in `where`."""
    tidy = replace(
        consent,
        who=_text(consent.who, "who", _WHO),
        purpose=_text(consent.purpose, "purpose", _PURPOSE),
        filed=_text(consent.filed, "filed", _FILED),
        guardian=_text(consent.guardian, "guardian", _GUARDIAN) if consent.minor else "",
    )
    if tidy.minor and fold(tidy.guardian) == fold(tidy.who):
        raise BadInput("the guardian must be somebody else than the child.", where="guardian")
    if tidy.given_on > today:
        raise BadInput("the day of consent lies in the future.", where="given_on")
    if tidy.until is not None and not 0 <= (tidy.until - tidy.given_on).days <= LONGEST_TERM:
        raise BadInput("the last day must not come before the day of consent; look at the year again.", where="until")
    return tidy


def _text(text: str, where: str, missing: Phrase) -> str:
    tidy = squeeze(nfc(text))
    if not SHORTEST <= length(tidy) <= LONGEST:
        raise BadInput(missing, where=where)
    return tidy


_NOTHING = Phrase("")
_WRONG = {
    Lack.EARLY: Phrase("consented only from {day} on"),
    Lack.EXPIRED: Phrase("the consent ended after {day}"),
    Lack.WITHDRAWN: Phrase("the consent was withdrawn on {day}"),
    Lack.GUARDIAN: Phrase("is a child without the consent of a guardian"),
}
_WHO = Phrase("state the name of the person shown.")
_PURPOSE = Phrase("state what the person agreed to have the picture used for.")
_FILED = Phrase("state what records the consent and where it is filed (“slip no. 12, kept at the station”).")
_GUARDIAN = Phrase("the person is under 18: state the parent or guardian who consented.")
