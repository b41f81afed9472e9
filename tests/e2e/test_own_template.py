"""A template of the unit's own on a real screen: made in the designer, signed by the head, used for a practice post.

By the keyboard alone; in `make soak` with the mouse, too, for all but the letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from studio.app import open_studio
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
from studio.paths import Profile
from studio.people.sample import APPROVER, AUTHOR
from tests.e2e.rig.hands import Hands, Keyboard, Mouse
from tests.e2e.rig.job import approve, arrive, asked, is_editor, nothing_asked, prove, sign_in, submit
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import PATIENCE, Screen, missing, screen
from tests.soak import SOAK

PAGES = ("Minh Khai.*trang-thuc-hanh", "Minh Khai.*100000000000001")
"""How the rows of the pages are named; the post goes to the first."""
TITLE, FIELD, HEADLINE, POINT = "Tam ngung cap dien", "Gio co dien", "Tam ngung cap dien khu 3", "Tu 8 gio den 11 gio"
MOVED = 24
"""Pixels of the screen by which the mouse moves the texts on the canvas."""

pytestmark = [pytest.mark.soak, pytest.mark.e2e, pytest.mark.skipif(bool(missing(ime=True)), reason=missing(ime=True))]


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


@pytest.fixture(params=["keyboard", "mouse"] if SOAK else ["keyboard"])
def way(request: pytest.FixtureRequest) -> str:
    used: str = request.param
    return used


@pytest.fixture
def window(way: str, shown: Screen, profile: Profile, tmp_path: Path) -> Popen[bytes]:
    options = ["--mouse"] if way == "mouse" else []
    return shown.python(
        "tests.e2e.rig.window", str(profile.root), str(tmp_path / "sight.json"), *options, log="window.log"
    )


@pytest.fixture
def hands(way: str, window: Popen[bytes], shown: Screen, tmp_path: Path) -> Hands:
    """A person before the window that was just started."""
    person = Person(shown, tmp_path / "sight.json")
    arrive(person)
    return Keyboard(person) if way == "keyboard" else Mouse(person)


def own_templates(hands: Hands) -> None:
    """Open the section of the settings."""
    hands.person.bring(lambda: hands.use("^Cài đặt"), lambda seen: seen.page == "settings", "the settings")
    hands.take("^Các mục cài đặt", "^Mẫu riêng")
    hands.person.rest()


def design(hands: Hands) -> None:
    """Begin a template; give it a field, and put that into the text by the menu at the caret."""
    person = hands.person
    person.bring(lambda: hands.use("^Mẫu mới"), asked, "the form")
    hands.into("^Tiêu đề$")
    person.write(TITLE, latin=True)
    person.bring(lambda: hands.use("^Bắt đầu"), nothing_asked, "the template to begin")
    person.bring(lambda: hands.use("^Mở trình thiết kế"), asked, "the designer")
    turn_on(hands, "^Trường")
    person.bring(lambda: hands.use("^Thêm trường"), lambda seen: seen.focus.name == "Nhãn", "the new field")
    person.write(FIELD, latin=True)
    turn_on(hands, "^Lời văn", back=True)
    insert(hands)
    person.wait(lambda seen: "{{ truong_moi }}" in seen.focus.text, "the field in the text")
    turn_on(hands, "^Khung thiết kế", steps=3, back=True)
    move_the_texts(hands)
    person.bring(lambda: save(hands), nothing_asked, "the version to be saved")


def insert(hands: Hands) -> None:
    """Put the new field at the end of the post's text: by the menu at the caret, or by the button under the text."""
    person = hands.person
    hands.into("^Nội dung bài")
    person.press("ctrl+End")
    if isinstance(hands, Mouse):
        hands.pick("^Chèn trường vào: Nội dung bài", FIELD)
        return
    person.press("ctrl+space")
    person.wait(lambda seen: "Input" not in seen.focus.kind and "Text" not in seen.focus.kind, "the menu of fields")
    while FIELD not in (person.look().focus.text or person.look().focus.name):
        person.step("Down")
    person.press("Return")


def move_the_texts(hands: Hands) -> None:
    """Unlock the box of all texts on the canvas, and move it up."""
    person = hands.person
    hands.take("^Các phần của thẻ", "^Toàn bộ phần chữ")
    for lock in ("^Chọn bằng chuột", "^Di chuyển"):
        hands.use(lock)
    if isinstance(hands, Keyboard):
        person.tab_to("^Khung thiết kế", back=True, kind="LayoutCanvas")
        person.press(*["Up"] * 3)
    else:
        person.drag("^Khung thiết kế", 0, -MOVED, kind="LayoutCanvas")
    person.rest()


def save(hands: Hands) -> None:
    """Make a version of it, which closes the designer."""
    if isinstance(hands, Keyboard):
        hands.person.press("ctrl+s")
    else:
        hands.use("^Lưu thành phiên bản")


def turn_on(hands: Hands, name: str, *, steps: int = 1, back: bool = False) -> None:
    """To the tab of the designer that is called so, which is that many steps to the right."""
    if isinstance(hands, Keyboard):
        hands.person.tab_to("^Các phần của mẫu", back=back)
        hands.person.press(*["Right"] * steps)
    else:
        hands.person.click(name, kind="Item")
    hands.person.rest()


def write(hands: Hands, code: str) -> None:
    """A post with the template, for the practice page."""
    person = hands.person
    person.press("ctrl+n")
    person.rest()
    hands.into("^Tìm mẫu")
    person.write(code, latin=True)
    person.rest()
    person.bring(lambda: hands.use(f"^{code}"), is_editor, "the editor")
    hands.into("^Tiêu đề")
    person.write(HEADLINE, latin=True)
    hands.use("^Đăng lên", back=True)
    hands.take("|".join(PAGES), PAGES[0])
    hands.leave()
    hands.into("^Nội dung .* 1$")
    person.write(POINT, latin=True)
    hands.turn_on("không có nội dung mật")
    person.rest()


def test_a_template_made_by_hand_is_signed_and_used(hands: Hands, window: Popen[bytes], profile: Profile) -> None:
    person = hands.person
    sign_in(hands, AUTHOR)
    own_templates(hands)
    design(hands)
    person.bring(lambda: hands.use("^Trình lãnh đạo"), asked, "what submitting asks")
    prove(hands, AUTHOR, "Trình lãnh đạo", "^Trình lãnh đạo$")
    sign_in(hands, APPROVER, instead_of=AUTHOR)
    own_templates(hands)
    person.bring(lambda: hands.use("^Ký…"), asked, "what the head signs")
    prove(hands, APPROVER, "Ký phiên bản 1 của mẫu DV-01", "^Ký$")
    sign_in(hands, AUTHOR, instead_of=APPROVER)
    write(hands, "DV-01")
    submit(hands, AUTHOR)
    approve(hands, APPROVER, queue=True)
    person.press("alt+F4")
    assert window.wait(PATIENCE) == 0
    studio = open_studio(profile, clock=SystemClock())
    try:
        (post,) = studio.drafts.list()
        (row,) = studio.own_templates.all()
        spots = row.draft.layouts["notice"]["frame"]["content"]["boxes"]
        assert [spot.partition("/")[0] for spot in spots] == ["sq"]
        assert (post.template_id, post.fields["headline"], row.current) == (row.id, HEADLINE, 1)
        assert {delivery.account for delivery in studio.outbox.list()} == {"trang-thuc-hanh"}
    finally:
        studio.close()
