"""Topics of questions, and which questions are the same: by topic or by their words, never by who asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from studio.phrase import Phrase
from studio.text import fold

TOPICS: Mapping[str, Phrase] = {
    "identity_card": Phrase("Identity card"),
    "vneid": Phrase("VNeID, electronic identity"),
    "residence": Phrase("Residence"),
    "vehicle": Phrase("Vehicle registration"),
    "driving_licence": Phrase("Driving licence"),
    "traffic": Phrase("Traffic, fines by camera"),
    "passport": Phrase("Passport, border"),
    "criminal_record": Phrase("Criminal record certificate"),
    "fire_safety": Phrase("Fire safety"),
    "business": Phrase("Conditional business, seals"),
    "scam": Phrase("Scams, safety online"),
    "order": Phrase("Public order"),
    "service": Phrase("Opening hours, service"),
    "other": Phrase("Other"),
}
"""By code, in the order in which they are shown."""

_WORD = re.compile(r"\w+")
_STOP = frozenset({
    "a", "ad", "ai", "ak", "anh", "ba", "bac", "ban", "biet", "cac", "cai", "cam", "can", "chau", "chi", "cho",
    "chu", "co", "con", "cu", "da", "dang", "day", "de", "den", "di", "do", "dum", "duoc", "duoi", "em", "gi",
    "gium", "giup", "ha", "hay", "hoi", "i", "k", "khong", "ko", "la", "lam", "luc", "minh", "moi", "mot", "muon",
    "nao", "nay", "neu", "nguoi", "nha", "nhe", "nhi", "nhu", "nhung", "o", "oi", "on", "ong", "ra", "roi", "sao",
    "shop", "thay", "the", "theo", "thi", "thoi", "tin", "toi", "tren", "trong", "tu", "u", "va", "vang", "vay",
    "ve", "vi", "voi", "xin",
})  # fmt: skip
"""Folded words that say nothing of what is asked."""
NEAR = 0.6
"""Share of common words from which on two questions count as the same."""
FEWEST = 2
"""Fewer words than this are the same only when all are."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of a question that say what it asks, without accents."""

    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> QuestionWords:
        """Numbers are left out: they are somebody's."""
        return cls(frozenset(word for word in _WORD.findall(fold(text)) if not word.isdigit()) - _STOP)

    def near(self, other: QuestionWords) -> bool:
        """Whether both ask the like, in nearly the same words."""
        if not self.words or not other.words:
            return False
        if min(len(self.words), len(other.words)) < FEWEST:
            return self.words == other.words
        return len(self.words & other.words) >= NEAR * len(self.words | other.words)


def alike(mine: str, other: str, words: QuestionWords | None, others: QuestionWords | None) -> bool:
    """Whether two questions under one post are the same: of one topic that a person chose, or in near words, where
    both are known."""
    if mine and mine == other:
        return True
    return words is not None and others is not None and words.near(others)


def known(topic: str, more: Collection[str] = ()) -> bool:
    """Whether the code is that of a topic, or of none."""
    return not topic or topic in TOPICS or topic in more
