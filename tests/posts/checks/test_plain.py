"""The rules of words say the same of a text that is no post."""

from __future__ import annotations

import pytest

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.posts.checks.plain import PERSONAL, SECRET, findings, unofficial_links

BOOK = DirectoryBook(
    units=(Unit(id="u", name="Công an phường Mẫu", website="https://mau.example.gov.vn"),),
    contacts=(Contact(id="tb", unit="u", label="Trực ban", phone="024 0000 0113"),),
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chào anh Nguyễn Văn Mẫu, hồ sơ đã xong.", "REPLY_NO_PII"),
        ("Số định danh 001099000001 đã được nhận.", "NO_ID_NUMBER"),
        ("Đơn vị sẽ gọi lại số 0900 000 012.", "NO_PRIVATE_PHONE"),
    ],
)
def test_personal_data_is_found(text: str, code: str) -> None:
    assert code in {finding.code for finding in findings(PERSONAL, {"reply": text}, BOOK)}


def test_a_duty_number_is_nobodys_own() -> None:
    assert findings(PERSONAL, {"reply": "Vui lòng gọi trực ban 024 0000 0113."}, BOOK) == ()


def test_a_secret_is_told_with_its_field() -> None:
    found = findings(SECRET, {"note": "két tầng 2", "place": "Mật khẩu: Abc@12345"})
    assert [finding.field for finding in found] == ["place"]


def test_where_codes_are_kept_is_no_secret() -> None:
    assert findings(SECRET, {"place": "Mã khôi phục để trong phong bì niêm phong, két của văn thư."}) == ()


def test_only_official_addresses_pass() -> None:
    assert unofficial_links("Xem https://mau.example.gov.vn/thu-tuc nhé.", BOOK) == ()
    assert [link.url for link in unofficial_links("Xem https://bit.ly/abc", BOOK)] == ["https://bit.ly/abc"]
