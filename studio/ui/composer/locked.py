"""The sentences of a template that nobody changes: the form shows them where they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.platforms import Platform
from studio.templates.model import Template
from studio.templates.pieces import Choice, Loop, Piece, Text, Value
from studio.templates.texts import program_of

SHORTEST = 4
"""Words a line has at least to count as a sentence; shorter ones are headings and marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedPassage:
    """Fixed lines that follow the field `after` in the text; an empty name stands for the beginning."""

    after: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def locked_passages(template: Template) -> tuple[LockedPassage, ...]:
    """The fixed sentences of the Facebook text (or of whatever the template has), each once, in order."""
    program = program_of(template)
    platform = Platform.FACEBOOK if Platform.FACEBOOK in program.bodies else next(iter(program.bodies), None)
    if platform is None:
        return ()
    texts = [program.bodies[platform].pieces]
    if platform in program.footers:
        texts.append(program.footers[platform].pieces)
    names = {field.name for field in template.fields}
    after, found = "", dict[str, list[str]]()
    for pieces in texts:
        for line in _lines(pieces):
            after = next((name for name in reversed(line.names) if name in names), after)
            if _is_sentence(line):
                found.setdefault(after, []).append(line.text.strip())
    return tuple(LockedPassage(after=name, lines=tuple(dict.fromkeys(lines))) for name, lines in found.items())


@dataclass(slots=True)
class _Line:
    text: str = ""
    names: tuple[str, ...] = ()


def _lines(pieces: Sequence[Piece]) -> Iterator[_Line]:
    line = _Line()
    for bit in _bits(pieces):
        if isinstance(bit, Value):
            line.names += (bit.name,)
            continue
        first, *rest = bit.split("\n")
        line.text += first
        for text in rest:
            yield line
            line = _Line(text)
    yield line


def _bits(pieces: Sequence[Piece]) -> Iterator[str | Value]:
    """The pieces in the order they stand, loops and branches opened."""
    for piece in pieces:
        match piece:
            case Text():
                yield piece.text
            case Value():
                yield piece
            case Loop():
                yield Value(name=piece.field)
                yield from _bits(piece.body)
            case Choice():
                for _, branch in piece.branches:
                    yield from _bits(branch)


def _is_sentence(line: _Line) -> bool:
    text = line.text.strip()
    return not line.names and not text.endswith(":") and len(text.split()) >= SHORTEST
