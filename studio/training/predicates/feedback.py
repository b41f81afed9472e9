"""Predicates of the steps at the feedback desk: answering citizens, passing on what is urgent, moderating, purging.

Practice messages have an answer key; an item of the desk is known by the text of its message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio.clock import local_date
from studio.errors import StudioError
from studio.feedback.model import Category, FeedbackFilter, FeedbackItem, ItemOutcome, ItemState, Pill, PurgeRule
from studio.feedback.moderation_model import ModerationAct, ModerationEntry, ModerationState
from studio.feedback.reply_model import SLOTS, ReplyDraft
from studio.posts.model import Severity
from studio.text import nfc
from studio.training.messages import Message, shipped_messages
from studio.training.predicates.registry import page_to_end
from studio.training.scene import LessonContext, Predicate

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
    for pill in (Pill.TO_ANSWER, Pill.WAITING, Pill.CLOSED):
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
    queues = (FeedbackFilter(pill=pill, account=file.account) for pill in (Pill.TO_ANSWER, Pill.WAITING, Pill.CLOSED))
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


def _purged_by_the_head(scene: LessonContext) -> bool:
    """Whether texts were purged by hand in this lesson, nothing is due any more, and the record says so."""
    purging = scene.services.feedback.purging
    if not scene.told("feedback.purged", rule=PurgeRule.BY_HAND) or purging.due(scene.services.now()):
        return False
    return any(line.rule is PurgeRule.BY_HAND and line.days <= LONGEST_DAYS for line in purging.certificates())


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


PREDICATES: Mapping[str, Predicate] = {
    "event:feedback.taken": _taken,
    "B2.2 check:REPLY_NO_PII": _begun_without_personal_data,
    "B2.3 state:item.category": _category,
    "B2.4 check:LINK_OFFICIAL": _from_canned,
    "B2.5 check:REPLY_COMPLETE": _complete,
    "event:feedback.replied": _replied,
    "B2.7 check:RETENTION_SET": _purge_day_set,
    "state:item.category=='urgent'": _urgent,
    "check:ESCALATED_IN_TIME": _called_in_time,
    "state:item.escalation_ref and item.body_purged": _reference_alone_stays,
    "B3.5 check:HIDE_REASON_FROM_RULES": _one_hidden,
    "event:feedback.closed": _hidden_item_ended,
    "event:moderation.opened": _all_opened,
    "state:set.decided==10": _all_decided,
    "B4.3 check:HIDE_REASON_FROM_RULES": _all_hidden_by_their_rule,
    "event:moderation.notice.sent": _notice_sent,
    "B4.5 check:REPLY_COMPLETE": _criticism_answered,
    "event:moderation.reviewed": _reviewed,
    "D5.6 event:feedback.replied": _any_reply,
    "E3.7 event:feedback.replied": _any_reply,
    "state:feedback.pending==0": _page_cleared,
    "C5.7 check:RETENTION_SET": _purged_by_the_head,
    "event:feedback.triaged": _triaged_by_urgency,
}
