"""Lists over the documents of the small studio's library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from studio.library.events import ValidityEvent
from studio.library.model import Article, Document, Head, LegalAct
from studio.library.tokens import folded, syllables
from studio.text import fold
from tests.ui.stand_in import StandIn


class FakeLists(StandIn):  # type: ignore[misc]
    """Every document has the same articles."""

    def __init__(self, documents: Mapping[str, Document], articles: Sequence[Article]) -> None:
        self._documents, self._articles = documents, articles

    def document(self, key: str) -> Document | None:
        return self._documents.get(key)

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents.values())

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]:
        return {key: self._documents[key] for key in keys if key in self._documents}

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[LegalAct, ...]]:
        return dict.fromkeys(keys, ())

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return {}

    def all_recorded(self) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return {}

    def heads(self, words: Sequence[str], *, sort: str, descending: bool) -> list[Head]:
        found = [d for d in self._documents.values() if all(word in fold(f"{d.number} {d.title}") for word in words)]
        found.sort(key=lambda d: d.title if sort == "title" else d.key, reverse=descending)
        return [Head(key=d.key, type=d.type, articles=len(self._articles)) for d in found]

    def headings(self, places: Sequence[tuple[str, int]]) -> Mapping[tuple[str, int], tuple[str, str]]:
        return {
            place: (self._articles[place[1]].number, self._articles[place[1]].heading)
            for place in places
            if place[0] in self._documents and place[1] < len(self._articles)
        }

    def spellings(self, bares: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """Each token is spelled as it was asked for: `matching` leaves marks aside."""
        return {bare: {bare: 1} for bare in bares}

    def matching(self, match: str) -> Mapping[str, Sequence[int]]:
        words = [folded(word.strip('()"')) for word in match.split(" AND ")]
        held = [{folded(word) for word in syllables(f"{a.heading} {a.text}")} for a in self._articles]
        places = [n for n, inside in enumerate(held) if inside.issuperset(words)]
        return dict.fromkeys(self._documents, places)
