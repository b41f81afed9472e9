"""From a key to the preview that shows it, cards painted anew included; and how long a change of dress takes.

The bars: 50 ms median and 100 ms at the 95th percentile; 150 ms for a switch of theme or language. The floor is the
same text composed and its cards painted at the preview's size with nothing between. Printed, never a timed failure.

    pytest tests/perf/test_keystroke_speed.py -m perf -s
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import perf_counter, process_time
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.posts.model import Content
from studio.ui.composer.cards_view import CardView
from studio.ui.composer.inputs import TextInput
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import PREVIEW
from studio.ui.composer.side.source import WIDTH
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.soak import amount
from tests.ui.composer.composer_rig import ComposerRig
from tests.ui.hands import EVERYWHERE

pytestmark = pytest.mark.perf
TYPED = " qua điện thoại, tin nhắn và mạng xã hội"[: amount(15, 40)]
"""Typed into the headline of a card, which stands in the text too."""
BETWEEN_MS = 90
"""A fast typist: eleven keys a second."""
PATIENCE_S = 120
TURNS = amount(4, 8)
"""Even, so that the last leads back."""


class Painted(QObject):
    """Tells when a widget was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def pass_time(ms: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def until(true: Callable[[], bool]) -> None:
    """Wait until `true`, the window living meanwhile."""
    start = perf_counter()
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        if perf_counter() - start > PATIENCE_S:
            raise TimeoutError


def said(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.1f} ms, p95 {ordered[int(len(ordered) * 0.95) - 1]:.1f} ms"


def computed(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.1f} ms computed"


def floor(rig: ComposerRig, page: ComposerPage, size: str) -> list[float]:
    """Compose and paint each text in one go, on this thread."""
    cards = CardView(rig.studio.files)
    cards.use(rig.studio.catalog.design())
    post = page.composer.post
    assert post is not None
    times = []
    for number in range(len(TYPED)):
        other = replace(post, fields={**post.fields, "scam_name": f"Giả danh cán bộ {number}"})
        start = perf_counter()
        content = rig.studio.content(other)
        for card in content.cards:
            cards.picture(card.spec, size, WIDTH)
        times.append((perf_counter() - start) * 1000)
    return times


def test_a_key_is_in_the_preview_at_once(
    window: MainWindow, rig: ComposerRig, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    post = rig.with_photo(rig.draft())
    page = cast(ComposerPage, window.page)
    page.open(post.id)
    qtbot.waitUntil(lambda: page.writes and window.tasks.idle and page.composer.live.idle)
    form = page.editor.form
    assert form is not None
    (line,) = form.fields["scam_name"].editor.inputs()
    assert isinstance(line, TextInput)
    side = page.editor.side
    side.show_tab(PREVIEW)
    qtbot.waitUntil(lambda: window.tasks.idle and side.preview.phone.views[0].isVisible())
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    painted = Painted(side.preview.phone.views[0])
    newest: list[Content] = []
    shown: list[int] = [0]

    def pictures_came() -> None:
        shown[0], painted.count = len(newest), 0

    def is_shown(before: int) -> bool:
        return shown[0] > before and painted.count > 0

    page.composer.live.composed.connect(lambda _, content: newest.append(content))
    page.composer.maker.came.connect(pictures_came)
    times, costs = [], []
    for letter in TYPED:
        before = len(newest)
        start, cost = perf_counter(), process_time()
        if letter.isascii():
            QTest.keyClicks(line, letter)
        else:
            line.insertPlainText(letter)
        until(partial(is_shown, before))
        times.append((perf_counter() - start) * 1000)
        costs.append((process_time() - cost) * 1000)
        pass_time(BETWEEN_MS)
    assert newest[-1].title.endswith(TYPED.strip()), newest[-1].title
    bare = floor(rig, page, "p45")
    ratio = statistics.median(times) / statistics.median(bare)
    with capsys.disabled():
        print(
            f"\nkey → preview with cards: {said(times)} (bars 50 / 100), {computed(costs)}; "
            f"{ratio:.1f} × floor {said(bare)}"
        )


def writes(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the post is in sight, and at rest. Another language makes the page again."""

    def at_rest() -> bool:
        page = cast(ComposerPage, window.page)
        return page.writes and window.tasks.idle and page.composer.live.idle

    qtbot.waitUntil(at_rest)


def dress(window: MainWindow, qtbot: QtBot) -> dict[str, list[float]]:
    """Milliseconds of switches of theme and language, there and back, and what was computed for them."""
    shell = window.shell
    assert shell is not None
    taken: dict[str, list[float]] = {"theme": [], "language": [], "theme cost": [], "language cost": []}
    for turn in range(TURNS):
        odd = turn % 2 == 0
        acts: dict[str, Callable[[], None]] = {
            "theme": partial(shell.theme.apply, "dark" if odd else "light", 100),
            "language": partial(shell.language.use, "en" if odd else "vi"),
        }
        for what, act in acts.items():
            start, cost = perf_counter(), process_time()
            act()
            QApplication.processEvents()
            taken[what].append((perf_counter() - start) * 1000)
            taken[f"{what} cost"].append((process_time() - cost) * 1000)
            writes(window, qtbot)
    assert shell.language.language == "vi"
    return taken


def test_a_change_of_dress_takes_no_time(
    window: MainWindow, rig: ComposerRig, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a post open; and again with every page made, as at the end of a day."""
    post = rig.with_photo(rig.draft())
    figures = []
    for places in ((), EVERYWHERE):
        for place in places:
            window.go(place, "")
            qtbot.waitUntil(lambda: window.tasks.idle)
        window.go(PageId.COMPOSER, post.id)
        writes(window, qtbot)
        figures.append(dress(window, qtbot))
    with capsys.disabled():
        for what, taken in zip(("a post open", "every page made"), figures, strict=True):
            switches = (
                f"{of} switch {said(taken[of])}, {computed(taken[f'{of} cost'])}" for of in ("theme", "language")
            )
            print(f"\n{what}: {'; '.join(switches)} (bar 150)")
