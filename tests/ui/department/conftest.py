"""The window of a department's PC on a real hub, in the midst of the day that `tests.ui.department.sample` lays out.

That takes seconds, so that the tests of a module share it: what one of them does the next one sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.model import Person
from studio.ui.department.page import DepartmentPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.department.rig import Force, force
from tests.exchange.rig import PIN
from tests.hub.conftest import cluster, postgres
from tests.hub.postgres import Cluster
from tests.hub.rig import hub_on
from tests.ui.conftest import show
from tests.ui.department.sample import fill

__all__ = ["cluster", "postgres"]
Open = Callable[..., DepartmentPage]


class Day:
    """Laid out by the first test that asks for it; closed between tests, for a test leaves no database open."""

    def __init__(self, cluster: Cluster, folder: Path, stack: ExitStack) -> None:
        self._cluster, self._folder, self._stack = cluster, folder, stack
        self._units: Force | None = None

    def open(self) -> Force:
        units = self._units
        if units is None:
            hub = self._stack.enter_context(hub_on(self._cluster))
            units = self._units = self._stack.enter_context(force(self._folder, hub))
            fill(units)
        else:
            for pc in (units.station, units.department):
                pc.reopen()
        return units

    def close(self) -> None:
        if self._units is not None:
            for pc in (self._units.station, self._units.department):
                pc.studio.close()


@pytest.fixture(scope="module")
def day(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with ExitStack() as stack:
        yield Day(cluster, tmp_path_factory.mktemp("department") / "pcs", stack)


@pytest.fixture
def units(day: Day, after_windows: ExitStack) -> Force:
    """The department and its units."""
    after_windows.callback(day.close)
    return day.open()


@pytest.fixture
def studio(units: Force) -> Studio:
    """The services of the department's PC."""
    return units.department.studio


@pytest.fixture
def sign_in(window: MainWindow, units: Force) -> Callable[[Person], None]:
    """Let somebody work at the window."""

    def signed(person: Person) -> None:
        window.session.sign_in(person, units.department.studio.people.sign_in(person, PIN))

    return signed


@pytest.fixture
def open_page(window: MainWindow, sign_in: Callable[[Person], None], units: Force, qtbot: QtBot) -> Open:
    """The page, with the one who approves at work; `what` as of `open`."""

    def opened(what: str = "") -> DepartmentPage:
        window.resize(1366, 768)
        if window.session.person is None:
            sign_in(units.department.first)
        page = show(window, qtbot, PageId.DEPARTMENT, what)
        assert isinstance(page, DepartmentPage)
        qtbot.waitUntil(lambda: window.tasks.idle)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return page

    return opened
