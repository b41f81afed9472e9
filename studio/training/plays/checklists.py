"""Plays of the steps that are answered on a checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from studio.clock import local_date
from studio.training.messages import shipped_messages
from studio.training.outline import Item, ItemKind
from studio.training.reading import SAMPLE
from studio.training.scene import LessonContext, Play

_EVIDENCE = "photo/cuoc-goi-la.jpg"
_ANSWERS: Mapping[str, Mapping[str, object]] = {
    "C5.1": {"form": "month"},
    "C5.2": {
        "row_warning": "1.240",
        "row_residence": "860",
        "row_traffic": "415",
        "named": "Trang Facebook, chụp lúc 08:00 ngày đầu tháng",
    },
    "C5.3": {"total": "2.515", "practice_out": True, "once": True},
    "C5.4": {
        "in_time": "Đúng hạn 38 trong 41 câu hỏi",
        "asked": "Hỏi nhiều nhất về cấp lại căn cước",
        "corrected": "Một bài ghi nhầm giờ tiếp dân, đã đính chính",
    },
    "C5.5": {"file_kind": "pdf", "signed_by": "Trưởng Công an phường"},
    "E1.1": {"most": "identity_card", "small": "hide"},
}
"""By step, what does not follow from the answer key or the day."""


def _play(key: str, scene: LessonContext) -> None:
    for item in scene.step.items if scene.step else ():
        answer = sample_answer(item)
        if item.id in _ANSWERS.get(key, {}):
            scene.answer(item.id, _ANSWERS[key][item.id])
        elif answer is not None:
            scene.answer(item.id, answer(scene))


def sample_answer(item: Item) -> Callable[[LessonContext], object] | None:
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


PLAYS: Mapping[str, Play] = {key: partial(_play, key) for key in _ANSWERS}
