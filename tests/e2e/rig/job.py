"""The steps of the main job as a person takes them in the window: sign in, write, submit, approve, publish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from studio.clock import local_date
from studio.demo import PIN
from tests.e2e.rig.eyes import Sight
from tests.e2e.rig.hands import Hands, telex

PHOTO = "Điện thoại trên bàn hiện cuộc gọi từ số lạ"
TEXTS = {
    r"^Thủ đoạn": "Giả danh cán bộ phường yêu cầu cập nhật VNeID",
    r"^Cách kẻ gian": "Kẻ gian gọi điện tự xưng cán bộ phường, giục bấm vào đường dẫn lạ",
    r"^Dấu hiệu nhận biết .* 1$": "Số lạ gọi điện, giục làm ngay",
    r"^Dấu hiệu nhận biết .* 2$": "Hỏi mã OTP, mật khẩu",
    r"^Không làm .* 1$": "Bấm vào đường dẫn lạ",
    r"^Không làm .* 2$": "Cung cấp mã OTP cho bất kỳ ai",
    r"^Nên làm .* 1$": "Gọi số trực ban để hỏi lại",
    r"^Nên làm .* 2$": "Chỉ cập nhật thông tin tại trụ sở",
    r"^Nếu đã lỡ chuyển tiền .* 1$": "Gọi ngay ngân hàng để tạm khóa tài khoản",
    r"^Nguồn xác nhận": "Công an phường Minh Khai",
}


def prove(hands: Hands, who: str, heading: str, verb: str) -> None:
    """Choose who one is in the dialog that asks, and give the PIN."""
    person = hands.person
    person.wait(lambda seen: heading in seen.dialog, f"the dialog “{heading}”")
    person.rest()
    hands.pick("^Người|^Chọn", re.escape(who))
    give_pin(hands)
    hands.use(verb)
    person.wait(lambda seen: not seen.dialog and bool(seen.window), f"the dialog “{heading}” to be done")
    person.rest()


def give_pin(hands: Hands) -> None:
    """Type the PIN, and look that there are as many dots."""
    person = hands.person
    for delay_ms in (18, 50, 120, 250):  # a busy machine takes a key for two when they come fast
        hands.into("^(Mã )?PIN")
        person.press("ctrl+a", "BackSpace")
        person.type(PIN, delay_ms)
        if person.reads(PIN):
            return
    raise AssertionError(f"the PIN could not be typed; the keyboard is in {person.look().focus}")


def sign_in(hands: Hands, who: str, instead_of: str = "") -> None:
    """By the button at the foot of the rail, which names who works there."""
    hands.use(f"^{re.escape(instead_of)}$" if instead_of else "^Đăng nhập")
    prove(hands, who, "Ai đang làm việc", "^Đăng nhập$")


def write(hands: Hands, photo: Path, pages: Sequence[str]) -> None:
    """A post with a photo, everything answered, for these pages, each known by a part of how its row is named."""
    person = hands.person
    person.press("ctrl+n")
    person.rest()
    hands.into("^Tìm mẫu")
    person.type_latin("CB-03")
    person.rest()
    hands.use("^CB-03")
    person.wait(lambda seen: seen.focus.kind not in ("", "SearchField", "TemplateTile"), "the editor")
    person.rest()
    for name, text in TEXTS.items():
        hands.into(name)
        person.type(telex(text) + " ")  # a blank ends the composing of the last word
        person.wait(partial(shows, text), f"the text “{text}”")
    hands.into("^Ngày rà soát lại .*c\\)$")
    person.type_latin(f"{local_date(datetime.now(UTC)) + timedelta(days=60):%d/%m/%Y}")
    hands.pick("^Số liên hệ", "Trực ban")
    hands.pick("^Tên đơn vị", "Minh Khai")
    for page in pages:
        hands.take("|".join(pages), page)
    add_photo(hands, photo)
    hands.turn_on("không có nội dung mật")
    hands.turn_on("Không nhận ra được nạn nhân")
    hands.take("^Bài có nhắc đến người dưới 18", "^Bài có nhắc .*Không$")
    person.rest()


def shows(text: str, seen: Sight) -> bool:
    return text in seen.focus.text


def add_photo(hands: Hands, photo: Path) -> None:
    person = hands.person
    hands.use("^Thêm ảnh( hoặc video)?$")
    person.wait(lambda seen: bool(seen.dialog), "the dialog for files")
    person.type_latin(str(photo))
    person.press("Return")
    person.wait(lambda seen: not seen.dialog and bool(seen.window), "the dialog for files to be done")
    person.rest()
    hands.turn_on(rf"^Ảnh {photo.name}")
    hands.into("^Mô tả ảnh|^Văn bản thay thế|^Chữ thay thế")
    person.type(telex(PHOTO))
    hands.into("^Nguồn ảnh")
    person.type(telex("Ảnh minh họa của đơn vị"))
    hands.take("^Trong ảnh có người dưới 18", "^Trong ảnh .*Không$")
    hands.turn_on("^Đã xem|^Tôi đã xem")


def submit(hands: Hands, author: str) -> None:
    hands.person.press("ctrl+Return")
    prove(hands, author, "Gửi duyệt", "^Gửi")


def approve(hands: Hands, approver: str) -> None:
    """Somebody else looks at it and approves; at the same PC, so the name is chosen there."""
    person = hands.person
    hands.go("ctrl+4", "^Chờ duyệt")
    person.wait(lambda seen: seen.page == "approval", "the page of approvals")
    person.rest()
    hands.pick("^Người quyết định|^Ai quyết định", re.escape(approver))
    person.rest()
    hands.use("^Duyệt")
    give_pin(hands)
    person.press("Return")
    person.hear("Đã duyệt")


def confirm(hands: Hands, publisher: str, pages: Sequence[str]) -> None:
    """In the confirmation that was just opened: tick these pages, prove who publishes, send."""
    person = hands.person
    person.wait(lambda seen: bool(seen.dialog), "the confirmation")
    person.rest()
    for page in pages:
        hands.turn_on(page)
    hands.pick("^Người đăng", re.escape(publisher))
    give_pin(hands)
    hands.use("^Đăng$|^Đăng bài$")
    person.wait(lambda seen: not seen.dialog and bool(seen.window), "the confirmation to be done")
    person.rest()
