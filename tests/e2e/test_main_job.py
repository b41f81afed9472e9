"""The main job in the real window on a real screen: written, submitted, approved, published, handed over.

Once by the keyboard alone, once with the mouse. The test sees what a person sees and gives what a person gives: keys
(Telex through the input method of Vietnamese offices), clicks and the wheel.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.clock import SystemClock
from studio.demo import APPROVER, AUTHOR, SAMPLE, fill_sample, new_profile
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.posts.model import PostState
from tests.e2e.rig.hands import Hands, Keyboard, Mouse
from tests.e2e.rig.job import PHOTO, TEXTS, approve, confirm, sign_in, submit, write
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import Screen, missing, screen

PAGES = ("Minh Khai.*trang-thuc-hanh", "Minh Khai.*100000000000001")
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


def publish(hands: Hands) -> None:
    """The one who publishes signs in; on the page of the post, that is now the next step."""
    person = hands.person
    sign_in(hands, APPROVER, instead_of=AUTHOR)
    hands.go("ctrl+1", "^Soạn bài")
    person.wait(lambda seen: seen.page == "composer", "the post")
    person.rest()
    person.press("ctrl+Return")
    confirm(hands, APPROVER, ("trang-thuc-hanh", "100000000000001"))


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
    sign_in(hands, AUTHOR)
    write(hands, photo, PAGES)
    submit(hands, AUTHOR)
    approve(hands, APPROVER)
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
