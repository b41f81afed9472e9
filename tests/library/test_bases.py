from __future__ import annotations

import pytest

from studio.library.importers.assemble import read_bases

HEAD = (
    "NGHỊ ĐỊNH",
    "Căn cứ Luật Tổ chức Mẫu số 1/2025/QH15;",
    "Căn cứ Luật Việc mẫu số 2/2025/QH15 ngày 01 tháng 5 năm 2025;",
    "Căn cứ Luật Nhà số 3/2020/QH14;",
    "Căn cứ Luật Không có số;",
    "Theo đề nghị tại Tờ trình số 4/TTr-MAU;",
)


def bases(title: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for relation in read_bases(HEAD, title, "9/2026/NĐ-MAU"):
        found.setdefault(relation.kind, []).append(relation.number)
    return found


@pytest.mark.parametrize(
    ("title", "guides"),
    [
        ("Quy định chi tiết một số điều và biện pháp thi hành Luật Việc mẫu", ["2/2025/QH15"]),
        ("Hướng dẫn Luật Việc mẫu và Luật Nhà", ["2/2025/QH15", "3/2020/QH14"]),
        ("Hướng dẫn Luật Nhà ở", None),
        ("Hướng dẫn thi hành Nghị định số 5/2024/NĐ-MAU", ["5/2024/NĐ-MAU"]),
        ("Quy định về việc theo Luật Việc mẫu", None),
    ],
)
def test_what_a_title_says_is_guided_has_its_number_from_the_head(title: str, guides: list[str] | None) -> None:
    found = bases(title)
    assert found.get("guides") == guides
    assert set(found["based_on"]) == {"1/2025/QH15", "2/2025/QH15", "3/2020/QH14"} - set(guides or [])


def test_a_document_is_no_basis_of_itself() -> None:
    assert read_bases(["Căn cứ Nghị định số 9/2026/NĐ-MAU;"], "", "9/2026/NĐ-MAU") == ()
