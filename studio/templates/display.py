"""Field values as readers see them: what the texts and cards of a template are filled with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from studio.clock import show_date
from studio.directory.model import Contact, DirectoryBook
from studio.library.model import CitationRef, CitedLaw
from studio.templates.filters import number_vi
from studio.templates.model import FieldType, Template
from studio.templates.validators.times import read_date, read_moment
from studio.templates.validators.web import defang
from studio.text import nfc

Cite = Callable[[CitationRef], CitedLaw]
"""Resolves a place in a document on the planned day; never raises."""

_NOT_SHOWN: Final = frozenset({FieldType.IMAGE, FieldType.IMAGE_LIST})


def display(template: Template, fields: Mapping[str, Any], book: DirectoryBook, cite: Cite) -> dict[str, Any]:
    """Display values by field name: text, list of texts, list of mappings, or a mapping with ``text``.

    Hidden fields and pictures are left out, and so is what is empty. A value that is not yet valid is shown as it
    was typed. Pure as far as `cite` is; never raises.
    """
    shown = {
        field.name: _SHOW[field.type](fields.get(field.name), book, cite)
        for field in template.fields
        if not field.hidden and field.type not in _NOT_SHOWN
    }
    return {name: value for name, value in shown.items() if value}


def citation_refs(value: Any) -> tuple[CitationRef, ...]:
    """The places a citation field names; what is not one is passed over."""
    places = value if isinstance(value, list) else [value]
    return tuple(_ref(place) for place in places if isinstance(place, dict) and isinstance(place.get("document"), str))


def show_moment(moment: datetime) -> str:
    """``08:00 ngày 25/11/2026``."""
    return f"{moment:%H:%M} ngày {show_date(moment.date())}"


def show_range(first: date | datetime, last: date | datetime) -> str:
    """``từ 22:00 ngày 25/11/2026 đến 05:00 ngày 26/11/2026``, shorter within one day."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        if first.date() == last.date():
            return f"từ {first:%H:%M} đến {last:%H:%M} ngày {show_date(last.date())}"
        return f"từ {show_moment(first)} đến {show_moment(last)}"
    if first == last:
        return f"ngày {show_date(first)}"
    return f"từ ngày {show_date(first)} đến ngày {show_date(last)}"


def _text(value: Any, book: DirectoryBook, cite: Cite) -> str:
    return _clean(value)


def _texts(value: Any, book: DirectoryBook, cite: Cite) -> list[str]:
    return [text for text in map(_clean, value if isinstance(value, list) else [value]) if text]


def _records(value: Any, book: DirectoryBook, cite: Cite) -> list[dict[str, str]]:
    items = value if isinstance(value, list) else []
    cleaned = ({str(k): _clean(v) for k, v in item.items()} for item in items if isinstance(item, dict))
    return [item for item in cleaned if any(item.values())]


def _date(value: Any, book: DirectoryBook, cite: Cite) -> str:
    day = read_date(value)
    return show_date(day) if day else _clean(value)


def _moment(value: Any, book: DirectoryBook, cite: Cite) -> str:
    moment = read_moment(value)
    return show_moment(moment) if moment else _clean(value)


def _range(value: Any, book: DirectoryBook, cite: Cite) -> str:
    if not isinstance(value, dict):
        return _clean(value)
    first, last = value.get("from"), value.get("to")
    days, moments = (read_date(first), read_date(last)), (read_moment(first), read_moment(last))
    for start, end in (days, moments):
        if start is not None and end is not None:
            return show_range(start, end)
    return " – ".join(text for text in (_clean(first), _clean(last)) if text)


def _number(value: Any, book: DirectoryBook, cite: Cite) -> str:
    return number_vi(_clean(value)) if type(value) is int else _clean(value)


def _bool(value: Any, book: DirectoryBook, cite: Cite) -> str:
    return {True: "Có", False: "Không"}[value] if isinstance(value, bool) else ""


def _citation(value: Any, book: DirectoryBook, cite: Cite) -> str:
    return "; ".join(cite(ref).printed or _as_typed(ref) for ref in citation_refs(value))


def _contact(value: Any, book: DirectoryBook, cite: Cite) -> dict[str, Any]:
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


def _unit(value: Any, book: DirectoryBook, cite: Cite) -> dict[str, str]:
    unit = book.unit(value) if isinstance(value, str) else None
    if unit is None:
        return {}
    return {"text": unit.name, "short": unit.short_name or unit.name, "website": unit.website, "address": unit.address}


def _defanged(value: Any, book: DirectoryBook, cite: Cite) -> list[str]:
    """Harmless whatever was typed: not even a draft shows a scam address that can be clicked."""
    return [defang(text) for text in _texts(value, book, cite)]


def _ref(place: dict[str, Any]) -> CitationRef:
    parts = {name: str(place[name]) for name in ("article", "clause", "point") if place.get(name) not in (None, "")}
    return CitationRef(document=nfc(place["document"]).strip(), **parts)


def _as_typed(ref: CitationRef) -> str:
    named = (("điểm", ref.point), ("khoản", ref.clause), ("Điều", ref.article))
    return " ".join([*(f"{name} {number}" for name, number in named if number), ref.document])


def _clean(value: Any) -> str:
    if isinstance(value, str):
        lines = nfc(value).replace("\r\n", "\n").strip().split("\n")
        return "\n".join(line.rstrip() for line in lines)
    return str(value) if type(value) is int and abs(value) < 10**18 else ""


_SHOW: Final[Mapping[FieldType, Callable[[Any, DirectoryBook, Cite], Any]]] = {
    FieldType.TEXT: _text,
    FieldType.MULTILINE: _text,
    FieldType.LIST: _texts,
    FieldType.STEPS: _texts,
    FieldType.DATE: _date,
    FieldType.TIME: _text,
    FieldType.DATETIME: _moment,
    FieldType.DATERANGE: _range,
    FieldType.NUMBER: _number,
    FieldType.CHOICE: _text,
    FieldType.BOOL: _bool,
    FieldType.CITATION: _citation,
    FieldType.CONTACT_REF: _contact,
    FieldType.UNIT_REF: _unit,
    FieldType.PLACE: _text,
    FieldType.URL_OFFICIAL: _text,
    FieldType.URL_DEFANGED: _defanged,
    FieldType.PERSON_MIN: _text,
    FieldType.STAGE: _text,
    FieldType.QA_LIST: _records,
    FieldType.KV_LIST: _records,
}
