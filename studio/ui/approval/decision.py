"""The decision, beside what is decided on: who decides, the word to the author, what will happen, and the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from studio.people.model import Role
from studio.phrase import Phrase
from studio.posts.model import Comment, PostState
from studio.posts.workflow import LONGEST_NOTE
from studio.text import length, nfc, squeeze
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.review.comments import is_open
from studio.ui.review.sheet import ReviewSheet
from studio.ui.widgets.buttons import Button
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.identity import IdentityLine
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, column
from studio.ui.widgets.tips import plain


class DecisionDeed(NamedTuple):
    """Something a person may decide."""

    action: str
    glyph: str
    kind: str
    states: frozenset[PostState]
    needs_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the person chosen may do now."""

    refusals: Mapping[str, Phrase | None]
    """By the action: None where they may, else why not."""
    keeps: Phrase | None
    """Why approving does not queue in the same act; None where it does."""


_BACK = frozenset({PostState.IN_REVIEW, PostState.APPROVED})
_STANDS = frozenset({PostState.APPROVED, PostState.ON_HOLD, PostState.PUBLISHED})
DEEDS: tuple[DecisionDeed, ...] = (
    DecisionDeed("approve", "circle-check", "primary", frozenset({PostState.IN_REVIEW}), False),
    DecisionDeed("publish", "send", "primary", frozenset({PostState.APPROVED}), False),
    DecisionDeed("release", "play", "primary", frozenset({PostState.ON_HOLD}), False),
    DecisionDeed("ask_changes", "reply", "quiet", _BACK, True),
    DecisionDeed("hold", "hand", "quiet", frozenset({PostState.APPROVED}), True),
    DecisionDeed("reject", "circle-x", "danger", frozenset({PostState.IN_REVIEW}), True),
    DecisionDeed("decline_withdrawal", "shield-check", "quiet", frozenset({PostState.PUBLISHED}), True),
    DecisionDeed("withdraw", "archive", "danger", _STANDS, True),
)
"""In the order of the buttons; the primary one stands below."""
APPROVERS = frozenset({Role.APPROVER, Role.HEAD})
DECIDERS = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER, Role.TECHNICAL})
"""Who is offered as the one who decides; what each may do is the services' business."""
_PRIMARY = tuple(one.action for one in DEEDS if one.kind == "primary")


def deed(action: str) -> DecisionDeed:
    return next(one for one in DEEDS if one.action == action)


