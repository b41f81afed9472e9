"""The numbers Word shows but does not store in the text: "1.", "a)", "Điều 3." of automatic lists.

Only what the file defines is counted (WordprocessingML, ECMA-376 Part 1, 17.9): level format, start, text pattern,
restart of lower levels, and the start overrides of a list instance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The list definitions of one file, and where each list has got to."""

    levels: Mapping[str, Mapping[int, Level]]
    """Definitions by abstract list."""
    lists: Mapping[str, str]
    """List instance → abstract list."""
    starts: Mapping[tuple[str, int], int]
    """Start overrides of an instance."""
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, instance: str, depth: int) -> str:
        """Count one paragraph of list `instance` at level `depth` (0 …) and return its printed number."""
        abstract = self.lists.get(instance, "")
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.form in {"none", "bullet"}:
            return "-" if level is not None and level.form == "bullet" else ""
        self._advance(abstract, instance, depth, level)
        values = {d: self.counts.get((abstract, d), levels[d].start) for d in levels if d <= depth}
        return _PLACEHOLDER.sub(lambda m: _shown(levels, values, int(m[1]) - 1), level.pattern)

    def _advance(self, abstract: str, instance: str, depth: int, level: Level) -> None:
        override = self.starts.get((instance, depth))
        if override is not None and (instance, depth) not in self.begun:
            self.counts[abstract, depth] = override
        else:
            self.counts[abstract, depth] = self.counts.get((abstract, depth), level.start - 1) + 1
        self.begun.add((instance, depth))
        for deeper in [key for key in self.counts if key[0] == abstract and key[1] > depth]:
            del self.counts[deeper]


def read_numbering(root: Any) -> Numbering:
    """The definitions of a ``numbering.xml`` root element; None gives an empty numbering."""
    if root is None:
        return Numbering({}, {}, {})
    levels: dict[str, dict[int, Level]] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"), "")
        levels[name] = {_number(lvl.get(qn("w:ilvl")), 0): _level(lvl) for lvl in abstract.iter(qn("w:lvl"))}
    lists: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    for number in root.iter(qn("w:num")):
        instance = number.get(qn("w:numId"), "")
        lists[instance] = _value(number, "w:abstractNumId", "")
        for override in number.iter(qn("w:lvlOverride")):
            start = _value(override, "w:startOverride", "")
            if start:
                starts[instance, _number(override.get(qn("w:ilvl")), 0)] = _number(start, 1)
    return Numbering(levels, lists, starts)


def _level(element: Any) -> Level:
    return Level(
        form=_value(element, "w:numFmt", "decimal"),
        pattern=_value(element, "w:lvlText", ""),
        start=_number(_value(element, "w:start", "1"), 1),
    )


def _shown(levels: Mapping[int, Level], values: Mapping[int, int], depth: int) -> str:
    level = levels.get(depth)
    return "" if level is None else render(values.get(depth, level.start), level.form)


def render(value: int, form: str) -> str:
    """`value` as the numeral `form` of WordprocessingML; unknown forms print decimal."""
    if form == "decimalZero":
        return f"{value:02d}"
    if form in {"lowerLetter", "upperLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (value // size)
            value %= size
        return roman.upper() if form == "upperRoman" else roman
    return str(value)


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    return default if child is None else str(child.get(qn("w:val"), default))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
