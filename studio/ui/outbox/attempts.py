"""What was tried for a delivery, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.outbox.model import Attempt
from studio.ui.language import Translated
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column


class AttemptsView(Translated):
    """A line an attempt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempts: Sequence[Attempt] = ()
        self._inside: QVBoxLayout = column(spacing=8)
        self.setLayout(self._inside)

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        self._attempts = sorted(attempts, key=lambda a: a.started_at, reverse=True)
        self.retranslate()

    def retranslate(self) -> None:
        clear(self._inside)
        heading = self.tr("Attempts ({n})") if self._attempts else self.tr("Nothing was tried yet.")
        self._inside.addWidget(Label(heading.format(n=len(self._attempts)), "column"))
        for attempt in self._attempts:
            when = show_datetime(attempt.started_at)
            what = f"{self._step(attempt.step)}: {self._outcome(attempt.outcome)}"
            self._inside.addWidget(Label(f"{when} · {what}", wrap=True))
            if attempt.detail:
                self._inside.addWidget(Label(attempt.detail, "small", wrap=True).selectable())

    def _step(self, step: str) -> str:
        return {
            "create": self.tr("Create"),
            "reveal": self.tr("Show to the public"),
            "verify": self.tr("Read back"),
            "reconcile": self.tr("Look on the page"),
            "delete": self.tr("Remove"),
            "recall": self.tr("Take back from the page"),
            "watch": self.tr("Look again later"),
        }.get(step, step)

    def _outcome(self, outcome: str) -> str:
        return {
            "": self.tr("under way"),
            "done": self.tr("done"),
            "not_executed": self.tr("not carried out"),
            "refused": self.tr("refused by the page"),
            "unknown": self.tr("no clear answer"),
            "found": self.tr("found"),
            "absent": self.tr("not found"),
            "differs": self.tr("differs from what was approved"),
            "hidden": self.tr("there, but hidden"),
            "ambiguous": self.tr("several are alike"),
            "unreadable": self.tr("the page could not be read"),
        }.get(outcome, outcome)
