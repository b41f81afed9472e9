"""What a delivery says of itself, one sentence in two languages for each turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from studio.clock import show_datetime
from studio.outbox.model import Delivery, Vouched
from studio.phrase import Phrase

QUEUED = Phrase("Đã vào hộp gửi.", "In the outbox.")
STARTING = Phrase("Đang gửi lên trang.", "Being sent to the page.")
STORED = Phrase("Đã tạo bản ẩn trên trang, đang cho hiện.", "A hidden copy is on the page and is being shown.")
SENT = Phrase("Đã gửi, đang đọc lại từ trang.", "Sent; being read back from the page.")
ADOPTED = Phrase(
    "Đã có sẵn trên trang (tìm thấy theo mã tham chiếu), không gửi lại.",
    "It is on the page already (found by its reference) and was not sent again.",
)
VERIFIED = Phrase("Đã đọc lại từ trang: đúng bản đã duyệt.", "Read back from the page: it is what was approved.")
AMEND_WAITS = Phrase(
    "Chờ sửa trên trang; bài vẫn hiện như cũ cho đến lúc ấy.",
    "Waiting to be changed on the page; the post shows as it was until then.",
)
AMENDING = Phrase("Đang sửa bài trên trang.", "The post is being changed on the page.")
AMEND_SENT = Phrase("Trang đã nhận bản sửa, đang đọc lại.", "The page took the change; it is being read back.")
AMENDED = Phrase(
    "Đã sửa, đọc lại khớp: trang hiện đúng bản đã duyệt mới nhất.",
    "Changed and read back: the page shows the newest approved version.",
)
AMEND_DOUBT = Phrase(
    "Chưa rõ đã sửa chưa; sẽ đọc lại trang trước khi làm gì khác.",
    "It is not known whether it was changed; the page is read before anything else.",
)
AMEND_NOT_SEEN = Phrase(
    "Chưa rõ đã sửa chưa: trang còn hiện bản cũ; sẽ đọc lại.",
    "It is not known whether it was changed: the page shows the former text; it is read again.",
)
AMEND_AGAIN = Phrase(
    "Hai lần đọc cách nhau trang vẫn hiện bản cũ: lần sửa trước không thành, sẽ sửa lại.",
    "Two looks apart showed the former text: the change did not happen and is tried again.",
)
STILL_FORMER = Phrase(
    "Trang báo đã sửa nhưng vẫn hiện bản cũ. Hãy mở trang xem, rồi bấm “Gửi ngay” để sửa lại.",
    "The page said it was changed but shows the former text. Look there, then press “Send now” to try again.",
)
SUPERSEDED = Phrase(
    "Đã sửa trên trang: trang nay hiện bản đã duyệt mới hơn.",
    "Changed on the page, which shows a newer approved version now.",
)
AMENDED_GONE = Phrase(
    "Bài gốc đã có quyết định gỡ: không sửa nữa.", "The post was withdrawn: nothing of it is changed any more."
)
AMEND_PICTURES = Phrase(
    "ảnh của bản sửa khác ảnh đã đăng mà ảnh trên trang không thay được; hãy giữ nguyên ảnh, hoặc gỡ bài rồi đăng lại.",
    "the pictures differ from those published, which cannot be exchanged on a page; keep them, or withdraw the post "
    "and publish it anew.",
)
AMEND_CHANGED_THERE = Phrase(
    "trang đang hiện nội dung khác cả bản đã đăng lẫn bản sửa; chưa sửa gì. Hãy mở trang đối chiếu trước.",
    "the page shows neither the published text nor the new one; nothing was changed. Compare them on the page first.",
)
AMEND_NOT_THERE = Phrase(
    "không thấy bài gốc đang hiện trên trang; chưa sửa gì. Hãy mở trang kiểm tra, hoặc soạn bài mới.",
    "the post is not shown on the page; nothing was changed. Look there, or write a new post.",
)
AMEND_OTHERS = Phrase(
    "mã trên trang chỉ đến một bài khác, không phải bài cần sửa; chưa sửa gì. Hãy báo bộ phận kỹ thuật.",
    "the id leads to another post on the page, not to the one to be changed; nothing was changed. Call your technical "
    "staff.",
)
AMEND_UNABLE = Phrase(
    "chương trình không sửa được bài này trên trang vì bài do người đăng tay hoặc trang không cho sửa; hãy gỡ bài rồi "
    "đăng lại.",
    "the program cannot change this post: a person posted it by hand, or the page takes no changes; withdraw it and "
    "publish it anew.",
)
AMEND_BUSY = Phrase(
    "bài này đang có một lần sửa khác chưa xong trên trang; hãy chờ hoặc xử lý lần sửa ấy trước.",
    "another change of this post is not over on the page; wait for it, or see to it first.",
)
AMEND_STALE = Phrase(
    "bài đã được sửa trên trang sau khi bản sửa này bắt đầu; hãy mở “Sửa bài đã đăng” để bắt đầu từ bản mới nhất.",
    "the post was changed on the page after this change was begun; begin a new one from the newest version.",
)
AMEND_BY_PC = Phrase(
    "trang không giữ lịch hộ cho một lần sửa; hãy để máy này giữ lịch.",
    "a page does not keep a change until its time; let this PC keep it.",
)
AMEND_MISMATCH = Phrase(
    "lượt gửi này không khớp với bản đã duyệt về việc sửa bài đã đăng; chưa gửi gì. Hãy hủy lượt gửi và đăng lại.",
    "this delivery and the approval disagree about which published post is changed; nothing was sent. Cancel it and "
    "queue the post again.",
)
AMEND_HAND = Phrase(
    "Chờ sửa tay: mở gói bàn giao, sửa bài trên trang theo HUONG-DAN.txt rồi dán lại liên kết của bài.",
    "To be changed by hand: open the package, change the post as HUONG-DAN.txt says, then paste its link.",
)
MISSED = Phrase(
    "Đã quá giờ đăng hơn cho phép nên chưa gửi; hãy chọn “Đăng ngay” hoặc “Hủy”.",
    "Its time has passed by more than allowed, so it was not sent; choose “Publish now” or “Cancel”.",
)
HELD_BACK = Phrase(
    "Chế độ khẩn cấp đang bật: bài thường chờ, chưa gửi. Khi tắt, bài còn trong hạn sẽ gửi; bài đã quá giờ chờ người "
    "quyết định.",
    "The emergency is on: routine posts wait, nothing was sent. When it ends, what is still in time leaves; what is "
    "late waits for a person.",
)
CRASHED = Phrase(
    "Chương trình dừng khi đang gửi; sẽ xem trên trang trước khi làm gì khác.",
    "The program stopped while sending; the page is looked at before anything else.",
)
DOUBT = Phrase(
    "Chưa rõ bài đã lên trang hay chưa; sẽ xem lại trên trang, không tự gửi lại.",
    "It is not known whether the post is on the page; it will be looked for, not sent again.",
)
REVEAL_DOUBT = Phrase(
    "Bản ẩn đã có trên trang nhưng chưa rõ đã hiện hay chưa; sẽ xem lại.",
    "The hidden copy is on the page; whether it shows is not known yet and will be looked up.",
)
NOT_YET = Phrase("Chưa thấy trên trang; sẽ xem lại.", "Not seen on the page yet; it will be looked for again.")
ABSENT_AGAIN = Phrase(
    "Hai lần xem cách nhau đều không có trên trang; sẽ gửi lại (bản ẩn trước, nên không thể hiện hai lần).",
    "Two looks apart found nothing on the page; it is sent again (hidden first, so it cannot show twice).",
)
ABSENT_ASK = Phrase(
    "Hai lần xem cách nhau đều không thấy trên trang. Hãy mở trang kiểm tra rồi chọn “Gửi lại” hoặc “Hủy”.",
    "Two looks apart did not find it on the page. Look there yourself, then choose “Send again” or “Cancel”.",
)
AMBIGUOUS = Phrase(
    "Trên trang có bài giống bài này nhưng không chắc là một. Hãy mở trang, đối chiếu rồi chọn bài đúng.",
    "The page has a post like this one, but it is not certain to be it. Compare them and choose the right one.",
)
MADE_BY_HAND = Phrase(
    "Trang đã có một bài y như bài này do người khác đăng tay; chưa gửi gì. Hãy bấm “So với trang” rồi chọn bài đó, "
    "hoặc bấm “Gửi ngay” nếu vẫn muốn đăng thêm bài nữa.",
    "The page has the very same post, made by hand; nothing was sent. Press “Compare with the page” and choose it, "
    "or “Send now” if a second one is really wanted.",
)


def made_elsewhere(code: str) -> Phrase:
    return Phrase(
        f"Trang đã có một bài y như bài này, mang mã {code} mà máy này không biết (do máy khác gửi, hoặc dữ liệu ở đây "
        "đã lùi về bản cũ); chưa gửi gì. Hãy bấm “So với trang” rồi chọn bài đó, hoặc bấm “Gửi ngay” nếu vẫn muốn đăng "
        "thêm bài nữa.",
        f"The page has the very same post under the code {code}, which this PC does not know (sent by another PC, or "
        "the data here went back to an older copy); nothing was sent. Press “Compare with the page” and choose it, or "
        "“Send now” if a second one is really wanted.",
    )


CANNOT_LOOK = Phrase(
    "Trang này không cho chương trình đọc lại. Hãy tự mở trang kiểm tra rồi xác nhận.",
    "This page does not let the program read it. Look there yourself, then confirm.",
)
TWIN_IN_DOUBT = Phrase(
    "Một bài cùng nội dung trên trang này đang chưa rõ kết quả; bài này đợi đến khi rõ.",
    "A post with the same text on this page is in doubt; this one waits until that is settled.",
)
GONE = Phrase(
    "Trang đã nhận bài nhưng nay không còn thấy; có thể đã có người gỡ. Không tự gửi lại; hãy hỏi người quản trị "
    "trang, rồi bấm “Gỡ bài” để ghi nhận hoặc soạn bài mới.",
    "The page took the post but it is not there now; somebody may have removed it. It is not sent again: ask who "
    "looks after the page, then press “Remove” to note it, or write a new post.",
)
STILL_HIDDEN = Phrase(
    "Bài có trên trang nhưng đang ẩn. Hãy xem lại quyền và chế độ kiểm duyệt của trang.",
    "The post is on the page but hidden. Check the rights and the moderation settings of the page.",
)
DIFFERS = Phrase(
    "Bài trên trang khác bản đã duyệt. Hãy mở trang đối chiếu, sửa hoặc gỡ bài trên trang.",
    "The post on the page is not what was approved. Compare them there, and correct or remove the post.",
)
RETRY_BY_PERSON = Phrase("Được yêu cầu gửi.", "Asked to be sent.")
RECHECK = Phrase("Đang xem lại trên trang.", "The page is being looked at again.")
CANCELLED = Phrase("Đã hủy, không có gì lên trang.", "Cancelled; nothing is on the page.")
REFUSED = Phrase(
    "Trang từ chối bài này mà không nói vì sao. Hãy mở trang xem thông báo, sửa bài rồi gửi duyệt lại.",
    "The page refused this post and did not say why. Look there for a notice, change the post and submit it again.",
)
HAND = Phrase(
    "Chờ đăng tay: mở gói bàn giao, đăng theo HUONG-DAN.txt rồi dán liên kết bài đã đăng.",
    "To be posted by hand: open the package, post it as HUONG-DAN.txt says, then paste the post's link.",
)
AT_HOME = Phrase(
    "dữ liệu này đang ở đúng máy của nó; không cần xác nhận gì.",
    "this data is where it belongs; nothing has to be decided.",
)
NO_PUBLISHER = Phrase(
    "Bản cài đặt này chưa có phần kết nối cho loại trang đó; hãy đăng tay, hoặc báo bộ phận kỹ thuật.",
    "This installation has no connection for that kind of page; post it by hand, or call your technical staff.",
)
WITHDRAW_FIRST = Phrase(
    "bài chưa được duyệt gỡ; người duyệt hoặc lãnh đạo thu hồi bài trước (kèm lý do), rồi người đăng gỡ trên trang.",
    "the removal is not approved; an approver or head withdraws the post first (with a reason), then the publisher "
    "removes it from the page.",
)
REMOVAL_IN_DOUBT = Phrase(
    "chưa rõ trang đã gỡ bài hay chưa; hãy bấm “Gỡ bài” lần nữa. Vài phút nữa chương trình cũng tự xem lại trang.",
    "it is not known whether the page removed the post; press “Remove” again. The program, too, looks at the page in "
    "a few minutes.",
)
REMOVAL_UNKNOWN = Phrase(
    "chưa rõ trang đã gỡ bài hay chưa; hãy làm lại bước này (gỡ hai lần không hại gì), hoặc mở trang xem.",
    "it is not known whether the page removed the post; do this again (removing twice does no harm), or look there.",
)
STILL_SHOWN = Phrase(
    "Đã xem lại trang: bài vẫn còn, lần gỡ vừa rồi không thành. Hãy bấm “Gỡ bài” lần nữa, hoặc tự gỡ trên trang.",
    "The page was looked at: the post is still there, the removal did not happen. Press “Remove” again, or remove it "
    "on the page yourself.",
)
WITHDRAWN = Phrase("Đã gỡ khỏi trang.", "Removed from the page.")
TWIN_REMOVED = Phrase("Đã gỡ bản trùng; đang đọc lại trang.", "The double is removed; the page is being read again.")
TWIN_FIRST = Phrase(
    "bài đang hiện hai lần; hãy bấm “Gỡ bản trùng” trước, rồi gỡ bài.",
    "the post shows twice; press “Remove the double” first, then remove the post.",
)
TWIN_NOT_OURS = Phrase(
    "bản trùng không mang mã của bài này nên chương trình không gỡ; hãy tự gỡ trên trang rồi bấm “Kiểm tra lại”.",
    "the double does not carry this post's code, so the program leaves it alone; remove it on the page yourself, then "
    "press “Check again”.",
)
NOTED_GONE = Phrase(
    "Đã ghi nhận: bài không còn trên trang (chương trình không gỡ).",
    "Noted: the post is not on the page any more (the program did not remove it).",
)
REMOVE_BY_HAND = Phrase(
    "bài này do người đăng tay: hãy mở liên kết, gỡ bài trên trang, rồi bấm “Tôi đã gỡ”.",
    "a person posted this by hand: open the link, remove the post on the page, then press “I removed it”.",
)


NOT_SHOWN = Phrase(
    "Đã quá giờ mà trang chưa cho hiện bài hẹn giờ. Chọn “Đăng ngay” để cho hiện, hoặc “Hủy” để gỡ khỏi trang.",
    "Its time has passed and the page does not show it. Choose “Publish now” to show it, or “Cancel” to remove it.",
)
HELD_GONE = Phrase(
    "Bài hẹn giờ không còn trên trang; có thể đã có người xóa. Không tự gửi lại; hãy hỏi người quản trị trang, rồi bấm "
    "“Gỡ bài” để ghi nhận hoặc soạn bài mới.",
    "The scheduled post is not on the page any more; somebody may have deleted it. It is not sent again: ask who "
    "looks after the page, then press “Remove” to note it, or write a new post.",
)
RECALLING = Phrase(
    "Đang gỡ bài hẹn giờ khỏi trang; chỉ tính là đã hủy khi chắc chắn trang không còn bài.",
    "The scheduled post is being taken back; it counts as cancelled once the page is certain not to have it.",
)
RECALLED = Phrase(
    "Đã gỡ bài hẹn giờ khỏi trang trước giờ đăng; không có gì lên trang.",
    "The scheduled post was taken back before its time; nothing is on the page.",
)
RECALLED_LATE = Phrase(
    "Bài hẹn giờ đã hiện trên trang trước khi gỡ kịp; nay đã gỡ.",
    "The scheduled post showed before it could be taken back; it is removed now.",
)
RECALL_BY_HAND = Phrase(
    "chương trình không xóa được bài trên trang này; hãy tự xóa bài hẹn giờ trên trang.",
    "the program cannot delete posts there; delete the scheduled post on the page yourself.",
)
STILL_LISTED = Phrase("trang vẫn còn bài.", "the page still has it.")
GONE_LATER = Phrase(
    "Bài đã đăng nay không còn trên trang; có thể đã bị xóa. Không tự gửi lại; hãy hỏi người quản trị trang, rồi bấm "
    "“Gỡ bài” để ghi nhận hoặc soạn bài mới.",
    "The published post is not on the page any more; it may have been deleted. It is not sent again: ask who "
    "looks after the page, then press “Remove” to note it, or write a new post.",
)
HIDDEN_LATER = Phrase(
    "Bài đã đăng nay bị ẩn trên trang; hãy mở trang để xem vì sao. Không tự cho hiện lại.",
    "The published post is hidden on the page now; look there why. It is not shown again by itself.",
)
CHANGED_LATER = Phrase(
    "Bài trên trang đã bị sửa, khác bản đã duyệt. Hãy mở trang đối chiếu, sửa hoặc gỡ bài trên trang.",
    "The post on the page was changed and is not what was approved. Compare them, and correct or remove the post.",
)
SEE_FIRST = Phrase(
    "Chờ người trực xem hàng đợi sau khi chương trình khởi động lại.",
    "Waits for a person to see the queue after the program was started again.",
)


def on_another_pc(before: str, here: str) -> Phrase:
    return Phrase(
        f"Dữ liệu này vốn dùng trên máy “{before}”, nay mở trên máy “{here}”. Chưa gửi gì: cán bộ kỹ thuật hoặc lãnh "
        "đạo hãy cho biết đã chuyển hẳn sang máy này hay chỉ là bản sao.",
        f"This data was used on the PC “{before}” and was opened on “{here}”. Nothing is sent: technical staff or the "
        "head have to say whether it was moved here or is a copy.",
    )


def in_another_folder(before: str, here: str) -> Phrase:
    return Phrase(
        f"Dữ liệu này vốn nằm ở {before}, nay mở từ {here}; thư mục cũ vẫn còn. Chưa gửi gì: cán bộ kỹ thuật hoặc lãnh "
        "đạo hãy cho biết đã chuyển hẳn sang đây hay chỉ là bản sao.",
        f"This data belongs in {before} and was opened in {here}; the old folder is still there. Nothing is sent: "
        "technical staff or the head have to say whether it was moved here or is a copy.",
    )


def is_a_copy(original: str, by: str, at: datetime) -> Phrase:
    return Phrase(
        f"Dữ liệu này là bản sao từ máy “{original}” ({by} xác nhận lúc {show_datetime(at)}): chỉ để xem, không gửi "
        "gì. Khi máy kia thôi dùng, cán bộ kỹ thuật hoặc lãnh đạo xác nhận đã chuyển hẳn sang máy này.",
        f"This is a copy of the data of the PC “{original}” ({by} said so at {show_datetime(at)}): it can be read and "
        "sends nothing. Once the other PC is out of use, technical staff or the head say that it was moved here.",
    )


def twice(where: Sequence[str]) -> Phrase:
    listed = ", ".join(where)
    return Phrase(
        f"Bài này đang hiện hai lần trên trang; bản kia: {listed}. Có thể một máy khác cũng gửi, hoặc có người đăng "
        "tay. Hãy bấm “Gỡ bản trùng”; bản đăng tay thì tự gỡ trên trang rồi bấm “Kiểm tra lại”.",
        f"This post shows twice on the page; the other copy: {listed}. Another PC may have sent it, too, or somebody "
        "posted it by hand. Press “Remove the double”; one made by hand remove there yourself, then “Check again”.",
    )


def doubts(number: int) -> Phrase:
    return Phrase(
        f"{number} lần gửi liên tiếp chưa rõ kết quả; tạm ngừng gửi lên trang này đến khi trang trả lời lại.",
        f"{number} writes in a row had no clear outcome; nothing more is sent to this page until it answers again.",
    )


def account_paused(why: Phrase) -> Phrase:
    return Phrase(f"Trang đang tạm ngừng gửi: {why.vi}", f"Nothing is sent to this page at present: {why.en}")


def held(at: datetime) -> Phrase:
    return Phrase(
        f"Trang đã nhận và sẽ tự hiện bài lúc {show_datetime(at)} (Giờ Việt Nam).",
        f"The page has it and will show it at {show_datetime(at)} Vietnam time by itself.",
    )


def handing_over(at: datetime) -> Phrase:
    return Phrase(
        f"Sẽ giao ngay cho trang giữ, hiện lúc {show_datetime(at)} (Giờ Việt Nam).",
        f"To be handed to the page at once, which shows it at {show_datetime(at)} Vietnam time.",
    )


def kept_here(at: datetime) -> Phrase:
    return Phrase(
        f"Trang không giữ hộ bài này; máy này sẽ gửi lúc {show_datetime(at)} (Giờ Việt Nam), nhớ để máy mở.",
        f"The page does not keep this post; this PC sends it at {show_datetime(at)} Vietnam time and has to be on.",
    )


def not_shown_yet(at: datetime) -> Phrase:
    return Phrase(
        f"Đã đến giờ ({show_datetime(at)}) nhưng trang chưa cho hiện; sẽ xem lại.",
        f"Its time ({show_datetime(at)}) has come but the page does not show it yet; it is looked at again.",
    )


def recall_waits(why: Phrase, until: datetime) -> Phrase:
    return Phrase(
        f"Chưa gỡ được bài hẹn giờ: {why.vi} Thử lại sau {show_datetime(until)}.",
        f"The scheduled post is not taken back yet: {why.en} Next try after {show_datetime(until)}.",
    )


def recall_urgent(why: Phrase, due: datetime) -> Phrase:
    return Phrase(
        f"KHẨN: bài hẹn {show_datetime(due)} sắp hiện mà chưa gỡ được. Hãy tự xóa trên trang. {why.vi}",
        f"URGENT: the post for {show_datetime(due)} is about to show and is not taken back. "
        f"Delete it on the page yourself. {why.en}",
    )


def recalled_because(why: Phrase) -> Phrase:
    return Phrase(
        f"Đã gỡ bài hẹn giờ khỏi trang, không có gì lên trang. Lý do: {why.vi}",
        f"The scheduled post was taken back and nothing is on the page. Reason: {why.en}",
    )


def clock_off(minutes: int) -> Phrase:
    return Phrase(
        f"Đồng hồ máy lệch {minutes} phút so với giờ của trang; hãy chỉnh giờ máy trước khi hẹn giờ đăng.",
        f"This PC's clock is {minutes} minutes off the page's; set it before scheduling posts.",
    )


def scheduled(at: datetime) -> Phrase:
    return Phrase(f"Sẽ gửi lúc {show_datetime(at)} (Giờ Việt Nam).", f"To be sent at {show_datetime(at)} Vietnam time.")


def no_network(why: Phrase) -> Phrase:
    return Phrase(f"Chờ mạng: {why.vi}", f"Waiting for the network: {why.en}")


def waits(why: Phrase, until: datetime) -> Phrase:
    return Phrase(f"{why.vi} Thử lại sau {show_datetime(until)}.", f"{why.en} Next try after {show_datetime(until)}.")


def page_asks_to_wait(why: Phrase, until: datetime) -> Phrase:
    return Phrase(
        f"Trang chưa nhận: {why.vi} Gửi lại sau {show_datetime(until)}.",
        f"The page has not taken it: {why.en} Next try after {show_datetime(until)}.",
    )


def another_page(account: str, expected: str, now: str) -> Phrase:
    return Phrase(
        f"“{account}” nay là trang {now}, còn bài này thuộc trang {expected}; không đụng gì đến trang {now}. "
        "Hãy sửa lại mã trang trong Trang & kết nối, hoặc tự xử lý bài trên trang cũ.",
        f"“{account}” is page {now} by now, and this post belongs to page {expected}; page {now} is left alone. "
        "Correct the page id under Pages & connections, or see to the post on the old page yourself.",
    )


def wrong_page(expected: str, answered: str) -> Phrase:
    return Phrase(
        f"Sai trang: bài được duyệt cho trang {expected} nhưng trang trả lời là {answered}. Không gửi gì; "
        "hãy kiểm tra kết nối của trang.",
        f"Wrong page: the post is approved for page {expected}, but page {answered} answered. Nothing was sent; "
        "check the connection of the page.",
    )


def clocks_apart(minutes: int) -> Phrase:
    return Phrase(
        f"Đồng hồ máy lệch {minutes} phút so với trang. Không gửi gì; hãy chỉnh giờ máy rồi chọn “Gửi lại”.",
        f"This PC's clock is {minutes} minutes off the page's. Nothing was sent; set the clock, then “Send again”.",
    )


def clock_went_back(seen: datetime) -> Phrase:
    return Phrase(
        f"Đồng hồ máy đang chậm hơn lần chạy trước ({show_datetime(seen)}); hộp gửi tạm dừng. "
        "Hãy chỉnh giờ máy, hoặc xác nhận giờ hiện tại là đúng.",
        f"This PC's clock is behind its last run ({show_datetime(seen)}); the outbox is paused. "
        "Set the clock, or confirm that the present time is right.",
    )


def confirmed_by_hand(name: str, at: datetime) -> Phrase:
    return Phrase(
        f"{name} xác nhận đã đăng tay lúc {show_datetime(at)}.",
        f"{name} confirmed at {show_datetime(at)} having posted it by hand.",
    )


def removal_due(delivery: Delivery) -> Phrase:
    """That it is still on its page although its post was withdrawn, with what was said of it last where a removal was
    tried."""
    if delivery.vouched is Vouched.LINK:
        return Phrase(
            "Cần xử lý: gỡ tay. Bài đã có quyết định gỡ nhưng do người đăng tay: hãy mở liên kết, gỡ bài trên trang, "
            "rồi bấm “Tôi đã gỡ”.",
            "Remove it by hand: the post was withdrawn, and a person had posted it. Open the link, remove the post on "
            "the page, then press “I removed it”.",
        )
    say = Phrase(
        "Bài đã có quyết định gỡ nhưng vẫn còn trên trang: hãy bấm “Gỡ bài”.",
        "The post was withdrawn and is still on its page: press “Remove”.",
    )
    if delivery.message in (VERIFIED.vi, AMENDED.vi, SUPERSEDED.vi):
        return say
    return Phrase(f"{say.vi} {delivery.message}", f"{say.en} {delivery.message_en}")


def removed_by_hand(name: str, at: datetime) -> Phrase:
    return Phrase(
        f"{name} xác nhận đã tự gỡ trên trang lúc {show_datetime(at)}.",
        f"{name} confirmed at {show_datetime(at)} having removed it on the page.",
    )


def confirmed_as_it_is(name: str, at: datetime) -> Phrase:
    return Phrase(
        f"{name} đã xem trang và xác nhận lúc {show_datetime(at)}.",
        f"{name} looked at the page and confirmed at {show_datetime(at)}.",
    )


def not_removed(why: Phrase) -> Phrase:
    return Phrase(
        f"chưa gỡ được bài trên trang: {why.vi or 'trang không nói vì sao.'} Hãy thử lại sau vài phút, hoặc tự gỡ trên "
        "trang rồi bấm “Gỡ bài”.",
        f"the post could not be removed: {why.en or 'the page did not say why.'} Try again in a few minutes, or remove "
        "it on the page yourself and press “Remove”.",
    )


def late_hidden(due: datetime) -> Phrase:
    return Phrase(
        f"Bản ẩn đã có trên trang nhưng đã quá giờ đăng ({show_datetime(due)}); hãy chọn “Đăng ngay” hoặc “Hủy”.",
        f"A hidden copy is on the page but its time ({show_datetime(due)}) has passed; publish it now or cancel.",
    )


def hidden_kept_back(why: Phrase) -> Phrase:
    return Phrase(
        f"Bản ẩn trên trang chưa được cho hiện: {why.vi}", f"The hidden copy on the page is not shown: {why.en}"
    )
