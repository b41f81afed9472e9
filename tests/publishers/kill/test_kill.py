"""kill -9 at random moments while the real adapters publish over a bad https line: nothing twice, nothing lost,
nothing on a wrong page or told otherwise than the platform's own records have it.

A short form runs in `make test`, a long one in `make soak`. Longer still, or from another seed:

    STUDIO_KILLS=1000 STUDIO_SEED=2 .venv/bin/python -m pytest tests/publishers/kill -s -k facebook
"""

from __future__ import annotations

import faulthandler
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import NamedTuple

import pytest

from studio.canonical import canonical_json
from studio.clock import SystemClock
from studio.codec import plain
from studio.outbox import messages
from studio.outbox.audit import problems
from studio.outbox.completer import COMPLETE
from studio.outbox.model import Delivery, DeliveryState
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.posts.model import NO_OPTIONS, PlatformOptions
from studio.publishers.port import Outcome
from studio.store.engine import open_store
from tests.publishers.kill import remote
from tests.publishers.kill.desk import desk
from tests.publishers.kill.remote import Remote, Seen
from tests.publishers.kill.slaughter import Slaughter
from tests.soak import amount
from tests.wordpress.site import lacking

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

WORKERS = 3
Start = Callable[[Path], AbstractContextManager[Remote]]


