"""Predicates of the steps that are answered on a checklist: feedback, moderation, reports.

The rooms of feedback, moderation and reports take these steps over once they are built: then the step's ``kind`` and
its predicate change, and nothing else. Until then a step is done when every item is answered, and right where the
answer key or a checker of posts has a say (`studio.training.checklist`).
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
    "B2.1 event:feedback.opened",
    "B2.2 check:REPLY_NO_PII",
    "B2.3 state:item.category",
    "B2.4 check:LINK_OFFICIAL",
    "B2.5 check:REPLY_COMPLETE",
    "B2.6 event:feedback.replied",
    "B2.7 check:RETENTION_SET",
    "B3.1 state:item.category=='urgent'",
    "B3.2 event:feedback.replied",
    "B3.3 check:ESCALATED_IN_TIME",
    "B3.4 state:item.escalation_ref and item.body_purged",
    "B3.5 check:HIDE_REASON_FROM_RULES",
    "B3.6 event:feedback.closed",
    "B4.1 event:moderation.opened",
    "B4.2 state:set.decided==10",
    "B4.3 check:HIDE_REASON_FROM_RULES",
    "B4.4 event:moderation.notice.sent",
    "B4.5 check:REPLY_COMPLETE",
    "B4.6 event:moderation.reviewed",
    "C2.3 state:feedback.pending==0",
    "C5.1 event:report.created",
    "C5.2 check:SOURCE_GIVEN",
    "C5.3 check:NUMBERS_TRACEABLE",
    "C5.4 state:report.comment",
    "C5.5 event:report.exported",
    "C5.7 check:RETENTION_SET",
    "D5.6 event:feedback.replied",
    "E1.1 event:insights.viewed",
    "E2.7 event:feedback.triaged",
    "E3.7 event:feedback.replied",
)
PREDICATES: Mapping[str, Predicate] = dict.fromkeys((*_STEPS, "state:checklist.answered"), answered)
"""``state:checklist.answered`` is for outlines that trainers write."""
