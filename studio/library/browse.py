"""Looking through the whole library: documents or articles in an order, by kind, status and words.

Articles may be hundreds of thousands, so none of their ids is kept: a list of articles is the documents in their
order with the places of each (see `Places`). What is shown of a row is read when somebody looks at it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, overload

from studio.library.events import ValidityEvent
from studio.library.model import Document, LegalAct, Light, Status, Validity
from studio.library.numbers import number_key
from studio.library.query import any_spelling
from studio.library.relations import ACTS
from studio.library.validity import standings
from studio.text import fold

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

_AT = "#"
Positions = Sequence[int]


class BrowseSort(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    """By name, marks aside."""
    ISSUED = "issued"
    EFFECTIVE = "effective"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseFilter:
    """What is listed; every condition that is given must hold."""

    articles: bool = False
    """Articles, else documents."""
    text: str = ""
    """Each word must occur: of a document in number or name, of an article there or in its heading or text."""
    type: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseResult:
    """The ids in their order, and how many rows there would be of each kind and of each status."""

    ids: Sequence[str]
    types: Mapping[str, int]
    statuses: Mapping[Status, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseRow:
    """One line: a document, or with `article` one of its articles."""

    id: str
    document: str
    """Key of the document."""
    number: str
    type: str
    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None
    status: Status
    light: Light
    article: str = ""
    heading: str = ""


class Places(Sequence[str]):
    """Ids of articles: of each document in turn, ``KEY#POSITION``. Positions count from 0 (see the importers)."""

    def __init__(self, runs: Sequence[tuple[str, Positions]]) -> None:
        self._runs = [run for run in runs if run[1]]
        self._ends = list(accumulate(len(positions) for _, positions in self._runs))
        self._order = {key: place for place, (key, _) in enumerate(self._runs)}

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        run = bisect_right(self._ends, place)
        if place < 0 or run == len(self._ends):
            raise IndexError(place)
        key, positions = self._runs[run]
        return f"{key}{_AT}{positions[place - self._start(run)]}"

    def index(self, value: str, start: int = 0, stop: int | None = None) -> int:
        key, position = place_of(value)
        run = self._order.get(key)
        if run is not None:
            positions = self._runs[run][1]
            found = bisect_left(positions, position)
            if found < len(positions) and positions[found] == position:
                return self._start(run) + found
        raise ValueError(value)

    def __contains__(self, value: object) -> bool:
        try:
            return isinstance(value, str) and self.index(value) >= 0
        except ValueError:
            return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and self._runs == other._runs

    __hash__ = None  # type: ignore[assignment]

    def _start(self, run: int) -> int:
        return self._ends[run - 1] if run else 0


def place_of(row_id: str) -> tuple[str, int]:
    """Key and position of an article's id; -1 for a document's. Raises ValueError for what is neither."""
    key, at, position = row_id.rpartition(_AT)
    return (key, int(position)) if at else (row_id, -1)


def browse(
    repo: StoredLibrary,
    wanted: BrowseFilter,
    sort: BrowseSort,
    *,
    descending: bool,
    statuses: Mapping[str, Status],
) -> BrowseResult:
    """List the library. `statuses` is that of every document (see `all_statuses`); of those left out it is UNKNOWN."""
    words = fold(wanted.text).split()
    inside = _inside(repo, wanted.text) if wanted.articles and words else None
    heads = repo.heads(words if inside is None else (), sort=sort.value, descending=descending)
    if inside is not None:
        heads = [head for head in heads if head.key in inside]

    types, counts = Counter[str](), Counter[Status]()
    listed = []
    for head in heads:
        status = statuses.get(head.key, Status.UNKNOWN)
        rows = 1 if not wanted.articles else head.articles if inside is None else len(inside[head.key])
        of_type, of_status = wanted.type in ("", head.type), wanted.status in (None, status)
        if of_status:
            types[head.type] += rows
        if of_type:
            counts[status] += rows
        if of_type and of_status:
            listed.append(head)
    ids: Sequence[str] = tuple(head.key for head in listed)
    if wanted.articles:
        ids = Places([(head.key, range(head.articles) if inside is None else inside[head.key]) for head in listed])
    return BrowseResult(ids=ids, types=dict(types), statuses=dict(counts))


def rows(repo: StoredLibrary, ids: Sequence[str], on: date, *, fresh_from: date | None = None) -> tuple[BrowseRow, ...]:
    """What is shown of `ids`, in their order, with the status on day `on`; what is no longer there is left out."""
    places = {row_id: place_of(row_id) for row_id in ids}
    documents = repo.with_keys({key for key, _ in places.values()})
    validity = standings(repo, list(documents.values()), on, fresh_from=fresh_from)
    headings = repo.headings([place for place in places.values() if place[1] >= 0])
    found = []
    for row_id, place in places.items():
        document = documents.get(place[0])
        article = headings.get(place) if place[1] >= 0 else ("", "")
        if document is not None and article is not None:
            found.append(_row(row_id, document, validity[document.key], article))
    return tuple(found)


def _row(row_id: str, document: Document, validity: Validity, article: tuple[str, str]) -> BrowseRow:
    return BrowseRow(
        id=row_id,
        document=document.key,
        number=document.number,
        type=document.type,
        title=document.title,
        issuer=document.issuer,
        issued_on=document.issued_on,
        effective_from=document.effective_from,
        status=validity.status,
        light=validity.light,
        article=article[0],
        heading=article[1],
    )


def all_statuses(repo: StoredLibrary, on: date) -> Mapping[str, Status]:
    """The status of every document on day `on`, by key. Reads all documents once."""
    documents = repo.documents()
    return {
        key: validity.status
        for key, validity in standings(_KnownStandings(documents, repo.all_recorded()), documents, on).items()
    }


def _inside(repo: StoredLibrary, text: str) -> Mapping[str, Positions]:
    """Where every syllable of `text` occurs: positions of articles by document."""
    match = any_spelling(text, repo)
    return repo.matching(match) if match else {}


class _KnownStandings:
    """What `standings` asks, answered from memory."""

    def __init__(self, documents: Sequence[Document], recorded: Mapping[str, tuple[ValidityEvent, ...]]) -> None:
        self._recorded = recorded
        self._documents = {document.key: document for document in documents}
        self._acting: dict[str, list[LegalAct]] = {}
        for document in documents:
            for relation in document.relations:
                other = number_key(relation.number)
                if relation.kind in ACTS and other != document.key:
                    deed = LegalAct(relation, document.number, document.effective_from, document.source)
                    self._acting.setdefault(other, []).append(deed)

    def document(self, key: str) -> Document | None:
        return self._documents.get(key)

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]:
        return {key: self._documents[key] for key in keys if key in self._documents}

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[LegalAct, ...]]:
        return {key: tuple(self._acting.get(key, ())) for key in keys}

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return {key: self._recorded[key] for key in keys if key in self._recorded}
