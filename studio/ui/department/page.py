"""The units of a department, a tab each for what is done with them. There is no such page where no hub was joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from studio.department.model import HubUnit
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.approval.urgency import left_words
from studio.ui.department.forms import NoticeForm
from studio.ui.department.pressable import CountBadge
from studio.ui.department.words import HOUR, ago
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tabbed import TabbedPage, TabKind
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.layout import PlainHolder, row
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class HubView:
    """How this PC stands to the hub, and how many posts wait for an approval here."""

    as_of: datetime | None
    trouble: Phrase | None
    waiting: int
    units: tuple[HubUnit, ...]


def load_hub(studio: Studio) -> HubView:
    """Read on the worker."""
    return HubView(
        as_of=studio.department.overview().as_of,
        trouble=studio.hub.standing().trouble,
        waiting=len(studio.department.waiting()),
        units=studio.department.units(),
    )


class DepartmentPage(TabbedPage):
    """Above the tabs: until when everything came from the hub, and the notice that may be sent."""

    id = PageId.DEPARTMENT
    kinds = (
        TabKind("overview", "studio.ui.department.overview", "OverviewTab"),
        TabKind("stations", "studio.ui.department.stations_tab", "StationsTab"),
        TabKind("approvals", "studio.ui.department.approvals", "ApprovalsTab"),
        TabKind("calendar", "studio.ui.department.calendar", "CalendarTab"),
        TabKind("notices", "studio.ui.department.notices", "NoticesTab"),
        TabKind("reports", "studio.ui.department.reports", "UnitReportsTab"),
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._units: tuple[HubUnit, ...] = ()
        self.title.setText(tr("Units", about="page"))
        self.received = ToneWord()
        self.notify = PrimaryButton(tr("Notice to many units…"), "megaphone")
        self.notify.clicked.connect(self.confirm)
        self.notify.setEnabled(False)
        for tool in (self.received, self.notify):
            self.tools.addWidget(tool)
        self.badge, self._beside = CountBadge(), PlainHolder()
        self._beside.setLayout(row(self.badge, margins=(0, 0, 10, 0)))
        self._approvals = [kind.name for kind in self.kinds].index("approvals")
        self.tabs.setTabButton(self._approvals, QTabBar.ButtonPosition.RightSide, self._beside)
        self.setTabOrder(self.help_button, self.notify)
        self.setTabOrder(self.notify, self.tabs)

    def words(self) -> Mapping[str, str]:
        return {
            "overview": tr("Overview"),
            "stations": tr("Stations"),
            "approvals": tr("To be approved"),
            "calendar": tr("Common calendar"),
            "notices": tr("Notices"),
            "reports": tr("Reports"),
        }

    def refresh(self) -> None:
        super().refresh()
        studio = self.shell.studio
        self.shell.tasks.store(
            lambda: load_hub(studio), self._show_hub, owner=self, failed=self.shell.complain, key="hub"
        )

    def confirm(self) -> None:
        """Ctrl+Enter: the notice to many units."""
        if self._units:
            form = NoticeForm(self.shell, self._units, self.window())
            form.done_well.connect(self._sent)
            form.open()

    def name_of(self, action: str) -> str:
        return self.notify.text() if action == "confirm" else ""

    def why_not(self, action: str) -> str:
        if action == "confirm" and not self._units:
            return tr("no unit has joined yet")
        return tr("nothing to search for here") if action in ("snippet", "cite") else ""

    def _sent(self) -> None:
        self.shell.toast(tr("The notice is being sent."))
        self.shell.go(PageId.DEPARTMENT, "notices")
        self.shell.changed()

    def _show_hub(self, view: HubView) -> None:
        self._units = view.units
        self.notify.setEnabled(bool(view.units))
        self.received.set_word(self._received(view))
        words = tr("To be approved")
        self.badge.show_number(view.waiting)
        self._beside.setVisible(bool(view.waiting))
        self._beside.resize(self._beside.sizeHint())
        self.tabs.setTabText(self._approvals, words)  # lays out the badge, too
        told = f"{words}: {counted(view.waiting)}" if view.waiting else words
        self.tabs.setAccessibleTabName(self._approvals, told)
        self.tabs.setTabToolTip(self._approvals, told)

    def _received(self, view: HubView) -> StateWord:
        """Until when everything came; amber while the hub is away."""
        if view.as_of is None:
            return StateWord(tr("Hub: nothing received yet"), "cloud-off", Tone.AMBER)
        now = self.shell.studio.now()
        when, age = ago(view.as_of, now), now - view.as_of
        if view.trouble is None and age < HOUR:
            return StateWord(tr("Hub: everything received up to {time}").format(time=when), "database", Tone.GREY)
        said = tr("Hub unreachable for {age}: everything received up to {when}").format(age=left_words(age), when=when)
        return StateWord(said, "cloud-off", Tone.AMBER)
