"""The library of the unit's pictures: found, told how it stands, added with a look for copies, ended, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.images.asset_library import Alike
from studio.images.assets import AssetKind, AssetStanding, AssetUse
from studio.ui.images.assets.panel import AddDialog, AssetsPanel
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from tests.ui.conftest import MakeWindow
from tests.ui.fake_data import PEOPLE
from tests.ui.fake_photos import ASSETS, TODAY, FakeAssets, asset, jpeg
from tests.ui.fake_studio import FakeStudio

"""Milliseconds for what takes one on a quiet machine."""


@pytest.fixture
def assets(studio: FakeStudio) -> FakeAssets:
    return studio.photo_assets


@pytest.fixture
def window(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> MainWindow:
    """In English, as written in the source; somebody works here."""
    made = make(studio, Settings(language="en", theme="light", lock_minutes=0))
    made.session.sign_in(PEOPLE[0])
    qtbot.waitUntil(lambda: made.tasks.idle)
    return made


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle)


@pytest.fixture
def panel(shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> AssetsPanel:
    made = AssetsPanel(shell)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.refresh()
    settle()
    return made


def titles(panel: AssetsPanel) -> list[str]:
    return [asset.facts.title for asset in panel.grid.assets.assets]


def test_all_are_listed_newest_first_and_thumbnails_come_with_sight(
    panel: AssetsPanel, settle: Callable[[], None]
) -> None:
    assert titles(panel) == [asset.facts.title for asset in ASSETS]
    panel.grid.grab()
    settle()
    model = panel.grid.assets
    assert all(model.thumb(asset.sha256) is not None for asset in ASSETS)
    assert "Photograph, Lễ ra quân năm 2024, Expired" in [
        model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(ASSETS))
    ]


def test_thumbnails_out_of_sight_are_not_asked_for(panel: AssetsPanel, assets: FakeAssets, qtbot: QtBot) -> None:
    panel.grid.show_assets([asset(n, f"Ảnh {n}") for n in range(200)])
    asked: list[str] = []
    panel.grid.assets.wanted.connect(asked.append)
    panel.grid.grab()
    assert 0 < len(asked) < 40


def test_filters_and_words_narrow_the_list(panel: AssetsPanel, settle: Callable[[], None]) -> None:
    panel.kind.choose(AssetKind.BADGE)
    panel.kind.activated.emit(panel.kind.currentIndex())
    settle()
    assert titles(panel) == ["Huy hiệu đơn vị"]
    panel.kind.setCurrentIndex(0)
    panel.standing.choose(AssetStanding.EXPIRED)
    panel.refresh()
    settle()
    assert titles(panel) == ["Lễ ra quân năm 2024"]
    panel.standing.setCurrentIndex(0)
    panel.search.setText("tuan tra")
    panel.search.returnPressed.emit()
    settle()
    assert titles(panel) == ["Tuần tra đêm"]
    panel.search.setText("khong co gi")
    panel.refresh()
    settle()
    assert panel._found.currentWidget() is panel._nothing
    assert panel._nothing.heading == "Nothing found"


def test_an_empty_library_says_what_it_is_for(
    panel: AssetsPanel, assets: FakeAssets, settle: Callable[[], None]
) -> None:
    assets.assets.clear()
    panel.refresh()
    settle()
    assert panel._nothing.heading == "The library is empty"


def test_what_is_said_of_an_asset_is_stored(panel: AssetsPanel, assets: FakeAssets, settle: Callable[[], None]) -> None:
    key = ASSETS[4].sha256
    assert panel.grid.choose(key)
    settle()
    details = panel.details
    assert not details.save.isEnabled()
    details.form.source.setText("Trường Lê Lợi gửi")
    details.form.tags.setText("trường học, #Trường học, sân trường")
    details.form.valid_until.set_value(date(2027, 1, 31))
    details.form.edited.emit()
    assert details.edited
    details.save.click()
    settle()
    facts = assets.assets[key].facts
    assert (facts.source, facts.valid_until) == ("Trường Lê Lợi gửi", date(2027, 1, 31))
    assert facts.tags == ("trường học", "sân trường")
    assert not details.save.isEnabled()
    assert panel.grid.current is not None
    assert panel.grid.current.sha256 == key, "still in hand"


def test_a_wrong_field_is_told_where_it_is(panel: AssetsPanel, settle: Callable[[], None]) -> None:
    panel.grid.choose(ASSETS[0].sha256)
    settle()
    form = panel.details.form
    form.title.setText("  ")
    panel.details.store()
    settle()
    assert form.blocks["title"].error
    form.title.setText("Trụ sở")
    form.valid_from.line.setText("32/01/2026")
    panel.details.store()
    assert form.blocks["valid_from"].error
    assert not form.blocks["title"].error


def test_what_was_typed_is_not_lost_when_the_list_is_read_again(panel: AssetsPanel, settle: Callable[[], None]) -> None:
    panel.grid.choose(ASSETS[0].sha256)
    settle()
    panel.details.form.source.setText("đang gõ dở")
    panel.details.form.edited.emit()
    panel.refresh()
    settle()
    assert panel.details.form.source.text() == "đang gõ dở"
    assert panel.details.edited


def test_deleting_one_in_use_is_refused_with_the_posts(
    panel: AssetsPanel, assets: FakeAssets, settle: Callable[[], None]
) -> None:
    key = ASSETS[0].sha256
    assets.used[key] = (
        AssetUse(post_id="a" * 32, title="Cảnh báo lừa đảo", state="published"),
        AssetUse(post_id="b" * 32, title="", state="draft"),
    )
    panel.grid.choose(key)
    settle()
    assert panel.details._used.text() == "Used in 2 posts"
    panel.details.delete.click()
    settle()
    assert "“Cảnh báo lừa đảo”, “bbbbbbbb”" in panel.details.refusal.text
    assert panel.details.refusal.isVisibleTo(panel)
    assert key in assets.assets


def test_an_unused_one_is_deleted_and_another_ended(
    panel: AssetsPanel, assets: FakeAssets, settle: Callable[[], None]
) -> None:
    panel.grid.choose(ASSETS[5].sha256)
    settle()
    panel.details.delete.click()
    settle()
    assert ASSETS[5].sha256 not in assets.assets
    assert panel._beside.currentWidget() is panel._none_chosen
    panel.grid.choose(ASSETS[0].sha256)
    settle()
    panel.details.end.click()
    settle()
    assert assets.assets[ASSETS[0].sha256].facts.valid_until == TODAY - timedelta(days=1)
    assert panel.details.form.valid_until.value == TODAY - timedelta(days=1)


def drop(panel: AssetsPanel, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(20, 20), copy, data, left, none))


def dialog_of(window: MainWindow, panel: AssetsPanel, qtbot: QtBot) -> AddDialog:
    found: list[AddDialog] = []

    def there() -> bool:
        found[:] = panel.window().findChildren(AddDialog)
        return bool(found)

    qtbot.waitUntil(there)
    return found[-1]


def test_a_dropped_picture_is_added(
    panel: AssetsPanel, assets: FakeAssets, window: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    path = tmp_path / "le-ra-quan.jpg"
    path.write_bytes(jpeg("#123456"))
    drop(panel, path)
    dialog = dialog_of(window, panel, qtbot)
    assert dialog.form.title.text() == "Le ra quan"
    assert dialog.notice.text == ""
    dialog.form.source.setText("Ảnh của đơn vị")
    dialog.form.kind.choose(AssetKind.BACKGROUND)
    dialog.add.click()
    settle()
    (new,) = [one for one in assets.assets.values() if one.name == "le-ra-quan.jpg"]
    assert (new.facts.kind, new.facts.source) == (AssetKind.BACKGROUND, "Ảnh của đơn vị")
    assert "Le ra quan" in titles(panel)


def test_a_copy_is_told_before_it_is_added_and_can_be_left_out(
    panel: AssetsPanel, assets: FakeAssets, window: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    assets.like = (Alike(asset=ASSETS[0], apart=3),)
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(jpeg("#123456"))
    drop(panel, path)
    dialog = dialog_of(window, panel, qtbot)
    assert ASSETS[0].facts.title in dialog.notice.text
    assert dialog.form.title.text() == "", "a camera's name says nothing"
    assert dialog.add.text() == "Add all the same"
    dialog._skip.click()
    settle()
    assert len(assets.assets) == len(ASSETS)


def test_several_files_come_one_after_the_other_and_a_bad_one_is_told(
    panel: AssetsPanel, assets: FakeAssets, window: MainWindow, tmp_path: Path, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    bad, good = tmp_path / "hong.jpg", tmp_path / "tot.jpg"
    bad.write_bytes(b"bad bytes")
    good.write_bytes(jpeg("#654321"))
    drop(panel, bad, good)
    dialog = dialog_of(window, panel, qtbot)
    assert dialog.candidate.name == "tot.jpg"
    dialog.add.click()
    settle()
    assert "tot.jpg" in {one.name for one in assets.assets.values()}


def test_an_asset_is_taken_into_a_post(panel: AssetsPanel, qtbot: QtBot, settle: Callable[[], None]) -> None:
    panel.grid.choose(ASSETS[0].sha256)
    settle()
    with qtbot.waitSignal(panel.used) as used:
        panel.details.use.click()
    assert used.args == [ASSETS[0]]
