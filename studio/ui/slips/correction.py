"""An error in a published post: what is wrong, how it is dealt with, what is right, and why it happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from studio.posts.model import PostState
from studio.slips.model import WITHDRAWING, Correction, ErrorHandling, IncidentSeverity, Reporter, SlipKind
from studio.ui.page import PageId
from studio.ui.posts.ways import WAYS
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.inputs import ChoiceInput, Input, SlipLineInput, SlipTextInput
from studio.ui.slips.section import SlipSection
from studio.ui.slips.words import options
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.turning import Turning
from studio.ui.words import post_word


class CorrectionForm(KindForm):
    """Five steps. The post that corrects is written in the composer and approved like any other."""

    kind = SlipKind.CORRECTION

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self.post: ChoiceInput[str] = ChoiceInput()
        """Which post; offered while the slip is not opened."""
        self.error, self.wrong, self.right, self.basis = (
            SlipTextInput(),
            SlipTextInput(),
            SlipTextInput(),
            SlipLineInput(),
        )
        self.found_by: ChoiceInput[Reporter] = ChoiceInput()
        self.severity: ChoiceInput[IncidentSeverity] = ChoiceInput()
        self.mode: ChoiceInput[ErrorHandling] = ChoiceInput()
        self.cause, self.prevention = SlipTextInput(), SlipTextInput()
        self.see, self.write = LinkButton(glyph="arrow-up-right"), LinkButton(glyph="square-pen")
        self._original, self._answer = Label(role="hint", wrap=True), Label(role="hint", wrap=True)
        self._posts: Sequence[tuple[str, str]] = ()
        self._build()
        self._connect()
        self.settle()

    def _build(self) -> None:
        first: dict[str, Input[Any]] = {
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
            Turning((self.found_by, 1), (self.severity, 1)),
            anchors=("correction.create",),
            beside=(self.see,),
        )
        self.choose = SlipSection({"mode": self.mode}, self.mode, anchors=("correction.choose",))
        said: dict[str, Input[Any]] = {"wrong": self.wrong, "right": self.right, "basis": self.basis}
        self.fill = SlipSection(said, self.wrong, self.right, self.basis, anchors=("correction.fill",))
        self.publish = SlipSection({}, self._answer, glyph="flag", beside=(self.write,))
        self.learn = SlipSection(
            {"cause": self.cause, "prevention": self.prevention},
            self.cause,
            self.prevention,
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
        self._posts = posts
        self.post.offer(posts, self.tr("Choose the post"))
        if chosen:
            self.post.write(chosen)

    def retranslate(self) -> None:
        if not self.sections:
            return
        none = self.tr("Choose")
        self.post.set_label(self.tr("Which post"), required=True)
        self.post.offer(self._posts, self.tr("Choose the post"))
        self.error.set_label(self.tr("What is wrong"), required=True)
        self.found_by.set_label(self.tr("Who found it"), required=True)
        self.found_by.offer(options(Reporter), none)
        self.severity.set_label(self.tr("How serious"), required=True)
        self.severity.offer(options(IncidentSeverity), none)
        self.mode.set_label(self.tr("How it is dealt with"), required=True)
        self.mode.offer(options(ErrorHandling), none)
        self.wrong.set_label(self.tr("We wrote"), required=True)
        self.right.set_label(self.tr("Correct text"), required=True)
        self.basis.set_label(self.tr("Basis"))
        self.cause.set_label(self.tr("Cause"), required=True)
        self.prevention.set_label(self.tr("How it is prevented"), required=True)
        self.see.setText(self.tr("Show the post"))
        self.write.setText(self.tr("Open the correction"))
        self._title_sections()

    def _title_sections(self) -> None:
        keep = self.tr("Write it down")
        self.report_error.set_words(self.tr("1. Report the error"), "", self.verb())
        self.choose.set_words(
            self.tr("2. Choose what is done"),
            self.tr("Where personal data is public the post is withdrawn at once; a second person decides on that."),
            keep,
        )
        self.fill.set_words(
            self.tr("3. What was wrong, what is right"),
            self.tr("Both are put into the correction, which is opened for you."),
            keep,
        )
        self.publish.set_words(
            self.tr("4. Publish the correction"),
            self.tr("Finish it in the composer and send it for approval. Pin it where the error is serious."),
            self.tr("It is pinned"),
        )
        self.learn.set_words(self.tr("5. Why it happened"), "", keep)
        self._say_posts()

    def _say_posts(self) -> None:
        body = self.view.file.slip.body if self.view is not None else None
        held = body if isinstance(body, Correction) else None
        self.post.setVisible(held is None)
        self.see.setVisible(held is not None)
        self._original.setVisible(held is not None)
        drafted = held is not None and self.view is not None and held.correction_post in self.view.states
        self.write.setVisible(drafted)
        self.publish.setVisible(held is None or held.mode is None or held.mode is ErrorHandling.CORRECTION)
        if self.view is not None and held is not None:
            self._original.setText(self._told(held.post))
            self._answer.setText(self._told(held.correction_post) if drafted else self.tr("Not opened yet."))

    def _told(self, post: str) -> str:
        """A post by its title and state."""
        if self.view is None:
            return ""
        title = self.view.titles.get(post) or self.tr("(no title yet)")
        state = self.view.states.get(post)
        return f"{title} · {post_word(state).text}" if state is not None else title

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
