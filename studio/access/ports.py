"""What access needs: a place to keep it, people, pages, and the head's agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from studio.phrase import Phrase

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (ids and codes, never a text)."""
Scan = Callable[[str], Phrase | None]
"""What secret a text holds, as a sentence; None when it holds none."""
