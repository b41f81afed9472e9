"""The list of posts over the real services: found, thrown away, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.config import SettingsFile
from studio.demo import SAMPLE, fill_sample, new_profile
from studio.posts.model import PostState
from studio.posts.shelf import PostFilter, PostSort
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.posts.bulk_dialog import BulkDialog
from studio.ui.posts.page import PostsPage
from studio.ui.run import make_window
from tests.ui.conftest import show

LONG = 20_000
pytestmark = pytest.mark.e2e


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """The sample unit with three drafts."""
    made = open_studio(new_profile(tmp_path), clock=SystemClock())
    author, _ = fill_sample(made)
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8").replace("{review_on}", "2099-01-01")
    path = tmp_path / "bai.yaml"
    path.write_text(text.replace("../photo/", f"{(SAMPLE / 'photo').as_posix()}/"), encoding="utf-8")
    first = made.open_file(path, author.id)
    for scam in ("Mời đặt cọc giữ chỗ làm việc nhẹ", "Bán vé tàu Tết giá rẻ"):
        other = made.open_file(path, author.id)
        made.desk.edit(other.id, author.id, fields={"scam_name": scam})
    assert first.state is PostState.DRAFT
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, studio: Studio) -> Iterator[MainWindow]:
    made = make_window(qapp, studio.profile, SettingsFile(studio.profile.settings))
    made.show()
    made.load(lambda: studio, first=PageId.SETTINGS)
    qtbot.waitUntil(lambda: made.page is not None and made.tasks.idle, timeout=LONG)
    made.session.sign_in(next(person for person in studio.people.list() if person.active))
    yield made
    made.close()
    made.deleteLater()


def test_posts_are_found_thrown_away_and_brought_back(window: MainWindow, studio: Studio, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.POSTS)
    assert isinstance(page, PostsPage)

    def rest() -> None:
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)

    rest()
    assert page.model.rowCount() == 3
    assert page.model.ids == studio.shelf.ids(PostFilter(), PostSort.CHANGED)
    page.bar.search.setText("ve tau tet")
    page.bar.search.returnPressed.emit()
    rest()
    assert page.model.rowCount() == 1
    assert "Bán vé tàu Tết" in str(page.model.data(page.model.index(0, 0)))
    page.bar.clear()
    rest()
    page.table.selectAll()
    page.foot.act.click()
    rest()
    dialog = page.findChild(BulkDialog)
    assert dialog is not None
    dialog.go.click()
    rest()
    assert page.mover.banner.text == ""
    assert studio.shelf.trashed_count() == 3
    assert studio.desk.list() == ()
    assert page.bar.trash.text().endswith("3")
    page.bar.trash.click()
    rest()
    page.table.selectRow(0)
    page.foot.act.click()
    rest()
    assert studio.shelf.trashed_count() == 2
    assert len(studio.desk.list(PostState.DRAFT)) == 1
