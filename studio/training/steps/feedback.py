"""The steps at the feedback desk: answering citizens, passing on what is urgent, moderating, purging.

Practice messages have an answer key; an item of the desk is known by the text of its message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from studio.clock import local_date
from studio.errors import NotFound, StudioError
from studio.feedback.figures import Period
from studio.feedback.handover import UrgentText
from studio.feedback.model import (
    Category,
    FeedbackFilter,
    FeedbackItem,
    FeedbackQueue,
    HandoverChannel,
    ItemOutcome,
    ItemState,
    PurgeRule,
)
from studio.feedback.moderation_model import ModerationAct, ModerationEntry, ModerationState
from studio.feedback.moderation_words import HidingNotice
from studio.feedback.reply_model import SLOTS, ReplyDraft
from studio.phrase import Phrase
from studio.posts.model import Severity
from studio.publishers.inbox import Channel, ReplyWay
from studio.text import nfc
from studio.training.context import LessonContext, LessonStep
from studio.training.messages import Message, shipped_messages
from studio.training.places import DESK, SETTINGS
from studio.training.steps.registry import page_to_end

LONGEST_DAYS = 30
"""Personal data goes at the latest so many days after an item is closed."""


OPENED = "moderation.opened"
"""Told when the desk shows a comment."""


def the_item(scene: LessonContext) -> FeedbackItem | None:
    """The item that somebody did something with last since the lesson began; None while there is none. To open one is
    to do nothing with it yet."""
    done = (news.facts["item"] for news in reversed(scene.heard) if "item" in news.facts and news.name != OPENED)
    item = next(done, "")
    return scene.services.feedback.items.get(item) if item else None


def message_of(scene: LessonContext, item: str) -> Message | None:
    """The practice message that an item is; None for another one, and once its text is gone."""
    try:
        turns = scene.services.feedback.items.conversation(item, scene.cast.learner).turns
    except StudioError:
        return None
    said = next((nfc(turn.text) for turn in turns if not turn.ours), "")
    return next((message for message in shipped_messages().messages.values() if message.text == said), None)


def item_of(scene: LessonContext, message: str) -> FeedbackItem | None:
    """The item that is this practice message, the latest where there are several; None while it has not come."""
    return next((item for item, known in comments_and_messages(scene) if known.id == message), None)


def comments_and_messages(scene: LessonContext) -> Iterator[tuple[FeedbackItem, Message]]:
    """Every item of the desk that is a practice message, with it."""
    items = scene.services.feedback.items
    for pill in (FeedbackQueue.TO_ANSWER, FeedbackQueue.WAITING, FeedbackQueue.CLOSED):
        for each in items.ids(FeedbackFilter(pill=pill)):
            message = message_of(scene, each)
            if message is not None:
                yield items.get(each), message


def ten(scene: LessonContext) -> tuple[tuple[FeedbackItem, Message], ...]:
    """The practice comments that have come, each with its key."""
    return tuple((item, message) for item, message in comments_and_messages(scene) if message.kind == "comment")


def how_many() -> int:
    """Of how many comments the set of B4 is."""
    return sum(message.kind == "comment" for message in shipped_messages().messages.values())


def _draft(scene: LessonContext) -> ReplyDraft | None:
    item = the_item(scene)
    return scene.services.feedback.replies.draft(item.id) if item is not None else None


def _blocked(scene: LessonContext, draft: ReplyDraft, *codes: str) -> bool:
    """Whether the desk's own checks stop the answer; by one of these codes where some are named."""
    found = scene.services.feedback.replies.check(draft)
    return any(each.severity is Severity.BLOCK and (not codes or each.code in codes) for each in found)


def _taken(scene: LessonContext) -> bool:
    item = the_item(scene)
    if item is None or not any(scene.told(f"feedback.{step}", item=item.id) for step in ("taken", "assigned")):
        return False
    message = message_of(scene, item.id)
    return message is not None and message.category == Category.PROCEDURE


