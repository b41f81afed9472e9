"""What a free text must not give away: data of citizens, passwords, codes."""

from __future__ import annotations

from collections.abc import Callable

from studio.directory.model import DirectoryBook
from studio.phrase import Phrase
from studio.posts.checks import plain
from studio.posts.checks.persons import PROTECTED, bare, persons

_PROTECTED = Phrase("A victim, an informant or a witness is named.")
_NAMED = Phrase("Somebody is named in full.")


def given_away(text: str, book: Callable[[], DirectoryBook]) -> Phrase | None:
    """The first number, address, password or code in `text` that belongs to somebody."""
    found = next(iter(plain.findings((*plain.PERSONAL, *plain.SECRET), {"text": text}, book())), None) if text else None
    return found.wrong if found is not None else None


def personal(text: str, book: Callable[[], DirectoryBook]) -> Phrase | None:
    """The first thing in `text` that a register must not keep: names and data of citizens, passwords and codes."""
    found = given_away(text, book)
    if found is not None or not text:
        return found
    known = book()
    scan = plain.PlainTexts.of({"text": text}, known).public
    if any(persons(scan, PROTECTED)):
        return _PROTECTED
    return _NAMED if any(bare(scan)) else None