@pytest.mark.parametrize(
    ("start", "kills"),
    [
        pytest.param(remote.facebook, amount(10, 200, "STUDIO_KILLS"), id="facebook"),
        pytest.param(remote.zalo, amount(10, 200, "STUDIO_KILLS"), id="zalo"),
        pytest.param(
            remote.wordpress,
            amount(4, 50, "STUDIO_KILLS"),
            id="wordpress",
            marks=pytest.mark.skipif(bool(lacking()), reason=lacking()),
        ),
    ],
)
def test_nothing_twice_nothing_lost_nothing_on_a_wrong_page(tmp_path: Path, start: Start, kills: int) -> None:
    faulthandler.cancel_dump_traceback_later()  # the long form may take its time
    seed = int(os.environ.get("STUDIO_SEED", "1"))
    with start(tmp_path) as there, desk(tmp_path, there.stage) as people:
        slaughter = Slaughter(tmp_path, there.stage, people, workers=WORKERS, seed=seed)
        there.break_down(seed)
        slaughter.run(kills, lambda: people.arrived() >= kills // 4 and there.struck() >= kills // 2)
        arrived, struck = people.arrived(), there.struck()
        false = _false(people.deliveries(), there.seen())
        there.be_good()
        slaughter.finish()
        seen, bugs = there.seen(), there.bugs()
        left, queued = [*people.open(), *people.unfinished()], people.deliveries()
        asked = {(d.page_id, d.reference): there.stage.options(int(d.post_id[1:])) for d in queued}
        print(
            f"\n{there.stage.kind}, seed {seed}: {slaughter.killed} kills, {struck} calls struck by a fault, "
            f"{WORKERS} processes of 2 threads, {len(there.stage.accounts)} pages\n"
            f"{_judged(tmp_path, queued, seen)}; {arrived} arrived between the kills\n"
            f"{_beside(tmp_path, asked, seen)}\n"
            f"a person was asked: {dict(people.asked) or 'never'}"
        )
    assert (bugs, slaughter.broken) == ([], [])
    assert [(d.state, d.reason, d.message_en) for d in left] == []
    assert _broken(queued, seen) == Broken([], [], [], [])
    assert _wrong_beside(asked, seen) == []
    assert false + _false(queued, seen) + _denied(tmp_path, queued, seen) == []
    _check_store(tmp_path)
    assert slaughter.killed >= kills


class Broken(NamedTuple):
    """What must not be; all of it of what the public sees."""

    twice: list[str]
    lost: list[str]
    astray: list[Seen]
    """Where nobody wanted them."""
    torn: list[Seen]
    """Without all of their pictures."""


def _broken(queued: Sequence[Delivery], seen: Sequence[Seen]) -> Broken:
    public = [post for post in seen if post.public]
    pictures = {(d.page_id, d.reference): len(d.image_sha256) for d in queued}
    times = Counter((post.page, post.reference) for post in public)
    return Broken(
        twice=[reference for (_, reference), count in times.items() if count > 1],
        lost=[reference for page, reference in pictures if (page, reference) not in times],
        astray=[post for post in public if (post.page, post.reference) not in pictures],
        torn=[post for post in public if pictures.get((post.page, post.reference), post.pictures) != post.pictures],
    )


def _wrong_beside(asked: Mapping[tuple[str, str], PlatformOptions], seen: Sequence[Seen]) -> list[Seen]:
    """Posts with a comment or a story too few or too many."""
    wanted = {key: (int(bool(one.first_comment)), int(one.story)) for key, one in asked.items()}
    public = [post for post in seen if post.public]
    return [post for post in public if (post.comments, post.stories) != wanted.get((post.page, post.reference), (0, 0))]


def _beside(folder: Path, asked: Mapping[tuple[str, str], PlatformOptions], seen: Sequence[Seen]) -> str:
    with closing(sqlite3.connect(folder / "studio.sqlite3")) as raw:
        query = "SELECT sum(outcome = ''), count(*) FROM delivery_attempts WHERE step = ?"
        [cut, tries] = raw.execute(query, (COMPLETE,)).fetchone()
    wanted = sum(one != NO_OPTIONS for one in asked.values())
    comments, stories = sum(post.comments for post in seen), sum(post.stories for post in seen)
    return (
        f"beside {wanted} of them: {comments} comments, {stories} stories, {len(_wrong_beside(asked, seen))} wrong; "
        f"{tries} tries, {cut or 0} of them killed"
    )


def _false(queued: Sequence[Delivery], seen: Sequence[Seen]) -> list[str]:
    """What is called published and is not to be seen."""
    public = {(post.page, post.reference) for post in seen if post.public}
    told = [d for d in queued if d.state is DeliveryState.VERIFIED]
    return [f"{d.reference} is no more on {d.page_id}" for d in told if (d.page_id, d.reference) not in public]


def _denied(folder: Path, queued: Sequence[Delivery], seen: Sequence[Seen]) -> list[str]:
    """Where the platform's own records have more copies of a post than attempts that may have made one."""
    copies = Counter((post.page, post.reference) for post in seen)
    with closing(sqlite3.connect(folder / "studio.sqlite3")) as raw:
        query = "SELECT delivery, count(*) FROM delivery_attempts WHERE step = 'create' AND outcome <> ? GROUP BY 1"
        made = dict(raw.execute(query, (str(Outcome.NOT_EXECUTED),)).fetchall())
    return [
        f"{d.reference}: {copies[d.page_id, d.reference]} copies of {made.get(d.id, 0)} attempts"
        for d in queued
        if copies[d.page_id, d.reference] > made.get(d.id, 0)
    ]


def _judged(folder: Path, queued: Sequence[Delivery], seen: Sequence[Seen]) -> str:
    broken = _broken(queued, seen)
    with closing(sqlite3.connect(folder / "studio.sqlite3")) as raw:
        [again] = raw.execute("SELECT sum(attempts - 1) FROM deliveries WHERE attempts > 1").fetchone()
        query = "SELECT count(*) FROM delivery_attempts WHERE detail = ?"
        [in_a_call] = raw.execute(query, (canonical_json(plain(messages.CRASHED)).decode(),)).fetchone()
    hidden = sum(not post.public for post in seen)
    return (
        f"{len(queued)} deliveries: {len(broken.twice)} public duplicates, {len(broken.lost)} lost, "
        f"{len(broken.astray)} on a wrong page, {len(broken.torn)} without all their pictures; {in_a_call} killed "
        f"inside a write, {again or 0} created anew after looking, {hidden} hidden copies left"
    )


def _check_store(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "studio.sqlite3")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store = open_store(folder / "studio.sqlite3", clock=SystemClock(), migrate=False)
    try:
        assert {d.lease for d in StoredOutbox(store).all()} == {""}
        audit = StoredAudit(store)
        assert problems(audit.entries(), audit.head()) == ()
    finally:
        store.close()
