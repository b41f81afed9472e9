"""What is decided on, in the middle: the content, what changed since one's last look, comments, checks, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.clock import show_date, show_datetime
from studio.library.model import CitedLaw, Status, Validity
from studio.posts.compare import PictureChange
from studio.posts.model import HistoryEntry, PostState
from studio.posts.notes import said
from studio.posts.workflow import asked, withdrawn
from studio.translation import ntr, tr
from studio.ui.actions import sequence
from studio.ui.approval.reading_pane import ReadingPane
from studio.ui.approval.review_data import ReviewData, Since
from studio.ui.approval.urgency import approval_left, planned_left, short_moment
from studio.ui.exchange.travel_note import TravelNote
from studio.ui.language import LanguageManager
from studio.ui.review.changes import ChangesView
from studio.ui.review.comments import KEY, CommentsView, is_open
from studio.ui.review.findings import FindingCounts, FindingsView
from studio.ui.review.sheet import ReviewSheet
from studio.ui.review.zoom import Shot
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, LinkButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, Tabs, clear, column, row, rule, scrolled
from studio.ui.widgets.tips import plain
from studio.ui.words import POSTS, StateWord, law_word, post_word, validity_word

WIDE_CHARS = 80
LOW_LINES = 24
_WITH_APPROVAL = (PostState.APPROVED, PostState.ON_HOLD)


class HistoryView(QWidget):
    """The entries, newest first."""

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._name_of: Callable[[str], str] = str
        self._inside: QVBoxLayout = column(spacing=14)
        self.setLayout(self._inside)

    def show_history(self, entries: Sequence[HistoryEntry], name_of: Callable[[str], str]) -> None:
        self._name_of = name_of
        clear(self._inside)
        if not entries:
            self._inside.addWidget(Label(tr("No history yet."), "hint", wrap=True))
        for entry in sorted(entries, key=lambda e: (e.at, e.seq), reverse=True):
            self._inside.addLayout(self._line(entry))
        self._inside.addStretch(1)

    def action_name(self, action: str) -> str:
        """What was done, in words; an action without words of its own is shown as it is called."""
        return {
            "open": tr("Opened the draft"),
            "edit": tr("Changed it"),
            "submit": tr("Submitted it for approval"),
            "approve": tr("Approved it"),
            "ask_changes": tr("Requested changes"),
            "reject": tr("Rejected it"),
            "hold": tr("Put it on hold"),
            "release": tr("Resumed it"),
            "withdraw": tr("Withdrew it"),
            "expire": tr("The approval expired"),
            "queue": tr("Queued it"),
            "unqueue": tr("Cancelled the delivery"),
            "publish": tr("It was published"),
            "recall": tr("Returned it to draft"),
            "comment": tr("Remarked"),
            "law_changed": tr("A cited document has changed its status"),
            "ask_withdrawal": tr("Requested its removal"),
            "decline_withdrawal": tr("Declined the removal"),
            "trash": tr("Moved it to the trash"),
            "untrash": tr("Restored it from the trash"),
        }.get(action, action)

    def _line(self, entry: HistoryEntry) -> QVBoxLayout:
        word = POSTS[entry.to_state] if entry.to_state else None
        head = row(Glyph(word.icon, word.tone) if word else Glyph("circle-dot"), spacing=8)
        head.addWidget(Label(self.action_name(entry.action), "label", wrap=True), 1)
        who = self._name_of(entry.by) if entry.by else tr("Page Studio")
        state = f" · {post_word(entry.to_state).text}" if entry.to_state and entry.to_state != entry.from_state else ""
        block = column(head, Label(f"{who} · {show_datetime(entry.at)}{state}", "hint", wrap=True), spacing=2)
        if entry.note:
            block.addWidget(Label(f"“{self._language.say(said(entry.note))}”", wrap=True))
        return block


class LawsView(QWidget):
    """One block a citation."""

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._inside: QVBoxLayout = column(spacing=0)
        self.setLayout(self._inside)

    def show_laws(self, laws: Sequence[CitedLaw]) -> None:
        clear(self._inside)
        if not laws:
            self._inside.addWidget(Label(tr("This post cites no legal document."), "hint", wrap=True))
        for number, law in enumerate(laws):
            if number:
                self._inside.addWidget(rule())
            self._inside.addWidget(self._block(law))
        self._inside.addStretch(1)

    def _block(self, law: CitedLaw) -> QWidget:
        validity = law.validity
        word = law_word(validity) if validity and law.found else validity_word(Status.UNKNOWN)
        name = law.printed or tr("{document} (not in the library)").format(document=law.ref.document)
        texts = column(Label(name, "label", wrap=True).selectable(), row(StatusChip(word), None))
        for line in self._lines(validity) if validity else ():
            texts.addWidget(Label(line, "hint", wrap=True))
        block = QWidget()
        texts.setContentsMargins(0, 8, 0, 10)
        block.setLayout(texts)
        return block

    def _lines(self, validity: Validity) -> Iterator[str]:
        reason = self._language.say(validity.reason)
        yield tr("On {date}: {reason}").format(date=show_date(validity.on), reason=reason)
        if validity.replaced_by and validity.status is Status.EXPIRED:
            yield tr("Replaced by {number}").format(number=validity.replaced_by)
        yield from map(self._language.sentence, validity.remarks)
        if validity.checked_on:
            yield tr("Checked on {date}").format(date=show_date(validity.checked_on))


class CaseHead(QWidget):
    """Title, author, chips; and for a post whose time ran out, what to do. `opened` asks to open it for writing, `sent`
    to send it to another PC, `visited` to see it on its page."""

    opened = Signal()
    sent = Signal()
    visited = Signal()

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._review: ReviewData | None = None
        self._now: datetime | None = None
        self._narrow = False
        self._author = Avatar("", 34)
        self._title, self._about = ElidedLabel(role="heading", lines=2), ElidedLabel(role="hint", lines=2)
        self._chips = FlowLayout(spacing=6)
        self._counts = FindingCounts(self)
        self._counts.hide()
        self.open_button = QuietButton(tr("Open the post"), glyph="square-pen")
        self.open_button.clicked.connect(self.opened)
        self.visit = QuietButton(tr("View it on the page"), glyph="external-link")
        self.visit.clicked.connect(self.visited)
        self.banner = Banner(self.open_button, self.visit)
        self.travels = TravelNote()
        self.send = LinkButton(glyph="share-2")
        self.send.setAccessibleName(tr("Send to another PC…"))
        self.send.setToolTip(plain(self.send.accessibleName()))
        self.send.clicked.connect(self.sent)
        chips = QWidget()
        chips.setLayout(self._chips)
        texts = column(self._title, self._about, chips, spacing=3)
        line = row(column(self._author, None), texts, column(self.send, None), spacing=12)
        line.setStretch(1, 1)
        self.setLayout(column(line, self.travels, self.banner, spacing=8))

    @property
    def author(self) -> str:
        """What is said of who wrote it."""
        return self._about.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the chips leave out what the tabs say too."""
        super().resizeEvent(event)
        self._make_room()
        narrow = event.size().width() < self.fontMetrics().averageCharWidth() * WIDE_CHARS
        if narrow != self._narrow:
            self._narrow = narrow
            if self._review is not None and self._now is not None:
                self.show_case(self._review, self._now)

    def _make_room(self) -> None:
        """In a low window a title of two lines takes the line of who wrote it, which the queue says, too."""
        low = self.window().height() < self.fontMetrics().lineSpacing() * LOW_LINES
        self._about.setHidden(low and self._title.lines_at(self._title.width()) > 1)

    def show_case(self, review: ReviewData, now: datetime) -> None:
        self._review, self._now = review, now
        sheet, post = review.sheet, review.sheet.post
        self._author.set_name(sheet.name_of(post.author))
        self._title.setText(sheet.content.title or tr("(no title yet)"))
        others = [sheet.name_of(one) for one in dict.fromkeys(post.editors) if one != post.author]
        about = [sheet.name_of(post.author)]
        if others:
            about.append(tr("with {names}").format(names=", ".join(others)))
        about.append(tr("changed {when}").format(when=short_moment(post.updated_at)))
        if sheet.template is not None:
            about.append(f"{sheet.template.code} {self._language.say(sheet.template.title)}")
        self._about.setText(" · ".join(about))
        self._make_room()
        clear(self._chips)
        self._counts.show_counts(sheet.findings)
        words = list(self._words(review, now))
        if not self._narrow:
            words += [*self._waiting(review), *self._counts.words()]
        for word in words:
            self._chips.addWidget(StatusChip(word))
        self.send.setText("" if self._narrow else self.send.accessibleName())
        self.travels.show_standing(review.travels)
        self._say_over(review)

    def _words(self, review: ReviewData, now: datetime) -> Iterator[StateWord]:
        sheet, post = review.sheet, review.sheet.post
        yield post_word(post.state)
        if sheet.template is not None and sheet.template.approval == "head" and post.state is PostState.IN_REVIEW:
            yield StateWord(tr("The head of the unit approves this"), "landmark", Tone.INDIGO)
        if post.state in _WITH_APPROVAL and sheet.approval is not None:
            yield approval_left(sheet.approval.expires_at, now)
        if post.publish_at is not None and post.state is not PostState.APPROVAL_EXPIRED:
            yield planned_left(post.publish_at, now)

    def _waiting(self, review: ReviewData) -> Iterator[StateWord]:
        waiting = sum(is_open(comment) for comment in review.comments)
        if waiting:
            yield StateWord(
                ntr("{n} open comment", "{n} open comments", waiting).format(n=waiting), "message-circle", Tone.AMBER
            )

    def _say_over(self, review: ReviewData) -> None:
        """What to do with a post whose approval, or whose wait for one, is over; or that was sent back."""
        post = review.sheet.post
        self.visit.setVisible(bool(review.shown_at))
        self.open_button.setVisible(not review.shown_at)
        if post.state is PostState.APPROVAL_EXPIRED:
            ended = [entry for entry in review.sheet.history if entry.action == "expire"]
            when = show_datetime(ended[-1].at if ended else post.updated_at)
            text = tr("Its time passed on {when}. The author checks it, chooses a new time and submits it again.")
            self.banner.say(Tone.AMBER, text.format(when=when))
        elif post.state is PostState.CHANGES_ASKED:
            sent_back = [entry for entry in review.sheet.history if entry.action == "ask_changes"]
            note = sent_back[-1].note if sent_back else ""
            text = tr("Its author was asked for changes: {note}") if note else tr("Its author was asked for changes.")
            self.banner.say(Tone.BLUE, text.format(note=note))
        elif (request := asked(review.sheet.history)) is not None:
            text = tr("{name} requests its removal: {reason}")
            self.banner.say(Tone.AMBER, text.format(name=review.sheet.name_of(request.by), reason=request.note))
        elif (line := withdrawn(review.sheet.history)) is not None:
            text = tr("{name} withdrew it: {reason}")
            self.banner.say(Tone.RED, text.format(name=review.sheet.name_of(line.by), reason=line.note))
        else:
            self.banner.say(Tone.BLUE, "")


