"""The answer to the item in hand: written, looked at, on its way, or read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from studio.clock import show_date
from studio.feedback.model import ItemState
from studio.feedback.reply_model import DraftState, ReplyDraft
from studio.publishers.inbox import ReplyWay
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.feedback.bubble import Bubble
from studio.ui.feedback.case import FeedbackCase, ReplyStep
from studio.ui.feedback.reply_parts import AnswerSlots, ReplyFindings, WindowBar
from studio.ui.feedback.words import StandingCard, way_name
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, LinkButton, PillButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, Pages, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.widgets.tips import plain
from studio.ui.words import law_word

if TYPE_CHECKING:
    from studio.feedback.canned_model import CannedReply
    from studio.feedback.reply_model import ReplyFinding
    from studio.library.model import CitationRef, CitedLaw
    from studio.publishers.inbox import ReplyWindow

WAY_CHARS = 8
PAUSE_MS = 400
"""Rest of the keys after which what was written is kept and checked."""


class CannedButton(QuietButton):
    """The canned reply in use over the whole width; words that find no room are cut, the tooltip has them."""

    def __init__(self) -> None:
        super().__init__(glyph="message-square-quote")
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("align", "left")

    def set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.iconSize().width() - 44
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 20))
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(plain(self._words if shown != self._words else ""))


class ReplyPane(QWidget):
    """`begun` follows the first letters, `edited` a pause after something was written; the rest are wishes that the
    page carries out."""

    begun = Signal()
    edited = Signal()
    canned_wanted = Signal()
    cite_wanted = Signal()
    send_wanted = Signal()
    decided = Signal(bool)
    look_wanted = Signal()
    give_back_wanted = Signal()
    replied_wanted = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._case: FeedbackCase | None = None
        self._base: ReplyDraft | None = None
        self._canned: CannedReply | None = None
        self._why_not = ""
        self._unsaved = False
        """Whether what stands here was not kept yet."""
        self._title = Label(tr("Answer"), "heading")
        self.write, self.preview = PillButton(tr("Write")), PillButton(tr("Preview"))
        self.canned = CannedButton()
        self.slots = AnswerSlots()
        self.findings = ReplyFindings(language)
        self._law = column(spacing=2)
        self.cite = LinkButton(tr("Legal basis… (Ctrl+L)"), "scale")
        self.note = Banner()
        self.standing = StandingCard(language)
        self._elsewhere = Label(
            tr("It came by telephone or at the counter, and is answered there. Record it once that is done."),
            "hint",
            wrap=True,
        )
        self.replied = QuietButton(tr("It was answered by telephone or in person"), "phone-call")
        self.window_bar = WindowBar()
        self.way = Combo()
        self.way.setAccessibleName(tr("How the answer goes"))
        self.give_back, self.send = QuietButton(tr("Return…"), "reply"), PrimaryButton(glyph="send")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self._modes = QButtonGroup(self)
        for pill in (self.write, self.preview):
            self._modes.addButton(pill)
        self.write.setChecked(True)
        head = row(self._title, None, self.write, self.preview, spacing=6, margins=(14, 10, 14, 6))
        writing, looking = PlainHolder(), PlainHolder()
        writing.setLayout(column(self.canned, self.slots, self._law, row(self.cite, None), None, spacing=6))
        self._shown = column(spacing=8)
        looking.setLayout(column(self._shown, None))
        self._pages = Pages()
        self._pages.addWidget(writing)
        self._pages.addWidget(looking)
        content = PlainHolder()
        content.setLayout(
            column(
                self.note,
                self.standing,
                self._elsewhere,
                row(self.replied, None),
                self._pages,
                None,
                spacing=8,
                margins=(14, 4, 14, 8),
            )
        )
        self._area = scrolled(content)
        self._area.verticalScrollBar().rangeChanged.connect(self._fit_parts)
        self._foot = QWidget()
        going = row(self.way, self.give_back, self.send)
        going.setStretch(0, 1)
        self.way.setMinimumContentsLength(WAY_CHARS)
        below = column(self.findings, self.window_bar, going, spacing=6, margins=(14, 8, 14, 10))
        self._foot.setLayout(column(rule(), below, spacing=0))
        card = Card()
        inside = column(head, self._area, self._foot, spacing=0, margins=1)
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        anchor(self.send, "feedback.send")
        anchor(self.canned, "feedback.canned")
        anchor(self.slots, "feedback.write")
        anchor(self.findings, "feedback.checks")

    def _connect(self) -> None:
        self.write.clicked.connect(self._turn)
        self.preview.clicked.connect(self._turn)
        self.canned.clicked.connect(self.canned_wanted)
        self.cite.clicked.connect(self.cite_wanted)
        self.send.clicked.connect(self.send_wanted)
        self.replied.clicked.connect(self.replied_wanted)
        self.give_back.clicked.connect(self.give_back_wanted)
        self.standing.decided.connect(self.decided)
        self.standing.look_wanted.connect(self.look_wanted)
        self.slots.typed.connect(self._typed)
        self.way.activated.connect(lambda _: self._way_chosen())
        self.findings.wanted.connect(self.slots.take_focus)
        self._pause.timeout.connect(self._rested)

    def _fit_parts(self) -> None:
        """All parts of the answer are in sight at once, in a low window too."""
        content = self._area.widget()
        if content is not None and self.write.isChecked():
            around = content.sizeHint().height() - self.slots.sizeHint().height()
            self.slots.fit(self._area.viewport().height() - around)

    # -- what stands here

    @property
    def draft(self) -> ReplyDraft | None:
        """The answer as it stands in the fields; None while there is none to write."""
        if self._base is None:
            return None
        return with_texts(replace(self._base, way=self.chosen_way), self.slots.texts)

    @property
    def waits_to_be_kept(self) -> bool:
        """Whether something was written since it was kept last."""
        return self._pause.isActive()

    @property
    def empty(self) -> bool:
        return not any(text.strip() for text in self.slots.texts.values())

    @property
    def why_not(self) -> str:
        """Why the answer cannot be sent now; empty when it can."""
        return self._why_not

    def show_case(self, case: FeedbackCase) -> None:
        """Show the answer to another item, or the same item read anew: what was written here since then stays."""
        same = self._case is not None and self._case.item.id == case.item.id
        typed = same and (self._unsaved or self.slots.busy)
        self._case = case
        if not typed:
            self._base, self._canned = case.draft, case.canned
            self.show_law(case.laws)
            self.slots.show_texts(case.draft.slots if case.draft is not None else {})
            self.findings.show_findings(case.findings)
        if not same:
            self._unsaved = False
            self._pause.stop()
            self.write.setChecked(True)
        self._offer_ways(case.windows, case.draft.way if case.draft is not None else None)
        link = case.conversation.permalink if case.conversation is not None else ""
        self.standing.show_sent(case.sent, case.sent_text, can_open=bool(link))
        self._show()

    def clear(self) -> None:
        self._case, self._base = None, None
        self._pause.stop()

    def put_canned(self, reply: CannedReply, draft: ReplyDraft) -> None:
        """Show the answer that was begun from a canned reply; it is kept and checked at once."""
        also = self._base.also if self._base is not None else ()
        self._base, self._canned = replace(draft, also=also), reply
        self.slots.show_texts(draft.slots)
        self._show()
        self._changed()

    def add_citation(self, ref: CitationRef) -> None:
        """Let the answer rest on that place in the law too; it is kept and checked at once."""
        draft = self.draft
        if draft is not None and ref not in draft.citations:
            self._base = replace(draft, citations=(*draft.citations, ref))
            self._changed()

    def _uncite(self, ref: CitationRef) -> None:
        draft = self.draft
        if draft is not None:
            self._base = replace(draft, citations=tuple(one for one in draft.citations if one != ref))
            self._changed()

    def be_compact(self, compact: bool) -> None:
        """Where room is short the title, which stands in the tab as well, and a line of the checks give way."""
        self._title.setVisible(not compact)
        self.findings.be_compact(compact)

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put an answer in that was ready; it is kept and checked at once."""
        draft = self.draft
        if draft is None:
            return
        self._base = with_texts(draft, texts)
        self.slots.show_texts(texts)
        self._changed()

    def kept(self, draft: ReplyDraft) -> None:
        """The draft was kept as this revision; what was written since then stays."""
        base = self._base
        if base is None or draft.item != base.item:
            return
        self._base = replace(
            draft, canned=base.canned, canned_version=base.canned_version, citations=base.citations, also=base.also
        )
        self._unsaved = self.slots.texts != dict(draft.slots) or base.citations != draft.citations
        self._gates()

    def show_findings(self, findings: Sequence[ReplyFinding]) -> None:
        self.findings.show_findings(findings)
        self.slots.show_wrong(frozenset(f.slot for f in findings if f.slot and f.severity.value == "block"))
        self._gates()

    def show_law(self, laws: Sequence[CitedLaw]) -> None:
        """The places in the law that the answer rests on, as they stand today."""
        clear(self._law)
        for law in laws:
            line = row(ElidedLabel(law.printed or law.ref.document, "small"), spacing=8)
            if law.validity is not None:
                line.insertWidget(0, StatusChip(law_word(law.validity)))
            gone = IconButton("x", tr("Remove citation"))
            gone.clicked.connect(lambda _=False, ref=law.ref: self._uncite(ref))
            line.addWidget(gone)
            self._law.addLayout(line)

    @property
    def unsaved(self) -> bool:
        """Whether something was written that is not kept yet."""
        return self._unsaved

    def flush(self) -> bool:
        """Stop waiting for a pause; True when something has to be kept."""
        waiting = self._pause.isActive()
        self._pause.stop()
        return waiting

    def take_focus(self) -> None:
        self.write.setChecked(True)
        self._turn()
        self.slots.take_focus()

    # -- inside

    def _changed(self) -> None:
        """Something was put in at once: it need not rest."""
        self._unsaved = True
        self._pause.stop()
        self.edited.emit()

    def _typed(self) -> None:
        if not self._unsaved:
            self.begun.emit()
        self._unsaved = True
        self._pause.start()

    def _rested(self) -> None:
        if self.slots.busy:
            self._pause.start()
        else:
            self.edited.emit()

    def _turn(self) -> None:
        looks = self.preview.isChecked()
        self._pages.setCurrentIndex(1 if looks else 0)
        if looks:
            self._show_preview()

    def _show_preview(self) -> None:
        clear(self._shown)
        case, draft = self._case, self.draft
        if case is None or draft is None:
            return
        page = case.account.title if case.account is not None else ""
        self._shown.addWidget(
            Label(" · ".join(part for part in (page, way_name(draft.way)) if part), "small", wrap=True)
        )
        self._shown.addWidget(Bubble(draft.text() or tr("Nothing was written yet."), ours=True))
        count = tr("{n} characters").format(n=len(draft.text()))
        self._shown.addWidget(Label(count, "small"))

    def _offer_ways(self, windows: Sequence[ReplyWindow], chosen: ReplyWay | None) -> None:
        self.way.blockSignals(True)
        held = self.chosen_way if self._unsaved else chosen
        self.way.clear()
        for window in windows:
            self.way.addItem(way_name(window.way), window.way.value)
        place = self.way.findData(held.value) if held is not None else 0
        self.way.setCurrentIndex(max(0, place) if self.way.count() else -1)
        self.way.blockSignals(False)
        self.way.setVisible(self.way.count() > 0)

    @property
    def chosen_way(self) -> ReplyWay:
        return ReplyWay(self.way.currentData() or ReplyWay.PUBLIC)

    def _way_chosen(self) -> None:
        self._show_window()
        self._gates()
        self._changed()

    def _window(self) -> ReplyWindow | None:
        if self._case is None:
            return None
        way = self.chosen_way
        return next((window for window in self._case.windows if window.way is way), None)

    def _show_window(self) -> None:
        if self._case is not None:
            self.window_bar.show_window(self._window(), self._case.now)

    def _show(self) -> None:
        self._name_canned()
        self._show_note()
        self._show_window()
        self._gates()
        if self.preview.isChecked():
            self._show_preview()

    def _name_canned(self) -> None:
        used = self._canned
        if used is None:
            self.canned.set_words(tr("Canned replies… (Ctrl+J)"))
            return
        words = f"{used.code} {used.title}"
        if used.valid_until is not None:
            words = tr("{canned} · may be used until {day}").format(canned=words, day=show_date(used.valid_until))
        self.canned.set_words(words)

    def _show_note(self) -> None:
        draft = self._base
        if draft is not None and draft.note:
            self.note.say(Tone.AMBER, tr("Returned with a note: {note}").format(note=draft.note))
        else:
            self.note.say(Tone.AMBER, "")

    def _gates(self) -> None:
        case = self._case
        writes = case is not None and case.may_write
        spoken = case is not None and not case.by_platform and not case.ended and case.refused is None
        self._elsewhere.setVisible(spoken)
        self.replied.setVisible(spoken and case is not None and case.item.first_reply_at is None)
        self._pages.setVisible(writes)
        self._foot.setVisible(writes)
        self.write.setVisible(writes)
        self.preview.setVisible(writes)
        self.slots.lock(self._base is not None and self._base.state is DraftState.SUBMITTED)
        approves = case is not None and case.step(self._base) is ReplyStep.APPROVE
        self.give_back.setVisible(approves)
        self.way.setVisible(self.way.count() > 0 and not approves)
        self.send.setText(self._verb())
        self._why_not = self._reason()
        self.send.setEnabled(not self._why_not)
        self.send.setAccessibleDescription(self._why_not)
        self.send.setToolTip(plain(self._why_not or "Ctrl+Enter"))
        self.window_bar.show_reason(self._why_not)

    def _verb(self) -> str:
        step = self._case.step(self._base) if self._case is not None else ReplyStep.SEND
        return {
            ReplyStep.SUBMIT: tr("Submit…"),
            ReplyStep.APPROVE: tr("Approve…", about="reply"),
            ReplyStep.SEND: tr("Send…"),
        }[step]

    def _reason(self) -> str:
        case = self._case
        if case is None:
            return tr("Choose an item on the left.")
        if case.item.state in (ItemState.CLOSED, ItemState.HANDED_OVER):
            return tr("This item has ended.")
        if self.empty:
            return tr("Write it, or use a canned one (Ctrl+J).")
        if self.findings.blocks:
            return tr("First correct what is marked red above.")
        return self._window_reason(case.now)

    def _window_reason(self, now: datetime) -> str:
        window = self._window()
        if window is not None and window.until is not None and window.until <= now:
            return tr("The page no longer accepts answers in this way; choose another way, or telephone.")
        return ""


def with_texts(draft: ReplyDraft, texts: Mapping[str, str]) -> ReplyDraft:
    """`draft` with these four parts."""
    return replace(
        draft,
        greeting=texts.get("greeting", ""),
        answer=texts.get("answer", ""),
        next_step=texts.get("next_step", ""),
        thanks=texts.get("thanks", ""),
    )
