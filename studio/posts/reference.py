"""The last line of a text: a code by which the post is found again on a page that keeps nothing else of ours."""

from __future__ import annotations

import re

WORDS = "Mã bài:"
_LAST_LINE = re.compile(rf"\s*{WORDS}\s*(PS-[A-Z2-7]{{12}})\s*$")
ROOM = len(f"\n\n{WORDS} PS-") + 12
"""Characters a text needs besides its own."""


def with_reference(text: str, reference: str) -> str:
    """`text` with the code as its last line; readers may quote it, too."""
    return f"{text.rstrip()}\n\n{WORDS} {reference}"


def split_reference(text: str) -> tuple[str, str]:
    """The text without that line, and the code in it; an empty code when there is none."""
    found = _LAST_LINE.search(text)
    return (text[: found.start()], found.group(1)) if found else (text, "")
