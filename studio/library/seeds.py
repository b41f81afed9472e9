"""The documents this job rests on, as a list that comes with the program: what is known, not what holds.

None of them has a text and none is confirmed. What the list knows against a document (replaced, amended) counts at
once, as a recorded event without a person; how sure that is ages, for no one looks at the list anew. What becomes of
the list in a unit's hands: `studio.library.seed_service`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from studio.errors import BadInput
from studio.library.effects import identified
from studio.library.events import ValidityEvent
from studio.library.model import Document, Relation, Validity
from studio.phrase import Phrase

FRESH = timedelta(days=90)
"""How long anything but C stands unseen."""


class Certainty(StrEnum):
    """A: the text itself or several official reports were seen; B: one report; C: has to be checked."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """An entry of the list."""

    id: str
    number: str
    """Empty where it is not known."""
    sure: bool
    """Whether the number is; an entry whose number is not becomes a document only with the unit's own file."""
    type: str
    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None
    certainty: Certainty
    """Of the facts of the entry on the day they were seen."""
    today: Certainty
    """Of whether it held on that day."""
    known: Phrase
    source: Phrase
    seen_on: date
    relations: tuple[Relation, ...] = ()
    events: tuple[ValidityEvent, ...] = ()

    def on(self, day: date) -> Seed:
        """The entry as sure as it still is on a later day."""
        if day - self.seen_on <= FRESH:
            return self
        return replace(self, certainty=Certainty.C, today=Certainty.C)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedRow:
    """An entry with what the library has of it. Without `document` it was not taken in yet."""

    seed: Seed
    """As sure as it is today."""
    document: Document | None
    has_text: bool
    validity: Validity | None


class OtherNumber(BadInput):
    """The file attached to an entry bears another number. `found` is that number: a person decides."""

    def __init__(self, seed: Seed, found: str) -> None:
        expected = seed.number or seed.title
        say = Phrase(
            "the file is {found}, the entry {expected}; look at the file again, or confirm that it is right.",
            found=found,
            expected=expected,
        )
        super().__init__(say, where="number")
        self.found = found


def seed_event(event: ValidityEvent, seen_on: date) -> ValidityEvent:
    """An event of the list as one that is recorded: the same one each time the list is taken in."""
    recorded_at = datetime.combine(seen_on, time.min, UTC)
    return identified(replace(event, recorded_at=recorded_at, checked_on=seen_on))