class SinceView(QWidget):
    """A sentence, the changes, a way to walk through them, and one to say that one has seen them. A decision says it
    too. `walked` follows the step to the last of them."""

    looked = Signal()
    walked = Signal()

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._since, self._signed_in = Since(), False
        self._text = Label(role="hint", wrap=True)
        self.seen = QuietButton(tr("I have seen it"), glyph="eye")
        self.seen.clicked.connect(self.looked)
        self.changes = ChangesView(language)
        self._where = Label(role="hint")
        self.back, self.on = IconButton("chevron-up"), IconButton("chevron-down")
        self.back.set_name(tr("Previous change (Shift+N)"))
        self.on.set_name(tr("Next change (N)"))
        self.back.clicked.connect(lambda: self.walk(-1))
        self.on.clicked.connect(lambda: self.walk(1))
        head = row(self._text, self._where, self.back, self.on, self.seen, spacing=8)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.changes, None, spacing=12))
        self.seen.setToolTip(tr("From now on only later changes are shown here; making a decision has the same effect"))
        self._sum_up()

    def _sum_up(self) -> None:
        self.seen.setVisible(self._signed_in and (self._since.seen is None or bool(self._since.count)))
        if self._since.published:
            self.seen.hide()
        if not self._signed_in and not self._since.published:
            self._text.setText(tr("Sign in to see what changed since your last visit."))
        elif self._since.seen is None:
            self._text.setText(
                tr("You have not decided on this post or marked it as seen yet; all of it is new to you.")
            )
        elif self._since.published:
            self._text.setText(
                ntr(
                    "{n} change of what shows on the pages. Added words are underlined, removed ones struck through.",
                    "{n} changes of what shows on the pages. Added words are underlined, removed ones struck through.",
                    self._since.count,
                ).format(n=self._since.count)
            )
        elif self._since.count:
            self._text.setText(
                ntr(
                    "{n} change since your last look. Added words are underlined, removed ones struck through.",
                    "{n} changes since your last look. Added words are underlined, removed ones struck through.",
                    self._since.count,
                ).format(n=self._since.count)
            )
        else:
            self._text.setText(tr("Nothing changed since your last look."))

    def walk(self, by: int) -> bool:
        """Go to the next change, or to the one before; False where there is none at all."""
        place = self.changes.walk(by)
        if place is None:
            return False
        self._tell_place()
        if place == self.changes.count - 1:
            self.walked.emit()
        return True

    def _tell_place(self) -> None:
        count, place = self.changes.count, self.changes.place
        for part in (self._where, self.back, self.on):
            part.setVisible(bool(count))
        self._where.setText(tr("Change {place}/{n}").format(place=place + 1 if place is not None else 0, n=count))

    def show_since(self, since: Since, sheet: ReviewSheet) -> None:
        self._since = since
        self.changes.show_changes(
            since.comparison,
            since.images,
            passages=sheet.passages,
            labels=sheet.label_of(self._language),
            pages=sheet.pages,
        )
        self._sum_up()
        self._tell_place()

    def show_person(self, signed_in: bool) -> None:
        self._signed_in = signed_in
        self._sum_up()


