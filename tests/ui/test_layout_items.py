"""Python holds no item of a layout that Qt may end: the next object in its place would crash the program."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSpacerItem, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

import studio
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.reading_order import reading_order
from studio.ui.widgets.layout import FlowLayout
from tests.ui.conftest import show

TABS = 12
"""Enough to come round on most pages, and into every part of them."""


def held() -> int:
    """How many items of layouts Python holds, but for those that a layout of ours is made of. Where one layout is put
    into another with what stands in it, PySide makes some by itself; they go with it."""
    gc.collect()
    flows = [each for each in gc.get_objects() if isinstance(each, FlowLayout)]
    own = {id(flow.itemAt(place)) for flow in flows for place in range(flow.count())}
    return sum(isinstance(each, QWidgetItem | QSpacerItem) and id(each) not in own for each in getAllValidWrappers())


def test_asking_for_the_order_holds_no_item(qtbot: QtBot) -> None:
    area = QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(area)
    inner = QVBoxLayout()
    column.addLayout(inner)
    for layout in (column, inner):
        layout.addWidget(QLabel("one"))
        layout.addStretch(1)
    reading_order(area)
    assert held() == 0


@pytest.mark.parametrize("page", list(PageId))
def test_walking_by_tab_holds_no_item(window: MainWindow, qtbot: QtBot, page: PageId) -> None:
    show(window, qtbot, page)
    before = held()
    for _ in range(TABS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert held() <= before


def test_pages_made_anew_leave_no_item(window: MainWindow, shell: Shell, qtbot: QtBot) -> None:
    counts = []
    for language in ("vi", "en", "vi", "en"):
        shell.language.use(language)
        for page in PageId:
            show(window, qtbot, page)
        counts.append(held())
    assert max(counts[2:]) <= max(counts[:2])


def test_nobody_asks_a_layout_for_its_items() -> None:
    here = Path(__file__)
    files = [*(Path(studio.__file__).parent / "ui").rglob("*.py"), *here.parents[1].rglob("*.py")]
    asking = [file.name for file in files if file != here and ".itemAt(" in file.read_text(encoding="utf-8")]
    assert asking == []
