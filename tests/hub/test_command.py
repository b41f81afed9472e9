"""`studio hub …` on a real server, as an operator runs it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.cli.main import main
from studio.hub.client import HubClient
from studio.hub.invitation import read_invitation
from tests.hub.postgres import ADMIN
from tests.hub.rig import Hub

KEY = "ab" * 32


class Operator:
    """Runs a verb with the server's password on standard input."""

    def __init__(
        self, hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: Path
    ) -> None:
        self.hub, self._monkeypatch, self._capsys, self._place = hub, monkeypatch, capsys, place

    @property
    def address(self) -> str:
        at = self.hub.address
        return f"postgresql://{ADMIN}@{at.host}:{at.port}/{at.database}"

    def runs(self, *words: str, password: str = "", server: str = "") -> tuple[int, str, str]:
        given = password or self.hub.cluster.password.reveal()
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{given}\n"))
        code = main(
            ["--profile", str(self._place), "hub", *words, "--server", server or self.address, "--password-stdin"]
        )
        told = self._capsys.readouterr()
        assert given not in told.out + told.err
        return code, told.out, told.err

    def answer(self, *words: str) -> Any:
        code, out, err = self.runs(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def operator(hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Operator:
    return Operator(hub, monkeypatch, capsys, tmp_path / "profile")


def login_of(operator: Operator) -> str:
    """One of this test alone: logins belong to the server."""
    return f"{operator.hub.address.database}-cmd".replace("_", "-")


def test_a_station_is_let_in_seen_and_taken_out(operator: Operator, tmp_path: Path) -> None:
    login, file = login_of(operator), tmp_path / "invitation.json"
    try:
        words = ("add-station", login, "--unit", "u001", "--key", KEY, "--out", str(file))
        assert operator.answer(*words) == {"login": login, "unit": "u001", "department": False, "path": str(file)}
        given = read_invitation(file)
        with HubClient(operator.hub.address, given.login, given.password) as line:
            assert line.greet().unit == "u001"
            line.poll("0.1.0", [])
        # A server goes on with a connection for a moment after its client closed it.
        operator.hub.wait_for("SELECT count(*) = 0 FROM pg_stat_activity WHERE usename = %s", login)
        (row,) = operator.answer("status")["stations"]
        assert (row["login"], row["active"], row["silent"], row["version"]) == (login, True, False, "0.1.0")
        code, _, err = operator.runs(*words, "--force")
        assert (code, len(err.splitlines())) == (1, 1)
        assert read_invitation(file) == given, "the first invitation is still good"
        assert operator.answer("revoke", login) == {"login": login, "ended": 0}
        assert operator.answer("status")["stations"][0]["active"] is False
        code, out, _ = operator.runs("status")
        assert (code, "đã thu hồi" in out) == (0, True)
    finally:
        operator.hub.ask(f'DROP ROLE "{login}"')


def test_a_new_epoch_is_told_with_what_it_froze(operator: Operator) -> None:
    before = operator.answer("status")["epoch"]
    told = operator.answer("new-epoch")
    assert told["frozen"] == 0
    assert operator.answer("status")["epoch"] == told["epoch"] != before
    assert operator.answer("watch", "--once") == {"ended": []}


def test_what_cannot_be_done_is_one_sentence(operator: Operator, tmp_path: Path) -> None:
    file = str(tmp_path / "out.json")
    station = ("--unit", "u001", "--key", KEY, "--out", file)
    refused = [
        operator.runs("init"),
        operator.runs("revoke", "nobody"),
        operator.runs("status", password="wrong-password"),
        operator.runs("status", server="postgresql://127.0.0.1:1/hub"),
        operator.runs("status", server=f"postgresql://{ADMIN}@127.0.0.1:1/hub"),
        operator.runs("status", server=f"postgresql://{ADMIN}@hub.example/hub"),
        operator.runs("status", server=f"postgresql://{ADMIN}:secret@127.0.0.1/hub"),
        operator.runs("add-station", "Đội 1", *station),
        operator.runs("add-station", "ok", "--unit", "u001", "--key", "xyz", "--out", file),
        operator.runs("add-station", "ok", *station, "--reach", "postgresql://%2Frun%2Fpostgresql/hub"),
    ]
    for code, out, err in refused:
        assert (code, out, len(err.splitlines())) == (1, "", 1), err
    assert not Path(file).exists()


def test_a_password_is_asked_for_at_a_terminal_alone(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["hub", "status", "--server", operator.address]) == 1
    assert "--password-stdin" in capsys.readouterr().err


def test_the_watch_runs_until_it_is_asked_to_end(operator: Operator, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "studio", "--profile", str(tmp_path / "p"), "hub", "watch", "--json"]
    child = subprocess.Popen(
        [*command, "--server", operator.address, "--password-stdin"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert child.stdin is not None
        child.stdin.write(operator.hub.cluster.password.reveal() + "\n")
        child.stdin.flush()
        swept = "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT hub.sweep()'"
        while operator.hub.ask(swept) == [(0,)]:
            assert child.poll() is None
        child.terminate()
        out, err = child.communicate(timeout=60)
    finally:
        child.kill()
        child.wait()
    assert (child.returncode, json.loads(out), err) == (0, {"ended": []}, "")
