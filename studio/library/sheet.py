"""A text beside its folded form, character for character, so that one pattern reads it with or without marks."""

from __future__ import annotations

import re
import unicodedata

from studio.text import nfc


def _table() -> dict[int, str]:
    """Every letter whose lower case without marks is one other character; dashes and blanks of any kind as one."""
    found = {}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x2000)):
        plain = unicodedata.normalize("NFD", chr(code).lower().replace("đ", "d").replace("ð", "d"))[:1]
        if plain and plain != chr(code):
            found[code] = plain
    return found | {ord(dash): "-" for dash in "‐‑‒–—―−"} | {ord(blank): " " for blank in "\t\xa0\u202f"}


_FOLDED = _table()
_WRAP = re.compile(r"(?<=[^\s.;:!?])\n(?=[a-z(]|dieu \d+[a-z]?(?![\w.:])|\d+[/ ,])")
"""A line end inside a sentence, as text copied from a PDF has them."""


def aligned(text: str) -> str:
    """`text` in lower case without marks, dashes as ``-``; the positions of its characters stay."""
    return text.translate(_FOLDED)


class FoldedText:
    """`text` in NFC, and `folded`, which has the same length; line ends inside a sentence are blanks there."""

    def __init__(self, text: str) -> None:
        self.text = nfc(text)
        self.folded = aligned(self.text)
        if "\n" in self.folded:
            self.folded = _WRAP.sub(" ", self.folded)
        self.bare = self.text.isascii()
        """Whether the text is written without marks altogether."""

    def match(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        return pattern.match(self.folded, at)

    def written(self, start: int, end: int) -> str:
        """The text there, in one line."""
        return " ".join(self.text[start:end].split())

    def says(self, start: int, end: int, *forms: str) -> bool:
        """Whether the text has one of `forms` there as it is spelt, or without any mark (đ may keep its stroke)."""
        words = " ".join(self.text[start:end].lower().split())
        return any(words in (form, plain := aligned(form), "đ" + plain[1:]) for form in forms)
