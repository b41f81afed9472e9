"""A claim that people ask about: where it comes from, whether it is answered, and the post that says what is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from studio.posts.model import PostState
from studio.slips.model import Clarification, SlipDecision, SlipKind, Source
from studio.ui.page import PageId
from studio.ui.posts.ways import WAYS
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.inputs import ChoiceInput, Input, SlipTextInput, YesNoInput
from studio.ui.slips.section import SlipSection
from studio.ui.slips.words import options
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.turning import Turning
from studio.ui.words import post_word


class ClarificationForm(KindForm):
    """Three steps. Nobody's account is searched for claims, and none is named."""

    kind = SlipKind.CLARIFICATION

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self.claim, self.effect, self.reason = SlipTextInput(), SlipTextInput(), SlipTextInput()
        self.source: ChoiceInput[Source] = ChoiceInput()
        self.harmful, self.asked_often, self.within_remit = YesNoInput(), YesNoInput(), YesNoInput()
        self.decision: ChoiceInput[SlipDecision] = ChoiceInput()
        self.show_draft = LinkButton(glyph="square-pen")
        self._answer = Label(role="hint", wrap=True)
        first: dict[str, Input[Any]] = {"claim": self.claim, "effect": self.effect, "source": self.source}
        self.open_step = SlipSection(first, self.source, self.claim, self.effect, anchors=("clarify.open",))
        weighed: dict[str, Input[Any]] = {
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
            anchors=("clarify.assess",),
        )
        self.draft = SlipSection(
            {}, self._answer, glyph="file-plus", anchors=("clarify.basis",), beside=(self.show_draft,)
        )
        self.sections = (self.open_step, self.assess, self.draft)
        self.setLayout(column(*self.sections, spacing=10))
        self.open_step.save.clicked.connect(self._open)
        self.assess.save.clicked.connect(self._assess)
        self.draft.save.clicked.connect(
            lambda: self.ask(self.draft, lambda slips, slip, by: slips.clarifications.draft(slip, by))
        )
        self.show_draft.clicked.connect(self._show_draft)
        self.settle()

    def retranslate(self) -> None:
        if not self.sections:
            return
        yes, no, none = self.tr("Yes"), self.tr("No"), self.tr("Choose")
        self.source.set_label(self.tr("Where it comes from"), required=True)
        self.source.offer(options(Source), none)
        self.claim.set_label(self.tr("The claim, in your own neutral words"), required=True)
        self.claim.set_hint(self.tr("Never a citizen's message, name or account."))
        self.effect.set_label(self.tr("What it does to people"), required=True)
        self.harmful.set_label(self.tr("Does it do harm?"), required=True)
        self.asked_often.set_label(self.tr("Do many ask?"), required=True)
        self.within_remit.set_label(self.tr("Is it in our remit?"), required=True)
        for question in (self.harmful, self.asked_often, self.within_remit):
            question.offer(yes, no, none)
        self.decision.set_label(self.tr("Decision"), required=True)
        self.decision.offer(options(SlipDecision), none)
        self.reason.set_label(self.tr("Reason and basis"), required=True)
        self.show_draft.setText(self.tr("Show the post"))
        self.open_step.set_words(self.tr("1. What people ask about"), "", self.verb())
        self.assess.set_words(
            self.tr("2. Is it worth an answer?"),
            self.tr("An answer to what is harmless and hardly known only spreads it."),
            self.tr("Write it down"),
        )
        self.draft.set_words(
            self.tr("3. Say what is true"),
            self.tr("Fact first, then the claim, why it is wrong, and the fact again. The head approves it."),
            self.tr("Write the answer"),
        )
        self._say_draft()

    def _say_draft(self) -> None:
        body = self.view.file.slip.body if self.view is not None else None
        draft = body.draft if isinstance(body, Clarification) else ""
        draft = draft if self.view is not None and draft in self.view.states else ""  # not one that was thrown away
        self.draft.setVisible(not isinstance(body, Clarification) or body.decision in (None, SlipDecision.ANSWER))
        self.draft.save.setVisible(not draft)
        self.show_draft.setVisible(bool(draft))
        self._answer.setVisible(bool(draft))
        if self.view is not None and draft:
            title = self.view.titles.get(draft) or self.tr("(no title yet)")
            state = self.view.states.get(draft)
            self._answer.setText(f"{title} · {post_word(state).text}" if state is not None else title)

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
