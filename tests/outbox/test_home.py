"""A profile sends from the PC that it is at home on; a copy asks a person first, and sends nothing until then."""

from __future__ import annotations

import inspect
import io
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from studio.app import Studio, open_studio
from studio.cli.main import main
from studio.config import Settings, SettingsFile
from studio.errors import NotPermitted, Refused
from studio.machine import HARDWARE, MARKER, SYSTEM, Machine, is_same, this_machine
from studio.outbox.home import Home, HomeStanding, ProfileKind
from studio.outbox.service import Outbox
from studio.outbox.storage_home import StoredHome
from studio.paths import Profile
from tests.outbox.outbox_rig import PIN, OutboxRig
from tests.profile import SetClock, staffed

HERE = Machine(name="PC-1", marks={SYSTEM: ("a",), HARDWARE: ("m1", "m2")})
THERE = Machine(name="PC-2", marks={SYSTEM: ("b",), HARDWARE: ("m3",)})
READS = {
    "list", "counts", "latest", "get", "of_post", "find", "attempts", "receipt", "progress", "candidates", "withheld",
    "pauses", "held_back", "recalls", "stale", "alarms", "next_moment", "clock_trouble", "clock_warning",
    "require_home", "removals_due", "keeps_from_queuing", "queues_on_approval", "on_page",
}  # fmt: skip
"""They change nothing here and nothing on a page."""
LOCAL = {"seen", "release_account", "account_is_well", "accept_clock"}
"""They let something leave from a profile that is at home, and send nothing themselves."""


def home_of(rig: OutboxRig, machine: Machine, place: Path, *, holds: bool = True) -> Home:
    home = Home(
        StoredHome(rig.store),
        machine=machine,
        place=place,
        holds=lambda folder: holds,
        people=rig.staff,
        audit=rig.audit,
        clock=rig.clock,
    )
    home.settle()
    return home


def outbox_of(rig: OutboxRig, home: Home) -> Outbox:
    rig.home = home
    return rig.restart()


def test_a_new_profile_is_at_home_where_it_began(rig: OutboxRig) -> None:
    assert home_of(rig, HERE, rig.folder).standing() is HomeStanding.HOME
    assert home_of(rig, HERE, rig.folder).trouble() is None
    assert rig.audit.entries() == ()


def test_another_pc_is_asked_what_it_is(rig: OutboxRig) -> None:
    home_of(rig, HERE, rig.folder)
    found = home_of(rig, THERE, rig.folder)
    assert found.standing() is HomeStanding.FOUND
    trouble = found.trouble()
    assert trouble is not None
    assert "PC-1" in trouble.vi
    assert "PC-2" in trouble.vi
    with pytest.raises(Refused, match="PC-1"):
        found.require()


def test_a_copied_disk_in_other_hardware_is_another_pc(rig: OutboxRig) -> None:
    home_of(rig, HERE, rig.folder)
    cloned = Machine(name="PC-1", marks={SYSTEM: HERE.marks[SYSTEM], HARDWARE: ("m3",)})
    assert home_of(rig, cloned, rig.folder).standing() is HomeStanding.FOUND


def test_one_adapter_more_is_the_same_pc(rig: OutboxRig) -> None:
    home_of(rig, HERE, rig.folder)
    docked = Machine(name="PC-1", marks={SYSTEM: HERE.marks[SYSTEM], HARDWARE: ("m2", "m9")})
    assert home_of(rig, docked, rig.folder).standing() is HomeStanding.HOME


def test_a_copy_in_another_folder_of_one_pc_asks_too(rig: OutboxRig, tmp_path: Path) -> None:
    home_of(rig, HERE, rig.folder)
    copy = home_of(rig, HERE, tmp_path / "copy")
    assert copy.standing() is HomeStanding.FOUND
    trouble = copy.trouble()
    assert trouble is not None
    assert str(tmp_path / "copy") in trouble.en


def test_a_folder_that_was_moved_within_its_pc_stays_at_home(rig: OutboxRig, tmp_path: Path) -> None:
    home_of(rig, HERE, rig.folder)
    moved = home_of(rig, HERE, tmp_path / "moved", holds=False)
    assert moved.standing() is HomeStanding.HOME
    entry = rig.audit.entries()[-1]
    assert (entry.act, entry.by, entry.data["kind"]) == ("machine", "program", "moved")


@pytest.mark.parametrize("by", ["cb-dang", "cb-duyet"])
def test_who_may_not_say_what_it_is(rig: OutboxRig, by: str) -> None:
    home_of(rig, HERE, rig.folder)
    found = home_of(rig, THERE, rig.folder)
    with pytest.raises(NotPermitted):
        found.decide(ProfileKind.MOVED, by, PIN)
    with pytest.raises(NotPermitted):
        found.decide(ProfileKind.MOVED, "cb-ky-thuat", "000000")
    assert found.standing() is HomeStanding.FOUND


