"""The law that an answer rests on, judged by the very place it cites, on the day it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from studio.clock import show_date
from studio.library.citation import lacking
from studio.library.citation_lint import TextCitation
from studio.library.citations import Citations
from studio.library.model import CitationRef, CitedLaw
from studio.phrase import Phrase
from studio.posts.checks.law import CHOOSE, STANDING, LawVerdict, opening, verdict
from studio.posts.model import Severity

Resolve = Callable[[CitationRef, date], CitedLaw]
"""What a citation stands for on a day."""


class LawOfReplies:
    """Reads the library for answers."""

    def __init__(self, resolve: Resolve, citations: Callable[[], Citations]) -> None:
        self._resolve = resolve
        self._citations = citations

    def cited(self, refs: Iterable[CitationRef], on: date) -> tuple[CitedLaw, ...]:
        """The places as they stand on that day."""
        return tuple(self._resolve(ref, on) for ref in refs)

    def typed(self, texts: Iterable[tuple[str, str]], on: date) -> tuple[TextCitation, ...]:
        """The citations that were typed into these texts, by the name of each."""
        return self._citations().check(texts, on=on)

    def trouble(self, refs: Iterable[CitationRef], on: date) -> Phrase | None:
        """The first reason for which an answer that cites these may not be used on that day; None when it may."""
        troubles = (said for law in self.cited(refs, on) for severity, said in judged(law, on) if stops(severity))
        return next(troubles, None)


def stops(severity: Severity) -> bool:
    return severity is Severity.BLOCK


def judged(law: CitedLaw, on: date) -> Iterator[tuple[Severity, Phrase]]:
    """What is to be said of a chosen citation: wrong and remedy in one sentence each."""
    if not law.found or law.validity is None:
        yield (
            Severity.BLOCK,
            Phrase(
                "Document {document} is not in the library. Import it, then choose it again.", document=law.ref.document
            ),
        )
        return
    if law.ref.article and not law.article_found:
        missing = lacking(law)
        yield Severity.BLOCK, Phrase("{missing} {choose}", missing=missing, choose=CHOOSE)
        return
    found = verdict(law.validity, says_when=False)
    if found is not None:
        said = _standing(law, found, on)
        yield found.severity, said


def _standing(law: CitedLaw, found: LawVerdict, on: date) -> Phrase:
    validity = law.validity
    if validity is None:
        return found.remedy
    standing, day, name = STANDING[validity.status], show_date(on), opening(law)
    return Phrase("{name} {standing} on {day}. {remedy}", name=name, day=day, standing=standing, remedy=found.remedy)
