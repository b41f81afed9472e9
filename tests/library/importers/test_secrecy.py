from __future__ import annotations

import pytest

from studio.library.importers.read_text import secrecy_mark


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("[ TỐI  MẬT ]", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Mức độ mật: MẬT", "MẬT"),
        ("TỐI MẬT SỐ: 12", "TỐI MẬT"),
    ],
)
def test_marks(line: str, mark: str) -> None:
    assert secrecy_mark(["Số: 1/2026/QĐ-MAU", line]) == mark


@pytest.mark.parametrize(
    "line",
    [
        "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "a) Tuyệt mật;",
        "Tài liệu bí mật nhà nước độ Mật",
        "MẬT ONG",
        "Mật khẩu: không chia sẻ",
    ],
)
def test_the_word_elsewhere_is_no_mark(line: str) -> None:
    assert secrecy_mark([line]) is None
