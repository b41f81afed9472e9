"""Steps that are answered on a checklist: done when every item is answered, and right where the answer key or a checker
of posts has a say (`studio.training.checklist`). Where a room for such a step is built it gets a record of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from studio.clock import local_date
from studio.training.checklist import AnswerSheet, complete
from studio.training.context import LessonContext, LessonStep
from studio.training.course_reader import SAMPLE
from studio.training.messages import shipped_messages
from studio.training.outline import ChecklistItem, ItemKind
from studio.training.places import CHECKLIST

_EVIDENCE = "photo/cuoc-goi-la.jpg"


def answered(scene: LessonContext) -> bool:
    """Whether the present step's checklist is whole and right."""
    sheet = AnswerSheet.of(scene)
    return sheet is not None and complete(sheet)


def answer(scene: LessonContext) -> None:
    """Answer every item of the present step of which a right answer is known."""
    for item in scene.step.items if scene.step else ():
        make = sample_answer(item)
        if make is not None:
            scene.answer(item.id, make(scene))


def sample_answer(item: ChecklistItem) -> Callable[[LessonContext], object] | None:
    """How to answer an item by what it says itself and the day; None where nobody can know a right answer."""
    messages = shipped_messages().messages
    match item.kind:
        case ItemKind.TICK:
            return lambda scene: True
        case ItemKind.SORT:
            return lambda scene: {each: messages[each].right(item.by) for each in item.messages}
        case ItemKind.DATE:
            days = 30 if item.right == "purge" else 0
            return lambda scene: (local_date(scene.services.now()) + timedelta(days=days)).isoformat()
        case ItemKind.FILE:
            return lambda scene: SAMPLE / (item.sample or _EVIDENCE)
        case ItemKind.TEXT:
            given: str | None = item.sample or item.right or None
        case ItemKind.CHOICE if item.messages:
            fit = (each for each in item.messages if item.right in ("", messages[each].category))
            given = next(fit, None)
        case ItemKind.CHOICE:
            given = (item.right or next(iter(item.options), None)) if not item.by else None
    return None if given is None else lambda scene: given


ANY = LessonStep(answered, answer, CHECKLIST)
