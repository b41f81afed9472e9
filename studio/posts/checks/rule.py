"""What a rule is: a code, a title, a severity, and a function that looks at a post; and how its findings name pictures.

@rule("NO_PLATE", Severity.WARN, Phrase(…))
def number_plate(view): yield number_plate.finding(where, wrong, remedy)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from studio.phrase import Phrase
from studio.posts.checks.lexicon import Lexicon
from studio.posts.checks.scan import Scan, ScanHit
from studio.posts.checks.view import PreflightView, TypedTexts
from studio.posts.model import Door, Finding, Media, Severity

EVERYWHERE = frozenset(Door)
FROM_APPROVAL = frozenset({Door.APPROVE, Door.ENQUEUE, Door.SEND})
Looked = TypeVar("Looked", bound=TypedTexts, contravariant=True)
"""How much of a post a rule has to see."""


class Reach(StrEnum):
    """Which posts a rule looks at."""

    EVERY = "every"
    """Every post, at the rule's own severity."""
    SOFT = "soft"
    """Every post; where the template does not ask for it, a blocker is only a warning."""
    ASKED = "asked"
    """Only posts whose template asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Looked]):
    """One check. `look` yields what is wrong and nothing when all is well, or when it cannot tell yet."""

    code: str
    severity: Severity
    title: Phrase
    look: Callable[[Looked], Iterable[Finding]]
    reach: Reach = Reach.EVERY
    doors: frozenset[Door] = EVERYWHERE
    """Doors at which it can have something to say."""
    by_the_clock: bool = False
    """Whether the moment itself counts (`PreflightView.now`), not only the day."""

    def applies(self, view: PreflightView) -> bool:
        """Whether this rule looks at `view` at all."""
        return view.door in self.doors and (self.reach is not Reach.ASKED or view.asks(self.code))

    def finding(
        self, where: str, wrong: Phrase, remedy: Phrase, *, excerpt: str = "", severity: Severity | None = None
    ) -> Finding:
        """Build a finding of this rule, at its own severity unless another is given."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            field=where,
            wrong=wrong,
            remedy=remedy,
            excerpt=excerpt,
        )

    def at(
        self,
        hit: ScanHit,
        wrong: Phrase,
        remedy: Phrase,
        *,
        excerpt: str | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Build a finding at a place in a text, which it quotes unless another `excerpt` is given."""
        quoted = hit.text if excerpt is None else excerpt
        return self.finding(hit.piece.where, wrong, remedy, excerpt=quoted, severity=severity)

    def on_picture(
        self,
        media: Media,
        wrong: Phrase,
        remedy: Phrase,
        *,
        excerpt: str = "",
        severity: Severity | None = None,
        **values: Phrase | str | int,
    ) -> Finding:
        """Build a finding on a picture or video: `wrong` calls it ``{it}``, and `values` fill its other places."""
        said = wrong.format(it=called(media), **values)
        return self.finding(f"media:{media.id}", said, remedy, excerpt=excerpt, severity=severity)


def rule(
    code: str,
    severity: Severity,
    title: Phrase,
    *,
    reach: Reach = Reach.EVERY,
    doors: frozenset[Door] = EVERYWHERE,
    by_the_clock: bool = False,
) -> Callable[[Callable[[Looked], Iterable[Finding]]], Rule[Looked]]:
    """Make the function below a rule of this code (see `Rule`)."""

    def make(look: Callable[[Looked], Iterable[Finding]]) -> Rule[Looked]:
        return Rule(
            code=code,
            severity=severity,
            title=title,
            look=look,
            reach=reach,
            doors=doors,
            by_the_clock=by_the_clock,
        )

    return make


def word_list(
    code: str,
    severity: Severity,
    title: Phrase,
    *,
    words: str,
    wrong: Phrase,
    unless: Callable[[Scan, int], bool] | None = None,
) -> Rule[TypedTexts]:
    """A rule that finds the terms of ``words/WORDS.yaml`` and says `wrong`, where ``{term}`` is what was found.

    `unless` tells of a text and a place in it whether a term may stand there.
    """
    lexicon = Lexicon.load(words)

    @rule(code, severity, title)
    def listed(view: TypedTexts) -> Iterator[Finding]:
        for found in lexicon.find(view.public):
            if unless is None or not unless(view.public, found.start):
                said = wrong.format(term=found.text)
                yield listed.finding(found.piece.where, said, found.term.instead or said, excerpt=found.text)

    return listed


def called(media: Media) -> Phrase:
    """``Ảnh “a.jpg”`` or ``Video “a.mp4”``, to begin a sentence with."""
    if media.clip is not None:
        return Phrase(f"Video “{media.name}”", f"Video “{media.name}”")
    return Phrase(f"Ảnh “{media.name}”", f"Picture “{media.name}”")


def where_of(origin: str) -> str:
    """The place of a finished picture, for a finding: ``card:alert:p45`` → ``card:alert``; ``media:m1`` stays."""
    return ":".join(origin.split(":")[:2])


def size_of(origin: str) -> str:
    """``card:alert:p45`` → ``p45``; empty for a photograph."""
    parts = origin.split(":")
    return parts[2] if len(parts) > 2 else ""
