"""Personal data as a finding may show it: enough to find the place, not enough to use."""

from __future__ import annotations

DOTS = "•••••"


def number(text: str, *, first: int = 4, last: int = 3) -> str:
    """``001285012789`` → ``0012•••••789``; a short one keeps only its beginning."""
    kept = [char for char in text if char.isalnum()]
    if len(kept) <= first + last:
        return "".join(kept[:2]) + DOTS
    return "".join(kept[:first]) + DOTS + "".join(kept[-last:])


def name(text: str) -> str:
    """``Nguyễn Văn An`` → ``N••• V••• A•••``."""
    return " ".join(part[0] + "•••" if len(part) > 1 else part for part in text.split())


def secret(text: str) -> str:
    """A secret shows nothing but that it is there."""
    return text[:1] + DOTS if text else ""


def address(text: str) -> str:
    """An address with its digits covered."""
    return "".join("•" if char.isdigit() else char for char in text)
