"""What the first page says of a document: number, kind, issuer, date, subject, and the day it takes effect.

The layout is that of Decree 30/2020/NĐ-CP, Annex I. What cannot be read stays empty; nothing is guessed.

Titles and issuers stand in capitals at the head of a document; readers are shown sentence case.

What is special to a consolidated text (văn bản hợp nhất): its original, and the marks and list of its notes.

From the text of one document to an edition: clean, read the head, split, give ids and hashes.

What a document stands on: the ``Căn cứ …`` of its head, and which of them it guides or works out in detail.

A guided law is named in the title mostly without its number (``hướng dẫn thi hành Luật Du lịch``); the head gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from studio.canonical import digest
from studio.library.acts import read_acts, read_own_days
from studio.library.folded_text import clean, is_capitals, split_lines
from studio.library.importers.encodings import Encoding, conversion, looks_legacy
from studio.library.importers.read_text import (
    FIRST_PAGE,
    ReadText,
    legacy_encoding,
    secrecy_mark,
    secret,
    without_number,
)
from studio.library.importers.vbpl import relations_given
from studio.library.model import Article, Document, Edition, Relation, Status
from studio.library.name_parser import find_mentions
from studio.library.numbers import FULL_NUMBER, KINDS, NAMED_KINDS, WRITTEN, kind_of_number, number_key, read_start
from studio.library.relations import CONSOLIDATED
from studio.library.structure import ParsedArticle, article_ids, outline
from studio.text import fold, squeeze

_ISSUERS = (
    "Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước", "Thủ tướng Chính phủ",
    "Tòa án nhân dân tối cao", "Viện kiểm sát nhân dân tối cao", "Kiểm toán nhà nước", "Văn phòng Chính phủ",
    "Ngân hàng Nhà nước Việt Nam", "Thanh tra Chính phủ", "Bộ Công an", "Bộ Quốc phòng", "Bộ Tư pháp", "Bộ Nội vụ",
    "Bộ Tài chính", "Bộ Y tế", "Bộ Xây dựng", "Bộ Công Thương", "Bộ Ngoại giao", "Bộ Giáo dục và Đào tạo",
    "Bộ Khoa học và Công nghệ", "Bộ Thông tin và Truyền thông", "Bộ Giao thông vận tải",
    "Bộ Nông nghiệp và Môi trường", "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Dân tộc và Tôn giáo",
)  # fmt: skip
_BY_CAPITALS = {name.upper(): name for name in _ISSUERS}


def sentence_case(text: str, body: str = "") -> str:
    """`text` as a sentence when it stands in capitals, else unchanged.

    Names keep their capitals where `body` writes the same words in running text; elsewhere only the first
    letter is a capital.
    """
    text = squeeze(text)
    if not is_capitals(text):
        return text
    known = _BY_CAPITALS.get(text) or _as_written(text, body) or text.lower()
    return known[:1].upper() + known[1:]


def _as_written(text: str, body: str) -> str | None:
    words = r"\s+".join(re.escape(word) for word in text.split(" "))
    found = (squeeze(match[0]) for match in re.finditer(words, body, re.IGNORECASE))
    return next((words for words in found if not is_capitals(words)), None)


_AMENDED = re.compile(r"được\s+(?:sửa đổi|bổ sung)(?:\s*,\s*(?:bổ sung|sửa đổi))?\s+(?:bởi|theo)\b", re.IGNORECASE)
_MARK = re.compile(r"\s?\[\d{1,3}\]")
_NOTE = re.compile(r"^\[(\d{1,3})\]\s*(.*)$", re.DOTALL)
_NUMBER = re.compile(r"^\s*số\s*:?\s*\d{1,5}\s*/\s*VBHN\s*[-–]", re.IGNORECASE)
_HEAD = 40
"""Lines among which the number stands."""


def is_number_of_one(number: str) -> bool:
    """``30/VBHN-VPQH``."""
    return "/VBHN-" in number_key(number)


def read_consolidated(head: Sequence[str], number: str) -> tuple[Relation, ...]:
    """The original that the head of a consolidated text names before the laws that amended it (``Luật … số …, được sửa
    đổi, bổ sung bởi:``). Nothing for any other document."""
    if not is_number_of_one(number):
        return ()
    for line in head:
        amended = _AMENDED.search(line)
        if amended is None:
            continue
        for mention in find_mentions(line[: amended.start()]):
            if mention.document is not None and "/" in mention.document.number:
                return (Relation(kind="consolidates", number=mention.document.number),)
    return ()


def without_notes(lines: Sequence[str], footnotes: Sequence[str]) -> tuple[list[str], list[str]]:
    """(lines, notes) of a consolidated text from a web page: without ``[54]`` in the text, and without the list of
    notes at its end, which is given as footnotes. Any other text is left alone."""
    if not any(_NUMBER.match(line) for line in lines[:_HEAD]):
        return list(lines), list(footnotes)
    last = len(lines)
    begins = [n for n, line in enumerate(lines) if (found := _NOTE.match(line)) and found[1] == "1"]
    if begins:
        last = begins[-1]
    notes: list[str] = []
    for line in lines[last:]:
        opened = _NOTE.match(line)
        if opened is not None:
            notes.append(f"{opened[1]}. {opened[2]}")
        else:
            notes[-1] += f" {line}"
    return [_MARK.sub("", line) for line in lines[:last]], [*footnotes, *notes]


_NUMBER_LABEL = re.compile(
    r"^(?:(?:(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh)\s+)?s[ốoôó]\s*[:.;]\s*(.*)|số\s*(?=\d)(\d.*))$", re.IGNORECASE
)
"""``Số: 13/2023/NĐ-CP``; scans read it as ``Sô:``, and some leave the colon out."""
_OLD_NUMBER = re.compile(r"^\d{1,5}\s?[-–/]\s?[\w&]+(?:[-–/][\w&.]+)*")
_LONG_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SHORT_DATE = re.compile(r"ngày\s+(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(
    r"^(?:số\b.{0,40}?\s)?\W*(?:[^\d,;:]{2,40},\s*)?\(?ngày\s*\d{0,2}\s*"
    r"(?:tháng\s*\d{0,2}\s*năm\s*\d{0,4}|[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})\W*$",
    re.IGNORECASE,
)
"""``Hà Nội, ngày 05 tháng 9 năm 2022``, the line for the day of issue, also where the day is left blank."""
_MOTTO = re.compile(r"^(cộng h[òo][àa]? xã hội|độc lập|việt nam dân chủ)", re.IGNORECASE)
_SECOND_COLUMN = re.compile(r"[\s|]*(?:cộng h[òo][àa]? xã hội|độc lập\s*[-–]|việt nam dân chủ).*$", re.IGNORECASE)
"""The nation and its motto stand beside the issuing body; some files have both in one line."""
_RULE = re.compile(r"^[-–—_=*. ]+$")
_SUBJECT_ENDS = re.compile(
    r"^(căn cứ|theo đề nghị|kính gửi|"
    r"(chính phủ|quốc hội|bộ trưởng|thủ tướng|ủy ban|uỷ ban|chủ tịch|giám đốc)\b.* (ban hành|quyết định|nghị quyết))",
    re.IGNORECASE,
)
_MAY_END = re.compile(r"^(?:xét|thực hiện|để|trên cơ sở)\s", re.IGNORECASE)
"""What a preamble may begin with, and the next line of a subject too; the former is a sentence."""
_ISSUER_BEGINS = re.compile(
    r"^(BỘ|CÔNG AN|ỦY BAN|UỶ BAN|CHÍNH PHỦ|THỦ TƯỚNG|PHÒNG|CỤC|SỞ|TỔNG|VĂN PHÒNG|HỘI|BAN|TÒA|VIỆN)\b"
)
_ABOUT = re.compile(r"^(v/v\s*:?\s*|về việc\s+)", re.IGNORECASE)
_EFFECT = re.compile(
    r"(?:này|luật|quyết định|thông tư)\s*(?:này)?\s*(?:bắt đầu\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s*(?:kể\s+)?từ\s+"
    rf"(ngày\s+k[ýí]|{WRITTEN}|ngày\s+[^.;]{{5,40}})",
    re.IGNORECASE,
)
_EFFECT_LATER = re.compile(
    r"(?:này|luật|quyết định|thông tư)\s*(?:này)?\s*(?:bắt đầu\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s*(?:kể\s+từ\s+)?"
    r"(sau\s+\d{1,3}\s*(?:\([^)]*\)\s*)?ngày,?\s+(?:kể\s+)?từ\s+ngày\s+\S+)",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 500
_PASSED = re.compile(r"thông qua (ngày .{10,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHeader:
    """What was read; empty text or None where nothing was."""

    number: str
    kind: str
    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None


def read_header(head: Sequence[str], body: str) -> DocumentHeader:
    """Read the lines before the first heading; `body` is the rest, for the effective date and for proper names."""
    at, number = _number(head)
    kind_at, kind, same_line = _kind(head, number)
    written = "\n".join(line for line in head if not is_capitals(line)) + "\n" + body
    title = sentence_case(_subject(head, at, kind_at, same_line), written)
    if is_number_of_one(number):  # it is called by what it consolidates, and is none itself
        title, kind = f"{kind} {title}".strip(), CONSOLIDATED
    issued = _issued(head, kind_at) or _passed(body)
    return DocumentHeader(
        number=number,
        kind=kind,
        title=_with_kind(kind, title),
        issuer=_issuer(head, number, written),
        issued_on=issued,
        effective_from=_effective(body, issued),
    )


def read_date(text: str) -> date | None:
    """The first ``ngày 17 tháng 4 năm 2023`` or ``ngày 17/4/2023`` in `text` that is a day."""
    for pattern in (_LONG_DATE, _SHORT_DATE):
        for found in pattern.finditer(text):
            with suppress(ValueError):
                return date(int(found[3]), int(found[2]), int(found[1]))
    return None


def _issued(head: Sequence[str], kind_at: int) -> date | None:
    """The day beside the place of issue. The days of other documents, in the subject and the legal bases, are none;
    a day left blank is not made up."""
    for index, line in enumerate(head):
        if _SUBJECT_ENDS.match(line):
            break
        if index <= kind_at or _PLACE_AND_DAY.match(line):
            day = read_date(line)
            if day is not None:
                return day
    return None


def _number(head: Sequence[str]) -> tuple[int, str]:
    for index, line in enumerate(head[:40]):
        label = _NUMBER_LABEL.match(line)
        if label:
            written = label[1] or label[2] or (head[index + 1] if index + 1 < len(head) else "")
            rest = re.sub(r"\s*([/–-])\s*", r"\1", written)
            found = FULL_NUMBER.match(rest) or _OLD_NUMBER.match(rest)
            if found:
                return index, found[0].replace("–", "-")
    return -1, ""


def _kind(head: Sequence[str], number: str) -> tuple[int, str, str]:
    """(line, name of the kind, what follows on its line)."""
    for index, line in enumerate(head):
        if not is_capitals(line) and not any(fold(line) == fold(k.name) for k in KINDS):
            continue
        for kind in KINDS:
            if line.upper() == kind.name.upper() or line.upper().startswith(kind.name.upper() + " "):
                return index, kind.name, line[len(kind.name) :].strip()
    told = kind_of_number(number)
    return -1, told.name if told else "", ""


def _subject(head: Sequence[str], number_at: int, kind_at: int, same_line: str) -> str:
    """The lines under the kind, up to the legal bases; an official letter has its subject under the number (V/v)."""
    start = kind_at + 1 if kind_at >= 0 else number_at + 1
    found = [same_line] if same_line else []
    for line in head[start:]:
        if _SUBJECT_ENDS.match(line) or line.endswith(":") or (found and _RULE.match(line)):
            break
        if _MAY_END.match(line) and (line.endswith((";", ",", ".")) or (found and _begins_anew(line))):
            break
        if sum(map(len, found)) > _LONGEST_SUBJECT:
            break
        if found and is_capitals(found[-1]) and not is_capitals(line):
            break  # a name in capitals ends where a preamble begins
        if not (_RULE.match(line) or _MOTTO.match(line) or _PLACE_AND_DAY.match(line) or _NUMBER_LABEL.match(line)):
            found.append(line)
    return squeeze(_ABOUT.sub("", " ".join(found)))


def _begins_anew(line: str) -> bool:
    """Whether a line begins a sentence, and not the next line of a name in capitals."""
    return line[0].isupper() and not is_capitals(line)


def _with_kind(kind: str, title: str) -> str:
    """Laws are called by their name (Luật An ninh mạng); other documents have a subject."""
    if kind not in NAMED_KINDS or not title or fold(title).startswith(fold(kind)):
        return title
    return f"{kind} {title}"


def _issuer(head: Sequence[str], number: str, written: str) -> str:
    if re.search(r"/QH\d+$", number):
        return "Quốc hội"
    if number_key(number).endswith("/VBHN-VPQH"):
        return "Văn phòng Quốc hội"
    lines: list[str] = []
    for line in head[:12]:
        if _NUMBER_LABEL.match(line):
            break
        own = _SECOND_COLUMN.sub("", line).strip()
        if own and is_capitals(own):
            lines.append(own)
    if not lines:
        return ""
    # The issuing body stands under its superior; a long name runs over two lines.
    last = max((i for i, line in enumerate(lines) if _ISSUER_BEGINS.match(line)), default=0)
    return sentence_case(" ".join(lines[last:]), written)


def _effective(body: str, issued: date | None) -> date | None:
    """The first "… này có hiệu lực từ ngày …"; "kể từ ngày ký" is the day of issue, or so many days after it."""
    for found in sorted([*_EFFECT.finditer(body), *_EFFECT_LATER.finditer(body)], key=lambda match: match.start()):
        day = read_start(re.sub(r"\s+", " ", found[1]), issued)
        if day is not None:
            return day
    return None


def _passed(body: str) -> date | None:
    found = _PASSED.search(body)
    return read_date(found[1]) if found else None


_BASIS = re.compile(r"^căn cứ\s", re.IGNORECASE)
_GUIDES = re.compile(r"\b(?:quy định chi tiết|hướng dẫn|biện pháp thi hành|để thi hành)\b", re.IGNORECASE)
_NAME = re.compile(r"^(?:căn cứ)?(?:\s+vào)?\s*(?:các\s+)?(.*?)\s*(?:số\s*)?$", re.IGNORECASE | re.DOTALL)
_NAME_ENDS = r"(?=\s*(?:$|[,;.(]|(?:va|so|ngay|nam|duoc|ve|trong|doi voi)\b))"
"""A law must be named as a whole: Luật Nhà is not meant by Luật Nhà ở."""


def read_bases(head: Sequence[str], title: str, own: str) -> tuple[Relation, ...]:
    """The documents with a number that `head` gives as bases; those that `title` says are guided come first."""
    guiding = _GUIDES.search(title)
    subject = title[guiding.start() :] if guiding else ""
    guided = {number_key(number): number for number, _ in _numbered(subject)} if guiding else {}
    based: dict[str, str] = {}
    for line in head:
        if not _BASIS.match(line):
            continue
        for number, name in _numbered(line):
            key = number_key(number)
            if name and re.search(rf"\b{re.escape(name)}{_NAME_ENDS}", fold(subject)):
                guided.setdefault(key, number)
            based.setdefault(key, number)
    apart = {number_key(own)}
    return (
        *(Relation(kind="guides", number=number) for key, number in guided.items() if key not in apart),
        *(Relation(kind="based_on", number=n) for key, n in based.items() if key not in apart | guided.keys()),
    )


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """(number, folded name before it) of each document that stands with its number."""
    last = 0
    for mention in find_mentions(text):
        document = mention.document
        if document is not None and not document.host and ("/" in document.number or "-" in document.number):
            at = text.find(document.number.split("/")[0], mention.start)
            named = _NAME.match(text[max(last, mention.start) : at]) if at >= 0 else None
            yield document.number, fold(named[1]).strip() if named else ""
        last = mention.end


def assemble(reading: ReadText, *, source: str, numbered: bool = True) -> Edition:
    """Understand one document; `source` is the name of its file. A property page gives a document without articles.

    Raises BadInput: stray characters, an old encoding, a secrecy mark, and where `numbered`, no number at the head.
    """
    lines, footnotes = without_notes(split_lines(clean(reading.text)), split_lines(clean("\n".join(reading.footnotes))))
    margins = split_lines(clean("\n".join(reading.margins)))
    first_page = [*lines[:FIRST_PAGE], *margins]
    # TCVN3 loses capitals, and with them what sets the mark apart from the word.
    mark = secrecy_mark(
        [line.upper() for line in first_page] if conversion(Encoding.TCVN3) in reading.notes else first_page
    )
    if mark:
        raise secret(mark)
    if looks_legacy("\n".join(lines)):
        raise legacy_encoding()
    found = outline(lines)
    body = "\n".join(section.text for section in found.sections)
    header = read_header(found.head, body)
    if not header.number and margins:  # a head laid out in text boxes
        header = read_header([*margins, *found.head], body)
    document = _document(header, reading.given, source)
    told = (Relation(kind=kind, number=number) for kind, number in relations_given(reading.given.get("relations", "")))
    sections = found.sections or ([_whole(found.head, header)] if found.head else [])
    if not document.number and (numbered or not sections):
        raise without_number()
    said = relations_said(sections, document.number, header.title, found.head)
    joined_up = read_consolidated(found.head, document.number)
    return build(replace(document, relations=(*together(said, told), *joined_up)), [*sections, *_notes(footnotes)])


def _notes(footnotes: Sequence[str]) -> list[ParsedArticle]:
    """The footnotes as one unnumbered section, to be read and found, not taken for law."""
    return (
        [ParsedArticle(number="", heading="Chú thích cuối trang", path="", text="\n".join(footnotes))]
        if footnotes
        else []
    )


def relations_said(
    sections: Sequence[ParsedArticle], number: str, title: str, head: Sequence[str] = ()
) -> tuple[Relation, ...]:
    """What the text of document `number` says of others, and of days of its own; `head` are the lines above it."""
    return (
        *read_acts(sections, number, title),
        *read_bases(head, title, number),
        *read_own_days(sections, number),
    )


def together(exact: Sequence[Relation], others: Iterable[Relation]) -> tuple[Relation, ...]:
    """All of the first, and of the others those of which the first know nothing."""
    known = {(relation.kind, number_key(relation.number)) for relation in exact}
    return (*exact, *(r for r in dict.fromkeys(others) if (r.kind, number_key(r.number)) not in known))


def build(document: Document, sections: Sequence[ParsedArticle], ids: Sequence[str] | None = None) -> Edition:
    """Give the articles their ids and the document its hash; one without a text has none."""
    named = ids or article_ids(document.key, [section.number for section in sections])
    articles = tuple(
        Article(
            id=identity,
            document=document.key,
            number=section.number,
            heading=section.heading,
            path=section.path,
            text=section.text,
            position=position,
        )
        for position, (identity, section) in enumerate(zip(named, sections, strict=True))
    )
    hashed = content_hash(document, articles) if articles else ""
    return Edition(document=replace(document, sha256=hashed), articles=articles)


def content_hash(document: Document, articles: Sequence[Article]) -> str:
    """SHA-256 of what the document says; see `Document.sha256`."""
    issued = document.issued_on.isoformat() if document.issued_on else None
    return digest(
        [
            [document.number, document.type, document.title, document.issuer, issued],
            [[a.number, a.heading, a.path, a.text] for a in articles],
        ]
    )


def _document(header: DocumentHeader, given: Mapping[str, str], source: str) -> Document:
    """The text tells what it is; what stands beside it fills the gaps, and says what the source knows of its effect."""
    number = header.number or given.get("number", "")
    return Document(
        key=number_key(number),
        number=number,
        type=header.kind or given.get("type", ""),
        title=header.title or given.get("title", ""),
        issuer=header.issuer or given.get("issuer", ""),
        issued_on=header.issued_on or _day(given, "issued_on"),
        effective_from=header.effective_from or _day(given, "effective_from"),
        effective_to=_day(given, "effective_to"),
        stated_status=Status(given.get("status", Status.UNKNOWN)),
        source=source,
    )


def _day(given: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(given[name]) if given.get(name) else None


def _whole(head: Sequence[str], header: DocumentHeader) -> ParsedArticle:
    """A document without articles (a plan, an announcement) as one unnumbered section."""
    return ParsedArticle(number="", heading=header.title, path="", text="\n".join(head))
