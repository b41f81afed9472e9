from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.canonical import sha256
from studio.errors import BadInput, NotFound, StorageTrouble, Untrusted
from studio.phrase import Bilingual
from studio.store.files import FileStore


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def test_bytes_come_back_under_their_hash(files: FileStore) -> None:
    name = files.put(b"anh hien truong")
    assert name == sha256(b"anh hien truong")
    assert files.get(name) == b"anh hien truong"
    assert files.path_of(name) == files.root / name[:2] / name[2:4] / name
    assert files.has(name)


def test_the_same_bytes_are_kept_once_and_nothing_else_is_left(files: FileStore) -> None:
    files.put(b"x")
    files.put(b"x")
    assert len([p for p in files.root.rglob("*") if p.is_file()]) == 1


def test_a_changed_file_is_untrusted(files: FileStore) -> None:
    name = files.put(b"anh goc")
    files.path_of(name).write_bytes(b"anh gia")
    with pytest.raises(Untrusted, match="đã bị thay đổi"):
        files.get(name)


def test_putting_again_heals_a_truncated_file(files: FileStore) -> None:
    name = files.put(b"anh goc")
    files.path_of(name).write_bytes(b"anh")
    files.put(b"anh goc")
    assert files.get(name) == b"anh goc"


def test_putting_again_heals_a_file_that_kept_its_length(files: FileStore) -> None:
    name = files.put(b"anh goc")
    files.path_of(name).write_bytes(b"anh gia")
    files.put(b"anh goc")
    assert files.get(name) == b"anh goc"


def test_a_missing_file_is_told(files: FileStore) -> None:
    assert not files.has("0" * 64)
    with pytest.raises(NotFound, match="hãy thêm lại"):
        files.get("0" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64])
def test_only_a_hash_is_a_name(files: FileStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        files.path_of(name)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("x", encoding="utf-8")
    with pytest.raises(StorageTrouble, match="không lưu được"):
        FileStore(tmp_path / "files").put(b"x")


def test_a_file_is_removed_unless_somebody_put_it_since(files: FileStore) -> None:
    name = files.put(b"anh cu")
    put = datetime.fromtimestamp(files.path_of(name).stat().st_mtime, UTC)
    assert not files.remove(name, untouched_since=put - timedelta(days=1))
    assert files.has(name)
    assert files.remove(name, untouched_since=put + timedelta(seconds=1))
    assert not files.has(name)
    assert files.remove(name, untouched_since=put)


def test_putting_a_file_again_says_that_it_is_wanted(files: FileStore) -> None:
    name = files.put(b"anh cu")
    os.utime(files.path_of(name), (1e9, 1e9))
    files.put(b"anh cu")
    assert files.path_of(name).stat().st_mtime > 1e9


def test_a_large_file_is_kept_piece_by_piece_and_never_whole_in_memory(files: FileStore) -> None:
    piece, count = os.urandom(1 << 16), 640
    tracemalloc.start()
    name = files.put_pieces(piece for _ in range(count))
    files.check(name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * len(piece)
    assert files.path_of(name).stat().st_size == count * len(piece)
    with files.open(name) as file:
        file.seek(-4, 2)
        assert file.read() == piece[-4:]


def test_pieces_and_bytes_are_the_same_file(files: FileStore) -> None:
    assert files.put_pieces([b"video", b" goc"]) == files.put(b"video goc")
    assert len([p for p in files.root.rglob("*") if p.is_file()]) == 1


def test_a_large_file_that_breaks_off_leaves_nothing(files: FileStore) -> None:
    def broken() -> Iterator[bytes]:
        yield b"x" * 1000
        raise BadInput(Bilingual("hỏng", "broken"))

    with pytest.raises(BadInput):
        files.put_pieces(broken())
    assert [p for p in files.root.rglob("*") if p.is_file()] == []


def test_a_large_file_that_was_changed_or_went_is_found_without_reading_it_whole(files: FileStore) -> None:
    name = files.put_pieces([b"video goc"])
    files.path_of(name).write_bytes(b"video gia")
    with pytest.raises(Untrusted, match="đã bị thay đổi"):
        files.check(name)
    files.path_of(name).unlink()
    for look in (files.check, files.open):
        with pytest.raises(NotFound):
            look(name)


def test_what_a_killed_program_left_half_written_goes_after_a_day(files: FileStore) -> None:
    files.root.mkdir(parents=True)
    old, fresh = files.root / ".aside.a.tmp", files.root / ".aside.b.tmp"
    for path in (old, fresh):
        path.write_bytes(b"half a video")
    os.utime(old, (1_735_689_600, 1_735_689_600))
    files.put_pieces([b"video"])
    assert not old.exists()
    assert fresh.exists()
