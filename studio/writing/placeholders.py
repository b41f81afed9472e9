"""Placeholders of a snippet: ``{unit}``, ``{hotline}``, ``{today}`` …, filled with what the unit's directory says now.

A placeholder that cannot be filled stays in the text, so that a person sees it, and is named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from studio.clock import show_date
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.phrase import Phrase
from studio.text import fold, nfc, squeeze

_PLACE = re.compile(r"\{([^{}\n]{1,80})\}")
_NOT_SET = Phrase("is not in the directory")
_UNKNOWN = Phrase("is no placeholder")
NO_UNIT = Phrase("the directory has no unit yet")
NO_HOTLINE = Phrase("the unit has no duty number in the directory")
UNCONFIRMED = Phrase("this number is not confirmed yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What placeholders are filled from."""

    unit: Unit | None
    contacts: tuple[Contact, ...]
    today: date
    day: date
    """The day the post is planned for, in Vietnam."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceholderRemark:
    """What is to be said of one placeholder."""

    name: str
    why: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSnippet:
    """The text as it is inserted. `open` still stand in it as placeholders, `doubts` were filled with a doubt."""

    text: str
    open: tuple[PlaceholderRemark, ...] = ()
    doubts: tuple[PlaceholderRemark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """One of them: `name` is what stands in braces, `also` the same in Vietnamese, without marks."""

    name: str
    also: str
    label: Phrase


PLACEHOLDERS: tuple[Placeholder, ...] = (
    Placeholder(name="unit", also="don vi", label=Phrase("Name of the unit")),
    Placeholder(name="unit_short", also="ten ngan", label=Phrase("Short name")),
    Placeholder(name="hotline", also="duong day nong", label=Phrase("Duty number")),
    Placeholder(name="duty", also="truc ban", label=Phrase("Duty number with hours")),
    Placeholder(name="address", also="dia chi", label=Phrase("Address")),
    Placeholder(name="website", also="trang web", label=Phrase("Website")),
    Placeholder(name="today", also="hom nay", label=Phrase("Today")),
    Placeholder(name="post_day", also="ngay dang", label=Phrase("Day of the post")),
)
CONTACT = ("contact", "so")
"""``{contact: Bộ phận một cửa}`` names one number of the directory by its label."""
_NAMES: Mapping[str, str] = {
    spelt: place.name for place in PLACEHOLDERS for spelt in (place.name, place.name.replace("_", " "), place.also)
}


def facts_of(book: DirectoryBook, *, unit: str, today: date, day: date) -> Facts:
    """The facts of the unit with that id; of the first in the book where there is none."""
    found = book.unit(unit) or next(iter(book.units), None)
    contacts = tuple(c for c in book.contacts if found is not None and c.unit == found.id)
    return Facts(unit=found, contacts=contacts, today=today, day=day)


def fill(text: str, facts: Facts) -> FilledSnippet:
    """`text` with every placeholder that can be filled. Each remark comes once."""
    left: dict[str, PlaceholderRemark] = {}
    doubts: dict[str, PlaceholderRemark] = {}

    def put(match: re.Match[str]) -> str:
        name = squeeze(nfc(match[1]))
        value, why = _value(name, facts)
        if value and why is not None:
            doubts.setdefault(name, PlaceholderRemark(name=name, why=why))
        elif why is not None:
            left.setdefault(name, PlaceholderRemark(name=name, why=why))
        return value or match[0]

    return FilledSnippet(text=_PLACE.sub(put, text), open=tuple(left.values()), doubts=tuple(doubts.values()))


def _value(name: str, facts: Facts) -> tuple[str, Phrase | None]:
    """What stands for `name`, and what is to be said of it."""
    key, _, label = fold(name).partition(":")
    if key.strip() in CONTACT and label.strip():
        found = next((c for c in facts.contacts if fold(squeeze(c.label)) == label.strip()), None)
        return (_number(found), _doubt(found)) if found else ("", _NOT_SET)
    known = _NAMES.get(fold(name))
    if known is None:
        return "", _UNKNOWN
    if facts.unit is None and known not in ("today", "post_day"):
        return "", NO_UNIT
    return _FILLERS[known](facts)


def _hotline(facts: Facts) -> Contact | None:
    """The unit's own number: the first that is no national emergency number, a confirmed one before others."""
    own = [c for c in facts.contacts if not c.emergency]
    return next((c for c in own if c.verified_on), own[0] if own else None)


def _number(contact: Contact) -> str:
    hours = f" ({contact.hours})" if contact.hours else ""
    return f"{contact.label}: {contact.phone}{hours}"


def _doubt(contact: Contact) -> Phrase | None:
    return None if contact.verified_on else UNCONFIRMED


def _of_unit(pick: Callable[[Unit], str]) -> Callable[[Facts], tuple[str, Phrase | None]]:
    def find(facts: Facts) -> tuple[str, Phrase | None]:
        value = pick(facts.unit) if facts.unit else ""
        return value, None if value else _NOT_SET

    return find


def _of_duty(show: Callable[[Contact], str]) -> Callable[[Facts], tuple[str, Phrase | None]]:
    def find(facts: Facts) -> tuple[str, Phrase | None]:
        contact = _hotline(facts)
        return (show(contact), _doubt(contact)) if contact else ("", NO_HOTLINE)

    return find


_FILLERS: Mapping[str, Callable[[Facts], tuple[str, Phrase | None]]] = {
    "unit": _of_unit(lambda unit: unit.name),
    "unit_short": _of_unit(lambda unit: unit.short_name),
    "address": _of_unit(lambda unit: unit.address),
    "website": _of_unit(lambda unit: unit.website),
    "hotline": _of_duty(lambda contact: contact.phone),
    "duty": _of_duty(_number),
    "today": lambda facts: (show_date(facts.today), None),
    "post_day": lambda facts: (show_date(facts.day), None),
}
