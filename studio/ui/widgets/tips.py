"""What a tooltip says, as plain text: Qt takes a text with a tag in it for HTML, and loads what that names."""

from __future__ import annotations

from PySide6.QtGui import Qt


def plain(text: str) -> str:
    """`text` so that a tooltip shows each of its characters, whoever wrote it."""
    if not Qt.mightBeRichText(text):
        return text
    from html import escape  # the names of all its characters are no part of the window's first paint

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
