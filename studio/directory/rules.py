"""What makes an entry of the directory acceptable. Each function returns it tidied, or raises BadInput.

Vietnamese duty numbers: checked, and written one way.

Lengths are those of the national numbering plan (Circular 22/2014/TT-BTTTT; area codes as changed in 2017): mobile
numbers have 10 digits, land lines 11 with an area code of 3 (024, 028) or 4 digits, service numbers begin with
1800 or 1900, short numbers with 1 and have 3 to 5 digits.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from urllib.parse import urlsplit

from studio.directory.model import Contact, DirectorySnippet, HashtagSet, Unit
from studio.errors import BadInput
from studio.text import fold, length, nfc, squeeze

_EXTENSION = re.compile(r"[\s,;(]*(?:máy lẻ|lẻ|ext\.?|x)\s*(\d{1,5})\)?$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s.\-()\u2013\u00a0]")
_SHORT = re.compile(r"^1\d{2,4}$")
_SERVICE = re.compile(r"^(1[89]00)(\d{4}|\d{6})$")
_MOBILE = re.compile(r"^(0[35789]\d{2})(\d{3})(\d{3})$")
_CITY = re.compile(r"^(02[48])(\d{4})(\d{4})$")
_PROVINCE = re.compile(r"^(02\d{2})(\d{3})(\d{4})$")


def display_phone(raw: str) -> str:
    """`raw` as it is printed: ``024 0000 0113``, ``0900 000 113``, ``1900 0113``, ``113``, ``… (máy lẻ 12)``.

    Raises BadInput when it is no Vietnamese number.
    """
    text = squeeze(nfc(raw))
    extension = _EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    digits = _digits(text)
    for form in (_SHORT, _SERVICE, _MOBILE, _CITY, _PROVINCE):
        found = form.match(digits)
        if found:
            shown = " ".join(_grouped(found))
            return f"{shown} (máy lẻ {extension[1]})" if extension else shown
    raise BadInput(
        "“{raw}” is no valid phone number; give one number, such as 024 0000 0113, 0900 000 113 or 113.",
        raw=raw,
        where="phone",
    )


def dialled(phone: str) -> str:
    """The digits one dials: what two spellings of a number have in common."""
    return _digits(_EXTENSION.sub("", nfc(phone)))


def _digits(text: str) -> str:
    digits = _SEPARATORS.sub("", text)
    return "0" + digits.removeprefix("+84").removeprefix("0") if digits.startswith("+84") else digits


def _grouped(found: re.Match[str]) -> tuple[str, ...]:
    groups = found.groups() or (found[0],)
    if found.re is _SERVICE and len(groups[1]) == 6:
        return (groups[0], groups[1][:3], groups[1][3:])
    return groups


ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}$")
_TAG = re.compile(r"^#\w{1,60}$")
LONGEST_SNIPPET = 2000


def slug(name: str, taken: Container[str]) -> str:
    """An id from a name: ``Công an phường Ví Dụ`` → ``cong-an-phuong-vi-du``; ``-2`` and so on when taken."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:48].strip("-") or "muc"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def tidy_unit(unit: Unit) -> Unit:
    """Names within length, the website an https address."""
    return replace(
        unit,
        id=_id(unit.id),
        name=_line(unit.name, "name", 150, required=True),
        short_name=_line(unit.short_name, "short_name", 60),
        address=_line(unit.address, "address", 250),
        website=_website(unit.website),
    )


def tidy_contact(contact: Contact) -> Contact:
    """The phone in its printed form; a confirmation has both a day and a person."""
    if (contact.verified_on is None) != (not contact.verified_by.strip()):
        raise BadInput("a confirmation needs both the day and the person.", where="verified_by")
    return replace(
        contact,
        id=_id(contact.id),
        label=_line(contact.label, "label", 80, required=True),
        phone=display_phone(contact.phone),
        use=_line(contact.use, "use", 150),
        hours=_line(contact.hours, "hours", 100),
        verified_by=_line(contact.verified_by, "verified_by", 80),
    )


def tidy_hashtags(hashtags: HashtagSet) -> HashtagSet:
    """Every tag begins with # and has neither blanks nor marks; doubles go."""
    tags = tuple(dict.fromkeys(tidy_tag(tag) for tag in hashtags.tags))
    if not tags:
        raise BadInput("the set is empty; add at least one hashtag.", where="tags")
    return replace(hashtags, id=_id(hashtags.id), title=_line(hashtags.title, "title", 80, required=True), tags=tags)


def tidy_tag(tag: str) -> str:
    """``AnToànGiaoThông`` → ``#AnToànGiaoThông``."""
    text = "#" + nfc(tag).strip().lstrip("#")
    if not _TAG.match(text) or text[1:].isdigit():
        raise BadInput(
            "“{tag}” is no valid hashtag; use letters, digits, underscores, no spaces, such as #AnToànGiaoThông.",
            tag=tag,
            where="tags",
        )
    return text


def tidy_snippet(snippet: DirectorySnippet) -> DirectorySnippet:
    """A title and a text of at most 2,000 characters."""
    text = nfc(snippet.text).replace("\r\n", "\n").strip()
    if not text or length(text) > LONGEST_SNIPPET:
        raise BadInput(
            "a snippet has 1 to {longest_snippet} characters.", longest_snippet=LONGEST_SNIPPET, where="text"
        )
    return replace(snippet, id=_id(snippet.id), title=_line(snippet.title, "title", 80, required=True), text=text)


def _id(id: str) -> str:
    if id and not ID.match(id):
        raise BadInput(
            "the id “{id}” is not valid; use small letters without accents, digits and hyphens.", id=id, where="id"
        )
    return id


def _line(text: str, field: str, longest: int, *, required: bool = False) -> str:
    text = squeeze(nfc(text))
    if required and not text:
        raise BadInput("this is empty; fill it in.", where=field)
    if length(text) > longest:
        raise BadInput(
            "has {length} characters, at most {longest}; shorten it.", length=length(text), longest=longest, where=field
        )
    return text


def _website(url: str) -> str:
    url = url.strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        sound = parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username and not parts.port
    except ValueError:
        sound = False
    if not sound or not url.isascii() or " " in url:
        raise BadInput(
            "the website must begin with https:// and name a host, such as https://congan.example.gov.vn.",
            where="website",
        )
    return url
