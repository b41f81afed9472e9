from __future__ import annotations

import pytest

from studio.library.importers.encodings import is_syllable, looks_legacy, share_of_syllables


@pytest.mark.parametrize("word", ["nghiệp", "quyết", "Đường", "ủy", "uỷ", "khuỷu", "giữ", "ở", "ƯỚC", "oà", "thuở"])
def test_vietnamese_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["nh©n", "daân", "trËt", "ñieàu", "naïve", "Zürich", "được2", "mãc", "họch̉", "cằt"])
def test_other_words(word: str) -> None:
    assert not is_syllable(word)


def test_punctuation_between_words_does_not_count() -> None:
    assert share_of_syllables("“Công an”, (nhân dân): bảo/vệ – trật-tự… 20° ½") == (1.0, 7)


def test_few_foreign_words_are_no_verdict() -> None:
    assert not looks_legacy("naïve Zürich café")
    assert not looks_legacy("Plain English text without any marks at all.")
