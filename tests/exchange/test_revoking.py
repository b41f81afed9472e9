"""A PC that lost its access at the hub is believed no more, by USB neither, at any PC that the department tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import Untrusted
from studio.exchange import parcel
from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from tests.department.rig import UNIT, Force, force
from tests.exchange.rig import PC, PIN, opened_again
from tests.hub.rig import Hub


@pytest.fixture
def units(tmp_path: Path, hub: Hub) -> Iterator[Force]:
    with force(tmp_path / "pcs", hub) as made:
        yield made


@pytest.fixture
def other(units: Force) -> Iterator[PC]:
    """A second PC of the unit, which has the first one by the department's list alone."""
    with opened_again(units.root, "Đăng") as pc:
        pc.clock.moment = units.now()
        pc.join(units.hub, UNIT, vouch=[units.root / "Duyệt-introduction.json"])
        path = units.root / "Đăng-introduction.json"
        with pc.by(pc.head) as head:
            told = pc.studio.exchange.introduce(path, pc.name, head.id, PIN)
        with units.department.by(units.department.head) as head:
            units.department.studio.exchange.trust(path, told.fingerprint, head.id, PIN, unit=UNIT)
        units.department.sync()
        pc.sync()
        yield pc


def revoke(units: Force) -> None:
    """Take the first PC its access away, and let the department's PC hear of it, then tell of it."""
    joined = units.station.studio.hub.joined()
    assert joined is not None
    with units.hub.server() as server:
        server.revoke(joined.login)
    for _ in range(2):
        units.department.sync()


def test_what_a_revoked_pc_makes_is_refused_and_what_came_before_stays(units: Force, other: PC, tmp_path: Path) -> None:
    here, department = units.station, units.department
    before = here.submit(here.draft().id)
    here.sync()
    other.sync()
    revoke(units)
    with units.department.by() as person:
        listed = units.service.export_list(UNIT, tmp_path, person.id)
    other.read(listed)  # as one that does not hear of the hub
    carried = department.send(before.id, tmp_path / "carried.psexchange")
    assert other.read(carried) == ()
    assert other.state(before.id) is PostState.IN_REVIEW
    made = here.send(here.draft().id, tmp_path / "made.psexchange")
    for pc in (department, other):
        with pytest.raises(Untrusted, match="Soạn"):
            pc.read(made)
    assert not other.studio.exchange.standing(before.id).withdrawn  # type: ignore[union-attr]


def test_a_list_from_before_does_not_bring_it_back_and_a_person_does(units: Force, other: PC, tmp_path: Path) -> None:
    here = units.station
    revoke(units)
    other.sync()
    made = here.send(here.draft().id, tmp_path / "made.psexchange")
    old = tmp_path / "list.psexchange"
    own = other.studio.exchange.station()
    with units.department.by():
        unlike = {"what": "directory", "stations": _listed(units, here), "revoked": [own]}
        item = units.department.studio.hub.put(HubItemKind.PACK, unlike, "u404")
    parcel.write(old, [item.body], {}, other.studio.files)
    other.read(old)
    with pytest.raises(Untrusted):
        other.read(made)
    other.meet(here, tmp_path)
    assert [one.kind for one in other.read(made)] == [HubItemKind.REVISION]


def _listed(units: Force, pc: PC) -> list[dict[str, object]]:
    """That PC, as a list of the department has it."""
    told = (units.root / f"{pc.name}-introduction.json").read_text(encoding="utf-8")
    return [{"unit": UNIT, "department": False, "introduction": told}]
