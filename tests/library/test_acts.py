from __future__ import annotations

from datetime import date

import pytest

from studio.library.acts import read_acts
from studio.library.structure import ParsedArticle


def acts(text: str, *, heading: str = "Hiệu lực thi hành", title: str = "", number: str = "9") -> list[str]:
    article = ParsedArticle(number=number, heading=heading, path="", text=text)
    found = read_acts([article], "1/2026/NĐ-MAU", title)
    return [
        " ".join(
            filter(None, [a.kind, a.number, "/".join(a.place).strip("/"), f"({a.provision})", _days(a.since, a.until)])
        )
        for a in found
    ]


def _days(since: date | None, until: date | None) -> str:
    return f"{since or ''}..{until or ''}" if since or until else ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "2. Nghị định này thay thế Nghị định số 5/2020/NĐ-MAU ngày 01 tháng 5 năm 2020 của Chính phủ về việc mẫu.",
            ["replaces 5/2020/NĐ-MAU (khoản 2 Điều 9)"],
        ),
        (
            "Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2026 và thay thế Nghị định số 5/2020/NĐ-MAU.",
            ["replaces 5/2020/NĐ-MAU (Điều 9)"],
        ),
        (
            "1. Nghị định số 5/2020/NĐ-MAU về việc mẫu hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
            ["replaces 5/2020/NĐ-MAU (khoản 1 Điều 9)"],
        ),
        ("2. Thông tư số 6/2021/TT-MAU được bãi bỏ.", ["repeals 6/2021/TT-MAU (khoản 2 Điều 9)"]),
        (
            "3. Bãi bỏ khoản 2, khoản 3 Điều 5 và điểm a khoản 1 Điều 7 Nghị định số 5/2020/NĐ-MAU.",
            [
                "partly_repeals 5/2020/NĐ-MAU 5/2 (khoản 3 Điều 9)",
                "partly_repeals 5/2020/NĐ-MAU 5/3 (khoản 3 Điều 9)",
                "partly_repeals 5/2020/NĐ-MAU 7/1/a (khoản 3 Điều 9)",
            ],
        ),
        (
            "2. Thông tư số 6/2021/TT-MAU hết hiệu lực, trừ Điều 3.",
            ["replaces 6/2021/TT-MAU (khoản 2 Điều 9)", "keeps 6/2021/TT-MAU 3 (khoản 2 Điều 9)"],
        ),
        (
            "2. Thông tư số 6/2021/TT-MAU hết hiệu lực, trừ trường hợp tại Điều 3 Nghị định số 5/2020/NĐ-MAU.",
            ["partly_repeals 6/2021/TT-MAU (khoản 2 Điều 9)"],
        ),
        (
            "2. Thông tư số 6/2021/TT-MAU hết hiệu lực, trừ những trường hợp đang giải quyết.",
            ["partly_repeals 6/2021/TT-MAU (khoản 2 Điều 9)"],
        ),
        (
            "2. Thông tư số 6/2021/TT-MAU hết hiệu lực từ 01/3/2027, trừ Điều 5 và Điều 6 còn hiệu lực đến 30/6/2027.",
            [
                "replaces 6/2021/TT-MAU (khoản 2 Điều 9) 2027-03-01..",
                "keeps 6/2021/TT-MAU 5 (khoản 2 Điều 9) ..2027-06-30",
                "keeps 6/2021/TT-MAU 6 (khoản 2 Điều 9) ..2027-06-30",
            ],
        ),
        (
            "2. Nghị định này thay thế Nghị định số 5/2020/NĐ-MAU, trừ khoản 2 Điều 7, điểm a khoản 1 Điều 8.",
            [
                "replaces 5/2020/NĐ-MAU (khoản 2 Điều 9)",
                "keeps 5/2020/NĐ-MAU 7/2 (khoản 2 Điều 9)",
                "keeps 5/2020/NĐ-MAU 8/1/a (khoản 2 Điều 9)",
            ],
        ),
        (
            "2. Luật Mẫu số 6/2021/QH15 hết hiệu lực, trừ quy định tại khoản 4 Điều 10 của Luật này.",
            ["replaces 6/2021/QH15 (khoản 2 Điều 9)"],
        ),
        (
            "2. Văn bản sau đây hết hiệu lực:\na) Nghị định số 5/2020/NĐ-MAU;\nb) Điều 4 Thông tư số 6/2021/TT-MAU.",
            [
                "replaces 5/2020/NĐ-MAU (điểm a khoản 2 Điều 9)",
                "partly_repeals 6/2021/TT-MAU 4 (điểm b khoản 2 Điều 9)",
            ],
        ),
        ("2. Bãi bỏ các văn bản sau:\n- Quyết định số 7/2019/QĐ-MAU.", ["repeals 7/2019/QĐ-MAU (khoản 2 Điều 9)"]),
        (
            "2. Sửa đổi Điều 34 Nghị định số 5/2020/NĐ-MAU:\n“Điều 34. Mới\nThay thế Nghị định số 8/2018/NĐ-MAU.”.",
            ["amends 5/2020/NĐ-MAU 34 (khoản 2 Điều 9)"],
        ),
        (
            "1. Ngưng hiệu lực Thông tư số 6/2021/TT-MAU đến hết năm 2026.",
            ["suspends 6/2021/TT-MAU (khoản 1 Điều 9) ..2026-12-31"],
        ),
        (
            "1. Ngưng hiệu lực thi hành khoản 2 Điều 5 Thông tư số 6/2021/TT-MAU từ 01/12 đến hết 31/12/2026.",
            ["suspends 6/2021/TT-MAU 5/2 (khoản 1 Điều 9) 2026-12-01..2026-12-31"],
        ),
        (
            "3. Thay thế cụm từ “huyện” bằng cụm từ “tỉnh” tại khoản 2 Điều 6, Điều 8 Nghị định số 5/2020/NĐ-MAU.",
            ["amends 5/2020/NĐ-MAU 6/2 (khoản 3 Điều 9)", "amends 5/2020/NĐ-MAU 8 (khoản 3 Điều 9)"],
        ),
        (
            "3. Bỏ cụm từ “theo Luật Mẫu số 1/2018/QH14” tại Điều 6 Nghị định số 5/2020/NĐ-MAU.",
            ["amends 5/2020/NĐ-MAU 6 (khoản 3 Điều 9)"],
        ),
        (
            "3. Cụm từ “cấp huyện” tại điểm a khoản 1 Điều 6 Nghị định số 5/2020/NĐ-MAU được thay thế bằng “cấp xã”.",
            ["amends 5/2020/NĐ-MAU 6/1/a (khoản 3 Điều 9)"],
        ),
    ],
)
def test_what_is_done_to_others_where_and_by_which_provision(text: str, found: list[str]) -> None:
    assert acts(text) == found


