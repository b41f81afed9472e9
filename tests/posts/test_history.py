"""The history is a chain: whatever is done to it afterwards is found at its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from studio.posts.model import HistoryEntry, PostState
from studio.posts.versions import START, chained, problems
from tests.profile import MORNING

PLAIN = HistoryEntry(
    post_id="p1", at=MORNING, by="a", action="submit", from_state=PostState.DRAFT, to_state=PostState.IN_REVIEW
)


def chain(length: int = 4) -> list[HistoryEntry]:
    entries: list[HistoryEntry] = []
    for n in range(length):
        following = replace(PLAIN, note=f"dòng {n}", at=MORNING + timedelta(minutes=n))
        entries.append(chained(following, entries[-1] if entries else None))
    return entries


def test_a_whole_chain_has_no_problems() -> None:
    entries = chain()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert entries[0].prev_hash == START
    assert problems(entries, entries[-1].hash) == ()
    assert problems([], "") == ()


@pytest.mark.parametrize(
    "change",
    [
        {"note": "khác"}, {"by": "b"}, {"at": MORNING}, {"action": "approve"}, {"from_state": None},
        {"to_state": PostState.APPROVED}, {"revision": 9}, {"seal": "x"}, {"post_id": "p2"},
    ],
    ids=str,
)  # fmt: skip
def test_a_changed_entry_is_found_at_its_number(change: dict[str, Any]) -> None:
    entries = chain()
    entries[1] = replace(entries[1], **change)
    found = problems(entries, entries[-1].hash)
    assert len(found) == 1
    assert "số 2 " in found[0].vi


def test_an_entry_rewritten_with_its_hash_breaks_the_next_one() -> None:
    entries = chain()
    entries[1] = chained(replace(entries[1], note="khác"), entries[0])
    assert "số 3" in problems(entries, entries[-1].hash)[0].vi


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_entry_taken_out_is_found(number: int) -> None:
    entries = chain()
    head = entries[-1].hash
    del entries[number]
    assert f"số {number + 1}" in problems(entries, head)[0].vi


def test_a_history_cut_short_is_found_by_the_hash_the_post_keeps() -> None:
    entries = chain()
    assert "thiếu các dòng cuối" in problems(entries[:-1], entries[-1].hash)[0].vi
    assert problems([], entries[-1].hash)


def test_entries_swapped_or_doubled_are_found() -> None:
    entries = chain()
    assert problems([entries[0], entries[2], entries[1], entries[3]], entries[-1].hash)
    assert problems([*entries, entries[-1]], entries[-1].hash)
