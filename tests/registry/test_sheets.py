"""What is printed and what goes to the portal: whole, escaped, with codes that a phone reads."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.registry.exports import as_csv
from tests.registry.room import UNIT, Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_the_identity_sheet_holds_every_word_and_both_pictures(room: Room) -> None:
    identity = replace(room.identity(), pinned="Gọi <b>114</b> & chờ.")
    file = room.agreed(identity=identity)
    out = room.registry.exports.identity(file.id, room.folder / "phieu.html", room.asks)
    text = out.read_text(encoding="utf-8")
    for said in (identity.name, identity.address, identity.phone, identity.email, identity.avatar.alt, "THỰC HÀNH"):
        assert said in text
    assert "Gọi &lt;b&gt;114&lt;/b&gt; &amp; chờ." in text
    assert text.count("data:image/png;base64,") == 2
    assert "http" not in text.replace(identity.url, "")
    assert room.told()[-1] == "identity.exported"


def test_real_work_carries_no_mark_of_an_exercise(tmp_path: Path) -> None:
    room = Room(tmp_path, practice=False)
    out = room.registry.exports.identity(room.active().id, tmp_path / "phieu.html", room.asks)
    assert "THỰC HÀNH" not in out.read_text(encoding="utf-8")


def test_the_minutes_name_three_signers_and_what_was_settled(room: Room) -> None:
    file = room.leaving()
    text = room.registry.exports.minutes(file.id, room.folder / "b.html", room.asks).read_text(encoding="utf-8")
    for said in ("Bên Giao", "Bên Nhận", "Chứng Kiến", f"{UNIT} mới", "12/MAU", "Đã xong"):
        assert said in text


def test_the_directory_holds_what_works_and_where_ended_pages_went(room: Room) -> None:
    with pytest.raises(Refused, match="chưa có trang"):
        room.registry.exports.directory(room.folder / "danh-ba", room.asks)
    file = room.leaving()
    room.registry.keep_archive(file.id, room.folder / "luu.zip", room.asks)
    room.registry.set_status(file.id, file.transition.to or file.status, room.head)
    room.agreed(identity=room.identity("Chưa hoạt động"))
    sheet, table, data = room.registry.exports.directory(room.folder / "danh-ba", room.asks)
    text = sheet.read_text(encoding="utf-8")
    assert text.count("<svg") == 1
    assert "Chưa hoạt động" not in text
    assert f"trang kế nhiệm: {UNIT} mới" in text
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert [(row["name"], row["status"], row["successor"]) for row in rows] == [
        (f"{UNIT} mới", "active", ""),
        (UNIT, "handed_over", f"{UNIT} mới"),
    ]
    assert json.loads(data.read_text(encoding="utf-8"))["pages"] == rows
    assert room.told()[-1] == "directory.exported"


def test_the_code_leads_to_the_page(room: Room, qapp: object) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    file = room.active()
    sheet, *_ = room.registry.exports.directory(room.folder, room.asks)
    text = sheet.read_text(encoding="utf-8")
    code = text[text.index("<svg") : text.index("</svg>") + 6]
    image = QImage(400, 400, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(code.encode())).render(painter)
    painter.end()
    import numpy as np

    pixels = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(400, image.bytesPerLine())[:, :400]
    assert zxingcpp.read_barcode(pixels.copy()).text == file.identity.url


def test_a_value_never_begins_a_formula(room: Room) -> None:
    room.active()
    file = room.registry.list()[0]
    room.registry.change(file.id, room.asks, area="=1+1")
    _, table, _ = room.registry.exports.directory(room.folder, room.asks)
    assert next(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))["area"] == "'=1+1"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_no_sign_that_a_spreadsheet_takes_for_a_formula_comes_first(first: str) -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([{"area": f"{first}1+1"}]).decode("utf-8-sig"), newline=""))
    assert row["area"] == f"'{first}1+1"
