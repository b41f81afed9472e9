"""Tab goes through the editor as one reads it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.composer.editors.rows import RowsEditor
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.reading_order import reading_order
from studio.ui.widgets.buttons import LinkButton
from tests.ui.composer.composer_rig import ComposerRig


def walk(steps: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    found = []
    for _ in range(steps):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        now = QApplication.focusWidget()
        assert now is not None
        found.append(now)
    return found


def place(path: list[QWidget], area: QWidget) -> int:
    """Where the walk first came into `area`."""
    return next(n for n, widget in enumerate(path) if area.isAncestorOf(widget))


def test_tab_reads_the_editor_from_head_to_foot(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, settle: Any, qtbot: QtBot
) -> None:
    page.open(rig.with_photo(rig.draft()).id)
    qtbot.waitUntil(lambda: page.writes)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    editor = page.editor
    reading_order(editor.header)[0].setFocus()
    path = walk(110)
    form = editor.form
    assert form is not None
    order: list[QWidget] = [editor.plan, form.fields["scam_name"], form.fields["signs"]]
    order += [editor.strip, editor.answers, editor.bar, editor.side]
    places = [place(path, area) for area in order]
    assert places == sorted(places)
    signs = [widget for widget in dict.fromkeys(path) if form.fields["signs"].isAncestorOf(widget)]
    rows = form.fields["signs"].editor
    assert isinstance(rows, RowsEditor)
    assert signs[:-1] == [row.inputs()[0] for row in rows.rows]
    assert isinstance(signs[-1], LinkButton)  # “add a row” comes after the rows


def test_shift_tab_goes_back_and_the_last_stop_leads_out(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, settle: Any, qtbot: QtBot
) -> None:
    page.open(rig.draft().id)
    qtbot.waitUntil(lambda: page.writes)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    editor = page.editor
    reading_order(editor.header)[0].setFocus()
    there = walk(12)
    back = walk(11, Qt.Key.Key_Backtab)
    assert back == there[-2::-1]
    seen = walk(160)
    assert any(not editor.isAncestorOf(widget) for widget in seen)
