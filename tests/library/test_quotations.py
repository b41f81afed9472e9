"""Which headings are an amending law's own: marks as they should be, and as sources forget them."""

from __future__ import annotations

import pytest

from studio.library.folded_text import split_lines
from studio.library.structure import outline

CASES = {
    "closed": (
        "Điều 1. Sửa Luật Mẫu\n“Điều 5. Quyền\n1. Xem.\nĐiều 6. Nghĩa vụ\nLàm.”.\nĐiều 2. Hiệu lực\nTừ hôm nay.",
        ["1", "2"],
    ),
    "announced on the line": (
        "Điều 1. Sửa Luật Mẫu\n1. Bổ sung như sau: “Điều 5a. Mới\nĐiều 5b. Mới nữa\nXem.”.\nĐiều 2. Hiệu lực\nNgay.",
        ["1", "2"],
    ),
    "straight marks": ('Điều 1. Sửa\n"Điều 7. Mới\nĐiều 8. Mới\nXem."\nĐiều 2. Hết\nNgay.', ["1", "2"]),
    "never closed": ("Điều 1. Sửa\n“Điều 7. Mới\nĐiều 8. Mới\nXem.\nĐiều 2. Hết\nNgay.", ["1", "2"]),
    "each paragraph opens": (
        "Điều 1. Sửa\n“Điều 7. Mới\n“1. Xem.\nĐiều 8. Mới\n“1. Hỏi.”.\nĐiều 2. Hết\nNgay.",
        ["1", "2"],
    ),
    "closed too late": (
        "Điều 1. Một\n“Tài khoản chỉ có một.\nĐiều 2. Hai\nNội dung.\nĐiều 3. Ba\nGọi là “khác””.\nĐiều 4. Bốn\nHết.",
        ["1", "2", "3", "4"],
    ),
    "a point cannot hold an article": (
        "Điều 9. Chín\n“b) Cấp thẻ;\nĐiều 10. Mười\nNội dung ”.\nĐiều 20. Hai mươi\nHết.",
        ["9", "10", "20"],
    ),
    "a definition": ("Điều 1. Từ ngữ\n“Trang” là trang của đơn vị.\nĐiều 2. Khác\nHết.", ["1", "2"]),
}


@pytest.mark.parametrize("name", list(CASES))
def test_only_the_own_headings_are_articles(name: str) -> None:
    text, numbers = CASES[name]
    assert [s.number for s in outline(split_lines(text)).sections] == numbers
