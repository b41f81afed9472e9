"""Hands an emergency over: whom to call, what to answer at once, and the little that is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.clock import local
from studio.errors import StudioError
from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.clipboard import copy
from studio.ui.feedback.words import channel_name
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, row

if TYPE_CHECKING:
    from datetime import datetime

    from studio.feedback.handover import UrgentText
    from studio.feedback.model import HandoverRecord

WIDE, LINES = 600, 6
CHANNELS = ("phone", "document", "system")


class HandOverDialog(Dialog):
    """Is accepted once the item is handed over; `answer_wanted` carries the ready answer to the citizen."""

    answer_wanted = Signal(object)

    def __init__(self, shell: Shell, item: str, *, answers: bool, parent: QWidget | None = None) -> None:
        """`answers`: an answer can be written to this item on its page."""
        super().__init__(parent, width=WIDE)
        self._shell, self._item = shell, item
        self._ready: UrgentText | None = None
        self._call = Banner()
        self.set_heading(tr("Hand an emergency over"))
        self._text = Label(
            tr("First telephone. Then note who received it: the text is erased at once, and only that is kept."),
            wrap=True,
        )
        self._ready_name = Label(tr("Answer to the citizen, ready to be sent"), "label")
        self.ready = QPlainTextEdit(readOnly=True)
        self.ready.setTabChangesFocus(True)
        self.ready.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 18)
        self.ready.setAccessibleName(self._ready_name.text())
        self.copy, self.use = QuietButton(tr("Copy"), "copy"), QuietButton(tr("Use as the answer"), "reply")
        self.copy.clicked.connect(lambda: copy(self.ready.toPlainText()))
        self.use.clicked.connect(self._use)
        self.use.setVisible(answers)
        self.receiver, self.channel, self.reference = QLineEdit(), Combo(), QLineEdit()
        for channel in CHANNELS:
            self.channel.addItem(channel_name(channel), channel)
        self._blocks = {
            "receiver": FieldBlock(self.receiver, reserved=True),
            "channel": FieldBlock(self.channel, reserved=True),
            "reference": FieldBlock(self.reference, reserved=True),
        }
        self._blocks["receiver"].set_label(tr("Received by"), required=True)
        self._blocks["receiver"].set_hint(tr("The post that took it, no name: “Duty point, ward police”."))
        self._blocks["channel"].set_label(tr("How"))
        self._blocks["reference"].set_label(tr("Reference", about="paper"), required=True)
        self._blocks["reference"].set_hint(tr("Number in the log of the duty point."))
        self._called_at: datetime | None = None
        self.called = QuietButton(glyph="phone-call")
        self.called.clicked.connect(self._note_call)
        self._name_call()
        self.go, self.cancel = PrimaryButton(tr("Handed over"), "check"), QuietButton(tr("Cancel"))
        self.go.clicked.connect(self._try)
        self.receiver.returnPressed.connect(self.reference.setFocus)
        self.reference.returnPressed.connect(self.go.click)
        self.cancel.clicked.connect(self.reject)
        self._fill_in()
        handovers, by = shell.studio.feedback.handovers, shell.session.person_id
        shell.tasks.store(lambda: handovers.text_for(item, by), self._show, owner=self, failed=self._no_text)
        shell.tasks.store(lambda: handovers.record(item), self._show_call, owner=self)
        self.receiver.setFocus()

    def _fill_in(self) -> None:
        beside = FlowLayout(spacing=6)
        for button in (self.copy, self.use):
            beside.addWidget(button)
        tools = QWidget()
        tools.setLayout(beside)
        below = row(self._blocks["channel"], self._blocks["reference"], spacing=12)
        self.fill(
            self._call,
            self._text,
            self._ready_name,
            self.ready,
            tools,
            self._blocks["receiver"],
            below,
            buttons=row(self.called, None, self.cancel, self.go),
        )

    def _show(self, ready: UrgentText) -> None:
        self._ready = ready
        self.ready.setPlainText(ready.text)
        if ready.duty is not None and not self.receiver.text():
            self.receiver.setText(ready.duty.label)
        self._name_numbers(ready)

    def _no_text(self, error: StudioError) -> None:
        self._call.say(Tone.AMBER, self._shell.speech.explain(error))
        for part in (self._ready_name, self.ready, self.copy, self.use):
            part.hide()

    def _name_numbers(self, ready: UrgentText) -> None:
        numbers = [f"{contact.phone} ({contact.label})" for contact in ready.contacts]
        said = tr("Call now: {numbers}.").format(numbers=", ".join(numbers))
        if ready.duty is not None:
            duty = f"{ready.duty.label} {ready.duty.phone}"
            said = tr("Call now: {numbers}. Duty point: {duty}.").format(numbers=", ".join(numbers), duty=duty)
        self._call.say(Tone.RED, said)

    def _name_call(self) -> None:
        at = self._called_at
        self.called.setText(
            tr("I have called") if at is None else tr("Called at {time}").format(time=f"{local(at):%H:%M}")
        )
        self.called.setEnabled(at is None)

    def _show_call(self, record: HandoverRecord | None) -> None:
        """A call that was noted before stands in the button."""
        if record is not None:
            self._called_at = record.called_at
            self.receiver.setText(record.receiver)
            self.reference.setFocus()
        self._name_call()

    def _note_call(self) -> None:
        """Note when the receiving post was told, before the text is passed on."""
        receiver = squeeze(nfc(self.receiver.text()))
        self._blocks["receiver"].set_error("" if receiver else tr("Say which post received it."))
        if not receiver:
            self.receiver.setFocus()
            return
        self.called.setEnabled(False)
        handovers, item, by = self._shell.studio.feedback.handovers, self._item, self._shell.session.person_id
        self._shell.tasks.store(
            lambda: handovers.call(item, receiver, by), self._show_call, owner=self, failed=self._refused
        )

    def _use(self) -> None:
        if self._ready is not None:
            self.answer_wanted.emit(self._ready)
            self.reject()

    def _try(self) -> None:
        receiver, reference = squeeze(nfc(self.receiver.text())), squeeze(nfc(self.reference.text()))
        self._blocks["receiver"].set_error("" if receiver else tr("Say which post received it."))
        self._blocks["reference"].set_error("" if reference else tr("Enter the number in the log."))
        if (field := to_mend(*self._blocks.values())) is not None:
            field.setFocus()
            return
        self.go.setEnabled(False)
        studio, item, by, channel = self._shell.studio, self._item, self._shell.session.person_id, self.channel
        chosen = str(channel.currentData())

        def work() -> object:
            from studio.feedback.model import HandoverChannel

            handovers = studio.feedback.handovers
            return handovers.hand_over(item, receiver, HandoverChannel(chosen), reference, by)

        self._shell.tasks.store(work, self._done, owner=self, failed=self._refused)

    def _done(self, _: object) -> None:
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._name_call()
        block = self._blocks.get(error.where, self._blocks["reference"])
        block.set_error(self._shell.speech.sentence(error.phrase))
        block.editor.setFocus()
