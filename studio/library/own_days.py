"""Parts of a document that take effect on a day of their own.

``Quy định tại Điều 14 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.`` A clause that only excepts a
place (``trừ trường hợp quy định tại khoản 2 Điều này``) gives no day for it and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from studio.library.acts import passages
from studio.library.days import WRITTEN, read_day
from studio.library.events import LegalPlace
from studio.library.mentions import find_mentions
from studio.library.model import Relation
from studio.library.oddities import Numbered
from studio.library.references import HERE, Mention
from studio.library.relations import TAKES_EFFECT

_FROM = rf"có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s*(?:kể\s+)?từ\s+({WRITTEN}|ngày\s[^.;]{{5,40}})"
_SAYS_FROM = re.compile(_FROM, re.IGNORECASE)
_BEGINS = re.compile(rf"^[\s,]*(?:thì\s+)?(?:bắt đầu\s+)?{_FROM}", re.IGNORECASE)
_JOINED = re.compile(r"^\s*(?:,|;|và)\s*(?:các\s+)?$")
_EXCEPTS = re.compile(r"\b(?:trừ|ngoại trừ|không bao gồm)\b[^.;]*$", re.IGNORECASE)


def read_own_days(articles: Iterable[Numbered], own: str) -> tuple[Relation, ...]:
    """The places of a document with a day of their own, in order; `own` is its number."""
    found: dict[Relation, None] = {}
    for article in articles:
        if not article.number or not _SAYS_FROM.search(article.text):
            continue
        for passage in passages(article.text, f"Điều {article.number}"):
            if _SAYS_FROM.search(passage.text):
                found.update(dict.fromkeys(_days(passage.text, passage.provision, own)))
    return tuple(found)


def _days(text: str, provision: str, own: str) -> Iterator[Relation]:
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
    while at > 0 and _JOINED.match(text[mentions[at - 1].end : mentions[at].start]):
        at -= 1
    return [] if _EXCEPTS.search(text[: mentions[at].start]) else mentions[at:]


def _places(mention: Mention) -> Iterator[LegalPlace]:
    if mention.document is not None and not mention.document.host:
        return
    for place in mention.places:
        if place.article and place.article != HERE:
            yield LegalPlace(place.article.lower(), place.clause or "", place.point or "")
