"""What a new post may begin with: what there is but one of, and the day that its template proposes.

Only what somebody would have to choose anyway, and could choose no other: whoever writes can change all of it. Pages
are never chosen beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from studio.directory.model import Contact, DirectoryBook
from studio.posts.checks.facts import ENDS
from studio.templates.model import Field, FieldType, Template
from studio.text import fold

DUTY = "truc ban"
"""How the number is called that is manned day and night, without accents."""


def starting_fields(template: Template, book: DirectoryBook, day: date) -> dict[str, Any]:
    """The fields of a new post that is published on `day` or soon after."""
    known = {name: value for field in template.fields for name, value in _start(field, book)}
    return known | review_dates(template, day)


def review_dates(template: Template, day: date) -> dict[str, str]:
    """The dates on which a post of `day` is looked at again, as its template proposes."""
    again = (day + timedelta(days=template.review_days)).isoformat()
    return {field.name: again for field in template.fields if field.type is FieldType.DATE and field.name in ENDS}


def _start(field: Field, book: DirectoryBook) -> Iterator[tuple[str, Any]]:
    if field.type is FieldType.UNIT_REF and len(book.units) == 1:
        yield field.name, book.units[0].id
    elif field.type is FieldType.CONTACT_REF and (number := _duty(book)) is not None:
        yield field.name, [number.id] if field.max is not None and field.max > 1 else number.id


def _duty(book: DirectoryBook) -> Contact | None:
    """The duty number of the one unit there is, or its only number; one that nobody confirmed is not chosen."""
    if len(book.units) != 1:
        return None
    known: Sequence[Contact] = [one for one in book.contacts if one.unit == book.units[0].id and one.verified_on]
    duty = [one for one in known if DUTY in fold(f"{one.label} {one.use}")] or known
    return duty[0] if len(duty) == 1 else None
