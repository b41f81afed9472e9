from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.canonical import sha256
from studio.library.model import Original
from studio.library.storage_history import StoredOriginals
from studio.posts.storage_trash import StoredTrash
from studio.store.engine import Store, open_store
from studio.store.files import FileStore

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


class StillClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "studio.sqlite3", clock=StillClock())
    yield store
    store.close()


@pytest.fixture
def originals(store: Store, tmp_path: Path) -> StoredOriginals:
    return StoredOriginals(store, FileStore(tmp_path / "files"))


def original(data: bytes, **changes: object) -> Original:
    made = Original(
        document="1/2026/QD-MAU",
        sha256=sha256(data),
        name="mau.pdf",
        size=len(data),
        read_as="0" * 64,
        taken_at=NOW,
        taken_by="Nguyễn Văn Mẫu",
        scanned=True,
        pages={0: 0, 1: 3},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_file_and_what_it_was_read_as_come_back(originals: StoredOriginals) -> None:
    tied = original(b"%PDF mau")
    assert originals.keep(b"%PDF mau") == tied.sha256
    originals.tie(tied)
    assert originals.of("1/2026/QD-MAU") == (tied,)
    assert originals.get(tied.sha256) == b"%PDF mau"
    assert originals.of("2/2026/QD-MAU") == ()


def test_the_newest_file_comes_first_and_one_taken_again_stands_once(originals: StoredOriginals) -> None:
    first = original(b"mot")
    second = original(b"hai", taken_at=NOW + timedelta(hours=1))
    again = replace(first, taken_at=NOW + timedelta(hours=2), pages={0: 1})
    for tied in (first, second, again):
        originals.tie(tied)
    assert originals.of("1/2026/QD-MAU") == (again, second)


def test_a_file_of_the_library_is_needed(store: Store, originals: StoredOriginals) -> None:
    trash = StoredTrash(store)
    tied = original(b"%PDF mau")
    assert not trash.needed(tied.sha256)
    originals.tie(tied)
    assert trash.needed(tied.sha256)


def test_a_file_that_was_kept_and_never_tied_is_swept(store: Store, originals: StoredOriginals) -> None:
    trash = StoredTrash(store)
    tied = original(b"mot")
    for data in (b"mot", b"hai"):
        originals.keep(data)
    assert set(trash.unneeded()) == {sha256(b"mot"), sha256(b"hai")}
    originals.tie(tied)
    assert trash.unneeded() == (sha256(b"hai"),)
    assert not trash.needed(sha256(b"hai"))


def test_what_is_tied_in_a_transaction_that_fails_is_not_tied(store: Store, originals: StoredOriginals) -> None:
    tied = original(b"mot")
    originals.keep(b"mot")

    def fail() -> None:
        with originals.transaction():
            originals.tie(tied)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert originals.of(tied.document) == ()
    assert StoredTrash(store).unneeded() == (tied.sha256,)
