"""Dialogs about the item in hand: hiding a comment by a rule, handing it over, what the record says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import local
from studio.errors import StudioError
from studio.feedback.model import Category, Origin
from studio.people.model import Role
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.clipboard import copy
from studio.ui.feedback.words import category_name, channel_name, origin_name
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox, ChoiceButtons, TextBox, tidy
from studio.ui.widgets.layout import FlowLayout
from studio.ui.widgets.moment import DateTimeField

if TYPE_CHECKING:
    from datetime import datetime

    from studio.feedback.handover import UrgentText
    from studio.feedback.model import HandoverRecord
    from studio.feedback.moderation_model import HouseRule


DECIDE = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER})


class HideDialog(Form):
    """The rules that the words of the comment suggest come first; none is chosen."""

    def __init__(
        self,
        shell: Shell,
        item: str,
        rules: Sequence[HouseRule],
        suggested: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        criticism: bool = False,
    ) -> None:
        """`suggested`: ids of the rules that its words suggest; `criticism`: they only find fault with the unit."""
        super().__init__(shell, parent, glyph="eye-off", danger=True, width=560)
        self._item = item
        self._texts = {rule.id: shell.language.say(rule.text) for rule in rules}
        self.set_heading(tr("Hide this comment by a house rule?"))
        self.say(tr("It stays on the page for the one who wrote it and can be shown again; the reason is kept."), "")
        fault = tr("Its words criticise the unit and break no rule: criticism stays visible.")
        self.put(Banner()).say(Tone.AMBER, fault if criticism else "")
        say, likely = shell.language.say, tr("{rule} (suggested)")
        first = {rule.id: likely.format(rule=say(rule.title)) for rule in rules if rule.id in suggested}
        titles = first | {rule.id: say(rule.title) for rule in rules if rule.id not in suggested}
        unchosen = tr("Choose the rule that it breaks.")
        self.rule = self.ask("rule", ChoiceBox(titles), tr("Rule broken"), missing=unchosen)
        self._rule_text = self.say("", "small")
        self.rule.currentIndexChanged.connect(self._show_rule)
        hint = tr("Which words break the rule; without personal data.")
        no_reason = tr("Say why, in a sentence.")
        self.why = self.ask("reason", QLineEdit(), tr("Reason"), missing=no_reason, hint=hint)
        self.prove("by", DECIDE, tr("Who decides"), stacked=True)
        self.why.returnPressed.connect(self.person_pin.pin.setFocus)
        self.person_pin.entered.connect(self.give)
        self.go.setText(tr("Hide"))

    def work(self, values: Values) -> object:
        moderation, (person, pin) = self.shell.studio.feedback.moderation, values["by"]
        return moderation.hide(self._item, values["rule"], values["reason"], person, pin)

    def _show_rule(self) -> None:
        self._rule_text.setText(self._texts.get(self.rule.currentData(), ""))


WAYS = (Origin.PHONE, Origin.IN_PERSON)


class RecordFeedbackDialog(Form):
    """`recorded` carries the id of the new item."""

    recorded = Signal(str)

    def __init__(self, shell: Shell, account: str, parent: QWidget | None = None) -> None:
        """`account`: the page in sight, or an empty text."""
        super().__init__(shell, parent, width=560)
        self._account, self._by = account, shell.session.person_id
        self.set_heading(tr("Record feedback"))
        ways = ChoiceButtons({way: origin_name(way) for way in WAYS})
        self.ask("origin", ways, tr("How it came"), value=Origin.PHONE)
        self.text = self.ask(
            "text",
            TextBox(lines=5),
            tr("What was said"),
            missing=tr("Write what was said."),
            hint=tr("Only what the matter needs: no name, no identity number, no address of the caller."),
        )
        no_time = tr("Enter day and time, such as 25/11/2026 08:00.")
        self.ask("at", DateTimeField(), tr("When"), value=shell.studio.now(), missing=no_time)
        about = ChoiceBox({category.value: category_name(category) for category in Category})
        about.setPlaceholderText(tr("Choose later"))
        self.ask("category", about, tr("What it is about"))
        self.pair("at", "category")
        self.go.setText(tr("Record"))
        self.go.setShortcut(sequence("Ctrl+Return"))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        category = Category(values["category"]) if values["category"] else None
        return self.shell.studio.feedback.items.record(
            values["origin"], values["text"].strip(), values["at"], self._by, account=self._account, category=category
        )

    def _done(self, item: Any) -> None:
        self.recorded.emit(item.id)
        self.accept()


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
            tr("Telephone first. Then record who received it: the text is erased at once, and only that is kept."), ""
        )
        self._put_answer(answers)
        self.receiver = self.ask(
            "receiver",
            QLineEdit(),
            tr("Received by"),
            missing=tr("Enter the post that received it."),
            hint=tr("The post that received it, no name: “Duty point, ward police”."),
        )
        channels = {channel: channel_name(channel) for channel in CHANNELS}
        self.ask("channel", ChoiceBox(channels, CHANNELS[0]), tr("How"))
        self.reference = self.ask(
            "reference",
            QLineEdit(),
            tr("Reference", about="paper"),
            missing=tr("Enter the number in the log."),
            hint=tr("Number in the duty log."),
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
        self.ready = self.put(TextBox(lines=LINES))
        self.ready.setReadOnly(True)
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
        self._call.say(Tone.AMBER, self.shell.language.explain(error))
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
