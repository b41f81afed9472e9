"""Words of the unit: one at a time, as the spelling check takes them."""

from __future__ import annotations

import unicodedata

import pytest

from studio.errors import BadInput
from studio.writing.service import LONGEST, tidy_words


def test_words_are_parted_tidied_and_kept_once() -> None:
    typed = unicodedata.normalize("NFD", "  Đắk Lắk, VNeID “Đắk” CSGT-TT ")
    assert tidy_words(typed) == ("Đắk", "Lắk", "VNeID", "CSGT-TT")


@pytest.mark.parametrize("text", ["", "  ", "…", "113", "a" * (LONGEST + 1), "ab<c"])
def test_what_is_no_word_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        tidy_words(text)
    assert caught.value.where == "word"
