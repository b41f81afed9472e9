"""Is what was entered usable? Asked of every field of a template; the answer is sentences, never an exception."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any, Final

from studio.phrase import Phrase
from studio.templates.model import Field, FieldType, Template
from studio.templates.problems import FieldProblem, Known, ProblemKind, Problems, Subject
from studio.templates.validators.choices import check_bool, check_choice, check_number
from studio.templates.validators.lists import check_records, check_texts
from studio.templates.validators.references import check_citation, check_contact, check_image, check_images, check_unit
from studio.templates.validators.times import check_date, check_moment, check_range, check_time
from studio.templates.validators.web import check_defanged, check_official, defang
from studio.templates.validators.wording import check_line, check_paragraphs, check_person

__all__ = ["FieldProblem", "Known", "ProblemKind", "defang", "empty_value", "is_empty", "validate", "validate_field"]

Check = Callable[[Field, Any, Known], Problems]

CHECKS: Final[Mapping[FieldType, Check]] = {
    FieldType.TEXT: check_line,
    FieldType.MULTILINE: check_paragraphs,
    FieldType.LIST: check_texts,
    FieldType.STEPS: check_texts,
    FieldType.DATE: check_date,
    FieldType.TIME: check_time,
    FieldType.DATETIME: check_moment,
    FieldType.DATERANGE: check_range,
    FieldType.NUMBER: check_number,
    FieldType.CHOICE: check_choice,
    FieldType.BOOL: check_bool,
    FieldType.CITATION: check_citation,
    FieldType.CONTACT_REF: check_contact,
    FieldType.UNIT_REF: check_unit,
    FieldType.PLACE: check_line,
    FieldType.URL_OFFICIAL: check_official,
    FieldType.URL_DEFANGED: check_defanged,
    FieldType.IMAGE: check_image,
    FieldType.IMAGE_LIST: check_images,
    FieldType.PERSON_MIN: check_person,
    FieldType.STAGE: check_choice,
    FieldType.QA_LIST: check_records,
    FieldType.KV_LIST: check_records,
}

_EMPTY_LISTS: Final = frozenset(
    {
        FieldType.LIST,
        FieldType.STEPS,
        FieldType.URL_DEFANGED,
        FieldType.IMAGE_LIST,
        FieldType.QA_LIST,
        FieldType.KV_LIST,
        FieldType.CITATION,
    }
)


def validate(template: Template, fields: Mapping[str, Any], *, known: Known) -> tuple[FieldProblem, ...]:
    """Every problem of `fields`, in the order of the template's fields, then names that are not its fields."""
    found: list[FieldProblem] = []
    for field in template.fields:
        found += validate_field(field, fields.get(field.name), known=known)
        if field.same_length_as:
            found += _unequal(field, template.field(field.same_length_as), fields)
    names = [field.name for field in template.fields]
    found += [_unknown(name, names) for name in fields if name not in names]
    return tuple(found)


def validate_field(field: Field, value: Any, *, known: Known) -> tuple[FieldProblem, ...]:
    """The problems of one field; `value` is any JSON, None when it was not given."""
    if not is_empty(value):
        return tuple(CHECKS[field.type](field, value, known))
    if not field.required:
        return ()
    return (
        Subject(field).problem(
            ProblemKind.MISSING,
            Phrase("còn trống.", "is empty."),
            Phrase("Hãy điền vì mục này bắt buộc.", "Fill it in; it is required."),
        ),
    )


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: nothing, blanks, or a list or group of such."""
    if isinstance(value, list):
        return all(_is_blank(item) or (isinstance(item, dict) and _is_blank_group(item)) for item in value)
    return _is_blank_group(value) if isinstance(value, dict) else _is_blank(value)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_blank_group(group: dict[str, Any]) -> bool:
    return all(_is_blank(value) for value in group.values())


def empty_value(type: FieldType) -> Any:
    """What a field of a new post holds."""
    if type in _EMPTY_LISTS:
        return []
    if type in (FieldType.BOOL, FieldType.NUMBER):
        return None
    return {"from": "", "to": ""} if type is FieldType.DATERANGE else ""


def _unequal(field: Field, other: Field | None, fields: Mapping[str, Any]) -> Problems:
    mine, theirs = fields.get(field.name), fields.get(other.name) if other else None
    if other is not None and isinstance(mine, list) and isinstance(theirs, list) and len(mine) != len(theirs):
        yield Subject(field).problem(
            ProblemKind.LIMIT,
            Phrase(
                f"có {len(mine)} mục mà “{other.label.vi}” có {len(theirs)}.",
                f"has {len(mine)} items but “{other.label.en}” has {len(theirs)}.",
            ),
            Phrase("Hãy ghi đủ, mỗi mục một dòng theo đúng thứ tự.", "Give one for each, in the same order."),
        )


def _unknown(name: str, names: list[str]) -> FieldProblem:
    near = difflib.get_close_matches(str(name), names, 1)
    return FieldProblem(
        field=str(name),
        kind=ProblemKind.REFERENCE,
        wrong=Phrase(f"Mẫu không có trường “{name}”.", f"The template has no field “{name}”."),
        remedy=Phrase(f"Có phải “{near[0]}”?", f"Did you mean “{near[0]}”?")
        if near
        else Phrase(f"Các trường là: {', '.join(names)}.", f"Its fields are: {', '.join(names)}."),
    )
