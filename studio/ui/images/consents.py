"""The consents recorded with one picture: a list, and a form to record another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio.clock import local_date, show_date
from studio.images.consent import Consent, Lack, holds, lack, told
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.kept_lines import KeptLines
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.moment import DateField


class ConsentDialog(KeptLines[Consent]):
    """One line for each person who can be recognised."""

    def __init__(self, shell: Shell, picture: str, name: str, parent: QWidget | None) -> None:
        super().__init__(shell, parent, none=tr("No consent recorded yet."), high=132, width=640)
        self._picture, self._today = picture, local_date(shell.studio.now())
        self.withdrawers: list[LinkButton] = []
        self.set_heading(tr("Consents to the picture “{name}”").format(name=name))
        self.say(tr("One line for each person who can be recognised. Whoever did not consent is covered."))
        self.put_list()
        self.who = self.ask("who", QLineEdit(), tr("Person shown"), required=True)
        self.minor = self.ask("minor", CheckBox(), tr("The person is under 18"))
        self.pair("who", "minor")
        self.guardian = self.ask(
            "guardian",
            QLineEdit(),
            tr("Parent or legal guardian who consented"),
            required=True,
            shown=lambda values: values["minor"],
        )
        self.purpose = self.ask("purpose", QLineEdit(), tr("What the picture may be used for"), required=True)
        unread, until = tr("Enter the day like 25/11/2026."), _a_year_after(self._today)
        self.given_on = self.ask("given_on", DateField(), tr("Consented on"), value=self._today, missing=unread)
        self.until = self.ask("until", DateField(), tr("Last day"), value=until, hint=tr("Empty: no end date"))
        self.pair("given_on", "until")
        filed = tr("For example: form no. 12, kept at the station")
        self.filed = self.ask(
            "filed", QLineEdit(), tr("What records it, and where it is filed"), required=True, hint=filed
        )
        self.go.setText(tr("Record the consent"))
        self.who.setFocus()

    def read(self) -> Sequence[Consent]:
        return self.shell.studio.photo_consents.of([self._picture]).get(self._picture, ())

    def line(self, one: Consent) -> QHBoxLayout:
        consents, say, picture = self.shell.studio.photo_consents, self.shell.language.say, self._picture
        valid = holds(one, self._today)
        sign = Glyph("circle-check" if valid else "circle-x", Tone.GREEN if valid else Tone.RED)
        head = Label(f"{one.who}: {say(told(one, self._today))}", "label", wrap=True)
        detail = tr("{purpose}. Consented on {day}; {filed}").format(
            purpose=one.purpose, day=show_date(one.given_on), filed=one.filed
        )
        withdraw = LinkButton(tr("Withdrawn…"))
        withdraw.setVisible(lack(one, self._today) is not Lack.WITHDRAWN)
        withdraw.clicked.connect(partial(self._ask_withdraw, one))
        self.withdrawers.append(withdraw)
        off = tr("Remove {name} from this picture").format(name=one.who)
        remove = self.remover(off, lambda by: consents.take_off(one.id, picture, by))
        words = column(head, Label(detail, "hint", wrap=True), spacing=2)
        line = row(sign, words, withdraw, remove, spacing=10)
        line.setStretch(1, 1)
        return line

    def blank(self) -> None:
        """The days, the purpose and the place stay: the next person is often in the same picture."""
        self.who.clear()
        self.guardian.clear()
        self.minor.setChecked(False)
        self.who.setFocus()

    def work(self, values: Values) -> object:
        guardian = values.pop("guardian")
        consent = Consent(guardian=guardian, **values)
        return self.shell.studio.photo_consents.record(consent, self._picture, self.shell.session.person_id)

    def _show(self, kept: Sequence[Consent]) -> None:
        self.withdrawers = []
        super()._show(kept)

    def _ask_withdraw(self, consent: Consent) -> None:
        if self._by():
            dialog = WithdrawDialog(self.shell, consent, self)
            dialog.done_well.connect(lambda: self._changed(None))
            dialog.open()


class WithdrawDialog(Form):
    """From which day on a consent holds no more."""

    def __init__(self, shell: Shell, consent: Consent, parent: QWidget | None) -> None:
        super().__init__(shell, parent, glyph="")
        self._consent = consent.id
        self.set_heading(tr("Consent withdrawn by {name}").format(name=consent.who))
        self.say(
            tr(
                "From that day on no post may show the person, in any of the pictures this consent covers. The "
                "record stays."
            ),
            "",
        )
        today, unread = local_date(shell.studio.now()), tr("Enter the day like 25/11/2026.")
        self.day = self.ask("day", DateField(), tr("Withdrawn on"), value=today, missing=unread)
        self.go.setText(tr("Record the withdrawal"))
        self.cancel.setText(tr("Back"))

    def work(self, values: Values) -> object:
        consents, by = self.shell.studio.photo_consents, self.shell.session.person_id
        return consents.withdraw(self._consent, values["day"], by)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day.replace(year=day.year + 1, day=28)
