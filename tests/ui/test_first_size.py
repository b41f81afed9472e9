"""The first window fits the screen it comes up on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication

from studio.ui import window_state


class _Screen:
    def __init__(self, width: int, height: int) -> None:
        self._room = QRect(0, 0, width, height)

    def availableGeometry(self) -> QRect:
        return self._room


@pytest.mark.parametrize(
    ("screen", "filled"),
    [
        (QSize(1366, 768), True),
        (QSize(1366, 728), True),
        (QSize(1280, 1024), True),
        (QSize(1920, 1040), False),
        (QSize(1024, 600), False),  # no room for the least size: filling it would not help
    ],
)
def test_a_small_screen_is_filled_and_a_large_one_is_not(
    screen: QSize, filled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = _Screen(screen.width(), screen.height())
    monkeypatch.setattr(QGuiApplication, "primaryScreen", staticmethod(lambda: there))
    assert window_state.fills_screen((1366, 768), (1180, 680)) is filled
