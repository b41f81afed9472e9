"""The words of a text that a spelling check may look at, and what surrounds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from studio.text import nfc
from studio.writing.syllable import place_mark

_CHUNK = re.compile(r"\S+")
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
"""Letters with the marks that may stand apart from them."""
_CODE = re.compile(r"[\d@#_&\\]|://|^www\.|^[\x21-\x7e]*[A-Za-z]\.[A-Za-z]{2,}[\x21-\x7e]*$", re.IGNORECASE)
"""Numbers, addresses, tags and names of sites: ``13/2023/NĐ-CP``, ``50m²``, ``#ANTT``, ``dichvucong.gov.vn``."""
_HYPHENS = frozenset("-‑–")
_BLANKS = frozenset((" ", "\u00a0"))
_BEFORE_WORD = frozenset(" \u00a0\t“\"'‘(•-–—*+[«\ufe0f\u200d")
_SENTENCE_ENDS = frozenset(".!?:…\n\r\u2028\u2029;")


class Token(NamedTuple):
    """A word and its place, counted in characters of the text as it is."""

    written: str
    """In lower case and NFC."""
    key: str
    """The same with the tone mark in one place: what lists are asked for."""
    start: int
    end: int
    joined: bool
    """Only one blank between it and the word before."""
    capital: bool
    """It has one somewhere."""
    hyphened: bool
    """Part of ``côn-ten-nơ``, ``Ê-đê``."""


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, str]:
    written = nfc(word).lower()
    return written, place_mark(written)


def key_of(word: str) -> str:
    """The form under which a word is looked up."""
    return _forms(word)[1]


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text`, without those in numbers, addresses, tags and signs.

    Remembered: the same texts are judged by several rules, at every key and again at every gate.
    """
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    before = -1
    for chunk in _CHUNK.finditer(text):
        if _CODE.search(chunk.group()):
            continue
        for match in _WORD.finditer(text, chunk.start(), chunk.end()):
            start, end = match.span()
            joined = before >= 0 and text[before:start] in _BLANKS
            hyphened = text[start - 1 : start] in _HYPHENS or text[end : end + 1] in _HYPHENS
            hyphened = hyphened and (start > chunk.start() or end < chunk.end())
            written, key = _forms(match.group())
            capital = not match.group().islower()
            yield Token(written, key, start, end, joined, capital, hyphened)
            before = end


def is_name(text: str, start: int, end: int) -> bool:
    """A capital, unless it merely begins a sentence and the next word is small; capitals inside are a brand's."""
    word = text[start:end]
    if word == word.lower():
        return False
    if any(char.isupper() for char in unicodedata.normalize("NFC", word)[1:]):
        return True
    if not begins_sentence(text, start):
        return True
    after = text[end : end + 2].strip()
    return not after[:1].islower()


def begins_sentence(text: str, start: int) -> bool:
    """Whether nothing, the end of a sentence or a pictogram stands before `start`."""
    at = start - 1
    while at >= 0 and text[at] in _BEFORE_WORD:
        at -= 1
    return at < 0 or text[at] in _SENTENCE_ENDS or unicodedata.category(text[at]) == "So"
