"""What a search brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.library.filters import Facets
from studio.library.model import Hit, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHits:
    """The hits of one document, best first."""

    document: str
    """Its key."""
    number: str
    name: str
    """Kind and title alone: ``Luật Xuất bản``."""
    status: Status
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The hits, best first, and the same by document, in the order of the best hit of each."""

    hits: tuple[Hit, ...]
    groups: tuple[DocumentHits, ...]
    facets: Facets
    hidden: int = 0
    """Articles that would stand among these hits, were their validity on the day not asked for."""
    restored: str = ""
    """How the text was understood, where marks were put back; empty otherwise."""


def grouped(hits: Sequence[Hit], names: Callable[[str], str]) -> tuple[DocumentHits, ...]:
    """The hits by document; `names` tells its name by its key."""
    of: dict[str, list[Hit]] = {}
    for hit in hits:
        of.setdefault(hit.document, []).append(hit)
    return tuple(
        DocumentHits(document=key, number=own[0].number, name=names(key), status=own[0].status, hits=tuple(own))
        for key, own in of.items()
    )
