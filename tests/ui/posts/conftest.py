"""The unit with as many posts as a test asks for, at the page that lists them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from studio.posts.model import PostState
from studio.ui.main_window import MainWindow
from studio.ui.posts.listing import ListTab
from tests.ui.conftest import MakeWindow, view
from tests.ui.unit import Unit

Fill = Callable[..., None]
D, R, A = PostState.DRAFT, PostState.IN_REVIEW, PostState.APPROVED


@pytest.fixture
def unit(new_unit: Unit) -> Unit:
    """Without posts but those of the test."""
    return new_unit


@pytest.fixture
def fill(unit: Unit) -> Fill:
    """Give the unit posts “nhieu-0” …; every post is a draft, or has the state of its turn."""
    return unit.fill


@pytest.fixture
def open_page(make: MakeWindow, unit: Unit, qtbot: QtBot) -> Callable[[], tuple[MainWindow, ListTab]]:
    """The window with the author signed in, at the list of posts."""

    def build() -> tuple[MainWindow, ListTab]:
        window = make(unit.studio)
        unit.sign_in(window, unit.author)
        return window, view(window, qtbot, ListTab, "list")

    return build
