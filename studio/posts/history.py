"""A post's history as a chain: each entry carries the hash of the one before it.

An entry that was changed, taken out or put in is found at its number, and a history cut short is found by the
hash of its last entry, which the post keeps beside it. Whoever can rewrite all of it can rewrite the chain too:
the record of a publication therefore carries the last hash out of the house.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from studio.canonical import digest
from studio.phrase import Phrase
from studio.posts.model import HistoryEntry
from studio.posts.serial import moment

START = "0" * 64
"""What the first entry of a post names as its predecessor."""


def chained(entry: HistoryEntry, last: HistoryEntry | None) -> HistoryEntry:
    """`entry` as the successor of `last`, with number and hashes."""
    following = replace(entry, seq=last.seq + 1 if last else 1, prev_hash=last.hash if last else START, hash="")
    return replace(following, hash=entry_hash(following))


def entry_hash(entry: HistoryEntry) -> str:
    """SHA-256 over everything in the entry but its own hash."""
    return digest(
        {
            "post_id": entry.post_id,
            "seq": entry.seq,
            "at": moment(entry.at),
            "by": entry.by,
            "action": entry.action,
            "from": entry.from_state,
            "to": entry.to_state,
            "note": entry.note,
            "revision": entry.revision,
            "seal": entry.seal,
            "prev_hash": entry.prev_hash,
        }
    )


def problems(entries: Sequence[HistoryEntry], head: str) -> tuple[Phrase, ...]:
    """What is wrong with a post's whole history (oldest first); empty when it is as it was written."""
    found = []
    previous = START
    for expected, entry in zip(count(1), entries, strict=False):
        if entry.seq != expected or entry.prev_hash != previous:
            found.append(
                Phrase(
                    f"lịch sử bài đăng bị mất hoặc chen dòng ở số {expected}.",
                    f"the post's history lost or gained an entry at number {expected}.",
                )
            )
            break
        if entry.hash != entry_hash(entry):
            found.append(
                Phrase(
                    f"dòng lịch sử số {entry.seq} đã bị sửa sau khi ghi.",
                    f"history entry number {entry.seq} was changed after it was written.",
                )
            )
        previous = entry.hash
    if not found and previous != (head or START):
        found.append(
            Phrase(
                f"lịch sử bài đăng thiếu các dòng cuối, sau số {len(entries)}.",
                f"the post's history lacks its last entries, after number {len(entries)}.",
            )
        )
    return tuple(found)
