"""The steps of the main job as a person takes them in the window: sign in, write, submit, approve, publish."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.e2e.rig.eyes import Sight
from tests.e2e.rig.hands import Hands, Mouse, telex
from tests.e2e.rig.person import Person

START_S = 240.0
"""How long a start may take on a busy machine."""
PHOTO, SOURCE = "Điện thoại trên bàn hiện cuộc gọi từ số lạ", "Ảnh minh họa của đơn vị"
TEXTS = {
    r"^Thủ đoạn": "Giả danh cán bộ phường yêu cầu cập nhật VNeID",
    r"^Cách thức": "Kẻ gian gọi điện tự xưng cán bộ phường, giục bấm vào đường dẫn lạ",
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
    person.bring(lambda: hands.use(verb), nothing_asked, f"the dialog “{heading}” to be done")


def nothing_asked(seen: Sight) -> bool:
    """No dialog is open, and the window has the keyboard."""
    return not seen.dialog and bool(seen.window)


def asked(seen: Sight) -> bool:
    return bool(seen.dialog)


def give_pin(hands: Hands) -> None:
    """Type the PIN, and look that there are as many dots."""
    hands.into("^(Mã )?PIN")
    hands.person.write(hands.pin)


def at_the_door(seen: Sight) -> bool:
    """Nothing of a unit is shown, and the keyboard is where one says who one is."""
    return not seen.page and bool(re.search("^Người", seen.focus.name))


def arrive(person: Person) -> None:
    """Wait for a window that was just started: for the door, and for what it looks through at each start."""
    person.wait(at_the_door, "the door", START_S)
    person.rest(START_S)


def sign_in(hands: Hands, who: str, instead_of: str = "") -> None:
    """At the door; instead of somebody by the button at the foot of the rail, which names who works there."""
    if not instead_of:
        hands.pick("^Người", re.escape(who))
        give_pin(hands)
        hands.person.bring(lambda: hands.use("^Đăng nhập$"), lambda seen: bool(seen.page), "the first page")
        return
    name = f"^{re.escape(instead_of)}$"
    hands.person.bring(lambda: hands.use(name), asked, "the sign-in")
    prove(hands, who, "Ai đang làm việc", "^Đăng nhập$")


def write(hands: Hands, photo: Path | None, pages: Sequence[str]) -> None:
    """A post, with a photo where there is one, everything answered, for these pages, each known by a part of how its
    row is named.

    Unit, number and review date are there when a post begins.
    """
    person = hands.person
    person.press("ctrl+n")
    person.rest()
    hands.into("^Tìm mẫu")
    person.write("CB-03", latin=True)
    person.rest()
    person.bring(lambda: hands.use("^CB-03"), is_editor, "the editor")
    for place, (name, text) in enumerate(TEXTS.items()):
        hands.into(name)
        person.write(text, telex(text) + " ")  # a blank ends the composing of the last word
        if place == 0:
            hands.use("^Đăng lên", back=True)
            for page in pages:
                hands.take("|".join(pages), page)
            hands.leave()
    if photo is not None:
        add_photo(hands, photo)
    hands.turn_on("không có nội dung mật")
    hands.turn_on("Không làm lộ danh tính nạn nhân")
    hands.take("^Bài có nhắc đến người dưới 18", "^Bài có nhắc .*Không$")
    person.rest()


def is_editor(seen: Sight) -> bool:
    return seen.focus.kind not in ("", "SearchField", "TemplateTile")


def add_photo(hands: Hands, photo: Path) -> None:
    person = hands.person
    person.bring(lambda: hands.use("^Thêm ảnh( hoặc video)?$"), asked, "the dialog for files")
    person.write(str(photo), latin=True)
    person.bring(lambda: person.press("Return"), nothing_asked, "the dialog for files to be done")
    hands.turn_on(rf"^Ảnh {photo.name}")
    for name, text in ((r"^Mô tả ảnh|^Văn bản thay thế|^Chữ thay thế", PHOTO), ("^Nguồn ảnh", SOURCE)):
        hands.into(name)
        person.write(text, telex(text) + " ")
    hands.take("^Trong ảnh có người dưới 18", "^Trong ảnh .*Không$")
    hands.turn_on("^Đã xem|^Tôi đã xem")


def submit(hands: Hands, author: str) -> None:
    hands.person.bring(lambda: hands.person.press("ctrl+Return"), asked, "what handing in asks")
    prove(hands, author, "Gửi duyệt", "^Gửi")


DECIDER, TURN = "^Người quyết định|^Chọn người", "^Thẻ hình và quyết định"


def turn_to_the_decision(hands: Hands) -> None:
    """With large type text and decision take turns: show the decision."""
    person = hands.person
    person.rest()
    if isinstance(hands, Mouse):
        if person.sees(TURN, ""):
            hands.use(TURN)
    elif re.search(TURN, person.tab_to(f"{DECIDER}|{TURN}").name):
        person.press("space")
        person.rest()


def approve(hands: Hands, approver: str, *, queue: bool = False) -> None:
    """Somebody else looks at it and approves, at the same PC, and queues it in the same act if asked to."""
    person = hands.person
    go_to(hands, "approval", "ctrl+4", "^Chờ duyệt")
    turn_to_the_decision(hands)
    hands.pick(DECIDER, re.escape(approver))
    person.rest()
    person.bring(lambda: hands.use("^Duyệt"), asked, "the dialog that signs")
    if queue:
        hands.turn_on("^Xếp hàng luôn")
    elif person.look().dialog.startswith("Duyệt và xếp hàng"):
        hands.use("^Xếp hàng luôn")
    give_pin(hands)

    def decide() -> None:
        if person.look().focus.text == hands.pin:
            person.press("Return")

    person.bring(decide, partial(says, "Đã duyệt"), "the decision to be told")


def confirm(hands: Hands, publisher: str, pages: Sequence[str]) -> None:
    """In the confirmation that was just opened: tick these pages, prove who publishes, send."""
    person = hands.person
    person.wait(asked, "the confirmation")
    person.rest()
    for page in pages:
        hands.turn_on(page)
    hands.pick("^Người đăng", re.escape(publisher))
    give_pin(hands)
    person.bring(lambda: hands.use("^Đăng$|^Đăng bài$"), nothing_asked, "the confirmation to be done")


def publish(hands: Hands, publisher: str, pages: Sequence[str], instead_of: str) -> None:
    """The one who publishes signs in; on the page of the approved post, that is now the next step."""
    sign_in(hands, publisher, instead_of=instead_of)
    go_to(hands, "composer", "ctrl+2", "^Soạn bài")
    hands.person.bring(lambda: hands.person.press("ctrl+Return"), asked, "the confirmation")
    confirm(hands, publisher, pages)


def go_to(hands: Hands, page: str, keys: str, name: str) -> None:
    """Open the page."""
    hands.person.bring(lambda: hands.go(keys, name), lambda seen: seen.page == page, f"the page {page!r}")


def says(words: str, seen: Sight) -> bool:
    """Whether a toast, a banner or a field says this."""
    return any(re.search(words, one) for one in seen.said)
