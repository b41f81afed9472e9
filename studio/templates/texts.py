"""The texts of a template: checked once when it is read, rendered as often as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from studio.errors import BadInput
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.templates.compiled_text import MAX_ITEMS, CompiledText, Shape, TextSpan, render_traced
from studio.templates.kinds import KINDS, Field, FieldKind, FieldType
from studio.templates.model import (
    CardBinding,
    CompiledCard,
    FieldPairsSlot,
    LinesSlot,
    ListSlot,
    Program,
    Slot,
    Template,
    TextPairsSlot,
    TextSlot,
)
from studio.yamlfile import Place

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
        from studio.templates.language import compile_text

        return compile_text(
            source,
            self.fields.values(),
            origin=self._origin,
            first_line=self._first_line(path),
            extra=self._common if common else None,
            repeats=repeats,
        )

    def error(self, path: Place, say: Phrase) -> BadInput:
        return BadInput(say, where=f"{self._origin}:{self._first_line(path)}")


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
            path, Phrase("this card slot is not usable; give text, list, lines or pairs with a fitting field.")
        )
