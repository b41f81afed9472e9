"""Lists of words that are looked for in what people type: with and without tone marks, and in the shorthand of phones.

The lists are data (``words/*.yaml``). A text is brought into one form first: shorthand is written out (``words/
shorthand.yaml``), tones stand behind the syllable, long runs of a letter are one. A text that was typed without marks
is compared without them; one with marks is compared with them, so that “chạy” is never taken for “cháy”.

A term is some words. ``a|b`` stands for either (``_`` joins words of one alternative), ``…`` for up to four words in
between, never across the end of a sentence. A term that begins with ``=`` means something else without its marks and is
looked for in texts with marks only. ``<phone>``, ``<paper>`` (twelve digits) and ``<money>`` stand for such numbers.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from studio.text import fold, nfc
from studio.yamlfile import LineMapping, read_yaml

FOLDER = Path(__file__).parent / "words"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_PHONE = r"0\d{2,3}(?:[ .-]?\d{3}){2}\d?(?!\d)"
_PAPER = r"\d{12}(?!\d)"
_MONEY = r"\d[\d.,]*(?: ?(?:tr|triệu|trieu|k|nghìn|nghin|ngàn|ngan|vnđ|vnd|đồng|dong|tỷ|ty|củ|cu))(?!\w)"
_TOKEN = re.compile(rf"(?P<paper>{_PAPER})|(?P<phone>{_PHONE})|(?P<money>{_MONEY})|(?P<word>\w+)|(?P<end>[.!?…\n]+)")
_GAP = r"(?: [^ .]+){0,4}"
_MARKED_SHARE = 0.15
"""A text in which fewer of its words than this bear a mark was typed without marks."""
_RUN = re.compile(r"([^\W\d])\1{2,}")
_LAST_Y = re.compile(r"(?<=[hklmst])y(?=\d?$)")


@dataclass(frozen=True, slots=True)
class FoldedReading:
    """A text in the form that is compared, and where each word of it stood in the text."""

    form: str
    """Words between blanks; a full stop where a sentence ends."""
    plain: bool
    """Typed without marks."""
    starts: tuple[int, ...]
    """Where each word begins in `form`."""
    spans: tuple[tuple[int, int], ...]
    """Where the same word stands in the text."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where ``form[start:end]`` stands in the text."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return self.spans[first][0], self.spans[last][1]


class WordGroup:
    """Terms that say the same: found all at once."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = tuple(terms)

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        return _one_of(_pattern(term.removeprefix("="), plain=False) for term in self._terms)

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        return _one_of(_pattern(term, plain=True) for term in self._terms if not term.startswith("="))

    def spans(self, reading: FoldedReading) -> Iterator[tuple[int, int]]:
        """Where terms stand in the form of the text, each word counted once."""
        for found in (self._plain if reading.plain else self._marked).finditer(reading.form):
            yield found.start() + 1, found.end()

    def count(self, reading: FoldedReading) -> int:
        return sum(1 for _ in self.spans(reading))


def read_text(text: str) -> FoldedReading:
    """A citizen's text in the form that `WordGroup` compares."""
    shorthand = _shorthand()
    words: list[tuple[str, int, int]] = []
    spoken: list[str] = []
    for found in _TOKEN.finditer(_nfc_in_place(text)):
        start, end = found.span()
        match found.lastgroup:
            case "word":
                word = found[0].lower()
                written = shorthand.get(word) or shorthand.get(_RUN.sub(r"\1", word)) or _RUN.sub(r"\1", word)
                words += [(part, start, end) for part in written.split()]
                spoken += [word] if len(word) > 1 and word.isalpha() and word not in shorthand else []
            case "end":
                words.append((".", start, end))
            case kind:
                words.append((f"<{kind}>", start, end))
    plain = sum(1 for word in spoken if fold(word) != word) < _MARKED_SHARE * len(spoken)
    form, starts = "", []
    for word, *_ in words:
        starts.append(len(form) + 1)
        form += f" {_key(word, plain=plain)}"
    return FoldedReading(f"{form} ", plain, tuple(starts), tuple((start, end) for _, start, end in words))


def without(reading: FoldedReading, harmless: WordGroup) -> FoldedReading:
    """The same with harmless turns of speech struck out, so that nothing is found in them."""
    form = reading.form
    for start, end in harmless.spans(reading):
        form = form[:start] + re.sub(r"[^ ]", "-", form[start:end]) + form[end:]
    return FoldedReading(form, reading.plain, reading.starts, reading.spans)


def read_list(name: str) -> LineMapping:
    """The data of ``words/NAME.yaml``."""
    return read_yaml(FOLDER / f"{name}.yaml")


@cache
def _shorthand() -> Mapping[str, str]:
    return {
        short: full
        for full, shorts in read_list("shorthand")["shorthand"].items()
        for short in (str(each) for each in shorts)
    }


def _nfc_in_place(text: str) -> str:
    """NFC where that keeps the places of all characters, else the text as it is: places are told to the window."""
    composed = nfc(text)
    return composed if len(composed) == len(text) else text


def _pattern(term: str, *, plain: bool) -> str:
    """What finds a term in a form; each word with the blank before it."""
    made = ""
    for part in nfc(term).lower().split():
        if part == "…":
            made += _GAP
            continue
        ways = ("".join(f" {re.escape(_key(word, plain=plain))}" for word in way.split("_")) for way in part.split("|"))
        made += f"(?:{'|'.join(dict.fromkeys(ways))})"
    return made


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(sorted(patterns, key=len, reverse=True))
    return re.compile(rf"(?:{joined})(?= )" if joined else r"(?!)")


@cache
def _key(word: str, *, plain: bool) -> str:
    """One form of a syllable, wherever its tone was typed: ``hoà`` and ``hòa`` are ``hoa1``."""
    if plain:
        return _LAST_Y.sub("i", fold(word))
    parts = unicodedata.normalize("NFD", word)
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), "")
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    return _LAST_Y.sub("i", bare) + tone
