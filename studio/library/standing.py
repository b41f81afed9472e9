"""The validity of the library's documents, with what its other documents do to them and what persons recorded."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date

from studio.library.events import WHOLE, EventKind, LegalPlace, ValidityEvent
from studio.library.model import Document, LegalAct, Relation, Validity
from studio.library.numbers import number_key
from studio.library.ports import ValiditySources
from studio.library.relations import ACTS, PARENTS, SUFFERS, TAKES_EFFECT
from studio.library.validity import ending_day, status_on
from studio.phrase import Phrase

NO_TEXT = Phrase(
    "kho chưa có toàn văn nên không đối chiếu được điều, khoản; hãy nhập toàn văn.",
    "the library has no full text of it, so articles cannot be compared; import the text.",
)
"""The caution on a place of a document whose text nobody imported."""


def standings(
    repo: ValiditySources, documents: Sequence[Document], on: date, *, fresh_from: date | None = None
) -> Mapping[str, Validity]:
    """Key → validity of the whole document on day `on`. Confirmations before `fresh_from` are old."""
    events = events_of(repo, documents, on)
    return {d.key: status_on(d, on, events[d.key], fresh_from=fresh_from) for d in documents}


def standing(
    repo: ValiditySources, document: Document, on: date, place: LegalPlace = WHOLE, *, fresh_from: date | None = None
) -> Validity:
    """The validity of one place on day `on`."""
    return status_on(document, on, events_of(repo, [document], on)[document.key], place, fresh_from=fresh_from)


def events_of(
    repo: ValiditySources, documents: Sequence[Document], on: date
) -> Mapping[str, tuple[ValidityEvent, ...]]:
    """All that counts of each document: what files state (as of day `on`), then what persons recorded."""
    parents = _named(repo, documents, PARENTS)
    read = [*documents, *parents.values()]
    keys = [d.key for d in read]
    acting, recorded, others = repo.acting_on(keys), repo.recorded(keys), _named(repo, read, SUFFERS)
    stated = {d.key: _stated(d, acting.get(d.key, ()), others) for d in read}
    days = {key: ending_day(p, on, [*stated[key], *recorded.get(key, ())]) for key, p in parents.items()}
    ends = {key: (parents[key], day) for key, day in days.items() if day is not None}
    return {
        d.key: (*stated[d.key], *_orphanings(d, ends), *_of_this_text(d, recorded.get(d.key, ()))) for d in documents
    }


def _named(repo: ValiditySources, documents: Sequence[Document], kinds: Container[str]) -> Mapping[str, Document]:
    """The documents that relations of these kinds name, by key."""
    keys = {number_key(r.number) for d in documents for r in d.relations if r.kind in kinds}
    return repo.with_keys(keys) if keys else {}


def _stated(document: Document, acting: Sequence[LegalAct], others: Mapping[str, Document]) -> list[ValidityEvent]:
    """What other documents say they do to it, and what its own file says was done."""
    events = [
        _event(
            ACTS[deed.relation.kind],
            document,
            deed.number,
            deed.relation.since or deed.since,
            deed.source,
            deed.relation,
        )
        for deed in acting
    ]
    for relation in document.relations:
        if relation.kind == TAKES_EFFECT:
            own = document.number or document.key
            events.append(_event(EventKind.TAKES_EFFECT, document, own, relation.since, document.source, relation))
        elif relation.kind in SUFFERS:
            by = others.get(number_key(relation.number))
            since = relation.since or (by.effective_from if by else None)
            events.append(_event(SUFFERS[relation.kind], document, relation.number, since, document.source, relation))
    return events


def _orphanings(document: Document, ends: Mapping[str, tuple[Document, date]]) -> list[ValidityEvent]:
    """The deaths of the documents it guides or was issued with; `ends` are those dead by the day, and since when."""
    parents = [number_key(r.number) for r in document.relations if r.kind in PARENTS]
    return [
        _event(EventKind.PARENT_ENDED, document, ends[key][0].number, ends[key][1], ends[key][0].source)
        for key in dict.fromkeys(parents)
        if key in ends and key != document.key
    ]


def _of_this_text(document: Document, recorded: Sequence[ValidityEvent]) -> list[ValidityEvent]:
    """A confirmation is of the text the person had before them: another text was never confirmed."""
    return [e for e in recorded if e.kind is not EventKind.CONFIRMED or e.text_sha256 == document.sha256]


def _event(
    kind: EventKind, document: Document, by: str, since: date | None, source: str, relation: Relation | None = None
) -> ValidityEvent:
    place = relation.place if relation else WHOLE
    return ValidityEvent(
        # a part that is named ends as a whole
        kind=EventKind.REPEALED if kind is EventKind.PARTLY_ENDS and place != WHOLE else kind,
        document=document.key,
        place=place,
        by_number=by,
        by_provision=relation.provision if relation else "",
        since=since,
        until=relation.until if relation else None,
        source=source,
    )
