"""A post's history as a chain: each entry carries the hash of the one before it.

An entry that was changed, taken out or put in is found at its number, and a history cut short is found by the
hash of its last entry, which the post keeps beside it. Whoever can rewrite all of it can rewrite the chain too:
the record of a publication therefore carries the last hash out of the house.

A post's journal as a person remembers it: one line a sitting, and one for every step of its way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from studio.canonical import digest
from studio.codec import read_whole
from studio.phrase import Phrase
from studio.posts.model import HistoryEntry, PostState, Revision
from studio.posts.serial import moment

SITTING = timedelta(minutes=10)
"""A pause this long, or another hand, begins a new sitting."""
WRITTEN = frozenset({"open", "edit", "undo", "redo"})
"""Kinds of revisions that run together within a sitting; a restored or set-aside one stands alone."""

NO_STEPS = frozenset({"open", "edit", "comment", "law_changed"})
"""Actions of the history that the journal tells of itself, or that leave the post as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A line of the list of versions."""

    number: int
    """The revision to show, compare or restore: the last of a sitting, or the one a step was taken at."""
    first: int
    """The first revision of the sitting; `number` for anything else."""
    by: str
    """Id of a person, or ``program``."""
    at: datetime
    """When it ended."""
    began: datetime
    kind: str
    """``edit`` for a sitting, ``restore``, ``aside``, or the action of the history (``submit``, ``approve`` …)."""
    title: str = ""
    from_state: PostState | None = None
    """Set, with `to_state`, where the post was moved."""
    to_state: PostState | None = None
    note: str = ""


def versions(
    revisions: Sequence[Revision], history: Sequence[HistoryEntry], title: Callable[[int], str]
) -> tuple[Version, ...]:
    """The lines, newest first. `title` gives the title of a revision; it is asked once a line."""
    steps = [_step(entry) for entry in history if entry.action not in NO_STEPS]
    lines = [*_sittings(revisions, [step.at for step in steps]), *steps]
    lines.sort(key=lambda line: (line.at, line.number, line.to_state is not None), reverse=True)
    titles = {number: title(number) for number in {line.number for line in lines if line.number}}
    return tuple(replace(line, title=titles.get(line.number, "")) for line in lines)


def _sittings(revisions: Sequence[Revision], steps: Sequence[datetime]) -> Iterator[Version]:
    """Revisions, oldest first, as lines; a step of the post's way between two of them parts them."""
    sitting: list[Revision] = []
    ahead = iter(sorted(steps))
    step = next(ahead, None)
    for revision in revisions:
        parted = False
        while step is not None and step < revision.at:
            parted, step = True, next(ahead, None)
        if sitting and (parted or not _continues(sitting[-1], revision)):
            yield _line(sitting)
            sitting = []
        sitting.append(revision)
    if sitting:
        yield _line(sitting)


def _continues(last: Revision, following: Revision) -> bool:
    together = last.kind in WRITTEN and following.kind in WRITTEN
    return together and last.by == following.by and following.at - last.at < SITTING


def _line(sitting: Sequence[Revision]) -> Version:
    first, last = sitting[0], sitting[-1]
    return Version(
        number=last.number,
        first=first.number,
        by=last.by,
        at=last.at,
        began=first.at,
        kind="edit" if last.kind in WRITTEN else last.kind,
    )


def _step(entry: HistoryEntry) -> Version:
    return Version(
        number=entry.revision,
        first=entry.revision,
        by=entry.by,
        at=entry.at,
        began=entry.at,
        kind=entry.action,
        from_state=entry.from_state,
        to_state=entry.to_state,
        note=entry.note,
    )


START = "0" * 64
"""What the first entry of a post names as its predecessor."""


def chained(entry: HistoryEntry, last: HistoryEntry | None) -> HistoryEntry:
    """`entry` as the successor of `last`, with number and hashes."""
    following = replace(entry, seq=last.seq + 1 if last else 1, prev_hash=last.hash if last else START, hash="")
    return replace(following, hash=entry_hash(following))


def entry_hash(entry: HistoryEntry) -> str:
    """SHA-256 over everything in the entry but its own hash."""
    told = entry_json(entry)
    del told["hash"]
    return digest(told)


def entry_json(entry: HistoryEntry) -> dict[str, Any]:
    """An entry as plain data, in the very form that is hashed, with its hash."""
    return {
        "post_id": entry.post_id,
        "seq": entry.seq,
        "at": moment(entry.at),
        "by": entry.by,
        "action": entry.action,
        "from": entry.from_state and str(entry.from_state),
        "to": entry.to_state and str(entry.to_state),
        "note": entry.note,
        "revision": entry.revision,
        "seal": entry.seal,
        "prev_hash": entry.prev_hash,
        "hash": entry.hash,
    }


def entry_of(told: dict[str, Any]) -> HistoryEntry:
    """The entry that `entry_json` wrote. Raises KeyError, ValueError for anything else."""
    named = {{"from": "from_state", "to": "to_state"}.get(name, name): value for name, value in told.items()}
    return read_whole(HistoryEntry, named)


def problems(entries: Sequence[HistoryEntry], head: str) -> tuple[Phrase, ...]:
    """What is wrong with a post's whole history (oldest first); empty when it is as it was written."""
    found = []
    previous = START
    for expected, entry in zip(count(1), entries, strict=False):
        if entry.seq != expected or entry.prev_hash != previous:
            found.append(Phrase("the post's history lost or gained an entry at number {expected}.", expected=expected))
            break
        if entry.hash != entry_hash(entry):
            found.append(Phrase("history entry number {seq} was changed after it was written.", seq=entry.seq))
        previous = entry.hash
    if not found and previous != (head or START):
        found.append(Phrase("the post's history lacks its last entries, after number {n}.", n=len(entries)))
    return tuple(found)