class DecisionPane(Card):
    """`decided` carries an action whose note is right; `asked` the person whose rights are wanted; `publish` follows
    the button of an approved post."""

    decided = Signal(str)
    asked = Signal(str)
    publish = Signal()
    worded = Signal()
    """What it says, and so the room it takes, may be another."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._sheet: ReviewSheet | None = None
        self._wrote = False
        self._works_here = ""
        self._rights: Rights | None = None
        self._effects: tuple[str, str] = ("", "")
        self.who = IdentityLine()
        self.who.picked.connect(self._person_picked)
        words = {
            "approve": tr("Approve…"),
            "publish": tr("Queue…"),
            "release": tr("Resume…"),
            "ask_changes": tr("Request changes…"),
            "hold": tr("Put on hold…"),
            "reject": tr("Reject…"),
            "decline_withdrawal": tr("Leave it published…"),
            "withdraw": tr("Withdraw…"),
        }
        self.buttons = {one.action: Button(words[one.action], one.glyph, kind=one.kind) for one in DEEDS}
        for one in DEEDS:
            self.buttons[one.action].clicked.connect(lambda _=False, action=one.action: self.choose(action))
        self.note = NoteBox()
        self.note.edited.connect(self._show_gates)
        self.says = Label(role="hint", wrap=True)
        anchor(self, "approval.decide", "approval.go", "approval.quick")
        anchor(self.buttons["publish"], "practice.publish")
        anchor(self, "practice.publish", stand_in=True)
        self._build()
        self.setToolTip(tr("Ctrl+Enter opens the decision anywhere on this screen; it never decides by itself"))
        self._show_gates()

    def _build(self) -> None:
        flow = FlowLayout(spacing=8)
        for one in DEEDS:
            if one.action not in _PRIMARY:
                flow.addWidget(self.buttons[one.action])
        others = QWidget()
        others.setLayout(flow)
        for action in _PRIMARY:
            self.buttons[action].setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        primaries = column(*(self.buttons[action] for action in _PRIMARY), spacing=0)
        self.setLayout(column(self.who, self.note, others, self.says, primaries, spacing=8, margins=(16, 12, 16, 12)))
        before: QWidget = self.who.change
        stops = [self.buttons[one.action] for one in DEEDS if one.action not in _PRIMARY]
        for stop in (self.note.text, self.note.attach, *stops, *(self.buttons[action] for action in _PRIMARY)):
            self.setTabOrder(before, stop)
            before = stop

    # -- what is shown

    def show_sheet(
        self, sheet: ReviewSheet, comments: Sequence[Comment], person: str, effects: tuple[str, str]
    ) -> None:
        """Offer the people who may decide: `person` first, or who alone may approve what `person` wrote. What is being
        written of the same post stays. `effects` say what follows an approval that queues, and one that does not."""
        self._sheet, self._effects = sheet, effects
        self.note.belong_to(f"{sheet.post.id} {sheet.post.state}")
        self.note.show_comments(comments, sheet.label_of(self._language))
        wrote = {sheet.post.author, *sheet.post.editors}
        self._wrote = person in wrote
        people = [p for p in sheet.people.values() if p.works_here and p.roles & DECIDERS]
        able = [p.id for p in people if p.roles & APPROVERS and p.id not in wrote]
        first = able[0] if self._wrote and len(able) == 1 else person
        self.who.offer(sorted(people, key=lambda p: p.name), first, anew=person != self._works_here)
        self._works_here = person
        self._show_gates()

    def clear(self) -> None:
        """No post is in hand."""
        self._sheet = None
        self.note.belong_to("")
        self._show_gates()

    def show_rights(self, rights: Rights) -> None:
        """What the person chosen may do, and why not the rest."""
        self._rights = rights
        self._show_gates()

    @property
    def queues(self) -> bool:
        """Whether approving queues in the same act."""
        return self._rights is not None and self._rights.keeps is None

    @property
    def effect(self) -> str:
        """What follows the approval by the person chosen."""
        at_once, later = self._effects
        if self.queues:
            return at_once
        keeps = self._rights.keeps if self._rights is not None else None
        return f"{later} {self._language.sentence(keeps)}" if keeps is not None else later

    def reason(self, action: str) -> str:
        """Why `action` cannot be taken now; empty when it can."""
        if action == "publish":
            return ""
        if not self.who.person:
            if self._wrote:
                return tr("You wrote at this post and cannot decide on it yourself; choose who decides.")
            return tr("Choose who decides.")
        refusal = self._rights.refusals.get(action, _UNKNOWN) if self._rights is not None else _UNKNOWN
        return self._language.sentence(refusal) if refusal is not None else ""

    def done(self) -> None:
        """The decision was taken."""
        self.note.done()
        self.clear()

    def take_focus(self) -> None:
        """To the first verdict that can be given, else to who decides."""
        offered = [button for button in self.buttons.values() if not button.isHidden() and button.isEnabled()]
        (offered[0] if offered and self.who.person else self.who.change).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose(self, action: str) -> None:
        """Begin with `action`, where it may be taken and its note is there."""
        if action == "publish":
            self.publish.emit()
        elif not self.reason(action) and not self.note.lacks(action, needed=deed(action).needs_note):
            self.decided.emit(action)

    def choose_primary(self) -> None:
        """What Ctrl+Enter begins; where it may not be taken the keyboard comes here."""
        primary = next((action for action in _PRIMARY if not self.buttons[action].isHidden()), "")
        if primary and not self.reason(primary):
            self.choose(primary)
        else:
            self.take_focus()

    # -- what is asked

    def _person_picked(self, person: str) -> None:
        self._rights = None
        self._show_gates()
        if person:
            self.asked.emit(person)

    def _show_gates(self) -> None:
        state = self._sheet.post.state if self._sheet else None
        reasons: dict[str, list[str]] = {}
        focus = QApplication.focusWidget()
        self._word_primary()
        for one in DEEDS:
            button, reason = self.buttons[one.action], self.reason(one.action)
            offered = state in one.states
            if focus is button and reason and offered:
                self.who.setFocus()
            button.setVisible(offered)
            button.setEnabled(not reason)
            button.setAccessibleDescription(reason)
            button.setToolTip(plain(reason))
            if offered and reason:
                reasons.setdefault(reason, []).append(button.text().rstrip("…"))
        self.setVisible(any(state in one.states for one in DEEDS))
        self.says.setText(self._sentence(reasons, state))
        self.worded.emit()

    def _word_primary(self) -> None:
        amends = self._sheet is not None and bool(self._sheet.post.answers.amends)
        if amends:
            text = tr("Approve and change the page…") if self.queues else tr("Approve the change…")
        else:
            text = tr("Approve and queue…") if self.queues else tr("Approve…")
        self.buttons["approve"].setText(text)

    def _sentence(self, reasons: Mapping[str, Sequence[str]], state: PostState | None) -> str:
        """What will happen; where something cannot be done, why not."""
        offered = sum(state in one.states for one in DEEDS)
        lines = []
        for reason, verdicts in reasons.items():
            alone = len(reasons) == 1 and len(verdicts) == offered
            lines.append(reason if alone else f"{', '.join(verdicts)}: {reason}")
        if state is PostState.IN_REVIEW and not self.reason("approve"):
            lines.append(self.effect)
        elif state is PostState.APPROVED:
            lines.append(tr("Approved, not queued: it is not published until somebody queues it."))
        return "\n".join(lines)


_UNKNOWN = Phrase("Looking up what this person may do…")


NOTE_LINES = 2


class NoteBox(QWidget):
    """The word to the author, with the open comments where it asks for changes.

    A note begun for one post waits for it while another is read.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._owner = ""
        self._notes: dict[str, str] = {}
        self._comments: Sequence[Comment] = ()
        self._labels: Callable[[str], str] = str
        self.text = TextBox(lines=NOTE_LINES)
        self.text.setPlaceholderText(tr("Say where, and how to change it"))
        self.text.textChanged.connect(self._count)
        words = tr("Note to the author (required when changes are requested)")
        self._block = FieldBlock(self.text, words, reserved=True, wrap=True)
        self.attach = CheckBox()
        self.attach.setChecked(True)
        self.attach.hide()
        self.setLayout(column(self._block, self.attach, spacing=2))

    def show_comments(self, comments: Sequence[Comment], labels: Callable[[str], str]) -> None:
        """Those still open may go with a request for changes."""
        self._comments, self._labels = comments, labels
        waiting = len(self._open())
        self.attach.setText(
            ntr("Send {n} open comment along", "Send {n} open comments along", waiting).format(n=waiting)
        )
        self.attach.setVisible(bool(waiting))

    def belong_to(self, owner: str) -> None:
        """Another post is in hand, or the same in another state."""
        if owner == self._owner:
            return
        self._notes[self._owner] = self.text.toPlainText()
        self._owner = owner
        self.text.setPlainText(self._notes.pop(owner, ""))
        self.attach.setChecked(True)
        self._block.set_error("")

    def done(self) -> None:
        """The decision was taken: its note is used up."""
        self.text.clear()

    @property
    def unkept(self) -> bool:
        """Whether a note waits, of this post or another."""
        return bool(self.text.toPlainText().strip()) or any(self._notes.values())

    @property
    def error(self) -> str:
        return self._block.error

    def lacks(self, action: str, *, needed: bool) -> bool:
        """Whether what `action` needs is missing or too long; says so below it, and takes the keyboard."""
        note = self.written(action)
        wrong = ""
        if needed and not note:
            wrong = tr("Say in a sentence what the author should know.")
        elif length(note) > LONGEST_NOTE:
            wrong = tr("At most {n} characters; shorten the note.").format(n=LONGEST_NOTE)
        self._block.set_error(wrong)
        if wrong:
            self.text.setFocus()
        return bool(wrong)

    def written(self, action: str) -> str:
        """The note with the comments that go along, cut to what a note may hold."""
        own = (squeeze(line) for line in nfc(self.text.toPlainText()).splitlines())
        lines = [line for line in own if line]
        waiting = self._open() if action == "ask_changes" and self.attach.isChecked() else ()
        for place, comment in enumerate(waiting):
            label = self._labels(comment.field)
            line = f"• {label}: {squeeze(comment.text)}" if label else f"• {squeeze(comment.text)}"
            left = len(waiting) - place
            rest = ntr("… and {n} more comment in the post", "… and {n} more comments in the post", left)
            if length("\n".join((*lines, line, rest.format(n=left)))) > LONGEST_NOTE and lines:
                lines.append(rest.format(n=left))
                break
            lines.append(line)
        return "\n".join(lines)

    def _open(self) -> Sequence[Comment]:
        return [comment for comment in self._comments if is_open(comment)]

    def _count(self) -> None:
        count = length(self.text.toPlainText())
        near = count > LONGEST_NOTE * 9 // 10
        self._block.set_counter(f"{count} / {LONGEST_NOTE}" if near else "", over=count > LONGEST_NOTE)
        if self._block.error:
            self._block.set_error("")
        self.edited.emit()
