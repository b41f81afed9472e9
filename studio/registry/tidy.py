"""Texts of a page file as they are kept: composed letters, no blanks at the ends, none longer than it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from studio.errors import BadInput
from studio.text import length, nfc, squeeze

LONG = frozenset({"purpose", "audience", "why", "pinned", "house_rules", "privacy", "reason"})
"""Fields of several lines."""
FREE = frozenset({*LONG, "why", "reply", "area"})
"""Fields that are written freely, and name nobody."""
LONGEST_LINE, LONGEST_TEXT = 300, 5000


def tidied(part: Any) -> Any:
    """`part` with every text of it tidied. Raises BadInput naming the field of one that is too long."""
    if type(part) is str:  # an enumeration is one as well, and stays what it is
        return _line(part, "text")
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{each.name: _value(each.name, getattr(part, each.name)) for each in fields(part)})


def free_texts(part: Any) -> dict[str, str]:
    """The texts of `part` that are written freely, by their field."""
    found: dict[str, str] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if is_dataclass(value):
            found |= free_texts(value)
        elif each.name in FREE and value:
            found[each.name] = value
    return found


def _value(name: str, value: Any) -> Any:
    if type(value) is str:
        return _long(value, name) if name in LONG else _line(value, name)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(each for each in value if each))
    if isinstance(value, Mapping):
        return {key: each for key, each in value.items() if each}
    return tidied(value)


def _line(text: str, name: str) -> str:
    return _short_enough(squeeze(nfc(text)), name, LONGEST_LINE)


def _long(text: str, name: str) -> str:
    return _short_enough("\n".join(line.rstrip() for line in nfc(text).splitlines()).strip(), name, LONGEST_TEXT)


def _short_enough(text: str, name: str, most: int) -> str:
    if (count := length(text)) > most:
        raise BadInput(
            f"đoạn này dài {count} ký tự, tối đa {most}; hãy rút gọn.",
            f"this text has {count} characters, at most {most}; shorten it.",
            where=name,
        )
    return text
