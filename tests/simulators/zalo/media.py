"""What a file is, by its first bytes; names and headers are not believed."""

from __future__ import annotations


def kind_of(content: bytes) -> str:
    """jpeg, png, mp4, avi; an empty text for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[4:8] == b"ftyp":
        return "mp4"
    if content.startswith(b"RIFF") and content[8:12] == b"AVI ":
        return "avi"
    return ""
