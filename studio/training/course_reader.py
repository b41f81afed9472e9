"""Reading ``assets/training/procedures.yaml``: the outlines that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from studio.errors import BadInput
from studio.phrase import Phrase, phrase
from studio.training.outline import (
    Check,
    ChecklistItem,
    Course,
    ItemKind,
    Option,
    Outline,
    OutlineStep,
    QuizQuestion,
    StepKind,
    TextForm,
)
from studio.yamlfile import LineMapping, at, read_yaml, refuse_unknown

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "training"
PROCEDURES = FOLDER / "procedures.yaml"
SAMPLE = FOLDER.parent / "sample"
"""Sample material: photographs, posts, documents."""
_OUTLINE = (
    "id", "group", "title", "label", "purpose", "roles", "minutes", "official_document", "preconditions", "steps",
    "auto_checks", "common_mistakes", "quiz",
)  # fmt: skip
_STEP = ("n", "vi", "en", "app", "done_when", "kind", "items", "how", "recorded")
_ITEM = (
    "id", "kind", "vi", "en", "options", "messages", "required", "form", "by", "about", "right", "why", "sample",
)  # fmt: skip
T = TypeVar("T")


@cache
def shipped() -> Course:
    """The outlines of this version of the program."""
    return read_course(PROCEDURES)


def read_course(path: Path) -> Course:
    """In the order of the file. Raises BadInput naming the line."""
    whole = read_yaml(path)
    meta = _built(lambda: whole["meta"], whole, path)
    return _built(
        lambda: Course(
            label=phrase(meta["status_label"]),
            disclaimer=phrase(meta["disclaimer"]),
            not_linked=phrase(meta["not_linked_badge"]),
            principles=tuple(phrase(each) for each in meta["principles"]),
            roles=_phrases(meta["roles"]),
            groups=_phrases(meta["groups"]),
            checks={each["id"]: _check(each) for each in whole["checks"]},
            outlines=tuple(read_outline(each, path) for each in whole["procedures"]),
        ),
        whole,
        path,
    )


def read_outline(entry: LineMapping, path: Path) -> Outline:
    """One entry of ``procedures``. Raises BadInput naming the line."""
    refuse_unknown(entry, _OUTLINE, path)
    return _built(
        lambda: Outline(
            id=str(entry["id"]),
            group=str(entry["group"]),
            title=phrase(entry["title"]),
            purpose=phrase(entry["purpose"]),
            minutes=int(entry["minutes"]),
            does=tuple(entry["roles"]["does"]),
            approves=tuple(entry["roles"]["approves"]),
            preconditions=tuple(phrase(each) for each in entry["preconditions"]),
            steps=tuple(_step(each, path) for each in entry["steps"]),
            auto_checks=tuple(entry["auto_checks"]),
            mistakes=tuple(phrase(each) for each in entry["common_mistakes"]),
            quiz=tuple(_question(each, path) for each in entry["quiz"]),
        ),
        entry,
        path,
    )


def read_outlines(path: Path) -> tuple[tuple[int, Outline], ...]:
    """The outlines of a file that holds nothing else, ``procedures`` and a list, each with its line.

    Raises BadInput naming the line.
    """
    whole = read_yaml(path)
    refuse_unknown(whole, ("procedures",), path)
    return _built(lambda: tuple((each.line, read_outline(each, path)) for each in whole["procedures"]), whole, path)


def outline_of(stored: Mapping[str, Any]) -> Outline:
    """An outline that was stored as plain data (see `studio.training.course_writer.written`). Raises BadInput."""
    entry = _lined(stored)
    assert isinstance(entry, LineMapping)  # noqa: S101 - a mapping was given
    return read_outline(entry, Path("training.db"))


def _lined(value: Any) -> Any:
    """`value` as if it had been read from a file of one line."""
    if isinstance(value, Mapping):
        entry = LineMapping({key: _lined(item) for key, item in value.items()})
        entry.line, entry.lines = 1, dict.fromkeys(entry, 1)
        return entry
    return [_lined(item) for item in value] if isinstance(value, list) else value


def _step(entry: LineMapping, path: Path) -> OutlineStep:
    refuse_unknown(entry, _STEP, path)
    return _built(
        lambda: OutlineStep(
            number=int(entry["n"]),
            text=_pair(entry),
            app=str(entry["app"]),
            done_when=str(entry["done_when"]),
            kind=StepKind(entry.get("kind", StepKind.TOOL)),
            items=tuple(_item(each, path) for each in entry.get("items", [])),
            how=phrase(entry["how"]) if "how" in entry else None,
            recorded={str(name): str(value) for name, value in entry.get("recorded", {}).items()},
        ),
        entry,
        path,
    )


def _item(entry: LineMapping, path: Path) -> ChecklistItem:
    refuse_unknown(entry, _ITEM, path)
    return _built(
        lambda: ChecklistItem(
            id=str(entry["id"]),
            kind=ItemKind(entry["kind"]),
            label=_pair(entry),
            options=_phrases(entry.get("options", {})),
            messages=tuple(str(each) for each in entry.get("messages", [])),
            required=entry.get("required", True) is True,
            form=TextForm(entry.get("form", TextForm.NOTE)),
            by=str(entry.get("by", "")),
            about=str(entry.get("about", "message")),
            right=str(entry.get("right", "")),
            why=phrase(entry["why"]) if "why" in entry else None,
            sample=str(entry.get("sample", "")),
        ),
        entry,
        path,
    )


def _question(entry: LineMapping, path: Path) -> QuizQuestion:
    options = tuple(Option(text=_pair(each), correct=each["correct"] is True) for each in entry["options"])
    if sum(option.correct for option in options) != 1:
        raise BadInput("a question must have exactly one correct option.", where=at(path, entry.line))
    return QuizQuestion(text=phrase(entry["q"]), options=options, why=phrase(entry["why"]))


def _check(entry: Mapping[str, Any]) -> Check:
    return Check(
        code=str(entry["id"]), severity=str(entry["severity"]), text=_pair(entry), how=str(entry.get("how", ""))
    )


def _pair(entry: Mapping[str, Any]) -> Phrase:
    return phrase({"vi": entry["vi"], "en": entry["en"]})


def _phrases(entries: Mapping[str, Any]) -> dict[str, Phrase]:
    return {str(key): phrase(value) for key, value in entries.items()}


def _built(make: Callable[[], T], entry: LineMapping, path: Path) -> T:
    """What `make` returns; a missing or wrong entry is told with the line at which `entry` begins."""
    try:
        return make()
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadInput(
            "an entry is wrong or missing: {what}.", what=error, where=at(path, getattr(entry, "line", 1))
        ) from error
