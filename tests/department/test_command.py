"""The verbs of the department over a real profile that joined a hub, and those of a station."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.cli.main import main
from studio.clock import local, local_date
from studio.hub.model import HubItemKind
from tests.department.rig import Force
from tests.exchange.rig import PC, PIN

Call = Callable[..., Any]


@pytest.fixture
def call(units: Force, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb at a PC as its head; its JSON answer, or what it says to a person."""

    def run(pc: PC, *words: str, code: int = 0, told: bool = False) -> Any:
        monkeypatch.setattr("studio.app.open_profile.Keychain", lambda: pc.safe)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        signed = ["department", *words, "--as", pc.head.name, "--pin-stdin"]
        assert main(["--profile", str(pc.profile.root), *([] if told else ["--json"]), *signed]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return said.out if told else json.loads(said.out) if said.out else said.err.strip()

    return run


def test_a_day_of_the_department_by_its_verbs(units: Force, call: Call, tmp_path: Path) -> None:
    here, there = units.department, units.station
    other = units.other("u002")
    units.heard(other, days=9)
    units.say(other, HubItemKind.AUDIT_HEAD, {"seq": 3, "hash": "a" * 64, "day": "2026-11-25"})
    units.sync()
    names = tmp_path / "names.csv"
    names.write_text("unit,name\nu001,Công an xã Suối Lau\nu002,Công an xã Gò Sậy\n", encoding="utf-8")
    call(here, "name", str(names))
    assert [one["name"] for one in call(here, "units")] == ["Công an xã Gò Sậy", "Công an xã Suối Lau"]
    assert call(here, "call", "u002", "--note", "mất điện")["note"] == "mất điện"
    assert [one["state"] for one in call(here, "stations")] == ["silent", "fine"]
    told = call(here, "stations", told=True)
    assert "Công an xã Gò Sậy" in told
    assert "Im lặng · đã gọi" in told
    assert call(here, "overview")["heard"] == 1
    assert "1/2 trạm" in call(here, "overview", told=True)

    due = f"{local(units.now() + timedelta(hours=9)):%Y-%m-%dT%H:%M}"
    sent = call(here, "notice", "Đăng lại thông báo", "--all", "--due", due, "--publish")
    assert sent["number"].startswith("1/")
    units.sync()
    assert [one["number"] for one in call(there, "mine")] == [sent["number"]]
    assert call(there, "acknowledge", "1")["acknowledged"]
    assert "không có thông báo" in call(there, "acknowledge", "7", code=1)
    units.sync()
    progress = call(here, "progress", "1")
    assert [(one["unit"], one["proof"]) for one in progress["missing"]] == [
        ("u002", "not_heard"),
        ("u001", "acknowledged"),
    ]
    assert f"Thông báo số {sent['number']} · 0/2 đơn vị" in call(here, "notices", told=True)
    assert "trạm im lặng" in call(here, "progress", "1", told=True)
    assert call(here, "export", "1", "--out", str(tmp_path))["file"].endswith(".psexchange")
    assert call(here, "export-list", "u001", "--out", str(tmp_path))["file"].endswith(".psexchange")
    assert call(here, "take-back", "1")["by"] == here.head.name
    assert call(here, "progress", "1")["missing"] == []

    assert call(here, "waiting") == []
    today = f"{local_date(units.now()):%Y-%m-%d}"
    assert call(here, "calendar", today, today) == []
    assert {one["unit"] for one in call(here, "heads")} == {"u001", "u002"}
    assert call(here, "settle", other.login)["seq"] == 3
    assert call(here, "reports", "2026-10")["missing"] == []


def test_a_station_is_refused_with_one_sentence(units: Force, call: Call) -> None:
    assert "máy của phòng" in call(units.station, "stations", code=1)


def test_a_list_of_names_that_is_none_is_refused(units: Force, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    for data in (b"\xff\xfe", b"a,b\n1,2\n", b"unit\nu001\n"):
        path.write_bytes(data)
        assert call(units.department, "name", str(path), code=1).startswith("names.csv")
