"""After a purge not one byte of what citizens wrote is in any file of the profile, nor in a backup made afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.app.backups import rescue
from studio.feedback.model import FeedbackFilter, ItemOutcome
from studio.paths import Profile
from tests.accounts.keyrings import MemorySafe, NoKeyring
from tests.feedback.desk_rig import PIN, DeskRig

QUESTION = "Đăng ký tạm trú ở đâu?"
MARKED, KEPT = 1000, 300
"""Texts that have to go, and texts of open items between them that have to stay."""


def marked(number: int) -> str:
    """A text of its own, of a length that fills pages unevenly."""
    return f"dấu-{number:06d}-vết " * (1 + number % 23)


def sealed_pieces(database: Path) -> list[bytes]:
    """Of each sealed text and thread 24 bytes that occur nowhere else."""
    with closing(sqlite3.connect(database)) as raw:
        tables = ("feedback_bodies", "feedback_threads")
        return [row[0][12:36] for name in tables for row in raw.execute(f"SELECT sealed FROM {name}")]  # noqa: S608


def bytes_of(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in root.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def found_in(root: Path, pieces: list[bytes]) -> dict[str, int]:
    """By file, how many of the pieces stand in it; files without one are left out."""
    begins = np.unique(np.array([int.from_bytes(piece[:4], "little") for piece in pieces], dtype="<u4"))
    counted = {name: len(pieces_in(data, begins, set(pieces))) for name, data in bytes_of(root)}
    return {name: count for name, count in counted.items() if count}


def pieces_in(data: bytes, begins: NDArray[np.uint32], pieces: set[bytes]) -> set[bytes]:
    """Those that stand anywhere in `data`, found by the four bytes with which they begin: there are thousands."""
    length = len(next(iter(pieces)))
    found = set[bytes]()
    for shift in range(4):
        words = np.frombuffer(data, dtype="<u4", offset=min(shift, len(data)), count=max(0, len(data) - shift) // 4)
        for place in np.flatnonzero(np.isin(words, begins)):
            start = shift + 4 * int(place)
            found.add(data[start : start + length])
    return found & pieces


@pytest.fixture
def full(desk: DeskRig) -> tuple[DeskRig, list[bytes]]:
    """Closed items among open ones, taken in by turns and some of them written to again; and what must go."""
    for begin in range(0, MARKED + KEPT, 130):
        numbers = range(begin, begin + 130)
        desk.feedback.items.take_in([desk.comment(marked(n), thread=f"t-{n}", id=f"x-{n}") for n in numbers])
        later = [desk.comment(marked(n) + "thêm", thread=f"t-{n}", id=f"y-{n}") for n in numbers if n % 5 == 0]
        desk.feedback.items.take_in(later)
    ids = desk.feedback.items.ids(FeedbackFilter())
    with desk.at_work(desk.an):
        goes = [item for place, item in enumerate(ids) if place % 13 < 10]
        desk.studio.at_once(lambda: close(desk, goes))
    assert len(goes) == MARKED
    with closing(sqlite3.connect(desk.profile.database)) as raw:
        listed = "','".join(goes)
        pieces = [
            row[0][12:36]
            for table in ("feedback_bodies", "feedback_threads")
            for row in raw.execute(f"SELECT sealed FROM {table} WHERE item IN ('{listed}')")  # noqa: S608
        ]
    assert len(pieces) > MARKED * 2
    desk.clock.forward(days=31)
    return desk, pieces


def close(desk: DeskRig, ids: list[str]) -> None:
    for item in ids:
        desk.feedback.items.close(item, ItemOutcome.NO_ANSWER, desk.an.id)


def purge(desk: DeskRig) -> None:
    with desk.at_work(desk.cuong):
        desk.studio.confirm_clock(desk.cuong.id, PIN)
        assert desk.feedback.purging.purge(desk.cuong.id, PIN) == MARKED


def taken_to_another_pc(desk: DeskRig, folder: Path) -> DeskRig:
    """What a backup that is made now brings to another PC, by the recovery code."""
    code = desk.studio.backups.issue_code(desk.cuong.id, PIN)
    backup = desk.studio.backups.make(folder, desk.cuong.id, PIN, going=lambda *_: True)
    assert backup is not None
    safe, there = MemorySafe(), Profile(root=folder / "other" / "profile")
    there.root.parent.mkdir()
    assert rescue(there, clock=desk.clock, safe=safe).stage(backup, code=code, going=lambda *_: True)
    return DeskRig(there.root, safe=safe, clock=desk.clock)


def test_nothing_is_left_in_any_file(full: tuple[DeskRig, list[bytes]], tmp_path: Path) -> None:
    desk, pieces = full
    assert found_in(desk.profile.root, pieces) != {}
    with closing(sqlite3.connect(desk.profile.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM feedback_items").fetchone()
        purge(desk)
        assert not desk.feedback.purging.finish(), "what another program still sees in its transaction cannot go"
        reader.execute("COMMIT")
        assert desk.feedback.purging.finish()
        assert found_in(desk.profile.root, pieces) == {}, "and that program has the database open"
        assert found_in(desk.profile.root, ["dấu-".encode()]) == {}, "no text ever lay here in the clear"
    with closing(taken_to_another_pc(desk, tmp_path)) as other:
        assert other.feedback.items.counts().to_answer == KEPT
        assert found_in(tmp_path, pieces) == {}, "neither in the backup nor in what it was unpacked to"
    with desk.at_work(desk.an):
        rest = desk.feedback.items.ids(FeedbackFilter())
        assert len(rest) == KEPT
        for item in rest[:40]:
            assert desk.feedback.items.conversation(item, desk.an.id).turns[0].text.startswith("dấu-")


def test_a_purge_reaches_every_table_with_sealed_words(desk: DeskRig) -> None:
    listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'feedback%' AND sql LIKE '%sealed%'"
    with closing(sqlite3.connect(desk.profile.database)) as raw:
        sealed = {name for (name,) in raw.execute(listing)}
        triggered = {name for (name,) in raw.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")}
    purged = {table.name for keeper in desk.feedback.purging.keepers for table in keeper.tables()}
    assert {"feedback_bodies", "feedback_threads"} <= sealed <= purged
    assert purged & triggered == set(), "no trigger keeps a row, or copies it"


def test_what_is_handed_over_goes_at_once(desk: DeskRig) -> None:
    item = desk.ask("Có người đang phá khóa xe ở đầu ngõ")
    pieces = sealed_pieces(desk.profile.database)
    with desk.at_work(desk.an):
        desk.feedback.items.hand_over(item.id, desk.an.id)
        assert desk.feedback.purging.forget_now([item.id], desk.an.id) == 1
        assert found_in(desk.profile.root, pieces) == {}
        shown = desk.feedback.items.conversation(item.id, desk.an.id)
        assert (shown.turns, shown.permalink) == ((), "")
    (line,) = desk.feedback.purging.certificates()
    assert (line.count, line.by, line.rule) == (1, desk.an.id, "handed_over")


def test_a_backup_brings_texts_back_on_another_pc(desk: DeskRig, tmp_path: Path) -> None:
    item = desk.ask(QUESTION)
    with closing(sqlite3.connect(desk.profile.database)) as raw:
        assert raw.execute("SELECT guarded FROM feedback_keys").fetchall() == [(1,)]
    with closing(taken_to_another_pc(desk, tmp_path)) as other, other.at_work(other.an):
        assert other.feedback.items.conversation(item.id, other.an.id).turns[0].text == QUESTION


def test_a_pc_without_a_keyring_seals_as_well(tmp_path: Path) -> None:
    with closing(DeskRig(tmp_path / "bare", safe=NoKeyring())) as rig:
        rig.found()
        item = rig.ask(QUESTION)
        assert found_in(rig.profile.root, [QUESTION.encode()]) == {}
        rig.reopen()
        with rig.at_work(rig.an):
            assert rig.feedback.items.conversation(item.id, rig.an.id).turns[0].text == QUESTION


def test_a_key_that_was_taken_back_seals_nothing(desk: DeskRig) -> None:
    """The first text came in a transaction that failed: its key went with it, and the next text has one that stays."""

    def failing() -> None:
        desk.ask(QUESTION)
        raise KeyError

    with desk.at_work(desk.an), pytest.raises(KeyError):
        desk.studio.at_once(failing)
    item = desk.ask(QUESTION)
    desk.reopen()
    with desk.at_work(desk.an):
        assert desk.feedback.items.conversation(item.id, desk.an.id).turns[0].text == QUESTION
