"""No text is cut and nothing is out of reach at 200 % type in the smallest window, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.outbox.model import Pause
from studio.phrase import Pair
from studio.platforms import Platform
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.outbox.page import OutboxPage
from studio.ui.page import PageId
from studio.ui.rail import RailButton
from studio.ui.settings.page import SECTIONS
from studio.ui.start.page import StartPage
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.labels import Elided
from studio.ui.widgets.layout import column, row
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import EVERYWHERE, in_sight, rail_button
from tests.ui.preparation import open_empty
from tests.ui.unit import NOW, PAGES, Unit

SLACK = 2
"""Pixels that rounding may take."""


def label_is_cut(label: QLabel) -> bool:
    """Whether some of the label's text has no room. Elided labels end in an ellipsis and carry the whole as tooltip."""
    if isinstance(label, Elided) or not label.text().strip() or label.textFormat() == Qt.TextFormat.RichText:
        return False
    room = label.contentsRect()
    metrics = label.fontMetrics()
    if not label.wordWrap():
        return metrics.size(0, label.text()).width() > room.width() + SLACK
    widest = max(metrics.horizontalAdvance(word) for word in label.text().split())
    needed = label.heightForWidth(label.width())
    return (widest > room.width() + SLACK and "/" not in label.text()) or needed > label.height() + SLACK


def button_is_cut(button: QAbstractButton) -> bool:
    """Whether the words of a button have no room. Pills and the rail cut theirs and say the whole in a tooltip."""
    if not button.text() or isinstance(button, PillButton | RailButton):
        return False
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
        icon = 0 if button.icon().isNull() else button.iconSize().width()
        return QFontMetrics(button.font()).horizontalAdvance(button.text()) + icon > room + SLACK
    if isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    return button.width() + SLACK < button.minimumSizeHint().width()


def cut(root: QWidget) -> Iterator[str]:
    """Every label and button in sight whose text is cut."""
    for label in root.findChildren(QLabel):
        if label.isVisibleTo(root) and label_is_cut(label):
            yield f"{_path(label)} {label.width()}×{label.height()} “{label.text()[:60]}”"
    for button in root.findChildren(QAbstractButton):
        if button.isVisibleTo(root) and button_is_cut(button):
            yield f"{_path(button)} {button.width()} of {button.sizeHint().width()} “{button.text()[:60]}”"


def out_of_reach(root: QWidget) -> Iterator[str]:
    """Everything that hangs over the side of a scrolled column or of the window, where no bar leads to it."""
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is None or not area.isVisibleTo(root):
            continue
        if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            continue
        if inner.width() > area.viewport().width() + SLACK:
            yield f"{_path(area)}: {inner.width()} px in {area.viewport().width()}"
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QComboBox) and widget.isVisibleTo(root):
            right = widget.mapTo(root, QPoint(widget.width(), 0)).x()
            if right > root.width() + SLACK:
                yield f"{_path(widget)} ends at {right} of {root.width()}"


def _path(widget: QWidget) -> str:
    names: list[str] = []
    here: QWidget | None = widget
    while here is not None and len(names) < 4:
        names.append(type(here).__name__)
        here = here.parentWidget()
    return " < ".join(names)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(*SMALLEST)
    for _ in range(4):  # what came in is laid out, and may ask for more
        qtbot.waitUntil(lambda: window.tasks.idle)
        QApplication.processEvents()


def has_room(qtbot: QtBot, *roots: QWidget) -> None:
    """Wait until nothing of `roots` is cut or out of reach: what comes in late is laid out late."""

    def look() -> None:
        assert [trouble for root in roots for trouble in (*cut(root), *out_of_reach(root))] == []

    qtbot.waitUntil(look)


@pytest.fixture
def studio(unit: Unit) -> Studio:
    """With a file of each page."""
    with unit.at_work(unit.head):
        unit.studio.registry.take_in(unit.head.id)
    return unit.studio


