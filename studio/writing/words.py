"""The unit's own words, as the spelling check takes them: one at a time, without blanks."""

from __future__ import annotations

import regex

from studio.errors import BadInput
from studio.text import length, nfc

LONGEST = 40


_WORD = regex.compile(r"^\p{L}[\p{L}\p{M}\p{N}’'._/-]*$")


def tidy_words(text: str) -> tuple[str, ...]:
    """Every word of `text` in NFC, marks around it taken off, doubles left out: ``Đắk Lắk,`` → ``Đắk``, ``Lắk``.

    Raises BadInput when there is none, or one is no word.
    """
    words = tuple(dict.fromkeys(part.strip(".,;:!?()[]“”\"'…") for part in nfc(text).split()))
    words = tuple(word for word in words if word)
    if not words:
        raise BadInput("chưa có từ nào; hãy gõ một từ.", "there is no word yet; type one.", where="word")
    for word in words:
        if not _WORD.match(word) or length(word) > LONGEST:
            raise BadInput(
                f"“{word}” không phải một từ; từ bắt đầu bằng chữ cái và dài nhất {LONGEST} ký tự.",
                f"“{word}” is no word; a word begins with a letter and has at most {LONGEST} characters.",
                where="word",
            )
    return words
