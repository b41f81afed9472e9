"""PCs that know each other, with a window on each that a test wants to look at: real profiles, real files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.people.model import Person
from studio.ui.main_window import MainWindow
from studio.ui.page import Page
from studio.ui.page_specs import PageId
from studio.ui.posts.listing import ListTab
from tests.exchange.rig import PC, PIN, STAFF, Three, opened
from tests.ui.conftest import MakeWindow, show, view


class Desk:
    """The window of one PC. `sit` lets a person work there; whoever worked at another one before does so no more."""

    def __init__(self, pc: PC, window: MainWindow, qtbot: QtBot) -> None:
        self.pc, self.window, self._qtbot = pc, window, qtbot

    def sit(self, person: Person | None = None) -> Person:
        who = person or self.pc.first
        self.window.session.sign_in(who, self.pc.studio.people.sign_in(who.id, PIN))
        self.idle()
        return who

    def show(self, page: PageId, what: str = "") -> Page:
        return show(self.window, self._qtbot, page, what)

    def list_posts(self) -> ListTab:
        return view(self.window, self._qtbot, ListTab, "list")

    def idle(self) -> None:
        self._qtbot.waitUntil(lambda: self.window.tasks.idle)


Seat = Callable[[PC], Desk]


@pytest.fixture
def three(after_windows: ExitStack, tmp_path: Path) -> Three:
    """A PC of authors, one of approvers, one of publishers, a day after they were made known to each other."""
    author, approver, publisher = after_windows.enter_context(opened(tmp_path / "pcs", *STAFF))
    return author, approver, publisher


@pytest.fixture
def seat(make: MakeWindow, qtbot: QtBot) -> Seat:
    """Open the window of a PC, its first person at work."""

    def seated(pc: PC) -> Desk:
        desk = Desk(pc, make(pc.studio), qtbot)
        desk.window.activateWindow()
        desk.sit()
        return desk

    return seated
