from __future__ import annotations

import pytest

from studio.library.query import mended, one_letter_away
from tests.library.test_query import words_of

LIBRARY = words_of("trộm cắp tài sản", "cấp thẻ căn cước công dân", "thẻ tài xế", "đăng ký tạm trú")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trộm cắpp tài sản", "trộm cắp tài sản"),  # not “cấp”: the marks were typed
        ("cấp thẻ căn cưwớc", "cấp thẻ căn cước"),
        ("đăng ký tamj trú", "đăng ký tạm trú"),
        ("đăgn ký", "đăng ký"),  # two letters exchanged
        ("căn cướ công dân", "căn cước công dân"),  # one left out
        ("Facebook của công dân", "Facebook của công dân"),  # no neighbour speaks for another word
        ("thẻ xyzq", "thẻ xyzq"),
        ("tài sản", "tài sản"),
        ("điều 999 kk", "điều 999 kk"),
        ("", ""),
    ],
)
def test_an_unknown_syllable_is_put_right_by_its_neighbours(typed: str, meant: str) -> None:
    assert mended(typed, LIBRARY) == meant


def test_one_letter_away() -> None:
    near = one_letter_away("ga")
    assert {"a", "g", "ag", "gan", "ba", "ang"} - near == {"ang"}
    assert "ga" not in near
