"""The validity of the library's documents, with what its other documents do to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from studio.library.model import Document, Status, Validity
from studio.library.numbers import number_key
from studio.library.ports import Ties
from studio.library.validity import GUIDES, Tie, status_on

_SEEN_FROM_HERE = {
    "replaced_by": "replaces",
    "repealed_by": "repeals",
    "amended_by": "amends",
    "partly_repealed_by": "partly_repeals",
    "suspended_by": "suspends",
}


def standings(repo: Ties, documents: Sequence[Document], on: date) -> Mapping[str, Validity]:
    """Key → validity on day `on`."""
    acting = repo.acting_on([d.key for d in documents])
    found: dict[str, Validity] = {}
    for document in documents:
        others = [
            Tie(kind=relation.kind, number=other.number, since=other.effective_from)
            for relation, other in acting.get(document.key, ())
            if relation.kind not in GUIDES
        ]
        found[document.key] = status_on(document, on, [*others, *_own_ties(repo, document, on)])
    return found


def _own_ties(repo: Ties, document: Document, on: date) -> list[Tie]:
    """What the document itself says of its fate, and of the document it guides."""
    ties: list[Tie] = []
    for relation in document.relations:
        if relation.kind in _SEEN_FROM_HERE:
            other = repo.document(number_key(relation.number))
            since = other.effective_from if other else None
            ties.append(Tie(kind=_SEEN_FROM_HERE[relation.kind], number=relation.number, since=since))
        elif relation.kind in GUIDES:
            guided = repo.document(number_key(relation.number))
            end = _end(repo, guided, on) if guided else None
            if guided is not None and end is not None:
                ties.append(Tie(kind=relation.kind, number=guided.number, since=end))
    return ties


def _end(repo: Ties, document: Document, on: date) -> date | None:
    """The day `document` lost effect, when it has by `on`."""
    acting = repo.acting_on([document.key])[document.key]
    ties = [Tie(kind=r.kind, number=d.number, since=d.effective_from) for r, d in acting if r.kind not in GUIDES]
    if status_on(document, on, ties).status is not Status.EXPIRED:
        return None
    days = [document.effective_to, *(t.since for t in ties if t.kind in {"replaces", "repeals"})]
    return min((day for day in days if day is not None and day <= on), default=None)
