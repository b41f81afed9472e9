"""What is written wrong, what is not, and what may have been meant."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.writing.spelling import MOST, MisspellingKind, Speller, is_unmarked
from studio.writing.tokens import LONGEST, vocabulary

HERE = Path(__file__).parent
RIGHT = (HERE / "right.txt").read_text(encoding="utf-8").splitlines()
WRONG = dict(line.split(" → ") for line in (HERE / "wrong.txt").read_text(encoding="utf-8").splitlines())
LEAST_FOUND = 0.95
LEAST_SUGGESTED = 0.9

speller = Speller()


def words(text: str, speller: Speller = speller) -> list[str]:
    return [slip.word for slip in speller.misspelt(text)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_left_alone(text: str) -> None:
    assert not words(text)


def test_the_samples_are_large_enough_to_mean_something() -> None:
    assert len(" ".join(RIGHT).split()) >= 1000
    assert len(WRONG) >= 150


def test_nearly_every_slip_is_found() -> None:
    missed = [wrong for wrong in WRONG if not words(f"Người dân {wrong} hôm nay.")]
    assert len(missed) <= (1 - LEAST_FOUND) * len(WRONG), missed


def test_what_was_meant_is_nearly_always_among_the_suggestions() -> None:
    without = []
    for wrong, right in WRONG.items():
        slips = speller.misspelt(f"Người dân {wrong} hôm nay.")
        told = [s for slip in slips for s in speller.suggest(slip.word)]
        if right not in told and not set(right.split()) & set(told):
            without.append((wrong, told))
    assert len(without) <= (1 - LEAST_SUGGESTED) * len(WRONG), without


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("Bà con không nên nghành này.", MisspellingKind.SYLLABLE, "nghành"),
        ("Bà con đựơc hướng dẫn.", MisspellingKind.SYLLABLE, "đựơc"),
        ("Không xử dụng pháo.", MisspellingKind.WORD, "xử dụng"),
        ("Lý do của của bà con.", MisspellingKind.DOUBLED, "của của"),
        ("Mở tàikhoản tại đây.", MisspellingKind.JOINED, "tàikhoản"),
    ],
)
def test_a_slip_says_its_kind_and_place(text: str, kind: MisspellingKind, word: str) -> None:
    (slip,) = speller.misspelt(text)
    assert (slip.kind, slip.word, text[slip.start : slip.end]) == (kind, word, word)


def test_places_are_counted_in_the_text_as_it_was_typed() -> None:
    text = unicodedata.normalize("NFD", "Hòa giải ở cơ sở thì nghành nào lo?")
    (slip,) = speller.misspelt(text)
    assert unicodedata.normalize("NFC", text[slip.start : slip.end]) == slip.word == "nghành"


@pytest.mark.parametrize("text", ["hoà giải, khoẻ mạnh, thuỷ lợi", "hòa giải, khỏe mạnh, thủy lợi"])
def test_both_places_of_a_tone_mark_are_right(text: str) -> None:
    assert not words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 13/2023/NĐ-CP, Luật số 68/2020/QH14, mẫu CT01.",
        "Truy cập dichvucong.gov.vn hoặc https://xuẩnngốc.example/đườngdẫn",
        "Gửi thư tới trựcban@phuong.example, thẻ #BìnhYênchoNhân_Dân.",
        "UBND, CSGT, PCCC&CNCH, BCĐ, THPT, QĐ, TƯ.",
        "Anh Nguyễn Đình Chiểu, chị Lò Thị Mỷ, cụ Giàng A Páo, bà Y Blớ Niê.",
        "Phiên bản 2.0 dài 15cm, nặng 3kg, giá 500.000đ.",
        "Quán cà phê Café Moment, ca khúc Pháp «Les Misérables», bia résumé.",
        "Facebook, Zalo, VNeID, email, website, livestream, online, OTP.",
        "Ê-đê, côn-ten-nơ, xi-măng, ki-lô-mét, Đắk Lắk, Krông Pắc.",
        "dùng chung cấp tỉnh, khả năng xuất khẩu, học sinh đẹp, hỏi chị An",
    ],
)
def test_what_is_no_matter_of_spelling_is_passed_over(text: str) -> None:
    assert not words(text)


def test_what_stays_of_a_syllable_without_its_vowel_or_mark_is_found() -> None:
    assert words("Kính chc thy c sức khỏe v hnh phúc") == ["chc", "thy", "c", "v", "hnh"]
    assert words("Bà con khong nên bấm vào liên kết lạ.") == ["khong"]


@pytest.mark.parametrize(
    "text",
    [
        "Theo điểm c khoản 2 Điều 5, người dân được nộp hồ sơ qua mạng.",
        "Bấm vào link trong email, tải app về rồi gửi file cho group chat của lớp.",
        "Anh Thy c/o Chi cục, mã vn c8x9 và #chc đều đúng.",
        "Bổ sung vitamin c cho trẻ, mất vài km nữa mới đến.",
    ],
)
def test_unmarked_words_that_are_right_amid_vietnamese_are_left_alone(text: str) -> None:
    assert not words(text)


def test_words_of_the_unit_are_right() -> None:
    assert words("Làng Pưng có nhà rôông.") == ["rôông"]
    assert not words("Làng Pưng có nhà rôông.", Speller({"Rôông"}))
    assert not words("Không xử dụng.", Speller({"xử", "dụng"}))


def test_a_name_is_no_confusion_but_capitals_throughout_hide_none() -> None:
    assert not words("Gửi chị An ngay.")
    assert words("KHÔNG XỬ DỤNG PHÁO") == ["XỬ DỤNG"]
    assert words("Xử dụng pháo là sai.") == ["Xử dụng"]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("xử dụng", "sử dụng"),
        ("XỬ DỤNG", "SỬ DỤNG"),
        ("Nghành", "Ngành"),
        ("đựơc", "được"),
        ("đuợc", "được"),
        ("khôgn", "không"),
        ("của của", "của"),
        ("tàikhoản", "tài khoản"),
    ],
)
def test_the_likeliest_suggestion_comes_first_with_the_capital(word: str, first: str) -> None:
    told = speller.suggest(word)
    assert told[0] == first
    assert len(told) <= MOST


@pytest.mark.parametrize("word", ["", " ", "123", "zzzzzzzzzzzz", "hai từ lạ"])
def test_suggesting_may_find_nothing(word: str) -> None:
    assert speller.suggest(word) == ()


def test_no_word_of_the_lists_contradicts_another() -> None:
    known = vocabulary()
    for group in known.phrases.values():
        for phrase in group:
            assert len(phrase.keys) <= LONGEST
            if phrase.right is not None:
                assert not words(f"Xem {phrase.right} nhé"), phrase
                assert words(f"Xem {' '.join(phrase.keys)} nhé"), phrase


@pytest.mark.parametrize(
    ("text", "unmarked"),
    [
        ("Cong an phuong thong bao lich tiep cong dan", True),
        ("Công an phường thông báo lịch tiếp công dân", False),
        ("The quick brown fox jumps over the lazy dog", False),
        ("Cong an phuong", False),
    ],
)
def test_text_without_marks_is_known_by_its_syllables(text: str, unmarked: bool) -> None:
    assert is_unmarked(text) is unmarked


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ\u0301\u0309 .,-\n#/1A", max_size=200))
def test_slips_lie_in_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for slip in speller.misspelt(text):
        assert at <= slip.start < slip.end <= len(text)
        at = slip.end
