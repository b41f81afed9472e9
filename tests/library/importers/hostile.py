"""Files made to harm or to confuse, each built small: by name, with what the sentence has to say of it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable

import docx

LINES = ("Số: 10/2026/QĐ-MAU", "QUYẾT ĐỊNH", "Điều 1. Một", "Nội dung.")
MEGABYTE = 2**20


def plain_docx() -> bytes:
    document = docx.Document()
    for line in LINES:
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


def zip_of(names: Iterable[str], data: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def great_xml() -> bytes:
    """A .docx whose body swells to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        piece = b"<w:p/>" * (MEGABYTE // 6)
        for _ in range(300):
            part.write(piece)
    return out.getvalue()


def lying_size() -> bytes:
    """A .docx that says in both of its directories that its body, which swells, is small."""
    body = in_body(lambda data: data.ljust(8_000_000))
    data, told, lie = bytearray(body), (8_000_000).to_bytes(4, "little"), (100_000).to_bytes(4, "little")
    while (at := data.find(told)) >= 0:
        data[at : at + 4] = lie
    return bytes(data)


def linked_docx(address: str) -> bytes:
    """A sound .docx with a template, a picture and a frame from outside."""
    kinds = ("attachedTemplate", "image", "frame", "header", "numbering")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="x{n}" Type="{base}/{kind}" Target="{address}/{kind}" TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )

    def change(name: str, data: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return data
        return data.replace(b"</Relationships>", links.encode() + b"</Relationships>")

    return rebuilt(change)


def encrypted_zip() -> bytes:
    """The plain .docx with the flag of a password on every entry."""
    data = bytearray(plain_docx())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def raw_pdf(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a right table; the first is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Root 1 0 R /Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, table)
    return bytes(out)


def page_pdf(content: bytes, *, pages: bytes = b"", page: bytes = b"", more: Iterable[bytes] = ()) -> bytes:
    """A PDF of one page of `content` (a stream object); `pages` and `page` go into their dictionaries."""
    box = b"" if b"/MediaBox" in page else b"/MediaBox [0 0 595 842]"
    font = b"/Resources <</Font <</F 5 0 R>>>>" if b"/Resources" not in page else b""
    return raw_pdf(
        (
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] %s>>" % (pages or b"/Count 1"),
            b"<</Type /Page /Parent 2 0 R /Contents 4 0 R %s %s %s>>" % (box, font, page),
            content,
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
            *more,
        )
    )


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    packing = b"/Filter /FlateDecode" if packed else b""
    return b"<</Length %d %s %s>>\nstream\n%s\nendstream" % (len(body), packing, entries, body)


def words_pdf() -> bytes:
    """A sound PDF with enough words not to pass for a scan."""
    text = [b"Noi dung cua van ban mau, dong %d." % n for n in range(12)]
    shown = b" ".join(b"BT /F 12 Tf 60 %d Td (%s) Tj ET" % (780 - 20 * n, line) for n, line in enumerate(text))
    return page_pdf(stream(shown))


def pdf_bomb() -> bytes:
    """A page whose content swells to 400 MB of words."""
    return page_pdf(stream(b"BT /F 12 Tf 60 700 Td (Noi dung) Tj ET " * 10_000_000, packed=True))


def nested_html(levels: int) -> bytes:
    return b"<html><body>" + b"<div>" * levels + "Số: 1/2026/QĐ-MAU".encode() + b"</div>" * levels


