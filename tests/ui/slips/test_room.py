"""Nothing of a slip is cut or out of reach at 200 % in the smallest window, and every control of it has a name."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.phrase import Language
from studio.slips.model import Slip
from studio.ui.page_specs import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.geometry import has_room, settle
from tests.ui.preparation import picture
from tests.ui.spoken import faults
from tests.ui.unit import Unit


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_of_slip_has_room(
    make: MakeWindow, unit: Unit, slips: tuple[Slip, ...], qtbot: QtBot, language: Language
) -> None:
    with unit.at_work(unit.author):
        unit.studio.slips.add_evidence(slips[0].id, unit.author.id, "trang-gia.jpg", picture(40))
    window = make(unit.studio, Settings(language=language, theme="light", lock_minutes=0, font_scale=200))
    settle(window, qtbot)
    for slip in slips:
        shown = show(window, qtbot, PageId.PAGES, f"slips:{slip.id}")
        settle(window, qtbot)
        has_room(qtbot, shown)


def test_every_control_of_a_slip_has_a_name(
    make: MakeWindow, unit: Unit, slips: tuple[Slip, ...], qtbot: QtBot
) -> None:
    window = make(unit.studio)
    for what in (*(slip.id for slip in slips), *(f"new:{slip.kind}" for slip in slips)):
        show(window, qtbot, PageId.PAGES, f"slips:{what}")
        assert faults(window) == [], what
