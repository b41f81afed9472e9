"""The main job in the real window on a real screen: written, submitted, approved, published, handed over.

Once by the keyboard alone, once with the mouse. The test sees what a person sees and gives what a person gives: keys
(Telex through the input method of Vietnamese offices), clicks and the wheel.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.clock import SystemClock, local_date
from studio.demo import APPROVER, AUTHOR, PIN, SAMPLE, fill_sample, new_profile
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.posts.model import PostState
from tests.e2e.rig.eyes import Sight
from tests.e2e.rig.hands import Hands, Keyboard, Mouse, telex
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import Screen, missing, screen

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
PAGES = "Minh Khai.*(100000000000001|trang-thuc-hanh)"
"""How the rows of the pages are named."""
LINK = "https://www.facebook.com/100000000000001/posts/1"

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(bool(missing(ime=True)), reason=missing(ime=True))]


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "screen", ime=True) as made:
        yield made


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    studio = open_studio(new_profile(tmp_path), clock=SystemClock())
    try:
        fill_sample(studio)
        return studio.profile
    finally:
        studio.close()


@pytest.fixture
def photo() -> Iterator[Path]:
    """A photo in a place that is quickly typed."""
    with tempfile.TemporaryDirectory(prefix="1", suffix="2") as folder:
        path = Path(folder) / "1.jpg"
        shutil.copyfile(SAMPLE / "photo" / "cuoc-goi-la.jpg", path)
        yield path


@pytest.fixture(params=["keyboard", "mouse"])
def hands(request: pytest.FixtureRequest, shown: Screen, profile: Profile, tmp_path: Path) -> Hands:
    """A person before the window that was just started."""
    sight, way = tmp_path / "sight.json", request.param
    options = ["--stalls", str(tmp_path / "stalls.txt"), *(["--mouse"] if way == "mouse" else [])]
    shown.python("tests.e2e.rig.window", str(profile.root), str(sight), *options, log="window.log")
    person = Person(shown, sight)
    person.wait(lambda seen: seen.page == "composer" and bool(seen.window), "the first page")
    person.rest()
    return Keyboard(person) if way == "keyboard" else Mouse(person)


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
    for _ in range(3):
        hands.into("^(Mã )?PIN")
        person.press("ctrl+a", "BackSpace")
        person.type(PIN)
        if person.reads(PIN):
            return
    raise AssertionError("the PIN could not be typed")


def write(hands: Hands, photo: Path) -> None:
    """A post with a photo, everything answered, for both pages."""
    person = hands.person
    hands.use("^Đăng nhập")
    prove(hands, AUTHOR, "Ai đang làm việc", "^Đăng nhập$")
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
        person.type(telex(text))
        before = text.rpartition(" ")[0]  # the last word is still being composed
        person.wait(partial(shows, before), f"the text “{text}”")
    hands.into("^Ngày rà soát lại .*c\\)$")
    person.type_latin(f"{local_date(datetime.now(UTC)) + timedelta(days=60):%d/%m/%Y}")
    hands.pick("^Số liên hệ", "Trực ban")
    hands.pick("^Tên đơn vị", "Minh Khai")
    hands.take(PAGES, "trang-thuc-hanh")
    hands.take(PAGES, "100000000000001")
    add_photo(hands, photo)
    hands.turn_on("không có nội dung mật")
    hands.turn_on("Không nhận ra được nạn nhân")
    hands.take("^Bài có nhắc đến người dưới 18", "^Bài có nhắc .*Không$")
    person.rest()


def shows(text: str, seen: Sight) -> bool:
    return text in seen.focus.text


def add_photo(hands: Hands, photo: Path) -> None:
    person = hands.person
    hands.use("^Thêm ảnh$")
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


def submit(hands: Hands) -> None:
    hands.person.press("ctrl+Return")
    prove(hands, AUTHOR, "Gửi duyệt", "^Gửi")


def approve(hands: Hands) -> None:
    """Somebody else looks at it and approves; at the same PC, so the name is chosen there."""
    person = hands.person
    hands.go("ctrl+4", "^Chờ duyệt")
    person.wait(lambda seen: seen.page == "approval", "the page of approvals")
    person.rest()
    hands.pick("^Người quyết định|^Ai quyết định", re.escape(APPROVER))
    person.rest()
    hands.use("^Duyệt")
    give_pin(hands)
    person.press("Return")
    person.hear("Đã duyệt")


def publish(hands: Hands) -> None:
    """The one who publishes signs in; on the page of the post, that is now the next step."""
    person = hands.person
    hands.use(f"^{re.escape(AUTHOR)}$")
    prove(hands, APPROVER, "Ai đang làm việc", "^Đăng nhập$")
    hands.go("ctrl+1", "^Soạn bài")
    person.wait(lambda seen: seen.page == "composer", "the post")
    person.rest()
    person.press("ctrl+Return")
    person.wait(lambda seen: bool(seen.dialog), "the confirmation")
    person.rest()
    hands.turn_on("trang-thuc-hanh")
    hands.turn_on("100000000000001")
    hands.pick("^Người đăng", re.escape(APPROVER))
    give_pin(hands)
    hands.use("^Đăng$|^Đăng bài$")
    person.wait(lambda seen: not seen.dialog and bool(seen.window), "the confirmation to be done")
    person.rest()


def hand_over(hands: Hands) -> None:
    """Tell where the post was put by hand."""
    person = hands.person
    hands.go("ctrl+5", "^Hộp gửi")
    person.wait(lambda seen: seen.page == "outbox", "the outbox")
    person.rest()
    hands.take("^Các lượt gửi", "Cần xử lý")
    person.rest()
    hands.into("^Liên kết của bài")
    person.type_latin(LINK)
    hands.use("^Tôi đã đăng")
    person.rest()


def test_a_post_goes_all_the_way(hands: Hands, photo: Path, profile: Profile, shown: Screen, tmp_path: Path) -> None:
    write(hands, photo)
    submit(hands)
    approve(hands)
    publish(hands)
    hand_over(hands)
    hands.person.press("alt+F4")
    check(profile)


def check(profile: Profile) -> None:
    studio = open_studio(profile, clock=SystemClock())
    try:
        (post,) = studio.desk.list()
        assert post.state is PostState.PUBLISHED
        assert {d.account: d.state for d in studio.outbox.list()} == {
            "trang-thuc-hanh": DeliveryState.VERIFIED,
            "ban-giao-facebook": DeliveryState.VERIFIED,
        }
        text = str(post.fields)
        assert all(wanted in text for wanted in TEXTS.values())
        assert [media.alt for media in post.media] == [PHOTO]
        assert studio.workflow.verify_history(post.id) == ()
    finally:
        studio.close()
