"""The documents this job rests on, as a list that comes with the program: what is known, not what holds.

None of them has a text and none is confirmed. A unit takes the list in, attaches its own files to the entries and
confirms each. What the list knows against a document (replaced, amended) counts at once, as a recorded event without
a person; how sure that is ages, for no one looks at the list anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from studio.clock import Clock, local_date, show_date
from studio.errors import BadInput, NotFound
from studio.library.events import ValidityEvent
from studio.library.importing import Importing
from studio.library.model import Document, Edition, Relation, Validity
from studio.library.numbers import number_key
from studio.library.ports import LibraryRepository
from studio.library.recording import identified
from studio.library.standing import standings
from studio.phrase import Phrase
from studio.sandbox import Sandbox

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
        super().__init__(
            f"tệp mang số {found}, mục là {expected}; hãy xem lại tệp, hoặc xác nhận đúng là văn bản này.",
            f"the file is {found}, the entry {expected}; look at the file again, or confirm that it is right.",
            where="number",
        )
        self.found = found


class SeedRepository(LibraryRepository, Protocol):
    """A library that also remembers which document a unit's file made of an entry."""

    def seed_documents(self) -> Mapping[str, str]:
        """Key of the document by id of the entry."""
        ...

    def map_seed(self, seed: str, document: str) -> None: ...


class Seeds:
    """The list and what the unit made of it."""

    def __init__(
        self,
        repo: SeedRepository,
        library: Importing,
        clock: Clock,
        *,
        read: Callable[[], tuple[Seed, ...]],
        changing: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        """`read` gives the shipped list; `changing` as for the library."""
        self._repo = repo
        self._library = library
        self._clock = clock
        self._read = read
        self._changing = changing

    def list(self) -> tuple[SeedRow, ...]:
        """Every entry, in the order of the list."""
        seeds, today = self._read(), local_date(self._clock.now())
        keys = self._keys(seeds)
        documents = self._repo.with_keys(set(keys.values()))
        validity = standings(self._repo, list(documents.values()), today)
        return tuple(
            SeedRow(
                seed=seed.on(today),
                document=documents.get(keys.get(seed.id, "")),
                has_text=keys.get(seed.id, "") in documents and self._repo.has_text(keys[seed.id]),
                validity=validity.get(keys.get(seed.id, "")),
            )
            for seed in seeds
        )

    def add(self) -> int:
        """Take in every entry of a sure number that the library does not have, and what is known against any of them.

        Returns how many documents are new. A second time changes nothing.
        """
        seeds = [seed for seed in self._read() if seed.sure]
        there = self._repo.with_keys({number_key(seed.number) for seed in seeds})
        new = [Edition(document=placeholder(s), articles=()) for s in seeds if number_key(s.number) not in there]
        with self._changing():
            self._repo.import_all(new)
            for seed in seeds:
                for event in seed.events:
                    self._repo.record(event)
        return len(new)

    def attach(self, seed_id: str, path: Path, *, agreed: bool = False, by: str = "") -> Document:
        """Read the unit's own file as the text of an entry. `agreed`: a person said that another number is right.

        Raises OtherNumber, BadInput (a scan has to be compared first: import it, then nothing is left to attach),
        NotFound, StorageTrouble.
        """
        seed = next((seed for seed in self._read() if seed.id == seed_id), None)
        if seed is None:
            raise NotFound("không có mục này trong danh mục.", "there is no such entry in the list.", where=seed_id)
        with Sandbox() as sandbox:
            draft = self._library.intake.read(path, sandbox)
        found = draft.heading.number
        if (not seed.sure or number_key(found) != number_key(seed.number)) and not agreed:
            raise OtherNumber(seed, found)
        document = self._library.take(draft, draft.heading, by=by)
        self._repo.map_seed(seed.id, document.key)
        return document

    def _keys(self, seeds: tuple[Seed, ...]) -> dict[str, str]:
        sure = {seed.id: number_key(seed.number) for seed in seeds if seed.sure}
        return sure | dict(self._repo.seed_documents())


def placeholder(seed: Seed) -> Document:
    """The entry as a document without text. Its hash is empty: there is no text that a record could name."""
    return Document(
        key=number_key(seed.number),
        number=seed.number,
        type=seed.type,
        title=seed.title,
        issuer=seed.issuer,
        issued_on=seed.issued_on,
        effective_from=seed.effective_from,
        source=f"{seed.source.vi}; {show_date(seed.seen_on)}",
        relations=seed.relations,
    )


def seed_event(event: ValidityEvent, seen_on: date) -> ValidityEvent:
    """An event of the list as one that is recorded: the same one each time the list is taken in."""
    recorded_at = datetime.combine(seen_on, time.min, UTC)
    return identified(replace(event, recorded_at=recorded_at, checked_on=seen_on))
