"""Numbers to call, times, days, sources, figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from studio.platforms import WRITTEN
from studio.posts.checks.rule import PreflightView
from tests.posts.checks.view_builder import TODAY, findings, photo, said, view, whole_book


def with_contact(id: str, **changes: Any) -> Any:
    book = whole_book()
    return replace(book, contacts=tuple(replace(c, **changes) if c.id == id else c for c in book.contacts))


# HOTLINE_PRESENT


@pytest.mark.parametrize(
    "text", ["Gọi 113 ngay.", "Trực ban 024 0000 0113", "Gọi 02400000113.", "(024) 0000 0113", "Gọi 113, 114 hoặc 115"]
)
def test_a_number_of_the_directory_is_enough(text: str) -> None:
    texts = dict.fromkeys(WRITTEN, text)
    assert not findings("HOTLINE_PRESENT", view("scam_warning", content={"texts": texts}))


@pytest.mark.parametrize(
    "text",
    [
        "Hãy gọi công an.",
        "Gọi 0900 000 999",
        "Căn cứ 113/2026/NĐ-CP",
        "Số 1139 và 2113",
        "Giá 113.000 đồng",
        "Năm 2026",
    ],
)
def test_other_numbers_are_no_hotline(text: str) -> None:
    texts = dict.fromkeys(WRITTEN, text)
    found = findings("HOTLINE_PRESENT", view("scam_warning", content={"texts": texts}))
    assert [(f.field, f.severity.value) for f in found] == [("contact", "block")]


# HOTLINE_CURRENT


@pytest.mark.parametrize(("verified", "told"), [(None, True), (date(2026, 8, 1), True), (date(2026, 8, 27), False)])
def test_a_chosen_number_was_confirmed_not_long_ago(verified: date | None, told: bool) -> None:
    book = with_contact("truc-ban", verified_on=verified)
    found = findings("HOTLINE_CURRENT", view("scam_warning", book=book))
    assert [finding.field for finding in found] == (["contact"] if told else [])


def test_a_typed_number_of_the_directory_counts_too() -> None:
    book = with_contact("ho-tro-tre-em", verified_on=date(2025, 1, 1))
    found = findings("HOTLINE_CURRENT", said("Cần giúp đỡ, gọi 024 0000 0111.", book=book))
    assert [(f.field, f.severity.value, f.excerpt) for f in found] == [("message", "warn", "024 0000 0111")]


def test_the_planned_day_decides_whether_a_number_is_current() -> None:
    book = with_contact("truc-ban", verified_on=date(2026, 11, 1))
    assert not findings("HOTLINE_CURRENT", view("scam_warning", book=book, on=date(2027, 1, 29)))
    assert findings("HOTLINE_CURRENT", view("scam_warning", book=book, on=date(2027, 2, 1)))


# CONTACT_OFFICIAL


@pytest.mark.parametrize(
    "text",
    [
        "Gửi thư về capminhkhai@example.com.",
        "Hộp thư minhkhai.ca@mail.example.net nhận góp ý.",
        "Gọi tổng đài 1900 0000 để hỏi.",
        "Đường dây nóng 1800 000 000.",
        "Liên hệ nguyenvana@congan.example.org",
        "Email: pa.minhkhai@gov.example.vn",
    ],
)
def test_a_contact_that_is_not_the_agencys_is_found(text: str) -> None:
    assert findings("CONTACT_OFFICIAL", said(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "Gửi thư về hopthu@minhkhai.example.gov.vn.",
        "Gọi 024 0000 0113.",
        "Từ năm 1900 đến nay.",
        "Có 1800 lượt hồ sơ.",
        "Theo dõi @conganminhkhai trên Zalo.",
        "Gọi 111, 113, 114, 115 miễn phí.",
    ],
)
def test_the_agencys_contacts_pass(text: str) -> None:
    assert not findings("CONTACT_OFFICIAL", said(text)), text


def test_a_card_of_numbers_holds_only_numbers_of_the_directory() -> None:
    contacts = [{"key": "An ninh", "value": "113"}, {"key": "Điện lực", "value": "1139"}]
    found = findings("CONTACT_OFFICIAL", view("hotline_card", {"contacts": contacts}))
    assert [(f.field, f.severity.value, f.excerpt) for f in found] == [("contacts", "block", "1139")]


# DATETIME_COMPLETE


@pytest.mark.parametrize(
    ("template", "fields", "where"),
    [
        ("traffic_notice", {"period": {"from": "2026-11-25", "to": "2026-11-26"}}, "period"),
        ("event_notice", {"when": {"from": "2026-12-05T11:00", "to": "2026-12-05T08:00"}}, "when"),
        ("event_notice", {"where": "A1"}, "where"),
        ("recruitment", {"deadline": "2026-12-15"}, "deadline"),
        ("event_notice", {"register": "Đăng ký trước ngày 03/12"}, "register"),
        ("event_notice", {"register": "Đăng ký trước ngày 3 tháng 12"}, "register"),
        ("traffic_notice", {"reason": "Thi công từ tối nay"}, "reason"),
        ("emergency_alert", {"event": "Ngập sâu sáng nay tại hầm chui"}, "event"),
    ],
)
def test_a_time_or_place_that_is_not_whole_is_found(template: str, fields: dict[str, Any], where: str) -> None:
    assert {finding.field for finding in findings("DATETIME_COMPLETE", view(template, fields))} == {where}


@pytest.mark.parametrize(
    "text",
    [
        "Đăng ký trước ngày 03/12/2026",
        "Đăng ký trước ngày 3 tháng 12 năm 2026",
        "Có mặt trước 30 phút",
        "Mỗi ngày 2 lượt",
        "Ngày 20/11/2026, ngày 21/11/2026",
        "Ngày hội tổ chức hằng năm",
        "Người nhắn “tối nay nghỉ” là giả",
    ],
)
def test_a_whole_date_passes(text: str) -> None:
    assert not findings("DATETIME_COMPLETE", said(text, "event_notice", "register")), text


# EXPIRY_SET


@pytest.mark.parametrize(
    ("template", "fields", "told"),
    [
        ("scam_warning", {"review_on": "2026-11-24"}, "block"),
        ("scam_warning", {"review_on": "2026-11-25"}, None),
        ("missing_person", {"expires_on": "2026-12-26"}, "block"),
        ("missing_person", {"expires_on": "2026-12-25"}, None),
        ("traffic_notice", {}, None),
    ],
)
def test_a_post_ends_after_it_begins_and_a_search_within_a_month(
    template: str, fields: dict[str, Any], told: str | None
) -> None:
    found = findings("EXPIRY_SET", view(template, fields))
    assert [finding.severity.value for finding in found] == ([told] if told else [])


def test_a_post_without_any_end_is_a_warning_where_the_template_asks() -> None:
    assert [f.severity.value for f in findings("EXPIRY_SET", view("scam_warning", content={"expires_on": None}))] == [
        "warn"
    ]
    assert not findings("EXPIRY_SET", view("greeting", content={"expires_on": None}))


# SOURCE_GIVEN


def test_a_picture_says_where_it_comes_from() -> None:
    found = findings("SOURCE_GIVEN", view(media=(photo(source=" "), photo("m2"))))
    assert [(f.field, f.severity.value) for f in found] == [("media:m1", "warn")]


@pytest.mark.parametrize(
    "text",
    ["Số vụ cháy tăng 20 % so với năm trước.", "Cả nước có 120 vụ trong tháng.", "Thiệt hại 3,5 tỷ đồng.",
     "Hơn 80% người bị lừa là người cao tuổi.", "Tai nạn làm 2 người chết.", "Giảm 15 vụ so với cùng kỳ."],
)  # fmt: skip
def test_a_figure_without_a_source_is_found(text: str) -> None:
    assert findings("SOURCE_GIVEN", said(text)), text


@pytest.mark.parametrize(
    "text",
    ["Theo thống kê của thành phố, số vụ cháy tăng 20 %.", "Nguồn: Cục Thống kê. Giảm 15 vụ.", "Gọi 114 miễn phí.",
     "Mang theo 2 bản sao.", "Nghỉ lễ 3 ngày.", "Phạt 500.000 đồng."],
)  # fmt: skip
def test_a_sourced_figure_and_a_plain_number_pass(text: str) -> None:
    assert not findings("SOURCE_GIVEN", said(text)), text


def test_a_post_with_a_named_source_may_give_figures() -> None:
    assert not findings("SOURCE_GIVEN", said("Số vụ lừa đảo tăng 20 %.", "scam_warning", "how"))


# NUMBERS_TRACEABLE


def figures(*pairs: tuple[str, str], **others: Any) -> PreflightView:
    return view("weekly_recap", {"figures": [{"key": k, "value": v} for k, v in pairs], **others})


@pytest.mark.parametrize(
    "looked_at",
    [
        figures(("hồ sơ cư trú", "nhiều")),
        figures(("hồ sơ cư trú", "214"), ("Hồ sơ cư trú", "220")),
        figures(("Tổng số hồ sơ", "300"), ("trực tuyến", "214"), ("trực tiếp", "60")),
        figures(("Tổng", "1.300 lượt"), ("sáng", "1.000 lượt"), ("chiều", "200 lượt")),
        figures(("hồ sơ", ""), ("tin nhắn", "63")),
        figures(("hồ sơ", "214"), week={}),
    ],
)
def test_figures_that_nobody_can_trace_are_found(looked_at: PreflightView) -> None:
    found = findings("NUMBERS_TRACEABLE", looked_at)
    assert found
    assert {finding.field for finding in found} == {"figures"}
    assert all(finding.severity.value == "block" for finding in found)


@pytest.mark.parametrize(
    "looked_at",
    [
        figures(("hồ sơ cư trú", "214"), ("tin nhắn", "63")),
        figures(("Tổng số hồ sơ", "274"), ("trực tuyến", "214"), ("trực tiếp", "60")),
        figures(("Tổng", "1.200 lượt"), ("sáng", "1.000 lượt"), ("chiều", "200 lượt")),
        figures(("Tổng số hồ sơ", "274"), ("trực tuyến", "78 %")),
        figures(("hồ sơ", "214 (tăng 12)"), ("tin nhắn", "63")),
        figures(),
    ],
)
def test_figures_that_add_up_pass(looked_at: PreflightView) -> None:
    assert not findings("NUMBERS_TRACEABLE", looked_at)


def test_the_day_used_is_the_planned_one() -> None:
    assert view().on == TODAY


def test_an_empty_time_or_place_is_not_called_incomplete() -> None:
    """What has to be filled in, the template says."""
    assert not findings("DATETIME_COMPLETE", view("recruitment", {"deadline": None}))
    for fields in ({"where": ""}, {"where": None}, {"when": None}):
        assert not findings("DATETIME_COMPLETE", view("event_notice", fields)), fields


def test_a_time_with_its_zone_and_one_without_can_be_compared() -> None:
    span = {"from": "2026-11-26T08:00:00+07:00", "to": "2026-11-26T07:00:00"}
    found = findings("DATETIME_COMPLETE", view("event_notice", {"when": span}))
    assert [(f.field, f.wrong.vi) for f in found] == [("when", "Thời gian kết thúc trước khi bắt đầu.")]


def test_a_number_used_twice_is_told_once_at_its_first_place() -> None:
    book = with_contact("truc-ban", verified_on=None)
    number = next(contact.phone for contact in book.contacts if contact.id == "truc-ban")
    told = view("scam_warning", {"how": f"Gọi {number}. Nhớ số {number}."}, book=book)
    assert [finding.field for finding in findings("HOTLINE_CURRENT", told)] == ["contact"]
    typed = said(f"Gọi {number}, {number}.", book=book)
    assert [finding.field for finding in findings("HOTLINE_CURRENT", typed)] == ["message"]