def _begun_without_personal_data(scene: LessonContext) -> bool:
    draft = _draft(scene)
    return draft is not None and bool(draft.greeting.strip()) and not _blocked(scene, draft, "REPLY_NO_PII")


def _category(scene: LessonContext) -> bool:
    """Whether the item stands in the category of the key."""
    item = the_item(scene)
    message = message_of(scene, item.id) if item is not None and item.category is not None else None
    return item is not None and message is not None and message.category == item.category


def _from_canned(scene: LessonContext) -> bool:
    """Whether the answer comes from the canned reply of the right topic, with its basis and an official link."""
    draft = _draft(scene)
    if draft is None or not draft.canned or "https://" not in draft.text():
        return False
    message, canned = message_of(scene, draft.item), scene.services.feedback.canned.get(draft.canned)
    if message is None or message.topic != canned.topic or (canned.citations and not draft.citations):
        return False
    return not _blocked(scene, draft, "LINK_OFFICIAL", "REPLY_CITATION_IN_FORCE", "REPLY_CANNED_CURRENT")


def _complete(scene: LessonContext) -> bool:
    draft = _draft(scene)
    return draft is not None and all(draft.slot(slot).strip() for slot in SLOTS) and not _blocked(scene, draft)


def _replied(scene: LessonContext) -> bool:
    """Whether an answer of this lesson stands on the page; an urgent one names a number, or it was not sent."""
    item = the_item(scene)
    return item is not None and scene.told("feedback.replied", item=item.id)


def _any_reply(scene: LessonContext) -> bool:
    """Whether an answer was sent since the step began."""
    return any(news.name == "feedback.replied" for news in scene.heard[scene.step_from :])


def _purge_day_set(scene: LessonContext) -> bool:
    item = the_item(scene)
    if item is None or item.outcome is not ItemOutcome.ANSWERED or item.closed_at is None or item.purge_on is None:
        return False
    return (item.purge_on - local_date(item.closed_at)).days <= LONGEST_DAYS


def _urgent(scene: LessonContext) -> bool:
    item = the_item(scene)
    return item is not None and item.category is Category.URGENT and _category(scene)


def _passed_on(scene: LessonContext) -> FeedbackItem | None:
    """The item of which this lesson noted the call of the duty point, or that it was handed over."""
    names = ("feedback.duty_called", "feedback.handed_over")
    told = next((news.facts["item"] for news in reversed(scene.heard) if news.name in names), "")
    return scene.services.feedback.items.get(told) if told else None


def _called_in_time(scene: LessonContext) -> bool:
    item = _passed_on(scene)
    record = scene.services.feedback.handovers.record(item.id) if item is not None else None
    return record is not None and record.category is Category.URGENT and record.in_time


def _reference_alone_stays(scene: LessonContext) -> bool:
    item = _passed_on(scene)
    record = scene.services.feedback.handovers.record(item.id) if item is not None else None
    return item is not None and item.purged and record is not None and bool(record.reference)


def _rightly_hidden(scene: LessonContext, item: FeedbackItem, message: Message) -> ModerationEntry | None:
    """The decision that hides the comment by the rule of the key; None where it is not hidden, or by another."""
    entry = scene.services.feedback.moderation.hiding(item.id)
    done = entry is not None and entry.state is ModerationState.DONE
    return entry if done and entry is not None and entry.rule == message.rule else None


def _hidden_now(scene: LessonContext) -> str:
    """The item that was hidden last in this lesson; empty while none was."""
    facts = {"act": ModerationAct.HIDE.value, "state": ModerationState.DONE.value}
    hidden = (
        news.facts["item"]
        for news in reversed(scene.heard)
        if news.name == "feedback.moderated" and facts.items() <= news.facts.items()
    )
    return next(hidden, "")


def _one_hidden(scene: LessonContext) -> bool:
    """Whether a comment was hidden that reveals somebody who is protected, by just that rule."""
    told = _hidden_now(scene)
    message = message_of(scene, told) if told else None
    if message is None or message.rule != "protected_person":
        return False
    return _rightly_hidden(scene, scene.services.feedback.items.get(told), message) is not None


