"""Vietnamese duty numbers: checked, and written one way.

Lengths are those of the national numbering plan (Circular 22/2014/TT-BTTTT; area codes as changed in 2017): mobile
numbers have 10 digits, land lines 11 with an area code of 3 (024, 028) or 4 digits, service numbers begin with
1800 or 1900, short numbers with 1 and have 3 to 5 digits.
"""

from __future__ import annotations

import re

from studio.errors import BadInput
from studio.text import nfc, squeeze

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
        f"“{raw}” không phải số điện thoại hợp lệ; hãy nhập một số, ví dụ 024 0000 0113, 0900 000 113 hoặc 113.",
        f"“{raw}” is no valid phone number; give one number, such as 024 0000 0113, 0900 000 113 or 113.",
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
