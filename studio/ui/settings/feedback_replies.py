"""Canned replies: the list, the form of one with its four parts, and its way to approval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.clock import show_date
from studio.errors import BadInput, StudioError
from studio.feedback.canned import APPROVERS, WRITERS
from studio.feedback.canned_model import CannedReply, CannedState
from studio.feedback.reply_model import SLOTS
from studio.feedback.topics import TOPICS
from studio.library.citation import read_citation
from studio.library.model import CitationRef
from studio.people.model import Role
from studio.text import nfc, squeeze
from studio.translation import mark, tr
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import ConfirmButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column, row
from studio.ui.widgets.picks import Pick, PickGroup, PickList
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import StateWord, spoken
from studio.ui.writing.manage import Halves

LINES_SHOWN = 12
HEIGHTS = {"greeting": 2, "answer": 5, "next_step": 3, "thanks": 2}
"""Lines of each part."""
AROUND = 34
"""Pixels between the edges of a field and its lines."""
STATES: Mapping[CannedState, StateWord] = {
    CannedState.DRAFT: StateWord(mark("Draft"), "pencil", Tone.GREY),
    CannedState.SUBMITTED: StateWord(mark("Awaiting approval"), "hourglass", Tone.AMBER),
    CannedState.APPROVED: StateWord(mark("Approved"), "circle-check", Tone.TEAL),
    CannedState.EXPIRED: StateWord(mark("Expired", about="law"), "circle-x", Tone.RED),
}
ORDER = (CannedState.SUBMITTED, CannedState.EXPIRED, CannedState.DRAFT, CannedState.APPROVED)
"""What waits for somebody first."""
BLANK = CannedReply(title="", topic="", answer="")


def citation_line(ref: CitationRef) -> str:
    """A citation as it can be typed: ``điểm a khoản 1 Điều 5 13/2023/NĐ-CP``."""
    parts = (("điểm", ref.point), ("khoản", ref.clause), ("Điều", ref.article))
    return " ".join([*(f"{word} {value}" for word, value in parts if value), ref.document])


def read_day(text: str) -> date | None:
    """``31/12/2026``; None for an empty text. Raises ValueError."""
    if not text.strip():
        return None
    day, month, year = (int(part) for part in text.strip().split("/"))
    return date(year, month, day)


class CannedForm(QWidget):
    """What stands in it is kept by nobody until it is saved."""

    changed = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._canned = BLANK
        self.chip, self._about = StatusChip(), Label(role="hint", wrap=True)
        self.title, self.topic, self.until = QLineEdit(), Combo(), QLineEdit()
        self.slots = {name: QPlainTextEdit() for name in SLOTS}
        self.law = QPlainTextEdit()
        self.topic.addItem("–", "")
        for code, topic in TOPICS.items():
            self.topic.addItem(language.say(topic), code)
        self._name_fields()
        for field in (*self.slots.values(), self.law):
            field.setTabChangesFocus(True)
            field.textChanged.connect(self.changed)
            field.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        for line in (self.title, self.until):
            line.textChanged.connect(self.changed)
        self.topic.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._failure = Label(role="error", wrap=True)
        self._failure.hide()
        pair = ResponsiveRow((self._topic, 1), (self._until, 1))
        head = row(self.chip, self._about, spacing=8)
        head.setStretch(1, 1)
        self.setLayout(column(head, self._title, pair, *self._slots.values(), self._law, self._failure, spacing=8))
        self._fit()
        self._show_state()
        self._before = self._typed()

    def _name_fields(self) -> None:
        self._title = FieldBlock(self.title, tr("Title", about="name"), required=True)
        self._topic = FieldBlock(self.topic, tr("Topic"))
        self._until = FieldBlock(
            self.until,
            tr("Last day", about="canned answer"),
            hint=tr("Such as 31/12/2026; then it is checked and approved again."),
        )
        names = {
            "greeting": tr("1 · Greeting"),
            "answer": tr("2 · Answer"),
            "next_step": tr("3 · Next step"),
            "thanks": tr("4 · Thanks"),
        }
        self._slots = {
            name: FieldBlock(field, names[name], required=name == "answer") for name, field in self.slots.items()
        }
        self._slots["next_step"].set_hint(tr("Who does it, when, where. {phone} and {unit} are filled in."))
        self._law = FieldBlock(
            self.law,
            tr("Legal basis"),
            hint=tr("One citation per line, such as “khoản 1 Điều 24 Luật Căn cước”."),
        )

    @property
    def canned(self) -> CannedReply:
        """The one in hand, as it was read."""
        return self._canned

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._typed() != self._before

    def show_canned(self, canned: CannedReply) -> None:
        """Take it in hand."""
        self._canned = canned
        for field in (self.title, self.topic, self.until, self.law, *self.slots.values()):
            field.blockSignals(True)
        self.title.setText(canned.title)
        self.topic.choose(canned.topic)
        self.until.setText(show_date(canned.valid_until) if canned.valid_until else "")
        for name, field in self.slots.items():
            field.setPlainText(canned.slots[name])
        self.law.setPlainText("\n".join(map(citation_line, canned.citations)))
        for field in (self.title, self.topic, self.until, self.law, *self.slots.values()):
            field.blockSignals(False)
        self._before = self._typed()
        self.show_error(None)
        self._show_state()
        self.changed.emit()

    def read(self) -> CannedReply | None:
        """What is typed; None when a field cannot be read, which is marked then."""
        self.show_error(None)
        lines = [squeeze(nfc(line)) for line in self.law.toPlainText().splitlines() if line.strip()]
        kept = {citation_line(ref): ref for ref in self._canned.citations}
        refs = [kept.get(line) or read_citation(line) for line in lines]
        wrong = next((line for line, ref in zip(lines, refs, strict=True) if ref is None), "")
        unread = tr("“{line}” names no document.").format(line=wrong) if wrong else ""
        self._law.set_error(unread)
        try:
            until = read_day(self.until.text())
        except (ValueError, TypeError):
            until = None
            self._until.set_error(tr("Enter the date as 31/12/2026."))
        if to_mend(self._law, self._until) is not None:
            return None
        return replace(
            self._canned,
            title=self.title.text(),
            topic=str(self.topic.currentData() or ""),
            greeting=self.slots["greeting"].toPlainText(),
            answer=self.slots["answer"].toPlainText(),
            next_step=self.slots["next_step"].toPlainText(),
            thanks=self.slots["thanks"].toPlainText(),
            valid_until=until,
            citations=tuple(ref for ref in refs if ref is not None),
        )

    def show_error(self, error: StudioError | None) -> None:
        """Say what the service refused, at the field it named."""
        place = error.where if isinstance(error, BadInput) else ""
        plain = self._language.sentence(error.phrase) if error is not None else ""
        for name, block in {"title": self._title, **self._slots}.items():
            block.set_error(plain if place == name else "")
        self._law.set_error("")
        self._until.set_error("")
        elsewhere = error is not None and place not in ("title", *SLOTS)
        self._failure.setText(self._language.explain(error) if error is not None and elsewhere else "")
        self._failure.setVisible(elsewhere)

    def _typed(self) -> tuple[str, ...]:
        texts = [field.toPlainText() for field in (*self.slots.values(), self.law)]
        return (self.title.text(), str(self.topic.currentData() or ""), self.until.text(), *texts)

    def _fit(self) -> None:
        """Every field shows all its text: the section scrolls, no field in it does."""
        line = self.fontMetrics().lineSpacing()
        fields = {name: (field, HEIGHTS[name]) for name, field in self.slots.items()} | {"law": (self.law, 2)}
        for field, least in fields.values():
            taken = round(field.document().size().height())  # in lines
            field.setFixedHeight(line * max(least, taken) + AROUND)

    def _show_state(self) -> None:
        known = bool(self._canned.id)
        self.chip.setVisible(known)
        if known and self._canned.state in STATES:
            self.chip.set_word(spoken(STATES[self._canned.state]))
        said = tr("{code}, version {n}").format(code=self._canned.code, n=self._canned.version)
        self._about.setText(said if known else tr("A new canned reply"))


class CannedList(PickList):
    """As high as its lines, up to a number of them."""

    def __init__(self) -> None:
        super().__init__(folds=True)
        self.setAccessibleName(tr("Canned replies"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        self.setFixedHeight(max(120, self.height_for(LINES_SHOWN) + 4))


class CannedSection(SettingsSection):
    """A list with its form. An approved version stays in use until a newer one is approved."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._all: tuple[CannedReply, ...] = ()
        hint = Label(
            tr(
                "Answers checked in advance: written by one person, approved by another, used while they and "
                "their law are valid. Nothing is ever sent automatically."
            ),
            "hint",
            wrap=True,
        )
        self.list, self.form = CannedList(), CannedForm(shell.language)
        self.new = QuietButton(tr("New canned reply"), "plus")
        self.save = PrimaryButton(tr("Save"), "check")
        self.submit = QuietButton(tr("Submit for approval…"), "send")
        self.approve = QuietButton(tr("Approve…"), "circle-check")
        self.send_back = QuietButton(tr("Return to draft"), "reply")
        self.retire = ConfirmButton("archive")
        self.retire.set_words(tr("Stop using it"), tr("Press again: it is no longer offered"))
        self.list.moved.connect(self._moved)
        self.form.changed.connect(self._show_steps)
        self.new.clicked.connect(self._begin)
        self.save.clicked.connect(lambda _: self._save())
        self.submit.clicked.connect(self._ask_submit)
        self.approve.clicked.connect(self._ask_approve)
        self.send_back.clicked.connect(lambda: self._do("send_back"))
        self.retire.confirmed.connect(lambda: self._do("retire"))
        steps, flow, side = PlainHolder(), FlowLayout(spacing=8), PlainHolder()
        for button in (self.save, self.submit, self.approve, self.send_back, self.retire):
            flow.addWidget(button)
        steps.setLayout(flow)
        side.setLayout(column(row(self.new, None), self.list, None))
        held = PlainHolder()
        held.setLayout(column(self.form, steps, spacing=10))
        self.build(titled(tr("Canned replies"), hint, Halves(side, held)))
        self._show_steps()
        shell.session.changed.connect(self._show_steps)

    def refresh(self) -> None:
        canned = self.shell.studio.feedback.canned
        self.shell.tasks.store(canned.list, self._came, owner=self, key="canned")

    def _came(self, found: Sequence[CannedReply]) -> None:
        self._all = tuple(found)
        self._fill()
        held = next((one for one in self._all if one.id == self.form.canned.id), None)
        if not self.form.dirty and (held is not None or self._all):
            self._show(held or self._in_order()[0])

    def _in_order(self) -> list[CannedReply]:
        return sorted(self._all, key=lambda one: (ORDER.index(one.state), one.number))

    def _fill(self) -> None:
        groups = [
            PickGroup(
                heading=spoken(STATES[state]).text,
                picks=tuple(self._pick(one) for one in self._in_order() if one.state is state),
            )
            for state in ORDER
        ]
        self.list.blockSignals(True)
        self.list.show_groups(groups, keep=True)
        self.list.choose(self.form.canned.id)
        self.list.blockSignals(False)
        self.list.fit()

    def _pick(self, one: CannedReply) -> Pick:
        until = tr("until {day}").format(day=show_date(one.valid_until)) if one.valid_until else ""
        return Pick(id=one.id, title=f"{one.code} {one.title}", detail=until, word=None)

    def _show(self, canned: CannedReply) -> None:
        self.form.show_canned(canned)
        self.list.blockSignals(True)
        self.list.choose(canned.id)
        self.list.blockSignals(False)

    def _moved(self, pick: Pick | None) -> None:
        """Another line is in hand; what was typed is saved first."""
        wanted = next((one for one in self._all if pick is not None and one.id == pick.id), None)
        if wanted is None or wanted.id == self.form.canned.id:
            return
        if self.form.dirty:
            self._save(then=lambda: self._show(wanted))
        else:
            self._show(wanted)

    def _begin(self, _: bool = False) -> None:
        if self.form.dirty:
            self._save(then=self._blank)
        else:
            self._blank()

    def _blank(self) -> None:
        self.list.clearSelection()
        self.form.show_canned(BLANK)
        self.form.title.setFocus()

    def _show_steps(self) -> None:
        """Each step where it can be taken."""
        canned, dirty = self.form.canned, self.form.dirty
        self.save.setEnabled(dirty)
        submitted = canned.state is CannedState.SUBMITTED
        self.submit.setVisible(bool(canned.id) and canned.state is CannedState.DRAFT)
        self.submit.setEnabled(not dirty)
        self.approve.setVisible(submitted)
        self.send_back.setVisible(submitted)
        self.approve.setEnabled(not dirty)
        self.retire.setVisible(bool(canned.id))

    def _save(self, then: Callable[[], None] | None = None) -> None:
        typed = self.form.read()
        if typed is None:
            return
        service, by = self.shell.studio.feedback.canned, self.shell.session.person_id

        def saved(kept: CannedReply) -> None:
            if then is None:
                self.form.show_canned(kept)
                self.shell.toast(tr("Saved."))
            else:
                then()
            self.refresh()

        self.shell.tasks.store(lambda: service.save(typed, by), saved, owner=self, failed=self.form.show_error)

    def _do(self, step: str) -> None:
        """Return it to draft, or retire it."""
        service, by, held = self.shell.studio.feedback.canned, self.shell.session.person_id, self.form.canned.id
        deed = service.retire if step == "retire" else service.send_back
        self.shell.tasks.store(lambda: deed(held, by), self._done, owner=self, failed=self.form.show_error)

    def _done(self, canned: CannedReply) -> None:
        self.form.show_canned(BLANK if canned.state is CannedState.RETIRED else canned)
        self.refresh()

    def _ask_submit(self) -> None:
        service, canned = self.shell.studio.feedback.canned, self.form.canned
        self._ask(
            tr("Submit {code} for approval?").format(code=canned.code),
            tr("Somebody else reads and approves it. Until then it is not offered to anybody."),
            tr("Submit"),
            WRITERS,
            lambda signed: service.submit(canned.id, signed.person, signed.pin),
        )

    def _ask_approve(self) -> None:
        service, canned = self.shell.studio.feedback.canned, self.form.canned
        self._ask(
            tr("Approve {code}?").format(code=canned.code),
            tr("You answer for every word of it: officers send it as it stands, until its last day."),
            tr("Approve"),
            APPROVERS,
            lambda signed: service.approve(canned.id, signed.person, signed.pin),
        )

    def _ask(
        self, heading: str, text: str, verb: str, roles: Sequence[Role], work: Callable[[SignedConfirmation], object]
    ) -> None:
        action = PinAction(heading=heading, text=text, verb=verb, roles=frozenset(roles), work=work)
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(self.refresh)
        dialog.open()
