"""The right side of the tab: what the rules say, and what guards the page besides its rights."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.access.model import ROTATED
from studio.clock import show_date
from studio.ui.access.rows import Rows
from studio.ui.access.view import AccessView
from studio.ui.anchors import anchor
from studio.ui.language import Speech, Translated
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, clear, column, row, rule

GUARDS = ("recovery", "devices", "schedule", "rotate")
_ANCHORS = {
    "recovery": "access.recovery.location",
    "devices": "access.devices",
    "schedule": "access.review.schedule",
    "rotate": "access.rotate_record",
}


class Guard(Translated):
    """One safeguard: what it is, how it stands, and the button that changes it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title, self._state = Label(role="label"), Label(role="hint", wrap=True)
        self.button = IconButton("pencil")
        anchor(self.button, _ANCHORS[name])
        texts = column(self._title, self._state, spacing=1)
        inside = row(texts, self.button, spacing=12, margins=(18, 10, 18, 10))
        inside.setStretch(0, 1)
        self.setLayout(inside)

    def say(self, title: str, state: str, verb: str) -> None:
        self._title.setText(title)
        self._state.setText(state)
        self.button.set_name(f"{verb} {title}")


class Guards(Translated):
    """`wanted` carries the deed: ``check``, or one of `GUARDS`."""

    wanted = Signal(str)

    def __init__(self, speech: Speech, rows: Rows) -> None:
        super().__init__()
        self._speech, self._rows = speech, rows
        self._view = AccessView()
        self._review, self._guarded = Label(role="heading"), Label(role="heading")
        self.check = QuietButton(glyph="list-checks")
        self.check.clicked.connect(lambda: self.wanted.emit("check"))
        anchor(self.check, "access.check")
        self.findings: QVBoxLayout = column(spacing=0)
        self.guards = {name: Guard(name) for name in GUARDS}
        for name, guard in self.guards.items():
            guard.button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        found, kept = Card(), Card()
        head = row(self._review, None, self.check, margins=(18, 12, 18, 8))
        found.setLayout(column(head, self.findings, 8, spacing=0, margins=1))
        lines = column(spacing=0, margins=(0, 0, 0, 6))
        for place, guard in enumerate(self.guards.values()):
            if place:
                lines.addWidget(rule())
            lines.addWidget(guard)
        kept.setLayout(column(row(self._guarded, margins=(18, 12, 18, 4)), lines, spacing=0, margins=1))
        self.setLayout(column(found, kept, None, spacing=12))
        self.retranslate()

    def retranslate(self) -> None:
        self._review.setText(self.tr("Review"))
        self._guarded.setText(self.tr("Safeguards"))
        self.check.setText(self.tr("Run the review"))
        self.show_view(self._view)

    def show_view(self, view: AccessView) -> None:
        self._view = view
        clear(self.findings)
        for finding in view.findings:
            self.findings.addWidget(self._rows.finding(finding))
        if not view.findings:
            self.findings.addWidget(self._fine(view))
        self._say(view)

    def _fine(self, view: AccessView) -> QWidget:
        held = QWidget()
        words = self.tr("Nothing is wrong.") if view.access.rights else self.tr("Nobody has a right on this page yet.")
        sign = Glyph("circle-check", Tone.GREEN) if view.access.rights else Glyph("info")
        inside = row(sign, Label(words, wrap=True), spacing=10, margins=(18, 8, 18, 8))
        inside.setStretch(1, 1)
        held.setLayout(inside)
        return held

    def _say(self, view: AccessView) -> None:
        keeping, change, never = view.access.keeping, self.tr("Change:"), self.tr("Not recorded yet")
        devices = self.tr("Devices: {devices} · connected applications: {apps} · looked through {day}").format(
            devices=len(keeping.devices),
            apps=sum(app.removed_on is None for app in keeping.apps),
            day=show_date(keeping.reviewed_on) if keeping.reviewed_on else "–",
        )
        latest = {each.what: each.on for each in keeping.rotations}
        say = self._speech.sentence
        changed = " · ".join(
            f"{say(name)}: {show_date(latest[what])}" for what, name in ROTATED.items() if what in latest
        )
        review = show_date(keeping.review_on) if keeping.review_on else ""
        words = {
            "recovery": (self.tr("Recovery codes are kept"), keeping.recovery_place or never, change),
            "devices": (self.tr("Devices and applications"), devices if keeping.reviewed_on else never, change),
            "schedule": (self.tr("Next review"), review or never, change),
            "rotate": (self.tr("Password and codes"), changed or never, self.tr("Record a change:")),
        }
        for name, said in words.items():
            self.guards[name].say(*said)
