"""The cards of a template at the designer: added, worded from fields, and given another layout."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui.main_window import MainWindow
from tests.ui.templates.design import designer_of
from tests.ui.unit import Unit


def test_a_card_is_added_and_filled_from_fields(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    designer = designer_of(unit, window, qtbot, idle)
    cards = designer.cards
    designer.turn_to(cards)
    assert cards.slots["lines"].source.value == "points"
    cards.slots["kicker"].text.input.setFocus()
    QTest.keyClicks(cards.slots["kicker"].text.input, "DIEN ")
    assert "DIEN " in designer.document.template["cards"][0]["values"]["kicker"]
    cards.rows.add.click()
    cards.layout_.set_value("alert")
    cards.layout_.activated.emit(0)
    cards.slots["todo"].source.set_value("points")
    cards.slots["todo"].source.activated.emit(0)
    QTest.keyClicks(cards.slots["signs"].text.input, "Mat dien")
    added = designer.document.template["cards"][1]
    assert added["layout"] == "alert"
    assert added["values"]["todo"] == {"list": "points"}
    assert added["values"]["signs"] == {"lines": ["Mat dien"]}
    designer.save()
    qtbot.waitUntil(lambda: unit.studio.own_templates.all()[0].newest == 1, timeout=30_000)
    idle()
