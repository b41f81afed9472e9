"""Fields that name something: a legal document, a contact, the unit, a picture."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, Final

from studio.phrase import Phrase
from studio.templates.limits import items_limit
from studio.templates.model import Field
from studio.templates.problems import Known, ProblemKind, Problems, Subject
from studio.templates.validators.lists import list_problems

_DOCUMENT: Final = re.compile(r"(?=.*\w)[^\x00-\x1f]{2,120}\Z")
_PLACES: Final[Mapping[str, re.Pattern[str]]] = {
    "article": re.compile(r"[0-9]{1,4}[a-zđ]?\Z"),
    "clause": re.compile(r"[0-9]{1,3}[a-zđ]?\Z"),
    "point": re.compile(r"[a-zđ]{1,2}[0-9]?\Z"),
}
_MOST_CITATIONS: Final = 5
_MOST_CONTACTS: Final = 3


def check_citation(field: Field, value: Any, known: Known) -> Problems:
    """One place in a document, or a list of such places. Whether it exists and is in force is asked of the library."""
    places = value if isinstance(value, list) else [value]
    yield from list_problems(field, places, most=field.max or _MOST_CITATIONS)
    for n, place in enumerate(places):
        fault = _citation_fault(place)
        if fault is not None:
            yield Subject(field, n if len(places) > 1 else None).problem(
                ProblemKind.FORM,
                fault,
                Phrase(
                    "Hãy chọn văn bản, điều, khoản, điểm trong kho, ví dụ khoản 1 Điều 27 của 68/2020/QH14.",
                    "Choose document, article, clause from the library, e.g. clause 1 of article 27 of 68/2020/QH14.",
                ),
            )


def _citation_fault(place: Any) -> Phrase | None:
    if not isinstance(place, dict) or not isinstance(place.get("document"), str):
        return Phrase("chưa nêu văn bản nào.", "names no document.")
    if not _DOCUMENT.match(place["document"]):
        return Phrase("có số hiệu văn bản không đúng.", "has an impossible document number.")
    unknown = place.keys() - {"document", *_PLACES}
    if unknown:
        return Phrase(f"có phần lạ “{min(unknown, key=str)}”.", f"has an unknown part “{min(unknown, key=str)}”.")
    given = {name: str(place[name]) for name in _PLACES if place.get(name) not in (None, "")}
    if any(type(place[name]) not in (str, int) or not _PLACES[name].match(given[name]) for name in given):
        return Phrase("có điều, khoản hoặc điểm ghi chưa đúng.", "has an article, clause or point that is not one.")
    if ("clause" in given and "article" not in given) or ("point" in given and "clause" not in given):
        return Phrase(
            "nêu khoản mà thiếu điều, hoặc điểm mà thiếu khoản.",
            "gives a clause without its article, or a point without its clause.",
        )
    return None


def check_contact(field: Field, value: Any, known: Known) -> Problems:
    """One confirmed number of the directory, or a few."""
    ids = value if isinstance(value, list) else [value]
    yield from list_problems(field, ids, most=field.max or _MOST_CONTACTS)
    yield from _missing(
        field,
        ids,
        known.contacts,
        Phrase("không có trong danh bạ.", "is not in the directory."),
        Phrase("Hãy chọn số đã xác nhận trong danh bạ.", "Choose a confirmed number of the directory."),
    )


def check_unit(field: Field, value: Any, known: Known) -> Problems:
    """A unit of the directory."""
    yield from _missing(
        field,
        [value],
        known.units,
        Phrase("không có trong danh bạ.", "is not in the directory."),
        Phrase("Hãy chọn đơn vị trong danh bạ.", "Choose a unit of the directory."),
    )


def check_image(field: Field, value: Any, known: Known) -> Problems:
    """One picture of the post."""
    yield from _missing(field, [value], known.media, _NO_PICTURE, _CHOOSE_PICTURE)


def check_images(field: Field, value: Any, known: Known) -> Problems:
    """Pictures of the post, each once."""
    yield from list_problems(field, value, most=items_limit(field))
    if isinstance(value, list):
        yield from _missing(field, value, known.media, _NO_PICTURE, _CHOOSE_PICTURE)


_NO_PICTURE: Final = Phrase("không có trong bài.", "is not a picture of the post.")
_CHOOSE_PICTURE: Final = Phrase(
    "Hãy thêm ảnh vào bài rồi chọn lại.", "Add the picture to the post, then choose it again."
)


def _missing(field: Field, ids: list[Any], there: Container[str], wrong: Phrase, remedy: Phrase) -> Problems:
    for n, name in enumerate(ids):
        subject = Subject(field, n if len(ids) > 1 else None)
        if not isinstance(name, str) or name not in there:
            yield subject.problem(ProblemKind.REFERENCE, wrong, remedy)
        elif name in ids[:n]:
            yield subject.problem(
                ProblemKind.FORM,
                Phrase("bị chọn hai lần.", "is chosen twice."),
                Phrase("Hãy bỏ một lần.", "Remove one of them."),
            )
