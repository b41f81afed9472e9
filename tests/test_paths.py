"""A profile's folders, and writing a file whole or not at all."""

from __future__ import annotations

import stat
import sys
import threading
from pathlib import Path

import pytest

from studio.errors import BadInput, StorageTrouble
from studio.paths import Profile, default_profile, unreserved, write_atomic
from tests.held import hold


def test_create_makes_every_folder_for_this_user_alone(tmp_path: Path) -> None:
    profile = Profile(root=tmp_path / "hồ sơ" / "tổ 1")
    profile.create()
    profile.create()
    assert all(folder.is_dir() for folder in profile.folders)
    if sys.platform != "win32":
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in profile.folders} == {0o700}


def test_create_says_where_it_failed(tmp_path: Path) -> None:
    occupied = tmp_path / "tệp"
    occupied.write_text("đã có", encoding="utf-8")
    with pytest.raises(StorageTrouble) as caught:
        Profile(root=occupied).create()
    assert caught.value.where == str(occupied)
    assert "chọn thư mục khác" in caught.value.sentence("vi")


def test_every_place_lies_in_the_profile(tmp_path: Path) -> None:
    profile = Profile(root=tmp_path)
    places = [profile.database, profile.settings, *profile.folders]
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert len(set(places)) == len(places)


def test_default_profile_is_in_the_users_data_folder() -> None:
    assert default_profile().root.is_absolute()
    assert default_profile().root.name == "PageStudio"


def test_write_atomic_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_atomic(path, b"old")
    write_atomic(path, "mới".encode())
    assert path.read_text(encoding="utf-8") == "mới"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_keeps_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.mkdir()  # a folder cannot be replaced by a file
    with pytest.raises(OSError, match=r".+"):
        write_atomic(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


@POSIX
def test_create_takes_the_rights_of_others_off_the_files_at_the_top(tmp_path: Path) -> None:
    profile = Profile(root=tmp_path / "hồ sơ")
    profile.create()
    files = [profile.database, profile.logs / "studio.log", profile.backups / "daily-2026-11-25.sqlite3"]
    for file in files:
        file.write_bytes(b"x")
        file.chmod(0o644)
    profile.create()
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@POSIX
def test_what_a_symbolic_link_points_to_keeps_its_rights(tmp_path: Path) -> None:
    shared, profile = tmp_path / "chung", Profile(root=tmp_path / "hồ sơ")
    shared.mkdir()
    shared.chmod(0o755)
    (tmp_path / "of-others.txt").write_text("x", encoding="utf-8")
    (tmp_path / "of-others.txt").chmod(0o644)
    profile.root.mkdir()
    profile.exports.symlink_to(shared)
    (profile.root / "link.txt").symlink_to(tmp_path / "of-others.txt")
    profile.create()
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "of-others.txt").stat().st_mode) == 0o644
    assert stat.S_IMODE(profile.files.stat().st_mode) == 0o700


@POSIX
def test_create_does_not_mind_files_that_another_run_takes_away_meanwhile(tmp_path: Path) -> None:
    profile, over = Profile(root=tmp_path / "hồ sơ"), threading.Event()
    profile.create()

    def write_on() -> None:
        aside = [profile.root / f"{number}.tmp" for number in range(50)]
        while not over.is_set():
            for file in aside:
                file.touch()
            for file in aside:
                file.unlink()

    other = threading.Thread(target=write_on)
    other.start()
    try:
        for _ in range(300):
            profile.create()
    finally:
        over.set()
        other.join()


FOLDERS = ("files", "exports", "practice", "logs", "backups")


@pytest.mark.parametrize(
    "held", [(), ("studio.sqlite3", "thu.docx"), ("settings.json",), ("files", "logs"), (*FOLDERS, "x.ini")]
)
def test_an_empty_folder_and_a_profile_are_no_foreign_folder(tmp_path: Path, held: tuple[str, ...]) -> None:
    for name in held:
        (tmp_path / name).mkdir()
    Profile(root=tmp_path).refuse_foreign()
    Profile(root=tmp_path / "chưa có").refuse_foreign()


@pytest.mark.parametrize("held", [("thu.docx",), ("files", "thu.docx"), ("logs", "Desktop")])
def test_a_folder_with_other_things_is_refused(tmp_path: Path, held: tuple[str, ...]) -> None:
    for name in held:
        (tmp_path / name).mkdir()
    with pytest.raises(BadInput, match="thư mục trống"):
        Profile(root=tmp_path).refuse_foreign()


@pytest.mark.parametrize("code", [5, 32])
def test_a_file_that_is_read_just_now_is_replaced_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    paused = hold(monkeypatch, tries=3, code=code)
    write_atomic(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert len(paused) == 3


def test_a_file_that_stays_held_is_an_error_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    paused = hold(monkeypatch, tries=100, code=5)
    with pytest.raises(PermissionError):
        write_atomic(tmp_path / "a", b"new")
    assert 0.9 < sum(paused) < 1.2
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_without_the_right_to_write_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paused = hold(monkeypatch, tries=1, code=0)
    with pytest.raises(PermissionError):
        write_atomic(tmp_path / "a", b"new")
    assert paused == []


@pytest.mark.parametrize("name", ["con", "CON", "Aux.jpg", "com1.tar.gz", "LPT9", "nul .txt"])
def test_a_name_that_windows_takes_for_a_device_is_led_by_an_underscore(name: str) -> None:
    assert unreserved(name) == f"_{name}"


@pytest.mark.parametrize("name", ["Con mèo", "console", "com10", "anh", "phan-con.jpg"])
def test_other_names_stay(name: str) -> None:
    assert unreserved(name) == name
