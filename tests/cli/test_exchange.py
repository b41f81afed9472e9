"""The verbs of the exchange over two real profiles: made known, sent, taken in, listed, chosen between."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from studio.app import open_studio
from studio.cli.main import main
from studio.clock import SystemClock
from studio.paths import Profile
from studio.people.present import at_work
from tests.cli.signing import signed

PIN = "73920408"
Call = Callable[..., Any]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb at the PC ``a`` or ``b`` as its officer; its JSON answer, or the sentence of its refusal."""

    def run(pc: str, *words: str, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n{PIN}\n"))
        assert main(["--profile", str(tmp_path / pc), "--json", *signed(words, f"Cán bộ {pc}")]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    for pc in "ab":
        run(pc, "people", "add", f"Cán bộ {pc}", "--roles", "head,technical,author,approver", "--pin-stdin")
    return run


def acquainted(call: Call, tmp_path: Path) -> None:
    for one, other in ("ab", "ba"):
        path = str(tmp_path / f"{one}.json")
        told = call(one, "exchange", "introduce", "--name", f"Máy {one}", "--out", path)
        assert call(other, "exchange", "trust", path, "--fingerprint", "0" * 40, code=1).startswith("--fingerprint")
        confirmed = call(other, "exchange", "trust", path, "--fingerprint", told["fingerprint"].lower())
        assert [person["name"] for person in confirmed["people"]] == [f"Cán bộ {one}"]
        assert [station["name"] for station in call(other, "exchange", "stations")] == [f"Máy {one}"]


def written(root: Path, pc: str, post: str = "", **fields: str) -> str:
    """A draft opened, or edited on, at that PC."""
    with closing(open_studio(Profile(root=root / pc), clock=SystemClock())) as studio:
        person = studio.people.get(f"Cán bộ {pc}")
        with at_work(studio.people.sign_in(person.id, PIN)):
            post = post or studio.drafts.open_new("scam_warning", person.id).id
            studio.drafts.edit(post, person.id, fields=fields)
    return post


def test_a_post_goes_and_comes_and_one_of_two_versions_is_chosen(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    acquainted(call, tmp_path)
    post, stick = written(tmp_path, "a", scam_name="Giả danh cán bộ"), tmp_path / "stick"
    stick.mkdir()
    call("a", "exchange", "send", post, "--out", str(stick), "--to", "Máy b")
    (taken,) = [one for one in call("b", "exchange", "read", str(stick)) if one["kind"] == "revision"]
    assert taken["post"] == post
    assert call("b", "exchange", "read", str(stick)) == []
    (row,) = call("b", "exchange", "list")
    assert (row["publisher"], row["unsent"], len(row["versions"])) == ("", False, 1)
    assert call("a", "exchange", "list")[0]["publisher"] == "Máy b"

    written(tmp_path, "a", post, scam_name="Bản của máy a")
    written(tmp_path, "b", post, scam_name="Bản của máy b")
    out = str(tmp_path / "second.psexchange")
    call("a", "exchange", "send", post, "--out", out)
    assert "đã có" in call("a", "exchange", "send", post, "--out", out, code=1)
    call("b", "exchange", "read", out)
    _, other = call("b", "exchange", "list")[0]["versions"]
    assert other["station"] == "Máy a"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    assert main(["--profile", str(tmp_path / "b"), *signed(("exchange", "list"), "Cán bộ b")]) == 0
    told = capsys.readouterr().out
    assert f"{other['item'][:12]}  Máy a · Cán bộ a" in told
    assert "here  máy này · Cán bộ b" in told
    chosen = call("b", "exchange", "choose", post, other["item"][:12])
    assert chosen["state"] == "draft"
    assert len(call("b", "exchange", "list")[0]["versions"]) == 1
    assert "Bản của máy a" in call("b", "posts", "show", post)["title"]


def test_the_key_of_a_pc_and_its_shared_folder(call: Call, tmp_path: Path) -> None:
    told = call("a", "exchange", "key")
    assert len(told["key"]) == 64
    assert told == call("a", "exchange", "key")
    assert call("a", "exchange", "folder") == {"folder": None, "files": []}
    shared = tmp_path / "shared"
    assert "thư mục" in call("a", "exchange", "folder", str(shared), code=1)
    shared.mkdir()
    assert call("a", "exchange", "folder", str(shared))["folder"] == str(shared)
    assert call("a", "exchange", "folder", "--none")["folder"] is None


def test_a_station_without_a_hub_says_so(call: Call, tmp_path: Path) -> None:
    standing = call("a", "hub", "standing")
    assert (standing["joined"], standing["waiting"], standing["aside"]) == (None, 0, [])
    assert call("a", "hub", "sync")["pushed"] == 0
    assert "chưa vào kho chung" in call("a", "hub", "leave", code=1)
    nonsense = tmp_path / "moi.json"
    nonsense.write_text("{}", encoding="utf-8")
    assert "giấy mời" in call("a", "hub", "join", str(nonsense), code=1)
