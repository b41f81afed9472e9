"""What helps a person write: texts to insert, and the unit's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.people.model import Role

EDITORS = frozenset({Role.AUTHOR, Role.APPROVER, Role.HEAD})
"""Who may change snippets and words."""


class SnippetKind(StrEnum):
    """A passage, or a set of hashtags."""

    TEXT = "text"
    HASHTAGS = "hashtags"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Something to insert. A passage may hold ``{placeholders}``; a set is its tags with blanks between them."""

    id: str = ""
    """``text:gio-tiep-dan``: kind and id of the directory's entry; empty for a new one."""
    name: str
    text: str
    kind: SnippetKind = SnippetKind.TEXT
    used: int = 0
    """How often it was inserted on this PC."""
    last_used: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How often a snippet was inserted, and when last."""

    times: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWord:
    """A syllable or word that this unit spells so: names, abbreviations, loan words."""

    word: str
    added_at: datetime
    added_by: str = ""
    """Name of the person; empty where a file brought it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """How many entries an import added or replaced."""

    snippets: int
    hashtag_sets: int
    words: int
