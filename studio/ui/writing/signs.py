"""The emoji picker."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from studio.phrase import Phrase
from studio.text import fold
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.widgets.pick import PickGroup
from studio.ui.widgets.picker import Picker
from studio.ui.widgets.picks import Pick


# The few emoji an official post may use: plain signs that say what they show. No faces, hands or hearts but two.
@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An emoji, its name, and further words it is found by."""

    text: str
    name: Phrase
    words: str = ""

    def fits(self, query: str) -> bool:
        """Whether every word of `query` is in its names, marks and case aside."""
        whole = fold(f"{self.name.vi} {self.name.en} {self.words}")
        return all(word in whole for word in fold(query).split())


def _sign(text: str, vi: str, en: str, words: str = "") -> Sign:
    return Sign(text=text, name=Phrase(vi, en), words=words)


SIGNS: tuple[Sign, ...] = (
    _sign("⚠️", "Cảnh báo", "Warning", "chú ý nguy hiểm"),
    _sign("🚨", "Khẩn cấp", "Emergency", "đèn còi báo động"),
    _sign("📢", "Thông báo", "Announcement", "loa"),
    _sign("ℹ️", "Thông tin", "Information"),
    _sign("✅", "Nên làm, đúng", "Do, right", "tích dấu kiểm"),
    _sign("❌", "Không làm, sai", "Do not, wrong", "dấu x gạch chéo"),
    _sign("🚫", "Cấm", "Forbidden", "không được"),
    _sign("❗", "Chấm than", "Exclamation", "quan trọng"),
    _sign("❓", "Câu hỏi", "Question", "hỏi đáp"),
    _sign("👉", "Xem tiếp", "See", "tay chỉ"),
    _sign("➡️", "Mũi tên", "Arrow", "bước tiếp theo"),
    _sign("🔹", "Gạch đầu dòng", "Bullet", "danh sách ý"),
    _sign("📌", "Ghim, lưu ý", "Pinned note", "nhớ"),
    _sign("📍", "Địa điểm", "Place", "vị trí ở đâu"),
    _sign("📅", "Ngày", "Date", "lịch"),
    _sign("🕒", "Giờ", "Time", "đồng hồ thời gian"),
    _sign("☎️", "Điện thoại bàn", "Telephone", "gọi trực ban"),
    _sign("📞", "Gọi điện", "Call", "đường dây nóng"),
    _sign("📱", "Điện thoại di động", "Mobile phone", "ứng dụng"),
    _sign("💻", "Máy tính", "Computer", "trực tuyến mạng"),
    _sign("🌐", "Trang web", "Website", "mạng địa chỉ"),
    _sign("✉️", "Thư", "Letter", "hòm thư email"),
    _sign("📝", "Ghi chép, đơn", "Note, form", "viết khai"),
    _sign("📄", "Giấy tờ", "Document", "văn bản"),
    _sign("⚖️", "Pháp luật", "Law", "cân"),
    _sign("🪪", "Căn cước", "Identity card", "thẻ giấy tờ"),
    _sign("🔒", "Bảo mật", "Locked", "khoá an toàn"),
    _sign("🔑", "Mật khẩu", "Password", "chìa khoá"),
    _sign("🛡️", "Bảo vệ", "Protection", "khiên an toàn"),
    _sign("💳", "Thẻ ngân hàng", "Bank card", "tiền lừa đảo"),
    _sign("🚦", "Giao thông", "Traffic", "đèn tín hiệu"),
    _sign("🚗", "Ô tô", "Car", "xe"),
    _sign("🏍️", "Xe máy", "Motorcycle"),
    _sign("🚧", "Rào chắn, phân luồng", "Roadworks", "cấm đường"),
    _sign("🔥", "Cháy", "Fire", "lửa hoả hoạn"),
    _sign("🧯", "Bình chữa cháy", "Fire extinguisher", "pccc"),
    _sign("🌧️", "Mưa", "Rain", "thời tiết bão"),
    _sign("🌊", "Ngập, lũ", "Flood", "nước"),
    _sign("🏠", "Nhà ở", "Home", "hộ gia đình cư trú"),
    _sign("🏫", "Trường học", "School", "học sinh"),
    _sign("👮", "Công an", "Police officer", "cảnh sát"),
    _sign("🚓", "Xe công an", "Police car", "cảnh sát"),
    _sign("🚑", "Cấp cứu", "Ambulance", "y tế 115"),
    _sign("🇻🇳", "Cờ Việt Nam", "Flag of Viet Nam", "tổ quốc"),
    _sign("🙏", "Cảm ơn", "Thanks", "trân trọng"),
    _sign("🌱", "Cộng đồng", "Community", "cây xanh"),
)


CHARS = 44


class SignPicker(Picker):
    """`taken` carries a line whose `sign` is the emoji."""

    def __init__(self, host: QWidget, speech: Speech) -> None:
        super().__init__(host, chars=CHARS)
        self._speech = speech
        self.typed.connect(lambda _: self._show())
        self.name(
            tr("Emoji"),
            tr("Search: warning, phone, fire…"),
            tr("No such sign here. Official posts keep to these few."),
            tr("↑ ↓ choose · Enter insert · Esc close"),
        )

    def offer(self) -> None:
        """Show the signs."""
        self._show()

    def _show(self) -> None:
        found = [sign for sign in SIGNS if sign.fits(self.query)]
        picks = tuple(Pick(id=sign.text, title=self._speech.say(sign.name), sign=sign.text) for sign in found)
        self.show_groups([PickGroup(heading="", picks=picks)])
