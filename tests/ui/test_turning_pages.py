"""From page to page: the rail folds beside some of them, and what comes into sight is laid out once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.theme import current_tokens
from tests.ui.conftest import show
from tests.ui.hands import person_button, rail_button


class Sizes(QObject):
    """Counts how often a widget got another size."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.got = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.got += event.type() == QEvent.Type.Resize
        return False


def narrow(window: MainWindow, qtbot: QtBot) -> None:
    """A window in which the rail folds beside the approvals, not beside the outbox; both were shown."""
    window.resize(1366, 768)
    for page in (PageId.APPROVAL, PageId.OUTBOX, PageId.APPROVAL):
        show(window, qtbot, page)
        QApplication.processEvents()


def test_a_page_is_laid_out_once_though_the_rail_opens_beside_it(window: MainWindow, qtbot: QtBot) -> None:
    outbox = show(window, qtbot, PageId.OUTBOX)
    narrow(window, qtbot)
    folded, sizes = window.rail.width(), Sizes(outbox)
    window.go(PageId.OUTBOX, "")
    assert window.rail.width() > folded
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.tasks.idle)
    QCoreApplication.sendPostedEvents()
    assert outbox.isVisible()
    assert sizes.got <= 1
    assert outbox.width() + window.rail.width() == window.width()


def test_the_parts_of_the_rail_fill_it_at_once_when_it_folds_and_opens(window: MainWindow, qtbot: QtBot) -> None:
    narrow(window, qtbot)
    for page in (PageId.OUTBOX, PageId.APPROVAL, PageId.OUTBOX):
        window.go(page, "")
        rail = window.rail
        shown = [each for each in rail.findChildren(QPushButton) if each.isVisible()]
        assert all(rail.rect().contains(each.rect().translated(each.mapTo(rail, QPoint()))) for each in shown)
        widths = {each.width() for each in shown if each is not person_button(window)}
        assert max(widths) > rail.width() - 30
        assert rail_button(window, page).text() == ("" if rail.folded else rail_button(window, page).words)
        qtbot.waitUntil(lambda: window.tasks.idle)


def test_the_button_of_the_page_in_sight_wears_the_ground_of_a_choice(window: MainWindow, qtbot: QtBot) -> None:
    def ground(page: PageId) -> str:
        button = rail_button(window, page)
        return button.grab().toImage().pixelColor(button.width() // 2, 4).name().upper()

    for page, other in ((PageId.OUTBOX, PageId.POSTS), (PageId.POSTS, PageId.OUTBOX)):
        show(window, qtbot, page)
        assert ground(page) == current_tokens().selected.upper()
        assert ground(other) != current_tokens().selected.upper()
        assert not rail_button(window, page).isCheckable()