def test_a_document_in_the_name_of_another_is_not_acted_on() -> None:
    text = (
        "Nghị định này thay thế Nghị định số 5/2020/NĐ-MAU về việc mẫu và Nghị định số 6/2021/NĐ-MAU của Chính phủ "
        "sửa đổi, bổ sung một số điều của Nghị định số 4/2019/NĐ-MAU và hướng dẫn Luật Mẫu số 1/2018/QH14."
    )
    assert acts(text) == ["replaces 5/2020/NĐ-MAU (Điều 9)", "replaces 6/2021/NĐ-MAU (Điều 9)"]


@pytest.mark.parametrize(
    "text",
    [
        "3. Trường hợp Nghị định số 5/2020/NĐ-MAU được sửa đổi, bổ sung, thay thế thì áp dụng văn bản mới.",
        "Giấy phép cấp theo Nghị định số 5/2020/NĐ-MAU có giá trị đến khi hết hiệu lực.",
        "Thực hiện theo Luật Mẫu số 6/2021/QH15 đã được sửa đổi, bổ sung một số điều theo Luật số 7/2022/QH15.",
        "Những quy định trước đây trái với Nghị định này đều bị bãi bỏ.",
        "Nghị định này thay thế Nghị định số 1/2026/NĐ-MAU.",
    ],
    ids=["condition", "permit", "as-amended", "without-a-name", "itself"],
)
def test_nothing_is_taken_for_an_act_that_is_none(text: str) -> None:
    assert acts(text) == []


def test_clauses_amend_the_document_their_article_names() -> None:
    found = acts(
        "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:\n“2. Mới.”.\n2. Bãi bỏ Điều 8.",
        heading="Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-MAU về việc mẫu",
        number="1",
    )
    assert found == [
        "amends 5/2020/NĐ-MAU 5/2 (khoản 1 Điều 1)",
        "partly_repeals 5/2020/NĐ-MAU 8 (khoản 2 Điều 1)",
    ]


def test_a_phrase_is_replaced_in_places_of_the_document_that_the_article_names() -> None:
    found = acts(
        "1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại khoản 2 Điều 6.\n2. Bỏ cụm từ “hoặc” tại Điều 8.",
        heading="Thay thế, bãi bỏ một số cụm từ của Nghị định số 5/2020/NĐ-MAU về việc mẫu",
        number="2",
    )
    assert found == ["amends 5/2020/NĐ-MAU 6/2 (khoản 1 Điều 2)", "amends 5/2020/NĐ-MAU 8 (khoản 2 Điều 2)"]


def test_a_title_says_what_is_amended() -> None:
    title = "Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-MAU; Nghị định số 6/2021/NĐ-MAU"
    assert acts("Không có gì.", title=title) == ["amends 5/2020/NĐ-MAU ()", "amends 6/2021/NĐ-MAU ()"]
