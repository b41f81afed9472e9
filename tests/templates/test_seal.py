"""The seal of a pack is current, and sealing keeps what people wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import studio.templates
from studio.canonical import sha256
from studio.errors import BadInput
from studio.templates.catalog import load_pack, read_files
from studio.templates.seal import main, seal
from studio.yamlfile import load_yaml

BUILTIN = Path(studio.templates.__file__).parent / "builtin"


def test_the_shipped_pack_is_sealed() -> None:
    files = read_files(BUILTIN)
    listed = load_yaml(files.pop("pack.yaml"), "pack.yaml").value["files"]
    assert listed == {name: sha256(data) for name, data in files.items()}, (
        "run: python -m studio.templates.seal studio/templates/builtin"
    )


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("layout: alert", "layout: alarm", "alarm"),
        ("    signs_title:", "    sings_title:", "sings_title"),
    ],
)
def test_a_card_without_its_layout_or_slot_is_refused(tmp_path: Path, old: str, new: str, word: str) -> None:
    folder = tmp_path / "goi"
    shutil.copytree(BUILTIN, folder)
    path = folder / "templates" / "scam_warning.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    seal(folder)
    with pytest.raises(BadInput, match=f"“{word}”") as refused:
        load_pack(folder)
    assert refused.value.where == "templates/scam_warning.yaml"


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
