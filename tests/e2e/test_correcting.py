"""A published post is changed on its page, in the real window on a real screen, with the mouse: from the line that
says where it stands to the answer that was read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.clock import SystemClock
from studio.config import SettingsFile
from studio.demo import run_demo
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.people.sample import APPROVER, AUTHOR
from tests.e2e.rig.eyes import Sight
from tests.e2e.rig.hands import Mouse, telex
from tests.e2e.rig.job import approve, arrive, go_to, sign_in, submit
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import Screen, missing, screen
from tests.soak import SOAK

NOW_SAYS = "Kẻ gian gọi điện, xưng là cán bộ phường và giục cài phần mềm lạ."

LACKING = missing(ime=True) if SOAK else "in the long form alone"
pytestmark = [pytest.mark.soak, pytest.mark.e2e, pytest.mark.skipif(bool(LACKING), reason=LACKING)]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = run_demo(tmp_path, clock=SystemClock(), tell=lambda _: None).profile
    file = SettingsFile(made.settings)
    file.save(replace(file.load().settings, lock_minutes=0))
    return made


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "screen", ime=True) as made:
        yield made


@pytest.fixture
def hands(shown: Screen, profile: Profile, tmp_path: Path) -> Mouse:
    """A person before the window that was just started."""
    shown.python("tests.e2e.rig.window", str(profile.root), str(tmp_path / "sight.json"), "--mouse", log="window.log")
    person = Person(shown, tmp_path / "sight.json")
    arrive(person)
    return Mouse(person)


def lists(words: str, seen: Sight) -> bool:
    """Whether a line of a list in sight says this."""
    return any(one.kind == "Item" and re.search(words, one.name) for one in seen.controls)


def test_a_published_post_is_changed_on_its_page_and_read_back(hands: Mouse, profile: Profile) -> None:
    person = hands.person
    sign_in(hands, AUTHOR)
    go_to(hands, "outbox", "ctrl+5", "^Hộp gửi")
    hands.take("", "Đã xác minh")
    person.rest()
    person.bring(lambda: hands.use("^Sửa bài đã đăng"), lambda seen: seen.page == "composer", "the change")
    person.rest()
    hands.into("^Cách thức")
    person.clear()
    person.write(NOW_SAYS, telex(NOW_SAYS) + " ")
    hands.turn_on("không có nội dung mật")
    hands.turn_on("Không làm lộ danh tính nạn nhân")
    submit(hands, AUTHOR)
    approve(hands, APPROVER)
    go_to(hands, "outbox", "ctrl+5", "^Hộp gửi")
    person.wait(lambda seen: lists("Đã sửa, đọc lại khớp", seen), "the answer that was read back")
    print(dict(person.acts))
    studio = open_studio(profile, clock=SystemClock())
    try:
        changes = {one.account: one for one in studio.outbox.list() if one.amends}
        change, by_hand = changes["trang-thuc-hanh"], changes["ban-giao-facebook"]
        assert change.state is DeliveryState.VERIFIED
        assert by_hand.state is DeliveryState.NEEDS_ATTENTION
        assert NOW_SAYS.rstrip(".") in str(studio.drafts.get(change.post_id).fields)
    finally:
        studio.close()
