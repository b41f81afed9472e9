"""Nothing of a slip is cut or out of reach at 200 % in the smallest window, and every control of it has a name."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.phrase import Language
from studio.posts.model import PostState
from studio.ui.page import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import PEOPLE
from tests.ui.fake_slips import some_slips
from tests.ui.fake_studio import FakeStudio
from tests.ui.test_accessibility import unnamed
from tests.ui.test_clipping import has_room, settle


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_of_slip_has_room(make: MakeWindow, studio: FakeStudio, qtbot: QtBot, language: Language) -> None:
    published = next(post.id for post in studio.desk.posts.values() if post.state is PostState.PUBLISHED)
    slips = some_slips(studio.slips, published)
    studio.slips.add_evidence(slips[0].id, PEOPLE[0].id, "trang-gia.png", b"\x89PNG")
    window = make(studio, Settings(language=language, theme="light", lock_minutes=0, font_scale=200))
    settle(window, qtbot)
    for slip in slips:
        shown = show(window, qtbot, PageId.REGISTRY, f"slips:{slip.id}")
        settle(window, qtbot)
        has_room(qtbot, shown)


def test_every_control_of_a_slip_has_a_name(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    published = next(post.id for post in studio.desk.posts.values() if post.state is PostState.PUBLISHED)
    slips = some_slips(studio.slips, published)
    window = make(studio)
    for what in (*(slip.id for slip in slips), *(f"new:{slip.kind}" for slip in slips)):
        show(window, qtbot, PageId.REGISTRY, f"slips:{what}")
        assert unnamed(window) == [], what
