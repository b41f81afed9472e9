"""Chapters, sections and annexes of a document, however their numbers are written: ``Chương 3`` is ``Chương III``."""

from __future__ import annotations

import re

from studio.library.model import Article
from studio.text import fold

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip
_NAMED = re.compile(
    r"(?P<name>phan|chuong|tieu muc|muc|phu luc|bieu mau|mau)\s+(?:so\s+|thu\s+)?(?P<number>[a-z0-9]+(?:[-.]\d+)?)"
)


def in_division(article: Article, name: str) -> bool:
    """Whether `article` stands in ``Chương III``; a form (``Mẫu số 02``) may be named by its heading or first lines."""
    wanted = _plain(name)
    if wanted[0] in ("mau", "bieu mau"):
        named = _NAMED.finditer(fold(f"{article.heading}\n{article.text}"))
        return wanted in {(form["name"], _number(form["number"])) for form in named}
    return any(_plain(part) == wanted for part in article.path.split(" > "))


def same_annex(article: Article, name: str) -> bool:
    """Whether `article` is a part of the annex `name`."""
    wanted = _plain(name)
    return any(_plain(part) == wanted for part in (*article.path.split(" > "), article.heading))


def is_annexed(article: Article) -> bool:
    """Whether `article` is a part of an annex."""
    return any(_plain(part)[0] == "phu luc" for part in (article.path, article.heading))


def _plain(text: str) -> tuple[str, str]:
    """(name of the kind, number in Arabic digits) at the beginning of `text`; two empty strings where there is none."""
    found = _NAMED.match(fold(text))
    return (found["name"], _number(found["number"])) if found else ("", "")


def _number(text: str) -> str:
    if text in _ORDINALS:
        return str(_ORDINALS[text])
    if set(text) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in text]
        return str(sum(-v if v < max(values[n:]) else v for n, v in enumerate(values)))
    return text.lstrip("0") or text
