"""What a unit makes of the shipped list: take it in, attach its own files to the entries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date, show_date
from studio.errors import BadInput, NotFound
from studio.library.effects import ACT
from studio.library.events import EventKind, LegalPlace, ValidityEvent
from studio.library.imports import LibraryImports
from studio.library.model import Document, Edition, Relation
from studio.library.numbers import number_key
from studio.library.seeds import Certainty, OtherNumber, Seed, SeedRow, seed_event
from studio.library.validity import standings
from studio.logbook import Logbook
from studio.phrase import Bilingual, Phrase, phrase
from studio.sandbox import Sandbox
from studio.yamlfile import LineMapping, at, read_yaml, refuse_unknown

if TYPE_CHECKING:
    from studio.library.storage import StoredLibrary


class Seeds:
    """The list and what the unit made of it."""

    def __init__(
        self,
        repo: StoredLibrary,
        library: LibraryImports,
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


LAWS = Path(__file__).resolve().parent.parent / "assets" / "laws.yaml"
_KEYS = (
    "number", "id", "sure", "type", "title", "issuer", "issued", "effective", "certainty", "today", "vi", "en",
    "guides", "amends", "events",
)  # fmt: skip


@cache
def shipped() -> tuple[Seed, ...]:
    """The list of this version of the program."""
    return read_seeds(LAWS)


def read_seeds(path: Path) -> tuple[Seed, ...]:
    """In the order of the file. Raises BadInput naming the line."""
    whole = read_yaml(path)
    seen_on, source = _day(whole, "seen_on", path), phrase(whole.get("source"))
    laws = whole.get("laws")
    if seen_on is None or not isinstance(laws, list):
        raise BadInput("“seen_on” or “laws” is missing.", where=path.name)
    return tuple(_seed(entry, path, source, seen_on) for entry in laws)


def _seed(entry: Any, path: Path, source: Phrase, seen_on: date) -> Seed:
    if not isinstance(entry, LineMapping):
        raise BadInput("each document is an entry.", where=path.name)
    refuse_unknown(entry, _KEYS, path)
    number = str(entry.get("number", ""))
    told = f"{source.vi}; xem {show_date(seen_on)}, độ chắc {entry.get('certainty', '')}"
    try:
        return Seed(
            id=str(entry.get("id", "")) or number_key(number),
            number=number,
            sure=entry.get("sure", True) is True,
            type=str(entry["type"]),
            title=str(entry["title"]),
            issuer=str(entry["issuer"]),
            issued_on=_day(entry, "issued", path),
            effective_from=_day(entry, "effective", path),
            certainty=Certainty(entry["certainty"]),
            today=Certainty(entry["today"]),
            known=Bilingual(str(entry["vi"]), str(entry["en"])),
            source=source,
            seen_on=seen_on,
            relations=tuple(Relation(kind=k, number=str(entry[k])) for k in ("guides", "amends") if k in entry),
            events=tuple(_event(e, number_key(number), told, seen_on) for e in entry.get("events", [])),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BadInput("the entry is not right: {what}.", what=error, where=at(path, entry.line)) from error


def _event(told: list[Any], key: str, source: str, seen_on: date) -> ValidityEvent:
    kind, since, by_number, article, provision = (*told, "", "", "")[:5]
    event = ValidityEvent(
        kind=EventKind(kind),
        document=key,
        place=LegalPlace(article=str(article)),
        since=date.fromisoformat(since) if since else None,
        by_number=str(by_number),
        by_provision=str(provision),
        source=source,
    )
    return seed_event(event, seen_on)


def _day(entry: LineMapping, key: str, path: Path) -> date | None:
    value = entry.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            "“{key}” must be a day such as 2026-09-02.", key=key, where=at(path, entry.lines.get(key, entry.line))
        ) from error