def test_moved_it_sends_from_here_and_asks_where_it_was(rig: OutboxRig) -> None:
    home_of(rig, HERE, rig.folder)
    found = home_of(rig, THERE, rig.folder)
    assert found.decide(ProfileKind.MOVED, "cb-ky-thuat", PIN) is HomeStanding.HOME
    entry = rig.audit.entries()[-1]
    assert (entry.act, entry.by) == ("machine", "cb-ky-thuat")
    assert entry.data == {"kind": "moved", "machine": "PC-2", "before": "PC-1"}
    assert home_of(rig, HERE, rig.folder).standing() is HomeStanding.FOUND
    with pytest.raises(Refused, match="không cần xác nhận"):
        found.decide(ProfileKind.COPY, "cb-ky-thuat", PIN)


def test_a_copy_stays_one_until_a_person_says_otherwise(rig: OutboxRig) -> None:
    home_of(rig, HERE, rig.folder)
    copy = home_of(rig, THERE, rig.folder)
    assert copy.decide(ProfileKind.COPY, "cb-ky-thuat", PIN) is HomeStanding.COPY
    again = home_of(rig, THERE, rig.folder)
    trouble = again.trouble()
    assert again.standing() is HomeStanding.COPY
    assert trouble is not None
    assert "PC-1" in trouble.vi
    assert "Cán bộ kỹ thuật" in trouble.vi
    assert again.decide(ProfileKind.MOVED, "cb-ky-thuat", PIN) is HomeStanding.HOME
    assert [e.data["kind"] for e in rig.audit.entries()] == ["copy", "moved"]


def test_every_method_that_sends_or_decides_is_refused_in_a_copy(rig: OutboxRig) -> None:
    """A new one has to be named among the reads, or be refused."""
    home_of(rig, HERE, rig.folder)
    delivery = rig.queue()
    outbox = outbox_of(rig, home_of(rig, THERE, rig.folder))
    methods = {name for name, _ in inspect.getmembers(Outbox, inspect.isfunction) if not name.startswith("_")}
    assert methods >= READS | LOCAL
    for name in sorted(methods - READS - LOCAL):
        method: Callable[..., Any] = getattr(outbox, name)
        needed = [p for p in inspect.signature(method).parameters.values() if p.default is p.empty]
        with pytest.raises(Refused, match="PC-1"):
            method(*([delivery.id] * len(needed)))
    assert rig.remote.calls == []
    assert rig.outbox.get(delivery.id) == delivery


def test_marks_that_cannot_be_compared() -> None:
    assert not is_same({SYSTEM: ("a",)}, {SYSTEM: (), MARKER: ("x",)}), "it may be anything: ask"
    assert is_same({SYSTEM: ()}, {SYSTEM: ()}), "a system without any mark never asks"


def test_this_pc_is_known_again_and_its_ids_do_not_leave_it(tmp_path: Path) -> None:
    one, again = this_machine(state=tmp_path), this_machine(state=tmp_path)
    assert one.marks == again.marks
    assert is_same(one.marks, again.marks)
    known = Path("/etc/machine-id")
    if known.is_file():
        assert known.read_text(encoding="ascii").strip() not in repr(one.marks)


# The command line and the real services


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A profile with a technical person, made on another PC."""
    root = tmp_path / "profile"
    profile = Profile(root=root)
    profile.create()
    SettingsFile(profile.settings).save(Settings())
    with closing(open_studio(profile, clock=SetClock(), machine=THERE)) as studio:
        add_people(studio)
    return root


def add_people(studio: Studio) -> None:
    from studio.people.model import Role

    staffed(studio.people, ("Cán bộ Kỹ", {Role.TECHNICAL, Role.HEAD}), pin=PIN)


def call(root: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    patch.setattr("sys.stdin", io.StringIO(PIN + "\n"))
    code = main(["--profile", str(root), "--json", *words])
    said = capsys.readouterr()
    return code, said.out or said.err


def test_on_the_command_line(copied: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    who = ("--as", "Cán bộ Kỹ", "--pin-stdin")
    code, said = call(copied, capsys, monkeypatch, "outbox", "run", *who)
    assert code == 1
    assert "PC-2" in said
    assert len(said.strip().splitlines()) == 1
    code, said = call(copied, capsys, monkeypatch, "machine", "show", *who)
    assert (code, json.loads(said)["standing"]) == (1, "found")
    code, said = call(copied, capsys, monkeypatch, "machine", "moved", *who)
    assert (code, json.loads(said)["standing"]) == (0, "home")
    assert call(copied, capsys, monkeypatch, "outbox", "run", "--until-idle", *who)[0] == 0


def test_a_practice_profile_is_at_home_everywhere(tmp_path: Path) -> None:
    profile = Profile(root=tmp_path / "practice")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    open_studio(profile, clock=SetClock(), machine=HERE).close()
    shutil.copytree(profile.root, tmp_path / "copy")
    with closing(open_studio(Profile(root=tmp_path / "copy"), clock=SetClock(), machine=THERE)) as studio:
        assert studio.home.standing() is HomeStanding.HOME
