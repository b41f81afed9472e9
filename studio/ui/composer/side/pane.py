"""The right pane, and in it how the post stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from studio.clock import local, show_datetime
from studio.people.model import Person
from studio.phrase import Phrase
from studio.posts.model import Approval, Door, Finding, HistoryEntry, Post, PostState
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.live import LiveOutcome
from studio.ui.composer.side.preview import PreviewTab
from studio.ui.composer.side.versions import VersionsTab
from studio.ui.exchange.standing import travel_words
from studio.ui.icons import icon, icon_px
from studio.ui.language import Speech
from studio.ui.review.comments import CommentsView
from studio.ui.review.findings import FindingCounts, FindingsView
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Plain, clear, column, row, rule, scrolled
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


class ChecksTab(QWidget):
    """`asked` carries the field of a finding, `rerun` asks for the full checks."""

    asked = Signal(str)
    rerun = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._latest: tuple[tuple[Finding, ...], Template] | None = None
        self._shown: tuple[Finding, ...] | None = None
        self.counts = FindingCounts()
        self.view = FindingsView(speech, links=True)
        self.view.asked.connect(self.asked)
        self._note = Label(tr("Checked while you write."), "small", wrap=True)
        self.run_all = QuietButton(tr("Check everything (F7)"), "list-checks")
        self.run_all.clicked.connect(self.rerun)
        anchor(self.run_all, "checks.run")
        self.setLayout(column(self.counts, self._note, row(self.run_all, None), self.view, None, spacing=10))

    def show_outcome(self, outcome: LiveOutcome, template: Template, when: datetime) -> None:
        self._latest = outcome.findings, template
        self._show()
        at = local(when)
        words = (
            tr("Checked at {time}. F7 also looks at the finished cards and pictures.")
            if outcome.door is Door.COMPOSE
            else tr("Checked at {time}, finished cards and pictures included.")
        )
        self._note.setText(words.format(time=f"{at.hour:02d}:{at.minute:02d}"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """List the findings once they are in sight: building the list takes longer than finding them."""
        if self._latest is None or not self.isVisible() or self._latest[0] == self._shown:
            return
        self._shown, template = self._latest
        self.counts.show_counts(self._shown)
        self.view.show_findings(self._shown, template)


PAD = 25
"""Pixels a tab adds to its words."""


class PaneTabs(QTabBar):
    """A row of tabs that never needs scrolling."""

    def __init__(self, glyphs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyphs = tuple(glyphs)
        self._words = [""] * len(self._glyphs)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for _ in self._glyphs:
            self.addTab("")
        self.currentChanged.connect(lambda _: self._fit())

    def set_words(self, words: Sequence[str]) -> None:
        self._words = list(words)
        for place, word in enumerate(words):
            self.setTabToolTip(place, word)
            self.setAccessibleTabName(place, word)
        self._fit()

    def word(self, place: int) -> str:
        return self._words[place]

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font)
        px = icon_px(metrics)
        tokens = current_tokens()
        wide = sum(bold.horizontalAdvance(word) + PAD for word in self._words) <= self.width()
        self.setIconSize(QSize(px, px))
        for place, name in enumerate(self._glyphs):
            here = place == self.currentIndex()
            colour = tokens.selected_text if here else tokens.muted
            self.setTabIcon(place, QIcon() if wide else icon(name, colour, px))
            self.setTabText(place, self._words[place] if wide or here else "")


PREVIEW, CHECKS, STANDING, HISTORY = range(4)
GLYPHS = ("smartphone", "list-checks", "shield-check", "history")


class SidePane(QWidget):
    """Preview, checks, approval and history, one in sight."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.preview, self.checks, self.standing = PreviewTab(speech), ChecksTab(speech), StandingTab(speech)
        self.versions, self.comments = VersionsTab(speech), CommentsView()
        self.tabs = PaneTabs(GLYPHS)
        anchor(self.tabs, "checks.run", "preview.phone", stand_in=True)
        self._stack = QStackedWidget()
        approval = Plain()
        approval.setLayout(column(self.standing, rule(), self.comments, spacing=16))
        for page in (self.preview, self.checks, approval, self.versions):
            self._stack.addWidget(_scrolled(page))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        inside = column(self.tabs, self._stack, spacing=0)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.tabs.setAccessibleName(tr("Right pane"))
        self.show_open_comments(0)

    def show_open_comments(self, count: int) -> None:
        """How many comments wait, on their tab."""
        approval = tr("Approval")
        if count:
            approval = f"{approval} ({count})"
        self.tabs.set_words((tr("Preview"), tr("Checks"), approval, tr("History")))

    def show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)


def _scrolled(tab: QWidget) -> QWidget:
    hold = Plain()
    hold.setLayout(column(tab, margins=(0, 10, 2, 4)))
    return scrolled(hold)
