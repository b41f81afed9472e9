"""The banners of the outbox: what keeps deliveries from leaving, and the step that lets them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.ui.language import Speech, Translated
from studio.ui.outbox.alarms import Alarms
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.layout import column

NAMED = 2
"""Paused pages that are named; the others are counted."""


class Bells(Translated):
    """`seen` lets leave what was withheld; `connections` goes to where a paused page is repaired, `release` ends its
    pause by a person's word."""

    seen = Signal()
    connections = Signal()
    release = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._alarms = Alarms()
        self.let_go, self.repair = QuietButton(glyph="check"), QuietButton(glyph="plug")
        self.again = QuietButton(glyph="play")
        self.let_go.clicked.connect(self.seen)
        self.again.clicked.connect(self.release)
        self.repair.clicked.connect(self.connections)
        self.clock, self.withheld = Banner(), Banner(self.let_go)
        self.paused, self.stale = Banner(self.repair, self.again), Banner()
        self.setLayout(column(self.clock, self.withheld, self.paused, self.stale, spacing=8))
        self.retranslate()

    @property
    def alarms(self) -> Alarms:
        return self._alarms

    def show_alarms(self, alarms: Alarms) -> None:
        self._alarms = alarms
        self.retranslate()

    def retranslate(self) -> None:
        alarms, say = self._alarms, self._speech.say
        clock = alarms.clock or alarms.warning
        self.clock.say(Tone.AMBER, say(clock) if clock else "")
        self.let_go.setText(self.tr("Seen, let them leave"))
        waits = self.tr("{n} deliveries of an earlier day have not left. Look at them; nothing leaves before that.")
        self.withheld.say(Tone.AMBER, waits.format(n=alarms.withheld) if alarms.withheld else "")
        self.repair.setText(self.tr("Repair the connection"))
        self.again.setText(self.tr("Send there again…"))
        self.paused.say(Tone.RED, self._paused())
        hangs = self.tr("{n} deliveries have stood longer than they should. Check again, or call your technical staff.")
        self.stale.say(Tone.AMBER, hangs.format(n=alarms.stale) if alarms.stale else "")
        self.setVisible(any(banner.text for banner in (self.clock, self.withheld, self.paused, self.stale)))

    def _paused(self) -> str:
        pauses = self._alarms.pauses
        if not pauses:
            return ""
        named = [
            f"{self._alarms.titles.get(pause.account, pause.account)}: {self._speech.say(pause.reason)}"
            for pause in pauses[:NAMED]
        ]
        more = len(pauses) - NAMED
        if more > 0:
            named.append(self.tr("and {n} more pages").format(n=more))
        return self.tr("Nothing is sent to:") + " " + " · ".join(named)
