"""Documents marked MẬT, TỐI MẬT or TUYỆT MẬT are state secrets and are refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = re.compile(
    r"^[\W_]*(?:(?:mức )?độ mật\s*:?\s*|dấu\s*:?\s*)?((?:TUYỆT|TỐI)?\s*MẬT)[\W_]*(?:SỐ\s*:?\s*\d*)?[\W_]*$"
)
_LABELLED = re.compile(r"(?:mức )?độ mật\s*:\s*[\W_]*((?:tuyệt |tối )?mật)\b", re.IGNORECASE)
FIRST_PAGE = 60
"""Lines; the mark stands at the top of the first page or in the page header."""


def secrecy_mark(lines: Iterable[str]) -> str | None:
    """The mark that stands alone on one of `lines`, or after "Độ mật:"; the word inside a sentence is no mark."""
    for line in lines:
        found = _MARK.match(line.strip()) or _LABELLED.search(line)
        if found:
            return " ".join(found[1].upper().split())
    return None
