"""Two hundred ways in which officers, orders and web pages cite the law, each with what it means.

The meaning: number of the document, then its places (``5.1.a`` is point a of clause 1 of article 5, ``*`` the whole
document); several citations are parted by ``|``. A refusal begins with ``!``: ``!none`` no such document, ``!ask 2``
one of two, ``!place Điều 99`` the document lacks it, ``!whose`` nobody knows of which document. The texts are our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

DATA = "13/2023/NĐ-CP"
HOME = f"{DATA}@5"
"""Texts that stand in article 5 of the decree on personal data."""


def articles(numbers: Iterable[str], path: str = "") -> list[dict[str, str]]:
    """Made-up articles: clauses 1, 2, 2a and 3, the first two with points a to g."""
    points = "\n".join(f"{letter}) Nội dung {letter};" for letter in ("a", "b", "c", "c1", "d", "đ", "e", "g"))
    text = f"1. Khoản một:\n{points}\n2. Khoản hai:\n{points}\n2a. Khoản bổ sung.\n3. Khoản ba."
    return [{"number": number, "heading": f"Nội dung {number}", "path": path, "text": text} for number in numbers]


def _some(first: int, last: int) -> list[str]:
    return [str(number) for number in range(first, last + 1)]


def _law(number: str, kind: str, title: str, day: str, issuer: str = "Quốc hội", **more: Any) -> dict[str, Any]:
    made = {"number": number, "type": kind, "title": title, "issued_on": day, "issuer": issuer}
    return made | {"articles": articles(_some(1, 40))} | more


LIBRARY = [
    _law(
        DATA, "Nghị định", "Bảo vệ dữ liệu cá nhân", "2023-04-17", "Chính phủ",
        articles=[
            *articles(_some(1, 4), "Chương I Quy định chung"),
            *articles([*_some(5, 8), "8a"], "Chương II Hoạt động > Mục 1 Quyền"),
            *articles(_some(9, 12), "Chương II Hoạt động > Mục 2 Nghĩa vụ"),
            *articles(_some(13, 20), "Chương III Thi hành"),
            {"number": "", "heading": "Phụ lục I", "path": "Phụ lục I", "text": "Mẫu số 01\nMẫu số 02\nĐơn."},
            {"number": "", "heading": "Phụ lục II", "path": "Phụ lục II", "text": "Danh mục."},
        ],
    ),
    _law("356/2025/NĐ-CP", "Nghị định", "Chi tiết Luật Bảo vệ dữ liệu cá nhân", "2025-12-31", "Chính phủ"),
    _law("15/2020/NĐ-CP", "Nghị định", "Xử phạt viễn thông", "2020-02-03", "Chính phủ",
         articles=articles(_some(1, 124))),
    _law("14/2022/NĐ-CP", "Nghị định", "Sửa đổi Nghị định 15", "2022-01-27", "Chính phủ"),
    _law("147/2024/NĐ-CP", "Nghị định", "Dịch vụ Internet", "2024-11-09", "Chính phủ"),
    _law("09/2017/NĐ-CP", "Nghị định", "Người phát ngôn", "2017-02-09", "Chính phủ"),
    _law("30/2020/NĐ-CP", "Nghị định", "Công tác văn thư", "2020-03-05", "Chính phủ"),
    _law("100/2019/NĐ-CP", "Nghị định", "Xử phạt giao thông", "2019-12-30", "Chính phủ"),
    _law("100/2015/NĐ-CP", "Nghị định", "Nhà ở xã hội", "2015-10-20", "Chính phủ"),
    _law("24/2018/QH14", "Luật", "Luật An ninh mạng", "2018-06-12"),
    _law("116/2025/QH15", "Luật", "Luật An ninh mạng", "2025-12-10"),
    _law("91/2015/QH13", "Bộ luật", "Bộ luật Dân sự", "2015-11-24"),
    _law("33/2005/QH11", "Bộ luật", "Bộ luật Dân sự", "2005-06-14"),
    _law("100/2015/QH13", "Bộ luật", "Bộ luật Hình sự", "2015-11-27", articles=articles([*_some(1, 330), "217a"])),
    _law("101/2015/QH13", "Bộ luật", "Bộ luật Tố tụng hình sự", "2015-11-27",
         articles=articles(_some(1, 10), "Phần thứ nhất Quy định chung") +
         articles(_some(11, 20), "Phần thứ hai Khởi tố")),
    _law("103/2016/QH13", "Luật", "Báo chí", "2016-04-05"),
    _law("102/2016/QH13", "Luật", "Trẻ em", "2016-04-05", articles=articles(_some(1, 106))),
    _law("73/2021/QH14", "Luật", "Phòng, chống ma túy", "2021-03-30"),
    _law("47/2014/QH13", "Luật", "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
         "2014-06-16"),
    _law("26/2023/QH15", "Luật", "Căn cước", "2023-11-27"),
    _law("91/2025/QH15", "Luật", "Bảo vệ dữ liệu cá nhân", "2025-06-26"),
    _law("52/2024/QH15", "Luật", "Sửa đổi, bổ sung một số điều của Luật Căn cước", "2024-06-26"),
    _law("51/2019/QH14", "Luật", "Sửa đổi, bổ sung một số điều của Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của "
         "người nước ngoài tại Việt Nam", "2019-11-25"),
    _law("02/2020/UBTVQH14", "Pháp lệnh", "Ưu đãi người có công với cách mạng", "2020-12-09"),
    _law("", "Hiến pháp", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "2013-11-28"),
    _law("874/QĐ-BTTTT", "Quyết định", "Bộ Quy tắc ứng xử trên mạng xã hội", "2021-06-17",
         "Bộ Thông tin và Truyền thông"),
    _law("12/2020/QĐ-TTg", "Quyết định", "Ban hành Quy chế mẫu", "2020-05-15", "Thủ tướng Chính phủ",
         articles=articles(_some(1, 3)) + articles(_some(1, 9), "QUY CHẾ MẪU > Chương I Quy định chung")),
    _law("65/2020/TT-BCA", "Thông tư", "Tuần tra, kiểm soát", "2020-06-19", "Bộ Công an"),
    _law("01/2017/TTLT-BCA-BQP", "Thông tư liên tịch", "Phối hợp", "2017-01-10", "Bộ Công an"),
    _law("326/2016/UBTVQH14", "Nghị quyết", "Án phí, lệ phí Tòa án", "2016-12-30", "Ủy ban Thường vụ Quốc hội"),
    _law("57-NQ/TW", "Nghị quyết", "Đột phá phát triển khoa học", "2024-12-22", "Bộ Chính trị"),
]  # fmt: skip

INSIDE_OUT = [
    ("điểm a khoản 1 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("điểm đ khoản 2 Điều 5 Nghị định số 13/2023/NĐ-CP", f"{DATA} 5.2.đ"),
    ("điểm c1 khoản 1 Điều 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 7.1.c1"),
    ("khoản 2a Điều 8a Nghị định 13/2023/NĐ-CP", f"{DATA} 8a.2a"),
    ("Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5"),
    ("Khoản 1 Điều 5 của Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1"),
    ("Điểm A Khoản 1 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("điểm a, khoản 1, Điều 5, Nghị định số 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("điểm a khoản 1 điều 5 nghị định 13/2023/nđ-cp", f"{DATA} 5.1.a"),
    ("theo quy định tại khoản 3 Điều 9 Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ",
     f"{DATA} 9.3"),
    ("căn cứ Điều 10 Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ về bảo vệ dữ liệu cá nhân", f"{DATA} 10"),
    ("tiết 1 điểm b khoản 2 Điều 6 Nghị định 13/2023/NĐ-CP", f"{DATA} 6.2.b"),
    ("gạch đầu dòng thứ hai khoản 2 Điều 6 Nghị định 13/2023/NĐ-CP", f"{DATA} 6.2"),
    ("đoạn 2 khoản 3 Điều 6 Nghị định 13/2023/NĐ-CP", f"{DATA} 6.3"),
    ("khoản 1 thuộc Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1"),
    ("điểm a (khoản 1 Điều 5) Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("điểm a/khoản 1/Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("Điều 217a Bộ luật Hình sự năm 2015", "100/2015/QH13 217a"),
    ("Điều 101 Nghị định 15/2020/NĐ-CP", "15/2020/NĐ-CP 101"),
    ("Điều26 Luật An ninh mạng số 24/2018/QH14", "24/2018/QH14 26"),
]  # fmt: skip

OUTSIDE_IN = [
    ("Nghị định 13/2023/NĐ-CP, Điều 5, khoản 1, điểm a", f"{DATA} 5.1.a"),
    ("Nghị định 13/2023/NĐ-CP Điều 5 khoản 1 điểm a", f"{DATA} 5.1.a"),
    ("Điều 5 khoản 1 điểm a Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("Điều 5, khoản 1 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1"),
    ("Nghị định 13/2023/NĐ-CP (Điều 5)", f"{DATA} 5"),
    ("Nghị định 13/2023/NĐ-CP: Điều 5 và Điều 6", f"{DATA} 5 6"),
    ("Nghị định 13/2023/NĐ-CP tại Điều 7 khoản 2", f"{DATA} 7.2"),
    ("Luật Báo chí 2016, Điều 9, khoản 1 và khoản 2", "103/2016/QH13 9.1 9.2"),
    ("13/2023/NĐ-CP Điều 5 khoản 1 điểm đ", f"{DATA} 5.1.đ"),
    ("Bộ luật Hình sự 2015 (sửa đổi, bổ sung năm 2017), Điều 155 khoản 1", "100/2015/QH13 155.1"),
]

LISTS = [
    ("các điểm a, b và c khoản 2 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.2.a 5.2.b 5.2.c"),
    ("các điểm a, b và c khoản 2, khoản 3 Điều 5, 6 và 7 Nghị định 13/2023/NĐ-CP",
     f"{DATA} 5.2.a 5.2.b 5.2.c 5.3 6 7"),
    ("điểm a khoản 1 và điểm b khoản 2 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a 5.2.b"),
    ("khoản 1, khoản 3 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.3"),
    ("các khoản 1, 2 và 3 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2 5.3"),
    ("khoản 1 và 2 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2"),
    ("khoản 1 hoặc khoản 2 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2"),
    ("khoản 1 Điều 5, khoản 2 Điều 6 và Điều 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 6.2 7"),
    ("điểm g khoản 2 Điều 9; điểm d khoản 2 Điều 10; điểm đ khoản 2 Điều 14 Nghị định 13/2023/NĐ-CP",
     f"{DATA} 9.2.g 10.2.d 14.2.đ"),
    ("Điều 5, Điều 6 và Điều 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7"),
    ("các Điều 5, 6, 7 và 8a Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7 8a"),
    ("các điều 5, 6 hoặc 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7"),
    ("điểm b, điểm c khoản 1 Điều 12 Nghị định 13/2023/NĐ-CP", f"{DATA} 12.1.b 12.1.c"),
    ("Điều 10, 11, 12, 13 và khoản 2 Điều 16 của Nghị định 13/2023/NĐ-CP", f"{DATA} 10 11 12 13 16.2"),
    ("Điều 5 và Điều 6 Luật Báo chí và Điều 7 Luật Trẻ em", "103/2016/QH13 5 6 | 102/2016/QH13 7"),
    ("Điều 5 Nghị định 13/2023/NĐ-CP và Điều 101 Nghị định 15/2020/NĐ-CP", f"{DATA} 5 | 15/2020/NĐ-CP 101"),
    ("Luật Báo chí, Luật Trẻ em và Luật Căn cước", "103/2016/QH13 * | 102/2016/QH13 * | 26/2023/QH15 *"),
    ("khoản 1 Điều 5; Điều 6; điểm a và điểm b khoản 2 Điều 7 Nghị định 13/2023/NĐ-CP",
     f"{DATA} 5.1 6 7.2.a 7.2.b"),
    ("điểm a khoản 1 Điều 5 và điểm b khoản 1 Điều 6 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a 6.1.b"),
    ("các khoản 1, 2 Điều 5 và các khoản 2, 3 Điều 6 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2 6.2 6.3"),
    ("Điều 5 khoản 1 và khoản 2 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2"),
    ("Điều 5, 6 và 7 quy định ba việc của Nghị định 13/2023/NĐ-CP", f"!whose | {DATA} *"),
]  # fmt: skip

RANGES = [
    ("Điều 5 đến Điều 9 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7 8 9"),
    ("từ Điều 5 đến Điều 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7"),
    ("Điều 5 đến 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7"),
    ("các điều từ 5 đến 8 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7 8"),
    ("Điều 5-7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7"),
    ("Điều 5 – 7 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 7"),
    ("từ khoản 1 đến khoản 3 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2 5.3"),
    ("các khoản từ 1 đến 3 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2 5.3"),
    ("điểm a đến điểm đ khoản 1 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a 5.1.b 5.1.c 5.1.d 5.1.đ"),
    ("các điểm từ a đến c khoản 1 Điều 5 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1.a 5.1.b 5.1.c"),
    ("từ Điều 10 tới Điều 12 của Nghị định 13/2023/NĐ-CP", f"{DATA} 10 11 12"),
    ("Điều 5 đến Điều 6 và Điều 9 Nghị định 13/2023/NĐ-CP", f"{DATA} 5 6 9"),
    ("khoản 1 đến khoản 2 Điều 5 và Điều 6 Nghị định 13/2023/NĐ-CP", f"{DATA} 5.1 5.2 6"),
]

ABBREVIATED = [
    ("điểm a khoản 1 Điều 5 NĐ 13/2023", f"{DATA} 5.1.a"),
    ("điểm a khoản 1 Điều 5 NĐ 13/2023/NĐ-CP", f"{DATA} 5.1.a"),
    ("đ. a k. 1 Đ. 5 NĐ 13/2023", f"{DATA} 5.1.a"),
    ("Đ.5 K.1 NĐ 13/2023/NĐ-CP", f"{DATA} 5.1"),
    ("k1Đ5 NĐ 13/2023/NĐ-CP", f"{DATA} 5.1"),
    ("k.2 Đ.5 NĐ13/2023", f"{DATA} 5.2"),
    ("đ a k 1 đ 5 nđ 13/2023", f"{DATA} 5.1.a"),
    ("NĐ 13/2023", f"{DATA} *"),
    ("NĐ số 13/2023", f"{DATA} *"),
    ("nđ 13/2023/nđ-cp", f"{DATA} *"),
    ("NĐ-CP 13/2023", f"{DATA} *"),
    ("TT 65/2020", "65/2020/TT-BCA *"),
    ("TT 65/2020/TT-BCA", "65/2020/TT-BCA *"),
    ("TTLT 01/2017", "01/2017/TTLT-BCA-BQP *"),
    ("QĐ 874/QĐ-BTTTT", "874/QĐ-BTTTT *"),
    ("QĐ số 12/2020/QĐ-TTg", "12/2020/QĐ-TTg *"),
    ("NQ 326/2016/UBTVQH14", "326/2016/UBTVQH14 *"),
    ("BLHS", "100/2015/QH13 *"),
    ("Điều 155 BLHS", "100/2015/QH13 155"),
    ("khoản 1 Điều 155 BLHS 2015", "100/2015/QH13 155.1"),
    ("BLTTHS năm 2015", "101/2015/QH13 *"),
    ("Điều 32 BLDS 2015", "91/2015/QH13 32"),
    ("Điều 32 BLDS năm 2005", "33/2005/QH11 32"),
    ("Luật ANM 2018", "24/2018/QH14 *"),
    ("Điều 8 Luật BVDLCN", "91/2025/QH15 8"),
    ("Điều 5 của HP 2013", " 5"),
    ("Luật PCMT 2021", "73/2021/QH14 *"),
]

NAMES = [
    ("Luật An ninh mạng 2018", "24/2018/QH14 *"),
    ("Luật An ninh mạng năm 2025", "116/2025/QH15 *"),
    ("Điều 26 Luật An ninh mạng năm 2018", "24/2018/QH14 26"),
    ("Luật An ninh mạng số 24/2018/QH14", "24/2018/QH14 *"),
    ("Luật An ninh mạng (số 24/2018/QH14)", "24/2018/QH14 *"),
    ("Luật số 24/2018/QH14", "24/2018/QH14 *"),
    ("Luật An ninh mạng ngày 12 tháng 6 năm 2018", "24/2018/QH14 *"),
    ("Bộ luật Dân sự 2015", "91/2015/QH13 *"),
    ("Điều 34 Bộ luật Dân sự (2005)", "33/2005/QH11 34"),
    ("khoản 1 Điều 38 Bộ luật Dân sự số 91/2015/QH13", "91/2015/QH13 38.1"),
    ("Luật Báo chí", "103/2016/QH13 *"),
    ("luật báo chí 2016", "103/2016/QH13 *"),
    ("Điều 9 luật báo chí", "103/2016/QH13 9"),
    ("Luật Phòng, chống ma túy", "73/2021/QH14 *"),
    ("Luật phòng chống ma túy năm 2021", "73/2021/QH14 *"),
    ("Điều 5 Luật Phòng, chống ma túy và các văn bản hướng dẫn", "73/2021/QH14 5"),
    ("Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam", "47/2014/QH13 *"),
    ("Điều 4 Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam năm 2014",
     "47/2014/QH13 4"),
    ("Luật sửa đổi, bổ sung một số điều của Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài",
     "!ask 1"),
    ("Luật sửa đổi, bổ sung một số điều của Luật Căn cước", "52/2024/QH15 *"),
    ("Pháp lệnh Ưu đãi người có công với cách mạng", "02/2020/UBTVQH14 *"),
    ("Điều 3 Pháp lệnh Ưu đãi người có công với cách mạng năm 2020", "02/2020/UBTVQH14 3"),
    ("Điều 21 Luật Trẻ em quy định quyền bí mật đời sống riêng tư", "102/2016/QH13 21"),
    ("Luật Trẻ em được Quốc hội thông qua", "102/2016/QH13 *"),
    ("Luật Căn cước có hiệu lực từ ngày 01/7/2024", "26/2023/QH15 *"),
    ("Điều 5 Luật Hình sự 2015", "100/2015/QH13 5"),
    ("Hiến pháp năm 2013", " *"),
    ("Điều 20 Hiến pháp", " 20"),
    ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "57-NQ/TW *"),
]  # fmt: skip

NUMBERS = [
    ("13/2023/NĐ-CP", f"{DATA} *"),
    ("số 13/2023/NĐ-CP", f"{DATA} *"),
    ("Nghị định số: 13/2023/NĐ-CP", f"{DATA} *"),
    ("Nghị định số 13 năm 2023", f"{DATA} *"),
    ("Nghị định 13/2023", f"{DATA} *"),
    ("Nghị định 13/2023/ NĐ-CP", f"{DATA} *"),
    ("Nghị định 13 /2023/NĐ – CP", f"{DATA} *"),
    ("Nghị định 13/2023/NĐ–CP", f"{DATA} *"),
    ("Nghị định 13/2023/ND-CP", f"{DATA} *"),
    ("nghị định 9/2017/NĐ-CP", "09/2017/NĐ-CP *"),
    ("Nghị định 09/2017", "09/2017/NĐ-CP *"),
    ("Nghị định ngày 17/4/2023 của Chính phủ", f"{DATA} *"),
    ("Quyết định 874/QĐ-BTTTT ngày 17 tháng 6 năm 2021 của Bộ trưởng Bộ Thông tin và Truyền thông", "874/QĐ-BTTTT *"),
    ("874/QĐ-BTTTT", "874/QĐ-BTTTT *"),
    ("Thông tư liên tịch số 01/2017/TTLT-BCA-BQP", "01/2017/TTLT-BCA-BQP *"),
    ("Thông tư số 65/2020/TT-BCA ngày 19 tháng 6 năm 2020 của Bộ trưởng Bộ Công an quy định", "65/2020/TT-BCA *"),
    ("Nghị quyết số 326/2016/UBTVQH14 của Ủy ban Thường vụ Quốc hội", "326/2016/UBTVQH14 *"),
    ("Nghị định 147", "147/2024/NĐ-CP *"),
    ("Điều 5 Nghị định 147", "147/2024/NĐ-CP 5"),
    ("Thông tư 65 năm 2020", "65/2020/TT-BCA *"),
]

AMENDED = [
    ("Nghị định 15/2020/NĐ-CP (sửa đổi, bổ sung bởi Nghị định 14/2022/NĐ-CP)", "15/2020/NĐ-CP *"),
    ("Điều 101 Nghị định số 15/2020/NĐ-CP (được sửa đổi, bổ sung tại Nghị định số 14/2022/NĐ-CP)", "15/2020/NĐ-CP 101"),
    ("Nghị định số 15/2020/NĐ-CP ngày 03/02/2020, được sửa đổi, bổ sung một số điều bởi Nghị định số 14/2022/NĐ-CP",
     "15/2020/NĐ-CP *"),
    ("Nghị định 15/2020/NĐ-CP đã được sửa đổi theo Nghị định 14/2022/NĐ-CP", "15/2020/NĐ-CP *"),
    ("Bộ luật Hình sự 2015 (sửa đổi, bổ sung năm 2017)", "100/2015/QH13 *"),
    ("Điều 155 Bộ luật Hình sự năm 2015 sửa đổi, bổ sung năm 2017", "100/2015/QH13 155"),
    ("Bộ luật Hình sự 2015, được sửa đổi, bổ sung các năm 2017, 2024 và 2025", "100/2015/QH13 *"),
    ("Nghị định 15/2020/NĐ-CP sửa đổi bởi Nghị định 14/2022/NĐ-CP, Điều 101", "15/2020/NĐ-CP 101"),
]  # fmt: skip

DIVISIONS = [
    ("Chương II Nghị định 13/2023/NĐ-CP", f"{DATA} Chương II"),
    ("chương 2 Nghị định 13/2023/NĐ-CP", f"{DATA} Chương 2"),
    ("Mục 2 Chương II Nghị định 13/2023/NĐ-CP", f"{DATA} Mục 2, Chương II"),
    ("Điều 9 Mục 2 Chương II Nghị định 13/2023/NĐ-CP", f"{DATA} 9 (Mục 2, Chương II)"),
    ("Chương I và Chương III Nghị định 13/2023/NĐ-CP", f"{DATA} Chương I Chương III"),
    ("Phần thứ hai Bộ luật Tố tụng hình sự", "101/2015/QH13 Phần thứ hai"),
    ("Phần II Bộ luật Tố tụng hình sự 2015", "101/2015/QH13 Phần II"),
    ("Phụ lục I ban hành kèm theo Nghị định số 13/2023/NĐ-CP", f"{DATA} Phụ lục I"),
    ("Phụ lục 1 Nghị định 13/2023/NĐ-CP", f"{DATA} Phụ lục 1"),
    ("Phụ lục số 02 kèm theo Nghị định 13/2023/NĐ-CP", f"{DATA} Phụ lục số 02"),
    ("các Phụ lục I và II ban hành kèm theo Nghị định 13/2023/NĐ-CP", f"{DATA} Phụ lục I Phụ lục II"),
    ("Mẫu số 02 Phụ lục I ban hành kèm theo Nghị định 13/2023/NĐ-CP", f"{DATA} Mẫu số 02, Phụ lục I"),
    ("Mẫu số 01 ban hành kèm theo Nghị định 13/2023/NĐ-CP", f"{DATA} Mẫu số 01"),
    ("Điều 5 Quy chế mẫu ban hành kèm theo Quyết định số 12/2020/QĐ-TTg", "12/2020/QĐ-TTg 5"),
    ("khoản 2 Điều 9 Quy chế ban hành kèm theo Quyết định 12/2020/QĐ-TTg ngày 15/5/2020", "12/2020/QĐ-TTg 9.2"),
]

UNMARKED = [
    ("diem a khoan 1 dieu 5 nghi dinh 13/2023/nd-cp", f"{DATA} 5.1.a"),
    ("diem a khoan 1 dieu 5 nd 13/2023", f"{DATA} 5.1.a"),
    ("khoan 2 dieu 9 luat bao chi 2016", "103/2016/QH13 9.2"),
    ("Dieu 155 Bo luat Hinh su 2015", "100/2015/QH13 155"),
    ("dieu 5 luat phong chong ma tuy", "73/2021/QH14 5"),
    ("cac diem a, b va c khoan 2 dieu 5 nghi dinh so 13/2023/ND-CP", f"{DATA} 5.2.a 5.2.b 5.2.c"),
    ("tu dieu 5 den dieu 7 nghi dinh 13/2023", f"{DATA} 5 6 7"),
    ("d a k 1 d 5 nd 13/2023", f"{DATA} 5.1.a"),
    ("chuong II nghi dinh 13/2023", f"{DATA} Chương II"),
    ("phu luc I nghi dinh 13/2023", f"{DATA} Phụ lục I"),
    ("blds 2015", "91/2015/QH13 *"),
    ("Ðiều 5 Nghị định 13/2023/NÐ-CP", f"{DATA} 5"),
    ("Điều 5\nNghị định số 13/2023/NĐ-CP", f"{DATA} 5"),
    ("khoản 1\nĐiều 5 Nghị định\nsố 13/2023/NĐ-CP", f"{DATA} 5.1"),
]

HERE = [
    ("khoản 2 Điều này", f"{DATA} 5.2", HOME),
    ("điểm a khoản 2 Điều này", f"{DATA} 5.2.a", HOME),
    ("các khoản 1 và 2 Điều này", f"{DATA} 5.1 5.2", HOME),
    ("Điều 9 Nghị định này", f"{DATA} 9", HOME),
    ("khoản 1 Điều 9 của Nghị định này", f"{DATA} 9.1", HOME),
    ("Điều 9", f"{DATA} 9", HOME),
    ("khoản 3", f"{DATA} 5.3", HOME),
    ("Nghị định này", f"{DATA} *", HOME),
    ("Điều 5 Nghị định số 13/2023/NĐ-CPngày 17/4/2023", f"{DATA} 5"),
    ("Chương III Nghị định này", f"{DATA} Chương III", HOME),
    ("Phụ lục I ban hành kèm theo Nghị định này", f"{DATA} Phụ lục I", HOME),
    ("Nghị định 15/2020/NĐ-CP và Điều 101 Nghị định nêu trên", "15/2020/NĐ-CP * | 15/2020/NĐ-CP 101"),
    ("Nghị định 15/2020/NĐ-CP; khoản 1 Điều 101 của Nghị định đó", "15/2020/NĐ-CP * | 15/2020/NĐ-CP 101.1"),
]

REFUSED = [
    ("Điều 99 Nghị định 13/2023/NĐ-CP", "!place Điều 99"),
    ("khoản 9 Điều 5 Nghị định 13/2023/NĐ-CP", "!place khoản 9"),
    ("điểm x khoản 1 Điều 5 Nghị định 13/2023/NĐ-CP", "!place điểm x"),
    ("điểm a khoản 3 Điều 5 Nghị định 13/2023/NĐ-CP", "!place điểm a"),
    ("Chương IX Nghị định 13/2023/NĐ-CP", "!place Chương IX"),
    ("Phụ lục V ban hành kèm theo Nghị định 13/2023/NĐ-CP", "!place Phụ lục V"),
    ("Điều 5 Nghị định 999/2099/NĐ-CP", "!none"),
    ("Nghị định 77/2021/NĐ-CP", "!none"),
    ("Luật Không Có Thật 2020", "!none"),
    ("Điều 3 Luật Đường sắt cao tốc", "!none"),
    ("Luật Báo chí năm 1999", "!none"),
    ("Luật An ninh mạng", "!ask 2"),
    ("Điều 5 Bộ luật Dân sự", "!ask 2"),
    ("BLDS", "!ask 2"),
    ("Nghị định 100", "!ask 2"),
    ("Luật Bảo vệ dữ liệu", "!ask 1"),
    ("Điều 9 Nghị định này", "!whose"),
    ("khoản 1 Điều 9", "!whose"),
    ("Điều 5 Thông tư nêu trên", "!whose"),
    ("điểm a Nghị định 13/2023/NĐ-CP", "!place điều"),
]

NOTHING = [
    "thời điểm này, tài khoản 2 của khách hàng, điều kiện 3, luật sư A",
    "hợp đồng giá 100.000 đ 5 cái, mở cửa 24/24h, đạt 5 điểm",
    "khoan 2 giếng nước và điều khiển 3 xe",
    "pháp luật về báo chí, kỷ luật trên tàu, luật chơi mới",
    "Điều này cho thấy người dân đã nâng cao cảnh giác",
    "kế hoạch 5 năm, quyết định 3 việc, thông báo 2 lần",
]

FORMS: list[tuple[str, str, str]] = [
    (text, meant, *(host or ("",)))
    for text, meant, *host in (
        *INSIDE_OUT, *OUTSIDE_IN, *LISTS, *RANGES, *ABBREVIATED, *NAMES, *NUMBERS, *AMENDED, *DIVISIONS, *UNMARKED,
        *HERE, *REFUSED,
    )
]  # fmt: skip
