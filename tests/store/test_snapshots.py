"""A moment of a practice profile is gone back to while it is open: whole, for everybody, and whatever happens."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from studio.errors import NotFound, StorageTrouble
from studio.store import engine
from studio.store.engine import open_store
from tests.profile import SetClock, fresh_store
from tests.soak import amount
from tests.store.restoring import generations, snapshots_of, two_moments, write_generation

KILLS = amount(3, 100, "STUDIO_KILLS")
SEED = 20261127


def pages(folder: Path) -> set[str]:
    return {path.parent.name for path in (folder / "practice").rglob("post.json")}


def test_going_back_and_forth_changes_database_and_pages(tmp_path: Path) -> None:
    store, snapshots, (first, second) = two_moments(tmp_path)
    for moment, generation, shown in ((first, 1, {"g1"}), (second, 2, {"g1", "g2"}), (first, 1, {"g1"})):
        snapshots.restore(moment)
        assert generations(store) == {generation}
        assert pages(tmp_path) == shown
    with store.read() as tx:
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert tx.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    store.close()


def test_what_a_page_showed_is_there_again_as_it_was(tmp_path: Path) -> None:
    store, snapshots, (_, second) = two_moments(tmp_path)
    post = tmp_path / "practice" / "page" / "posts" / "g2" / "post.json"
    post.write_text("changed afterwards", encoding="utf-8")
    (tmp_path / "practice" / "other").mkdir()
    snapshots.restore(second)
    assert post.read_text(encoding="utf-8") == "2"
    assert not (tmp_path / "practice" / "other").exists()
    store.close()


def test_all_connections_and_threads_see_one_generation_at_any_time(tmp_path: Path) -> None:
    store, snapshots, moments = two_moments(tmp_path)
    other = open_store(store.path, clock=SetClock())
    mixed: list[set[int]] = []
    seen: set[int] = set()
    over = threading.Event()

    def read(of: engine.Store) -> None:
        while not over.is_set():
            found = generations(of)
            seen.update(found)
            if len(found) != 1:
                mixed.append(found)

    readers = [threading.Thread(target=read, args=(of,)) for of in (store, store, other)]
    for reader in readers:
        reader.start()
    for turn in range(2000):
        snapshots.restore(moments[turn % 2])
        assert generations(store) == generations(other) == {turn % 2 + 1}
        if turn >= 19 and seen >= {1, 2}:  # a busy machine may let the readers look but seldom
            break
    over.set()
    for reader in readers:
        reader.join()
    assert mixed == []
    assert seen == {1, 2}
    store.close()
    other.close()


def test_one_can_write_on_after_going_back(tmp_path: Path) -> None:
    store, snapshots, (first, _) = two_moments(tmp_path)
    snapshots.restore(first)
    write_generation(store, 3)
    third = snapshots.take()
    snapshots.restore(first)
    snapshots.restore(third)
    assert generations(store) == {3}
    store.close()


def test_a_moment_that_was_forgotten_is_told(tmp_path: Path) -> None:
    store, snapshots, (first, _) = two_moments(tmp_path)
    snapshots.clear()
    with pytest.raises(NotFound):
        snapshots.restore(first)
    assert generations(store) == {2}
    store.close()


def test_a_database_that_another_keeps_writing_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", ("PRAGMA busy_timeout=20", *engine.PRAGMAS[1:]))
    store, snapshots, (first, _) = two_moments(tmp_path)
    other = open_store(store.path, clock=SetClock())
    with other.write() as tx:
        tx.exec_driver_sql("UPDATE rows SET generation = 9")
        with pytest.raises(StorageTrouble) as refused:
            snapshots.restore(first)
    assert "another window is writing" in refused.value.sentence("en")
    assert generations(store) == {9}
    snapshots.restore(first)
    assert generations(other) == {1}
    store.close()
    other.close()


@pytest.mark.kill
def test_killed_at_any_moment_the_database_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    store, snapshots, moments = two_moments(tmp_path)
    began = time.monotonic()
    snapshots.restore(moments[0])
    whole, when = time.monotonic() - began, random.Random(SEED)
    store.close()
    seen: set[int] = set()
    for _ in range(KILLS):
        command = [sys.executable, "-m", "tests.store.restoring", str(store.path), *moments]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"restoring"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=when.uniform(0, 4 * whole))
            process.kill()
        opened = open_store(store.path, clock=SetClock())
        with opened.write() as tx:
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        (generation,) = generations(opened)
        seen.add(generation)
        snapshots_of(opened).restore(moments[0])  # and nothing hinders going back once more
        assert generations(opened) == {1}
        opened.close()
    assert seen <= {1, 2}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    store = fresh_store(tmp_path, SetClock())
    (tmp_path / "moments").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StorageTrouble) as caught:
        snapshots_of(store).take()
    assert caught.value.where == str(tmp_path / "moments")
    assert "điểm khôi phục của bài học" in caught.value.sentence("vi")
    store.close()
