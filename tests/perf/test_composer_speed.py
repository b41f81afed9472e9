"""A long post in the composer: 30 rows of a list, 10 pictures, and 187 pages to choose among.

What the window's thread is busy with at one go, against a floor of bare widgets made and shown in the same run.
Printed, never a timed failure.

    pytest tests/perf/test_composer_speed.py -m perf -s
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from time import thread_time
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.accounts.model import Account, AccountKind
from studio.directory.model import Unit
from studio.platforms import WRITTEN
from studio.posts.model import Post
from studio.ui.composer.editors.rows import RowsEditor
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.save_steps import open_post
from studio.ui.main_window import MainWindow
from tests.ui.composer.composer_rig import ComposerRig

pytestmark = pytest.mark.perf
ROWS, PICTURES, PAGES, UNITS = 30, 10, 187, 31


def long_post(rig: ComposerRig) -> Post:
    """A post as long as they come, in a unit with many pages."""
    studio = rig.studio
    for n in range(UNITS):
        studio.directory.save_unit(Unit(id=f"u{n}", name=f"Công an phường số {n + 1}", short_name="", address=""))
    for n in range(PAGES):
        studio.accounts.add(
            Account(
                name=f"trang-{n}",
                kind=AccountKind.HANDOVER,
                platform=WRITTEN[n % 3],
                page_id=f"20000000{n:04d}",
                title=f"Trang của Công an phường số {n % UNITS + 1}",
                unit=f"u{n % UNITS}",
            )
        )
    signs = [f"Dấu hiệu số {n}: số lạ gọi điện, giục làm ngay trong vài phút" for n in range(ROWS)]
    post = rig.draft(fields=rig.fields() | {"signs": signs})
    for _ in range(PICTURES):
        post = rig.with_photo(post)
    return post


def took(act: Callable[[], object]) -> float:
    """Milliseconds the thread of the window is busy with `act` and with what it asks to be painted."""
    start = thread_time()
    act()
    QApplication.processEvents()
    return 1000 * (thread_time() - start)


def bare(count: int) -> None:
    """As many plain texts as the form has inputs, made and shown under the same style sheet."""
    hold = QWidget()
    box = QVBoxLayout(hold)
    for _ in range(count):
        box.addWidget(QPlainTextEdit("Số lạ gọi điện, giục làm ngay trong vài phút"))
    hold.show()
    hold.grab()
    hold.hide()
    hold.deleteLater()


def test_a_long_post_opens_and_is_written_on(window: MainWindow, rig: ComposerRig, qtbot: QtBot) -> None:
    post = long_post(rig)
    page = cast(ComposerPage, window.page)
    opened = open_post(rig.studio, post.id, rig.author.id)
    floor = statistics.median(took(lambda: bare(ROWS + 20)) for _ in range(5))
    opening = took(lambda: page.show_opened(opened))
    qtbot.waitUntil(lambda: window.tasks.idle)
    print(f"\nopened: {opening:.0f} ms, {opening / floor:.1f} × {ROWS + 20} bare texts ({floor:.0f} ms)")
    form = page.editor.form
    assert form is not None
    rows = form.fields["signs"].editor
    assert isinstance(rows, RowsEditor)
    assert len(rows.rows) == ROWS
    field = rows.rows[ROWS // 2].inputs()[0]
    field.setFocus()
    plain = QPlainTextEdit()
    qtbot.addWidget(plain)
    key = statistics.median(1000 * _time(lambda: QTest.keyClicks(plain, "a")) for _ in range(60))
    keys = sorted(1000 * _time(lambda: QTest.keyClicks(field, "a")) for _ in range(60))
    print(
        f"a key in row 15: {keys[30]:.1f} ms, p95 {keys[57]:.1f} ms, {keys[30] / key:.1f} × a bare text ({key:.2f} ms)"
    )
    moved = [took(lambda: rows.shift(rows.rows[10], 1)) for _ in range(5)]
    print(f"a row moved: {statistics.median(moved):.0f} ms")
    targets = page.editor.plan.targets

    def seek() -> None:
        targets.search.setText("phuong so 1")
        targets.search.searched.emit("")

    found = took(seek)
    targets.search.clear()
    targets.search.searched.emit("")
    ticked = statistics.median(took(targets.rows[0].click) for _ in range(6))
    print(f"187 pages searched: {found:.0f} ms; one ticked: {ticked:.0f} ms")
    strip = page.editor.strip
    tile = strip.tiles[0]
    dragged = took(lambda: tile.pulled.emit(strip.tiles[5].mapToGlobal(QPoint(40, 40))))
    assert strip.tiles[5] is tile
    tile.let_go.emit()
    print(f"a picture dragged over five others: {dragged:.0f} ms")
    qtbot.waitUntil(lambda: window.tasks.idle and page.composer.journal.idle)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.tasks.idle and page.composer.journal.idle)


def _time(act: Callable[[], object]) -> float:
    start = thread_time()
    act()
    return thread_time() - start
