"""Hides a comment that breaks a house rule: which rule, why, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.people.model import Role
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.editors import ChoiceBox

if TYPE_CHECKING:
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
        self._texts = {rule.id: shell.speech.say(rule.text) for rule in rules}
        self.set_heading(tr("Hide this comment by a house rule?"))
        self.say(tr("It stays on the page for the one who wrote it and can be shown again; the reason is kept."), "")
        fault = tr("Its words find fault with the unit and break no rule: criticism stays visible.")
        self.put(Banner()).say(Tone.AMBER, fault if criticism else "")
        say, likely = shell.speech.say, tr("{rule} (suggested)")
        first = {rule.id: likely.format(rule=say(rule.title)) for rule in rules if rule.id in suggested}
        titles = first | {rule.id: say(rule.title) for rule in rules if rule.id not in suggested}
        unchosen = tr("Choose the rule that it breaks.")
        self.rule = self.ask("rule", ChoiceBox(titles), tr("Rule that it breaks"), missing=unchosen)
        self._rule_text = self.say("", "small")
        self.rule.currentIndexChanged.connect(self._show_rule)
        hint = tr("Which words break the rule; without personal data.")
        no_reason = tr("Say why, in a sentence.")
        self.why = self.ask("reason", QLineEdit(), tr("Reason"), missing=no_reason, hint=hint)
        self.prove("by", DECIDE, tr("Who decides"), stacked=True)
        self.why.returnPressed.connect(self.vouch.pin.setFocus)
        self.vouch.entered.connect(self.give)
        self.go.setText(tr("Hide"))

    def work(self, values: Values) -> object:
        moderation, (person, pin) = self.shell.studio.feedback.moderation, values["by"]
        return moderation.hide(self._item, values["rule"], values["reason"], person, pin)

    def _show_rule(self) -> None:
        self._rule_text.setText(self._texts.get(self.rule.currentData(), ""))
