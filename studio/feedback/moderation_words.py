"""What the desk says about comments and house rules."""

from __future__ import annotations

from dataclasses import dataclass

from studio.feedback.moderation_model import HouseRule
from studio.phrase import Phrase

CRITICISM = Phrase(
    "This is criticism, and criticism that breaks no rule is kept. Answer it with facts and leave it visible."
)
RULE_NEEDED = Phrase("no house rule is named; a comment that breaks none is kept. Choose the one that it breaks.")
NO_BREACH = Phrase("Nothing in its words breaks a house rule; a comment that breaks none is kept.")
POSSIBLE_BREACH = Phrase("Some of its words may break a house rule; you read it and decide.")
NO_COMMENT = Phrase("only public comments can be hidden; this is not one.")
CANNOT = Phrase("this platform lets no program hide comments; hide it on the page itself.")
PURGED = Phrase(
    "the text was deleted after its time, so the comment can no longer be hidden, shown again or reviewed here."
)
NO_SUCH_RULE = Phrase("the page has no such house rule; choose one of the list.")
REASON_NEEDED = Phrase("give the reason in a few words.")
TOO_LONG = Phrase("a reason has up to {most} characters; shorten it.")
GIVES_AWAY = Phrase("{found} Give the reason without it.")
HIDDEN_ALREADY = Phrase("this comment is hidden already, or waits for the page; refresh.")
NOT_HIDDEN = Phrase("this comment is not hidden.")
NOT_SETTLED = Phrase("the page has not hidden this comment yet; wait for the result, then do it again.")
APPEALED_ALREADY = Phrase("a request to review this hiding was noted already.")
REVIEWED_ALREADY = Phrase("somebody has reviewed this hiding already.")
OWN_HIDING = Phrase("{name} hid this comment and cannot review it; ask somebody else.")
NO_DECISION = Phrase("there is no such decision.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HidingNotice:
    """The notice to whoever's comment was hidden, in the parts of a reply."""

    greeting: str
    answer: str
    next_step: str
    thanks: str


def hiding_notice(rule: HouseRule | None) -> HidingNotice:
    """Courteous, with the rule and how to ask for a review. In Vietnamese: it goes to a citizen."""
    because = f"vì vi phạm nội quy của trang: {rule.text.vi}" if rule is not None else "vì vi phạm nội quy của trang."
    return HidingNotice(
        greeting="Chào bạn,",
        answer=f"Bình luận của bạn đã được ẩn {because}",
        next_step="Nếu thấy chưa đúng, mời bạn nhắn tin cho trang để được xem lại; một cán bộ khác sẽ xem lại.",
        thanks="Trân trọng cảm ơn bạn đã cùng giữ trang văn minh.",
    )
