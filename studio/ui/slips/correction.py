"""An error in a published post and how it is put right; a rumour, and what is said against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QLineEdit

from studio.posts.model import PostState
from studio.slips.model import (
    WITHDRAWING,
    ClaimSource,
    Clarification,
    Correction,
    ErrorHandling,
    IncidentSeverity,
    Reporter,
    SlipDecision,
    SlipKind,
)
from studio.translation import tr
from studio.ui.page_specs import PageId
from studio.ui.posts.query import WAYS
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.section import SlipInput, SlipSection
from studio.ui.slips.words import options
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import post_word


class CorrectionForm(KindForm):
    """Five steps. The post that corrects is written in the composer and approved like any other."""

    kind = SlipKind.CORRECTION

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        none = tr("Choose")
        self.post = SlipInput(ChoiceBox(none=tr("Choose the post")), tr("Which post"), required=True)
        """Offered while the slip is not opened."""
        self.error = SlipInput(TextBox(lines=3), tr("What is wrong"), required=True)
        self.found_by = SlipInput(ChoiceBox(options(Reporter), none=none), tr("Who found it"), required=True)
        self.severity = SlipInput(ChoiceBox(options(IncidentSeverity), none=none), tr("How serious"), required=True)
        self.mode = SlipInput(ChoiceBox(options(ErrorHandling), none=none), tr("How it is dealt with"), required=True)
        self.wrong = SlipInput(TextBox(lines=3), tr("We wrote"), required=True)
        self.right = SlipInput(TextBox(lines=3), tr("Correct text"), required=True)
        self.basis = SlipInput(QLineEdit(), tr("Basis"))
        self.cause = SlipInput(TextBox(lines=3), tr("Cause"), required=True)
        self.prevention = SlipInput(TextBox(lines=3), tr("How it is prevented"), required=True)
        self.see = LinkButton(tr("Show the post"), glyph="arrow-up-right")
        self.write = LinkButton(tr("Open the correction"), glyph="square-pen")
        self._original, self._answer = Label(role="hint", wrap=True), Label(role="hint", wrap=True)
        for part in (self.see, self.write, self._original):
            part.hide()
        self._build()
        self._connect()
        self.settle()

    def _build(self) -> None:
        keep = tr("Save the entry")
        first: dict[str, SlipInput[Any]] = {
            "post": self.post,
            "error": self.error,
            "found_by": self.found_by,
            "severity": self.severity,
        }
        self.report_error = SlipSection(
            first,
            self._original,
            self.post,
            self.error,
            ResponsiveRow((self.found_by, 1), (self.severity, 1)),
            title=tr("1. Report the error"),
            anchors=("correction.create",),
            beside=(self.see,),
        )
        self.choose = SlipSection(
            {"mode": self.mode},
            self.mode,
            title=tr("2. Choose what is done"),
            hint=tr("Where personal data is public the post is withdrawn at once; a second person decides on that."),
            verb=keep,
            anchors=("correction.choose",),
        )
        said: dict[str, SlipInput[Any]] = {"wrong": self.wrong, "right": self.right, "basis": self.basis}
        self.fill = SlipSection(
            said,
            self.wrong,
            self.right,
            self.basis,
            title=tr("3. What was wrong, what is right"),
            hint=tr("Both are put into the correction, which is opened for you."),
            verb=keep,
            anchors=("correction.fill",),
        )
        self.publish = SlipSection(
            {},
            self._answer,
            title=tr("4. Publish the correction"),
            hint=tr("Finish it in the composer and send it for approval. Pin it where the error is serious."),
            verb=tr("It is pinned"),
            glyph="flag",
            beside=(self.write,),
        )
        self.learn = SlipSection(
            {"cause": self.cause, "prevention": self.prevention},
            self.cause,
            self.prevention,
            title=tr("5. Cause of the incident"),
            verb=keep,
            anchors=("correction.lesson",),
        )
        self.sections = (self.report_error, self.choose, self.fill, self.publish, self.learn)
        self.setLayout(column(*self.sections, spacing=10))

    def _connect(self) -> None:
        self.report_error.save.clicked.connect(self._create)
        self.choose.save.clicked.connect(self._choose)
        self.fill.save.clicked.connect(self._fill)
        self.publish.save.clicked.connect(
            lambda: self.ask(self.publish, lambda slips, slip, by: slips.corrections.pinned(slip, by))
        )
        self.learn.save.clicked.connect(self._learn)
        self.see.clicked.connect(lambda: self._show_post(correction=False))
        self.write.clicked.connect(lambda: self._show_post(correction=True))

    def offer_posts(self, posts: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Published posts by id and title; `chosen` is the one that was reported."""
        self.post.editor.offer(dict(posts))
        if chosen:
            self.post.write(chosen)

    def put(self, view: SlipView) -> None:
        body = view.file.slip.body
        if not isinstance(body, Correction):
            return
        self.report_error.inputs = {
            key: field for key, field in self.report_error.inputs.items() if field is not self.post
        }
        self.error.put(body.error)
        self.found_by.put(body.found_by)
        self.severity.put(body.severity)
        self.mode.put(body.mode)
        self.wrong.put(body.wrong)
        self.right.put(body.right)
        self.basis.put(body.basis)
        self.cause.put(body.cause)
        self.prevention.put(body.prevention)
        out = view.states.get(body.correction_post) is PostState.PUBLISHED
        pinned = body.severity is not IncidentSeverity.SERIOUS or body.pinned_at is not None
        self.report_error.set_done(True)
        self.choose.set_done(body.mode is not None)
        self.fill.set_done(bool(body.wrong) or body.mode in WITHDRAWING)
        self.publish.set_done(out and pinned)
        self.learn.set_done(bool(body.cause))
        drafted = body.correction_post in view.states
        self.post.hide()
        self.see.show()
        self._original.show()
        self.write.setVisible(drafted)
        self.publish.setVisible(body.mode in (None, ErrorHandling.CORRECTION))
        self._original.setText(self._told(body.post, view))
        self._answer.setText(self._told(body.correction_post, view) if drafted else tr("Not opened yet."))

    def _told(self, post: str, view: SlipView) -> str:
        """A post by its title and state."""
        title, state = view.titles.get(post) or tr("(no title yet)"), view.states.get(post)
        return f"{title} · {post_word(state).text}" if state is not None else title

    # -- steps

    def _create(self) -> None:
        values = self.report_error.read()
        if values is None:
            return
        if self.id:
            self.ask(self.report_error, lambda slips, slip, by: slips.corrections.amend(slip, by, **values))
        else:
            self.ask(self.report_error, lambda slips, slip, by: slips.corrections.create(by, **values))

    def _choose(self) -> None:
        values = self.choose.read()
        if values is not None:
            self.ask(self.choose, lambda slips, slip, by: slips.corrections.choose(slip, by, values["mode"]))

    def _fill(self) -> None:
        values = self.fill.read()
        if values is not None:
            self.ask(self.fill, lambda slips, slip, by: slips.corrections.fill(slip, by, **values))

    def _learn(self) -> None:
        values = self.learn.read()
        if values is not None:
            self.ask(self.learn, lambda slips, slip, by: slips.corrections.learnt(slip, by, **values))

    def _show_post(self, *, correction: bool) -> None:
        body = self.view.file.slip.body if self.view is not None else None
        if self.view is not None and isinstance(body, Correction):
            post = body.correction_post if correction else body.post
            state = self.view.states.get(post)
            self.go.emit((WAYS[state] if state is not None else PageId.COMPOSER).value, post)


class ClarificationForm(KindForm):
    """Three steps. Nobody's account is searched for claims, and none is named."""

    kind = SlipKind.CLARIFICATION

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        answers, none = {True: tr("Yes"), False: tr("No")}, tr("Choose")
        self.source = SlipInput(ChoiceBox(options(ClaimSource), none=none), tr("Where it comes from"), required=True)
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
            ResponsiveRow((self.harmful, 1), (self.asked_often, 1), (self.within_remit, 1)),
            self.decision,
            self.reason,
            title=tr("2. Is it worth an answer?"),
            hint=tr("Answering something harmless and little known only spreads it."),
            verb=tr("Save the entry"),
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
