"""Finding a document by what people call it: its number, part of it, or its name."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from studio.library.law_names import LawNames
from studio.library.model import Document
from studio.library.numbers import NAMED_KINDS, LooseNumber, kind_of_number, number_key, read_loose, symbol_of
from studio.text import fold, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

_YEAR = re.compile(r"^(.*?\S)\s+(?:nam\s+)?((?:19|20)\d{2})$")


def candidates(repo: StoredLibrary, text: str) -> tuple[Document, ...]:
    """Every document that `text` may mean, best first: the exact number alone, else loose numbers, else names."""
    exact = repo.document(number_key(text)) if text.strip() else None
    if exact is not None:
        return (exact,)
    loose = read_loose(text)
    if loose is not None:
        return tuple(d for d in repo.numbered(loose.start) if _fits(d, loose))
    return _by_name(repo, squeeze(fold(text)))


def the_document(repo: StoredLibrary, text: str) -> Document | None:
    """The one document `text` means; None when there is none or more than one."""
    found = candidates(repo, text)
    return found[0] if len(found) == 1 else None


def _fits(document: Document, loose: LooseNumber) -> bool:
    if loose.symbol:
        return symbol_of(document.key).startswith(loose.symbol)
    if not loose.kind:
        return True
    told = kind_of_number(document.number)
    return loose.kind == document.type or (told is not None and told.name == loose.kind)


def _by_name(repo: StoredLibrary, name: str) -> tuple[Document, ...]:
    """Documents of that name or its first letters (``BLHS``), or of that name and year; the newest first."""
    found = repo.named(name) or _laws(repo, name)
    dated = _YEAR.match(name)
    if not found and dated:
        same = repo.named(dated[1]) or _laws(repo, dated[1])
        found = tuple(d for d in same if d.issued_on is not None and d.issued_on.year == int(dated[2]))
    return tuple(sorted(found, key=lambda d: d.issued_on or date.min, reverse=True))


def _laws(repo: StoredLibrary, name: str) -> tuple[Document, ...]:
    kind = next((k for k in sorted(NAMED_KINDS, key=len, reverse=True) if f"{name} ".startswith(f"{fold(k)} ")), "")
    words = re.findall(r"[a-z0-9]+", name[len(kind) :])
    named = LawNames(repo.names()).find(kind, words) if words else None
    if named is None or not named.whole or named.words < len(words):
        return ()
    return tuple(repo.with_keys(named.keys).values())
