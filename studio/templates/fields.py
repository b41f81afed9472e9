"""What a template asks of a field, and what is wrong with what was entered, in a person's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from studio.phrase import Bilingual, Phrase
from studio.text import length, nfc

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MOST_CHARACTERS: Final = 300
_MOST_ITEMS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """What a template says of a field, whatever its type. `min`/`max` count characters of a text, items of a list, or
    bound a number."""

    name: str
    label: Phrase
    required: bool = False
    min: int | None = None
    max: int | None = None
    item_max: int | None = None
    """Characters of one item of a list, or of each part of a question or a key/value item."""
    same_length_as: str | None = None
    """List field that must have as many items (alternative texts and their pages)."""
    options: tuple[str, ...] = ()
    help: Phrase | None = None
    hidden: bool = False
    """True: kept in the record, never shown to the public (a receipt code, who allowed the release)."""
    varies: bool = False
    """True: a post may word it apart for one platform (`studio.templates.variants`)."""


class ProblemKind(StrEnum):
    MISSING = "missing"
    FORM = "form"
    """Wrong kind of value, or not written as it must be."""
    LIMIT = "limit"
    """Too short, too long, too few, too many, out of bounds."""
    REFERENCE = "reference"
    """Names something that is not there: an option, a contact, a picture, a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """One problem of one field."""

    field: str
    kind: ProblemKind
    wrong: Phrase
    """What is wrong, naming the field by its label."""
    remedy: Phrase
    item: int | None = None
    """Which item of a list, from 0."""
    suggestion: Any = None
    """A value of the whole field that would be right, where one can be offered."""

    @property
    def phrase(self) -> Phrase:
        """Both sentences in one."""
        return Phrase("{wrong} {remedy}", wrong=self.wrong, remedy=self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReferences:
    """What the fields of a post may refer to."""

    media: frozenset[str] = frozenset()
    """Ids of the post's pictures."""
    contacts: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    official_hosts: frozenset[str] = frozenset()
    """Hosts beside ``*.gov.vn`` that count as official: ``host`` (and its www), ``*.host`` with all below it, or
    ``host/path`` for that path of the host only."""


@dataclass(frozen=True, slots=True)
class FieldSubject:
    """The field, or one item of it, as the beginning of a sentence."""

    field: FieldSpec
    item: int | None = None
    part: Phrase | None = None

    @property
    def vi(self) -> str:
        names = [self.part.vi.capitalize()] if self.part else []
        names += [f"{'mục' if names else 'Mục'} {self.item + 1}"] if self.item is not None else []
        return " của ".join([*names, f"“{self.field.label.vi}”"])

    @property
    def en(self) -> str:
        names = [f"the {self.part.en}"] if self.part else []
        names += [f"item {self.item + 1}"] if self.item is not None else []
        whole = " of ".join([*names, f"“{self.field.label.en}”"])
        return whole[0].upper() + whole[1:]

    def problem(self, kind: ProblemKind, wrong: Phrase, remedy: Phrase, suggestion: Any = None) -> FieldProblem:
        """`wrong` goes on after the subject."""
        return FieldProblem(
            field=self.field.name,
            kind=kind,
            wrong=Phrase("{subject} {wrong}", subject=Bilingual(self.vi, self.en), wrong=wrong),
            remedy=remedy,
            item=self.item,
            suggestion=suggestion,
        )


Problems = Iterator[FieldProblem]
Check = Callable[[FieldSpec, Any, KnownReferences], Problems]
"""What is wrong with a value that is not empty; never raises, whatever JSON it is given."""


def item_limit(field: FieldSpec) -> int:
    """Characters that one item of a list takes."""
    return field.item_max or _MOST_CHARACTERS


def items_limit(field: FieldSpec) -> int:
    """Items that a list takes."""
    return field.max or _MOST_ITEMS


def text_problems(subject: FieldSubject, value: Any, *, most: int, least: int = 0, lines: bool = False) -> Problems:
    """What is wrong with one text: not a text, unprintable, broken into lines, too long or too short."""
    if not isinstance(value, str):
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("must be text."),
            Phrase("Type it again as text."),
        )
        return
    if _CONTROL.search(value) or (not lines and "\n" in value.strip()):
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("holds a line break or an unprintable character.")
            if not lines
            else Phrase("holds an unprintable character."),
            Phrase("Delete and retype that part."),
        )
    count = length(value.strip())
    if count > most:
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase("has {count} characters, at most {most}.", count=count, most=most),
            Phrase("Take out {count}.", count=count - most),
        )
    if 0 < count < least:
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase("has only {count} characters, at least {least} needed.", count=count, least=least),
            Phrase("Say more."),
        )


def list_problems(field: FieldSpec, value: Any, *, most: int) -> Problems:
    """What is wrong with the list itself: not a list, too few items, too many."""
    subject = FieldSubject(field)
    if not isinstance(value, list):
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("must be a list."),
            Phrase("Give one item for each point."),
        )
    elif len(value) > most:
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase("has {n} items, at most {most}.", n=len(value), most=most),
            Phrase("Take out {n}.", n=len(value) - most),
        )
    elif len(value) < (field.min or 0):
        yield subject.problem(
            ProblemKind.LIMIT,
            Phrase(
                "has {n} item, at least {min} needed.",
                many="has {n} items, at least {min} needed.",
                n=len(value),
                min=field.min,
            ),
            Phrase("Add items."),
        )


def empty_problem(subject: FieldSubject) -> FieldProblem:
    """An item, or a part of one, that says nothing."""
    return subject.problem(
        ProblemKind.MISSING,
        Phrase("is empty."),
        Phrase("Fill it in or remove the item."),
    )


def clean(value: Any) -> str:
    """A typed text as readers see it: composed, without blanks at its ends; empty for what is no text or number."""
    if isinstance(value, str):
        lines = nfc(value).replace("\r\n", "\n").strip().split("\n")
        return "\n".join(line.rstrip() for line in lines)
    return str(value) if type(value) is int and abs(value) < 10**18 else ""
