"""Citations of the law that are not written in the usual form, marked like misspelt words, with that form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from studio.library.naming import find_mentions
from studio.library.proper import TextCitation
from studio.writing.spelling import Misspelling, MisspellingKind


class Checks(Protocol):
    """What is asked of `Library.citations`."""

    def check(self, texts: list[tuple[str, str]], *, on: date) -> tuple[TextCitation, ...]: ...


class LawSlip(Misspelling):
    """A citation; `right` is how it is written."""


class LawDesk:
    """Judges the citations of a text; `today` is asked each time."""

    def __init__(self, citations: Callable[[], Checks], today: Callable[[], date]) -> None:
        self._citations, self._today = citations, today

    def may_cite(self, text: str) -> bool:
        """Whether there is anything to look up; about a millisecond for a thousand characters."""
        return bool(find_mentions(text))

    def misspelt(self, text: str) -> tuple[Misspelling, ...]:
        """Asks the library: behind the window only."""
        return tuple(
            LawSlip(
                start=one.start, length=len(one.written), word=one.written, kind=MisspellingKind.WORD, right=one.offered
            )
            for one in self._citations().check([("", text)], on=self._today())
            if one.offered
        )


def together(words: tuple[Misspelling, ...], laws: tuple[Misspelling, ...]) -> tuple[Misspelling, ...]:
    """Both in order; of a word inside a citation, the citation alone."""
    outside = [w for w in words if not any(law.start < w.end and w.start < law.end for law in laws)]
    return tuple(sorted((*outside, *laws), key=lambda slip: slip.start))