def _hidden_item_ended(scene: LessonContext) -> bool:
    """Whether who wrote the hidden comment was told, and its item is closed as hidden."""
    told = _hidden_now(scene)
    item = scene.services.feedback.items.get(told) if told else None
    return item is not None and item.outcome is ItemOutcome.HIDDEN and item.first_reply_at is not None


def _all_opened(scene: LessonContext) -> bool:
    opened = {news.facts["item"] for news in scene.heard if news.name == OPENED}
    messages = {message.id for message in (message_of(scene, item) for item in opened) if message is not None}
    return sum(shipped_messages().messages[each].kind == "comment" for each in messages) >= how_many()


def _all_decided(scene: LessonContext) -> bool:
    set_of_comments = ten(scene)
    right = all(item.category is not None and item.category == message.category for item, message in set_of_comments)
    return len(set_of_comments) >= how_many() and right


def _all_hidden_by_their_rule(scene: LessonContext) -> bool:
    """Whether every comment that breaks a rule is hidden by that rule, and no other is hidden."""
    moderation, set_of_comments = scene.services.feedback.moderation, ten(scene)
    return len(set_of_comments) >= how_many() and all(
        _rightly_hidden(scene, item, message) is not None if message.rule else moderation.hiding(item.id) is None
        for item, message in set_of_comments
    )


def _notice_sent(scene: LessonContext) -> bool:
    moderation = scene.services.feedback.moderation
    replied = {news.facts["item"] for news in scene.heard if news.name == "feedback.replied"}
    return any(moderation.hiding(item) is not None for item in replied)


def _criticism_answered(scene: LessonContext) -> bool:
    replied = {news.facts["item"] for news in scene.heard if news.name == "feedback.replied"}
    messages = (message_of(scene, item) for item in replied)
    return any(each is not None and each.category == Category.SERVICE_FEEDBACK for each in messages)


def _reviewed(scene: LessonContext) -> bool:
    """Whether another person looked at a hiding of this lesson and decided as the key does."""
    for news in scene.heard:
        if news.name == "moderation.reviewed":
            message = message_of(scene, news.facts["item"])
            said = "stand" if news.facts["agreed"] == "yes" else "restore"
            if message is not None and message.accepts("hiding", said):
                return True
    return False


# Before a page is handed over


def items_of_page(scene: LessonContext) -> tuple[FeedbackItem, ...]:
    """Everything that came to the page of the lesson, open or ended; nothing where no posts go to that page."""
    items, file = scene.services.feedback.items, page_to_end(scene)
    if file is None or not file.account:
        return ()
    queues = (
        FeedbackFilter(pill=pill, account=file.account)
        for pill in (FeedbackQueue.TO_ANSWER, FeedbackQueue.WAITING, FeedbackQueue.CLOSED)
    )
    return tuple(items.get(each) for queue in queues for each in items.ids(queue))


def is_pending(item: FeedbackItem) -> bool:
    return item.outcome is None and item.state is not ItemState.ANSWERED


def is_settled(scene: LessonContext, item: FeedbackItem) -> bool:
    """Whether it was passed on, or answered where the key allows that: a complaint or a report a page never answers."""
    if item.outcome is ItemOutcome.HANDED_OVER:
        return True
    answered = item.outcome is ItemOutcome.ANSWERED or item.state is ItemState.ANSWERED
    message = message_of(scene, item.id)
    return answered and (message is None or message.accepts("action", "reply"))


def _page_cleared(scene: LessonContext) -> bool:
    return all(is_settled(scene, item) for item in items_of_page(scene))


# Texts whose days are over


def _purged_in_time(scene: LessonContext) -> bool:
    """Whether texts went since the step began, and nothing is due any more: by hand, or because the head had them go
    sooner and the program, which looks once a day, was as quick."""
    rules = (PurgeRule.BY_HAND, PurgeRule.TIME)
    told = (news.facts["rule"] for news in scene.heard[scene.step_from :] if news.name == "feedback.purged")
    return any(rule in rules for rule in told) and not scene.services.feedback.purging.due(scene.services.now())


