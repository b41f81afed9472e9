"""An officer's day at the feedback desk, by the keyboard alone: every question is answered, passed on or closed.

A short day by default; ``STUDIO_SOAK=1`` takes the whole one: 80 items, 30 of them questions that many ask. What was
pressed is counted for each kind and printed; a frequent question takes six keys at most, its PIN apart.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.feedback.model import FeedbackFilter, FeedbackQueue, ItemState
from studio.feedback.reply_model import ReplyState
from studio.ui.feedback.page import FeedbackPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from tests.ui.feedback.citizens import Citizens
from tests.ui.preparation import open_new_unit
from tests.ui.unit import PIN, Unit

pytestmark = [pytest.mark.e2e, pytest.mark.qt_log_ignore("does not support (raise|grabbing)")]

WHOLE = os.environ.get("STUDIO_SOAK") == "1"
ITEMS, FREQUENT = (80, 30) if WHOLE else (12, 5)
MOST_KEYS = 6
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

ASKED = (
    "Đổi căn cước bị mờ chữ cần mang giấy tờ gì ạ?",
    "Căn cước mờ chữ có đổi được không, mang theo gì?",
    "Cho em hỏi đổi căn cước bị mờ thì cần giấy tờ gì",
)
OTHERS: Mapping[str, Sequence[str]] = {
    "closed": ("Cảm ơn các anh chị đã giúp đỡ gia đình tôi!", "Cảm ơn Công an phường, làm rất nhanh."),
    "written": ("Nhờ sửa đèn đường bị hỏng ở cuối ngõ 86, trời tối khó đi.", "Phố tôi mất nước ba ngày rồi."),
    "handed over": ("Cháy nhà rồi, khói mù mịt ở đầu ngõ, cứu với!",),
    "hidden": ("Vay tiền nhanh lãi suất thấp, giải ngân trong ngày, inbox tư vấn miễn phí nhé cả nhà.",),
}
WRITTEN = ("Chao ban.", "Viec nay do UBND phuong giai quyet.", "Ban goi UBND phuong trong gio lam viec.", "Cam on ban!")
"""Without accents, for no input method is at hand here; the checks may advise, and do not stop it."""


class Officer:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, window: MainWindow, page: FeedbackPage, qtbot: QtBot) -> None:
        self.window, self.page, self._qtbot = window, page, qtbot
        self.keys = self.typed = 0

    def press(self, which: Qt.Key, how: Qt.KeyboardModifier = NONE) -> None:
        self.keys += 1
        QTest.keyClick(self._focus(), which, how)
        self.rest()

    def write(self, text: str) -> None:
        """Type words or a PIN; they are counted apart."""
        self.typed += len(text)
        QTest.keyClicks(self._focus(), text)

    def rest(self) -> None:
        for _ in range(2):
            self._qtbot.waitUntil(lambda: self.window.tasks.idle, timeout=20_000)
            QApplication.processEvents()

    def _focus(self) -> QWidget:
        """What the keyboard goes to: a menu, a dialog, or the window, which comes forward by itself wherever there is
        somebody to look at it."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            return menu
        front = QApplication.activeModalWidget() or self.window
        front.activateWindow()
        self._qtbot.waitUntil(front.isActiveWindow)
        found = front.focusWidget()
        assert found is not None
        return found

    # -- what is done with one item

    def take_canned(self) -> None:
        self.press(Key.Key_J, CTRL)
        self.press(Key.Key_Return)
        self.send()

    def send(self) -> None:
        self.press(Key.Key_Return, CTRL)
        self.write(PIN)
        self.press(Key.Key_Return)

    def write_answer(self) -> None:
        self.press(Key.Key_R)
        for number, text in enumerate(WRITTEN):
            if number:
                self.press(Key.Key_Tab)
            self.write(text)
        self._qtbot.waitUntil(lambda: not self.page.reply.waits_to_be_kept)
        self.rest()
        self.send()

    def hand_over(self) -> None:
        self.press(Key.Key_E)
        self.write("Truc ban Cong an phuong")
        self.press(Key.Key_Return)
        self.write("15/2026")
        self.press(Key.Key_Return)

    def hide(self) -> None:
        self.press(Key.Key_H)
        self.press(Key.Key_Down)
        self.press(Key.Key_Tab)
        self.write("Quang cao cho vay.")
        self.press(Key.Key_Return)
        self.write(PIN)
        self.press(Key.Key_Return)

    def close(self) -> None:
        self.press(Key.Key_C)
        self.press(Key.Key_Down)
        self.press(Key.Key_Down)
        self.press(Key.Key_Return)


