"""Finds every citation in a running text; see `parts` and `naming` for what one is made of.

The grammar knows no library: it reads ``Luật Nhà ở và các văn bản`` without knowing where the name ends, and leaves
that to `resolving`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from studio.library.naming import read_document
from studio.library.parts import Level, PartGroup, places_of, read_groups
from studio.library.references import HERE, CitationScan, DocumentWords, Mention
from studio.library.sheet import FoldedText

LONGEST = 1_000_000
"""Characters of a text that are read."""
_BEGINS = re.compile(
    r"(?<![0-9a-z_])(?:"
    r"(?:diem|khoan|dieu|tiet|doan|tieu muc|muc|chuong|phan|phu luc|bieu mau|mau|gach dau dong)"
    r"(?= *\d| +[a-z0-9]{1,9}\b)"
    r"|d\.? ?(?=[0-9a-z]\d*[a-z]?\b)|k\.? ?(?=\d)"
    r"|hien phap|bo luat|luat(?= )|phap lenh|nghi quyet|nghi dinh|quyet dinh|thong tu|chi thi|van ban|ke hoach"
    r"|thong bao|huong dan|cong dien|cong van|quy che|quy dinh|dieu le|noi quy|sac lenh|lenh|chuong trinh"
    r"|phuong an|bao cao|to trinh"
    r"|(?:nd|tt|ttlt|qd|nq|nqlt|pl|ct|vbhn|kh|tb|hd|cd)(?:-cp)?(?=[ .:]*(?:so)?[ .:]*\d)"
    r"|bl[a-z]{2,5}\b|hp +(?:nam )?\d{4}"
    r"|\d{1,5}[a-z]? ?/ ?(?:\d{4} ?/ ?)?[a-z]"
    r")"
)
_SET = re.compile(r"(?:cac|nhung|tu) +$")
_TO_DOCUMENT = re.compile(
    r" *\)? *[,/(]? *(?:(?:cua|thuoc|tai|trong|theo|cac) +)*"
    r"(?P<attached>(?:quy che|quy dinh|dieu le|danh muc|quy chuan|noi quy|chuong trinh)"
    r"\b(?! +tai)[^\n.;()]{0,150}? *\(?(?:duoc +)?(?:ban hanh )?kem theo +)?"
)
_ANNEXED = re.compile(
    r" *,? *\(?(?:(?:(?:tai|thuoc) +)?phu luc +)?(?:(?:duoc +)?(?:ban hanh )?kem theo|cua|tai|thuoc) +"
)
_TO_PLACES = re.compile(r" *[,:(-] *(?:tai +)?| +(?:(?:tai|o) +)?")
_BEFORE = re.compile(r"(\w+) $")
_COMPOUNDS = frozenset(
    {
        "tài",
        "điều",
        "thời",
        "địa",
        "quan",
        "đặc",
        "trọng",
        "ưu",
        "nhược",
        "kiểm",
        "chấm",
        "giao",
        "tâm",
        "khuyết",
        "cao",
    }
)
"""What makes another word with ``khoản`` or ``điểm``."""
_WORDS = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*")
_JOINTS = frozenset({"cua", "theo", "tai", "thuoc", "quy", "dinh", "trong", "va", "hoac", "o", "cac", "so"})


def read_mentions(text: str) -> CitationScan:
    """The citations of `text` and its other words; spans are positions in its NFC form."""
    sheet = FoldedText(text[:LONGEST])
    found = _found(sheet)
    return CitationScan(tuple(found), _rest(sheet, found))


def find_mentions(text: str) -> tuple[Mention, ...]:
    """The citations alone."""
    return tuple(_found(FoldedText(text[:LONGEST])))


def _found(sheet: FoldedText) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    while (begin := _BEGINS.search(sheet.folded, at)) is not None:
        mention = _mention(sheet, begin.start(), found[-1] if found else None)
        at = mention.end if mention else begin.start() + 1
        if mention is not None:
            found.append(mention)
    return found


def _mention(sheet: FoldedText, at: int, last: Mention | None) -> Mention | None:
    groups = read_groups(sheet, at)
    if not groups:
        return _by_document(sheet, at)
    if _in_a_word(sheet, at) or (groups[0].short and sheet.folded[max(0, at - 2) : at].strip()[-1:].isdigit()):
        return None  # tài khoản 2, thời điểm này; 100.000 đ
    set_of = _SET.search(sheet.folded, max(last.end if last else 0, at - 7), at)
    start = set_of.start() if set_of else at
    end, attached = groups[-1].end, False
    document = None
    joint = sheet.match(_ANNEXED, end) if groups[-1].level >= Level.FORM else None
    joint = joint or sheet.match(_TO_DOCUMENT, end)
    if joint is not None and groups[-1].values != (HERE,):
        document = read_document(sheet, joint.end(), following=True)
        attached = "attached" in joint.re.groupindex and joint["attached"] is not None
    if document is None and not _stands_alone(groups, sheet):
        return None
    places = tuple(replace(place, attached=attached and document is not None) for place in places_of(groups))
    return Mention(start=start, end=document.end if document else end, places=places, document=document)


def _in_a_word(sheet: FoldedText, at: int) -> bool:
    before = _BEFORE.search(sheet.text, max(0, at - 8), at)
    return before is not None and before[1].lower() in _COMPOUNDS


def _stands_alone(groups: list[PartGroup], sheet: FoldedText) -> bool:
    """Whether places mean something without a document: not ``mục 2``, not an abbreviation, not ``khoan 2 giếng``."""
    levels = {group.level for group in groups}
    if any(group.short for group in groups):
        return False
    if not levels & {Level.POINT, Level.CLAUSE, Level.ARTICLE, Level.CHAPTER}:
        return Level.ANNEX in levels and sheet.text[groups[0].start].isupper()
    written = sheet.text[groups[0].start : groups[-1].end]
    return sheet.bare or not written.isascii() or levels >= {Level.ARTICLE, Level.CLAUSE}


def _by_document(sheet: FoldedText, at: int) -> Mention | None:
    """A document, with the places that follow it unless they are those of another one."""
    if sheet.folded.startswith("luat", at) and sheet.folded.endswith("phap ", 0, at):
        return None
    document = read_document(sheet, at)
    if document is None or document.before:
        return None
    joint = sheet.match(_TO_PLACES, document.end)
    groups = read_groups(sheet, joint.end()) if joint else []
    if groups and not _of_another(sheet, groups):
        return Mention(start=at, end=groups[-1].end, places=places_of(groups), document=document, document_first=True)
    return Mention(start=at, end=document.end, document=document)


def _of_another(sheet: FoldedText, groups: list[PartGroup]) -> bool:
    joint = sheet.match(_TO_DOCUMENT, groups[-1].end)
    following: DocumentWords | None = read_document(sheet, joint.end(), following=True) if joint else None
    return following is not None or any(HERE in group.values for group in groups)


def _rest(sheet: FoldedText, mentions: list[Mention]) -> tuple[str, ...]:
    """The words outside every citation, without those that only join."""
    words: list[str] = []
    at = 0
    for start, end in [*((m.start, m.end) for m in mentions), (len(sheet.text), len(sheet.text))]:
        between = _WORDS.finditer(sheet.text, at, start)
        words.extend(word[0] for word in between if sheet.folded[word.start() : word.end()] not in _JOINTS)
        at = end
    return tuple(words)