# While an emergency is on


def calls_for_help(scene: LessonContext) -> tuple[FeedbackItem, ...]:
    """The open items that are urgent by the key and of which the duty point does not know yet, or was told too late."""
    handovers = scene.services.feedback.handovers
    urgent = (item for item, message in comments_and_messages(scene) if message.category == Category.URGENT)
    known = ((item, handovers.record(item.id)) for item in urgent if item.outcome is None)
    return tuple(
        item for item, record in known if record is None or record.category is not Category.URGENT or not record.in_time
    )


def triaged(scene: LessonContext) -> tuple[str, ...]:
    """What was done with items since the step began, in order: ``escalate``, ``reply`` and ``hide``. An answer to
    whoever calls for help is none of these: it only names the number to call."""
    deeds = []
    for news in scene.heard[scene.step_from :]:
        item = news.facts.get("item", "")
        if news.name in ("feedback.duty_called", "feedback.handed_over"):
            deeds.append("escalate")
        elif news.name == "feedback.replied" and scene.services.feedback.items.get(item).category != Category.URGENT:
            deeds.append("reply")
        elif news.name == "feedback.moderated" and _hides(scene, item):
            deeds.append("hide")
    return tuple(deeds)


def _hides(scene: LessonContext, item: str) -> bool:
    """Whether the comment is hidden now by the rule of the key."""
    found, message = scene.services.feedback.items.get(item), message_of(scene, item)
    return message is not None and bool(message.rule) and _rightly_hidden(scene, found, message) is not None


def _triaged_by_urgency(scene: LessonContext) -> bool:
    deeds = triaged(scene)
    return deeds[:1] == ("escalate",) and {"reply", "hide"} <= set(deeds) and not calls_for_help(scene)


# What was asked about


TOPICS_SEEN = 5
"""A week's figures have so many topics, or they tell little of what people need."""


def _week_seen(scene: LessonContext) -> bool:
    """Whether somebody looked at the figures of a week in which people asked about several topics."""
    seen = (news.facts for news in scene.heard if news.name == "insights.viewed")
    return any(facts["period"] == Period.WEEK and int(facts["topics"]) >= TOPICS_SEEN for facts in seen)


# What a learner is told meanwhile


def _other_figures(scene: LessonContext) -> Phrase | None:
    looked = [news.facts for news in scene.heard if news.name == "insights.viewed"]
    if not looked:
        return None
    if looked[-1]["period"] != Period.WEEK:
        return Phrase("These are of another time: choose “Week”.")
    return Phrase("Too little was asked in this week: go to the week before by the arrow.")


def _left_unsettled(scene: LessonContext) -> Phrase | None:
    ended = (item for item in items_of_page(scene) if not is_pending(item))
    if all(is_settled(scene, item) for item in ended):
        return None
    return Phrase(
        "An item was closed without an answer, or is a complaint or a report: open it again, and answer or pass it on."
    )


def _others_came_first(scene: LessonContext) -> Phrase | None:
    if triaged(scene)[:1] in ((), ("escalate",)):
        return None
    return Phrase(
        "Calls for help are passed on before anything else: go back to where this step began, and work by urgency."
    )


# How they are played

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
        raise NotFound("the desk has no practice message “{message}”; reset the practice workspace.", message=message)
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


def _put_canned(scene: LessonContext) -> None:
    feedback, item = scene.services.feedback, item_for(scene, QUESTION).id
    topic = shipped_messages().messages[QUESTION].topic
    begun = feedback.replies.from_canned(item, feedback.canned.list(topic)[0].id)
    linked = replace(begun, answer=f"{begun.answer} {LINK}", thanks="")
    feedback.replies.save_draft(linked, scene.cast.learner)


def _add_thanks(scene: LessonContext) -> None:
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


