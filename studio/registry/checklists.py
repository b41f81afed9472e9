"""Lists to be answered and texts to begin with, as they lie in ``assets/registry``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from studio.phrase import Phrase, phrase
from studio.platforms import Platform
from studio.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "registry"
MAY_CHANGE = Phrase(
    "Danh sách để nhớ; yêu cầu của nền tảng có thể thay đổi.",
    "A reminder; what the platform asks for may change.",
)
HAVE, MISSING, NOT_NEEDED = "have", "missing", "not_needed"
DONE, NOT_APPLICABLE = "done", "not_applicable"
PAPER_ANSWERS: Mapping[str, Phrase] = {
    HAVE: Phrase("Đã có", "At hand"),
    MISSING: Phrase("Còn thiếu", "Missing"),
    NOT_NEEDED: Phrase("Không cần", "Not needed"),
}
HANDOVER_ANSWERS: Mapping[str, Phrase] = {
    DONE: Phrase("Đã xong", "Done"),
    NOT_APPLICABLE: Phrase("Không có", "None here"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """One line of a list."""

    id: str
    text: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDraft:
    """A text to begin with. It is published in Vietnamese, whatever the language of the window."""

    id: str
    title: Phrase
    text: str


def papers(platform: Platform | None) -> tuple[ChecklistLine, ...]:
    """What that platform usually asks for; nothing while it is not chosen."""
    return _items(_lists()["verification"].get(platform.value, ())) if platform is not None else ()


def handover_items() -> tuple[ChecklistLine, ...]:
    """What is settled before a page is given up."""
    return _items(_lists()["handover"])


def drafts(kind: str) -> tuple[TextDraft, ...]:
    """``house_rules``, ``privacy`` or ``pinned``. Raises KeyError."""
    return tuple(
        TextDraft(id=str(each["id"]), title=phrase(each["title"]), text=str(each["text"])) for each in _texts()[kind]
    )


def answered(items: Sequence[ChecklistLine], answers: Mapping[str, str], allowed: Mapping[str, Phrase]) -> bool:
    """Whether there are items, and each of them has an answer."""
    return bool(items) and all(answers.get(item.id) in allowed for item in items)


def _items(raw: Sequence[Mapping[str, Any]]) -> tuple[ChecklistLine, ...]:
    return tuple(ChecklistLine(id=str(each["id"]), text=Phrase(str(each["vi"]), str(each["en"]))) for each in raw)


@cache
def _lists() -> Mapping[str, Any]:
    return read_yaml(FOLDER / "checklists.yaml")


@cache
def _texts() -> Mapping[str, Any]:
    return read_yaml(FOLDER / "texts.yaml")
