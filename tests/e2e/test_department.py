"""Four windows on one hub, each on a screen of its own: a post is written at one PC, approved at another, sent from the
first, and counted at the department; a second station of the unit hears of it and sends nothing.

Each PC has a real keyring, and all of them one PostgreSQL. The short form has windows for the first and for the
department; what is done at the others is asked of their services.
"""

from __future__ import annotations

import faulthandler
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.config import Settings, SettingsFile
from studio.hub.model import DEPARTMENT
from studio.outbox.model import DeliveryState
from studio.people.model import Person as Worker
from studio.people.model import Role
from tests.accounts.keyrings import MemorySafe
from tests.e2e.rig.eyes import Sight
from tests.e2e.rig.hands import Mouse
from tests.e2e.rig.job import approve, arrive, asked, confirm, go_to, sign_in, submit
from tests.e2e.rig.keyring import lacking_keyring, open_keyring
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import Screen, missing, screen, until
from tests.exchange.rig import FIELDS, PC, PIN, opened
from tests.hub.conftest import cluster, hub, postgres
from tests.hub.rig import Hub
from tests.profile import SetClock, joined, staffed
from tests.soak import amount

__all__ = ["cluster", "hub", "postgres"]
LACKING = missing() or lacking_keyring()
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(bool(LACKING), reason=LACKING)]
UNIT = "u001"
AUTHOR, APPROVER, PUBLISHER, HEAD = "Trần Thị Soạn", "Phạm Thị Duyệt", "Đỗ Văn Gửi", "Trưởng Phòng"
SECOND = "Vũ Thị Đăng"
CONTACT_MS = 3000
TITLE = str(FIELDS["scam_name"])


class Office(PC):
    """The department's PC, where its head works alone."""

    @property
    def first(self) -> Worker:
        return self.head

    def found(self) -> None:
        staffed(self.studio.people, (HEAD, (Role.HEAD, Role.TECHNICAL)), pin=PIN)
        with self.by(self.head):
            self._furnish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Four PCs on one hub, their programs closed."""

    author: PC
    approver: PC
    other: PC
    office: PC
    post: str

    @property
    def pcs(self) -> tuple[PC, ...]:
        return self.author, self.office, self.approver, self.other


@pytest.fixture
def units(tmp_path: Path, hub: Hub) -> Iterator[Force]:
    root, now = tmp_path / "pcs", datetime.now(UTC)
    with opened(root, "Soạn", "Duyệt", "Đăng") as (author, approver, other):
        office = Office(root, "Phòng", SetClock(now), MemorySafe())
        office.found()
        for pc in (author, approver, other):
            pc.clock.moment = now
            pc.join(hub, UNIT)
            office.meet(pc, tmp_path)
        office.join(hub, DEPARTMENT, department=True)
        with author.by(author.head):
            joined(author.studio.people, PUBLISHER, (Role.PUBLISHER,), PIN)
        post = author.draft().id
        for pc in (author, approver, other, office):
            pc.sync()
            SettingsFile(pc.profile.settings).save(Settings(language="vi", lock_minutes=0))
            kept = {name: value.reveal() for name, value in pc.safe.entries.items()}
            (root / f"{pc.name}.keys").write_text(json.dumps(kept), encoding="utf-8")
            pc.studio.close()
        yield Force(author=author, approver=approver, other=other, office=office, post=post)
        office.studio.close()


@pytest.fixture
def windows(units: Force, tmp_path: Path) -> Iterator[dict[str, Mouse]]:
    """The windows, each at its door, by the name of the PC."""
    with ExitStack() as stack:
        people = {}
        for number, pc in enumerate(units.pcs[: amount(2, 4, "STUDIO_WINDOWS")]):
            shown = stack.enter_context(screen(tmp_path / f"screen-{number}"))
            open_keyring(shown)
            people[pc.name] = start(shown, pc, tmp_path / f"sight-{number}.json")
        for person in people.values():
            arrive(person)
        yield {name: Mouse(person, PIN) for name, person in people.items()}


def start(shown: Screen, pc: PC, sight: Path) -> Person:
    """The window of a PC, once its keyring has what it kept."""
    keys = shown.python("tests.e2e.rig.keys", str(pc.profile.root.parent / f"{pc.name}.keys"), log="keys.log")
    until(lambda: keys.poll() is not None, "the keyring to be filled")
    assert keys.returncode == 0, (shown.folder / "keys.log").read_text(encoding="utf-8")
    words = (str(pc.profile.root), str(sight), "--mouse", "--contact", str(CONTACT_MS))
    shown.python("tests.e2e.rig.window", *words, log="window.log")
    return Person(shown, sight)


def names(seen: Sight, words: str) -> list[str]:
    """The controls in sight that are called so."""
    return [one.name for one in seen.controls if re.search(words, one.name)]


def hand_in(author: Mouse) -> None:
    go_to(author, "composer", "ctrl+2", "^Soạn bài")
    author.person.bring(lambda: author.take("", TITLE[:24]), lambda seen: seen.focus.writes, "the draft")
    submit(author, AUTHOR)


def send(author: Mouse) -> None:
    """Once the approval came over the hub, the one who publishes sends the post from the PC where it was written."""
    sign_in(author, PUBLISHER, instead_of=AUTHOR)
    go_to(author, "composer", "ctrl+2", "^Soạn bài")
    author.person.bring(lambda: author.person.press("ctrl+Return"), asked, "the confirmation")
    confirm(author, PUBLISHER, ["^Trang, "])
    go_to(author, "outbox", "ctrl+5", "^Hộp gửi")
    author.person.wait(lambda seen: bool(names(seen, "Đã xác minh")), "the delivery to be verified")


def approve_elsewhere(units: Force, approver: Mouse | None) -> None:
    """At the approver's PC, once the post came there over the hub."""
    if approver is not None:
        sign_in(approver, APPROVER)
        go_to(approver, "approval", "ctrl+4", "^Chờ duyệt")
        approver.person.wait(lambda seen: bool(names(seen, re.escape(TITLE[:24]))), "the post to come over the hub")
        approve(approver, APPROVER)
        return
    with at(units.approver) as pc:
        until(lambda: came(pc, units.post), "the post to come over the hub", pause=0.5)
        pc.approve(units.post)
        pc.sync()


