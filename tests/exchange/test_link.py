"""A station and its hub: joining, leaving, what goes there and what comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio.errors import NotPermitted, Refused
from studio.hub.model import HubItemKind
from tests.exchange.rig import PIN, Three
from tests.hub.rig import Hub


def test_without_a_hub_there_is_nothing_of_one(three: Three) -> None:
    author = three[0]
    link = author.studio.hub
    assert link.joined() is None
    assert link.sync().trouble is None
    standing = link.standing()
    assert (standing.last_try, standing.waiting, standing.received) == (None, 0, {})
    with author.by(), pytest.raises(Refused, match="kho chung"):
        link.put(HubItemKind.ACK, {"notice": "x"})


def test_the_driver_is_not_loaded_before_a_hub_is_spoken_to() -> None:
    told = "import sys, studio.app; import studio.exchange.link; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_what_one_station_puts_another_has_after_a_contact(three: Three, hub: Hub) -> None:
    author, approver, _ = three
    for pc in (author, approver):
        pc.join(hub, "u001")
    with author.by():
        made = author.studio.hub.put(HubItemKind.ACK, {"notice": "n1", "by": "Trần Thị Soạn"})
    assert author.studio.hub.standing().waiting == 1
    assert author.sync().pushed == 2  # the end of its log goes along
    assert author.studio.hub.standing().waiting == 0
    approver.sync()
    (one,) = approver.studio.hub.taken(HubItemKind.ACK)
    assert (one.id, one.facts["notice"], one.unit, one.number) == (made.hex, "n1", "", 1)
    (own,) = author.studio.hub.taken(HubItemKind.ACK)
    assert (own.id, own.number) == (made.hex, 1)
    assert approver.studio.hub.standing().received == {"u001": 1}


def test_a_station_joins_by_its_head_and_leaves_again(three: Three, hub: Hub, tmp_path: Path) -> None:
    author = three[0]
    joined = author.join(hub, "u001")
    assert author.studio.hub.joined() == joined
    assert (joined.unit, joined.department) == ("u001", False)
    with author.by() as person, pytest.raises(NotPermitted):
        author.studio.hub.leave(person.id, PIN)
    author.reopen()
    author.sync()
    with author.by(author.head) as head:
        author.studio.hub.leave(head.id, PIN)
    assert author.studio.hub.joined() is None
