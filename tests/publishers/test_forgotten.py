"""Everything this PC knew is gone (fault 41 at its worst) and the page is still there: played on each adapter.

Store, journal, notes and files are made anew; the page has another name besides.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from studio.clock import SystemClock
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.presence import Presence
from studio.outbox.queue import code_of
from studio.outbox.service import Outbox
from studio.publishers.http import Http, trust_in
from studio.publishers.port import Outcome
from studio.store.engine import Store, open_store
from studio.store.files import FileStore
from tests.outbox.outbox_rig import PIN
from tests.profile import fresh_store
from tests.publishers.kill import program
from tests.publishers.kill.remote import Remote, Seen
from tests.publishers.kill.stage import Approved, Stage

POSTS = ("p0", "p2", "p3")
"""The first goes to every page of the stage."""


class Profile:
    """One PC's whole memory, in a folder of its own."""

    def __init__(self, folder: Path, stage: Stage, held: ExitStack) -> None:
        folder.mkdir()
        self.folder, self.stage = folder, stage
        fresh_store(folder, SystemClock()).close()  # type: ignore[arg-type]
        self.store: Store = open_store(folder / "studio.sqlite3", clock=SystemClock(), migrate=False)
        held.callback(self.store.close)
        presence = held.enter_context(Presence(folder / "workers", uuid.uuid4().hex))
        self.outbox: Outbox = program.build(folder, stage, self.store, presence)

    def publish(self, *posts: str) -> list[Delivery]:
        """Each queued for its pages and worked on as long as anything moves by itself; as they are then."""
        for post in posts:
            self.outbox.enqueue(post, self.stage.names(int(post[1:])), "cb-dang", PIN)
        self.outbox.run(patience=timedelta(seconds=20))
        return list(self.outbox.list())


def renamed(stage: Stage) -> Stage:
    def new(name: str) -> str:
        return f"moi-{name}"[:40]

    return replace(
        stage,
        accounts=tuple(replace(account, name=new(account.name)) for account in stage.accounts),
        tokens={new(name): parts for name, parts in stage.tokens.items()},
    )


def public(seen: Sequence[Seen]) -> Counter[tuple[str, str]]:
    return Counter((post.page, post.reference) for post in seen if post.public)


def test_no_post_is_made_a_second_time(page: Remote, tmp_path: Path, held: ExitStack) -> None:
    first = Profile(tmp_path / "lost", page.stage, held).publish(*POSTS)
    assert {d.state for d in first} == {DeliveryState.VERIFIED}
    before = public(page.seen())
    again = Profile(tmp_path / "anew", renamed(page.stage), held).publish(*POSTS)
    assert {(d.page_id, d.reference, d.state) for d in again} == {(d.page_id, d.reference, d.state) for d in first}
    assert {(d.page_id, d.remote_id) for d in again} == {(d.page_id, d.remote_id) for d in first}
    assert public(page.seen()) == before
    assert set(before.values()) == {1}
    assert page.bugs() == []


def test_a_hidden_copy_of_the_forgotten_past_is_shown_instead_of_made_again(
    page: Remote, tmp_path: Path, held: ExitStack
) -> None:
    """The PC was lost between the create and the reveal."""
    lost = Profile(tmp_path / "lost", page.stage, held)
    [name] = page.stage.names(2)
    ready = Approved(page.stage, FileStore(lost.folder / "files")).ready("p2", name, SystemClock().now())
    code = code_of("p2", ready.package, ready.account.page_id)
    maker = program.publisher(
        page.stage, lost.store, Http(answer_within=60.0, trust=trust_in(page.stage.trusted)), SystemClock()
    )
    made = maker.create(ready.account, ready.package, code, FileStore(lost.folder / "files"))
    assert made.outcome is Outcome.DONE
    [delivery] = Profile(tmp_path / "anew", renamed(page.stage), held).publish("p2")
    assert (delivery.state, delivery.remote_id) == (DeliveryState.VERIFIED, made.remote_id)
    assert [(post.reference, post.public) for post in page.seen()] == [(code, True)]


def test_the_same_notice_typed_anew_asks_before_there_are_two(page: Remote, tmp_path: Path, held: ExitStack) -> None:
    """Even the post is gone: another id, another code, the same text."""
    Profile(tmp_path / "lost", page.stage, held).publish("p0")
    before = public(page.seen())
    anew = Profile(tmp_path / "anew", renamed(page.stage), held)
    [delivery] = anew.publish("p1")
    assert (delivery.state, delivery.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert public(page.seen()) == before
    [theirs] = [post for post in anew.outbox.candidates(delivery.id) if post.reference]
    anew.outbox.choose(delivery.id, theirs.remote_id, "cb-dang", PIN)
    anew.outbox.run(patience=timedelta(seconds=20))
    kept = anew.outbox.get(delivery.id)
    assert (kept.reference, kept.reason) == (theirs.reference, Attention.DIFFERS)  # it has other pictures
    assert public(page.seen()) == before
