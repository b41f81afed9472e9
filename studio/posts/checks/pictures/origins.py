"""Where a finished picture comes from, as a finding names it."""

from __future__ import annotations


def where_of(origin: str) -> str:
    """``card:alert:p45`` → ``card:alert``; ``media:m1`` stays."""
    return ":".join(origin.split(":")[:2])


def size_of(origin: str) -> str:
    """``card:alert:p45`` → ``p45``; empty for a photograph."""
    parts = origin.split(":")
    return parts[2] if len(parts) > 2 else ""
