"""What is said of a reply on its way."""

from __future__ import annotations

from datetime import datetime

from studio.clock import show_datetime
from studio.phrase import Phrase

QUEUED = Phrase("Chờ gửi.", "Waiting to be sent.")
AGAIN = Phrase("Gửi lại theo yêu cầu; chờ gửi.", "To be sent again; waiting.")
SENDING = Phrase("Đang gửi.", "Being sent.")
SENT = Phrase("Trang đã nhận; đang đọc lại để kiểm tra.", "The page took it; being read back.")
VERIFIED = Phrase("Đã gửi và đọc lại đúng trên trang.", "Sent, and read back from the page.")
TAKEN_ONLY = Phrase(
    "Trang báo đã nhận; nền tảng này không cho đọc lại.", "The page says it took it; it cannot be read back there."
)
THERE_ALREADY = Phrase(
    "Câu này đã có sẵn trong cuộc trao đổi, nên không gửi thêm.",
    "The very same answer stands there already, so nothing more was sent.",
)
TWICE = Phrase(
    "Đã gửi đúng một lần. Trong cuộc trao đổi có thêm một câu giống hệt không do phần mềm này gửi; hãy xem "
    "trên trang và xóa câu thừa.",
    "Sent exactly once. The thread shows the same words a second time, which this program did not send; look there and "
    "delete the other.",
)
CRASHED = Phrase(
    "Phần mềm dừng khi đang gửi; đang xem trên trang đã có câu trả lời chưa.",
    "The program ended while sending; looking whether the reply is there.",
)
DOUBT = Phrase("Chưa rõ đã gửi được chưa; đang xem trên trang.", "It is not known whether it arrived; looking.")
NOT_YET = Phrase("Chưa thấy trên trang; sẽ xem lại.", "Not seen on the page yet; will look again.")
ABSENT = Phrase(
    "Đã xem hai lần, chưa thấy câu trả lời. Hãy mở trang xem rồi chọn “Đã có” hoặc “Không có”.",
    "Looked twice and did not find the reply. Open the page, then choose “it is there” or “it is not”.",
)
CANNOT_LOOK = Phrase(
    "Nền tảng này không cho xem lại. Hãy mở trang xem rồi chọn “Đã có” hoặc “Không có”.",
    "This platform cannot be looked at from here. Open the page, then choose “it is there” or “it is not”.",
)
GONE = Phrase(
    "Trang đã nhận nhưng nay không thấy câu trả lời (có thể bị ẩn hoặc xóa). Hãy mở trang xem rồi cho biết.",
    "The page took the reply and does not show it (hidden or deleted, perhaps). Open the page, then say.",
)
DIFFERS = Phrase(
    "Câu trả lời trên trang khác với câu đã gửi. Hãy mở trang xem rồi cho biết.",
    "The reply on the page is not what was sent. Open the page, then say.",
)
VOUCHED = Phrase("Có trên trang, theo lời người đã xem.", "It stands there, by the word of who looked.")
NOT_THERE = Phrase(
    "Không có trên trang, theo lời người đã xem. Chưa gửi lại; xem lại câu trả lời rồi bấm Gửi nếu vẫn cần.",
    "It is not there, by the word of who looked. It was not sent again; check it, and send it if still needed.",
)
REFUSED = Phrase("Trang không nhận câu trả lời.", "The page did not take the reply.")
TWIN_IN_DOUBT = Phrase(
    "Một câu giống hệt trong cùng cuộc trao đổi chưa rõ đã gửi được chưa; chờ xem rõ rồi mới gửi.",
    "The same words to the same thread are in doubt; waiting until that is clear.",
)
STILL_ON_ITS_WAY = Phrase(
    "Câu trả lời trước đang được gửi; hãy chờ gửi xong rồi soạn tiếp.",
    "The former reply is on its way; wait until it has arrived before you write another.",
)
ALTERED = Phrase(
    "Nội dung, cuộc trao đổi hoặc trang không còn khớp với lúc bấm gửi; không gửi. Hãy soạn và gửi lại.",
    "Text, thread or page are not what they were when it was queued; it was not sent. Write and send it anew.",
)
NO_THREAD = Phrase(
    "Mục này không có nơi để trả lời trên trang (đã xóa nội dung, hoặc nhận qua điện thoại, trực tiếp).",
    "There is no thread to answer in: the text was purged, or it came by telephone or in person.",
)
ENDED = Phrase(
    "Mục đã đóng hoặc đã chuyển nơi khác; không gửi. Hãy mở lại mục nếu vẫn cần trả lời.",
    "The item is closed or handed over; it was not sent. Open it again if an answer is still owed.",
)
UNAPPROVED = Phrase(
    "Trang này cần người thứ hai duyệt câu trả lời; hãy gửi duyệt trước.",
    "On this page a second person approves each answer; submit it first.",
)
APPROVAL_ALTERED = Phrase(
    "Phê duyệt của câu trả lời đã bị sửa ngoài chương trình; hãy gửi duyệt lại.",
    "The approval of this answer was altered outside the program; submit it again.",
)
SAME_THREAD = Phrase(
    "Cùng một cuộc trao đổi với mục khác trong nhóm, nên chỉ gửi một lần.",
    "It is the same thread as another item of the group, so the answer goes there once.",
)
NO_DRAFT = Phrase("Chưa có câu trả lời; hãy soạn trước.", "There is no answer yet; write one first.")
OTHER_ANSWER = Phrase(
    "câu trả lời của nền tảng không khớp với lần gửi này.", "the platform's answer does not fit this call."
)


def waited_too_long(since: datetime) -> Phrase:
    when = show_datetime(since)
    return Phrase(
        f"Câu trả lời chờ từ {when} mà chưa gửi được nên đã dừng; xem lại nội dung rồi bấm Gửi.",
        f"The reply waited since {when} and was stopped; check it again, then send it.",
    )


def waits(why: Phrase, until: datetime) -> Phrase:
    when = show_datetime(until)
    return Phrase(f"{why.vi} Thử lại lúc {when}.", f"{why.en} Next try at {when}.")


def paused(why: Phrase) -> Phrase:
    return Phrase(f"Trang đang tạm ngừng gửi: {why.vi}", f"Nothing is sent to this page at present: {why.en}")


def wrong_page(wanted: str, answered: str) -> Phrase:
    return Phrase(
        f"Trang đang kết nối là {answered}, không phải {wanted}; không gửi. Hãy kiểm tra ở Trang & kết nối.",
        f"The page that answers is {answered}, not {wanted}; nothing was sent. See Pages & connections.",
    )


def clocks_apart(minutes: int) -> Phrase:
    return Phrase(
        f"Đồng hồ máy này và của trang lệch nhau {minutes} phút; chỉnh đồng hồ rồi gửi lại.",
        f"This PC's clock and the page's are {minutes} minutes apart; set the clock, then send again.",
    )
