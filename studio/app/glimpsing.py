"""Pictures of kept files, made in the child that reads hostile ones."""

from __future__ import annotations

from studio.errors import BadInput
from studio.glimpse import Glimpse, is_pdf, text_of
from studio.images.darkroom import Darkroom
from studio.library.importers import pdf

SIDE, BYTES = 640, 200_000
"""Pixels of the longer side, and bytes, of a glimpse."""


def glimpse(data: bytes, darkroom: Darkroom) -> Glimpse:
    """What `data` shows; nothing for a file that is neither picture, PDF nor text, or that its reader refuses."""
    try:
        if is_pdf(data):
            return Glimpse(picture=darkroom.run(pdf.first_page, data, side=SIDE))
        text = text_of(data)
        return Glimpse(text=text) if text else Glimpse(picture=_picture(data, darkroom))
    except BadInput:
        return Glimpse()


def _picture(data: bytes, darkroom: Darkroom) -> bytes:
    return darkroom.fitted(data, max_width=SIDE, max_bytes=BYTES).data
