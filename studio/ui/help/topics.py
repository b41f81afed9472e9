"""The pages of the help, as they lie in ``assets/help``: one Markdown file a topic and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.phrase import Language
from studio.text import fold
from studio.ui.fonts import ASSETS

FOLDER = ASSETS / "help"
ORDER = (
    "start", "composer", "calendar", "posts", "approval", "outbox", "images", "library", "connections", "registry",
    "training", "people", "practice", "settings", "backup", "states", "keys",
)  # fmt: skip
_MARKS = re.compile(r"[*#]|\(help:\w+\)|[\[\]]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One page: its id, title, and body in Markdown. `words` is the folded text a search looks in."""

    id: str
    title: str
    body: str
    words: str

    def plain(self) -> str:
        """The body without marks of Markdown."""
        return _MARKS.sub("", self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A topic that has all words of a search, and the line that has the first of them."""

    topic: Topic
    line: str


def load(language: Language, folder: Path = FOLDER) -> tuple[Topic, ...]:
    """Every topic of a language, in the order of the rail."""
    return tuple(_read(name, folder / language / f"{name}.md") for name in ORDER)


def find(topics: Sequence[Topic], words: str) -> tuple[Found, ...]:
    """The topics in which every word occurs, accents aside; those that have it in the title come first."""
    wanted = fold(words).split()
    if not wanted:
        return ()
    hits = [topic for topic in topics if all(word in topic.words for word in wanted)]
    hits.sort(key=lambda topic: wanted[0] not in fold(topic.title))
    return tuple(Found(topic=topic, line=_line_with(topic, wanted[0])) for topic in hits)


def _read(id: str, path: Path) -> Topic:
    first, _, body = path.read_text(encoding="utf-8").partition("\n")
    title = first.lstrip("# ").strip()
    topic = Topic(id=id, title=title, body=body.strip(), words="")
    return Topic(id=id, title=title, body=topic.body, words=fold(f"{title}\n{topic.plain()}"))


def _line_with(topic: Topic, word: str) -> str:
    lines = [line.strip(" -0123456789.") for line in topic.plain().splitlines() if line.strip()]
    return next((line for line in lines if word in fold(line)), lines[0] if lines else "")
