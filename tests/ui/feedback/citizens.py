"""What citizens write to the practice page of the unit, and the canned reply to what they ask most."""

from __future__ import annotations

from datetime import date, timedelta

from studio.feedback.canned_model import CannedReply
from studio.feedback.model import Arrival, FeedbackFilter, FeedbackItem
from studio.publishers.inbox import Channel, IncomingMessage, Thread
from studio.publishers.practice import PracticeMessage, PracticeMessages
from tests.ui.unit import NOW, PIN, PRACTICE, Unit

PHONE = "0912345678"
CARD = f"Đổi căn cước bị mờ chữ cần mang giấy tờ gì, làm thứ Bảy được không ạ? Gọi giúp mình {PHONE}"
LAMP = "Nhờ sửa đèn đường bị hỏng ở cuối ngõ 86, trời tối khó đi."
FIRE = "Cháy nhà rồi, khói mù mịt ở đầu ngõ, cứu với!"
BLAME = "Cán bộ trực làm việc chậm quá, chờ cả buổi sáng mà không ai tiếp."
ANSWER = (
    "Căn cước bị mờ chữ được đổi lại. Bạn mang theo căn cước đang dùng; không cần nộp giấy tờ khác nếu thông tin "
    "không thay đổi."
)


class Citizens:
    """They write to one practice page; each text is a thread of its own."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._page = PracticeMessages(unit.profile.practice)
        self._number = 0

    def comment(self, text: str, *, hours: float = 1, under: str = "bai-cap-can-cuoc") -> FeedbackItem:
        """A comment under a post, so many hours ago, read from the page."""
        return self._write(text, Channel.COMMENTS, hours, under)

    def message(self, text: str, *, hours: float = 1) -> FeedbackItem:
        return self._write(text, Channel.MESSAGES, hours, "")

    def replies(self) -> list[str]:
        """What the unit wrote on the page."""
        return [one.text for one in self._page.of(PRACTICE.page_id) if one.ours]

    def _write(self, text: str, channel: Channel, hours: float, under: str) -> FeedbackItem:
        self._number += 1
        name, at = f"dan-{self._number}", NOW - timedelta(hours=hours)
        message = PracticeMessage(
            id=name, channel=channel.value, thread=name, at=at.isoformat(), text=text, under=under
        )
        self._page.drop(PRACTICE.page_id, message)
        thread = Thread(channel=channel, key=name, recipient="" if under else name, under=under)
        incoming = IncomingMessage(id=name, thread=thread, at=at, text=text)
        items = self._unit.studio.feedback.items
        before = set(items.ids(FeedbackFilter()))
        items.take_in([Arrival(account=PRACTICE.name, incoming=incoming)])
        (new,) = set(items.ids(FeedbackFilter())) - before
        return items.get(new)

    def canned(self, title: str = "Đổi căn cước bị mờ, hỏng", topic: str = "identity_card") -> CannedReply:
        """A canned reply by the author, approved by the approver."""
        unit, canned = self._unit, self._unit.studio.feedback.canned
        written = CannedReply(
            title=title,
            topic=topic,
            greeting="Chào bạn, cảm ơn bạn đã hỏi Công an phường Minh Khai.",
            answer=ANSWER,
            next_step="Bạn đến trụ sở Công an phường trong giờ làm việc, hoặc đặt giờ trên Cổng dịch vụ công quốc gia.",
            thanks="Cần hỏi thêm, bạn gọi trực ban 024 0000 0113. Cảm ơn bạn!",
            valid_until=date(2026, 12, 31),
        )
        with unit.at_work(unit.author):
            saved = canned.save(written, unit.author.id)
            canned.submit(saved.id, unit.author.id, PIN)
        with unit.at_work(unit.approver):
            return canned.approve(saved.id, unit.approver.id, PIN)
