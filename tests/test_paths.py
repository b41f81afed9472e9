"""A profile's folders, and writing a file whole or not at all."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from studio.errors import StorageTrouble
from studio.paths import Profile, default_profile, write_atomic


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
