"""What is wrong with a field, in a person's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from studio.phrase import Phrase
from studio.templates.model import Field


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
        return Phrase(f"{self.wrong.vi} {self.remedy.vi}", f"{self.wrong.en} {self.remedy.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the fields of a post may refer to."""

    media: frozenset[str] = frozenset()
    """Ids of the post's pictures."""
    contacts: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    official_hosts: frozenset[str] = frozenset()
    """Hosts beside ``*.gov.vn`` that count as official: ``host`` (and its www), ``*.host`` with all below it, or
    ``host/path`` for that path of the host only."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The field, or one item of it, as the beginning of a sentence."""

    field: Field
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
            wrong=Phrase(f"{self.vi} {wrong.vi}", f"{self.en} {wrong.en}"),
            remedy=remedy,
            item=self.item,
            suggestion=suggestion,
        )


Problems = Iterator[FieldProblem]
