from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from studio.errors import BadInput
from studio.library.importers import scan
from studio.library.importers.assemble import assemble
from studio.library.importers.read_text import ScannedLine
from studio.library.importers.scan import (
    Tesseract,
    corrected,
    find_tesseract,
    read_tsv,
    recognise,
    recognise_page,
    settled,
)
from studio.sandbox import Sandbox

FONT = Path(scan.__file__).parents[2] / "assets" / "fonts" / "noto-sans" / "400.ttf"
LINES = ["Số: 12/2026/QĐ-MAU", "Điều 1. Phạm vi điều chỉnh", "Quyết định này có hiệu lực từ ngày 17 tháng 11 năm 2026."]
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def scanned_pdf(pages: list[list[str]]) -> bytes:
    """A PDF of pictures, as a scanner makes it."""
    font = ImageFont.truetype(str(FONT), 38)
    pictures = []
    for lines in pages:
        picture = Image.new("L", (1240, 900), 255)
        draw = ImageDraw.Draw(picture)
        for row, line in enumerate(lines):
            draw.text((110, 110 + 110 * row), line, font=font, fill=0)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, format="PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return out.getvalue()


def line(text: str, *, top: float, page: int = 0, width: float = 300.0) -> ScannedLine:
    return ScannedLine(page=page, text=text, left=60, top=top, width=width, height=12, first_word=25)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.fixture(scope="module")
def tesseract() -> Tesseract:
    found = find_tesseract()
    if found is None:
        pytest.skip("needs tesseract-ocr and tesseract-ocr-vie; tools/bootstrap.py --tests brings them")
    return found


def test_the_text_of_a_scan_is_recognised_with_its_place(sandbox: Sandbox, tesseract: Tesseract) -> None:
    asked: list[tuple[int, int]] = []

    def going(done: int, total: int) -> bool:
        asked.append((done, total))
        return True

    found = recognise(sandbox, scanned_pdf([LINES, ["Trang thứ hai"]]), tesseract, going=going)
    assert found is not None
    assert [each.text for each in found] == [*LINES, "Trang thứ hai"]
    assert [each.page for each in found] == [0, 0, 0, 1]
    assert [each.doubtful for each in found] == [True, True, True, False]
    assert found[0].top < found[1].top < found[2].top
    assert asked == [(0, 2), (1, 2)]


def test_recognition_stops_when_told(sandbox: Sandbox, tesseract: Tesseract) -> None:
    assert recognise(sandbox, scanned_pdf([LINES, LINES]), tesseract, going=lambda done, total: done < 1) is None


def test_a_page_is_shown_as_a_picture(sandbox: Sandbox) -> None:
    shown = sandbox.run(scan.page_picture, scanned_pdf([LINES]), page=0)
    assert shown["width"] == pytest.approx(1240 / 200 * 72, abs=1)
    with pytest.raises(BadInput, match="không có trang 3"):
        sandbox.run(scan.page_picture, scanned_pdf([LINES]), page=2)


def test_what_a_person_corrected_is_what_is_read() -> None:
    lines = [
        line("Số: 12/2020/QĐ-MAU", top=40),
        line("Điều 1. Hiệu lực", top=60),
        line("Quyết định này có hiệu lực từ ngày 17 tháng 11", top=80, width=480),
        line("năm 2016.", top=100, width=80),
    ]
    lines.insert(0, corrected(line("6W~", top=20), "  "))
    lines[1] = corrected(lines[1], "Số:  12/2026/QĐ-MAU ")
    lines[4] = corrected(lines[4], "năm 2026.")
    reading = settled(lines)
    assert reading.text.split("\n")[2] == "Quyết định này có hiệu lực từ ngày 17 tháng 11 năm 2026."
    edition = assemble(reading, source="quet.pdf")
    assert (edition.document.number, str(edition.document.effective_from)) == ("12/2026/QĐ-MAU", "2026-11-17")


def test_words_are_gathered_to_lines_and_noise_is_left_out() -> None:
    rows = [
        HEAD,
        "4\t1\t1\t1\t1\t0\t0\t0\t0\t0\t-1\t",
        "5\t1\t1\t1\t1\t1\t300\t300\t100\t50\t96\tCHÍNH",
        "5\t1\t1\t1\t1\t2\t410\t300\t80\t50\t95\tPHỦ",
        "5\t1\t1\t1\t1\t3\t1500\t300\t90\t50\t95\tCỘNG",
        "5\t1\t1\t1\t2\t1\t300\t400\t90\t50\t12\t~#-",
        "5\t1\t2\t1\t1\t1\t300\t500\t90\t50\t91\tĐiều",
        "5\t1\t2\t1\t1\t2\t400\t500\t30\t50\t91\t1.",
    ]
    found = list(read_tsv(rows))
    assert [each["text"] for each in found] == ["CHÍNH PHỦ", "CỘNG", "Điều 1."]
    assert found[0]["left"] == pytest.approx(72)
    assert found[0]["width"] == pytest.approx(190 * 72 / 300)


def test_data_that_came_with_the_program_serve_in_place_of_the_systems(tesseract: Tesseract, tmp_path: Path) -> None:
    told = subprocess.run([str(tesseract.program), "--list-langs"], capture_output=True, text=True, check=True).stdout
    data = Path(told.partition('"')[2].partition('"')[0])
    shutil.copyfile(data / "vie.traineddata", tmp_path / "vie.traineddata")
    brought = find_tesseract(tmp_path)
    assert brought is not None
    assert brought.data == tmp_path
    # By itself: on Linux, where these data are not used, the child may not read the folder of a test.
    found = recognise_page(scanned_pdf([LINES]), page=0, tesseract=brought.command)
    assert [line["text"] for line in found] == LINES
