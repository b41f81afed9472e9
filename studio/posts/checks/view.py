"""What the rules look at: one post at one door, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from studio.accounts.model import Account
from studio.clock import local_date
from studio.config import Settings
from studio.directory.model import Contact, DirectoryBook
from studio.images.assets import Asset
from studio.images.consent import Consent
from studio.library.proper import TextCitation
from studio.people.model import Person
from studio.posts.checks.contacts import numbers_of
from studio.posts.checks.scan import Scan, TypedPiece, pieces_of
from studio.posts.model import Approval, Bundle, CardFlaw, Content, Door, Frozen, Post, PressReport
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
    door: Door
    settings: Settings = field(default_factory=Settings)
    field_problems: tuple[FieldProblem, ...] = ()
    """What the template's validators say of the fields."""
    frozen: Frozen | None = None
    approval: Approval | None = None
    approver: Person | None = None
    """The person at the door of approval."""
    template_current: bool = True
    """False: the catalog no longer holds the template in the version the post was written with."""
    words: frozenset[str] = frozenset()
    """What this unit spells its own way (`Writing.words`)."""
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
