"""The kinds of layer a layout may use and the style words each understands."""

from __future__ import annotations

from collections.abc import Mapping

COLOUR, NUMBER, WORD, FLAG, NUMBERS, WORDS = ("colour", "number", "word", "flag", "numbers", "words")

_FLOW = {"gap": NUMBER, "stretch": NUMBER, "weight": NUMBER}
_CORNER = {"radius": NUMBER, "corner": NUMBER, "corner_at": WORD}
"""Corners of `radius`, and one of `corner`: ``tl tr br bl``, bottom right where nothing is said."""
_PLATE = {**_CORNER, "fill": COLOUR, "line": COLOUR, "pad": NUMBERS, "edge": COLOUR}
_PAIR = {"role": WORD, "label_role": WORD, "colour": COLOUR, "label_colour": COLOUR}
_ITEMS = {"between": NUMBER, "loose": NUMBER, "more": WORD, "instead": WORD}
"""`more` is what a list of {n} items says after those that have room, `instead` where none has."""

KINDS: Mapping[str, Mapping[str, str]] = {
    # the ground and its signs
    "ground": {"from": COLOUR, "to": COLOUR},
    "rect": {**_CORNER, "fill": COLOUR},
    "stripe": {"fill": COLOUR, "second": COLOUR},
    "scrim": {
        "fill": COLOUR,
        "side": WORD,
        "follow": WORDS,
        "ramp": NUMBER,
        "tail": NUMBER,
        "full": NUMBER,
        "from": NUMBER,
        "to": NUMBER,
    },
    "photo": {
        **_FLOW,
        **_CORNER,
        "follow": WORDS,
        "line": COLOUR,
        "min": NUMBER,
        "max": NUMBER,
        "least": NUMBER,
        "empty": WORD,
        "whole": FLAG,
        "clear": NUMBER,
    },
    "lockup": {
        **_CORNER,
        "role": WORD,
        "colour": COLOUR,
        "fill": COLOUR,
        "badge": NUMBER,
        "pad": NUMBERS,
        "wide": NUMBER,
    },
    "qr": {"fill": COLOUR, "colour": COLOUR, "line": COLOUR, "radius": NUMBER},
    # containers
    "stack": {**_FLOW, "anchor": WORD},
    "row": {**_FLOW, "between": NUMBER, "turn": FLAG, "wrap": FLAG, "align": WORD, "max": NUMBER},
    "panel": {
        **_FLOW,
        **_PLATE,
        "icon": WORD,
        "head_text": COLOUR,
        "role": WORD,
        "anchor": WORD,
        "bleed": FLAG,
        "bare": FLAG,
    },
    # content
    "text": {
        **_FLOW,
        **_PLATE,
        "role": WORD,
        "colour": COLOUR,
        "align": WORD,
        "prefix": WORD,
        "suffix": WORD,
        "icon": WORD,
        "icon_colour": COLOUR,
        "unlike": WORD,
        "instead": WORD,
        "spare": FLAG,
    },
    "list": {
        **_FLOW,
        **_ITEMS,
        "role": WORD,
        "colour": COLOUR,
        "marker": WORD,
        "marker_colour": COLOUR,
        "marker_fill": COLOUR,
        "columns": NUMBER,
    },
    "pairs": {
        **_FLOW,
        **_ITEMS,
        **_PAIR,
        "variant": WORD,
        "icons": WORDS,
        "icon": WORD,
        "icon_colour": COLOUR,
        "fill": COLOUR,
        "tints": WORDS,
        "columns": NUMBER,
    },
    "figures": {**_FLOW, **_ITEMS, **_PAIR, "rule": COLOUR, "columns": NUMBER},
    "chart": {
        **_FLOW,
        **_PAIR,
        "fill": COLOUR,
        "last": COLOUR,
        "min": NUMBER,
    },
    "level": {**_FLOW, "role": WORD, "colour": COLOUR},
    "timeline": {**_FLOW, **_ITEMS, **_PAIR, "dot": COLOUR, "thread": COLOUR},
    "route": {
        **_FLOW,
        "min": NUMBER,
        "least": NUMBER,
        "max": NUMBER,
        "road": COLOUR,
        "closed": COLOUR,
        "detour": COLOUR,
        "fill": COLOUR,
    },
    "day": {**_FLOW, **_CORNER, "role": WORD, "fill": COLOUR, "colour": COLOUR, "variant": WORD},
    "contact": {**_FLOW, **_PAIR, "fill": COLOUR, "inline": FLAG, "tight": FLAG},
    "art": {**_FLOW, "least": NUMBER, "max": NUMBER, "colour": COLOUR, "align": WORD},
    "icon": {**_FLOW, "name": WORD, "colour": COLOUR, "px": NUMBER},
    "space": {**_FLOW, "min": NUMBER, "max": NUMBER},
}

DEFAULT_ROLES: Mapping[str, str] = {
    "text": "body",
    "list": "item",
    "timeline": "item",
    "pairs": "value",
    "panel": "panel_head",
    "figures": "figure",
    "chart": "figure",
    "level": "value",
    "contact": "phone",
    "lockup": "unit",
}
"""Text role of a layer that names none."""
CONTAINERS = frozenset({"stack", "row", "panel"})
FLEXIBLE = frozenset({"photo", "art", "space", "route", "chart"})
"""Kinds that take the room that text leaves."""
LISTED = frozenset({"list", "pairs", "figures", "timeline"})
"""Kinds that show items, and say on the card where there are more."""


def fits_kind(value: object, wanted: str) -> bool:
    """Whether `value` has the form that a style word of kind `wanted` takes."""
    match wanted:
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "flag":
            return isinstance(value, bool)
        case "numbers":
            return isinstance(value, list) and all(isinstance(item, int) for item in value)
        case "words":
            return isinstance(value, list | dict)
        case _:
            return isinstance(value, str)
