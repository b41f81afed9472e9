"""The sheet that a map is sketched on: streets, places and arrows are marks of its recipe. No map is fetched."""

from __future__ import annotations

import io
from uuid import uuid4

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SHEET = "so-do.png"
WIDTH, HEIGHT = 1600, 1200
GROUND = "#E9EDE6"
"""Land, as maps show it: white streets and coloured pins are seen on it."""


def blank_sheet() -> bytes:
    """PNG bytes of an empty sheet. No two are the same file, so that each sketch is a work of its own."""
    told = PngInfo()
    told.add_text("sheet", uuid4().hex)
    buffer = io.BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), GROUND).save(buffer, "PNG", pnginfo=told)
    return buffer.getvalue()
