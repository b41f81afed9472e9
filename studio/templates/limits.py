"""How long a field's text may be, asked in one place by validators, counters under fields and sample data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from studio.templates.model import Field, FieldType

_DEFAULT: Final[Mapping[FieldType, int]] = {
    FieldType.TEXT: 300,
    FieldType.MULTILINE: 2_000,
    FieldType.PLACE: 160,
    FieldType.PERSON_MIN: 60,
    FieldType.URL_OFFICIAL: 2_048,
}
_DEFAULT_ITEM: Final = 300
_DEFAULT_ITEMS: Final = 50
_PARTS: Final[Mapping[FieldType, tuple[str, str]]] = {
    FieldType.QA_LIST: ("q", "a"),
    FieldType.KV_LIST: ("key", "value"),
}
_SHORT_PARTS: Final = frozenset({"q", "value"})


def text_limit(field: Field) -> int:
    """Characters (`studio.text.length`) that a text field takes."""
    if field.type in _DEFAULT and field.max is not None:
        return field.max
    return _DEFAULT.get(field.type, _DEFAULT_ITEM)


def item_limit(field: Field) -> int:
    """Characters that one item of a list takes."""
    return field.item_max or _DEFAULT_ITEM


def items_limit(field: Field) -> int:
    """Items that a list takes."""
    return field.max or _DEFAULT_ITEMS


def part_limits(field: Field) -> dict[str, int]:
    """Characters by part of a question or key/value item; a question and a value take half of what the rest takes."""
    most = item_limit(field)
    return {part: most // 2 if part in _SHORT_PARTS else most for part in _PARTS[field.type]}
