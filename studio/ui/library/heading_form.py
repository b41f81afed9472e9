"""The head of a document as it was read, for a person to put right."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.library.drafts import Heading
from studio.library.numbers import KINDS
from studio.text import squeeze
from studio.ui.language import Translated
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.moment import DateField


class HeadingForm(Translated):
    """Number, kind, subject, issuer and days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.issuer = QLineEdit(), QLineEdit()
        self.kind = Combo()
        self.kind.setEditable(True)
        self.kind.addItems([kind.name for kind in KINDS])
        self.title = QPlainTextEdit()
        self.title.setTabChangesFocus(True)
        self.title.setFixedHeight(72)
        self.issued, self.effective = DateField(), DateField()
        self._blocks = {
            "number": FieldBlock(self.number),
            "type": FieldBlock(self.kind),
            "title": FieldBlock(self.title),
            "issuer": FieldBlock(self.issuer),
            "issued_on": FieldBlock(self.issued),
            "effective_from": FieldBlock(self.effective),
        }
        blocks = self._blocks
        self.setLayout(
            column(
                row(blocks["number"], blocks["type"], spacing=12),
                blocks["title"],
                blocks["issuer"],
                row(blocks["issued_on"], blocks["effective_from"], spacing=12),
                spacing=10,
            )
        )
        self.retranslate()

    def retranslate(self) -> None:
        self._blocks["number"].set_label(self.tr("Number"), required=True)
        self._blocks["type"].set_label(self.tr("Kind"), required=True)
        self._blocks["title"].set_label(self.tr("Subject"), required=True)
        self._blocks["issuer"].set_label(self.tr("Issued by"))
        self._blocks["issued_on"].set_label(self.tr("Day of issue"))
        self._blocks["effective_from"].set_label(self.tr("In force from"))

    def show_heading(self, heading: Heading) -> None:
        self.number.setText(heading.number)
        self.kind.setEditText(heading.type)
        self.title.setPlainText(heading.title)
        self.issuer.setText(heading.issuer)
        self.issued.set_value(heading.issued_on)
        self.effective.set_value(heading.effective_from)
        for block in self._blocks.values():
            block.set_error("")

    def heading(self) -> Heading | None:
        """What stands there; None, with the errors shown, when a field is missing or no date."""
        wrong = {
            "number": "" if self.number.text().strip() else self.tr("The number is missing."),
            "type": "" if self.kind.currentText().strip() else self.tr("The kind is missing."),
            "title": "" if self.title.toPlainText().strip() else self.tr("The subject is missing."),
            "issued_on": "" if self.issued.valid else self.tr("A date such as 25/11/2026."),
            "effective_from": "" if self.effective.valid else self.tr("A date such as 25/11/2026."),
        }
        for name, sentence in wrong.items():
            self._blocks[name].set_error(sentence)
        if any(wrong.values()):
            return None
        return Heading(
            number=squeeze(self.number.text()),
            type=squeeze(self.kind.currentText()),
            title=squeeze(self.title.toPlainText()),
            issuer=squeeze(self.issuer.text()),
            issued_on=self.issued.value,
            effective_from=self.effective.value,
        )

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal of the service at its field, the number for any other."""
        self._blocks.get(field, self._blocks["number"]).set_error(sentence)
