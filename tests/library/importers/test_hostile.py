"""Files made to harm or to confuse: each ends in one clear sentence, and the library stays as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from studio.library.service import Count, Library


def plain_docx() -> bytes:
    document = docx.Document()
    for line in ("Số: 10/2026/QĐ-MAU", "QUYẾT ĐỊNH", "Điều 1. Một", "Nội dung."):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rebuilt(change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """The plain .docx with every part passed through `change`, and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain_docx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def in_body(change: Callable[[bytes], bytes]) -> bytes:
    return rebuilt(lambda name, data: change(data) if name == "word/document.xml" else data)


def with_dtd(encoding: str) -> bytes:
    laughs = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    return in_body(lambda data: (laughs + data.decode().split("?>", 1)[1]).encode(encoding))


def zip_of(names: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


HOSTILE = {
    "bom.docx": (rebuilt(lambda _n, d: d, {"word/media/a.bin": b"\0" * 8_000_000}), "bom nén"),
    "nhieu-phan.docx": (zip_of([f"p{n}.xml" for n in range(2100)]), "bom nén"),
    "dtd.docx": (with_dtd("utf-8"), "khai báo DTD"),
    "dtd-utf16.docx": (with_dtd("utf-16"), "khai báo DTD"),
    "cat-cut.docx": (plain_docx()[:-400], "bị hỏng, bị cắt cụt"),
    "hong-giua.docx": (plain_docx()[:300] + b"\xff" * 200 + plain_docx()[500:], "bị hỏng"),
    "xml-hong.docx": (in_body(lambda data: data[:-30]), "cấu trúc tệp Word bị hỏng"),
    "xml-sau.docx": (in_body(lambda _d: b"<a>" * 5000 + b"</a>" * 5000), "cấu trúc tệp Word bị hỏng"),
    "khong-phai-word.docx": (zip_of(["a.txt"]), "không phải văn bản Word"),
    "doc-cu.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word đời cũ"),
    "pdf.docx": (b"%PDF-1.7\n...", "nội dung là PDF"),
    "chu.docx": ("Số: 1/2026/QĐ-MAU".encode(), "bị hỏng, bị cắt cụt"),
    "word.txt": (plain_docx(), "ZIP hoặc .docx"),
    "anh.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "ảnh PNG"),
    "nhi-phan.txt": (bytes(range(256)) * 4, "không phải văn bản thuần"),
    "rong.txt": (b"", "tệp rỗng"),
    "trang.txt": (b" \n\t\n", "tệp rỗng"),
    "rong.docx": (b"", "tệp rỗng"),
    "rong.jsonl": (b"\n\n", "tệp rỗng"),
    "sau.jsonl": (b"[" * 100_000, "lồng nhau quá sâu"),
    "word.jsonl": (plain_docx(), "ZIP hoặc .docx"),
    "cut.pdf": (b"%PDF-1.7", "hỏng hoặc bị cắt cụt"),
    "word.pdf": (plain_docx(), "ZIP hoặc .docx"),
    "trang.html": (b"<html>", "Số: …"),
    "trang-sau.html": (b"<div>" * 5000, "lồng nhau quá sâu"),
    "khong-duoi": (b"abc", "không có đuôi"),
    "mat.txt": ("TỐI MẬT\nĐƠN VỊ MẪU\nSố: 1/2026/QĐ-MAU\nĐiều 1. Một\nHai.".encode(), "dấu chỉ độ mật"),
    "dao-chu.txt": ("Số: 1/2026/QĐ-MAU\nĐiều 1. Một\n\u202eaib".encode(), "U\\+202E"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_ends_in_one_sentence(library: Library, tmp_path: Path, name: str) -> None:
    import re

    data, sentence = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    report = library.import_paths([path])
    assert (report.documents, report.articles) == (0, 0)
    ((refused, reason),) = report.refused
    assert refused == path
    assert re.search(sentence, reason.vi)
    for text in (reason.vi, reason.en):
        assert text.endswith(".")
        assert "\n" not in text
        assert "Error" not in text
    assert library.count() == Count(documents=0, articles=0)


def test_the_plain_file_behind_them_all_is_fine(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "tot.docx"
    path.write_bytes(rebuilt(lambda _n, d: d))
    assert library.import_paths([path]).refused == ()


def test_a_file_above_the_limit_is_not_even_read(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
    ((_, reason),) = library.import_paths([path]).refused
    assert reason.vi.startswith("tệp lớn 21 MB, giới hạn là 20 MB")
