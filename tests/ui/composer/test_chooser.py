"""Templates are found and begun, posts are gone on with."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.platforms import Platform
from studio.posts.model import PostState
from studio.templates.catalog import builtin_pack
from studio.ui.composer.chooser.grid import GAP, PAD, PICTURE, TemplateTile
from studio.ui.composer.chooser.looks import icon_of, sample_card
from studio.ui.composer.chooser.view import ChooserView, short_time
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.summaries import Summary
from studio.ui.icons import glyph
from studio.ui.language import LanguageManager
from studio.ui.page_specs import PageId
from tests.profile import MORNING
from tests.ui.conftest import MakeWindow, show
from tests.ui.geometry import settle
from tests.ui.unit import Unit

TEMPLATES = builtin_pack().templates
SEVERAL = 3


@pytest.fixture
def view(qtbot: QtBot, language: LanguageManager) -> ChooserView:
    made = ChooserView(language, lambda: MORNING)
    qtbot.addWidget(made)
    made.resize(1094, 680)
    made.show_templates(TEMPLATES)
    made.show()
    qtbot.waitExposed(made)
    return made


def tile_of(view: ChooserView, name: str) -> TemplateTile:
    return next(tile for tile in view.findChildren(TemplateTile) if tile.template.id == name)


def search(view: ChooserView, text: str) -> None:
    view.search.setText(text)
    QTest.keyClick(view.search, Qt.Key.Key_Return)


def test_all_templates_are_offered(view: ChooserView) -> None:
    assert len(view.shown) == len(TEMPLATES)


@pytest.mark.parametrize("words", ["lua dao", "LỪA ĐẢO", "cb-03", "scam"])
def test_a_template_is_found_with_and_without_accents(view: ChooserView, words: str) -> None:
    search(view, words)
    assert "scam_warning" in view.shown
    assert len(view.shown) < len(TEMPLATES)


def test_an_empty_search_says_so_and_a_cleared_one_shows_all(view: ChooserView) -> None:
    search(view, "xyz")
    assert list(view.shown) == []
    search(view, "")
    assert len(view.shown) == len(TEMPLATES)


def test_a_tile_says_what_it_is_for_and_who_approves(view: ChooserView) -> None:
    tile = tile_of(view, "case_result")
    assert tile.accessibleName().startswith(tile.template.code)
    assert "Approved by the head" in tile.accessibleDescription()
    assert tile.template.when.en in tile.accessibleDescription()


def test_a_tile_shows_the_picture_it_was_given_last(view: ChooserView) -> None:
    tile = tile_of(view, "case_result")
    for colour in ("#ff0000", "#0000ff"):
        picture = QPixmap(184, 184)
        picture.fill(colour)
        view.show_pictures({"case_result": picture})
        assert tile.grab().toImage().pixelColor(PAD + PICTURE // 2, PAD + PICTURE // 2).name() == colour


def test_tiles_share_the_room_again_when_it_changes(view: ChooserView) -> None:
    def widths() -> set[int]:
        for _ in range(4):
            QApplication.processEvents()
        return {tile.width() for tile in view.findChildren(TemplateTile)}

    (narrow,) = widths()
    view.resize(1194, 680)
    (wide,) = widths()
    assert wide > narrow
    view.resize(1094, 680)
    assert widths() == {narrow}


def test_a_companion_names_what_it_goes_with(view: ChooserView) -> None:
    assert tile_of(view, "missing_found_update").foot == "Goes with: Missing person"


def test_a_tile_is_taken_by_click_and_by_key(view: ChooserView) -> None:
    taken: list[str] = []
    view.template_chosen.connect(taken.append)
    QTest.mouseClick(tile_of(view, "scam_warning"), Qt.MouseButton.LeftButton)
    QTest.keyClick(tile_of(view, "qa_post"), Qt.Key.Key_Return)
    assert taken == ["scam_warning", "qa_post"]


def test_arrows_walk_over_the_tiles(view: ChooserView) -> None:
    first, second = view.findChildren(TemplateTile)[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert view.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Down)
    below = cast(TemplateTile, view.focusWidget())
    assert below.x() == second.x()
    assert below.y() > second.y()


def test_a_post_under_way_is_opened_by_a_click(view: ChooserView) -> None:
    view.show_posts([Summary(id="p1", title="", template_id="scam_warning", state=PostState.DRAFT, changed=MORNING)])
    taken: list[str] = []
    view.post_chosen.connect(taken.append)
    drafts = view.drafts
    assert drafts.entries[0].title == "Scam warning"
    QTest.mouseClick(
        drafts.viewport(), Qt.MouseButton.LeftButton, pos=drafts.visualRect(drafts.model().index(0, 0)).center()
    )
    assert taken == ["p1"]


def test_every_template_has_an_icon_and_a_card_to_show(qapp: object) -> None:
    design = builtin_pack().design
    assert design is not None
    for template in TEMPLATES:
        assert not glyph(icon_of(template), "#000000", 16).isNull()
        assert sample_card(template, design, "vi") is not None
        assert Platform.FACEBOOK in template.bodies


def test_a_pill_shows_one_kind_with_its_number(view: ChooserView) -> None:
    QTest.mouseClick(view.pills["warning"], Qt.MouseButton.LeftButton)
    assert "scam_warning" in view.shown
    assert view.pills["warning"].accessibleName() == f"Warnings {len(view.shown)}"
    search(view, "scam")
    assert list(view.shown) == ["scam_warning"]
    QTest.mouseClick(view.pills["tribute"], Qt.MouseButton.LeftButton)
    assert view.shown == ()
    search(view, "")
    QTest.mouseClick(view.pills[""], Qt.MouseButton.LeftButton)
    assert len(view.shown) == len(TEMPLATES)


def test_down_leads_from_the_search_to_what_it_found_and_tab_stops_once(view: ChooserView, qtbot: QtBot) -> None:
    view.activateWindow()
    search(view, "scam")
    view.search.setFocus()
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    assert view.focusWidget() is tile_of(view, "scam_warning")
    search(view, "")
    stops = [t for t in view.findChildren(TemplateTile) if t.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1


def test_hidden_tiles_leave_no_holes(view: ChooserView) -> None:
    QTest.mouseClick(view.pills["correction"], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    first, second = (tile_of(view, name) for name in view.shown[:2])
    assert (first.x(), first.y()) == (0, 0)
    assert second.x() - (first.x() + first.width()) == GAP


def test_all_posts_are_one_click_away(view: ChooserView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.posts_wanted):
        QTest.mouseClick(view.all_posts, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("before", "shown"),
    [(timedelta(), "08:30"), (timedelta(days=1), "24/11"), (timedelta(days=400), "21/10/2025")],
)
def test_a_date_is_as_long_as_it_has_to_be(before: timedelta, shown: str) -> None:
    assert short_time(MORNING - before, MORNING) == shown


@pytest.mark.parametrize("scale", [100, 150])
def test_several_drafts_are_in_sight_at_a_station(make: MakeWindow, unit: Unit, qtbot: QtBot, scale: int) -> None:
    window = make(unit.studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=scale))
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.COMPOSER, "new")
    settle(window, qtbot, (1366, 768))
    assert isinstance(page, ComposerPage)
    drafts = page.chooser.drafts
    room = drafts.viewport().rect()
    rows = [drafts.visualRect(drafts.model().index(row, 0)) for row in range(drafts.model().rowCount())]
    assert len(rows) >= SEVERAL
    assert sum(room.contains(row) for row in rows) >= SEVERAL
    assert not drafts.visibleRegion().isEmpty()
