"""The list of posts over the real services: found, thrown away, brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.sample import AUTHOR
from studio.posts.model import PostFilter, PostSort, PostState
from studio.ui.main_window import MainWindow
from studio.ui.posts.listing import ListTab
from studio.ui.posts.mover import BulkDialog
from tests.ui.conftest import view
from tests.ui.real.conftest import Idle, person

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("drafts", "signed_in")]


@pytest.fixture
def drafts(studio: Studio, file: Path) -> None:
    """Three of them."""
    author = person(studio, AUTHOR)
    assert studio.open_file(file, author.id).state is PostState.DRAFT
    for scam in ("Mời đặt cọc giữ chỗ làm việc nhẹ", "Bán vé tàu Tết giá rẻ"):
        other = studio.open_file(file, author.id)
        studio.drafts.edit(other.id, author.id, fields={"scam_name": scam})


def test_posts_are_found_thrown_away_and_brought_back(
    window: MainWindow, studio: Studio, qtbot: QtBot, idle: Idle
) -> None:
    page = view(window, qtbot, ListTab, "list")

    idle()
    assert page.model.rowCount() == 3
    assert page.model.ids == studio.listing.ids(PostFilter(), PostSort.CHANGED)
    page.bar.search.setText("ve tau tet")
    page.bar.search.returnPressed.emit()
    idle()
    assert page.model.rowCount() == 1
    assert "Bán vé tàu Tết" in str(page.model.data(page.model.index(0, 0)))
    page.bar.clear()
    idle()
    page.table.selectAll()
    page.foot.act.click()
    idle()
    dialog = page.findChild(BulkDialog)
    assert dialog is not None
    dialog.go.click()
    idle()
    assert page.mover.banner.text == ""
    assert studio.listing.trashed_count() == 3
    assert studio.drafts.list() == ()
    assert page.bar.trash.text().endswith("3")
    page.bar.trash.click()
    idle()
    page.table.selectRow(0)
    page.foot.act.click()
    idle()
    assert studio.listing.trashed_count() == 2
    assert len(studio.drafts.list(PostState.DRAFT)) == 1
