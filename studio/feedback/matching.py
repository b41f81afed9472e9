"""Which of several texts shares most words with another. Nothing is learnt, and nothing is kept."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from studio.feedback.reply_checks.words import listed
from studio.text import fold

T = TypeVar("T")
_WORD = re.compile(r"\w{2,}")
_LITTLE = frozenset(listed("little", "little"))
"""Words that say nothing of a subject, folded."""
LEAST = 2
"""Words of a subject that have to be shared."""


def words(text: str) -> frozenset[str]:
    """The words of a text that say something of its subject, folded; two neighbours count as one word besides, for
    Vietnamese words mostly have two syllables."""
    found = [word for word in _WORD.findall(fold(text)) if word not in _LITTLE]
    pairs = [f"{one} {other}" for one, other in pairwise(found)]
    return frozenset(found) | frozenset(pairs)


def closest(text: str, among: Sequence[T], text_of: Callable[[T], str], *, keep_all: bool = False) -> list[T]:
    """Those that share words with `text`, the best first; with `keep_all` the others come after them in their order.
    A word that many of them have counts less."""
    wanted = words(text)
    known = [words(text_of(one)) for one in among]
    spread = Counter(word for each in known for word in each)
    scores = [sum(1 / (1 + math.log(spread[word])) for word in wanted & each) for each in known]
    shared = [len(wanted & each) for each in known]
    ranked = sorted(range(len(among)), key=lambda place: (-scores[place], place))
    return [among[place] for place in ranked if keep_all or shared[place] >= LEAST]
