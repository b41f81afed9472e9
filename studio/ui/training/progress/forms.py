"""Two small forms of the class: erasing a learner, and holding a certificate against what was issued."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import show_date
from studio.errors import StudioError
from studio.people.model import Role
from studio.training.certificates import Certificate
from studio.training.progress import Learner
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row


class EraseForm(Form):
    """A trainer and their PIN, to delete everything there is of one learner."""

    def __init__(self, shell: Shell, learner: Learner, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="trash-2", danger=True)
        self._code = learner.code
        self.set_heading(tr("Erase {learner}").format(learner=learner.code))
        self.say(
            tr(
                "{runs} runs, the name and every certificate of this learner are deleted for good. What stays is a "
                "line that says how many, when and by whom; not whose. Certificates on paper are not verified any more."
            ).format(runs=learner.runs),
            "",
        )
        self.prove("by", frozenset({Role.TRAINER}))
        self.go.setText(tr("Erase"))

    def work(self, values: Values) -> object:
        return self.shell.studio.progress.erase(self._code, *values["by"])


class VerifyForm(Dialog):
    """Serial and code as they stand on paper, and what the certificate says here."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._shell = shell
        self.serial, self.code = QLineEdit(), QLineEdit()
        serial = FieldBlock(self.serial, tr("Serial"), hint=tr("As on the paper, TH-20261127-7K3Q say."))
        code = FieldBlock(
            self.code,
            tr("Verification code"),
            hint=tr("Only the PC that issued a certificate can verify it."),
        )
        self.answer = Banner()
        close = QuietButton(tr("Close"))
        self.verify = PrimaryButton(tr("Verify"), glyph="shield-check")
        self.verify.clicked.connect(self._ask)
        self.verify.setDefault(True)
        close.clicked.connect(self.reject)
        self.fill(serial, code, self.answer, buttons=row(None, close, self.verify))
        self.set_heading(tr("Verify a certificate"))

    def _ask(self) -> None:
        certificates, serial, code = self._shell.studio.certificates, tidy(self.serial), tidy(self.code)
        self._shell.tasks.store(
            lambda: certificates.verify(serial, code), self._genuine, owner=self, failed=self._refused, key="verify"
        )

    def _genuine(self, it: Certificate) -> None:
        outlines = ", ".join(each.id for each in it.outlines)
        self.answer.say(
            Tone.GREEN,
            tr(
                "Genuine. Issued on {day} to {learner} ({code}), {unit}, by {trainer}. Outlines passed: {outlines}. "
                "Compare this with the paper."
            ).format(
                day=show_date(it.issued_on), learner=it.learner, code=it.learner_code, unit=it.unit,
                trainer=it.issued_by, outlines=outlines,
            ),
        )  # fmt: skip
        self.refit()

    def _refused(self, error: StudioError) -> None:
        self.answer.say(Tone.RED, self._shell.speech.explain(error))
        self.refit()
