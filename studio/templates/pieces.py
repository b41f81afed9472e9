"""A checked template text as plain data: the only thing that is ever rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What stands behind a name."""

    TEXT = "text"
    """One text; it may have named parts (the phone of a contact)."""
    LIST = "list"
    """Texts, or records with named parts."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Kind of a name, and the parts that may be asked for with a dot."""

    kind: Kind
    parts: frozenset[str] = frozenset()
    records: bool = False
    """True: a list of records, whose items are shown by part only."""


@dataclass(frozen=True, slots=True)
class Value:
    """``name``, ``name.part`` or a constant, through filters."""

    name: str = ""
    part: str = ""
    constant: str = ""
    filters: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Equal:
    left: Value
    right: Value
    negated: bool


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition


@dataclass(frozen=True, slots=True)
class Both:
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Either:
    left: Condition
    right: Condition


Condition = Value | Equal | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Loop:
    variable: str
    field: str
    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first branch whose condition holds; None always holds."""

    branches: tuple[tuple[Condition | None, tuple[Piece, ...]], ...] = field(default=())


Piece = Text | Value | Loop | Choice
