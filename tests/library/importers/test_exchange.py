from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput
from studio.library.events import LegalPlace
from studio.library.imports import parse, read_edition, read_exchange
from studio.library.model import Relation, Status

Law = Callable[..., dict[str, Any]]


def nobody(error: BadInput) -> None:
    raise AssertionError(error)


def test_all_fields_are_read(law: Law) -> None:
    edition = read_edition(
        law(
            effective_to="2030-01-01",
            checked_by="Nguyễn Văn Mẫu",
            relations=[{"kind": "replaces", "number": "1/2020/QĐ-MAU"}],
            articles=[{"id": "x-1", "number": 5, "heading": "Tên", "path": "Chương I", "text": "Một\r\nhai"}],
            unheard_of=[1, 2],
        )
    )
    found = edition.document
    assert (found.key, found.type, found.issuer) == ("01/2026/QD-MAU", "Quyết định", "Đơn vị mẫu")
    assert (found.issued_on, found.effective_from, found.effective_to) == (
        date(2026, 1, 5),
        date(2026, 2, 1),
        date(2030, 1, 1),
    )
    assert (found.stated_status, found.checked_on, found.checked_by) == (
        Status.IN_FORCE,
        date(2026, 11, 20),
        "Nguyễn Văn Mẫu",
    )
    assert found.relations == (Relation(kind="replaces", number="1/2020/QĐ-MAU"),)
    (article,) = edition.articles
    assert (article.id, article.number, article.heading, article.path, article.text) == (
        "x-1",
        "5",
        "Tên",
        "Chương I",
        "Một\nhai",
    )


def test_relations_are_read_from_the_text_beside_the_field(law: Law) -> None:
    """The field is the more exact where both tell of the same document."""
    text = (
        "1. Nghị định này thay thế Nghị định số 5/2020/NĐ-MAU và Nghị định số 6/2021/NĐ-MAU.\n"
        "2. Bãi bỏ Điều 3 Thông tư số 7/2022/TT-MAU.\n"
        "3. Điều 2 Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2027."
    )
    known = {"kind": "replaces", "number": "6/2021/nđ-mau", "since": "2026-03-01"}
    read = read_edition(law("1/2026/NĐ-MAU", relations=[known], articles=[{"number": "9", "text": text}]))
    at = [f"khoản {n} Điều 9" for n in (1, 2, 3)]
    assert read.document.relations == (
        Relation(kind="replaces", number="6/2021/nđ-mau", since=date(2026, 3, 1)),
        Relation(kind="replaces", number="5/2020/NĐ-MAU", provision=at[0]),
        Relation(kind="partly_repeals", number="7/2022/TT-MAU", place=LegalPlace("3"), provision=at[1]),
        Relation(
            kind="takes_effect", number="1/2026/NĐ-MAU", place=LegalPlace("2"), provision=at[2], since=date(2027, 1, 1)
        ),
    )


def test_little_is_enough() -> None:
    edition = read_edition({"number": "1/2026/NĐ-CP", "articles": [{"number": "1", "text": "Một."}]})
    assert (edition.document.type, edition.document.stated_status) == ("Nghị định", Status.UNKNOWN)
    assert edition.articles[0].id == "1/2026/ND-CP@1"


def test_a_document_without_a_number_keeps_apart_by_its_text() -> None:
    one = read_edition({"title": "Pháp lệnh mẫu", "articles": [{"number": "1", "text": "Một."}]})
    two = read_edition({"title": "Pháp lệnh mẫu", "articles": [{"number": "1", "text": "Hai."}]})
    assert one.document.key != two.document.key
    assert one.document.key.startswith("KHONG-SO-")


