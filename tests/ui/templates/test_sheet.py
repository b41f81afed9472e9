"""Trying a template out: every amount and size side by side, and findings that lead to what they are about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app.template_room import CardLook
from studio.templates.own.edits import put_row
from studio.templates.own.lint import cards_of
from studio.templates.own.samples import Amount
from studio.ui.main_window import MainWindow
from studio.ui.tasks import Ticket
from studio.ui.templates.draft_cards import sheet
from studio.ui.templates.sheet_part import EnlargedCard
from tests.ui.conftest import shown
from tests.ui.templates.design import designer_of
from tests.ui.unit import Unit


def test_a_limit_that_no_card_can_carry_leads_to_its_field(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    designer = designer_of(unit, window, qtbot, idle)
    points = designer.document.template["fields"][1]
    designer.history.push(put_row(designer.document, "fields", 1, {**points, "max": 9, "item_max": 1400}), "")
    designer.turn_to(designer.sheet)
    qtbot.waitUntil(lambda: bool(designer.sheet.findings.entries), timeout=120_000)
    qtbot.waitUntil(lambda: all(one.isEnabled() for one in designer.sheet.thumbs.values()), timeout=120_000)
    assert all(not one.icon().isNull() for one in designer.sheet.thumbs.values())
    thumb = next(iter(designer.sheet.thumbs.values()))
    thumb.setFocus()
    QTest.keyClick(thumb, Qt.Key.Key_Space)
    shown(EnlargedCard).reject()
    texts = [entry.title for entry in designer.sheet.findings.entries]
    designer.sheet.findings.choose(f"remark{next(n for n, text in enumerate(texts) if '“Nội dung”' in text)}")
    designer.sheet.lead.click()
    assert designer.part is designer.fields
    assert designer.fields.field["name"] == "points"
    assert designer.fields.limits["max"].hasFocus()
    designer.reject()
    idle()


def test_a_wide_card_is_tried_as_it_goes_out(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    with unit.at_work(unit.author):
        row = unit.studio.own_templates.make_ours("emergency_alert", unit.author.id)
    own, design = unit.studio.own_templates, unit.studio.catalog.design()
    look = CardLook(unit.studio.files.get)
    tried = sheet(own, look, row, row.draft, 0, QSize(150, 138), QSize(1200, 630), Ticket(lambda _, __: None))
    renderer = look.renderer(own.design(own.read(row)))
    card = next(spec for one, spec in cards_of(own.read(row).template, design, Amount.MAXIMAL) if one.layout == "alert")
    [series] = renderer.series([card], "link")
    assert len(series) > 1
    assert tried.whole[Amount.MAXIMAL, "link"] == renderer.render(series[0], "link").image
