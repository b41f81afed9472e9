"""The printed sheet of fingerprints."""

from __future__ import annotations

from pathlib import Path

from studio.people.keys import fingerprint, in_force, key_sheet
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.posts import record_verify
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN = "73916408"


def test_the_sheet_shows_the_keys_in_force_as_the_verifier_tells_them(tmp_path: Path) -> None:
    clock = SetClock()
    people = People(StoredPeople(fresh_store(tmp_path, clock)), clock, ids=numbered("p"), hasher=FAST_HASHER)
    head, author, gone = staffed(
        people, ("Lãnh <Đạo>", [Role.HEAD]), ("Người Soạn", [Role.AUTHOR]), ("Người Nghỉ", [Role.AUTHOR]), pin=PIN
    )
    people.deactivate(gone.id, head.id, PIN)
    people.reset_pin(author.id, "58201673", *(head.id, PIN), *_other(people))
    events = people.key_register()
    lines = in_force(events)
    assert [line.name for line in lines] == ["Lãnh <Đạo>", "Người Ba", "Người Soạn"]
    sheet = key_sheet(events, "Công an phường <Ví Dụ>", clock.now())
    assert all(fingerprint(line.public) in sheet for line in lines)
    assert "Lãnh &lt;Đạo&gt;" in sheet
    assert "Người Nghỉ" not in sheet
    assert "http" not in sheet
    first = next(event for event in events if event.person == author.id)
    assert fingerprint(first.public) not in sheet, "the key of the forgotten PIN"
    keys = f'[{{"public": "{lines[0].public}", "name": "x"}}]'.encode()
    assert record_verify.fingerprints({"keys.json": keys}) == [f"x: {fingerprint(lines[0].public)}"]


def _other(people: People) -> tuple[str, str]:
    return people.add("Người Ba", [Role.AUTHOR], "604183", "Lãnh <Đạo>", PIN).id, "604183"
