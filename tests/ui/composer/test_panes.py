"""Three panes, or two with the plan as a drop-down; none can be lost by dragging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.composer.bench import Bench

Settle = Callable[[], None]


@pytest.fixture
def narrow(page: ComposerPage, bench: Bench, window: MainWindow, settle: Settle) -> Callable[..., None]:
    """Open a draft in a window of 1180 pixels."""

    def make(**changes: Any) -> None:
        window.resize(1180, 680)
        window.go(PageId.COMPOSER, bench.draft(**changes).id)
        settle()
        QApplication.processEvents()

    return make


def test_below_1280_pixels_the_plan_is_a_drop_down(page: ComposerPage, window: MainWindow, narrow: Any) -> None:
    narrow()
    panes, plan = page.editor.panes, page.editor.plan
    assert panes.drop.isVisible()
    assert not plan.isVisible()
    assert "2 trang" in panes.drop.accessibleName()
    QTest.mouseClick(panes.drop, Qt.MouseButton.LeftButton)
    assert plan.isVisible()
    QTest.keyClick(panes.drop, Qt.Key.Key_Space)
    assert not plan.isVisible()
    window.resize(1366, 768)
    QApplication.processEvents()
    assert not panes.drop.isVisible()
    assert plan.isVisible()


def test_a_post_without_pages_begins_with_the_plan_dropped_down(page: ComposerPage, narrow: Any) -> None:
    narrow(targets=())
    assert page.editor.plan.isVisible()
    assert "chưa chọn trang" in page.editor.panes.drop.accessibleName().lower()


def test_a_finding_about_pages_opens_the_drop_down(page: ComposerPage, window: MainWindow, narrow: Any) -> None:
    narrow()
    page.editor.go_to("targets")
    assert page.editor.plan.isVisible()
    focus = window.focusWidget()
    assert focus is not None
    assert page.editor.plan.targets.isAncestorOf(focus)


def test_the_summary_follows_what_is_ticked(page: ComposerPage, narrow: Any, settle: Settle) -> None:
    narrow()
    page.editor.panes.open_plan()
    QApplication.processEvents()
    QTest.mouseClick(page.editor.plan.targets.rows[0], Qt.MouseButton.LeftButton)
    settle()
    assert "3 trang" in page.editor.panes.drop.accessibleName()


def test_no_pane_can_be_dragged_away_and_sizes_are_remembered(
    page: ComposerPage, bench: Bench, window: MainWindow, settle: Settle
) -> None:
    window.go(PageId.COMPOSER, bench.draft().id)
    settle()
    splitter = page.editor.panes.splitter
    splitter.moveSplitter(0, 1)
    assert splitter.sizes()[0] >= page.editor.panes.left.minimumWidth()
    assert all(not splitter.isCollapsible(place) for place in range(splitter.count()))
    splitter.moveSplitter(300, 1)
    sizes = splitter.sizes()
    splitter.setSizes([1, 1])
    page.shell.memory.follow("composer", splitter)
    assert splitter.sizes() == sizes
