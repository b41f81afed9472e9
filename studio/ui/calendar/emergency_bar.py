"""Over every page while an emergency is on: what waits, when the next bulletin is due, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from studio.calendar.emergency import Bulletin, EmergencyStatus
from studio.clock import show_datetime
from studio.posts.model import PostState
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.page import PageId, Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from studio.app.studio import Studio

EVERY_MS = 30_000
"""How often the words follow the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyTold:
    """What the bar tells of."""

    situation: EmergencyStatus | None
    waiting: int = 0
    """Routine posts that an emergency holds back."""


def load_told(studio: Studio) -> EmergencyTold:
    situation = studio.emergency.situation()
    return EmergencyTold(situation=situation, waiting=len(studio.outbox.held_back()) if situation else 0)


class EmergencyBar(Banner):
    """Hidden while there is none."""

    def __init__(self, shell: Shell) -> None:
        self.approve, self.bulletin = QuietButton(glyph="stamp"), QuietButton(glyph="megaphone")
        self.off = QuietButton()
        super().__init__(self.approve, self.bulletin, self.off)
        self._shell = shell
        self.approve.setText(tr("Approve quickly…"))
        self.off.setText(tr("Switch off…"))
        self._told = EmergencyTold(situation=None)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._show)
        self.bulletin.clicked.connect(self._begin_bulletin)
        self.approve.clicked.connect(self._approve)
        self.off.clicked.connect(self._end)
        anchor(self.bulletin, "emergency.update")
        anchor(self.bulletin, "emergency.bulletin", stand_in=True)
        anchor(self.approve, "approval.quick")
        anchor(self.off, "emergency.mode_off")

    def refresh(self) -> None:
        """Stored things changed."""
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_told(studio), self._take, owner=self, key="emergency")

    def stop(self) -> None:
        self._timer.stop()

    @property
    def waits_for_approval(self) -> Bulletin | None:
        """The bulletin that lies before the commander on duty."""
        bulletins = self._told.situation.bulletins if self._told.situation else ()
        return next((each for each in bulletins if each.state is PostState.IN_REVIEW), None)

    def _take(self, told: EmergencyTold) -> None:
        self._told = told
        if told.situation is not None:
            self._timer.start()
        else:
            self._timer.stop()
        self._show()

    def _show(self) -> None:
        situation = self._told.situation
        self.approve.setVisible(self.waits_for_approval is not None)
        if situation is None:
            self.say(Tone.RED, "")
            return
        self.bulletin.setText(tr("Bulletin {n}…").format(n=situation.next_number))
        self.say(Tone.RED, self._words(situation, self._shell.studio.now()))

    def _words(self, situation: EmergencyStatus, now: datetime) -> str:
        words = [tr("EMERGENCY: {reason}.").format(reason=situation.emergency.reason)]
        if self._told.waiting:
            words.append(tr("Routine posts that wait: {n}.").format(n=self._told.waiting))
        out = len(situation.published)
        due, at = situation.due, show_datetime(situation.due)[-5:]
        minutes = int((due - now).total_seconds() // 60)
        if not out:
            words.append(tr("No bulletin is out yet."))
        elif minutes < 0:
            late = tr("The bulletin promised for {at} is {n} min late: update now, even without news.")
            words.append(late.format(at=at, n=-minutes))
        else:
            words.append(tr("The next bulletin is promised for {at}, in {n} min.").format(at=at, n=minutes))
        return " ".join(words)

    def _dress(self) -> None:
        super()._dress()
        self._glyph.show_glyph("siren", Tone.RED)

    # -- what is done

    def _begin_bulletin(self) -> None:
        shell = self._shell
        if not (who := shell.session.person_id):
            shell.sign_in()
            return
        emergency = shell.studio.emergency
        shell.tasks.store(
            lambda: emergency.next_bulletin(who), lambda post: shell.go(PageId.COMPOSER, post.id), owner=self
        )

    def _approve(self) -> None:
        from studio.ui.calendar.emergency_dialogs import QuickApproval

        bulletin = self.waits_for_approval
        if bulletin is not None:
            QuickApproval(self._shell, self, bulletin).open()

    def _end(self) -> None:
        from studio.ui.calendar.emergency_dialogs import EndDialog

        EndDialog(self._shell, self).open()
