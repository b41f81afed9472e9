"""What a learner is told who did part of a step, or something else, and may wonder why it is not done.

Only where neither the step's words nor the page itself say it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.phrase import Phrase
from studio.posts.model import Post, PostState
from studio.slips.model import Clarification, SlipDecision
from studio.training.predicates.feedback import is_pending, is_settled, items_of_page, triaged
from studio.training.predicates.pictures import untrue_answer
from studio.training.predicates.planning import FEWEST_KINDS, FEWEST_POSTS, begun, week_of
from studio.training.predicates.subject import required_filled, the_post
from studio.training.scene import LessonContext

Remark = Callable[[LessonContext], Phrase | None]
"""None where there is nothing to say."""

WAITS = Phrase(
    "Bài đang chờ duyệt: mở “Chờ duyệt”, chọn lãnh đạo, duyệt bằng PIN.",
    "The post waits: open “Approvals”, choose the head, approve with the PIN.",
)
WAITS_QUICK = Phrase(
    "Bản tin đang chờ: bấm “Duyệt nhanh…” trên thanh khẩn cấp, duyệt bằng PIN của lãnh đạo.",
    "The bulletin waits: choose “Approve quickly…” on the emergency bar, with the PIN of the head.",
)
APPROVED = Phrase(
    "Đã duyệt. Đổi sang vai “Người duyệt”, mở bài ở “Soạn bài” rồi đăng.",
    "Approved. Play the part “Approver”, open the post under “Compose”, and publish it.",
)


def _post(scene: LessonContext, waits: Phrase = WAITS, approved: Phrase | None = APPROVED) -> Phrase | None:
    """Of a post on its way to the page."""
    post = the_post(scene)
    said: Mapping[PostState, Phrase | None] = {PostState.IN_REVIEW: waits, PostState.APPROVED: approved}
    return said.get(post.state) if post is not None else None


def _left_empty(scene: LessonContext) -> Phrase | None:
    post: Post | None = the_post(scene)
    if post is None:
        return None
    if not required_filled(scene, post):
        return Phrase("Còn ô bắt buộc chưa điền.", "A required field is still empty.")
    if not scene.told("post.checked", post=post.id):
        return Phrase("Bấm “Kiểm tra toàn bộ” ở thẻ “Kiểm tra”.", "Choose “Check everything” on the tab “Checks”.")
    return None


def _of_one_kind(scene: LessonContext) -> Phrase | None:
    week = week_of(scene)
    posts, kinds = (len(week.plan.items), len(week.kinds)) if week is not None else (0, 0)
    if posts < FEWEST_POSTS or kinds >= FEWEST_KINDS:
        return None
    return Phrase(
        f"Đã có {posts} bài nhưng mới {kinds} loại; thêm bài thuộc loại khác.",
        f"There are {posts} posts of only {kinds} kinds; add one of another kind.",
    )


def _before_the_head(scene: LessonContext) -> Phrase | None:
    week = week_of(scene)
    if week is None:
        return None
    if week.waits:
        return Phrase(
            "Kế hoạch đang chờ: bấm “Duyệt kế hoạch…”, chọn lãnh đạo, duyệt bằng PIN.",
            "The plan waits: choose “Decide…”, then the head, and agree with the PIN.",
        )
    if week.agreed:
        return Phrase("Lãnh đạo đã duyệt; giờ in lịch tuần.", "The head agreed; now print the sheet.")
    if scene.told("calendar.exported"):
        return Phrase(
            "Lịch đã in nhưng lãnh đạo chưa duyệt: trình, duyệt, rồi in lại.",
            "The sheet was printed before the head agreed: submit, have it agreed, then print it again.",
        )
    return None


def _not_ended(scene: LessonContext) -> Phrase | None:
    emergency = begun(scene)
    if emergency is None or emergency.on:
        return None
    return Phrase(
        "Đã tắt mà chưa có bản tin kết thúc: quay lại đầu bước này, đăng bản tin rồi mới tắt.",
        "It was switched off without a closing bulletin: go back to where this step began, and publish one first.",
    )


def _not_answered(scene: LessonContext) -> Phrase | None:
    slip = scene.last("slip")
    body = scene.services.slips.get(slip).body if slip else None
    if not isinstance(body, Clarification) or body.decision in (None, SlipDecision.ANSWER):
        return None
    return Phrase(
        "Quyết định này có thể đúng, nhưng bài tập đi tiếp với một tin cần phản hồi: hãy đánh giá lại.",
        "That may be right, but the lesson goes on with a claim that is answered: weigh it again.",
    )


def _looked_wrongly(scene: LessonContext) -> Phrase | None:
    why = untrue_answer(scene)
    if why is None:
        return None
    return Phrase(f"{why.vi} Hãy xem lại ảnh và trả lời lại.", f"{why.en} Look again, and answer again.")


def _left_unsettled(scene: LessonContext) -> Phrase | None:
    ended = (item for item in items_of_page(scene) if not is_pending(item))
    if all(is_settled(scene, item) for item in ended):
        return None
    return Phrase(
        "Có mục đóng mà chưa trả lời, hoặc là khiếu nại, tin báo: mở lại rồi trả lời hay chuyển cho đúng.",
        "An item was closed without an answer, or is a complaint or a report: open it again, and answer or pass it on.",
    )


def _others_came_first(scene: LessonContext) -> Phrase | None:
    if triaged(scene)[:1] in ((), ("escalate",)):
        return None
    return Phrase(
        "Tin cầu cứu phải chuyển trước mọi việc khác: quay lại đầu bước này và làm theo thứ tự khẩn.",
        "Calls for help are passed on before anything else: go back to where this step began, and work by urgency.",
    )


REMARKS: Mapping[str, Remark] = {
    "C2.3": _left_unsettled,
    "D2.2": _looked_wrongly,
    "D3.2": _left_empty,
    "D4.7": _post,
    "E1.3": _of_one_kind,
    "E1.6": _before_the_head,
    "E2.4": lambda scene: _post(scene, WAITS_QUICK, None),
    "E2.6": lambda scene: _post(scene, WAITS_QUICK),
    "E2.7": _others_came_first,
    "E2.8": lambda scene: _not_ended(scene) or _post(scene, WAITS_QUICK),
    "E3.2": _not_answered,
    "E3.6": _post,
}
"""By the step."""
