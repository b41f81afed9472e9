"""What a consent has to say, and which days it covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from studio.errors import BadInput
from studio.images.consent import Consent, Lack, covering, holds, lack, tidied, told

TODAY = date(2026, 11, 25)
ADULT = Consent(
    who="Nguyễn Thị Hoa",
    purpose="bài người tốt việc tốt",
    given_on=TODAY,
    until=date(2026, 12, 31),
    filed="Phiếu số 12, lưu tại đội",
)
CHILD = replace(ADULT, who="Cháu Minh", minor=True, guardian="Mẹ: Nguyễn Thị Hoa")


@pytest.mark.parametrize(
    ("consent", "on", "why"),
    [
        (ADULT, TODAY, None),
        (ADULT, date(2026, 12, 31), None),
        (ADULT, date(2027, 1, 1), Lack.EXPIRED),
        (ADULT, TODAY - timedelta(days=1), Lack.EARLY),
        (replace(ADULT, until=None), date(2050, 1, 1), None),
        (replace(ADULT, withdrawn_on=date(2026, 12, 1)), date(2026, 11, 30), None),
        (replace(ADULT, withdrawn_on=date(2026, 12, 1)), date(2026, 12, 1), Lack.WITHDRAWN),
        (CHILD, TODAY, None),
        (replace(CHILD, guardian=""), TODAY, Lack.GUARDIAN),
    ],
)
def test_a_consent_covers_its_days(consent: Consent, on: date, why: Lack | None) -> None:
    assert lack(consent, on) is why
    assert holds(consent, on) is (why is None)
    assert covering([consent], on) == ((consent,) if why is None else ())
    sentence = told(consent, on)
    assert sentence.vi != sentence.en
    assert "{" not in sentence.vi + sentence.en


def test_it_is_told_how_it_stands() -> None:
    assert told(ADULT, TODAY).vi == "đồng ý đến hết ngày 31/12/2026"
    assert told(CHILD, TODAY).en == "consented until 31/12/2026, Mẹ: Nguyễn Thị Hoa consented"
    assert told(ADULT, date(2027, 2, 1)).vi == "đồng ý đã hết hạn sau ngày 31/12/2026"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"who": " "}, "who"),
        ({"purpose": ""}, "purpose"),
        ({"filed": "x"}, "filed"),
        ({"who": "a" * 201}, "who"),
        ({"given_on": TODAY + timedelta(days=1)}, "given_on"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": date(2226, 1, 1)}, "until"),
        ({"minor": True}, "guardian"),
        ({"minor": True, "guardian": "nguyen thi hoa"}, "guardian"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        tidied(replace(ADULT, **changes), TODAY)
    assert refusal.value.where == field


def test_a_consent_is_kept_tidy() -> None:
    kept = tidied(replace(ADULT, who="  Nguyễn   Thị Hoa ", guardian="Ai đó"), TODAY)
    assert kept == ADULT, "a grown-up has no guardian"
    assert tidied(CHILD, TODAY) == CHILD
