"""Letters are looked through by the rule that posts go through."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app import case_room
from studio.app.case_room import PERSONAL, LetterCheck
from tests.library.importers.test_pdf import BODY, pdf


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("thu.txt", "Đề nghị xác thực trang của đơn vị, số 12/CV-MAU.", ()),
        ("thu.txt", "Người đại diện: số định danh 000190000015.", (PERSONAL,)),
        ("số-định-danh-000190000015.jpg", "", (PERSONAL,)),
    ],
)
def test_a_letter_is_looked_through_as_posts_are(name: str, words: str, found: tuple[object, ...]) -> None:
    assert LetterCheck()(words.encode(), name) == found


def test_the_words_of_a_pdf_are_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = pdf(tmp_path, [*BODY, "Người đại diện có số định danh: 000190000015."])
    look = LetterCheck()
    assert look(letter, "thu.pdf") == (PERSONAL,)
    monkeypatch.setattr(case_room, "Sandbox", None)
    assert look(letter, "thu.pdf") == (PERSONAL,)


def test_what_cannot_be_read_is_left_to_the_person_who_looks() -> None:
    assert LetterCheck()(b"%PDF-1.7 broken", "thu.pdf") == ()
    assert LetterCheck()(b"\xff\xd8\xff", "thu.jpg") == ()
