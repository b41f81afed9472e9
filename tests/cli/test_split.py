"""`studio image split`: pages under neutral names, all or none, and nothing of the name or the place of the picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from studio.cli import image_work
from studio.cli.main import main
from studio.errors import StorageTrouble
from studio.images.readback import leftovers
from studio.paths import write_chosen
from studio.phrase import Bilingual
from tests.images.chats import chat
from tests.images.pictures import encoded, phone_jpeg, scene

NAME = "CCCD_079200000000_NguyenVanA.jpg"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(phone_jpeg(chat(540, 20)[0]))
    return path


def test_a_long_screenshot_becomes_pages_with_neutral_names(
    picture: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "trang"
    before = picture.read_bytes()
    assert main(["--json", "image", "split", str(picture), "--out", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)["pages"]
    names = [f"anh-{number:03d}.jpg" for number in range(1, len(told) + 1)]
    assert [Path(one["path"]).name for one in told] == names == sorted(path.name for path in out.iterdir())
    height = 0
    for one in told:
        data = Path(one["path"]).read_bytes()
        assert (leftovers(data), len(data)) == ((), one["bytes"])
        with Image.open(one["path"]) as page:
            assert page.size == (one["width"], one["height"])
        height += one["height"]
    assert height == chat(540, 20)[0].height
    assert picture.read_bytes() == before
    assert main(["image", "split", str(picture), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert f"{len(told)} trang" in said.out
    assert len(list(out.iterdir())) == 2 * len(told), "nothing is overwritten"


def test_what_is_not_long_is_refused_and_no_folder_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.png").write_bytes(encoded(scene(), "PNG"))
    assert main(["--lang", "vi", "image", "split", str(tmp_path / "a.png"), "--out", str(tmp_path / "ra")]) == 1
    assert "không cần cắt thành trang" in capsys.readouterr().err
    assert not (tmp_path / "ra").exists()


def test_a_disk_that_fills_leaves_no_page_behind(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write, out = write_chosen, tmp_path / "trang"

    def full(path: Path, data: bytes) -> None:
        if path.name == "anh-003.jpg":
            raise StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
        write(path, data)

    monkeypatch.setattr(image_work, "write_chosen", full)
    assert main(["--lang", "vi", "image", "split", str(picture), "--out", str(out)]) == 1
    assert "ổ đĩa đầy" in capsys.readouterr().err
    assert list(out.iterdir()) == []
