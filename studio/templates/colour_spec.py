"""How a design writes a colour: a token or ``#RRGGBB``, optionally ``/percent`` of opacity."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_PERCENT = re.compile(r"(100|[1-9]?[0-9])\Z")


def colour_problem(text: str, names: Container[str]) -> bool:
    """Whether `text` is no colour, given the `names` that may stand for one."""
    name, slash, percent = text.partition("/")
    sound = bool(_HEX.match(name)) or name in names
    return not sound or (slash == "/" and not _PERCENT.match(percent))


def resolve(text: str, roles: Mapping[str, str], tokens: Mapping[str, str]) -> tuple[int, int, int, float]:
    """Red, green, blue (0…255) and opacity (0…1) of `text`: a role of the theme, a token, or hex."""
    name, _, percent = text.partition("/")
    opacity = int(percent) / 100 if percent else 1.0
    if name.startswith("#"):
        return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16), opacity
    # A role names a token or a colour, a token names a colour: two steps at most.
    inner = roles[name] if name in roles else tokens[name]
    red, green, blue, own = resolve(inner, {}, tokens)
    return red, green, blue, own * opacity
