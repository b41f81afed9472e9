"""The main job in the real window on a real screen: written, submitted, approved and queued in one act, handed over.

By the keyboard alone; in `make soak` with the mouse, too, by which `test_publishing` signs in, approves, publishes and
mends each time, and both ways with type half as large again. The test sees what a person sees and gives what a person
gives: keys (Telex through the input method of Vietnamese offices), clicks and the wheel.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from subprocess import Popen

import pytest

from studio.app import open_studio
from studio.app.practice import SAMPLE
from studio.clock import SystemClock
from studio.config import SettingsFile
from studio.demo import fill_sample, new_profile
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.people.sample import APPROVER, AUTHOR
from studio.posts.model import PostState
from tests.e2e.rig.hands import Hands, Keyboard, Mouse
from tests.e2e.rig.job import PHOTO, TEXTS, approve, arrive, go_to, says, sign_in, submit, write
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import PATIENCE, Screen, missing, screen
from tests.soak import SOAK

PAGES = ("Minh Khai.*trang-thuc-hanh", "Minh Khai.*100000000000001")
"""How the rows of the pages are named."""
MOST_KEYS, MOST_CLICKS, MOST_NOTCHES = 227, 31, 29
"""Six tenths of what the same took when a post was approved and queued in two acts, and with type of the usual size:
379 keys; 45 clicks and 7 keys, and 48 notches of the wheel. Letters are apart."""
LINK = "https://www.facebook.com/100000000000001/posts/1"

pytestmark = [pytest.mark.soak, pytest.mark.e2e, pytest.mark.skipif(bool(missing(ime=True)), reason=missing(ime=True))]


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "screen", ime=True) as made:
        yield made


@pytest.fixture(params=[100, 150] if SOAK else [100])
def scale(request: pytest.FixtureRequest) -> int:
    """Size of the type in percent."""
    used: int = request.param
    return used


@pytest.fixture
def profile(scale: int, tmp_path: Path) -> Profile:
    studio = open_studio(new_profile(tmp_path), clock=SystemClock())
    try:
        fill_sample(studio)
        file = SettingsFile(studio.profile.settings)
        file.save(replace(file.load().settings, font_scale=scale))
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


@pytest.fixture(params=["keyboard", "mouse"] if SOAK else ["keyboard"])
def way(request: pytest.FixtureRequest) -> str:
    used: str = request.param
    return used


@pytest.fixture
def window(way: str, shown: Screen, profile: Profile, tmp_path: Path) -> Popen[bytes]:
    options = ["--stalls", str(tmp_path / "stalls.txt"), *(["--mouse"] if way == "mouse" else [])]
    words = [str(profile.root), str(tmp_path / "sight.json"), *options]
    return shown.python("tests.e2e.rig.window", *words, log="window.log")


@pytest.fixture
def hands(way: str, window: Popen[bytes], shown: Screen, tmp_path: Path) -> Hands:
    """A person before the window that was just started."""
    person = Person(shown, tmp_path / "sight.json")
    arrive(person)
    return Keyboard(person) if way == "keyboard" else Mouse(person)


def hand_over(hands: Hands) -> None:
    """Tell where the post was put by hand, and read that it was noted."""
    person = hands.person
    go_to(hands, "outbox", "ctrl+5", "^Hộp gửi")
    hands.take("^Các lượt gửi", "Cần xử lý")
    person.rest()
    hands.into("^Liên kết của bài")
    person.write(LINK, latin=True)
    person.bring(lambda: hands.use("^Tôi đã đăng"), partial(says, "xác nhận đã đăng tay"), "the link to be noted")


def close(hands: Hands, window: Popen[bytes]) -> None:
    """Close the window, and wait for the program to end."""
    hands.person.press("alt+F4")
    assert window.wait(PATIENCE) == 0


def test_a_post_goes_all_the_way(hands: Hands, photo: Path, profile: Profile, scale: int, window: Popen[bytes]) -> None:
    sign_in(hands, AUTHOR)
    write(hands, photo, PAGES)
    submit(hands, AUTHOR)
    approve(hands, APPROVER, queue=True)
    acts = hands.person.acts
    print(f"{type(hands).__name__} at {scale} %, until it is on its way: {dict(acts)}")
    assert acts["keys"] + acts["clicks"] <= (MOST_KEYS if isinstance(hands, Keyboard) else MOST_CLICKS)
    assert acts["notches"] <= MOST_NOTCHES * scale / 100
    sign_in(hands, APPROVER, instead_of=AUTHOR)
    hand_over(hands)
    close(hands, window)
    check(profile)


def check(profile: Profile) -> None:
    studio = open_studio(profile, clock=SystemClock())
    try:
        (post,) = studio.drafts.list()
        assert post.state is PostState.PUBLISHED
        assert {d.account: d.state for d in studio.outbox.list()} == {
            "trang-thuc-hanh": DeliveryState.VERIFIED,
            "ban-giao-facebook": DeliveryState.VERIFIED,
        }
        text = str(post.fields)
        assert all(wanted in text for wanted in TEXTS.values())
        assert [media.alt.strip() for media in post.media] == [PHOTO]
        assert studio.workflow.verify_history(post.id) == ()
    finally:
        studio.close()
