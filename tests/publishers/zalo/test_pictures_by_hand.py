"""A unit without a website puts the pictures in place itself: a post waits for its own, and no other post does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.clock import SystemClock
from studio.outbox.model import DeliveryState
from studio.publishers.http import Http, trust_in
from studio.publishers.zalo.images import HandPicture, pictures_of
from studio.store.files import FileStore
from tests.outbox.outbox_rig import PIN
from tests.publishers.kill import program, remote
from tests.publishers.kill.stage import Approved
from tests.publishers.test_forgotten import Profile


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Profile]:
    monkeypatch.setattr(program, "TIMING", replace(program.TIMING, workers=1))
    monkeypatch.setattr(program, "ANSWER_WITHIN", 60.0)  # nothing is slow here but the machine
    with remote.zalo(tmp_path) as zalo, ExitStack() as held:
        account = zalo.stage.accounts[0]
        account = replace(account, image_host=f"{account.base_url}/images")
        tokens = {account.name: zalo.stage.tokens[account.name]}
        yield Profile(tmp_path / "profile", replace(zalo.stage, accounts=(account,), tokens=tokens), held)


def files_of(office: Profile, post: str) -> tuple[HandPicture, ...]:
    account, files = office.stage.accounts[0], FileStore(office.folder / "files")
    ready = Approved(office.stage, files).ready(post, account.name, SystemClock().now())
    return pictures_of(account, ready.package, files)


def put(office: Profile, *pictures: HandPicture) -> None:
    """What the person does."""
    for picture in pictures:
        http = Http(trust=trust_in(office.stage.trusted))
        reply = http.send("PUT", picture.url, data=picture.data, headers={"Content-Type": "image/jpeg"})
        assert reply.status == 201


def test_a_post_waits_for_its_files_and_says_which(office: Profile) -> None:
    here, *missing = files_of(office, "p1")
    assert missing
    put(office, here, *files_of(office, "p2"))
    [name] = office.stage.names(1)
    waiting = office.outbox.enqueue("p1", [name], "cb-dang", PIN)[0]
    other = office.outbox.enqueue("p2", [name], "cb-dang", PIN)[0]
    office.outbox.run()
    office.outbox.run(patience=timedelta(seconds=5))
    assert office.outbox.get(other.id).state is DeliveryState.VERIFIED, "it has its pictures and waits for nobody"
    found = office.outbox.get(waiting.id)
    assert found.state is DeliveryState.WAITING
    assert all(picture.name in found.message for picture in missing)
    assert here.name not in found.message
    assert office.outbox.pauses() == ()
    put(office, *missing)
    office.outbox.run(patience=timedelta(seconds=20))
    assert office.outbox.get(waiting.id).state is DeliveryState.VERIFIED