@pytest.fixture
def unit() -> Iterator[Unit]:
    opened = open_new_unit()
    yield opened
    opened.close()


@pytest.fixture
def window(unit: Unit, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0))
    made = make_window(qapp, unit.profile, file)
    with ExitStack() as stack:
        stack.callback(made.deleteLater)
        stack.callback(made.close)
        made.show()
        made.load(lambda: unit.studio, first=PageId.SETTINGS, sign_in_first=False)
        qtbot.waitUntil(lambda: made.page is not None)
        yield made


def post_box(citizens: Citizens) -> dict[str, str]:
    """The kind of each item by its id: frequent questions among all others, as they come in."""
    others = cycle([(kind, text) for kind, texts in OTHERS.items() for text in texts])
    asked = cycle(ASKED)
    kinds = [("frequent", next(asked)) for _ in range(FREQUENT)] + list(islice(others, ITEMS - FREQUENT))
    step = next(number for number in (7, 11, 13) if ITEMS % number)
    box: dict[str, str] = {}
    for number in range(ITEMS):
        kind, text = kinds[number * step % ITEMS]
        write: Callable[..., object] = citizens.message if kind == "handed over" else citizens.comment
        item = write(text, hours=1 + number / 60)
        box[item.id] = kind  # type: ignore[attr-defined]
    return box


def test_a_day_at_the_feedback_desk(
    unit: Unit, window: MainWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    citizens, desk = Citizens(unit), unit.studio.feedback
    citizens.canned()
    box = post_box(citizens)
    unit.sign_in(window, unit.author)
    window.go(PageId.FEEDBACK, "")
    qtbot.waitUntil(lambda: window.tasks.idle)
    page = window.page
    assert isinstance(page, FeedbackPage)
    officer = Officer(window, page, qtbot)
    page.queue.list.setFocus()
    officer.rest()
    deeds = {
        "frequent": officer.take_canned,
        "written": officer.write_answer,
        "handed over": officer.hand_over,
        "hidden": officer.hide,
        "closed": officer.close,
    }
    keys: dict[str, list[int]] = defaultdict(list)
    typed: Counter[str] = Counter()
    done: set[str] = set()
    while len(done) < ITEMS:
        item = page.queue.list.chosen_id
        assert item not in done, f"“{box[item]}” came into hand again: {window.banner.text}"
        before = officer.keys, officer.typed
        deeds[box[item]]()
        keys[box[item]].append(officer.keys - before[0])
        typed[box[item]] += officer.typed - before[1]
        done.add(item)
    desk.replies.run()
    officer.rest()
    with capsys.disabled():
        for kind, counts in keys.items():
            print(f"{kind}: {len(counts)} items, {min(counts)}–{max(counts)} keys, {typed[kind]} letters typed")
    assert max(keys["frequent"]) <= MOST_KEYS
    answered = [item for item, kind in box.items() if kind in ("frequent", "written")]
    states = {desk.replies.state(item).state for item in answered}  # type: ignore[union-attr]
    assert states <= {ReplyState.SENT, ReplyState.VERIFIED}
    assert len(citizens.replies()) == len(answered), "each answer once"
    ends = {kind: {desk.items.get(item).state for item, each in box.items() if each == kind} for kind in OTHERS}
    assert ends["handed over"] == {ItemState.HANDED_OVER}
    assert ends["closed"] == {ItemState.CLOSED}
    assert desk.items.ids(FeedbackFilter(pill=FeedbackQueue.OVERDUE)) == ()
