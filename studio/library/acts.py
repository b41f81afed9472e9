"""What a document says it does to others: it replaces, repeals, amends, suspends them, or places in them.

Read from the text itself by the grammar of citations: a document is acted on when it stands right after the verb
(``thay thế Nghị định số …``) or before it (``Thông tư số … hết hiệu lực``), not when it only explains another
(``sửa đổi, bổ sung Nghị định số …`` inside the name of the one that is replaced). What is unclear is left out.

Parts of a document that take effect on a day of their own.

``Quy định tại Điều 14 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.`` A clause that only excepts a
place (``trừ trường hợp quy định tại khoản 2 Điều này``) gives no day for it and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from studio.library.anomalies import NumberedArticle
from studio.library.events import WHOLE, LegalPlace
from studio.library.model import Relation
from studio.library.name_parser import find_mentions
from studio.library.numbers import WRITTEN, DaySpan, number_key, read_day, read_span
from studio.library.relations import HERE, TAKES_EFFECT, CitedPlace, Mention
from studio.library.structure import Node, NodeKind, nodes

_FILLER = (
    r"(?:\s+(?:cho|các|những|toàn bộ|một phần|nội dung(?: quy định)?(?: tại| của)?|quy định tại"
    r"|văn bản sau(?: đây)?\s*:))*"
)
_CHANGES = r"(?:thay(?: thế)?|bỏ|bãi bỏ|bổ sung|sửa đổi)"
_PHRASES = r"(?:các |một số )?(?:cụm từ|từ ngữ|từ|chữ|dấu|số)"
_WORDS_CHANGED = re.compile(
    rf"\b{_CHANGES}(?:,? (?:và )?{_CHANGES})* {_PHRASES}"
    r"(?:\s*[“\"][^\n]{0,600}[”\"][^“”\"\n]{0,60}?)?\s+(?:tại|trong|ở|của)(?: các)?\s*$",
    re.IGNORECASE,
)
"""``Thay thế cụm từ “…” bằng cụm từ “…” tại``: the place gets another wording."""
_VERBS = (
    ("replaces", re.compile(rf"(?<!được )(?<!bị )\bthay thế{_FILLER}\s*$", re.IGNORECASE)),
    ("repeals", re.compile(rf"(?<!được )(?<!bị )\b(?:bãi bỏ|hủy bỏ|huỷ bỏ){_FILLER}\s*$", re.IGNORECASE)),
    ("suspends", re.compile(rf"\b(?:đình chỉ|ngưng hiệu lực)(?: thi hành)?{_FILLER}\s*$", re.IGNORECASE)),
    (
        "amends",
        re.compile(
            rf"(?<!được )(?<!đã )\b(?:sửa đổi(?:, bổ sung|,? và bổ sung)?|bổ sung)"
            rf"(?:\s+(?:một số điều(?:,? khoản)?(?: của)?|một số nội dung(?: của)?|tên)){{0,2}}{_FILLER}\s*$",
            re.IGNORECASE,
        ),
    ),
)
_OF_PHRASE = re.compile(
    r"\b(?:cụm từ|từ ngữ|từ)\s*[“\"][^“”\"\n]{1,300}[”\"]\s*(?:tại|trong|ở|của)(?: các)?\s*$", re.IGNORECASE
)
"""``Cụm từ “…” tại``, before what is said of it (``… được thay thế bằng cụm từ “…”``)."""
_AFTER = (
    ("replaces", re.compile(r"\bhết hiệu lực\b|\bhết hiệu lực thi hành\b", re.IGNORECASE)),
    ("repeals", re.compile(r"\b(?:được|bị) (?:bãi bỏ|hủy bỏ|huỷ bỏ)\b", re.IGNORECASE)),
    ("suspends", re.compile(r"\bngưng hiệu lực\b|\b(?:bị )?đình chỉ\b", re.IGNORECASE)),
)
_HEADS = (
    *_AFTER,
    ("replaces", re.compile(r"(?<!được )(?<!bị )\bthay thế\b", re.IGNORECASE)),
    ("repeals", re.compile(r"(?<!được )(?<!bị )\b(?:bãi bỏ|hủy bỏ|huỷ bỏ)\b", re.IGNORECASE)),
)
"""In a paragraph that heads a list of documents."""
_JOINED = re.compile(r"(?:^|[;,]|\bvà)\s*(?:các\s+)?$")
_UNREAL = re.compile(
    r"^(?:\S+\s+){0,2}(?:trường hợp|nếu|khi|quá trình|trong quá trình|căn cứ)\b"
    r"|(?:được|bị)\s+(?:sửa đổi, bổ sung|bổ sung|sửa đổi)\s*(?:,|hoặc|và)\s*thay thế|những quy định trước đây|trái với",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_ENDS_FROM = re.compile(r"\bhết hiệu lực(?: thi hành)?,?\s+(?:kể\s+)?(từ\s[^.;]{5,45})", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\btrừ\b(?![^.;]*\b(?:Điều|khoản|Luật|Nghị định|Thông tư|Quyết định|Nghị quyết) này)", re.IGNORECASE
)
"""A part of the other stays; what the acting document itself excepts for a time of transition is none."""
_EXCEPT_BEFORE = re.compile(r"\bhết hiệu lực\b[^.;]*?\btrừ\b|\b(?:thay thế|bãi bỏ)\b[^.;]*?\btrừ\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\d\s]{2}[.])\s+(?=[A-ZĐÀ-Ỹ])")
_ACTS = (
    "thay thế",
    "cụm từ",
    "bãi bỏ",
    "huỷ bỏ",
    "hủy bỏ",
    "hết hiệu lực",
    "đình chỉ",
    "ngưng hiệu lực",
    "sửa đổi",
    "bổ sung",
)
_NUMBERED = re.compile(r"\d[a-zđ]?\s?[/–—-]\s?\w", re.IGNORECASE)
"""Every number of a document holds this, and some other text."""
_NEAR = 300
"""Characters after a citation that belong to it."""
_MARKER = re.compile(r"^\s*(?:\d{1,3}[a-zđ]?[.)]|[a-zđ]\d?\)|[-–+•])\s*")
_OWN = re.compile(r"(?:\bnày|\bthi hành|[;,.:]|\bvà|\bđồng thời|\d{4}|\bký|\blực)$", re.IGNORECASE)
"""What stands before the verb of an act of the document's own: ``Nghị định này``, ``… từ ngày … năm 2026 và``."""
_NEXT = re.compile(r"(?:;|\bvà|\bđồng thời|\.)$", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:(?:Luật|Nghị định|Nghị quyết|Thông tư|Thông tư liên tịch|Quyết định|Pháp lệnh)\s+)?"
    r"(?:số\s+\S+\s+)?(?:về việc\s+)?"
    r"((?:sửa đổi|bổ sung|bãi bỏ|thay thế|đình chỉ|ngưng hiệu lực).*)",
    re.IGNORECASE | re.DOTALL,
)
_PARTLY = {"replaces": "partly_repeals", "repeals": "partly_repeals"}
MOST = 1000
"""Acts of one document that are kept singly; beyond, only the documents they concern are."""


