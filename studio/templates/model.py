"""What fills the texts and card slots of a template: checked texts, lists and pairs, ready to be filled in.

What an approved template is: fields, text bodies, cards and required checks.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from studio.phrase import Phrase
from studio.platforms import Platform
from studio.templates.card import CardValue
from studio.templates.compiled_text import CompiledText, items_of, text_of
from studio.templates.kinds import Field, FieldType


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBinding:
    """How a template fills one card layout.

    `values` maps the layout's slots to template-language text (``"{{ scam_name }}"``), to
    ``{"list": field, "max": n}``, ``{"lines": [text, …]}``, ``{"pairs": field, "max": n, "swap": bool}`` or
    ``{"pairs": [[label, text], …]}``; empty lines and pairs with an empty text are left out.
    `repeat` names a list field that yields one card an item (``{{ item }}``, ``{{ loop.index }}``).
    """

    layout: str
    id: str = ""
    """What an author chooses the card by; the layout's id unless the pack says otherwise. Bindings that share
    an id are one set and are taken together, in order (a carousel)."""
    values: Mapping[str, str | Mapping[str, object]] = field(default_factory=dict)
    repeat: str | None = None
    needs: str | None = None
    """Field without which the card is left out: the figures of a figure card, the picture of a sketch."""
    photo: str | None = None
    """Name of an image field, or ``media``: the first picture of the post."""
    alt: str = ""
    """Template-language text of the card's alternative text."""
    alt_list: str | None = None
    """List field whose n-th item is the alternative text of the n-th repeated card."""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.layout)


class Slot(ABC):
    """What fills one slot of a card."""

    __slots__ = ()

    @abstractmethod
    def fill(self, values: Mapping[str, Any]) -> CardValue:
        """The slot's value for these display values; empty when there is nothing to show."""

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Items of the field that the slot does not take, behind those that it takes."""
        return ()


@dataclass(frozen=True, slots=True)
class TextSlot(Slot):
    text: CompiledText

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        return self.text.render(values)


@dataclass(frozen=True, slots=True)
class LinesSlot(Slot):
    """Texts of the template, one a line."""

    texts: tuple[CompiledText, ...]

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        return tuple(line for line in (text.render(values) for text in self.texts) if line)

    def shown(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Which of the lines, from 0, have a text."""
        return tuple(n for n, text in enumerate(self.texts) if text.render(values))


@dataclass(frozen=True, slots=True)
class ListSlot(Slot):
    """The first items of a list field."""

    field: str
    most: int

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        return self._said(values)[: self.most]

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return self._said(values)[self.most :]

    def _said(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(text_of(item) for item in items_of(values.get(self.field)))


@dataclass(frozen=True, slots=True)
class FieldPairsSlot(Slot):
    """The items of a field that has two parts: keys and values, questions and answers, numbers and what they are."""

    field: str
    parts: tuple[str, str]
    most: int

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        return self._said(values)[: self.most]

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(" – ".join(part for part in pair if part) for pair in self._said(values)[self.most :])

    def _said(self, values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        value = values.get(self.field)
        items = items_of(value.get("items") if isinstance(value, Mapping) else value)
        first, second = self.parts
        return tuple((text_of(i.get(first)), text_of(i.get(second))) for i in items if isinstance(i, Mapping))


@dataclass(frozen=True, slots=True)
class TextPairsSlot(Slot):
    """Labels and texts of the template; a pair without text is left out."""

    pairs: tuple[tuple[CompiledText, CompiledText], ...]

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        filled = ((label.render(values), text.render(values)) for label, text in self.pairs)
        return tuple((label, text) for label, text in filled if text)

    def shown(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Which of the pairs, from 0, have a text."""
        return tuple(n for n, (_, text) in enumerate(self.pairs) if text.render(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledCard:
    """A card binding whose texts were checked."""

    binding: CardBinding
    slots: Mapping[str, Slot]
    alt: CompiledText


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Every text of a template, ready to be filled in."""

    headline: CompiledText
    bodies: Mapping[Platform, CompiledText]
    footers: Mapping[Platform, CompiledText]
    cards: tuple[CompiledCard, ...]


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
    """The family it belongs to."""
    palette: str = ""
    """The colours of its cards, where they are not those of the family."""
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
    stories: bool = True
    """Whether a post of it may show as a story, too."""
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
    def colours(self) -> str:
        """The theme of its cards."""
        return self.palette or self.theme

    @property
    def card_ids(self) -> tuple[str, ...]:
        """What an author may choose among, in order."""
        return tuple(dict.fromkeys(binding.id for binding in self.cards))
