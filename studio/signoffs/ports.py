"""What sign-offs need: a place to keep them, people, and the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from studio.phrase import Phrase

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""


Scan = Callable[[str], Phrase | None]
"""What a text gives away of a citizen, or of a secret; None when nothing."""
