"""One byte form for data, so that one hash stands for it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

Number = int | float
"""A real number that stays as it was written: 1 and 1.0 are other bytes, with hashes of their own."""


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no blanks; refuses NaN. Raises ValueError/TypeError."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """Lower-case hex SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON of `value`."""
    return sha256(canonical_json(value))
