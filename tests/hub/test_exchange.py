"""Items through the hub: order, repeats, boxes, who may put what where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio.errors import Untrusted
from studio.hub.connection import HubRefused, HubWentBack
from studio.hub.items import opened, received
from studio.hub.model import DEPARTMENT, EVERYBODY, Cursor, HubItemKind
from tests.hub.postgres import Cluster
from tests.hub.rig import Hub, hub_on


@pytest.fixture(scope="module")
def standing(cluster: Cluster) -> Iterator[Hub]:
    """One for many short tests."""
    with hub_on(cluster) as made:
        made.station("u001")
        made.department()
        made.station("u002")
        yield made


def test_an_item_reaches_its_unit_and_the_department(hub: Hub) -> None:
    one, two, other, department = hub.station("u001"), hub.station("u001"), hub.station("u002"), hub.department()
    item = one.revision("post-1", text="Cảnh báo lừa đảo")
    with one.client() as line:
        assert line.push("u001", item) == 1
        assert line.push("u001", item) == 1
    for reader in (two, department):
        with reader.client() as line:
            (entry,) = line.pull(Cursor("u001"))
            assert received(entry, hub.devices).facts["text"] == "Cảnh báo lừa đảo"
            assert line.pull(Cursor("u001").after([entry])) == ()
    with other.client() as line:
        assert line.pull(Cursor("u001")) == ()


def test_a_greeting_tells_the_boxes_of_the_station(hub: Hub) -> None:
    one, department = hub.station("u001"), hub.department()
    with one.client() as line, department.client() as far:
        told, there = line.greet(), far.greet()
    assert (told.unit, told.department, told.boxes) == ("u001", False, (EVERYBODY, "u001"))
    assert (there.unit, there.department, there.boxes) == (DEPARTMENT, True, (EVERYBODY, DEPARTMENT, "u001"))
    assert told.epoch == there.epoch != ""


def test_many_items_go_in_one_call_or_not_at_all(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u002")
    items = [one.receipt(number) for number in range(120)]
    with one.client() as line:
        assert line.push_many("u001", items) == tuple(range(1, 121))
        assert line.push_many("u001", [*items[50:], one.receipt(500)]) == (*range(51, 121), 121)
        with pytest.raises(HubRefused):
            line.push_many("u001", [one.receipt(600), two.item(HubItemKind.PACK, {})])
        read = Cursor("u001")
        numbers = []
        while entries := line.pull(read, 50):
            read = read.after(entries)
            numbers += [received(entry, hub.devices).facts["number"] for entry in entries]
    assert numbers == [*range(120), 500]


def test_by_stick_and_by_hub_it_is_one_item_whoever_carries_it(hub: Hub) -> None:
    maker, carrier, department = hub.station("u001"), hub.station("u001"), hub.department()
    item = maker.revision("post-1")
    on_a_stick = opened(item.body, hub.devices)
    with carrier.client() as line, maker.client() as later, department.client() as reader:
        assert line.push("u001", on_a_stick) == later.push("u001", item) == 1
        (entry,) = reader.pull(Cursor("u001"))
        assert received(entry, hub.devices) == item
        assert (entry.sender, item.sender) == (carrier.login, maker.login)
        assert later.have("u001", [item.id]) == frozenset(), "sent again it would be the same"


def test_large_items_come_a_few_at_a_time(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        for number in range(5):
            line.push("u001", one.item(HubItemKind.RECEIPT, {"number": number, "text": "x" * 900_000}))
        read, pulls = Cursor("u001"), []
        while entries := line.pull(read, 500):
            read = read.after(entries)
            pulls.append(len(entries))
    assert pulls == [3, 2]


def test_what_is_asked_for_is_known_by_its_sender_alone(hub: Hub) -> None:
    one, two = hub.station("u001"), hub.station("u001")
    items = [one.receipt(number) for number in range(3)]
    with one.client() as line, two.client() as other:
        line.push_many("u001", items[:2])
        assert line.have("u001", [item.id for item in items]) == {item.id for item in items[:2]}
        assert other.have("u001", [item.id for item in items]) == frozenset()


@pytest.mark.parametrize("kind", list(HubItemKind))
@pytest.mark.parametrize("of_department", [False, True], ids=["station", "department"])
@pytest.mark.parametrize("box", ["u001", "u002", DEPARTMENT, EVERYBODY, "u999"])
def test_the_hub_and_the_receiver_agree_who_may_put_what_where(
    standing: Hub, kind: HubItemKind, of_department: bool, box: str
) -> None:
    station = next(one for one in standing.stations if one.device.department == of_department)
    facts = {"post": "p", "parents": [], "revision": "0" * 64, "box": box}
    item = station.item(kind, facts)
    there = box != "u999"
    with station.client() as line:
        if station.device.may_put(kind, box) and there:
            line.push(box, item)
        else:
            with pytest.raises(HubRefused):
                line.push(box, item)


def test_a_place_that_the_hub_does_not_know_is_refused(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        line.push_many("u001", [one.receipt(number) for number in range(3)])
        entries = line.pull(Cursor("u001"))
        read = Cursor("u001").after(entries)
        assert line.knows(read)
        wrong = Cursor("u001", read.seq, bytes(32))
        assert not line.knows(wrong)
        for cursor in (wrong, Cursor("u001", 9, read.chain)):
            with pytest.raises(HubWentBack):
                line.pull(cursor)


def test_a_hub_that_leaves_out_or_alters_is_found_out(hub: Hub) -> None:
    one = hub.station("u001")
    with one.client() as line:
        line.push_many("u001", [one.receipt(number) for number in range(3)])
        first, second, third = line.pull(Cursor("u001"))
    for entries in ([first, third], [second], [second, first, third]):
        with pytest.raises(Untrusted):
            Cursor("u001").after(entries)


def test_a_hint_comes_when_something_was_put(hub: Hub) -> None:
    one, department = hub.station("u001"), hub.department()
    with one.client() as line, department.client() as far:
        assert far.listen(0.0) == frozenset()
        line.push("u001", one.receipt(1))
        assert far.listen(30.0) == {"u001"}
