"""What a reading means: the edition, the pages of its articles, what is odd. Worked out in the child, for a text of
some megabytes keeps a processor busy for a minute; it crosses back as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from studio.errors import BadInput
from studio.library.events import Place
from studio.library.importers.assemble import assemble
from studio.library.importers.reading import Reading
from studio.library.lines import article_heading, clean
from studio.library.model import Article, Document, Edition, Relation, Status
from studio.library.oddities import Oddity, oddities
from studio.phrase import Phrase

LONGEST_TEXT = 4_000_000
"""Characters; the Criminal Code has 560,000."""
_SPAN = ("since", "until")
_DAYS = ("issued_on", "effective_from", "effective_to", "checked_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A document read from a file, and what a person should know who confirms it."""

    edition: Edition
    notes: tuple[Phrase, ...] = ()
    """What was converted or left out."""
    pages: Mapping[int, int] = field(default_factory=dict)
    """Position of an article → the page from 0 its heading stands on, where the file has pages."""
    oddities: tuple[Oddity, ...] = ()
    """What stands out in its numbering."""


def understand(reading: Reading, *, source: str, numbered: bool = True) -> Understood:
    """See `assemble`. Raises BadInput, also for a text that no law is as long as."""
    if len(reading.text) > LONGEST_TEXT:
        raise BadInput(
            f"văn bản dài {len(reading.text):,} ký tự, giới hạn là {LONGEST_TEXT:,}; hãy tách thành nhiều tệp.",
            f"the text has {len(reading.text):,} characters, the limit is {LONGEST_TEXT:,}; split the file.",
        )
    edition = assemble(reading, source=source, numbered=numbered)
    return Understood(
        edition=edition,
        notes=reading.notes,
        pages=article_pages(reading, edition.articles),
        oddities=oddities(edition.articles),
    )


def article_pages(reading: Reading, articles: tuple[Article, ...]) -> dict[int, int]:
    """Position of an article → the page (from 0) its heading stands on; articles that are not found are left out."""
    found: dict[int, int] = {}
    lines = reading.text.split("\n") if reading.pages else []
    at = 0
    for article in articles:
        for index in range(at, len(lines)):
            opened = article_heading(clean(lines[index]).strip())
            if opened is not None and opened[0] == article.number:
                found[article.position] = _page_of(reading.pages, index)
                at = index + 1
                break
    return found


def _page_of(pages: tuple[int, ...], line: int) -> int:
    return max((page for page, first in enumerate(pages) if first <= line), default=0)


def to_json(understood: Understood) -> dict[str, Any]:
    """As JSON can hold it; `from_json` is the way back."""
    document = asdict(understood.edition.document)
    document |= {name: document[name].isoformat() for name in _DAYS if document[name]}
    for relation in document["relations"]:
        relation |= {name: relation[name].isoformat() if relation[name] else None for name in _SPAN}
    return {
        "document": document,
        "articles": [asdict(article) for article in understood.edition.articles],
        "notes": [_pair(note) for note in understood.notes],
        "pages": list(understood.pages.items()),
        "oddities": [[_pair(odd.place), odd.position, _pair(odd.phrase)] for odd in understood.oddities],
    }


def from_json(told: Mapping[str, Any]) -> Understood:
    """What crossed from the child. Raises KeyError, TypeError, ValueError: it is not of that form."""
    document = dict(told["document"])
    document |= {name: date.fromisoformat(document[name]) for name in _DAYS if document[name]}
    document |= {"stated_status": Status(document["stated_status"]), "relations": _relations(document["relations"])}
    return Understood(
        edition=Edition(
            document=Document(**document), articles=tuple(Article(**article) for article in told["articles"])
        ),
        notes=tuple(_phrase(note) for note in told["notes"]),
        pages={int(position): int(page) for position, page in told["pages"]},
        oddities=tuple(Oddity(_phrase(place), int(at), _phrase(said)) for place, at, said in told["oddities"]),
    )


def _relations(told: list[dict[str, Any]]) -> tuple[Relation, ...]:
    return tuple(
        Relation(**relation | {"place": Place(*relation["place"])} | {name: _day(relation[name]) for name in _SPAN})
        for relation in told
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _pair(phrase: Phrase) -> list[str]:
    return [phrase.vi, phrase.en]


def _phrase(told: list[str]) -> Phrase:
    vi, en = told
    return Phrase(str(vi), str(en))
