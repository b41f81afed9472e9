"""Reads the words by which a text names a document.

``Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ``, ``NĐ 13/2023``, ``Bộ luật Dân sự 2015``,
``BLHS``, ``Luật này``, with what amended it: ``(được sửa đổi, bổ sung bởi Nghị định số …)``. Where the name of a law
ends cannot be told without the list of laws; the words that may belong to it are handed on (see `resolver`).

Finds every citation in a running text; see `parts` and `naming` for what one is made of.

The grammar knows no library: it reads ``Luật Nhà ở và các văn bản`` without knowing where the name ends, and leaves
that to `resolver`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date

from studio.library.folded_text import FoldedText, aligned
from studio.library.numbers import KINDS, NAMED_KINDS
from studio.library.parts import Level, PartGroup, places_of, read_groups
from studio.library.relations import HERE, DocumentWords, Mention

MOST_NAME_WORDS = 36
_END = r"(?![0-9a-z_])"
_LONG = {aligned(kind.name): kind.name for kind in sorted(KINDS, key=lambda k: -len(k.name))}
_SHORT = {short: kind.name for kind in KINDS for short in kind.short if len(short) > 1}
_NUMBERED_LOOSELY = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch", "Nghị quyết", "Quyết định", "Chỉ thị"})
"""Kinds people call by their bare number: ``Nghị định 100``."""
_HOSTS = {"van ban": "", "quy che": "Quy chế", "quy dinh": "Quy định", "dieu le": "Điều lệ", "noi quy": "Nội quy"}
_SHORT_FORMS = "|".join(sorted(_SHORT, key=len, reverse=True))

_KIND = re.compile(rf"(?P<long>{'|'.join(_LONG)}){_END}|(?P<short>{_SHORT_FORMS})(?:-cp)?(?=[ .:\d])")
_THIS = re.compile(rf"(?:{'|'.join([*_LONG, *_HOSTS])}) +(?P<which>nay|neu tren|noi tren|tren|do){_END}")
_SYMBOL = r"[a-z][a-z0-9&]*(?: ?[-/] ?[a-z0-9&]+)*"
_FULL = rf"\d{{1,5}}[a-z]?(?: ?/ ?\d{{4}})? ?/ ?{_SYMBOL}"
_DASHED = r"\d{1,4}-[a-z]{1,6}/[a-z0-9./]+"
_NUMBER = re.compile(
    rf"(?P<full>{_FULL}|{_DASHED})|(?P<loose>\d{{1,5}}[a-z]? ?/ ?\d{{4}}){_END}|(?P<bare>\d{{1,4}}){_END}(?![./-]\d)"
)
_OWN_NUMBER = re.compile(rf"(?<![\w/.,-])(?P<full>\d{{1,5}}[a-z]? ?/ ?(?:\d{{4}} ?/ ?)?{_SYMBOL})")
_OF_FORM = re.compile(r"(?:mau|bieu)(?: so)? $")
_GLUED = re.compile(r"(?<=[A-ZĐ0-9])(?:ngày|của|về|quy|và)\b")
_LABEL = re.compile(r"(?:[ .]*so)?[ .:]*")
_BARE_YEAR = re.compile(r" +(?:nam +)?((?:19|20)\d{2})(?![\d/.,]\d|\d)")
_YEAR = re.compile(r" *[,(]? *(?:(?:nam|ban hanh nam|sua doi nam) +)?((?:19|20)\d{2})(?![0-9/])\)?")
_DATE = re.compile(
    r" *[,(]? *(?:ban hanh +)?ngay +(\d{1,2})"
    r"(?: *[/.-] *(\d{1,2}) *[/.-] *(\d{4})| +thang +(\d{1,2})(?: +|, )nam +(\d{4}))\)?"
)
_WORDS = r"[^\n.;()“”\"]"
_PERSONS = (
    "bo truong|thu truong|tong giam doc|chu tich|thong doc|tong thanh tra|hoi dong|vien truong|chanh an|giam doc|ban"
)
_BODIES = (
    "(?:lien )?(?:bo|uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan|ngan hang|toa an|vien kiem sat|thanh tra|kiem toan"
    "|cong an|so|cuc|tong cuc)"
)
_ISSUER = re.compile(
    r" *,? *(?:cua|do) +(?:chinh phu|quoc hoi|uy ban thuong vu quoc hoi|ubtvqh|thu tuong chinh phu|chu tich nuoc"
    rf"|(?:{_PERSONS})\b{_WORDS}{{0,120}}?|{_BODIES} (?:van hoa, the thao )?[^\n.;,()“”\"]{{2,120}}?)"
    r"(?=$|[\n.;,:()“”\"]| +(?:quy dinh|huong dan|ve|ban hanh|sua doi|thi|va (?:nghi|thong|luat|quyet)|da|duoc"
    r"|co hieu luc|phe duyet|xu phat|de|khi)\b)"
)
_IN_BRACKETS = re.compile(r" *\( *(?:so +)?(?=\d)")
_LATER_NUMBER = re.compile(rf" *[,(]? *so[ :]*(?P<full>{_FULL})\)?")
_CHANGED = r"sua doi(?:,? *(?:va +)?bo sung)?(?: +mot so dieu)?"
_AMENDED = re.compile(
    rf" *[,(]? *(?:da +)?duoc +{_CHANGED}(?: +(?:boi|theo|tai|bang))? *"
    rf"| *\( *(?:da +)?{_CHANGED}(?: +(?:boi|theo|tai|bang))? *"
    rf"| *,? *{_CHANGED} +(?:(?:boi|theo|bang) +|(?=(?:cac +)?(?:nam +)?(?:19|20)\d\d))"
)
_AND = re.compile(r" *,? *(?:va +)?(?:cac +)?")
_YEARS = re.compile(r"(?:cac +)?(?:nam +)?((?:19|20)\d{2})(?!\d|/)")
_WORD = re.compile(r"(?: +|, ?| ?- ?)?([a-z]+)(?![0-9a-z/])")
_NAME_STOPS = frozenset({"được", "là", "phải", "nếu", "khi", "mà", "theo", "thì", "đã", "này", "ngày", "nêu"})
_PLAIN_STOPS = frozenset({"duoc", "phai", "neu", "theo", "nay", "ngay"})
_ACRONYM = re.compile(r"(?P<code>bl[a-z]{2,5}|hp(?= *(?:nam +)?\d{4}))(?![0-9a-z])")


def read_document(sheet: FoldedText, at: int, *, following: bool = False) -> DocumentWords | None:
    """The document named at `at`; None where there is none. `following`: it stands behind a place, which makes a
    bare number or a law's name in small letters a document."""
    found = _this(sheet, at) or _kind(sheet, at, following) or _acronym(sheet, at) or _number(sheet, at)
    return _amended(sheet, found) if found is not None and not (found.host or found.before) else found