def laughing_html(path: str) -> bytes:
    """XML with entities that swell and one that names a file."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{laughs}<!ENTITY file SYSTEM "file://{path}">]>'
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f"{head}<html><body>{body}<p>&a11;&file;</p></body></html>".encode()


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name → (content, what the sentence says), for files that are refused."""
    damaged = "bị hỏng"
    return {
        "bom.docx": (rebuilt(lambda _n, d: d, {"word/media/a.bin": b"\0" * 8_000_000}), "tệp độc hại"),
        "nhieu-phan.docx": (zip_of(f"p{n}.xml" for n in range(2100)), "tệp độc hại"),
        "xml-300mb.docx": (great_xml(), "tệp độc hại"),
        "noi-doi-kich-thuoc.docx": (lying_size(), damaged),
        "khoa.docx": (encrypted_zip(), "có mật khẩu"),
        "dtd.docx": (with_dtd("utf-8"), "khai báo DTD"),
        "dtd-utf16.docx": (with_dtd("utf-16"), "khai báo DTD"),
        "cat-cut.docx": (plain_docx()[:-400], "bị hỏng, bị cắt cụt"),
        "hong-giua.docx": (plain_docx()[:300] + b"\xff" * 200 + plain_docx()[500:], damaged),
        "xml-hong.docx": (in_body(lambda data: data[:-30]), "cấu trúc tệp Word bị hỏng"),
        "xml-sau.docx": (in_body(lambda _d: b"<a>" * 5000 + b"</a>" * 5000), "cấu trúc tệp Word bị hỏng"),
        "nul.docx": (
            in_body(lambda data: data.replace("Nội".encode(), b"N\0i")),
            "(cấu trúc tệp Word bị hỏng|không có)",
        ),
        "khong-phai-word.docx": (zip_of(["a.txt"]), "không phải văn bản Word"),
        "zip-trong-zip.docx": (zip_of(["a.zip"], zip_of(["b.zip"], b"\0" * MEGABYTE)), "không phải văn bản Word"),
        "doc-cu.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word đời cũ"),
        "doc-cu.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Lưu thành .docx"),
        "pdf.docx": (b"%PDF-1.7\n...", "nội dung là PDF"),
        "pdf-va-zip.docx": (words_pdf() + plain_docx(), "nội dung là PDF"),
        "chu.docx": ("Số: 1/2026/QĐ-MAU".encode(), "bị hỏng, bị cắt cụt"),
        "word.txt": (plain_docx(), "ZIP hoặc .docx"),
        "anh.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "ảnh PNG"),
        "nhi-phan.txt": (bytes(range(256)) * 4, "không phải văn bản thuần"),
        "nul.txt": ("Số: 1/2026/QĐ-MAU\nĐiều 1. Một\0hai".encode(), "không phải văn bản thuần"),
        "rong.txt": (b"", "tệp rỗng"),
        "trang.txt": (b" \n\t\n", "tệp rỗng"),
        "mot-dong.txt": (b"a" * 5_000_000, "5,000,000 ký tự"),
        "rong.docx": (b"", "tệp rỗng"),
        "rong.jsonl": (b"\n\n", "tệp rỗng"),
        "sau.jsonl": (b"[" * 100_000, "lồng nhau quá sâu"),
        "word.jsonl": (plain_docx(), "ZIP hoặc .docx"),
        "cut.pdf": (b"%PDF-1.7", "hỏng hoặc bị cắt cụt"),
        "word.pdf": (plain_docx(), "ZIP hoặc .docx"),
        "vong-trang.pdf": (
            raw_pdf((b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R] /Count 5>>")),
            "(hỏng|bản quét|giới hạn)",
        ),
        "100-nghin-trang.pdf": (page_pdf(stream(b"BT ET"), pages=b"/Count 100000"), "(giới hạn là 2000|bản quét|hỏng)"),
        "khong-trang.pdf": (raw_pdf((b"<</Type /Catalog>>",)), "(hỏng|có 0 trang)"),
        "khoa.pdf": (
            raw_pdf(
                (
                    b"<</Type /Catalog /Pages 2 0 R>>",
                    b"<</Type /Pages /Kids [] /Count 0>>",
                    b"<</Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>>>" % (b"41" * 32, b"42" * 32),
                ),
                b"/Encrypt 3 0 R /ID [<00><00>]",
            ),
            "(mật khẩu|hỏng)",
        ),
        "jbig2.pdf": (
            page_pdf(
                stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
                page=b"/Resources <</XObject <</I 6 0 R>>>>",
                more=(
                    stream(
                        b"\0\xff" * 300,
                        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 "
                        b"/ColorSpace /DeviceGray /Filter /JBIG2Decode",
                    ),
                ),
            ),
            "bản quét",
        ),
        "trang.html": (b"<html>", "Số: …"),
        "trang-sau.html": (nested_html(5000), "lồng nhau quá sâu"),
        "trang-100-nghin.htm": (nested_html(100_000), "lồng nhau quá sâu"),
        "anh.html": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "ảnh PNG"),
        "pdf.html": (words_pdf(), "nội dung là PDF"),
        "mot-dong.html": (b"<p>" + b"a " * 2_500_000, "ký tự"),
        "thuoc-tinh-lon.html": (b"<p class='" + b"a" * 11_000_000 + b"'>Xin</p>", "(Số: …|trang web)"),
        "khong-duoi": (b"abc", "không có đuôi"),
        "mat.txt": ("TỐI MẬT\nĐƠN VỊ MẪU\nSố: 1/2026/QĐ-MAU\nĐiều 1. Một\nHai.".encode(), "dấu chỉ độ mật"),
        "dao-chu.txt": ("Số: 1/2026/QĐ-MAU\nĐiều 1. Một\n\u202eaib".encode(), "U\\+202E"),
    }
