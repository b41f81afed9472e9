"""The texts of a template: checked once when it is read, rendered as often as asked.

What fills the texts and card slots of a template: checked texts, lists and pairs, ready to be filled in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from studio.errors import BadInput
from studio.platforms import Platform
from studio.templates.card import CardValue
from studio.templates.kinds import KINDS, Field, FieldKind, FieldType
from studio.templates.language import compile_text
from studio.templates.model import Template
from studio.templates.pieces import Shape
from studio.templates.rendering import MAX_ITEMS, CompiledText, TextSpan, items_of, render_traced, text_of
from studio.yamlfile import Place


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
    """Field without which the card is left out (figures of a figure card)."""
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


COMMON: Final[Mapping[str, Shape]] = {
    "unit_name": KINDS[FieldType.UNIT_REF].shape,
    "contact": KINDS[FieldType.CONTACT_REF].shape,
}
"""Names that footers and cards may use even where a template has no such field; they are empty then."""

FirstLine = Callable[[Place], int]
"""In a template's file, the line on which the text at a path begins."""


def platform_text(
    template: Template, platform: Platform, values: Mapping[str, Any], *, hashtags: Sequence[str] = ()
) -> str:
    """What a post says on `platform`: body, footer and, on Facebook, hashtags; display values in, NFC text out."""
    program = program_of(template)
    parts = [program.bodies[platform].render(values)]
    if platform in program.footers:
        parts.append(program.footers[platform].render(values))
    if platform is Platform.FACEBOOK:
        parts.append(" ".join(hashtags))
    return "\n\n".join(part for part in parts if part)


def platform_spans(
    template: Template, platform: Platform, values: Mapping[str, Any], *, hashtags: Sequence[str] = ()
) -> tuple[TextSpan, ...]:
    """What `platform_text` says, in pieces that tell the template's words from what fields show."""
    program = program_of(template)
    parts = [render_traced(program.bodies[platform].pieces, values)]
    if platform in program.footers:
        parts.append(render_traced(program.footers[platform].pieces, values))
    if platform is Platform.FACEBOOK and hashtags:
        parts.append((TextSpan(" ".join(hashtags)),))
    joined: list[TextSpan] = []
    for part in parts:
        if part:
            joined += [TextSpan("\n\n"), *part] if joined else part
    return tuple(joined)


def headline(template: Template, values: Mapping[str, Any]) -> str:
    """The title of a post on one line."""
    return " ".join(program_of(template).headline.render(values).split())


def program_of(template: Template) -> Program:
    """The checked texts; those of a template that was not read from a pack are checked now."""
    return template.program or compile_program(template)


def compile_program(template: Template, origin: str = "", first_line: FirstLine = lambda _: 1) -> Program:
    """Check every text of `template`. Raises BadInput naming `origin` (its file) and the line."""
    desk = _Texts(template, origin or template.id, first_line)
    return Program(
        headline=desk.text(template.headline, ("headline",)),
        bodies={
            platform: desk.text(template.bodies[platform], ("bodies", platform.value))
            for platform in sorted(template.bodies, key=lambda p: p is Platform.FACEBOOK)
        },
        footers={
            platform: desk.text(source, ("footers", platform.value), common=True)
            for platform, source in template.footers.items()
        },
        cards=tuple(_card(binding, ("cards", n), desk) for n, binding in enumerate(template.cards)),
    )


class _Texts:
    """Checks the texts of one template; paths say where in its file they stand."""

    def __init__(self, template: Template, origin: str, first_line: FirstLine) -> None:
        self.fields = {field.name: field for field in template.fields}
        self._origin = origin
        self._first_line = first_line
        self._common = {name: shape for name, shape in COMMON.items() if name not in self.fields}

    def text(self, source: str, path: Place, *, repeats: str | None = None, common: bool = False) -> CompiledText:
        """Raises BadInput."""
        return compile_text(
            source,
            self.fields.values(),
            origin=self._origin,
            first_line=self._first_line(path),
            extra=self._common if common else None,
            repeats=repeats,
        )

    def error(self, path: Place, vi: str, en: str) -> BadInput:
        return BadInput(vi, en, where=f"{self._origin}:{self._first_line(path)}")


def _card(binding: CardBinding, path: Place, desk: _Texts) -> CompiledCard:
    """Check every value of the binding that stands at `path`. Raises BadInput."""
    reader = _SlotReader(desk, binding.repeat)
    return CompiledCard(
        binding=binding,
        slots={name: reader.slot(raw, (*path, "values", name)) for name, raw in binding.values.items()},
        alt=reader.text(binding.alt, (*path, "alt")),
    )


class _SlotReader:
    def __init__(self, desk: _Texts, repeats: str | None) -> None:
        self._desk = desk
        self._repeats = repeats

    def text(self, source: str, path: Place) -> CompiledText:
        return self._desk.text(source, path, repeats=self._repeats, common=True)

    def slot(self, raw: str | Mapping[str, object], path: Place) -> Slot:
        if isinstance(raw, str):
            return TextSlot(self.text(raw, path))
        most = raw.get("max", MAX_ITEMS)
        form = frozenset(raw) - {"max"}
        if type(most) is int and 1 <= most <= MAX_ITEMS:
            if form == {"list"}:
                return self._list(raw["list"], most, path)
            if form == {"lines"}:
                return LinesSlot(tuple(self._texts(raw["lines"], (*path, "lines"))))
            if form == {"pairs"} and isinstance(raw["pairs"], list):
                return TextPairsSlot(tuple(self._pairs(raw["pairs"], (*path, "pairs"))))
            if form in ({"pairs"}, {"pairs", "swap"}):
                return self._field_pairs(raw["pairs"], raw.get("swap") is True, most, path)
        raise self._unusable(path)

    def _list(self, name: object, most: int, path: Place) -> ListSlot:
        return ListSlot(self._field(name, lambda kind: kind.text_list, path).name, most)

    def _field_pairs(self, name: object, swap: bool, most: int, path: Place) -> FieldPairsSlot:
        field = self._field(name, lambda kind: len(kind.parts) == 2, path)
        first, second = field.kind.parts
        return FieldPairsSlot(field.name, (second, first) if swap else (first, second), most)

    def _field(self, name: object, fits: Callable[[FieldKind], bool], path: Place) -> Field:
        field = self._desk.fields.get(name) if isinstance(name, str) else None
        if field is None or field.hidden or not fits(field.kind):
            raise self._unusable(path)
        return field

    def _texts(self, raw: object, path: Place) -> Iterator[CompiledText]:
        for n, text in enumerate(raw if isinstance(raw, list) else [None]):
            if not isinstance(text, str):
                raise self._unusable(path)
            yield self.text(text, (*path, n))

    def _pairs(self, raw: list[object], path: Place) -> Iterator[tuple[CompiledText, CompiledText]]:
        for n, pair in enumerate(raw):
            label, text = self._texts(pair if isinstance(pair, list) and len(pair) == 2 else None, (*path, n))
            yield label, text

    def _unusable(self, path: Place) -> BadInput:
        return self._desk.error(
            path,
            "ô của thẻ ghi chưa đúng; dùng chữ, list, lines hoặc pairs với trường phù hợp.",
            "this card slot is not usable; give text, list, lines or pairs with a fitting field.",
        )
