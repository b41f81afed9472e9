"""What a template puts into one slot of a card: a text, a list or pairs, checked before use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from studio.errors import BadInput
from studio.templates.card import CardValue
from studio.templates.language import CompiledText
from studio.templates.model import CardBinding, Field, FieldType
from studio.templates.rendering import MAX_ITEMS, items_of, text_of

TEXT_LISTS = frozenset({FieldType.LIST, FieldType.STEPS, FieldType.URL_DEFANGED})
_PAIR_PARTS = {
    FieldType.KV_LIST: ("key", "value"),
    FieldType.QA_LIST: ("q", "a"),
    FieldType.CONTACT_REF: ("label", "phone"),
}

Path = tuple[str | int, ...]


class Desk(Protocol):
    """Checks the texts of one template file; paths say where in it they stand."""

    def text(self, source: str, path: Path, *, repeats: str | None = None, common: bool = False) -> CompiledText:
        """Raises BadInput."""
        ...

    def error(self, path: Path, vi: str, en: str) -> BadInput: ...


class Slot(Protocol):
    def fill(self, values: Mapping[str, Any]) -> CardValue:
        """The slot's value for these display values; empty when there is nothing to show."""
        ...

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Items of the field that the slot does not take, behind those that it takes."""
        ...


@dataclass(frozen=True, slots=True)
class TextSlot:
    text: CompiledText

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        return self.text.render(values)

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class LinesSlot:
    """Texts of the template, one a line."""

    texts: tuple[CompiledText, ...]

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        return tuple(line for line in (text.render(values) for text in self.texts) if line)

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return ()

    def shown(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Which of the lines, from 0, have a text."""
        return tuple(n for n, text in enumerate(self.texts) if text.render(values))


@dataclass(frozen=True, slots=True)
class ListSlot:
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
class FieldPairsSlot:
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
class TextPairsSlot:
    """Labels and texts of the template; a pair without text is left out."""

    pairs: tuple[tuple[CompiledText, CompiledText], ...]

    def fill(self, values: Mapping[str, Any]) -> CardValue:
        filled = ((label.render(values), text.render(values)) for label, text in self.pairs)
        return tuple((label, text) for label, text in filled if text)

    def left_out(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return ()

    def shown(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Which of the pairs, from 0, have a text."""
        return tuple(n for n, (_, text) in enumerate(self.pairs) if text.render(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledCard:
    """A card binding whose texts were checked."""

    binding: CardBinding
    slots: Mapping[str, Slot]
    alt: CompiledText


def compile_card(binding: CardBinding, path: Path, fields: Mapping[str, Field], desk: Desk) -> CompiledCard:
    """Check every value of the binding that stands at `path`. Raises BadInput."""
    reader = _SlotReader(fields, desk, binding.repeat)
    return CompiledCard(
        binding=binding,
        slots={name: reader.slot(raw, (*path, "values", name)) for name, raw in binding.values.items()},
        alt=reader.text(binding.alt, (*path, "alt")),
    )


class _SlotReader:
    def __init__(self, fields: Mapping[str, Field], desk: Desk, repeats: str | None) -> None:
        self._fields = fields
        self._desk = desk
        self._repeats = repeats

    def text(self, source: str, path: Path) -> CompiledText:
        return self._desk.text(source, path, repeats=self._repeats, common=True)

    def slot(self, raw: str | Mapping[str, object], path: Path) -> Slot:
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

    def _list(self, name: object, most: int, path: Path) -> ListSlot:
        field = self._fields.get(name) if isinstance(name, str) else None
        if field is None or field.type not in TEXT_LISTS or field.hidden:
            raise self._unusable(path)
        return ListSlot(field.name, most)

    def _field_pairs(self, name: object, swap: bool, most: int, path: Path) -> FieldPairsSlot:
        field = self._fields.get(name) if isinstance(name, str) else None
        if field is None or field.type not in _PAIR_PARTS or field.hidden:
            raise self._unusable(path)
        first, second = _PAIR_PARTS[field.type]
        return FieldPairsSlot(field.name, (second, first) if swap else (first, second), most)

    def _texts(self, raw: object, path: Path) -> Iterator[CompiledText]:
        for n, text in enumerate(raw if isinstance(raw, list) else [None]):
            if not isinstance(text, str):
                raise self._unusable(path)
            yield self.text(text, (*path, n))

    def _pairs(self, raw: list[object], path: Path) -> Iterator[tuple[CompiledText, CompiledText]]:
        for n, pair in enumerate(raw):
            label, text = self._texts(pair if isinstance(pair, list) and len(pair) == 2 else None, (*path, n))
            yield label, text

    def _unusable(self, path: Path) -> BadInput:
        return self._desk.error(
            path,
            "ô của thẻ ghi chưa đúng; dùng chữ, list, lines hoặc pairs với trường phù hợp.",
            "this card slot is not usable; give text, list, lines or pairs with a fitting field.",
        )
