"""Which alternative texts stop a picture, which are advised on, and which are well as they are."""

from __future__ import annotations

import pytest

from studio.images.assets import LONGEST, AltFlaw, lint

GOOD = "Cán bộ hướng dẫn người dân lấy số thứ tự tại bộ phận một cửa"


@pytest.mark.parametrize(
    ("alt", "flaw"),
    [
        ("", AltFlaw.MISSING),
        (" \n ", AltFlaw.MISSING),
        ("IMG_20261125.jpg", AltFlaw.FILE_NAME),
        ("DSC_0042", AltFlaw.FILE_NAME),
        ("PXL_20261125_081500", AltFlaw.FILE_NAME),
        ("Le ra quan", AltFlaw.FILE_NAME),
        ("anh.heic", AltFlaw.FILE_NAME),
        ("Ảnh minh họa", AltFlaw.EMPTY),
        ("Hình 2", AltFlaw.EMPTY),
        ("Cháy nhà", AltFlaw.SHORT),
        ("a" * (LONGEST + 1), AltFlaw.LONG),
    ],
)
def test_a_text_that_tells_nothing_stops_the_picture(alt: str, flaw: AltFlaw) -> None:
    (remark,) = lint(alt, name="lễ-ra-quân.jpg")
    assert (remark.flaw, remark.stops) == (flaw, True)


@pytest.mark.parametrize(
    ("alt", "flaw"),
    [
        ("Hình ảnh của lực lượng tuần tra ban đêm", AltFlaw.OPENING),
        ("Bức ảnh cho thấy đoạn đường bị ngập", AltFlaw.OPENING),
        ("Đây là ảnh chụp về buổi tuyên truyền ở trường", AltFlaw.OPENING),
        ("A picture of two officers at a desk", AltFlaw.OPENING),
        ("Công an phường ra quân tuần tra.", AltFlaw.TITLE),
        ("Tấm biển ghi số điện thoại trực ban của phường", AltFlaw.NUMBER),
        ("Cán bộ phát tờ rơi cho người dân. " * 5, AltFlaw.WORDY),
    ],
)
def test_a_text_that_could_be_better_is_advised_on(alt: str, flaw: AltFlaw) -> None:
    (remark,) = lint(alt, name="a.jpg", title="Công an phường ra quân tuần tra")
    assert (remark.flaw, remark.stops) == (flaw, False)


@pytest.mark.parametrize(
    "alt",
    [
        GOOD,
        "Ảnh chụp màn hình tin nhắn giả danh ngân hàng",
        "Ảnh chụp cổng trụ sở Công an phường lúc sáng sớm",
        "Tấm biển ghi số điện thoại trực ban 0243 000 113",
        "Hình tam giác đỏ báo công trường trên quốc lộ 5",
        "Anh Sơn nhận lại ví từ cán bộ phường",
    ],
)
def test_a_telling_text_is_well_as_it_is(alt: str) -> None:
    assert lint(alt, name="a.jpg", title="Tin trong ngày") == ()


def test_every_flaw_is_told_in_both_languages() -> None:
    told = [remark for alt in ("", "a.jpg", "ảnh", "ngắn", "x" * 400) for remark in lint(alt)]
    assert len(told) == 5
    for remark in told:
        assert remark.say.vi.endswith(".")
        assert remark.say.vi != remark.say.en
        assert "{" not in remark.say.vi + remark.say.en