def _this(sheet: FoldedText, at: int) -> DocumentWords | None:
    found = sheet.match(_THIS, at)
    if found is None:
        return None
    words, which = found[0][: found.start("which") - at].strip(), found["which"]
    kind = _LONG.get(words, _HOSTS.get(words, ""))
    name = kind.lower() if kind else "văn bản"
    that = which != "do" or sheet.bare or sheet.written(*found.span("which")) == "đó"
    if not that or not sheet.says(at, at + len(words), name):
        return None
    return DocumentWords(start=at, end=found.end(), kind=kind, host=which == "nay", before=which != "nay")


def _kind(sheet: FoldedText, at: int, following: bool) -> DocumentWords | None:
    found = sheet.match(_KIND, at)
    if found is None:
        return None
    if found.lastgroup == "long":
        kind = _LONG[found[0]]
        if not sheet.says(at, found.end(), kind.lower()):
            return None
    else:
        kind = _SHORT[found["short"]]
    short = found.lastgroup == "short"
    return (
        _numbered(sheet, at, found.end(), kind, short)
        or (_named(sheet, at, found.end(), kind, following) if kind in NAMED_KINDS and not short else None)
        or (_dated(sheet, at, found.end(), kind) if not short else None)
    )


def _numbered(sheet: FoldedText, at: int, end: int, kind: str, short: bool) -> DocumentWords | None:
    label = sheet.match(_LABEL, end)
    found = sheet.match(_NUMBER, label.end() if label else end)
    if found is None:
        return None
    words = DocumentWords(start=at, end=_number_ends(sheet, found), kind=kind, number=_plain(sheet, found))
    if found.lastgroup == "bare":
        year = sheet.match(_BARE_YEAR, found.end())
        if year is not None:
            return _dressed(sheet, replace(words, end=year.end(), number=f"{words.number}/{year[1]}"))
        labelled = label is not None and "so" in label[0]
        capital = sheet.text[at].isupper() or sheet.bare
        if kind not in _NUMBERED_LOOSELY or not (labelled or capital) or int(found[0]) > 1900:
            return None
        return None if short and not sheet.text[at : at + 2].isupper() else words
    return _dressed(sheet, words)


