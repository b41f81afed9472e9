"""A program that the system asks to end closes what it opened, and leaves nothing that looks like a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.cli.console import ended_cleanly
from studio.paths import Profile
from studio.ui.instance import LOCK_NAME, claim

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")


def started(profile: Profile) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "studio", "--profile", str(profile.root)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("when", ["as it starts", "with its services open"])
def test_the_window_ends_of_its_own_accord_when_it_is_asked_to(tmp_path: Path, qtbot: QtBot, when: str) -> None:
    profile = Profile(root=tmp_path / "hồ sơ")
    process = started(profile)
    try:
        sign = profile.root / LOCK_NAME if when == "as it starts" else profile.database
        qtbot.waitUntil(lambda: sign.exists() or process.poll() is not None)
        process.send_signal(signal.SIGTERM)
        qtbot.waitUntil(lambda: process.poll() is not None)
    finally:
        process.kill()
        process.wait()
    assert not (profile.root / LOCK_NAME).exists()
    ours = claim(profile)
    assert ours is not None
    assert not ours.crashed
    ours.give_back()


def test_a_verb_that_is_ended_closes_what_it_opened() -> None:
    closed: list[bool] = []
    former = signal.getsignal(signal.SIGTERM)

    def verb() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        finally:
            closed.append(True)

    with pytest.raises(SystemExit) as ended, ended_cleanly():
        verb()
    assert ended.value.code == 128 + signal.SIGTERM
    assert closed == [True]
    assert signal.getsignal(signal.SIGTERM) == former


def test_nothing_that_a_command_writes_is_readable_by_others(tmp_path: Path) -> None:
    root = tmp_path / "hồ sơ"
    command = [sys.executable, "-m", "studio", "--profile", str(root), "people", "list"]
    subprocess.run(command, check=True, capture_output=True, umask=0o022)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "studio.sqlite3" for path in made)
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_a_folder_of_somebody_else_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    root = tmp_path / "Tài liệu"
    root.mkdir(mode=0o755)
    root.chmod(0o755)
    (root / "thu.docx").write_bytes(b"x")
    for words in (["people", "list"], []):
        command = [sys.executable, "-m", "studio", "--profile", str(root), *words]
        told = subprocess.run(command, check=False, capture_output=True)
        assert told.returncode == 1
        assert "thư mục trống" in told.stderr.decode()
    assert root.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in root.iterdir()] == ["thu.docx"]
