"""The department vouches for stations: by the invitation for its own PCs, by a signed list for the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from tests.exchange.rig import PC, PIN, STAFF, Three, opened
from tests.hub.rig import Hub

UNIT = "u001"


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[Three]:
    """Three PCs that were never made known to each other: of an author, an approver, the department."""
    with opened(tmp_path / "pcs", *STAFF, met=False) as (author, approver, department):
        yield author, approver, department


def introduction(pc: PC, folder: Path) -> tuple[Path, str]:
    path = folder / f"{pc.name}-intro.json"
    with pc.by(pc.head) as head:
        return path, pc.studio.exchange.introduce(path, pc.name, head.id, PIN).fingerprint


def test_stations_that_never_met_exchange_posts_by_the_departments_word(
    strangers: Three, hub: Hub, tmp_path: Path
) -> None:
    author, approver, department = strangers
    vouched, _ = introduction(department, tmp_path)
    department.join(hub, "department", department=True, vouch=[vouched])
    for pc in (author, approver):
        pc.join(hub, UNIT, vouch=[vouched])
        assert [one.name for one in pc.studio.exchange.stations()] == ["Đăng"]
    post = author.submit(author.draft().id)
    author.sync()
    approver.sync()
    (lying, *_) = approver.studio.hub.aside()  # nobody vouches for the author's PC yet
    assert lying.sender == author.studio.exchange.station()
    for pc in (author, approver):
        path, fingerprint = introduction(pc, tmp_path)
        with department.by(department.head) as head:
            department.studio.exchange.trust(path, fingerprint, head.id, PIN, unit=UNIT)
    department.sync()
    assert department.sync().pushed == 0  # the list is told once
    approver.sync()
    assert approver.studio.hub.aside() == ()
    assert approver.state(post.id) is PostState.IN_REVIEW
    assert department.state(post.id) is PostState.IN_REVIEW
    approver.approve(post.id)
    approver.sync()
    author.sync()
    assert author.state(post.id) is PostState.IN_REVIEW  # the approver is known for less than a day
    (waiting,) = author.studio.hub.aside()
    assert "Phạm Thị Duyệt" in waiting.why.vi
    author.clock.moment = approver.clock.moment = author.clock.moment.replace(day=author.clock.moment.day + 1)
    author.sync()
    assert author.state(post.id) is PostState.APPROVED
    assert [one.unit for one in department.studio.hub.taken(HubItemKind.AUDIT_HEAD)].count(UNIT) == 2


def test_an_invitation_is_for_one_pc(strangers: Three, hub: Hub) -> None:
    author, approver, _ = strangers
    author.join(hub, UNIT)
    path = author.profile.root.parent / f"{author.name}-invitation.json"
    with approver.by(approver.head) as head, pytest.raises(Refused, match="máy khác"):
        approver.studio.hub.join(path, head.id, PIN)


def test_only_the_department_hands_out_a_directory(strangers: Three, hub: Hub, tmp_path: Path) -> None:
    author, approver, _ = strangers
    for pc, other in ((author, approver), (approver, author)):
        pc.join(hub, UNIT)
        pc.meet(other, tmp_path)
    with author.by():
        author.studio.hub.put(HubItemKind.PACK, {"what": "directory", "stations": []}, UNIT)
    author.sync()
    assert author.studio.hub.standing().refused == 1
