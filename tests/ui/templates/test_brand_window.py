"""The unit's brand kit at the window: tried while it is typed, mended, and given to the cards by the head."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog
from pytestqt.qtbot import QtBot

from studio.app.practice import SAMPLE
from studio.templates.own.kit import BrandKit
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.settings.brand import READY, BrandSection
from studio.ui.settings.contacts import ContactsSection
from studio.ui.settings.page import SettingsPage
from tests.ui.conftest import show, shown
from tests.ui.hands import prove
from tests.ui.unit import Unit


@pytest.fixture
def section(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> BrandSection:
    unit.sign_in(window, unit.head)
    page = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.open("brand")
    idle()
    assert isinstance(page.section, BrandSection)
    return page.section


def test_colours_that_cannot_be_read_are_mended_and_the_head_gives_them_to_all_cards(
    unit: Unit, window: MainWindow, section: BrandSection, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    for name, (first, second) in READY.items():
        assert unit.studio.branding.weak(BrandKit(first=first, second=second)) == (), name
    before = section.pictures[0].pixmap().toImage()
    assert not before.isNull()
    for field, colour in ((section.first, "#F2A93B"), (section.second, "#FFD23F")):
        field.line.setFocus()
        QTest.keyClicks(field.line, colour)
    qtbot.waitUntil(lambda: "#F2A93B" in section.weak.text() and section.mend.isVisible())
    qtbot.waitUntil(lambda: section.weak.height() >= section.weak.heightForWidth(section.weak.width()))
    QTest.keyClick(section.mend, Qt.Key.Key_Space)
    qtbot.waitUntil(section.fine.isVisible)
    assert section.first.value != "#F2A93B"
    assert section.second.value == "#FFD23F"
    assert section.pictures[0].pixmap().toImage() != before
    section.choose.click()
    prove(shown(PinConfirmDialog), unit.head)
    qtbot.waitUntil(lambda: unit.studio.branding.kit().first == section.first.value)
    idle()
    unit.sign_in(window, unit.author)
    section.refresh()
    idle()
    assert not section.choose.isEnabled()


def test_what_is_no_colour_is_told_and_nothing_is_kept(section: BrandSection, unit: Unit, qtbot: QtBot) -> None:
    QTest.keyClicks(section.first.line, "xanh")
    qtbot.waitUntil(lambda: "#0B2A5B" in section.weak.text())
    assert unit.studio.branding.kit() == BrandKit()


def test_the_cards_that_are_shown_bear_the_name_and_badge_of_the_unit(
    unit: Unit, section: BrandSection, idle: Callable[[], None]
) -> None:
    before = [picture.pixmap().toImage() for picture in section.pictures]
    with unit.at_work(unit.head):
        one = unit.studio.directory.book().units[0]
        unit.studio.set_badge(one.id, SAMPLE / "photo" / "duong-pho.jpg")
    section.ready.setCurrentIndex(0)
    section.plain.click()
    idle()
    after = [picture.pixmap().toImage() for picture in section.pictures]
    assert all(new != old for new, old in zip(after, before, strict=True))
    section.badge.click()
    idle()
    page = section.window().findChild(SettingsPage)
    assert page is not None
    assert isinstance(page.section, ContactsSection)


def test_a_colour_is_chosen_from_the_palette_too(section: BrandSection, qtbot: QtBot) -> None:
    before = section.pictures[0].pixmap().toImage()
    for field, colour in ((section.first, "#0E6272"), (section.second, "#FFD76A")):
        QTest.keyClick(field.patch, Qt.Key.Key_Space)
        dialog = shown(QColorDialog)
        assert dialog.windowTitle() == field.name
        dialog.setCurrentColor(QColor(colour))
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert field.value == colour
    qtbot.waitUntil(lambda: section.pictures[0].pixmap().toImage() != before)
    assert section.fine.isVisible()
