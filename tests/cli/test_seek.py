"""`studio image faces` and `studio image numbers`: the contract of the command line, and its sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from studio.cli import image_work
from studio.cli.main import main
from studio.images.detection import DetectionReport, overlap
from studio.phrase import Bilingual
from tests.images.crowd import FACE, PICTURES

PORTRAIT = str(PICTURES / "astronaut.png")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["image", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_faces_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "faces", PORTRAIT, "--json")
    (face,) = json.loads(out)
    assert code == 0
    assert face.keys() == {"box", "confidence"}
    assert overlap(tuple(face["box"]), FACE) > 0.8
    assert 0.5 <= face["confidence"] <= 1


def test_faces_for_people_promise_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "faces", PORTRAIT, "--lang", "vi")
    assert code == 0
    assert out.startswith("khuôn mặt [")
    assert "bỏ sót" in err


def test_a_picture_without_faces_is_an_empty_list_and_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "faces", str(PICTURES / "coffee.png"), "--json", "--thorough")
    assert (code, json.loads(out)) == (0, [])
    assert err.strip()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xd8\xff broken", b"%PDF-1.7"])
def test_what_cannot_be_read_is_one_line_that_names_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "anh.jpg"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(capsys, "faces", str(path))
    assert (code, out) == (1, "")
    assert "anh.jpg" in err
    assert len(err.strip().splitlines()) == 1


def test_a_pc_without_a_detector_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lack = DetectionReport(
        looks=(), absent=(Bilingual("chưa có bộ tìm số: make ocr", "no detector of numbers: make ocr"),)
    )
    monkeypatch.setattr(image_work, "look", lambda *_, **__: lack)
    code, out, err = run(capsys, "numbers", PORTRAIT)
    assert (code, out) == (1, "")
    assert "make ocr" in err


def test_faces_are_covered_and_found_no_more(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "che.jpg"
    assert run(capsys, "redact", PORTRAIT, "--faces", "--out", str(out))[0] == 0
    with Image.open(out) as image:
        assert image.size == (512, 512)
    assert json.loads(run(capsys, "faces", str(out), "--json")[1]) == []