@dataclass(frozen=True, slots=True)
class ActPassage:
    """A paragraph of the document's own, where it stands, and what the paragraphs above it began."""

    text: str
    provision: str
    above: tuple[str, ...] = ()


def read_acts(articles: Iterable[NumberedArticle], own: str, title: str = "") -> tuple[Relation, ...]:
    """The acts of a document on others, in order, each with place and provision. `own` is its number."""
    found: list[Relation] = []
    if called := _TITLE.match(title):
        name = title[called.start(1) :]
        for kind, mention in _operands(name):
            found += _relations(kind, mention, "", "", name)
    for article in articles:
        if article.number and _may_act(article):
            found += _of_article(article)
    key = number_key(own)
    seen = dict.fromkeys(r for r in found if number_key(r.number) != key)
    return tuple(_without_summaries(tuple(seen)))


def _may_act(article: NumberedArticle) -> bool:
    """Whether it is worth reading: of a whole library few articles are."""
    text = f"{article.heading}\n{article.text}"
    return _says_so(text) and _NUMBERED.search(text) is not None


def _says_so(text: str) -> bool:
    lowered = text.lower()
    return any(act in lowered for act in _ACTS)


def _of_article(article: NumberedArticle) -> Iterator[Relation]:
    """The article's heading may name the document that its clauses go on to amend."""
    where = f"Điều {article.number}"
    subject = ""
    for kind, mention in _operands(article.heading):
        if kind == "amends" and mention.document and mention.document.number:
            subject = subject or mention.document.number
        yield from _relations(kind, mention, "", where, article.heading)
    for passage in passages(article.text, where):
        inherited = next(filter(None, map(_announced, reversed(passage.above))), None)
        if (inherited is None and not _says_so(passage.text)) or _UNREAL.search(passage.text):
            continue
        for sentence in _SENTENCE.split(passage.text):
            if not subject and not _NUMBERED.search(sentence):
                continue
            for kind, mention in _operands(sentence, inherited):
                if kind == "amends" and mention.document and mention.document.number and not mention.places:
                    subject = mention.document.number
                yield from _relations(kind, mention, subject, passage.provision, sentence)


