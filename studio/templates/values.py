"""Field values of a post: are they usable, and what do readers see? Neither answer is ever an exception."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from studio.directory.model import DirectoryBook
from studio.phrase import Phrase
from studio.templates.fields import FieldProblem, FieldSubject, KnownReferences, ProblemKind, Problems
from studio.templates.kinds import Field
from studio.templates.kinds_references import Cite
from studio.templates.model import Template


def validate(template: Template, fields: Mapping[str, Any], *, known: KnownReferences) -> tuple[FieldProblem, ...]:
    """Every problem of `fields`, in the order of the template's fields, then names that are not its fields."""
    found: list[FieldProblem] = []
    for field in template.fields:
        found += validate_field(field, fields.get(field.name), known=known)
        if field.same_length_as:
            found += _unequal(field, template.field(field.same_length_as), fields)
    names = [field.name for field in template.fields]
    found += [_unknown(name, names) for name in fields if name not in names]
    return tuple(found)


def validate_field(field: Field, value: Any, *, known: KnownReferences) -> tuple[FieldProblem, ...]:
    """The problems of one field; `value` is any JSON, None when it was not given."""
    if not is_empty(value):
        return tuple(field.kind.check(field, value, known))
    if not field.required:
        return ()
    return (
        FieldSubject(field).problem(
            ProblemKind.MISSING,
            Phrase("is empty."),
            Phrase("Fill it in; it is required."),
        ),
    )


def display(template: Template, fields: Mapping[str, Any], book: DirectoryBook, cite: Cite) -> dict[str, Any]:
    """Display values by field name: text, list of texts, list of mappings, or a mapping with ``text``.

    Hidden fields and pictures are left out, and so is what is empty. A value that is not yet valid is shown as it
    was typed. Pure as far as `cite` is; never raises.
    """
    shown = {
        field.name: field.kind.show(fields.get(field.name), book, cite)
        for field in template.fields
        if not field.hidden and field.kind.show is not None
    }
    return {name: value for name, value in shown.items() if value}


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: nothing, blanks, or a list or group of such."""
    if isinstance(value, list):
        return all(_is_blank(item) or (isinstance(item, dict) and _is_blank_group(item)) for item in value)
    return _is_blank_group(value) if isinstance(value, dict) else _is_blank(value)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_blank_group(group: dict[str, Any]) -> bool:
    return all(_is_blank(value) for value in group.values())


def _unequal(field: Field, other: Field | None, fields: Mapping[str, Any]) -> Problems:
    mine, theirs = fields.get(field.name), fields.get(other.name) if other else None
    if other is not None and isinstance(mine, list) and isinstance(theirs, list) and len(mine) != len(theirs):
        yield FieldSubject(field).problem(
            ProblemKind.LIMIT,
            Phrase(
                "has {n} item but “{label}” has {n_theirs}.",
                many="has {n} items but “{label}” has {n_theirs}.",
                n=len(mine),
                n_theirs=len(theirs),
                label=other.label,
            ),
            Phrase("Give one for each, in the same order."),
        )


def _unknown(name: str, names: list[str]) -> FieldProblem:
    near = difflib.get_close_matches(str(name), names, 1)
    return FieldProblem(
        field=str(name),
        kind=ProblemKind.REFERENCE,
        wrong=Phrase("The template has no field “{name}”.", name=name),
        remedy=Phrase("Did you mean “{near}”?", near=near[0])
        if near
        else Phrase("Its fields are: {names}.", names=", ".join(names)),
    )
