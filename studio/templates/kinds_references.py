"""Fields that name something (a legal document, a contact, the unit, a picture): what is wrong, and how they read."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import Any, Final

from studio.directory.model import Contact, DirectoryBook
from studio.library.model import CitationRef, CitedLaw
from studio.phrase import Phrase
from studio.templates.fields import (
    FieldSpec,
    FieldSubject,
    KnownReferences,
    ProblemKind,
    Problems,
    items_limit,
    list_problems,
)
from studio.text import nfc

Cite = Callable[[CitationRef], CitedLaw]
"""Resolves a place in a document on the planned day; never raises."""
_DOCUMENT: Final = re.compile(r"(?=.*\w)[^\x00-\x1f]{2,120}\Z")
_PLACES: Final[Mapping[str, re.Pattern[str]]] = {
    "article": re.compile(r"[0-9]{1,4}[a-zđ]?\Z"),
    "clause": re.compile(r"[0-9]{1,3}[a-zđ]?\Z"),
    "point": re.compile(r"[a-zđ]{1,2}[0-9]?\Z"),
}
PHOTO: Final = "sample"
UNIT: Final = "unit"
LONG_UNIT: Final = "unit-long"
DUTY: Final = "duty"
LONG_CONTACT: Final = "contact-long"
"""Ids that examples name: of the picture that stands for any, and of the sample directory (`own.samples`)."""
_MOST_CITATIONS: Final = 5
_MOST_CONTACTS: Final = 3


def check_citation(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """One place in a document, or a list of such places. Whether it exists and is in force is asked of the library."""
    places = value if isinstance(value, list) else [value]
    yield from list_problems(field, places, most=field.max or _MOST_CITATIONS)
    for n, place in enumerate(places):
        fault = _citation_fault(place)
        if fault is not None:
            yield FieldSubject(field, n if len(places) > 1 else None).problem(
                ProblemKind.FORM,
                fault,
                Phrase(
                    "Choose document, article, clause from the library, e.g. clause 1 of article 27 of 68/2020/QH14."
                ),
            )


def _citation_fault(place: Any) -> Phrase | None:
    if not isinstance(place, dict) or not isinstance(place.get("document"), str):
        return Phrase("names no document.")
    if not _DOCUMENT.match(place["document"]):
        return Phrase("has an impossible document number.")
    unknown = place.keys() - {"document", *_PLACES}
    if unknown:
        return Phrase("has an unknown part “{unknown}”.", unknown=min(unknown, key=str))
    given = {name: str(place[name]) for name in _PLACES if place.get(name) not in (None, "")}
    if any(type(place[name]) not in (str, int) or not _PLACES[name].match(given[name]) for name in given):
        return Phrase("has an article, clause or point that is not one.")
    if ("clause" in given and "article" not in given) or ("point" in given and "clause" not in given):
        return Phrase("gives a clause without its article, or a point without its clause.")
    return None


def check_contact(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """One confirmed number of the directory, or a few."""
    ids = value if isinstance(value, list) else [value]
    yield from list_problems(field, ids, most=field.max or _MOST_CONTACTS)
    yield from _missing(
        field,
        ids,
        known.contacts,
        Phrase("is not in the directory."),
        Phrase("Choose a confirmed number of the directory."),
    )


def check_unit(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """A unit of the directory."""
    yield from _missing(
        field,
        [value],
        known.units,
        Phrase("is not in the directory."),
        Phrase("Choose a unit of the directory."),
    )


def check_image(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """One picture of the post."""
    yield from _missing(field, [value], known.media, _NO_PICTURE, _CHOOSE_PICTURE)


def check_images(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """Pictures of the post, each once."""
    yield from list_problems(field, value, most=items_limit(field))
    if isinstance(value, list):
        yield from _missing(field, value, known.media, _NO_PICTURE, _CHOOSE_PICTURE)


_NO_PICTURE: Final = Phrase("is not a picture of the post.")
_CHOOSE_PICTURE: Final = Phrase("Add the picture to the post, then choose it again.")


def _missing(field: FieldSpec, ids: list[Any], there: Container[str], wrong: Phrase, remedy: Phrase) -> Problems:
    for n, name in enumerate(ids):
        subject = FieldSubject(field, n if len(ids) > 1 else None)
        if not isinstance(name, str) or name not in there:
            yield subject.problem(ProblemKind.REFERENCE, wrong, remedy)
        elif name in ids[:n]:
            yield subject.problem(
                ProblemKind.FORM,
                Phrase("is chosen twice."),
                Phrase("Remove one of them."),
            )


def citation_refs(value: Any) -> tuple[CitationRef, ...]:
    """The places a citation field names; what is not one is passed over."""
    places = value if isinstance(value, list) else [value]
    return tuple(_ref(place) for place in places if isinstance(place, dict) and isinstance(place.get("document"), str))


def show_citation(value: Any, book: DirectoryBook, cite: Cite) -> str:
    return "; ".join(cite(ref).printed or _as_typed(ref) for ref in citation_refs(value))


def show_contact(value: Any, book: DirectoryBook, cite: Cite) -> dict[str, Any]:
    ids = value if isinstance(value, list) else [value]
    found = (book.contact(name) for name in ids if isinstance(name, str))
    contacts = [contact for contact in found if contact]
    if not contacts:
        return {}
    return {
        "text": ", ".join(map(_number_and_use, contacts)),
        "label": contacts[0].label,
        "phone": contacts[0].phone,
        "items": [{"label": contact.label, "phone": contact.phone} for contact in contacts],
    }


def _number_and_use(contact: Contact) -> str:
    """``024 0000 0113 (Trực ban)``: reads well after "gọi" and after "Điện thoại:"."""
    return f"{contact.phone} ({contact.label})" if contact.label else contact.phone


def show_unit(value: Any, book: DirectoryBook, cite: Cite) -> dict[str, str]:
    unit = book.unit(value) if isinstance(value, str) else None
    if unit is None:
        return {}
    return {"text": unit.name, "short": unit.short_name or unit.name, "website": unit.website, "address": unit.address}


def _ref(place: dict[str, Any]) -> CitationRef:
    parts = {name: str(place[name]) for name in ("article", "clause", "point") if place.get(name) not in (None, "")}
    return CitationRef(document=nfc(place["document"]).strip(), **parts)


def _as_typed(ref: CitationRef) -> str:
    named = (("điểm", ref.point), ("khoản", ref.clause), ("Điều", ref.article))
    return " ".join([*(f"{name} {number}" for name, number in named if number), ref.document])
