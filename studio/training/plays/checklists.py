"""Plays of the steps that are answered on a checklist: feedback, moderation, reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from studio.clock import local_date
from studio.training.messages import shipped_messages
from studio.training.outline import Item, ItemKind
from studio.training.reading import SAMPLE
from studio.training.scene import LessonContext, Play

_GREETING = "Chào bạn, cảm ơn bạn đã gửi câu hỏi đến trang."
_THANKS = "Trân trọng cảm ơn bạn."
_REPLY = {
    "greeting": _GREETING,
    "next_step": "Vui lòng gọi trực ban 024 0000 0113 để được hướng dẫn riêng.",
    "thanks": _THANKS,
}
_EVIDENCE = "photo/cuoc-goi-la.jpg"
_ANSWERS: Mapping[str, Mapping[str, object]] = {
    "B2.1": {"message": "p01"},
    "B2.2": {"masked": "Cho em hỏi làm lại căn cước bị mất thì cần mang giấy tờ gì ạ?", "reminded": True},
    "B2.3": {"category": "procedure"},
    "B2.4": {
        "canned": "identity_card",
        "answer": "Bạn đến bộ phận một cửa, không cần giấy tờ khác; xem hướng dẫn tại https://minhkhai.example.gov.vn.",
        "basis": "05/2025/TT-MAU",
    },
    "B2.5": {**_REPLY, "no_promise": True},
    "B2.6": {"way": "practice", "replied_at": "09:20"},
    "B2.7": {"outcome": "answered"},
    "B3.1": {"message": "u01"},
    "B3.2": {
        "reply": "Bạn hãy ra nơi an toàn và gọi ngay 114; có người bị thương thì gọi 115.",
        "place_asked": True,
    },
    "B3.3": {"seen_at": "20:14", "called_at": "20:16", "receiver": "Trực ban Công an phường"},
    "B3.4": {"channel": "authorised", "reference": "CT-2026-014", "purged": True},
    "B3.5": {"comment": "b10", "rule": "protected_person"},
    "B3.6": {
        "notice": "Tin của bạn đã chuyển đến trực ban; cần biết thêm, vui lòng gọi 024 0000 0113.",
        "closed": True,
    },
    "B4.1": {"opened": True},
    "B4.4": {
        "notice": "Bình luận của bạn đã được ẩn vì có thông tin cá nhân. Nếu thấy chưa đúng, mời bạn nhắn trang để "
        "được xem lại, mong bạn thông cảm."
    },
    "B4.5": {
        **_REPLY,
        "message": "b01",
        "answer": "Trang xin lỗi vì bạn phải chờ lâu; bộ phận một cửa đã mở thêm một bàn vào buổi sáng.",
    },
    "C2.3": {"left": "0"},
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
    "C5.7": {"rule": "closed_30", "count": "12", "printed": True},
    "D5.6": {
        **_REPLY,
        "answer": "Bài sáng nay ghi nhầm giờ tiếp dân; giờ đúng là từ 07:30 đến 17:00, thứ Hai đến thứ Sáu.",
    },
    "E1.1": {"most": "identity_card", "small": "hide"},
    "E2.7": {"receiver": "Trực ban chỉ huy", "passed_at": "20:18"},
    "E3.7": {
        **_REPLY,
        "answer": "Trụ sở vẫn làm việc như thường, không có việc thu phí gia hạn căn cước qua tin nhắn.",
        "own_error": "correct",
    },
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


_MORE = ("B4.2", "B4.3", "B4.6")
PLAYS: Mapping[str, Play] = {key: partial(_play, key) for key in (*_ANSWERS, *_MORE)}
