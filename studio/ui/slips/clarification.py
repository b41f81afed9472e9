"""A claim that people ask about: where it comes from, whether it is answered, and the post that says what is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from studio.posts.model import PostState
from studio.slips.model import Clarification, SlipDecision, SlipKind, Source
from studio.translation import tr
from studio.ui.page import PageId
from studio.ui.posts.ways import WAYS
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.inputs import SlipInput
from studio.ui.slips.section import SlipSection
from studio.ui.slips.words import options
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.turning import Turning
from studio.ui.words import post_word


class ClarificationForm(KindForm):
    """Three steps. Nobody's account is searched for claims, and none is named."""

    kind = SlipKind.CLARIFICATION

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        answers, none = {True: tr("Yes"), False: tr("No")}, tr("Choose")
        self.source = SlipInput(ChoiceBox(options(Source), none=none), tr("Where it comes from"), required=True)
        self.claim = SlipInput(
            TextBox(lines=3),
            tr("The claim, in your own neutral words"),
            required=True,
            hint=tr("Never a citizen's message, name or account."),
        )
        self.effect = SlipInput(TextBox(lines=3), tr("What it does to people"), required=True)
        self.harmful = SlipInput(ChoiceBox(answers, none=none), tr("Does it do harm?"), required=True)
        self.asked_often = SlipInput(ChoiceBox(answers, none=none), tr("Do many ask?"), required=True)
        self.within_remit = SlipInput(ChoiceBox(answers, none=none), tr("Is it in our remit?"), required=True)
        self.decision = SlipInput(ChoiceBox(options(SlipDecision), none=none), tr("Decision"), required=True)
        self.reason = SlipInput(TextBox(lines=3), tr("Reason and basis"), required=True)
        self.show_draft = LinkButton(tr("Show the post"), glyph="square-pen")
        self._answer = Label(role="hint", wrap=True)
        first: dict[str, SlipInput[Any]] = {"claim": self.claim, "effect": self.effect, "source": self.source}
        self.open_step = SlipSection(
            first,
            self.source,
            self.claim,
            self.effect,
            title=tr("1. What people ask about"),
            anchors=("clarify.open",),
        )
        weighed: dict[str, SlipInput[Any]] = {
            "harmful": self.harmful,
            "asked_often": self.asked_often,
            "within_remit": self.within_remit,
            "decision": self.decision,
            "reason": self.reason,
        }
        self.assess = SlipSection(
            weighed,
            Turning((self.harmful, 1), (self.asked_often, 1), (self.within_remit, 1)),
            self.decision,
            self.reason,
            title=tr("2. Is it worth an answer?"),
            hint=tr("An answer to what is harmless and hardly known only spreads it."),
            verb=tr("Write it down"),
            anchors=("clarify.assess",),
        )
        self.draft = SlipSection(
            {},
            self._answer,
            title=tr("3. Say what is true"),
            hint=tr("Fact first, then the claim, why it is wrong, and the fact again. The head approves it."),
            verb=tr("Write the answer"),
            glyph="file-plus",
            anchors=("clarify.basis",),
            beside=(self.show_draft,),
        )
        self.sections = (self.open_step, self.assess, self.draft)
        self.setLayout(column(*self.sections, spacing=10))
        self.open_step.save.clicked.connect(self._open)
        self.assess.save.clicked.connect(self._assess)
        self.draft.save.clicked.connect(
            lambda: self.ask(self.draft, lambda slips, slip, by: slips.clarifications.draft(slip, by))
        )
        self.show_draft.hide()
        self._answer.hide()
        self.show_draft.clicked.connect(self._show_draft)
        self.settle()

    def put(self, view: SlipView) -> None:
        body = view.file.slip.body
        if not isinstance(body, Clarification):
            return
        self.claim.put(body.claim)
        self.effect.put(body.effect)
        self.source.put(body.source)
        self.harmful.put(body.harmful)
        self.asked_often.put(body.asked_often)
        self.within_remit.put(body.within_remit)
        self.decision.put(body.decision)
        self.reason.put(body.reason)
        self.open_step.set_done(True)
        self.assess.set_done(body.decision is not None)
        self.draft.set_done(view.states.get(body.draft) is PostState.PUBLISHED)
        self.draft.setVisible(body.decision in (None, SlipDecision.ANSWER))
        state = view.states.get(body.draft)  # of none that was thrown away
        self.draft.save.setVisible(state is None)
        self.show_draft.setVisible(state is not None)
        self._answer.setVisible(state is not None)
        if state is not None:
            title = view.titles.get(body.draft) or tr("(no title yet)")
            self._answer.setText(f"{title} · {post_word(state).text}")

    def _open(self) -> None:
        values = self.open_step.read()
        if values is None:
            return
        if self.id:
            self.ask(self.open_step, lambda slips, slip, by: slips.clarifications.amend(slip, by, **values))
        else:
            self.ask(self.open_step, lambda slips, slip, by: slips.clarifications.open(by, **values))

    def _assess(self) -> None:
        values = self.assess.read()
        if values is not None:
            self.ask(self.assess, lambda slips, slip, by: slips.clarifications.assess(slip, by, **values))

    def _show_draft(self) -> None:
        body = self.view.file.slip.body if self.view is not None else None
        if self.view is not None and isinstance(body, Clarification):
            state = self.view.states.get(body.draft)
            self.go.emit((WAYS[state] if state is not None else PageId.COMPOSER).value, body.draft)