def _named(sheet: FoldedText, at: int, end: int, kind: str, following: bool) -> DocumentWords | None:
    """A law by its name. ``luật`` in small letters is one only behind a place or with a year or number."""
    names, ends = _name(sheet, end) if kind != "Hiến pháp" else ((), ())
    if not names and kind != "Hiến pháp":
        return None
    capital = sheet.text[at].isupper()
    first = sheet.folded.find(names[0], end) if names else end
    guess = bool(names) and not (capital and sheet.text[first].isupper())
    words = DocumentWords(
        start=at, end=_likely_end(sheet, end, names, ends), kind=kind, name=names, name_ends=ends, guess=guess
    )
    last = ends[-1] if ends else end
    for tail in (_LATER_NUMBER, _IN_BRACKETS):
        behind = sheet.match(tail, last)
        if behind is None:
            continue
        number = behind if tail is _LATER_NUMBER else sheet.match(_NUMBER, behind.end())
        if number is not None and number.lastgroup == "full":
            closing = number.end() + (sheet.folded[number.end() : number.end() + 1] == ")")
            return _dressed(sheet, replace(words, end=closing, number=_plain(sheet, number), guess=False))
    year = sheet.match(_YEAR, last)
    if year is not None:
        return _dressed(sheet, replace(words, end=year.end(), year=int(year[1]), guess=False))
    dated = _dressed(sheet, replace(words, end=last))
    if dated.issued_on is not None:
        return replace(dated, guess=False)
    return words if capital or following else None