def passages(text: str, where: str) -> Iterator[ActPassage]:
    """The article's own paragraphs; what it quotes is left out, and its dashes stay with the paragraph above."""
    tree = nodes(text)
    lead = text[: tree[0].start] if tree else text
    yield from (ActPassage(line, where) for line in lead.split("\n") if line.strip())
    lines = tuple(line for line in lead.split("\n") if line.strip())
    yield from _below(text, tree, where, lines[-1:])


def _below(text: str, found: Sequence[Node], where: str, above: tuple[str, ...]) -> Iterator[ActPassage]:
    for node in found:
        if node.kind is NodeKind.QUOTE:
            continue
        own = text[node.start : node.children[0].start if node.children else node.end].strip()
        place = where if node.kind in (NodeKind.DASH, NodeKind.HEADING) else f"{node.kind.value} {node.number} {where}"
        yield ActPassage(own, place, above)
        yield from _below(text, node.children, place, (*above, own))


def _announced(above: str) -> str | None:
    """The act that a paragraph ending in a colon begins: ``Bãi bỏ các văn bản sau:``, ``… sau đây hết hiệu lực:``."""
    if not above.rstrip().endswith(":") or _UNREAL.search(above):
        return None
    return next((kind for kind, pattern in _HEADS if pattern.search(above)), None)


def _operands(text: str, inherited: str | None = None) -> Iterator[tuple[str, Mention]]:
    """(act, what it acts on) of a sentence; `inherited`: the act of the paragraph it is listed under."""
    quoted = [found.span() for found in _QUOTED.finditer(text)] if "cụm từ" in text.lower() else []
    mentions = [m for m in find_mentions(text) if _is_other(m) and not _inside(m, quoted) and not _excepted(text, m)]
    kind, acted_on = inherited, False
    for index, mention in enumerate(mentions):
        before = text[mentions[index - 1].end if index else 0 : mention.start]
        verb = _verb(before, first=index == 0, acted_on=acted_on)
        if verb is not None:
            kind, acted_on = verb, True
        elif index == 0 and kind is not None:
            acted_on = not _MARKER.sub("", before).strip(' “"')
        elif index == 0:
            after = text[mention.end : mention.end + _NEAR * 5]
            of_phrase = _OF_PHRASE.search(before) is not None
            kind = "amends" if of_phrase else next((name for name, pattern in _AFTER if pattern.search(after)), None)
            acted_on = kind is not None and (of_phrase or _stands_first(before))
        else:
            acted_on = acted_on and _JOINED.search(before) is not None
        if acted_on and kind is not None:
            yield kind, mention


def _verb(before: str, *, first: bool, acted_on: bool) -> str | None:
    """The act whose verb ends `before`, if it is the document's own and not part of another's name."""
    found = _act_at_end(before)
    if found is None:
        return None
    lead = before[: found[1].start()].rstrip()
    if first:
        lead = _MARKER.sub("", lead)
        return found[0] if not lead or _OWN.search(lead) else None
    return found[0] if _NEXT.search(lead) and not (acted_on and found[0] == "amends" and lead.endswith("và")) else None


def _act_at_end(before: str) -> tuple[str, re.Match[str]] | None:
    """The act whose verb ends `before`."""
    of_words = _WORDS_CHANGED.search(before) if "từ" in before[-_NEAR * 2 :] else None
    if of_words is not None:
        return "amends", of_words
    return next(((name, match) for name, pattern in _VERBS if (match := pattern.search(before))), None)


def _inside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < mention.start < end for start, end in spans)


def _excepted(text: str, mention: Mention) -> bool:
    """Whether the places belong to an exception from an end that stands before them; see `_kept`."""
    if mention.document is not None or not mention.places:
        return False
    before = _EXCEPT_BEFORE.search(text, 0, mention.start)
    return before is not None and not re.search(r"[.;]", text[before.end() : mention.start])


def _is_other(mention: Mention) -> bool:
    if mention.document is None:
        return all(place.article not in ("", HERE) for place in mention.places) and bool(mention.places)
    return not mention.document.host


def _stands_first(before: str) -> bool:
    return len(before.split()) <= 6 and not re.search(r"\b(?:theo|của|tại|trong)\s*$", before, re.IGNORECASE)


def _relations(kind: str, mention: Mention, subject: str, provision: str, sentence: str) -> Iterator[Relation]:
    number = mention.document.number if mention.document else subject
    if "/" not in number and "-" not in number:
        return
    places = [place for place in map(_place, mention.places) if place is not None]
    rest = sentence[mention.end : mention.end + _NEAR]
    since, until = _days(kind, rest)
    if mention.places and not places:
        yield Relation(kind=_PARTLY.get(kind, kind), number=number, provision=provision, since=since, until=until)
    elif places:
        for place in places:
            yield Relation(
                kind=_PARTLY.get(kind, kind), number=number, place=place, provision=provision, since=since, until=until
            )
    else:
        excepting = _EXCEPT.search(rest) if kind in _PARTLY else None
        kept = _kept(number, provision, rest[excepting.end() :]) if excepting else []
        vague = excepting is not None and not kept
        yield Relation(
            kind="partly_repeals" if vague else kind, number=number, provision=provision, since=since, until=until
        )
        yield from kept


