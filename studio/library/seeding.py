"""What a unit makes of the shipped list: take it in, attach its own files to the entries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock, local_date, show_date
from studio.errors import NotFound
from studio.library.effects import ACT
from studio.library.importing import Importing
from studio.library.model import Document, Edition
from studio.library.numbers import number_key
from studio.library.seeds import OtherNumber, Seed, SeedRow
from studio.library.validity import standings
from studio.logbook import Logbook
from studio.sandbox import Sandbox

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary


class Seeds:
    """The list and what the unit made of it."""

    def __init__(
        self,
        repo: StoredLibrary,
        library: Importing,
        clock: Clock,
        *,
        read: Callable[[], tuple[Seed, ...]],
        changing: Callable[[], AbstractContextManager[object]] = nullcontext,
        logbook: Logbook | None = None,
    ) -> None:
        """`read` gives the shipped list; `changing` as for the library."""
        self._repo = repo
        self._library = library
        self._clock = clock
        self._read = read
        self._changing = changing
        self._logbook = logbook or Logbook()

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
        with self._changing(), self._logbook.doing(ACT, step="list_taken_in", documents=len(new)):
            self._repo.import_all(new)
            for seed in seeds:
                for event in seed.events:
                    self._repo.record(event)
        return len(new)

    def attach(self, seed_id: str, path: Path, *, agreed: bool = False, by: str = "") -> Document:
        """Read the unit's own file as the text of an entry. `agreed`: a person said that another number is right.

        Raises OtherNumber, BadInput (a scan has to be compared first: import it, then `match` it),
        NotFound, StorageTrouble.
        """
        seed = self._seed(seed_id)
        with Sandbox() as sandbox:
            draft = self._library.intake.read(path, sandbox)
        found = draft.heading.number
        if (not seed.sure or number_key(found) != number_key(seed.number)) and not agreed:
            raise OtherNumber(seed, found)
        with self._logbook.doing(ACT, by, step="attached", entry=seed.id):
            document = self._library.take(draft, draft.heading, by=by)
            self._repo.map_seed(seed.id, document.key)
        return document

    def match(self, seed_id: str, number: str) -> Document:
        """Say which document of the library an entry is: one that was compared from a scan, say. Raises NotFound."""
        seed, document = self._seed(seed_id), self._library.known(number)
        with self._logbook.doing(ACT, step="matched", entry=seed.id, document=document.key):
            self._repo.map_seed(seed.id, document.key)
        return document

    def _seed(self, seed_id: str) -> Seed:
        seed = next((seed for seed in self._read() if seed.id == seed_id), None)
        if seed is None:
            raise NotFound("there is no such entry in the list.", where=seed_id)
        return seed

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
        source=f"{seed.source.vi}; xem {show_date(seed.seen_on)}",
        relations=seed.relations,
    )
