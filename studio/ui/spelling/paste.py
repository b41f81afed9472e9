"""Pasting: what was copied elsewhere becomes clean text, and old encodings are told at once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QToolTip

from studio.translation import tr
from studio.ui.spelling.controls import Control
from studio.ui.widgets.tips import plain as show_plain
from studio.writing.clean import clean_paste
from studio.writing.tones import legacy_text

_BLANKS = (" ", "\u00a0")
SHOWN = 8000
"""Milliseconds for which the sentence about an old encoding stays."""


def pasted(source: QMimeData) -> str:
    """The clean text of `source`; a blank at either end is kept, for it parts the text from what stands there."""
    plain = source.text()
    text = clean_paste(source.html() if source.hasHtml() else None, plain)
    before, after = (" " if text and plain[at:][:1] in _BLANKS else "" for at in (0, -1))
    return f"{before}{text}{after}"


def warn_of_old_encoding(control: Control, text: str) -> None:
    """Say by the caret that `text` came in a font of the time before Unicode. The checks say so later, too."""
    if legacy_text(text) is None:
        return
    said = tr(
        "This text is in an old encoding (TCVN3 or VNI) or garbled. Convert it to Unicode where it comes from, "
        "then paste it again.",
    )
    below = control.mapToGlobal(control.rect().bottomLeft())
    QToolTip.showText(below, show_plain(said), control, control.rect(), SHOWN)
