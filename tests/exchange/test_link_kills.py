"""Killed while it makes contact with the hub, a PC loses nothing, doubles nothing, and goes on."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from tests.crash_helper import said_until_killed
from tests.exchange.rig import PC, opened, opened_again
from tests.exchange.syncing_child import work
from tests.hub.rig import Hub
from tests.soak import amount

KILLS = amount(4, 200, "STUDIO_KILLS")
POSTS = 4
UNIT = "u001"


def keep_keyring(root: Path, *pcs: PC) -> None:
    """The keyrings as they are now: with the hub's passwords."""
    path = root / "keyrings.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept |= {pc.name: {name: value.reveal() for name, value in pc.safe.entries.items()} for pc in pcs}
    path.write_text(json.dumps(kept), encoding="utf-8")


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_nothing_is_lost_or_doubled(hub: Hub, tmp_path: Path) -> None:
    chance, root = random.Random(20261203), tmp_path / "pcs"
    with opened(root, "Soạn", "Duyệt") as (author, approver):
        for pc in (author, approver):
            pc.join(hub, UNIT)
        keep_keyring(root, author, approver)
        posts = {author.submit(author.draft(scam_name=f"Giả danh, lần {n}").id).id for n in range(POSTS)}
        with author.by():
            for number in range(10):
                author.studio.hub.put(HubItemKind.ACK, {"notice": str(number), "by": "Trần Thị Soạn"})
    for kill in range(KILLS):
        said_until_killed(work, root, ("Soạn", "Duyệt")[kill % 2], lines=chance.randrange(1, 25))
    with opened_again(root, "Soạn") as author, opened_again(root, "Duyệt") as approver:
        for pc in (author, approver, author):
            pc.sync()
        assert {approver.state(post) for post in posts} == {PostState.IN_REVIEW}
        said = [one.facts["notice"] for one in approver.studio.hub.taken(HubItemKind.ACK)]
        assert sorted(said) == sorted(str(number) for number in range(10))
        for post in posts:
            assert approver.studio.workflow.verify_history(post) == ()
            frozen = approver.studio.workflow.frozen(post)
            assert frozen is not None
            for package in frozen.bundle.packages.values():
                for one in package.attachments:
                    approver.studio.files.check(one.sha256)
        for pc in (author, approver):
            standing = pc.studio.hub.standing()
            assert (standing.waiting, standing.refused, standing.aside) == (0, 0, 0)
    told = hub.ask("SELECT box, seq, id FROM hub.item ORDER BY box, seq")
    assert len({(box, name) for box, _, name in told}) == len(told)
