"""What an approved template is: fields, text bodies, cards and required checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.phrase import Phrase
from studio.platforms import Platform
from studio.templates.kinds import Field, FieldType
from studio.templates.slots import CardBinding, Program

__all__ = ["CardBinding", "Field", "FieldType", "Template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """An approved template, as verified bytes of a pack were read."""

    id: str
    code: str
    version: int
    title: Phrase
    when: Phrase
    theme: str
    approval: str
    """``approver`` or ``head``: the role whose approval a post of this template needs."""
    review_days: int
    fields: tuple[Field, ...]
    headline: str = ""
    """Template-language text of the post's title. Facebook's body begins with it; the others leave it out."""
    bodies: Mapping[Platform, str]
    footers: Mapping[Platform, str] = field(default_factory=dict)
    """Template-language text that ends every post of the pack: unit, contact, emergency numbers."""
    hashtags: tuple[str, ...]
    always_checks: tuple[str, ...] = ()
    """Checks of every template of the pack."""
    required_checks: tuple[str, ...]
    forbidden: tuple[Phrase, ...]
    cards: tuple[CardBinding, ...]
    companion_of: str | None = None
    check_exceptions: Mapping[str, Phrase] = field(default_factory=dict)
    sha256: str
    """Hash of the template's file in its pack."""
    pack: str
    """``id@version`` of the pack it came in."""
    program: Program | None = field(default=None, compare=False, repr=False)
    """The texts, checked and compiled; None for a template that was not read from a pack."""

    def field(self, name: str) -> Field | None:
        """Return the field called `name`, or None."""
        return next((f for f in self.fields if f.name == name), None)

    @property
    def card_ids(self) -> tuple[str, ...]:
        """What an author may choose among, in order."""
        return tuple(dict.fromkeys(binding.id for binding in self.cards))
