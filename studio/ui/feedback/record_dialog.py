"""Writes down what somebody said on the telephone or at the counter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.errors import StudioError
from studio.feedback.model import Category, FeedbackItem, Origin
from studio.text import nfc
from studio.ui.actions import sequence
from studio.ui.feedback.words import category_name, origin_name
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock, to_mend
from studio.ui.widgets.layout import row
from studio.ui.widgets.moment import DateTimeField

WIDE, HIGH = 560, 120


class RecordDialog(Dialog):
    """`recorded` carries the id of the new item."""

    recorded = Signal(str)

    def __init__(self, shell: Shell, account: str, parent: QWidget | None = None) -> None:
        """`account`: the page in sight, or an empty text."""
        super().__init__(parent, width=WIDE)
        self._shell, self._account = shell, account
        self.set_heading(self.tr("Record feedback"))
        self.phone, self.in_person = RadioButton(origin_name(Origin.PHONE)), RadioButton(origin_name(Origin.IN_PERSON))
        self.phone.setChecked(True)
        self.text, self.at, self.category = QPlainTextEdit(), DateTimeField(), Combo()
        self.text.setFixedHeight(max(HIGH, 5 * self.fontMetrics().lineSpacing()))
        self.text.setTabChangesFocus(True)
        self.at.set_value(shell.studio.now())
        for category in Category:
            self.category.addItem(category_name(category), category.value)
        self.category.setPlaceholderText(self.tr("Choose later"))
        self.category.setCurrentIndex(-1)
        ways = QWidget()
        ways.setLayout(row(self.phone, self.in_person, None, spacing=18))
        self._blocks = {
            "way": FieldBlock(ways),
            "text": FieldBlock(self.text, reserved=True),
            "at": FieldBlock(self.at, reserved=True),
            "category": FieldBlock(self.category, reserved=True),
        }
        self._blocks["way"].set_label(self.tr("How it came"))
        self._blocks["text"].set_label(self.tr("What was said"), required=True)
        self._blocks["text"].set_hint(
            self.tr("Only what the matter needs: no name, no identity number, no address of the caller.")
        )
        self._blocks["at"].set_label(self.tr("When"))
        self._blocks["category"].set_label(self.tr("What it is about"))
        self.go, self.cancel = PrimaryButton(self.tr("Record"), "check"), QuietButton(self.tr("Cancel"))
        self.go.clicked.connect(self._try)
        self.go.setShortcut(sequence("Ctrl+Return"))
        self.cancel.clicked.connect(self.reject)
        times = row(self._blocks["at"], self._blocks["category"], spacing=12)
        self.fill(self._blocks["way"], self._blocks["text"], times, buttons=row(None, self.cancel, self.go))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        text, at = nfc(self.text.toPlainText()).strip(), self.at.value
        self._blocks["text"].set_error("" if text else self.tr("Write what was said."))
        self._blocks["at"].set_error("" if at is not None else self.tr("Give day and time, such as 25/11/2026 08:00."))
        field = to_mend(*self._blocks.values())
        if field is not None or at is None:
            (field or self.at).setFocus()
            return
        origin = Origin.PHONE if self.phone.isChecked() else Origin.IN_PERSON
        chosen = self.category.currentData()
        category = Category(chosen) if chosen else None
        items, by, account = self._shell.studio.feedback.items, self._shell.session.person_id, self._account
        self.go.setEnabled(False)
        self._shell.tasks.store(
            lambda: items.record(origin, text, at, by, account=account, category=category),
            self._done,
            owner=self,
            failed=self._refused,
        )

    def _done(self, item: FeedbackItem) -> None:
        self.recorded.emit(item.id)
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._blocks["text"].set_error(self._shell.speech.explain(error))
        self.text.setFocus()
