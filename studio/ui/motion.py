"""Whether things in the window may move and blink: the person's choice, or the system's.

Qt's own switch for effects carries the answer, so that every widget can ask it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.config import Motion

_EFFECTS = Qt.UIEffect.UI_General
_SPI_GETCLIENTAREAANIMATION = 0x1042


def system_prefers_calm() -> bool:
    """Whether the system is set to show no animations. Windows tells; elsewhere nobody does."""
    if sys.platform == "win32":
        shown = ctypes.c_int(1)
        told = ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(shown), 0)
        return bool(told) and not shown.value
    return False


def apply_motion(app: QApplication, choice: Motion, *, system: Callable[[], bool] = system_prefers_calm) -> None:
    """Let things move, or keep them still: effects, busy bars, and the text cursor."""
    calm = system() if choice == "system" else choice == "reduced"
    app.setEffectEnabled(_EFFECTS, not calm)
    blink = app.property("blink")
    if blink is None:  # the system's own pace, kept before it is changed for the first time
        blink = app.cursorFlashTime()
        app.setProperty("blink", blink)
    app.setCursorFlashTime(0 if calm else blink)


def is_calm() -> bool:
    """Whether nothing may move."""
    return not QApplication.isEffectEnabled(_EFFECTS)
