"""An outline as plain data: what is stored, exported and hashed. The reverse of `studio.training.course_reader`."""

from __future__ import annotations

from typing import Any

import yaml

from studio.canonical import digest
from studio.phrase import Phrase
from studio.training.outline import ChecklistItem, Outline, OutlineStep, QuizQuestion, StepKind, TextForm

HASH_DIGITS = 12
_WIDTH = 110


def written(outline: Outline) -> dict[str, Any]:
    """`outline` in the form of an entry of ``procedures``, without its document."""
    return {
        "id": outline.id,
        "group": outline.group,
        "title": pair(outline.title),
        "purpose": pair(outline.purpose),
        "roles": {"does": list(outline.does), "approves": list(outline.approves)},
        "minutes": outline.minutes,
        "preconditions": [pair(each) for each in outline.preconditions],
        "steps": [_step(each) for each in outline.steps],
        "auto_checks": list(outline.auto_checks),
        "common_mistakes": [pair(each) for each in outline.mistakes],
        "quiz": [_question(each) for each in outline.quiz],
    }


def version_hash(outline: Outline) -> str:
    """12 hex digits of the SHA-256 of what is taught: purpose, preconditions, steps, checks, mistakes, quiz.

    Another title, place or linked document leaves it as it is; another word of a step does not.
    """
    taught = ("purpose", "preconditions", "steps", "auto_checks", "common_mistakes", "quiz")
    whole = written(outline)
    return digest({key: whole[key] for key in taught})[:HASH_DIGITS]


def to_yaml(outlines: tuple[Outline, ...]) -> str:
    """A file of outlines as it can be read again, and edited by hand."""
    return yaml.safe_dump(
        {"procedures": [written(each) for each in outlines]}, allow_unicode=True, sort_keys=False, width=_WIDTH
    )


def pair(phrase: Phrase) -> dict[str, str]:
    return {"vi": phrase.vi, "en": phrase.en}


def _step(step: OutlineStep) -> dict[str, Any]:
    entry: dict[str, Any] = {"n": step.number, **pair(step.text)}
    if step.how is not None:
        entry["how"] = pair(step.how)
    entry["app"] = step.app
    if step.kind is not StepKind.TOOL:
        entry["kind"] = step.kind.value
    entry["done_when"] = step.done_when
    if step.items:
        entry["items"] = [_item(each) for each in step.items]
    if step.recorded:
        entry["recorded"] = dict(step.recorded)
    return entry


def _item(item: ChecklistItem) -> dict[str, Any]:
    """Without what is as it is when nothing is said."""
    entry: dict[str, Any] = {
        "form": item.form.value,
        "by": item.by,
        "about": item.about,
        "right": item.right,
        "sample": item.sample,
        "messages": list(item.messages),
        "options": {key: pair(value) for key, value in item.options.items()},
        "required": item.required,
    }
    usual = {"form": TextForm.NOTE.value, "about": "message", "required": True}
    told = {key: value for key, value in entry.items() if value != usual.get(key) and value not in ("", [], {})}
    if item.why is not None:
        told["why"] = pair(item.why)
    return {"id": item.id, "kind": item.kind.value, **pair(item.label), **told}


def _question(question: QuizQuestion) -> dict[str, Any]:
    options = [{**pair(option.text), "correct": option.correct} for option in question.options]
    return {"q": pair(question.text), "options": options, "why": pair(question.why)}
