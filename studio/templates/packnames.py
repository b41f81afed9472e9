"""What files a pack may hold: names that mean the same on every system, and bounded sizes."""

from __future__ import annotations

import re
from typing import Final

from studio.paths import is_reserved

MAX_FILE: Final = 4 * 1024 * 1024
MAX_TOTAL: Final = 64 * 1024 * 1024
MAX_FILES: Final = 500

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\Z")


def bad_name(name: str) -> bool:
    """True for a path that is not plain lower-case ASCII, climbs, is too long, or is reserved on Windows."""
    if len(name) > 120 or not _NAME.match(name) or ".." in name:
        return True
    return any(is_reserved(part) or part.endswith(".") for part in name.split("/"))
