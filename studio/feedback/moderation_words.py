"""What the desk says about comments and house rules."""

from __future__ import annotations

from dataclasses import dataclass

from studio.feedback.moderation_model import HouseRule
from studio.phrase import Phrase

CRITICISM = Phrase(
    "Đây là lời phê bình; phê bình không vi phạm điều nội quy nào thì được giữ lại. Hãy trả lời bằng thông tin, hoặc "
    "bấm “Giữ”.",
    "This is criticism, and criticism that breaks no rule is kept. Answer it with facts, or choose “Keep”.",
)
RULE_NEEDED = Phrase(
    "chưa nêu điều nội quy bị vi phạm; bình luận không vi phạm nội quy thì được giữ lại. Hãy chọn đúng một điều.",
    "no house rule is named; a comment that breaks none is kept. Choose the one that it breaks.",
)
NO_BREACH = Phrase(
    "Không thấy dấu hiệu vi phạm nội quy; bình luận không vi phạm thì được giữ lại.",
    "Nothing in its words breaks a house rule; a comment that breaks none is kept.",
)
POSSIBLE_BREACH = Phrase(
    "Có từ ngữ có thể vi phạm nội quy; bạn đọc và quyết định.",
    "Some of its words may break a house rule; you read it and decide.",
)
NO_COMMENT = Phrase(
    "chỉ bình luận công khai mới ẩn được; tin này không hiện công khai.",
    "only public comments can be hidden; this is not one.",
)
CANNOT = Phrase(
    "nền tảng này không cho ẩn bình luận từ ứng dụng; hãy ẩn ngay trên trang.",
    "this platform lets no program hide comments; hide it on the page itself.",
)
PURGED = Phrase(
    "nội dung phản ánh đã xóa theo thời hạn nên không ẩn, khôi phục hoặc xem lại được nữa.",
    "the text was deleted after its time, so the comment can no longer be hidden, shown again or reviewed here.",
)
NO_SUCH_RULE = Phrase(
    "nội quy của trang không có điều này; hãy chọn trong danh sách.",
    "the page has no such house rule; choose one of the list.",
)
REASON_NEEDED = Phrase("hãy ghi ngắn gọn lý do.", "give the reason in a few words.")
TOO_LONG = Phrase("lý do tối đa {most} ký tự; hãy rút gọn.", "a reason has up to {most} characters; shorten it.")
GIVES_AWAY = Phrase("{found} Hãy ghi lý do không kèm thông tin cá nhân.", "{found} Give the reason without it.")
HIDDEN_ALREADY = Phrase(
    "bình luận này đã ẩn hoặc đang chờ trang thực hiện; hãy tải lại.",
    "this comment is hidden already, or waits for the page; refresh.",
)
NOT_HIDDEN = Phrase("bình luận này không bị ẩn.", "this comment is not hidden.")
NOT_SETTLED = Phrase(
    "trang chưa ẩn xong bình luận này; hãy chờ kết quả rồi làm lại.",
    "the page has not hidden this comment yet; wait for the result, then do it again.",
)
APPEALED_ALREADY = Phrase(
    "đã ghi đề nghị xem lại của lần ẩn này.", "a request to review this hiding was noted already."
)
REVIEWED_ALREADY = Phrase("lần ẩn này đã có người xem lại.", "somebody has reviewed this hiding already.")
OWN_HIDING = Phrase(
    "{name} đã ẩn bình luận này nên không tự xem lại được; hãy nhờ người khác.",
    "{name} hid this comment and cannot review it; ask somebody else.",
)
NO_DECISION = Phrase("không có quyết định này.", "there is no such decision.")


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
