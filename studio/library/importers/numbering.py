"""The numbers Word shows but does not store in the text: "1.", "a)", "Điều 3." of automatic lists.

Only what the file defines is counted (WordprocessingML, ECMA-376 Part 1, 17.9): level format, start, text pattern,
restart of lower levels, and the start overrides of a list instance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberingLevel:
    form: str
    pattern: str
    start: int
    style: str = ""
    """The paragraph style that stands for this level."""
    restart: int | None = None
    """Begins again only after a level above this one (1 …); 0: never; None: after every level above."""
    legal: bool = False
    """Higher levels are shown in Arabic numerals."""


@dataclass(slots=True)
class Numbering:
    """The list definitions of one file, and where each list has got to."""

    levels: Mapping[str, Mapping[int, NumberingLevel]]
    """Definitions by abstract list."""
    lists: Mapping[str, str]
    """List instance → abstract list."""
    starts: Mapping[tuple[str, int], int]
    """Start overrides of an instance."""
    own_levels: Mapping[tuple[str, int], NumberingLevel] = field(default_factory=dict)
    """Levels that an instance defines anew."""
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, instance: str, depth: int) -> str:
        """Count one paragraph of list `instance` at level `depth` (0 …) and return its printed number."""
        levels = self._levels(instance)
        level = levels.get(depth)
        if level is None:
            return ""
        abstract = self.lists.get(instance, "")
        self._advance(levels, abstract, instance, depth)
        if level.form in {"none", "bullet"}:
            return "-" if level.form == "bullet" else ""
        values = {d: self.counts.get((abstract, d), levels[d].start) for d in levels if d <= depth}
        return _PLACEHOLDER.sub(lambda m: _shown(levels, values, int(m[1]) - 1, level.legal), level.pattern)

    def depth_of_style(self, instance: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 when none names it."""
        return next((d for d, level in self._levels(instance).items() if style and level.style == style), 0)

    def _levels(self, instance: str) -> Mapping[int, NumberingLevel]:
        levels = self.levels.get(self.lists.get(instance, ""), {})
        own = {depth: level for (name, depth), level in self.own_levels.items() if name == instance}
        return {**levels, **own} if own else levels

    def _advance(self, levels: Mapping[int, NumberingLevel], abstract: str, instance: str, depth: int) -> None:
        override = self.starts.get((instance, depth))
        if override is not None and (instance, depth) not in self.begun:
            self.counts[abstract, depth] = override
        else:
            self.counts[abstract, depth] = self.counts.get((abstract, depth), levels[depth].start - 1) + 1
        self.begun.add((instance, depth))
        for deeper, level in levels.items():
            begins_again = depth < deeper and (level.restart is None or depth < level.restart)
            if begins_again:
                self.counts.pop((abstract, deeper), None)


def read_numbering(root: Any, list_of_style: Callable[[str], str] = lambda _: "") -> Numbering:
    """The definitions of a ``numbering.xml`` root element; None gives an empty numbering.

    `list_of_style`: the list instance of a numbering style, by which definitions refer to another.
    """
    if root is None:
        return Numbering({}, {}, {})
    levels: dict[str, dict[int, NumberingLevel]] = {}
    links: dict[str, str] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"), "")
        levels[name] = {_number(lvl.get(qn("w:ilvl")), 0): _level(lvl) for lvl in abstract.iter(qn("w:lvl"))}
        links[name] = _value(abstract, "w:numStyleLink", "")
    lists: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    own: dict[tuple[str, int], NumberingLevel] = {}
    for number in root.iter(qn("w:num")):
        instance = number.get(qn("w:numId"), "")
        lists[instance] = _value(number, "w:abstractNumId", "")
        for override in number.iter(qn("w:lvlOverride")):
            place = instance, _number(override.get(qn("w:ilvl")), 0)
            start = _value(override, "w:startOverride", "")
            if start:
                starts[place] = _number(start, 1)
            if (level := override.find(qn("w:lvl"))) is not None:
                own[place] = _level(level)
    for name, style in links.items():
        if style and not levels[name]:
            levels[name] = levels.get(lists.get(list_of_style(style), ""), {})
    return Numbering(levels, lists, starts, own)


def _level(element: Any) -> NumberingLevel:
    restart = _value(element, "w:lvlRestart", "")
    legal = element.find(qn("w:isLgl"))
    return NumberingLevel(
        form=_value(element, "w:numFmt", "decimal"),
        pattern=_value(element, "w:lvlText", ""),
        start=_number(_value(element, "w:start", "1"), 1),
        style=_value(element, "w:pStyle", ""),
        restart=_number(restart, 0) if restart else None,
        legal=legal is not None and legal.get(qn("w:val"), "1") not in ("0", "false", "off"),
    )


def _shown(levels: Mapping[int, NumberingLevel], values: Mapping[int, int], depth: int, legal: bool) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    return render(values.get(depth, level.start), "decimal" if legal else level.form)


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
