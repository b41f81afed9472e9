"""An own template by the command alone: made of a department's, edited, submitted, signed, used, withdrawn."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from studio.app import open_studio
from studio.cli.main import main
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.demo import fill_sample
from studio.paths import Profile
from studio.people.sample import APPROVER, AUTHOR, PIN
from tests.sample_fields import TYPICAL


class Command:
    """`studio …` in a sample profile, with a PIN on standard input."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._capsys, self._monkeypatch = root, capsys, monkeypatch
        profile = Profile(root=root)
        profile.create()
        SettingsFile(profile.settings).save(Settings(practice=True, language="vi"))
        studio = open_studio(profile, clock=SystemClock())
        fill_sample(studio)
        studio.close()

    def __call__(self, *words: str, who: str = AUTHOR, code: int = 0) -> Any:
        """What it answers; for one that fails, its last line."""
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        asks = ["--as", who, "--pin-stdin"] if who else []
        assert main([*words, *asks, "--json", "--profile", str(self.root)]) == code
        out, err = self._capsys.readouterr()
        return json.loads(out) if code == 0 else (json.loads(out) if out else err.strip().splitlines()[-1])


@pytest.fixture
def studio(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(tmp_path / "profile", capsys, monkeypatch)


@pytest.mark.usefixtures("qapp")
def test_the_whole_way(studio: Command, tmp_path: Path) -> None:
    own = ("templates", "own")
    row = studio(*own, "make-ours", "witness_appeal")
    assert (row["code"], row["state"], row["made_from"]) == ("DV-01", "draft", "witness_appeal@1")
    (file,) = studio(*own, "export", "DV-01", "--out", str(tmp_path / "out"))["files"]
    text = Path(file).read_text(encoding="utf-8")
    assert text.startswith(f"id: {row['id']}\ncode: DV-01\nversion: 1\n")
    Path(file).write_text(text.replace("review_days:", "review_days: 7 #", 1), encoding="utf-8")
    assert studio(*own, "edit", "DV-01", "--file", file)["version"] == 1
    assert studio(*own, "diff", "DV-01", "0", "1") == ["số ngày đến hạn rà soát: “30” đổi thành “7”."]
    assert studio(*own, "check", "DV-01")["blocked"] is False
    assert studio(*own, "submit", "DV-01")["state"] == "submitted"
    assert "1" in studio(*own, "sign", "DV-01", "2", who=APPROVER, code=1)
    assert studio(*own, "sign", "DV-01", "1", who=APPROVER)["state"] == "in_use"
    assert [one["signed"] for one in studio(*own, "versions", "DV-01")] == [True]
    listed = {one["id"]: one["own"] for one in studio("templates", "list", who="")}
    assert (listed[row["id"]], listed["witness_appeal"]) == (True, False)
    post = tmp_path / "POST.yaml"
    fields = {name: TYPICAL["witness_appeal"][name] for name in ("event", "place")}
    post.write_text(json.dumps({"template": row["id"], "fields": fields}, ensure_ascii=False), encoding="utf-8")
    made = ("compose", str(post), "--out", str(tmp_path / "cards"), "--sizes", "sq,link")
    assert len(studio(*made, who="")["cards"]) == 2
    assert studio(*own, "withdraw", "DV-01", "--note", "Có bản mới", who=APPROVER)["state"] == "withdrawn"
    assert "ngừng dùng" in studio(*made, who="", code=1)
    assert row["id"] not in [one["id"] for one in studio("templates", "list", who="")]
