from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from studio.library.acts import read_own_days
from studio.library.events import LegalPlace
from studio.library.exports.plain import as_exchange
from studio.library.importers.assemble import assemble
from studio.library.importers.read_text import ReadText
from studio.library.imports import read_edition
from studio.library.model import Relation, Status
from studio.library.service import Library
from studio.library.structure import ParsedArticle

OWN = "28/2025/NĐ-CP"
DAY = date(2026, 1, 1)


def of(text: str) -> tuple[Relation, ...]:
    return read_own_days([ParsedArticle(number="69", heading="Hiệu lực thi hành", path="", text=text)], OWN)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Quy định tại Điều 14 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.", [LegalPlace("14")]),
        ("Khoản 2 Điều 7 Luật này có hiệu lực kể từ ngày 01/01/2026.", [LegalPlace("7", "2")]),
        ("Khoản 2 Điều 7 Luật này có hiệu lực từ 01.01.2026.", [LegalPlace("7", "2")]),
        (
            "Điều 5 và khoản 1 Điều 7 Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026.",
            [LegalPlace("5"), LegalPlace("7", "1")],
        ),
        ("Các điều 5, 6 Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026.", [LegalPlace("5"), LegalPlace("6")]),
        ("Nghị định này có hiệu lực từ ngày 01 tháng 01 năm 2026, trừ trường hợp quy định tại khoản 2 Điều này.", []),
        ("Trừ Điều 14 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.", []),
        ("Điều 14 Nghị định số 5/2020/NĐ-CP có hiệu lực từ ngày 01 tháng 01 năm 2026.", []),
        ("Điều 14 Nghị định này áp dụng cho người có hiệu lực từ ngày 01 tháng 01 năm 2026.", []),
    ],
)
def test_the_places_with_a_day_of_their_own(text: str, places: list[LegalPlace]) -> None:
    found = of(f"1. Mở đầu.\n2. {text}")
    assert [relation.place for relation in found] == places
    assert all((r.kind, r.number, r.since) == ("takes_effect", OWN, DAY) for r in found)
    assert all(relation.provision == "khoản 2 Điều 69" for relation in found)


TEXT = """CHÍNH PHỦ
Số: 28/2025/NĐ-CP
Hà Nội, ngày 30 tháng 10 năm 2025
NGHỊ ĐỊNH
Quy định việc mẫu
Điều 1. Một
Nội dung một.
Điều 14. Mười bốn
Nội dung mười bốn.
Điều 69. Hiệu lực
1. Nghị định này có hiệu lực từ ngày 15 tháng 12 năm 2025, trừ trường hợp quy định tại khoản 2 Điều này.
2. Quy định tại Điều 14 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.
"""


def test_such_an_article_is_not_yet_in_force_when_the_rest_is(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "nghi-dinh.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert library.import_paths([path]).refused == ()
    between, after = date(2025, 12, 20), date(2026, 1, 1)
    assert library.status(OWN, "14", on=between).status is Status.NOT_YET
    assert library.status(OWN, "1", on=between).status is not Status.NOT_YET
    assert library.status(OWN, "14", on=after).status is not Status.NOT_YET


def test_the_day_survives_the_exchange_format() -> None:
    edition = assemble(ReadText(text=TEXT), source="a.txt")
    (relation,) = [r for r in edition.document.relations if r.kind == "takes_effect"]
    assert (relation.place, relation.since) == (LegalPlace("14"), DAY)
    again = read_edition(json.loads(as_exchange(edition.document, edition.articles)))
    assert again.document.relations == edition.document.relations
