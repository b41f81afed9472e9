"""How a widget looks, half as large, and how far that is from the picture that is kept.

``STUDIO_SNAPSHOTS=write`` keeps the pictures anew; look at them before they are committed. Small differences between
machines are forgiven, a moved, missing or recoloured control is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.soak import SOAK

HERE = Path(__file__).parent
WRITE = os.environ.get("STUDIO_SNAPSHOTS") == "write"
SMALLER = 2
COLOURS = 64
FAR = 48
"""Levels of 255 from which a dot is another dot."""
MOST_OTHER = 0.015
"""Part of all dots that may be others: letters differ by a hair between machines."""
LOOKS = [("light", "vi"), ("dark", "en")]
if SOAK or WRITE:
    LOOKS += [("light", "en"), ("dark", "vi")]
"""In `make test` each theme and each language once."""


def small(widget: QWidget) -> Image.Image:
    """What the widget shows, half as large."""
    grabbed = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wide, high, line = grabbed.width(), grabbed.height(), grabbed.bytesPerLine()
    whole = Image.frombuffer("RGB", (wide, high), bytes(grabbed.constBits()), "raw", "RGB", line, 1)
    return whole.resize((wide // SMALLER, high // SMALLER), Image.Resampling.BOX)


def other(seen: Image.Image, kept: Path) -> float:
    """The part of all dots that differ from the picture that is kept; all of them where its size is another."""
    with Image.open(kept) as picture:
        known = picture.convert("RGB")
    if known.size != seen.size:
        return 1.0
    apart = ImageChops.difference(known, seen).convert("L").point(lambda level: 255 if level >= FAR else 0)
    return apart.histogram()[255] / (seen.width * seen.height)


def compare(looks: Iterable[tuple[str, QWidget]], folder: str, aside: Path) -> list[str]:
    """What looks otherwise than its picture in `folder`, each named and laid `aside`; or keep all of them anew."""
    wrong = []
    for name, widget in looks:
        seen, kept = small(widget), HERE / folder / f"{name}.png"
        if WRITE:
            kept.parent.mkdir(parents=True, exist_ok=True)
            seen.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
            continue
        share = other(seen, kept) if kept.exists() else 1.0
        if share > MOST_OTHER:
            seen.save(aside / f"{name}.png")
            wrong.append(f"{name}: {share:.1%} of it differs, see {aside / name}.png")
    return wrong
