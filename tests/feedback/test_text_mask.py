"""Personal data of citizens' texts is covered by the rules that look at posts, each piece as its kind."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import studio
from studio.directory.model import Contact, DirectoryBook
from studio.feedback.text_mask import TextMask

BOOK = DirectoryBook(contacts=(Contact(id="a", unit="u", label="Trực ban", phone="024 0000 0113"),))
MASKING = TextMask(lambda: BOOK)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Gọi tôi 0900 000 012 hoặc +84 900 000 013", ["số điện thoại đã che"] * 2),
        ("Gọi trực ban 024 0000 0113 không ai nghe", []),
        ("CCCD 001085000011 của tôi bị mất", ["số giấy tờ đã che"]),
        ("Tôi chuyển vào STK 0123456789 rồi", ["số tài khoản, thẻ ngân hàng đã che"]),
        ("Viết cho tôi ở thu.nghiem@example.vn nhé", ["thư điện tử đã che"]),
        ("Tôi đang ở tại số nhà 12 ngõ 34 đường Mẫu, muốn đăng ký", ["địa chỉ nhà đã che"]),
        ("Xe 29A-123.45 đỗ chắn cổng", ["biển số xe đã che"]),
        ("Cháu Lê Thị Thử bị bắt nạt ở trường", ["tên trẻ em đã che"]),
        ("Tôi là Trần Văn Thử, sinh ngày 12/03/1990", ["họ tên đã che", "ngày sinh đã che"]),
        ("Làm căn cước mất 25.000 đồng phải không?", []),
        ("", []),
    ],
)
def test_each_kind_is_named(text: str, kinds: list[str]) -> None:
    assert [part.kind.vi for part in MASKING.parts(text)] == kinds


def test_the_covered_text_shows_the_kind_in_the_place() -> None:
    shown = MASKING.covered("Gọi tôi số 0900 000 012 nhé")
    assert shown == "Gọi tôi số [số điện thoại đã che] nhé"


def messages() -> list[dict[str, object]]:
    path = Path(studio.__file__).parent / "assets" / "training" / "messages.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["messages"])


@pytest.mark.parametrize("message", [one for one in messages() if one.get("mask")], ids=lambda one: one["id"])
def test_what_the_answer_key_covers_is_covered(message: dict[str, object]) -> None:
    text, shown = str(message["text"]), MASKING.covered(str(message["text"]))
    wanted = [str(piece) for piece in message["mask"]]  # type: ignore[attr-defined]
    assert all(piece in text for piece in wanted)
    assert [piece for piece in wanted if piece in shown] == []
