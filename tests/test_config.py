"""Settings survive mistakes in their file, other versions, and a crash."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studio.config import Settings, SettingsFile
from studio.errors import StorageTrouble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def test_no_file_gives_the_defaults_without_a_word(path: Path) -> None:
    loaded = SettingsFile(path).load()
    assert loaded.settings == Settings()
    assert loaded.messages == ()
    assert not path.exists()


def test_what_is_saved_is_read_back(path: Path) -> None:
    settings = Settings(language="en", theme="dark", font_scale=150, hotline_days=30, lock_minutes=0, practice=True)
    SettingsFile(path).save(settings)
    assert SettingsFile(path).load().settings == settings


@pytest.mark.parametrize("content", ["{", "", "[1, 2]", '"vi"', '{"version": "two"}', '{"version": 0}', "[" * 100_000])
def test_a_broken_file_is_kept_aside_and_reported(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    loaded = SettingsFile(path).load()
    assert loaded.settings == Settings()
    assert len(loaded.messages) == 1
    assert "settings.json.broken" in loaded.messages[0].vi
    assert path.with_name("settings.json.broken").read_text(encoding="utf-8") == content


def test_an_earlier_broken_file_is_not_lost(path: Path) -> None:
    for content in ("một", "hai", "ba"):
        path.write_text(content, encoding="utf-8")
        SettingsFile(path).load()
    kept = sorted(file.read_text(encoding="utf-8") for file in path.parent.iterdir())
    assert kept == ["ba", "hai", "một"]


def test_a_file_that_is_not_utf8_is_broken_too(path: Path) -> None:
    path.write_bytes('{"theme": "tối"}'.encode("utf-16"))
    assert len(SettingsFile(path).load().messages) == 1


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + b'{"theme": "dark"}')
    assert SettingsFile(path).load().settings.theme == "dark"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fr"),
        ("theme", None),
        ("theme", ["dark"]),
        ("font_scale", 300),
        ("font_scale", "100"),
        ("font_scale", 100.0),
        ("hotline_days", 0),
        ("hotline_days", True),
        ("practice", "yes"),
        ("practice", 1),
        ("motion", "none"),
        ("spelling", 1),
        ("tone_style", "older"),
        ("backup_folder", 5),
        ("backup_folder", "x" * 2000),
    ],
)
def test_one_bad_value_gives_way_to_its_default_and_is_named(path: Path, name: str, value: object) -> None:
    write(path, {"version": 1, name: value, "law_check_days": 60})
    loaded = SettingsFile(path).load()
    assert loaded.settings == Settings(law_check_days=60)
    assert len(loaded.messages) == 1
    assert name in loaded.messages[0].vi
    assert name in loaded.messages[0].en


def test_unknown_keys_and_a_newer_version_survive_a_save(path: Path) -> None:
    write(path, {"version": 7, "theme": "dark", "rail_width": 240})
    file = SettingsFile(path)
    loaded = file.load()
    assert loaded.messages == ()
    file.save(replace(loaded.settings, theme="light"))
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert (saved["version"], saved["theme"], saved["rail_width"]) == (7, "light", 240)


def test_an_old_file_passes_each_later_upgrade_once(path: Path) -> None:
    def rename_size(raw: dict[str, Any]) -> dict[str, Any]:
        return {("font_scale" if key == "size" else key): value for key, value in raw.items()}

    def double(raw: dict[str, Any]) -> dict[str, Any]:
        return raw | {"font_scale": raw["font_scale"] * 2}

    file = SettingsFile(path, upgrades=(rename_size, double))
    write(path, {"version": 1, "size": 90})
    assert file.load().settings.font_scale == 180
    assert file.load().settings.version == 3
    write(path, {"version": 2, "font_scale": 90})
    assert file.load().settings.font_scale == 180
    write(path, {"version": 3, "font_scale": 90})
    assert file.load().settings.font_scale == 90


def test_a_file_that_cannot_be_read_is_trouble_with_a_name(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageTrouble) as caught:
        SettingsFile(path).load()
    assert caught.value.where == str(path)


def test_a_file_that_cannot_be_written_is_trouble_and_leaves_nothing(path: Path) -> None:
    with pytest.raises(StorageTrouble):
        SettingsFile(path / "missing" / "settings.json").save(Settings())
    assert list(path.parent.iterdir()) == []
