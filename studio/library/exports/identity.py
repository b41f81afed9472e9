"""The names of a document in Akoma Ntoso: FRBR addresses and ids.

``/akn/vn/act/luat/2016-04-06/104-2016-qh13/vie@2018-07-01/!main~art_5__para_1__point_a``: country, kind, day of issue,
number; then language and the day from which this text holds; then the place.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from studio.library.model import Document
from studio.text import fold

UNDATED = "0001-01-01"
"""A day has to be given; this one says that nobody knows it."""


def slug(text: str) -> str:
    """``104-2016-qh13`` of ``104/2016/QH13``; only letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "khong-so"


def work_uri(document: Document) -> str:
    """``/akn/vn/act/luat/2016-04-06/104-2016-qh13``."""
    kind, number = slug(document.type or "van-ban"), slug(document.number or document.key)
    return f"/akn/vn/act/{kind}/{_day(document.issued_on)}/{number}"


def expression_uri(document: Document) -> str:
    """The Vietnamese text as it holds from its day of effect, or from the day of issue where that is not known."""
    return f"{work_uri(document)}/vie@{_day(document.effective_from or document.issued_on)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else UNDATED


class Ids:
    """Ids by place, each given once: an annex that restarts its numbers gets ``att_1__art_1``, a repeat ``art_5-2``."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def new(self, prefix: str, name: str, number: str) -> str:
        wanted = f"{prefix}__" if prefix else ""
        wanted += f"{name}_{_plain(number)}" if number else name
        self._given[wanted] += 1
        return wanted if self._given[wanted] == 1 else f"{wanted}-{self._given[wanted]}"


def _plain(number: str) -> str:
    """``đ`` as ``dd``, apart from ``d``; what no id may hold becomes a hyphen."""
    return re.sub(r"[^0-9a-zA-Z.]+", "-", fold(number.lower().replace("đ", "dd"))).strip("-") or "x"
