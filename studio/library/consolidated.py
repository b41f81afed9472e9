"""What is special to a consolidated text (văn bản hợp nhất): its original, and the marks and list of its notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.library.mentions import find_mentions
from studio.library.model import Relation
from studio.library.numbers import number_key

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
