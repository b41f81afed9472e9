"""The question that a status answers: one place of one document on one day, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from studio.library.events import ENDING, WHOLE, EventKind, LegalPlace, ValidityEvent
from studio.library.model import Document, Status


@dataclass(frozen=True, kw_only=True)
class Case:
    """Which events of the document count for the place, and who confirmed it."""

    document: Document
    on: date
    events: tuple[ValidityEvent, ...]
    place: LegalPlace
    fresh_from: date | None = None
    """A confirmation before it is stale."""

    def covering(self, *kinds: EventKind) -> Iterator[ValidityEvent]:
        """Events of these kinds that happen to the place or to what holds it, begun or not."""
        return (e for e in self._covering if e.kind in kinds)

    @cached_property
    def _covering(self) -> list[ValidityEvent]:
        return [e for e in self.events if e.place.holds(self.place)]

    def ends(self) -> Iterator[ValidityEvent]:
        """Ends of the place or of what holds it, begun or not, but for those that leave it its effect on this day."""
        return (e for e in self.covering(*ENDING) if self.kept(e, self.on) is None)

    def kept(self, end: ValidityEvent, on: date) -> ValidityEvent | None:
        """What says of the end that the place outlives it, on day `on` still."""
        return next(
            (
                e
                for e in self.covering(EventKind.KEPT)
                if e.by_number == end.by_number and (e.until is None or on <= e.until)
            ),
            None,
        )

    def outlived(self) -> list[ValidityEvent]:
        """The parts of the place that outlive its end on this day."""
        return [
            e
            for e in self.events
            if e.kind is EventKind.KEPT and self._is_part(e.place) and (e.until is None or self.on <= e.until)
        ]

    def inside(self, *kinds: EventKind) -> Iterator[ValidityEvent]:
        """Those that have happened by the day to a part of the place."""
        return (e for e in self.events if e.kind in kinds and self._is_part(e.place) and e.begun(self.on))

    def _is_part(self, place: LegalPlace) -> bool:
        return place != self.place and self.place.holds(place)

    @cached_property
    def confirmation(self) -> tuple[date | None, str]:
        """The day and the name of the latest confirmation that covers the place."""
        document = self.document
        found = [(e.checked_on, e.checked_by) for e in self.own_confirmations() if e.checked_on is not None]
        if document.checked_on is not None and document.stated_status is not Status.UNKNOWN:
            found.append((document.checked_on, document.checked_by))
        return max(found, key=lambda one: one[0]) if found else (None, "")

    def own_confirmations(self) -> Iterator[ValidityEvent]:
        """Those of the very place, or of one that holds it, short of the whole document."""
        return (e for e in self.covering(EventKind.CONFIRMED) if e.place != WHOLE)

    def confirmed_since(self, event: ValidityEvent | None) -> bool:
        """Whether somebody confirmed the very place after the event had begun, and so with it in mind."""
        days = [e.checked_on for e in self.own_confirmations() if e.checked_on is not None]
        begun = event.since if event is not None else None
        return any(begun is None or begun <= day for day in days)
