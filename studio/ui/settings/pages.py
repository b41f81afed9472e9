"""How the unit's pages are named, how many may administer one, and the way to them."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.calendar.slots import PostingHours, checked
from studio.config import Settings, is_proxy
from studio.errors import BadInput
from studio.people.model import Role
from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.approval.rule import QueueRule
from studio.ui.composer.editors.days import read_time
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.responsive_row import ResponsiveRow

LONGEST = 120
LONGEST_PROXY = 300


class PagesSection(SettingsSection):
    """The pattern that names in page files are held to, the most full administrators of a page, and the proxy."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        settings = shell.preferences.settings
        self.pattern, self.proxy = QLineEdit(settings.page_names), QLineEdit(settings.proxy)
        self.pattern.setMaxLength(LONGEST)
        self.pattern.editingFinished.connect(self._keep)
        self.proxy.setMaxLength(LONGEST_PROXY)
        self.proxy.setPlaceholderText("http://proxy:3128")
        self.proxy.editingFinished.connect(self._keep_proxy)
        self.most = self.choice("max_admins", {count: str(count) for count in range(2, 11)})
        named = tr("{unit} stands for the unit's name, * for anything. Page files report names that do not follow it.")
        counted = tr("At least two are needed; the review reports a page that has more.")
        routed = tr("Empty: straight to the pages. From the next start of the app, everything goes through this proxy.")
        self._proxy = FieldBlock(self.proxy, tr("The office's proxy"), hint=routed)
        most = FieldBlock(self.most, tr("Full administrators of a page, at most"), hint=counted)
        self.build(
            titled(tr("Names of pages"), FieldBlock(self.pattern, tr("Pattern of names"), hint=named)),
            titled(tr("Rights on pages"), most),
            titled(tr("Approving and queuing"), QueueRule(shell)),
            titled(tr("When the unit posts"), PostingHoursCard(shell)),
            titled(tr("Network"), self._proxy),
        )

    def _keep_proxy(self) -> None:
        proxy = self.proxy.text().strip()
        if not is_proxy(proxy):
            self._proxy.set_error(tr("Write it as http://host:port, without a user's name or a password."))
            return
        self._proxy.set_error("")
        self.shell.preferences.choose(proxy=proxy)

    def _keep(self) -> None:
        """An empty pattern is the one to begin with."""
        pattern = squeeze(nfc(self.pattern.text())) or Settings().page_names
        self.pattern.setText(pattern)
        self.shell.preferences.choose(page_names=pattern)


class PostingHoursCard(QWidget):
    """Hours to choose among, and the first and last hour of the night in which nothing is posted."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.slots, self.night = QLineEdit(), QLineEdit()
        self._slots = FieldBlock(
            self.slots,
            tr("Hours of posting"),
            hint=tr("Such as 07:30, 11:30, 17:00: offered wherever a post gets its time."),
            reserved=True,
        )
        self._night = FieldBlock(
            self.night,
            tr("Night without posting"),
            hint=tr("Such as 22:00–06:00, told where a time is chosen; it stops nothing. Empty: none."),
            reserved=True,
        )
        self.save = QuietButton(tr("Save the hours of posting…"), "check")
        self.save.clicked.connect(self._ask)
        self.setLayout(column(ResponsiveRow((self._slots, 1), (self._night, 1)), row(self.save, None), spacing=8))
        self.refresh()

    def refresh(self) -> None:
        """Read again how they stand."""
        self._shell.tasks.store(self._shell.studio.calendar.posting_hours, self._show, owner=self, key="hours")

    def _show(self, hours: PostingHours) -> None:
        self.slots.setText(", ".join(f"{slot:%H:%M}" for slot in hours.slots))
        night = hours.quiet_from != hours.quiet_until
        self.night.setText(f"{hours.quiet_from:%H:%M}–{hours.quiet_until:%H:%M}" if night else "")

    def read(self) -> PostingHours | None:
        """What is typed; None when it cannot be, which is said below the field."""
        slots, night = _clocks(self.slots.text()), _clocks(self.night.text()) if self.night.text().strip() else ()
        self._slots.set_error("" if slots else tr("Write hours such as 07:30, 11:30, 17:00."))
        well = night is not None and len(night) in (0, 2)
        self._night.set_error("" if well else tr("Write it as 22:00–06:00, or leave it empty."))
        if to_mend(self._slots, self._night) is not None or not slots or night is None:
            return None
        first, last = night or (time(0), time(0))
        try:
            return checked(PostingHours(slots=slots, quiet_from=first, quiet_until=last))
        except BadInput as wrong:
            self._slots.set_error(self._shell.language.sentence(wrong.phrase))
            return None

    def _ask(self) -> None:
        hours, calendar = self.read(), self._shell.studio.calendar
        if hours is None:
            self.slots.setFocus()
            return
        action = PinAction(
            heading=tr("Save the hours of posting?"),
            text=tr("It holds for the whole unit on this PC from now on."),
            verb=tr("Save"),
            roles=frozenset({Role.HEAD}),
            work=lambda signed: calendar.set_posting_hours(hours, signed.person, signed.pin),
        )
        dialog = PinConfirmDialog(self._shell, action, self.window())
        dialog.done_well.connect(self.refresh)
        dialog.open()


def _clocks(text: str) -> tuple[time, ...] | None:
    """The times of day in `text`, with commas, blanks or a dash between them; None where one cannot be read."""
    found = [read_time(part) for part in re.split(r"[\s,;–-]+", text) if part]
    times = tuple(one for one in found if one is not None)
    return times if times and len(times) == len(found) else None