LEAST_LINES = 8


class ExhibitTab(IntEnum):
    CONTENT = 0
    SINCE = 1
    COMMENTS = 2
    CHECKS = 3
    HISTORY = 4


class ReviewTabs(QWidget):
    """Head and tabs. `said` carries field and text of a comment, `turned` a comment to settle or to open again."""

    said = Signal(str, str)
    turned = Signal(str, bool)
    enlarged = Signal(list, int)
    looked = Signal()

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._review: ReviewData | None = None
        self.head = CaseHead(language)
        self.tabs = Tabs(len(ExhibitTab))
        self.reading = ReadingPane(language)
        self.since = SinceView(language)
        self.comments = CommentsView()
        self.findings, self.laws, self.history = (
            FindingsView(language, links=True),
            LawsView(language),
            HistoryView(language),
        )
        self._laws = Label(role="label", wrap=True)
        checks = QWidget()
        checks.setLayout(column(self.findings, rule(), self._laws, self.laws, None, spacing=12))
        self._stack = _Room()
        self._stack.addWidget(self.reading)
        for view in (self.since, self.comments, checks, self.history):
            self._stack.addWidget(_carded(view))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._connect()
        key = QShortcut(sequence(KEY), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.comment_here)
        inside = column(self.head, self.tabs, self._stack, spacing=8)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._name_tabs()

    def _connect(self) -> None:
        for view in (self.reading, self.comments):
            view.said.connect(self.said)
            view.turned.connect(self.turned)
        self.comments.asked.connect(lambda where: self.bring(where, write=False))
        self.findings.asked.connect(lambda where: self.bring(where, write=False))
        self.since.changes.asked.connect(lambda where: self.bring(where, write=True))
        self.since.changes.enlarged.connect(self._enlarge_change)
        self.since.looked.connect(self.looked)
        self.reading.enlarged.connect(self.enlarged)

    def _name_tabs(self, changed: int = 0, waiting: int = 0, found: int = 0) -> None:
        self.tabs.set_words(
            tr("What to show of the post"),
            tr("Content"),
            _counted(tr("Changes"), changed),
            _counted(tr("Comments"), waiting),
            _counted(tr("Checks"), found),
            tr("History"),
        )

    def show_case(self, review: ReviewData, now: datetime) -> None:
        """Show the post. Another one, or another version, begins with what changed since the last look, if anything."""
        before = self._review
        other = before is None or _what(before) != _what(review)
        self._review = review
        sheet = review.sheet
        self.head.show_case(review, now)
        self.reading.show_case(review)
        self.show_since(review.since)
        self.comments.whole.entry.belong_to(sheet.post.id)
        self.comments.show_comments(review.comments, sheet.label_of(self._language), sheet.name_of)
        self.findings.show_findings(sheet.findings, sheet.template)
        self.laws.show_laws(sheet.content.citations)
        self.history.show_history(sheet.history, sheet.name_of)
        self._laws.setText(tr("Legal documents cited: {n}").format(n=len(sheet.content.citations)))
        waiting = sum(is_open(comment) for comment in review.comments)
        self._name_tabs(review.since.count, waiting, len(sheet.findings))
        if other:
            self.tabs.setCurrentIndex(ExhibitTab.SINCE if review.since.count else ExhibitTab.CONTENT)

    def show_since(self, since: Since) -> None:
        if self._review is not None:
            self.since.show_since(since, self._review.sheet)

    def bring(self, where: str, *, write: bool) -> None:
        """Go to a piece of the post, to read its comments or to write one; to the whole post where there is none."""
        name = where.partition(":")[0]
        place = where if self.reading.bring(where, write=write) else "cards" if name == "card" else ""
        if place == where:
            self.tabs.setCurrentIndex(ExhibitTab.CONTENT)
        elif not (place and self.reading.bring(place, write=write)):
            self.tabs.setCurrentIndex(ExhibitTab.COMMENTS)
            self.comments.whole.entry.text.setFocus()
        else:
            self.tabs.setCurrentIndex(ExhibitTab.CONTENT)

    def walk(self, by: int) -> None:
        """To the next change since one's last look, or to the one before."""
        if self.since.changes.count:
            self.tabs.setCurrentIndex(ExhibitTab.SINCE)
            self.since.walk(by)

    def comment_here(self) -> None:
        """Comment on the piece in which the keyboard is, else on the whole post (Ctrl+M)."""
        piece = self.reading.row_in_focus() if self.tabs.currentIndex() == ExhibitTab.CONTENT else None
        if piece is not None:
            piece.open_thread()
        else:
            self.tabs.setCurrentIndex(ExhibitTab.COMMENTS)
            self.comments.whole.entry.text.setFocus()

    def taken(self, where: str) -> None:
        """The comment was kept."""
        self.reading.taken(where)
        if not where:
            self.comments.whole.entry.taken()

    def fail(self, where: str, sentence: str) -> None:
        """The comment was not kept; what was written stays."""
        self.reading.fail(where, sentence)
        if not where:
            self.comments.whole.entry.fail(sentence)

    def take_focus(self) -> None:
        """To the tabs: left and right choose, Tab goes into what is shown."""
        self.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _enlarge_change(self, media_id: str, place: int) -> None:
        review = self._review
        if review is None or review.since.comparison is None:
            return
        change = next(c for c in review.since.comparison.pictures if c.media_id == media_id)
        images = review.since.images[media_id]
        shots = [shot for shot in (self._shot(change, images, n) for n in (0, 1)) if shot is not None]
        self.enlarged.emit(shots, min(place, len(shots) - 1))

    def _shot(self, change: PictureChange, images: tuple[QImage, QImage], place: int) -> Shot | None:
        media = (change.before, change.after)[place]
        word = (tr("Before"), tr("Now"))[place]
        return Shot(name=f"{word}: {media.name or media.id}", alt=media.alt, image=images[place]) if media else None


def _what(review: ReviewData) -> tuple[str, int, str]:
    """Which version of which post, and who looks at it."""
    return review.sheet.post.id, review.sheet.post.revision, review.person


def _counted(word: str, count: int) -> str:
    return f"{word} ({count})" if count else word


class _Room(QStackedWidget):
    """Takes what room is left, and never less than a few lines."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing() * LEAST_LINES)


def _carded(view: QWidget) -> Card:
    inner = PlainHolder()
    inner.setLayout(column(view, margins=(20, 12, 20, 12)))
    card = Card()
    card.setLayout(column(scrolled(inner), margins=(1, 6, 1, 6)))
    return card
