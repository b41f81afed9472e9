"""What happens to the effect of a document, or of a place in it: each event with its days, its ground and its source.

An event is either *stated* (worked out from what the imported files say, anew each time) or *recorded* by a named
person. A recorded one is never changed: who was wrong retracts it and says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from studio.phrase import Bilingual, Phrase


class Scope(StrEnum):
    WHOLE = "whole"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"


class LegalPlace(NamedTuple):
    """A place in a document; all empty: the whole of it. A point may stand in an article without clauses."""

    article: str = ""
    clause: str = ""
    point: str = ""

    @property
    def scope(self) -> Scope:
        if self.point:
            return Scope.POINT
        return Scope.CLAUSE if self.clause else Scope.ARTICLE if self.article else Scope.WHOLE

    def holds(self, other: LegalPlace) -> bool:
        """Whether `other` is this place or lies in it."""
        return (
            self.article in ("", other.article)
            and self.clause in ("", other.clause)
            and self.point in ("", other.point)
        )

    def name(self) -> Phrase:
        """``điểm a khoản 1 Điều 5``; empty for the whole."""
        parts = ((self.point, "điểm", "point"), (self.clause, "khoản", "clause"), (self.article, "Điều", "article"))
        named = [(f"{vi} {number}", f"{en} {number}") for number, vi, en in parts if number]
        return Bilingual(" ".join(vi for vi, _ in named), ", ".join(en for _, en in named))


WHOLE = LegalPlace()


def place_of(article: str | None = None, clause: str | None = None, point: str | None = None) -> LegalPlace:
    """The place as a citation names it: numbers and letters in lower case, as the library keeps them."""
    return LegalPlace(*((part or "").strip().lower() for part in (article, clause, point)))


class EventKind(StrEnum):
    TAKES_EFFECT = "takes_effect"
    ENDS = "ends"
    """It loses its effect, for whatever reason."""
    REPLACED = "replaced"
    REPEALED = "repealed"
    PARTLY_ENDS = "partly_ends"
    """A part of it, not said which, loses its effect."""
    KEPT = "kept"
    """A place that outlives the end of the rest, as the document says that brings the end. Never recorded."""
    AMENDED = "amended"
    CORRECTED = "corrected"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    UNSUITABLE = "unsuitable"
    PARENT_ENDED = "parent_ended"
    """What it guides, or what it was issued with, lost effect; its own effect has to be looked up. Never recorded."""
    CONFIRMED = "confirmed"
    """A named person compared it with an official source."""


ENDING = frozenset({EventKind.ENDS, EventKind.REPLACED, EventKind.REPEALED})
TOUCHING = frozenset({EventKind.AMENDED, EventKind.PARTLY_ENDS})
RECORDABLE = tuple(
    kind for kind in EventKind if kind not in (EventKind.KEPT, EventKind.PARENT_ENDED, EventKind.CONFIRMED)
)

EVENT_NAMES = {
    EventKind.TAKES_EFFECT: Phrase("takes effect"),
    EventKind.ENDS: Phrase("ends"),
    EventKind.REPLACED: Phrase("replaced"),
    EventKind.REPEALED: Phrase("repealed"),
    EventKind.PARTLY_ENDS: Phrase("ends in part"),
    EventKind.KEPT: Phrase("stays in force"),
    EventKind.AMENDED: Phrase("amended"),
    EventKind.CORRECTED: Phrase("corrected"),
    EventKind.SUSPENDED: Phrase("suspended"),
    EventKind.RESUMED: Phrase("resumed"),
    EventKind.UNSUITABLE: Phrase("no longer suitable"),
    EventKind.PARENT_ENDED: Phrase("the document it guides or was issued with lost effect"),
    EventKind.CONFIRMED: Phrase("status confirmed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """Why an event no longer counts."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidityEvent:
    """One line in the life of a document. `by_number` is the document that brings it about, `by_provision` where."""

    kind: EventKind
    document: str
    """Key of the document it happens to."""
    place: LegalPlace = WHOLE
    since: date | None = None
    """The first day of the new state; None: not known."""
    until: date | None = None
    """The last day of a suspension, or of the effect of what is kept; None: open."""
    by_number: str = ""
    by_provision: str = ""
    source: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    """Name of the person; empty when it is stated by a file."""
    id: str = ""
    """Empty when it is stated by a file."""
    recorded_at: datetime | None = None
    status: str = ""
    """What was confirmed (`Status`), of CONFIRMED."""
    text_sha256: str = ""
    """The law version that was confirmed (`Document.sha256`), of CONFIRMED."""
    retracted: Retraction | None = None

    @property
    def recorded(self) -> bool:
        return bool(self.id)

    @property
    def ground(self) -> Phrase:
        """``khoản 2 Điều 30 của 13/2026/NĐ-CP``: what brings it about; empty when nobody knows."""
        where, what = self.by_provision, self.by_number
        if where and what:
            return Phrase("{place} of {what}", place=where, what=what)
        return Bilingual(where or what, where or what)

    def begun(self, on: date) -> bool:
        """Whether it has begun by day `on`; one without a day counts as begun."""
        return self.since is None or self.since <= on
