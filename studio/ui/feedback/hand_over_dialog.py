"""Hands an emergency over: whom to call, what to answer at once, and the little that is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.clock import local
from studio.errors import StudioError
from studio.translation import tr
from studio.ui.clipboard import copy
from studio.ui.feedback.words import channel_name
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox, tidy
from studio.ui.widgets.layout import FlowLayout

if TYPE_CHECKING:
    from datetime import datetime

    from studio.feedback.handover import UrgentText
    from studio.feedback.model import HandoverRecord

WIDE, LINES = 600, 6
CHANNELS = ("phone", "document", "system")


class HandOverDialog(Form):
    """Is accepted once the item is handed over; `answer_wanted` carries the ready answer to the citizen."""

    answer_wanted = Signal(object)

    def __init__(self, shell: Shell, item: str, *, answers: bool, parent: QWidget | None = None) -> None:
        """`answers`: an answer can be written to this item on its page."""
        super().__init__(shell, parent, width=WIDE)
        self._item, self._by = item, shell.session.person_id
        self._ready: UrgentText | None = None
        self._called_at: datetime | None = None
        self.set_heading(tr("Hand an emergency over"))
        self._call = self.put(Banner())
        self.say(
            tr("First telephone. Then note who received it: the text is erased at once, and only that is kept."), ""
        )
        self._put_answer(answers)
        self.receiver = self.ask(
            "receiver",
            QLineEdit(),
            tr("Received by"),
            missing=tr("Say which post received it."),
            hint=tr("The post that took it, no name: “Duty point, ward police”."),
        )
        channels = {channel: channel_name(channel) for channel in CHANNELS}
        self.ask("channel", ChoiceBox(channels, CHANNELS[0]), tr("How"))
        self.reference = self.ask(
            "reference",
            QLineEdit(),
            tr("Reference", about="paper"),
            missing=tr("Enter the number in the log."),
            hint=tr("Number in the log of the duty point."),
        )
        self.pair("channel", "reference")
        self.called = QuietButton(glyph="phone-call")
        self.called.clicked.connect(self._note_call)
        self.beside = (self.called,)
        self.go.setText(tr("Handed over"))
        self._name_call()
        handovers, by = shell.studio.feedback.handovers, self._by
        shell.tasks.store(lambda: handovers.text_for(item, by), self._show, owner=self, failed=self._no_text)
        shell.tasks.store(lambda: handovers.record(item), self._show_call, owner=self)
        self.receiver.setFocus()

    def _put_answer(self, answers: bool) -> None:
        name = self.say(tr("Answer to the citizen, ready to be sent"), "label")
        self.ready = self.put(QPlainTextEdit(readOnly=True))
        self.ready.setTabChangesFocus(True)
        self.ready.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 18)
        self.ready.setAccessibleName(name.text())
        self.copy, self.use = QuietButton(tr("Copy"), "copy"), QuietButton(tr("Use as the answer"), "reply")
        self.copy.clicked.connect(lambda: copy(self.ready.toPlainText()))
        self.use.clicked.connect(self._use)
        self.use.setVisible(answers)
        beside = FlowLayout(spacing=6)
        for button in (self.copy, self.use):
            beside.addWidget(button)
        tools = self.put(QWidget())
        tools.setLayout(beside)
        self._answer = (name, self.ready, tools)

    def work(self, values: Values) -> object:
        from studio.feedback.model import HandoverChannel

        handovers, channel = self.shell.studio.feedback.handovers, HandoverChannel(values["channel"])
        return handovers.hand_over(self._item, values["receiver"], channel, values["reference"], self._by)

    def _show(self, ready: UrgentText) -> None:
        self._ready = ready
        self.ready.setPlainText(ready.text)
        if ready.duty is not None and not self.receiver.text():
            self.receiver.setText(ready.duty.label)
        self._name_numbers(ready)
        self.begin()

    def _no_text(self, error: StudioError) -> None:
        self._call.say(Tone.AMBER, self.shell.speech.explain(error))
        for part in self._answer:
            part.hide()
        self.refit()

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
            self.begin()
        self._name_call()

    def _note_call(self) -> None:
        """Note when the receiving post was told, before the text is passed on."""
        if not self.right("receiver"):
            return
        self.called.setEnabled(False)
        handovers, item, by, receiver = self.shell.studio.feedback.handovers, self._item, self._by, tidy(self.receiver)
        self.shell.tasks.store(
            lambda: handovers.call(item, receiver, by), self._show_call, owner=self, failed=self._refused
        )

    def _use(self) -> None:
        if self._ready is not None:
            self.answer_wanted.emit(self._ready)
            self.reject()

    def _refused(self, error: StudioError) -> None:
        self._name_call()
        super()._refused(error)
