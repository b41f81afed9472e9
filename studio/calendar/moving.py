"""What of the calendar may be moved, where to, and what has to be agreed to first. Pure: the page shows the same
answer while a post is dragged as the service gives when it is dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.clock import local_date, show_date, show_datetime
from studio.outbox.model import DeliveryState, Holder
from studio.phrase import Phrase
from studio.posts.model import PostState


class Doubt(StrEnum):
    """What a person has to agree to before a post is moved."""

    APPROVAL = "approval"
    """The approval binds the time and is dropped."""
    REVIEW = "review"
    """The post leaves the approvers' list."""
    BLACKOUT = "blackout"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveVerdict:
    """`refusal` says why it cannot be; else everything in `doubts` has to be agreed to."""

    refusal: Phrase | None = None
    doubts: Mapping[Doubt, Phrase]


_DROPS: Mapping[PostState, tuple[Doubt, Phrase]] = {
    PostState.APPROVED: (
        Doubt.APPROVAL,
        Phrase(
            "Bài đã được duyệt cho đúng giờ này: dời giờ thì phê duyệt bị bỏ, bài trở về nháp và phải gửi duyệt lại.",
            "The post was approved for this very time: moving it drops the approval, the post becomes a draft and "
            "has to be submitted again.",
        ),
    ),
    PostState.ON_HOLD: (
        Doubt.APPROVAL,
        Phrase(
            "Bài đang tạm giữ: dời giờ thì phê duyệt bị bỏ, bài trở về nháp và phải gửi duyệt lại.",
            "The post is on hold: moving it drops its approval, it becomes a draft and has to be submitted again.",
        ),
    ),
    PostState.IN_REVIEW: (
        Doubt.REVIEW,
        Phrase(
            "Bài đang chờ duyệt: dời giờ thì lượt gửi duyệt bị bỏ, bài trở về nháp và phải gửi duyệt lại.",
            "The post awaits approval: moving it takes the submission back, it becomes a draft and has to be "
            "submitted again.",
        ),
    ),
}


def in_line(entry: CalendarEntry) -> bool:
    """Whether it waits in the outbox for a time that its approval leaves open: it may be queued for another."""
    waits = set(entry.deliveries) == {DeliveryState.SCHEDULED} and entry.holder is Holder.PC
    return entry.kind is EntryKind.DELIVERY and waits and not entry.bound


def why_fixed(entry: CalendarEntry) -> Phrase | None:
    """Why the entry stays where it is; None when it may be moved."""
    if in_line(entry):
        return None
    if entry.kind is EntryKind.APPROVAL_ENDS:
        return Phrase(
            "Đây là lúc phê duyệt hết hạn, không phải giờ đăng; hãy gửi duyệt lại nếu cần thêm thời gian.",
            "This is when the approval runs out, no time of publishing; submit the post again for more time.",
        )
    if entry.kind is EntryKind.COMPANION:
        return Phrase(
            "Đây là ngày hẹn đăng bài tiếp theo, tính từ bài đã đăng; muốn đổi, hãy soạn bài đó và chọn giờ.",
            "This is the day by which a post has to follow the published one; write that post and choose its time.",
        )
    if entry.state is PostState.PUBLISHED:
        return Phrase(
            "Bài đã đăng không dời được; hãy đăng bài đính chính nếu cần.",
            "A published post cannot be moved; publish a correction if need be.",
        )
    if entry.kind is EntryKind.DELIVERY and entry.holder is Holder.PLATFORM:
        return Phrase(
            "Nền tảng đang giữ lịch đăng; hãy thu hồi lượt gửi trong Hộp gửi trước, rồi chọn giờ mới.",
            "The platform holds the schedule; recall the delivery in the outbox first, then choose another time.",
        )
    if entry.kind is EntryKind.DELIVERY or entry.state in (PostState.QUEUED, PostState.WITHDRAWN):
        return Phrase(
            "Bài đang trong Hộp gửi; hãy hủy lượt gửi ở đó trước, rồi chọn giờ mới.",
            "The post is in the outbox; cancel its delivery there first, then choose another time.",
        )
    return None


def weigh(state: PostState, to: datetime, now: datetime, marks: Sequence[DayMark]) -> MoveVerdict:
    """What stands against moving a post that may be moved to the moment `to`."""
    if to <= now:
        return MoveVerdict(refusal=_past(to), doubts={})
    doubts: dict[Doubt, Phrase] = {}
    if state in _DROPS:
        doubt, words = _DROPS[state]
        doubts[doubt] = words
    quiet = quiet_day(to, marks)
    if quiet is not None:
        doubts[Doubt.BLACKOUT] = quiet
    return MoveVerdict(doubts=doubts)


def quiet_day(at: datetime, marks: Sequence[DayMark]) -> Phrase | None:
    """That the unit publishes nothing on the day of `at` (aware), and why; None on any other day, holidays too."""
    day = local_date(at)
    quiet = next((mark for mark in marks if mark.kind is DayMarkKind.BLACKOUT and mark.on(day)), None)
    if quiet is None:
        return None
    return Phrase(
        f"Ngày {show_date(day)} là ngày đơn vị không đăng bài: {quiet.name.vi}.",
        f"The unit does not publish on {show_date(day)}: {quiet.name.en}.",
    )


def _past(to: datetime) -> Phrase:
    when = show_datetime(to)
    return Phrase(f"Giờ {when} đã qua; hãy chọn một thời điểm sắp tới.", f"{when} has passed; choose a moment to come.")