def _days(kind: str, rest: str) -> DaySpan:
    """The days that the sentence gives for what it does; none: those of the acting document."""
    if kind == "suspends":
        return read_span(rest)
    ends = _ENDS_FROM.search(rest) if kind in _PARTLY else None
    return DaySpan(read_day(ends[1]) if ends else None, None)


def _kept(number: str, provision: str, excepted: str) -> list[Relation]:
    """The places that outlive the end (``trừ Điều 5 và Điều 6 tiếp tục có hiệu lực đến hết 30/6/2027``)."""
    mentions = [m for m in find_mentions(excepted) if m.places]
    if any(m.document and number_key(m.document.number) != number_key(number) for m in mentions):
        return []  # what another document says is excepted cannot be told
    ends = [*(m.start for m in mentions[1:]), len(excepted)]
    until: date | None = None
    kept: list[Relation] = []
    for mention, end in zip(reversed(mentions), reversed(ends), strict=False):
        until = read_span(excepted[mention.end : end]).until or until  # a day counts for all that is listed before it
        places = [place for place in map(_place, mention.places) if place is not None]
        kept[:0] = [
            Relation(kind="keeps", number=number, place=place, provision=provision, until=until) for place in places
        ]
    return kept


def _place(cited: CitedPlace) -> LegalPlace | None:
    """The place, where it can be told: one of the document itself, with the number of its article."""
    if cited.attached or cited.annex or not cited.article or HERE in (cited.article, cited.clause, cited.point):
        return None
    return LegalPlace(cited.article, cited.clause, cited.point)


def _without_summaries(found: Sequence[Relation]) -> Iterable[Relation]:
    """An act said of the whole and of places of it is one on the places; too many are said of the whole alone."""
    if len(found) > MOST:
        return dict.fromkeys(Relation(kind=r.kind, number=r.number) for r in found)
    placed = {(r.kind, number_key(r.number)) for r in found if r.place != WHOLE}
    return (r for r in found if r.place != WHOLE or (r.kind, number_key(r.number)) not in placed)


_FROM = rf"có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s*(?:kể\s+)?từ\s+({WRITTEN}|ngày\s[^.;]{{5,40}})"
_SAYS_FROM = re.compile(_FROM, re.IGNORECASE)
_BEGINS = re.compile(rf"^[\s,]*(?:thì\s+)?(?:bắt đầu\s+)?{_FROM}", re.IGNORECASE)
_ALSO = re.compile(r"^\s*(?:,|;|và)\s*(?:các\s+)?$")
_EXCEPTS = re.compile(r"\b(?:trừ|ngoại trừ|không bao gồm)\b[^.;]*$", re.IGNORECASE)


def read_own_days(articles: Iterable[NumberedArticle], own: str) -> tuple[Relation, ...]:
    """The places of a document with a day of their own, in order; `own` is its number."""
    found: dict[Relation, None] = {}
    for article in articles:
        if not article.number or not _SAYS_FROM.search(article.text):
            continue
        for passage in passages(article.text, f"Điều {article.number}"):
            if _SAYS_FROM.search(passage.text):
                found.update(dict.fromkeys(_days_in(passage.text, passage.provision, own)))
    return tuple(found)


def _days_in(text: str, provision: str, own: str) -> Iterator[Relation]:
    mentions = list(find_mentions(text))
    for index, mention in enumerate(mentions):
        begins = _BEGINS.match(text[mention.end :])
        day = read_day(begins[1]) if begins else None
        if day is None:
            continue
        for named in _listed_with(text, mentions[: index + 1]):
            for place in _places(named):
                yield Relation(kind=TAKES_EFFECT, number=own, place=place, provision=provision, since=day)


def _listed_with(text: str, mentions: list[Mention]) -> list[Mention]:
    """The last mention and those listed with it (``Điều 5 và khoản 2 Điều 7 Luật này``); none where excepted."""
    at = len(mentions) - 1
    while at > 0 and _ALSO.match(text[mentions[at - 1].end : mentions[at].start]):
        at -= 1
    return [] if _EXCEPTS.search(text[: mentions[at].start]) else mentions[at:]


def _places(mention: Mention) -> Iterator[LegalPlace]:
    if mention.document is not None and not mention.document.host:
        return
    for place in mention.places:
        if place.article and place.article != HERE:
            yield LegalPlace(place.article.lower(), place.clause or "", place.point or "")
