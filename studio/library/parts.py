"""Reads the places of a citation: ``các điểm a, b và c khoản 2, khoản 3 Điều 5, 6 và 7``.

First comes a row of groups, each of one kind (``điểm`` with a, b, c), then the groups are tied together. Both orders
are read: from the inside out, as the law writes, and from the outside in (``Điều 5 khoản 1 điểm a``). A part belongs
to the next larger one that follows it; where none follows, to the one before it.

Khoản and điểm inside an article's text by their numbers; see `nodes` for the whole tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from studio.library.folded_text import FoldedText, aligned
from studio.library.model import Article
from studio.library.relations import HERE, CitedPlace
from studio.library.structure import LETTERS, Node, NodeKind, nodes, place, walk


@dataclass(frozen=True, slots=True)
class ClausePart:
    """A clause or a point: its number or letter and its lines, marker included."""

    number: str
    text: str


def clauses(article: str) -> list[ClausePart]:
    """The numbered clauses of an article's text, in order; those of a quotation are another law's."""
    return _parts(article, NodeKind.CLAUSE)


def clause(article: str, number: str) -> str | None:
    """Text of clause `number` (``1``, ``2a``), or None."""
    return find_place(article, number, None)


def points(text: str) -> list[ClausePart]:
    """The lettered points of a clause, or of an article that has no clauses."""
    return _parts(text, NodeKind.POINT)


def point(text: str, letter: str) -> str | None:
    """Text of point `letter` (``a``, ``đ``, ``c1``), or None."""
    return next((part.text for part in points(text) if part.number == letter.lower()), None)


def find_place(article: str, clause_number: str | None, letter: str | None) -> str | None:
    """The text a citation points at inside an article, or None when the article has no such place."""
    if not clause_number and not letter:
        return article
    found = place(article, clause_number, letter)
    return None if found is None else _text(article, found)


def missing_part(article: Article, clause_number: str | None, letter: str | None) -> str:
    """The part that the article does not have: ``khoản 9``, ``điểm x``; empty when all are there."""
    if find_place(article.text, clause_number, letter) is not None:
        return ""
    if clause_number and clause(article.text, clause_number) is None:
        return f"khoản {clause_number}"
    return f"điểm {letter}"


def _parts(text: str, kind: NodeKind) -> list[ClausePart]:
    return [ClausePart(node.number, _text(text, node)) for node in walk(nodes(text)) if node.kind is kind]


def _text(text: str, node: Node) -> str:
    return text[node.start : node.end]


LONGEST_RANGE = 200


class Level(IntEnum):
    """The parts of a document, the smallest first."""

    ITEM = 0
    POINT = 1
    CLAUSE = 2
    ARTICLE = 3
    SUBSECTION = 4
    SECTION = 5
    CHAPTER = 6
    PART = 7
    FORM = 8
    ANNEX = 9


@dataclass(frozen=True, slots=True)
class PartGroup:
    """Parts of one level named together; `short`: by an abbreviation (k. 1) that means nothing standing alone."""

    level: Level
    values: tuple[str, ...]
    start: int
    end: int
    short: bool
    ranged: bool = False
    """The last value is the first of a range that the next group of this level ends (``từ khoản 1 đến khoản 3``)."""


_END = r"(?![0-9a-z_])"
_NUMBER = rf"\d{{1,4}}[a-z]?\d?{_END}(?![./]\d)(?! ?/ ?\d)"
_CLAUSE_NUMBER = rf"\d{{1,3}}[a-z]?(?![0-9_])(?:{_END}|(?=d(?:\d|ieu)))(?![./]\d)(?! ?/ ?\d)"
_LETTER = rf"[a-z]\d?{_END}"
_ROMAN = rf"(?:[ivxlc]{{1,7}}|\d{{1,3}})[a-z]?{_END}"
_ORDINAL = rf"(?:thu +(?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)|{_ROMAN})"
_ANNEX_NUMBER = rf"(?:so +)?(?:[ivxlc]{{1,7}}|\d{{1,3}}|[a-z])(?:[-.]?\d{{1,3}}|[a-z])?{_END}"
_THIS = rf"(?P<which>nay|do|tren|neu tren|noi tren){_END}"


@dataclass(frozen=True, slots=True)
class _PartReader:
    level: Level
    head: re.Pattern[str]
    value: re.Pattern[str]
    forms: tuple[str, ...]
    """How the head is spelt in full."""


def _reader(level: Level, head: str, short: str, value: str, *forms: str) -> _PartReader:
    either = f"(?P<long>{head})" + (f"|(?P<short>{short})" if short else "")
    return _PartReader(level, re.compile(rf"(?:(?:cac|nhung|tu) +)?(?:{either})"), re.compile(value), forms)


_READERS = (
    _reader(Level.POINT, "diem +(?:tu +)?", rf"d\.? ?(?={_LETTER})", _LETTER, "điểm"),
    _reader(Level.CLAUSE, r"khoan *(?:tu +)?", r"k\.? ?(?=\d)", _CLAUSE_NUMBER, "khoản"),
    _reader(Level.ARTICLE, r"dieu *(?:tu +)?", r"d\.? ?(?=\d)", rf"{_NUMBER}|\d{{1,4}}(?=nghi|thong|luat|bo luat)",
            "điều", "đièu", "điêu"),
    _reader(Level.ITEM, "(?:tiet|gach dau dong|doan) +", "",
            rf"(?:thu +)?(?:[a-z]\.)?(?:\d{{1,2}}|[a-z]|nhat|hai|ba|tu|nam){_END}", "tiết", "gạch đầu dòng", "đoạn"),
    _reader(Level.SUBSECTION, "tieu muc +", "", _ROMAN, "tiểu mục"),
    _reader(Level.SECTION, "muc +", "", _ROMAN, "mục"),
    _reader(Level.CHAPTER, "chuong +", "", _ROMAN, "chương"),
    _reader(Level.PART, "phan +", "", _ORDINAL, "phần"),
    _reader(Level.FORM, r"(?:bieu mau|mau)(?: +so)? +", "", _ANNEX_NUMBER, "biểu mẫu", "mẫu", "biểu mẫu số", "mẫu số"),
    _reader(Level.ANNEX, r"phu luc(?: +so)? +", "", _ANNEX_NUMBER, "phụ lục", "phụ lục số"),
)  # fmt: skip
_THESE = re.compile(rf"(?:(?P<article>dieu)|(?P<clause>khoan)|(?P<point>diem)) +{_THIS}")
_NEXT = re.compile(r" *[,;] *(?:va +|hoac +|den +)?| +(?:va|hoac|va/hoac|den|cho den|toi) +| *- *|(?= *\))")
_GOES_ON = re.compile(
    r" *[,;/] *(?:va +|hoac +)?(?:cac +)?| *\((?=khoan|diem|dieu)"
    r"| +(?:(?:va|hoac|va/hoac|den|cho den|toi|het) +)?(?:cac +)?"
    r"(?:(?:cua|thuoc|tai|trong|quy dinh tai) +)?|(?=[a-z])"
)
_TO = re.compile(r"\b(?:den|toi)\b|-")
_MEASURES = re.compile(
    r" *(?:%|nguoi|thang|nam\b(?! *\d{4})|ngay|gio|phut|trieu|ty\b|nghin|ngan\b|dong\b|lan\b|met|km|kg|tuoi|tang"
    r"|bo\b|ban\b(?! hanh)|nhom|loai|cap\b|to chuc|ca nhan|doi tuong|truong hop|don vi)"
)
"""What a number counts when it is not that of a part."""


def read_group(sheet: FoldedText, at: int) -> PartGroup | None:
    """The group that begins at `at`, such as ``các khoản 1, 2 và 3``; None where there is none."""
    these = sheet.match(_THESE, at)
    if these:
        part = next(name for name in ("article", "clause", "point") if these[name])
        which = sheet.says(*these.span("which"), "này", "trên", "nêu trên", "nói trên", "đó") and these["which"] != "do"
        if (which or sheet.written(*these.span("which")) == "đó") and sheet.says(
            *these.span(part), "điều", "khoản", "điểm"
        ):
            return PartGroup(Level[part.upper()], (HERE,), at, these.end(), False)
    for reader in _READERS:
        head = sheet.match(reader.head, at)
        if head is None:
            continue
        name = head.lastgroup or ""
        short = name == "short"
        first = reader.value.match(sheet.folded, head.end())
        if first is None or (not short and not sheet.says(*_words(sheet, head, name), *reader.forms)):
            continue
        if _is_word(sheet, reader, first):
            continue
        if short and not _abbreviates(sheet, head.start(name)):
            continue
        return _values(sheet, reader, at, head, first, short)
    return None


def _words(sheet: FoldedText, head: re.Match[str], name: str) -> tuple[int, int]:
    start, end = head.span(name)
    return start, start + len(sheet.folded[start:end].rstrip().removesuffix(" tu").rstrip())


def _abbreviates(sheet: FoldedText, start: int) -> bool:
    """``Đ. 5`` has its stroke, unless the whole text goes without."""
    letter = sheet.text[start].lower()
    return letter in ("k", "đ") or (letter == "d" and sheet.bare)


def _values(
    sheet: FoldedText, reader: _PartReader, at: int, head: re.Match[str], first: re.Match[str], short: bool
) -> PartGroup:
    values = [_value(sheet, reader, head, first)]
    end, ranged = first.end(), False
    while (joint := sheet.match(_NEXT, end)) is not None and joint.end() > end:
        following = reader.value.match(sheet.folded, joint.end())
        if following is None or _MEASURES.match(sheet.folded, following.end()) or _is_word(sheet, reader, following):
            break
        value = _value(sheet, reader, head, following)
        if _TO.search(joint[0]):
            values.extend(between(values[-1], value))
        values.append(value)
        end = following.end()
    joint = sheet.match(_NEXT, end)
    ranged = joint is not None and _TO.search(joint[0]) is not None
    return PartGroup(reader.level, tuple(values), at, end, short, ranged)


def _is_word(sheet: FoldedText, reader: _PartReader, found: re.Match[str]) -> bool:
    """Whether what looks like a letter or a Roman number is a word: ``điểm a và ô tô``, ``biểu mẫu sử dụng``."""
    written = sheet.text[found.start() : found.end()]
    if reader.level is Level.POINT:
        return written[0].lower() not in LETTERS
    if reader.level < Level.SUBSECTION or found[0].startswith("thu "):
        return False
    return not written.isascii() or (written[0].islower() and re.fullmatch("[ivxlc]+", written) is None)


def _value(sheet: FoldedText, reader: _PartReader, head: re.Match[str], found: re.Match[str]) -> str:
    written = sheet.written(found.start(), found.end())
    match reader.level:
        case Level.POINT | Level.CLAUSE | Level.ARTICLE:
            return written.lower()
        case Level.ITEM:
            return f"{_spelt(sheet, reader, head)} {written.lower()}"
        case Level.ANNEX | Level.FORM:
            return f"{_spelt(sheet, reader, head).capitalize()} {written.upper().replace('SỐ ', 'số ')}"
        case _:
            number = written.lower() if found[0].startswith("thu ") else written.upper()
            return f"{_spelt(sheet, reader, head).capitalize()} {number}"


def _spelt(sheet: FoldedText, reader: _PartReader, head: re.Match[str]) -> str:
    """The name of the part with its marks, whether it was typed with them or not."""
    start, end = _words(sheet, head, "long")
    folded = " ".join(sheet.folded[start:end].split())
    return next(form for form in reader.forms if aligned(form) == folded)


def between(first: str, last: str) -> list[str]:
    """The numbers or letters strictly between two; none where they are not in order or too far apart."""
    if first in LETTERS and last in LETTERS:
        return list(LETTERS[LETTERS.index(first) + 1 : LETTERS.index(last)])
    low, high = re.match(r"\d+", first), re.match(r"\d+", last)
    if low is None or high is None or int(high[0]) - int(low[0]) > LONGEST_RANGE:
        return []
    return [str(number) for number in range(int(low[0]) + 1, int(high[0]))]


def read_groups(sheet: FoldedText, at: int) -> list[PartGroup]:
    """Every group of a citation that begins at `at`, one after the other; “Điều này” is the last of its own."""
    found: list[PartGroup] = []
    group = read_group(sheet, at)
    while group is not None:
        found.append(group)
        if group.values == (HERE,):
            break
        joint = sheet.match(_GOES_ON, group.end)
        group = read_group(sheet, joint.end()) if joint else None
    return found


def places_of(groups: Sequence[PartGroup]) -> tuple[CitedPlace, ...]:
    """Tie the groups together; see the head of this file."""
    found: list[CitedPlace] = []
    waiting: list[tuple[Level, list[CitedPlace]]] = []
    for group in _ranges(groups):
        made = [_with(CitedPlace(), group.level, value) for value in group.values]
        while waiting and waiting[-1][0] < group.level:
            _, inner = waiting.pop()
            made[:1] = [_within(place, made[0]) for place in inner]
        if waiting and waiting[-1][0] == group.level:
            waiting[-1][1].extend(made)
        else:
            waiting.append((group.level, made))
    # What is left stands from the outside in: each group belongs to the last place of the one before it.
    for level, inner in waiting:
        outer = _without(found[-1], level) if found else CitedPlace()
        if outer != CitedPlace():
            beside = outer != found[-1]
            found[len(found) - (not beside) :] = [_within(place, outer) for place in inner]
        else:
            found.extend(inner)
    return tuple(found)


def _ranges(groups: Sequence[PartGroup]) -> list[PartGroup]:
    """``khoản 1 đến khoản 3`` as one group of three."""
    found: list[PartGroup] = []
    for group in groups:
        last = found[-1] if found else None
        if last is not None and last.ranged and last.level is group.level:
            values = (*last.values, *between(last.values[-1], group.values[0]), *group.values)
            found[-1] = replace(group, values=values, start=last.start)
        else:
            found.append(group)
    return found


def _with(place: CitedPlace, level: Level, value: str) -> CitedPlace:
    match level:
        case Level.ITEM:
            return replace(place, item=value)
        case Level.POINT:
            return replace(place, point=value)
        case Level.CLAUSE:
            return replace(place, clause=value)
        case Level.ARTICLE:
            return replace(place, article=value)
        case Level.ANNEX:
            return replace(place, annex=value)
        case _:
            return replace(place, divisions=(value,))


def _within(inner: CitedPlace, outer: CitedPlace) -> CitedPlace:
    """`inner` with what it does not say itself taken from `outer`."""
    return CitedPlace(
        article=inner.article or outer.article,
        clause=inner.clause or outer.clause,
        point=inner.point or outer.point,
        item=inner.item or outer.item,
        divisions=(*inner.divisions, *outer.divisions),
        annex=inner.annex or outer.annex,
    )


def _without(place: CitedPlace, level: Level) -> CitedPlace:
    """`place` without its parts up to `level`."""
    kept = CitedPlace(annex=place.annex, divisions=place.divisions if level < Level.SUBSECTION else ())
    if level < Level.ARTICLE:
        kept = replace(kept, article=place.article)
    if level < Level.CLAUSE:
        kept = replace(kept, clause=place.clause)
    return replace(kept, point=place.point) if level < Level.POINT else kept