def _look_at_week(scene: LessonContext) -> None:
    """The last whole week."""
    statistics = scene.services.feedback.statistics
    statistics.look(Period.WEEK, statistics.today() - timedelta(days=7))


def _triage(scene: LessonContext) -> None:
    items, handovers, by = scene.services.feedback.items, scene.services.feedback.handovers, scene.cast.learner
    for item in calls_for_help(scene):
        items.categorise(item.id, Category.URGENT, by)
        now = scene.services.now()
        handovers.call(item.id, POST, by, seen_at=now, called_at=now)
    answer(scene, "f01", QUEUE_MENDED)
    _hide(scene, ADVERTISES)


STEPS: Mapping[str, LessonStep] = {
    "B2.1": LessonStep(_taken, _take, DESK.on("feedback.assign"), needs=()),
    "B2.2": LessonStep(_begun_without_personal_data, _begin, DESK.on("feedback.write"), narrow=True),
    "B2.3": LessonStep(_category, partial(_categorise, message=QUESTION), DESK.on("feedback.categorise"), narrow=True),
    "B2.4": LessonStep(_from_canned, _put_canned, DESK.on("feedback.canned"), narrow=True),
    "B2.5": LessonStep(_complete, _add_thanks, DESK.on("feedback.checks"), narrow=True),
    "B2.6": LessonStep(
        _replied,
        lambda scene: send(scene, item_for(scene, QUESTION).id),
        DESK.on("feedback.send"),
        needs=(1, 2, 3, 4, 5),
    ),
    "B2.7": LessonStep(_purge_day_set, _close, DESK, narrow=True),
    "B3.1": LessonStep(_urgent, partial(_categorise, message=URGENT), DESK.on("feedback.categorise"), needs=()),
    "B3.2": LessonStep(_replied, _answer_urgent, DESK.on("feedback.desk")),
    "B3.3": LessonStep(_called_in_time, _call, DESK.on("feedback.urgent"), needs=(1,)),
    "B3.4": LessonStep(_reference_alone_stays, _hand_over, DESK.on("feedback.urgent"), needs=(1, 3)),
    "B3.5": LessonStep(_one_hidden, partial(_hide, message=REVEALS), DESK.on("feedback.hide"), narrow=True),
    "B3.6": LessonStep(_hidden_item_ended, _end_hidden, DESK, needs=(5,)),
    "B4.1": LessonStep(_all_opened, _open_all, DESK.on("feedback.queue"), needs=()),
    "B4.2": LessonStep(_all_decided, _decide_all, DESK.on("feedback.categorise"), needs=()),
    "B4.3": LessonStep(_all_hidden_by_their_rule, _hide_all, DESK.on("feedback.hide"), narrow=True),
    "B4.4": LessonStep(_notice_sent, partial(_notify, message=REVEALS), DESK.on("feedback.more"), needs=(3,)),
    "B4.5": LessonStep(
        _criticism_answered,
        partial(answer, message=CRITICISM, said=QUEUE_MENDED),
        DESK.on("feedback.desk"),
        narrow=True,
    ),
    "B4.6": LessonStep(_reviewed, _review, DESK.on("feedback.queue"), needs=(3,)),
    "C2.3": LessonStep(_page_cleared, _clear_page, DESK.on("feedback.desk"), needs=(), remark=_left_unsettled),
    "C5.7": LessonStep(_purged_in_time, _purge, SETTINGS, narrow=True),
    "D5.6": LessonStep(
        _any_reply, partial(answer, message="f01", said=HOURS_MENDED), DESK.on("feedback.desk"), narrow=True
    ),
    "E1.1": LessonStep(_week_seen, _look_at_week, DESK.on("feedback.figures"), needs=(), remark=_other_figures),
    "E2.7": LessonStep(_triaged_by_urgency, _triage, DESK.on("feedback.desk"), needs=(), remark=_others_came_first),
    "E3.7": LessonStep(_any_reply, partial(answer, message="f01", said=NO_FEE), DESK.on("feedback.desk"), narrow=True),
}
