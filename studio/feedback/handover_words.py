"""What the desk says when something is handed over, and what it offers to answer to a citizen at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio.feedback.urgent import SignKind
from studio.phrase import Phrase

GREETING = "Chào bạn,"
NEXT = (
    "Trang không thay được số khẩn cấp và có thể không xem tin ngay. Nếu được, bạn nhắn riêng cho trang nơi xảy ra sự "
    "việc; vui lòng không ghi địa chỉ, số điện thoại trong bình luận."
)
KIND_NEXT = (
    "Bạn không phải một mình. Hãy gọi một trong các số trên hoặc ở cạnh người thân; trang cũng đang chuyển tin này đến "
    "người trực."
)
THANKS = "Cảm ơn bạn đã báo tin."
_FIRST = {
    SignKind.FIRE: "Bạn hãy ra nơi an toàn và gọi ngay",
    SignKind.GAS: "Bạn hãy không bật lửa, không bật công tắc điện, ra nơi thoáng và gọi ngay",
    SignKind.DISASTER: "Bạn hãy ở nơi cao, an toàn và gọi ngay",
    SignKind.VIOLENCE: "Bạn hãy giữ an toàn cho mình và gọi ngay",
    SignKind.HELD: "Nếu gọi được, bạn hãy gọi ngay",
    SignKind.BREAK_IN: "Bạn hãy khóa cửa, giữ an toàn cho mình và gọi ngay",
    SignKind.SELF_HARM: "Trang rất lo cho bạn. Mong bạn gọi ngay",
    SignKind.CHILD: "Bạn hãy ở cạnh bé (hoặc người cần giúp) nếu an toàn và gọi ngay",
    SignKind.INJURY: "Bạn hãy gọi ngay",
    SignKind.HELP: "Nếu việc đang xảy ra, bạn hãy gọi ngay",
}


def answer(kinds: Collection[SignKind], numbers: Sequence[str]) -> str:
    """What to do first, and whom to call."""
    pressing = next((kind for kind in (SignKind.SELF_HARM, *SignKind) if kind in kinds), SignKind.HELP)
    return f"{_FIRST[pressing]} {' hoặc '.join(numbers)}."


NOT_CONFIRMED = Phrase(
    "the emergency number {numbers} is not in the directory or was not confirmed lately, so no answer "
    "names it; call it, then confirm it in the directory."
)
ENDED = Phrase("this item has ended and is not handed over any more; refresh the list.")
POST_NEEDED = Phrase("name the receiving post, such as “Duty officer of the ward” (3 to {most} characters).")
POST_ONLY = Phrase("{found} Name the post only: no name, no number, no story.")
REFERENCE_NEEDED = Phrase(
    "give a reference of 3 to 40 letters and digits (. / - _ allowed), such as CT-2026-014; no story."
)
TIMES = Phrase("the call comes after the message was seen, and not in the future; check both times.")
LATE = Phrase("Handed over {minutes} minutes after it was seen; the limit is {limit} minutes.")
