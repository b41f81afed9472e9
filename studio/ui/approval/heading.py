"""Which post is under review: title, who wrote it, and what presses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.posts.model import PostState
from studio.posts.withdrawal import asked, withdrawn
from studio.ui.approval.case import Case
from studio.ui.approval.urgency import approval_left, planned_left
from studio.ui.language import Speech, Translated
from studio.ui.review.comments import is_open
from studio.ui.review.findings import FindingCounts
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Elided
from studio.ui.widgets.layout import FlowLayout, clear, column, row
from studio.ui.words import Word, post_word

WIDE_CHARS = 80
_WITH_APPROVAL = (PostState.APPROVED, PostState.ON_HOLD)


class CaseHead(Translated):
    """Title, author, chips; and for a post whose time ran out, what to do. `opened` asks to open it for writing."""

    opened = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._case: Case | None = None
        self._now: datetime | None = None
        self._narrow = False
        self._author = Avatar("", 34)
        self._title, self._about = Elided(role="heading"), Elided(role="hint")
        self._chips = FlowLayout(spacing=6)
        self._counts = FindingCounts(self)
        self._counts.hide()
        self.open_button = QuietButton(glyph="square-pen")
        self.open_button.clicked.connect(self.opened)
        self.banner = Banner(self.open_button)
        chips = QWidget()
        chips.setLayout(self._chips)
        line = row(column(self._author, None), column(self._title, self._about, chips, spacing=3), spacing=12)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.banner, spacing=8))
        self.retranslate()

    @property
    def author(self) -> str:
        """What is said of who wrote it."""
        return self._about.text()

    def retranslate(self) -> None:
        self.open_button.setText(self.tr("Open the post"))
        if self._case is not None and self._now is not None:
            self.show_case(self._case, self._now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the chips leave out what the tabs say too."""
        super().resizeEvent(event)
        narrow = event.size().width() < self.fontMetrics().averageCharWidth() * WIDE_CHARS
        if narrow != self._narrow:
            self._narrow = narrow
            self.retranslate()

    def show_case(self, case: Case, now: datetime) -> None:
        self._case, self._now = case, now
        sheet, post = case.sheet, case.sheet.post
        self._author.set_name(sheet.name_of(post.author))
        self._title.setText(sheet.content.title or self.tr("(no title yet)"))
        others = [sheet.name_of(one) for one in dict.fromkeys(post.editors) if one != post.author]
        about = [sheet.name_of(post.author)]
        if others:
            about.append(self.tr("with {names}").format(names=", ".join(others)))
        about.append(self.tr("last changed {when}").format(when=show_datetime(post.updated_at)))
        if sheet.template is not None:
            about.append(f"{sheet.template.code} {self._speech.say(sheet.template.title)}")
        self._about.setText(" · ".join(about))
        clear(self._chips)
        self._counts.show_counts(sheet.findings)
        words = list(self._words(case, now))
        if not self._narrow:
            words += [*self._waiting(case), *self._counts.words()]
        for word in words:
            self._chips.addWidget(StatusChip(word))
        self._say_over(case)

    def _words(self, case: Case, now: datetime) -> Iterator[Word]:
        sheet, post = case.sheet, case.sheet.post
        yield post_word(post.state)
        if sheet.template is not None and sheet.template.approval == "head" and post.state is PostState.IN_REVIEW:
            yield Word(self.tr("The head of the unit approves this"), "landmark", Tone.INDIGO)
        if post.state in _WITH_APPROVAL and sheet.approval is not None:
            yield approval_left(sheet.approval.expires_at, now)
        if post.publish_at is not None and post.state is not PostState.APPROVAL_EXPIRED:
            yield planned_left(post.publish_at, now)

    def _waiting(self, case: Case) -> Iterator[Word]:
        waiting = sum(is_open(comment) for comment in case.comments)
        if waiting:
            yield Word(self.tr("{n} open comments").format(n=waiting), "message-circle", Tone.AMBER)

    def _say_over(self, case: Case) -> None:
        """What to do with a post whose approval, or whose wait for one, is over; or that was sent back."""
        post = case.sheet.post
        if post.state is PostState.APPROVAL_EXPIRED:
            ended = [entry for entry in case.sheet.history if entry.action == "expire"]
            when = show_datetime(ended[-1].at if ended else post.updated_at)
            text = self.tr(
                "Its time was over on {when}. The author checks it, chooses the time anew and submits it again."
            )
            self.banner.say(Tone.AMBER, text.format(when=when))
        elif post.state is PostState.CHANGES_ASKED:
            sent_back = [entry for entry in case.sheet.history if entry.action == "ask_changes"]
            note = sent_back[-1].note if sent_back else ""
            text = (
                self.tr("Its author was asked for changes: {note}")
                if note
                else self.tr("Its author was asked for changes.")
            )
            self.banner.say(Tone.BLUE, text.format(note=note))
        elif (request := asked(case.sheet.history)) is not None:
            text = self.tr("{name} asks to take it back: {reason}")
            self.banner.say(Tone.AMBER, text.format(name=case.sheet.name_of(request.by), reason=request.note))
        elif (line := withdrawn(case.sheet.history)) is not None:
            text = self.tr("{name} withdrew it: {reason}")
            self.banner.say(Tone.RED, text.format(name=case.sheet.name_of(line.by), reason=line.note))
        else:
            self.banner.say(Tone.BLUE, "")
