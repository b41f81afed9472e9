"""The consents recorded with one picture: a list, and a form to record another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio.clock import local_date, show_date
from studio.errors import StudioError
from studio.images.consent import Consent, Lack, holds, lack, told
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Plain, clear, column, row, scrolled
from studio.ui.widgets.moment import DateField

LIST_HIGH = 132
"""Pixels that the list is high: two consents."""


class ConsentDialog(Dialog):
    """Each line is kept as soon as it is recorded. `changed` follows every change."""

    changed = Signal()

    def __init__(self, shell: Shell, picture: str, name: str, parent: QWidget | None) -> None:
        super().__init__(parent, width=640)
        self._shell, self._picture, self._name = shell, picture, name
        self._today = local_date(shell.studio.now())
        self._consents: Sequence[Consent] = ()
        about = Label(
            tr("One line for each person who can be recognised. Whoever did not consent is covered."),
            "hint",
            wrap=True,
        )
        self._none = Label(tr("No consent recorded yet."), "hint", wrap=True)
        self._list = column(spacing=8)
        inner = Plain()
        inner.setLayout(column(self._none, self._list, None, spacing=4))
        area = scrolled(inner)
        area.setFixedHeight(LIST_HIGH)
        self.who, self.guardian, self.purpose, self.filed = (QLineEdit() for _ in range(4))
        self.minor = CheckBox(tr("The person is under 18"))
        self.given_on, self.until = DateField(), DateField()
        self.blocks = {
            "who": FieldBlock(self.who),
            "guardian": FieldBlock(self.guardian),
            "purpose": FieldBlock(self.purpose),
            "given_on": FieldBlock(self.given_on),
            "until": FieldBlock(self.until),
            "filed": FieldBlock(self.filed),
        }
        self.add, self._close = PrimaryButton(tr("Record the consent"), "plus"), QuietButton(tr("Close"))
        self.add.clicked.connect(self._record)
        self.minor.toggled.connect(self._grown)
        self._close.clicked.connect(self.accept)
        who = row(self.blocks["who"], self.minor, spacing=16)
        who.setStretch(0, 1)
        who.setAlignment(self.minor, Qt.AlignmentFlag.AlignBottom)
        self.fill(
            about,
            area,
            who,
            self.blocks["guardian"],
            self.blocks["purpose"],
            row(self.blocks["given_on"], self.blocks["until"], spacing=12),
            self.blocks["filed"],
            buttons=row(self.add, None, self._close),
        )
        self.removers: list[IconButton] = []
        self.withdrawers: list[LinkButton] = []
        self.set_heading(tr("Consents to the picture “{name}”").format(name=self._name))
        blocks = self.blocks
        blocks["who"].set_label(tr("Person shown"), required=True)
        blocks["guardian"].set_label(tr("Parent or guardian who consented"), required=True)
        blocks["purpose"].set_label(tr("What the picture may be used for"), required=True)
        blocks["given_on"].set_label(tr("Consented on"), required=True)
        blocks["until"].set_label(tr("Last day"))
        blocks["until"].set_hint(tr("Empty: no end was stated"))
        blocks["filed"].set_label(tr("What records it, and where it is filed"), required=True)
        blocks["filed"].set_hint(tr("For example: slip no. 12, kept at the station"))
        self._show(self._consents)
        self._blank()
        self._load()
        self.who.setFocus()

    def _load(self) -> None:
        consents, picture = self._shell.studio.photo_consents, self._picture
        self._shell.tasks.store(lambda: consents.of([picture]).get(picture, ()), self._show, owner=self, key="consents")

    def _show(self, consents: Sequence[Consent]) -> None:
        self._consents = consents
        clear(self._list)
        self.removers, self.withdrawers = [], []
        for consent in consents:
            self._list.addLayout(self._line(consent))
        self._none.setVisible(not consents)

    def _line(self, consent: Consent) -> QHBoxLayout:
        say = self._shell.speech.say
        valid = holds(consent, self._today)
        sign = Glyph("circle-check" if valid else "circle-x", Tone.GREEN if valid else Tone.RED)
        head = Label(f"{consent.who}: {say(told(consent, self._today))}", "label", wrap=True)
        detail = tr("{purpose}. Consented on {day}; {filed}").format(
            purpose=consent.purpose, day=show_date(consent.given_on), filed=consent.filed
        )
        withdraw = LinkButton(tr("Withdrawn…"))
        withdraw.setVisible(lack(consent, self._today) is not Lack.WITHDRAWN)
        withdraw.clicked.connect(partial(self._ask_withdraw, consent))
        remove = IconButton("trash-2", tr("Take {name} off this picture").format(name=consent.who))
        remove.clicked.connect(partial(self._take_off, consent))
        self.removers.append(remove)
        self.withdrawers.append(withdraw)
        words = column(head, Label(detail, "hint", wrap=True), spacing=2)
        line = row(sign, words, withdraw, remove, spacing=10)
        line.setStretch(1, 1)
        return line

    def _blank(self) -> None:
        for text in (self.who, self.guardian):
            text.clear()
        self.minor.setChecked(False)
        self._grown(False)
        if self.given_on.value is None:
            self.given_on.set_value(self._today)
            self.until.set_value(_a_year_after(self._today))

    def _grown(self, minor: bool) -> None:
        self.blocks["guardian"].setVisible(minor)
        self.refit()

    def _record(self) -> None:
        for block in self.blocks.values():
            block.set_error("")
        given_on = self.given_on.value
        if given_on is None or not self.until.valid:
            wrong = "given_on" if given_on is None else "until"
            self.blocks[wrong].set_error(tr("Write a day such as 25/11/2026."))
            return
        consent = Consent(
            who=self.who.text(),
            purpose=self.purpose.text(),
            given_on=given_on,
            until=self.until.value,
            filed=self.filed.text(),
            minor=self.minor.isChecked(),
            guardian=self.guardian.text(),
        )
        consents, picture = self._shell.studio.photo_consents, self._picture
        self._act(lambda by: consents.record(consent, picture, by), self._recorded)

    def _recorded(self) -> None:
        self._blank()
        self.who.setFocus()

    def _take_off(self, consent: Consent) -> None:
        consents, picture = self._shell.studio.photo_consents, self._picture
        self._act(lambda by: consents.take_off(consent.id, picture, by))

    def _ask_withdraw(self, consent: Consent) -> None:
        consents = self._shell.studio.photo_consents
        dialog = WithdrawDialog(consent, self._today, self)
        dialog.chosen.connect(lambda day: self._act(lambda by: consents.withdraw(consent.id, day, by)))
        dialog.open()

    def _act(self, work: Callable[[str], object], then: Callable[[], None] | None = None) -> None:
        by = self._shell.session.person_id
        if not by:
            self.blocks["who"].set_error(tr("Sign in first."))
            self._shell.sign_in()
            return

        def done(_: object) -> None:
            if then is not None:
                then()
            self._load()
            self.changed.emit()

        self._shell.tasks.store(lambda: work(by), done, owner=self, failed=self._refused)

    def _refused(self, error: StudioError) -> None:
        sentence = self._shell.speech.sentence(error.phrase)
        self.blocks.get(error.where, self.blocks["who"]).set_error(sentence)
        self.refit()


class WithdrawDialog(Dialog):
    """From which day on a consent holds no more. `chosen` carries it."""

    chosen = Signal(object)

    def __init__(self, consent: Consent, today: date, parent: QWidget | None) -> None:
        super().__init__(parent, width=460)
        self._consent = consent
        text = Label(
            tr(
                "From that day on no post may show the person, in none of the pictures this consent belongs to. "
                "The record stays."
            ),
            wrap=True,
        )
        self.day = DateField()
        self.day.set_value(today)
        self.block = FieldBlock(self.day)
        self.confirm, self._back = PrimaryButton(tr("Record the withdrawal")), QuietButton(tr("Back"))
        self.confirm.clicked.connect(self._confirm)
        self._back.clicked.connect(self.reject)
        self.fill(text, self.block, buttons=row(None, self._back, self.confirm))
        self.set_heading(tr("Consent withdrawn by {name}").format(name=self._consent.who))
        self.block.set_label(tr("Withdrawn on"), required=True)

    def _confirm(self) -> None:
        if self.day.value is None:
            self.block.set_error(tr("Write a day such as 25/11/2026."))
            return
        self.chosen.emit(self.day.value)
        self.accept()


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day.replace(year=day.year + 1, day=28)
