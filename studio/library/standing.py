"""The validity of the library's documents, with what its other documents do to them and what persons recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from studio.library.events import WHOLE, EventKind, Place, ValidityEvent
from studio.library.model import Document, Relation, Validity
from studio.library.numbers import number_key
from studio.library.ports import Ties
from studio.library.relations import ACTS, PARENTS, SUFFERS
from studio.library.validity import ending_day, status_on

Acting = Sequence[tuple[Relation, Document]]


def standings(
    repo: Ties, documents: Sequence[Document], on: date, *, fresh_from: date | None = None
) -> Mapping[str, Validity]:
    """Key → validity of the whole document on day `on`. Confirmations before `fresh_from` are old."""
    events = events_of(repo, documents, on)
    return {d.key: status_on(d, on, events[d.key], fresh_from=fresh_from) for d in documents}


def standing(
    repo: Ties, document: Document, on: date, place: Place = WHOLE, *, fresh_from: date | None = None
) -> Validity:
    """The validity of one place on day `on`."""
    return status_on(document, on, events_of(repo, [document], on)[document.key], place, fresh_from=fresh_from)


def events_of(repo: Ties, documents: Sequence[Document], on: date) -> Mapping[str, tuple[ValidityEvent, ...]]:
    """All that counts of each document: what files state (as of day `on`), then what persons recorded."""
    keys = [d.key for d in documents]
    acting, recorded = repo.acting_on(keys), repo.recorded(keys)
    return {
        d.key: (
            *_stated(repo, d, acting.get(d.key, ())),
            *_orphanings(repo, d, on),
            *_of_this_text(d, recorded.get(d.key, ())),
        )
        for d in documents
    }


def _stated(repo: Ties, document: Document, acting: Acting) -> list[ValidityEvent]:
    """What other documents say they do to it, and what its own file says was done."""
    events = [
        _event(ACTS[relation.kind], document, other.number, other.effective_from, other.source, relation)
        for relation, other in acting
        if relation.kind in ACTS
    ]
    for relation in document.relations:
        if relation.kind in SUFFERS:
            other = repo.document(number_key(relation.number))
            since = other.effective_from if other else None
            events.append(_event(SUFFERS[relation.kind], document, relation.number, since, document.source, relation))
    return events


def _orphanings(repo: Ties, document: Document, on: date) -> list[ValidityEvent]:
    """The deaths, by day `on`, of the documents it guides or was issued with."""
    events = []
    for relation in document.relations:
        parent = repo.document(number_key(relation.number)) if relation.kind in PARENTS else None
        if parent is not None and parent.key != document.key:
            acting, recorded = repo.acting_on([parent.key]), repo.recorded([parent.key])
            known = [*_stated(repo, parent, acting.get(parent.key, ())), *recorded.get(parent.key, ())]
            end = ending_day(parent, on, known)
            if end is not None:
                events.append(_event(EventKind.PARENT_ENDED, document, parent.number, end, parent.source))
    return events


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
        source=source,
    )
