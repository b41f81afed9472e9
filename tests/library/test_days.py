from __future__ import annotations

from datetime import date

import pytest

from studio.library.numbers import read_day, read_span, read_start


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hà Nội, ngày 17 tháng 4 năm 2023", date(2023, 4, 17)),
        ("ngày 01.7.2021", date(2021, 7, 1)),
        ("từ 01/7/2021", date(2021, 7, 1)),
        ("ngày 5 - 9 - 2022", date(2022, 9, 5)),
        ("ngày     tháng     năm 2025", None),
        ("ngày 31/02/2026, nay là 01/03/2026", date(2026, 3, 1)),
        ("số 15/12/2021/QĐ", None),
        ("ngày 01/12", None),
        ("", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("từ 01/12 đến hết 31/12/2026", date(2026, 12, 1), date(2026, 12, 31)),
        ("từ ngày 15/12 đến hết ngày 15 tháng 01 năm 2027", date(2026, 12, 15), date(2027, 1, 15)),
        ("kể từ ngày 01 tháng 7 năm 2026 đến hết năm 2027", date(2026, 7, 1), date(2027, 12, 31)),
        ("đến hết tháng 6 năm 2027", None, date(2027, 6, 30)),
        ("đến hết tháng 02/2028", None, date(2028, 2, 29)),
        ("từ ngày 01/7/2026", date(2026, 7, 1), None),
        ("đến khi có văn bản thay thế", None, None),
        ("từ ngày ký", None, None),
    ],
)
def test_from_when_to_when(text: str, since: date | None, until: date | None) -> None:
    assert read_span(text) == (since, until)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("sau 45 ngày kể từ ngày ký", date(2026, 2, 15)),
        ("sau 15 (mười lăm) ngày, kể từ ngày ký ban hành", date(2026, 1, 16)),
        ("ngày ký", date(2026, 1, 1)),
        ("01/7/2021", date(2021, 7, 1)),
        ("ngày đăng Công báo", None),
    ],
)
def test_the_first_day_of_effect(text: str, day: date | None) -> None:
    assert read_start(text, date(2026, 1, 1)) == day
    assert read_start("sau 45 ngày kể từ ngày ký", None) is None
