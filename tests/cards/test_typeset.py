"""Lines and sizes of a card's text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from studio.cards.renderer import CardRenderer
from studio.cards.typeset import Typesetter
from studio.cards.values import NBSP, Values, one_line, wording
from studio.templates.layout import TextFit, TextRole
from tests.cards.samples import Sample

ROLE = TextRole(id="body", family="Be Vietnam Pro", weight=500)
LONG = "Không cung cấp mã xác thực một lần cho bất kỳ ai gọi điện tự xưng là cán bộ công an phường"


@pytest.fixture(scope="module")
def typesetter(renderer: CardRenderer) -> Typesetter:
    return Typesetter(renderer.fonts)


def fit(largest: int, smallest: int, lines: int) -> TextFit:
    return TextFit(max_px=largest, min_px=smallest, max_lines=lines)


def test_short_text_takes_the_largest_size(typesetter: Typesetter) -> None:
    assert typesetter.fit("Gọi 113", ROLE, fit(80, 24, 1), 900).face.px == 80


def test_long_text_takes_the_largest_size_that_gives_so_few_lines(typesetter: Typesetter) -> None:
    made = typesetter.fit(LONG, ROLE, fit(80, 24, 2), 900)
    assert len(made.lines) <= 2
    assert len(typesetter.set(LONG, ROLE, made.face.px + 1, 900).lines) > 2


def test_text_too_long_at_the_smallest_size_is_reported_whole(typesetter: Typesetter) -> None:
    made = typesetter.fit(LONG, ROLE, fit(40, 30, 1), 500)
    assert made.over
    assert " ".join(made.lines) == LONG


def test_a_draft_is_as_high_as_the_text_itself(typesetter: Typesetter) -> None:
    role = replace(ROLE, weight=800, balance=True)
    for width in range(300, 900, 60):
        draft, made = (typesetter.set(LONG, role, 40, width, draft=draft) for draft in (True, False))
        assert len(draft.lines) == len(made.lines)
        assert max(made.widths) <= max(draft.widths)


def test_a_name_stays_on_one_line_where_its_column_is_wide_enough(typesetter: Typesetter) -> None:
    said = "Hầm chui đường Hoa Ban, phường Minh Khai, gần nhà bà N. T. A. ở tổ 5"
    for width in range(300, 900, 20):
        lines = typesetter.set(said, replace(ROLE, balance=True), 40, width).lines
        assert " ".join(lines) == said
        for name in ("Hoa Ban", "Minh Khai", "N. T. A."):
            assert any(name in line for line in lines), (width, lines)
    assert typesetter.set("Nguyễn Thị Minh Khai", ROLE, 40, 150).lines == ("Nguyễn", "Thị", "Minh", "Khai")


def test_balanced_lines_leave_no_short_word_alone_where_the_full_ones_do_not(typesetter: Typesetter) -> None:
    role = replace(ROLE, weight=800, balance=True)
    for width in range(600, 1000, 10):
        made = typesetter.set("Tình trạng: khởi tố vụ án", role, 150, width)
        full = typesetter.set("Tình trạng: khởi tố vụ án", replace(role, balance=False), 150, width)
        if min(full.widths) >= max(full.widths) * 0.36:
            assert min(made.widths) >= max(made.widths) * 0.36, made.lines


def test_what_stands_before_a_colon_has_its_own_line_where_that_takes_no_more_of_them(typesetter: Typesetter) -> None:
    role = replace(ROLE, weight=800, balance=True)
    for said in ("Kết quả: bản án có hiệu lực pháp luật", "Khi cháy: cơ sở kinh doanh"):
        name, rest = said.split(": ")
        for width in range(300, 600, 10):
            made, full = (
                typesetter.set(said, replace(role, balance=balance), 57, width).lines for balance in (True, False)
            )
            assert len(made) == len(full)
            if len(made) > len(typesetter.set(rest, role, 57, width).lines):
                assert made[0] == f"{name}:", width
    assert typesetter.set("Nguồn: Công an phường Minh Khai", role, 57, 800).lines[0] != "Nguồn:"


def test_a_headline_yields_a_little_so_that_no_word_stands_alone(typesetter: Typesetter) -> None:
    role = replace(ROLE, weight=800, balance=True, first=True)
    said = f"Đính chính bài đăng ngày{NBSP}18/11/2026"
    for width in range(560, 960, 40):
        made = typesetter.fit(said, role, fit(104, 46, 4), width)
        assert min(made.widths) > max(made.widths) * 0.25, width


def test_a_date_is_not_broken_however_large_the_headline_could_be(typesetter: Typesetter) -> None:
    made = typesetter.fit(f"Ngày{NBSP}20/11/2026, phường Minh Khai", ROLE, fit(196, 60, 5), 952)
    assert any("20/11/2026" in line for line in made.lines)


def test_a_law_number_is_not_broken(typesetter: Typesetter) -> None:
    for width in range(270, 700, 10):
        lines = typesetter.set(
            "Căn cứ khoản 1 Điều 15 Nghị định số 144/2021/NĐ-CP ngày 31/12/2021", ROLE, 30, width
        ).lines
        assert any("144/2021/NĐ-CP" in line for line in lines), width


def test_a_headline_has_no_widow(typesetter: Typesetter) -> None:
    role = replace(ROLE, weight=800, balance=True)
    made = typesetter.set("Cảnh giác thủ đoạn giả danh cán bộ gọi điện yêu cầu cập nhật", role, 60, 900)
    assert min(made.widths) > max(made.widths) * 0.6


def test_stacked_marks_stay_inside_the_block(typesetter: Typesetter, renderer: CardRenderer) -> None:
    made = typesetter.set("ẾỀỂ ẪẬ", replace(ROLE, weight=800, leading=118), 60, 900)
    ink = renderer.fonts.metrics(made.face).tightBoundingRect(made.lines[0])
    assert made.rise + ink.top() >= 0
    assert made.rise + ink.bottom() <= made.height


def test_decomposed_text_is_composed_first(typesetter: Typesetter) -> None:
    decomposed = unicodedata.normalize("NFD", "Tiếng Việt")
    assert wording(decomposed) == "Tiếng Việt"


def test_letters_missing_in_the_headline_font_come_from_the_other(typesetter: Typesetter) -> None:
    assert typesetter.unknown("Nghị định № 5") == ""


def test_letters_no_font_has_are_reported(renderer: CardRenderer, warning: Sample) -> None:
    spec = replace(warning.spec, values={**warning.spec.values, "headline": "Chữ 漢 lạ"})
    problems = renderer.scene(spec, "sq").problems
    assert [problem.layer for problem in problems] == ["headline"]
    assert "漢" in problems[0].phrase.vi


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("⚠️ Cảnh báo 🚨🚨", "Cảnh báo"),
        ("👨‍👩‍👧 Gia đình", "Gia đình"),
        ("Ngã tư → cầu Mẫu", "Ngã tư – cầu Mẫu"),
        ("a\u200bb\u202ec", "abc"),
        ("  hai   dấu \t cách ", "hai dấu cách"),
        ("dòng một\r\ndòng hai", "dòng một\ndòng hai"),
        ("Gọi 024 0000 0113 ngay", f"Gọi 024{NBSP}0000{NBSP}0113 ngay"),
        ("khoản 1 Điều 15", f"khoản{NBSP}1 Điều{NBSP}15"),
        ("cách 20 km", f"cách 20{NBSP}km"),
        ("ngập 40–60 cm", f"ngập 40–60{NBSP}cm"),
        ("từ 8:00 – 11:00", f"từ 8:00{NBSP}–{NBSP}11:00"),
        ("Chúc mừng năm mới Đinh Mùi", f"Chúc mừng năm{NBSP}mới Đinh{NBSP}Mùi"),
        ("Bản quyền © 2026", "Bản quyền © 2026"),
    ],
)
def test_wording(typed: str, shown: str) -> None:
    assert wording(typed) == shown


def test_one_line_has_no_line_feeds() -> None:
    assert one_line("một\nhai") == "một hai"


@pytest.mark.parametrize(
    "contact",
    ["Trực ban\n024 0000 0113", ("Trực ban", "024 0000 0113"), (("Trực ban", "024 0000 0113"),)],
)
def test_a_contact_is_read_in_each_of_its_forms(contact: str | tuple[str, ...] | tuple[tuple[str, str], ...]) -> None:
    read = Values({"contact": contact}).contacts("contact")
    assert [(label, phone.replace(NBSP, " ")) for label, phone in read] == [("Trực ban", "024 0000 0113")]


def test_pairs_without_a_value_are_left_out() -> None:
    assert Values({"facts": (("Tuổi", "70"), ("Nơi", " "))}).pairs("facts") == (("Tuổi", "70"),)


def test_a_slot_that_is_not_there_is_empty() -> None:
    empty = Values({})
    assert (empty.text("x"), empty.items("x"), empty.pairs("x"), empty.text(None)) == ("", (), (), "")
