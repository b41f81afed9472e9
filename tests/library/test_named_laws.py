from __future__ import annotations

from collections.abc import Sequence

import pytest

from studio.library.law_names import NamedLaw, NamedLaws, named_laws

LAWS = (
    NamedLaw("44/2005/QH11", "luat du lich", "2005"),
    NamedLaw("09/2017/QH14", "luat du lich", "2017"),
    NamedLaw("73/2021/QH14", "luat phong, chong ma tuy", "2021"),
    NamedLaw("91/2015/QH13", "bo luat dan su", "2015"),
    NamedLaw("92/2015/QH13", "bo luat to tung dan su", "2015"),
    NamedLaw("01/2000/QH10", "luat", "2000"),
    NamedLaw("HP-1992", "hien phap nuoc cong hoa", "1992"),
    NamedLaw("HP-2013", "hien phap", "2013"),
    NamedLaw("50/2010/QH12", "luat su dung nang luong", ""),
)


class Library:
    def named_from(self, start: str) -> Sequence[NamedLaw]:
        return [law for law in LAWS if law.name.startswith(start)]


@pytest.mark.parametrize(
    ("text", "keys", "articles"),
    [
        ("theo Luật Du lịch thì hướng dẫn viên", {"44/2005/QH11", "09/2017/QH14"}, set()),
        ("theo Luật Du lịch năm 2017", {"09/2017/QH14"}, set()),
        ("luat du lich 2005 quy dinh gi", {"44/2005/QH11"}, set()),
        ("Luật Du lịch năm 1999", {"44/2005/QH11", "09/2017/QH14"}, set()),
        ("Điều 3 Luật Phòng chống ma tuý", {"73/2021/QH14"}, {"3"}),
        ("Bộ luật Dân sự và Bộ luật Tố tụng dân sự", {"91/2015/QH13", "92/2015/QH13"}, set()),
        ("luật này", set(), set()),
        ("điều 8a và Điều 12 của luật", set(), {"8a", "12"}),
        ("Luật Sử dụng năng lượng 2010", {"50/2010/QH12"}, set()),
        ("Theo Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", {"HP-1992", "HP-2013"}, set()),
        ("Điều 24 Hiến pháp năm 2013", {"HP-2013"}, {"24"}),
        ("", set(), set()),
    ],
)
def test_laws_named_in_a_question(text: str, keys: set[str], articles: set[str]) -> None:
    assert named_laws(text, Library().named_from) == NamedLaws(documents=frozenset(keys), articles=frozenset(articles))
