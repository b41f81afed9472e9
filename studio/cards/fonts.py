"""The fonts of cards: exactly the shipped files, or no card at all.

A card must look the same on every PC, so a font of the same name that happens to be installed is
not good enough: the bytes are checked against the shipped list and Qt is asked which file it took.

The one Qt object that fonts and images need before anything is drawn.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPainterPath, QRawFont

from studio.canonical import sha256
from studio.errors import StorageTrouble, StudioError


def ensure_gui() -> QCoreApplication:
    """Return the running Qt application, starting a windowless one where there is none.

    Without a screen the ``offscreen`` platform is taken. Raises StorageTrouble when asked for the
    first time on another thread than the main one, where Qt cannot start.
    """
    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if running is not None or threading.current_thread() is not threading.main_thread():
        raise StorageTrouble("Card painting has to be started on the main thread; open the app again.")
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Widgets need their own kind of application, and there can only be one.
    widgets = sys.modules.get("PySide6.QtWidgets")
    kind: type[QGuiApplication] = widgets.QApplication if widgets else QGuiApplication
    return kind(["studio"])


FALLBACK = "Noto Sans"
OUTLINE_PX = 1000
_STRATEGY = QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoFontMerging
_STRATEGY |= QFont.StyleStrategy.NoSubpixelAntialias


class FontsMissing(StudioError):
    """A shipped font is absent, altered, or not the one Qt took."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font at one size. `tracking` in thousandths of an em."""

    family: str
    weight: int
    px: int
    tracking: int = 0
    tabular: bool = False


class Fonts:
    """The loaded faces. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Load every font listed in ``fonts.json`` of `folder`. Raises FontsMissing naming the file."""
        self.app = ensure_gui()
        self._made: dict[Face, QFont] = {}
        self._covers: dict[tuple[str, str], bool] = {}
        self._files: dict[tuple[str, int], QByteArray] = {}
        self._outlines: dict[tuple[str, int, int], QPainterPath] = {}
        self.weights: dict[str, list[int]] = {}
        for entry in _listed(folder):
            self._load(folder, entry)

    def font(self, face: Face) -> QFont:
        """A QFont that draws `face` without hinting, fallback or subpixel colours."""
        found = self._made.get(face)
        if found is None:
            found = self._made[face] = _qfont(face)
        return QFont(found)

    def metrics(self, face: Face) -> QFontMetricsF:
        return QFontMetricsF(self.font(face))

    def covers(self, family: str, character: str) -> bool:
        """Whether `family` has a glyph for `character`."""
        key = (family, character)
        known = self._covers.get(key)
        if known is None:
            raw = QRawFont.fromFont(self.font(Face(family, 400, 32)))
            known = self._covers[key] = bool(raw.supportsCharacter(ord(character)))
        return known

    def outlines(self, family: str, weight: int, glyphs: Sequence[int]) -> list[QPainterPath]:
        """Outlines of `glyphs` at `OUTLINE_PX` pixels, baseline at 0.

        Taken from an engine of their own: Qt's shared one gives outlines a fraction of a pixel off once it drew
        smaller glyphs of the same file, and a card painted twice would differ from itself.
        """
        missing = [glyph for glyph in glyphs if (family, weight, glyph) not in self._outlines]
        if missing:
            untouched = QRawFont(self._files[family, weight], OUTLINE_PX, QFont.HintingPreference.PreferNoHinting)
            for glyph in missing:
                self._outlines[family, weight, glyph] = untouched.pathForGlyph(glyph)
        return [self._outlines[family, weight, glyph] for glyph in glyphs]

    def weight_of(self, family: str, wanted: int) -> int:
        """The loaded weight of `family` nearest to `wanted`."""
        return min(self.weights[family], key=lambda weight: abs(weight - wanted))

    def _load(self, folder: Path, entry: dict[str, Any]) -> None:
        path = folder / str(entry["file"])
        try:
            data = path.read_bytes()
        except OSError:
            raise _missing(path.name, folder) from None
        family, weight = str(entry["family"]), int(entry["weight"])
        if sha256(data) != entry["sha256"]:
            raise FontsMissing(
                "the font was altered; install the app again, no card was made.", where=str(entry["file"])
            )
        self.weights.setdefault(family, []).append(weight)
        self._files[family, weight] = QByteArray(data)
        if self._is_taken(family, weight):
            return
        added = QFontDatabase.addApplicationFontFromData(QByteArray(data))
        if added < 0 or family not in QFontDatabase.applicationFontFamilies(added):
            raise _missing(str(entry["file"]), folder)
        if not self._is_taken(family, weight):
            raise FontsMissing(
                "another font called “{family}” was taken; remove the one installed on this PC.",
                family=family,
                where=str(entry["file"]),
            )

    def _is_taken(self, family: str, weight: int) -> bool:
        """Whether Qt draws `family` in `weight` from the very file that is shipped."""
        taken = QRawFont.fromFont(_qfont(Face(family, weight, 32)))
        return bool(taken.fontTable("head") == QRawFont(self._files[family, weight], 32).fontTable("head"))


def _listed(folder: Path) -> list[dict[str, Any]]:
    try:
        listed: list[dict[str, Any]] = json.loads((folder / "fonts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _missing("fonts.json", folder) from None
    return listed


def _missing(name: str, folder: Path) -> FontsMissing:
    return FontsMissing(
        "a font of the app is missing (in {name}); install it again, no card was made.",
        name=folder.name,
        where=name,
    )


def _qfont(face: Face) -> QFont:
    font = QFont(face.family)
    font.setWeight(QFont.Weight(face.weight))
    font.setPixelSize(face.px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(_STRATEGY)
    font.setKerning(True)
    if face.tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, face.px * face.tracking / 1000)
    if face.tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
