"""Where the post stands: who wrote it, who may approve it, and what is missing until it can go out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.people.model import Person
from studio.phrase import Phrase
from studio.posts.model import Approval, HistoryEntry, Post, PostState
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.exchange.standing import travel_words
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import clear, column, row, rule
from studio.ui.words import post_word

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.model import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStanding:
    """What is known of a post beside its content."""

    post: Post
    refusals: Mapping[str, Phrase | None]
    approval: Approval | None
    history: tuple[HistoryEntry, ...]
    people: Mapping[str, Person]
    travels: Standing | None = None
    """How it stands between PCs; None for one that never travelled."""

    def name_of(self, person_id: str) -> str:
        person = self.people.get(person_id)
        return person.name if person else person_id


def read_standing(studio: Studio, post_id: str, by: str) -> PostStanding:
    """On the worker."""
    post = studio.desk.get(post_id)
    return PostStanding(
        post=post,
        refusals=studio.workflow.refusals(post_id, by) if by else {},
        approval=studio.workflow.approval(post_id),
        history=tuple(studio.workflow.history(post_id)),
        people={person.id: person for person in studio.people.list()},
        travels=studio.exchange.standing(post_id),
    )


class StandingTab(QWidget):
    """`recall_wanted` takes the post back to a draft, `send_wanted` sends it to another PC."""

    recall_wanted = Signal()
    send_wanted = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._standing: PostStanding | None = None
        self._template: Template | None = None
        self._blocker = ""
        self._inside: QVBoxLayout = column(spacing=10)
        self.setLayout(self._inside)

    def show_standing(self, standing: PostStanding, template: Template, blocker: str) -> None:
        """`blocker`: why the post cannot be handed in, or an empty text."""
        if (self._standing, self._template, self._blocker) == (standing, template, blocker):
            return
        self._standing, self._template, self._blocker = standing, template, blocker
        clear(self._inside)
        post = standing.post
        self._inside.addLayout(row(StatusChip(post_word(post.state)), None))
        for heading, text in self._facts(standing, template):
            self._inside.addLayout(column(Label(heading, "small", wrap=True), Label(text, wrap=True), spacing=1))
        missing = self._missing(standing)
        if missing:
            self._inside.addWidget(rule())
            self._inside.addWidget(Label(tr("Still missing"), "label"))
            for sentence in missing:
                line = row(Glyph("circle-alert", Tone.AMBER), spacing=8)
                line.addWidget(Label(sentence, wrap=True), 1)
                self._inside.addLayout(line)
        if post.state in (PostState.IN_REVIEW, PostState.APPROVED):
            recall = QuietButton(tr("Take it back to draft"), "undo-2")
            recall.clicked.connect(self.recall_wanted)
            self._inside.addLayout(row(recall, None))
        send = QuietButton(tr("Send to another PC…"), "share-2")
        send.clicked.connect(self.send_wanted)
        self._inside.addLayout(row(send, None))
        self._inside.addStretch(1)

    def _facts(self, standing: PostStanding, template: Template) -> list[tuple[str, str]]:
        post = standing.post
        writers = ", ".join(standing.name_of(p) for p in dict.fromkeys((post.author, *post.editors)))
        facts = [(tr("Written by (may not approve it)"), writers)]
        head = template.approval == "head"
        who = tr("The head of the unit") if head else tr("Somebody with the right to approve")
        facts.append((tr("Needs the approval of"), who))
        approval = standing.approval
        if approval is not None and post.state in (PostState.APPROVED, PostState.QUEUED, PostState.PUBLISHED):
            given = tr("{person}, {time}").format(person=standing.name_of(approval.by), time=show_datetime(approval.at))
            facts.append((tr("Approved by"), given))
            facts.append((tr("The approval holds until"), show_datetime(approval.expires_at)))
        last = next((e for e in reversed(standing.history) if e.note and e.action in ("ask_changes", "reject")), None)
        if last is not None and post.state in (PostState.CHANGES_ASKED, PostState.REJECTED):
            facts.append((tr("{person} wrote").format(person=standing.name_of(last.by)), f"“{last.note}”"))
        if standing.travels is not None:
            facts.append((tr("Between PCs"), travel_words(standing.travels)))
        return facts

    def _missing(self, standing: PostStanding) -> list[str]:
        state = standing.post.state
        if state in (PostState.PUBLISHED, PostState.WITHDRAWN, PostState.QUEUED):
            return []
        if state is PostState.IN_REVIEW:
            return [tr("Somebody who did not write it has to decide on the Approvals page.")]
        if state is PostState.APPROVED:
            refusal = standing.refusals.get("publish")
            return [self._speech.say(refusal)] if refusal else []
        return [self._blocker] if self._blocker else [tr("Submit it for approval.")]
