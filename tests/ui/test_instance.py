"""One window a profile: the second start brings the first forward and goes; a dead one is no hindrance."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.paths import Profile
from studio.ui.instance import SecondStartListener, claim, hand_over

HOLDER = """
import sys, time
from pathlib import Path
from studio.paths import Profile
from studio.ui.instance import claim
held = claim(Profile(root=Path(sys.argv[1])))
print("held" if held else "taken", flush=True)
time.sleep(60)
"""
SECOND = """
import sys
from pathlib import Path
from studio.paths import Profile
from studio.ui.instance import hand_over
sys.exit(0 if hand_over(Profile(root=Path(sys.argv[1])), sys.argv[2], patience_ms=60000) else 1)
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(root=tmp_path / "hồ sơ")
    made.create()
    return made


@pytest.fixture
def door(profile: Profile, qtbot: QtBot) -> Iterator[SecondStartListener]:
    made = SecondStartListener(profile)
    assert made.open()
    yield made
    made.close()


@pytest.fixture
def second(profile: Profile, qtbot: QtBot) -> Callable[[str], bool]:
    """A second start, in a process of its own as in life."""

    def start(asked: str) -> bool:
        command = [sys.executable, "-c", SECOND, str(profile.root), asked]
        process = subprocess.Popen(command)
        qtbot.waitUntil(lambda: process.poll() is not None)
        return process.returncode == 0

    return start


def test_a_profile_has_one_window_and_another_profile_its_own(profile: Profile, tmp_path: Path) -> None:
    first = claim(profile)
    assert first is not None
    assert not first.crashed
    assert claim(profile) is None
    other = Profile(root=tmp_path / "khác")
    other.create()
    beside = claim(other)
    assert beside is not None
    beside.give_back()
    first.give_back()
    again = claim(profile)
    assert again is not None
    assert not again.crashed, "the first ended of its own accord"
    again.give_back()


def test_a_window_that_was_killed_is_no_hindrance_and_is_noticed(profile: Profile) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(profile.root)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert claim(profile) is None
    holder.kill()
    holder.wait()
    holder.stdout.close()
    ours = claim(profile)
    assert ours is not None
    assert ours.crashed
    ours.give_back()


@pytest.mark.parametrize("post", ["", "b8f3a2c4d5e64f7a9b0c1d2e3f405162"])
def test_the_second_start_hands_over_what_it_was_asked_for(
    door: SecondStartListener, second: Callable[[str], bool], qtbot: QtBot, post: str
) -> None:
    with qtbot.waitSignal(door.asked) as heard:
        assert second(post)
    assert heard.args == [post]


@pytest.mark.parametrize("nonsense", ["../../etc", "a b", "x" * 300, "đ"])
def test_what_is_no_id_only_brings_the_window_forward(
    door: SecondStartListener, second: Callable[[str], bool], qtbot: QtBot, nonsense: str
) -> None:
    heard: list[str] = []
    door.asked.connect(heard.append)
    second(nonsense)
    assert heard in ([], [""])


def test_the_socket_of_a_dead_window_is_removed(profile: Profile, qtbot: QtBot, second: Callable[[str], bool]) -> None:
    if sys.platform == "win32":
        pytest.skip("a named pipe ends with its process")
    code = HOLDER.replace(
        'print("held"',
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "from studio.ui.instance import SecondStartListener\n"
        "door = SecondStartListener(Profile(root=Path(sys.argv[1]))); assert door.open()\n"
        'print("held"',
    )
    dead = subprocess.Popen([sys.executable, "-c", code, str(profile.root)], stdout=subprocess.PIPE, text=True)
    assert dead.stdout is not None
    assert dead.stdout.readline() == "held\n"
    dead.kill()
    dead.wait()
    dead.stdout.close()
    door = SecondStartListener(profile)
    assert door.open()
    with qtbot.waitSignal(door.asked):
        assert second("")
    door.close()


def test_nobody_answers_in_vain_for_ever(profile: Profile) -> None:
    assert not hand_over(profile, "", patience_ms=300)
