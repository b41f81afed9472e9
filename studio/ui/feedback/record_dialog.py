"""Writes down what somebody said on the telephone or at the counter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.feedback.model import Category, Origin
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.feedback.words import category_name, origin_name
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.editors import ChoiceBox, Either, TextBox
from studio.ui.widgets.moment import DateTimeField

WAYS = (Origin.PHONE, Origin.IN_PERSON)


class RecordDialog(Form):
    """`recorded` carries the id of the new item."""

    recorded = Signal(str)

    def __init__(self, shell: Shell, account: str, parent: QWidget | None = None) -> None:
        """`account`: the page in sight, or an empty text."""
        super().__init__(shell, parent, width=560)
        self._account, self._by = account, shell.session.person_id
        self.set_heading(tr("Record feedback"))
        ways = Either({way: origin_name(way) for way in WAYS})
        self.ask("origin", ways, tr("How it came"), value=Origin.PHONE)
        self.text = self.ask(
            "text",
            TextBox(lines=5),
            tr("What was said"),
            missing=tr("Write what was said."),
            hint=tr("Only what the matter needs: no name, no identity number, no address of the caller."),
        )
        no_time = tr("Give day and time, such as 25/11/2026 08:00.")
        self.ask("at", DateTimeField(), tr("When"), value=shell.studio.now(), missing=no_time)
        about = ChoiceBox({category.value: category_name(category) for category in Category})
        about.setPlaceholderText(tr("Choose later"))
        self.ask("category", about, tr("What it is about"))
        self.pair("at", "category")
        self.go.setText(tr("Record"))
        self.go.setShortcut(sequence("Ctrl+Return"))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        category = Category(values["category"]) if values["category"] else None
        return self.shell.studio.feedback.items.record(
            values["origin"], values["text"].strip(), values["at"], self._by, account=self._account, category=category
        )

    def _done(self, item: Any) -> None:
        self.recorded.emit(item.id)
        self.accept()
