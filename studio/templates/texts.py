"""The texts of a template: checked once when it is read, rendered as often as asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from studio.errors import BadInput
from studio.platforms import Platform
from studio.templates.language import CompiledText, compile_text, shape_of
from studio.templates.model import FieldType, Template
from studio.templates.pieces import Shape
from studio.templates.rendering import Span, render_traced
from studio.templates.slots import CompiledCard, compile_card
from studio.yamlfile import Place

COMMON: Final[Mapping[str, Shape]] = {
    "unit_name": shape_of(FieldType.UNIT_REF),
    "contact": shape_of(FieldType.CONTACT_REF),
}
"""Names that footers and cards may use even where a template has no such field; they are empty then."""

FirstLine = Callable[[Place], int]
"""In a template's file, the line on which the text at a path begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Every text of a template, ready to be filled in."""

    headline: CompiledText
    bodies: Mapping[Platform, CompiledText]
    footers: Mapping[Platform, CompiledText]
    cards: tuple[CompiledCard, ...]


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
) -> tuple[Span, ...]:
    """What `platform_text` says, in pieces that tell the template's words from what fields show."""
    program = program_of(template)
    parts = [render_traced(program.bodies[platform].pieces, values)]
    if platform in program.footers:
        parts.append(render_traced(program.footers[platform].pieces, values))
    if platform is Platform.FACEBOOK and hashtags:
        parts.append((Span(" ".join(hashtags)),))
    joined: list[Span] = []
    for part in parts:
        if part:
            joined += [Span("\n\n"), *part] if joined else part
    return tuple(joined)


def headline(template: Template, values: Mapping[str, Any]) -> str:
    """The title of a post on one line."""
    return " ".join(program_of(template).headline.render(values).split())


def program_of(template: Template) -> Program:
    """The checked texts; those of a template that was not read from a pack are checked now."""
    return template.program or compile_program(template)


def compile_program(template: Template, origin: str = "", first_line: FirstLine = lambda _: 1) -> Program:
    """Check every text of `template`. Raises BadInput naming `origin` (its file) and the line."""
    desk = _Desk(template, origin or template.id, first_line)
    fields = {field.name: field for field in template.fields}
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
        cards=tuple(compile_card(binding, ("cards", n), fields, desk) for n, binding in enumerate(template.cards)),
    )


class _Desk:
    """Checks the texts of one template."""

    def __init__(self, template: Template, origin: str, first_line: FirstLine) -> None:
        self._fields = template.fields
        self._origin = origin
        self._first_line = first_line
        names = {field.name for field in template.fields}
        self._common = {name: shape for name, shape in COMMON.items() if name not in names}

    def text(self, source: str, path: Place, *, repeats: str | None = None, common: bool = False) -> CompiledText:
        return compile_text(
            source,
            self._fields,
            origin=self._origin,
            first_line=self._first_line(path),
            extra=self._common if common else None,
            repeats=repeats,
        )

    def error(self, path: Place, vi: str, en: str) -> BadInput:
        return BadInput(vi, en, where=f"{self._origin}:{self._first_line(path)}")
