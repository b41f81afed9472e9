"""A small studio with as many posts as a test asks for, at the page that lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.posts.model import Post, PostState
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.posts.page import PostsPage
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import AUTHOR, NOW, post
from tests.ui.fake_studio import FakeStudio

Fill = Callable[..., None]
D, R, A = PostState.DRAFT, PostState.IN_REVIEW, PostState.APPROVED


@pytest.fixture
def fill(studio: FakeStudio) -> Fill:
    """Give the studio `count` posts; every post is a draft, or has the state of its turn."""

    def make(count: int, *states: PostState) -> None:
        turns = states or (D,)
        studio.desk.posts = {one.id: one for one in (_post(n, turns[n % len(turns)]) for n in range(count))}

    return make


def _post(number: int, state: PostState) -> Post:
    at = NOW - timedelta(hours=number)
    return replace(post(number % 5, state), id=f"bai-{number}", updated_at=at, created_at=at)


@pytest.fixture
def open_page(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> Callable[[], tuple[MainWindow, PostsPage]]:
    """The window with the author signed in, at the list of posts."""

    def build() -> tuple[MainWindow, PostsPage]:
        window = make(studio)
        window.session.sign_in(AUTHOR)
        page = show(window, qtbot, PageId.POSTS)
        assert isinstance(page, PostsPage)
        return window, page

    return build
