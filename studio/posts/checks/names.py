"""Names of persons in Vietnamese text: a family name and what follows, or a name after a word for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from studio.posts.checks.lexicon import read_words
from studio.posts.checks.scan import Scan

_DATA = read_words("names")
FAMILY = frozenset(_DATA["family"])


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted((regex.escape(name) for name in names), key=len, reverse=True))


FULL = (
    rf"(?:(?:{_any_of(FAMILY)})(?:[ ]\p{{Lu}}\p{{Ll}}+){{1,3}}(?:[ ]\p{{Lu}}\b\.?)?"
    rf"|(?:{_any_of(name.upper() for name in FAMILY)})(?:[ ]\p{{Lu}}{{2,}}){{1,3}})"
)
"""A full name: ``Nguyễn Văn An``, ``NGUYỄN VĂN AN``; with an initial at the end it counts as shortened."""
GIVEN = r"\p{Lu}\p{Ll}+"
ADDRESS_TERM = r"(?:anh|chị|ông|bà|cụ|cô|chú|bác|em|cháu|bé)"
CHILD_TERM = r"(?:cháu bé|bé gái|bé trai|em bé|cháu|bé|em|nữ sinh|nam sinh|học sinh|thiếu niên|trẻ em|con gái|con trai)"
_OFFICIAL = regex.compile(_any_of(_DATA["offices"]))
BARE_WORDS = 3
"""Two words with a capital are too often a place: Hà Nội, Thái Bình."""
_BARE = regex.compile(rf"(?<!\w)(?P<name>{FULL})")
_PLACED = regex.compile(rf"(?i)(?<!\w)(?:{_any_of(_DATA['places'])})\.?[ ]$")
_SHORTENED = regex.compile(r"(?:^|[ .])\p{Lu}\.?$")


class NamedPerson(NamedTuple):
    """A person named in a text."""

    name: str
    start: int
    end: int


def persons(scan: Scan, pattern: regex.Pattern[str]) -> Iterator[NamedPerson]:
    """Names that `pattern` finds in its group ``name``, shortened ones and holders of an office left out."""
    for match in pattern.finditer(scan.text):
        named = NamedPerson(match.group("name"), match.start("name"), match.end("name"))
        if not shortened(named.name) and not _in_office(scan.text, named):
            yield named


def bare(scan: Scan) -> Iterator[NamedPerson]:
    """Full names of three words and more that nothing introduces; those of streets, places and offices left out."""
    for named in persons(scan, _BARE):
        before = scan.text[max(0, named.start - 24) : named.start]
        if len(named.name.split()) >= BARE_WORDS and not _PLACED.search(before):
            yield named


def shortened(name: str) -> bool:
    """Whether a name ends in an initial (``Trần Văn B.``) or is only initials (``N.V.A``)."""
    return bool(_SHORTENED.search(name))


def _in_office(text: str, named: NamedPerson) -> bool:
    """``ông Trần Văn Bình, Chủ tịch UBND phường`` speaks for an office."""
    return bool(_OFFICIAL.search(text[named.end : named.end + 40].split("\n")[0]))
