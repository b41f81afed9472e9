"""The words that the help quotes, and those that people read in the window."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from studio.phrase import Language, Phrase
from studio.templates.catalog import builtin_pack
from studio.ui.help.topics import Topic
from tools.translations import SERVICES, WINDOW, read

_QUOTED = re.compile(r"\*\*(.+?)\*\*")
_VALUE = re.compile(r"\{\w*\}")
_KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+.+|F\d+|Esc|Enter|Home|End|Page (?:Up|Down)(?: / Page Down)?|[A-Z]|[←→↑↓])")


def quoted(topic: Topic) -> Iterator[str]:
    """The words of the window that a topic quotes; of a way through it each stop. Keys are none."""
    for words in _QUOTED.findall(topic.body):
        if not _KEY.fullmatch(words):
            yield from (bare(each) for each in words.split(" › "))


def bare(text: str) -> str:
    """`text` without what the window fills in, and without how it ends: dots, a colon."""
    return _VALUE.sub("", text).strip(" .…:;,·“”()")


@cache
def vietnamese() -> Mapping[str, frozenset[str]]:
    """What the window says in Vietnamese for each of its English texts, and templates and their fields, too."""
    found = defaultdict(set)
    for path in (WINDOW, SERVICES):
        for message in read(path):
            for english in _forms(message.id):
                for said in _forms(message.string):
                    found[bare(english)].add(bare(said))
                    found[_name(english)].add(_name(said))
    for phrase in _of_templates():
        found[bare(phrase.to("en"))].add(bare(phrase.to("vi")))
    return {english: frozenset(texts) for english, texts in found.items()}


def spoken(language: Language) -> frozenset[str]:
    """All texts of the window in that language."""
    return frozenset(vietnamese()) if language == "en" else frozenset().union(*vietnamese().values())


def _name(text: str) -> str:
    """What something is called, of a text that goes on about it."""
    return bare(text.partition(":")[0])


def _forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts) if isinstance(texts, tuple | list) else ()


def _of_templates() -> Iterator[Phrase]:
    for template in builtin_pack().templates:
        yield template.title
        yield from (field.label for field in template.fields)
