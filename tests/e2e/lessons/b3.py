"""B3 in the window: an urgent message is found, answered, passed on at once, and closed without its story."""

from __future__ import annotations

from studio.app import Studio
from studio.training.messages import shipped_messages
from studio.training.scene import Cast
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand

MESSAGES = ("u01", "p06", "u03", "f02", "u04", "s05", "u07", "o01")
URGENT, NOT_URGENT = "Khẩn cấp", "Không khẩn cấp"


def play(studio: Studio, hand: Hand, course: Coached, cast: Cast) -> None:
    course.lit()
    book = shipped_messages().messages
    course.sort("urgency", {each: URGENT if book[each].category == "urgent" else NOT_URGENT for each in MESSAGES})
    course.sort("urgency", {"u07": NOT_URGENT})
    course.told_of("urgency", "u07", book["u07"].why.vi)
    course.take("message", "p06")
    assert book["p06"].why.vi in course.said("message")
    course.take("message", "u07")
    course.waits(1)
    course.sort("urgency", {"u07": URGENT})
    course.green(1)

    course.lit()
    course.write("reply", "Bạn hãy giữ im lặng, chờ một lát nhé.")
    assert "113" in course.said("reply")
    course.waits(2)
    course.back()
    assert not course.view.answers
    course.write("reply", "Bạn khóa cửa phòng, giữ im lặng và gọi ngay 113.")
    course.green(2)

    course.lit()
    course.write("seen_at", "20:14")
    course.write("called_at", "20:34")
    assert "5 phút" in course.said("called_at")
    course.write("receiver", "Trực ban Công an phường")
    course.waits(3)
    course.write("called_at", "20:16")
    course.green(3)

    course.lit()
    course.choose("channel", "Nhóm chat")
    assert "kênh nghiệp vụ" in course.said("channel")
    course.choose("channel", "Kênh nghiệp vụ")
    course.write("reference", "Có kẻ đang cạy cửa nhà tôi, tôi ở trong này một mình")
    assert "mã" in course.said("reference")
    course.write("reference", "CT-2026-014")
    course.waits(4)
    course.tick("purged")
    course.green(4)

    course.lit()
    course.take("comment", "b01")
    assert book["b01"].why.vi in course.said("comment")
    course.take("comment", "b10")
    course.choose("rule", "Đăng thông tin")
    assert book["b10"].why.vi in course.said("rule")
    course.waits(5)
    course.choose("rule", "Làm lộ trẻ em")
    course.green(5)

    course.lit()
    course.write("notice", "Cảm ơn bạn.")
    assert "chuyển" in course.said("notice")
    course.write("notice", "Tin của bạn đã chuyển đến trực ban; cần biết thêm, vui lòng gọi 024 0000 0113.")
    course.waits(6)
    course.tick("closed")
    course.green(6)
