"""What the words of a text suggest: its category, its topic, the house rules it may break. An officer decides.

A word adds to a category as much as it says (``words/categories.yaml``); the category with most wins. Signs of
something happening now, and of a broken house rule, count as the strongest words of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from studio.feedback.model import Category, Hints
from studio.feedback.urgent import signs_in
from studio.feedback.wordlists import FoldedReading, WordGroup, read_list, read_text, without

_WEIGHTS = {"strong": 4, "plain": 2, "weak": 1, "against": -3}
_SIGN, _SIGNS_MOST = 7, 2
"""A sign of urgency counts that much; more than two say no more than two."""
_BREACH = 12
_MOST = 3
"""More words of one weight say no more."""
_ENOUGH = 2
"""Less than that suggests nothing."""
_IN_DOUBT = (
    Category.URGENT,
    Category.RULE_BREACH,
    Category.COMPLAINT,
    Category.SECURITY_REPORT,
    Category.OUT_OF_REMIT,
    Category.SERVICE_FEEDBACK,
    Category.PROCEDURE,
    Category.THANKS,
)
"""Of two that have as much, the one that does more harm when it is overlooked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSuggestion:
    """What a text's words suggest."""

    category: Category | None
    topic: str
    """Code of the topic; empty for none."""
    rules: tuple[str, ...]
    """Ids of shipped house rules that it may break."""
    signs: int
    """How many signs of urgency it has."""


def hints_of(text: str) -> Hints:
    """What an item shows of it beside the text."""
    found = suggest(text)
    return Hints(category=found.category, topic=found.topic, urgent_signs=found.signs)


def suggest(text: str) -> TextSuggestion:
    """All that is suggested for a citizen's text."""
    reading = read_text(text)
    signs, rules = len(signs_in(reading)), _rules(reading)
    return TextSuggestion(category=_category(reading, signs, rules), topic=_topic(reading), rules=rules, signs=signs)


def suggested_rules(text: str) -> tuple[str, ...]:
    """Ids of the shipped house rules that a comment may break, the likeliest first."""
    return _rules(read_text(text))


def reads_as_criticism(text: str) -> bool:
    """Whether its words find fault with the unit's work, and none of them breaks a rule."""
    reading = read_text(text)
    return not _rules(reading) and _house_rules().criticism.count(reading) > 0


def _category(reading: FoldedReading, signs: int, rules: tuple[str, ...]) -> Category | None:
    harmless, lists = _categories()
    sifted = without(reading, harmless)
    scores = {
        category: sum(_WEIGHTS[level] * min(words.count(sifted), _MOST) for level, words in levels.items())
        for category, levels in lists.items()
    }
    scores[Category.URGENT] += _SIGN * min(signs, _SIGNS_MOST)
    scores[Category.RULE_BREACH] += _BREACH * len(rules)
    best = max(_IN_DOUBT, key=lambda category: scores[category])
    return best if scores[best] >= _ENOUGH else None


def _topic(reading: FoldedReading) -> str:
    counts = {topic: words.count(reading) for topic, words in _topics().items()}
    best = max(counts, key=lambda topic: counts[topic])
    return best if counts[best] else ""


def _rules(reading: FoldedReading) -> tuple[str, ...]:
    lists = _house_rules()
    sifted = without(reading, lists.harmless)
    counts = {rule: words.count(sifted) for rule, words in lists.breach.items()}
    if lists.data.count(sifted) and lists.person.count(sifted):
        counts["personal_data"] = lists.data.count(sifted)
    return tuple(sorted((rule for rule, count in counts.items() if count), key=lambda rule: -counts[rule]))


@dataclass(frozen=True, slots=True)
class _RuleWords:
    harmless: WordGroup
    breach: Mapping[str, WordGroup]
    person: WordGroup
    """Speaks of somebody else."""
    data: WordGroup
    """Personal data: a breach where the text speaks of somebody else as well."""
    criticism: WordGroup


@cache
def _categories() -> tuple[WordGroup, Mapping[Category, Mapping[str, WordGroup]]]:
    data = read_list("categories")
    return WordGroup(data["harmless"]), {
        category: {level: WordGroup(data["categories"][category].get(level, ())) for level in _WEIGHTS}
        for category in Category
    }


@cache
def _topics() -> Mapping[str, WordGroup]:
    return {topic: WordGroup(terms) for topic, terms in read_list("topics")["topics"].items()}


@cache
def _house_rules() -> _RuleWords:
    data = read_list("house_rules")
    rules = data["rules"]
    return _RuleWords(
        harmless=WordGroup(data["harmless"]),
        breach={rule: WordGroup(entry["breach"]) for rule, entry in rules.items() if "breach" in entry},
        person=WordGroup(rules["personal_data"]["person"]),
        data=WordGroup(rules["personal_data"]["data"]),
        criticism=WordGroup(data["criticism"]),
    )
