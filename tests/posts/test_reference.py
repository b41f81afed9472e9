"""The line with a post's code."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.posts.limits import ROOM, split_reference, with_reference

CODE = "PS-ABCDEFGH2345"


@given(st.text())
def test_what_is_added_is_taken_off_again(text: str) -> None:
    assert split_reference(with_reference(text, CODE)) == (text.rstrip(), CODE)


def test_a_text_without_it_stays_as_it_is() -> None:
    for text in ("", "Mã bài: PS-123", f"{CODE}", "Mã bài: PS-ABCDEFGH2345 và nữa"):
        assert split_reference(text) == (text, "")


def test_a_page_may_change_the_space_around_it() -> None:
    assert split_reference(f"Nội dung.\r\n \nMã bài:  {CODE}\n") == ("Nội dung.", CODE)


def test_the_room_is_what_it_takes() -> None:
    assert len(with_reference("a", CODE)) == 1 + ROOM
