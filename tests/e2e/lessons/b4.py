"""B4 in the window: ten comments are read, each dealt with under the house rules, and the hiding is looked over."""

from __future__ import annotations

from studio.app import Studio
from studio.training.messages import shipped_messages
from studio.training.scene import Cast
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand

TEN = tuple(f"b{number:02}" for number in range(1, 11))
ACTIONS = {"keep": "Giữ", "reply": "Trả lời", "hide": "Ẩn", "escalate": "Chuyển khẩn cấp"}
RULES = {
    "b03": "Đăng thông tin cá nhân",
    "b05": "Lừa đảo, quảng cáo",
    "b07": "Đe dọa",
    "b09": "Thóa mạ",
    "b10": "Làm lộ trẻ em",
}
REPLY = {
    "greeting": "Chào bạn, cảm ơn bạn đã góp ý.",
    "answer": "Trang xin lỗi vì bạn phải chờ lâu; bộ phận một cửa đã mở thêm một bàn vào buổi sáng.",
    "next_step": "Vui lòng gọi trực ban 024 0000 0113 để được hướng dẫn riêng.",
    "thanks": "Trân trọng cảm ơn bạn.",
}


def play(studio: Studio, hand: Hand, course: Coached, cast: Cast) -> None:
    book = shipped_messages().messages
    course.lit()
    course.tick("opened")
    course.green(1)

    course.lit()
    course.sort("decisions", {each: ACTIONS[book[each].right("action")] for each in TEN[:-1]})
    course.sort("decisions", {"b04": "Ẩn"})
    course.told_of("decisions", "b04", book["b04"].why.vi)
    course.sort("decisions", {TEN[-1]: "Ẩn"})
    course.waits(2)
    course.sort("decisions", {"b04": "Giữ"})
    course.green(2)

    course.lit()
    course.sort("rules", RULES)
    course.green(3)

    course.lit()
    course.write("notice", "Bình luận của bạn đã bị ẩn vì có thông tin cá nhân của người khác.")
    assert course.said("notice")
    course.waits(4)
    course.write(
        "notice",
        "Bình luận đã được ẩn vì có thông tin cá nhân. Nếu thấy chưa đúng, mời bạn nhắn trang để được xem lại, mong "
        "bạn thông cảm.",
    )
    course.green(4)

    course.lit()
    course.take("message", "b05")
    assert book["b05"].why.vi in course.said("message")
    course.take("message", "b01")
    for item, words in REPLY.items():
        course.waits(5)
        course.write(item, words)
    course.green(5)

    course.take_part()
    course.lit()
    course.sort("review", {"b04": "Khôi phục", "b05": "Ẩn đúng", "b08": "Ẩn đúng", "b09": "Ẩn đúng"})
    course.told_of("review", "b08", book["b08"].why.vi)
    course.waits(6)
    course.sort("review", {"b08": "Khôi phục"})
    course.green(6)
