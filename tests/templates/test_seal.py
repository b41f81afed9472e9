"""The seal of a pack is current, and sealing keeps what people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

import studio.templates
from studio.canonical import sha256
from studio.templates.packfiles import read_files
from studio.templates.packs import load_pack
from studio.templates.safeyaml import load_yaml
from studio.templates.seal import main, seal

BUILTIN = Path(studio.templates.__file__).parent / "builtin"


def test_the_shipped_pack_is_sealed() -> None:
    files = read_files(BUILTIN)
    listed = load_yaml(files.pop("pack.yaml"), "pack.yaml").value["files"]
    assert listed == {name: sha256(data) for name, data in files.items()}, (
        "run: python -m studio.templates.seal studio/templates/builtin"
    )


def test_sealing_twice_changes_nothing_and_keeps_the_head(folder: Path) -> None:
    head = "# Của đơn vị\n" + (folder / "pack.yaml").read_text(encoding="utf-8")
    (folder / "pack.yaml").write_text(head, encoding="utf-8")
    assert seal(folder) is False
    (folder / "ghi-chu.txt").write_text("x", encoding="utf-8")
    assert seal(folder) is True
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Của đơn vị\nschema: 1\n")
    assert f"  ghi-chu.txt: {sha256(b'x')}\n" in text
    assert seal(folder) is False
    assert load_pack(folder).version == 3


def test_the_command_says_what_it_did_or_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert "thu@3: 1 templates, 2 files, unchanged" in capsys.readouterr().out
    (folder / "templates" / "thong_bao.yaml").write_text("id: thong_bao", encoding="utf-8")
    assert main([str(folder)]) == 1
    assert "templates/thong_bao.yaml" in capsys.readouterr().err
    assert main([]) == 2
    assert main([str(folder / "templates")]) == 1
