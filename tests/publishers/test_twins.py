"""Two copies of one profile send at the same moment, on each adapter: no double goes unsaid, and one of them stays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.accounts.model import Account, AccountKind
from studio.outbox.model import Attention, DeliveryState
from studio.phrase import Bilingual
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer, Outcome, Publisher
from tests.outbox.outbox_rig import PIN
from tests.publishers.kill import program
from tests.publishers.kill.remote import Remote
from tests.publishers.test_forgotten import Profile, public

POSTS = ("p0", "p2", "p3")


class Overtaken:
    """Files whose first reading lets another PC go first: an adapter reads them after its own look at the page."""

    def __init__(self, files: FileReader, first: Callable[[], object]) -> None:
        self._files, self._first = files, first

    def __getattr__(self, name: str) -> Any:
        first, self._first = self._first, lambda: None
        first()
        return getattr(self._files, name)


class Late:
    """A publisher that is overtaken in the middle of each create, when nothing of it is public yet."""

    def __init__(self, publisher: Publisher, first: Callable[[], object]) -> None:
        self._publisher, self._first = publisher, first

    def __getattr__(self, name: str) -> Any:
        return getattr(self._publisher, name)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        overtaken: Any = Overtaken(files, self._first)
        if not package.attachments:
            self._first()
        return self._publisher.create(account, package, reference, overtaken, at)


class Slow:
    """A publisher whose first reveal does not get through."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher, self._failed = publisher, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._publisher, name)

    def reveal(self, *args: Any, **kwargs: Any) -> Any:
        if self._failed:
            return self._publisher.reveal(*args, **kwargs)
        self._failed = True
        return Answer(outcome=Outcome.NOT_EXECUTED, say=Bilingual("chưa tới nơi.", "it did not get through."))


def twice(*profiles: Profile) -> set[tuple[str, str]]:
    """Page and code of what a profile says that it shows twice."""
    waiting = (DeliveryState.NEEDS_ATTENTION, Attention.TWICE)
    found = [d for profile in profiles for d in profile.outbox.list()]
    return {(d.page_id, d.reference) for d in found if (d.state, d.reason) == waiting}


def doubles(page: Remote) -> set[tuple[str, str]]:
    return {key for key, shown in public(page.seen()).items() if shown > 1}


def remove_doubles(profile: Profile) -> None:
    for delivery in profile.outbox.list():
        if delivery.reason is Attention.TWICE:
            profile.outbox.remove_twin(delivery.id, "cb-dang", PIN)
    profile.outbox.run(patience=timedelta(seconds=20))


def test_overtaken_by_a_whole_send(
    page: Remote, tmp_path: Path, held: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other PC makes and shows its copies between our look and our create."""
    other = Profile(tmp_path / "other", page.stage, held)
    for post in POSTS:
        other.outbox.enqueue(post, page.stage.names(int(post[1:])), "cb-dang", PIN)
    make = program.publisher
    with monkeypatch.context() as patch:
        patch.setattr(program, "publisher", lambda *args: Late(make(*args), other.outbox.run))
        one = Profile(tmp_path / "one", page.stage, held)
    one.publish(*POSTS)
    assert twice(one, other) == doubles(page)
    remove_doubles(one)
    assert set(public(page.seen()).values()) == {1}
    assert {d.state for d in one.outbox.list()} == {DeliveryState.VERIFIED}
    theirs = {(d.page_id, d.reference): d.remote_id for d in other.outbox.list()}
    assert {(d.page_id, d.reference): d.remote_id for d in one.outbox.list()} == theirs


def test_both_have_made_theirs_before_either_shows(
    page: Remote, tmp_path: Path, held: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two hidden copies under one code (on a website, two drafts of one slug), shown one after the other."""
    make = program.publisher
    with monkeypatch.context() as patch:
        patch.setattr(program, "publisher", lambda *args: Slow(make(*args)))
        other = Profile(tmp_path / "other", page.stage, held)
    other.outbox.enqueue("p2", page.stage.names(2), "cb-dang", PIN)
    with monkeypatch.context() as patch:
        patch.setattr(program, "publisher", lambda *args: Late(make(*args), other.outbox.run))
        one = Profile(tmp_path / "one", page.stage, held)
    one.publish("p2")
    other.outbox.run(patience=timedelta(seconds=20))
    raced = page.stage.kind is not AccountKind.WORDPRESS  # there the second draft takes another slug and is taken back
    assert len(doubles(page)) == int(raced)
    assert twice(one, other) == doubles(page)
    remove_doubles(one)
    remove_doubles(other)
    assert set(public(page.seen()).values()) == {1}
    assert doubles(page) == twice(one, other) == set()
