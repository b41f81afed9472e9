"""What a tooltip says, as plain text: Qt takes a text with a tag in it for HTML, and loads what that names."""

from __future__ import annotations

import html

from PySide6.QtGui import Qt


def plain(text: str) -> str:
    """`text` so that a tooltip shows each of its characters, whoever wrote it."""
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if Qt.mightBeRichText(text) else text
