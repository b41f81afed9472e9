"""Predicates of the steps that are answered on a checklist: reports, and sorting by urgency.

Where a room for them is built, the step's ``kind`` and its predicate change, and nothing else. Until then a step is
done when every item is answered, and right where the answer key or a checker of posts has a say
(`studio.training.checklist`).
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.training.checklist import AnswerSheet, complete
from studio.training.scene import LessonContext, Predicate


def answered(scene: LessonContext) -> bool:
    """Whether the present step's checklist is whole and right."""
    sheet = AnswerSheet.of(scene)
    return sheet is not None and complete(sheet)


_STEPS = (
    "C5.1 event:report.created",
    "C5.2 check:SOURCE_GIVEN",
    "C5.3 check:NUMBERS_TRACEABLE",
    "C5.4 state:report.comment",
    "C5.5 event:report.exported",
    "E1.1 event:insights.viewed",
)
PREDICATES: Mapping[str, Predicate] = dict.fromkeys((*_STEPS, "state:checklist.answered"), answered)
"""``state:checklist.answered`` is for outlines that trainers write."""
