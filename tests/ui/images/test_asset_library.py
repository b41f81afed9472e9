"""The library of the unit's pictures: found, told how it stands, added with a look for copies, ended, deleted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.clock import local_date
from studio.config import Settings
from studio.images.asset_library import PhotoAssets
from studio.images.assets import Asset, AssetKind, AssetStanding
from studio.ui.images.assets.panel import AddDialog, AssetsPanel
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.widgets.empty import EmptyState
from tests.ui.conftest import MakeWindow
from tests.ui.hands import in_sight, labels, press
from tests.ui.images.conftest import drop
from tests.ui.preparation import ASSETS, picture
from tests.ui.unit import NOW, Unit

TODAY = local_date(NOW)
ENGLISH = Settings(language="en", theme="light", lock_minutes=0)
OFFICE, BADGE, PARADE, SCHOOL, PATROL = (ASSETS[place].title for place in (0, 1, 3, 4, 5))


@pytest.fixture
def assets(studio: Studio) -> PhotoAssets:
    return studio.photo_assets


@pytest.fixture
def window(make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot) -> MainWindow:
    """In English, as written in the source; somebody works here."""
    made = make(studio, ENGLISH)
    unit.sign_in(made, unit.author)
    qtbot.waitUntil(lambda: made.tasks.idle)
    return made


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle)


@pytest.fixture
def panel(shell: Shell, qtbot: QtBot, settle: Callable[[], None]) -> AssetsPanel:
    made = opened(shell, qtbot)
    settle()
    return made


def opened(shell: Shell, qtbot: QtBot) -> AssetsPanel:
    made = AssetsPanel(shell)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.refresh()
    return made


def titles(panel: AssetsPanel) -> list[str]:
    return [asset.facts.title for asset in panel.grid.assets]


def called(assets: PhotoAssets, title: str) -> Asset:
    return next(asset for asset in assets.find() if asset.facts.title == title)


def headings(panel: AssetsPanel) -> list[str]:
    """Of what stands in sight where there is nothing."""
    return [empty.heading for empty in in_sight(panel, EmptyState)]


def test_all_are_listed_newest_first_and_thumbnails_come_with_sight(
    panel: AssetsPanel, settle: Callable[[], None]
) -> None:
    assert titles(panel) == [facts.title for facts in ASSETS]
    panel.grid.grab()
    settle()
    grid = panel.grid
    assert all(grid.thumb(asset.sha256) is not None for asset in grid.assets)
    model = grid.model()
    assert "Photograph, Lễ ra quân năm 2024, Expired" in [
        model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(len(ASSETS))
    ]


def test_thumbnails_out_of_sight_are_not_asked_for(panel: AssetsPanel, assets: PhotoAssets, qtbot: QtBot) -> None:
    some = called(assets, OFFICE)
    several = [replace(some, sha256=f"{n:064}", name=f"anh-{n}.jpg") for n in range(200)]
    panel.grid.show_rows({asset.sha256: asset for asset in several})
    asked: list[str] = []
    panel.grid.thumb_wanted.connect(asked.append)
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
    assert "Nothing found" in headings(panel)
    assert not panel.grid.isVisible()


def test_an_empty_library_says_what_it_is_for(make: MakeWindow, new_unit: Unit, qtbot: QtBot) -> None:
    window = make(new_unit.studio, ENGLISH)
    assert window.shell is not None
    panel = opened(window.shell, qtbot)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert "The library is empty" in headings(panel)


def test_what_is_said_of_an_asset_is_stored(
    panel: AssetsPanel, assets: PhotoAssets, settle: Callable[[], None]
) -> None:
    key = called(assets, SCHOOL).sha256
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
    facts = assets.get(key).facts
    assert (facts.source, facts.valid_until) == ("Trường Lê Lợi gửi", date(2027, 1, 31))
    assert facts.tags == ("trường học", "sân trường")
    assert not details.save.isEnabled()
    assert panel.grid.current is not None
    assert panel.grid.current.sha256 == key, "still in hand"


def test_a_wrong_field_is_told_where_it_is(panel: AssetsPanel, assets: PhotoAssets, settle: Callable[[], None]) -> None:
    panel.grid.choose(called(assets, OFFICE).sha256)
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


def test_what_was_typed_is_not_lost_when_the_list_is_read_again(
    panel: AssetsPanel, assets: PhotoAssets, settle: Callable[[], None]
) -> None:
    panel.grid.choose(called(assets, OFFICE).sha256)
    settle()
    panel.details.form.source.setText("đang gõ dở")
    panel.details.form.edited.emit()
    panel.refresh()
    settle()
    assert panel.details.form.source.text() == "đang gõ dở"
    assert panel.details.edited


def test_deleting_one_in_use_is_refused_with_the_posts(
    panel: AssetsPanel, assets: PhotoAssets, unit: Unit, settle: Callable[[], None]
) -> None:
    key = called(assets, OFFICE).sha256
    for post in ("bai-20", "bai-21"):
        unit.ids.next(post)
        unit.draft(fields={"scam_name": f"Lừa đảo của {post}"})
        with unit.at_work(unit.author):
            unit.studio.drafts.add_media(post, assets.picture(key), "tru-so.jpg", unit.author.id)
    panel.grid.choose(key)
    settle()
    assert "Used in 2 posts" in labels(panel.details)
    panel.details.delete.click()
    settle()
    for post in ("bai-20", "bai-21"):
        assert f"Lừa đảo của {post}" in panel.details.refusal.text
    assert panel.details.refusal.isVisibleTo(panel)
    assert assets.get(key).sha256 == key


def test_an_unused_one_is_deleted_and_another_ended(
    panel: AssetsPanel, assets: PhotoAssets, settle: Callable[[], None]
) -> None:
    panel.grid.choose(called(assets, PATROL).sha256)
    settle()
    panel.details.delete.click()
    settle()
    assert PATROL not in {asset.facts.title for asset in assets.find()}
    assert not panel.details.isVisible()
    panel.grid.choose(called(assets, OFFICE).sha256)
    settle()
    panel.details.end.click()
    settle()
    assert called(assets, OFFICE).facts.valid_until == TODAY - timedelta(days=1)
    assert panel.details.form.valid_until.value == TODAY - timedelta(days=1)


def dialog_of(window: MainWindow, panel: AssetsPanel, qtbot: QtBot) -> AddDialog:
    found: list[AddDialog] = []

    def there() -> bool:
        found[:] = panel.window().findChildren(AddDialog)
        return bool(found)

    qtbot.waitUntil(there)
    return found[-1]


def test_a_dropped_picture_is_added(
    panel: AssetsPanel,
    assets: PhotoAssets,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    path = tmp_path / "le-ra-quan.jpg"
    path.write_bytes(picture(60))
    drop(panel, path)
    dialog = dialog_of(window, panel, qtbot)
    assert dialog.form.title.text() == "Le ra quan"
    assert dialog.notice.text == ""
    dialog.form.source.setText("Ảnh của đơn vị")
    dialog.form.kind.choose(AssetKind.BACKGROUND)
    dialog.add.click()
    settle()
    (new,) = [one for one in assets.find() if one.name == "le-ra-quan.jpg"]
    assert (new.facts.kind, new.facts.source) == (AssetKind.BACKGROUND, "Ảnh của đơn vị")
    assert "Le ra quan" in titles(panel)


def test_a_copy_is_told_before_it_is_added_and_can_be_left_out(
    panel: AssetsPanel,
    assets: PhotoAssets,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    path = tmp_path / "IMG_0001.jpg"
    with Image.open(io.BytesIO(picture(0))) as image:
        image.resize((640, 480)).save(path, quality=70)
    drop(panel, path)
    dialog = dialog_of(window, panel, qtbot)
    assert OFFICE in dialog.notice.text
    assert dialog.form.title.text() == "", "a camera's name says nothing"
    assert dialog.add.text() == "Add anyway"
    press(dialog, "Skip")
    settle()
    assert len(assets.find()) == len(ASSETS)


def test_several_files_come_one_after_the_other_and_a_bad_one_is_told(
    panel: AssetsPanel,
    assets: PhotoAssets,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    settle: Callable[[], None],
) -> None:
    bad, good = tmp_path / "hong.jpg", tmp_path / "tot.jpg"
    bad.write_bytes(b"bad bytes")
    good.write_bytes(picture(61))
    drop(panel, bad, good)
    dialog = dialog_of(window, panel, qtbot)
    assert dialog.candidate.name == "tot.jpg"
    dialog.add.click()
    settle()
    assert "tot.jpg" in {one.name for one in assets.find()}


def test_an_asset_is_taken_into_a_post(
    panel: AssetsPanel, assets: PhotoAssets, window: MainWindow, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    office = called(assets, OFFICE)
    panel.grid.choose(office.sha256)
    settle()
    with qtbot.waitSignal(panel.used) as used:
        panel.details.use.click()
    assert used.args == [office]
    settle()
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
