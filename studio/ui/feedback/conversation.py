"""The item in hand: what was written, what it is about, who answers it, and what may be done besides answering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from studio.clock import show_date, show_datetime
from studio.feedback.model import Category, ConversationTurn, ItemOutcome, ItemState, Origin
from studio.feedback.moderation_model import Appeal, ModerationEntry, ModerationState
from studio.feedback.topics import TOPICS
from studio.feedback.urgent import sign_name
from studio.people.model import Person
from studio.translation import mark, ntr, tr
from studio.ui.anchors import anchor
from studio.ui.approval.urgency import short_moment
from studio.ui.feedback.bubble import Bubble
from studio.ui.feedback.case import FeedbackCase, HiddenComment
from studio.ui.feedback.words import category_name, due_word, origin_name, state_word
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button, IconButton, LinkButton, MenuButton, QuietButton
from studio.ui.widgets.chip import StatusChip, ToneWord
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord, spoken

if TYPE_CHECKING:
    from studio.feedback.moderation_model import HouseRule
    from studio.feedback.urgent import UrgentSign


DUE_PADS = 50
"""Pixels beside the two times that are owed."""
ENDS = (ItemOutcome.ANSWERED, ItemOutcome.HIDDEN, ItemOutcome.NO_ANSWER, ItemOutcome.KEPT)
"""Outcomes with which a person closes by hand; the others come with what was done."""


STATES: Mapping[ModerationState, StateWord] = {
    ModerationState.WAITING: StateWord(mark("To be hidden on the page"), "hourglass", Tone.BLUE),
    ModerationState.SENDING: StateWord(mark("Being hidden on the page"), "loader-circle", Tone.INDIGO),
    ModerationState.UNKNOWN: StateWord(mark("Hidden or not: being checked"), "circle-question-mark", Tone.MAGENTA),
    ModerationState.DONE: StateWord(mark("Hidden by a house rule"), "eye-off", Tone.SLATE),
}


class HiddenCard(Card):
    """`judged` carries whether the hiding was right; whoever hid the comment does not say so."""

    judged = Signal(bool)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__(kind="inset")
        self._language = language
        self.chip = StatusChip()
        self._when, self.rule, self.reason = Label(role="small"), Label(role="label", wrap=True), Label(wrap=True)
        self.standing = Label(role="hint", wrap=True)
        self.right = QuietButton(tr("It was right…"), "check")
        self.wrong = QuietButton(tr("Show it again…"), "eye")
        self.right.clicked.connect(lambda: self.judged.emit(True))
        self.wrong.clicked.connect(lambda: self.judged.emit(False))
        flow = FlowLayout(spacing=6)
        for button in (self.right, self.wrong):
            flow.addWidget(button)
        self._deeds = PlainHolder()
        self._deeds.setLayout(flow)
        parts = (row(self.chip, self._when, None), self.rule, self.reason, self.standing, self._deeds)
        self.setLayout(column(*parts, spacing=6, margins=(12, 10, 12, 10)))
        self.hide()

    def show_hidden(self, hidden: HiddenComment | None, by: str) -> None:
        """Show it to the person of that id; None hides the card."""
        self.setVisible(hidden is not None)
        if hidden is None:
            return
        entry, reasons = hidden.entry, hidden.reasons
        self.chip.set_word(spoken(STATES[entry.state]))
        self._when.setText(show_datetime(entry.at))
        self.rule.setText(self._language.sentence(hidden.rule))
        self.reason.setText(tr("Reason: {reason}").format(reason=reasons.reason) if reasons.reason else "")
        self.reason.setVisible(bool(reasons.reason))
        self.standing.setText(self._standing(entry, by))
        self._deeds.setVisible(hidden.may_be_reviewed)

    def _standing(self, entry: ModerationEntry, by: str) -> str:
        if entry.problem is not None:
            return self._language.sentence(entry.problem)
        if entry.agreed is not None:
            return tr("Another person reviewed it and found it right.")
        if entry.by == by:
            return tr("You hid it: another person reviews it, with their own PIN.")
        if entry.appeal is Appeal.ASKED:
            return tr("The person who wrote it asks for a review. Read it, then record your finding.")
        return tr("A second review keeps hiding fair. Read it, then record your finding.")


class ConversationPane(QWidget):
    """Each signal is one wish of the person; the page carries it out."""

    categorised = Signal(str)
    assigned = Signal(str)
    unmask_wanted = Signal()
    merge_wanted = Signal()
    question_post_wanted = Signal()
    post_wanted = Signal(str)
    urgent_wanted = Signal()
    hide_wanted = Signal()
    keep_wanted = Signal()
    restore_wanted = Signal()
    notice_wanted = Signal()
    appeal_wanted = Signal()
    review_wanted = Signal(bool)
    topic_chosen = Signal(str)
    concern_wanted = Signal(str)
    replied_wanted = Signal()
    wait_wanted = Signal()
    resume_wanted = Signal()
    reopen_wanted = Signal()
    close_wanted = Signal(object)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._case: FeedbackCase | None = None
        self.category, self.officer = Combo(), Combo()
        for combo, name in ((self.category, tr("What it is about")), (self.officer, tr("Who answers"))):
            combo.setAccessibleName(name)
            combo.setToolTip(plain(name))
        self.first_due, self.result_due = ToneWord(), ToneWord()
        self.more = IconButton("ellipsis-vertical", tr("More"))
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.signs = Banner()
        self.refused = Banner()
        self.hidden = HiddenCard(language)
        self.post = LinkButton(tr("Under the post"), "corner-down-right")
        self._post_title = ElidedLabel(role="label", lines=3)
        self._turns = column(spacing=4)
        self.unmask = LinkButton(tr("Show what is covered"), "eye")
        self._unmask_note = ElidedLabel(tr("each look is logged"), "small", lines=2)
        self._build_cards()
        self._privacy = Label(role="small", wrap=True)
        self.urgent = Button(tr("Emergency…"), "siren", kind="danger")
        self.urgent.setToolTip(tr("Hand an emergency over by telephone (E)"))
        self.hide_it = QuietButton(tr("Hide…"), "eye-off")
        self.hide_it.setToolTip(tr("Hide by a house rule, with a reason (H)"))
        self.close_it = MenuButton(tr("Close"), "check")
        self._ends = QMenu(self.close_it)
        self.close_it.setMenu(self._ends)
        self._build()
        self._connect()

    def _build_cards(self) -> None:
        self._same, self._same_name = Card(), ElidedLabel(role="label", lines=2)
        hint = Label(tr("Grouped by the question under one post, never by who asks."), "small", wrap=True)
        self.merge = LinkButton(tr("Answer together…"))
        self.question_post = LinkButton(tr("Write a Q&A post on it"), "file-plus")
        head = row(Glyph("layers", Tone.INDIGO), self._same_name, self.merge)
        self._same.setLayout(column(head, hint, row(self.question_post, None), spacing=6, margins=(12, 8, 8, 8)))
        self._rules, self._rule_texts = Card(), Label(wrap=True)
        hint = Label(
            tr("Hide only what breaks a rule, with a reason; the sender may ask again. Criticism breaks no rule."),
            "small",
            wrap=True,
        )
        self.rules = LinkButton()
        head = row(Glyph("gavel", "muted"), ElidedLabel(tr("House rules of the page"), "label", lines=2), self.rules)
        self._rules.setLayout(column(head, hint, self._rule_texts, spacing=6, margins=(12, 8, 8, 8)))
        self._rule_texts.hide()

    def _build(self) -> None:
        pickers = row(self.category, self.officer)
        pickers.setStretch(0, 1)
        pickers.setStretch(1, 1)
        dues = row(self.first_due, None, self.result_due, self.more)
        head = column(pickers, dues, spacing=6, margins=(14, 10, 14, 6))
        content = PlainHolder()
        masked = QWidget()
        masked.setLayout(row(self.unmask, self._unmask_note, spacing=6))
        self._masked = masked
        under = QWidget()
        under.setLayout(row(self.post, self._post_title, spacing=6))
        self._under = under
        content.setLayout(
            column(
                self.signs,
                self.refused,
                self.hidden,
                under,
                self._turns,
                masked,
                self._same,
                self._rules,
                None,
                row(column(Glyph("shield-check", "muted"), None), self._privacy, spacing=6),
                spacing=10,
                margins=(14, 10, 14, 10),
            )
        )
        foot = QWidget()
        deeds = FlowLayout(spacing=6)
        for button in (self.urgent, self.hide_it, self.close_it):
            deeds.addWidget(button)
        foot.setLayout(deeds)
        self._foot = foot
        card = Card()
        inside = column(
            head, rule(), scrolled(content), rule(), column(foot, margins=(12, 8, 12, 8)), spacing=0, margins=1
        )
        inside.setStretch(2, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        anchor(self.urgent, "feedback.urgent")
        anchor(self.hide_it, "feedback.hide")
        anchor(self.category, "feedback.categorise")
        anchor(self.close_it, "feedback.close")
        anchor(self.more, "feedback.more")
        anchor(self.officer, "feedback.assign")

    def _connect(self) -> None:
        self.category.activated.connect(lambda _: self.categorised.emit(str(self.category.currentData())))
        self.officer.activated.connect(lambda _: self.assigned.emit(str(self.officer.currentData() or "")))
        self.unmask.clicked.connect(self.unmask_wanted)
        self.merge.clicked.connect(self.merge_wanted)
        self.question_post.clicked.connect(self.question_post_wanted)
        self.post.clicked.connect(self._open_post)
        self.rules.clicked.connect(self._unfold_rules)
        self.hidden.judged.connect(self.review_wanted)
        self.urgent.clicked.connect(self.urgent_wanted)
        self.hide_it.clicked.connect(self.hide_wanted)

    # -- what is shown

    def show_case(self, case: FeedbackCase, by: str) -> None:
        """Show it to the person of that id; what was uncovered of the same item is covered again once it is read
        anew."""
        self._case = case
        self._show(case, by)

    def offer_ends(self) -> None:
        """Open the menu of outcomes."""
        if not self.close_it.isHidden() and not self._foot.isHidden():
            self._ends.popup(self.close_it.mapToGlobal(QPoint(0, self.close_it.height())))

    def show_unmasked(self, turns: Sequence[ConversationTurn]) -> None:
        """Show the turns with nothing covered, until another item or another reading."""
        self._show_turns(turns)
        self._masked.hide()

    def _show(self, case: FeedbackCase, by: str) -> None:
        item = case.item
        self._offer_categories(item.category, item.suggested)
        self._offer_officers(case.people, item.assigned_to)
        self._show_dues(case)
        self._fit_dues()
        self._show_signs(case)
        self.hidden.show_hidden(case.hidden, by)
        said = self._language.sentence(case.refused) if case.refused is not None else ""
        self.refused.say(Tone.AMBER, said)
        conversation = case.conversation
        title = conversation.post_title if conversation is not None else ""
        self._post_title.setText(title)
        self._under.setVisible(bool(title))
        self.post.setEnabled(bool(item.post))
        turns = conversation.turns if conversation is not None else ()
        self._show_turns(turns)
        self._masked.setVisible(any(turn.masked for turn in turns))
        self._show_same(case)
        self._show_rules(case.rules, shown=item.origin is Origin.COMMENT)
        self._privacy.setText(self._privacy_words(case))
        self._show_deeds(case)

    def _offer_categories(self, current: Category | None, suggested: Category | None) -> None:
        self.category.blockSignals(True)
        self.category.clear()
        for category in Category:
            words = category_name(category)
            if current is None and category is suggested:
                words = tr("{category} (suggested)").format(category=words)
            self.category.addItem(words, category.value)
        self.category.setPlaceholderText(tr("Kind", about="feedback"))
        self.category.setCurrentIndex(self.category.findData(current.value) if current is not None else -1)
        self.category.blockSignals(False)

    def _offer_officers(self, people: Sequence[Person], current: str) -> None:
        self.officer.blockSignals(True)
        self.officer.clear()
        for person in people:
            self.officer.addItem(person.name, person.id)
        self.officer.setPlaceholderText(tr("Officer"))
        self.officer.setCurrentIndex(self.officer.findData(current) if current else -1)
        self.officer.blockSignals(False)

    def _show_dues(self, case: FeedbackCase) -> None:
        item = case.item
        if case.left is None or item.state in (ItemState.CLOSED, ItemState.HANDED_OVER, ItemState.WAITING):
            self.first_due.set_word(state_word(item))
            self.result_due.set_word(None)
            return
        word = due_word(case.due, case.left, item)
        what = tr("Result: {left}") if item.first_reply_at is not None else tr("First reply: {left}")
        self.first_due.set_word(word._replace(text=what.format(left=word.text)))
        later = case.result_left if item.first_reply_at is None else None
        if later is None:
            self.result_due.set_word(None)
            return
        said = due_word(case.due, later, item)
        tone = Tone.RED if later < timedelta() else Tone.GREY
        self.result_due.set_word(StateWord(tr("Result: {left}").format(left=said.text), "flag", tone))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_dues()

    def _fit_dues(self) -> None:
        """What comes second gives way where the room is for one."""
        first, second = self.first_due.sizeHint().width(), self.result_due.sizeHint().width()
        room = self.width() - self.more.sizeHint().width() - DUE_PADS
        self.result_due.setVisible(second > 0 and first + second <= room)

    def _show_signs(self, case: FeedbackCase) -> None:
        kinds = dict.fromkeys(sign.kind for signs in case.signs for sign in signs)
        if not kinds or case.ended:
            self.signs.say(Tone.RED, "")
            return
        words = ", ".join(self._language.say(sign_name(kind)).lower() for kind in kinds)
        self.signs.say(
            Tone.RED,
            tr("May be an emergency: {words}. Read it; if it is, hand it over by telephone (E).").format(words=words),
        )

    def _show_turns(self, turns: Sequence[ConversationTurn]) -> None:
        clear(self._turns)
        signs = self._case.signs if self._case is not None else ()
        for number, turn in enumerate(turns):
            who = tr("The page") if turn.ours else tr("A citizen")
            origin = origin_name(self._case.item.origin).lower() if self._case is not None else ""
            self._turns.addWidget(Label(f"{who} · {origin} · {short_moment(turn.at)}", "small"))
            found = signs[number] if number < len(signs) else ()
            self._turns.addWidget(bubble_of(turn, found, self._language))

    def _show_same(self, case: FeedbackCase) -> None:
        together = len(case.group) > 1
        self._same.setVisible(together or bool(case.same))
        number = len(case.group) if together else len(case.same) + 1
        words = tr("{n} questions get this answer") if together else tr("{n} similar questions")
        self._same_name.setText(words.format(n=number))
        self.merge.setVisible(not together)

    def _show_rules(self, rules: Sequence[HouseRule], *, shown: bool) -> None:
        self._rules.setVisible(shown and bool(rules))
        self.rules.setText(ntr("See the {n} rule", "See the {n} rules", len(rules)).format(n=len(rules)))
        say = self._language.say
        self._rule_texts.setText(
            "\n".join(f"{number}. {say(each.title)}: {say(each.text)}" for number, each in enumerate(rules, 1))
        )

    def _unfold_rules(self) -> None:
        self._rule_texts.setVisible(self._rule_texts.isHidden())

    def _privacy_words(self, case: FeedbackCase) -> str:
        item = case.item
        if item.purged:
            return tr("The text was erased; the figures stay.")
        if item.purge_on is not None:
            return tr("The text is erased on {day}. No name, picture or profile is kept.").format(
                day=show_date(item.purge_on)
            )
        return tr("The text is erased {n} days after closing. No name, picture or profile is kept.").format(
            n=case.retention_days
        )

    def _show_deeds(self, case: FeedbackCase) -> None:
        item = case.item
        ended = item.state in (ItemState.CLOSED, ItemState.HANDED_OVER)
        may = case.refused is None
        self.urgent.setVisible(not ended and may)
        comment = item.origin is Origin.COMMENT and bool(case.rules)
        self.hide_it.setVisible(not ended and may and comment and case.hidden is None)
        self.close_it.setVisible(not ended)
        for combo in (self.category, self.officer):
            combo.setEnabled(not ended)
        self._ends.clear()
        words = {
            ItemOutcome.ANSWERED: tr("It was answered"),
            ItemOutcome.HIDDEN: tr("The comment was hidden"),
            ItemOutcome.NO_ANSWER: tr("No answer is needed"),
            ItemOutcome.KEPT: tr("Judged by the house rules: it stays"),
        }
        for outcome in ENDS:
            if outcome is ItemOutcome.KEPT:
                if item.origin is Origin.COMMENT and case.rules:
                    self._ends.addAction(words[outcome], self.keep_wanted.emit)
            elif outcome is not ItemOutcome.HIDDEN or case.hidden is not None:
                self._ends.addAction(words[outcome], partial(self.close_wanted.emit, outcome))
        self._menu.clear()
        if item.state is ItemState.WAITING:
            self._menu.addAction(tr("Continue: the citizen need not answer"), self.resume_wanted.emit)
        elif not ended:
            self._menu.addAction(tr("Wait for the citizen: the clock stops"), self.wait_wanted.emit)
        if case.hidden is not None and may:
            self._offer_after_hiding(ended=ended)
        if item.state is ItemState.CLOSED and not item.purged:
            self._menu.addAction(tr("Open it again"), self.reopen_wanted.emit)
        if not ended:
            self._offer_topics(case)
            self._offer_colleagues(case)
            self._menu.addAction(tr("It was answered by telephone or in person"), self.replied_wanted.emit)
        self.more.setVisible(bool(self._menu.actions()))
        self._foot.setVisible(not ended)

    def _offer_after_hiding(self, *, ended: bool) -> None:
        """What may follow when a comment was hidden."""
        if not ended:
            self._menu.addAction(tr("Write the notice to whoever wrote it"), self.notice_wanted.emit)
        self._menu.addAction(tr("They ask for a review"), self.appeal_wanted.emit)
        self._menu.addAction(tr("Show the hidden comment again…"), self.restore_wanted.emit)

    def _offer_topics(self, case: FeedbackCase) -> None:
        topics = self._menu.addMenu(tr("Topic"))
        for code, name in TOPICS.items():
            words = self._language.say(name)
            if not case.item.topic and code == case.item.suggested_topic:
                words = tr("{category} (suggested)").format(category=words)
            action = topics.addAction(words, partial(self.topic_chosen.emit, code))
            action.setCheckable(True)
            action.setChecked(code == case.item.topic)

    def _offer_colleagues(self, case: FeedbackCase) -> None:
        """Whom it is about; they neither read nor answer it then."""
        about = self._menu.addMenu(tr("It is about one of us"))
        for person in case.colleagues:
            action = about.addAction(person.name, partial(self.concern_wanted.emit, person.id))
            action.setCheckable(True)
            action.setChecked(person.id == case.item.concerns)
        if case.item.concerns:
            about.addAction(tr("Not about anyone in the unit"), partial(self.concern_wanted.emit, ""))

    def _open_post(self) -> None:
        if self._case is not None and self._case.item.post:
            self.post_wanted.emit(self._case.item.post)


def bubble_of(turn: ConversationTurn, signs: Sequence[UrgentSign], language: LanguageManager) -> Bubble:
    """The text of a turn, each covered part replaced by what kind it is, signs of an emergency marked."""
    text, here = "", 0
    spans: list[tuple[int, int]] = []
    marks: list[tuple[int, int]] = []
    open_parts = [sign for sign in signs if not any(p.start < sign.end and sign.start < p.end for p in turn.masked)]
    for part in sorted(turn.masked, key=lambda each: each.start):
        marks += _placed(open_parts, here, part.start, len(text) - here)
        text += turn.text[here : part.start]
        kind = language.say(part.kind)
        spans.append((len(text), len(text) + len(kind)))
        text += kind
        here = part.end
    marks += _placed(open_parts, here, len(turn.text), len(text) - here)
    return Bubble(text + turn.text[here:], spans, marks, ours=turn.ours)


def _placed(signs: Sequence[UrgentSign], start: int, end: int, by: int) -> list[tuple[int, int]]:
    """The signs between `start` and `end`, moved by that much."""
    return [(sign.start + by, sign.end + by) for sign in signs if start <= sign.start and sign.end <= end]
