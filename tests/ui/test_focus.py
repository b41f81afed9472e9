"""The focus is seen on every control, in both themes: enough pixels change, and change enough (WCAG 2.2, 2.4.13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.settings.page import SECTIONS
from studio.ui.tokens import contrast
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.layout import column
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import EVERYWHERE, rail_button
from tests.ui.test_accessibility import focusable

SEEN = 3.0
"""Contrast between a pixel without and with the focus from which it counts as changed."""
SHARE = 0.5
"""Changed pixels, in parts of the sum of width and height: a line of one pixel along two sides has 1.0."""


def changed(before: QImage, after: QImage) -> int:
    """How many pixels differ enough to be seen."""
    one, other = pixels(before), pixels(after)
    high, wide = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    one, other = one[:high, :wide], other[:high, :wide]
    apart = one != other
    pairs = Counter(zip(one[apart].tolist(), other[apart].tolist(), strict=True))
    return sum(count for pair, count in pairs.items() if contrast(*(f"#{colour:06X}" for colour in pair)) >= SEEN)


def pixels(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint32]]:
    """Their colours, row by row."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    lines = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.bytesPerLine() // 4)
    return lines[:, : plain.width()] & np.uint32(0xFFFFFF)


def unseen(window: MainWindow, root: QWidget, other: QWidget) -> Iterator[str]:
    """The controls of `root` on which nobody sees that they have the keyboard."""
    kinds: set[tuple[str, str, bool]] = set()
    for widget in list(focusable(root)):
        kind = (type(widget).__name__, str(widget.property("kind")), bool(widget.property("ring")))
        if kind in kinds or widget.visibleRegion().isEmpty():
            continue  # one of a kind stands for all
        kinds.add(kind)
        other.setFocus()
        QApplication.processEvents()
        place = widget.rect().adjusted(-4, -4, 4, 4).translated(widget.mapTo(window, widget.rect().topLeft()))
        before = window.grab(place).toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not widget.hasFocus():
            continue  # hands the keyboard on to a part of itself, which is looked at by itself
        after = window.grab(place).toImage()
        count = changed(before, after)
        if count < SHARE * (widget.width() + widget.height()) and count < 90:
            yield f"{kind}: {count} px of {widget.width()}×{widget.height()}"


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, make: MakeWindow, studio: Studio, qtbot: QtBot) -> MainWindow:
    settings = Settings(language="vi", theme=request.param, lock_minutes=0, motion="reduced")
    window: MainWindow = make(studio, settings)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_focus_is_seen_on_every_control_of_a_page(
    themed: MainWindow, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    for page in EVERYWHERE:
        with subtests.test(page=page):
            shown = show(themed, qtbot, page)
            assert list(unseen(themed, shown, rail_button(themed, PageId.SETTINGS))) == []


def test_the_focus_is_seen_in_the_settings(themed: MainWindow, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    for section in SECTIONS:
        with subtests.test(section=section.id):
            shown = show(themed, qtbot, PageId.SETTINGS, section.id)
            assert list(unseen(themed, shown, rail_button(themed, PageId.SETTINGS))) == []


def test_the_focus_is_seen_in_the_rail_and_the_help(themed: MainWindow, qtbot: QtBot) -> None:
    page = show(themed, qtbot, PageId.SETTINGS)
    themed.open_help()
    panel = themed.help.panel
    assert panel is not None
    qtbot.waitUntil(lambda: themed.tasks.idle)
    assert list(unseen(themed, panel, rail_button(themed, PageId.SETTINGS))) == []
    rest = page.help_button
    assert list(unseen(themed, themed.rail, rest)) == []


def test_a_control_without_a_visible_focus_would_be_found(themed: MainWindow) -> None:
    frame = QWidget(themed)
    button = QuietButton("Lưu")
    button.setStyleSheet(
        "QPushButton, QPushButton:focus { border: 1px solid #868F9C; background: #FFFFFF; padding: 7px }"
    )
    frame.setLayout(column(button))
    frame.setGeometry(0, 0, 200, 80)
    frame.show()
    QApplication.processEvents()
    assert len(list(unseen(themed, frame, rail_button(themed, PageId.SETTINGS)))) == 1
