"""What a document stands on: the ``Căn cứ …`` of its head, and which of them it guides or works out in detail.

A guided law is named in the title mostly without its number (``hướng dẫn thi hành Luật Du lịch``); the head gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.library.mentions import find_mentions
from studio.library.model import Relation
from studio.library.numbers import number_key
from studio.text import fold

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
