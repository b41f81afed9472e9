"""Secrets through every flow: none of them is found afterwards in anything that stays or is shown.

Searched are all files of the profile (log at DEBUG, crash reports, database with its write-ahead log), the backup, the
temporary folder, both streams, what was raised (as debuggers show it, with variables), what was logged before any
redaction, and the process's environment and words. Only the keyring, here in memory, may hold the key.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.rig.secret_probes import SecretProbes, made_up

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    name: made_up(name, {"wordpress password": 24, "zalo code verifier": 43}.get(name, 48))
    for name in (
        "facebook app secret",
        "facebook user token",
        "facebook page token",
        "facebook other page's token",
        "wordpress password",
        "zalo secret key",
        "zalo code verifier",
        "zalo prefix",
        "wrong token",
        "planted",
    )
}
CONNECTED = {
    "facebook by app",
    "facebook by user",
    "facebook by token",
    "website",
    "zalo by explorer",
    "zalo by consent",
    "command facebook",
    "command website",
}
"""Steps of connecting that succeed; all others are refused."""
BY_HAND = ("facebook ", "website", "zalo ", "command ")
FLOWS = {f"zalo {act}" for act in ("identity", "create", "recent", "reveal", "edit", "read back", "delete", "health")}
SHOWN = ("seen", "said", "noted", "environment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one run left. `told` is its own report; `stderr` what a person would have seen."""

    folder: Path
    told: Mapping[str, Any]
    stderr: str

    @property
    def canaries(self) -> SecretProbes:
        return SecretProbes(SECRETS | self.told.get("minted", {}))

    def found(self) -> dict[str, set[str]]:
        """Where which secret is."""
        places = self.canaries.below(self.folder)
        shown = {place: self.canaries.in_text(str(self.told.get(place, ""))) for place in SHOWN}
        shown["stderr"] = self.canaries.in_text(self.stderr)
        return places | {place: hits for place, hits in shown.items() if hits}


def start(folder: Path, mode: str, **environment: str) -> subprocess.Popen[str]:
    temporary = folder / "tmp"
    temporary.mkdir(parents=True)
    names = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.rig.canary_run", str(folder), mode],
        cwd=ROOT,
        env=os.environ | names | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(SECRETS) + "\n")
    process.stdin.flush()
    return process


def ran(folder: Path, mode: str, **environment: str) -> Ran:
    process = start(folder, mode, **environment)
    told, stderr = process.communicate()
    assert process.returncode == 0, stderr
    return Ran(folder=folder, told=json.loads(told), stderr=stderr)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return ran(tmp_path_factory.mktemp("canaries"), "all")


def test_no_secret_is_found_after_every_flow(everything: Ran) -> None:
    assert everything.found() == {}


def test_the_flows_did_what_they_are_there_for(everything: Ran) -> None:
    """Else nothing would be found because nothing had happened."""
    steps = dict(everything.told["steps"])
    by_hand = {name: steps[name] for name in steps if name.startswith(BY_HAND) and name not in FLOWS}
    by_command = by_hand.pop("command itself", "")
    assert by_command.startswith("1 ") == (sys.platform == "linux"), by_command
    assert ("kho khóa" in by_command) == (sys.platform == "linux"), by_command
    refused = {name for name, outcome in by_hand.items() if outcome in ("BadInput", "Refused")}
    assert {name for name in by_hand if name not in refused} == CONNECTED
    assert {outcome.split()[0] for name, outcome in by_hand.items() if name in CONNECTED} == {"ok"}
    for page in ("fb", "zalo", "web"):
        assert {steps[f"{page} {act}"] for act in ("create", "reveal", "edit", "delete")} == {"done"}, page
        assert steps[f"{page} health"] == "ok"
    struck = Counter(outcome for name, outcome in steps.items() if "_" in name or " of writes " in name)
    assert min(struck[one] for one in ("unknown", "not_executed", "refused", "done", "Unreachable")) > 10
    assert (steps["due zalo create"], steps["refused zalo create"], steps["dead zalo create"]) == (
        "done",
        "done",
        "not_executed",
    )
    assert "outcome=<Outcome.DONE" in steps["broadcast None send"]
    assert "outcome=<Outcome.UNKNOWN" in steps["broadcast drop_after send"]
    verified, _, all_of_them, _, attempts = steps["delivered"].split()
    assert 0 < int(verified) <= int(all_of_them) < int(attempts)
    assert steps["backup"] == "True"
    assert len(everything.told["minted"]) > 50


def test_the_places_that_are_searched_are_there(everything: Ran) -> None:
    names = {path.name for path in everything.folder.rglob("*")}
    assert {"studio.log", "studio.sqlite3"} <= names
    assert any(name.startswith("crash-") for name in names)
    assert any(name.endswith(".psbackup") for name in names)
    assert (everything.folder / "usb" / "studio.sqlite3").is_file()  # the same, unsealed
    log = (everything.folder / "profile" / "logs" / "studio.log").read_text(encoding="utf-8")
    assert " DEBUG urllib3" in log
    assert "[•••]" in log


@pytest.mark.parametrize("page", ["fb", "zalo", "web"])
def test_a_kill_inside_a_publication_leaves_none(tmp_path: Path, page: str) -> None:
    process = start(tmp_path, page)
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    process.kill()
    _, stderr = process.communicate()
    left = Ran(folder=tmp_path, told=told, stderr=stderr)
    assert [path.name for path in tmp_path.rglob("*.sqlite3-wal")] == ["studio.sqlite3-wal"]
    assert left.found() == {}


def test_what_is_planted_is_found_in_every_place(tmp_path: Path) -> None:
    """The search can fail: one secret leaked on purpose is found wherever it was put."""
    found = ran(tmp_path, "plant", CANARY=SECRETS["planted"]).found()
    places = {place.replace("\\", "/") for place, hits in found.items() if "planted" in hits}
    files = {place.rpartition("/")[2] for place in places}
    assert {"plain.txt", "windows.txt", "code.txt", "studio.log", *SHOWN, "stderr"} - {"noted"} <= files
    assert any(file.startswith("studio.sqlite3") for file in files)
    assert any(place.startswith("tmp/") for place in places)
    assert "usb/studio.sqlite3" in places  # of the backup, unsealed
    assert not any(place.endswith(".psbackup") for place in places)  # sealed, it tells nothing
