"""All there is to see of one item, read on the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import local_date
from studio.errors import NotPermitted, Refused, StudioError
from studio.feedback.canned_model import CannedState
from studio.feedback.model import (
    Conversation,
    Due,
    FeedbackItem,
    ItemState,
    Origin,
)
from studio.feedback.moderation_model import ModerationState
from studio.feedback.reply_model import UNSETTLED, DraftState, ReplyDraft, ReplyFinding, SentReply
from studio.people.model import Person, Role
from studio.phrase import Bilingual, Phrase
from studio.publishers.inbox import ReplyWay, ReplyWindow
from studio.ui.feedback.listing import left_of

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.feedback.canned_model import CannedReply
    from studio.feedback.desk import Feedback
    from studio.feedback.moderation_model import HouseRule, ModerationEntry, ModerationReasons
    from studio.feedback.urgent import UrgentSign
    from studio.library.model import CitedLaw

ANSWER = frozenset({Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.HEAD})
"""Who may be given an item."""


class ReplyStep(StrEnum):
    """What comes next for an answer that is written."""

    SEND = "send"
    SUBMIT = "submit"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenComment:
    """The decision by which a comment is hidden, with the rule of its day and what was said to it."""

    entry: ModerationEntry
    rule: Phrase
    reasons: ModerationReasons

    @property
    def may_be_reviewed(self) -> bool:
        """Whether another person may say that it was right, or wrong."""
        return self.entry.state is ModerationState.DONE and self.entry.reviewed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackCase:
    """One item with everything its panes show."""

    item: FeedbackItem
    now: datetime
    due: Due
    left: timedelta | None
    result_left: timedelta | None
    account: Account | None
    people: tuple[Person, ...]
    """To whom it may be given."""
    colleagues: tuple[Person, ...]
    """About whom it may be."""
    retention_days: int
    conversation: Conversation | None = None
    """None for the person whom the item concerns."""
    refused: Phrase | None = None
    """Why this person neither reads nor answers it."""
    same: tuple[FeedbackItem, ...] = ()
    """Others that ask the same under the post."""
    group: tuple[FeedbackItem, ...] = ()
    """What a person put together to be answered once, this one among them; empty outside a group."""
    signs: tuple[tuple[UrgentSign, ...], ...] = ()
    """Signs of an emergency, for each turn."""
    rules: tuple[HouseRule, ...] = ()
    breaks: tuple[str, ...] = ()
    """Ids of the house rules that its words suggest."""
    criticism: bool = False
    hidden: HiddenComment | None = None
    """Where the comment is hidden, or about to be."""
    draft: ReplyDraft | None = None
    findings: tuple[ReplyFinding, ...] | None = None
    laws: tuple[CitedLaw, ...] = ()
    windows: tuple[ReplyWindow, ...] = ()
    sent: SentReply | None = None
    sent_text: str = ""
    canned: CannedReply | None = None
    """The canned reply from which the draft was begun."""
    needs_approval: bool = False

    @property
    def ended(self) -> bool:
        return self.item.state in (ItemState.CLOSED, ItemState.HANDED_OVER)

    @property
    def by_platform(self) -> bool:
        """Whether a page carries the answer; what came by telephone or at the counter is answered there."""
        return self.item.origin in (Origin.COMMENT, Origin.MESSAGE)

    @property
    def may_write(self) -> bool:
        """Whether an answer can be written now."""
        under_way = self.sent is not None and self.sent.state in UNSETTLED
        return self.by_platform and self.refused is None and not self.ended and not under_way

    def step(self, draft: ReplyDraft | None) -> ReplyStep:
        """What the main button does with that draft."""
        if not self.needs_approval or (draft is not None and draft.state is DraftState.APPROVED):
            return ReplyStep.SEND
        if draft is not None and draft.state is DraftState.SUBMITTED:
            return ReplyStep.APPROVE
        return ReplyStep.SUBMIT


def load_case(studio: Studio, id: str, by: str) -> FeedbackCase:
    """Everything of one item, for that person. Raises NotFound."""
    desk, now = studio.feedback, studio.now()
    item, hours = desk.items.get(id), desk.settings.hours()
    account = next((each for each in studio.accounts.list() if each.name == item.account), None)
    conversation, refused = _conversation(desk, id, by)
    reads = conversation is not None
    replies = desk.replies
    windows = tuple(replies.windows(id)) if reads and item.origin in PAGES else ()
    draft = replies.draft(id) or _blank(item, windows) if reads and item.origin in PAGES else None
    group = tuple(desk.items.group_of(id)) if item.group else ()
    if draft is not None and group:
        draft = replace(draft, also=tuple(one.id for one in group if one.id != id))
    sent = replies.state(id)
    judged = _judged(desk, item, by) if reads and item.origin is Origin.COMMENT else _HouseRulesVerdict()
    return FeedbackCase(
        item=item,
        now=now,
        due=desk.items.due(item),
        left=left_of(hours, now, item.due_at),
        result_left=left_of(hours, now, item.result_due),
        account=account,
        people=_officers(studio, item),
        colleagues=tuple(p for p in studio.people.list() if p.works_here),
        retention_days=desk.settings.retention_days(),
        conversation=conversation,
        refused=refused,
        same=desk.items.same_questions(id) if reads else (),
        group=group,
        signs=_signs(desk, conversation),
        rules=judged.rules,
        breaks=judged.breaks,
        criticism=judged.criticism,
        hidden=_hidden(desk, item) if reads else None,
        draft=draft,
        findings=replies.check(draft) if draft is not None and draft.text() else None,
        laws=_laws(studio, draft) if draft is not None else (),
        canned=_canned(desk, draft),
        windows=windows,
        sent=sent,
        sent_text=replies.text_of(sent.id, by) if sent is not None and reads else "",
        needs_approval=draft is not None and replies.needs_approval(draft),
    )


def _officers(studio: Studio, item: FeedbackItem) -> tuple[Person, ...]:
    """The two focal officers of the page, or everybody who answers where none were named."""
    focal = studio.feedback.settings.focal(item.account)
    able = (p for p in studio.people.list() if p.works_here and p.roles & ANSWER and p.id != item.concerns)
    return tuple(person for person in able if not focal or person.id in focal)


@dataclass(frozen=True, slots=True, kw_only=True)
class _HouseRulesVerdict:
    """What the house rules say of a comment; without rules it cannot be hidden."""

    rules: tuple[HouseRule, ...] = ()
    breaks: tuple[str, ...] = ()
    criticism: bool = False


def _judged(desk: Feedback, item: FeedbackItem, by: str) -> _HouseRulesVerdict:
    moderation = desk.moderation
    if moderation.cannot_hide(item.id) is not None:
        return _HouseRulesVerdict()
    advice = moderation.advise(item.id, by)
    return _HouseRulesVerdict(rules=moderation.rules(item.account), breaks=advice.rules, criticism=advice.criticism)


def _hidden(desk: Feedback, item: FeedbackItem) -> HiddenComment | None:
    entry = desk.moderation.hiding(item.id)
    if entry is None:
        return None
    rule = desk.house_rules.edition(entry.account, entry.rules_version).rule(entry.rule)
    title = rule.title if rule is not None else Bilingual(entry.rule, entry.rule)
    return HiddenComment(entry=entry, rule=title, reasons=desk.moderation.reasons(entry.id))


def _signs(desk: Feedback, conversation: Conversation | None) -> tuple[tuple[UrgentSign, ...], ...]:
    turns = conversation.turns if conversation is not None else ()
    return tuple(() if turn.ours else desk.handovers.signs(turn.text) for turn in turns)


def _blank(item: FeedbackItem, windows: Sequence[ReplyWindow]) -> ReplyDraft:
    """An answer of which nothing was written yet, in the first way that the page takes."""
    return ReplyDraft(item=item.id, way=windows[0].way if windows else ReplyWay.PUBLIC)


def _canned(desk: Feedback, draft: ReplyDraft | None) -> CannedReply | None:
    if draft is None or not draft.canned:
        return None
    try:
        return desk.canned.get(draft.canned)
    except StudioError:  # retired since: the answer stands for itself
        return None


PAGES = (Origin.COMMENT, Origin.MESSAGE)
"""What came by a page, and is answered there."""


def _conversation(desk: Feedback, id: str, by: str) -> tuple[Conversation | None, Phrase | None]:
    try:
        return desk.items.conversation(id, by), None
    except (NotPermitted, Refused) as refusal:
        return None, refusal.phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedOffer:
    """`fitting`: those that fit an item, the best first; `usable`: all that may be used today."""

    fitting: tuple[CannedReply, ...]
    usable: tuple[CannedReply, ...]


def load_offer(studio: Studio, item: str) -> CannedOffer:
    canned = studio.feedback.canned
    usable = tuple(reply for reply in canned.list() if reply.state is CannedState.APPROVED)
    return CannedOffer(fitting=tuple(canned.suggest(item)), usable=usable)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft as it was kept, with what the checks say and the law it cites."""

    draft: ReplyDraft
    findings: tuple[ReplyFinding, ...]
    laws: tuple[CitedLaw, ...]


def keep_draft(studio: Studio, draft: ReplyDraft, by: str) -> KeptDraft:
    replies = studio.feedback.replies
    kept = replies.save_draft(draft, by)
    return KeptDraft(draft=kept, findings=tuple(replies.check(kept)), laws=_laws(studio, kept))


def _laws(studio: Studio, draft: ReplyDraft) -> tuple[CitedLaw, ...]:
    today = local_date(studio.now())
    return tuple(studio.library.resolve(ref, on=today) for ref in draft.citations)
