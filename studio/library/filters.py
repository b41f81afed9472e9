"""What narrows a search, and how many results each choice would leave.

What a search brings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.library.model import Document, Hit, RankedArticle, Status

ENDED = frozenset({Status.NOT_YET, Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE})
CONFIRMED = frozenset({Status.IN_FORCE, Status.PARTLY_EXPIRED})


class Force(StrEnum):
    """Which documents are shown by their validity on the day."""

    NOT_ENDED = "not_ended"
    """In force, or nobody has checked yet: a library of unchecked documents is no empty one."""
    CONFIRMED = "confirmed"
    """In force, and a person said so."""
    ANY = "any"

    def shows(self, status: Status) -> bool:
        if self is Force.CONFIRMED:
            return status in CONFIRMED
        return self is Force.ANY or status not in ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Every condition that is given must hold."""

    type: str = ""
    issuer: str = ""
    year: int | None = None
    force: Force = Force.NOT_ENDED

    @property
    def of_document(self) -> bool:
        """Whether anything but the validity is asked for."""
        return bool(self.type or self.issuer or self.year)

    def holds(self, document: Document) -> bool:
        """Whether the document is of that kind, issuer and year."""
        year = document.issued_on.year if document.issued_on else None
        return (
            self.type in ("", document.type)
            and self.issuer in ("", document.issuer)
            and (self.year is None or self.year == year)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of the best results are of each kind, issuer and year, the most first; each under the other filters."""

    types: Mapping[str, int]
    issuers: Mapping[str, int]
    years: Mapping[int, int]


def facets(found: Iterable[RankedArticle], filters: Filters) -> Facets:
    """Count the choices among `found`, which must be free of `filters`."""
    types, issuers, years = Counter[str](), Counter[str](), Counter[int]()
    for one in found:
        of_type, of_issuer = filters.type in ("", one.type), filters.issuer in ("", one.issuer)
        of_year = filters.year is None or one.year == str(filters.year)
        if one.type and of_issuer and of_year:
            types[one.type] += 1
        if one.issuer and of_type and of_year:
            issuers[one.issuer] += 1
        if one.year and of_type and of_issuer:
            years[int(one.year)] += 1
    newest = dict(sorted(years.items(), reverse=True))
    return Facets(types=dict(types.most_common()), issuers=dict(issuers.most_common()), years=newest)


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
