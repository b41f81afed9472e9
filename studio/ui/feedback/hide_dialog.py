"""Hides a comment that breaks a house rule: which rule, why, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.errors import StudioError
from studio.people.model import Person, Role
from studio.text import nfc, squeeze
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.pin import PersonPicker, PinField

if TYPE_CHECKING:
    from studio.feedback.house_rules import HouseRule

WIDE = 560
DECIDE = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER})


class HideDialog(Dialog):
    """Is accepted once the comment is hidden; a refusal is shown here and nothing is lost."""

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
        super().__init__(parent, width=WIDE)
        self._shell, self._item, self._rules = shell, item, tuple(rules)
        self.set_heading(self.tr("Hide this comment by a house rule?"))
        text = Label(
            self.tr("It stays on the page for the one who wrote it and can be shown again; the reason is kept."),
            wrap=True,
        )
        warning = Banner()
        fault = self.tr("Its words find fault with the unit and break no rule: criticism stays visible.")
        warning.say(Tone.AMBER, fault if criticism else "")
        self._rule_text = Label(role="small", wrap=True)
        self.rule, self.why, self.who, self.pin = Combo(), QLineEdit(), PersonPicker(), PinField()
        self._blocks = {
            "rule": FieldBlock(self.rule, reserved=True),
            "why": FieldBlock(self.why, reserved=True),
            "who": FieldBlock(self.who, reserved=True),
            "pin": FieldBlock(self.pin, reserved=True),
        }
        self._blocks["rule"].set_label(self.tr("Rule that it breaks"), required=True)
        self._blocks["why"].set_label(self.tr("Reason"), required=True)
        self._blocks["why"].set_hint(self.tr("Which words break the rule; without personal data."))
        self._blocks["who"].set_label(self.tr("Who decides"))
        self._blocks["pin"].set_label(self.tr("PIN"))
        self.go, self.cancel = Button(self.tr("Hide"), "eye-off", kind="danger"), QuietButton(self.tr("Cancel"))
        self._offer_rules(suggested)
        self.go.clicked.connect(self._try)
        self.cancel.clicked.connect(self.reject)
        self.rule.currentIndexChanged.connect(lambda _: self._show_rule())
        self.why.returnPressed.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self.go.click)
        proof = row(self._blocks["who"], self._blocks["pin"], spacing=12)
        self.fill(
            text,
            warning,
            self._blocks["rule"],
            self._rule_text,
            self._blocks["why"],
            proof,
            buttons=row(None, self.cancel, self.go),
        )
        self.rule.setFocus()
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def _offer_rules(self, suggested: Sequence[str]) -> None:
        """Those that the words of the comment suggest come first; none is chosen."""
        for rule in sorted(self._rules, key=lambda each: each.id not in suggested):
            words = self._shell.speech.say(rule.title)
            if rule.id in suggested:
                words = self.tr("{rule} (suggested)").format(rule=words)
            self.rule.addItem(words, rule.id)
        self.rule.setPlaceholderText(self.tr("Choose…"))
        self.rule.setCurrentIndex(-1)

    def _show_rule(self) -> None:
        chosen = next((rule for rule in self._rules if rule.id == self.rule.currentData()), None)
        self._rule_text.setText(self._shell.speech.say(chosen.text) if chosen is not None else "")

    def _offer(self, people: Sequence[Person]) -> None:
        self.who.offer([p for p in people if p.active and p.roles & DECIDE], self._shell.session.person_id)

    def _try(self) -> None:
        reason = squeeze(nfc(self.why.text()))
        wrong = {
            "rule": "" if self.rule.currentData() else self.tr("Choose the rule that it breaks."),
            "why": "" if reason else self.tr("Say why, in a sentence."),
            "who": "" if self.who.person else self.tr("Choose a person."),
            "pin": "" if self.pin.text() else self.tr("Enter the PIN."),
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if (field := to_mend(*self._blocks.values())) is not None:
            field.setFocus()
            return
        moderation, item, rule = self._shell.studio.feedback.moderation, self._item, str(self.rule.currentData())
        who, pin = self.who.person, self.pin.take()
        self.go.setEnabled(False)
        self._shell.tasks.store(
            lambda: moderation.hide(item, rule, reason, who, pin), self._done, owner=self, failed=self._refused
        )

    def _done(self, _: object) -> None:
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._blocks["pin"].set_error(self._shell.speech.explain(error))
        self.pin.setFocus()
