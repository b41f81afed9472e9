"""Plays of the steps at the feedback desk: answering citizens, passing on what is urgent, moderating, purging."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from studio.errors import NotFound
from studio.feedback.handover import HandoverChannel, UrgentText
from studio.feedback.model import Category, FeedbackItem, ItemOutcome
from studio.feedback.moderation_words import HidingNotice
from studio.feedback.reply_model import ReplyDraft
from studio.publishers.inbox import Channel, ReplyWay
from studio.training.messages import shipped_messages
from studio.training.predicates.feedback import calls_for_help, is_pending, item_of, items_of_page, message_of, ten
from studio.training.scene import LessonContext, Play

QUESTION, URGENT, REVEALS, CRITICISM, ADVERTISES = "p01", "u01", "b10", "b01", "b05"
"""Practice messages that are there from the beginning."""
POST, REFERENCE = "Trực ban Công an phường", "CT-2026-014"
KEPT_DAYS = 7
"""The head has texts deleted so many days after closing."""
GREETING, THANKS = "Chào bạn, cảm ơn bạn đã gửi câu hỏi đến trang.", "Trân trọng cảm ơn bạn."
NEXT_STEP = "Bạn vui lòng gọi trực ban 024 0000 0113 để được hướng dẫn riêng."
LINK = "Xem hướng dẫn tại https://minhkhai.example.gov.vn."
QUEUE_MENDED = "Trang xin lỗi vì bạn phải chờ lâu; bộ phận một cửa đã mở thêm một bàn vào buổi sáng."
HOURS_MENDED = "Bài sáng nay ghi nhầm giờ tiếp dân; giờ đúng là từ 07:30 đến 17:00, thứ Hai đến thứ Sáu."
NO_FEE = "Trụ sở vẫn làm việc như thường, không có việc thu phí gia hạn căn cước qua tin nhắn."


def item_for(scene: LessonContext, message: str) -> FeedbackItem:
    """The item of that practice message. Raises NotFound."""
    found = item_of(scene, message)
    if found is None:
        raise NotFound(
            f"bàn tiếp nhận không có tin thực hành “{message}”; hãy đặt lại hồ sơ tập huấn.",
            f"the desk has no practice message “{message}”; reset the practice profile.",
        )
    return found


def write(scene: LessonContext, item: str, change: Callable[[ReplyDraft], ReplyDraft]) -> ReplyDraft:
    """The learner writes on the answer of the item."""
    replies, items = scene.services.feedback.replies, scene.services.feedback.items
    there = items.thread(item, scene.cast.learner)
    public = there is not None and there.thread.channel is Channel.COMMENTS
    way = ReplyWay.PUBLIC if public else ReplyWay.PRIVATE
    present = replies.draft(item) or ReplyDraft(item=item, way=way)
    return replies.save_draft(change(present), scene.cast.learner)


def send(scene: LessonContext, item: str) -> None:
    """The colleague sends the answer, approved by the head where the unit wants that, and the page takes it."""
    replies, cast = scene.services.feedback.replies, scene.cast
    draft = replies.draft(item)
    if draft is not None and replies.needs_approval(draft):
        replies.submit(item, cast.learner, cast.pin)
        replies.approve(item, cast.head, cast.pin)
    replies.send(item, cast.colleague, cast.pin)
    replies.run()


def answer(scene: LessonContext, message: str, said: str) -> None:
    """Answer a practice message in full and send it."""
    item = item_for(scene, message).id
    write(
        scene,
        item,
        lambda draft: replace(draft, greeting=GREETING, answer=said, next_step=NEXT_STEP, thanks=THANKS),
    )
    send(scene, item)


def _with(draft: ReplyDraft, ready: UrgentText | HidingNotice) -> ReplyDraft:
    """The draft with the four parts that the desk has ready."""
    return replace(draft, greeting=ready.greeting, answer=ready.answer, next_step=ready.next_step, thanks=ready.thanks)


def _take(scene: LessonContext) -> None:
    scene.services.feedback.items.take(item_for(scene, QUESTION).id, scene.cast.learner)


def _begin(scene: LessonContext) -> None:
    write(scene, item_for(scene, QUESTION).id, lambda draft: replace(draft, greeting=GREETING))


def _categorise(scene: LessonContext, message: str) -> None:
    category = Category(shipped_messages().messages[message].category)
    scene.services.feedback.items.categorise(item_for(scene, message).id, category, scene.cast.learner)


def _from_canned(scene: LessonContext) -> None:
    feedback, item = scene.services.feedback, item_for(scene, QUESTION).id
    topic = shipped_messages().messages[QUESTION].topic
    begun = feedback.replies.from_canned(item, feedback.canned.list(topic)[0].id)
    linked = replace(begun, answer=f"{begun.answer} {LINK}", thanks="")
    feedback.replies.save_draft(linked, scene.cast.learner)


def _complete(scene: LessonContext) -> None:
    write(scene, item_for(scene, QUESTION).id, lambda draft: replace(draft, thanks=THANKS))


def _close(scene: LessonContext) -> None:
    item = item_for(scene, QUESTION).id
    scene.services.feedback.items.close(item, ItemOutcome.ANSWERED, scene.cast.learner)


def _answer_urgent(scene: LessonContext) -> None:
    item = item_for(scene, URGENT).id
    ready = scene.services.feedback.handovers.text_for(item, scene.cast.learner)
    write(scene, item, lambda draft: _with(draft, ready))
    send(scene, item)


def _call(scene: LessonContext) -> None:
    now = scene.services.now()
    item = item_for(scene, URGENT).id
    scene.services.feedback.handovers.call(item, POST, scene.cast.learner, seen_at=now, called_at=now)


def _hand_over(scene: LessonContext) -> None:
    item, by = item_for(scene, URGENT).id, scene.cast.learner
    scene.services.feedback.handovers.hand_over(item, "", HandoverChannel.SYSTEM, REFERENCE, by)


def _hide(scene: LessonContext, message: str) -> None:
    known, moderation, cast = shipped_messages().messages[message], scene.services.feedback.moderation, scene.cast
    reason = shipped_messages().rules[known.rule].vi
    moderation.hide(item_for(scene, message).id, known.rule, reason, cast.colleague, cast.pin)
    moderation.run()


def _notify(scene: LessonContext, message: str) -> None:
    item = item_for(scene, message).id
    told = scene.services.feedback.moderation.notice(item)
    write(scene, item, lambda draft: replace(_with(draft, told), way=ReplyWay.PRIVATE))
    send(scene, item)


def _end_hidden(scene: LessonContext) -> None:
    _notify(scene, REVEALS)
    scene.services.feedback.items.close(item_for(scene, REVEALS).id, ItemOutcome.HIDDEN, scene.cast.learner)


def _open_all(scene: LessonContext) -> None:
    for item, _ in ten(scene):
        scene.services.feedback.moderation.advise(item.id, scene.cast.learner)


def _decide_all(scene: LessonContext) -> None:
    for _, message in ten(scene):
        _categorise(scene, message.id)


def _hide_all(scene: LessonContext) -> None:
    for _, message in ten(scene):
        if message.rule:
            _hide(scene, message.id)


def _review(scene: LessonContext) -> None:
    feedback, cast = scene.services.feedback, scene.cast
    for entry in feedback.moderation.sample(cast.head):
        feedback.moderation.review(entry.item, cast.head, cast.pin, agree=True)


def _clear_page(scene: LessonContext) -> None:
    """Answer or pass on what waits at the page that is handed over, as the key says."""
    items, handovers, by = scene.services.feedback.items, scene.services.feedback.handovers, scene.cast.learner
    for item in filter(is_pending, items_of_page(scene)):
        message = message_of(scene, item.id)
        if message is None or message.accepts("action", "reply"):
            items.note_reply(item.id, scene.services.now(), by)
        else:
            handovers.hand_over(item.id, POST, HandoverChannel.DOCUMENT, REFERENCE, by)


def _purge(scene: LessonContext) -> None:
    feedback, cast = scene.services.feedback, scene.cast
    feedback.settings.set_retention_days(KEPT_DAYS, cast.head, cast.pin)
    feedback.purging.purge(cast.head, cast.pin)


def _triage(scene: LessonContext) -> None:
    items, handovers, by = scene.services.feedback.items, scene.services.feedback.handovers, scene.cast.learner
    for item in calls_for_help(scene):
        items.categorise(item.id, Category.URGENT, by)
        now = scene.services.now()
        handovers.call(item.id, POST, by, seen_at=now, called_at=now)
    answer(scene, "f01", QUEUE_MENDED)
    _hide(scene, ADVERTISES)


PLAYS: Mapping[str, Play] = {
    "B2.1": _take,
    "B2.2": _begin,
    "B2.3": partial(_categorise, message=QUESTION),
    "B2.4": _from_canned,
    "B2.5": _complete,
    "B2.6": lambda scene: send(scene, item_for(scene, QUESTION).id),
    "B2.7": _close,
    "B3.1": partial(_categorise, message=URGENT),
    "B3.2": _answer_urgent,
    "B3.3": _call,
    "B3.4": _hand_over,
    "B3.5": partial(_hide, message=REVEALS),
    "B3.6": _end_hidden,
    "B4.1": _open_all,
    "B4.2": _decide_all,
    "B4.3": _hide_all,
    "B4.4": partial(_notify, message=REVEALS),
    "B4.5": partial(answer, message=CRITICISM, said=QUEUE_MENDED),
    "B4.6": _review,
    "D5.6": partial(answer, message="f01", said=HOURS_MENDED),
    "E3.7": partial(answer, message="f01", said=NO_FEE),
    "C2.3": _clear_page,
    "C5.7": _purge,
    "E2.7": _triage,
}
