"""What a unit makes of the shipped list: take it in, attach its own files to the entries.

Reading the list of documents that comes with the program (see ``assets/laws.yaml`` for its form).

The documents this job rests on, as a list that comes with the program: what is known, not what holds.

None of them has a text and none is confirmed. What the list knows against a document (replaced, amended) counts at
once, as a recorded event without a person; how sure that is ages, for no one looks at the list anew. What becomes of
the list in a unit's hands: `studio.library.seeding`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date, show_date
from studio.errors import BadInput, NotFound
from studio.library.effects import ACT, identified
from studio.library.events import EventKind, LegalPlace, ValidityEvent
from studio.library.importing import Importing
from studio.library.model import Document, Edition, Relation, Validity
from studio.library.numbers import number_key
from studio.library.validity import standings
from studio.logbook import Logbook
from studio.phrase import Phrase, phrase
from studio.sandbox import Sandbox
from studio.yamlfile import Lined, at, read_yaml, refuse_unknown

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

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


def seed_event(event: ValidityEvent, seen_on: date) -> ValidityEvent:
    """An event of the list as one that is recorded: the same one each time the list is taken in."""
    recorded_at = datetime.combine(seen_on, time.min, UTC)
    return identified(replace(event, recorded_at=recorded_at, checked_on=seen_on))


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
        raise BadInput("thiếu “seen_on” hoặc “laws”.", "“seen_on” or “laws” is missing.", where=path.name)
    return tuple(_seed(entry, path, source, seen_on) for entry in laws)


def _seed(entry: Any, path: Path, source: Phrase, seen_on: date) -> Seed:
    if not isinstance(entry, Lined):
        raise BadInput("mỗi văn bản là một mục.", "each document is an entry.", where=path.name)
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
            known=Phrase(str(entry["vi"]), str(entry["en"])),
            source=source,
            seen_on=seen_on,
            relations=tuple(Relation(kind=k, number=str(entry[k])) for k in ("guides", "amends") if k in entry),
            events=tuple(_event(e, number_key(number), told, seen_on) for e in entry.get("events", [])),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BadInput(
            f"mục văn bản chưa đúng: {error}.", f"the entry is not right: {error}.", where=at(path, entry.line)
        ) from error


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


def _day(entry: Lined, key: str, path: Path) -> date | None:
    value = entry.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            f"mục “{key}” phải là ngày dạng 2026-09-02.",
            f"“{key}” must be a day such as 2026-09-02.",
            where=at(path, entry.lines.get(key, entry.line)),
        ) from error


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
            raise NotFound("không có mục này trong danh mục.", "there is no such entry in the list.", where=seed_id)
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
