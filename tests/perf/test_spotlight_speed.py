"""Painting the light of a lesson over a window of 1366 × 768, beside filling the same pixels plainly. Reported."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.training.spotlight import SpotlightOverlay
from tests.perf.test_shelf_speed import median

pytestmark = pytest.mark.perf

SIZE = (1366, 768)


def test_report_the_painting_of_the_light(qtbot: QtBot, capsys: Any) -> None:
    host = QWidget()
    host.resize(*SIZE)
    qtbot.addWidget(host)
    host.show()
    overlay = SpotlightOverlay(host, tuple)
    overlay.light(QRect(420, 180, 360, 240))
    canvas = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(QColor("white"))

    def paint() -> None:
        overlay.render(canvas, QPoint(), QRegion(), QWidget.RenderFlag(0))

    def fill() -> None:
        painter = QPainter(canvas)
        painter.fillRect(canvas.rect(), QColor(0, 0, 0, 96))
        painter.end()

    taken, bare = median(paint), median(fill)
    with capsys.disabled():
        print(f"\nthe light over 1366 × 768 {taken:.2f} ms = {taken / bare:.1f} × a plain fill ({bare:.2f} ms)", end="")
    assert canvas.pixelColor(10, 10) != canvas.pixelColor(600, 300)