def hear_of_it(units: Force, other: Mouse | None) -> None:
    """At the second station of the unit."""
    if other is not None:
        sign_in(other, SECOND)
        go_to(other, "posts", "ctrl+3", "^Bài viết")
        other.person.wait(lambda seen: bool(names(seen, re.escape(TITLE[:24]))), "the post at the second station")
    else:
        with at(units.other) as pc:
            pc.sync()


def came(pc: PC, post: str) -> bool:
    pc.sync()
    return any(one.post == post for one in pc.studio.exchange.list())


@contextmanager
def at(pc: PC) -> Iterator[PC]:
    """Its services, now."""
    pc.clock.moment = datetime.now(UTC)
    pc.reopen()
    try:
        yield pc
    finally:
        pc.studio.close()


def test_a_post_goes_round_the_windows_of_a_department(units: Force, windows: dict[str, Mouse]) -> None:
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    author, office = windows["Soạn"], windows["Phòng"]
    sign_in(author, AUTHOR)
    hand_in(author)
    approve_elsewhere(units, windows.get("Duyệt"))
    send(author)
    hear_of_it(units, windows.get("Đăng"))
    sign_in(office, HEAD)
    go_to(office, "department", "", "^Các đơn vị")
    office.person.wait(lambda seen: bool(names(seen, "^1 lượt gửi hôm nay")), "the department to count it")
    seen = office.person.look()
    assert names(seen, "^3/3 trạm liên lạc"), names(seen, "trạm")
    check(units)


def check(units: Force) -> None:
    """The first station has the delivery, the second knows of the post and has none."""
    for each, states in ((units.author, [DeliveryState.VERIFIED]), (units.other, [])):
        with at(each) as pc:
            assert [one.state for one in pc.studio.outbox.list()] == states
            assert pc.studio.drafts.get(units.post).id == units.post