@pytest.fixture(params=["vi", "en"])
def large(request: pytest.FixtureRequest, make: MakeWindow, studio: Studio, qtbot: QtBot) -> MainWindow:
    """The window at 200 % and at its smallest."""
    settings = Settings(language=request.param, theme="light", lock_minutes=0, font_scale=200)
    window: MainWindow = make(studio, settings)
    settle(window, qtbot)
    return window


def test_nothing_of_a_page_is_cut_or_out_of_reach(large: MainWindow, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    assert (large.width(), large.height()) == SMALLEST
    for page in EVERYWHERE:
        with subtests.test(page=page):
            shown = show(large, qtbot, page)
            settle(large, qtbot)
            has_room(qtbot, shown)
            assert (large.width(), large.height()) == SMALLEST


def test_a_paused_page_is_told_of_with_room_for_what_can_be_done(
    large: MainWindow, unit: Unit, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    why = Pair("Trang chặn đăng bài (mã 368).", "The page blocks posting (code 368).")
    for account in PAGES:
        unit.put_pause(Pause(account=account.name, since=NOW, reason=why))
    for page in (PageId.OUTBOX, PageId.PAGES):
        with subtests.test(page=page):
            shown = show(large, qtbot, page)
            if isinstance(shown, OutboxPage):
                shown.table.choose(shown.table.ids[1])
            settle(large, qtbot)
            has_room(qtbot, shown)
            assert (large.width(), large.height()) == SMALLEST


def test_the_sections_of_the_settings_and_of_people_have_room(
    large: MainWindow, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    sections = [(PageId.SETTINGS, section.id) for section in SECTIONS]
    for page, section in [*sections, (PageId.PEOPLE, "people"), (PageId.PEOPLE, "contacts")]:
        with subtests.test(page=page, section=section):
            shown = show(large, qtbot, page, section)
            settle(large, qtbot)
            has_room(qtbot, shown)


def test_the_help_and_the_frame_have_room(large: MainWindow, qtbot: QtBot) -> None:
    show(large, qtbot, PageId.OUTBOX)
    large.open_help()
    settle(large, qtbot)
    panel = large.help.panel
    assert panel is not None
    has_room(qtbot, panel, large.rail, large.status)
    bottom = rail_button(large, PageId.SETTINGS)
    assert bottom.mapTo(large.rail, QPoint(0, bottom.height())).y() <= large.rail.height()
    tops = [button.mapTo(large.rail, QPoint(0, 0)).y() for button in large.rail.findChildren(RailButton)]
    heights = {button.height() for button in large.rail.findChildren(RailButton)}
    assert len(set(tops)) == len(tops)
    assert min(heights) >= large.fontMetrics().height()


def test_the_first_steps_have_room(
    make: MakeWindow, after_windows: ExitStack, tmp_path: Path, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    new = open_empty(tmp_path / "ho-so")
    after_windows.callback(new.close)
    settings = Settings(language="vi", theme="light", lock_minutes=0, font_scale=200)
    window = make(new.studio, settings)
    page = window.page
    assert isinstance(page, StartPage)
    settle(window, qtbot)
    page.people.add.click()
    page.pages.adders[Platform.ZALO].click()
    page.contacts.add.click()
    (stack,) = [each for each in in_sight(page, QStackedWidget) if each.isAncestorOf(page.steps[0])]
    for step in range(len(page.steps)):
        with subtests.test(step=step):
            stack.setCurrentIndex(step)
            settle(window, qtbot)
            has_room(qtbot, page)


def test_what_is_cut_would_be_found(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    label, button = QLabel("Công an phường Minh Khai"), QPushButton("Gửi duyệt bài này")
    wrapped = QLabel("Mỗi bài cần hai người: không ai duyệt bài mình viết.", wordWrap=True)
    wrapped.setFixedSize(120, 10)
    label.setFixedWidth(40)
    button.setFixedWidth(40)
    frame.setLayout(column(label, button, wrapped))
    frame.show()
    assert len(list(cut(frame))) == 3
    wide = QWidget()
    wide.setMinimumWidth(900)
    area = QScrollArea()
    area.setWidget(wide)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(200)
    other = QWidget()
    qtbot.addWidget(other)
    other.setLayout(row(area))
    other.show()
    assert len(list(out_of_reach(other))) == 1
