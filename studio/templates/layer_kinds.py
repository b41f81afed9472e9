"""The kinds of layer a layout may use and the style words each understands."""

from __future__ import annotations

from collections.abc import Mapping

COLOUR, NUMBER, WORD, FLAG, NUMBERS, BY_SIZE, WORDS, POINTS = (
    "colour",
    "number",
    "word",
    "flag",
    "numbers",
    "by size",
    "words",
    "points",
)

_FLOW = {"gap": NUMBER, "stretch": NUMBER, "grow": WORDS, "spare": FLAG}
_PLATE = {"fill": COLOUR, "line": COLOUR, "radius": NUMBER, "pad": NUMBERS, "edge": COLOUR}
_TEXT = {"role": WORD, "colour": COLOUR, "align": WORD, "prefix": WORD}

KINDS: Mapping[str, Mapping[str, str]] = {
    # decoration of the ground
    "ground": {"from": COLOUR, "to": COLOUR},
    "shape": {"points": POINTS, "fill": COLOUR},
    "rect": {"fill": COLOUR, "radius": NUMBER},
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
        "radius": NUMBER,
        "follow": WORDS,
        "line": COLOUR,
        "min": NUMBER,
        "want": NUMBER,
        "max": NUMBER,
        "least": NUMBER,
        "empty": WORD,
        "weight": NUMBER,
    },
    "badge": {},
    "qr": {"fill": COLOUR, "colour": COLOUR, "line": COLOUR, "radius": NUMBER},
    # containers
    "stack": {**_FLOW, "anchor": WORD, "notch": WORD, "weight": NUMBER, "align": WORD},
    "row": {
        **_FLOW,
        "weight": NUMBER,
        "between": NUMBER,
        "turn": WORDS,
        "apart": FLAG,
        "align": WORD,
        "divider": COLOUR,
    },
    "panel": {
        **_FLOW,
        **_PLATE,
        "icon": WORD,
        "head": COLOUR,
        "head_text": COLOUR,
        "weight": NUMBER,
        "role": WORD,
        "tint": COLOUR,
        "anchor": WORD,
    },
    # content
    "text": {
        **_FLOW,
        **_TEXT,
        **_PLATE,
        "icon": WORD,
        "icon_colour": COLOUR,
        "flag": FLAG,
        "strike": COLOUR,
        "rule": COLOUR,
        "weight": NUMBER,
    },
    "list": {
        **_FLOW,
        "weight": NUMBER,
        "role": WORD,
        "colour": COLOUR,
        "marker": WORD,
        "marker_colour": COLOUR,
        "marker_fill": COLOUR,
        "between": NUMBER,
        "loose": NUMBER,
        "divider": COLOUR,
        "columns": BY_SIZE,
        "thread": COLOUR,
    },
    "pairs": {
        **_FLOW,
        "weight": NUMBER,
        "variant": WORD,
        "role": WORD,
        "label_role": WORD,
        "colour": COLOUR,
        "label_colour": COLOUR,
        "icons": WORDS,
        "icon": WORD,
        "icon_colour": COLOUR,
        "icon_fill": COLOUR,
        "between": NUMBER,
        "loose": NUMBER,
        "divider": COLOUR,
        "columns": BY_SIZE,
    },
    "figures": {
        **_FLOW,
        "weight": NUMBER,
        "role": WORD,
        "label_role": WORD,
        "colour": COLOUR,
        "label_colour": COLOUR,
        "fill": COLOUR,
        "rule": COLOUR,
        "between": NUMBER,
        "columns": BY_SIZE,
    },
    "timeline": {
        **_FLOW,
        "weight": NUMBER,
        "role": WORD,
        "label_role": WORD,
        "colour": COLOUR,
        "label_colour": COLOUR,
        "dot": COLOUR,
        "thread": COLOUR,
        "between": NUMBER,
        "loose": NUMBER,
    },
    "route": {
        **_FLOW,
        "weight": NUMBER,
        "min": NUMBER,
        "want": NUMBER,
        "least": NUMBER,
        "max": NUMBER,
        "road": COLOUR,
        "closed": COLOUR,
        "detour": COLOUR,
        "fill": COLOUR,
    },
    "hotline": {
        **_FLOW,
        "fill": COLOUR,
        "colour": COLOUR,
        "role": WORD,
        "label_role": WORD,
        "radius": NUMBER,
        "icon": WORD,
    },
    "contact": {
        **_FLOW,
        "role": WORD,
        "label_role": WORD,
        "colour": COLOUR,
        "label_colour": COLOUR,
        "icon_fill": COLOUR,
        "icon_colour": COLOUR,
        "weight": NUMBER,
    },
    "art": {**_FLOW, "least": NUMBER, "max": NUMBER, "fill": COLOUR, "ring": COLOUR, "colour": COLOUR, "align": WORD},
    "icon": {**_FLOW, "name": WORD, "colour": COLOUR, "px": NUMBER},
    "space": {**_FLOW, "min": NUMBER, "want": NUMBER, "max": NUMBER},
    "rule": {**_FLOW, "fill": COLOUR, "px": NUMBER, "long": NUMBER},
}

DEFAULT_ROLES: Mapping[str, str] = {
    "text": "body",
    "list": "body",
    "timeline": "body",
    "pairs": "value",
    "panel": "panel_head",
    "figures": "figure",
    "hotline": "phone",
    "contact": "phone",
}
"""Text role of a layer that names none."""
CONTAINERS = frozenset({"stack", "row", "panel"})
FLEXIBLE = frozenset({"photo", "art", "space", "route"})
"""Kinds that take the room that text leaves."""


def fits_kind(value: object, wanted: str) -> bool:
    """Whether `value` has the form that a style word of kind `wanted` takes."""
    match wanted:
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "flag":
            return isinstance(value, bool)
        case "numbers":
            return isinstance(value, list) and all(isinstance(item, int) for item in value)
        case "by size":
            return isinstance(value, dict) and all(isinstance(item, int) for item in value.values())
        case "points":
            return isinstance(value, list) and all(isinstance(p, list) and len(p) == 2 for p in value)
        case "words":
            return isinstance(value, list | dict)
        case _:
            return isinstance(value, str)
