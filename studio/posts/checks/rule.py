"""What a rule is: a code, a title, a severity, and a function that looks at a post; and how its findings name pictures.

@rule("NO_PLATE", Severity.WARN, Phrase(…))
def number_plate(view): yield number_plate.finding(where, wrong, remedy)

What the rules look at: one post at one door, as a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from studio.accounts.model import Account
from studio.clock import local_date
from studio.config import Settings
from studio.directory.model import Contact, DirectoryBook
from studio.images.assets import Asset
from studio.images.consent import Consent
from studio.library.citation_lint import TextCitation
from studio.people.model import Person
from studio.phrase import Phrase
from studio.posts.checks.lexicon import Lexicon
from studio.posts.checks.links import numbers_of
from studio.posts.checks.scan import Scan, ScanHit, TypedPiece, pieces_of
from studio.posts.model import (
    Approval,
    Bundle,
    CardFlaw,
    Content,
    Finding,
    FrozenBundle,
    Media,
    Post,
    PreflightStage,
    PressReport,
    Severity,
)
from studio.templates.fields import FieldProblem
from studio.templates.model import FieldType, Template


class TypedTexts(Protocol):
    """The part of a view that rules of words look at: what somebody typed, and the directory."""

    @property
    def pieces(self) -> tuple[TypedPiece, ...]: ...

    @property
    def public(self) -> Scan: ...

    @property
    def book(self) -> DirectoryBook: ...

    @property
    def numbers(self) -> Mapping[str, Contact]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightView:
    """One post at one door. What is not known at that door is None; a rule that needs it waits for a later door."""

    post: Post
    template: Template
    content: Content
    book: DirectoryBook
    accounts: tuple[Account, ...] = ()
    """The accounts that the post's targets name, as far as they exist."""
    on: date
    """The planned day, in Vietnam."""
    now: datetime = field(compare=False)
    """Aware. Two views of one day are the same but for rules that are `by_the_clock`."""
    stage: PreflightStage
    settings: Settings = field(default_factory=Settings)
    field_problems: tuple[FieldProblem, ...] = ()
    """What the template's validators say of the fields."""
    frozen: FrozenBundle | None = None
    approval: Approval | None = None
    approver: Person | None = None
    """The person at the door of approval."""
    template_current: bool = True
    """False: the catalog no longer holds the template in the version the post was written with."""
    words: frozenset[str] = frozenset()
    """What this unit spells its own way (`WritingService.words`)."""
    original_known: bool | None = None
    """Whether the post that a correction or an update names was found; None: nobody looked."""
    text_citations: tuple[TextCitation, ...] = ()
    """The citations of law in the texts that leave the house."""
    consents: Mapping[str, tuple[Consent, ...]] = field(default_factory=dict)
    """Consents recorded with the post's pictures, by the SHA-256 of the picture."""
    assets: Mapping[str, tuple[Asset, ...]] = field(default_factory=dict)
    """What of the post's pictures and badges comes from the unit's library, by SHA-256."""
    outdated: frozenset[str] = frozenset()
    """Those of the post's pictures that show what was covered in the image studio since, by SHA-256."""

    people: Mapping[str, str] = field(default_factory=dict)
    """Names of those who work here, by id."""
    laid: Mapping[str, tuple[CardFlaw, ...]] = field(default_factory=dict)
    """What the post's cards do not show, by origin, while they are laid out and not painted yet."""

    pieces: tuple[TypedPiece, ...] = field(init=False, repr=False, compare=False)
    """Every text an author typed, hidden fields too."""
    public: Scan = field(init=False, repr=False, compare=False)
    """The typed texts that leave the house, as one text."""
    asked: frozenset[str] = field(init=False, repr=False, compare=False)
    numbers: Mapping[str, Contact] = field(init=False, repr=False, compare=False)
    """The directory's contacts by their digits."""

    def __post_init__(self) -> None:
        pieces = pieces_of(self.post, self.template)
        asked = frozenset(self.template.required_checks) | frozenset(self.template.always_checks)
        object.__setattr__(self, "pieces", pieces)
        object.__setattr__(self, "public", Scan.of(piece for piece in pieces if not piece.hidden))
        object.__setattr__(self, "asked", asked)
        object.__setattr__(self, "numbers", numbers_of(self.book))

    def asks(self, code: str) -> bool:
        """Whether the template or its pack asks for the check."""
        return code in self.asked

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def fields(self) -> Mapping[str, Any]:
        """The raw values, as stored."""
        return self.post.fields

    @property
    def bundle(self) -> Bundle | None:
        return self.frozen.bundle if self.frozen else None

    @property
    def pressed(self) -> Mapping[str, PressReport] | None:
        return self.frozen.pressed if self.frozen else None

    @property
    def flaws(self) -> Mapping[str, tuple[CardFlaw, ...]]:
        """What the cards do not show, by origin: as they were painted, else as they are laid out."""
        painted = self.pressed
        return self.laid if not painted else {origin: report.problems for origin, report in painted.items()}

    @property
    def photo_leftovers(self) -> Mapping[str, tuple[str, ...]] | None:
        return self.frozen.photo_leftovers if self.frozen else None

    @property
    def stands(self) -> bool:
        """Whether an approval binds exactly what is frozen here."""
        return bool(self.approval and self.bundle and self.approval.seal == self.bundle.seal)

    def names_of(self, *types: FieldType) -> tuple[str, ...]:
        """Names of the template's fields of these types, in order."""
        return tuple(f.name for f in self.template.fields if f.type in types)


EVERYWHERE = frozenset(PreflightStage)
FROM_APPROVAL = frozenset({PreflightStage.APPROVE, PreflightStage.ENQUEUE, PreflightStage.SEND})
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
    doors: frozenset[PreflightStage] = EVERYWHERE
    """Doors at which it can have something to say."""
    by_the_clock: bool = False
    """Whether the moment itself counts (`PreflightView.now`), not only the day."""

    def applies(self, view: PreflightView) -> bool:
        """Whether this rule looks at `view` at all."""
        return view.stage in self.doors and (self.reach is not Reach.ASKED or view.asks(self.code))

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
    doors: frozenset[PreflightStage] = EVERYWHERE,
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
        return Phrase("Video “{name}”", name=media.name)
    return Phrase("Picture “{name}”", name=media.name)


def where_of(origin: str) -> str:
    """The place of a finished picture, for a finding: ``card:alert:p45`` → ``card:alert``; ``media:m1`` stays."""
    return ":".join(origin.split(":")[:2])


def size_of(origin: str) -> str:
    """``card:alert:p45`` → ``p45``; empty for a photograph."""
    parts = origin.split(":")
    return parts[2] if len(parts) > 2 else ""