def test_the_hash_covers_the_text_and_not_the_check(law: Law) -> None:
    base = read_edition(law()).document.sha256
    assert (
        read_edition(law(checked_on=None, status="unknown", source="khác", effective_to="2031-01-01")).document.sha256
        == base
    )
    other = [{"number": "1", "heading": "Phạm vi", "path": "", "text": "1. Một.\na) Điểm a;\nđ) Điểm d."}]
    assert read_edition(law(articles=other)).document.sha256 != base
    assert read_edition(law(title="Khác")).document.sha256 != base


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('{"number": "1", "number": "2"}', "khóa “number” xuất hiện hai lần"),
        ('{"articles": [{"text": "a", "text": "b"}]}', "khóa “text” xuất hiện hai lần"),
        ('{"number": NaN}', "NaN không phải giá trị JSON"),
        ('{"number": -Infinity}', "-Infinity không phải giá trị JSON"),
        ('{"number": ' + "1" * 5000 + "}", "con số quá dài"),
        ('{"number": "1/2026/QĐ-MAU", "articles": [', "không phải JSON hợp lệ"),
        ("[1]", "một đối tượng JSON"),
        ("{" * 10, "không phải JSON hợp lệ"),
        ('{"a":' * 50 + "1" + "}" * 50, "lồng nhau quá sâu"),
        ('{"a":' + "[" * 150_000 + "]" * 150_000 + "}", "lồng nhau quá sâu"),
        ('{"a":[' + "[]," * 250_000 + "[]]}", "quá nhiều phần"),
    ],
    ids=["twice", "twice-inside", "nan", "infinity", "digits", "cut", "list", "braces", "deep", "very-deep", "parts"],
)
def test_hostile_lines_are_refused(line: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        parse(line.encode())


def test_a_line_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(BadInput, match="không đúng UTF-8"):
        parse('{"title": "Đà Nẵng"}'.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": None, "title": None, "articles": []}, "thiếu number"),
        ({"number": ["1"]}, "number phải là chữ"),
        ({"articles": "một"}, "articles phải là danh sách"),
        ({"articles": ["một"]}, r"articles\[0\] phải là một đối tượng"),
        ({"articles": [{"number": "1", "text": 5}]}, r"articles\[0\].text phải là chữ"),
        ({"articles": [{"number": "1", "text": "a\u202eb"}]}, r"articles\[0\].text: dòng 1 .*U\+202E"),
        ({"articles": [{"number": "1", "text": "\ud800"}]}, r"U\+D800"),
        ({"articles": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, "bị trùng"),
        ({"issued_on": "05/01/2026"}, "issued_on phải là ngày"),
        ({"issued_on": "20260105"}, "issued_on phải là ngày"),
        ({"issued_on": "2026-02-30"}, "issued_on phải là ngày"),
        ({"issued_on": 20260105}, "issued_on phải là ngày"),
        ({"effective_to": "2020-01-01"}, "đứng trước effective_from"),
        ({"source": " "}, "có checked_on thì phải có source"),
        ({"status": "valid"}, "status phải là một trong"),
        ({"status": 1}, "status phải là một trong"),
        ({"relations": [{"kind": "replaces"}]}, r"relations\[0\] thiếu"),
        ({"relations": [None]}, r"relations\[0\] phải là"),
        ({"title": "MẬT"}, "dấu chỉ độ mật"),
        ({"articles": [{"number": "1", "text": "TUYỆT MẬT\nNội dung"}]}, "TUYỆT MẬT"),
        ({"title": "C«ng an nh©n d©n b¶o vÖ an ninh trËt tù, ph¹m vi"}, "TCVN3"),
    ],
)
def test_unusable_fields_are_named(law: Law, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_edition(law(**change))


def test_the_word_secret_in_a_sentence_is_no_mark(law: Law) -> None:
    text = "1. Luật này quy định về bí mật nhà nước.\n2. Độ Mật được xác định theo danh mục."
    read_edition(law(articles=[{"number": "1", "heading": "Bảo vệ bí mật", "text": text}]))


def test_lines_are_counted_and_second_copies_refused(tmp_path: Path, law: Law) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps(law()), "", json.dumps(law("01/2026/qd-mau")), json.dumps(law("02/2026/QĐ-MAU"))]
    path.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    refused: list[BadInput] = []
    assert [e.document.key for e in read_exchange(path, refused.append)] == ["01/2026/QD-MAU", "02/2026/QD-MAU"]
    told = "dòng 3: trùng số, ký hiệu với dòng 1; hãy giữ một dòng cho mỗi văn bản."
    assert [str(error) for error in refused] == [told]


def test_utf_16_is_told(tmp_path: Path, law: Law) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(law()), encoding="utf-16")
    with pytest.raises(BadInput, match="phải là UTF-8"):
        list(read_exchange(path, nobody))
