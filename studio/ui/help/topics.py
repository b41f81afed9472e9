"""What the help says: its topics, read from files of Markdown that are the manual, too.

``studio/assets/help/<language>/<id>.md`` begins with a title, and has sections by ``####``. Two asterisks stand around
words that are to be read in the window, or keys, and around nothing else; one asterisk around what is stressed or
typed. ``(help:<id>)`` links to another topic, ``![words](shot:<name>)`` is a picture of the printed manual alone.
`tools/manual.py` builds the manual of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.phrase import Language
from studio.text import fold
from studio.ui.fonts import ASSETS
from studio.ui.page_specs import SPECS, PageId

FOLDER = ASSETS / "help"
TASKS = (
    "post_warning",
    "decide",
    "unknown",
    "mend",
    "plan",
    "answer",
    "cover",
    "law",
    "own_templates",
    "connect",
    "usb",
    "backup",
    "teach",
    "install",
    "trouble",
)
"""What people do with the program, in the order in which a unit comes to it."""
PARTS = (PageId.START, *SPECS, "calendar", "reports", "files", "exchange", "states", "keys")
"""The pages of the window and what belongs to them, in the order of the rail."""
ORDER = (*TASKS, *PARTS)
OF_DIALOGS: Mapping[str, str] = {
    "studio.ui.access": "files",
    "studio.ui.approval": "decide",
    "studio.ui.calendar": "plan",
    "studio.ui.composer.media": "cover",
    "studio.ui.composer.recurring": "plan",
    "studio.ui.connections": "connect",
    "studio.ui.crash_dialog": "trouble",
    "studio.ui.department": "department",
    "studio.ui.exchange": "usb",
    "studio.ui.feedback": "answer",
    "studio.ui.images": "cover",
    "studio.ui.library": "law",
    "studio.ui.outbox": "outbox",
    "studio.ui.outbox.confirm": "post_warning",
    "studio.ui.outbox.move": "mend",
    "studio.ui.outbox.work": "unknown",
    "studio.ui.people": "settings",
    "studio.ui.posts.law_notices": "law",
    "studio.ui.recovery_code": "backup",
    "studio.ui.reports": "reports",
    "studio.ui.slips": "files",
    "studio.ui.templates": "own_templates",
    "studio.ui.training": "teach",
}
"""The topic for dialogs of a room of the window; the longest name counts. All others belong to the page in sight."""
_PICTURE = re.compile(r"^!\[.*\]\(shot:\w+\)\n+", re.MULTILINE)
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
class FoundTopic:
    """A topic that has all words of a search, and the line that has the first of them."""

    topic: Topic
    line: str


def load(language: Language, folder: Path = FOLDER) -> tuple[Topic, ...]:
    """Every topic of a language, in the order of the rail."""
    return tuple(_read(name, folder / language / f"{name}.md") for name in ORDER)


def find(topics: Sequence[Topic], words: str) -> tuple[FoundTopic, ...]:
    """The topics in which every word occurs, accents aside; those that have it in the title come first."""
    wanted = fold(words).split()
    if not wanted:
        return ()
    hits = [topic for topic in topics if all(word in topic.words for word in wanted)]
    hits.sort(key=lambda topic: wanted[0] not in fold(topic.title))
    return tuple(FoundTopic(topic=topic, line=_line_with(topic, wanted[0])) for topic in hits)


def of_dialog(module: str) -> str:
    """The topic for a dialog whose class is in `module`; empty where that of the page in sight helps."""
    rooms = [room for room in OF_DIALOGS if module == room or module.startswith(f"{room}.")]
    return OF_DIALOGS[max(rooms, key=len)] if rooms else ""


def _read(id: str, path: Path) -> Topic:
    first, _, body = path.read_text(encoding="utf-8").partition("\n")
    title, body = first.lstrip("# ").strip(), _PICTURE.sub("", body)
    topic = Topic(id=id, title=title, body=body.strip(), words="")
    return Topic(id=id, title=title, body=topic.body, words=fold(f"{title}\n{topic.plain()}"))


def _line_with(topic: Topic, word: str) -> str:
    lines = [line.strip(" -0123456789.") for line in topic.plain().splitlines() if line.strip()]
    return next((line for line in lines if word in fold(line)), lines[0] if lines else "")
