"""One notice: how many units did what it asks, by what proves it, who is missing, and what can be done about them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.department.model import NoticeProgress, UnitProgress
from studio.translation import ntr, tr
from studio.ui.department.pressable import TonedLine
from studio.ui.department.proof_bar import ProofBar
from studio.ui.department.words import day_or_time, progress_word, proof_parts, proof_word
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, rule

SHORT = 3
"""Missing units that are named beside the overview; the rest is counted."""


class NoticeCard(Card):
    """`call_wanted` asks to note a call to one of those that are missing, `usb_wanted` for the notice in a file,
    `back_wanted` to take it back."""

    call_wanted = Signal()
    usb_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, shell: Shell, *, names: bool = True) -> None:
        """`names`: of units that are missing; without, they stand beside it."""
        super().__init__()
        self._shell, self._named = shell, names
        self.progress: NoticeProgress | None = None
        self.title, self.chip = Label(role="heading", wrap=True), StatusChip()
        self.about = Label(role="small", wrap=True)
        self.whole = Label(wrap=True).selectable()
        """All that it says, where there is room for that."""
        self.whole.setVisible(not names)
        self.figure, self._of, self.due = Label(role="title"), Label(), Label(role="small")
        self.bar = ProofBar()
        self._missing = column(spacing=4)
        self._names = PlainHolder()
        self._names.setLayout(self._missing)
        self.call = QuietButton(tr("Record a call…"), "phone")
        self.usb = QuietButton(tr("Export to USB…"), "hard-drive")
        self.call.clicked.connect(self.call_wanted)
        self.usb.clicked.connect(self.usb_wanted)
        self.back = QuietButton(tr("Withdraw…", about="notice"), "undo-2")
        self.back.clicked.connect(self.back_wanted)
        acts, self._acts = FlowLayout(), PlainHolder()
        for button in (self.call, self.usb, self.back):
            acts.addWidget(button)
        self._acts.setLayout(acts)
        head = row(self.title, self.chip, spacing=8)
        head.setStretch(0, 1)
        head.setAlignment(self.chip, Qt.AlignmentFlag.AlignTop)
        about = row(self.about, self.due, None, spacing=8)
        about.setStretch(0, 1000)
        about.setAlignment(self.due, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                column(head, about, spacing=2),
                self.whole,
                row(self.figure, self._of, None, spacing=8),
                self.bar,
                rule(),
                self._names,
                self._acts,
                spacing=8,
                margins=(14, 10, 14, 12),
            )
        )
        self.hide()

    @property
    def names(self) -> tuple[str, ...]:
        """The missing units that are named."""
        return tuple(one.text() for one in self._names.findChildren(ElidedLabel) if not isinstance(one, TonedLine))

    def show_progress(self, progress: NoticeProgress | None) -> None:
        """Show how far it is; None hides the card."""
        self.progress = progress
        self.setVisible(progress is not None)
        if progress is None:
            return
        notice, back, now = progress.notice, progress.taken_back, self._shell.studio.now()
        self.title.setText(tr("Notice {number}").format(number=notice.number))
        self.chip.set_word(progress_word(progress))
        self.about.setText(first_line(notice.text) if self._named else "")
        self.about.setVisible(self._named)
        self.whole.setText("\n".join(part for part in (notice.text, notice.link) if part))
        self.whole.struck(back is not None)
        self.figure.setText(f"{counted(progress.done)}/{counted(len(progress.units))}")
        self._of.setText(tr("units have published it") if notice.publish else tr("units have read it"))
        self.figure.setAccessibleName(f"{self.figure.text()} {self._of.text()}")
        self.due.setText(
            tr("by {when}", about="notice").format(when=day_or_time(notice.due, now))
            if back is None
            else tr("withdrawn by {name}, {when}").format(name=back.by, when=day_or_time(back.at, now))
        )
        self.bar.show_parts(proof_parts(progress))
        self._name(progress.missing)
        self.call.setVisible(bool(progress.missing))
        self.usb.setVisible(bool(progress.missing) or back is not None)
        self.back.setVisible(not self._named and back is None)

    def _name(self, missing: tuple[UnitProgress, ...]) -> None:
        clear(self._missing)
        for one in missing[:SHORT]:
            self._missing.addWidget(_missing_row(one))
        if len(missing) > SHORT:
            left = len(missing) - SHORT
            self._missing.addWidget(
                Label(ntr("and {n} more unit", "and {n} more units", left).format(n=counted(left)), "small")
            )
        self._names.setVisible(self._named and bool(missing))


def _missing_row(one: UnitProgress) -> QWidget:
    word = proof_word(one)
    line = PlainHolder()
    inside = row(ElidedLabel(one.name), TonedLine(word.text, word.tone, right=True), spacing=10)
    inside.setStretch(0, 1)
    line.setLayout(inside)
    return line


def first_line(text: str) -> str:
    """The beginning of a notice."""
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= 90 else first[:89] + "…"
