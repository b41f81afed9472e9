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
from studio.posts.model import Approval, Finding, HistoryEntry, Post, PostState, PreflightStage, Severity
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.live_check import LiveOutcome
from studio.ui.composer.side.card import CardTab
from studio.ui.composer.side.preview import PreviewTab
from studio.ui.composer.side.versions import VersionsTab
from studio.ui.exchange.travel_note import travel_words
from studio.ui.icons import icon, icon_px
from studio.ui.language import LanguageManager
from studio.ui.review.comments import CommentsView
from studio.ui.review.findings import FindingCounts, FindingsView
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.widgets.tips import plain
from studio.ui.words import post_word

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.model import TravelState


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStanding:
    """What is known of a post beside its content."""

    post: Post
    refusals: Mapping[str, Phrase | None]
    approval: Approval | None
    history: tuple[HistoryEntry, ...]
    people: Mapping[str, Person]
    travels: TravelState | None = None
    """How it stands between PCs; None for one that never travelled."""

    def name_of(self, person_id: str) -> str:
        person = self.people.get(person_id)
        return person.name if person else person_id


def read_standing(studio: Studio, post_id: str, by: str) -> PostStanding:
    """On the worker."""
    post = studio.drafts.get(post_id)
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

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
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
            recall = QuietButton(tr("Return to draft"), "undo-2")
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
            facts.append((tr("The approval is valid until"), show_datetime(approval.expires_at)))
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
            return [tr("Somebody who did not write it has to decide under Approvals.")]
        if state is PostState.APPROVED:
            refusal = standing.refusals.get("publish")
            return [self._language.say(refusal)] if refusal else []
        return [self._blocker] if self._blocker else [tr("Submit it for approval.")]


class ChecksTab(QWidget):
    """`asked` carries the field of a finding, `rerun` asks for the full checks."""

    asked = Signal(str)
    rerun = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._latest: tuple[tuple[Finding, ...], Template] | None = None
        self._shown: tuple[Finding, ...] | None = None
        self.counts = FindingCounts()
        self.view = FindingsView(language, links=True)
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
            if outcome.stage is PreflightStage.COMPOSE
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


CARD, PREVIEW, CHECKS, STANDING, HISTORY = range(5)
GLYPHS = ("image", "smartphone", "list-checks", "shield-check", "history")
TOLD_CHARS = 40
"""Average characters of the pane under which what will be created is told beside card and post alone: it takes as many
lines as the other tabs have left."""


class SidePane(Card):
    """Card, preview, checks, approval and history, one in sight; below, what will be created."""

    hide_wanted = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self.card, self.preview = CardTab(language), PreviewTab(language)
        self.checks, self.standing = ChecksTab(language), StandingTab(language)
        self.versions, self.comments = VersionsTab(language), CommentsView()
        self._open_comments = self._stopping = 0
        self.tabs = PaneTabs(GLYPHS)
        anchor(self.tabs, "checks.run", "preview.phone", stand_in=True)
        self._hide = IconButton("panel-right-close", tr("Hide the preview (F9)"))
        self._hide.clicked.connect(self.hide_wanted)
        self.zoom = IconButton("zoom-in", tr("Enlarge the card to read every letter"))
        self.zoom.clicked.connect(self.card.enlarge)
        self._stack = QStackedWidget()
        approval = PlainHolder()
        approval.setLayout(column(self.standing, rule(), self.comments, spacing=16))
        self.apart, self._gap = _scrolled(self.checks), QWidget()
        for page in (self.card, _padded(self.preview), self.apart, _scrolled(approval), _scrolled(self.versions)):
            self._stack.addWidget(page)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.currentChanged.connect(self._fit)
        self._will_create = Label(role="small", wrap=True)
        told = Glyph("info")
        self._foot = foot = Card(kind="foot")
        line = row(told, self._will_create, spacing=8, margins=(16, 8, 16, 8))
        line.setStretch(1, 1)
        foot.setLayout(line)
        head = row(self.tabs, self.zoom, self._hide, spacing=4, margins=(8, 2, 8, 0))
        head.setStretch(0, 1)
        inside = column(head, rule(), self._stack, foot, spacing=0, margins=1)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.tabs.setAccessibleName(tr("Right pane"))
        self.preview.told.connect(self._tell)
        self._name_tabs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        place = self.tabs.currentIndex()
        self.zoom.setVisible(place == CARD)
        roomy = self.width() >= TOLD_CHARS * self.fontMetrics().averageCharWidth()
        self._foot.setVisible(roomy or place in (CARD, PREVIEW))

    def show_open_comments(self, count: int) -> None:
        """How many comments wait, on their tab."""
        self._open_comments = count
        self._name_tabs()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """How many of them stop the post, on their tab; and where they are, on the card."""
        self._stopping = sum(finding.severity is Severity.BLOCK for finding in findings)
        self._name_tabs()
        self.card.show_findings(findings)

    def show_tab(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)

    def part_findings(self, place: QWidget | None) -> None:
        """Let the findings stand in `place`, or behind their tab again."""
        layout = place.layout() if place is not None else None
        if layout is not None:
            if self.tabs.currentIndex() == CHECKS:
                self.show_tab(CARD)
            layout.addWidget(self.apart)
            self._stack.insertWidget(CHECKS, self._gap)
        elif self._stack.indexOf(self.apart) < 0:
            self._stack.removeWidget(self._gap)
            self._stack.insertWidget(CHECKS, self.apart)
        self.tabs.setTabVisible(CHECKS, layout is None)
        self.apart.setVisible(layout is not None or self.tabs.currentIndex() == CHECKS)

    def _name_tabs(self) -> None:
        checks, approval = tr("Checks"), tr("Approval")
        if self._stopping:
            checks = f"{checks} ({self._stopping})"
        if self._open_comments:
            approval = f"{approval} ({self._open_comments})"
        self.tabs.set_words((tr("Card"), tr("Post", about="preview"), checks, approval, tr("History")))

    def _tell(self) -> None:
        first, *ways = self.preview.sentences or ("",)
        self._will_create.setText(first.replace(" · ", "\u00a0· "))  # a line ends after a dot
        self._will_create.setToolTip(plain("\n".join(ways)))


def _scrolled(tab: QWidget) -> QWidget:
    return scrolled(_padded(tab))


def _padded(tab: QWidget) -> QWidget:
    hold = PlainHolder()
    hold.setLayout(column(tab, margins=(16, 12, 14, 8)))
    return hold
