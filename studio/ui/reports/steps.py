"""The steps of a report as buttons in their order: the next one stands out, and one that cannot be taken says why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.translation import mark, tr
from studio.ui.anchors import anchor
from studio.ui.reports.month import SIGN_IN, MonthCase, Step
from studio.ui.widgets.buttons import Button, PrimaryButton
from studio.ui.widgets.layout import FlowLayout
from studio.ui.widgets.tips import plain

WORDS: Mapping[Step, tuple[str, str]] = {
    Step.NEW: (mark("New report"), "file-plus"),
    Step.ENTER: (mark("Enter figures from a capture…"), "image"),
    Step.CHECK: (mark("Reconcile"), "list-checks"),
    Step.COMMENT: (mark("Comment…", about="report"), "message-circle"),
    Step.FINISH: (mark("Finish…", about="report"), "lock"),
    Step.EXPORT: (mark("Export…"), "download"),
    Step.HAND_IN: (mark("Submit for signature…"), "stamp"),
}
ANCHORS: Mapping[Step, str] = {
    Step.NEW: "report.new",
    Step.ENTER: "report.import_figures",
    Step.CHECK: "report.reconcile",
    Step.COMMENT: "report.comment",
    Step.EXPORT: "report.export",
}


class StepButton(PrimaryButton):
    """One step, filled while it is the next one."""

    def __init__(self, text: str, glyph: str) -> None:
        super().__init__(text, glyph)
        self._next = True
        self.be_next(False)

    @property
    def is_next(self) -> bool:
        return self._next

    def be_next(self, is_next: bool) -> None:
        if is_next is self._next:
            return
        self._next = is_next
        self._kind = "primary" if is_next else "quiet"
        self.setProperty("kind", self._kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._worn = None
        self._dress()

    def set_reason(self, reason: str) -> None:
        """Disable it because of `reason`; an empty one enables it."""
        self.setEnabled(not reason)
        self.setToolTip(plain(reason))
        self.setAccessibleDescription(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._next:
            super().paintEvent(event)
        else:
            Button.paintEvent(self, event)


class StepBar(QWidget):
    """`wanted` carries the step that was pressed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {step: StepButton(tr(text), glyph) for step, (text, glyph) in WORDS.items()}
        flow = self._flow = FlowLayout()
        for step, button in self.buttons.items():
            button.clicked.connect(partial(self.wanted.emit, step))
            flow.addWidget(button)
            if step in ANCHORS:
                anchor(button, ANCHORS[step])
        anchor(self, "report.steps")
        self.setLayout(flow)

    def begin_with(self, widget: QWidget) -> None:
        """Put `widget` before the buttons; it wraps with them."""
        self._flow.insert(0, widget)

    def show_case(self, case: MonthCase, *, signed: bool) -> None:
        """What can be done now, and what comes next."""
        for step, button in self.buttons.items():
            button.set_reason(case.why_not(step) if signed else tr(SIGN_IN))
            button.be_next(signed and step is case.next)
        new = self.buttons[Step.NEW]
        again = case.draft is None and case.finished is not None
        new.setText(tr("New revision") if again else tr(WORDS[Step.NEW][0]))