def _name(sheet: FoldedText, at: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words that may belong to a law's name, and where each ends."""
    names: list[str] = []
    ends: list[int] = []
    stops = _PLAIN_STOPS if sheet.bare else _NAME_STOPS
    while len(names) < MOST_NAME_WORDS and (word := sheet.match(_WORD, at)) is not None:
        if not names and sheet.folded[at] == ",":
            break
        at = word.start(1)
        amending = names[:2] == ["sua", "doi"]
        if (
            (sheet.text[at : word.end(1)].lower() in stops and names[-1:] != ["mac"])  # mắc phải
            or _name_ends(sheet, at)
            or (not amending and _begins_another(sheet, at))
        ):
            break
        names.append(word[1])
        ends.append(word.end(1))
        at = word.end(1)
    while names and names[-1] in ("va", "cua", "tai", "cac"):
        names.pop()
        ends.pop()
    return tuple(names), tuple(ends)


_NAME_ENDS = re.compile(r"quy (?:dinh|che)\b|so[ :]*\d|nam +(?:19|20)\d\d\b")
_OTHER = re.compile(
    r"(?:bo luat|luat|nghi dinh|nghi quyet|thong tu|quyet dinh|phap lenh|hien phap) +(?=[a-z\d])"
    r"|(?:dieu|khoan) +\d|diem +[a-z]\b"
)


def _name_ends(sheet: FoldedText, at: int) -> bool:
    found = sheet.match(_NAME_ENDS, at)
    return found is not None and (not found[0].startswith("so") or sheet.says(at, at + 2, "số"))  # cơ sở: 1.


def _begins_another(sheet: FoldedText, at: int) -> bool:
    found = _OTHER.match(sheet.folded, at)
    return found is not None and (not sheet.text[at].islower() or sheet.bare or found[0][:1] in "dk")


_SOFT = frozenset(
    {"của", "về", "trong", "tại", "có", "các", "những", "cho", "với", "để", "do", "cũng", "còn", "hoặc", "bị", "đang",
     "sẽ", "đối", "từ", "đến", "như", "nhằm", "trên", "đó", "thì", "cùng", "năm", "vì"}
)  # fmt: skip
"""Words that hardly stand in the name of a law."""
_PAIRED = frozenset({"phòng", "quản lý", "trật tự", "thực hành tiết kiệm", "xuất cảnh", "nhập cảnh", "bảo vệ"})


def _likely_end(sheet: FoldedText, start: int, names: tuple[str, ...], ends: tuple[int, ...]) -> int:
    """Where the name of an unknown law probably ends."""
    last = start
    for place, end in enumerate(ends):
        before = sheet.text[last : end - len(names[place])]
        written = sheet.text[end - len(names[place]) : end]
        so_far = sheet.written(start, last).strip().lower()
        if place and (written.lower() in _SOFT or ("," in before and so_far not in _PAIRED)):
            break
        if place and written == "và" and place + 1 < len(ends):
            following = sheet.text[ends[place + 1] - len(names[place + 1]) : ends[place + 1]]
            if following.lower() in _SOFT or following == "văn":
                break
        last = end
    return last


def _dated(sheet: FoldedText, at: int, end: int, kind: str) -> DocumentWords | None:
    """``Nghị định ngày 17/4/2023 của Chính phủ``."""
    found = _dressed(sheet, DocumentWords(start=at, end=end, kind=kind))
    return found if found.issued_on is not None else None


def _acronym(sheet: FoldedText, at: int) -> DocumentWords | None:
    """``BLHS``, ``BLTTHS 2015``: a code by its first letters."""
    found = sheet.match(_ACRONYM, at)
    if found is None:
        return None
    words = DocumentWords(
        start=at,
        end=found.end(),
        kind="Bộ luật" if found[0] != "hp" else "Hiến pháp",
        name=(found[0],) if found[0] != "hp" else (),
        name_ends=(found.end(),) if found[0] != "hp" else (),
    )
    year = sheet.match(_YEAR, found.end())
    return replace(words, end=year.end(), year=int(year[1])) if year else words


def _number(sheet: FoldedText, at: int) -> DocumentWords | None:
    """A number without the name of a kind."""
    found = sheet.match(_OWN_NUMBER, at)
    if found is None or not _is_number(sheet, found) or _OF_FORM.search(sheet.folded, max(0, at - 8), at):
        return None
    return _dressed(sheet, DocumentWords(start=at, end=_number_ends(sheet, found), number=_plain(sheet, found)))


def _is_number(sheet: FoldedText, found: re.Match[str]) -> bool:
    """``874/QĐ-BTTTT`` is one, ``24/24h`` and the form ``63/CK-NSNN`` are none: a year or a kind has to show."""
    start, _, symbol = found[0].replace(" ", "").partition("/")
    year, _, behind = symbol.partition("/")
    if year.isdigit() and start:
        return len(year) == 4 and len(behind) > 1
    head, dash, _ = symbol.partition("-")
    return bool(dash) and head in _SHORT and sheet.text[found.end() - 1].isalnum()


def _number_ends(sheet: FoldedText, found: re.Match[str]) -> int:
    """The end of a number; of ``102/2012/TT-BTCngày 25`` the last letters are the next word."""
    glued = _GLUED.search(sheet.text, found.start(), found.end())
    return glued.start() if glued else found.end()


def _plain(sheet: FoldedText, found: re.Match[str]) -> str:
    name = found.lastgroup or 0
    return "".join(sheet.text[found.start(name) : min(found.end(name), _number_ends(sheet, found))].split())


def _dressed(sheet: FoldedText, words: DocumentWords) -> DocumentWords:
    """With the day and the issuer that follow."""
    day = sheet.match(_DATE, words.end)
    if day is not None:
        with suppress(ValueError):
            issued = date(int(day[3] or day[5]), int(day[2] or day[4]), int(day[1]))
            words = replace(words, end=day.end(), issued_on=issued)
    issuer = sheet.match(_ISSUER, words.end)
    if issuer is not None and (words.issued_on or words.number):
        words = replace(words, end=issuer.end())
        day = sheet.match(_DATE, words.end) if words.issued_on is None else None
        if day is not None:
            return _dressed(sheet, words)
    return words


def _amended(sheet: FoldedText, words: DocumentWords) -> DocumentWords:
    """With the documents or years that the text says amended it."""
    opened = sheet.match(_AMENDED, words.end)
    if opened is None:
        return words
    by: list[DocumentWords] = []
    years: list[int] = []
    at = end = opened.end()
    while (joint := sheet.match(_AND, at)) is not None:
        year = sheet.match(_YEARS, joint.end())
        other = None if year else (_kind(sheet, joint.end(), True) or _number(sheet, joint.end()))
        if year is not None:
            years.append(int(year[1]))
            at = end = year.end()
        elif other is not None and (other.number or other.issued_on or not other.guess):
            by.append(other)
            at = end = other.end
        else:
            break
    if not by and not years:
        return words
    if "(" in opened[0] and sheet.folded[end : end + 1] == ")":
        end += 1
    return replace(words, end=end, amended_by=tuple(by), amended_in=tuple(years))


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
