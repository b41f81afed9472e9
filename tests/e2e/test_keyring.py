"""Logins with a real keyring of the system, through the command line, from connecting a page to forgetting it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.rig.screen import ROOT
from tests.e2e.rig.secret_service import LONG, PAGE
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.server import Server

_NEEDED = ("gnome-keyring-daemon", "dbus-run-session")
_LACKING = [tool for tool in _NEEDED if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(_LACKING), reason=f"needs {', '.join(_LACKING)}: run tools/bootstrap.py --tests as root"),
]


BUS = """<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""
"""A bus that starts nothing by itself: no keyring but ours, nobody who could ask for a password."""


class Session:
    """What happened on the bus, and where it left files."""

    def __init__(self, folder: Path, token: str, told: dict[str, Any]) -> None:
        self.folder, self.token, self.told = folder, token, told


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("keyring")
    for name in ("data", "run"):
        (folder / name).mkdir(mode=0o700)
    places = {"XDG_DATA_HOME": str(folder / "data"), "XDG_RUNTIME_DIR": str(folder / "run"), "HOME": str(folder)}
    bus = folder / "bus.conf"
    bus.write_text(BUS.format(folder=folder / "run"), encoding="utf-8")
    clock = SimClock()
    with Server(Graph(clock), clock=clock) as server:
        token = platform_of(server).page_tokens[PAGE]
        program = [sys.executable, "-m", "tests.e2e.rig.secret_service", str(folder / "profile"), server.url]
        done = subprocess.run(
            ["dbus-run-session", f"--config-file={bus}", "--", *program],
            input=token + "\n",
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=ROOT,
            env={**os.environ, **places, "PYTHONPATH": str(ROOT)},
        )
    assert done.returncode == 0, done.stderr
    return Session(folder, token, json.loads(done.stdout))


def platform_of(server: Server) -> Graph:
    assert isinstance(server.platform, Graph)
    return server.platform


def keys_of_logins(entries: list[str]) -> list[str]:
    """Beside them lies what protects the people of the profile."""
    return [entry for entry in entries if re.fullmatch("page-studio [0-9a-f]+ [0-9a-f]{16}", entry)]


def test_without_a_keyring_nothing_is_kept_and_a_person_is_told(session: Session) -> None:
    said, kept = session.told["without"]
    assert "chưa có kho khóa của hệ điều hành" in said
    assert kept == "None"


def test_the_doctor_finds_the_secret_service_whatever_the_environment_says(session: Session) -> None:
    (found,) = [check for check in session.told["doctor"]["answer"] if check["name"] == "keyring"]
    assert (found["status"], found["fix"]) == ("ok", "")
    assert "SecretService.Keyring" in found["message"]


def test_a_page_is_connected_and_checked_from_the_command_line(session: Session) -> None:
    connected, checked = session.told["connect"], session.told["check"]
    assert (connected["code"], connected["answer"]["state"], connected["said"]) == (0, "ok", "")
    assert (checked["code"], checked["answer"]["page_id"]) == (0, PAGE)
    assert session.told["loaded"]


def test_one_key_of_44_characters_keeps_a_token_of_6000(session: Session) -> None:
    assert len(LONG) > 6000
    assert session.told["long"]
    assert len(keys_of_logins(session.told["entries"])) == 1
    assert all(entry.startswith("page-studio ") for entry in session.told["entries"])


def test_a_locked_or_missing_keyring_says_so_and_loses_nothing(session: Session) -> None:
    assert "kho khóa của hệ điều hành" in session.told["locked"]
    assert "kho khóa của hệ điều hành" in session.told["gone"]
    assert session.told["back"]


def test_disconnecting_leaves_no_key_of_a_login_in_the_keyring(session: Session) -> None:
    assert session.told["disconnect"]["code"] == 0
    assert keys_of_logins(session.told["left"]) == []


def test_no_token_lies_in_any_file(session: Session) -> None:
    files = [path for path in session.folder.rglob("*") if path.is_file()]
    assert {"studio.sqlite3", "login.keyring"} <= {path.name for path in files}
    for secret in (session.token, LONG[:60]):
        assert [path.name for path in files if secret.encode() in path.read_bytes()] == []
        assert secret not in json.dumps(session.told)
